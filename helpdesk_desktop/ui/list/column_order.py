"""The only place that says in which order columns stand, and where a column goes that is added.

Columns that this program does not know are carried along unseen: a newer program shows them again.
"""

from collections.abc import Sequence

from helpdesk_desktop.domain.columns import SORTABLE
from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.ui.list.ticket_columns import (
    COLUMN_BY_KEY,
    COLUMNS,
    DEFAULT_COLUMNS,
    FIXED_COLUMNS,
)

_USUAL_ORDER = tuple(column.key for column in COLUMNS)


def to_show(columns: Sequence[ShownColumn]) -> tuple[ShownColumn, ...]:
    """What can be shown of these columns, with those no row can do without; else the usual ones."""
    known = [column for column in columns if column.key in COLUMN_BY_KEY]
    if not known:
        return tuple(map(ShownColumn, DEFAULT_COLUMNS))
    widths = {column.key: column.width for column in known}
    keys = tuple(widths)
    for key in _USUAL_ORDER:
        if key in FIXED_COLUMNS:
            keys = with_column(keys, key)
    return tuple(ShownColumn(key, widths.get(key)) for key in keys)


def with_column(keys: Sequence[str], key: str) -> tuple[str, ...]:
    """The keys with one more at its usual place: behind what usually stands before it."""
    if key in keys:
        return tuple(keys)
    place = 0
    for before in reversed(_USUAL_ORDER[: _USUAL_ORDER.index(key)]):
        if before in keys:
            place = keys.index(before) + 1
            break
    return (*keys[:place], key, *keys[place:])


def all_in_order(shown: Sequence[str]) -> tuple[str, ...]:
    """Every column there is: the shown ones as they stand, each other one at its usual place."""
    keys = tuple(shown)
    for key in _USUAL_ORDER:
        keys = with_column(keys, key)
    return keys


def carried_along(
    chosen: Sequence[ShownColumn], before: Sequence[ShownColumn]
) -> tuple[ShownColumn, ...]:
    """The chosen columns with the unknown ones of `before`, each behind what it stood behind."""
    found = list(chosen)
    for place, column in enumerate(before):
        if column.key in COLUMN_BY_KEY or column in found:
            continue
        earlier = {one.key for one in before[:place]}
        places = [at for at, one in enumerate(found) if one.key in earlier]
        found.insert(places[-1] + 1 if places else 0, column)
    return tuple(found)


def sort_to_ask(sort: Sequence[SortKey]) -> tuple[SortKey, ...]:
    """What can be sorted by of these keys, at least the usual order."""
    return tuple(key for key in sort if key.column in SORTABLE) or DEFAULT_SORT
