"""The only place for thread code: work runs on a pool, its answer lands on the GUI thread.

A worker holds values and one bound signal, never a QObject. Superseded work is interrupted and its
answer never lands. Interrupting may itself wait for a server, so it has a thread of its own; so has
work that waits for minutes until something happens.
"""

import sys
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import Cancelled, HelpdeskError

T = TypeVar("T")

# List, counts, detail and writes each find a free worker; more would only fight for the GIL.
_WORKERS = 4
# Each painter's call gives Python's lock away and waits for it again, 5 ms by default while a
# worker computes: at 1 ms a frame over a busy worker takes half as long (118 and 60 ms measured).
_SWITCH_S = 0.001


class _Job:
    # What travels to the worker and back, and nothing of the window's: what the worker is the last
    # to hold dies in its thread.

    def __init__(self, work: Callable[[Cancellation], Any]) -> None:
        self.work = work
        self.cancel = Cancellation()
        self.answer: Any = None
        self.error: Exception | None = None


class _Task:
    # A job with whom its answer is for; it stays in the GUI thread.

    def __init__(
        self,
        job: _Job,
        then: Callable[[Any], object],
        failed: Callable[[HelpdeskError], object] | None,
        lane: Hashable | None,
        owner: QObject | None,
        *,
        order: Hashable | None,
    ) -> None:
        self.job = job
        self.cancel = job.cancel
        self.then = then
        self.failed = failed
        self.lane = lane
        self.owner = owner
        self.order = order
        self.future: Future[None] | None = None

    def is_awaited(self) -> bool:
        return all(
            shiboken6.isValid(listener)
            for listener in (self.owner, getattr(self.then, "__self__", None))
            if isinstance(listener, QObject)
        )


class TaskRunner(QObject):
    """Runs work off the GUI thread.

    `failed` carries a `HelpdeskError` that nobody else took. `changed` carries `Changes` and the
    object that made them, for everyone who shows the same rows. `settled` says that nothing runs.
    """

    failed = Signal(object)
    changed = Signal(object, object)
    settled = Signal()
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_S)
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="work")
        self._interrupter = ThreadPoolExecutor(1, thread_name_prefix="interrupt")
        self._waiter = ThreadPoolExecutor(1, thread_name_prefix="wait")
        self._running: dict[_Job, _Task] = {}
        self._waiting: dict[_Job, _Task] = {}
        self._lanes: dict[Hashable, _Task] = {}
        self._orders: dict[Hashable, _Task] = {}
        self._is_closed = False
        self._ended.connect(self._on_task_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any work has not come back yet, superseded work included."""
        return bool(self._running)

    @property
    def is_closed(self) -> bool:
        """Whether new work is refused."""
        return self._is_closed

    def run(
        self,
        work: Callable[[Cancellation], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[HelpdeskError], object] | None = None,
        lane: Hashable | None = None,
        owner: QObject | None = None,
        order: Hashable | None = None,
    ) -> Cancellation:
        """Do `work` on a worker, then call `then` with its value on the GUI thread.

        In a lane the newest work wins: what runs or waits there is called off. Without a lane every
        answer lands. Nothing lands once `owner`, or the object whose method `then` is, has died.
        Work of one `order` runs one after the other as asked for, and `close` waits for it instead
        of calling it off: for what must not be lost. It must be short.
        The answered `Cancellation` calls this work off, and its answer with it.
        """
        task = _Task(_Job(work), then, failed, lane, owner, order=order)
        if self._is_closed:
            task.cancel.request()
            return task.cancel
        if lane is not None:
            self.call_off(lane)
            self._lanes[lane] = task
        self._running[task.job] = task
        before = None
        if order is not None:
            before = self._orders.get(order)
            self._orders[order] = task
        earlier = before.future if before is not None else None
        task.future = self._pool.submit(_do, task.job, self._ended.emit, earlier)
        return task.cancel

    def wait_for(
        self,
        work: Callable[[Cancellation], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[HelpdeskError], object] | None = None,
        owner: QObject | None = None,
    ) -> Cancellation:
        """Do `work` that waits until something happens, on the thread kept for that.

        It takes no worker, and nobody is busy for it. One waits at a time: who has waited enough
        ends it with `end_wait`, and `close` ends it at once.
        """
        task = _Task(_Job(work), then, failed, None, owner, order=None)
        if self._is_closed:
            task.cancel.request()
            return task.cancel
        self._waiting[task.job] = task
        task.future = self._waiter.submit(_do, task.job, self._ended.emit)
        return task.cancel

    def end_wait(self, cancel: Cancellation) -> None:
        """End a wait; its answer never lands."""
        if not self._is_closed:
            self._interrupter.submit(cancel.request)

    def request(self, cancel: Cancellation) -> None:
        """Request a cancellation that the work itself was given; its answer still lands."""
        if not self._is_closed:
            self._interrupter.submit(cancel.request)

    def call_off(self, lane: Hashable) -> None:
        """Interrupt what runs in the lane; its answer never lands."""
        task = self._lanes.pop(lane, None)
        if task is not None:
            self._interrupter.submit(task.cancel.request)

    def announce(self, changes: Changes, initiator: object = None) -> None:
        """Tell everyone who shows these rows that they are no longer as they were read."""
        if not changes.is_empty and not self._is_closed:
            self.changed.emit(changes, initiator)

    def close(self, deadline_ms: int = 3_000) -> bool:
        """Refuse new work, interrupt the rest and wait for it; False when some would not end."""
        self._is_closed = True
        self._lanes.clear()
        for task in self._waiting.values():
            if task.future is not None and not task.future.cancel():
                self._interrupter.submit(task.cancel.request)
        for task in self._running.values():
            if task.order is None and task.future is not None and not task.future.cancel():
                self._interrupter.submit(task.cancel.request)
        futures = [
            task.future
            for task in (*self._running.values(), *self._waiting.values())
            if task.future and not task.future.cancelled()
        ]
        self._pool.shutdown(wait=False)
        self._waiter.shutdown(wait=False)
        late = wait(futures, timeout=deadline_ms / 1000).not_done
        self._running.clear()
        self._waiting.clear()
        self._orders.clear()
        # What is idle ends at once; only what hangs in a driver is left behind.
        self._pool.shutdown(wait=not late)
        self._waiter.shutdown(wait=not late)
        self._interrupter.shutdown(wait=not late, cancel_futures=bool(late))
        return not late

    def _on_task_ended(self, job: _Job) -> None:
        if self._is_closed:
            return
        if job in self._waiting:
            task = self._waiting.pop(job)
            if not task.cancel.is_requested and task.is_awaited():
                self._land(task)
            return
        task = self._running.pop(job)
        if task.order is not None and self._orders.get(task.order) is task:
            del self._orders[task.order]
        is_newest = task.lane is None or self._lanes.get(task.lane) is task
        if task.lane is not None and is_newest:
            del self._lanes[task.lane]
        if is_newest and not task.cancel.is_requested and task.is_awaited():
            self._land(task)
        if not self._running and not self._is_closed:
            self.settled.emit()

    def _land(self, task: _Task) -> None:
        error = task.job.error
        if error is None:
            task.then(task.job.answer)
        elif isinstance(error, Cancelled):
            return
        elif isinstance(error, HelpdeskError):
            (task.failed or self.failed.emit)(error)
        else:
            # A bug. The hook writes it down with the traceback of the worker.
            sys.excepthook(type(error), error, error.__traceback__)


def _do(job: _Job, ended: Callable[[_Job], object], earlier: Future[None] | None = None) -> None:
    if earlier is not None:
        # It was handed to the pool first, so a worker has it already: waiting cannot lock up.
        wait([earlier])
    try:
        job.cancel.check()
        job.answer = job.work(job.cancel)
    except Exception as error:  # noqa: BLE001 - every error is carried to the GUI thread
        job.error = error
    # The runner may have died after a close that could not wait for this worker.
    with suppress(RuntimeError):
        ended(job)
