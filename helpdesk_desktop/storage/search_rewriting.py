"""The only place that writes search texts of many tickets, quickly and in one transaction.

One statement for thousands of rows: SQLite's index of words goes to the disk at each statement, so
50,000 statements took 16 s and these take one.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from helpdesk_desktop.storage.schema import ticket
from helpdesk_desktop.storage.search_text_store import composed

# Few enough for every engine's bound values, many enough to be quick.
_READ_ROWS = 1_000
# Put together in 5 ms: longer, and Python's lock would be missed by the window.
_WRITTEN_CHARACTERS = 500_000

_SQLITE = (
    "UPDATE ticket_text SET search = v.value FROM json_each(?) AS v"
    " WHERE ticket_text.serial = CAST(v.key AS INTEGER)"
)
_POSTGRESQL = (
    "UPDATE ticket_text SET search = v.search"
    " FROM unnest(%s::bigint[], %s::text[]) AS v(serial, search)"
    " WHERE ticket_text.serial = v.serial"
)
_MARIADB = (
    "INSERT INTO ticket_text (serial, search) VALUES (%s, %s)"
    " ON DUPLICATE KEY UPDATE search = VALUES(search)"
)


def rewrite_search(connection: Connection, claim: ColumnElement[bool]) -> None:
    """Compose the search texts of the tickets of a claim anew of what is stored."""
    serials = connection.scalars(select(ticket.c.serial).where(claim).order_by(ticket.c.serial))
    found = [serial for part in serials.partitions(_READ_ROWS) for serial in part]
    held: list[tuple[int, str]] = []
    characters = 0
    for start in range(0, len(found), _READ_ROWS):
        for serial, text, before in composed(connection, found[start : start + _READ_ROWS]):
            if text != before:
                held.append((serial, text))
                characters += len(text)
        if characters > _WRITTEN_CHARACTERS:
            _write(connection, held)
            held, characters = [], 0
    if held:
        _write(connection, held)


def _write(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    match connection.dialect.name:
        case "sqlite":
            connection.exec_driver_sql(_SQLITE, (json.dumps(dict(rows)),))
        case "postgresql":
            arrays: tuple[Any, ...] = tuple(list(column) for column in zip(*rows, strict=True))
            connection.exec_driver_sql(_POSTGRESQL, arrays)
        case _:
            connection.exec_driver_sql(_MARIADB, list(rows))
