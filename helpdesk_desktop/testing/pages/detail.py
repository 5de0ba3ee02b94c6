"""The page of one ticket at the right: its values, changed where they stand, and its notes."""

from collections.abc import Mapping
from typing import Any, Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QWidget

from helpdesk_desktop.domain.ticket import PRIORITY_KEYS, SOURCE_KEYS, STATUS_KEYS
from helpdesk_desktop.testing import screen
from helpdesk_desktop.testing.pages.page import Page, Popup
from helpdesk_desktop.testing.program import Program
from helpdesk_desktop.testing.screen import CONTROL
from helpdesk_desktop.ui.editing.value_cell import ValueCell

_KEY = Qt.ItemDataRole.UserRole
_KEYS: dict[str, Mapping[Any, str]] = {
    "status": STATUS_KEYS,
    "priority": PRIORITY_KEYS,
    "source": SOURCE_KEYS,
}
# What stands as a badge beside the subject.
_BADGES = frozenset({"status", "priority", "type"})


class PickCard(Popup):
    """The card in which one value of a ticket is picked, as `status`, `assignee`, `ccs`."""

    def __init__(self, program: Program, field: str) -> None:
        super().__init__(program)
        self.name = f"{field}_popup"
        self._field = field

    @property
    def offers(self) -> list[str]:
        """What can be picked."""
        return self.entries(f"{self._field}_choices")

    def pick(self, wanted: str) -> None:
        """Take what has this key (`urgent`, `status`), else what a typed name finds first."""
        shown = self.find(f"{self._field}_choices", QListWidget)
        keys = [self._key(shown.item(row).data(_KEY)) for row in range(shown.count())]
        if wanted in keys:
            there = shown.currentRow()
            key = Qt.Key.Key_Down if keys.index(wanted) > there else Qt.Key.Key_Up
            for _ in range(abs(keys.index(wanted) - there)):
                self.press_in(f"{self._field}_find", key)
        else:
            self.type_into(f"{self._field}_find", wanted)
        self.press_in(f"{self._field}_find", Qt.Key.Key_Return)
        self.settle()

    def _key(self, data: object) -> str:
        numbers = {int(number): key for number, key in _KEYS.get(self._field, {}).items()}
        return numbers.get(data, "") if isinstance(data, int) else str(data)


class DetailPage(Page):
    """The detail panel; fields go by their names in it: `subject`, `status`, `assignee`, `due`."""

    name = "detail_panel"

    @property
    def serial(self) -> int | None:
        """The ticket that it shows."""
        detail = self._program.window.detail.detail
        return None if detail is None else int(detail.serial)

    @property
    def timeline(self) -> str:
        """Notes and history as they are shown."""
        return self.says("timeline")

    def wait_for(self, serial: int) -> Self:
        """Wait until it shows this ticket."""
        self.until(
            lambda: self.serial == serial, f"the panel to show #{serial}", lambda: self.serial
        )
        self.settle()
        return self

    def value(self, field: str) -> str:
        """What a field says."""
        cell_link = f"{field}_link"
        return self.says(cell_link) if self.has(cell_link) else self.says(field)

    def pick(self, field: str, text: str) -> Self:
        """Change a value that is picked from a list, by its key or from its cell."""
        card = PickCard(self._program, field)
        if not card.is_open:
            self._open(field)
        card.wait_open().pick(text)
        self.settle()
        return self

    def retype(self, field: str, text: str) -> Self:
        """Type over a text where it stands and save it."""
        editor = self.edit(field)
        screen.retype(editor, text)
        is_line = isinstance(editor, QLineEdit)
        screen.press(editor, Qt.Key.Key_Return, screen.NO_KEYS if is_line else CONTROL)
        self.until(
            lambda: not self.has(f"{field}_edit"),
            f"{field} to be saved",
            lambda: self.says(f"{field}_problem"),
        )
        self.settle()
        return self

    def edit(self, field: str) -> QWidget:
        """Open the editor of a text where it stands."""
        self._open(field)
        return self.find(f"{field}_edit", QWidget)

    def add_note(self, text: str, *, for_customer: bool = False) -> Self:
        """Write a note and add it."""
        self.click("note_visible" if for_customer else "note_internal")
        self.type_into("note_text", text)
        self.click("add_note")
        self.until(
            lambda: not self.find("note_text", QPlainTextEdit).toPlainText(),
            "the note to be added",
            lambda: self.says("note_error"),
        )
        self.settle()  # the timeline is read again
        return self

    def _open(self, field: str) -> None:
        if field in _BADGES:
            screen.click(self.find(field, QWidget))
            return
        cell = self.find(f"{field}_cell", ValueCell)
        self.until(lambda: cell.is_editable, f"{field} to be editable")
        screen.focus(cell)
        screen.press(cell, Qt.Key.Key_F2)
