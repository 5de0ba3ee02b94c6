"""The only place that says what each kind of custom field keeps in its rows, and in which column.

One row per value: a multi-select has one per option, at positions from 0 in the options' order;
every other kind has position 0. No row is the empty value, so no row is without a value.

- single-line text and regular expression: `text_value` as typed, `text_fold` the first 200
  characters of its folded form, `text_whole` all of it where it is longer, else NULL;
- multi-line text: `text_value`, `text_fold` as above (it sorts by it), `text_words` its
  `folding.token_text`;
- integer, and checkbox as 0 or 1: `int_value`; decimal: `decimal_value`; date: `day_value`, days
  since 1970-01-01; drop-down, multi-select, dependent: `option_id`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, assert_never

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.folding import fold, token_text

FOLD_LIMIT = 200  # characters of `text_fold`
_EPOCH = date(1970, 1, 1)

# The column that holds something in every row of a kind.
VALUE_COLUMNS = {
    CustomFieldKind.TEXT: "text_fold",
    CustomFieldKind.REGEX: "text_fold",
    CustomFieldKind.MULTI_LINE: "text_fold",
    CustomFieldKind.INTEGER: "int_value",
    CustomFieldKind.CHECKBOX: "int_value",
    CustomFieldKind.DECIMAL: "decimal_value",
    CustomFieldKind.DATE: "day_value",
    CustomFieldKind.DROP_DOWN: "option_id",
    CustomFieldKind.MULTI_SELECT: "option_id",
    CustomFieldKind.DEPENDENT: "option_id",
}
_NOTHING: dict[str, Any] = {
    "text_value": None,
    "text_fold": None,
    "text_whole": None,
    "text_words": None,
    "int_value": None,
    "decimal_value": None,
    "day_value": None,
    "option_id": None,
}


def value_rows(field: CustomField, value: Any) -> list[dict[str, Any]]:
    """The rows of a value, all columns but the owner's; none for None or an empty choice.

    The value comes typed: str, int, Decimal, bool, date, an option's id, or several of these ids.
    """
    if value is None:
        return []
    match field.kind:
        case CustomFieldKind.TEXT | CustomFieldKind.REGEX:
            return [_row(field, **_text(value), text_whole=_whole(value))]
        case CustomFieldKind.MULTI_LINE:
            return [_row(field, **_text(value), text_words=token_text(value))]
        case CustomFieldKind.INTEGER | CustomFieldKind.CHECKBOX:
            return [_row(field, int_value=int(value))]
        case CustomFieldKind.DECIMAL:
            return [_row(field, decimal_value=value)]
        case CustomFieldKind.DATE:
            return [_row(field, day_value=day_number(value))]
        case CustomFieldKind.DROP_DOWN | CustomFieldKind.DEPENDENT:
            return [_row(field, option_id=int(value))]
        case CustomFieldKind.MULTI_SELECT:
            return [
                _row(field, position, option_id=option_id)
                for position, option_id in enumerate(_in_order(field, value))
            ]
        case _:
            assert_never(field.kind)


def day_number(day: date) -> int:
    """Days since 1970-01-01, as `day_value` counts them."""
    return (day - _EPOCH).days


def _row(field: CustomField, position: int = 0, **values: Any) -> dict[str, Any]:
    return _NOTHING | {"field_id": int(field.id), "position": position} | values


def _text(value: str) -> dict[str, Any]:
    return {"text_value": value, "text_fold": fold(value)[:FOLD_LIMIT]}


def _whole(value: str) -> str | None:
    folded = fold(value)
    return folded if len(folded) > FOLD_LIMIT else None


def _in_order(field: CustomField, option_ids: Iterable[int]) -> list[int]:
    # One that the definition does not know (it was removed meanwhile) stands behind the others.
    places = {int(option.id): place for place, option in enumerate(field.options)}
    return sorted(
        {int(each) for each in option_ids}, key=lambda one: (places.get(one, len(places)), one)
    )
