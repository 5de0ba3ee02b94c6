"""The only place that keeps Python's garbage collection from holding up the window.

A full collection looks at every object there is: 130 ms with all that the program has loaded,
whenever rows come and go while an agent scrolls. What is there when the first list is shown stays
to the end, so later collections need not look at it, and take a few milliseconds. Until then there
are none: they would find next to nothing among what is being loaded.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject

from helpdesk_desktop.ui.tasks import TaskRunner


class LastingObjects(QObject):
    """Spares what is there from collections, once, as soon as `is_shown` and nothing runs.

    Collections begin when nothing runs for the first time, shown or not.
    """

    def __init__(self, runner: TaskRunner, is_shown: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_shown = is_shown
        self._is_done = False
        gc.disable()
        runner.settled.connect(self._on_settled)

    def _on_settled(self) -> None:
        gc.enable()
        if not self._is_done and self._is_shown():
            self._is_done = True
            gc.freeze()
