"""The only place for what the values of custom fields are, how they are read and how spoken.

A value is, by the field's kind: `str` (text, multi-line, regex), `int`, `Decimal` with six places
at most, `bool`, `datetime.date`, an option's id (drop-down; dependent: the node chosen), or a tuple
of option ids in the options' order (multi-select). Nothing is None; a text is never empty, a
multi-select neither.
"""

import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias, assert_never

import regex

from helpdesk_desktop.domain.custom_field import (
    OPTION_KINDS,
    PATH_SIGN,
    CustomField,
    CustomFieldKind,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.number_limits import (
    DECIMAL_LIMIT,
    INTEGER_LIMIT,
    limit_fault,
    read_number,
)
from helpdesk_desktop.domain.option_reading import LIST_SIGN, find_option, find_options, offered
from helpdesk_desktop.domain.pattern_size import PATTERN_SIZE_LIMIT, pattern_size
from helpdesk_desktop.domain.text_rules import is_blank, is_empty, one_line, text_problem
from helpdesk_desktop.domain.ticket import LONG_TEXT_LIMIT

CustomValue: TypeAlias = str | int | Decimal | bool | date | tuple[CustomOptionId, ...]

# A value is tried against a pattern for so long: `(a+)+$` never ends on some texts.
PATTERN_TIMEOUT_S = 0.2
# For so long where somebody waits who may be told later.
PATTERN_GLANCE_S = 0.02
_SHOWN = 60  # characters of a wrong value that its sentence repeats
_TOLD = 12  # sentences about one value

_TYPES = {
    CustomFieldKind.TEXT: str,
    CustomFieldKind.REGEX: str,
    CustomFieldKind.MULTI_LINE: str,
    CustomFieldKind.INTEGER: int,
    CustomFieldKind.DECIMAL: Decimal,
    CustomFieldKind.CHECKBOX: bool,
    CustomFieldKind.DATE: date,
    CustomFieldKind.DROP_DOWN: int,
    CustomFieldKind.DEPENDENT: int,
    CustomFieldKind.MULTI_SELECT: tuple,
}

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_YES = frozenset({"yes", "true", "1", "y", "on", "x", "co"})
_NO = frozenset({"no", "false", "0", "n", "off", "khong"})


def read_text(field: CustomField, text: str | None, problems: list[Problem]) -> CustomValue | None:
    """The value that a text names: an option by key, path or label, several with commas between.

    Only read: `check_value` says whether it may be stored.
    """
    if text is None or tells_nothing(field, text):
        return None
    match field.kind:
        case CustomFieldKind.TEXT | CustomFieldKind.REGEX:
            return one_line(text)
        case CustomFieldKind.MULTI_LINE:
            return text
        case CustomFieldKind.INTEGER:
            return _read_integer(field, text.strip(), problems)
        case CustomFieldKind.DECIMAL:
            return _read_decimal(field, text.strip(), problems)
        case CustomFieldKind.CHECKBOX:
            return _read_checkbox(field, text, problems)
        case CustomFieldKind.DATE:
            return _read_date(field, text.strip(), problems)
        case CustomFieldKind.DROP_DOWN | CustomFieldKind.DEPENDENT:
            option = _read_option(field, text, problems)
            return None if option is None else option.id
        case CustomFieldKind.MULTI_SELECT:
            options, strange = find_options(field, text)
            problems += [_unknown_option(field, part) for part in strange[:_TOLD]]
            return _in_order(field, (option.id for option in options)) or None
        case _:
            assert_never(field.kind)


def tells_nothing(field: CustomField, text: str) -> bool:
    """Whether a text names no value of a field.

    What people put into a text is kept though nobody sees it: whether it is enough for a required
    field, `check_custom` says.
    """
    match field.kind:
        case CustomFieldKind.MULTI_LINE:
            return not text
        case CustomFieldKind.TEXT | CustomFieldKind.REGEX:
            return is_empty(text)
        case _:
            return is_blank(text)


def check_value(
    field: CustomField,
    value: CustomValue | None,
    problems: list[Problem],
    *,
    kept: CustomValue | None = None,
    patience: float = PATTERN_TIMEOUT_S,
) -> CustomValue | None:
    """The value as it is stored; what cannot be adds a problem.

    A retired option is taken only where `kept`, the value stored now, holds it already. A pattern
    is tried for `patience` seconds.

    Raises:
        TypeError: the value is not of the field's kind, which is a fault of the program.
    """
    if value is None:
        return None
    if type(value) is not _TYPES[field.kind]:
        raise TypeError(f"a {type(value).__name__} is no value of a {field.kind.value} field")
    match value:
        case str():
            return _check_text(field, value, problems, patience)
        case Decimal():
            _check_limits(field, value, problems)
            return value or Decimal(0)  # there is no minus zero in a column
        case tuple():
            _check_options(field, value, kept, problems)
            return _in_order(field, value) or None
        case int() if field.kind in OPTION_KINDS:
            _check_options(field, (value,), kept, problems)
        case int() if field.kind is CustomFieldKind.INTEGER:
            _check_limits(field, Decimal(value), problems)
    return value


def pattern_problem(pattern: str | None) -> Problem | None:
    """Why a text is no pattern, None when it is one."""
    if pattern is None or is_blank(pattern):
        return Problem(ProblemCode.REQUIRED, "required", {"label": "Pattern"}, "pattern")
    if pattern_size(pattern) > PATTERN_SIZE_LIMIT:
        limit = {"limit": PATTERN_SIZE_LIMIT}
        return Problem(ProblemCode.PATTERN, "pattern_too_big", limit, "pattern")
    try:
        regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        return Problem(ProblemCode.PATTERN, "bad_pattern", {"reason": str(error)}, "pattern")
    return None


def matches(pattern: str, text: str, *, patience: float = PATTERN_TIMEOUT_S) -> bool | None:
    """Whether the whole text matches a pattern; None where that took too many seconds to tell."""
    try:
        return regex.fullmatch(pattern, text, timeout=patience) is not None
    except TimeoutError:
        return None
    except (regex.error, RecursionError, MemoryError):
        return None  # stored by hand: it is no pattern at all


def spoken(field: CustomField, value: CustomValue | None) -> Any:
    """The value as the JSON contract has it: option keys, a path as a list, decimals as texts."""
    if value is None:
        return None
    match value:
        case bool() | str():
            return value
        case Decimal():
            return decimal_text(value)
        case date():
            return value.isoformat()
        case tuple():
            return [field.option_by_id[one].key for one in value if one in field.option_by_id]
        case int():
            if field.kind is CustomFieldKind.INTEGER:
                return value
            path = field.path_by_id.get(value, ())
            keys = [option.key for option in path]
            if field.kind is CustomFieldKind.DEPENDENT:
                return keys
            return keys[-1] if keys else None
        case _:
            assert_never(value)


def flat(field: CustomField, value: CustomValue | None) -> str | int | bool | None:
    """The value as one cell, which `read_text` reads as the same value."""
    told = spoken(field, value)
    plain: str | int | bool | None = joined(field, told) if isinstance(told, list) else told
    return plain


def joined(field: CustomField, keys: Iterable[str]) -> str:
    """Keys of options, as `spoken` lists them, as one text."""
    return (PATH_SIGN if field.kind is CustomFieldKind.DEPENDENT else LIST_SIGN).join(keys)


def labelled(field: CustomField, value: CustomValue) -> str:
    """The value for people, options by their labels; numbers, days and yes/no in plain form."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(
                field.option_by_id[one].label for one in value if one in field.option_by_id
            )
        case int() if field.kind in {CustomFieldKind.DROP_DOWN, CustomFieldKind.DEPENDENT}:
            return " / ".join(option.label for option in field.path_by_id.get(value, ()))
        case _:
            return str(spoken(field, value))


def to_plain(value: CustomValue | None) -> Any:
    """The value as `json` writes it into history: options by id, whose names may change."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def from_plain(field: CustomField, told: Any) -> CustomValue | None:
    """What `to_plain` made; None for what is no value of this field (any more)."""
    match field.kind, told:
        case (CustomFieldKind.TEXT | CustomFieldKind.REGEX | CustomFieldKind.MULTI_LINE, str()):
            return told or None
        case (CustomFieldKind.CHECKBOX, bool()):
            return bool(told)
        case (_, bool()):
            return None
        case (CustomFieldKind.INTEGER, int()):
            return int(told)
        case (CustomFieldKind.DROP_DOWN | CustomFieldKind.DEPENDENT, int()):
            return CustomOptionId(told) if told in field.option_by_id else None
        case (CustomFieldKind.DECIMAL, str()):
            return _decimal(told)
        case (CustomFieldKind.DATE, str()):
            return _day(told)
        case (CustomFieldKind.MULTI_SELECT, list()):
            known = [one for one in told if isinstance(one, int) and one in field.option_by_id]
            return _in_order(field, known) or None
        case _:
            return None


def to_json(value: CustomValue | None) -> str | None:
    """The value as defaults and drafts keep it, which is `to_plain` as a text."""
    return None if value is None else json.dumps(to_plain(value), ensure_ascii=False)


def from_json(field: CustomField, text: str | None) -> CustomValue | None:
    """What `to_json` wrote; None for what is no value of this field (any more)."""
    try:
        told = None if text is None else json.loads(text)
    except ValueError:
        return None
    return from_plain(field, told)


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bad(field: CustomField, code: ProblemCode, key: str, value: str, **more: object) -> Problem:
    values = {"value": value[:_SHOWN], "label": field.label, **more}
    return Problem(code, key, values, field.filter_key)


def _read_integer(field: CustomField, text: str, problems: list[Problem]) -> int | None:
    number = _decimal(text)
    if number is None or number != number.to_integral_value():
        problems.append(_bad(field, ProblemCode.BAD_NUMBER, "bad_whole_number", text))
        return None
    return None if _check_limits(field, number, problems) else int(number)


def _read_decimal(field: CustomField, text: str, problems: list[Problem]) -> Decimal | None:
    number = _decimal(text)
    if number is None:
        problems.append(_bad(field, ProblemCode.BAD_NUMBER, "bad_number", text))
    return number


def _decimal(text: str) -> Decimal | None:
    # Decimal takes 1_000, Arabic digits, NaN and 1e999999999 too.
    if len(text) > _SHOWN:
        return read_number(text)  # no number that fits is so long, unless in zeros
    if not text.isascii() or "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _SHOWN else None


def _check_limits(field: CustomField, value: Decimal, problems: list[Problem]) -> bool:
    """Whether the number cannot be stored, which is told then."""
    largest = INTEGER_LIMIT if field.kind is CustomFieldKind.INTEGER else DECIMAL_LIMIT
    fault = limit_fault(value, largest, field.label, str(value))
    if fault is not None:
        problems.append(Problem(ProblemCode.BAD_NUMBER, fault.key, fault.values, field.filter_key))
    return fault is not None


def _read_checkbox(field: CustomField, text: str, problems: list[Problem]) -> bool | None:
    word = fold(text.strip())
    if word not in _YES | _NO:
        problems.append(
            _bad(
                field,
                ProblemCode.UNKNOWN_CHOICE,
                "unknown_option",
                text.strip(),
                expected="yes, no",
            )
        )
        return None
    return word in _YES


def _read_date(field: CustomField, text: str, problems: list[Problem]) -> date | None:
    day = _day(text)
    if day is None:
        problems.append(_bad(field, ProblemCode.BAD_DATE, "bad_day", text))
    return day


def _day(text: str) -> date | None:
    # Python takes 20261123 and 2026-W48-1 too.
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _read_option(field: CustomField, text: str, problems: list[Problem]) -> CustomOption | None:
    option = find_option(field, text)
    if option is None:
        problems.append(_unknown_option(field, text.strip()))
    return option


def _unknown_option(field: CustomField, text: str) -> Problem:
    expected = ", ".join(offered(field)) or "no option yet"
    return _bad(field, ProblemCode.UNKNOWN_CHOICE, "unknown_option", text, expected=expected)


def _check_text(
    field: CustomField, value: str, problems: list[Problem], patience: float
) -> str | None:
    if tells_nothing(field, value):
        return None
    stored = value if field.kind is CustomFieldKind.MULTI_LINE else one_line(value)
    problem = text_problem(stored, field.filter_key, field.label, LONG_TEXT_LIMIT)
    if problem is not None:
        problems.append(problem)
    elif field.kind is CustomFieldKind.REGEX and field.pattern:
        is_match = matches(field.pattern, stored, patience=patience)
        if is_match is not True:
            key = "pattern_too_slow" if is_match is None else "no_match"
            problems.append(
                _bad(field, ProblemCode.PATTERN, key, stored, pattern=field.pattern[:_SHOWN])
            )
    return stored


def _check_options(
    field: CustomField,
    options: tuple[int, ...],
    kept: CustomValue | None,
    problems: list[Problem],
) -> None:
    held = kept if isinstance(kept, tuple) else (kept,)
    for one in options:
        option = field.option_by_id.get(one)
        if option is None:
            problems.append(
                _bad(
                    field,
                    ProblemCode.UNKNOWN_CHOICE,
                    "unknown_option",
                    str(one),
                    expected="an option",
                )
            )
        elif one not in held and field.is_retired_option(one):
            problems.append(_bad(field, ProblemCode.UNKNOWN_CHOICE, "retired", option.label))


def _in_order(field: CustomField, options: Any) -> tuple[CustomOptionId, ...]:
    unique = {CustomOptionId(one) for one in options}
    return tuple(sorted(unique, key=lambda one: (field.rank_by_id.get(one, len(unique)), one)))
