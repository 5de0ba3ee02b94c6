"""The only place that says instants of the list in the fewest words: "2 min ago", "yesterday".

A list shows hundreds of instants at once, so the bounds of the days around now are found once and
each instant costs a few comparisons of integer microseconds.
"""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

_MINUTE_US = 60_000_000
_HOUR_US = 60 * _MINUTE_US
# Days said by distance: from six days ago to six days ahead.
_NEAR_DAYS = 6

translate = QCoreApplication.translate


def as_us(instant: datetime) -> int:
    """An aware instant as microseconds since 1970-01-01 UTC."""
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


class TimeWords:
    """Says instants as seen at one moment in one zone. Usable from any thread."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self._now_us = as_us(now)
        self._zone = zone
        self._today = now.astimezone(zone).date()
        near = range(-_NEAR_DAYS, _NEAR_DAYS + 2)
        self._starts = [
            as_us(datetime.combine(self._today + timedelta(days=days), time(), tzinfo=zone))
            for days in near
        ]
        self._minutes_ago = translate("Times", "{n} min ago")
        self._hours_ago = translate("Times", "{n} h ago")

    @property
    def today(self) -> date:
        """The calendar day of now."""
        return self._today

    def ago(self, us: int) -> str:
        """How long ago, or how far ahead."""
        gap = self._now_us - us
        # A server's clock may be a little ahead of ours.
        if -_MINUTE_US < gap < _HOUR_US:
            minutes = gap // _MINUTE_US
            return (
                self._minutes_ago.format(n=minutes)
                if minutes > 0
                else translate("Times", "just now")
            )
        days = self._days_away(us)
        if days == 0:
            return self._within_today(gap)
        if days is None:
            return self.day(us)
        if days in {-1, 1}:
            return translate("Times", "yesterday") if days < 0 else translate("Times", "tomorrow")
        if days < 0:
            return translate("Times", "{n} days ago").format(n=-days)
        return translate("Times", "in {n} days").format(n=days)

    def clock(self, us: int) -> str:
        """The time of day if it was today, else the day."""
        return f"{self._local(us):%H:%M}" if self._days_away(us) == 0 else self.day(us)

    def day(self, us: int) -> str:
        """The calendar day, with its year where it is not this one."""
        local = self._local(us)
        form = "d MMM" if local.year == self._today.year else "d MMM yyyy"
        return QLocale().toString(QDate(local.year, local.month, local.day), form)

    def whole(self, us: int) -> str:
        """Day and time as the locale writes them, for tooltips."""
        local = self._local(us)
        plain = QDateTime(
            local.year, local.month, local.day, local.hour, local.minute, local.second
        )
        return QLocale().toString(plain, QLocale.FormatType.ShortFormat)

    def plain(self, us: int) -> str:
        """Day and time as every spreadsheet reads them, whatever its language."""
        return f"{self._local(us):%Y-%m-%d %H:%M}"

    def is_past(self, us: int) -> bool:
        """Whether the instant lies before now."""
        return us < self._now_us

    def _within_today(self, gap: int) -> str:
        if gap >= 0:
            return self._hours_ago.format(n=gap // _HOUR_US)
        if -gap < _HOUR_US:
            return translate("Times", "in {n} min").format(n=-gap // _MINUTE_US)
        return translate("Times", "in {n} h").format(n=-gap // _HOUR_US)

    def _days_away(self, us: int) -> int | None:
        place = bisect_right(self._starts, us)
        return None if place in {0, len(self._starts)} else place - 1 - _NEAR_DAYS

    def _local(self, us: int) -> datetime:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)).astimezone(
            self._zone
        )
