"""The only place where a list's SQL is made once and run many times.

SQLAlchemy's own cache still builds a key from the whole statement at each run, which costs a list
of 256 rows more than its rows do. So a statement is compiled to text and driver values here, kept
by whoever knows what it depends on, and run on the driver's own cursor: what SQLAlchemy finds out
about a result's columns takes longer than a rare word. What a driver raises leaves
`Database.reading` like any other failure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from typing_extensions import override

from helpdesk_desktop.storage.database import stop_when_cancelled


@dataclass(frozen=True, slots=True)
class CompiledSql:
    """A statement as the driver takes it."""

    text: str
    values: tuple[Any, ...] | dict[str, Any]
    names: tuple[str, ...] = ()  # of the values where they stand in an order

    def having(self, name: str, value: Any) -> "CompiledSql":
        """The same statement of SQLite's with this value for what was bound by that name."""
        at = self.names.index(name)
        values = tuple(self.values)
        return replace(self, values=(*values[:at], value, *values[at + 1 :]))


def listed(numbers: Iterable[int]) -> str:
    """Whole numbers as they stand in a statement: a driver binds each of them for twice the time.

    As Python writes a list of them, which is three times as soon as one by one.
    """
    return f"({str([*map(int, numbers)])[1:-1]})"


class _HintingCompiler(SQLiteCompiler):
    # SQLite takes INDEXED BY behind a table's name, which SQLAlchemy has no words for.

    @override
    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        return text


def compiled(statement: Select[Any], dialect: Dialect) -> CompiledSql:
    """The statement with its values as this dialect's driver takes them."""
    made = (
        _HintingCompiler(dialect, statement)
        if dialect.name == "sqlite"
        else statement.compile(dialect=dialect)
    )
    state = made.construct_expanded_state()
    values: dict[str, Any] = {}
    for name, value in state.parameters.items():
        process = state.processors.get(name)
        if process is None and name in made.binds:
            process = made.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        values[name] = value if process is None else process(value)
    if state.positiontup is None:
        return CompiledSql(state.statement, values)
    names = tuple(state.positiontup)
    return CompiledSql(state.statement, tuple(values[name] for name in names), names)


def fetch_all(connection: Connection, sql: CompiledSql) -> Sequence[tuple[Any, ...]]:
    """Every row, as the driver gives it.

    Raises:
        Cancelled: the reading was called off before.
    """
    stop_when_cancelled(connection)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql.text, sql.values)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    finally:
        cursor.close()
    return rows


def gather(connection: Connection, sql: CompiledSql, found: list[Any], wanted: int) -> None:
    """Put the first column of each row to what was found, row by row, until enough is there.

    Raises:
        Cancelled: the reading was called off before.
    """
    stop_when_cancelled(connection)
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(sql.text, sql.values)
        for row in cursor:
            found.append(row[0])
            if len(found) >= wanted:
                break
    finally:
        cursor.close()


def fetch_value(connection: Connection, sql: CompiledSql) -> Any:
    """The first column of the first row; None where there is no row."""
    rows = fetch_all(connection, sql)
    return rows[0][0] if rows else None
