"""The pages of menus, of the chooser of columns, and of the list of shortcuts."""

from typing import Self

from PySide6.QtCore import Qt

from helpdesk_desktop.testing import screen
from helpdesk_desktop.testing.pages.page import Dialog, Menu, Popup
from helpdesk_desktop.testing.program import Program
from helpdesk_desktop.testing.screen import CONTROL, SHIFT, NotOnScreenError
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.list.column_list import ColumnList


class AccountMenuPage(Menu):
    """The menu under the agent's name; entries go by `act_settings` and the like."""

    def __init__(self, program: Program) -> None:
        super().__init__(program, "account_menu")

    def open(self) -> Self:
        """Open it by a click on the agent's name."""
        window = self._program.window
        screen.click(window.top_bar.account)
        return self.wait_open()


class GroupMenuPage(Menu):
    """The menu that groups the rows of the list; entries go by `group_by_status` and the like."""

    def __init__(self, program: Program) -> None:
        super().__init__(program, "group_menu")

    def open(self) -> Self:
        """Open it by Ctrl+G."""
        self.do(Act.GROUP_ROWS)
        return self.wait_open()


class ColumnChooserPage(Popup):
    """The panel of columns; they go by their keys."""

    name = "column_chooser"

    def open(self) -> Self:
        """Open it by F7."""
        self.do(Act.CHOOSE_COLUMNS)
        return self.wait_open()

    @property
    def titles(self) -> list[str]:
        """All columns that can be shown, in their order."""
        return self.entries("column_list")

    def toggle(self, column: str) -> Self:
        """Tick or untick a column."""
        self._go_to(column)
        self.press_in("column_list", Qt.Key.Key_Space)
        self.settle()
        return self

    def move(self, column: str, steps: int) -> Self:
        """Move a column up (below nought) or down."""
        self._go_to(column)
        key = Qt.Key.Key_Up if steps < 0 else Qt.Key.Key_Down
        for _ in range(abs(steps)):
            self.press_in("column_list", key, CONTROL | SHIFT)
        return self

    def done(self) -> None:
        """Close it."""
        self.click("columns_done")
        self.wait_closed()

    def _go_to(self, column: str) -> None:
        ticks = self.find("column_list", ColumnList)
        screen.focus(ticks)
        screen.press(ticks, Qt.Key.Key_Home)
        for _ in range(ticks.count()):
            if ticks.current_key == column:
                return
            screen.press(ticks, Qt.Key.Key_Down)
        raise NotOnScreenError(f"no column {column}; there are {self.titles}")


class ShortcutsPage(Dialog):
    """The list of keyboard shortcuts."""

    name = "shortcut_list"

    def open(self) -> Self:
        """Open it by F1."""
        self.do(Act.SHORTCUTS)
        return self.wait_open()

    def close(self) -> None:
        """Close it."""
        self.click("close_shortcuts")
        self.wait_closed()
