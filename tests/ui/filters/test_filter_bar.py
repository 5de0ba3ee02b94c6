"""Conditions as chips, each edited, negated, muted and removed as a user does."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_json import from_json
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from helpdesk_desktop.domain.filters import EVERYTHING, Group
from helpdesk_desktop.ui.filters.condition_editor import ConditionEditor
from helpdesk_desktop.ui.filters.filter_bar import FilterBar
from tests.cast import DIRECTORY
from tests.screen import click, focus, get, nameless_controls, press, press_focused, type_text

TODAY = date(2026, 11, 24)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 300)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def bar(host: QWidget) -> FilterBar:
    made = FilterBar(host)
    made.resize(900, 60)
    made.set_directory(DIRECTORY, TODAY)
    return made


def _heard(bar: FilterBar) -> list[Group]:
    heard: list[Group] = []
    bar.filter_changed.connect(heard.append)
    return heard


def _text(tree: Group) -> str:
    return print_tree(canonical(tree), DIRECTORY)


def _opened(qtbot: QtBot, bar: FilterBar, place: int = 0) -> ConditionEditor:
    click(get(bar.chips[place], QPushButton, "chipWords"))
    qtbot.waitUntil(lambda: bar.editor is not None and bar.editor.isVisible())
    editor = bar.editor
    assert editor is not None
    return editor


def test_without_conditions_there_is_no_bar(bar: FilterBar) -> None:
    bar.show_filter(EVERYTHING)
    assert not bar.isVisible()
    bar.show_filter(parse("status:new", DIRECTORY))
    assert bar.isVisible()
    assert nameless_controls(bar) == []


def test_a_chip_is_removed_by_its_cross_and_by_key(bar: FilterBar) -> None:
    bar.show_filter(parse("status:new priority:>=high created:<7d", DIRECTORY))
    heard = _heard(bar)
    click(get(bar.chips[1], QToolButton, "chipRemove"))
    assert _text(heard[-1]) == "status:new created:<7d"
    press(get(bar.chips[0], QPushButton, "chipWords"), Qt.Key.Key_Delete)
    assert _text(heard[-1]) == "created:<7d"
    click(get(bar, QPushButton, "clearFilter"))
    assert heard[-1] == EVERYTHING
    assert not bar.isVisible()


def test_a_chip_is_negated_and_muted_by_key_and_by_menu(bar: FilterBar) -> None:
    bar.show_filter(parse("status:new priority:>=high", DIRECTORY))
    heard = _heard(bar)
    press(get(bar.chips[0], QPushButton, "chipWords"), Qt.Key.Key_N)
    press(get(bar.chips[1], QPushButton, "chipWords"), Qt.Key.Key_M)
    assert _text(heard[-1]) == "-status:new ~priority:>=high"
    menu = bar.chips[1].make_menu()
    unmute = next(action for action in menu.actions() if "nmute" in action.text())
    unmute.trigger()
    assert _text(heard[-1]) == "-status:new priority:>=high"


def test_a_condition_is_edited_in_its_card(qtbot: QtBot, bar: FilterBar) -> None:
    bar.show_filter(parse("-created:<7d", DIRECTORY))
    heard = _heard(bar)
    editor = _opened(qtbot, bar)
    # A span has no negative operator, so a box says it.
    negated = get(editor, QCheckBox, "isNegated")
    assert negated.isChecked()
    press(negated, Qt.Key.Key_Space)
    click(get(editor, QPushButton, "applyCondition"))
    assert _text(heard[-1]) == "created:<7d"
    editor = _opened(qtbot, bar)
    get(editor, QSpinBox, "count").setValue(12)
    click(get(editor, QPushButton, "applyCondition"))
    assert _text(heard[-1]) == "created:<12d"


def test_boxes_are_ticked_and_an_operator_chosen(qtbot: QtBot, bar: FilterBar) -> None:
    bar.show_filter(parse("~status:new", DIRECTORY))
    heard = _heard(bar)
    editor = _opened(qtbot, bar)
    values = get(editor, QListWidget, "values")
    values.item(2).setCheckState(Qt.CheckState.Checked)
    operator = get(editor, QComboBox, "operator")
    operator.setCurrentIndex(operator.findData("none"))
    click(get(editor, QPushButton, "applyCondition"))
    # What the card does not show is kept: it was muted and still is.
    assert _text(heard[-1]) == "~-status:new,pending"


def test_the_card_counts_what_is_being_edited_and_drops_a_late_count(
    qtbot: QtBot, bar: FilterBar
) -> None:
    bar.show_filter(parse("status:new", DIRECTORY))
    asked: list[Group] = []
    bar.count_wanted.connect(asked.append)
    editor = _opened(qtbot, bar)
    qtbot.waitUntil(lambda: len(asked) == 1)
    get(editor, QListWidget, "values").item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: len(asked) == 2)
    shown = get(editor, QLabel, "conditionCount")
    bar.show_count(asked[0], 11)
    assert shown.text() == ""
    bar.show_count(asked[1], 22)
    assert "22" in shown.text()
    assert nameless_controls(editor) == []
    press(editor, Qt.Key.Key_Escape)
    assert _text(bar.tree) == "status:new"


def test_a_field_is_chosen_from_the_menu_and_added(qtbot: QtBot, bar: FilterBar) -> None:
    bar.show_filter(parse("status:new", DIRECTORY))
    heard = _heard(bar)
    click(get(bar, QPushButton, "addFilter"))
    menu = bar.findChild(QMenu, "fieldMenu")
    assert menu is not None
    subject = next(one for one in menu.actions() if one.objectName() == "field-subject")
    subject.trigger()
    menu.close()
    qtbot.waitUntil(lambda: bar.editor is not None and bar.editor.isVisible())
    editor = bar.editor
    assert editor is not None
    assert not get(editor, QPushButton, "applyCondition").isEnabled()
    first = get(editor, QLineEdit, "value1")
    type_text(first, 'đơn "hàng" \\ 😀')
    press(first, Qt.Key.Key_Return)
    assert heard[-1].parts[1] == parse('subject:"đơn \\"hàng\\" \\\\ 😀"', DIRECTORY).parts[0]


def test_what_cannot_be_read_stays_as_a_chip_that_can_only_go(bar: FilterBar) -> None:
    tree = from_json('{"v":1,"all":[{"f":"subject","op":"resembles","v":["x"]}]}', DIRECTORY)
    bar.show_filter(tree)
    names = [action.text() for action in bar.chips[0].make_menu().actions()]
    assert not any("dit" in name or "egate" in name for name in names)
    heard = _heard(bar)
    click(get(bar.chips[0], QToolButton, "chipRemove"))
    assert heard == [EVERYTHING]


def test_a_filter_of_alternatives_is_one_chip(qtbot: QtBot, bar: FilterBar) -> None:
    bar.show_filter(parse("status:new OR due:today", DIRECTORY))
    assert len(bar.chips) == 1
    editor = _opened(qtbot, bar)
    assert get(editor, QLineEdit, "queryText").text() == "status:new OR due:today"
    press(editor, Qt.Key.Key_Escape)


def test_thirty_chips_break_into_lines(bar: FilterBar) -> None:
    bar.show_filter(parse(" ".join(f"subject:word{n}" for n in range(30)), DIRECTORY))
    assert len(bar.chips) == 30
    assert bar.heightForWidth(900) > 100


def test_a_click_on_the_word_or_on_the_box_ticks_it_once(qtbot: QtBot, bar: FilterBar) -> None:
    bar.show_filter(parse("status:new", DIRECTORY))
    values = get(_opened(qtbot, bar), QListWidget, "values")
    for row, left in ((1, 12), (2, 120)):
        place = values.visualItemRect(values.item(row))
        click(values.viewport(), QPoint(place.left() + left, place.center().y()))
    ticked = [values.item(row).checkState() is Qt.CheckState.Checked for row in range(4)]
    assert ticked == [True, True, True, False]


def test_a_number_typed_at_once_takes_the_place_of_the_one_that_stands_there(
    qtbot: QtBot, bar: FilterBar
) -> None:
    bar.show_filter(parse("created:<7d", DIRECTORY))
    count = get(_opened(qtbot, bar), QSpinBox, "count")
    press_focused(Qt.Key.Key_3)
    assert count.value() == 3
    press_focused(Qt.Key.Key_Return)
    assert _text(bar.tree) == "created:<3d"


def test_the_focus_stays_among_the_chips(bar: FilterBar) -> None:
    bar.show_filter(parse("status:new created:<7d", DIRECTORY))
    press(_focused_words(bar, 0), Qt.Key.Key_M)
    assert get(bar.chips[0], QPushButton, "chipWords").hasFocus()
    press(_focused_words(bar, 1), Qt.Key.Key_Delete)
    assert get(bar.chips[0], QPushButton, "chipWords").hasFocus()


def _focused_words(bar: FilterBar, place: int) -> QPushButton:
    words = get(bar.chips[place], QPushButton, "chipWords")
    focus(words)
    return words
