"""Counts of quick filters: each is asked once, and one that fails keeps no other from it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.quick_counts import EVERY_TICKET, QuickCounts
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.window_desk import desk_with

ALL = FilterSpec()


@pytest.fixture
def counts(runner: TaskRunner) -> Iterator[QuickCounts]:
    made = QuickCounts(runner)
    yield made
    made.stop()


def _listening(desk: OpenDesk, asked: list[FilterSpec], **failing: HelpdeskError) -> Desk:
    def count(spec: FilterSpec, cancel: Cancellation) -> int:
        asked.append(spec)
        for one in SYSTEM_FILTERS:
            if one.tree == spec.quick and one.key in failing:
                raise failing[one.key]
        return desk.tickets.count(spec, cancel)

    return desk_with(desk, "tickets", count=count)


def _together(desk: OpenDesk, counted: dict[int, int], asked: list[FilterSpec]) -> Desk:
    """A desk that counts some of what it is asked for at once."""

    def counts_together(specs: Sequence[FilterSpec], _cancel: Cancellation) -> dict[int, int]:
        assert len(specs) > max(counted)
        return counted

    return desk_with(_listening(desk, asked), "tickets", counts_together=counts_together)


def _keys(counts: QuickCounts) -> list[str]:
    heard: list[str] = []
    counts.counted.connect(lambda key, _count: heard.append(key))
    return heard


def test_filters_that_come_later_are_counted_alone(
    qtbot: QtBot, runner: TaskRunner, counts: QuickCounts, desk: OpenDesk
) -> None:
    asked: list[FilterSpec] = []
    heard = _keys(counts)
    counts.set_desk(_listening(desk, asked), SYSTEM_FILTERS[:2])
    counts.set_filters(SYSTEM_FILTERS[:3])
    qtbot.waitUntil(lambda: len(heard) == 4)
    counts.set_filters(SYSTEM_FILTERS[:4])
    counts.set_filters((SYSTEM_FILTERS[3], SYSTEM_FILTERS[0]))
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert heard == [EVERY_TICKET, *(one.key for one in SYSTEM_FILTERS[:4])]
    assert asked == [ALL, *(FilterSpec(quick=one.tree) for one in SYSTEM_FILTERS[:4])]


def test_what_is_counted_together_is_not_counted_alone(
    qtbot: QtBot, runner: TaskRunner, counts: QuickCounts, desk: OpenDesk
) -> None:
    asked: list[FilterSpec] = []
    heard: list[tuple[str, int]] = []
    counts.counted.connect(lambda key, count: heard.append((key, count)))
    counts.set_desk(_together(desk, {0: 71, 2: 72}, asked), SYSTEM_FILTERS[:3])
    qtbot.waitUntil(lambda: not runner.is_busy and len(heard) == 4)
    first, second, third = SYSTEM_FILTERS[:3]
    assert heard[:2] == [(EVERY_TICKET, 71), (second.key, 72)]
    assert [key for key, _ in heard[2:]] == [first.key, third.key]
    assert asked == [FilterSpec(quick=first.tree), FilterSpec(quick=third.tree)]


def test_a_filter_that_is_changed_while_others_are_counted_is_counted_again(
    qtbot: QtBot, runner: TaskRunner, counts: QuickCounts, desk: OpenDesk
) -> None:
    asked: list[FilterSpec] = []
    heard = _keys(counts)
    counts.set_desk(_together(desk, {1: 71}, asked), SYSTEM_FILTERS[:1])
    changed = replace(SYSTEM_FILTERS[0], tree=SYSTEM_FILTERS[1].tree)
    counts.set_filters([changed])
    qtbot.waitUntil(lambda: not runner.is_busy and len(heard) == 3)
    assert heard == [changed.key, EVERY_TICKET, changed.key]
    assert asked == [ALL, FilterSpec(quick=changed.tree)]


def test_where_nothing_can_be_counted_together_each_is_counted(
    qtbot: QtBot, runner: TaskRunner, counts: QuickCounts, desk: OpenDesk
) -> None:
    def refuse(_specs: Sequence[FilterSpec], _cancel: Cancellation) -> dict[int, int]:
        raise Unavailable("timed_out")

    heard = _keys(counts)
    counts.set_desk(desk_with(desk, "tickets", counts_together=refuse), SYSTEM_FILTERS[:2])
    qtbot.waitUntil(lambda: not runner.is_busy and len(heard) == 3)
    assert heard == [EVERY_TICKET, *(one.key for one in SYSTEM_FILTERS[:2])]


@pytest.mark.parametrize(
    ("error", "is_last"),
    [
        (HelpdeskError("query_unknown_field", field="cf.x"), False),
        (Unavailable("timed_out"), False),
        (Unavailable("connection_lost"), True),
    ],
)
def test_only_a_lost_database_ends_the_round(  # noqa: PLR0917 - a case and its ground
    qtbot: QtBot,
    runner: TaskRunner,
    counts: QuickCounts,
    desk: OpenDesk,
    error: HelpdeskError,
    is_last: bool,  # noqa: FBT001 - drawn
) -> None:
    heard: list[Any] = _keys(counts)
    failing = {SYSTEM_FILTERS[1].key: error}
    counts.set_desk(_listening(desk, [], **failing), SYSTEM_FILTERS[:3])
    qtbot.waitUntil(lambda: not runner.is_busy and len(heard) >= 2)
    expected = [EVERY_TICKET, SYSTEM_FILTERS[0].key]
    assert heard == (expected if is_last else [*expected, SYSTEM_FILTERS[2].key])


def test_changes_without_a_pause_still_get_every_filter_counted(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk
) -> None:
    """A round that began anew with each change would never reach the last filter."""
    counts = QuickCounts(runner)
    counted: list[str] = []
    counts.counted.connect(lambda key, _count: counted.append(key))
    counts.set_desk(desk, SYSTEM_FILTERS)
    last = SYSTEM_FILTERS[-1].key

    def change() -> bool:
        counts.recount()
        return counted.count(last) >= 3

    qtbot.waitUntil(change)
    qtbot.waitUntil(lambda: not counts._pause.isActive() and not runner.is_busy)
    counts.stop()
    assert counted.count(last) >= 3


def test_the_last_change_is_counted(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> None:
    counts = QuickCounts(runner)
    rounds: list[str] = []
    counts.counted.connect(lambda key, _count: rounds.append(key) if key == "" else None)
    counts.set_desk(desk, SYSTEM_FILTERS)
    counts.recount()
    counts.recount()
    qtbot.waitUntil(lambda: len(rounds) == 2)
    qtbot.waitUntil(lambda: not counts._pause.isActive() and not runner.is_busy)
    counts.stop()
