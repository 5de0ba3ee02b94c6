from threading import Event

from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.ui.tasks import TaskRunner


def test_work_of_one_order_runs_one_after_the_other(qtbot: QtBot) -> None:
    runner = TaskRunner()
    gate, done = Event(), list[str]()

    def first(_cancel: Cancellation) -> None:
        assert gate.wait(10)
        done.append("first")

    def second(_cancel: Cancellation) -> None:
        done.append("second")

    runner.run(first, print, order="draft")
    runner.run(second, print, order="draft")
    with qtbot.waitSignal(runner.settled):
        gate.set()
    assert done == ["first", "second"]
    assert runner.close()


def test_other_work_does_not_wait_for_an_order(qtbot: QtBot) -> None:
    runner = TaskRunner()
    gate, landed = Event(), list[str]()
    runner.run(lambda _cancel: gate.wait(10), print, order="draft")
    runner.run(lambda _cancel: "free", landed.append)
    qtbot.waitUntil(lambda: landed == ["free"])
    gate.set()
    assert runner.close()


def test_close_waits_for_ordered_work_that_has_not_begun() -> None:
    runner = TaskRunner()
    gate, done = Event(), list[str]()

    def first(_cancel: Cancellation) -> None:
        assert gate.wait(10)

    def last(_cancel: Cancellation) -> None:
        done.append("last")

    runner.run(first, print, order="draft")
    runner.run(last, print, order="draft")
    gate.set()
    assert runner.close()
    assert done == ["last"]
