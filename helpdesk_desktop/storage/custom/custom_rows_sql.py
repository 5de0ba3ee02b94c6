"""The only place for what a condition on a custom field says of one row of its values.

How a ticket reaches the row is said by `custom_places`, what no single row can tell (empties,
several options) by `custom_conditions`.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from sqlalchemy import BigInteger, ColumnElement, type_coerce

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, descendants
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    FieldCondition,
    Keyword,
    LongTextCondition,
    Needle,
    NumberCondition,
    NumberRange,
    SetCondition,
    TextCondition,
    TextMatch,
    TimeCondition,
    TreeCondition,
    TreeMatch,
    YesNoCondition,
)
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.domain.time_spans import DayBounds, day_bounds
from helpdesk_desktop.storage.claims import ALWAYS, NEVER, Claim, every, some
from helpdesk_desktop.storage.column_types import DECIMAL_SCALE
from helpdesk_desktop.storage.custom.custom_places import text_columns, value_column
from helpdesk_desktop.storage.custom.custom_value_rows import FOLD_LIMIT, day_number
from helpdesk_desktop.storage.filter_places import Asking
from helpdesk_desktop.storage.number_sql import compares, is_among
from helpdesk_desktop.storage.text_sql import text_is, words_in

_Number: TypeAlias = Decimal | NumberRange
# Beyond it no scaled decimal fits 64 bits; before it, scaling loses no digit.
_FAR = Decimal(10) ** 13
_SCALE_DIGITS = len(str(DECIMAL_SCALE)) - 1


def row_claim(condition: FieldCondition, field: CustomField, asking: Asking) -> Claim:
    """What the condition's items say of one value; that it asks this kind was judged before."""
    match condition:
        case TextCondition():
            return some(text_claims(condition, field, asking))
        case LongTextCondition():
            return some(_needle(needle, field, asking) for needle in condition.items)
        case NumberCondition():
            return _number(condition, field)
        case YesNoCondition():
            return is_one_of(field, (int(condition.wanted),))
        case TimeCondition():
            return _date(condition, field, asking)
        case ChoiceCondition() | SetCondition():
            return is_one_of(field, option_ids(condition.items))
        case TreeCondition():
            ids = frozenset(condition.items)
            if condition.op is TreeMatch.UNDER:
                ids |= descendants(field, ids)
            return is_one_of(field, ids)
        case _:
            return is_filled_row(field)


def is_filled_row(field: CustomField) -> Claim:
    """True of every row of the field.

    Said all the same where an index without empty entries is to be found.
    """
    return Claim(value_column(field).is_not(None), is_sure=True)


def is_one_of(field: CustomField, numbers: Iterable[int]) -> Claim:
    """The value, a whole number or an option's id, is one of the numbers."""
    return is_among(value_column(field), numbers, is_nullable=False)


def option_ids(items: Iterable[int | Keyword]) -> frozenset[int]:
    """The options among the items."""
    return frozenset(item for item in items if not isinstance(item, Keyword))


def text_claims(
    condition: TextCondition, field: CustomField, asking: Asking
) -> tuple[Claim, Claim]:
    """Of which one must hold: what is said of a text that `text_fold` holds, and of a longer one.

    The second says of a short text that it is none, so each may be asked alone.
    """
    wanted = tuple(fold(item) for item in condition.items)
    begun, whole = value_column(field), text_columns(field)[0]
    op, name = condition.op, asking.dialect_name
    is_long = Claim(whole.is_not(None), is_sure=True)
    if op is TextMatch.CONTAINS:
        # What the beginning contains, the whole does.
        short = text_is(begun, op, wanted, name)
        return some(short), every([is_long, some(text_is(whole, op, wanted, name))])
    if op is TextMatch.ENDS:
        is_short = Claim(whole.is_(None), is_sure=True)
        short = text_is(begun, op, wanted, name)
        return every([is_short, some(short)]), every(
            [is_long, some(text_is(whole, op, wanted, name))]
        )
    fitting = tuple(text for text in wanted if len(text) < FOLD_LIMIT)
    # The others by their beginning, which the index knows, and then as a whole.
    cut = [
        every(
            [
                *text_is(begun, TextMatch.IS, (text[:FOLD_LIMIT],), name),
                _rest(text, op, whole, name),
            ]
        )
        for text in wanted
        if len(text) >= FOLD_LIMIT
    ]
    return some(text_is(begun, op, fitting, name)), some(cut)


def _rest(text: str, op: TextMatch, whole: ColumnElement[str], name: str) -> Claim:
    if len(text) > FOLD_LIMIT:
        return some(text_is(whole, op, (text,), name))
    return ALWAYS if op is TextMatch.STARTS else Claim(whole.is_(None), is_sure=True)


def _needle(needle: Needle, field: CustomField, asking: Asking) -> Claim:
    words = tokens(needle.text)
    if not words:
        return NEVER
    phrases = [(word,) for word in words] if needle.is_words else [words]
    column = text_columns(field)[1]
    found = [words_in(column, phrase, asking.dialect_name) for phrase in phrases]
    return every([is_filled_row(field), *found])


def _number(condition: NumberCondition, field: CustomField) -> Claim:
    # As the whole number that is stored: a literal of its own type would be scaled once more.
    column = type_coerce(value_column(field), BigInteger())
    items = condition.items
    if field.kind is CustomFieldKind.DECIMAL:
        items = tuple(_scaled(item) for item in items)
    singles = [item for item in items if isinstance(item, Decimal)]
    if condition.op is Compare.EQ and len(singles) == len(items):
        whole = (int(item) for item in singles if -(2**63) <= item < 2**63 and item == int(item))
        return is_among(column, whole, is_nullable=False)
    return some(compares(column, condition.op, item) for item in items)


def _scaled(item: _Number) -> _Number:
    if isinstance(item, NumberRange):
        low = None if item.low is None else _times_scale(item.low)
        return NumberRange(low, None if item.high is None else _times_scale(item.high))
    return _times_scale(item)


def _times_scale(value: Decimal) -> Decimal:
    # By its digits: arithmetic would round a long number, and could make another one equal.
    near = min(max(value, -_FAR), _FAR)
    sign, digits, exponent = near.as_tuple()
    return Decimal((sign, digits, int(exponent) + _SCALE_DIGITS))


def _date(condition: TimeCondition, field: CustomField, asking: Asking) -> Claim:
    question, column = asking.question, value_column(field)
    each = (day_bounds(condition.op, item, question.now, question.zone) for item in condition.items)
    return some(_between_days(column, bounds) for bounds in each)


def _between_days(column: ColumnElement[int], bounds: DayBounds) -> Claim:
    low = None if bounds.low is None else Decimal(day_number(bounds.low))
    high = None if bounds.high is None else Decimal(day_number(bounds.high))
    return compares(column, Compare.EQ, NumberRange(low, high))
