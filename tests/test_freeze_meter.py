"""The meter of stalls sees those of the program, by sleep and by work, and none of the test's."""

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.freeze_meter import BOUND_MS, FreezeMeter, Stall

_LONG_S = (BOUND_MS + 100) / 1_000


def _work_long() -> None:
    until_s = time.thread_time() + _LONG_S
    while time.thread_time() < until_s:
        pass


@pytest.fixture
def meter(qapp: QApplication) -> Iterator[FreezeMeter]:
    assert qapp is not None
    made = FreezeMeter()
    made.begin("a step")
    yield made
    made.close()


def test_work_in_the_event_loop_is_a_stall_with_its_stack(qtbot: QtBot, meter: FreezeMeter) -> None:
    QTimer.singleShot(20, _work_long)
    with meter.inside():
        qtbot.wait(30)
    (problem,) = meter.problems()
    assert "a step" in problem
    assert "_work_long" in problem


def test_work_of_one_key_is_a_stall(meter: FreezeMeter) -> None:
    with meter.inside():
        _work_long()
    assert len(meter.problems()) == 1


def test_waiting_for_a_lock_is_a_stall_where_the_system_tells_who_was_held_up(
    meter: FreezeMeter,
) -> None:
    with meter.inside():
        threading.Event().wait(_LONG_S)
    (stall,) = meter.stalls
    assert stall.wall_ms > BOUND_MS
    assert len(meter.problems()) == meter.sees_waiting


def test_what_the_test_does_itself_is_no_stall(qtbot: QtBot, meter: FreezeMeter) -> None:
    with meter.inside():
        qtbot.wait(20)
    _work_long()
    qtbot.wait(20)
    with meter.inside():
        qtbot.wait(20)
    assert meter.problems() == []
    assert meter.stalls[0].lasted_ms > 0


def test_what_another_program_measured_of_itself_counts_like_the_rest(meter: FreezeMeter) -> None:
    meter.add(Stall("elsewhere", BOUND_MS + 1, 600.0))
    (problem,) = meter.problems()
    assert "elsewhere" in problem
    assert "600" in problem
