"""The only place that gives every kind of condition its meaning as SQL.

The plain-Python twin is `tests/oracle.py`; tests hold the two against each other on every engine.
"""

from decimal import Decimal
from typing import assert_never

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FieldScope, FilterField
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    Condition,
    EmptyCondition,
    HistoryCondition,
    LongTextCondition,
    NumberCondition,
    OrderedCondition,
    PersonCondition,
    PhoneCondition,
    SerialCondition,
    SetCondition,
    TeamCondition,
    TextCondition,
    TimeCondition,
    TreeCondition,
    UnknownCondition,
    YesNoCondition,
)
from helpdesk_desktop.domain.ticket import Hidden, Status
from helpdesk_desktop.domain.time_spans import bounds
from helpdesk_desktop.storage import filter_places as places
from helpdesk_desktop.storage.choice_conditions import (
    choice,
    history,
    in_closed_set,
    ordered,
    people_set,
    person,
    team,
)
from helpdesk_desktop.storage.claims import ALWAYS, NEVER, Claim, every, opposite, some
from helpdesk_desktop.storage.custom.custom_conditions import custom_claim
from helpdesk_desktop.storage.custom.custom_places import custom_field_of
from helpdesk_desktop.storage.filter_places import Asking
from helpdesk_desktop.storage.number_sql import compares, is_among, lies_in
from helpdesk_desktop.storage.reading_sql import is_unread
from helpdesk_desktop.storage.schema import call, ticket, ticket_text
from helpdesk_desktop.storage.text_conditions import (
    OWN_NUMBER,
    long_text,
    phone,
    phone_where,
    short_text,
)


def claim_of(condition: Condition, asking: Asking) -> Claim:  # noqa: C901, PLR0912  # one flat table of kinds
    """What a condition says of a ticket, its `neg` and `mute` left aside.

    Raises:
        HelpdeskError: the condition cannot be asked: an unknown field, or one of another kind.
    """
    if not isinstance(condition, SerialCondition | UnknownCondition):
        custom = custom_field_of(condition.field, asking)
        if custom is not None:
            return custom_claim(condition, custom, asking)
    match condition:
        case EmptyCondition():
            return _empty(condition, asking)
        case NumberCondition():
            return _number(condition, asking)
        case TextCondition():
            return short_text(condition, asking)
        case LongTextCondition():
            return long_text(condition, asking)
        case PhoneCondition():
            return phone(condition, asking)
        case ChoiceCondition():
            return choice(condition, asking)
        case OrderedCondition():
            return ordered(condition)
        case PersonCondition():
            return person(condition, asking)
        case TeamCondition():
            return team(condition, asking)
        case SetCondition():
            return people_set(condition, asking)
        case YesNoCondition():
            return _yes_no(condition, asking)
        case TimeCondition():
            return _time(condition, asking)
        case TreeCondition():
            # Dependent custom fields alone are trees, and this is none that is known.
            raise HelpdeskError("query_unknown_field", field=condition.field)
        case HistoryCondition():
            return history(condition, asking)
        case SerialCondition():
            return is_among(ticket.c.serial, (condition.serial,), is_nullable=False)
        case UnknownCondition():
            raise HelpdeskError("filter_unusable", reason=condition.reason)
        case _:
            assert_never(condition)


def _empty(condition: EmptyCondition, asking: Asking) -> Claim:
    field = places.field_of(condition.field, *FieldKind)
    if field.kind is FieldKind.PHONE and asking.question.viewer.phones_masked:
        return NEVER
    holds_something = _something(field, asking)
    if not condition.is_empty:
        return holds_something
    nothing = opposite(holds_something)
    if field.kind is FieldKind.PHONE and field.key != OWN_NUMBER:
        return places.where_contact_is_shown(nothing, asking)
    return nothing


def _something(field: FilterField, asking: Asking) -> Claim:
    match field.kind:
        case FieldKind.YES_NO:
            return ALWAYS
        case FieldKind.PHONE:
            return phone_where(field, asking, lambda digits, _: digits.is_not(None))
        case FieldKind.SET:
            return places.with_cc(asking)
        case FieldKind.HISTORY:
            return history(HistoryCondition(field=field.key), asking)
        case FieldKind.LONG_TEXT:
            return _any_long_text(field, asking)
        case _ if field.key in {"notes", "attachments"}:
            return Claim(places.column_of(field.key) > 0, is_sure=True)
        case _:
            return places.is_filled(field, asking)


def _any_long_text(field: FilterField, asking: Asking) -> Claim:
    match field.key:
        case "text":
            return ALWAYS  # the subject is part of it
        case "description":
            return places.with_text(Claim(ticket_text.c.description.is_not(None), is_sure=True))
        case _:
            return places.in_row(FieldScope.NOTE, ALWAYS, asking)


def _number(condition: NumberCondition, asking: Asking) -> Claim:
    field = places.field_of(condition.field, FieldKind.NUMBER)
    column = places.column_of(field.key)
    singles = [item for item in condition.items if isinstance(item, Decimal)]
    if condition.op is Compare.EQ and len(singles) == len(condition.items):
        whole = (int(item) for item in singles if -(2**63) <= item < 2**63 and item == int(item))
        claim = is_among(column, whole, is_nullable=places.is_nullable(field.key))
    else:
        claim = some(compares(column, condition.op, item) for item in condition.items)
    return places.reached(field, claim, asking)


def _yes_no(condition: YesNoCondition, asking: Asking) -> Claim:
    field = places.field_of(condition.field, FieldKind.YES_NO)
    claim = _is_so(field.key, asking)
    return claim if condition.wanted else opposite(claim)


def _is_so(key: str, asking: Asking) -> Claim:
    match key:
        case "unread":
            return Claim(is_unread(asking.question.viewer))
        case "overdue":
            closed = in_closed_set("status", (int(Status.CLOSED),))
            return every([Claim(ticket.c.due_at < asking.question.now), opposite(closed)])
        case "has_call":
            return places.with_any_call(asking)
        case "has_recording":
            return places.with_row(
                FieldScope.CALL, Claim(call.c.recording.is_not(None), is_sure=True), asking
            )
        case "has_attachment":
            return Claim(ticket.c.attachment_count > 0, is_sure=True)
        case _:
            return Claim(ticket.c.hidden == int(Hidden.DELETED), is_sure=True)


def _time(condition: TimeCondition, asking: Asking) -> Claim:
    field = places.field_of(condition.field, FieldKind.TIME)
    column, question = places.column_of(field.key), asking.question
    found = some(
        lies_in(column, bounds(condition.op, item, question.now, question.zone))
        for item in condition.items
    )
    return places.reached(field, found, asking)
