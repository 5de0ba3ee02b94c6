"""The only place for the small pieces that show one value: wrapped text, a link, a badge, stars.

Everything shows text to the letter. A word wider than its column is broken for display; what the
context menu copies is always the whole value.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.ticket import Priority, Status
from helpdesk_desktop.ui.choice_names import NOTHING, priority_name, status_name
from helpdesk_desktop.ui.icons import tinted_pixmap
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import set_kind, theme

translate = QCoreApplication.translate

# Lets a line break anywhere without showing anything.
_BREAK: Final = "\u200b"
_STARS: Final = 5


class ValueLabel(QLabel):
    """A wrapped plain text that never asks for more width than it is given."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self._value = ""

    @property
    def value(self) -> str:
        """The whole text."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show the text to the letter."""
        self._value = value
        self.setAccessibleName(value)
        self._fit()

    def _fit(self) -> None:
        room = max(self.contentsRect().width(), 1)
        metrics = self.fontMetrics()
        shown = " ".join(
            _BREAK.join(word) if metrics.horizontalAdvance(word) > room else word
            for word in self._value.split(" ")
        )
        if shown != self.text():
            self.setText(shown)

    def _on_menu_requested(self, place: QPoint) -> None:
        copy_menu(self, self._value, place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class LinkButton(QPushButton):
    """A text to press that leads somewhere; shortened with an ellipsis where room is short."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self._whole = ""
        # Stands among labels, so it is no taller than they are.
        self.setProperty("inline", True)
        set_kind(self, "link")

    @property
    def whole_text(self) -> str:
        """The text before shortening."""
        return self._whole

    def set_whole_text(self, text: str) -> None:
        """Show the text as far as there is room."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def _elide(self) -> None:
        room = max(self.width() - 2, 0)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        # An ampersand would underline the letter after it.
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._whole else tooltip(self._whole))

    def _on_menu_requested(self, place: QPoint) -> None:
        copy_menu(self, self._whole, place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 4, metrics.height() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height() + 2)


class Badge(QWidget):
    """A word on a rounded ground; a priority carries its bars too, never colour alone.

    `edit_wanted` carries the badge's name where what it says can be changed.
    """

    edit_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * 0.92)
        self.setFont(font)
        self._word = ""
        self._status: Status | None = None
        self._priority: Priority | None = None
        self._is_editable = False
        theme().changed.connect(self.update)

    @property
    def word(self) -> str:
        """What the badge says."""
        return self._word

    def show_status(self, status: Status) -> None:
        """Be the badge of a status."""
        self._status = status
        self._say(status_name(status), translate("Badge", "Status"))

    def show_priority(self, priority: Priority) -> None:
        """Be the badge of a priority."""
        self._priority = priority
        self._say(priority_name(priority), translate("Badge", "Priority"))

    def show_type(self, name: str) -> None:
        """Be the badge of a ticket type; names are an administrator's own."""
        shown = name if len(name) <= 24 else f"{name[:23]}…"  # three badges fit one line
        self._say(shown, translate("Badge", "Type"))
        self.setToolTip("" if shown == name else tooltip(name))

    def show_no_type(self) -> None:
        """Be the badge of a ticket without a type."""
        self._say(translate("Badge", "No type"), translate("Badge", "Type"))
        self.setToolTip("")

    def set_editable(self, *, is_editable: bool) -> None:
        """Let what the badge says be changed by a click, Enter or F2, or only be read."""
        self._is_editable = is_editable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_editable else Qt.FocusPolicy.NoFocus)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if is_editable else Qt.CursorShape.ArrowCursor
        )
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, is_editable)
        self.updateGeometry()
        self.update()

    def anchor(self) -> QRect:
        """The place on the screen at which a pick list opens."""
        return QRect(self.mapToGlobal(QPoint(0, 0)), self.size())

    def _say(self, word: str, what: str) -> None:
        self._word = word
        self.setAccessibleName(
            translate("Badge", "{what}: {word}").format(what=what, word=self._word)
        )
        self.updateGeometry()
        self.update()

    def _colours(self) -> tuple[str, str]:
        tokens = theme().tokens
        if self._status is not None:
            return tokens.status_pair(self._status)
        if self._priority is Priority.URGENT:
            return tokens.danger, tokens.danger_fill
        return tokens.closed, tokens.closed_fill

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        bars = _BARS_WIDTH + 6 if self._priority is not None else 0
        arrow = _ARROW_WIDTH if self._is_editable else 0
        width = metrics.horizontalAdvance(self._word) + bars + arrow + 20
        return QSize(width, metrics.height() + 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        text, ground = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self._is_editable and (self.underMouse() or self.hasFocus())
        painter.setPen(QPen(QColor(text), 1.2) if is_marked else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        area = QRectF(self.rect())
        if is_marked:
            area = area.adjusted(0.6, 0.6, -0.6, -0.6)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        left = 10.0
        if self._priority is not None:
            _draw_bars(painter, self._priority, left, area.center().y(), text)
            left += _BARS_WIDTH + 6
        painter.setPen(QColor(text))
        painter.drawText(
            area.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter.value, self._word
        )
        if self._is_editable:
            arrow = tinted_pixmap("chevron-down", text, 12, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 20, (self.height() - 11) // 2, arrow)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(self._is_editable)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_editable and event.button() == Qt.MouseButton.LeftButton:
            self.edit_wanted.emit(self.objectName())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_editable and event.key() in _OPENING_KEYS:
            self.edit_wanted.emit(self.objectName())
            return
        super().keyPressEvent(event)


# A chevron of 12 px and the room before it.
_ARROW_WIDTH: Final = 14
_OPENING_KEYS: Final = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_F2,
    Qt.Key.Key_Space,
)

# Four bars of 2.5 px, 1.5 px apart.
_BARS_WIDTH: Final = 14


def _draw_bars(
    painter: QPainter, priority: Priority, left: float, middle: float, text: str
) -> None:
    mark = text if priority is Priority.URGENT else theme().tokens.priority_mark(priority)
    for index in range(4):
        height = 4.0 + 2.0 * index
        colour = QColor(mark if index <= priority else theme().tokens.control_line)
        painter.setBrush(colour)
        painter.drawRoundedRect(
            QRectF(left + index * 4.0, middle + 5.0 - height, 2.5, height), 1.0, 1.0
        )


def stars_text(rating: int | None) -> str:
    """`★★★★☆`, or `-` for a contact nobody rated."""
    if rating is None:
        return NOTHING
    filled = min(max(rating, 0), _STARS)
    return "★" * filled + "☆" * (_STARS - filled)


def stars_name(rating: int | None) -> str:
    """What a screen reader says of the stars."""
    if rating is None:
        return translate("Rating", "not rated")
    return translate("Rating", "{count} of {most} stars").format(count=rating, most=_STARS)


def copy_menu(widget: QWidget, text: str, place: QPoint) -> None:
    """Offer to copy the whole text at a place of the widget."""
    menu = QMenu(widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    action = menu.addAction(translate("Copy", "Copy"))
    action.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
    menu.popup(widget.mapToGlobal(place))
