"""The only place for the index of words: it makes word searches fast and never changes an answer.

SQLite: an FTS5 table over `ticket_text.search`, kept by triggers, so that no writer can forget it
(one ticket's words cost 0.1 ms). The column holds words that `folding` has split already, one
space between them, so the plain `ascii` tokenizer finds exactly these words again, the part mark
being a word of its own. PostgreSQL: trigrams under LIKE, where the extension may be had; its
planner decides. MariaDB: none; its full-text index drops short and common words, so its answer
would differ.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, column, literal, select, table
from sqlalchemy.exc import DBAPIError

from helpdesk_desktop.storage.compiled_sql import CompiledSql, fetch_value
from helpdesk_desktop.storage.schema import ticket

_FTS = table("ticket_search", column("rowid"), column("ticket_search"))
_TRIGRAMS = "ix_ticket_text_search_trigrams"
# FTS5 cuts words at 32,768 bytes; a character has four at most.
_LONGEST_WORD = 8_000

_CREATE = """
CREATE VIRTUAL TABLE ticket_search USING fts5(
    search, content='ticket_text', content_rowid='serial', tokenize='ascii', columnsize=0
)
"""
_FORGET = (
    "INSERT INTO ticket_search(ticket_search, rowid, search)"
    " VALUES('delete', old.serial, old.search)"
)
_LEARN = "INSERT INTO ticket_search(rowid, search) VALUES(new.serial, new.search)"
_TRIGGERS = {
    "ticket_search_insert": f"AFTER INSERT ON ticket_text BEGIN {_LEARN}; END",
    "ticket_search_delete": f"AFTER DELETE ON ticket_text BEGIN {_FORGET}; END",
    "ticket_search_update": (
        f"AFTER UPDATE OF serial, search ON ticket_text BEGIN {_FORGET}; {_LEARN}; END"
    ),
}

_LOOK = (
    "SELECT count(*) FROM (SELECT instr(search, ?) > 0 AS has_it"
    " FROM ticket_text ORDER BY serial DESC LIMIT ?) WHERE has_it"
)
_LOOKED_AT = 256
_COMMON_SHARE = 64
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM ticket_search WHERE ticket_search MATCH ? LIMIT ?)"


def create(connection: Connection) -> None:
    """Make the index on a database that has its tables; where it cannot be, do without."""
    match connection.dialect.name:
        case "sqlite":
            connection.exec_driver_sql(_CREATE)
            _create_triggers(connection)
        case "postgresql":
            if _has_trigrams(connection, may_install=True):
                _create_trigrams(connection)
        case _:
            pass


def drop(connection: Connection) -> None:
    """Take the index away, its triggers first."""
    suspend(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS ticket_search")


def suspend(connection: Connection) -> None:
    """Stop following changes, before a bulk load; `rebuild` must follow in the same transaction."""
    match connection.dialect.name:
        case "sqlite":
            for name in _TRIGGERS:
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        case "postgresql":
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {_TRIGRAMS}")
        case _:
            pass


def rebuild(connection: Connection) -> None:
    """Read every text again, and follow changes from here on (1,000,000 tickets: 6 s)."""
    match connection.dialect.name:
        case "sqlite":
            connection.exec_driver_sql("INSERT INTO ticket_search(ticket_search) VALUES('rebuild')")
            suspend(connection)
            _create_triggers(connection)
        case "postgresql":
            if _has_trigrams(connection, may_install=False):
                suspend(connection)
                _create_trigrams(connection)
        case _:
            pass


def serves(phrase: Sequence[str], dialect_name: str) -> bool:
    """Whether the index can answer for these consecutive words."""
    return dialect_name == "sqlite" and all(len(word) <= _LONGEST_WORD for word in phrase)


def holds(
    phrase: Sequence[str], serial: ColumnElement[int] = ticket.c.serial
) -> ColumnElement[bool]:
    """The ticket's text has these consecutive words, the last as a prefix: as `words_in`, by index.

    SQLite alone; `serves` was asked before. `serial` is the ticket's, wherever it is known first.
    """
    found = select(_FTS.c.rowid).where(_FTS.c.ticket_search.op("MATCH")(literal(_query(phrase))))
    return serial.in_(found.correlate(None))


def is_common(connection: Connection, phrase: Sequence[str]) -> bool:
    """Whether a look at the newest texts finds these words in every 64th or more.

    To count a common word by the index takes as long as reading all its entries (1,000,000
    tickets: 50 ms); this look takes 0.1 ms.
    """
    looked_at = fetch_value(connection, CompiledSql(_LOOK, (f" {' '.join(phrase)}", _LOOKED_AT)))
    return bool(looked_at * _COMMON_SHARE >= _LOOKED_AT)


def count_up_to(connection: Connection, phrase: Sequence[str], limit: int) -> int:
    """How many texts have these words, counted no further than `limit`; SQLite alone."""
    sql = CompiledSql(_COUNT, (_query(phrase), limit))
    return int(fetch_value(connection, sql))


def _query(phrase: Sequence[str]) -> str:
    # Words are letters and digits: nothing in them needs escaping.
    return f'"{" ".join(phrase)}" *'


def _create_triggers(connection: Connection) -> None:
    for name, body in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")


def _has_trigrams(connection: Connection, *, may_install: bool) -> bool:
    known = connection.exec_driver_sql(
        "SELECT installed_version IS NOT NULL FROM pg_available_extensions WHERE name = 'pg_trgm'"
    ).scalar()
    if known or known is None or not may_install:
        return bool(known)
    try:
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION pg_trgm")
    except DBAPIError:
        return False  # this login may not install it: searches then read every text
    return True


def _create_trigrams(connection: Connection) -> None:
    connection.exec_driver_sql(
        f"CREATE INDEX {_TRIGRAMS} ON ticket_text USING gin (search gin_trgm_ops)"
    )
