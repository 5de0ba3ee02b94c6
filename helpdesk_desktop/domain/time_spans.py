"""The only place that turns words about time into instants: days, periods, `last-7d`, `>7d`.

Pure: the present and the zone come in as values. Days begin at the first instant that the zone's
clock shows of them, so a day may have 23, 24 or 25 hours, and a day that a zone skipped is empty.
Weeks begin on Monday. What lies outside the years 1 to 9999 is taken to their edge, never an error.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

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

EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)

_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12
_MONTHS_A_QUARTER = 3
_FIXED_UNITS = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: _DAY,
    Unit.WEEK: timedelta(weeks=1),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which instants (aware UTC) something lies; None is open.

    Bounds that no instant fits (`low` past `high`, or equal and not both included) mean nothing
    matches; `holds` says so by itself.
    """

    low: datetime | None = None
    is_low_included: bool = True
    high: datetime | None = None
    is_high_included: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies between them."""
        if self.low is not None and (
            at < self.low or (at == self.low and not self.is_low_included)
        ):
            return False
        return self.high is None or at < self.high or (at == self.high and self.is_high_included)


@dataclass(frozen=True, slots=True)
class DayBounds:
    """Between which calendar days something lies, both included; None is open.

    `low` past `high` means nothing matches.
    """

    low: date | None = None
    high: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies between them."""
        return (self.low is None or day >= self.low) and (self.high is None or day <= self.high)


_NO_INSTANT = Bounds(low=LATEST, high=EARLIEST)
_NO_DAY = DayBounds(low=date.max, high=date.min)


def first_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which the zone's clock shows a naive local time, or is past it.

    A time that comes twice means its first coming; one that the clock jumps over means the jump.
    """
    early = _to_utc(local.replace(tzinfo=zone, fold=0))
    late = _to_utc(local.replace(tzinfo=zone, fold=1))
    if late >= early:  # shown once, or twice with `early` first
        return early
    # Jumped over: the jump lies between the two readings, and all readings after it are past it.
    before, after = late, early
    while after - before > timedelta.resolution:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).replace(tzinfo=None) < local:
            before = middle
        else:
            after = middle
    return after


def span_of(point: TimePoint, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when (included) to when (excluded) a point of the calendar lasts, aware UTC.

    An end of LATEST is open. A minute that the clock jumps over is empty; one that comes twice
    means its first coming.
    """
    if isinstance(point, MinuteSpan):
        return _span_of_minute(point, zone)
    first, last = days_of(point, _today(now, zone))
    start = first_instant(datetime.combine(first, time.min), zone)
    if last == date.max:
        return start, LATEST
    return start, first_instant(datetime.combine(last + _DAY, time.min), zone)


def days_of(point: TimePoint, today: date) -> tuple[date, date]:
    """The first and the last day of a point of the calendar; a minute means its day."""
    match point:
        case CalendarSpan():
            return _days_of_calendar(point)
        case MinuteSpan():
            return point.at.date(), point.at.date()
        case Period():
            return _days_of_period(point, today)
        case _:
            assert_never(point)


def bounds(op: TimeMatch, item: TimeItem, now: datetime, zone: ZoneInfo) -> Bounds:
    """Where an instant must lie to match; a range, `Ago` and `OlderThan` know IN only."""
    match item:
        case TimeRange():
            return _bounds_of_range(item, now, zone)
        case Ago(is_future=True):
            return Bounds(low=now, high=_shifted(now, item.count, item.unit, zone))
        case Ago():
            low = _shifted(now, -item.count, item.unit, zone)
            return Bounds(low, is_low_included=False, high=now, is_high_included=True)
        case OlderThan():
            high = _shifted(now, -item.count, item.unit, zone)
            return _NO_INSTANT if high is None else Bounds(high=high, is_high_included=True)
        case _:
            return _bounds_of_span(op, span_of(item, now, zone))


def day_bounds(op: TimeMatch, item: TimeItem, now: datetime, zone: ZoneInfo) -> DayBounds:
    """Where a calendar day must lie to match: as `bounds`, with the days of `now` and now +- n."""
    today = _today(now, zone)
    match item:
        case TimeRange():
            low = None if item.low is None else days_of(item.low, today)[0]
            high = None if item.high is None else days_of(item.high, today)[1]
            return DayBounds(low, high)
        case Ago(is_future=True):
            end = _shifted_day(now, item.count, item.unit, zone)
            return DayBounds(today) if end is None else _days_between(today, None, before=end)
        case Ago():
            start = _shifted_day(now, -item.count, item.unit, zone)
            return (
                DayBounds(high=today) if start is None else _days_between(None, today, after=start)
            )
        case OlderThan():
            end = _shifted_day(now, -item.count, item.unit, zone)
            return _NO_DAY if end is None else DayBounds(high=end)
        case _:
            first, last = days_of(item, today)
    match op:
        case TimeMatch.IN:
            return DayBounds(first, last)
        case TimeMatch.AFTER:
            return _days_between(None, None, after=last)
        case TimeMatch.SINCE:
            return DayBounds(low=first)
        case TimeMatch.BEFORE:
            return _days_between(None, None, before=first)
        case TimeMatch.UNTIL:
            return DayBounds(high=last)
        case _:
            assert_never(op)


def _to_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return EARLIEST if at.year == 1 else LATEST


def _today(now: datetime, zone: ZoneInfo) -> date:
    try:
        return now.astimezone(zone).date()
    except OverflowError:
        return now.date()


def _span_of_minute(point: MinuteSpan, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start = first_instant(point.at, zone)
    if _to_utc(point.at.replace(tzinfo=zone, fold=0)) != start:
        return start, start
    length = timedelta(seconds=1) if point.has_seconds else timedelta(minutes=1)
    return start, (LATEST if LATEST - start < length else start + length)


def _days_of_calendar(span: CalendarSpan) -> tuple[date, date]:
    if span.month is None:
        return date(span.year, 1, 1), date(span.year, 12, 31)
    if span.day is None:
        last = calendar.monthrange(span.year, span.month)[1]
        return date(span.year, span.month, 1), date(span.year, span.month, last)
    day = date(span.year, span.month, span.day)
    return day, day


# How many steps from the present one; the word after the dash says of what.
_STEPS = {"last": -1, "this": 0, "next": 1}
_DAY_STEPS = {Period.YESTERDAY: -1, Period.TODAY: 0, Period.TOMORROW: 1}


def _days_of_period(period: Period, today: date) -> tuple[date, date]:
    if period in _DAY_STEPS:
        day = _day_plus(today, _DAY_STEPS[period])
        return day, day
    step_word, length = period.value.split("-")
    step = _STEPS[step_word]
    if length == "week":
        monday = _day_plus(today, 7 * step - today.weekday())
        return monday, _day_plus(monday, 6)
    months = {"month": 1, "quarter": _MONTHS_A_QUARTER, "year": _MONTHS_A_YEAR}[length]
    index = today.year * _MONTHS_A_YEAR + today.month - 1
    first = (index // months + step) * months
    return _days_of_month(first)[0], _days_of_month(first + months - 1)[1]


def _days_of_month(index: int) -> tuple[date, date]:
    # `index` counts months from year 0.
    year, month = divmod(index, _MONTHS_A_YEAR)
    if year < 1:
        return date.min, date.min
    if year > date.max.year:
        return date.max, date.max
    return _days_of_calendar(CalendarSpan(year, month + 1))


def _day_plus(day: date, days: int) -> date:
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def _bounds_of_range(item: TimeRange, now: datetime, zone: ZoneInfo) -> Bounds:
    low = None if item.low is None else span_of(item.low, now, zone)[0]
    high = None if item.high is None else span_of(item.high, now, zone)[1]
    return Bounds(low=low, high=None if high == LATEST else high)


def _bounds_of_span(op: TimeMatch, span: tuple[datetime, datetime]) -> Bounds:
    start, end = span
    open_end = None if end == LATEST else end
    match op:
        case TimeMatch.IN:
            return Bounds(low=start, high=open_end)
        case TimeMatch.AFTER:
            return _NO_INSTANT if open_end is None else Bounds(low=end)
        case TimeMatch.SINCE:
            return Bounds(low=start)
        case TimeMatch.BEFORE:
            return Bounds(high=start)
        case TimeMatch.UNTIL:
            return Bounds(high=open_end)
        case _:
            assert_never(op)


def _shifted(now: datetime, count: int, unit: Unit, zone: ZoneInfo) -> datetime | None:
    # None: outside the calendar.
    try:
        fixed = _FIXED_UNITS.get(unit)
        if fixed is not None:
            return now + count * fixed
        local = now.astimezone(zone)
        months = count if unit is Unit.MONTH else count * _MONTHS_A_YEAR
        year, month = divmod(local.year * _MONTHS_A_YEAR + local.month - 1 + months, _MONTHS_A_YEAR)
        if not 1 <= year <= date.max.year:
            return None
        day = min(local.day, calendar.monthrange(year, month + 1)[1])
        return local.replace(year=year, month=month + 1, day=day).astimezone(UTC)
    except OverflowError:
        return None


def _shifted_day(now: datetime, count: int, unit: Unit, zone: ZoneInfo) -> date | None:
    shifted = _shifted(now, count, unit, zone)
    return None if shifted is None else _today(shifted, zone)


def _days_between(
    low: date | None, high: date | None, *, after: date | None = None, before: date | None = None
) -> DayBounds:
    # `after` and `before` are excluded; the calendar's own edge leaves nothing beyond it.
    if after == date.max or before == date.min:
        return _NO_DAY
    return DayBounds(
        low if after is None else after + _DAY, high if before is None else before - _DAY
    )
