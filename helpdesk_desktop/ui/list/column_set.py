"""The only place that says which columns the list knows at one moment, custom fields included.

Custom fields follow the standard columns: those of tickets, then of contacts, then of companies. A
field that is retired has no column; what was kept of it by its key stays kept, unseen.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.columns import SORTABLE, is_sortable
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.grouping import group_columns
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import CELL_LETTERS, TicketRow
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.list.shown_table import Face
from helpdesk_desktop.ui.list.ticket_columns import COLUMNS, Names, TicketColumn

translate = QCoreApplication.translate

_NUMBERS: Final = frozenset({CustomFieldKind.INTEGER, CustomFieldKind.DECIMAL})
# In pixels at the usual text size: what stands beside a title, an arrow too, and a letter of it.
_TITLE_ROOM: Final = 44
_LETTER: Final = 7
_WIDEST_TITLE: Final = 180
_WIDEST_LEAST: Final = 110
_WIDTHS: Final = {
    CustomFieldKind.CHECKBOX: (84, 60),
    CustomFieldKind.INTEGER: (96, 66),
    CustomFieldKind.DECIMAL: (104, 70),
    CustomFieldKind.DATE: (100, 88),
    CustomFieldKind.TEXT: (140, 76),
    CustomFieldKind.REGEX: (120, 76),
    CustomFieldKind.DROP_DOWN: (120, 76),
    CustomFieldKind.MULTI_SELECT: (150, 80),
    CustomFieldKind.DEPENDENT: (160, 80),
    CustomFieldKind.MULTI_LINE: (180, 90),
}


class ColumnSet:
    """Every column of the list, in the usual order.

    `before` is what was known until now: of a field that did not change it keeps the very column.
    """

    def __init__(self, directory: Directory, before: "ColumnSet | None" = None) -> None:
        self.directory = directory
        known: dict[str, TicketColumn] = {} if before is None else before.by_key
        fields = [
            field
            for owner in CustomFieldOwner
            for field in directory.custom_fields
            if field.owner is owner and field.is_active
        ]
        self.columns: tuple[TicketColumn, ...] = (
            *COLUMNS,
            *(_column_of(field, known.get(field.filter_key)) for field in fields),
        )
        self.by_key: dict[str, TicketColumn] = {column.key: column for column in self.columns}
        self.usual_order = tuple(self.by_key)
        self.sortable = SORTABLE | {
            field.filter_key
            for field in fields
            if field.owner is CustomFieldOwner.TICKET and is_sortable(field)
        }
        self.groupable = group_columns(directory)

    def has(self, key: str) -> bool:
        """Whether there is such a column."""
        return key in self.by_key

    def may_sort_by(self, key: str) -> bool:
        """Whether the list may be sorted by it; where no header could show it, it may not."""
        return key in self.sortable

    def retired(self, key: str) -> CustomField | None:
        """The field of this key, where it is one that was retired."""
        field = self.directory.custom_field_by_key.get(fold(key))
        return None if field is None or field.is_active else field


def _column_of(field: CustomField, before: TicketColumn | None) -> TicketColumn:
    if before is not None and before.field == field:
        return before
    width, least = _WIDTHS[field.kind]
    # A title that fits is read without a look at its tooltip, as long as it is none of a sentence.
    title = _TITLE_ROOM + _LETTER * len(custom_title(field))
    width = max(width, min(title, _WIDEST_TITLE))
    least = max(least, min(title, _WIDEST_LEAST))
    face = Face.TEXT
    if field.kind in _NUMBERS:
        face = Face.NUMBER
    elif field.kind is CustomFieldKind.CHECKBOX:
        face = Face.CHECK
    return TicketColumn(
        field.filter_key,
        lambda: custom_title(field),
        width,
        least,
        _cell_text(field),
        hint=_hint(field) if field.kind is CustomFieldKind.MULTI_LINE else None,
        field=field,
        face=face,
    )


def custom_title(field: CustomField) -> str:
    """What a field's column is called; another owner's with that owner before it."""
    match field.owner:
        case CustomFieldOwner.TICKET:
            return field.label
        case CustomFieldOwner.CONTACT:
            words = translate("Columns", "Contact: {field}")
        case CustomFieldOwner.COMPANY:
            words = translate("Columns", "Company: {field}")
    return words.format(field=field.label)


def _cell_text(field: CustomField) -> Callable[[TicketRow, Names], str]:
    key = field.filter_key

    def text(row: TicketRow, _: Names) -> str:
        if row.custom is None or key not in row.custom:
            return ""  # read before it was asked for; it is on its way
        value = row.custom[key]
        if value is None:
            return NOTHING
        return " ".join(_said(field, value).split()) or NOTHING

    return text


def _hint(field: CustomField) -> Callable[[TicketRow, Names], str]:
    def hint(row: TicketRow, _: Names) -> str:
        values: Mapping[str, Any] = row.custom or {}
        value = values.get(field.filter_key)
        return "" if value is None else _said(field, value)

    return hint


def _said(field: CustomField, value: CustomValue) -> str:
    text = custom_text(field, value)
    # Of a long text only the beginning was read.
    is_cut = isinstance(value, str) and len(value) >= CELL_LETTERS
    return f"{text}…" if is_cut else text


STANDARD: Final = ColumnSet(Directory())
