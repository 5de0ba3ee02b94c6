"""The only place that reads what the columns of a list show of custom fields.

A few fields of many tickets: one narrow question for each owner of the fields, so none where no
such column is shown. Of a long text only its beginning is read, but for an export. Of a hidden
contact, and of its company, nothing is told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, FromClause, Select, func, literal_column, select, true

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import ContactScope, Viewer
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import CELL_LETTERS, TicketRow
from helpdesk_desktop.storage.compiled_sql import CompiledSql, compiled, fetch_all, listed
from helpdesk_desktop.storage.custom.custom_value_reading import options_of, single_place
from helpdesk_desktop.storage.custom.custom_value_store import place_of
from helpdesk_desktop.storage.lists.list_row import as_row
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.schema import contact, ticket

# Ids stand in the statement itself: a driver would bind each of them for twice the time.
_MOST_OWNERS = 5_000
_OWNERS = "(/* owners */)"
_FIELDS = "(/* fields */)"
# What is read of a value, behind its owner and its field.
_STORED = ("text_value", "int_value", "decimal_value", "day_value", "option_id")
_PLACE = {name: place for place, name in enumerate(_STORED, start=2)}

_Cells = dict[str, CustomValue | None]
_SERIAL = TicketRow._fields.index("serial")
_CONTACT_ID = TicketRow._fields.index("contact_id")


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
    nobody knows is left out; of a known one the row has None where it is empty. What a row has
    of other fields stays.
    """
    fields = _known(question, keys)
    if not fields:
        return tuple(rows)
    nothing: _Cells = dict.fromkeys(field.filter_key for field in fields)
    parts: list[tuple[int, dict[Any, _Cells]]] = []
    for owner in CustomFieldOwner:
        own = {int(field.id): field for field in fields if field.owner is owner}
        if own:
            # Of a company, too, whatever is told is told of the contact that belongs to it.
            at = _SERIAL if owner is CustomFieldOwner.TICKET else _CONTACT_ID
            asked = _asked(owner, question.viewer, connection.dialect, is_whole)
            parts.append((at, _read(connection, asked, own, map(itemgetter(at), rows))))
    made = []
    for row in rows:
        cells = nothing.copy() if row.custom is None else {**row.custom, **nothing}
        for at, found in parts:
            if (own_cells := found.get(row[at])) is not None:
                cells.update(own_cells)
        made.append(as_row((*row[:-1], cells)))
    return tuple(made)


def cells_of_one(
    connection: Connection, question: Question, serial: int, keys: Iterable[str]
) -> dict[str, CustomValue | None]:
    """What one ticket has in these fields, by the field's key; None in one that is empty.

    Of a long text its beginning. What is no custom field is left out.
    """
    fields = _known(question, keys)
    cells: _Cells = dict.fromkeys(field.filter_key for field in fields)
    contact_id = connection.scalar(select(ticket.c.contact_id).where(ticket.c.serial == serial))
    for owner in CustomFieldOwner:
        own = {int(field.id): field for field in fields if field.owner is owner}
        if own:
            one = serial if owner is CustomFieldOwner.TICKET else contact_id
            asked = _asked(owner, question.viewer, connection.dialect, is_whole=False)
            cells.update(_read(connection, asked, own, [one]).get(one, {}))
    return cells


def _known(question: Question, keys: Iterable[str]) -> list[CustomField]:
    known = question.directory.custom_field_by_key
    return [known[key] for key in map(fold, keys) if key in known]


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


def _read(
    connection: Connection,
    asked: "_Asked",
    fields: dict[int, CustomField],
    owners: Iterable[int | None],
) -> dict[int | None, _Cells]:
    """What each owner has in these fields; nothing of who has nothing."""
    places = {number: _place(field, asked) for number, field in fields.items()}
    ids = [one for one in dict.fromkeys(owners) if one is not None]
    text = asked.sql.text.replace(_FIELDS, listed(fields))
    cells: defaultdict[int | None, _Cells] = defaultdict(dict)
    several: defaultdict[tuple[int, int], list[int | None]] = defaultdict(list)
    for first in range(0, len(ids), _MOST_OWNERS):
        wanted = text.replace(_OWNERS, listed(ids[first : first + _MOST_OWNERS]))
        for stored in fetch_all(connection, CompiledSql(wanted, asked.sql.values)):
            owner, number = stored[:2]
            place = places[number]
            if place is None:
                several[owner, number].append(stored[-1])
                continue
            key, at, made = place
            value = stored[at]
            cells[owner][key] = value if value is None or made is None else made(value)
    for (owner, number), option_ids in several.items():
        field = fields[number]
        cells[owner][field.filter_key] = options_of(_in_order(field, option_ids))
    return cells


def _place(
    field: CustomField, asked: "_Asked"
) -> tuple[str, int, Callable[[Any], CustomValue] | None] | None:
    """Of a field with one row a value: its key, where the row keeps it, and what makes it."""
    place = single_place(field.kind)
    if place is None:
        return None
    name, made = place
    is_decimal = field.kind is CustomFieldKind.DECIMAL
    return field.filter_key, _PLACE[name], asked.decimal if is_decimal else made


def _in_order(field: CustomField, option_ids: Iterable[int | None]) -> list[int]:
    # In the order that options have now: when they were written, it may have been another one.
    rank = field.rank_by_id
    known = (one for one in option_ids if one is not None)
    return sorted(known, key=lambda one: (rank.get(one, len(rank)), one))


@dataclass(frozen=True, slots=True)
class _Asked:
    # What is asked of an owner's values, and what makes a number of a decimal as the driver has it.
    sql: CompiledSql
    decimal: Callable[[Any], Any] | None


@lru_cache
def _asked(
    owner: CustomFieldOwner,
    viewer: Viewer,
    dialect: Dialect,
    is_whole: bool,  # noqa: FBT001  # as the cache takes it
) -> _Asked:
    values, _ = place_of(owner)
    process = values.c.decimal_value.type.dialect_impl(dialect).result_processor(dialect, None)
    return _Asked(compiled(_selected(owner, viewer, is_whole=is_whole), dialect), process)


def _selected(owner: CustomFieldOwner, viewer: Viewer, *, is_whole: bool) -> Select[Any]:
    values, owner_column = place_of(owner)
    source: FromClause = values
    owned_by: Any = values.c[owner_column]
    is_seen = true() if owner is CustomFieldOwner.TICKET else may_see_contact(viewer)
    if owner is CustomFieldOwner.COMPANY:
        source = contact.join(values, owned_by == contact.c.company_id)
        owned_by = contact.c.id
    elif owner is CustomFieldOwner.CONTACT and viewer.contact_scope is not ContactScope.ALL:
        source = values.join(contact, contact.c.id == owned_by)
    beginning = func.substr(
        values.c.text_value, literal_column("1"), literal_column(str(CELL_LETTERS))
    )
    text, *others = (values.c[name] for name in _STORED)
    return (
        select(owned_by, values.c.field_id, text if is_whole else beginning, *others)
        .select_from(source)
        .where(
            owned_by.bool_op("IN")(literal_column(_OWNERS)),
            values.c.field_id.bool_op("IN")(literal_column(_FIELDS)),
            is_seen,
        )
    )
