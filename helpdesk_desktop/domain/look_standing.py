"""The only place that says what of a saved filter's look cannot be had: its order, its groups.

Such a filter is asked all the same, in the order that can be had; what is stored is kept.
"""

from collections.abc import Iterator

from helpdesk_desktop.domain.columns import parse_sort
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.errors import BadQuery, Problem, ProblemCode, Severity
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.grouping import grouping_from_text, grouping_to_ask
from helpdesk_desktop.domain.people import Directory, Viewer

LOOK = "look"
# A longer order would push the sentence itself out of sight.
_SHOWN = 60


def look_notes(sort: object, grouping: object, directory: Directory) -> tuple[Problem, ...]:
    """What cannot be had of an order and a grouping as they are stored, whatever they are."""
    return (*_order(sort, directory), *_groups(grouping, directory))


def masked_order_note(sort: tuple[SortKey, ...], viewer: Viewer) -> tuple[Problem, ...]:
    """That a role which sees numbers masked gets no order by them."""
    is_refused = viewer.phones_masked and any(key.column == "phone" for key in sort)
    return (_note("query_masked_sort"),) if is_refused else ()


def _order(text: object, directory: Directory) -> Iterator[Problem]:
    if text is None or text == "":
        return
    try:
        keys = parse_sort(str(text), directory)
    except BadQuery:
        yield _note("filter_order_lost", value=_short(str(text)))
        return
    for key in keys:
        field = _retired(key, directory)
        if field is not None:
            yield _note("filter_order_retired", value=field.label)


def _groups(text: object, directory: Directory) -> Iterator[Problem]:
    grouping = grouping_from_text(text)
    if grouping is not None and grouping_to_ask(grouping, directory) is None:
        field = _retired(grouping, directory)
        name = _short(grouping.column) if field is None else field.label
        yield _note("filter_groups_lost", value=name)


def _retired(key: SortKey, directory: Directory) -> CustomField | None:
    field = directory.custom_field_by_key.get(fold(key.column))
    return None if field is None or field.is_active else field


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _note(key: str, **values: object) -> Problem:
    return Problem(ProblemCode.NOT_ALLOWED, key, values, LOOK, severity=Severity.WARNING)
