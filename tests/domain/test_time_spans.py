"""When words about time begin and end, in zones whose clocks jump."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from helpdesk_desktop.domain.time_spans import (
    EARLIEST,
    LATEST,
    Bounds,
    DayBounds,
    bounds,
    day_bounds,
    days_of,
    first_instant,
    span_of,
)
from tests import trees

BERLIN = ZoneInfo("Europe/Berlin")
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
TORONTO = ZoneInfo("America/Toronto")
APIA = ZoneInfo("Pacific/Apia")
HAVANA = ZoneInfo("America/Havana")
ZONES = (BERLIN, SAIGON, SAO_PAULO, TORONTO, APIA, HAVANA, ZoneInfo("UTC"))

# A Monday: 09:50 in Hồ Chí Minh, 03:50 in Berlin, 23:50 of Sunday in São Paulo.
NOW = datetime(2026, 11, 23, 2, 50, tzinfo=UTC)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _minute(text: str, *, has_seconds: bool = False) -> MinuteSpan:
    return MinuteSpan(datetime.fromisoformat(text), has_seconds=has_seconds)


@pytest.mark.parametrize(
    ("point", "zone", "start", "end"),
    [
        (Period.TODAY, SAIGON, "2026-11-22T17:00", "2026-11-23T17:00"),
        (Period.TODAY, BERLIN, "2026-11-22T23:00", "2026-11-23T23:00"),
        (Period.TODAY, SAO_PAULO, "2026-11-22T03:00", "2026-11-23T03:00"),
        (Period.YESTERDAY, SAIGON, "2026-11-21T17:00", "2026-11-22T17:00"),
        (Period.TOMORROW, SAIGON, "2026-11-23T17:00", "2026-11-24T17:00"),
        (Period.THIS_WEEK, SAIGON, "2026-11-22T17:00", "2026-11-29T17:00"),
        (Period.THIS_WEEK, SAO_PAULO, "2026-11-16T03:00", "2026-11-23T03:00"),
        (Period.LAST_WEEK, SAIGON, "2026-11-15T17:00", "2026-11-22T17:00"),
        (Period.NEXT_WEEK, SAIGON, "2026-11-29T17:00", "2026-12-06T17:00"),
        (Period.THIS_MONTH, BERLIN, "2026-10-31T23:00", "2026-11-30T23:00"),
        # October has 31 days and one hour more in Berlin.
        (Period.LAST_MONTH, BERLIN, "2026-09-30T22:00", "2026-10-31T23:00"),
        (Period.NEXT_MONTH, BERLIN, "2026-11-30T23:00", "2026-12-31T23:00"),
        (Period.THIS_QUARTER, SAIGON, "2026-09-30T17:00", "2026-12-31T17:00"),
        (Period.LAST_QUARTER, SAIGON, "2026-06-30T17:00", "2026-09-30T17:00"),
        (Period.NEXT_QUARTER, SAIGON, "2026-12-31T17:00", "2027-03-31T17:00"),
        (Period.THIS_YEAR, SAIGON, "2025-12-31T17:00", "2026-12-31T17:00"),
        (Period.LAST_YEAR, BERLIN, "2024-12-31T23:00", "2025-12-31T23:00"),
        (Period.NEXT_YEAR, BERLIN, "2026-12-31T23:00", "2027-12-31T23:00"),
        (CalendarSpan(2026), BERLIN, "2025-12-31T23:00", "2026-12-31T23:00"),
        (CalendarSpan(2024, 2), SAIGON, "2024-01-31T17:00", "2024-02-29T17:00"),
        # Days of 23 and of 25 hours.
        (CalendarSpan(2026, 3, 29), BERLIN, "2026-03-28T23:00", "2026-03-29T22:00"),
        (CalendarSpan(2026, 10, 25), BERLIN, "2026-10-24T22:00", "2026-10-25T23:00"),
        # The clock jumped over midnight: the day began at one o'clock.
        (CalendarSpan(2018, 11, 4), SAO_PAULO, "2018-11-04T03:00", "2018-11-05T02:00"),
        # It went back at midnight: the day before had 25 hours.
        (CalendarSpan(2018, 2, 17), SAO_PAULO, "2018-02-17T02:00", "2018-02-18T03:00"),
        # From 23:30 to 00:30: the day began at half past midnight.
        (CalendarSpan(1919, 3, 31), TORONTO, "1919-03-31T04:30", "1919-04-01T04:00"),
        # A day that Samoa never had.
        (CalendarSpan(2011, 12, 30), APIA, "2011-12-30T10:00", "2011-12-30T10:00"),
        (CalendarSpan(2011, 12, 31), APIA, "2011-12-30T10:00", "2011-12-31T10:00"),
        # Midnight came twice: the day begins with the first.
        (CalendarSpan(2026, 11, 1), HAVANA, "2026-11-01T04:00", "2026-11-02T05:00"),
        (_minute("2026-11-23T09:50"), SAIGON, "2026-11-23T02:50", "2026-11-23T02:51"),
        (_minute("2026-11-23T09:50:07", has_seconds=True), SAIGON,
         "2026-11-23T02:50:07", "2026-11-23T02:50:08"),
        # Jumped over, and the last one before an hour that comes twice.
        (_minute("2026-03-29T02:30"), BERLIN, "2026-03-29T01:00", "2026-03-29T01:00"),
        (_minute("2026-10-25T02:59"), BERLIN, "2026-10-25T00:59", "2026-10-25T01:00"),
    ],
)  # fmt: skip
def test_a_span_lasts_from_and_to(point: TimePoint, zone: ZoneInfo, start: str, end: str) -> None:
    assert span_of(point, NOW, zone) == (_utc(start), _utc(end))


def test_what_reaches_the_edge_of_the_calendar_is_open() -> None:
    assert span_of(CalendarSpan(9999), NOW, SAIGON) == (_utc("9998-12-31T17:00"), LATEST)
    assert span_of(CalendarSpan(9999, 12, 31), NOW, SAO_PAULO)[1] == LATEST
    assert span_of(CalendarSpan(1), NOW, BERLIN)[0] == EARLIEST
    late = LATEST - timedelta(hours=1)
    assert span_of(Period.TOMORROW, late, SAIGON)[1] == LATEST
    assert days_of(Period.NEXT_YEAR, date.max) == (date.max, date.max)
    assert days_of(Period.LAST_QUARTER, date.min) == (date.min, date.min)
    last = MinuteSpan(LATEST.replace(tzinfo=None), has_seconds=True)
    assert span_of(last, NOW, ZoneInfo("UTC")) == (LATEST, LATEST)
    # Past what UTC can say: the zone is behind it.
    assert span_of(last, NOW, SAO_PAULO) == (LATEST, LATEST)


def test_a_minute_means_its_day_where_days_are_wanted() -> None:
    assert days_of(_minute("2026-11-23T09:50"), date(2026, 1, 1)) == (
        date(2026, 11, 23),
        date(2026, 11, 23),
    )


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(1900, 1, 3), datetime(2100, 1, 1)),  # noqa: DTZ001 - local times
)
def test_the_first_instant_shows_the_local_time_or_the_jump_over_it(
    zone: ZoneInfo, local: datetime
) -> None:
    found = first_instant(local, zone)
    shown = found.astimezone(zone).replace(tzinfo=None)
    assert shown >= local
    before = (found - timedelta(microseconds=1)).astimezone(zone).replace(tzinfo=None)
    assert before < local
    if shown != local:
        assert (
            local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
            != local
        )


@given(st.sampled_from(ZONES), st.dates(date(1900, 1, 3), date(2100, 1, 1)))
def test_days_follow_each_other_without_a_gap(zone: ZoneInfo, day: date) -> None:
    following = day + timedelta(days=1)
    start, end = span_of(CalendarSpan(day.year, day.month, day.day), NOW, zone)
    assert (
        span_of(CalendarSpan(following.year, following.month, following.day), NOW, zone)[0] == end
    )
    assert start <= end
    midnight = datetime.combine(day, time.min)
    assert first_instant(midnight, zone) == start


WEEK_AGO = NOW - timedelta(days=7)


@pytest.mark.parametrize(
    ("item", "zone", "expected"),
    [
        (Ago(7, Unit.DAY), SAIGON,
         Bounds(WEEK_AGO, is_low_included=False, high=NOW, is_high_included=True)),
        (Ago(90, Unit.MINUTE, is_future=True), SAIGON,
         Bounds(NOW, high=NOW + timedelta(minutes=90))),
        (Ago(0, Unit.MONTH), BERLIN,
         Bounds(NOW, is_low_included=False, high=NOW, is_high_included=True)),
        (OlderThan(1, Unit.WEEK), SAIGON, Bounds(high=WEEK_AGO, is_high_included=True)),
        (OlderThan(2, Unit.HOUR), SAIGON,
         Bounds(high=NOW - timedelta(hours=2), is_high_included=True)),
        # By the calendar: three months before 23 November Berlin is one hour ahead of winter.
        (OlderThan(3, Unit.MONTH), BERLIN,
         Bounds(high=_utc("2026-08-23T01:50"), is_high_included=True)),
        (OlderThan(1, Unit.YEAR), SAIGON,
         Bounds(high=_utc("2025-11-23T02:50"), is_high_included=True)),
        # Longer ago than the calendar reaches: nothing is older, everything is younger.
        (OlderThan(10**9, Unit.DAY), SAIGON, Bounds(low=LATEST, high=EARLIEST)),
        (OlderThan(10**9, Unit.YEAR), SAIGON, Bounds(low=LATEST, high=EARLIEST)),
        (Ago(10**17, Unit.WEEK), SAIGON,
         Bounds(is_low_included=False, high=NOW, is_high_included=True)),
        (Ago(10**9, Unit.MONTH, is_future=True), SAIGON, Bounds(NOW)),
        (TimeRange(CalendarSpan(2026, 11, 1), Period.TODAY), SAIGON,
         Bounds(_utc("2026-10-31T17:00"), high=_utc("2026-11-23T17:00"))),
        (TimeRange(None, CalendarSpan(2026)), SAIGON, Bounds(high=_utc("2026-12-31T17:00"))),
        (TimeRange(CalendarSpan(2026), None), SAIGON, Bounds(_utc("2025-12-31T17:00"))),
        (TimeRange(None, CalendarSpan(9999)), SAIGON, Bounds()),
    ],
)  # fmt: skip
def test_lengths_and_ranges_have_bounds(item: TimeItem, zone: ZoneInfo, expected: Bounds) -> None:
    assert bounds(TimeMatch.IN, item, NOW, zone) == expected


def test_months_end_on_their_last_day() -> None:
    def month_before(text: str, count: int = 1) -> datetime | None:
        return bounds(TimeMatch.IN, OlderThan(count, Unit.MONTH), _utc(text), SAIGON).high

    assert month_before("2026-03-31T05:00") == _utc("2026-02-28T05:00")
    assert month_before("2024-03-31T05:00") == _utc("2024-02-29T05:00")
    assert month_before("2026-01-15T05:00") == _utc("2025-12-15T05:00")
    assert month_before("2024-02-29T05:00", 12) == _utc("2023-02-28T05:00")


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        (TimeMatch.IN, Bounds(_utc("2026-11-22T17:00"), high=_utc("2026-11-23T17:00"))),
        (TimeMatch.AFTER, Bounds(_utc("2026-11-23T17:00"))),
        (TimeMatch.SINCE, Bounds(_utc("2026-11-22T17:00"))),
        (TimeMatch.BEFORE, Bounds(high=_utc("2026-11-22T17:00"))),
        (TimeMatch.UNTIL, Bounds(high=_utc("2026-11-23T17:00"))),
    ],
)
def test_an_instant_lies_so_to_a_span(op: TimeMatch, expected: Bounds) -> None:
    assert bounds(op, Period.TODAY, NOW, SAIGON) == expected


def test_nothing_is_after_the_last_year_and_everything_until_it() -> None:
    last = CalendarSpan(9999)
    assert bounds(TimeMatch.AFTER, last, NOW, SAIGON) == Bounds(low=LATEST, high=EARLIEST)
    assert bounds(TimeMatch.UNTIL, last, NOW, SAIGON) == Bounds()
    assert bounds(TimeMatch.IN, last, NOW, SAIGON) == Bounds(_utc("9998-12-31T17:00"))


def test_bounds_hold_what_lies_between_them() -> None:
    closed = Bounds(WEEK_AGO, high=NOW, is_high_included=True)
    assert closed.holds(WEEK_AGO)
    assert closed.holds(NOW)
    assert not closed.holds(NOW + timedelta.resolution)
    assert not closed.holds(WEEK_AGO - timedelta.resolution)
    opened = Bounds(WEEK_AGO, is_low_included=False, high=NOW)
    assert not opened.holds(WEEK_AGO)
    assert not opened.holds(NOW)
    assert Bounds().holds(NOW)
    assert not bounds(TimeMatch.AFTER, CalendarSpan(9999), NOW, SAIGON).holds(LATEST)


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("op", "item", "low", "high"),
    [
        (TimeMatch.IN, Period.TODAY, TODAY, TODAY),
        (TimeMatch.AFTER, Period.TODAY, date(2026, 11, 24), None),
        (TimeMatch.SINCE, Period.TODAY, TODAY, None),
        (TimeMatch.BEFORE, Period.TODAY, None, date(2026, 11, 22)),
        (TimeMatch.UNTIL, Period.TODAY, None, TODAY),
        (TimeMatch.IN, Period.LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
        (TimeMatch.IN, Ago(7, Unit.DAY), date(2026, 11, 17), TODAY),
        (TimeMatch.IN, Ago(3, Unit.DAY, is_future=True), TODAY, date(2026, 11, 25)),
        (TimeMatch.IN, Ago(2, Unit.HOUR), date(2026, 11, 24), TODAY),
        (TimeMatch.IN, OlderThan(7, Unit.DAY), None, date(2026, 11, 16)),
        (TimeMatch.IN, OlderThan(10**9, Unit.DAY), date.max, date.min),
        (TimeMatch.IN, Ago(10**9, Unit.DAY), None, TODAY),
        (TimeMatch.IN, Ago(10**9, Unit.DAY, is_future=True), TODAY, None),
        (TimeMatch.IN, TimeRange(CalendarSpan(2026), None), date(2026, 1, 1), None),
        (TimeMatch.IN, TimeRange(None, Period.TODAY), None, TODAY),
        (TimeMatch.AFTER, CalendarSpan(9999), date.max, date.min),
        (TimeMatch.BEFORE, CalendarSpan(1), date.max, date.min),
    ],
)
def test_days_have_bounds(
    op: TimeMatch, item: TimeItem, low: date | None, high: date | None
) -> None:
    assert day_bounds(op, item, NOW, SAIGON) == DayBounds(low, high)


def test_today_is_the_day_of_the_zone() -> None:
    assert day_bounds(TimeMatch.IN, Period.TODAY, NOW, SAO_PAULO).low == date(2026, 11, 22)
    assert day_bounds(TimeMatch.IN, Period.TODAY, LATEST, SAIGON).low == date.max
    assert day_bounds(TimeMatch.IN, OlderThan(7, Unit.DAY), NOW, SAO_PAULO).high == date(
        2026, 11, 15
    )


def test_day_bounds_hold_what_lies_between_them() -> None:
    week = day_bounds(TimeMatch.IN, Period.THIS_WEEK, NOW, SAIGON)
    assert week.holds(TODAY)
    assert week.holds(date(2026, 11, 29))
    assert not week.holds(date(2026, 11, 22))
    assert not week.holds(date(2026, 11, 30))
    assert DayBounds().holds(TODAY)


@given(
    st.sampled_from(TimeMatch),
    trees.time_items(),
    st.sampled_from(ZONES),
    st.datetimes(timezones=st.just(UTC)),
)
def test_every_item_has_bounds_at_every_time(
    op: TimeMatch, item: TimeItem, zone: ZoneInfo, now: datetime
) -> None:
    found = bounds(op, item, now, zone)
    for bound in (found.low, found.high):
        assert bound is None or EARLIEST <= bound <= LATEST
    day_bounds(op, item, now, zone)


@given(trees.time_points(), trees.instants, st.sampled_from(ZONES))
def test_before_within_and_after_a_span_are_all_there_is(
    point: TimePoint, at: datetime, zone: ZoneInfo
) -> None:
    def holds(op: TimeMatch) -> bool:
        return bounds(op, point, trees.NOW, zone).holds(at)

    where = [holds(TimeMatch.BEFORE), holds(TimeMatch.IN), holds(TimeMatch.AFTER)]
    assert sum(where) == 1
    assert holds(TimeMatch.SINCE) == (not holds(TimeMatch.BEFORE))
    assert holds(TimeMatch.UNTIL) == (not holds(TimeMatch.AFTER))
