"""The only place that says how a new condition on a field begins, before anything is chosen."""

from typing import assert_never

from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField
from helpdesk_desktop.domain.filters import (
    Ago,
    ChoiceCondition,
    Condition,
    HistoryCondition,
    LongTextCondition,
    NumberCondition,
    OrderedCondition,
    PersonCondition,
    PhoneCondition,
    SetCondition,
    TeamCondition,
    TextCondition,
    TimeCondition,
    TreeCondition,
    Unit,
    YesNoCondition,
)


def new_condition(field: FilterField) -> Condition:  # noqa: C901, PLR0912 - one case per kind
    """A condition on the field: without values where they must be chosen, else a usual one."""
    key = field.key
    match field.kind:
        case FieldKind.NUMBER:
            return NumberCondition(field=key, items=())
        case FieldKind.TEXT:
            return TextCondition(field=key, items=())
        case FieldKind.LONG_TEXT:
            return LongTextCondition(field=key, items=())
        case FieldKind.PHONE:
            return PhoneCondition(field=key, items=())
        case FieldKind.CHOICE:
            return ChoiceCondition(field=key, items=())
        case FieldKind.ORDERED:
            return OrderedCondition(field=key, items=())
        case FieldKind.PERSON:
            return PersonCondition(field=key, items=())
        case FieldKind.TEAM:
            return TeamCondition(field=key, items=())
        case FieldKind.SET:
            return SetCondition(field=key, items=())
        case FieldKind.YES_NO:
            return YesNoCondition(field=key)
        case FieldKind.TIME:
            return TimeCondition(field=key, items=(Ago(7, Unit.DAY),))
        case FieldKind.TREE:
            return TreeCondition(field=key, items=())
        case FieldKind.HISTORY:
            return HistoryCondition(field=key)
        case _:
            assert_never(field.kind)
