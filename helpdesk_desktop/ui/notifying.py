"""The only place that calls the agent to the window: when tickets become theirs meanwhile.

It tells nothing while the window is in use, where the list itself shows it, and it shows no text of
a ticket: the screen may be seen by others.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from helpdesk_desktop.ui.main_window import MainWindow

_MINE = "my-unprocessed"


class Notifying(QObject):
    """Flashes the window's button in the task bar; `called` carries how many tickets are new."""

    called = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_on = True
        self._known: int | None = None
        window.quick_counts.counted.connect(self._on_counted)

    def set_on(self, *, is_on: bool) -> None:
        """Whether the agent wants to be called."""
        self._is_on = is_on

    def begin(self) -> None:
        """Another database, or another agent: what is theirs there is nothing new."""
        self._known = None

    def _on_counted(self, key: str, count: int) -> None:
        if key != _MINE:
            return
        known, self._known = self._known, count
        # Any window of the program in use will do: a ticket may be written in one of its own.
        is_in_use = QApplication.activeWindow() is not None
        if known is not None and count > known and self._is_on and not is_in_use:
            QApplication.alert(self._window)
            self.called.emit(count - known)
