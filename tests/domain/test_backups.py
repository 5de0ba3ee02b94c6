"""Which backups stay, and what a manifest says."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.backups import (
    BackupManifest,
    BackupReason,
    Keeping,
    read_manifest_json,
    to_keep,
)

_FIRST = datetime(2025, 1, 1, 8, tzinfo=UTC)
_MANIFEST = BackupManifest(
    _FIRST,
    BackupReason.DAILY,
    "1.0",
    1,
    4096,
    "ab" * 32,
    (("ticket", 7), ("note", 2)),
    "desk.db",
    ("odd",),
)


def test_after_400_days_there_are_daily_weekly_and_monthly_ones() -> None:
    kept: dict[int, datetime] = {}
    for day in range(400):
        kept[day] = _FIRST + timedelta(days=day)
        stay = to_keep(kept.items(), Keeping())
        kept = {one: at for one, at in kept.items() if one in stay}
    days = sorted((at.month, at.day) for at in kept.values())
    week = [(1, 29), (1, 30), (1, 31), (2, 1), (2, 2), (2, 3), (2, 4)]
    sundays, ends = [(1, 18), (1, 25)], [(9, 30), (10, 31), (11, 30), (12, 31)]
    assert days == sorted([*week, *sundays, *ends])


def test_days_are_those_of_the_desk_and_the_newest_of_each_stays() -> None:
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 23:30 in Hà Nội
    made = [("a", late), ("b", late + timedelta(hours=1)), ("c", late + timedelta(hours=2))]
    only_days = Keeping(daily=9, weekly=0, monthly=0)
    assert to_keep(made, only_days, ZoneInfo("Asia/Ho_Chi_Minh")) == {"a", "c"}
    assert to_keep(made, only_days) == {"c"}


@given(
    st.lists(st.datetimes(timezones=st.just(UTC)), max_size=60),
    st.builds(Keeping, *(st.integers(0, 9) for _ in range(4))),
)
def test_the_newest_always_stays_and_no_more_than_asked_for(
    instants: list[datetime], keeping: Keeping
) -> None:
    made = list(enumerate(instants))
    kept = to_keep(made, keeping)
    most = max(1, keeping.daily + keeping.weekly + keeping.monthly)
    assert len(kept) <= most
    assert bool(kept) == bool(made)
    if made:
        assert max(instants) in {instants[one] for one in kept}


def test_a_manifest_reads_back_as_it_was_written() -> None:
    assert read_manifest_json(_MANIFEST.as_json()) == _MANIFEST
    assert _MANIFEST.tickets == 7
    assert read_manifest_json(_MANIFEST.as_json() | {"of_a_newer_program": 1}) == _MANIFEST


@pytest.mark.parametrize(
    "change",
    [
        {"made_at": "yesterday"},
        {"made_at": "2026-11-23T02:50:00"},
        {"made_at": None},
        {"reason": "whim"},
        {"rows": []},
        {"rows": {"ticket": "many"}},
        {"size": "?"},
    ],
    ids=lambda change: "-".join(f"{key}" for key in change),
)
def test_what_is_no_manifest_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_manifest_json(_MANIFEST.as_json() | change)
    without = _MANIFEST.as_json()
    del without[next(iter(change))]
    with pytest.raises(ValueError, match=r"."):
        read_manifest_json(without)
