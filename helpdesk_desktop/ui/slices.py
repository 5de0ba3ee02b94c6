"""The only place where long building is cut into slices, between which the window answers."""

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

# What a slice makes is laid out and drawn, too, and all of that is to be within 50 ms.
_SLICE_MS = 10


class Slices(QObject):
    """Takes steps whenever nothing else is to be done; `ended` after the last of them."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._is_done = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_some)

    @property
    def is_running(self) -> bool:
        """Whether there are steps to take."""
        return self._steps is not None

    def run(self, steps: Iterator[object]) -> None:
        """Take these steps, and no more of those before."""
        self._steps, self._is_done = steps, False
        self._timer.start()

    def stop(self) -> None:
        """Take no more steps."""
        self._steps = None
        self._timer.stop()

    def finish(self) -> None:
        """Take all steps that are left now, however long that takes."""
        steps = self._steps
        if steps is not None:
            for _ in steps:
                pass
            self._end()

    def _take_some(self) -> None:
        if self._is_done:
            self._end()
            return
        steps = self._steps
        taken = QElapsedTimer()
        taken.start()
        while steps is not None and steps is self._steps and taken.elapsed() < _SLICE_MS:
            if next(steps, self) is self:
                # Ended only once what was made last is shown and laid out.
                self._is_done = True
                return

    def _end(self) -> None:
        self.stop()
        self.ended.emit()
