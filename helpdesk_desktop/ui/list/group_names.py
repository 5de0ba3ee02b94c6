"""The only place that says what the groups of a list, and what they are groups of, are called."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.grouping import DAY_COLUMNS, ListGroup, grouped_field
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.list.column_set import STANDARD, ColumnSet
from helpdesk_desktop.ui.list.ticket_columns import Names, spoken_title

translate = QCoreApplication.translate


def grouping_name(column: str, columns: ColumnSet = STANDARD) -> str:
    """What a column to group by is called; one that this program does not know by its key."""
    known = columns.by_key.get(column)
    name = column if known is None else spoken_title(known)
    field = None if known is None else known.field
    is_day = column in DAY_COLUMNS or (field is not None and field.kind is CustomFieldKind.DATE)
    return translate("Groups", "{column} (day)").format(column=name) if is_day else name


def group_name(column: str, group: ListGroup, names: Names) -> str:
    """What a group is called."""
    value = group.value
    if value is None:
        return _nothing(column)
    match column:
        case "status":
            found = _at(names.statuses, value)
        case "priority":
            found = _at(names.priorities, value)
        case "source":
            found = _at(names.sources, value)
        case "type":
            found = names.types.get(value, "")
        case "assignee":
            found = names.agents.get(value, "")
        case "group":
            found = names.groups.get(value, "")
        case _ if column in DAY_COLUMNS:
            found = _day(value, names)
        case _ if (field := grouped_field(column, names.directory)) is not None:
            found = _custom(field, value, names)
        case _:
            found = group.label or translate("Groups", "No name")
    # Made a moment ago: its name is on its way.
    return found or f"#{value}"


def _nothing(column: str) -> str:
    return {
        "type": translate("Groups", "No type"),
        "assignee": translate("Groups", "Unassigned"),
        "group": translate("Groups", "No group"),
        "company": translate("Groups", "No company"),
        "contact": translate("Groups", "No contact"),
        "due": translate("Groups", "No due time"),
    }.get(column, translate("Groups", "Empty"))


def _custom(field: CustomField, value: int, names: Names) -> str:
    match field.kind:
        case CustomFieldKind.DATE:
            return _day(value, names)
        case CustomFieldKind.CHECKBOX:
            return custom_text(field, bool(value))
        case _:
            return custom_text(field, value)


def _at(words: list[str], value: int) -> str:
    return words[value] if 0 <= value < len(words) else ""


def _day(ordinal: int, names: Names) -> str:
    if not date.min.toordinal() <= ordinal <= date.max.toordinal():
        return ""
    day = date.fromordinal(ordinal)
    away = (day - names.times.today).days
    long = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
    near = {
        -1: translate("Groups", "Yesterday"),
        0: translate("Groups", "Today"),
        1: translate("Groups", "Tomorrow"),
    }.get(away)
    return long if near is None else f"{near}, {long}"
