"""The only place that writes the definitions of custom fields and their options.

Every change of a field, its place or its options gives it a new version: that is how others know
that what they read before holds no more.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, case, delete, func, insert, select, update

from helpdesk_desktop.domain.custom_field import CustomField, CustomOptionId
from helpdesk_desktop.domain.custom_values import from_json
from helpdesk_desktop.domain.field_wishes import FieldUses
from helpdesk_desktop.domain.option_lines import OptionPlan
from helpdesk_desktop.storage.contact_store import inserted_id
from helpdesk_desktop.storage.custom.custom_value_store import place_of
from helpdesk_desktop.storage.schema import custom_field, custom_option

# Ids of one statement: few enough for every engine's bound values, three for each.
_CHUNK = 1_000


def add_field(connection: Connection, new: CustomField) -> int:
    """Make a field, without options."""
    row = {
        "owner": new.owner.value,
        "key": new.key,
        "kind": new.kind.value,
        "version": 1,
        **_columns(new),
    }
    return inserted_id(connection.execute(insert(custom_field), row))


def edit_field(connection: Connection, changed: CustomField) -> bool:
    """Write a field that still has its version; False when somebody was first."""
    written = connection.execute(
        update(custom_field)
        .where(custom_field.c.id == changed.id, custom_field.c.version == changed.version)
        .values(**_columns(changed), version=changed.version + 1)
    )
    return written.rowcount == 1


def place_fields(connection: Connection, positions: Mapping[int, int]) -> None:
    """Give fields, by id, their places."""
    if positions:
        connection.execute(
            update(custom_field)
            .where(custom_field.c.id.in_(positions))
            .values(
                position=case(dict(positions), value=custom_field.c.id),
                version=custom_field.c.version + 1,
            )
        )


def load_uses(connection: Connection, field: CustomField) -> FieldUses:
    """How many have a value of the field, and of each option."""
    table, owner = place_of(field.owner)
    counted = select(func.count(table.c[owner].distinct())).where(table.c.field_id == field.id)
    options = (
        select(table.c.option_id, func.count())
        .where(table.c.field_id == field.id, table.c.option_id.is_not(None))
        .group_by(table.c.option_id)
    )
    by_option = {CustomOptionId(one): count for one, count in connection.execute(options)}
    return FieldUses(connection.execute(counted).scalar_one(), by_option)


def write_options(connection: Connection, field: CustomField, plan: OptionPlan) -> None:
    """Make a field's options those of the plan.

    What the plan leaves out goes, but for what a value or the field's default has: that is
    retired, with all it lies below, and stands last.
    """
    used = _used(connection, field) | _of_default(field)
    kept = [option for option in plan.left_out if option.id in used]
    _delete(connection, [int(one.id) for one in plan.left_out if one.id not in used])
    ids: list[int | None] = [one.id for one in plan.options]
    for level in _levels(plan):
        new = [place for place in level if ids[place] is None]
        if new:
            _insert(connection, field, plan, new, ids)
    for name, values in _differences(field, plan, ids).items():
        _update(connection, name, values)
    _update(
        connection,
        "position",
        {int(option.id): place for place, option in enumerate(kept, len(ids))},
    )
    _update(connection, "is_retired", {int(one.id): 1 for one in kept if not one.is_retired})


def _differences(
    field: CustomField, plan: OptionPlan, ids: list[int | None]
) -> dict[str, dict[int, Any]]:
    # By column and id; with 10,000 options most are as they were.
    before = {int(option.id): option for option in field.options}
    is_same_order = ids == [option.id for option in field.options]
    found: dict[str, dict[int, Any]] = {
        "label": {}, "parent_id": {}, "is_retired": {}, "position": {},
    }  # fmt: skip
    for place, one in enumerate(plan.options):
        if one.id is None:
            continue
        old = before[one.id]
        parent = None if one.parent is None else ids[one.parent]
        if old.label != one.label:
            found["label"][one.id] = one.label
        if old.parent_id != parent:
            found["parent_id"][one.id] = parent
        if old.is_retired is not one.is_retired:
            found["is_retired"][one.id] = int(one.is_retired)
        if not is_same_order:
            found["position"][one.id] = place
    return found


def _columns(field: CustomField) -> dict[str, Any]:
    return {
        "label": field.label,
        "help": field.help,
        "pattern": field.pattern,
        "default_value": field.default,
        "position": field.position,
        "is_active": int(field.is_active),
        "required_to_create": int(field.is_required_to_create),
        "required_to_close": int(field.is_required_to_close),
    }


def _used(connection: Connection, field: CustomField) -> set[int]:
    table, _ = place_of(field.owner)
    found = connection.execute(
        select(table.c.option_id)
        .where(table.c.field_id == field.id, table.c.option_id.is_not(None))
        .distinct()
    ).scalars()
    return {int(option.id) for one in found for option in field.path_by_id.get(one, ())}


def _of_default(field: CustomField) -> set[int]:
    value = from_json(field, field.default)
    chosen = value if isinstance(value, tuple) else (value,)
    return {
        int(option.id)
        for one in chosen
        if isinstance(one, int)
        for option in field.path_by_id.get(one, ())
    }


def _levels(plan: OptionPlan) -> Iterable[list[int]]:
    # Places by depth: whatever lies above is made first.
    depths: list[int] = []
    levels: list[list[int]] = []
    for place, one in enumerate(plan.options):
        depth = 0 if one.parent is None else depths[one.parent] + 1
        depths.append(depth)
        if depth == len(levels):
            levels.append([])
        levels[depth].append(place)
    return levels


def _insert(
    connection: Connection,
    field: CustomField,
    plan: OptionPlan,
    places: Sequence[int],
    ids: list[int | None],
) -> None:
    rows = []
    for place in places:
        one = plan.options[place]
        rows.append(
            {
                "field_id": int(field.id),
                "key": one.key,
                "label": one.label,
                "parent_id": None if one.parent is None else ids[one.parent],
                "position": place,
                "is_retired": int(one.is_retired),
            }
        )
    connection.execute(insert(custom_option), rows)
    for first in range(0, len(places), _CHUNK):
        keys = {plan.options[place].key: place for place in places[first : first + _CHUNK]}
        made = connection.execute(
            select(custom_option.c.id, custom_option.c.key).where(
                custom_option.c.field_id == field.id, custom_option.c.key.in_(keys)
            )
        )
        for row in made:
            ids[keys[row.key]] = row.id


def _delete(connection: Connection, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), _CHUNK):
        chunk = ids[first : first + _CHUNK]
        # MariaDB asks row by row whether one still lies below another.
        connection.execute(
            update(custom_option).where(custom_option.c.id.in_(chunk)).values(parent_id=None)
        )
    for first in range(0, len(ids), _CHUNK):
        chunk = ids[first : first + _CHUNK]
        connection.execute(delete(custom_option).where(custom_option.c.id.in_(chunk)))


def _update(connection: Connection, name: str, values: Mapping[int, Any]) -> None:
    numbers = list(values)
    for first in range(0, len(numbers), _CHUNK):
        chunk = {number: values[number] for number in numbers[first : first + _CHUNK]}
        empty = [number for number, value in chunk.items() if value is None]
        told = {number: value for number, value in chunk.items() if value is not None}
        if empty:
            connection.execute(
                update(custom_option).where(custom_option.c.id.in_(empty)).values({name: None})
            )
        if told:
            connection.execute(
                update(custom_option)
                .where(custom_option.c.id.in_(told))
                .values({name: case(told, value=custom_option.c.id)})
            )
