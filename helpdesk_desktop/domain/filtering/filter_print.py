"""The only place that spells a tree in the query language, so that parsing gives it back.

The text is canonical: lower-case keys, logins and option keys, quotes only where needed, one space
between terms. What has no text in a grammar (`UnknownCondition`) is printed as `unknown:"..."`,
which no query can be: `parse` refuses it by the name of its field.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, assert_never

from helpdesk_desktop.domain.filtering.filter_fields import STANDARD_FIELDS, FilterField, find_field
from helpdesk_desktop.domain.filtering.filter_grammar import is_bare, is_word, quoted
from helpdesk_desktop.domain.filtering.filter_names import print_id
from helpdesk_desktop.domain.filtering.filter_time_text import print_item
from helpdesk_desktop.domain.filtering.filter_values import COMPARES, TEXT_MATCHES, TIME_MATCHES
from helpdesk_desktop.domain.filters import (
    Ago,
    ChoiceCondition,
    Condition,
    EmptyCondition,
    FieldCondition,
    Group,
    HistoryCondition,
    LongTextCondition,
    Needle,
    Node,
    NumberCondition,
    NumberRange,
    OlderThan,
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
    TimeMatch,
    TreeCondition,
    TreeMatch,
    UnknownCondition,
    YesNoCondition,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory

_COMPARE_MARKS = {op: mark for mark, op in COMPARES.items() if mark != "="}
_TEXT_MARKS = {op: mark for mark, op in TEXT_MATCHES.items()}
_TIME_MARKS = {op: mark for mark, op in TIME_MATCHES.items() if mark != "="}
_NONE, _ANY = "none", "any"


def print_tree(tree: Node, directory: Directory) -> str:
    """The canonical text of a tree; `parse` gives a canonical tree back equal, `extra` aside."""
    if isinstance(tree, Group) and not (tree.neg or tree.mute or tree.scope):
        return _joined(tree, directory)
    return _term(tree, directory)


def _joined(group: Group, directory: Directory) -> str:
    if group.join == "all":
        return " ".join(_term(part, directory) for part in group.parts)
    return " OR ".join(_alternative(part, directory) for part in group.parts)


def _alternative(node: Node, directory: Directory) -> str:
    # AND binds tighter than OR: ALL of needs no parentheses here.
    is_plain = not (node.neg or node.mute)
    if is_plain and isinstance(node, Group) and node.scope is None and node.join == "all":
        return _joined(node, directory)
    return _term(node, directory)


def _term(node: Node, directory: Directory) -> str:
    if isinstance(node, Group):
        scope = "" if node.scope is None else f"{node.scope}:"
        text = f"{scope}({_joined(node, directory)})"
    else:
        text = _condition(node, directory)
    return f"{'~' if node.mute else ''}{'-' if node.neg else ''}{text}"


def _condition(condition: Condition, directory: Directory) -> str:
    match condition:
        case SerialCondition():
            return f"#{condition.serial}"
        case UnknownCondition():
            return f"unknown:{quoted(condition.raw)}"
        case LongTextCondition(field="text", items=(Needle(text=text, is_words=False),)):
            return text if is_word(text, directory) else quoted(text)
        case _:
            return f"{condition.field}:{_value(condition, directory)}"


def _value(condition: FieldCondition, directory: Directory) -> str:  # noqa: C901 - one case per kind
    match condition:
        case EmptyCondition():
            return _NONE if condition.is_empty else _ANY
        case NumberCondition():
            items = ",".join(_number(item) for item in condition.items)
            return f"{_COMPARE_MARKS.get(condition.op, '')}{items}"
        case TextCondition() | PhoneCondition():
            mark = "" if condition.op is TextMatch.CONTAINS else _TEXT_MARKS[condition.op]
            return mark + ",".join(_text(item) for item in condition.items)
        case LongTextCondition():
            return ",".join(
                f"words({_text(needle.text)})" if needle.is_words else _text(needle.text)
                for needle in condition.items
            )
        case OrderedCondition():
            mark = _COMPARE_MARKS.get(condition.op, "")
            return mark + _ids(condition.items, condition.field, directory)
        case ChoiceCondition() | PersonCondition() | TeamCondition():
            return _ids(condition.items, condition.field, directory)
        case SetCondition():
            ids = _ids(condition.items, condition.field, directory)
            return ids if condition.op is SetMatch.ANY else f"{condition.op.value}({ids})"
        case YesNoCondition():
            return "yes" if condition.wanted else "no"
        case TimeCondition():
            return _time(condition)
        case TreeCondition():
            mark = "=" if condition.op is TreeMatch.IS else ""
            return mark + _ids(condition.items, condition.field, directory)
        case HistoryCondition():
            return _history(condition, directory)
        case _:
            assert_never(condition)


def _ids(items: Sequence[Any], key: str, directory: Directory) -> str:
    field = find_field(key, directory) or _nameless(key)
    return ",".join(print_id(item, field, directory) for item in items)


def _nameless(key: str) -> FilterField:
    # A field that was removed: its ids are printed as numbers.
    status = STANDARD_FIELDS["status"]
    return FilterField(key, status.kind, status.scope, key)


def _number(item: Decimal | NumberRange) -> str:
    if isinstance(item, NumberRange):
        low = "" if item.low is None else _number(item.low)
        return f"{low}..{'' if item.high is None else _number(item.high)}"
    # Neither an exponent nor noughts behind the point.
    whole = f"{item:f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _text(text: str) -> str:
    is_plain = is_bare(text) and fold(text) not in {_NONE, _ANY}
    return text if is_plain else quoted(text)


def _time(condition: TimeCondition) -> str:
    if condition.op is TimeMatch.IN and len(condition.items) == 1:
        item = condition.items[0]
        if isinstance(item, OlderThan):
            return f">{item.count}{item.unit.value}"
        if isinstance(item, Ago) and not item.is_future:
            return f"<{item.count}{item.unit.value}"
    mark = _TIME_MARKS.get(condition.op, "")
    return mark + ",".join(print_item(item) for item in condition.items)


def _history(condition: HistoryCondition, directory: Directory) -> str:
    key = condition.field.removeprefix("changed.")
    parts = [
        f"{name}({_ids(items, key, directory)})"
        for name, items in (("from", condition.origins), ("to", condition.targets))
        if items
    ]
    if condition.within is not None:
        parts.append(f"in({print_item(condition.within)})")
    return ",".join(parts) or _ANY
