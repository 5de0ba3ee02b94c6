"""A company named in passing is asked for, in place, just what it lacks."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, NewCompany
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.people import CompanyId, NewContact
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.draft_keeper import KeeperState
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders
from tests.screen import get, nameless_controls, press, type_text

OpenContacts = Callable[..., ContactsWindow]
NOBODY = Cancellation()
COMPANY = CustomFieldOwner.COMPANY


def _fields(desk: OpenDesk) -> None:
    builders.add_field(desk, "sector", owner=COMPANY, is_required_to_create=True)
    builders.add_field(desk, "size", CustomFieldKind.INTEGER, owner=COMPANY,
                       is_required_to_create=True, default="7")  # fmt: skip
    builders.add_field(desk, "free", owner=COMPANY)


def _custom(desk: OpenDesk, name: str) -> dict[str, object]:
    (found,) = (one for one in desk.companies.first_page(ContactSpec(), NOBODY) if one.name == name)
    return dict(desk.companies.page(CompanyId(found.id), NOBODY).company.custom)


def _settle(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_new_contact_s_new_company_is_asked_for_what_it_lacks(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts
) -> None:
    _fields(desk)
    window = open_contacts()
    window.open_new("contact", {})
    form = window.findChildren(NewEntryDialog)[-1]
    type_text(form.lines["name"], "Lan")
    type_text(form.lines["company"], "ACME")
    assert not form.firm.isVisible()
    form.submit()
    qtbot.waitUntil(form.firm.isVisible)
    (field,) = form.firm.form_fields
    assert field.fault == "The new company “ACME” needs a value for Sector."
    assert form.focusWidget() is field.target
    assert not nameless_controls(form)
    type_text(field.target, "steel")
    assert not field.fault
    # What was typed for the company is in the draft, too.
    qtbot.waitUntil(lambda: form.keeper.state is KeeperState.SAVED)
    (draft,) = desk.drafts.load_all()
    assert dict(draft.fields)["company.cf.sector"] == "steel"
    form.submit()
    qtbot.waitUntil(lambda: not window.findChildren(NewEntryDialog))
    _settle(qtbot, runner)
    assert _custom(desk, "ACME") == {"sector": "steel", "size": 7}


def test_a_draft_asks_again_and_another_company_is_asked_nothing(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts
) -> None:
    _fields(desk)
    desk.companies.create(NewCompany("There", custom=(("sector", "wood"),)))
    window = open_contacts()
    window.open_new("contact", {})
    form = window.findChildren(NewEntryDialog)[-1]
    type_text(form.lines["name"], "Lan")
    type_text(form.lines["company"], "ACME")
    form.submit()
    qtbot.waitUntil(form.firm.isVisible)
    type_text(form.firm.form_fields[0].target, "steel")
    form.reject()
    _settle(qtbot, runner)
    (draft,) = desk.drafts.load_all()
    window.open_draft(draft)
    again = window.findChildren(NewEntryDialog)[-1]
    assert again.firm.values() == (("sector", "steel"),)
    again.lines["company"].clear()
    type_text(again.lines["company"], "there")
    assert again.firm.values() == ()
    assert not again.firm.isVisible()
    again.submit()
    _settle(qtbot, runner)
    assert _custom(desk, "There") == {"sector": "wood", "size": 7}


def test_a_panel_s_new_company_is_made_by_its_own_form_and_then_saved(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_contacts: OpenContacts
) -> None:
    _fields(desk)
    number = desk.contacts.create(NewContact("Lan"))
    window = open_contacts()
    window.show_contact(number)
    qtbot.waitUntil(lambda: window.contact_panel.page is not None)
    get(window.contact_panel, ValueCell, "company_cell").edit_wanted.emit("company")
    line = get(window.contact_panel, QLineEdit, "company_edit")
    type_text(line, "ACME")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(NewEntryDialog)))
    form = window.findChildren(NewEntryDialog)[-1]
    assert form.lines["name"].text() == "ACME"
    assert line.text() == "ACME"
    form.custom.inputs["sector"].restore("steel")
    form.submit()
    qtbot.waitUntil(lambda: desk.contacts.page(number, NOBODY).contact.company == "ACME")
    _settle(qtbot, runner)
    assert _custom(desk, "ACME") == {"sector": "steel", "size": 7}
