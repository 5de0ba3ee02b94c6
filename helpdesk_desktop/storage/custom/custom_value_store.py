"""The only place that reads and writes the values of custom fields, many owners at once.

Values go by the field's key, in the fields' order; those of retired fields too.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.storage.custom.custom_value_reading import value_of
from helpdesk_desktop.storage.custom.custom_value_rows import value_rows
from helpdesk_desktop.storage.schema import (
    company_value,
    contact_value,
    custom_field,
    custom_option,
    ticket_value,
)

Values = dict[str, CustomValue]

_TABLES: dict[CustomFieldOwner, tuple[Table, str]] = {
    CustomFieldOwner.TICKET: (ticket_value, "serial"),
    CustomFieldOwner.CONTACT: (contact_value, "contact_id"),
    CustomFieldOwner.COMPANY: (company_value, "company_id"),
}
# SQLite takes 32,766 bound values.
_MOST_OWNERS = 5_000


def place_of(owner: CustomFieldOwner) -> tuple[Table, str]:
    """The table of an owner's values, and its column for the owner."""
    return _TABLES[owner]


def _selected(table: Table, owner: str) -> Select[Any]:
    # Options in the order they have now: that of a value is the one they had when it was written.
    return (
        select(
            table.c[owner].label("owner_id"),
            table.c.field_id,
            custom_field.c.key,
            custom_field.c.kind,
            table.c.text_value,
            table.c.int_value,
            table.c.decimal_value,
            table.c.day_value,
            table.c.option_id,
        )
        .join(custom_field, custom_field.c.id == table.c.field_id)
        .outerjoin(custom_option, custom_option.c.id == table.c.option_id)
        .where(table.c[owner].in_(bindparam("of_owners", expanding=True)))
        .order_by(
            table.c[owner],
            custom_field.c.position,
            custom_field.c.id,
            custom_option.c.position,
            custom_option.c.id,
            table.c.position,
        )
    )


_SELECTS = {owner: _selected(*place) for owner, place in _TABLES.items()}
_INSERTS = {owner: insert(table) for owner, (table, _) in _TABLES.items()}


def load_values(
    connection: Connection, owner: CustomFieldOwner, owner_ids: Sequence[int]
) -> dict[int, Values]:
    """The values of tickets, contacts or companies by owner and key; owners without any: empty."""
    found: dict[int, Values] = {owner_id: {} for owner_id in owner_ids}
    for first in range(0, len(owner_ids), _MOST_OWNERS):
        asked = {"of_owners": list(owner_ids[first : first + _MOST_OWNERS])}
        rows = connection.execute(_SELECTS[owner], asked)
        for (owner_id, key), same in groupby(rows, lambda row: (row.owner_id, row.key)):
            stored = list(same)
            value = value_of(CustomFieldKind(stored[0].kind), stored)
            if value is not None:
                found[owner_id][key] = value
    return found


def load_values_of(connection: Connection, owner: CustomFieldOwner, owner_id: int) -> Values:
    """The values of one ticket, contact or company by key."""
    return load_values(connection, owner, (owner_id,))[owner_id]


def add_values(
    connection: Connection,
    owner: CustomFieldOwner,
    values: Mapping[int, Iterable[tuple[CustomField, CustomValue]]],
) -> None:
    """Write values, by owner, of fields that have none there yet."""
    _, column = _TABLES[owner]
    rows = [
        {column: owner_id, "field_id": int(field.id), **row}
        for owner_id, pairs in values.items()
        for field, value in pairs
        for row in value_rows(field, value)
    ]
    if rows:
        connection.execute(_INSERTS[owner], rows)


def set_values(
    connection: Connection,
    owner: CustomFieldOwner,
    owner_id: int,
    changes: Sequence[tuple[CustomField, CustomValue | None]],
) -> None:
    """Put values in the place of what stands there; None empties."""
    if not changes:
        return
    table, column = _TABLES[owner]
    connection.execute(
        delete(table).where(
            table.c[column] == owner_id,
            table.c.field_id.in_([int(field.id) for field, _ in changes]),
        )
    )
    kept = [(field, value) for field, value in changes if value is not None]
    add_values(connection, owner, {owner_id: kept})
