"""What is there when the first list is shown is spared from garbage collections, once."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.lasting_objects import LastingObjects
from helpdesk_desktop.ui.tasks import TaskRunner


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    assert qapp is not None
    made = TaskRunner()
    yield made
    made.close()
    gc.enable()
    gc.unfreeze()


def _settle(qtbot: QtBot, runner: TaskRunner) -> None:
    with qtbot.waitSignal(runner.settled):
        runner.run(lambda _: None, lambda _: None)


def test_objects_are_spared_when_the_list_is_shown_and_not_before(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    shown: list[bool] = []
    parent = QObject()
    LastingObjects(runner, lambda: bool(shown), parent)
    assert not gc.isenabled()
    _settle(qtbot, runner)
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    shown.append(True)
    _settle(qtbot, runner)
    assert gc.get_freeze_count() > 10_000


def test_what_comes_later_is_collected(qtbot: QtBot, runner: TaskRunner) -> None:
    parent = QObject()
    LastingObjects(runner, lambda: True, parent)
    _settle(qtbot, runner)
    before = gc.get_freeze_count()
    later = [[] for _ in range(1_000)]  # type: list[list[object]]
    _settle(qtbot, runner)
    assert gc.get_freeze_count() <= before
    assert len(later) == 1_000
