"""The only place that reads and writes saved filters, with their shares and pins, to the letter.

Whoever changes filters of an agent takes `lock_owner` first: places are then given one after the
other, and a filter sent twice at one time is found by the second.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select, update

from helpdesk_desktop.domain.people import AgentId
from helpdesk_desktop.domain.saved_filter import FilterId, FilterPin, StoredFilter
from helpdesk_desktop.storage.contact_store import inserted_id
from helpdesk_desktop.storage.schema import (
    agent,
    saved_filter,
    saved_filter_pin,
    saved_filter_share,
    team,
)

_ORDER = (saved_filter.c.position, saved_filter.c.id)


def load_own(connection: Connection, owner_id: int) -> tuple[StoredFilter, ...]:
    """The agent's own filters in their order, without shares and pins."""
    rows = connection.execute(
        select(saved_filter).where(saved_filter.c.owner_id == owner_id).order_by(*_ORDER)
    )
    return tuple(map(_stored, rows))


def load_one(connection: Connection, owner_id: int, filter_id: int) -> StoredFilter | None:
    """One of the agent's own filters with shares and pins; None where it is not theirs."""
    row = connection.execute(
        select(saved_filter).where(
            saved_filter.c.id == filter_id, saved_filter.c.owner_id == owner_id
        )
    ).first()
    return None if row is None else _with_company(connection, _stored(row))


def find_uid(connection: Connection, uid: UUID) -> StoredFilter | None:
    """The filter of this uid, whosever it is."""
    row = connection.execute(select(saved_filter).where(saved_filter.c.uid == uid)).first()
    return None if row is None else _stored(row)


def lock_owner(connection: Connection, owner_id: int) -> None:
    """Let nobody else change this agent's filters before the transaction ends."""
    connection.execute(select(agent.c.id).where(agent.c.id == owner_id).with_for_update())


def add(connection: Connection, new: StoredFilter) -> FilterId:
    """Write a filter with its shares and pins; its id is given by the database.

    Groups and agents that are gone meanwhile are left out.
    """
    row = {
        "uid": new.uid,
        "owner_id": new.owner_id,
        "name": new.name,
        "tree": new.tree,
        "columns": new.columns,
        "sort": new.sort,
        "grouping": new.grouping,
        "colour": new.colour,
        "icon": new.icon,
        "position": new.position,
        "is_shared_to_all": int(new.is_shared_to_all),
        "version": new.version,
    }
    filter_id = FilterId(inserted_id(connection.execute(insert(saved_filter), row)))
    shares = [
        {"filter_id": filter_id, "team_id": team_id}
        for team_id in _present(connection, team.c.id, new.team_ids)
    ]
    agent_ids = set(_present(connection, agent.c.id, [pin.agent_id for pin in new.pins]))
    pins = [
        {
            "filter_id": filter_id,
            "agent_id": pin.agent_id,
            "position": pin.position,
            "colour": pin.colour,
            "is_hidden": int(pin.is_hidden),
        }
        for pin in new.pins
        if pin.agent_id in agent_ids
    ]
    if shares:
        connection.execute(insert(saved_filter_share), shares)
    if pins:
        connection.execute(insert(saved_filter_pin), pins)
    return filter_id


def edit(connection: Connection, filter_id: int, version: int, columns: dict[str, Any]) -> bool:
    """Change a filter that still has `version`; False when somebody was first."""
    changed = connection.execute(
        update(saved_filter)
        .where(saved_filter.c.id == filter_id, saved_filter.c.version == version)
        .values(**columns, version=version + 1)
    )
    return changed.rowcount == 1


def remove(connection: Connection, filter_id: int) -> None:
    """Drop a filter; its shares and pins go with it."""
    connection.execute(delete(saved_filter).where(saved_filter.c.id == filter_id))


def set_order(connection: Connection, owner_id: int, ids: Sequence[int]) -> tuple[FilterId, ...]:
    """Give the agent's filters the places 0, 1, … in this order; which of them moved.

    Filters that are not named keep their order behind the named ones; ids of others count for
    nothing. A place is no part of what an editor edits, so the version stays.
    """
    places = {
        int(row.id): row.position
        for row in connection.execute(
            select(saved_filter.c.id, saved_filter.c.position)
            .where(saved_filter.c.owner_id == owner_id)
            .order_by(*_ORDER)
        )
    }
    named = dict.fromkeys(each for each in ids if each in places)
    wanted = [*named, *(each for each in places if each not in named)]
    moved = [
        (filter_id, place) for place, filter_id in enumerate(wanted) if places[filter_id] != place
    ]
    for filter_id, place in moved:
        connection.execute(
            update(saved_filter).where(saved_filter.c.id == filter_id).values(position=place)
        )
    return tuple(FilterId(filter_id) for filter_id, _ in moved)


def _stored(row: Row[Any]) -> StoredFilter:
    return StoredFilter(
        id=FilterId(row.id),
        uid=row.uid,
        owner_id=None if row.owner_id is None else AgentId(row.owner_id),
        name=row.name,
        tree=row.tree,
        columns=row.columns,
        sort=row.sort,
        grouping=row.grouping,
        colour=row.colour,
        icon=row.icon,
        position=row.position,
        is_shared_to_all=bool(row.is_shared_to_all),
        version=row.version,
    )


def _with_company(connection: Connection, stored: StoredFilter) -> StoredFilter:
    shares = connection.execute(
        select(saved_filter_share.c.team_id)
        .where(saved_filter_share.c.filter_id == stored.id)
        .order_by(saved_filter_share.c.team_id)
    ).scalars()
    pins = connection.execute(
        select(saved_filter_pin)
        .where(saved_filter_pin.c.filter_id == stored.id)
        .order_by(saved_filter_pin.c.agent_id)
    )
    return replace(
        stored,
        team_ids=tuple(shares),
        pins=tuple(
            FilterPin(row.agent_id, row.position, row.colour, bool(row.is_hidden)) for row in pins
        ),
    )


def _present(connection: Connection, column: Any, ids: Sequence[int]) -> list[int]:
    if not ids:
        return []
    return list(connection.execute(select(column).where(column.in_(ids))).scalars())
