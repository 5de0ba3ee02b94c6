"""Custom fields of a ticket, changed at their value in the panel."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.ticket import Saved
from helpdesk_desktop.ui.custom.custom_popup import CustomPopup
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from tests import builders, editing, screen

OpenEdited = Callable[..., Any]
_CTRL = Qt.KeyboardModifier.ControlModifier
_TREE = "North\n  Hà Nội\nSouth\n"


def _add(desk: OpenDesk, kind: CustomFieldKind, **values: Any) -> CustomField:
    if kind in {CustomFieldKind.DROP_DOWN, CustomFieldKind.MULTI_SELECT}:
        values["options"] = "Web\nZalo"
    elif kind is CustomFieldKind.DEPENDENT:
        values["options"] = _TREE
    elif kind is CustomFieldKind.REGEX:
        values["pattern"] = r"[A-Z]{2}\d+"
    return builders.add_field(desk, "one", kind, **values)


def _open(shown: Any, qtbot: QtBot) -> CustomPopup:
    cell = editing.cell(shown.panel, "cf.one")
    screen.focus(cell)
    screen.press(cell, Qt.Key.Key_F2)
    return editing.popup(qtbot, CustomPopup)


def _value(desk: OpenDesk, saved: Saved) -> CustomValue | None:
    return dict(editing.detail(desk, saved.serial).custom).get("one")


@pytest.mark.parametrize(
    ("kind", "typed", "value", "text"),
    [
        (CustomFieldKind.TEXT, "Huế 🌅", "Huế 🌅", "Huế 🌅"),
        (CustomFieldKind.REGEX, "VN12", "VN12", "VN12"),
        (CustomFieldKind.INTEGER, "12", 12, "12"),
        (CustomFieldKind.DECIMAL, "1.50", Decimal("1.5"), "1.5"),
        (CustomFieldKind.DROP_DOWN, "zalo", "Zalo", "Zalo"),
        (CustomFieldKind.DEPENDENT, "north / ha noi", "Hà Nội", "North / Hà Nội"),
    ],
    ids=lambda given: given.value if isinstance(given, CustomFieldKind) else "",
)
def test_a_value_is_typed_at_its_place_and_saved_by_enter(  # noqa: PLR0917  # as parametrized
    qtbot: QtBot,
    desk: OpenDesk,
    open_edited: OpenEdited,
    saved: Saved,
    kind: CustomFieldKind,
    typed: str,
    value: CustomValue,
    text: str,
) -> None:
    field = _add(desk, kind)
    shown = open_edited()
    shown.show(saved.serial)
    popup = _open(shown, qtbot)
    line = popup.input.findChild(QLineEdit)
    assert line is not None
    screen.type_text(line, typed)
    screen.press(line, Qt.Key.Key_Return)
    label = screen.get(shown.panel, ValueLabel, "custom_ticket_one")
    shown.wait_for(lambda: label.value == text)
    stored = _value(desk, saved)
    named = {option.label: option.id for option in field.options}
    assert stored == named.get(str(value), value)
    editing.no_popup(qtbot)


def test_a_long_text_takes_enter_and_is_saved_by_ctrl_enter(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    _add(desk, CustomFieldKind.MULTI_LINE)
    shown = open_edited()
    shown.show(saved.serial)
    popup = _open(shown, qtbot)
    text = popup.input.findChild(QPlainTextEdit)
    assert text is not None
    screen.type_text(text, "one\ntwo")
    screen.press(text, Qt.Key.Key_Return, _CTRL)
    shown.wait_for(lambda: _value(desk, saved) == "one\ntwo")
    editing.no_popup(qtbot)


def test_a_box_is_ticked_and_saved_by_keys(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    _add(desk, CustomFieldKind.CHECKBOX)
    shown = open_edited()
    shown.show(saved.serial)
    popup = _open(shown, qtbot)
    box = popup.input.findChild(QCheckBox)
    assert box is not None
    screen.press(box, Qt.Key.Key_Space)
    screen.press(box, Qt.Key.Key_Return)
    shown.wait_for(lambda: _value(desk, saved) is True)
    editing.no_popup(qtbot)


def test_an_option_that_is_typed_whole_counts_as_picked(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    field = _add(desk, CustomFieldKind.MULTI_SELECT)
    shown = open_edited()
    shown.show(saved.serial)
    popup = _open(shown, qtbot)
    line = popup.input.findChild(QLineEdit)
    assert line is not None
    screen.type_text(line, "zalo")
    screen.click(screen.get(popup, QPushButton, "custom_ticket_one_save"))
    shown.wait_for(lambda: _value(desk, saved) == (field.options[1].id,))
    editing.no_popup(qtbot)


def test_a_day_is_given_and_emptied(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    _add(desk, CustomFieldKind.DATE)
    editing.change(desk, saved.serial, custom=(("one", date(2026, 11, 30)),))
    shown = open_edited()
    shown.show(saved.serial)
    popup = _open(shown, qtbot)
    assert popup.input.value == date(2026, 11, 30)
    popup.input.set_value(None)
    popup.submit()
    shown.wait_for(lambda: _value(desk, saved) is None)
    editing.no_popup(qtbot)


def test_what_is_no_value_stays_open_with_the_reason(
    qtbot: QtBot, desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    _add(desk, CustomFieldKind.INTEGER)
    shown = open_edited()
    shown.show(saved.serial)
    popup = _open(shown, qtbot)
    line = popup.input.findChild(QLineEdit)
    assert line is not None
    screen.type_text(line, "many")
    screen.press(line, Qt.Key.Key_Return)
    assert popup.isVisible()
    said = [label.text() for label in popup.findChildren(QLabel) if label.isVisible()]
    assert any("many" in sentence for sentence in said)
    assert _value(desk, saved) is None
    screen.press(line, Qt.Key.Key_Escape)
    editing.no_popup(qtbot)
    assert _value(desk, saved) is None


def test_a_retired_field_is_shown_and_not_edited(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    field = _add(desk, CustomFieldKind.TEXT)
    editing.change(desk, saved.serial, custom=(("one", "kept"),))
    field = desk.directory().custom_field_by_key["cf.one"]
    desk.fields.change(FieldEdit(field.id, field.version, (("is_active", False),)))
    shown = open_edited()
    shown.show(saved.serial)
    assert screen.get(shown.panel, ValueLabel, "custom_ticket_one").value == "kept"
    assert editing.cell(shown.panel, "cf.one").focusPolicy() == Qt.FocusPolicy.NoFocus
