from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import Saved
from helpdesk_desktop.ui.create.contact_field import ContactField
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.detail.wrapped_text import WrappedText
from tests import builders, editing, screen, window_desk

OpenEdited = Callable[..., Any]
_CTRL = Qt.KeyboardModifier.ControlModifier
_MINH = NewContact(name="Trần Văn Minh", phones=("0908123331",))


def _value(shown: Any, name: str) -> str:
    return screen.get(shown.panel, ValueLabel, name).value


def _text(shown: Any) -> QPlainTextEdit:
    return screen.get(shown.panel, QPlainTextEdit, "description_edit")


def _problem(shown: Any, name: str) -> str:
    label = screen.get(shown.panel, QLabel, f"{name}_problem")
    return label.text() if label.isVisible() else ""


def test_a_click_on_the_subject_edits_it_and_enter_saves(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    subject = screen.get(shown.panel, WrappedText, "subject")
    screen.click(subject.viewport(), QPoint(10, 8))
    line = editing.line(shown.panel, "subject")
    assert line.selectedText() == "Printer is on fire"
    screen.type_text(line, "Máy in cháy")
    screen.press(line, Qt.Key.Key_Return)
    shown.wait_for(lambda: subject.isVisible() and subject.toPlainText() == "Máy in cháy")
    assert shown.said == [f"#{saved.serial}: Subject Printer is on fire → Máy in cháy"]
    assert editing.detail(desk, saved.serial).subject == "Máy in cháy"


def test_selecting_words_of_the_subject_opens_no_editor(
    open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    subject = screen.get(shown.panel, WrappedText, "subject")
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(subject.viewport(), left, pos=QPoint(4, 8))
    QTest.mouseMove(subject.viewport(), QPoint(60, 8))
    QTest.mouseRelease(subject.viewport(), left, pos=QPoint(60, 8))
    cursor = subject.textCursor()
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    subject.setTextCursor(cursor)
    assert not shown.panel.findChildren(QLineEdit, "subject_edit")


def test_esc_gives_a_text_up_and_a_notice_brings_it_back(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    acts: list[Callable[[], object]] = []
    shown.saver.said.connect(lambda _sentence, _button, act: acts.append(act))
    shown.show(saved.serial)
    cell = editing.cell(shown.panel, "subject")
    screen.focus(cell)
    screen.press(cell, Qt.Key.Key_Return)
    screen.type_text(editing.line(shown.panel, "subject"), "Half a thought")
    screen.press(editing.line(shown.panel, "subject"), Qt.Key.Key_Escape)
    shown.wait_closed("subject")
    assert shown.said == ["Your change of Subject was dropped."]
    acts[0]()
    assert editing.line(shown.panel, "subject").text() == "Half a thought"
    assert editing.detail(desk, saved.serial).version == 1


def test_esc_without_a_change_says_nothing(open_edited: OpenEdited, saved: Saved) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("subject")
    screen.press(editing.line(shown.panel, "subject"), Qt.Key.Key_Escape)
    assert shown.said == []
    assert editing.cell(shown.panel, "subject").hasFocus()


def test_a_description_is_saved_by_ctrl_enter_and_enter_makes_a_line(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("description")
    text = _text(shown)
    text.moveCursor(QTextCursor.MoveOperation.End)
    screen.type_text(text, "\nstill")
    screen.press(text, Qt.Key.Key_Return, _CTRL)
    shown.wait_closed("description")
    assert editing.detail(desk, saved.serial).description == "It burns\nstill"
    assert shown.said == [f"#{saved.serial}: Description changed"]


def test_a_description_is_added_where_there_is_none_and_emptied_again(
    desk: OpenDesk, open_edited: OpenEdited
) -> None:
    bare = builders.add_ticket(desk)
    shown = open_edited()
    shown.show(bare.serial)
    screen.click(screen.get(shown.panel, QLabel, "no_description"))
    screen.type_text(_text(shown), "More")
    screen.click(screen.get(shown.panel, QPushButton, "description_save"))
    shown.wait_for(lambda: shown.panel.detail.description == "More")
    shown.editing.edit("description")
    _text(shown).selectAll()
    screen.press(_text(shown), Qt.Key.Key_Delete)
    screen.press(_text(shown), Qt.Key.Key_Return, _CTRL)
    shown.wait_for(lambda: shown.panel.detail.description is None)


def test_line_ends_of_another_system_are_no_change(desk: OpenDesk, open_edited: OpenEdited) -> None:
    saved = builders.add_ticket(desk, description="one\r\ntwo\u00a0three")
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("description")
    screen.press(_text(shown), Qt.Key.Key_Return, _CTRL)
    shown.wait_closed("description")
    assert editing.detail(desk, saved.serial).version == 1


def test_a_line_of_a_megabyte_is_edited_unwrapped(desk: OpenDesk, open_edited: OpenEdited) -> None:
    saved = builders.add_ticket(desk, description="x" * 900_000)
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("description")
    assert _text(shown).lineWrapMode() is QPlainTextEdit.LineWrapMode.NoWrap
    assert len(_text(shown).toPlainText()) == 900_000


def test_a_value_that_cannot_be_taken_is_said_beside_it_and_stays(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("subject")
    line = editing.line(shown.panel, "subject")
    line.clear()
    screen.press(line, Qt.Key.Key_Return)
    shown.wait_for(lambda: _problem(shown, "subject") == "Subject is required.")
    assert line.property("fault")
    line.setText("y" * 1_001)
    screen.press(line, Qt.Key.Key_Return)
    shown.wait_for(lambda: "1000 characters at most" in _problem(shown, "subject"))
    assert len(line.text()) == 1_001
    screen.type_text(line, "z")
    assert _problem(shown, "subject") == ""
    assert editing.detail(desk, saved.serial).version == 1


def test_an_unknown_caller_s_number_is_changed_and_a_contact_s_is_not(
    desk: OpenDesk, open_edited: OpenEdited
) -> None:
    caller = builders.add_ticket(desk, phone="0908123331")
    known = builders.add_ticket(desk, new_contact=_MINH)
    shown = open_edited()
    shown.show(caller.serial)
    cell = editing.cell(shown.panel, "phone")
    screen.click(cell, QPoint(cell.width() - 8, 10))
    line = editing.line(shown.panel, "phone")
    screen.type_text(line, "0911222333")
    screen.press(line, Qt.Key.Key_Return)
    shown.wait_for(lambda: _value(shown, "phone") == "0911222333")
    assert shown.said == [f"#{caller.serial}: Phone changed"]
    shown.show(known.serial)
    assert cell.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_masked_number_is_typed_anew(
    qtbot: QtBot, desk: OpenDesk, runner: Any, open_edited: OpenEdited, database_url: str
) -> None:
    builders.add_role(desk, "outside", tickets="all", phones="masked", rights="edit")
    builders.add_agent(desk, "out", role="outside")
    caller = builders.add_ticket(desk, phone="0908123331")
    with builders.opened(database_url, "out", now=window_desk.NOW) as outside:
        shown = open_edited(outside)
        shown.show(caller.serial)
        shown.editing.edit("phone")
        line = editing.line(shown.panel, "phone")
        assert (line.text(), line.placeholderText()) == ("", "•••• 331")
        screen.press(line, Qt.Key.Key_Return)  # nothing typed: nothing changed
        shown.wait_closed("phone")
        shown.panel.show_ticket(None)
        qtbot.waitUntil(lambda: not runner.is_busy)
    assert editing.detail(desk, caller.serial).phone == "0908123331"


def test_a_contact_is_found_by_typing_and_saved_as_it_is_taken(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    builders.add_ticket(desk, "Another", new_contact=_MINH)
    shown = open_edited()
    shown.show(saved.serial)
    screen.click(editing.cell(shown.panel, "contact"), QPoint(10, 8))
    field = screen.get(shown.panel, ContactField, "contact_edit")
    screen.type_text(field.line, "tran van")
    shown.wait_for(field.list.isVisible)
    screen.press(field.line, Qt.Key.Key_Return)
    shown.wait_for(lambda: _value(shown, "contact") == "Trần Văn Minh")
    assert shown.said == [f"#{saved.serial}: Contact - → Trần Văn Minh"]


def test_a_contact_is_made_in_place(desk: OpenDesk, open_edited: OpenEdited, saved: Saved) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("contact")
    field = screen.get(shown.panel, ContactField, "contact_edit")
    screen.type_text(field.line, "Marta Oliveira")
    shown.wait_for(field.list.isVisible)
    screen.press(field.line, Qt.Key.Key_Return)
    assert field.is_making
    screen.type_text(field.form.lines["email"], "marta@example.org")
    screen.press(field.form.lines["email"], Qt.Key.Key_Return)
    shown.wait_for(lambda: _value(shown, "contact") == "Marta Oliveira")
    assert editing.detail(desk, saved.serial).email == "marta@example.org"


def test_a_contact_made_in_place_is_asked_for_what_every_contact_needs(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    builders.add_field(
        desk,
        "age",
        CustomFieldKind.INTEGER,
        owner=CustomFieldOwner.CONTACT,
        is_required_to_create=True,
    )
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("contact")
    field = screen.get(shown.panel, ContactField, "contact_edit")
    screen.type_text(field.line, "Marta Oliveira")
    shown.wait_for(field.list.isVisible)
    screen.press(field.line, Qt.Key.Key_Return)
    age = screen.get(field, QLineEdit, "custom_contact_age")
    screen.press(field.form.lines["email"], Qt.Key.Key_Return)
    shown.wait_for(lambda: _problem(shown, "contact_id") == "Age is required.")
    screen.type_text(age, "x")
    screen.press(age, Qt.Key.Key_Return)
    assert "“x”" in _problem(shown, "contact_id")
    age.clear()
    screen.type_text(age, "42")
    screen.press(age, Qt.Key.Key_Return)
    shown.wait_for(lambda: _value(shown, "contact") == "Marta Oliveira")
    contact = editing.detail(desk, saved.serial).contact
    assert contact is not None
    assert contact.custom == (("age", 42),)


def test_a_contact_is_removed_and_a_name_nobody_chose_is_refused(
    desk: OpenDesk, open_edited: OpenEdited
) -> None:
    known = builders.add_ticket(desk, new_contact=_MINH)
    shown = open_edited()
    shown.show(known.serial)
    shown.editing.edit("contact")
    field = screen.get(shown.panel, ContactField, "contact_edit")
    screen.type_text(field.line, "Zo")
    field.list.hide()
    screen.click(screen.get(shown.panel, QPushButton, "contact_id_save"))
    assert "is not chosen yet" in _problem(shown, "contact_id")
    screen.click(screen.get(shown.panel, LinkButton, "remove_contact"))
    shown.wait_for(lambda: _value(shown, "contact") == "-")
    assert editing.detail(desk, known.serial).contact_id is None
    assert shown.said == [f"#{known.serial}: Contact Trần Văn Minh → -"]
