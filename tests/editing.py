"""How a test edits a ticket: open lists, their lines, and what the database says afterwards."""

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.ticket import Serial, TicketDetail, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui.editing.editor_popup import EditorPopup
from helpdesk_desktop.ui.editing.pick_popup import PickPopup
from tests import screen

Popup = TypeVar("Popup", bound=EditorPopup)


def detail(desk: OpenDesk, serial: int) -> TicketDetail:
    """The ticket as the database has it."""
    return desk.tickets.detail(Serial(serial), Cancellation())


def change(desk: OpenDesk, serial: int, **changes: Any) -> None:
    """An edit by whoever sits at that desk, whatever the version."""
    desk.tickets.edit(TicketEdit(Serial(serial), None, tuple(changes.items())))


def popup(qtbot: QtBot, kind: type[Popup]) -> Popup:
    """The list that is open, once it is."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), kind))
    found = QApplication.activePopupWidget()
    assert isinstance(found, kind)
    return found


def no_popup(qtbot: QtBot) -> None:
    """Wait until no list is open."""
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def pick(qtbot: QtBot, words: str) -> None:
    """Type into the open list, and take its first line by Enter."""
    opened = popup(qtbot, PickPopup)
    screen.type_text(opened.line, words)
    screen.press(opened.line, Qt.Key.Key_Return)


def shown_names(opened: PickPopup) -> list[str]:
    """The lines of a list."""
    return [opened.list.item(row).text() for row in range(opened.list.count())]


def cell(panel: QWidget, name: str) -> QWidget:
    """A value of the panel that can be edited."""
    return screen.get(panel, QWidget, f"{name}_cell")


def line(panel: QWidget, name: str) -> QLineEdit:
    """The line in which a text is edited."""
    return screen.get(panel, QLineEdit, f"{name}_edit")
