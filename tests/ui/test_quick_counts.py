from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.quick_counts import QuickCounts
from helpdesk_desktop.ui.tasks import TaskRunner


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
