"""The only place that writes what happened: history lines and hints for other windows.

Old and new values are JSON text of stored numbers and ids, so that renaming an agent or an option
renames it in history too. No phone number ever stands in them: a masked role reads history.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.storage.schema import activity, change

# PostgreSQL calls whoever listens, at the commit and without any content: others may listen too.
CHANNEL = "helpdesk_change"

_INSERT_ACTIVITY = insert(activity)
_INSERT_CHANGE = insert(change)
# In the same statement, for a round trip of its own would make every write slower.
_INSERT_AND_CALL = insert(change).returning(func.pg_notify(CHANNEL, ""))


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something and when; everything done in one action shares `batch`.

    `undoes` is the batch that this action takes back.
    """

    agent_id: int | None
    at: datetime
    batch: UUID
    undoes: UUID | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a ticket that changed; the values are what `json` can write."""

    field: str
    old: Any = None
    new: Any = None


def add_activities(
    connection: Connection, serial: int, deed: Deed, changes: Iterable[FieldChange]
) -> None:
    """Write one history line per changed field."""
    rows = [
        {
            "serial": serial,
            "at": deed.at,
            "agent_id": deed.agent_id,
            "field": one.field,
            "old": _json(one.old),
            "new": _json(one.new),
            "batch": deed.batch,
            "undoes": deed.undoes,
        }
        for one in changes
    ]
    if rows:
        connection.execute(_INSERT_ACTIVITY, rows if len(rows) > 1 else rows[0])


def add_changes(
    connection: Connection,
    deed: Deed,
    rows: Iterable[tuple[ChangeKind, int, int | None]],
) -> None:
    """Tell other windows which rows (kind, id, version) to read again."""
    values = [
        {
            "kind": kind.value,
            "row_id": row_id,
            "version": version,
            "batch": deed.batch,
            "at": deed.at,
        }
        for kind, row_id, version in rows
    ]
    if values:
        can_call = connection.dialect.name == "postgresql"
        statement = _INSERT_AND_CALL if can_call else _INSERT_CHANGE
        connection.execute(statement, values if len(values) > 1 else values[0])


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
