"""The only place that opens a database file which somebody opened on the desktop."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.ui.links.forward import bring_forward
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner


class FileOpening(QObject):
    """Shows the file in this window, if it shows it already or nothing yet; else in another one.

    `is_same` says whether a path is the file of an open database. `start_with` opens a path in this
    window, as if it had been started with it; `start_another` begins another program so.
    """

    def __init__(
        self,
        runner: TaskRunner,
        window: MainWindow,
        *,
        is_same: Callable[[str, Opened], bool],
        start_with: Callable[[str], object],
        start_another: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._is_same = is_same
        self._start_with = start_with
        self._start_another = start_another

    def open_file(self, path: str, token: str = "") -> None:
        """Show the database of this file."""
        opened = self._window.open_desk
        if opened is None:
            bring_forward(self._window, token)
            self._start_with(path)
            return
        shown = opened

        def work(_cancel: Cancellation) -> bool:
            return self._is_same(path, shown)

        def land(is_same: object) -> None:
            if is_same:
                bring_forward(self._window, token)
            else:
                self._start_another(path)

        self._runner.run(work, land, owner=self)
