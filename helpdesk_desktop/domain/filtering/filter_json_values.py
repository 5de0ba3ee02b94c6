"""The only place for how a condition's operator and values stand in JSON, kind by kind.

| Condition | `op` | `v` |
|---|---|---|
| empty | `empty`, `filled` | none |
| number | `eq` `gt` `ge` `lt` `le` | whole numbers, decimals as texts, `{"low":1,"high":null}` |
| text, phone | `contains` `is` `starts` `ends` | texts |
| long text | `has` | texts (phrases), `{"words":"a b"}` |
| choice, person, group | `in` | ids, `"me"`, `"my-groups"`, `"none"` |
| ordered choice | `in` `gt` `ge` `lt` `le` | as choice |
| set | `any` `all` `only` | as person |
| yes/no | `is` | true, false |
| time | `in` `after` `since` `before` `until` | texts as the query language spells them |
| tree | `under` `is` | ids |
| history | `changed` | `{"from":[],"to":[],"in":"last-7d"}`, each if any |
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar, assert_never

from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField, find_field
from helpdesk_desktop.domain.filtering.filter_names import keywords_of
from helpdesk_desktop.domain.filtering.filter_time_text import print_item, read_item
from helpdesk_desktop.domain.filters import (
    Ago,
    ChoiceCondition,
    Compare,
    Condition,
    EmptyCondition,
    FieldCondition,
    HistoryCondition,
    Keyword,
    LongTextCondition,
    Needle,
    NumberCondition,
    NumberRange,
    OlderThan,
    OrderedCondition,
    PersonCondition,
    PhoneCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
    TextCondition,
    TextMatch,
    TimeCondition,
    TimeItem,
    TimeMatch,
    TimeRange,
    TreeCondition,
    TreeMatch,
    YesNoCondition,
)
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.domain.number_limits import limit_fault, read_number
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.sentences import SENTENCES
from helpdesk_desktop.domain.strict_json import Json, Number

T = TypeVar("T")

# Eighteen digits fit the databases' 64-bit integers.
_ID = re.compile(r"-?[0-9]{1,18}")
_PHONE = re.compile(r"\+?[0-9]{1,40}")


class Misfit(ValueError):
    """Operator or values are none that this program knows; the argument says which."""


def write_values(condition: FieldCondition) -> tuple[str, Json]:  # noqa: C901, PLR0912 - one case per kind
    """The condition's operator and values as JSON; None stands for no values."""
    match condition:
        case EmptyCondition():
            return ("empty" if condition.is_empty else "filled"), None
        case NumberCondition():
            return condition.op.value, [_write_number(item) for item in condition.items]
        case TextCondition() | PhoneCondition():
            return condition.op.value, list(condition.items)
        case LongTextCondition():
            return "has", [_write_needle(needle) for needle in condition.items]
        case ChoiceCondition() | PersonCondition() | TeamCondition():
            return "in", _write_ids(condition.items)
        case OrderedCondition():
            op = "in" if condition.op is Compare.EQ else condition.op.value
            return op, _write_ids(condition.items)
        case SetCondition():
            return condition.op.value, _write_ids(condition.items)
        case YesNoCondition():
            return "is", condition.wanted
        case TimeCondition():
            return condition.op.value, [print_item(item) for item in condition.items]
        case TreeCondition():
            return condition.op.value, list(condition.items)
        case HistoryCondition():
            made: dict[str, Json] = {}
            if condition.origins:
                made["from"] = _write_ids(condition.origins)
            if condition.targets:
                made["to"] = _write_ids(condition.targets)
            if condition.within is not None:
                made["in"] = print_item(condition.within)
            return "changed", made
        case _:
            assert_never(condition)


def read_values(  # noqa: C901, PLR0912 - one case per kind
    field: FilterField, op: str, values: Json, directory: Directory
) -> Condition:
    """The condition that operator and values make on a field.

    Raises:
        Misfit: they make none.
    """
    key = field.key
    if op in {"empty", "filled"}:
        if values is not None:
            raise Misfit(op)
        return EmptyCondition(field=key, is_empty=op == "empty")
    match field.kind:
        case FieldKind.NUMBER:
            compare = _op(Compare, op)
            numbers = _each(values, lambda value: _read_number(value, field))
            if compare is not Compare.EQ and any(isinstance(n, NumberRange) for n in numbers):
                raise Misfit(op)
            return NumberCondition(field=key, op=compare, items=numbers)
        case FieldKind.TEXT:
            return TextCondition(field=key, op=_op(TextMatch, op), items=_each(values, _read_text))
        case FieldKind.PHONE:
            return PhoneCondition(
                field=key, op=_op(TextMatch, op), items=_each(values, _read_phone)
            )
        case FieldKind.LONG_TEXT:
            _only(op, "has")
            return LongTextCondition(field=key, items=_each(values, _read_needle))
        case FieldKind.CHOICE:
            _only(op, "in")
            return ChoiceCondition(field=key, items=_read_ids(values, field))
        case FieldKind.PERSON:
            _only(op, "in")
            return PersonCondition(field=key, items=_read_ids(values, field))
        case FieldKind.TEAM:
            _only(op, "in")
            return TeamCondition(field=key, items=_read_ids(values, field))
        case FieldKind.ORDERED:
            return _read_ordered(field, op, values)
        case FieldKind.SET:
            return SetCondition(field=key, op=_op(SetMatch, op), items=_read_ids(values, field))
        case FieldKind.YES_NO:
            _only(op, "is")
            if not isinstance(values, bool):
                raise Misfit("v")
            return YesNoCondition(field=key, wanted=values)
        case FieldKind.TIME:
            return _read_time(field, op, values)
        case FieldKind.TREE:
            return TreeCondition(field=key, op=_op(TreeMatch, op), items=_each(values, read_id))
        case FieldKind.HISTORY:
            _only(op, "changed")
            return _read_history(field, values, directory)
        case _:
            assert_never(field.kind)


def read_id(value: Json) -> int:
    """The whole number that a JSON value is.

    Raises:
        Misfit: it is none, or one that no database holds.
    """
    if not isinstance(value, Number) or not _ID.fullmatch(value.text):
        raise Misfit("v")
    return int(value.text)


def _op(kind: Callable[[str], T], op: str) -> T:
    try:
        return kind(op)
    except ValueError:
        raise Misfit(op) from None


def _only(op: str, known: str) -> None:
    if op != known:
        raise Misfit(op)


def _each(values: Json, read: Callable[[Json], T]) -> tuple[T, ...]:
    if not isinstance(values, list) or not values:
        raise Misfit("v")
    return tuple(read(value) for value in values)


def _write_number(item: Decimal | NumberRange) -> Json:
    if isinstance(item, NumberRange):
        return {
            "low": None if item.low is None else _write_number(item.low),
            "high": None if item.high is None else _write_number(item.high),
        }
    return int(item) if item == int(item) else f"{item:f}"


def _read_number(value: Json, field: FilterField) -> Decimal | NumberRange:
    if isinstance(value, dict) and value.keys() == {"low", "high"}:
        low, high = (
            None if end is None else _read_decimal(end, field)
            for end in (value["low"], value["high"])
        )
        if low is None and high is None:
            raise Misfit("v")
        return NumberRange(low, high)
    return _read_decimal(value, field)


def _read_decimal(value: Json, field: FilterField) -> Decimal:
    text = value.text if isinstance(value, Number) else value
    number = read_number(text) if isinstance(text, str) else None
    if number is None:
        raise Misfit("v")
    fault = limit_fault(number, field.largest, field.key, str(text))
    if fault is not None:
        raise Misfit(SENTENCES[fault.key].format(**fault.values))
    return number


def _read_text(value: Json) -> str:
    if not isinstance(value, str) or not fold(value) or "\0" in value:
        raise Misfit("v")
    return value


def _read_phone(value: Json) -> str:
    if not isinstance(value, str) or not _PHONE.fullmatch(value):
        raise Misfit("v")
    return value


def _write_needle(needle: Needle) -> Json:
    return {"words": needle.text} if needle.is_words else needle.text


def _read_needle(value: Json) -> Needle:
    is_words = isinstance(value, dict) and value.keys() == {"words"}
    text = value["words"] if is_words and isinstance(value, dict) else value
    if not isinstance(text, str) or not tokens(text) or "\0" in text:
        raise Misfit("v")
    return Needle(text, is_words=is_words)


def _write_ids(items: tuple[int | Keyword, ...]) -> list[Json]:
    return [item.value if isinstance(item, Keyword) else item for item in items]


def _read_ids(values: Json, field: FilterField) -> tuple[int | Keyword, ...]:
    known = keywords_of(field)

    def read(value: Json) -> int | Keyword:
        if isinstance(value, str):
            keyword = _op(Keyword, value)
            if keyword not in known:
                raise Misfit(value)
            return keyword
        return read_id(value)

    return _each(values, read)


def _read_ordered(field: FilterField, op: str, values: Json) -> Condition:
    items = _read_ids(values, field)
    if op == "in":
        return OrderedCondition(field=field.key, items=items)
    compare = _op(Compare, op)
    if compare is Compare.EQ or len(items) > 1 or isinstance(items[0], Keyword):
        raise Misfit(op)
    return OrderedCondition(field=field.key, op=compare, items=items)


def _read_moment(value: Json) -> TimeItem:
    item = read_item(value) if isinstance(value, str) else None
    if item is None:
        raise Misfit("v")
    return item


def _read_time(field: FilterField, op: str, values: Json) -> Condition:
    match = _op(TimeMatch, op)
    items = _each(values, _read_moment)
    is_bare = any(isinstance(item, Ago | OlderThan | TimeRange) for item in items)
    if is_bare and match is not TimeMatch.IN:
        raise Misfit(op)
    return TimeCondition(field=field.key, op=match, items=items)


def _read_history(field: FilterField, values: Json, directory: Directory) -> Condition:
    changed = find_field(field.key.removeprefix("changed."), directory)
    if not isinstance(values, dict) or not values.keys() <= {"from", "to", "in"} or changed is None:
        raise Misfit("v")
    return HistoryCondition(
        field=field.key,
        origins=_read_ids(values["from"], changed) if "from" in values else (),
        targets=_read_ids(values["to"], changed) if "to" in values else (),
        within=_read_moment(values["in"]) if "in" in values else None,
    )
