"""The filter builder: what it is given it gives back, and all of it is done by keys."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_edits import walk
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from helpdesk_desktop.domain.filters import Group, SerialCondition
from helpdesk_desktop.ui.filter_builder.filter_builder import FilterBuilder
from tests import trees
from tests.cast import CUSTOM_DIRECTORY
from tests.screen import click, drag_place, focus, get, nameless_controls, press, press_focused
from tests.screen import type_text as type_into
from tests.ui.filter_builder.conftest import TODAY

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NESTED = "status:new (assignee:me OR (priority:>=high (created:<7d OR ~due:today)))"


def _show(builder: FilterBuilder, text: str, path: tuple[int, ...] = ()) -> None:
    builder.show_filter(parse(text, CUSTOM_DIRECTORY))
    builder.draft.choose(path)
    builder.parts.setFocus()


def _text(builder: FilterBuilder) -> str:
    return print_tree(canonical(builder.tree), CUSTOM_DIRECTORY)


def _lines(builder: FilterBuilder) -> list[str]:
    return [
        builder.parts.item_at(path).data(0, Qt.ItemDataRole.AccessibleTextRole)
        for path, _ in walk(builder.draft.tree)
    ]


def _fault(builder: FilterBuilder) -> str:
    return builder.text.fault


# Three faces of one tree


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(tree=trees.raw_nodes(CUSTOM_DIRECTORY))
def test_any_tree_is_built_and_read_back_equal(builder: FilterBuilder, tree: Group) -> None:
    builder.show_filter(tree)
    assert builder.tree == tree
    for path, node in walk(tree):
        item = builder.parts.item_at(path)
        assert item.childCount() == (len(node.parts) if isinstance(node, Group) else 0)
        builder.draft.choose(path)
    assert builder.tree == tree
    # The text says the same, and typing it changes nothing.
    text = builder.text.text
    if "\u2028" not in text:
        assert parse(text, CUSTOM_DIRECTORY) == canonical(tree)
    builder.text.put_text(text)
    assert builder.tree == tree
    assert not builder.draft.can_undo


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(tree=trees.nodes(CUSTOM_DIRECTORY))
def test_any_text_is_read_and_the_tree_follows(builder: FilterBuilder, tree: Group) -> None:
    builder.show_filter(parse("#1 #2", CUSTOM_DIRECTORY))
    builder.text.put_text(print_tree(tree, CUSTOM_DIRECTORY))
    assert builder.tree == tree
    builder.draft.undo()
    assert print_tree(builder.tree, CUSTOM_DIRECTORY) == "#1 #2"


def test_what_a_newer_program_wrote_is_kept_in_all_faces(builder: FilterBuilder) -> None:
    stored = (
        '{"v":1,"all":[{"f":"status","op":"in","v":[0],"colour":"red"},'
        '{"f":"subject","op":"resembles","v":["x"]},'
        '{"any":[{"f":"#","op":"is","v":1},{"f":"#","op":"is","v":2}],"fold":true}],"who":"me"}'
    )
    builder.show_filter(from_json(stored, CUSTOM_DIRECTORY))
    assert to_json(builder.tree) == stored
    box = get(builder, QPlainTextEdit, "filterText")
    focus(box)
    box.moveCursor(box.textCursor().MoveOperation.End)
    type_into(box, " is:unread")
    builder.text.read_now()
    wanted = stored.replace('],"who"', ',{"f":"unread","op":"is","v":true}],"who"')
    assert to_json(builder.tree) == wanted


def test_an_unknown_condition_says_why_and_can_only_be_muted_or_removed(
    builder: FilterBuilder,
) -> None:
    raw = '{"f":"cf.gone","op":"in","v":[3]}'
    builder.show_filter(from_json(f'{{"v":1,"all":[{raw},{raw}]}}', CUSTOM_DIRECTORY))
    builder.apply_now()
    assert "cf.gone" in get(builder, QLabel, "unknownReason").text()
    assert get(builder, QPlainTextEdit, "unknownRaw").toPlainText() == raw
    assert "cf.gone" in get(builder, QLabel, "builderCount").text()
    focus(builder.parts)
    press(builder.parts, Qt.Key.Key_M)
    assert to_json(builder.tree).count('"mute":true') == 1
    press(builder.parts, Qt.Key.Key_Down)
    press(builder.parts, Qt.Key.Key_Delete)
    assert [node.mute for _, node in walk(builder.tree)] == [False, True]


def test_a_text_that_cannot_be_read_is_marked_and_the_last_good_filter_stays(
    builder: FilterBuilder,
) -> None:
    _show(builder, "status:new")
    builder.text.put_text('"a😀😀" priority:hgh is:unread')
    assert "16" in _fault(builder)
    box = builder.text.box
    (mark,) = box.extraSelections()
    assert mark.cursor.selectedText() == "hgh"
    assert _text(builder) == "status:new"
    assert box.accessibleDescription() == _fault(builder)
    builder.text.put_text('"a😀😀" priority:high is:unread')
    assert _fault(builder) == ""
    assert box.extraSelections() == []
    assert builder.tree == parse('"a😀😀" priority:high is:unread', CUSTOM_DIRECTORY)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("status:", ":"), ("(a", "(a"), ("a OR", "R"), ('"a b', '"a'), ("a )", ")"), ("x -", "-")],
)
def test_the_place_of_a_fault_is_underlined(builder: FilterBuilder, text: str, marked: str) -> None:
    builder.text.put_text(text)
    (mark,) = builder.text.box.extraSelections()
    assert mark.cursor.selectedText() == marked
    assert _fault(builder)


def test_typing_waits_for_a_pause_and_is_one_step_to_undo(
    qtbot: QtBot, builder: FilterBuilder
) -> None:
    _show(builder, "#1")
    box = builder.text.box
    focus(box)
    box.selectAll()
    type_into(box, "is:unread #12")
    assert _text(builder) == "#1"
    qtbot.waitUntil(lambda: _text(builder) == "unread:yes #12")
    assert box.toPlainText() == "is:unread #12"
    # Who leaves the box finds the canonical text in it.
    press(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "unread:yes #12"
    builder.draft.undo()
    assert _text(builder) == "#1"
    qtbot.waitUntil(lambda: box.toPlainText() == "#1")
    builder.draft.redo()
    assert _text(builder) == "unread:yes #12"


def test_a_text_keeps_every_kind_of_space_while_nobody_edits_it(builder: FilterBuilder) -> None:
    tree = parse('subject:="a\u00a0b"', CUSTOM_DIRECTORY)
    builder.show_filter(tree)
    focus(builder.text.box)
    focus(builder.parts)
    assert builder.tree == tree


def test_the_sentence_says_what_the_filter_lists(builder: FilterBuilder) -> None:
    _show(builder, NESTED)
    said = get(builder, QPlainTextEdit, "filterSentence").toPlainText()
    assert said == (
        "Tickets with Status New and (Assign to me or (Priority at least High and Created in the"
        " last 7 days))"
    )


# Regrouping


def test_parts_are_regrouped_by_keys(builder: FilterBuilder) -> None:
    _show(builder, "#1 #2 #3", (1,))
    for key, modifier, text in (
        (Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "#1 #2 #3"),
        (Qt.Key.Key_Down, CONTROL, "#1 #3 #2"),
        (Qt.Key.Key_Up, CONTROL, "#1 #2 #3"),
        (Qt.Key.Key_G, SHIFT, "#1 #2 #3"),
        (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "#1 -#2 #3"),
        (Qt.Key.Key_M, Qt.KeyboardModifier.NoModifier, "#1 ~-#2 #3"),
        (Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "#1 ~-#2 #3"),
        (Qt.Key.Key_Up, CONTROL, "~-#2 #1 #3"),
    ):
        press(builder.parts, key, modifier)
        assert _text(builder) == text
    press(builder.parts, Qt.Key.Key_Down)
    press(builder.parts, Qt.Key.Key_Down)
    press(builder.parts, Qt.Key.Key_Right, CONTROL)
    assert _text(builder) == "(~-#2 OR #1) #3"
    press(builder.parts, Qt.Key.Key_Left, CONTROL)
    assert _text(builder) == "~-#2 #1 #3"
    press(builder, Qt.Key.Key_Z, CONTROL)
    assert _text(builder) == "(~-#2 OR #1) #3"
    press(builder, Qt.Key.Key_Y, CONTROL)
    assert _text(builder) == "~-#2 #1 #3"


def test_parts_are_regrouped_by_buttons(builder: FilterBuilder) -> None:
    _show(builder, "#1 #2", (1,))
    for name in ("wrap", "up", "down"):
        click(get(builder, QToolButton, f"part_{name}"))
    assert not get(builder, QToolButton, "part_down").isEnabled()
    assert not get(builder, QToolButton, "part_out").isEnabled()
    click(get(builder, QToolButton, "part_ungroup"))
    click(get(builder, QToolButton, "part_negate"))
    click(get(builder, QToolButton, "part_mute"))
    assert _text(builder) == "#1 ~-#2"
    click(get(builder, QToolButton, "part_undo"))
    click(get(builder, QToolButton, "part_redo"))
    click(get(builder, QToolButton, "part_remove"))
    assert _text(builder) == "#1"
    press(builder.parts, Qt.Key.Key_Insert, SHIFT)
    assert _lines(builder)[-1] == "and Any of, 0 parts"
    # A group that nothing is in yet changes nothing.
    assert _text(builder) == "#1"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("any", "and Any of, 0 parts"),
        ("all", "and All of, 0 parts"),
        ("none", "and None of, 0 parts"),
        ("call", "and One call: All of, 0 parts"),
        ("note", "and One note: All of, 0 parts"),
    ],
)
def test_every_kind_of_group_is_added_from_the_menu(
    builder: FilterBuilder, name: str, line: str
) -> None:
    _show(builder, "#1", (0,))
    menu = get(builder, QMenu, "groupMenu")
    next(one for one in menu.actions() if one.objectName() == f"group_{name}").trigger()
    assert _lines(builder)[-1] == line
    press(builder.parts, Qt.Key.Key_Insert)
    popup: QWidget | None = QApplication.activePopupWidget()
    assert popup is not None
    find = get(popup, QLineEdit, "addCondition_find")
    type_into(find, "note written" if name == "note" else "call start")
    press(find, Qt.Key.Key_Return)
    asked = "note.created:<7d" if name == "note" else "call.start:<7d"
    if name in {"any", "all"}:
        assert _text(builder) == f"#1 {asked}"
    else:
        assert _text(builder) == f"#1 {'-' if name == 'none' else f'{name}:'}({asked})"


def test_a_pasted_book_is_refused_and_holds_nobody_up(builder: FilterBuilder) -> None:
    _show(builder, "#1")
    pasted = QMimeData()
    pasted.setText("word " * 200_000)
    builder.text.box.insertFromMimeData(pasted)
    builder.text.read_now()
    assert "100" in _fault(builder)
    assert _text(builder) == "#1"


def test_a_long_list_is_edited_without_losing_its_end(builder: FilterBuilder) -> None:
    for text in (
        "serial:" + ",".join(map(str, range(10_000))),
        "subject:" + ",".join(f"word{n}" for n in range(5_000)),
    ):
        _show(builder, text, (0,))
        tree = builder.tree
        press(get(builder, QCheckBox, "isMuted"), Qt.Key.Key_Space)
        form = builder.editor.form
        assert form is not None
        made = form.condition()
        assert made is not None
        assert Group(join="all", parts=(made,)) == tree


def test_a_fourth_level_is_refused_with_a_sentence(builder: FilterBuilder) -> None:
    _show(builder, NESTED, (1, 1, 1, 0))
    before = builder.tree
    press(builder.parts, Qt.Key.Key_G)
    notice = get(builder, QLabel, "builderNotice")
    assert "three deep" in notice.text()
    assert builder.tree == before
    press(builder.parts, Qt.Key.Key_Up)
    assert notice.text() == ""


def test_what_is_not_of_a_call_is_kept_out_of_one_call(builder: FilterBuilder) -> None:
    _show(builder, "call:(call.talk:>5 call.agent:me) status:new", (1,))
    press(builder.parts, Qt.Key.Key_Right, CONTROL)
    assert "call" in get(builder, QLabel, "builderNotice").text()
    assert _text(builder) == "call:(call.talk:>5 call.agent:me) status:new"


def test_a_group_is_joined_and_scoped_by_its_form(builder: FilterBuilder) -> None:
    _show(builder, "(call.talk:>5 OR call.agent:me) #1", (0,))
    press(builder.parts, Qt.Key.Key_Return)
    join = get(builder, QComboBox, "join")
    assert join.hasFocus()
    texts = []
    for _ in range(2):
        press(join, Qt.Key.Key_Down)
        texts.append(_text(builder))
    press(join, Qt.Key.Key_Home)
    scope = get(builder, QComboBox, "scope")
    focus(scope)
    press(scope, Qt.Key.Key_Down)
    texts.append(_text(builder))
    press(scope, Qt.Key.Key_Down)
    assert scope.currentData() == "call"  # they are no conditions on a note
    assert "note" in get(builder, QLabel, "builderNotice").text()
    assert texts == [
        "-(call.talk:>5 OR call.agent:me) #1",
        "-(call.talk:>5 call.agent:me) #1",
        "call:(call.talk:>5 call.agent:me) #1",
    ]


def _drop(builder: FilterBuilder, on: QTreeWidgetItem, height: float) -> None:
    parts = builder.parts
    place = parts.visualItemRect(on)
    at = QPoint(place.center().x(), round(place.top() + height * place.height()))
    event = QDropEvent(
        drag_place(at.toPointF()),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    parts.dropEvent(event)


@pytest.mark.parametrize(
    ("source", "target", "height", "text"),
    [
        ((0,), (1,), 0.5, "(#2 OR #3 OR #1) #4"),
        ((0,), (1, 0), 0.9, "(#2 OR #1 OR #3) #4"),
        ((1, 1), (0,), 0.1, "#3 #1 #2 #4"),
        ((2,), (0,), 0.4, "#4 #1 (#2 OR #3)"),
        ((1,), (1, 0), 0.1, "#1 (#2 OR #3) #4"),
        ((1,), (), 0.5, "#1 #4 (#2 OR #3)"),
    ],
)
def test_a_part_is_dragged_into_a_group_and_between_others(
    builder: FilterBuilder,
    source: tuple[int, ...],
    target: tuple[int, ...],
    height: float,
    text: str,
) -> None:
    _show(builder, "#1 (#2 OR #3) #4", source)
    _drop(builder, builder.parts.item_at(target), height)
    assert _text(builder) == text


# Adding and editing


def test_a_new_condition_counts_once_it_has_a_value(builder: FilterBuilder) -> None:
    _show(builder, "#1", (0,))
    press(builder.parts, Qt.Key.Key_Insert)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    type_into(get(popup, QLineEdit, "addCondition_find"), "subj")
    press_focused(Qt.Key.Key_Return)
    assert _lines(builder)[-1] == "and Subject: choose a value, not finished, has no effect"
    assert _text(builder) == "#1"
    value = get(builder, QLineEdit, "value1")
    assert value.hasFocus()
    type_into(value, "refund")
    assert _text(builder) == "#1 subject:refund"
    press(value, Qt.Key.Key_Return)
    assert builder.parts.hasFocus()
    press(builder, Qt.Key.Key_Z, CONTROL)
    assert _text(builder) == "#1"
    # What was typed letter by letter is one step.
    assert _lines(builder)[-1].startswith("and Subject: choose")


def test_a_value_that_is_taken_away_leaves_the_condition_as_it_was(
    builder: FilterBuilder,
) -> None:
    _show(builder, "subject:refund", (0,))
    value = get(builder, QLineEdit, "value1")
    focus(value)
    value.selectAll()
    press(value, Qt.Key.Key_Delete)
    assert _text(builder) == "subject:refund"
    assert get(builder, QLabel, "partHint").isVisible()
    type_into(value, "order")
    assert _text(builder) == "subject:order"
    assert not get(builder, QLabel, "partHint").isVisible()


def test_a_condition_asks_about_another_field(builder: FilterBuilder) -> None:
    _show(builder, "~status:new", (0,))
    click(get(builder, QPushButton, "changeField"))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    type_into(get(popup, QLineEdit, "changeField_find"), "unread")
    press_focused(Qt.Key.Key_Return)
    assert _text(builder) == "~unread:yes"
    builder.draft.undo()
    assert _text(builder) == "~status:new"


def test_within_one_call_only_what_is_of_a_call_is_offered(builder: FilterBuilder) -> None:
    _show(builder, "call:(call.talk:>5)", (0,))
    click(get(builder, QPushButton, "addCondition"))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    find = get(popup, QLineEdit, "addCondition_find")
    type_into(find, "status")
    press_focused(Qt.Key.Key_Return)
    assert builder.draft.path == (0, 1)
    assert _lines(builder)[-1].startswith("and Call status")


def test_a_muted_box_and_a_negated_box_do_what_they_say(builder: FilterBuilder) -> None:
    _show(builder, "created:<7d", (0,))
    press(get(builder, QCheckBox, "isMuted"), Qt.Key.Key_Space)
    assert _text(builder) == "~created:<7d"
    press(get(builder, QCheckBox, "isNegated"), Qt.Key.Key_Space)
    assert _text(builder) == "~-created:<7d"


def test_every_control_of_the_builder_has_a_name(builder: FilterBuilder) -> None:
    for text in ("status:new", "changed.status:any", "cf.dependent:ha-noi", "#1", "(#1 OR #2)"):
        _show(builder, text, (0,))
        assert nameless_controls(builder) == []


def test_the_filter_is_applied_after_a_pause_and_only_when_it_is_another(
    qtbot: QtBot, builder: FilterBuilder
) -> None:
    heard: list[Group] = []
    builder.filter_changed.connect(heard.append)
    _show(builder, "#1 #2", (1,))
    for _ in range(3):
        press(builder.parts, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert print_tree(heard[0], CUSTOM_DIRECTORY) == "#1 -#2"
    press(builder.parts, Qt.Key.Key_M)
    press(builder.parts, Qt.Key.Key_M)
    builder.apply_now()
    assert len(heard) == 1


def test_closing_applies_what_was_still_waiting(builder: FilterBuilder) -> None:
    heard: list[Group] = []
    left: list[Group] = []
    builder.filter_changed.connect(heard.append)
    builder.left.connect(left.append)
    _show(builder, "#1 #2", (1,))
    press(builder.parts, Qt.Key.Key_Delete)
    press(builder, Qt.Key.Key_Escape)
    assert not builder.isVisible()
    wanted = Group(join="all", parts=(SerialCondition(serial=1),))
    assert heard == left == [wanted]


def test_a_late_count_of_another_filter_is_dropped(builder: FilterBuilder) -> None:
    asked: list[Group] = []
    builder.count_wanted.connect(asked.append)
    _show(builder, "#1 #2", (1,))
    press(builder.parts, Qt.Key.Key_N)
    builder.apply_now()
    press(builder.parts, Qt.Key.Key_M)
    builder.apply_now()
    shown = get(builder, QLabel, "builderCount")
    builder.show_count(asked[-2], 11)
    builder.show_refused(asked[-2], "too late")
    assert shown.text() == ""
    builder.show_count(asked[-1], 22)
    assert shown.text() == "22 tickets"


def test_an_edit_elsewhere_is_taken_over_and_can_be_undone(builder: FilterBuilder) -> None:
    _show(builder, "#1 #2", (1,))
    builder.take(parse("#1", CUSTOM_DIRECTORY))
    assert _text(builder) == "#1"
    press(builder, Qt.Key.Key_Z, CONTROL)
    assert _text(builder) == "#1 #2"


def test_new_names_are_shown_and_what_is_being_typed_stays(builder: FilterBuilder) -> None:
    _show(builder, "assignee:an subject:refund", (1,))
    value = get(builder, QLineEdit, "value1")
    focus(value)
    value.selectAll()
    press(value, Qt.Key.Key_Delete)
    first, *rest = CUSTOM_DIRECTORY.agents
    renamed = replace(CUSTOM_DIRECTORY, agents=(replace(first, name="Ân Lê"), *rest))
    builder.set_directory(renamed, TODAY)
    assert "Assign to Ân Lê" in _lines(builder)[1]
    assert get(builder, QLineEdit, "value1") is value
    assert "Ân Lê" in get(builder, QPlainTextEdit, "filterSentence").toPlainText()
    builder.draft.choose((0,))
    values = get(builder, QListWidget, "values")
    assert "Ân Lê" in [values.item(row).text() for row in range(values.count())]


def test_three_hundred_conditions_are_edited_and_regrouped(builder: FilterBuilder) -> None:
    words = " ".join(f"(subject:word{n} OR status:new)" for n in range(150))
    _show(builder, words, (149, 1))
    press(builder.parts, Qt.Key.Key_N)
    assert _text(builder).endswith("(subject:word149 OR -status:new)")
    press(builder.parts, Qt.Key.Key_Insert)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    type_into(get(popup, QLineEdit, "addCondition_find"), "unread")
    press_focused(Qt.Key.Key_Return)
    assert "300" in get(builder, QLabel, "builderNotice").text()
