"""The only place for how items of time are spelled: `2026-11`, `last-week`, `last-7d`, `a..b`.

Alone, "more than 7 days ago" is `>7d` and the last 7 days are `<7d`, too; within a list or
`in(…)`, where no operator can stand, it is `older-7d`.
"""

import re
from datetime import date, datetime
from typing import assert_never

from helpdesk_desktop.domain.filters import (
    Ago,
    CalendarSpan,
    MinuteSpan,
    OlderThan,
    Period,
    TimeItem,
    TimePoint,
    TimeRange,
    Unit,
)
from helpdesk_desktop.domain.folding import fold

_PERIODS = frozenset(period.value for period in Period)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_LENGTH = re.compile(r"(?:(last|next|older)-)?([0-9]{1,18})(min|h|d|w|mo|y)")


def read_length(text: str) -> tuple[int, Unit] | None:
    """How many of which unit `7d` says; None for anything else."""
    found = _LENGTH.fullmatch(fold(text))
    if found is None or found[1] is not None:
        return None
    return int(found[2]), Unit(found[3])


def read_point(text: str, *, is_quoted: bool = False) -> TimePoint | None:
    """The day, month, year, minute or named period that a text says; None for anything else."""
    folded = fold(text)
    if not is_quoted and folded in _PERIODS:
        return Period(folded)
    try:
        minute = _MINUTE.fullmatch(folded)
        if minute is not None:
            return MinuteSpan(
                datetime.fromisoformat(folded),
                has_seconds=minute[1] is not None,
            )
        day = _DAY.fullmatch(folded)
        if day is None:
            return None
        year, month, of_month = (None if part is None else int(part) for part in day.groups())
        date(year or 0, month or 1, of_month or 1)
    except ValueError:
        return None
    return CalendarSpan(year or 0, month, of_month)


def read_item(text: str, *, is_quoted: bool = False) -> TimeItem | None:
    """The item of time that a text says where no operator stands; None for anything else."""
    if not is_quoted:
        length = _LENGTH.fullmatch(fold(text))
        if length is not None and length[1] is not None:
            count, unit = int(length[2]), Unit(length[3])
            if length[1] == "older":
                return OlderThan(count, unit)
            return Ago(count, unit, is_future=length[1] == "next")
        low_text, dots, high_text = text.partition("..")
        if dots:
            return _range(low_text, high_text)
    return read_point(text, is_quoted=is_quoted)


def print_item(item: TimeItem) -> str:
    """The item as `read_item` reads it back."""
    match item:
        case CalendarSpan():
            parts = (f"{item.year:04}", _two(item.month), _two(item.day))
            return "-".join(part for part in parts if part)
        case MinuteSpan():
            return item.at.isoformat(timespec="seconds" if item.has_seconds else "minutes")
        case Period():
            return item.value
        case TimeRange():
            low = "" if item.low is None else print_item(item.low)
            return f"{low}..{'' if item.high is None else print_item(item.high)}"
        case Ago():
            return f"{'next' if item.is_future else 'last'}-{item.count}{item.unit.value}"
        case OlderThan():
            return f"older-{item.count}{item.unit.value}"
        case _:
            assert_never(item)


def _two(number: int | None) -> str:
    return "" if number is None else f"{number:02}"


def _range(low_text: str, high_text: str) -> TimeRange | None:
    low = read_point(low_text) if low_text else None
    high = read_point(high_text) if high_text else None
    if (low is None) == bool(low_text) or (high is None) == bool(high_text):
        return None
    return None if low is None and high is None else TimeRange(low, high)
