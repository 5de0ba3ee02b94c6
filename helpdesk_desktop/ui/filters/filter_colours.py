"""The only place for what the colours of saved filters look like and are called."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.filtering.saved_filter import FilterColour
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import theme
from helpdesk_desktop.ui.tokens import SPACE, Tokens

translate = QCoreApplication.translate

CHOICES: Final[tuple[FilterColour | None, ...]] = (None, *FilterColour)
_SWATCH = 28
_DOT = 12
_MARK = 14


def colour_name(colour: FilterColour | None) -> str:
    """What a colour is called."""
    return {
        None: translate("FilterColours", "No colour"),
        FilterColour.RED: translate("FilterColours", "Red"),
        FilterColour.ORANGE: translate("FilterColours", "Orange"),
        FilterColour.GREEN: translate("FilterColours", "Green"),
        FilterColour.TEAL: translate("FilterColours", "Teal"),
        FilterColour.BLUE: translate("FilterColours", "Blue"),
        FilterColour.VIOLET: translate("FilterColours", "Violet"),
        FilterColour.PINK: translate("FilterColours", "Pink"),
        FilterColour.GREY: translate("FilterColours", "Grey"),
    }[colour]


def tint_of(colour: FilterColour) -> str:
    """The token that holds a colour."""
    return f"tag_{colour}"


def colour_icon(colour: FilterColour | None, *, is_chosen: bool = False) -> QIcon:
    """A dot of the colour in the present theme, for menus; the chosen one has a tick.

    In a menu an icon takes the place of the tick, so the dot itself must say it.
    """
    made = QIcon()
    for ratio in (1, 2, 3):
        picture = QPixmap(16 * ratio, 16 * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(ratio, ratio)
        _paint_dot(painter, QRectF(2, 2, _DOT, _DOT), colour, theme().tokens)
        if is_chosen:
            mark = pixmap("check", "text" if colour is None else "surface", _DOT - 3, ratio)
            painter.drawPixmap(QPointF(3.5, 3.5), mark)
        painter.end()
        made.addPixmap(picture)
    return made


def _paint_dot(
    painter: QPainter, rect: QRectF, colour: FilterColour | None, tokens: Tokens
) -> None:
    if colour is None:
        painter.setPen(QPen(QColor(tokens.mark_line), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens, tint_of(colour))))
    painter.drawEllipse(rect)


class _Swatch(QAbstractButton):
    # One colour to choose; a ring and a tick say which is chosen, never the colour alone.

    def __init__(self, colour: FilterColour | None) -> None:
        super().__init__()
        self.setObjectName(f"colour_{colour or 'none'}")
        self.setCheckable(True)
        self.setAccessibleName(colour_name(colour))
        self.setToolTip(tooltip(colour_name(colour)))
        self.setFixedSize(_SWATCH, _SWATCH)
        self._colour = colour

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SWATCH, _SWATCH)

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus if self.hasFocus() else tokens.mark_line), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(whole)
        _paint_dot(painter, whole.adjusted(3.5, 3.5, -3.5, -3.5), self._colour, tokens)
        if self.isChecked():
            # The ground of the window stands out from every colour of the same theme.
            tint = "text" if self._colour is None else "window"
            mark = pixmap("check", tint, _MARK, self.devicePixelRatioF())
            painter.drawPixmap(
                round((self.width() - _MARK) / 2), round((self.height() - _MARK) / 2), mark
            )
        painter.end()


class ColourPicker(QWidget):
    """One of the colours, or none; the arrow keys go from one to the next.

    `colour_chosen` carries a `FilterColour` or None.
    """

    colour_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("colour_picker")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for place, colour in enumerate(CHOICES):
            swatch = _Swatch(colour)
            self._group.addButton(swatch, place)
            row.addWidget(swatch)
        row.addStretch(1)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def colour(self) -> FilterColour | None:
        """The chosen colour."""
        return CHOICES[self._group.checkedId()]

    def show_colour(self, colour: FilterColour | None) -> None:
        """Choose this colour."""
        self._group.button(CHOICES.index(colour)).setChecked(True)

    def _on_toggled(self, place: int, is_on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if is_on:
            self.colour_chosen.emit(CHOICES[place])
