"""What is there when the first list is shown is spared from garbage collections, once."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.lasting_objects import LOOKS_EVERY_MS, LastingObjects
from helpdesk_desktop.ui.tasks import TaskRunner


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    assert qapp is not None
    made = TaskRunner()
    yield made
    made.close()
    gc.enable()
    # As before: what the tests themselves consist of stays left aside.
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _settle(qtbot: QtBot, runner: TaskRunner) -> None:
    with qtbot.waitSignal(runner.settled):
        runner.run(lambda _: None, lambda _: None)


def test_objects_are_spared_when_the_list_is_shown_and_not_before(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    shown: list[bool] = []
    parent = QObject()
    made = [[number] for number in range(10_000)]
    before = gc.get_freeze_count()
    LastingObjects(runner, lambda: bool(shown), parent)
    _settle(qtbot, runner)
    assert gc.get_freeze_count() <= before  # what was frozen may die
    shown.append(True)
    _settle(qtbot, runner)
    assert gc.get_freeze_count() > before + len(made)


class _Knot:
    # Only a collection unties it.

    def __init__(self, heard: list[int]) -> None:
        self._me = self
        self._heard = heard

    def __del__(self) -> None:
        self._heard.append(threading.get_ident())


def _tie_many(heard: list[int]) -> None:
    for _ in range(2 * gc.get_threshold()[0]):
        _Knot(heard)


def test_what_comes_later_is_collected_by_the_windows_own_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    parent = QObject()
    LastingObjects(runner, lambda: True, parent)
    _settle(qtbot, runner)
    heard: list[int] = []
    with qtbot.waitSignal(runner.settled):
        # A worker that leaves more behind than Python lets lie.
        runner.run(lambda _: _tie_many(heard), lambda _: None)
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard), timeout=10 * LOOKS_EVERY_MS)
    assert set(heard) == {threading.get_ident()}


def test_nothing_is_looked_at_where_little_is_new(qtbot: QtBot, runner: TaskRunner) -> None:
    parent = QObject()
    lasting = LastingObjects(runner, lambda: True, parent)
    _settle(qtbot, runner)
    lasting.collect()
    heard: list[int] = []
    _Knot(heard)
    lasting.collect()
    assert heard == []


def test_older_objects_are_collected_less_often_and_at_last(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    parent = QObject()
    lasting = LastingObjects(runner, lambda: True, parent)
    _settle(qtbot, runner)
    heard: list[int] = []
    knot = _Knot(heard)
    gc.collect(0)
    gc.collect(1)
    del knot  # it is among the oldest now
    first, second, third = gc.get_threshold()
    kept: list[list[object]] = []
    turns = 0
    while not heard:
        turns += 1
        kept.extend([] for _ in range(2 * first))
        lasting.collect()
        assert turns <= 2 * (second + 2) * (third + 2)
    assert turns > second
