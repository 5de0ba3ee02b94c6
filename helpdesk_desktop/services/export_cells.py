"""The only place that makes the cells of an export quickly: one function a column, made once.

What a value is stays the business of `domain.records`; here is only remembered what few values
give for many rows (a status, a person), and a text is looked at once.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from helpdesk_desktop.domain.custom_field import OPTION_KINDS
from helpdesk_desktop.domain.custom_values import joined
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.records import RowExtras, row_value
from helpdesk_desktop.domain.ticket import TicketRow

ExportRow: TypeAlias = tuple[TicketRow, RowExtras | None]
ValueOf: TypeAlias = Callable[[TicketRow, RowExtras | None], Any]

# Columns whose value hangs on one member of the row with few different values.
_FEW = {
    "status": "status", "type": "type_id", "priority": "priority", "source": "source",
    "assignee": "assignee_id", "group": "group_id", "unread": "unread", "company": "company",
}  # fmt: skip
# Columns that are members of the row as they are.
_PLAIN = frozenset({"serial", "subject", "phone", "email", "version"})
_UNKNOWN = object()
# Companies are many: what is remembered is forgotten all at once.
_MOST_KEPT = 10_000


def values_of(columns: Sequence[str], directory: Directory) -> list[ValueOf]:
    """By column what `row_value` says of a row."""
    return [_one(key, directory, lambda value: value) for key in columns]


def cells_of(
    columns: Sequence[str], directory: Directory, cell: Callable[[Any], Any]
) -> list[ValueOf]:
    """By column what `cell` makes of the value that `row_value` says of a row.

    The options of a custom field come to it as one text, which an import reads as the same value.
    """
    return [_one(key, directory, _flattening(key, directory, cell)) for key in columns]


def _flattening(key: str, directory: Directory, cell: Callable[[Any], Any]) -> Callable[[Any], Any]:
    field = directory.custom_field_by_key.get(fold(key))
    if field is None or field.kind not in OPTION_KINDS:
        return cell
    # A path is one value: its options are joined otherwise than several values are.
    return lambda value: cell(joined(field, value) if isinstance(value, list) else value)


def _one(key: str, directory: Directory, cell: Callable[[Any], Any]) -> ValueOf:
    if key in _FEW:
        return _remembering(key, directory, cell)
    if key in _PLAIN:
        get = attrgetter(key)
        return lambda row, _: cell(get(row))
    return lambda row, extras: cell(row_value(key, row, extras, directory))


def _remembering(key: str, directory: Directory, cell: Callable[[Any], Any]) -> ValueOf:
    known: dict[Any, Any] = {}
    get = attrgetter(_FEW[key])

    def ask(row: TicketRow, extras: RowExtras | None) -> Any:
        member = get(row)
        found = known.get(member, _UNKNOWN)
        if found is _UNKNOWN:
            if len(known) >= _MOST_KEPT:
                known.clear()
            found = known[member] = cell(row_value(key, row, extras, directory))
        return found

    return ask
