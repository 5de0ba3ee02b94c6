"""The only place for how a list looks: columns in their order and width, its order, its groups.

Kept per agent and per saved filter. A key that this program does not know is kept: a newer program
wrote it, and shows it again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpdesk_desktop.domain.columns import MOST_SORT_KEYS, parse_sort
from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.domain.people import Directory

# No screen is wider; a hand-edited file must not make a column that nobody can pull back.
WIDEST = 4_000


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column of a list; `width` in pixels at the usual text size, None for the usual width."""

    key: str
    width: int | None = None


@dataclass(frozen=True, slots=True)
class ListLook:
    """Columns from left to right, sort keys, grouping; without columns the usual ones."""

    columns: tuple[ShownColumn, ...] = ()
    sort: tuple[SortKey, ...] = DEFAULT_SORT
    grouping: SortKey | None = None


def columns_json(columns: Sequence[ShownColumn]) -> str:
    """The columns as JSON text: `[["subject",250],["status",null]]`."""
    return json.dumps([[one.key, one.width] for one in columns], separators=(",", ":"))


def columns_from_json(text: object) -> tuple[ShownColumn, ...]:
    """The columns in the text; none of them where it is no such list, each key once."""
    if not isinstance(text, str):  # SQLite keeps whatever kind of value was written
        return ()
    try:
        read = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ()
    found: dict[str, ShownColumn] = {}
    for entry in read if isinstance(read, list) else ():
        column = _column(entry)
        if column is not None:
            found.setdefault(column.key, column)
    return tuple(found.values())


def sort_text(sort: Sequence[SortKey]) -> str:
    """The sort keys as `-updated,serial`."""
    return ",".join(f"-{key.column}" if key.is_descending else key.column for key in sort)


def sort_from_text(text: object, directory: Directory) -> tuple[SortKey, ...]:
    """The sort keys in the text; the usual ones where it cannot be read."""
    if not isinstance(text, str) or not text:
        return DEFAULT_SORT
    try:
        kept = ",".join(text.split(",")[:MOST_SORT_KEYS])
        return parse_sort(kept, directory) or DEFAULT_SORT
    except BadQuery:
        return DEFAULT_SORT


def _column(entry: Any) -> ShownColumn | None:
    if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str)):
        return None
    key, width = entry
    is_width = isinstance(width, int) and not isinstance(width, bool) and 0 < width <= WIDEST
    return ShownColumn(key, width if is_width else None)
