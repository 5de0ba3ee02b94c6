"""The only place that follows work of seconds to hours: its progress, its time, its calling off.

The worker leaves its newest word in a slot and a timer of the window looks there: no signal ever
crosses a thread, however fast the worker speaks. Called-off work lands like any other, so that
what it did until then is told.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, HelpdeskError
from helpdesk_desktop.ui.tasks import TaskRunner

R = TypeVar("R")

# As often as an eye can follow a number.
_LOOK_MS = 120
# product.md: cancel is offered after a second.
SLOW_MS = 1_000


class _Slot:
    """The newest word of the worker; assigning an attribute is atomic."""

    def __init__(self) -> None:
        self.said: Any = None

    def put(self, word: Any) -> None:
        self.said = word


class LongWork(QObject):
    """One kind of long work, at most one at a time: what is begun later takes the place.

    `changed` comes at every start, word and end.
    """

    changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._number = 0
        self._stop: Cancellation | None = None
        self._slot = _Slot()
        self._clock = QElapsedTimer()
        self._is_cancelling = False
        self._told: Any = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_running(self) -> bool:
        """Whether an answer is still to come."""
        return self._stop is not None

    @property
    def is_cancelling(self) -> bool:
        """Whether it was called off and has not come back yet."""
        return self._is_cancelling

    @property
    def is_slow(self) -> bool:
        """Whether it runs for more than a second."""
        return self.is_running and self._clock.elapsed() >= SLOW_MS

    @property
    def told(self) -> Any:
        """The worker's newest word; None before the first."""
        return self._told

    @property
    def elapsed_s(self) -> float:
        """How long the work runs, or ran."""
        return self._clock.elapsed() / 1000 if self._clock.isValid() else 0.0

    def start(
        self,
        work: Callable[[Cancellation, Callable[[Any], object]], R],
        then: Callable[[R | None], object],
        failed: Callable[[HelpdeskError], object],
    ) -> None:
        """Do `work`, then call `then` with its answer, None when it was called off without one.

        `work` gets a cancellation and a function to tell its progress with, and runs on a worker.
        """
        self.drop()
        self._number += 1
        number, stop, slot = self._number, Cancellation(), _Slot()
        self._stop, self._slot, self._told = stop, slot, None
        self._is_cancelling = False

        def task(cancel: Cancellation) -> R | None:
            try:
                # The end of the program calls this off like the user.
                with cancel.interrupting(stop.request):
                    return work(stop, slot.put)
            except Cancelled:
                return None

        def land(answer: R | None) -> None:
            if self._end(number):
                then(answer)
                self.changed.emit()

        def refuse(error: HelpdeskError) -> None:
            if self._end(number):
                failed(error)
                self.changed.emit()

        self._clock.start()
        self._timer.start()
        self._runner.run(task, land, failed=refuse, owner=self)
        self.changed.emit()

    def cancel(self) -> None:
        """Call the work off; its answer still lands."""
        stop = self._stop
        if stop is None or self._is_cancelling:
            return
        self._is_cancelling = True
        # Interrupting may wait for a server.
        self._runner.run(lambda _: stop.request(), lambda _: None, owner=self)
        self.changed.emit()

    def drop(self) -> None:
        """Call the work off, and let its answer go."""
        if self._stop is not None:
            self.cancel()
            self._end(self._number)
            self._number += 1

    def _end(self, number: int) -> bool:
        if number != self._number or self._stop is None:
            return False
        self._timer.stop()
        self._told = self._slot.said
        self._stop = None
        self._is_cancelling = False
        return True

    def _on_timeout(self) -> None:
        self._told = self._slot.said
        self.changed.emit()
