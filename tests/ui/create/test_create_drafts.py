from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import Draft, Priority
from helpdesk_desktop.ui.create.caller_list import CallerList
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.create.draft_offer import DraftOfferBar, DraftOffers
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, screen, window_desk

OpenDialog = Callable[..., CreateTicketDialog]


def _line(dialog: CreateTicketDialog, name: str) -> QLineEdit:
    return screen.get(dialog, QLineEdit, name)


def _kept(qtbot: QtBot, desk: OpenDesk) -> Draft:
    qtbot.waitUntil(lambda: len(desk.drafts.load_all()) == 1)
    return desk.drafts.load_all()[0]


def _values(dialog: CreateTicketDialog) -> dict[str, object]:
    return dict(dialog.form.fields() or ())


def test_what_is_typed_is_on_disk_without_any_more_doing(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Half a tic")
    draft = _kept(qtbot, desk)
    assert draft.key == f"new:{dialog.uid}"
    assert dict(draft.fields)["subject"] == "Half a tic"
    qtbot.waitUntil(lambda: screen.get(dialog, QLabel, "draft_state").text() == "Draft saved")


def test_a_dialog_from_a_draft_equals_the_one_that_was_lost(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_dialog: OpenDialog
) -> None:
    lost = open_dialog()
    agents = desk.directory().agent_by_login
    screen.type_text(_line(lost, "subject"), "Đơn hàng 77120")
    screen.type_text(screen.get(lost, QPlainTextEdit, "description"), "một kiện\n\nhai")
    screen.type_text(screen.get(lost, QPlainTextEdit, "first_note"), "note")
    lost.form.priority.pick(int(Priority.HIGH))
    lost.form.type.pick(builders.type_id(desk, "problem"))
    lost.form.ccs.pick([agents["mai"].id, agents["duy"].id])
    lost.form.due.set_instant(window_desk.NOW + timedelta(hours=3))
    screen.type_text(_line(lost, "group_id_text"), "giao hang")
    screen.type_text(_line(lost, "assignee_id_text"), "nobody known")
    screen.type_text(_line(lost, "contact_search"), "new@example.com")
    callers = screen.get(lost, CallerList, "caller_list")
    qtbot.waitUntil(callers.isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    screen.type_text(_line(lost, "new_contact_company"), "Acme")
    wanted = _values(lost)
    qtbot.waitUntil(lambda: dict(_kept(qtbot, desk).fields) == wanted)

    found = CreateTicketDialog.from_draft(_kept(qtbot, desk), runner, desk, desk.directory())
    qtbot.addWidget(found)
    found.show()
    assert found.uid == lost.uid
    # Else the first key would replace a line that was just brought back.
    assert [line for line in found.findChildren(QLineEdit) if line.hasSelectedText()] == []
    assert _values(found) == wanted
    assert found.focusWidget() is _line(found, "new_contact_company")


def test_a_chosen_contact_comes_back_with_its_open_tickets(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_dialog: OpenDialog
) -> None:
    contact = NewContact(name="Trần Văn Minh", phones=("0908123331",))
    builders.add_ticket(desk, "Open", new_contact=contact)
    lost = open_dialog()
    screen.type_text(_line(lost, "contact_search"), "tran")
    callers = screen.get(lost, CallerList, "caller_list")
    qtbot.waitUntil(callers.isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    lost.close()
    found = CreateTicketDialog.from_draft(_kept(qtbot, desk), runner, desk, desk.directory())
    qtbot.addWidget(found)
    found.show()
    assert screen.get(found, QLabel, "chosen_contact").text() == "Trần Văn Minh"
    qtbot.waitUntil(screen.get(found, QLabel, "open_tickets_sentence").isVisible)


def test_escape_closes_and_keeps_the_draft(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Later")
    with qtbot.waitSignal(dialog.draft_kept):
        screen.press(dialog, Qt.Key.Key_Escape)
    assert dict(_kept(qtbot, desk).fields)["subject"] == "Later"


def test_a_dialog_closed_untouched_leaves_no_draft(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    with qtbot.assertNotEmitted(dialog.draft_kept):
        screen.click(screen.get(dialog, QPushButton, "close_create"))
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert desk.drafts.load_all() == ()


def test_text_taken_back_leaves_no_draft(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "x")
    _kept(qtbot, desk)
    screen.press(_line(dialog, "subject"), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: desk.drafts.load_all() == ())


def test_a_discarded_draft_is_gone_and_can_be_taken_back(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Unwanted")
    _kept(qtbot, desk)
    with qtbot.waitSignal(dialog.draft_discarded) as discarded:
        screen.click(screen.get(dialog, QPushButton, "discard_draft"))
    qtbot.waitUntil(lambda: desk.drafts.load_all() == ())
    assert discarded.args is not None
    again = CreateTicketDialog.from_draft(discarded.args[0], runner, desk, desk.directory())
    qtbot.addWidget(again)
    assert _line(again, "subject").text() == "Unwanted"
    assert dict(_kept(qtbot, desk).fields)["subject"] == "Unwanted"


def test_an_added_ticket_leaves_no_draft(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Done")
    _kept(qtbot, desk)
    with qtbot.waitSignal(dialog.ticket_created):
        screen.click(screen.get(dialog, QPushButton, "add_ticket"))
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert desk.drafts.load_all() == ()


def test_a_disk_that_keeps_no_draft_is_told(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    def save(_draft: Draft) -> None:
        raise Unavailable("disk_full")

    dialog = open_dialog(window_desk.desk_with(desk, "drafts", save=save))
    screen.type_text(_line(dialog, "subject"), "x")
    state = screen.get(dialog, QLabel, "draft_state")
    qtbot.waitUntil(lambda: state.text() == "The draft cannot be saved on this disk")


def test_drafts_left_behind_are_offered_with_their_subject(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_dialog: OpenDialog
) -> None:
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Đơn hàng")
    dialog.close()
    draft = _kept(qtbot, desk)
    owner = QObject()
    offers = DraftOffers(runner, owner)
    with qtbot.waitSignal(offers.found) as found:
        offers.look(desk)
    assert found.args is not None
    (offer,) = found.args[0]
    assert offer.sentence == "A draft was kept: Đơn hàng, 14:00"
    bar = DraftOfferBar(offer)
    qtbot.addWidget(bar)
    bar.show()
    with qtbot.waitSignal(bar.open_requested) as opened:
        screen.click(screen.get(bar, QPushButton, "open_draft"))
    assert opened.args == [draft]
    with qtbot.waitSignal(bar.discard_requested):
        screen.click(screen.get(bar, QPushButton, "discard_kept_draft"))
    offers.discard(desk, draft)
    qtbot.waitUntil(lambda: desk.drafts.load_all() == ())


def test_nothing_is_offered_where_nothing_was_left(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner
) -> None:
    owner = QObject()
    offers = DraftOffers(runner, owner)
    with qtbot.assertNotEmitted(offers.found):
        offers.look(desk)
        qtbot.waitUntil(lambda: not runner.is_busy)
