"""The only place that turns the bundled Lucide drawings into icons in the theme's colours.

The drawings stroke in `currentColor`; a tint is a token's name, so an icon follows the theme.
Icons are kept per name, tint and theme. `bind_icon` also follows later changes of the theme.
"""

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton

from helpdesk_desktop.ui.resources import resource_text
from helpdesk_desktop.ui.theme import theme

# Pixels: 16 and 20 for the usual sizes, the others for 150, 200 and 300 % screens.
_PLAIN: Final = 16
# From this size on a stroke of two units looks fat.
_LARGE: Final = 32
_SIZES: Final = (16, 20, 24, 32, 48)


# Qt leaves 4 px between a button's icon and its words; a margin in the icon makes it 8.
_MARGIN: Final = 0.25


def icon(name: str, tint: str = "text", *, has_margin: bool = False) -> QIcon:
    """The drawing `name` of resources/icons in the colour of the token `tint`."""
    tokens = theme().tokens
    return _icon(name, getattr(tokens, tint), tokens.disabled, _MARGIN if has_margin else 0.0)


def pixmap(name: str, tint: str, size: int, ratio: float) -> QPixmap:
    """The same as a picture of `size` logical pixels for a screen of this pixel ratio."""
    colour: str = getattr(theme().tokens, tint)
    return tinted_pixmap(name, colour, size, ratio)


@cache
def tinted_pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The drawing in a colour given as `#rrggbb`."""
    picture = _draw(name, colour, round(size * ratio), is_large=size >= _LARGE)
    picture.setDevicePixelRatio(ratio)
    return picture


def bind_icon(target: QAbstractButton | QAction, name: str, tint: str = "text") -> None:
    """Put an icon on a button or action and keep it in the theme's colours; again to replace it."""
    for keeper in target.findChildren(_IconKeeper):
        keeper.setParent(None)
        keeper.deleteLater()
    _IconKeeper(target, name, tint)


class _IconKeeper(QObject):
    # Lives and dies with its target, so the theme never calls into a deleted widget.

    def __init__(self, target: QAbstractButton | QAction, name: str, tint: str) -> None:
        super().__init__(target)
        self._target = target
        self._name = name
        self._tint = tint
        theme().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        target = self._target
        has_words = False
        if isinstance(target, QPushButton):
            has_words = bool(target.text())
            width = round(_PLAIN * (1 + _MARGIN)) if has_words else _PLAIN
            target.setIconSize(QSize(width, _PLAIN))
        target.setIcon(icon(self._name, self._tint, has_margin=has_words))


@cache
def _icon(name: str, colour: str, disabled: str, margin: float) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_draw(name, colour, size, margin))
        made.addPixmap(_draw(name, disabled, size, margin), QIcon.Mode.Disabled)
    return made


def _draw(
    name: str, colour: str, pixels: int, margin: float = 0.0, *, is_large: bool = False
) -> QPixmap:
    svg = resource_text("icons", f"{name}.svg").replace("currentColor", colour)
    if is_large:
        svg = svg.replace('stroke-width="2"', 'stroke-width="1.5"')
    picture = QPixmap(round(pixels * (1 + margin)), pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture
