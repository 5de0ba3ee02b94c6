"""The only place that reads and writes saved filters, with their shares and pins, to the letter.

Whoever changes filters of an agent takes `lock_owner` first: places are then given one after the
other, and a filter sent twice at one time is found by the second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)

from helpdesk_desktop.domain.filtering.saved_filter import (
    UNMOVED,
    FilterId,
    FilterPin,
    StoredFilter,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId
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
    """The agent's own filters in their order with their shares, without pins."""
    return _with_shares(connection, saved_filter.c.owner_id == owner_id)


def load_others(
    connection: Connection, agent_id: int, group_ids: Iterable[int] | None
) -> tuple[StoredFilter, ...]:
    """Filters of others that are shared to everyone or to one of these groups, None for all.

    With their shares, and of the pins this agent's alone; in the agent's order, and behind that
    those they never moved, by name.
    """
    condition = or_(saved_filter.c.owner_id.is_(None), saved_filter.c.owner_id != agent_id)
    if group_ids is not None:
        shared = select(saved_filter_share.c.filter_id).where(
            saved_filter_share.c.team_id.in_(sorted(group_ids))
        )
        condition = and_(
            condition, or_(saved_filter.c.is_shared_to_all == 1, saved_filter.c.id.in_(shared))
        )
    pins = {
        row.filter_id: _pin(row)
        for row in connection.execute(
            select(saved_filter_pin).where(saved_filter_pin.c.agent_id == agent_id)
        )
    }
    found = [
        replace(each, pins=(pins[each.id],)) if each.id in pins else each
        for each in _with_shares(connection, condition)
    ]

    def place(one: StoredFilter) -> tuple[int, str, int]:
        position = one.pins[0].position if one.pins else UNMOVED
        return position, fold(str(one.name)), one.id

    return tuple(sorted(found, key=place))


def load_one(connection: Connection, filter_id: int) -> StoredFilter | None:
    """A filter, whosever it is, with shares and pins; None where there is none."""
    row = connection.execute(select(saved_filter).where(saved_filter.c.id == filter_id)).first()
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
    _add_shares(connection, filter_id, new.team_ids)
    agent_ids = set(_present(connection, agent.c.id, [pin.agent_id for pin in new.pins]))
    pins = [_pin_row(filter_id, pin) for pin in new.pins if pin.agent_id in agent_ids]
    if pins:
        connection.execute(insert(saved_filter_pin), pins)
    return filter_id


def edit(connection: Connection, filter_id: int, version: int, columns: dict[str, Any]) -> bool:
    """Change a filter that still has `version`; False when somebody was first."""
    changed = connection.execute(
        update(saved_filter)
        .where(saved_filter.c.id == filter_id, saved_filter.c.version == version)
        .values(**{name: _plain(value) for name, value in columns.items()}, version=version + 1)
    )
    return changed.rowcount == 1


def remove(connection: Connection, filter_id: int) -> None:
    """Drop a filter; its shares and pins go with it."""
    connection.execute(delete(saved_filter).where(saved_filter.c.id == filter_id))


def set_shares(connection: Connection, filter_id: int, team_ids: Iterable[int]) -> None:
    """Share a filter with these groups and no others; ones that are gone are left out."""
    connection.execute(
        delete(saved_filter_share).where(saved_filter_share.c.filter_id == filter_id)
    )
    _add_shares(connection, filter_id, team_ids)


def set_pin(connection: Connection, filter_id: int, pin: FilterPin) -> None:
    """Keep the filter so in this agent's dock."""
    drop_pin(connection, filter_id, pin.agent_id)
    connection.execute(insert(saved_filter_pin), [_pin_row(filter_id, pin)])


def drop_pin(connection: Connection, filter_id: int, agent_id: int) -> None:
    """Forget how this agent keeps the filter."""
    connection.execute(
        delete(saved_filter_pin).where(
            saved_filter_pin.c.filter_id == filter_id, saved_filter_pin.c.agent_id == agent_id
        )
    )


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


def _with_shares(
    connection: Connection, condition: ColumnElement[bool]
) -> tuple[StoredFilter, ...]:
    team_ids: dict[int, list[int]] = {}
    wanted = select(saved_filter.c.id).where(condition)
    for row in connection.execute(
        select(saved_filter_share)
        .where(saved_filter_share.c.filter_id.in_(wanted))
        .order_by(saved_filter_share.c.team_id)
    ):
        team_ids.setdefault(row.filter_id, []).append(row.team_id)
    rows = connection.execute(select(saved_filter).where(condition).order_by(*_ORDER))
    return tuple(
        replace(each, team_ids=tuple(team_ids.get(each.id, ()))) for each in map(_stored, rows)
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
    return replace(stored, team_ids=tuple(shares), pins=tuple(map(_pin, pins)))


def _pin(row: Row[Any]) -> FilterPin:
    # SQLite keeps whatever kind of value was written; nothing else could be sorted by.
    position = row.position if isinstance(row.position, int) else UNMOVED
    return FilterPin(row.agent_id, position, row.colour, bool(row.is_hidden))


def _pin_row(filter_id: int, pin: FilterPin) -> dict[str, Any]:
    return {
        "filter_id": filter_id,
        "agent_id": pin.agent_id,
        "position": pin.position,
        "colour": pin.colour,
        "is_hidden": int(pin.is_hidden),
    }


def _add_shares(connection: Connection, filter_id: int, team_ids: Iterable[int]) -> None:
    shares = [
        {"filter_id": filter_id, "team_id": team_id}
        for team_id in _present(connection, team.c.id, tuple(team_ids))
    ]
    if shares:
        connection.execute(insert(saved_filter_share), shares)


def _plain(value: Any) -> Any:
    # A flag is 0 or 1: PostgreSQL takes no boolean for it.
    return int(value) if isinstance(value, bool) else value


def _present(connection: Connection, column: Any, ids: Sequence[int]) -> list[int]:
    if not ids:
        return []
    return list(connection.execute(select(column).where(column.in_(ids))).scalars())
