"""The only place that tells of tickets above the screen which the user has not seen yet."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.list.rereading import Reread
from helpdesk_desktop.ui.list.ticket_view import TicketView
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.tokens import SPACE


class NewsPill(QPushButton):
    """A small button over the top of the list; a click shows what came."""

    def __init__(self, view: TicketView) -> None:
        super().__init__(view)
        self.setObjectName("news_pill")
        self.setProperty("kind", "pill")
        bind_icon(self, "arrow-up", "on_accent")
        self._view = view
        self._count = 0
        self._has_moved = False
        view.changes_shown.connect(self._on_changes_shown)
        view.moved.connect(self._on_moved)
        view.viewport().installEventFilter(self)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def _on_changes_shown(self, reread: Reread, was_on_top: bool) -> None:  # noqa: FBT001 - a signal
        # Who had scrolled down knows that there are tickets above.
        if not (was_on_top or self._count):
            return
        held = reread.held
        # In a short list none could be put above: each came once, below what is on screen.
        count = held.came if held.above else self._count + held.came
        if count == self._count:
            return
        self._count, self._has_moved = count, self._has_moved or held.has_moved
        self._say()

    def _on_moved(self) -> None:
        self._count, self._has_moved = 0, False
        self.hide()

    def _say(self) -> None:
        self.setText(self._sentence())
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))

    def _sentence(self) -> str:
        if self._has_moved:
            one, many = self.tr("1 new or changed ticket"), self.tr("{n} new or changed tickets")
        else:
            one, many = self.tr("1 new ticket"), self.tr("{n} new tickets")
        return one if self._count == 1 else many.format(n=number_text(self._count))

    def _on_clicked(self) -> None:
        self._view.go_to_top()
        self._view.setFocus()

    def _place(self) -> None:
        area = self._view.viewport().geometry()
        left = area.left() + (area.width() - self.width()) // 2
        self.move(left, area.top() + 2 * SPACE)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
