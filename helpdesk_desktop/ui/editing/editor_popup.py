"""The only place for the frame in which one field of a ticket is changed by a pick.

It opens at the value or the row, closes by itself when the change is saved, and stays, with the
pick in it, while it is not: nobody has to find out again what was wanted.
"""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.editing.editor_foot import EditorFoot
from helpdesk_desktop.ui.plain_text import ElidedLabel
from helpdesk_desktop.ui.tokens import SPACE

# Wide enough for a name and a login.
_WIDTH = 280


class EditorPopup(QFrame):
    """A heading, an editor, a foot.

    `chosen` carries the new value, `theirs_chosen` says that the other's value may stand. `left`
    carries a value that was picked when something else than the user closed the frame.
    """

    chosen = Signal(object)
    mine_chosen = Signal()
    theirs_chosen = Signal()
    left = Signal(object)

    def __init__(self, name: str, heading: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"{name}_popup")
        self.setAccessibleName(heading)
        self.setProperty("kind", "editor-popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self._is_done = False
        self._anchor = QRect()
        self.heading = ElidedLabel(heading, name=f"{name}_heading", tone="section")
        self.foot = EditorFoot(name)
        self.foot.mine_chosen.connect(self._on_mine_chosen)
        self.foot.theirs_chosen.connect(self._on_theirs_chosen)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self.column.setSpacing(2 * SPACE)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.foot)

    def open_at(self, anchor: QRect) -> None:
        """Show the frame under this place of the screen, or above it where there is no room."""
        self._anchor = anchor
        self._place()
        self.show()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the pick is made."""

    def unsaved(self) -> object:
        """What was picked and not sent yet, None for nothing."""
        return None

    def show_saving(self) -> None:
        """The pick is on its way."""
        self.foot.clear()

    def finish(self) -> None:
        """The pick is saved, or not wanted any more: close."""
        self._is_done = True
        self.close()

    def say_problem(self, sentence: str) -> None:
        """The pick was not saved; it can be sent again."""
        self.foot.say_problem(sentence)
        self._place()
        self.take_focus()

    def say_clash(self, sentence: str) -> None:
        """Somebody else changed the same field."""
        self.foot.say_clash(sentence)
        self._place()
        self.foot.mine.setFocus()

    def _on_mine_chosen(self) -> None:
        self.mine_chosen.emit()

    def _on_theirs_chosen(self) -> None:
        self.theirs_chosen.emit()
        self.finish()

    def _place(self) -> None:
        self.adjustSize()
        screen = QGuiApplication.screenAt(self._anchor.center()) or self.screen()
        room = screen.availableGeometry()
        below = self._anchor.bottomLeft() + QPoint(0, 3)
        if below.y() + self.height() > room.bottom():
            above = self._anchor.top() - self.height() - 3
            below.setY(max(above, room.top()))
        below.setX(max(min(below.x(), room.right() - self.width()), room.left()))
        self.move(below)

    # Qt

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            event.accept()
            return
        value = self.unsaved()
        if value is not None and not self.foot.has_clash:
            self.chosen.emit(value)  # leaving saves; the frame closes once that is done
        else:
            self.finish()

    @override
    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type] # Qt hands in its own event
        value = None if self._is_done else self.unsaved()
        self._is_done = True
        if value is not None:
            self.left.emit(value)
