from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk_desktop.ui.detail.moments import (
    When,
    due_text,
    moment_text,
    span_text,
    stamp_text,
    talk_text,
)

# 14:00 on Monday in Hà Nội.
_NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
_WHEN = When(_NOW, ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "today 14:00"),
        (10, "tomorrow 00:00"),
        (-14, "today 00:00"),
        (-15, "yesterday 23:00"),
        (-24 * 20, "3 Nov 14:00"),
        (-24 * 365, "23 Nov 2025 14:00"),
    ],
)
def test_days_begin_and_end_in_the_agents_zone(hours: int, said: str) -> None:
    assert moment_text(_NOW + timedelta(hours=hours), _WHEN) == said


def test_a_stamp_of_today_is_only_the_time() -> None:
    assert stamp_text(_NOW, _WHEN) == "14:00"
    assert stamp_text(_NOW - timedelta(days=1), _WHEN) == "yesterday 14:00"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=5), "1\u00a0min"),
        (timedelta(minutes=59), "59\u00a0min"),
        (timedelta(hours=3, minutes=59), "3\u00a0h"),
        (timedelta(hours=47), "47\u00a0h"),
        (timedelta(days=2), "2\u00a0d"),
        (timedelta(days=-9), "9\u00a0d"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, said: str) -> None:
    assert span_text(span) == said


def test_a_due_time_says_how_long_is_left() -> None:
    due_at = _NOW + timedelta(hours=3)
    assert due_text(due_at, _WHEN, is_overdue=False) == "today 17:00 · in 3\u00a0h"


def test_an_overdue_time_says_the_word() -> None:
    due_at = _NOW - timedelta(hours=21)
    assert due_text(due_at, _WHEN, is_overdue=True) == "yesterday 17:00 · overdue by 21\u00a0h"


def test_nothing_presses_once_a_due_ticket_is_closed() -> None:
    due_at = _NOW - timedelta(hours=21)
    assert due_text(due_at, _WHEN, is_overdue=False) == "yesterday 17:00"


def test_talk_is_told_as_a_clock_would() -> None:
    assert [talk_text(seconds) for seconds in (9, 252, 3_852)] == ["0:09", "4:12", "1:04:12"]
