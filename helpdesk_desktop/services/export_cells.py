"""The only place that makes the cells of an export quickly: a column of a block of rows at a time.

What a value is stays the business of `domain.records`; here is only remembered what few values
give for many rows (a status, a person), and a call a cell is saved where a loop does.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, starmap
from operator import attrgetter
from typing import Any, TypeAlias

from helpdesk_desktop.domain.custom_field import OPTION_KINDS, CustomField, CustomFieldKind
from helpdesk_desktop.domain.custom_values import joined, spoken
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.records import RowExtras, contact_text, microseconds_texts, row_value
from helpdesk_desktop.domain.ticket import TicketRow

ExportRow: TypeAlias = tuple[TicketRow, RowExtras | None]
# Of many texts the cells.
_Texts: TypeAlias = Callable[[Iterable[str | None]], Iterable[Any]]
# Of a block of rows, and what they hold beyond them, the cells of one column.
_Column: TypeAlias = Callable[[Sequence[TicketRow], Sequence[RowExtras | None]], Iterable[Any]]

# Columns whose value hangs on one member of the row with few different values.
_FEW = {
    "status": "status", "type": "type_id", "priority": "priority", "source": "source",
    "assignee": "assignee_id", "group": "group_id", "unread": "unread", "company": "company",
}  # fmt: skip
_INSTANTS = {key: f"{key}_us" for key in ("created", "updated", "due", "closed")}
# Custom fields of these kinds, too.
_FEW_KINDS = OPTION_KINDS | {CustomFieldKind.CHECKBOX, CustomFieldKind.DATE}
# Columns that are members of the row as they are: a number is a cell already.
_NUMBERS = frozenset({"serial", "version"})
_TEXTS = frozenset({"subject", "phone", "email"})
# Custom fields whose value is the text of its cell.
_TEXT_KINDS = frozenset({CustomFieldKind.TEXT, CustomFieldKind.REGEX, CustomFieldKind.MULTI_LINE})
# Companies are many: what is remembered is forgotten all at once.
_MOST_KEPT = 10_000
# Few enough for a word on progress in time, many enough that a block costs nothing.
_BLOCK_ROWS = 200


def cell_rows(
    rows: Iterable[ExportRow],
    columns: Sequence[str],
    directory: Directory,
    cell: Callable[[Any], Any] | None = None,
    texts: _Texts = list,
) -> Iterator[list[tuple[Any, ...]]]:
    """Block by block what `cell` makes of the values that `row_value` says of each row.

    The options of a custom field come to `cell` as one text, which an import reads as the same
    value. Without `cell` the values come as they are. `texts` makes of many texts, or None, what
    `cell` makes of each.
    """
    makers = [_column(key, directory, _cell(key, directory, cell), texts) for key in columns]
    rest = iter(rows)
    while block := list(islice(rest, _BLOCK_ROWS)):
        listed, extras = zip(*block, strict=True)
        yield list(zip(*(make(listed, extras) for make in makers), strict=True))


def _cell(
    key: str, directory: Directory, cell: Callable[[Any], Any] | None
) -> Callable[[Any], Any]:
    if cell is None:
        return lambda value: value
    field = directory.custom_field_by_key.get(fold(key))
    if field is None or field.kind not in OPTION_KINDS:
        return cell
    # A path is one value: its options are joined otherwise than several values are.
    return lambda value: cell(joined(field, value) if isinstance(value, list) else value)


def _column(key: str, directory: Directory, cell: Callable[[Any], Any], texts: _Texts) -> _Column:
    if key in _FEW:
        return _remembering(key, directory, cell)
    if key in _NUMBERS:
        number = attrgetter(key)
        return lambda rows, _: map(number, rows)
    if key in _TEXTS:
        text = attrgetter(key)
        return lambda rows, _: texts(map(text, rows))
    if key == "contact":
        told = attrgetter("contact_id", "contact", "phone")
        return lambda rows, _: texts(starmap(contact_text, map(told, rows)))
    if key in _INSTANTS:
        instant = attrgetter(_INSTANTS[key])
        # Their texts begin with a digit, so no cell has more to do with them.
        return lambda rows, _: microseconds_texts(map(instant, rows))
    field = directory.custom_field_by_key.get(fold(key))
    if field is not None:
        return _of_field(field, cell, texts)
    return lambda rows, extras: [
        cell(row_value(key, row, more, directory)) for row, more in zip(rows, extras, strict=True)
    ]


def _of_field(field: CustomField, cell: Callable[[Any], Any], texts: _Texts) -> _Column:
    key = field.filter_key

    def values_of(rows: Sequence[TicketRow]) -> list[Any]:
        return [None if row.custom is None else row.custom.get(key) for row in rows]

    if field.kind in _TEXT_KINDS:
        return lambda rows, _: texts(values_of(rows))
    if field.kind not in _FEW_KINDS:
        nothing = cell(None)
        return lambda rows, _: [
            nothing if value is None else cell(spoken(field, value)) for value in values_of(rows)
        ]
    known: dict[Any, Any] = {}

    def ask(rows: Sequence[TicketRow], _: Sequence[RowExtras | None]) -> Iterable[Any]:
        values = values_of(rows)
        if len(known) >= _MOST_KEPT:
            known.clear()
        for one in {*values} - known.keys():
            known[one] = cell(spoken(field, one))
        return map(known.__getitem__, values)

    return ask


def _remembering(key: str, directory: Directory, cell: Callable[[Any], Any]) -> _Column:
    known: dict[Any, Any] = {}
    member = attrgetter(_FEW[key])

    def ask(rows: Sequence[TicketRow], extras: Sequence[RowExtras | None]) -> Iterable[Any]:
        members = list(map(member, rows))
        if len(known) >= _MOST_KEPT:
            known.clear()
        for one in {*members} - known.keys():
            at = members.index(one)
            known[one] = cell(row_value(key, rows[at], extras[at], directory))
        return map(known.__getitem__, members)

    return ask
