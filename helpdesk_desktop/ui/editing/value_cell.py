"""The only place that makes a shown value one that can be changed where it stands.

Where nothing can be changed a cell is only its value. Else it can be reached by Tab, shows a pencil
under the mouse, and a click, Enter or F2 asks for its editor.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QLabel, QTextEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import restyle, theme

OPENING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space})
_PENCIL = 13


class ValueCell(QFrame):
    """A value, or the editor in its place; `edit_wanted` carries the cell's name."""

    edit_wanted = Signal(str)

    def __init__(
        self,
        name: str,
        says: str,
        shown: QWidget,
        *,
        is_flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_cell")
        self.setProperty("kind", "cell")
        self.setProperty("flush", is_flush)
        self._name = name
        self._shown = shown
        self._editor: QWidget | None = None
        self._is_editable = False
        self._is_pressed = False
        self._pressed_at: QPoint | None = None  # in a text that can be selected
        self.setAccessibleName(self.tr("Change {field}").format(field=says))
        self._pencil = QLabel(self)
        self._pencil.setFixedWidth(_PENCIL + 2)
        self._pencil.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        # A flush value stands at the edge of the panel, where no ground can go beyond it.
        self._row.setContentsMargins(0 if is_flush else 5, 1, 0 if is_flush else 3, 1)
        self._row.setSpacing(4)
        self._row.addWidget(shown, 1)
        self._row.addWidget(self._pencil)
        # Texts that can be selected take the mouse for themselves.
        for area in [*shown.findChildren(QAbstractScrollArea), shown]:
            if isinstance(area, QTextEdit):
                area.viewport().installEventFilter(self)
        theme().changed.connect(self._draw)

    @property
    def is_editable(self) -> bool:
        """Whether the value can be changed."""
        return self._is_editable

    @property
    def editor(self) -> QWidget | None:
        """What stands in the value's place."""
        return self._editor

    def set_editable(self, *, is_editable: bool) -> None:
        """Let the value be changed, or only be read."""
        # A style put on again costs a panel of a hundred fields a fifth of a second.
        if is_editable != self._is_editable:
            self._is_editable = is_editable
            self._show_state()

    def _show_state(self) -> None:
        is_editable = self._is_editable
        self.setProperty("editable", is_editable)
        has_focus = is_editable and self._editor is None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if has_focus else Qt.FocusPolicy.NoFocus)
        self.setToolTip(tooltip(self.tr("Click to change (F2)")) if is_editable else "")
        restyle(self)
        self._draw()

    def open_editor(self, editor: QWidget) -> None:
        """Put an editor in the value's place."""
        self._editor = editor
        self._shown.hide()
        self._pencil.hide()
        self._row.insertWidget(0, editor, 1)
        self.setProperty("open", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        restyle(self)
        editor.show()

    def close_editor(self) -> None:
        """Show the value again."""
        editor, self._editor = self._editor, None
        if editor is not None:
            self._row.removeWidget(editor)
            editor.hide()
            for part in (editor, *editor.findChildren(QWidget)):
                part.setObjectName("")  # the name is the next one's
            editor.deleteLater()
        self.setProperty("open", False)
        self._shown.show()
        self._pencil.show()
        self._show_state()

    def anchor(self) -> QRect:
        """The place on the screen at which a pick list opens."""
        return QRect(self.mapToGlobal(QPoint(0, 0)), self.size())

    def _draw(self) -> None:
        is_shown = self._is_editable and (self.underMouse() or self.hasFocus())
        ratio = self.devicePixelRatioF()
        self._pencil.setPixmap(pixmap("pencil", "muted", _PENCIL, ratio) if is_shown else QPixmap())

    def _want_editor(self) -> None:
        if self._is_editable and self._editor is None:
            self.edit_wanted.emit(self._name)

    # Qt

    # Each by its own name: `event` would be asked for every move of every line of a panel.

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._draw()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._draw()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._draw()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_editable and self.hasFocus() and event.key() in OPENING_KEYS:
            self._want_editor()
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_click = self._is_pressed and self.rect().contains(event.position().toPoint())
        self._is_pressed = False
        super().mouseReleaseEvent(event)
        if is_click:
            self._want_editor()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Taken, so that the release comes here and not to what lies below.
        self._is_pressed = event.button() == Qt.MouseButton.LeftButton
        event.setAccepted(self._is_editable and self._editor is None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed_at = event.position().toPoint()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._on_text_released(watched, event.position().toPoint())
        return super().eventFilter(watched, event)

    def _on_text_released(self, viewport: QObject, place: QPoint) -> None:
        text = viewport.parent()
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or (place - pressed).manhattanLength() > 3:
            return  # a drag selects
        cursor = text.textCursor() if isinstance(text, QTextEdit) else QTextCursor()
        if not cursor.hasSelection():
            self._want_editor()
