"""The only place that turns a burst of changes into few readings of the list.

The first change is read at once. What comes while the list is being read, or shortly after, waits
and is read together; nothing that is being read is ever called off by a newer change, so a burst
without an end does not starve the list.
"""

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

# Of a burst, three readings a second at most.
_PAUSE_MS = 300
# A list that takes long to read is read less often: twice as long a pause, within the 2 s in which
# a change has to show.
_SHARE = 2
_LONGEST_PAUSE_MS = 700


class JoinedChanges(QObject):
    """Says when the list is to be read; `due` asks for it, `ended` must follow every reading."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_reading = False
        self._is_wanted = False
        self._began_s = 0.0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)

    @property
    def is_reading(self) -> bool:
        """Whether a reading is under way."""
        return self._is_reading

    def want(self) -> None:
        """Something changed: the list is to be read soon."""
        self._is_wanted = True
        if not self._is_reading and not self._pause.isActive():
            self._on_paused()

    def begin(self) -> None:
        """The list is being read, by whoever's wish."""
        if not self._is_reading:
            self._is_reading = True
            self._began_s = monotonic()

    def end(self) -> None:
        """The list was read, or cannot be."""
        if self._is_reading:
            self._is_reading = False
            took_ms = round((monotonic() - self._began_s) * 1_000)
            self._pause.start(min(max(_PAUSE_MS, _SHARE * took_ms), _LONGEST_PAUSE_MS))

    def forget(self) -> None:
        """What was wanted is being read already, by a question of the user."""
        self._is_wanted = False

    def stop(self) -> None:
        """Ask for nothing more."""
        self._pause.stop()
        self._is_wanted = False

    def _on_paused(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self.due.emit()
