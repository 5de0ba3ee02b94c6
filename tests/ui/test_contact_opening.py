"""The ways into the window of contacts and back to tickets."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.contact_opening import ContactOpening
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.detail.value_labels import LinkButton
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.ticket_making import TicketMaking
from tests import builders, window_desk
from tests.screen import click, get, press


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with window_desk.staffed_desk(database_url) as opened:
        made = opened.contacts.create(NewContact("Lan Phạm", ("0908123331",)))
        builders.add_ticket(opened, "Printer is on fire", contact_id=made)
        yield opened


@pytest.fixture
def opening(qtbot: QtBot, desk: OpenDesk, runner: TaskRunner) -> Iterator[ContactOpening]:
    window = MainWindow(runner)
    qtbot.addWidget(window)
    window.resize(1440, 860)
    making = TicketMaking(runner, window)
    made = ContactOpening(runner, window, making)
    made.open()  # nothing is there to be shown yet
    assert made.contacts is None
    window.show()
    qtbot.waitActive(window)
    directory = desk.directory()
    opened = Opened(desk, directory, Names(directory, window_desk.NOW, desk.clock.zone))
    window.set_desk(opened)
    making.set_desk(opened)
    made.set_desk(opened)
    qtbot.waitUntil(lambda: window.tickets.model.has_all_serials and not runner.is_busy)
    yield made
    made.close_all()
    making.close_all()
    window.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)


def _main(opening: ContactOpening) -> MainWindow:
    window = opening.parent()
    assert isinstance(window, MainWindow)
    return window


def test_the_keys_and_the_button_open_one_window(
    qtbot: QtBot, opening: ContactOpening, runner: TaskRunner
) -> None:
    main = _main(opening)
    press(
        main.tickets.view,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    window = opening.contacts
    assert window is not None
    qtbot.waitUntil(lambda: window.isVisible() and not runner.is_busy)
    assert get(window, QLineEdit, "contact_search").hasFocus()
    window.close()
    click(get(main, QPushButton, "contacts"))
    assert opening.contacts is window
    assert window.isVisible()
    assert main.actions_[Act.CONTACTS].isEnabled()


def test_a_tickets_contact_opens_and_its_ticket_leads_back(
    qtbot: QtBot, opening: ContactOpening, runner: TaskRunner
) -> None:
    main = _main(opening)
    main.tickets.view.select_serial(1)
    button = get(main, LinkButton, "contact_link")
    qtbot.waitUntil(button.isVisible)
    click(button)
    window = opening.contacts
    assert window is not None
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    assert window.contact_panel.name.value == "Lan Phạm"
    main.tickets.view.clearSelection()
    qtbot.waitUntil(lambda: not runner.is_busy)
    click(get(window, LinkButton, "ticket_1"))
    qtbot.waitUntil(lambda: main.detail.serial == 1)
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_new_ticket_begins_with_the_contact(
    qtbot: QtBot, opening: ContactOpening, runner: TaskRunner, desk: OpenDesk
) -> None:
    opening.open_contact(1)
    window = opening.contacts
    assert window is not None
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    click(window.contact_panel.new_ticket)
    dialog = get(_main(opening), CreateTicketDialog, "create_ticket_dialog")
    assert dialog.form.contact.choice.contact_id == 1
    dialog.form.subject.setText("From the contact")
    dialog.submit()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert builders.serials(desk, "contact:lan") == [1, 2]


def test_names_that_change_are_said_anew(
    qtbot: QtBot, opening: ContactOpening, runner: TaskRunner, desk: OpenDesk
) -> None:
    lan = desk.directory().agent_by_login["lan"].id
    desk.contacts.edit(desk.contacts.create(NewContact("Mai")), 1, {"manager_id": lan})
    opening.open()
    window = opening.contacts
    assert window is not None
    model = window.contacts.list.model
    qtbot.waitUntil(lambda: model.rowCount() == 2 and not runner.is_busy)
    assert model.data(model.index(1, 6)) == "Lan Phạm"
    desk.team.set_agent("lan", {"name": "Lan Anh"})
    directory = desk.directory()
    names = Names(directory, window_desk.NOW, desk.clock.zone)
    _main(opening).live.names_read.emit(NewNames(directory, names))
    qtbot.waitUntil(lambda: model.data(model.index(1, 6)) == "Lan Anh")
    qtbot.waitUntil(lambda: not runner.is_busy)
