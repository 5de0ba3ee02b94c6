"""The only place that reads what the columns of a list show of custom fields.

A few fields of many tickets: one narrow question for each owner of the fields, so none where no
such column is shown. Of a long text only its beginning is read, but for an export. Of a hidden
contact, and of its company, nothing is told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, FromClause, Select, func, literal_column, select

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import CELL_LETTERS, TicketRow
from helpdesk_desktop.storage.compiled_sql import CompiledSql, compiled, fetch_all
from helpdesk_desktop.storage.custom_value_reading import value_of
from helpdesk_desktop.storage.custom_value_store import place_of
from helpdesk_desktop.storage.permission_sql import shows_contact
from helpdesk_desktop.storage.schema import contact, ticket

# Serials stand in the statement itself: a driver would bind each of them for twice the time.
_MOST_SERIALS = 5_000
_SERIALS = "(/* serials */)"
_FIELDS = "(/* fields */)"

_Cells = dict[str, CustomValue | None]


def with_cells(
    connection: Connection,
    question: Question,
    rows: Sequence[TicketRow],
    keys: Sequence[str],
    *,
    is_whole: bool = False,
) -> tuple[TicketRow, ...]:
    """The rows with the values of these fields, `cf.region` or `contact.cf.tier`, in `custom`.

    Of a long text they have its first `CELL_LETTERS`, with `is_whole` all of it. A field that
    nobody knows is left out; of a known one the row has None where it is empty.
    """
    fields = _known(question, keys)
    if not fields:
        return tuple(rows)
    cells = _cells_of(connection, question, [row.serial for row in rows], fields, is_whole=is_whole)
    return tuple(TicketRow._make((*row[:-1], cells[row.serial])) for row in rows)


def cells_of_one(
    connection: Connection, question: Question, serial: int, keys: Iterable[str]
) -> dict[str, CustomValue | None]:
    """What one ticket has in these fields, by the field's key; None in one that is empty.

    Of a long text its beginning. What is no custom field is left out.
    """
    return _cells_of(connection, question, [serial], _known(question, keys))[serial]


def _known(question: Question, keys: Iterable[str]) -> list[CustomField]:
    known = question.directory.custom_field_by_key
    return [known[key] for key in map(fold, keys) if key in known]


def _cells_of(
    connection: Connection,
    question: Question,
    serials: Sequence[int],
    fields: Sequence[CustomField],
    *,
    is_whole: bool = False,
) -> dict[int, _Cells]:
    told = tuple(field.filter_key for field in fields)
    cells: dict[int, _Cells] = {serial: dict.fromkeys(told) for serial in serials}
    for owner in CustomFieldOwner:
        own = {int(field.id): field for field in fields if field.owner is owner}
        if own:
            asked = _asked(owner, question.viewer, connection.dialect, is_whole)
            _fill(connection, asked, own, cells)
    return cells


def with_cells_of_seen(
    connection: Connection,
    question: Question,
    rows: Sequence[TicketRow | None],
    keys: Sequence[str],
    *,
    is_whole: bool = False,
) -> tuple[TicketRow | None, ...]:
    """As `with_cells`, where some tickets are not seen."""
    seen = [row for row in rows if row is not None]
    found = iter(with_cells(connection, question, seen, keys, is_whole=is_whole))
    return tuple(None if row is None else next(found) for row in rows)


def _fill(
    connection: Connection,
    asked: "_Asked",
    fields: dict[int, CustomField],
    cells: dict[int, _Cells],
) -> None:
    serials = list(cells)
    key_of = {number: field.filter_key for number, field in fields.items()}
    text = asked.sql.text.replace(_FIELDS, _listed(fields))
    for first in range(0, len(serials), _MOST_SERIALS):
        wanted = text.replace(_SERIALS, _listed(serials[first : first + _MOST_SERIALS]))
        found = sorted(
            fetch_all(connection, CompiledSql(wanted, asked.sql.values)), key=itemgetter(0, 1)
        )
        for (serial, number), stored in groupby(found, key=itemgetter(0, 1)):
            field = fields[number]
            rows = _in_order(field, map(_Stored._make, stored))
            if field.kind is CustomFieldKind.DECIMAL:
                rows = [
                    row._replace(decimal_value=asked.decimal(row.decimal_value)) for row in rows
                ]
            cells[serial][key_of[number]] = value_of(field.kind, rows)


def _listed(numbers: Iterable[int]) -> str:
    return f"({', '.join(str(int(number)) for number in numbers)})"


def _in_order(field: CustomField, stored: "Iterable[_Stored]") -> "list[_Stored]":
    if field.kind is not CustomFieldKind.MULTI_SELECT:
        return list(stored)
    # In the order that options have now: when they were written, it may have been another one.
    rank = field.rank_by_id

    def place(row: _Stored) -> tuple[int, int]:
        option_id = row.option_id or 0
        return rank.get(option_id, len(rank)), option_id

    return sorted(stored, key=place)


class _Stored(NamedTuple):
    serial: int
    field_id: int
    text_value: str | None
    int_value: int | None
    decimal_value: Any
    day_value: int | None
    option_id: int | None


@dataclass(frozen=True, slots=True)
class _Asked:
    # What is asked of an owner's values, and what makes a number of a decimal as the driver has it.
    sql: CompiledSql
    decimal: Callable[[Any], Any]


@lru_cache
def _asked(
    owner: CustomFieldOwner,
    viewer: Viewer,
    dialect: Dialect,
    is_whole: bool,  # noqa: FBT001  # as the cache takes it
) -> _Asked:
    values, _ = place_of(owner)
    process = values.c.decimal_value.type.dialect_impl(dialect).result_processor(dialect, None)
    found = _selected(owner, viewer, is_whole=is_whole)
    return _Asked(compiled(found, dialect), process or (lambda value: value))


def _selected(owner: CustomFieldOwner, viewer: Viewer, *, is_whole: bool) -> Select[Any]:
    values, owner_column = place_of(owner)
    source: FromClause
    serial: Any = ticket.c.serial
    match owner:
        case CustomFieldOwner.TICKET:
            source, serial = values, values.c[owner_column]
        case CustomFieldOwner.CONTACT:
            source = ticket.join(values, values.c[owner_column] == ticket.c.contact_id)
        case _:
            source = ticket.join(contact, contact.c.id == ticket.c.contact_id).join(
                values, values.c[owner_column] == contact.c.company_id
            )
    beginning = func.substr(
        values.c.text_value, literal_column("1"), literal_column(str(CELL_LETTERS))
    )
    found = (
        select(
            serial,
            values.c.field_id,
            values.c.text_value if is_whole else beginning,
            values.c.int_value,
            values.c.decimal_value,
            values.c.day_value,
            values.c.option_id,
        )
        .select_from(source)
        .where(
            serial.bool_op("IN")(literal_column(_SERIALS)),
            values.c.field_id.bool_op("IN")(literal_column(_FIELDS)),
        )
    )
    return found if owner is CustomFieldOwner.TICKET else found.where(shows_contact(viewer))
