"""The only place that turns the values of a workbook's cells into the texts that they show.

A spreadsheet has one kind of number: what makes a date of it is its style alone. Numbers lose the
noise of binary fractions beyond the 15 digits that a spreadsheet has; whole numbers keep every
digit that the file has.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum

_DIGITS = 15
# Whole numbers of more digits are no amounts; they stay in the short form.
_MOST_EXPONENT = 40
_PLAIN = re.compile(r"0|-?[1-9]\d*")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
# The 1900 system has a 29 February 1900, which never was: before it, days are one later.
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001  # as above
_FALSE_LEAP_DAY = 60
_MOST_DAYS = 2_958_466  # 10000-01-01


class Shape(Enum):
    """What a number's style makes of it."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"


# ECMA-376 18.8.30; 27 to 36 and 50 to 58 are dates in East Asian locales.
_BUILT_IN: Mapping[int, Shape] = {
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), Shape.DATE),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), Shape.TIME),
}


def shape_of(format_id: int, code: str | None) -> Shape:
    """What a number format makes of its numbers; `code` is that of a format of the file's own."""
    if code is None:
        return _BUILT_IN.get(format_id, Shape.NUMBER)
    first = code.split(";", maxsplit=1)[0]
    bare = _QUOTED.sub("", first)
    if _ELAPSED.search(bare):
        return Shape.NUMBER
    letters = _BRACKETS.sub("", bare).lower().replace("general", "")
    if "d" in letters or "y" in letters:
        return Shape.DATE
    if "h" in letters or "s" in letters:
        return Shape.TIME
    # Minutes stand with hours or seconds only: alone they are months.
    return Shape.DATE if "m" in letters else Shape.NUMBER


def number_text(raw: str) -> str:
    """A number as people write it: 5 for 5.0, 0.3 for 0.30000000000000004."""
    if _PLAIN.fullmatch(raw):
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite():
        return raw
    if len(number.as_tuple().digits) > _DIGITS and (
        number.as_tuple().exponent < 0 or "e" in raw.lower()  # type: ignore[operator]  # finite: an int
    ):
        number = Decimal(f"{number:.{_DIGITS - 1}e}")
    if number and not -_MOST_EXPONENT < number.adjusted() < _MOST_EXPONENT:
        return f"{number.normalize():e}"
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def moment_text(raw: str, shape: Shape, *, is_1904: bool) -> str:
    """A day, or a day with its time, or a time of day, as ISO has them; else the number's text."""
    try:
        days = float(raw)
    except ValueError:
        return raw
    if not 0 <= days < _MOST_DAYS:
        return number_text(raw)
    # Thousandths of a second are what a spreadsheet shows; beyond them is noise.
    whole = timedelta(milliseconds=round(days * 86_400_000))
    if shape is Shape.TIME and whole < timedelta(days=1):
        return _clock(_EPOCH_1904 + whole)
    if is_1904:
        at = _EPOCH_1904 + whole
    elif whole.days == _FALSE_LEAP_DAY:
        return number_text(raw)
    else:
        at = _EPOCH_1900 + whole + timedelta(days=whole.days < _FALSE_LEAP_DAY)
    day = f"{at:%Y-%m-%d}".rjust(10, "0")
    has_time = at.hour or at.minute or at.second or at.microsecond
    return f"{day} {_clock(at)}" if has_time else day


def _clock(at: datetime) -> str:
    fraction = f".{at.microsecond // 1_000:03}" if at.microsecond else ""
    return f"{at:%H:%M:%S}{fraction}"
