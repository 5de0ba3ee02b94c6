"""The agent is called when tickets become theirs while they work elsewhere, and only then."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.ui import notifying
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.notifying import Notifying
from helpdesk_desktop.ui.tasks import TaskRunner

MINE = "my-unprocessed"


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    yield made
    made.stop()


def _count(window: MainWindow, *counts: int, key: str = MINE) -> None:
    for count in counts:
        window.quick_counts.counted.emit(key, count)


def _called(window: MainWindow) -> tuple[Notifying, list[int]]:
    made = Notifying(window)
    heard: list[int] = []
    made.called.connect(heard.append)
    return made, heard


def test_the_quick_filter_that_it_looks_at_is_there() -> None:
    assert MINE in {one.key for one in SYSTEM_FILTERS}
    assert MINE == notifying._MINE


def test_more_work_calls_and_less_or_the_first_count_does_not(window: MainWindow) -> None:
    _, heard = _called(window)
    _count(window, 7, 7, 5)
    assert heard == []
    _count(window, 8)
    assert heard == [3]
    _count(window, 90, key="unread")
    assert heard == [3]


def test_another_database_is_nothing_new(window: MainWindow) -> None:
    made, heard = _called(window)
    _count(window, 1)
    made.begin()
    _count(window, 50)
    assert heard == []


def test_who_does_not_want_it_is_not_called(window: MainWindow) -> None:
    made, heard = _called(window)
    made.set_on(is_on=False)
    _count(window, 1, 2)
    made.set_on(is_on=True)
    assert heard == []
    _count(window, 3)
    assert heard == [1]


def test_nobody_is_called_to_a_window_in_use(qtbot: QtBot, window: MainWindow) -> None:
    _, heard = _called(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
    _count(window, 1, 2)
    assert heard == []
