"""The only place that says an item of time in plain English: "in the last 7 days"."""

from typing import assert_never

from helpdesk_desktop.domain.filters import (
    Ago,
    CalendarSpan,
    MinuteSpan,
    OlderThan,
    Period,
    TimeItem,
    TimeMatch,
    TimePoint,
    TimeRange,
    Unit,
)

_UNITS = {
    Unit.MINUTE: "minute",
    Unit.HOUR: "hour",
    Unit.DAY: "day",
    Unit.WEEK: "week",
    Unit.MONTH: "month",
    Unit.YEAR: "year",
}
_MATCHES = {
    TimeMatch.AFTER: "after",
    TimeMatch.SINCE: "from",
    TimeMatch.BEFORE: "before",
    TimeMatch.UNTIL: "until the end of",
}


def time_words(item: TimeItem, op: TimeMatch = TimeMatch.IN) -> str:
    """How something lies to an item of time: "after 2026-11-23", "more than 7 days ago"."""
    match item:
        case Ago():
            return f"in the {'next' if item.is_future else 'last'} {_length(item)}"
        case OlderThan():
            return f"more than {_length(item)} ago"
        case TimeRange():
            return _range_words(item.low, item.high)
        case _:
            return f"{_preposition(item, op)} {_point(item)}".lstrip()


def _range_words(low: TimePoint | None, high: TimePoint | None) -> str:
    if low is None:
        return "" if high is None else f"until the end of {_point(high)}"
    return f"from {_point(low)}" if high is None else f"from {_point(low)} to {_point(high)}"


def _length(item: Ago | OlderThan) -> str:
    return f"{item.count} {_UNITS[item.unit]}{'' if item.count == 1 else 's'}"


def _preposition(point: TimePoint, op: TimeMatch) -> str:
    if op is not TimeMatch.IN:
        return _MATCHES[op]
    match point:
        case Period():
            return ""
        case MinuteSpan():
            return "at"
        case CalendarSpan(day=None):
            return "in"
        case CalendarSpan():
            return "on"
        case _:
            assert_never(point)


def _point(point: TimePoint) -> str:
    match point:
        case Period():
            return point.value.replace("-", " ")
        case MinuteSpan():
            return point.at.isoformat(" ", "seconds" if point.has_seconds else "minutes")
        case CalendarSpan(month=None):
            return f"{point.year:04}"
        case CalendarSpan(day=None):
            return f"{point.year:04}-{point.month:02}"
        case CalendarSpan():
            return f"{point.year:04}-{point.month:02}-{point.day:02}"
        case _:
            assert_never(point)
