"""The page of the window that says why a ticket is in the list."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget

from helpdesk_desktop.testing import reading
from helpdesk_desktop.testing.pages.page import Dialog
from helpdesk_desktop.ui.actions import Act


class WhyPage(Dialog):
    """Each condition of the list, and whether it holds for one ticket."""

    name = "why_window"

    def open(self) -> Self:
        """Open it by Ctrl+Shift+I for the current ticket."""
        self.do(Act.WHY)
        return self.wait_open()

    @property
    def verdict(self) -> str:
        """Whether the ticket is listed, and whether it may be seen."""
        return self.says("why_verdict")

    @property
    def conditions(self) -> list[tuple[str, ...]]:
        """The conditions: its words, whether it holds, the ticket's own value."""
        return reading.lines_of(self.find("why_conditions", QTreeWidget), 3)

    def ask(self, serial: int) -> Self:
        """Ask of a ticket."""
        self.type_into("why_serial", str(serial))
        self.press_in("why_serial", Qt.Key.Key_Return)
        return self.until_says("why_verdict", f"#{serial}")

    def see_as(self, agent: str) -> Self:
        """See it as another agent does."""
        self.choose("why_agent", agent)
        self.settle()
        return self

    def close(self) -> None:
        """Close it."""
        self.click("close_why")
        self.wait_closed()
