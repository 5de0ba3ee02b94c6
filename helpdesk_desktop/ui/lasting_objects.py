"""The only place that keeps Python's garbage collection from holding up the window.

A full collection looks at every object there is: 130 ms with all that the program has loaded,
whenever rows come and go while an agent scrolls. What is there when the first list is shown stays
to the end, so later collections need not look at it, and take a few milliseconds. Until then there
are none: they would find next to nothing among what is being loaded.

Collections are made in the window's own thread. Python makes them in whichever thread allocates,
a worker for instance; a signal's end that dies there waits for Python's lock while it holds one of
Qt's, and a window that waits for that one stands still for ever.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from helpdesk_desktop.ui.tasks import TaskRunner

LOOKS_EVERY_MS = 1_000


class LastingObjects(QObject):
    """Spares what is there from collections, once, as soon as `is_shown` and nothing runs.

    Collections begin when nothing runs for the first time, shown or not.
    """

    def __init__(self, runner: TaskRunner, is_shown: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_shown = is_shown
        self._is_done = False
        self._pause = QTimer(self, interval=LOOKS_EVERY_MS)
        self._pause.timeout.connect(self.collect)
        gc.disable()
        runner.settled.connect(self._on_settled)

    def collect(self) -> None:
        """Collect as much as Python itself would by now."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if 0 < threshold < count
        ]
        if due:
            gc.collect(due[-1])

    def _on_settled(self) -> None:
        self._pause.start()
        if not self._is_done and self._is_shown():
            self._is_done = True
            gc.freeze()
