"""The whole program on a database, used by keys alone: what a journey needs to know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Serial, TicketDetail
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.first_looks import read_looks
from helpdesk_desktop.services.places import config_path
from helpdesk_desktop.ui.list.ticket_view import TicketView
from tests.keyboard import Keyboard

# Finding, sorting and counting among a million tickets takes seconds, off the window's thread, and
# many more where the machine is busy with other things.
LONGEST_MS = 120_000
FRAME = QRect(100, 60, 1500, 860)


@dataclass(frozen=True, slots=True)
class DeskFile:
    """A database file, and the login of its administrator."""

    path: Path
    login: str


class AtTheDesk:
    """One run of the program, from its start to its end."""

    def __init__(self, qtbot: QtBot, file: DeskFile, memory: Path) -> None:
        self._qtbot = qtbot
        self.keys = Keyboard(qtbot)
        options = Options(database=str(file.path), as_login=file.login)
        self.desktop = Desktop(options, str(memory), read_looks(config_path()))
        self.window = self.desktop.window
        qtbot.addWidget(self.window)

    @property
    def view(self) -> TicketView:
        """The list."""
        return self.window.tickets.view

    @property
    def directory(self) -> Directory:
        """Who and what there is."""
        assert self.desktop.opened is not None
        return self.desktop.opened.directory

    def start(self) -> None:
        """Show the window, until everything it shows is there."""
        self.window.show()
        self.until(lambda: self.desktop.opened is not None)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        model, runner = self.window.tickets.model, self.desktop.runner
        self.until(lambda: model.has_all_serials and not runner.is_busy)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for a state."""
        self._qtbot.waitUntil(is_so, timeout=LONGEST_MS)

    def popup(self, name: str) -> QWidget:
        """Wait for the popup of this name."""
        self.until(lambda: _popup_name() == name)
        popup: QWidget | None = QApplication.activePopupWidget()
        assert popup is not None
        return popup

    def until_no_popup(self) -> None:
        """Wait until the popup has closed by itself."""
        self.until(lambda: not _popup_name())
        self.settle()

    def ticket(self, serial: int | None) -> TicketDetail:
        """The ticket as the database has it."""
        assert self.desktop.opened is not None
        assert serial is not None
        return self.desktop.opened.desk.tickets.detail(Serial(serial), Cancellation())

    def widths(self) -> list[int]:
        """The columns' widths in the order on screen."""
        header = self.view.header
        return [header.sectionSize(header.logicalIndex(n)) for n in range(header.count())]

    def quit(self) -> None:
        """End the program."""
        self.keys.strike(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert not self.window.isVisible()
        assert self.desktop.is_drained


def _popup_name() -> str:
    popup: QWidget | None = QApplication.activePopupWidget()
    return "" if popup is None else popup.objectName()
