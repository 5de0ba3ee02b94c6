"""Contacts with dozens of custom fields: the lower ones come a moment later and lack nothing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec
from helpdesk_desktop.domain.custom_field import CustomFieldId, CustomFieldOwner
from helpdesk_desktop.domain.people import ContactId, NewContact
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders
from tests.screen import get, press, type_text
from tests.ui.contacts.conftest import OpenContacts
from tests.window_desk import NOW

CONTACT = CustomFieldOwner.CONTACT
FIELDS = 60
LAST = f"f{FIELDS - 1}"


@pytest.fixture
def crowded(desk: OpenDesk) -> OpenDesk:
    for number in range(FIELDS):
        builders.add_field(desk, f"f{number}", owner=CONTACT)
    return desk


def _show(qtbot: QtBot, window: ContactsWindow, number: int) -> None:
    window.show_contact(number)
    panel = window.contact_panel
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.contact.id == number)


def _type_into(window: ContactsWindow, key: str, text: str) -> QLineEdit:
    panel = window.contact_panel
    cell = get(panel, ValueCell, f"cf.{key}_cell")
    cell.setFocus()
    press(cell, Qt.Key.Key_F2)
    line = get(panel, QLineEdit, f"custom_contact_{key}")
    type_text(line, text)
    return line


def test_late_lines_are_shown_and_changed_as_the_others(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, crowded: OpenDesk
) -> None:
    made = crowded.contacts.create(NewContact("Lan", custom=((LAST, "late"),)))
    window = open_contacts()
    _show(qtbot, window, made)
    panel = window.contact_panel
    assert f"cf.{LAST}" not in panel.cells.cells
    qtbot.waitUntil(lambda: panel.custom.is_whole)
    assert len([name for name in panel.cells.cells if name.startswith("cf.")]) == FIELDS
    assert get(panel, ValueLabel, f"custom_contact_{LAST}").value == "late"
    press(_type_into(window, LAST, "later"), Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: dict(crowded.contacts.page(made, Cancellation()).contact.custom) == {LAST: "later"}
    )
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_draft_of_a_late_line_opens_with_it(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, crowded: OpenDesk
) -> None:
    made = crowded.contacts.create(NewContact("Lan"))
    window = open_contacts()
    _show(qtbot, window, made)
    qtbot.waitUntil(lambda: window.contact_panel.custom.is_whole)
    _type_into(window, LAST, "half")
    _show(qtbot, window, crowded.contacts.create(NewContact("Mai")))
    qtbot.waitUntil(lambda: len(crowded.drafts.load_all()) == 1 and not runner.is_busy)
    again = open_contacts()
    _show(qtbot, again, made)
    panel = again.contact_panel
    qtbot.waitUntil(lambda: panel.cells.open_names == (f"cf.{LAST}",))
    assert get(panel, QLineEdit, f"custom_contact_{LAST}").text() == "half"
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_line_that_is_typed_into_keeps_the_focus_where_a_field_comes_above(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, crowded: OpenDesk
) -> None:
    made = crowded.contacts.create(NewContact("Lan"))
    window = open_contacts()
    _show(qtbot, window, made)
    qtbot.waitUntil(lambda: window.contact_panel.custom.is_whole)
    line = _type_into(window, "f15", "half")
    line.setCursorPosition(2)
    directory = crowded.directory()
    first, *rest = directory.custom_fields
    more = replace(first, id=CustomFieldId(9_999), key="new", label="New")
    directory = replace(directory, custom_fields=(more, first, *rest))
    window.set_names(directory, Names(directory, NOW, crowded.clock.zone))
    qtbot.waitUntil(lambda: window.contact_panel.custom.is_whole)
    cells = window.contact_panel.cells.cells
    order = [cells[f"cf.{key}"] for key in ("new", "f0", "f14", "f15", "f16")]
    tops = [cell.mapTo(window, cell.rect().topLeft()).y() for cell in order]
    assert tops == sorted(tops)
    assert (line.text(), line.hasFocus(), line.cursorPosition()) == ("half", True, 2)
    line.clear()
    press(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_an_early_create_waits_for_the_whole_form(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    for number in range(FIELDS):
        builders.add_field(desk, f"f{number}", owner=CONTACT, default="x")
    window = open_contacts()
    window.open_new("contact", {})
    dialog = get(window, NewEntryDialog, "new_contact_dialog")
    made: list[int] = []
    dialog.made.connect(made.append)
    dialog.lines["name"].setText("Lan")
    assert not dialog.custom.is_whole
    dialog.submit()
    dialog.submit()
    qtbot.waitUntil(lambda: bool(made))
    (number,) = made
    contact = desk.contacts.page(ContactId(number), Cancellation()).contact
    assert len(contact.custom) == FIELDS
    assert desk.contacts.count(ContactSpec(), Cancellation()) == 1
    qtbot.waitUntil(lambda: not runner.is_busy)
