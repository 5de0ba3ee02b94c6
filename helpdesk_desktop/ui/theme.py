"""The only place that puts the window's looks on: Fusion, our palette and one style sheet.

`setColorScheme` alone does nothing on bare X11, so the palette is always set too. Widgets that
paint for themselves read `theme().tokens` and repaint on `theme().changed`; everything else is
styled by properties: `set_kind(button, "accent")`, `set_tone(label, "muted")`.
"""

from string import Template
from typing import Literal, cast

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QWidget

from helpdesk_desktop.ui.resources import resource_path, resource_text
from helpdesk_desktop.ui.tokens import (
    CONTRAST,
    DARK,
    LIGHT,
    RADIUS_CARD,
    RADIUS_CONTROL,
    ROW_COMFORTABLE,
    ROW_COMPACT,
    SPACE,
    Tokens,
)

ThemeChoice = Literal["system", "light", "dark", "contrast"]
Kind = Literal[
    "accent",
    "plain",
    "quiet",
    "danger",
    "link",
    "chip",
    "tool",
    "bar-tool",
    "card",
    "bar",
    "panel",
    "page",
    "checks",
    "parts",
    "rows",
    "switch",
]
Tone = Literal["text", "muted", "strong", "title", "section", "danger", "warning", "success"]

_BY_CHOICE: dict[str, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "contrast": Qt.ColorScheme.Dark,
}
# Of the usual size: headers and section titles.
SMALL = 0.92
# What fontconfig answers when nobody chose a font; any real choice of the user is kept.
_NOBODYS_FONTS = {"", "Sans Serif", "Sans", "DejaVu Sans", "Bitstream Vera Sans"}
_GOOD_FONTS = ("Inter", "Noto Sans", "Ubuntu Sans", "Ubuntu", "Cantarell", "Open Sans")


class Theme(QObject):
    """The looks in force; `changed` carries the new `Tokens`."""

    changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeChoice = "system"
        self._tokens = LIGHT
        self._is_fusion = False
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    def apply(self, choice: ThemeChoice) -> Tokens:
        """Put these looks on every window, now and for windows still to come."""
        self._choice = choice
        hints = self._app.styleHints()
        if hints.colorScheme() != _SCHEMES[choice]:
            hints.setColorScheme(_SCHEMES[choice])
        self._put_on(_BY_CHOICE.get(choice) or self._system_tokens())
        return self._tokens

    def _system_tokens(self) -> Tokens:
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _put_on(self, tokens: Tokens) -> None:
        self._tokens = tokens
        if not self._is_fusion:
            self._app.setStyle("Fusion")
            self._is_fusion = True
        self._app.setFont(_system_font())
        self._app.setPalette(build_palette(tokens))
        self._app.setStyleSheet(build_style_sheet(tokens, self._app.font()))
        self.changed.emit(tokens)

    def _on_system_scheme_changed(self) -> None:
        if self._choice == "system" and self._system_tokens() is not self._tokens:
            self._put_on(self._system_tokens())


_theme: Theme | None = None


def theme() -> Theme:
    """The application's one theme."""
    global _theme  # noqa: PLW0603 - one per application, and it dies with it
    app = cast("QApplication", QApplication.instance())
    if _theme is None or not shiboken6.isValid(_theme):
        _theme = Theme(app)
    return _theme


def apply_theme(app: QApplication, choice: ThemeChoice = "system") -> Tokens:
    """Put the chosen looks on the application."""
    assert app is QApplication.instance()  # noqa: S101 - a second application cannot exist
    return theme().apply(choice)


def set_kind(widget: QWidget, kind: Kind) -> None:
    """Let the style sheet draw the widget as one of the kinds it knows."""
    widget.setProperty("kind", kind)
    restyle(widget)


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Let the style sheet colour and weigh a label's text."""
    widget.setProperty("tone", tone)
    restyle(widget)


def set_fault(widget: QWidget, *, has_fault: bool) -> None:
    """Give an input the red border of a value that cannot be taken, or take it away."""
    widget.setProperty("fault", has_fault)
    restyle(widget)


def inset(box: QAbstractSpinBox) -> None:
    """Keep a number or date off the border of its box."""
    line = box.lineEdit()
    if line is not None:
        # The style sheet's padding does not reach the line inside.
        line.setTextMargins(2 * SPACE - 2, 0, 0, 0)


def restyle(widget: QWidget) -> None:
    """Style a widget anew whose properties have changed."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is styled when it is first shown: twice would cost a form half its time
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def row_height(font: QFont, *, is_compact: bool = False) -> int:
    """The height of a list row in pixels for this font."""
    wanted = ROW_COMPACT if is_compact else ROW_COMFORTABLE
    air = 8 if is_compact else 14
    return max(wanted, QFontMetrics(font).height() + air)


def _system_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in _NOBODYS_FONTS:
        installed = set(QFontDatabase.families())
        family = next((name for name in _GOOD_FONTS if name in installed), None)
        if family is not None:
            font.setFamily(family)
            font.setPointSizeF(max(font.pointSizeF(), 10.0))
    return font


def build_palette(tokens: Tokens) -> QPalette:
    """The palette for everything that no style sheet rule reaches."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.base),
        (role.AlternateBase, tokens.window),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.window),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.danger),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.text),
        (role.Accent, tokens.accent_fill),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.hover),
        (role.Midlight, tokens.line),
        (role.Mid, tokens.control_line),
        (role.Dark, tokens.control_line),
        (role.Shadow, tokens.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return palette


def build_style_sheet(tokens: Tokens, font: QFont) -> str:
    """The one style sheet, its `$words` filled from the tokens and the font's size."""
    size = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
    words = tokens.as_words() | {
        "space": str(SPACE),
        "space2": str(2 * SPACE),
        "space3": str(3 * SPACE),
        "space4": str(4 * SPACE),
        "radius": str(RADIUS_CONTROL),
        "card_radius": str(RADIUS_CARD),
        "small": f"{size * SMALL:.1f}pt",
        "title": f"{size * 1.3:.1f}pt",
        "icons": resource_path("styles").as_posix(),
    }
    return Template(resource_text("styles", "window.qss")).substitute(words)
