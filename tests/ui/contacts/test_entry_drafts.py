"""What is typed for a new contact or company is on disk, and offered again."""

from collections.abc import Callable
from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.contacts import NewCompany
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.people import ContactId, NewContact
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.contacts.entry_drafts import entry_kind, entry_sentence
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.create.draft_offer import DraftOffer, DraftOffers
from helpdesk_desktop.ui.draft_keeper import KeeperState
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders
from tests.screen import click, get, press, type_text
from tests.window_desk import NOW, desk_with

OpenContacts = Callable[..., ContactsWindow]


def _form(window: ContactsWindow, kind: str) -> NewEntryDialog:
    window.open_new(kind, {})
    return window.findChildren(NewEntryDialog)[-1]


def _settle(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy)


def _offers(qtbot: QtBot, runner: TaskRunner, desk: OpenDesk) -> list[DraftOffer]:
    found: list[DraftOffer] = []
    owner = QObject()
    offers = DraftOffers(runner, owner)
    offers.found.connect(found.extend)
    offers.look(desk)
    _settle(qtbot, runner)
    return found


@pytest.mark.parametrize("kind", ["contact", "company"])
def test_what_is_typed_is_on_disk_while_the_form_is_open(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts, kind: str
) -> None:
    builders.add_field(desk, "tier", owner=CustomFieldOwner(kind))
    window = open_contacts()
    form = _form(window, kind)
    assert not get(form, QPushButton, "new_entry_discard").isVisible()
    type_text(form.lines["name"], "Lan  Phạm")
    type_text(form.notes, "calls early")
    form.custom.inputs["tier"].restore("gold")
    qtbot.waitUntil(lambda: form.keeper.state is KeeperState.SAVED)
    assert get(form, QPushButton, "new_entry_discard").isVisible()
    # The next start: another window, which knows nothing but what is on disk.
    (offer,) = _offers(qtbot, runner, desk)
    assert f"new {kind} “Lan Phạm”" in offer.sentence
    other = open_contacts()
    other.open_draft(offer.draft)
    again = other.findChildren(NewEntryDialog)[-1]
    assert again.lines["name"].text() == "Lan  Phạm"
    assert again.notes.toPlainText() == "calls early"
    assert again.texts == form.texts
    again.submit()
    qtbot.waitUntil(lambda: not other.findChildren(NewEntryDialog))
    _settle(qtbot, runner)
    assert desk.drafts.load_all() == ()
    form.keeper.forget()
    _settle(qtbot, runner)


def test_closing_keeps_the_draft_and_discarding_drops_it_until_it_is_taken_back(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts
) -> None:
    window = open_contacts()
    form = _form(window, "contact")
    type_text(form.lines["name"], "Half")
    press(form.lines["name"], Qt.Key.Key_Escape)
    _settle(qtbot, runner)
    (draft,) = desk.drafts.load_all()
    window.open_draft(draft)
    again = window.findChildren(NewEntryDialog)[-1]
    click(get(again, QPushButton, "new_entry_discard"))
    _settle(qtbot, runner)
    assert desk.drafts.load_all() == ()
    window.toast.take_back()
    _settle(qtbot, runner)
    (back,) = desk.drafts.load_all()
    assert back.fields == draft.fields
    last = window.findChildren(NewEntryDialog)[-1]
    click(get(last, QPushButton, "new_entry_discard"))
    _settle(qtbot, runner)


def test_a_form_with_nothing_typed_leaves_no_draft(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts
) -> None:
    window = open_contacts()
    window.open_new("contact", {"company": "ACME"})
    window.findChildren(NewEntryDialog)[-1].reject()
    _settle(qtbot, runner)
    assert desk.drafts.load_all() == ()
    assert not window.toast.isVisible()


def test_a_form_left_while_it_is_saved_is_a_draft_only_if_that_fails(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts
) -> None:
    gate = Event()

    def create(new: NewContact) -> ContactId:
        assert gate.wait(10)
        return desk.contacts.create(new)

    window = open_contacts(desk_with(desk, "contacts", create=create))
    form = _form(window, "contact")
    type_text(form.lines["phones"], "12ab")
    form.submit()
    form.reject()
    assert not form.isVisible()
    gate.set()
    qtbot.waitUntil(form.isVisible)
    assert form.fields["phones"].fault
    form.lines["phones"].clear()
    type_text(form.lines["phones"], "0908123331")
    gate.clear()
    form.submit()
    form.reject()
    gate.set()
    qtbot.waitUntil(lambda: not window.findChildren(NewEntryDialog))
    _settle(qtbot, runner)
    assert desk.drafts.load_all() == ()


def test_what_a_draft_says_of_fields_that_are_gone_is_passed_over(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts
) -> None:
    draft = Draft("entry:company:1", (("name", "ACME"), ("cf.gone", "x"), ("title", "?")), NOW)
    window = open_contacts()
    window.open_draft(draft)
    form = window.findChildren(NewEntryDialog)[-1]
    assert form.texts == {"name": "ACME"}
    form.submit()
    _settle(qtbot, runner)
    assert desk.companies.create(NewCompany("Other"))


def test_other_drafts_are_none_of_these() -> None:
    for key in ("new:1", "note:7", "entry:ticket:1", "contact:1"):
        assert entry_kind(Draft(key, (), NOW)) is None
    nameless = Draft("entry:contact:1", (("notes", "x"),), NOW)
    assert entry_sentence(nameless, "12:31") == "A draft of a new contact was kept, 12:31"
    assert cast("str", entry_kind(nameless)) == "contact"
