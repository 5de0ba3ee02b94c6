"""The window of contacts by keys and clicks."""

from collections.abc import Callable
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.contacts import ContactSpec, MergeWish
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.people import ContactDetail, ContactId, NewContact
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.storage.custom.custom_value_store import add_values
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.contacts.merge_dialog import MergeDialog
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.detail.value_labels import LinkButton, ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.list.ticket_model import ListState
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders
from tests.screen import click, focus, get, nameless_controls, press, press_focused, type_text
from tests.ui.contacts.conftest import OpenContacts
from tests.window_desk import NOW, desk_with

NOBODY = Cancellation()
People = tuple[ContactId, ContactId, ContactId]


def _names(window: ContactsWindow) -> list[str]:
    model = window.contacts.list.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def _settle(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy)


def _show(qtbot: QtBot, window: ContactsWindow, number: int) -> ContactDetail:
    window.show_contact(number)
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    qtbot.waitUntil(lambda: window.contact_panel.page.contact.id == number)
    contact: ContactDetail = window.contact_panel.page.contact
    return contact


def _cell(window: ContactsWindow, name: str) -> ValueCell:
    return get(window.contact_panel, ValueCell, f"{name}_cell")


def _edit(window: ContactsWindow, name: str) -> None:
    cell = _cell(window, name)
    cell.setFocus()
    press(cell, Qt.Key.Key_F2)


def _stored(desk: OpenDesk, number: int) -> ContactDetail:
    return desk.contacts.page(ContactId(number), NOBODY).contact


def _is_rated(desk: OpenDesk, number: int, rating: int | None) -> bool:
    return _stored(desk, number).rating == rating


def _leads_to(desk: OpenDesk, number: int, other: int) -> bool:
    return _stored(desk, number).id == other


def _has_parts(dialog: MergeDialog) -> bool:
    return len(dialog.parts) == 2


def test_what_is_typed_narrows_the_list_and_down_goes_into_it(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People
) -> None:
    window = open_contacts()
    assert _names(window) == ["Đức Ngô", "Lan Phạm", "LAN PHAM"]
    assert window.counts.text() == "3 contacts"
    type_text(window.contacts.list.search, "lan")
    qtbot.waitUntil(lambda: _names(window) == ["Lan Phạm", "LAN PHAM"])
    press(window.contacts.list.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    assert window.contact_panel.page.contact.id == people[0]
    press(window.contacts.list.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(_names(window)) == 3)
    _settle(qtbot, runner)
    assert window.contacts.list.view.current_id == people[0]


def test_a_search_without_an_answer_offers_to_be_cleared(
    qtbot: QtBot, open_contacts: OpenContacts, people: People
) -> None:
    assert people
    window = open_contacts()
    type_text(window.contacts.list.search, "nobody")
    qtbot.waitUntil(lambda: window.contacts.list.model.state is ListState.EMPTY)
    empty = window.contacts.list.empty
    assert empty.sentence == "No contact matches this search."
    click(empty.button)
    qtbot.waitUntil(lambda: len(_names(window)) == 3)


def test_an_empty_desk_offers_to_make_the_first(
    qtbot: QtBot, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    window = open_contacts()
    assert window.contacts.list.empty.sentence == "There are no contacts yet."
    click(window.contacts.list.empty.button)
    dialog = get(window, NewEntryDialog, "new_contact_dialog")
    qtbot.waitUntil(dialog.isVisible)
    type_text(dialog.lines["name"], "Mai")
    type_text(dialog.lines["phones"], "12ab; 0908123331")
    press(dialog.lines["phones"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    field = dialog.fields["phones"]
    qtbot.waitUntil(lambda: field.fault == "“12ab” is not a phone number.")
    dialog.lines["phones"].clear()
    type_text(dialog.lines["phones"], "0908123331; 113")
    click(dialog.create_button)
    qtbot.waitUntil(lambda: _names(window) == ["Mai"])
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    assert window.contact_panel.page.contact.phones == ("0908123331", "113")
    assert desk.contacts.count(ContactSpec("mai"), NOBODY) == 1


def test_a_form_given_up_can_be_opened_again(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People
) -> None:
    assert people
    window = open_contacts()
    press(window.contacts.list.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = get(window, NewEntryDialog, "new_contact_dialog")
    type_text(dialog.lines["name"], "Half")
    press(dialog.lines["name"], Qt.Key.Key_Escape)
    assert window.toast.sentence == "Nothing was created; the draft was kept."
    window.toast.take_back()
    qtbot.waitUntil(lambda: len(window.findChildren(NewEntryDialog)) > 0)
    again = window.findChildren(NewEntryDialog)[-1]
    assert again.lines["name"].text() == "Half"
    click(get(again, QPushButton, "new_entry_discard"))
    assert window.toast.sentence == "The draft was discarded."
    _settle(qtbot, runner)


def test_a_header_click_sorts(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People
) -> None:
    assert people
    window = open_contacts()
    window.contacts.list.view.header.sort_by("rating", is_added=False)
    qtbot.waitUntil(lambda: _names(window)[0] == "Lan Phạm")
    window.contacts.list.view.header.sort_by("name", is_added=False)
    _settle(qtbot, runner)
    assert _names(window)[0] == "Đức Ngô"


def test_a_name_is_changed_in_place_and_taken_back(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[2])
    _edit(window, "name")
    line = get(window, QLineEdit, "name_edit")
    line.clear()
    type_text(line, "Đức Trần")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.contact_panel.name.value == "Đức Trần")
    qtbot.waitUntil(lambda: _names(window)[0] == "Đức Trần")
    assert window.toast.sentence == "Saved."
    window.toast.take_back()
    qtbot.waitUntil(lambda: window.contact_panel.name.value == "Đức Ngô")
    _settle(qtbot, runner)
    assert _stored(desk, people[2]).name == "Đức Ngô"


def test_several_numbers_are_typed_ordered_and_judged(
    qtbot: QtBot, open_contacts: OpenContacts, people: People, desk: OpenDesk
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[0])
    _edit(window, "phones")
    click(get(window, LinkButton, "phones_add"))
    second = get(window, QLineEdit, "phones_1")
    type_text(second, "12ab")
    said = window.contact_panel.cells._editors["phones"].lines[1].said  # type: ignore[attr-defined]  # its own
    qtbot.waitUntil(lambda: said.text() == "“12ab” is not a phone number.")
    press(second, Qt.Key.Key_Return)
    foot = window.contact_panel.cells._editors["phones"].foot
    qtbot.waitUntil(lambda: foot.sentence == "“12ab” is not a phone number.")
    second.clear()
    type_text(second, "0911 222 333")
    qtbot.waitUntil(lambda: said.text() == "+84911222333")
    click(get(window, QToolButton, "phones_1_up"))
    press(get(window, QLineEdit, "phones_0"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(desk, people[0]).phones == ("0911 222 333", "0908 123 331"))
    qtbot.waitUntil(lambda: not window.contact_panel.cells.open_names)
    _edit(window, "phones")
    click(get(window, QToolButton, "phones_1_remove"))
    click(get(window, QPushButton, "phones_save"))
    qtbot.waitUntil(lambda: _stored(desk, people[0]).phones == ("0911 222 333",))
    qtbot.waitUntil(lambda: not window.contact_panel.cells.open_names)


@pytest.mark.parametrize(
    "change",
    [("title", "Clerk", "Clerk"), ("company", "Zoo", "Zoo"), ("emails", "x@y.vn", ("x@y.vn",))],
    ids=lambda change: change[0],
)
def test_lines_are_changed_in_place(
    qtbot: QtBot,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
    change: tuple[str, str, object],
) -> None:
    name, text, value = change
    window = open_contacts()
    _show(qtbot, window, people[2])
    _edit(window, name)
    line = get(window, QLineEdit, "emails_0" if name == "emails" else f"{name}_edit")
    line.clear()
    type_text(line, text)
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: getattr(_stored(desk, people[2]), name) == value)
    qtbot.waitUntil(lambda: not window.contact_panel.cells.open_names)


def test_stars_notes_and_the_account_are_changed_in_place(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[2])
    click(get(window, QPushButton, "star_3"))
    qtbot.waitUntil(lambda: _stored(desk, people[2]).rating == 3)
    _settle(qtbot, runner)
    _edit(window, "notes")
    notes = get(window, QPlainTextEdit, "notes_edit")
    type_text(notes, "one")
    press(notes, Qt.Key.Key_Return)
    type_text(notes, "two")
    press(notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _stored(desk, people[2]).notes == "one\ntwo")
    _settle(qtbot, runner)
    _edit(window, "manager_id")
    line = get(window, QLineEdit, "manager_edit_text")
    type_text(line, "Lan Pham")
    press(line, Qt.Key.Key_Return)
    lan = desk.directory().agent_by_login["lan"].id
    qtbot.waitUntil(lambda: _stored(desk, people[2]).manager_id == lan)
    _settle(qtbot, runner)
    click(get(window, QPushButton, "star_3"))
    qtbot.waitUntil(lambda: _stored(desk, people[2]).rating is None)
    _settle(qtbot, runner)


def test_other_fields_merge_silently_and_the_same_field_is_a_choice(
    qtbot: QtBot,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
    other: OpenDesk,
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[2])
    _edit(window, "name")
    line = get(window, QLineEdit, "name_edit")
    type_text(line, "Mine")
    other.contacts.edit(people[2], 1, {"title": "Theirs"})
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(desk, people[2]).name == "Mine")
    assert _stored(desk, people[2]).title == "Theirs"
    _settle(qtbot, window._runner)
    _edit(window, "name")
    line = get(window, QLineEdit, "name_edit")
    line.clear()
    type_text(line, "Again mine")
    other.contacts.edit(people[2], 3, {"name": "Theirs"})
    press(line, Qt.Key.Key_Return)
    foot = window.contact_panel.cells._editors["name"].foot
    qtbot.waitUntil(lambda: foot.has_clash)
    assert "“Theirs”" in foot.sentence
    assert line.text() == "Again mine"
    click(foot.mine)
    qtbot.waitUntil(lambda: _stored(desk, people[2]).name == "Again mine")
    _settle(qtbot, window._runner)


def test_what_is_half_typed_comes_back_with_its_contact(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[2])
    _edit(window, "title")
    type_text(get(window, QLineEdit, "title_edit"), "Half")
    _show(qtbot, window, people[0])
    assert window.contact_panel.cells.open_names == ()
    _settle(qtbot, runner)
    _show(qtbot, window, people[2])
    qtbot.waitUntil(lambda: window.contact_panel.cells.open_names == ("title",))
    line = get(window, QLineEdit, "title_edit")
    assert line.text() == "Half"
    press(line, Qt.Key.Key_Escape)
    assert window.contact_panel.cells.open_names == ()
    _settle(qtbot, runner)


def test_what_was_merged_away_meanwhile_keeps_what_is_typed(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[1])
    _edit(window, "title")
    line = get(window, QLineEdit, "title_edit")
    type_text(line, "Kept")
    desk.contacts.merge(MergeWish((people[0], 1), ((people[1], 1),), people[0]))
    press(line, Qt.Key.Key_Return)
    foot = window.contact_panel.cells._editors["title"].foot
    qtbot.waitUntil(lambda: "merged into Lan Phạm" in foot.sentence)
    assert line.text() == "Kept"
    _settle(qtbot, runner)


def test_two_selected_rows_are_compared_merged_and_parted_again(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
) -> None:
    window = open_contacts()
    assert not window.merge_button.isEnabled()
    view = window.contacts.list.view
    view.setFocus()
    view.select_id(people[0])
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.counts.text() == "3 contacts  ·  2 selected"
    click(window.merge_button)
    dialog = get(window, MergeDialog, "merge_dialog")
    qtbot.waitUntil(lambda: len(dialog.parts) == 2)
    assert "1 ticket moves" in dialog.sentence.text()
    click(get(dialog, QRadioButton, f"keep_{people[1]}"))
    click(get(dialog, QRadioButton, f"name_{people[0]}"))
    assert dialog.wish().survivor[0] == people[1]
    click(dialog.merge)
    qtbot.waitUntil(lambda: _names(window) == ["Đức Ngô", "Lan Phạm"])
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    qtbot.waitUntil(lambda: window.contact_panel.page.ticket_count == 2)
    assert window.toast.sentence == "Merged; 1 ticket moved."
    assert _stored(desk, people[0]).id == people[1]
    window.toast.take_back()
    qtbot.waitUntil(lambda: len(_names(window)) == 3)
    _settle(qtbot, runner)
    assert _stored(desk, people[0]).id == people[0]
    assert window.toast.sentence == "The merge was undone."


def test_control_z_takes_back_one_thing_after_the_other(
    qtbot: QtBot, open_contacts: OpenContacts, people: People, desk: OpenDesk
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[2])
    for rating in (3, 5):
        click(get(window, QPushButton, f"star_{rating}"))
        qtbot.waitUntil(partial(_is_rated, desk, people[2], rating))
        _settle(qtbot, window._runner)
    for one in (people[1], people[2]):
        window.open_merge(window.contacts, [people[0], one])
        dialog = window.findChildren(MergeDialog)[-1]
        qtbot.waitUntil(partial(_has_parts, dialog))
        click(get(dialog, QRadioButton, f"keep_{people[0]}"))
        click(dialog.merge)
        qtbot.waitUntil(partial(_leads_to, desk, one, people[0]))
        _settle(qtbot, window._runner)
    for one in (people[2], people[1]):
        window.undo()
        qtbot.waitUntil(partial(_leads_to, desk, one, one))
        _settle(qtbot, window._runner)
    view = window.contacts.list.view
    focus(view)
    for before in (3, None):
        press(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(partial(_is_rated, desk, people[2], before))
        _settle(qtbot, window._runner)
    window.undo()
    assert window.toast.sentence == "Taken back."


def test_what_was_changed_again_is_not_taken_back(
    qtbot: QtBot, open_contacts: OpenContacts, people: People, other: OpenDesk
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[2])
    click(get(window, QPushButton, "star_3"))
    qtbot.waitUntil(lambda: window.toast.offers_undo)
    other.contacts.edit(people[2], 2, {"rating": 1})
    window.undo()
    qtbot.waitUntil(lambda: window.toast.sentence.startswith("It was changed again"))
    _settle(qtbot, window._runner)
    assert _stored(other, people[2]).rating == 1


def test_a_merge_of_what_changed_meanwhile_is_shown_anew(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    people: People,
    other: OpenDesk,
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[0])
    click(window.contact_panel.doubles.merge)
    dialog = get(window, MergeDialog, "merge_dialog")
    qtbot.waitUntil(lambda: len(dialog.parts) == 2)
    other.contacts.edit(people[1], 1, {"title": "New"})
    click(dialog.merge)
    qtbot.waitUntil(lambda: dialog.trouble.isVisible() and dialog.merge.isEnabled())
    _settle(qtbot, runner)
    click(dialog.merge)
    qtbot.waitUntil(lambda: len(_names(window)) == 2)
    _settle(qtbot, runner)


def test_possible_duplicates_are_a_switch(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People
) -> None:
    assert people
    window = open_contacts()
    click(window.contacts.list.duplicates)
    qtbot.waitUntil(lambda: _names(window) == ["Lan Phạm", "LAN PHAM"])
    click(window.contacts.list.duplicates)
    qtbot.waitUntil(lambda: len(_names(window)) == 3)
    _settle(qtbot, runner)


def test_links_lead_to_tickets_companies_calls_and_letters(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    window = open_contacts()
    _show(qtbot, window, people[0])
    click(get(window, LinkButton, "contact_phones_0"))
    click(get(window, LinkButton, "contact_emails_0"))
    assert asked == ["tel:+84908123331", "mailto:lan@example.vn"]
    with qtbot.waitSignal(window.ticket_requested) as ticket:
        click(get(window, LinkButton, "ticket_1"))
    assert ticket.args == [1]
    with qtbot.waitSignal(window.new_ticket_wanted) as wanted:
        click(window.contact_panel.new_ticket)
    assert wanted.args[0].id == people[0]
    click(window.contact_panel.company)
    qtbot.waitUntil(lambda: window.company_panel.page is not None)
    assert window.companies_tab.isChecked()
    assert window.company_panel.name.value == "ACME"
    click(get(window.company_panel, LinkButton, f"person_{people[0]}"))
    assert window.contacts_tab.isChecked()
    _settle(qtbot, runner)


def test_a_company_is_renamed_and_gets_a_contact(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
) -> None:
    assert people
    window = open_contacts()
    click(window.companies_tab)
    assert window.counts.text() == "2 companies"
    window.companies.list.view.setFocus()
    window.companies.list.view.move_by(1)
    qtbot.waitUntil(lambda: window.company_panel.page is not None)
    cell = get(window.company_panel, ValueCell, "name_cell")
    cell.setFocus()
    press(cell, Qt.Key.Key_F2)
    line = get(window.company_panel, QLineEdit, "name_edit")
    line.clear()
    press(line, Qt.Key.Key_Return)
    foot = window.company_panel.cells._editors["name"].foot
    qtbot.waitUntil(lambda: foot.sentence == "Company is required.")
    type_text(line, "Zoo")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.company_panel.name.value == "Zoo")
    _settle(qtbot, runner)
    assert "Zoo" in [row.company for row in desk.contacts.first_page(ContactSpec(), NOBODY)]
    click(window.company_panel.new_contact)
    dialog = get(window, NewEntryDialog, "new_contact_dialog")
    assert dialog.lines["company"].text() == "Zoo"
    dialog.lines["company"].clear()
    dialog.reject()


def test_what_others_change_is_shown(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People, desk: OpenDesk
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[2])
    desk.contacts.edit(people[2], 1, {"name": "Zoé"})
    runner.announce(Changes(contacts=frozenset({int(people[2])})))
    qtbot.waitUntil(lambda: _names(window)[-1] == "Zoé")
    qtbot.waitUntil(lambda: window.contact_panel.name.value == "Zoé")
    assert window.contacts.list.view.current_id == people[2]
    _settle(qtbot, runner)


def test_a_failed_question_says_so_and_is_asked_again(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People, desk: OpenDesk
) -> None:
    assert people
    fails = [True]

    def first_page(*words: object, **named: object) -> object:
        if fails[0]:
            raise Unavailable("locked")
        return cast("Callable[..., object]", desk.contacts.first_page)(*words, **named)

    window = open_contacts(desk_with(desk, "contacts", first_page=first_page))
    qtbot.waitUntil(lambda: window.contacts.list.model.state is ListState.FAILED)
    assert "Another program" in window.contacts.list.empty.sentence
    fails[0] = False
    click(window.contacts.list.empty.button)
    qtbot.waitUntil(lambda: len(_names(window)) == 3)
    _settle(qtbot, runner)


def test_a_page_that_cannot_be_read_says_why(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People, desk: OpenDesk
) -> None:
    fails = [True]

    def page(*words: object) -> object:
        if fails[0]:
            raise Unavailable("locked")
        return cast("Callable[..., object]", desk.contacts.page)(*words)

    window = open_contacts(desk_with(desk, "contacts", page=page))
    window.show_contact(people[0])
    panel = window.contact_panel
    qtbot.waitUntil(panel.failed.isVisible)
    fails[0] = False
    click(panel.failed.button)
    qtbot.waitUntil(lambda: panel.page is not None)
    window.show_contact(99)
    qtbot.waitUntil(panel.missing.isVisible)
    assert panel.missing.sentence.text() == "There is no such contact."
    _settle(qtbot, runner)


def test_a_masked_reader_sees_no_number_and_changes_nothing(
    qtbot: QtBot,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
    database_url: str,
) -> None:
    builders.add_role(desk, "masked", tickets="all", contacts="managed", phones="masked")
    minh = builders.add_agent(desk, "minh", role="masked")
    with builders.opened(database_url, "minh", now=NOW) as own:
        window = open_contacts(cast("Desk", own))
        assert window.contacts.list.model.state is ListState.EMPTY
        assert window.contacts.list.empty.sentence.startswith("Your role shows the contacts")
        assert not window.contacts.list.empty.button.isVisible()
        assert not window.new_button.isEnabled()
        assert not window.merge_button.isVisible()
        desk.contacts.edit(people[0], 1, {"manager_id": minh})
        window.refresh()
        qtbot.waitUntil(lambda: _names(window) == ["Lan Phạm"])
        _show(qtbot, window, people[0])
        assert not _cell(window, "phones").is_editable
        assert not _cell(window, "name").is_editable
        assert not window.findChildren(LinkButton, "contact_phones_0")
        model = window.contacts.list.model
        assert model.data(model.index(0, 1)) == "•••• 331"
        window.contacts.list.view.header.sort_by("phone", is_added=False)
        qtbot.waitUntil(lambda: "masked" in window.toast.sentence)
        _settle(qtbot, window._runner)
        window.stop()


def test_every_control_has_a_name(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, people: People
) -> None:
    window = open_contacts()
    _show(qtbot, window, people[0])
    for name in ("name", "phones", "emails", "title", "company", "manager_id", "notes"):
        _edit(window, name)
    _settle(qtbot, runner)
    assert nameless_controls(window) == []
    click(window.companies_tab)
    window.companies.list.view.move_by(1)
    qtbot.waitUntil(lambda: window.company_panel.page is not None)
    assert nameless_controls(window) == []
    window.open_merge(window.contacts, [people[0], people[1]])
    dialog = get(window, MergeDialog, "merge_dialog")
    qtbot.waitUntil(lambda: len(dialog.parts) == 2)
    assert nameless_controls(dialog) == []
    dialog.reject()
    window.open_new("contact", {})
    new = get(window, NewEntryDialog, "new_contact_dialog")
    assert nameless_controls(new) == []
    new.reject()
    _settle(qtbot, runner)


def test_the_model_is_sound_in_every_state(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    desk: OpenDesk,
    qtmodeltester: ModelTester,
) -> None:
    window = open_contacts()
    model = window.contacts.list.model
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types here
    for number in range(300):
        desk.contacts.create(NewContact(f"Contact {number:03}"))
    window.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 300)
    _settle(qtbot, runner)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # as above
    view = window.contacts.list.view
    view.setFocus()
    press_focused(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: model.data(model.index(299, 0)) == "Contact 299")
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    press_focused(Qt.Key.Key_Home)
    window.contacts.list.search.setText("none")
    press(window.contacts.list.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.rowCount() == 0)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # as above
    _settle(qtbot, runner)


@pytest.mark.parametrize("owner", [CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY])
def test_values_of_custom_fields_are_said_in_words(
    qtbot: QtBot,
    open_contacts: OpenContacts,
    people: People,
    desk: OpenDesk,
    owner: CustomFieldOwner,
) -> None:
    drop_down, checkbox = CustomFieldKind.DROP_DOWN, CustomFieldKind.CHECKBOX
    tier = builders.add_field(desk, "tier", drop_down, options="Gold\n", owner=owner)
    vip = builders.add_field(desk, "vip", checkbox, owner=owner)
    pairs: list[tuple[CustomField, CustomValue]] = [(tier, tier.options[0].id), (vip, True)]
    company = desk.contacts.page(people[0], NOBODY).company_id
    assert company is not None
    number = int(people[0] if owner is CustomFieldOwner.CONTACT else company)
    desk.session.database.write(lambda at: add_values(at, owner, {number: pairs}))
    window = open_contacts()
    if owner is CustomFieldOwner.CONTACT:
        _show(qtbot, window, number)
    else:
        window.show_company(number)
        qtbot.waitUntil(lambda: window.company_panel.page is not None)
    panel = window.contact_panel if owner is CustomFieldOwner.CONTACT else window.company_panel
    labels = {one.objectName(): one.value for one in panel.findChildren(ValueLabel)}
    tier_name, vip_name = (f"custom_{owner.value}_{key}" for key in ("tier", "vip"))
    assert (labels[tier_name], labels[vip_name]) == ("Gold", "Yes")
    assert panel.custom.isVisible()


def test_the_window_is_no_larger_than_the_screen(open_contacts: OpenContacts) -> None:
    window = open_contacts()
    room = window.screen().availableSize()
    assert room.width() < 1180  # the offscreen platform's
    assert window.width() <= room.width()
    assert window.height() <= room.height()
