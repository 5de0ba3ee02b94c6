from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.slices import Slices


def _steps(taken: list[int], count: int, lasting_ms: int = 0) -> Iterator[None]:
    for number in range(count):
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < lasting_ms:
            pass
        taken.append(number)
        yield


def test_the_window_is_served_between_slices(qtbot: QtBot) -> None:
    owner, taken, seen = QObject(), list[int](), list[int]()
    slices = Slices(owner)
    other = QTimer(owner)
    other.timeout.connect(lambda: seen.append(len(taken)))
    other.start(0)
    with qtbot.waitSignal(slices.ended):
        slices.run(_steps(taken, 5, lasting_ms=12))
    assert taken == [0, 1, 2, 3, 4]
    assert {1, 2, 3, 4} <= set(seen)
    assert not slices.is_running


def test_what_is_finished_by_hand_ends_once(qtbot: QtBot) -> None:
    owner, taken, ended = QObject(), list[int](), list[bool]()
    slices = Slices(owner)
    slices.ended.connect(lambda: ended.append(slices.is_running))
    slices.run(_steps(taken, 3))
    slices.finish()
    slices.finish()
    assert taken == [0, 1, 2]
    with qtbot.waitSignal(slices.ended):
        slices.run(_steps(taken, 1))
    assert ended == [False, False]


def test_other_steps_take_the_place_of_those_before(qtbot: QtBot) -> None:
    owner, before, after = QObject(), list[int](), list[int]()
    slices = Slices(owner)
    slices.run(_steps(before, 3))
    with qtbot.waitSignal(slices.ended):
        slices.run(_steps(after, 2))
    assert (before, after) == ([], [0, 1])
    slices.run(_steps(before, 3))
    slices.stop()
    slices.finish()
    assert (before, slices.is_running) == ([], False)
