import sys
from collections.abc import Callable
from functools import partial
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import Cancelled, HelpdeskError, NotFound, Unavailable
from helpdesk_desktop.ui.tasks import TaskRunner


def test_a_late_answer_does_not_replace_a_newer_one(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, landed = Event(), list[str]()

    def slow(_cancel: Cancellation) -> str:
        assert gate.wait(10)
        return "old"

    runner.run(slow, landed.append, lane="list")
    runner.run(lambda _: "new", landed.append, lane="list")
    qtbot.waitUntil(lambda: landed == ["new"])
    with qtbot.waitSignal(runner.settled):
        gate.set()
    assert landed == ["new"]


def test_superseded_work_is_interrupted(qtbot: QtBot, runner: TaskRunner) -> None:
    interrupted, begun = Event(), Event()

    def slow(cancel: Cancellation) -> str:
        with cancel.interrupting(interrupted.set):
            begun.set()
            assert interrupted.wait(10)
        cancel.check()
        return "never"

    landed = list[str]()
    runner.run(slow, landed.append, lane="list")
    qtbot.waitUntil(begun.is_set)
    runner.run(lambda _: "new", landed.append, lane="list")
    with qtbot.waitSignal(runner.settled):
        pass
    assert landed == ["new"]
    assert interrupted.is_set()


def _answer(number: int, _cancel: Cancellation) -> int:
    return number


def test_without_a_lane_every_answer_lands(qtbot: QtBot, runner: TaskRunner) -> None:
    landed = list[int]()
    for number in range(20):
        runner.run(partial(_answer, number), landed.append)
    qtbot.waitUntil(lambda: len(landed) == 20)
    assert sorted(landed) == list(range(20))


def test_a_failure_reaches_the_one_who_asked(qtbot: QtBot, runner: TaskRunner) -> None:
    failures = list[HelpdeskError]()

    def work(_cancel: Cancellation) -> None:
        raise NotFound("no_such_ticket", serial=7)

    runner.run(work, print, failed=failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert failures[0].message == "There is no ticket #7."


def test_a_failure_that_nobody_takes_is_announced(qtbot: QtBot, runner: TaskRunner) -> None:
    def work(_cancel: Cancellation) -> None:
        raise Unavailable("locked")

    with qtbot.waitSignal(runner.failed) as caught:
        runner.run(work, print)
    assert isinstance(caught.args[0], Unavailable)


def test_work_that_was_called_off_says_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    failures = list[HelpdeskError]()

    def work(_cancel: Cancellation) -> None:
        raise Cancelled("cancelled")

    with qtbot.waitSignal(runner.settled):
        runner.run(work, print, failed=failures.append)
    assert failures == []


def test_a_bug_reaches_the_crash_hook_with_its_traceback(
    qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught = list[tuple[object, ...]]()
    monkeypatch.setattr(sys, "excepthook", lambda *error: caught.append(error))

    def work(_cancel: Cancellation) -> None:
        raise ZeroDivisionError

    runner.run(work, print)
    qtbot.waitUntil(lambda: len(caught) == 1)
    assert caught[0][0] is ZeroDivisionError
    assert caught[0][2] is not None


def test_nothing_lands_on_a_dead_owner(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, landed = Event(), list[str]()
    owner = QObject()

    def slow(_cancel: Cancellation) -> str:
        assert gate.wait(10)
        return "late"

    runner.run(slow, landed.append, owner=owner)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    with qtbot.waitSignal(runner.settled):
        gate.set()
    assert landed == []


def test_a_lane_can_be_called_off(qtbot: QtBot, runner: TaskRunner) -> None:
    gate, landed = Event(), list[str]()

    def slow(_cancel: Cancellation) -> str:
        assert gate.wait(10)
        return "late"

    runner.run(slow, landed.append, lane="detail")
    runner.call_off("detail")
    with qtbot.waitSignal(runner.settled):
        gate.set()
    assert landed == []


def test_closing_interrupts_and_refuses_new_work(qtbot: QtBot) -> None:
    runner = TaskRunner()
    interrupted, begun, landed = Event(), Event(), list[str]()

    def slow(cancel: Cancellation) -> str:
        with cancel.interrupting(interrupted.set):
            begun.set()
            assert interrupted.wait(10)
        return "late"

    runner.run(slow, landed.append)
    qtbot.waitUntil(begun.is_set)
    assert runner.close(5_000)
    assert runner.run(lambda _: "new", landed.append).is_requested
    assert landed == []


def test_closing_gives_up_on_work_that_would_not_end(qtbot: QtBot) -> None:
    runner = TaskRunner()
    gate, begun, ended = Event(), Event(), Event()

    def stubborn(_cancel: Cancellation) -> None:
        begun.set()
        assert gate.wait(10)
        ended.set()

    runner.run(stubborn, print)
    qtbot.waitUntil(begun.is_set)
    assert not runner.close(50)
    gate.set()
    assert ended.wait(10)
    assert runner.close()


def test_changes_are_announced_with_who_made_them(qtbot: QtBot, runner: TaskRunner) -> None:
    changes = Changes(tickets=frozenset({7}))
    with qtbot.waitSignal(runner.changed) as caught:
        runner.announce(changes, runner)
    assert caught.args == [changes, runner]
    with qtbot.assertNotEmitted(runner.changed):
        runner.announce(Changes())


def _wait_until_called_off(begun: Event, ended: Event) -> Callable[[Cancellation], str]:
    def work(cancel: Cancellation) -> str:
        with cancel.interrupting(ended.set):
            begun.set()
            assert ended.wait(10)
        cancel.check()
        return "something happened"

    return work


def test_a_wait_takes_no_worker(qtbot: QtBot, runner: TaskRunner) -> None:
    begun, ended, landed = Event(), Event(), list[str]()
    runner.wait_for(_wait_until_called_off(begun, ended), landed.append)
    qtbot.waitUntil(begun.is_set)
    assert not runner.is_busy
    gate = Event()
    for _ in range(4):
        runner.run(lambda _: str(gate.wait(10)), landed.append)
    gate.set()
    qtbot.waitUntil(lambda: len(landed) == 4)
    ended.set()
    qtbot.waitUntil(lambda: landed[-1] == "something happened")


def test_a_wait_that_is_ended_never_lands(qtbot: QtBot, runner: TaskRunner) -> None:
    begun, ended, landed = Event(), Event(), list[str]()
    cancel = runner.wait_for(_wait_until_called_off(begun, ended), landed.append)
    qtbot.waitUntil(begun.is_set)
    runner.end_wait(cancel)
    qtbot.waitUntil(ended.is_set)
    runner.wait_for(lambda _: "next", landed.append)
    qtbot.waitUntil(lambda: landed == ["next"])


def test_close_ends_a_wait_and_refuses_new_ones(qtbot: QtBot) -> None:
    runner = TaskRunner()
    begun, ended = Event(), Event()
    runner.wait_for(_wait_until_called_off(begun, ended), print)
    qtbot.waitUntil(begun.is_set)
    assert runner.close(2_000)
    assert ended.is_set()
    assert runner.wait_for(lambda _: None, print).is_requested


class _Listener:
    def __init__(self, died_in: set[int]) -> None:
        self._died_in = died_in
        self.answer: object = None

    def take(self, answer: object) -> None:
        self.answer = answer

    def __del__(self) -> None:
        self._died_in.add(get_ident())


def test_whom_an_answer_is_for_dies_in_the_windows_own_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    died_in: set[int] = set()
    # Which thread is the last to let go is a matter of luck, so many times.
    for _ in range(100):
        for _ in range(5):
            runner.run(lambda _: None, _Listener(died_in).take)
        qtbot.waitUntil(lambda: not runner.is_busy)
    assert died_in == {get_ident()}
