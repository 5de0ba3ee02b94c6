"""The only place that remembers merges for as long as they are in force, so that any can be undone.

A merge leaves a row behind that was never anybody: it has the merge's batch as its uid, version 0,
and names the survivor in `merged_into`. Its notes hold what an undo needs, as JSON text; and where
the survivor took another name or company with the merge, the row has the old ones, which lead on.
"""

import json
from array import array
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, insert, select, update

from helpdesk_desktop.domain.contacts import Merged, rebased

_NOBODY = 0  # the version of a row that is only a record


def keep(connection: Connection, table: Table, merged: Merged, old_name: Mapping[str, Any]) -> None:
    """Remember a merge; `old_name` are the columns by which the survivor was known until now."""
    row = {
        "uid": merged.batch,
        "notes": _text(merged),
        "merged_into": merged.survivor[0],
        "version": _NOBODY,
        **old_name,
    }
    connection.execute(insert(table), row)


def load(connection: Connection, table: Table, survivor_id: int) -> tuple[Merged, ...]:
    """The merges into this contact, or company, that are in force; the last one first."""
    rows = connection.execute(
        select(table.c.notes)
        .where(table.c.merged_into == survivor_id, table.c.version == _NOBODY)
        .order_by(table.c.id.desc())
    )
    return tuple(_merged(row.notes) for row in rows)


def forget(connection: Connection, table: Table, undone: Merged) -> None:
    """The merge is taken back: earlier ones of the same can be, from now on."""
    is_record = table.c.version == _NOBODY
    connection.execute(delete(table).where(table.c.uid == undone.batch, is_record))
    ids = [number for number, _ in (undone.survivor, *undone.duplicates)]
    rows = connection.execute(
        select(table.c.id, table.c.notes).where(table.c.merged_into.in_(ids), is_record)
    ).all()
    for row in rows:
        text = _text(rebased(_merged(row.notes), undone))
        connection.execute(update(table).where(table.c.id == row.id).values(notes=text))


def _text(merged: Merged) -> str:
    return json.dumps(
        {
            "survivor": merged.survivor,
            "duplicates": merged.duplicates,
            "batch": merged.batch.hex,
            "tickets": merged.tickets,
            "before": merged.before,
            "points": merged.points,
            "field_ids": merged.field_ids,
            "moved": [(number, people.tolist()) for number, people in merged.moved],
            "as_merged": merged.as_merged,
            "options": merged.options,
        },
        ensure_ascii=False,
    )


def _merged(text: str) -> Merged:
    told: dict[str, Any] = json.loads(text)
    return Merged(
        survivor=_pair(told["survivor"]),
        duplicates=_pairs(told["duplicates"]),
        batch=UUID(told["batch"]),
        tickets=told["tickets"],
        before=tuple((name, value) for name, value in told["before"]),
        points=_pair(told["points"]),
        field_ids=tuple(told["field_ids"]),
        moved=tuple((number, array("Q", people)) for number, people in told["moved"]),
        as_merged=_pairs(told["as_merged"]),
        options=_pairs(told["options"]),
    )


def _pair(told: list[int]) -> tuple[int, int]:
    first, second = told
    return first, second


def _pairs(told: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple(map(_pair, told))
