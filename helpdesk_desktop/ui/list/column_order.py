"""The only place that says in which order columns stand, and where a column goes that is added.

Columns that are not known here are carried along unseen: those of a newer program, and those of a
field that was retired. Either may be shown again.
"""

from collections.abc import Sequence

from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.ui.list.column_set import STANDARD, ColumnSet
from helpdesk_desktop.ui.list.ticket_columns import DEFAULT_COLUMNS, FIXED_COLUMNS


def to_show(columns: Sequence[ShownColumn], known: ColumnSet = STANDARD) -> tuple[ShownColumn, ...]:
    """What can be shown of these columns, with those no row can do without; else the usual ones."""
    shown = [column for column in columns if known.has(column.key)]
    if not shown:
        return tuple(map(ShownColumn, DEFAULT_COLUMNS))
    widths = {column.key: column.width for column in shown}
    keys = tuple(widths)
    for key in known.usual_order:
        if key in FIXED_COLUMNS:
            keys = with_column(keys, key, known)
    return tuple(ShownColumn(key, widths.get(key)) for key in keys)


def with_column(keys: Sequence[str], key: str, known: ColumnSet = STANDARD) -> tuple[str, ...]:
    """The keys with one more at its usual place: behind what usually stands before it."""
    if key in keys:
        return tuple(keys)
    place = 0
    for before in reversed(known.usual_order[: known.usual_order.index(key)]):
        if before in keys:
            place = keys.index(before) + 1
            break
    return (*keys[:place], key, *keys[place:])


def all_in_order(shown: Sequence[str], known: ColumnSet = STANDARD) -> tuple[str, ...]:
    """Every column there is: the shown ones as they stand, each other one at its usual place."""
    keys = tuple(shown)
    for key in known.usual_order:
        keys = with_column(keys, key, known)
    return keys


def carried_along(
    chosen: Sequence[ShownColumn],
    before: Sequence[ShownColumn],
    known: ColumnSet = STANDARD,
) -> tuple[ShownColumn, ...]:
    """The chosen columns with the unknown ones of `before`, each behind what it stood behind."""
    found = list(chosen)
    for place, column in enumerate(before):
        if known.has(column.key) or column in found:
            continue
        earlier = {one.key for one in before[:place]}
        places = [at for at, one in enumerate(found) if one.key in earlier]
        found.insert(places[-1] + 1 if places else 0, column)
    return tuple(found)


def sort_to_ask(sort: Sequence[SortKey], known: ColumnSet = STANDARD) -> tuple[SortKey, ...]:
    """What can be sorted by of these keys, at least the usual order."""
    return tuple(key for key in sort if known.may_sort_by(key.column)) or DEFAULT_SORT
