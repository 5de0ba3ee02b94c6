from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk_desktop.ui.time_words import TimeWords, as_us

# 14:00 on Monday in Hà Nội.
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-30), "just now"),
        (timedelta(minutes=2), "2 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=1), "1 h ago"),
        (timedelta(hours=14), "14 h ago"),
        (timedelta(hours=14, microseconds=1), "yesterday"),
        (timedelta(hours=38), "yesterday"),
        (timedelta(hours=39), "2 days ago"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=7), "16 Nov"),
        (timedelta(days=365), "23 Nov 2025"),
        (timedelta(minutes=-5), "in 5 min"),
        (timedelta(hours=-3), "in 3 h"),
        (timedelta(hours=-10), "tomorrow"),
        (timedelta(days=-3), "in 3 days"),
        (timedelta(days=-30), "23 Dec"),
    ],
)
def test_a_time_is_said_in_the_fewest_words(gap: timedelta, said: str) -> None:
    assert TimeWords(NOW, ZONE).ago(as_us(NOW - gap)) == said


def test_a_call_of_today_is_said_by_its_hour() -> None:
    words = TimeWords(NOW, ZONE)
    assert words.clock(as_us(NOW - timedelta(hours=1))) == "13:00"
    assert words.clock(as_us(NOW - timedelta(days=1))) == "22 Nov"


def test_days_of_unequal_length_begin_at_midnight() -> None:
    # Clocks went back on the 25th: that day has 25 hours.
    now = datetime(2026, 10, 26, 12, 0, tzinfo=UTC)
    words = TimeWords(now, ZoneInfo("Europe/Berlin"))
    assert words.ago(as_us(datetime(2026, 10, 24, 22, 0, tzinfo=UTC))) == "yesterday"
    assert words.ago(as_us(datetime(2026, 10, 24, 21, 59, tzinfo=UTC))) == "2 days ago"
