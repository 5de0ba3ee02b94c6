from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.icons import bind_icon, icon, pixmap
from helpdesk_desktop.ui.plain_text import ElidedLabel, broken_lines, make_label, tooltip
from helpdesk_desktop.ui.resources import resource_path
from helpdesk_desktop.ui.theme import ThemeChoice, apply_theme, row_height, theme
from helpdesk_desktop.ui.tokens import CONTRAST, DARK, LIGHT, Tokens


@pytest.mark.parametrize(
    ("choice", "tokens"), [("light", LIGHT), ("dark", DARK), ("contrast", CONTRAST)]
)
def test_a_choice_puts_palette_and_style_sheet_on(
    qapp: QApplication, qtbot: QtBot, choice: ThemeChoice, tokens: Tokens
) -> None:
    with qtbot.waitSignal(theme().changed) as caught:
        assert apply_theme(qapp, choice) is tokens
    assert caught.args == [tokens]
    assert theme().tokens is tokens
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.window)
    assert tokens.selection in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_every_picture_that_the_style_sheet_names_is_there(qapp: QApplication) -> None:
    for choice in ("light", "dark", "contrast"):
        apply_theme(qapp, choice)
        named = [part.split('"')[0] for part in qapp.styleSheet().split('url("')[1:]]
        assert named
        assert [path for path in named if not Path(path).is_file()] == []


def test_an_icon_takes_the_colour_of_its_tint(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    image = pixmap("circle-dot", "accent", 32, 1.0).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT.accent}


def test_an_icon_follows_the_theme_and_its_target(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light")
    button = QPushButton("New")
    qtbot.addWidget(button)
    bind_icon(button, "plus")
    before = button.icon().cacheKey()
    apply_theme(qapp, "dark")
    assert button.icon().cacheKey() != before
    bind_icon(button, "x")
    assert len(button.children()) == 1


def test_every_bundled_drawing_can_be_drawn(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    drawings = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
    assert len(drawings) > 60
    for name in drawings:
        image = icon(name).pixmap(24, 24).toImage()
        alphas = {image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)}
        assert alphas != {0}, name
    assert not icon("plus").pixmap(24, 24, QIcon.Mode.Disabled).isNull()


def test_the_licence_of_the_drawings_lies_beside_them() -> None:
    assert "ISC License" in resource_path("icons", "LICENSE").read_text(encoding="utf-8")


def test_rows_grow_with_the_text(qapp: QApplication) -> None:
    font = qapp.font()
    font.setPointSizeF(9)
    assert row_height(font) == 36
    assert row_height(font, is_compact=True) == 28
    font.setPointSizeF(30)
    assert row_height(font) > 36


HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> & "quoted"'


def test_a_label_shows_text_to_the_letter(qtbot: QtBot) -> None:
    label = make_label(HOSTILE, name="hostile")
    qtbot.addWidget(label)
    assert label.text() == HOSTILE
    assert label.textFormat().name == "PlainText"


def test_a_tooltip_shows_text_to_the_letter() -> None:
    assert "<img" not in tooltip(HOSTILE)
    assert "&lt;img" in tooltip(HOSTILE)
    assert tooltip("") == ""


def test_a_long_text_is_shortened_and_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A subject that is far too long for so little room")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.whole_text in label.toolTip()


def test_an_endless_line_is_broken_for_display() -> None:
    assert broken_lines("short\nlines") == "short\nlines"
    broken = broken_lines("x" * 12_000 + "\nend")
    assert [len(line) for line in broken.split("\n")] == [5_000, 5_000, 2_000, 3]
