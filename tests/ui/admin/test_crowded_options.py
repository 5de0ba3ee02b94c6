"""A field of thousands of options in the administrator's window: first the form, then its tree."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.ui.admin.options_part import OptionsPart
from helpdesk_desktop.ui.admin_making import AdminMaking
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import add_field
from tests.screen import focus, get, press, type_text
from tests.ui.admin.admin_screen import CONTROL
from tests.ui.admin.fields_screen import FieldsScreen

MANY = 3_000
OPTIONS = "".join(f"Option {n}\n" for n in range(MANY))
_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def fields(qtbot: QtBot, runner: TaskRunner, making: AdminMaking, desk: OpenDesk) -> FieldsScreen:
    """The page of fields, with two of many options."""
    for key in ("aaa", "many", "other"):
        options = OPTIONS if key != "aaa" else "A\nB\n"
        add_field(desk, key, CustomFieldKind.DROP_DOWN, options=options, label=key.title())
    made = FieldsScreen(qtbot, runner, making, desk)
    made.page("fields")
    qtbot.waitUntil(lambda: "Many" in made.names("fields"))
    made.settle()
    return made


def _part(fields: FieldsScreen) -> OptionsPart:
    return fields.fields._options  # what is asked of it


def _is_drawing(part: OptionsPart) -> bool:
    return part.is_drawing


def _stored(desk: OpenDesk, key: str) -> list[str]:
    field = desk.directory().custom_field_by_key[f"cf.{key}"]
    return [option.label for option in field.options]


def test_the_form_comes_before_the_tree_and_nothing_counts_as_changed(
    qtbot: QtBot, fields: FieldsScreen
) -> None:
    fields.choose("fields", "Aaa")
    fields.choose("fields", "Many")
    part = _part(fields)
    assert _is_drawing(part)
    assert fields.line("fields_name").text() == "Many"
    assert not fields.fields.save.isEnabled()
    qtbot.waitUntil(lambda: not part.is_drawing)
    assert len(fields.labels()) == MANY
    assert not fields.fields.save.isEnabled()
    # Gone on before the tree was there: what is shown is what was chosen last.
    fields.choose("fields", "Other")
    fields.choose("fields", "Aaa")
    assert not _is_drawing(part)
    assert fields.labels() == ["A", "B"]
    fields.settle()
    assert fields.labels() == ["A", "B"]


def test_quick_keys_find_the_whole_tree(qtbot: QtBot, fields: FieldsScreen, desk: OpenDesk) -> None:
    fields.choose("fields", "Many")
    part = _part(fields)
    assert _is_drawing(part)
    focus(fields.tree)
    press(fields.tree, Qt.Key.Key_Insert)
    assert not _is_drawing(part)
    fields.type_name("Quick")
    assert len(fields.labels()) == MANY + 1
    fields.choose_option("Option 1")
    press(fields.tree, Qt.Key.Key_Up, _MOVING)
    fields.choose_option("Option 5")
    press(fields.tree, Qt.Key.Key_Delete, CONTROL)
    fields.fields.submit()
    qtbot.waitUntil(lambda: len(_stored(desk, "many")) == MANY + 1)
    fields.settle()
    stored = desk.directory().custom_field_by_key["cf.many"]
    labels = [option.label for option in stored.options]
    assert labels[:2] == ["Option 1", "Option 0"]
    assert [option.label for option in stored.options if option.is_retired] == ["Option 5"]
    assert "Quick" in labels


def test_what_is_typed_to_find_an_option_is_found_at_once(fields: FieldsScreen) -> None:
    fields.choose("fields", "Many")
    assert _part(fields).is_drawing
    find = get(fields.dialog, QLineEdit, "fields_options_find")
    find.show()
    type_text(find, "option 2999")
    assert fields.tree.current is not None
    assert fields.tree.current.label == "Option 2999"


def test_a_pasted_list_is_held_against_the_whole_tree(qtbot: QtBot, fields: FieldsScreen) -> None:
    fields.choose("fields", "Many")
    assert _part(fields).is_drawing
    box = fields.paste("Option 7\nQuite new\n")
    qtbot.waitUntil(box.take.isEnabled)
    assert "1" in box.told.text()
    box.submit()
    assert len(fields.labels()) == MANY + 1
    assert fields.labels()[-1] == "Quite new"
