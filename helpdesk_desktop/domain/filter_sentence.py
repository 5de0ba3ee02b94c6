"""The only place that says a condition in plain English, as a chip of the filter bar shows it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import assert_never

from helpdesk_desktop.domain.filter_fields import FieldKind, FilterField, choices_of, find_field
from helpdesk_desktop.domain.filter_time_words import time_words
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    Condition,
    EmptyCondition,
    FieldCondition,
    Group,
    HistoryCondition,
    Keyword,
    LongTextCondition,
    Node,
    NumberCondition,
    NumberRange,
    OrderedCondition,
    PersonCondition,
    PhoneCondition,
    SerialCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
    TextCondition,
    TextMatch,
    TimeCondition,
    TreeCondition,
    TreeMatch,
    UnknownCondition,
    YesNoCondition,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

_COMPARES = {
    Compare.EQ: "",
    Compare.GT: "above ",
    Compare.GE: "at least ",
    Compare.LT: "below ",
    Compare.LE: "at most ",
}
_TEXT_MATCHES = {
    TextMatch.CONTAINS: "contains",
    TextMatch.IS: "is",
    TextMatch.STARTS: "starts with",
    TextMatch.ENDS: "ends with",
}
_ABBREVIATIONS = frozenset({"api", "ivr"})
_SET_MATCHES = {SetMatch.ANY: "any of", SetMatch.ALL: "all of", SetMatch.ONLY: "exactly"}


def field_of(node: Node, directory: Directory) -> FilterField | None:
    """The field that a condition asks about; None for groups, serials and what is not known."""
    if isinstance(node, Group | SerialCondition | UnknownCondition):
        return None
    return find_field(node.field, directory)


def describe(node: Node, directory: Directory) -> str:
    """The node in English: "Created in the last 7 days", "not Type Question".

    Whether it is muted is not said: chips show that by their look.
    """
    text = _group(node, directory) if isinstance(node, Group) else _condition(node, directory)
    return f"not {text}" if node.neg else text


def _group(group: Group, directory: Directory) -> str:
    parts = [
        f"({describe(part, directory)})"
        if isinstance(part, Group) and not part.neg and len(part.parts) > 1
        else describe(part, directory)
        for part in group.parts
    ]
    text = (" and " if group.join == "all" else " or ").join(parts) or "everything"
    if group.scope is not None:
        return f"one {group.scope}: {text}"
    return f"({text})" if group.neg and len(parts) > 1 else text


def _condition(condition: Condition, directory: Directory) -> str:
    match condition:
        case SerialCondition():
            return f"Ticket #{condition.serial}"
        case UnknownCondition():
            return f"Unknown condition: {condition.reason}"
        case _:
            field = find_field(condition.field, directory)
            label = condition.field if field is None else field.label
            return f"{label} {_words(condition, field, directory)}".rstrip()


def _words(  # noqa: C901, PLR0912 - one case per kind
    condition: FieldCondition, field: FilterField | None, directory: Directory
) -> str:
    match condition:
        case EmptyCondition():
            return "is empty" if condition.is_empty else "is not empty"
        case NumberCondition():
            return _COMPARES[condition.op] + _either(_number(item) for item in condition.items)
        case TextCondition():
            return f"{_TEXT_MATCHES[condition.op]} {_either(map(_quoted, condition.items))}"
        case PhoneCondition():
            return f"{_TEXT_MATCHES[condition.op]} {_either(condition.items)}"
        case LongTextCondition():
            needles = (
                f"the words {_quoted(needle.text)}" if needle.is_words else _quoted(needle.text)
                for needle in condition.items
            )
            return f"contains {_either(needles)}"
        case ChoiceCondition() | PersonCondition() | TeamCondition():
            return _either(_names(condition.items, field, directory))
        case OrderedCondition():
            return _COMPARES[condition.op] + _either(_names(condition.items, field, directory))
        case SetCondition():
            names = ", ".join(_names(condition.items, field, directory))
            is_single = len(condition.items) == 1 and condition.op is SetMatch.ANY
            return f"include {names}" if is_single else f"{_SET_MATCHES[condition.op]} {names}"
        case YesNoCondition():
            return "" if condition.wanted else "is no"
        case TimeCondition():
            return _either(time_words(item, condition.op) for item in condition.items)
        case TreeCondition():
            mark = "is " if condition.op is TreeMatch.IS else "under "
            return mark + _either(_names(condition.items, field, directory))
        case HistoryCondition():
            return _history(condition, directory)
        case _:
            assert_never(condition)


def _history(condition: HistoryCondition, directory: Directory) -> str:
    changed = find_field(condition.field.removeprefix("changed."), directory)
    words = [
        f"{mark} {_either(_names(items, changed, directory))}"
        for mark, items in (("from", condition.origins), ("to", condition.targets))
        if items
    ]
    if condition.within is not None:
        words.append(time_words(condition.within))
    return " ".join(words)


def _either(words: Iterable[str]) -> str:
    return " or ".join(words)


def _quoted(text: str) -> str:
    return f"“{text}”"


def _number(item: Decimal | NumberRange) -> str:
    match item:
        case NumberRange(low=None):
            return f"up to {item.high:f}"
        case NumberRange(high=None):
            return f"from {item.low:f}"
        case NumberRange():
            return f"{item.low:f} to {item.high:f}"
        case _:
            return f"{item:f}"


def _names(
    items: Iterable[int | Keyword], field: FilterField | None, directory: Directory
) -> list[str]:
    return [_name(item, field, directory) for item in items]


def _name(item: int | Keyword, field: FilterField | None, directory: Directory) -> str:
    is_person = field is not None and (field.kind is FieldKind.PERSON or field.key == "ccs")
    is_team = field is not None and field.kind is FieldKind.TEAM
    match item:
        case Keyword.ME:
            return "me"
        case Keyword.MY_GROUPS:
            return "my groups"
        case Keyword.NONE:
            return "nobody" if is_person else "none"
        case _:
            names: dict[int, str] = {}
            if is_person:
                names = {int(agent.id): agent.name for agent in directory.agents}
            elif is_team:
                names = {int(group.id): group.name for group in directory.groups}
            elif field is not None:
                names = _choice_names(field.key, directory)
            return names.get(item, f"#{item}")


def _choice_names(key: str, directory: Directory) -> dict[int, str]:
    if key == "type":
        return {int(kind.id): kind.name for kind in directory.types}
    custom = directory.custom_field_by_key.get(fold(key))
    if custom is not None:
        return {int(option.id): option.label for option in custom.options}
    return {
        number: name.upper() if name in _ABBREVIATIONS else name.replace("-", " ").capitalize()
        for number, name in choices_of(key, directory).items()
    }
