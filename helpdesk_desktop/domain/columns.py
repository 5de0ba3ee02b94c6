"""The only place that says which columns a ticket has, how they are spelled and sorted.

Keys are those of the command line's JSON, in its order; custom fields follow as `cf.KEY`, those of
the ticket's contact and company as `contact.cf.KEY` and `company.cf.KEY`.
"""

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

COLUMN_KEYS = (
    "serial",
    "uid",
    "subject",
    "description",
    "status",
    "type",
    "priority",
    "source",
    "contact",
    "phone",
    "email",
    "company",
    "assignee",
    "group",
    "ccs",
    "call",
    "created",
    "updated",
    "due",
    "closed",
    "first_response",
    "unread",
    "version",
    "external_id",
)

# Each custom field is another table to the database: SQLite joins 64, and crashes before, MariaDB
# 61. The window's header takes three.
MOST_SORT_KEYS = 16

# How the keys of custom fields begin, by whose they are.
OWNED_STARTS = ("contact.cf.", "company.cf.")
CUSTOM_STARTS = ("cf.", *OWNED_STARTS)

ALIASES = {
    "created_at": "created",
    "updated_at": "updated",
    "due_at": "due",
    "closed_at": "closed",
    "contact_name": "contact",
    "contact_phone": "phone",
    "contact_email": "email",
    "assign_to": "assignee",
}

# Not by uid (its order is that of serials), description (no one reads a list in that order, and it
# is a megabyte long) or CCs (a set has no order).
SORTABLE = frozenset(COLUMN_KEYS) - {"uid", "description", "ccs"}


def column_keys(directory: Directory) -> tuple[str, ...]:
    """Every column: the standard ones, then the fields of tickets, contacts and companies."""
    custom = (
        one.filter_key
        for owner in CustomFieldOwner
        for one in directory.custom_fields
        if one.owner is owner
    )
    return (*COLUMN_KEYS, *custom)


def is_own_name(name: str) -> bool:
    """Whether a column that is named so in a file can be one of ours, whoever wrote it."""
    return name in COLUMN_KEYS or name.startswith(CUSTOM_STARTS)


def sortable_keys(directory: Directory) -> tuple[str, ...]:
    """The columns that a list can be sorted by, in the same order."""
    standard = (key for key in COLUMN_KEYS if key in SORTABLE)
    return (*standard, *(one.filter_key for one in _of_tickets(directory) if is_sortable(one)))


def find_column(spelling: str, directory: Directory) -> str | None:
    """The key of the column that people mean by a spelling; case and accents do not matter."""
    name = fold(spelling)
    key = ALIASES.get(name, name)
    if key in COLUMN_KEYS:
        return key
    custom = directory.custom_field_by_key.get(name)
    return None if custom is None else custom.filter_key


def is_sortable(custom: CustomField) -> bool:
    """Whether a custom field has an order: several options at once have none."""
    return custom.kind is not CustomFieldKind.MULTI_SELECT


def _of_tickets(directory: Directory) -> tuple[CustomField, ...]:
    owner = CustomFieldOwner.TICKET
    return tuple(custom for custom in directory.custom_fields if custom.owner is owner)


def parse_sort(text: str, directory: Directory) -> tuple[SortKey, ...]:
    """The keys of `-updated,cf.region`: a leading - is descending, aliases and any case are taken.

    A key named a second time says nothing more and is dropped. Whether a role may sort by phone is
    not known here.

    Raises:
        BadQuery: with the column, from 1, of a key that is unknown, missing or cannot be sorted by,
            or is one too many.
    """
    found: dict[str, SortKey] = {}
    known = sortable_keys(directory)
    at = 0
    for word in text.split(","):
        stripped = word.strip()
        column = at + len(word) - len(word.lstrip()) + 1
        at += len(word) + 1
        name = stripped.removeprefix("-")
        key = find_column(name, directory)
        if key is None:
            expected = ", ".join(known)
            raise BadQuery(column, "unknown_column", value=name, expected=expected)
        if key not in known:
            raise BadQuery(column, "query_unsortable", value=key)
        if key not in found and len(found) == MOST_SORT_KEYS:
            raise BadQuery(column, "query_sort_keys", limit=MOST_SORT_KEYS)
        found.setdefault(key, SortKey(key, is_descending=stripped.startswith("-")))
    return tuple(found.values())
