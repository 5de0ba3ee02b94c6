from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, NotFound, Unavailable
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import Saved, Status, TicketEdit
from helpdesk_desktop.ui.create.contact_field import ContactField
from helpdesk_desktop.ui.editing.pick_popup import PickPopup
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, editing, screen, window_desk

OpenEdited = Callable[..., Any]
_CTRL = Qt.KeyboardModifier.ControlModifier


def _text(shown: Any) -> QPlainTextEdit:
    return screen.get(shown.panel, QPlainTextEdit, "description_edit")


def _problem(shown: Any, name: str = "description") -> QLabel:
    return screen.get(shown.panel, QLabel, f"{name}_problem")


def _keys(desk: OpenDesk) -> set[str]:
    return {draft.key for draft in desk.drafts.load_all()}


def _write(shown: Any, words: str) -> None:
    shown.editing.edit("description")
    _text(shown).setPlainText(words)


def test_what_is_typed_is_on_disk_while_it_is_typed(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    _write(shown, "Half a thought")
    shown.wait_for(lambda: _keys(desk) == {f"edit:{saved.serial}:description"})
    (draft,) = desk.drafts.load_all()
    assert dict(draft.fields)["typed"] == "Half a thought"


def test_another_ticket_takes_nothing_away_and_the_text_comes_back_with_its_own(
    open_edited: OpenEdited, saved: Saved, desk: OpenDesk
) -> None:
    second = builders.add_ticket(desk, "Second")
    shown = open_edited()
    shown.show(saved.serial)
    _write(shown, "Half a thought")
    shown.editing.edit("subject")
    screen.type_text(editing.line(shown.panel, "subject"), "Better")
    shown.show(second.serial)
    shown.wait_closed("description")
    shown.show(saved.serial)
    shown.wait_for(lambda: bool(shown.panel.findChildren(QPlainTextEdit, "description_edit")))
    assert _text(shown).toPlainText() == "Half a thought"
    assert editing.line(shown.panel, "subject").text() == "Better"


def test_a_new_program_goes_on_where_the_old_one_was_killed(
    open_edited: OpenEdited, saved: Saved, desk: OpenDesk
) -> None:
    old = open_edited()
    old.show(saved.serial)
    _write(old, "Half a thought")
    old.wait_for(lambda: len(_keys(desk)) == 1)
    new = open_edited()
    new.show(saved.serial)
    assert _text(new).toPlainText() == "Half a thought"
    screen.press(_text(new), Qt.Key.Key_Return, _CTRL)
    new.wait_closed("description")
    new.wait_for(lambda: not _keys(desk))
    assert editing.detail(desk, saved.serial).description == "Half a thought"


def test_a_text_of_yesterday_meets_what_others_wrote_since(
    open_edited: OpenEdited, saved: Saved, desk: OpenDesk, other: OpenDesk
) -> None:
    old = open_edited()
    old.show(saved.serial)
    _write(old, "Half a thought")
    old.wait_for(lambda: len(_keys(desk)) == 1)
    old.panel.show_ticket(None)
    editing.change(other, saved.serial, description="Lan's words", status=Status.PENDING)
    new = open_edited()
    new.show(saved.serial)
    screen.press(_text(new), Qt.Key.Key_Return, _CTRL)
    new.wait_for(lambda: "→ Lan's words" in _problem(new).text())
    assert _text(new).toPlainText() == "Half a thought"
    assert editing.detail(desk, saved.serial).description == "Lan's words"


def test_a_saved_or_dropped_text_leaves_no_draft(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        shown.editing.edit("subject")
        line = editing.line(shown.panel, "subject")
        screen.type_text(line, f"Words {key}")
        shown.wait_for(lambda: len(_keys(desk)) == 1)
        screen.press(line, key)
        shown.wait_closed("subject")
        shown.wait_for(lambda: not _keys(desk))


def test_text_typed_back_to_what_stood_there_leaves_no_draft(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    shown = open_edited()
    shown.show(saved.serial)
    _write(shown, "It burns!")
    shown.wait_for(lambda: len(_keys(desk)) == 1)
    _text(shown).setPlainText("It burns")
    shown.wait_for(lambda: not _keys(desk))


def test_a_contact_half_made_comes_back(
    desk: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    second = builders.add_ticket(desk, "Second", new_contact=NewContact(name="Minh"))
    shown = open_edited()
    shown.show(saved.serial)
    shown.editing.edit("contact")
    field = screen.get(shown.panel, ContactField, "contact_edit")
    screen.type_text(field.line, "Marta")
    shown.wait_for(field.list.isVisible)
    screen.press(field.line, Qt.Key.Key_Return)
    screen.type_text(field.form.lines["email"], "marta@example.org")
    shown.show(second.serial)
    shown.show(saved.serial)
    field = screen.get(shown.panel, ContactField, "contact_edit")
    assert field.form.texts["name"] == "Marta"
    assert field.form.texts["email"] == "marta@example.org"


def test_a_lost_server_leaves_the_text_and_enter_tries_again(
    desk: OpenDesk, runner: TaskRunner, open_edited: OpenEdited, saved: Saved
) -> None:
    fails = iter([True, False])

    def edit(wish: TicketEdit, _cancel: Cancellation | None = None) -> Saved:
        if next(fails):
            raise Unavailable("connection_lost")
        return desk.tickets.edit(wish)

    lost: list[HelpdeskError] = []
    runner.failed.connect(lost.append)
    shown = open_edited(window_desk.desk_with(desk, "tickets", edit=edit))
    shown.show(saved.serial)
    _write(shown, "Half a thought")
    screen.press(_text(shown), Qt.Key.Key_Return, _CTRL)
    shown.wait_for(lambda: _problem(shown).isVisible())
    assert [error.key for error in lost] == ["connection_lost"]  # the window's banner
    assert _text(shown).toPlainText() == "Half a thought"
    assert len(_keys(desk)) == 1
    screen.press(_text(shown), Qt.Key.Key_Return, _CTRL)
    shown.wait_closed("description")
    assert editing.detail(desk, saved.serial).description == "Half a thought"


def test_a_lost_server_leaves_a_pick_open(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_edited: OpenEdited, saved: Saved
) -> None:
    fails = iter([True, False])

    def edit(wish: TicketEdit, _cancel: Cancellation | None = None) -> Saved:
        if next(fails):
            raise Unavailable("connection_lost")
        return desk.tickets.edit(wish)

    lost: list[HelpdeskError] = []
    runner.failed.connect(lost.append)
    shown = open_edited(window_desk.desk_with(desk, "tickets", edit=edit))
    shown.show(saved.serial)
    shown.editing.edit("status")
    editing.pick(qtbot, "closed")
    opened = editing.popup(qtbot, PickPopup)
    shown.wait_for(lambda: "connection" in opened.foot.sentence)
    assert len(lost) == 1
    screen.press(opened.line, Qt.Key.Key_Return)
    editing.no_popup(qtbot)
    assert editing.detail(desk, saved.serial).status is Status.CLOSED


def test_a_ticket_that_vanished_leaves_the_text_and_says_why(
    open_edited: OpenEdited, desk: OpenDesk, saved: Saved
) -> None:
    def gone(_wish: TicketEdit, _cancel: Cancellation | None = None) -> Saved:
        raise NotFound("no_such_ticket", serial=saved.serial)

    shown = open_edited(window_desk.desk_with(desk, "tickets", edit=gone))
    shown.show(saved.serial)
    _write(shown, "Half a thought")
    screen.press(_text(shown), Qt.Key.Key_Return, _CTRL)
    shown.wait_for(lambda: _problem(shown).isVisible())
    assert _problem(shown).text() == (
        f"There is no ticket #{saved.serial}. What you typed is kept here until you close it."
    )
    assert _text(shown).toPlainText() == "Half a thought"


def test_what_was_typed_on_a_ticket_out_of_sight_can_be_copied(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_edited: OpenEdited, database_url: str
) -> None:
    builders.add_role(desk, "narrow", tickets="own", rights="edit")
    narrow = builders.add_agent(desk, "narrow", role="narrow")
    saved = builders.add_ticket(desk, assignee_id=narrow)
    with builders.opened(database_url, "narrow", now=window_desk.NOW) as mine:
        shown = open_edited(mine)
        shown.show(saved.serial)
        _write(shown, "Half a thought")
        screen.type_text(screen.get(shown.panel, QPlainTextEdit, "note_text"), "And a note")
        editing.change(desk, saved.serial, assignee_id=None, cc_ids=())
        shown.panel.reload()
        copy = screen.get(shown.panel, QPushButton, "missing_ticket_button")
        shown.wait_for(copy.isVisible)
        screen.click(copy)
        assert QGuiApplication.clipboard().text() == "And a note\n\nHalf a thought"
        qtbot.waitUntil(lambda: not runner.is_busy)
        assert f"edit:{saved.serial}:description" in _keys(mine)
        shown.panel.show_ticket(None)


def test_a_refusal_that_comes_after_leaving_the_ticket_is_told_and_loses_nothing(
    desk: OpenDesk, other: OpenDesk, open_edited: OpenEdited, saved: Saved
) -> None:
    second = builders.add_ticket(desk, "Second")
    gate = Event()

    def edit(wish: TicketEdit, _cancel: Cancellation | None = None) -> Saved:
        assert gate.wait(10)
        return desk.tickets.edit(wish)

    shown = open_edited(window_desk.desk_with(desk, "tickets", edit=edit))
    shown.show(saved.serial)
    _write(shown, "Half a thought")
    editing.change(other, saved.serial, description="Lan's words")
    screen.press(_text(shown), Qt.Key.Key_Return, _CTRL)
    shown.show(second.serial)
    gate.set()
    shown.wait_for(lambda: bool(shown.said))
    assert shown.said[0].startswith(f"#{saved.serial} was not saved. Lan Phạm changed this at")
    shown.show(saved.serial)
    assert _text(shown).toPlainText() == "Half a thought"
