"""What single values of a ticket are, and how one compares: the oracle's smallest rules."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias, assert_never

from helpdesk_desktop.domain.filters import (
    Compare,
    NumberCondition,
    NumberRange,
    TextMatch,
)
from helpdesk_desktop.domain.folding import tokens
from tests.facts import CallFacts, NoteFacts, PhoneFacts, TicketFacts

Value: TypeAlias = object


def phones_of(facts: TicketFacts) -> tuple[PhoneFacts, ...]:
    if facts.contact is not None:
        return facts.contact.phones
    return () if facts.phone is None else (facts.phone,)


def call_value(key: str, call: CallFacts) -> Value:
    match key.removeprefix("call."):
        case "queue" | "talk" | "hold" as name:
            return getattr(call, f"{name}_s")
        case "agent":
            return call.agent_id
        case "start":
            return call.start_at
        case name:
            return getattr(call, name)


def note_value(key: str, note: NoteFacts) -> Value:
    match key.removeprefix("note."):
        case "kind":
            return int(note.is_internal)
        case "author":
            return note.author_id
        case "created" | "reminder" as name:
            return getattr(note, f"{name}_at")
        case _:
            return note.body


def decimal_of(value: Value) -> Decimal:
    assert isinstance(value, int | Decimal)
    return Decimal(value)


def number_meets(condition: NumberCondition, value: Decimal) -> bool:
    return any(
        (item.low is None or item.low <= value) and (item.high is None or value <= item.high)
        if isinstance(item, NumberRange)
        else compares(condition.op, value, item)
        for item in condition.items
    )


def compares(op: Compare, value: Decimal, item: Decimal) -> bool:
    match op:
        case Compare.EQ:
            return value == item
        case Compare.GT:
            return value > item
        case Compare.GE:
            return value >= item
        case Compare.LT:
            return value < item
        case Compare.LE:
            return value <= item
        case _:
            assert_never(op)


def text_meets(op: TextMatch, item: str, value: str) -> bool:
    match op:
        case TextMatch.CONTAINS:
            return item in value
        case TextMatch.IS:
            return item == value
        case TextMatch.STARTS:
            return value.startswith(item)
        case TextMatch.ENDS:
            return value.endswith(item)
        case _:
            assert_never(op)


def phone_meets(op: TextMatch, item: str, phone: PhoneFacts) -> bool:
    if op is TextMatch.IS:
        # With its + the item is E.164; without, it is the same digits or those dialled at home.
        return item in {phone.normalised, phone.digits, phone.national}
    forms = [form for form in (phone.digits, phone.national) if form is not None]
    return any(text_meets(op, item, form) for form in forms)


def has_phrase(words: Sequence[str], part: str) -> bool:
    """Whether consecutive tokens of one part are the words, the last as a prefix."""
    if not words:
        return False
    there = tokens(part)
    return any(
        there[start : start + len(words) - 1] == tuple(words[:-1])
        and there[start + len(words) - 1].startswith(words[-1])
        for start in range(len(there) - len(words) + 1)
    )
