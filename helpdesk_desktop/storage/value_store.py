"""The only place that takes custom values over from one contact, or company, to another, and back.

A field that the survivor has nothing in is filled from the first who has something. Options of a
multi-select are united, as numbers and addresses are: each is true of the one that they become.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, insert, literal, select

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.storage.schema import custom_field


@dataclass(frozen=True, slots=True)
class Taken:
    """The fields that were filled, and the options that joined others, each with its field."""

    field_ids: tuple[int, ...]
    options: tuple[tuple[int, int], ...]


def take_values(
    connection: Connection, values: Table, owner: str, survivor_id: int, ids: Sequence[int]
) -> Taken:
    """Give a survivor what it lacks of the others, the first one first."""
    columns = [column for column in values.c if column.name != owner]
    taken: list[int] = []
    for number in ids:
        # Read before it is written: MariaDB reads no table that the statement writes.
        known = connection.scalars(
            select(values.c.field_id).where(values.c[owner] == survivor_id).distinct()
        ).all()
        field_ids = connection.scalars(
            select(values.c.field_id)
            .where(values.c[owner] == number, values.c.field_id.not_in(known))
            .distinct()
        ).all()
        if field_ids:
            found = select(literal(survivor_id), *columns).where(
                values.c[owner] == number, values.c.field_id.in_(field_ids)
            )
            names = [owner, *(column.name for column in columns)]
            connection.execute(insert(values).from_select(names, found))
            taken += field_ids
    return Taken(tuple(taken), _unite_options(connection, values, owner, survivor_id, ids))


def give_back(
    connection: Connection, values: Table, owner: str, survivor_id: int, taken: Taken
) -> None:
    """Take from the survivor what `take_values` gave it."""
    mine = values.c[owner] == survivor_id
    if taken.field_ids:
        connection.execute(delete(values).where(mine, values.c.field_id.in_(taken.field_ids)))
    for field_id, option_id in taken.options:
        connection.execute(
            delete(values).where(
                mine, values.c.field_id == field_id, values.c.option_id == option_id
            )
        )


def _unite_options(
    connection: Connection, values: Table, owner: str, survivor_id: int, ids: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    rows = connection.execute(
        select(values)
        .join(custom_field, custom_field.c.id == values.c.field_id)
        .where(
            values.c[owner].in_([survivor_id, *ids]),
            custom_field.c.kind == CustomFieldKind.MULTI_SELECT.value,
        )
        .order_by(values.c.field_id, values.c.position)
    ).all()
    ends: dict[int, int] = {}
    known: set[tuple[int, int]] = set()
    for row in rows:
        if getattr(row, owner) == survivor_id:
            known.add((row.field_id, row.option_id))
            ends[row.field_id] = row.position + 1
    rank = {number: place for place, number in enumerate(ids)}
    added: list[dict[str, object]] = []
    joined: list[tuple[int, int]] = []
    for row in sorted(rows, key=lambda one: rank.get(getattr(one, owner), -1)):
        pair = (row.field_id, row.option_id)
        if pair not in known:
            known.add(pair)
            joined.append(pair)
            place = {owner: survivor_id, "position": ends[row.field_id]}
            added.append({**row._asdict(), **place})
            ends[row.field_id] += 1
    if added:
        connection.execute(insert(values), added)
    return tuple(joined)
