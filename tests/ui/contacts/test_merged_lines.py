"""What was merged, in an earlier session too, is said at the survivor and can be undone there."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, MergeWish
from helpdesk_desktop.domain.people import ContactId
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.contacts.entry_panel import EntryPanel
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders
from tests.screen import click, get, nameless_controls

OpenContacts = Callable[..., ContactsWindow]
People = tuple[ContactId, ContactId, ContactId]
NOBODY = Cancellation()


@pytest.fixture
def merged(desk: OpenDesk, people: People) -> People:
    """Lan's double is merged into her, and ACME into Đông Á, by somebody before."""
    firms = {one.name: int(one.id) for one in desk.companies.first_page(ContactSpec(), NOBODY)}
    pair = (firms["Đông Á"], 1), (firms["ACME"], 1)
    desk.companies.merge(MergeWish(pair[0], (pair[1],), pair[0][0]))
    # Her company became another one with that.
    version = desk.people.contact(people[0], NOBODY).version
    desk.contacts.merge(MergeWish((people[0], version), ((people[1], 1),), people[0]))
    return people


def _shown(qtbot: QtBot, panel: EntryPanel) -> QPushButton:
    qtbot.waitUntil(lambda: panel.page is not None)
    qtbot.waitUntil(panel.merges.isVisible)
    return get(panel.merges, QPushButton, "undo_merge")


def test_a_merge_of_an_earlier_session_is_undone_at_the_survivor(
    qtbot: QtBot,
    runner: TaskRunner,
    desk: OpenDesk,
    merged: People,
    open_contacts: OpenContacts,
) -> None:
    window = open_contacts()
    window.show_contact(merged[1])  # its old number leads to the survivor
    undo = _shown(qtbot, window.contact_panel)
    said = get(window.contact_panel, QLabel, "merged_from_0").text()
    assert said == "Merged from LAN PHAM"
    assert not nameless_controls(window.contact_panel)
    click(undo)
    qtbot.waitUntil(lambda: window.toast.sentence == "The merge was undone.")
    qtbot.waitUntil(lambda: not window.contact_panel.merges.isVisible())
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert desk.contacts.count(ContactSpec(), NOBODY) == 3


def test_a_merge_of_companies_is_undone_there_too(
    qtbot: QtBot,
    runner: TaskRunner,
    desk: OpenDesk,
    merged: People,
    open_contacts: OpenContacts,
) -> None:
    assert merged
    window = open_contacts()
    (firm,) = desk.companies.first_page(ContactSpec(), NOBODY)
    window.show_company(int(firm.id))
    click(_shown(qtbot, window.company_panel))
    qtbot.waitUntil(lambda: window.toast.sentence == "The merge was undone.")
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert desk.companies.count(ContactSpec(), NOBODY) == 2


def test_a_survivor_that_changed_since_is_left_alone_and_that_is_said(
    qtbot: QtBot,
    runner: TaskRunner,
    desk: OpenDesk,
    merged: People,
    open_contacts: OpenContacts,
) -> None:
    now = desk.contacts.page(merged[0], NOBODY).contact
    desk.contacts.edit(merged[0], now.version, {"title": "CEO"})
    window = open_contacts()
    window.show_contact(merged[0])
    click(_shown(qtbot, window.contact_panel))
    qtbot.waitUntil(window.toast.isVisible)
    assert "Lan Phạm" in window.toast.sentence
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert desk.contacts.count(ContactSpec(), NOBODY) == 2
    assert window.contact_panel.merges.isVisible()


def test_who_may_not_merge_is_told_and_offered_nothing(
    qtbot: QtBot, desk: OpenDesk, other: OpenDesk, merged: People, open_contacts: OpenContacts
) -> None:
    builders.add_role(desk, "reader", contacts="all")
    desk.team.set_agent("lan", {"role": "reader"})
    other.contacts.page(merged[0], NOBODY)
    with other.session.database.reading() as connection:
        other.session.fresh_viewer(connection)
    window = open_contacts(other)
    window.show_contact(merged[0])
    qtbot.waitUntil(window.contact_panel.merges.isVisible)
    assert not window.contact_panel.merges.findChildren(QPushButton)
