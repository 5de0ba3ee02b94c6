"""The only place that reads one action's history lines back, to undo it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from helpdesk_desktop.domain.ticket import Status
from helpdesk_desktop.storage.schema import activity


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One field that an action changed; the values are as stored: numbers, ids, texts."""

    id: int
    at: datetime
    agent_id: int | None
    field: str
    old: Any
    new: Any


def load_batch(connection: Connection, serial: int, batch: UUID) -> tuple[BatchLine, ...]:
    """What one action changed of one ticket, in the order it was written."""
    rows = connection.execute(
        select(activity)
        .where(activity.c.serial == serial, activity.c.batch == batch)
        .order_by(activity.c.id)
    )
    return tuple(
        BatchLine(row.id, row.at, row.agent_id, row.field, _value(row.old), _value(row.new))
        for row in rows
    )


def find_changed_since(
    connection: Connection, serial: int, line_id: int, fields: Sequence[str]
) -> frozenset[str]:
    """Which of the fields have a history line later than this one."""
    found = connection.execute(
        select(activity.c.field)
        .where(activity.c.serial == serial, activity.c.id > line_id, activity.c.field.in_(fields))
        .distinct()
    ).scalars()
    return frozenset(found)


def load_closed_at(connection: Connection, serial: int, before_id: int) -> datetime | None:
    """When the ticket was closed last before a history line; None where history does not tell."""
    found: datetime | None = connection.execute(
        select(func.max(activity.c.at)).where(
            activity.c.serial == serial,
            activity.c.id < before_id,
            activity.c.field == "status",
            activity.c.new == str(int(Status.CLOSED)),
        )
    ).scalar()
    return found


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
