"""The only place that turns what stands after `field:` into a condition, kind by kind."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, TypeVar, assert_never

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filtering.filter_fields import (
    HAS_WORDS,
    IS_WORDS,
    FieldKind,
    FilterField,
    expected_of,
    find_field,
)
from helpdesk_desktop.domain.filtering.filter_names import keywords_of, read_id, read_keyword
from helpdesk_desktop.domain.filtering.filter_time_text import read_item, read_length, read_point
from helpdesk_desktop.domain.filters import (
    Ago,
    ChoiceCondition,
    Compare,
    Condition,
    EmptyCondition,
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
    TreeCondition,
    TreeMatch,
    YesNoCondition,
)
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.domain.number_limits import limit_fault, read_number
from helpdesk_desktop.domain.people import Directory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value:
    """One value as it was typed, unescaped; `column` counts from 1."""

    text: str
    is_quoted: bool
    column: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values: `all(a, b)`."""

    name: str
    values: tuple[Value, ...]
    column: int


Item: TypeAlias = Value | Call

COMPARES = {
    "=": Compare.EQ,
    ">": Compare.GT,
    ">=": Compare.GE,
    "<": Compare.LT,
    "<=": Compare.LE,
}
TEXT_MATCHES = {"=": TextMatch.IS, "^": TextMatch.STARTS, "$": TextMatch.ENDS}
TIME_MATCHES = {
    "=": TimeMatch.IN,
    ">": TimeMatch.AFTER,
    ">=": TimeMatch.SINCE,
    "<": TimeMatch.BEFORE,
    "<=": TimeMatch.UNTIL,
}
_NONE, _ANY = "none", "any"

# How people write numbers down; everything but digits and a leading + is dropped.
_PHONE = re.compile(r"[0-9+ ().\-/\u00a0]*[0-9][0-9+ ().\-/\u00a0]*")
_NOT_DIGITS = re.compile(r"[^0-9]")
# The longest number that a phone column holds.
_PHONE_DIGITS = 40


def read_condition(
    name: str, operator: str | None, items: Sequence[Item], directory: Directory, column: int
) -> Condition:
    """What `name:` with this operator and these items asks; `column` is the field's.

    Raises:
        BadQuery: the field is unknown, or operator or items do not fit it.
    """
    short = {"is": IS_WORDS, "has": HAS_WORDS}.get(fold(name))
    if short is not None:
        return _short(fold(name), short, operator, items)
    field = find_field(name, directory)
    if field is None:
        raise BadQuery(column, "query_unknown_field", field=name)
    reader = _Reader(field, operator, items, directory, column + len(name) + 1)
    return reader.empty() or reader.condition()


def _short(
    name: str, words: dict[str, str], operator: str | None, items: Sequence[Item]
) -> Condition:
    first = items[0]
    text = first.text if isinstance(first, Value) else f"{first.name}("
    if operator is None and len(items) == 1 and isinstance(first, Value):
        key = words.get(fold(text))
        if key is not None:
            return YesNoCondition(field=key)
    raise BadQuery(
        first.column, "query_unknown_choice", value=text, field=name, expected=", ".join(words)
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    field: FilterField
    operator: str | None
    items: Sequence[Item]
    directory: Directory
    operator_column: int

    def empty(self) -> Condition | None:
        only = self.items[0]
        if self.operator is not None or len(self.items) > 1:
            return None
        if not isinstance(only, Value) or only.is_quoted:
            return None
        folded = fold(only.text)
        is_none = folded == _NONE or read_keyword(only.text, self.field) is Keyword.NONE
        if not is_none and folded != _ANY:
            return None
        if self.field.kind is FieldKind.HISTORY:
            return HistoryCondition(field=self.field.key, neg=is_none)
        return EmptyCondition(field=self.field.key, is_empty=is_none)

    def condition(self) -> Condition:  # noqa: C901, PLR0912 - one case per kind
        key = self.field.key
        match self.field.kind:
            case FieldKind.NUMBER:
                return NumberCondition(
                    field=key,
                    op=self._operator(COMPARES, Compare.EQ),
                    items=self._each(self._number),
                )
            case FieldKind.TEXT:
                return TextCondition(
                    field=key,
                    op=self._operator(TEXT_MATCHES, TextMatch.CONTAINS),
                    items=self._each(self._text),
                )
            case FieldKind.LONG_TEXT:
                return self._long_text()
            case FieldKind.PHONE:
                return PhoneCondition(
                    field=key,
                    op=self._operator(TEXT_MATCHES, TextMatch.CONTAINS),
                    items=self._each(self._phone),
                )
            case FieldKind.CHOICE:
                self._operator({"=": None}, None)
                return ChoiceCondition(field=key, items=self._each(self._listed))
            case FieldKind.ORDERED:
                return self._ordered()
            case FieldKind.PERSON:
                self._operator({"=": None}, None)
                return PersonCondition(field=key, items=self._each(self._listed))
            case FieldKind.TEAM:
                self._operator({"=": None}, None)
                return TeamCondition(field=key, items=self._each(self._listed))
            case FieldKind.SET:
                return self._set()
            case FieldKind.YES_NO:
                self._operator({"=": None}, None)
                return YesNoCondition(field=key, wanted=self._only(self._yes_no))
            case FieldKind.TIME:
                return self._time()
            case FieldKind.TREE:
                op = self._operator({"=": TreeMatch.IS}, TreeMatch.UNDER)
                return TreeCondition(field=key, op=op, items=self._each(self._option))
            case FieldKind.HISTORY:
                return self._history()
            case _:
                assert_never(self.field.kind)

    def _operator(self, known: dict[str, T], default: T) -> T:
        if self.operator is None:
            return default
        if self.operator not in known:
            raise BadQuery(
                self.operator_column,
                "query_bad_operator",
                operator=self.operator,
                field=self.field.key,
                expected=expected_of(self.field, self.directory),
            )
        return known[self.operator]

    def _each(self, read: Callable[[Value], T]) -> tuple[T, ...]:
        return tuple(read(self._value(item)) for item in self.items)

    def _only(self, read: Callable[[Value], T]) -> T:
        if len(self.items) > 1:
            raise self._bad(self.items[1])
        return read(self._value(self.items[0]))

    def _value(self, item: Item) -> Value:
        # A bare `none` or `any` would read like the whole condition that it is when alone.
        if isinstance(item, Call):
            raise self._bad(item)
        if self.operator is None and not item.is_quoted and len(self.items) > 1:
            folded = fold(item.text)
            if folded == _ANY or (folded == _NONE and Keyword.NONE not in keywords_of(self.field)):
                raise self._bad(item)
        return item

    def _bad(self, item: Item, expected: str | None = None) -> BadQuery:
        return BadQuery(
            item.column,
            "query_bad_value",
            value=item.text if isinstance(item, Value) else f"{item.name}(",
            field=self.field.key,
            expected=expected or expected_of(self.field, self.directory),
        )

    def _number(self, value: Value) -> Decimal | NumberRange:
        number = self._plain_number(value, value.text)
        if number is not None:
            return number
        low, dots, high = value.text.partition("..")
        if not dots or not (low or high) or self.operator not in {None, "="}:
            raise self._bad(value)
        return NumberRange(self._end(value, low), self._end(value, high))

    def _end(self, value: Value, text: str) -> Decimal | None:
        number = self._plain_number(value, text)
        if number is None and text:
            raise self._bad(value)
        return number

    def _plain_number(self, value: Value, text: str) -> Decimal | None:
        number = read_number(text)
        if number is not None:
            fault = limit_fault(number, self.field.largest, self.field.key, text)
            if fault is not None:
                raise BadQuery(value.column, fault.key, **fault.values)
        return number

    def _text(self, value: Value) -> str:
        if not fold(value.text):
            raise self._bad(value)
        return value.text

    def _long_text(self) -> Condition:
        self._operator({}, None)
        needles: list[Needle] = []
        for item in self.items:
            is_words = isinstance(item, Call) and item.name == "words"
            values = item.values if isinstance(item, Call) and is_words else (self._value(item),)
            for value in values:
                if not tokens(value.text):
                    raise BadQuery(value.column, "query_nothing_to_search", value=value.text)
                needles.append(Needle(value.text, is_words=is_words))
        return LongTextCondition(field=self.field.key, items=tuple(needles))

    def _phone(self, value: Value) -> str:
        digits = _NOT_DIGITS.sub("", value.text)
        if not _PHONE.fullmatch(value.text) or len(digits) > _PHONE_DIGITS:
            raise self._bad(value)
        is_international = self.operator == "=" and value.text.strip().startswith("+")
        return f"+{digits}" if is_international else digits

    def _listed(self, value: Value) -> int | Keyword:
        keyword = None if value.is_quoted else read_keyword(value.text, self.field)
        return self._option(value) if keyword is None else keyword

    def _option(self, value: Value) -> int:
        found = read_id(value.text, self.field, self.directory, is_quoted=value.is_quoted)
        if found is not None:
            return found
        if self.field.kind is FieldKind.PERSON or self.field.key == "ccs":
            raise BadQuery(value.column, "query_unknown_agent", value=value.text)
        if self.field.kind is FieldKind.TEAM:
            raise BadQuery(value.column, "query_unknown_group", value=value.text)
        raise BadQuery(
            value.column,
            "query_unknown_choice",
            value=value.text,
            field=self.field.key,
            expected=expected_of(self.field, self.directory),
        )

    def _ordered(self) -> Condition:
        op = self._operator(COMPARES, Compare.EQ)
        if op is Compare.EQ:
            return OrderedCondition(field=self.field.key, items=self._each(self._listed))
        return OrderedCondition(field=self.field.key, op=op, items=(self._only(self._option),))

    def _set(self) -> Condition:
        self._operator({}, None)
        first = self.items[0]
        if not isinstance(first, Call):
            return SetCondition(field=self.field.key, items=self._each(self._listed))
        if first.name not in {SetMatch.ALL, SetMatch.ONLY}:
            raise self._bad(first)
        if len(self.items) > 1:
            raise self._bad(self.items[1])
        values = tuple(self._listed(value) for value in first.values)
        return SetCondition(field=self.field.key, op=SetMatch(first.name), items=values)

    def _yes_no(self, value: Value) -> bool:
        wanted = {"yes": True, "no": False}.get(fold(value.text))
        if wanted is None:
            raise self._bad(value)
        return wanted

    def _time(self) -> Condition:
        op = self._operator(TIME_MATCHES, TimeMatch.IN)
        items = self._each(self._time_item)
        if op is not TimeMatch.IN and all(isinstance(item, Ago | OlderThan) for item in items):
            op = TimeMatch.IN
        elif op is not TimeMatch.IN:
            for item, value in zip(items, self.items, strict=True):
                if isinstance(item, Ago | OlderThan):
                    raise self._bad(value)
        return TimeCondition(field=self.field.key, op=op, items=items)

    def _time_item(self, value: Value) -> TimeItem:
        read: TimeItem | None
        if self.operator in {None, "="}:
            read = read_item(value.text, is_quoted=value.is_quoted)
        else:
            read = read_point(value.text, is_quoted=value.is_quoted)
            length = read_length(value.text)
            if length is not None and self.operator in {">", "<"}:
                read = OlderThan(*length) if self.operator == ">" else Ago(*length)
        if read is None:
            raise self._bad(value)
        return read

    def _history(self) -> Condition:
        self._operator({}, None)
        changed = find_field(self.field.key.removeprefix("changed."), self.directory)
        parts: dict[str, tuple[Value, ...]] = {}
        for item in self.items:
            if not isinstance(item, Call) or item.name not in {"from", "to", "in"}:
                raise self._bad(item)
            if item.name in parts or changed is None:
                raise self._bad(item)
            parts[item.name] = item.values
        within = parts.get("in", ())
        if len(within) > 1:
            raise self._bad(within[1])
        values = _Reader(changed or self.field, None, (), self.directory, self.operator_column)
        return HistoryCondition(
            field=self.field.key,
            origins=tuple(values._listed(value) for value in parts.get("from", ())),
            targets=tuple(values._listed(value) for value in parts.get("to", ())),
            within=self._within(within[0]) if within else None,
        )

    def _within(self, value: Value) -> TimeItem:
        read = read_item(value.text, is_quoted=value.is_quoted)
        if read is None:
            raise self._bad(value, "a time such as last-7d, today or 2026-11")
        return read
