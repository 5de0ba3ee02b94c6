"""The page of the ticket list: rows by serial, columns by key."""

from typing import Self

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from helpdesk_desktop.testing import screen
from helpdesk_desktop.testing.pages.page import Menu, Page
from helpdesk_desktop.testing.screen import CONTROL, SHIFT, NotOnScreenError
from helpdesk_desktop.testing.waiting import wait_until
from helpdesk_desktop.ui.list.ticket_model import TicketModel
from helpdesk_desktop.ui.list.ticket_view import TicketView

# What is told of a list where something else was waited for.
_TOLD = 10


class TicketListPage(Page):
    """What the list shows; serials are whole numbers, columns go by their keys."""

    name = "ticket_list"

    @property
    def view(self) -> TicketView:
        """The table."""
        return self._program.window.tickets.view

    @property
    def model(self) -> TicketModel:
        """What the table shows."""
        return self._program.window.tickets.model

    @property
    def serials(self) -> list[int]:
        """The tickets from the top down, once all of them are known."""
        self.settle()
        wait_until(lambda: self.model.has_all_serials, "every ticket of the list to be known")
        return list(self.model.all_serials)

    @property
    def columns(self) -> list[str]:
        """The columns from left to right."""
        return [column.key for column in self._program.window.tickets.columns]

    @property
    def empty_sentence(self) -> str:
        """What stands in the place of rows; empty where there are rows."""
        return self.says("empty_sentence")

    @property
    def current(self) -> int | None:
        """The ticket that the detail panel shows."""
        return self.view.current_serial

    @property
    def selected(self) -> list[int]:
        """The tickets that are selected."""
        return list(self.view.selected_serials())

    def shows(self, serial: int) -> bool:
        """Whether the list has this ticket."""
        return serial in self.serials

    def text(self, serial: int, column: str = "subject") -> str:
        """What a ticket's cell says."""
        self.wait_for(serial)
        place = self._place(serial, column)
        self.view.scrollTo(place)
        said = wait_until(
            lambda: [str(place.data())] if self.model.row_at(place.row()) else [],
            f"the row of #{serial} to be read",
        )
        return said[0]

    def texts(self, column: str = "subject") -> list[str]:
        """What a column says of the tickets that can be seen without scrolling far (256)."""
        return [self.text(serial, column) for serial in self.serials[:256]]

    def wait_for(self, serial: int) -> Self:
        """Wait until the list has this ticket."""
        return self.until(
            lambda: self.model.row_of(serial) is not None,
            f"#{serial} in the list",
            self._told,
        )

    def wait_for_count(self, count: int) -> Self:
        """Wait until the list has so many tickets."""
        return self.until(
            lambda: self.model.has_all_serials and len(self.model.all_serials) == count,
            f"{count} tickets in the list",
            self._told,
        )

    def wait_for_only(self, *serials: int) -> Self:
        """Wait until the list has these tickets and no others, in any order."""
        wanted = sorted(serials)
        return self.until(
            lambda: self.model.has_all_serials and sorted(self.model.all_serials) == wanted,
            f"just {wanted} in the list",
            self._told,
        )

    def select(self, serial: int, *, add: bool = False) -> Self:
        """Click a ticket; with `add` beside those that are selected."""
        self.wait_for(serial)
        place = self._place(serial, "subject")
        self.view.scrollTo(place)
        modifier = CONTROL if add else screen.NO_KEYS
        spot = self.view.visualRect(place).center()
        screen.click(self.view.viewport(), spot, modifier=modifier)
        self.settle()
        return self

    def select_all(self) -> Self:
        """Select every ticket of the list by Ctrl+A."""
        return self._strike(Qt.Key.Key_A, CONTROL)

    def open(self, serial: int) -> Self:
        """Choose a ticket and open it by Enter."""
        self.select(serial)
        return self._strike(Qt.Key.Key_Return)

    def next(self) -> Self:
        """Go to the next ticket by J."""
        return self._strike(Qt.Key.Key_J)

    def previous(self) -> Self:
        """Go to the ticket before by K."""
        return self._strike(Qt.Key.Key_K)

    def mark_unread(self) -> Self:
        """Mark the selected tickets as unread by U."""
        return self._strike(Qt.Key.Key_U)

    def sort_by(self, column: str, *, add: bool = False) -> Self:
        """Click a column's header; with `add` as a further key of the order."""
        header = self.view.header
        section = self._section(column)
        middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
        spot = header.viewport().rect().center()
        spot.setX(middle)
        screen.click(header.viewport(), spot, modifier=SHIFT if add else screen.NO_KEYS)
        self.settle()
        return self

    def header_menu(self, column: str) -> Menu:
        """Open the menu of a column's header."""
        header = self.view.header
        spot = header.viewport().rect().center()
        section = self._section(column)
        spot.setX(header.sectionViewportPosition(section) + header.sectionSize(section) // 2)
        place = header.viewport().mapToGlobal(spot)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, place)
        QApplication.sendEvent(header.viewport(), asked)
        return Menu(self._program, "header_menu").wait_open()

    def row_menu(self) -> Menu:
        """Open the menu of the selected tickets by the menu key."""
        screen.focus(self.view)
        place = self.view.viewport().mapToGlobal(self.view.viewport().rect().center())
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), place)
        QApplication.sendEvent(self.view, asked)
        return Menu(self._program, "row_menu").wait_open()

    def take_way_out(self) -> Self:
        """Press the button that stands below the sentence of an empty or failed list."""
        self.click("empty_button")
        self.settle()
        return self

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = screen.NO_KEYS) -> Self:
        """Press a key while the list has the focus."""
        return self._strike(key, modifier)

    def _strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = screen.NO_KEYS) -> Self:
        screen.focus(self.view)
        screen.press(self.view, key, modifier)
        self.settle()
        return self

    def _section(self, column: str) -> int:
        for number, one in enumerate(self.view.columns):
            if one.key == column and not self.view.isColumnHidden(number):
                return number
        raise NotOnScreenError(f"no column {column}; there are {', '.join(self.columns)}")

    def _place(self, serial: int, column: str) -> QModelIndex:
        row = self.model.row_of(serial)
        if row is None:
            raise NotOnScreenError(f"#{serial} is not in the list; {self._told()}")
        return self.model.index(row, self._section(column))

    def _told(self) -> str:
        known = list(self.model.all_serials)
        if not known:
            return f"no tickets, and “{self.empty_sentence}”"
        more = f" and {len(known) - _TOLD} more" if len(known) > _TOLD else ""
        return ", ".join(f"#{serial}" for serial in known[:_TOLD]) + more
