"""The only place that says an item of time in plain words: "in the last 7 days"."""

from typing import assert_never

from helpdesk_desktop.domain.filtering.filter_phrases import (
    LENGTHS,
    PERIODS,
    TIME_MATCHES,
    Phrase,
    Say,
    in_english,
)
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
)


def time_words(item: TimeItem, op: TimeMatch = TimeMatch.IN, say: Say = in_english) -> str:
    """How something lies to an item of time: "after 2026-11-23", "more than 7 days ago"."""
    match item:
        case Ago():
            phrase = Phrase.NEXT if item.is_future else Phrase.LAST
            return say(phrase).format(length=_length(item, say))
        case OlderThan():
            return say(Phrase.OLDER).format(length=_length(item, say))
        case TimeRange():
            return _range_words(item.low, item.high, say)
        case _:
            relation = _relation(item, op)
            said = _point(item, say)
            return said if relation is None else say(relation).format(point=said)


def _range_words(low: TimePoint | None, high: TimePoint | None, say: Say) -> str:
    if low is None:
        return "" if high is None else say(Phrase.UNTIL).format(point=_point(high, say))
    if high is None:
        return say(Phrase.SINCE).format(point=_point(low, say))
    return say(Phrase.BETWEEN).format(low=_point(low, say), high=_point(high, say))


def _length(item: Ago | OlderThan, say: Say) -> str:
    one, several = LENGTHS[item.unit]
    return say(one if item.count == 1 else several).format(count=item.count)


def _relation(point: TimePoint, op: TimeMatch) -> Phrase | None:
    if op is not TimeMatch.IN:
        return TIME_MATCHES[op]
    match point:
        case Period():
            return None
        case MinuteSpan():
            return Phrase.AT
        case CalendarSpan(day=None):
            return Phrase.IN
        case CalendarSpan():
            return Phrase.ON
        case _:
            assert_never(point)


def _point(point: TimePoint, say: Say) -> str:
    match point:
        case Period():
            return say(PERIODS[point])
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
