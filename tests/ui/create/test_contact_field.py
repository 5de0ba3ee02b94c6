from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import CallerMatch
from helpdesk_desktop.ui.create.caller_list import CallerList
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from tests import builders, screen, window_desk

OpenDialog = Callable[..., CreateTicketDialog]


def _search(dialog: CreateTicketDialog) -> QLineEdit:
    return screen.get(dialog, QLineEdit, "contact_search")


def _callers(dialog: CreateTicketDialog) -> CallerList:
    return screen.get(dialog, CallerList, "caller_list")


def _says(callers: CallerList) -> list[str]:
    return [callers.item(row).text() for row in range(callers.count())]


def _add_contact(desk: OpenDesk, name: str, phone: str) -> None:
    builders.add_ticket(desk, "s", new_contact=NewContact(name=name, phones=(phone,)))


def test_a_late_answer_does_not_replace_a_newer_one(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    _add_contact(desk, "An Nguyễn", "0908000001")
    _add_contact(desk, "Anna Schmidt", "0908000002")
    gate, asked = Event(), Event()

    def find_callers(text: str, cancel: Cancellation) -> tuple[CallerMatch, ...]:
        if text == "an":
            asked.set()
            assert gate.wait(10)
        return desk.people.find_callers(text, Cancellation() if text == "an" else cancel)

    dialog = open_dialog(window_desk.desk_with(desk, "people", find_callers=find_callers))
    screen.type_text(_search(dialog), "an")
    qtbot.waitUntil(asked.is_set)
    screen.type_text(_search(dialog), "na")
    qtbot.waitUntil(_callers(dialog).isVisible)
    gate.set()
    qtbot.wait(50)
    assert len(_says(_callers(dialog))) == 2
    assert _says(_callers(dialog))[0].startswith("Anna Schmidt")


def test_escape_closes_the_list_and_not_the_dialog(qtbot: QtBot, open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    screen.type_text(_search(dialog), "somebody")
    qtbot.waitUntil(_callers(dialog).isVisible)
    screen.press_focused(Qt.Key.Key_Escape)
    assert (_callers(dialog).isVisible(), dialog.isVisible()) == (False, True)


def test_an_emptied_line_offers_nothing(qtbot: QtBot, open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    screen.type_text(_search(dialog), "x")
    qtbot.waitUntil(_callers(dialog).isVisible)
    screen.press_focused(Qt.Key.Key_Backspace)
    assert not _callers(dialog).isVisible()


def test_an_offer_is_taken_by_a_click(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    _add_contact(desk, "An Nguyễn", "0908000001")
    _add_contact(desk, "Anna Schmidt", "0908000002")
    dialog = open_dialog()
    screen.type_text(_search(dialog), "anna")
    callers = _callers(dialog)
    qtbot.waitUntil(callers.isVisible)
    place = callers.visualItemRect(callers.item(0)).center()
    screen.click(callers.viewport(), QPoint(place.x(), place.y()))
    assert screen.get(dialog, QLabel, "chosen_contact").text() == "Anna Schmidt"


def test_a_chosen_contact_can_be_changed(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    _add_contact(desk, "An Nguyễn", "0908000001")
    dialog = open_dialog()
    screen.type_text(_search(dialog), "0908000001")
    qtbot.waitUntil(_callers(dialog).isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    before = dialog.form.contact.choice.contact_id
    screen.click(screen.get(dialog, QPushButton, "change_contact"))
    assert before is not None
    assert dialog.form.contact.choice.contact_id is None
    assert dialog.focusWidget() is _search(dialog)
    assert not screen.get(dialog, QLabel, "open_tickets_sentence").isVisible()


def test_a_number_typed_and_left_is_taken_as_a_number(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    screen.type_text(_search(dialog), "+84 908 123 331")
    assert dialog.form.contact.choice.phone == "+84 908 123 331"


def test_going_back_to_searching_makes_no_contact(qtbot: QtBot, open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    screen.type_text(_search(dialog), "Somebody")
    qtbot.waitUntil(_callers(dialog).isVisible)
    screen.press_focused(Qt.Key.Key_Return)
    made = dialog.form.contact.choice
    screen.click(screen.get(dialog, QPushButton, "back_to_search"))
    left = dialog.form.contact.choice
    assert (made.new_contact, left.new_contact) == (NewContact(name="Somebody"), None)


def test_a_search_that_fails_says_why(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    def find_callers(_text: str, _cancel: Cancellation) -> tuple[CallerMatch, ...]:
        raise Unavailable("timed_out")

    dialog = open_dialog(window_desk.desk_with(desk, "people", find_callers=find_callers))
    screen.type_text(_search(dialog), "x")
    note = screen.get(dialog, QLabel, "contact_search_note")
    qtbot.waitUntil(note.isVisible)
    assert note.text().startswith("The database did not answer in time.")
