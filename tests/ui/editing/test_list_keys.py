from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.errors import NotFound, Unavailable
from helpdesk_desktop.domain.ticket import Priority, Saved, Serial, Status
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.editing.pick_popup import PickPopup
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, editing, screen, window_desk

OpenWindow = Callable[..., MainWindow]
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tickets(desk: OpenDesk) -> list[Saved]:
    return [builders.add_ticket(desk, f"Ticket {number}") for number in range(3)]


@pytest.fixture
def window(tickets: list[Saved], open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """The list with its last ticket current, as after a click."""
    made = open_window()
    assert made.tickets.view.select_serial(tickets[-1].serial)
    qtbot.waitUntil(lambda: made.detail.detail is not None)
    return made


def _press(window: MainWindow, key: Qt.Key) -> None:
    view = window.tickets.view
    screen.focus(view)
    screen.press(view, key)


def _settle(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy)


@pytest.mark.parametrize(
    ("key", "words", "change"),
    [
        (Qt.Key.Key_S, "closed", "Status New → Closed"),
        (Qt.Key.Key_T, "question", "Type - → Question"),
        (Qt.Key.Key_P, "high", "Priority Normal → High"),
        (Qt.Key.Key_A, "mai", "Assign to - → Mai Trần"),
        (Qt.Key.Key_G, "it", "Group - → IT Support"),
        (Qt.Key.Key_D, "tomorrow", "Due - → tomorrow 09:00"),
    ],
)
def test_a_key_opens_the_list_at_the_row_and_enter_changes_the_ticket(
    qtbot: QtBot,
    runner: TaskRunner,
    window: MainWindow,
    tickets: list[Saved],
    *,
    key: Qt.Key,
    words: str,
    change: str,
) -> None:
    serial = tickets[-1].serial
    _press(window, key)
    editing.pick(qtbot, words)
    editing.no_popup(qtbot)
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.sentence == f"#{serial}: {change}"
    _settle(qtbot, runner)
    assert window.tickets.view.current_serial == serial
    assert window.tickets.view.hasFocus()


def test_ccs_are_changed_by_keys_alone(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    _press(window, Qt.Key.Key_C)
    opened = editing.popup(qtbot, PickPopup)
    screen.type_text(opened.line, "duy")
    screen.press(opened.line, Qt.Key.Key_Return)
    screen.press(opened.line, Qt.Key.Key_Return, _CTRL)
    editing.no_popup(qtbot)
    duy = desk.directory().agent_by_login["duy"].id
    assert editing.detail(desk, tickets[-1].serial).cc_ids == (duy,)
    _settle(qtbot, runner)


def test_m_assigns_to_me_and_says_when_it_is_so_already(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    serial = tickets[-1].serial
    _press(window, Qt.Key.Key_M)
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.sentence == f"#{serial}: Assign to - → Boss"
    assert editing.detail(desk, serial).assignee_id == desk.viewer.agent_id
    _settle(qtbot, runner)
    _press(window, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: window.toast.sentence == f"#{serial} is assigned to you already.")
    _settle(qtbot, runner)


def test_e_edits_the_subject_in_the_panel_even_where_the_panel_is_hidden(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    screen.press(window, Qt.Key.Key_F8)
    assert not window.detail.isVisible()
    _press(window, Qt.Key.Key_E)
    line = editing.line(window.detail, "subject")
    qtbot.waitUntil(line.hasFocus)
    screen.type_text(line, "By key")
    screen.press(line, Qt.Key.Key_Return)
    serial = tickets[-1].serial
    qtbot.waitUntil(lambda: editing.detail(desk, serial).subject == "By key")
    _settle(qtbot, runner)
    # The next key is one of the list again, as after every other change by key.
    qtbot.waitUntil(window.tickets.view.hasFocus)


def test_an_edit_begun_in_the_panel_leaves_the_keys_there(
    qtbot: QtBot, window: MainWindow, tickets: list[Saved]
) -> None:
    _press(window, Qt.Key.Key_E)
    line = editing.line(window.detail, "subject")
    qtbot.waitUntil(line.hasFocus)
    screen.press(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.tickets.view.hasFocus)
    qtbot.waitUntil(lambda: not window.detail.findChildren(QLineEdit, "subject_edit"))
    window.editing.panel.edit("subject")
    screen.press(editing.line(window.detail, "subject"), Qt.Key.Key_Escape)
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    assert window.detail.isAncestorOf(focused)
    assert tickets


def test_the_last_edits_are_undone_by_ctrl_z_and_done_again(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    serial = tickets[-1].serial
    assert not window.actions_[Act.UNDO].isEnabled()
    for key, words in ((Qt.Key.Key_S, "closed"), (Qt.Key.Key_P, "high")):
        _press(window, key)
        editing.pick(qtbot, words)
        editing.no_popup(qtbot)
        _settle(qtbot, runner)
    screen.press(window.tickets.view, Qt.Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: window.toast.sentence.startswith("Undone"))
    assert window.toast.sentence == f"Undone: #{serial}: Priority Normal → High"
    assert editing.detail(desk, serial).priority is Priority.NORMAL
    screen.press(window.tickets.view, Qt.Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: editing.detail(desk, serial).status is Status.NEW)
    _settle(qtbot, runner)
    assert not window.actions_[Act.UNDO].isEnabled()
    screen.press(window.tickets.view, Qt.Key.Key_Z, _CTRL | _SHIFT)
    qtbot.waitUntil(lambda: editing.detail(desk, serial).status is Status.CLOSED)
    _settle(qtbot, runner)
    assert window.detail.detail is not None
    assert window.detail.detail.status is Status.CLOSED
    assert window.actions_[Act.REDO].isEnabled()
    _press(window, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: not window.actions_[Act.REDO].isEnabled())
    _settle(qtbot, runner)


def test_the_notice_takes_back_its_own_edit_and_not_the_last(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    serial = tickets[-1].serial
    _press(window, Qt.Key.Key_S)
    editing.pick(qtbot, "closed")
    qtbot.waitUntil(window.toast.isVisible)
    _settle(qtbot, runner)
    screen.click(screen.get(window.toast, QPushButton, "toast_button"))
    qtbot.waitUntil(lambda: window.toast.sentence.startswith("Undone"))
    assert editing.detail(desk, serial).status is Status.NEW
    assert "Undo" in window.detail.timeline.text.toPlainText() or runner.is_busy
    _settle(qtbot, runner)
    assert "Undo" in window.detail.timeline.text.toPlainText()
    screen.click(screen.get(window.toast, QPushButton, "toast_button"))
    qtbot.waitUntil(lambda: editing.detail(desk, serial).status is Status.CLOSED)
    _settle(qtbot, runner)


def test_an_undo_that_would_overwrite_another_is_refused_and_says_which_field(
    qtbot: QtBot,
    runner: TaskRunner,
    window: MainWindow,
    desk: OpenDesk,
    other: OpenDesk,
    *,
    tickets: list[Saved],
) -> None:
    serial = tickets[-1].serial
    _press(window, Qt.Key.Key_S)
    editing.pick(qtbot, "closed")
    editing.no_popup(qtbot)
    _settle(qtbot, runner)
    editing.change(other, serial, status=Status.PENDING)
    screen.press(window.tickets.view, Qt.Key.Key_Z, _CTRL)
    refusal = f"#{serial} was not put back: Status changed again in the meantime."
    qtbot.waitUntil(lambda: window.toast.sentence == refusal)
    assert editing.detail(desk, serial).status is Status.PENDING
    _settle(qtbot, runner)


def test_an_undo_that_the_server_did_not_hear_can_be_tried_again(
    qtbot: QtBot, runner: TaskRunner, open_window: OpenWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    fails = iter([True, False])

    def undo(done: Saved) -> Saved:
        if next(fails):
            raise Unavailable("connection_lost")
        return desk.tickets.undo(done)

    window = open_window(window_desk.desk_with(desk, "tickets", undo=undo))
    window.tickets.view.select_serial(tickets[0].serial)
    _press(window, Qt.Key.Key_M)
    qtbot.waitUntil(window.toast.isVisible)
    _settle(qtbot, runner)
    screen.press(window.tickets.view, Qt.Key.Key_Z, _CTRL)
    qtbot.waitUntil(window.banner.isVisible)
    assert window.actions_[Act.UNDO].isEnabled()
    screen.press(window.tickets.view, Qt.Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: editing.detail(desk, tickets[0].serial).assignee_id is None)
    _settle(qtbot, runner)


def test_of_several_selected_tickets_none_is_changed_by_a_key(
    qtbot: QtBot, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    window.tickets.view.selectAll()
    _press(window, Qt.Key.Key_M)
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.sentence == (
        "Keys change one ticket at a time. Select only the one to change."
    )
    assert [editing.detail(desk, one.serial).version for one in tickets] == [1, 1, 1]


def test_a_key_without_a_ticket_says_what_is_missing(
    qtbot: QtBot, open_window: OpenWindow, tickets: list[Saved]
) -> None:
    assert tickets
    window = open_window()
    _press(window, Qt.Key.Key_S)
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.sentence == "Select the ticket to change first."


def test_a_ticket_that_is_gone_is_said_and_opens_no_list(
    qtbot: QtBot, runner: TaskRunner, open_window: OpenWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    gone = tickets[0].serial

    def detail(serial: Serial, cancel: Any) -> Any:
        if serial == gone:
            raise NotFound("no_such_ticket", serial=serial)
        return desk.tickets.detail(serial, cancel)

    window = open_window(window_desk.desk_with(desk, "tickets", detail=detail))
    window.tickets.view.select_serial(gone)
    _settle(qtbot, runner)
    _press(window, Qt.Key.Key_S)
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.sentence == f"There is no ticket #{gone}."
    assert QApplication.activePopupWidget() is None


def test_without_the_right_no_key_changes_anything(
    qtbot: QtBot, runner: TaskRunner, open_window: OpenWindow, desk: OpenDesk, database_url: str
) -> None:
    builders.add_role(desk, "reader", tickets="all", rights="create")
    builders.add_agent(desk, "out", role="reader")
    saved = builders.add_ticket(desk)
    with builders.opened(database_url, "out", now=window_desk.NOW) as reader:
        window = open_window(reader)
        window.tickets.view.select_serial(saved.serial)
        _press(window, Qt.Key.Key_M)
        assert not window.actions_[Act.ASSIGN_TO_ME].isEnabled()
        assert not window.actions_[Act.EDIT_STATUS].isEnabled()
        window.stop()
        _settle(qtbot, runner)
    assert editing.detail(desk, saved.serial).version == 1


def test_an_open_list_takes_letters_for_itself(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, tickets: list[Saved]
) -> None:
    assert tickets
    _press(window, Qt.Key.Key_A)
    opened = editing.popup(qtbot, PickPopup)
    screen.type_text(opened.line, "jkmsz")
    assert opened.line.text() == "jkmsz"
    screen.press(opened.line, Qt.Key.Key_Escape)
    editing.no_popup(qtbot)
    _settle(qtbot, runner)
    assert window.tickets.view.current_serial == tickets[-1].serial


def test_ctrl_z_in_a_text_takes_back_letters_and_no_edit(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    _press(window, Qt.Key.Key_M)
    qtbot.waitUntil(window.toast.isVisible)
    _settle(qtbot, runner)
    note = window.detail.note.text
    screen.type_text(note, "oops")
    screen.press(note, Qt.Key.Key_Z, _CTRL)
    assert note.toPlainText() == ""
    _settle(qtbot, runner)
    assert editing.detail(desk, tickets[-1].serial).assignee_id == desk.viewer.agent_id


def test_a_right_that_was_taken_away_is_said_and_its_keys_are_switched_off(
    qtbot: QtBot, runner: TaskRunner, open_window: OpenWindow, desk: OpenDesk, database_url: str
) -> None:
    builders.add_role(desk, "worker", tickets="all", rights="edit")
    builders.add_agent(desk, "out", role="worker")
    saved = builders.add_ticket(desk)
    with builders.opened(database_url, "out", now=window_desk.NOW) as worker:
        window = open_window(worker)
        window.tickets.view.select_serial(saved.serial)
        desk.team.set_role("worker", {"rights": "create"})
        _press(window, Qt.Key.Key_M)
        qtbot.waitUntil(window.toast.isVisible)
        assert window.toast.sentence == "Your role does not allow this: edit."
        qtbot.waitUntil(lambda: not window.actions_[Act.ASSIGN_TO_ME].isEnabled())
        window.stop()
        _settle(qtbot, runner)


def test_letters_typed_before_the_list_has_opened_are_no_commands(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow, desk: OpenDesk, tickets: list[Saved]
) -> None:
    for key in (Qt.Key.Key_S, Qt.Key.Key_M, Qt.Key.Key_E):
        _press(window, key)
    opened = editing.popup(qtbot, PickPopup)
    assert opened.objectName() == "status_popup"
    screen.press(opened.line, Qt.Key.Key_Escape)
    editing.no_popup(qtbot)
    _settle(qtbot, runner)
    assert editing.detail(desk, tickets[-1].serial).assignee_id is None
    assert not window.detail.findChildren(QLineEdit, "subject_edit")
    # The next key is one again.
    _press(window, Qt.Key.Key_M)
    qtbot.waitUntil(window.toast.isVisible)
    _settle(qtbot, runner)
