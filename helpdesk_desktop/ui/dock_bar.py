"""The only place for the slim bar on top of a dock: it is moved by it, floated and hidden.

Docked it is a row of dots; its buttons are drawn while the pointer is over it. Floating, where it
is the title of a window, it says its name and shows its buttons. Presses on it are left to the
dock, which moves, and floats at a double click.
"""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import ElidedLabel, tooltip
from helpdesk_desktop.ui.theme import set_kind, theme
from helpdesk_desktop.ui.tokens import SPACE

BAR_HEIGHT = 5 * SPACE
_TITLE_HEIGHT = 7 * SPACE
_DOTS = 5
_DOT = 2.0
_GAP = 2.5


class DockBar(QWidget):
    """Grip, name and buttons; `menu_wanted` carries a place on the screen."""

    float_wanted = Signal()
    close_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_bar")
        self.setAccessibleName(title)
        self._is_floating = False
        self._title = ElidedLabel(title, name=f"{name}_title", tone="section")
        self.float_button = _BarButton(f"{name}_float")
        self.close_button = _BarButton(f"{name}_close")
        self.close_button.say(self.tr("Hide: {title}").format(title=title))
        bind_icon(self.close_button, "x", "muted")
        self.float_button.clicked.connect(self.float_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 0, SPACE, 0)
        row.setSpacing(0)
        row.addWidget(self._title, 1)
        row.addStretch()
        row.addWidget(self.float_button)
        row.addWidget(self.close_button)
        self._words = {
            True: self.tr("Dock: {title}").format(title=title),
            False: self.tr("Float: {title}").format(title=title),
        }
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.show_floating(is_floating=False)

    def show_floating(self, *, is_floating: bool) -> None:
        """Look like the title of a window of its own, or like a grip inside the window."""
        self._is_floating = is_floating
        self._title.setVisible(is_floating)
        self.updateGeometry()
        self.float_button.say(self._words[is_floating])
        drawing = "panel-left" if is_floating else "picture-in-picture-2"
        bind_icon(self.float_button, drawing, "muted")
        self._draw_buttons(are_drawn=is_floating or self.underMouse())

    def _draw_buttons(self, *, are_drawn: bool) -> None:
        self.float_button.draw(is_drawn=are_drawn)
        self.close_button.draw(is_drawn=are_drawn)

    @property
    def _height(self) -> int:
        return _TITLE_HEIGHT if self._is_floating else BAR_HEIGHT

    @override
    def sizeHint(self) -> QSize:
        return QSize(30 * SPACE, self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(20 * SPACE, self._height)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._draw_buttons(are_drawn=True)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._draw_buttons(are_drawn=self._is_floating)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_floating:
            return
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.mark_line))
        step = _DOT + _GAP
        left = (self.width() - _DOTS * step + _GAP) / 2
        top = (self.height() - _DOT - step) / 2
        for place in range(2 * _DOTS):
            x, y = left + place % _DOTS * step, top + place // _DOTS * step
            painter.drawEllipse(QRectF(x, y, _DOT, _DOT))
        painter.end()


class _BarButton(QToolButton):
    # There for the pointer and for screen readers all the time, seen only where it is wanted. The
    # keys for it are those of the actions: two more stops for Tab in each dock would help nobody.

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setIconSize(QSize(14, 14))
        set_kind(self, "bar-tool")
        self._is_drawn = False

    def say(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(tooltip(words))

    def draw(self, *, is_drawn: bool) -> None:
        self._is_drawn = is_drawn
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_drawn:
            super().paintEvent(event)
