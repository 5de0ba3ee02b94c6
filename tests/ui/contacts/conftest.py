from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.people import ContactId, NewContact
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from tests import builders, window_desk

OpenContacts = Callable[..., ContactsWindow]
LAN = NewContact("Lan Phạm", ("0908 123 331",), ("lan@example.vn",), "ACME", "Director", 4)
TWIN = NewContact("LAN PHAM", ("0911222333",), ("pham@example.vn",), notes="calls early")
DUC = NewContact("Đức Ngô", ("0933444555",), (), "Đông Á")


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with window_desk.staffed_desk(database_url) as opened:
        yield opened


@pytest.fixture
def people(desk: OpenDesk) -> tuple[ContactId, ContactId, ContactId]:
    """Lan, her double and Đức, with a ticket each."""
    made = [desk.contacts.create(one) for one in (LAN, TWIN, DUC)]
    for number in made:
        builders.add_ticket(desk, f"of {number}", contact_id=number)
    return made[0], made[1], made[2]


@pytest.fixture
def other(desk: OpenDesk, database_url: str) -> Iterator[OpenDesk]:
    """Lan's own connection to the same database."""
    assert desk.info.engine
    with builders.opened(database_url, "lan", now=window_desk.NOW) as opened:
        yield opened


@pytest.fixture
def runner(qapp: QApplication, desk: OpenDesk) -> Iterator[TaskRunner]:
    assert desk.info.engine
    apply_theme(qapp, "light")
    made = TaskRunner()
    yield made
    assert made.close(5_000)


@pytest.fixture
def open_contacts(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> Iterator[OpenContacts]:
    made: list[ContactsWindow] = []

    def open_it(at: Desk | None = None) -> ContactsWindow:
        window = ContactsWindow(runner)
        made.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitActive(window)
        chosen = at or desk
        directory = chosen.directory()
        window.set_desk(chosen, directory, Names(directory, window_desk.NOW, chosen.clock.zone))
        qtbot.waitUntil(lambda: not runner.is_busy)
        return window

    yield open_it
    for one in made:
        one.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)
