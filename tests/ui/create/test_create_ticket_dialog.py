from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotAllowed, Unavailable
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import NewTicket, Priority, Saved, Serial, Status, TicketDetail
from helpdesk_desktop.ui.create.caller_list import CallerList
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.create.form_field import FormField
from tests import builders, screen, window_desk

_CTRL = Qt.KeyboardModifier.ControlModifier
OpenDialog = Callable[..., CreateTicketDialog]


def _line(dialog: CreateTicketDialog, name: str) -> QLineEdit:
    return screen.get(dialog, QLineEdit, name)


def _add(dialog: CreateTicketDialog) -> QPushButton:
    return screen.get(dialog, QPushButton, "add_ticket")


def _fault(dialog: CreateTicketDialog, name: str) -> str:
    return screen.get(dialog, FormField, f"{name}_field").fault


def _count(desk: OpenDesk) -> int:
    return desk.tickets.count(FilterSpec(), Cancellation())


def _detail(desk: OpenDesk, serial: int) -> TicketDetail:
    return desk.tickets.detail(Serial(serial), Cancellation())


def _created(qtbot: QtBot, dialog: CreateTicketDialog) -> Saved:
    with qtbot.waitSignal(dialog.ticket_created) as created:
        screen.click(_add(dialog))
    assert created.args is not None
    saved = created.args[0]
    assert isinstance(saved, Saved)
    return saved


def _wait_for_answer(qtbot: QtBot, dialog: CreateTicketDialog) -> None:
    qtbot.waitUntil(dialog.form.isEnabled)


def test_nothing_is_created_without_a_subject(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.click(_add(dialog))
    _wait_for_answer(qtbot, dialog)
    assert _fault(dialog, "subject") == "Subject is required."
    assert dialog.focusWidget() is _line(dialog, "subject")
    assert _count(desk) == 0


def test_three_faults_stand_beside_their_fields_and_the_first_has_the_focus(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "contact_search"), "hanh@")
    callers = screen.get(dialog, CallerList, "caller_list")
    qtbot.waitUntil(callers.isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    screen.type_text(_line(dialog, "assignee_id_text"), "ngoc")
    screen.press(dialog, Qt.Key.Key_Return, _CTRL)
    _wait_for_answer(qtbot, dialog)
    assert _fault(dialog, "subject") == "Subject is required."
    assert _fault(dialog, "new_contact_email") == "“hanh@” is not an e-mail address."
    assert _fault(dialog, "assignee_id") == "There is no agent “ngoc”."
    assert dialog.focusWidget() is _line(dialog, "subject")
    assert _count(desk) == 0


def test_the_sentence_goes_when_the_field_is_mended(qtbot: QtBot, open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    screen.click(_add(dialog))
    _wait_for_answer(qtbot, dialog)
    screen.type_text(_line(dialog, "subject"), "P")
    assert not _fault(dialog, "subject")
    assert not screen.get(dialog, QLabel, "subject_fault").isVisible()


def test_a_ticket_is_created_as_it_was_typed(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Đơn hàng 77120 giao thiếu")
    screen.type_text(screen.get(dialog, QPlainTextEdit, "description"), "Thiếu một kiện")
    screen.type_text(screen.get(dialog, QPlainTextEdit, "first_note"), "Gọi kho")
    screen.press(screen.get(dialog, QComboBox, "priority"), Qt.Key.Key_End)
    screen.press(screen.get(dialog, QComboBox, "status"), Qt.Key.Key_Down)
    screen.type_text(_line(dialog, "assignee_id_text"), "lan pham")
    screen.type_text(_line(dialog, "group_id_text"), "giao hang")
    for name in ("mai", "duy"):
        screen.type_text(_line(dialog, "cc_ids_find_text"), name)
        completer = dialog.form.ccs.finder.completer()
        assert completer is not None
        matches = completer.popup()
        assert matches is not None
        with qtbot.waitSignal(dialog.form.ccs.finder.picked):
            screen.press(matches, Qt.Key.Key_Down)
            screen.press(matches, Qt.Key.Key_Return)
    saved = _created(qtbot, dialog)
    made, agents = _detail(desk, saved.serial), desk.directory().agent_by_login
    assert (made.subject, made.description) == ("Đơn hàng 77120 giao thiếu", "Thiếu một kiện")
    assert (made.status, made.priority) == (Status.PROCESSING, Priority.URGENT)
    assert made.assignee_id == agents["lan"].id
    assert made.group_id == desk.directory().group_by_key["delivery"].id
    assert set(made.cc_ids) == {agents["mai"].id, agents["duy"].id}
    assert [note.body for note in made.notes] == ["Gọi kho"]


def test_a_contact_is_found_by_name_and_its_open_tickets_are_told(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    contact = NewContact(name="Trần Văn Minh", phones=("0908123331",))
    first = builders.add_ticket(desk, "Đổi địa chỉ", new_contact=contact)
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Second")
    screen.type_text(_line(dialog, "contact_search"), "tran van")
    callers = screen.get(dialog, CallerList, "caller_list")
    qtbot.waitUntil(callers.isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    warning = screen.get(dialog, QLabel, "open_tickets_sentence")
    assert warning.isVisible()
    assert warning.text() == "Trần Văn Minh has an open ticket already."
    with qtbot.waitSignal(dialog.ticket_requested) as requested:
        screen.click(screen.get(dialog, QPushButton, f"show_{first.serial}"))
    assert requested.args == [first.serial]
    saved = _created(qtbot, dialog)
    assert _detail(desk, saved.serial).contact_name == "Trần Văn Minh"
    assert _detail(desk, saved.serial).other_tickets == 1


def test_a_contact_is_created_in_place(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "New caller")
    screen.type_text(_line(dialog, "contact_search"), "0912 555 010")
    callers = screen.get(dialog, CallerList, "caller_list")
    qtbot.waitUntil(callers.isVisible)
    screen.press_focused(Qt.Key.Key_Up)
    screen.press_focused(Qt.Key.Key_Return)
    assert _line(dialog, "new_contact_phone").text() == "0912 555 010"
    screen.type_text(_line(dialog, "new_contact_name"), "Trần Thị Minh Châu")
    screen.type_text(_line(dialog, "new_contact_company"), "Acme GmbH")
    made = _detail(desk, _created(qtbot, dialog).serial)
    assert made.contact is not None
    assert (made.contact.name, made.contact.company) == ("Trần Thị Minh Châu", "Acme GmbH")


def test_an_unknown_caller_is_just_a_number(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Unknown caller")
    screen.type_text(_line(dialog, "contact_search"), "0912555010")
    callers = screen.get(dialog, CallerList, "caller_list")
    qtbot.waitUntil(callers.isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    assert screen.get(dialog, QLabel, "chosen_contact").text() == "0912555010"
    made = _detail(desk, _created(qtbot, dialog).serial)
    assert made.contact_id is None
    assert made.phone is not None


def test_a_name_nobody_was_made_of_is_refused(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "S")
    screen.type_text(_line(dialog, "contact_search"), "somebody")
    screen.click(_add(dialog))
    _wait_for_answer(qtbot, dialog)
    assert _fault(dialog, "contact").startswith("“somebody” is not chosen yet")
    assert dialog.focusWidget() is _line(dialog, "contact_search")
    assert _count(desk) == 0


def test_add_pressed_twice_creates_one_ticket(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Once")
    with qtbot.waitSignal(dialog.ticket_created):
        screen.click(_add(dialog))
        screen.click(_add(dialog))
        screen.press(dialog, Qt.Key.Key_Return, _CTRL)
    assert _count(desk) == 1


def test_enter_in_a_line_adds_nothing(desk: OpenDesk, open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Not yet")
    screen.press(_line(dialog, "subject"), Qt.Key.Key_Return)
    assert dialog.form.isEnabled()
    assert _count(desk) == 0


def test_a_lost_server_keeps_what_was_typed_and_says_so(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    def create(_new: NewTicket) -> Saved:
        raise Unavailable("connection_lost")

    dialog = open_dialog(window_desk.desk_with(desk, "tickets", create=create))
    screen.type_text(_line(dialog, "subject"), "Kept")
    screen.click(_add(dialog))
    _wait_for_answer(qtbot, dialog)
    trouble = screen.get(dialog, QLabel, "create_trouble")
    assert trouble.isVisible()
    assert trouble.text().startswith("The connection to the database was lost.")
    assert _line(dialog, "subject").text() == "Kept"


def test_a_role_that_may_not_create_is_told(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    def create(_new: NewTicket) -> Saved:
        raise NotAllowed("not_allowed", action="create")

    dialog = open_dialog(window_desk.desk_with(desk, "tickets", create=create))
    screen.type_text(_line(dialog, "subject"), "Kept")
    screen.click(_add(dialog))
    _wait_for_answer(qtbot, dialog)
    assert screen.get(dialog, QLabel, "create_trouble").isVisible()


def test_adding_again_after_a_lost_answer_makes_no_second_ticket(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    answers = iter([False, True])

    def create(new: NewTicket) -> Saved:
        saved = desk.tickets.create(new)
        if next(answers):
            return saved
        raise Unavailable("connection_lost")

    dialog = open_dialog(window_desk.desk_with(desk, "tickets", create=create))
    screen.type_text(_line(dialog, "subject"), "Once")
    screen.click(_add(dialog))
    _wait_for_answer(qtbot, dialog)
    assert _created(qtbot, dialog).was_there
    assert _count(desk) == 1


def test_a_dialog_closed_while_adding_still_tells_of_the_ticket(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Closed early")
    with qtbot.waitSignal(dialog.ticket_created):
        screen.click(_add(dialog))
        screen.press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert _count(desk) == 1
    assert desk.drafts.load_all() == ()


def test_text_that_no_database_keeps_is_refused_with_a_sentence(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "S")
    screen.get(dialog, QPlainTextEdit, "description").setPlainText("a\0b")
    screen.click(_add(dialog))
    _wait_for_answer(qtbot, dialog)
    assert "NUL" in _fault(dialog, "description")
    assert _count(desk) == 0


def test_a_subject_is_pasted_on_one_line(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    QApplication.clipboard().setText("Printer\r\n  on fire\t!")
    screen.press(_line(dialog, "subject"), Qt.Key.Key_V, _CTRL)
    assert _line(dialog, "subject").text() == "Printer on fire !"


def test_a_subject_too_long_to_paste_goes_whole_before_the_description(
    open_dialog: OpenDialog,
) -> None:
    dialog = open_dialog()
    description = screen.get(dialog, QPlainTextEdit, "description")
    screen.type_text(description, "after")
    long = "word " * 300
    QApplication.clipboard().setText(long)
    screen.press(_line(dialog, "subject"), Qt.Key.Key_V, _CTRL)
    assert len(_line(dialog, "subject").text()) <= 1_000
    assert description.toPlainText() == f"{long}\n\nafter"
    assert "whole is in the description" in _fault(dialog, "subject")


def test_every_control_has_a_name(qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    dialog.form.due.set_instant(window_desk.NOW)
    dialog.form.ccs.pick([desk.directory().agent_by_login["lan"].id])
    screen.type_text(_line(dialog, "contact_search"), "x")
    callers = screen.get(dialog, CallerList, "caller_list")
    qtbot.waitUntil(callers.isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    assert screen.nameless_controls(dialog) == []


def test_a_required_field_says_so_to_a_screen_reader(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    assert _line(dialog, "subject").accessibleName() == "Subject, required"
    assert screen.get(dialog, QLabel, "asterisk").accessibleName() == "required"


def test_tab_follows_the_eye(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "S")
    walked = []
    for _ in range(14):
        focused = dialog.focusWidget()
        walked.append(focused.objectName())
        screen.press(focused, Qt.Key.Key_Tab)
    assert walked == [
        "subject",
        "contact_search",
        "description",
        "first_note",
        "status",
        "type_id",
        "priority",
        "source",
        "assignee_id",
        "group_id",
        "cc_ids_find",
        "due_at_choose",
        "discard_draft",
        "close_create",
    ]


def test_the_dialog_fits_a_small_screen(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    assert dialog.width() <= 1_024
    assert dialog.height() <= 668  # 700 without a title bar
    assert dialog.minimumSizeHint().width() <= 512  # 1024 x 700 at 200 %
    assert dialog.minimumSizeHint().height() <= 318
