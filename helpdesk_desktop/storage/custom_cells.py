"""The only place that reads what the columns of a list show of custom fields.

A few fields of many tickets: one narrow question for each owner of the fields, so none where no
such column is shown. Of a long text only its beginning is read. Of a hidden contact, and of its
company, nothing is told.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, FromClause, Select, bindparam, func, literal_column, select

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import CELL_LETTERS, TicketRow
from helpdesk_desktop.storage.custom_value_reading import value_of
from helpdesk_desktop.storage.custom_value_store import place_of
from helpdesk_desktop.storage.permission_sql import shows_contact
from helpdesk_desktop.storage.schema import contact, ticket

# Serials stand in the statement itself: a driver would bind each of them for twice the time.
_MOST_SERIALS = 5_000

_Cells = dict[str, CustomValue | None]


def with_cells(
    connection: Connection, question: Question, rows: Sequence[TicketRow], keys: Sequence[str]
) -> tuple[TicketRow, ...]:
    """The rows with the values of these fields, `cf.region` or `contact.cf.tier`, in `custom`.

    A field that nobody knows is left out; of a known one the row has None where it is empty.
    """
    known = question.directory.custom_field_by_key
    fields = [known[key] for key in map(fold, keys) if key in known]
    if not fields:
        return tuple(rows)
    cells: dict[int, _Cells] = {
        row.serial: dict.fromkeys(field.filter_key for field in fields) for row in rows
    }
    for owner in CustomFieldOwner:
        own = {int(field.id): field for field in fields if field.owner is owner}
        if own:
            _fill(connection, _selected(owner, question.viewer), own, cells)
    return tuple(TicketRow._make((*row[:-1], cells[row.serial])) for row in rows)


def with_cells_of_seen(
    connection: Connection,
    question: Question,
    rows: Sequence[TicketRow | None],
    keys: Sequence[str],
) -> tuple[TicketRow | None, ...]:
    """As `with_cells`, where some tickets are not seen."""
    seen = [row for row in rows if row is not None]
    found = iter(with_cells(connection, question, seen, keys))
    return tuple(None if row is None else next(found) for row in rows)


def _fill(
    connection: Connection,
    asked: Select[Any],
    fields: dict[int, CustomField],
    cells: dict[int, _Cells],
) -> None:
    serials = list(cells)
    for first in range(0, len(serials), _MOST_SERIALS):
        wanted = {"serials": serials[first : first + _MOST_SERIALS], "fields": list(fields)}
        found = sorted(connection.execute(asked, wanted), key=lambda row: row[:2])
        for (serial, number), stored in groupby(found, key=lambda row: tuple(row[:2])):
            field = fields[number]
            cells[serial][field.filter_key] = value_of(field.kind, _in_order(field, stored))


def _in_order(field: CustomField, stored: Iterable[Any]) -> list[Any]:
    if field.kind is not CustomFieldKind.MULTI_SELECT:
        return list(stored)
    # In the order that options have now: when they were written, it may have been another one.
    rank = field.rank_by_id
    return sorted(stored, key=lambda row: (rank.get(row.option_id, len(rank)), row.option_id))


@lru_cache
def _selected(owner: CustomFieldOwner, viewer: Viewer) -> Select[Any]:
    values, owner_column = place_of(owner)
    source: FromClause
    serial: Any = ticket.c.serial
    match owner:
        case CustomFieldOwner.TICKET:
            source, serial = values, values.c[owner_column]
        case CustomFieldOwner.CONTACT:
            source = ticket.join(values, values.c[owner_column] == ticket.c.contact_id)
        case CustomFieldOwner.COMPANY:
            source = ticket.join(contact, contact.c.id == ticket.c.contact_id).join(
                values, values.c[owner_column] == contact.c.company_id
            )
    found = (
        select(
            serial.label("of_serial"),
            values.c.field_id,
            func.substr(
                values.c.text_value, literal_column("1"), literal_column(str(CELL_LETTERS))
            ).label("text_value"),
            values.c.int_value,
            values.c.decimal_value,
            values.c.day_value,
            values.c.option_id,
        )
        .select_from(source)
        .where(
            serial.in_(bindparam("serials", expanding=True, literal_execute=True)),
            values.c.field_id.in_(bindparam("fields", expanding=True, literal_execute=True)),
        )
    )
    return found if owner is CustomFieldOwner.TICKET else found.where(shows_contact(viewer))
