"""The only place that makes a value of the rows that keep it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomOptionId
from helpdesk_desktop.domain.custom_values import CustomValue

_EPOCH = date(1970, 1, 1)


def value_of(kind: CustomFieldKind, rows: Sequence[Any]) -> CustomValue | None:
    """The value that rows keep, in their order; None where they keep none of this kind."""
    match kind:
        case CustomFieldKind.MULTI_SELECT:
            options = (row.option_id for row in rows)
            return tuple(CustomOptionId(one) for one in options if one is not None) or None
        case CustomFieldKind.DROP_DOWN | CustomFieldKind.DEPENDENT:
            found: CustomValue | None = rows[0].option_id
        case CustomFieldKind.INTEGER:
            found = rows[0].int_value
        case CustomFieldKind.DECIMAL:
            found = rows[0].decimal_value
        case CustomFieldKind.CHECKBOX:
            number = rows[0].int_value
            found = None if number is None else bool(number)
        case CustomFieldKind.DATE:
            days = rows[0].day_value
            found = None if days is None else _EPOCH + timedelta(days=days)
        case _:
            found = rows[0].text_value
    return found
