"""The administrator's window, driven as a user does."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.ui.admin.administration_dialog import AdministrationDialog
from helpdesk_desktop.ui.admin.entry_list import EntryList
from helpdesk_desktop.ui.admin.entry_page import EntryPage
from helpdesk_desktop.ui.admin_making import AdminMaking
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.screen import click, focus, get, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


class AdminScreen:
    """One administrator's window at its first page, opened by keys."""

    def __init__(
        self, qtbot: QtBot, runner: TaskRunner, making: AdminMaking, desk: OpenDesk
    ) -> None:
        self.qtbot = qtbot
        self.runner = runner
        self.making = making
        self.desk = desk
        making.open_dialog()
        self.settle()

    @property
    def dialog(self) -> AdministrationDialog:
        """The window."""
        dialog = self.making.dialog
        assert isinstance(dialog, AdministrationDialog)
        return dialog

    @property
    def toast(self) -> str:
        """What the notice of the window says."""
        return self.dialog.toast.sentence if self.dialog.toast.isVisible() else ""

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)

    def page(self, name: str) -> EntryPage[Any]:
        """Open a page by a click on the rail."""
        click(get(self.dialog, QPushButton, f"open_{name}"))
        page = self.dialog.stack.currentWidget()
        assert isinstance(page, EntryPage)
        assert page.objectName() == f"{name}_page"
        return page

    def names(self, page: str) -> list[str]:
        """The entries that the list shows."""
        found = get(self.dialog, EntryList, f"{page}_list")
        items = [found.item(row) for row in range(found.count())]
        return [item.text() for item in items if not item.isHidden()]

    def choose(self, page: str, name: str) -> None:
        """Click an entry, once the list has heard of it."""
        self.qtbot.waitUntil(lambda: name in self.names(page))
        found = get(self.dialog, EntryList, f"{page}_list")
        for row in range(found.count()):
            if found.item(row).text() == name:
                click(found.viewport(), found.visualItemRect(found.item(row)).center())
                return
        raise AssertionError(f"{name} is not among {self.names(page)}")

    def line(self, name: str) -> QLineEdit:
        """A line of the form."""
        return get(self.dialog, QLineEdit, name)

    def retype(self, name: str, text: str) -> None:
        """Type over what stands in a line."""
        line = self.line(name)
        focus(line)
        press(line, Qt.Key.Key_A, CONTROL)
        press(line, Qt.Key.Key_Delete)
        type_text(line, text)

    def press_button(self, name: str) -> None:
        """Click a button and wait for what it does."""
        click(get(self.dialog, QPushButton, name))
        self.settle()

    def save_by_keys(self) -> None:
        """Ctrl+Enter."""
        press(self.dialog, Qt.Key.Key_Return, CONTROL)
        self.settle()

    def tick(self, name: str, text: str) -> None:
        """Tick an entry of a list by keys."""
        found = get(self.dialog, QListWidget, name)
        focus(found)
        for row in range(found.count()):
            if found.item(row).text().startswith(text):
                found.setCurrentRow(row)
                press(found, Qt.Key.Key_Space)
                return
        raise AssertionError(f"{text} is not in {name}")

    def radio(self, name: str) -> QRadioButton:
        """A choice of the form."""
        return get(self.dialog, QRadioButton, name)

    def box(self, name: str) -> QCheckBox:
        """A box of the form."""
        return get(self.dialog, QCheckBox, name)

    def said(self, name: str) -> str:
        """What a label says while it can be seen."""
        label = get(self.dialog, QLabel, name)
        return label.text() if label.isVisible() else ""
