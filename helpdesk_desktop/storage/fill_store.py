"""The only place that loads rows in bulk: COPY on PostgreSQL, prepared inserts elsewhere.

Rows come as plain tuples: instants as integer microseconds UTC, uids as 32 hexadecimal digits.
Indexes that no uniqueness hangs on are dropped before a large load and built after it, which is
several times faster than keeping them row by row. MariaDB keeps its indexes: its DDL would commit.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Index, Table, func, select, update

from helpdesk_desktop.domain.people import RoleKind
from helpdesk_desktop.storage import schema, search_index
from helpdesk_desktop.storage.column_types import Instant, from_microseconds

Row = tuple[object, ...]

# MariaDB: one packet of 1,000 rows stays far below max_allowed_packet (16 MiB) and its parser's
# optimum.
_INSERT_ROWS = 1_000


def next_id(connection: Connection, table_name: str) -> int:
    """The id after the greatest one of a table."""
    table = schema.metadata.tables[table_name]
    newest = connection.scalar(select(func.max(next(iter(table.primary_key)))))
    return 1 + (newest or 0)


def known_values(connection: Connection, table_name: str, column_name: str) -> frozenset[str]:
    """Every value of a column that must stay unique."""
    column = schema.metadata.tables[table_name].c[column_name]
    return frozenset(connection.scalars(select(column)))


def type_ids(connection: Connection) -> tuple[int, ...]:
    """The ticket types in use, in their order."""
    kind = schema.ticket_type.c
    return tuple(
        connection.scalars(select(kind.id).where(kind.is_retired == 0).order_by(kind.position))
    )


def role_id(connection: Connection, kind: RoleKind) -> int:
    """The first role of a kind."""
    role = schema.role.c
    return int(
        connection.execute(select(func.min(role.id)).where(role.kind == int(kind))).scalar_one()
    )


def let_read_since(connection: Connection, at: datetime) -> None:
    """Whoever counts as having read all until later counts so until `at` only."""
    agent = schema.agent
    connection.execute(
        update(agent).where(agent.c.read_baseline_at > at).values(read_baseline_at=at)
    )


def insert(
    connection: Connection, table_name: str, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Insert rows into one table, as fast as the engine can."""
    if not rows:
        return
    table = schema.metadata.tables[table_name]
    if connection.dialect.name == "sqlite":
        _insert_prepared(connection, table, columns, rows, "?")
    elif connection.dialect.name == "postgresql":
        _copy(connection, table, columns, _with_instants(table, columns, rows, _aware))
    else:
        shaped = iter(_with_instants(table, columns, rows, _naive))
        while chunk := list(islice(shaped, _INSERT_ROWS)):
            _insert_prepared(connection, table, columns, chunk, "%s")


def _insert_prepared(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row], mark: str
) -> None:
    marks = ", ".join([mark] * len(columns))
    # Names come from the schema, values are bound.
    into = f"{_quoted(connection, (table.name,))} ({_quoted(connection, columns)})"
    statement = f"INSERT INTO {into} VALUES ({marks})"  # noqa: S608 - as above
    connection.exec_driver_sql(statement, list(rows))


def _copy(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    into = f"{_quoted(connection, (table.name,))} ({_quoted(connection, columns)})"
    driver_connection: Any = connection.connection.driver_connection
    with (
        driver_connection.cursor() as cursor,
        cursor.copy(f"COPY {into} FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _aware(value: int) -> datetime:
    return from_microseconds(value)


def _naive(value: int) -> datetime:
    return from_microseconds(value).replace(tzinfo=None)


def _with_instants(
    table: Table, columns: Sequence[str], rows: Iterable[Row], shape: Callable[[int], datetime]
) -> Iterator[Row]:
    places = [
        place for place, name in enumerate(columns) if isinstance(table.c[name].type, Instant)
    ]
    if not places:
        yield from rows
        return
    for row in rows:
        values = list(row)
        for place in places:
            at = values[place]
            if isinstance(at, int):
                values[place] = shape(at)
        yield tuple(values)


def _plain_indexes(table_names: Iterable[str]) -> Iterator[Index]:
    for name in table_names:
        for index in sorted(schema.metadata.tables[name].indexes, key=lambda one: str(one.name)):
            if not index.unique:
                yield index


def suspend_indexes(connection: Connection, table_names: Sequence[str]) -> None:
    """Drop what `resume_indexes` builds again: list indexes and the text index."""
    search_index.suspend(connection)
    if connection.dialect.name in {"sqlite", "postgresql"}:
        for index in _plain_indexes(table_names):
            index.drop(connection, checkfirst=True)


def resume_indexes(
    connection: Connection, table_names: Sequence[str], progress: Callable[[], None]
) -> None:
    """Build every index that is missing; `progress` is called after each."""
    if connection.dialect.name in {"sqlite", "postgresql"}:
        for index in _plain_indexes(table_names):
            index.create(connection, checkfirst=True)
            progress()
    search_index.rebuild(connection)
    progress()


def analyze(connection: Connection, table_names: Sequence[str]) -> None:
    """Give the planner full figures, where that needs no commit: guesses cost up to 500 times."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("ANALYZE")
    elif connection.dialect.name == "postgresql":
        for name in table_names:
            connection.exec_driver_sql(f"ANALYZE {_quoted(connection, (name,))}")


def settle(connection: Connection, table_names: Sequence[str]) -> None:
    """What is left to do after the commit: MariaDB's figures, SQLite's log back into the file."""
    if connection.dialect.name == "sqlite":
        # On the driver: SQLAlchemy would begin a transaction, in which none can be made.
        driver_connection: Any = connection.connection.driver_connection
        driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    elif connection.dialect.name != "postgresql":
        connection.exec_driver_sql(f"ANALYZE TABLE {_quoted(connection, table_names)}").close()
    connection.commit()


def _quoted(connection: Connection, names: Iterable[str]) -> str:
    return ", ".join(map(connection.dialect.identifier_preparer.quote, names))


def advance_sequences(connection: Connection, table_names: Sequence[str]) -> None:
    """Let PostgreSQL's own ids continue after those that were loaded."""
    if connection.dialect.name != "postgresql":
        return
    for name in table_names:
        table = schema.metadata.tables[name]
        if "id" in table.c:
            newest = select(func.coalesce(func.max(table.c.id), 1)).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), newest)))
