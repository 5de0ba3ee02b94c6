"""The only place for what conditions on custom fields say of a ticket, as SQL.

Each condition asks its values anew, so two on one field are met by whichever values meet them. The
plain-Python twin is `tests/oracle.py`; tests hold the two against each other on every engine.
"""

from typing import Any

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    EmptyCondition,
    FieldCondition,
    Keyword,
    LongTextCondition,
    NumberCondition,
    SetCondition,
    SetMatch,
    TextCondition,
    TextMatch,
    TimeCondition,
    TreeCondition,
    YesNoCondition,
)
from helpdesk_desktop.storage.claims import Claim, every, opposite, some
from helpdesk_desktop.storage.custom.custom_places import with_value, with_value_of_its_own
from helpdesk_desktop.storage.custom.custom_rows_sql import (
    is_filled_row,
    is_one_of,
    option_ids,
    row_claim,
    text_claims,
)
from helpdesk_desktop.storage.filter_places import Asking

_ASKED: dict[CustomFieldKind, type[Any]] = {
    CustomFieldKind.TEXT: TextCondition,
    CustomFieldKind.REGEX: TextCondition,
    CustomFieldKind.MULTI_LINE: LongTextCondition,
    CustomFieldKind.INTEGER: NumberCondition,
    CustomFieldKind.DECIMAL: NumberCondition,
    CustomFieldKind.CHECKBOX: YesNoCondition,
    CustomFieldKind.DATE: TimeCondition,
    CustomFieldKind.DROP_DOWN: ChoiceCondition,
    CustomFieldKind.MULTI_SELECT: SetCondition,
    CustomFieldKind.DEPENDENT: TreeCondition,
}


def custom_claim(condition: FieldCondition, field: CustomField, asking: Asking) -> Claim:
    """What a condition on a custom field says of a ticket, its `neg` and `mute` left aside.

    Raises:
        HelpdeskError: the field is of another kind.
    """
    if not suits(condition, field):
        word = type(condition).__name__.removesuffix("Condition").lower()
        raise HelpdeskError("filter_unusable", reason=f"{condition.field} is no {word}")
    match condition:
        case EmptyCondition(is_empty=True):
            return _nothing(field, asking)
        case SetCondition(op=SetMatch.ALL | SetMatch.ONLY):
            return _set(condition, field, asking)
        case TextCondition() if asking.asks_values_first:
            # Apart: the index of beginnings and that of the few long texts answer each alone.
            short, long = text_claims(condition, field, asking)
            begun = every([is_filled_row(field), short])
            return some([with_value(field, begun, asking), with_value(field, long, asking)])
        case ChoiceCondition() | SetCondition() if Keyword.NONE in condition.items:
            found = with_value(field, row_claim(condition, field, asking), asking)
            return some([found, _nothing(field, asking)])
        case _:
            return with_value(field, row_claim(condition, field, asking), asking)


def suits(condition: FieldCondition, field: CustomField) -> bool:
    """Whether the field is of the kind that the condition asks."""
    return isinstance(condition, EmptyCondition | _ASKED[field.kind])


def is_met_by_one_row(condition: FieldCondition, field: CustomField) -> bool:
    """Whether its rows give the tickets that meet it, each once, and an index gives the rows."""
    match condition:
        case EmptyCondition():
            return not condition.is_empty and field.kind is not CustomFieldKind.MULTI_SELECT
        case TextCondition():
            return condition.op in {TextMatch.IS, TextMatch.STARTS}
        case SetCondition():
            # Two of one ticket's options would give it twice.
            return condition.op is not SetMatch.ONLY and len(
                option_ids(condition.items)
            ) == 1 == len(condition.items)
        case ChoiceCondition():
            return Keyword.NONE not in condition.items
        case _:
            return not isinstance(condition, LongTextCondition)


def _nothing(field: CustomField, asking: Asking) -> Claim:
    return opposite(with_value(field, is_filled_row(field), asking))


def _set(condition: SetCondition, field: CustomField, asking: Asking) -> Claim:
    ids = option_ids(condition.items)
    parts = [with_value(field, is_one_of(field, (one,)), asking) for one in sorted(ids)]
    if condition.op is SetMatch.ONLY:
        # Ticket by ticket: behind the ones that it must hold there are few left.
        others = opposite(is_one_of(field, ids))
        parts.append(opposite(with_value_of_its_own(field, others, asking)))
    elif Keyword.NONE in condition.items:
        parts.append(_nothing(field, asking))
    return every(parts)
