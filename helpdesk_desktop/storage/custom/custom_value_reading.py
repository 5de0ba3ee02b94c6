"""The only place that makes a value of the rows that keep it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomOptionId
from helpdesk_desktop.domain.custom_values import CustomValue

_EPOCH = date(1970, 1, 1)


# In which column the one row of a kind keeps its value, and what makes the value of it.
_SINGLE: dict[CustomFieldKind, tuple[str, Callable[[Any], CustomValue] | None]] = {
    CustomFieldKind.DROP_DOWN: ("option_id", None),
    CustomFieldKind.DEPENDENT: ("option_id", None),
    CustomFieldKind.INTEGER: ("int_value", None),
    CustomFieldKind.DECIMAL: ("decimal_value", None),
    CustomFieldKind.CHECKBOX: ("int_value", bool),
    CustomFieldKind.DATE: ("day_value", lambda days: _EPOCH + timedelta(days=days)),
}
_TEXT = ("text_value", None)


def single_place(kind: CustomFieldKind) -> tuple[str, Callable[[Any], CustomValue] | None] | None:
    """The column of a kind that has one row a value, and what makes a value of what it holds.

    None for a kind that has several rows a value.
    """
    return None if kind is CustomFieldKind.MULTI_SELECT else _SINGLE.get(kind, _TEXT)


def value_of(kind: CustomFieldKind, rows: Sequence[Any]) -> CustomValue | None:
    """The value that rows keep, in their order; None where they keep none of this kind."""
    place = single_place(kind)
    if place is None:
        return options_of(row.option_id for row in rows)
    name, made = place
    found: CustomValue | None = getattr(rows[0], name)
    return found if found is None or made is None else made(found)


def options_of(found: Iterable[int | None]) -> CustomValue | None:
    """The options of a value, in their order."""
    return tuple(CustomOptionId(one) for one in found if one is not None) or None
