"""The only place for what a list's rows can be grouped by, and how a grouping is spelled.

A grouping is a column with a direction, spelled as in a sort: `status`, `-created`. What this
program cannot group by is kept to the letter and not asked: a newer one wrote it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

# Grouped by the calendar day in the agent's time zone.
DAY_COLUMNS = ("created", "updated", "due")
_COLUMNS = (
    "status",
    "type",
    "priority",
    "assignee",
    "group",
    "company",
    "source",
    "contact",
    *DAY_COLUMNS,
)
# Kinds of custom fields whose values many tickets share, each a whole number.
GROUPED_KINDS = frozenset(
    {
        CustomFieldKind.DROP_DOWN,
        CustomFieldKind.DEPENDENT,
        CustomFieldKind.CHECKBOX,
        CustomFieldKind.DATE,
        CustomFieldKind.INTEGER,
    }
)
# What people look for stands first: the urgent, the newest.
_LARGEST_FIRST = frozenset({"priority", "created", "updated"})
# What the database keeps of it.
GROUPING_LIMIT = 100


@dataclass(frozen=True, slots=True)
class ListGroup:
    """One group of a list: the value that its rows have in common, and how many they are.

    `value` is a choice's number, an id, a day as its ordinal, or what a custom field holds: an
    option's id, a number, 0 or 1; None where the rows have none.
    `label` is the name of what no `Directory` knows: a company or a contact.
    """

    value: int | None
    count: int
    label: str | None = None


def group_columns(directory: Directory | None = None) -> tuple[str, ...]:
    """The keys of the columns that rows can be grouped by, then custom fields of tickets."""
    fields = () if directory is None else directory.custom_fields
    custom = (field.filter_key for field in fields if field.is_active and _is_groupable(field))
    return (*_COLUMNS, *custom)


def grouped_field(column: str, directory: Directory) -> CustomField | None:
    """The custom field that a column to group by names, a retired one too; else None."""
    field = directory.custom_field_by_key.get(fold(column))
    return field if field is not None and _is_groupable(field) else None


def _is_groupable(field: CustomField) -> bool:
    return field.owner is CustomFieldOwner.TICKET and field.kind in GROUPED_KINDS


def usual_grouping(column: str) -> SortKey:
    """Grouping by this column in the direction that people expect first."""
    return SortKey(column, is_descending=column in _LARGEST_FIRST)


def grouping_text(grouping: SortKey | None) -> str | None:
    """The grouping as `-created`, None without one."""
    if grouping is None:
        return None
    return f"-{grouping.column}" if grouping.is_descending else grouping.column


def grouping_from_text(text: object) -> SortKey | None:
    """The grouping in the text, whether or not it can be asked; None where there is none."""
    if not isinstance(text, str) or text in {"", "-"} or len(text) > GROUPING_LIMIT:
        return None
    return SortKey(text.removeprefix("-"), is_descending=text.startswith("-"))


def grouping_to_ask(grouping: SortKey | None, directory: Directory | None = None) -> SortKey | None:
    """The grouping where it can be asked here."""
    is_known = grouping is not None and grouping.column in group_columns(directory)
    return grouping if is_known else None


def fitted(groups: Sequence[ListGroup], rows: int) -> tuple[ListGroup, ...]:
    """The groups as they cover exactly so many rows, should they have been counted a moment ago.

    What is too much falls off the end; what is missing joins the last group.
    """
    left = rows
    found: list[ListGroup] = []
    for group in groups:
        count = min(group.count, left)
        if count > 0:
            found.append(ListGroup(group.value, count, group.label))
        left -= count
    if left > 0:
        last = found.pop() if found else ListGroup(None, 0)
        found.append(ListGroup(last.value, last.count + left, last.label))
    return tuple(found)
