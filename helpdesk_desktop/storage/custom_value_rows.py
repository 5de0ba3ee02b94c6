"""The only place for how the value of a custom field stands in its typed columns.

One row per value: position 0, but a multi-select has one row per option, numbered from 0 in the
options' order. Every row names all the columns, so that rows of different kinds go in together.
No row is no value.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold

# A text is compared and sorted by its first characters; the index holds no more.
TEXT_FOLD_LIMIT = 200
_EPOCH = date(1970, 1, 1)
_EMPTY: dict[str, Any] = dict.fromkeys(
    ("text_value", "text_fold", "int_value", "decimal_value", "day_value", "option_id")
)


def value_rows(field: CustomField, value: CustomValue) -> list[dict[str, Any]]:
    """The rows that keep a value of a field, without owner and field."""
    match value:
        case tuple():
            return [
                {**_EMPTY, "position": place, "option_id": int(one)}
                for place, one in enumerate(value)
            ]
        case str():
            columns: dict[str, Any] = {
                "text_value": value,
                "text_fold": fold(value)[:TEXT_FOLD_LIMIT],
            }
        case bool():
            columns = {"int_value": int(value)}
        case Decimal():
            columns = {"decimal_value": value}
        case date():
            columns = {"day_value": (value - _EPOCH).days}
        case _:
            is_number = field.kind is CustomFieldKind.INTEGER
            columns = {"int_value" if is_number else "option_id": int(value)}
    return [{**_EMPTY, "position": 0, **columns}]
