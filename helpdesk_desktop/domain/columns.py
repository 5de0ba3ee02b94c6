"""The only place that says which columns a ticket has, how they are spelled and sorted.

Keys are those of the command line's JSON, in its order; custom fields follow as `cf.KEY`.
"""

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.folding import fold

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


def parse_sort(text: str) -> tuple[SortKey, ...]:
    """The keys of `-updated,priority`: a leading - is descending, aliases and any case are taken.

    A key named a second time says nothing more and is dropped. Whether a role may sort by phone is
    not known here.

    Raises:
        BadQuery: with the column, from 1, of a key that is unknown, missing or cannot be sorted by.
    """
    found: dict[str, SortKey] = {}
    at = 0
    for word in text.split(","):
        stripped = word.strip()
        column = at + len(word) - len(word.lstrip()) + 1
        at += len(word) + 1
        name = fold(stripped.removeprefix("-"))
        key = ALIASES.get(name, name)
        if key not in COLUMN_KEYS:
            raise BadQuery(
                column,
                "unknown_column",
                value=stripped.removeprefix("-"),
                expected=", ".join(each for each in COLUMN_KEYS if each in SORTABLE),
            )
        if key not in SORTABLE:
            raise BadQuery(column, "query_unsortable", value=key)
        found.setdefault(key, SortKey(key, is_descending=stripped.startswith("-")))
    return tuple(found.values())
