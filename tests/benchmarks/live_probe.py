"""A process of its own that measures how the window answers while it works, as JSON.

`python -m tests.benchmarks.live_probe FILE TICKETS`. A timer of 1 ms tells how long the event loop
was held up: at rest, while a million rows are filtered and scrolled through, and while others'
changes come into the list. The file is only read: what others change is made up in the answer.
"""

import json
import sys
import time
from array import array
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from helpdesk_desktop.bootstrap import DeskRequest, open_desk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.filters import ChoiceCondition, FilterSpec, Group, SortKey
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from tests.benchmarks.ground import NOW

_SIZE = (1200, 800)
_IDLE_MS = 600
_CHANGES = 9
_CANCELS = 20
_OPEN = Group(join="all", parts=(ChoiceCondition(field="status", items=(3,), neg=True),))
_CLOSED = Group(join="all", parts=(ChoiceCondition(field="status", items=(3,)),))
_SPECS = (
    FilterSpec(filter=_CLOSED),
    FilterSpec(filter=_OPEN, sort=(SortKey("created"),)),
    FilterSpec(sort=(SortKey("serial"),)),
    FilterSpec(),
)


class _Stall:
    """The longest time in which a timer of 1 ms was not served."""

    def __init__(self) -> None:
        self._last_s = time.perf_counter()
        self._worst_s = 0.0
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        now_s = time.perf_counter()
        self._worst_s = max(self._worst_s, now_s - self._last_s)
        self._last_s = now_s

    def begin(self) -> None:
        self._last_s, self._worst_s = time.perf_counter(), 0.0

    def worst_ms(self) -> float:
        # What is held up until now counts too.
        self._on_tick()
        return self._worst_s * 1_000


class _Tickets:
    """The desk's tickets; between two readings somebody changes one far down and makes one."""

    def __init__(self, desk: OpenDesk) -> None:
        self._tickets = desk.tickets
        self.turn = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tickets, name)

    def ids(self, spec: FilterSpec, cancel: Cancellation) -> "array[int]":
        serials = self._tickets.ids(spec, cancel)
        if self.turn:
            moved = serials.pop(len(serials) // 2 + self.turn)
            serials.insert(0, moved)
            gone = serials.pop(len(serials) // 4)
            assert gone != moved
        return serials


class _Desk:
    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk
        self.tickets = _Tickets(desk)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)


def _wait(is_there: Callable[[], bool]) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: loop.quit() if is_there() else None)
    timer.start()
    loop.exec()


def _wait_ms(ms: int) -> None:
    until_s = time.perf_counter() + ms / 1_000
    _wait(lambda: time.perf_counter() >= until_s)


def _list(desk: _Desk, runner: TaskRunner) -> TicketList:
    shown = TicketList(runner)
    shown.resize(*_SIZE)
    shown.show()
    _wait(lambda: shown.windowHandle().isExposed())
    names = Names(desk.directory(), NOW, desk.clock.zone)
    shown.model.set_desk(cast("Desk", desk), names)
    shown.show_spec(FilterSpec())
    _wait(lambda: shown.model.has_all_serials and not runner.is_busy)
    return shown


def _filter_and_scroll(shown: TicketList, runner: TaskRunner, stall: _Stall) -> float:
    bar = shown.view.verticalScrollBar()
    stall.begin()
    for spec in _SPECS:
        shown.show_spec(spec)
        for _ in range(20):
            bar.setValue(bar.value() + 360)
            _wait_ms(8)
        _wait(lambda: shown.model.has_all_serials and not runner.is_busy)
    return stall.worst_ms()


def _changes(shown: TicketList, runner: TaskRunner, desk: _Desk, stall: _Stall) -> list[float]:
    view, model = shown.view, shown.model
    view.verticalScrollBar().setValue(36 * 5_000)
    view.select_row(5_003)
    _wait(lambda: not runner.is_busy)
    found = []
    for turn in range(1, _CHANGES + 1):
        desk.tickets.turn = turn
        serial = model.serial_at(view.rowAt(60))
        before = view.verticalScrollBar().value(), model.serial_at(view.rowAt(0))
        assert serial is not None
        shown_before = model.serial_at(0)
        stall.begin()
        model.take_changes(Changes(tickets=frozenset({serial})))
        _wait(partial(_has_come, shown, runner, shown_before))
        _wait_ms(30)
        found.append(stall.worst_ms())
        assert model.serial_at(view.rowAt(0)) == before[1]
        _wait_ms(750)  # the next one is not joined to it
    desk.tickets.turn = 0
    return found


def _has_come(shown: TicketList, runner: TaskRunner, before: int | None) -> bool:
    return shown.model.serial_at(0) != before and not runner.is_busy


def _cancel_ms(desk: OpenDesk, runner: TaskRunner) -> list[float]:
    found: list[float] = []
    for turn in range(_CANCELS):
        begun, ended_s = Event(), list[float]()
        spec = _SPECS[turn % len(_SPECS)]

        def work(
            cancel: Cancellation, begun: Event = begun, ended_s: list[float] = ended_s,
            spec: FilterSpec = spec,
        ) -> int:  # fmt: skip
            begun.set()
            try:
                return len(desk.tickets.ids(spec, cancel))
            except Cancelled:
                ended_s.append(time.perf_counter())
                raise

        runner.run(work, lambda _: None, lane="bench")
        _wait(begun.is_set)
        _wait_ms(10 + 3 * turn)
        since_s = time.perf_counter()
        runner.call_off("bench")
        _wait(lambda: not runner.is_busy)
        # What had ended before it was called off has kept no worker.
        found.append(max((ended_s[0] - since_s) * 1_000, 0.0) if ended_s else 0.0)
    return found


def main() -> None:
    """Show one list, disturb it, and say what that cost."""
    path = sys.argv[1]
    app = QApplication(["probe"])
    apply_theme(app, "light")
    opened = open_desk(DeskRequest(database=path))
    desk = _Desk(opened)
    runner = TaskRunner()
    shown = _list(desk, runner)
    stall = _Stall()
    _wait_ms(_IDLE_MS)
    stall.begin()
    _wait_ms(_IDLE_MS)
    told: dict[str, float | list[float]] = {"idle": stall.worst_ms()}
    told["filtering"] = _filter_and_scroll(shown, runner, stall)
    told["changes"] = _changes(shown, runner, desk, stall)
    told["cancel"] = _cancel_ms(opened, runner)
    shown.model.stop()
    runner.close()
    opened.close()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
