"""The only place for the menu of the list's rows, by a right click or by the menu key."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from helpdesk_desktop.ui.list.ticket_view import TicketView


class RowMenu(QObject):
    """Offers what can be done with the selected tickets; None among the actions is a line."""

    def __init__(self, view: TicketView, actions: Sequence[QAction | None]) -> None:
        super().__init__(view)
        self._view = view
        self.menu = QMenu(view)
        self.menu.setObjectName("row_menu")
        for action in actions:
            if action is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(action)
        view.menu_wanted.connect(self._on_menu_wanted)

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self._view.selected_count():
            self.menu.popup(place)
