"""What every contact must have is asked of one that is made inside a new ticket."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.ui.create.caller_list import CallerList
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, screen
from tests.ui.create.conftest import OpenDialog

CONTACT = CustomFieldOwner.CONTACT
NOBODY = Cancellation()


def _line(parent: QWidget, name: str) -> QLineEdit:
    return screen.get(parent, QLineEdit, name)


def _begin(qtbot: QtBot, dialog: CreateTicketDialog, name: str) -> None:
    """Make a contact of this name in place."""
    screen.type_text(_line(dialog, "contact_search"), name)
    qtbot.waitUntil(screen.get(dialog, CallerList, "caller_list").isVisible)
    screen.press_focused(Qt.Key.Key_Up)
    screen.press_focused(Qt.Key.Key_Return)
    assert dialog.form.contact.is_making


def test_only_required_fields_of_contacts_are_asked(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    builders.add_field(desk, "tier", owner=CONTACT, is_required_to_create=True)
    builders.add_field(desk, "city", owner=CONTACT, default="Huế")
    builders.add_field(desk, "age", CustomFieldKind.INTEGER, owner=CONTACT)
    builders.add_field(desk, "team", owner=CONTACT, is_required_to_create=True, default="North")
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Fire")
    _begin(qtbot, dialog, "Hoa")
    form = dialog.form.contact.form
    assert list(form.custom.inputs) == ["tier", "team"]
    assert _line(dialog, "custom_contact_tier").accessibleName() == "Tier, required"
    assert _line(dialog, "custom_contact_team").text() == "North"
    add = screen.get(dialog, QPushButton, "add_ticket")
    screen.click(add)
    qtbot.waitUntil(lambda: form.custom.form_fields["tier"].fault == "Tier is required.")
    qtbot.waitUntil(dialog.form.isEnabled)
    assert dialog.focusWidget() is _line(dialog, "custom_contact_tier")
    assert desk.tickets.count(FilterSpec(), NOBODY) == 0
    screen.type_text(_line(dialog, "custom_contact_tier"), "gold")
    with qtbot.waitSignal(dialog.ticket_created) as created:
        screen.click(add)
    assert created.args is not None
    contact = desk.tickets.detail(created.args[0].serial, NOBODY).contact
    assert contact is not None
    assert (contact.name, dict(contact.custom)) == (
        "Hoa",
        {"tier": "gold", "team": "North", "city": "Huế"},
    )


def test_a_value_that_cannot_be_read_is_told_before_anything_is_sent(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    builders.add_field(
        desk, "age", CustomFieldKind.INTEGER, owner=CONTACT, is_required_to_create=True
    )
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Fire")
    _begin(qtbot, dialog, "Hoa")
    screen.type_text(_line(dialog, "custom_contact_age"), "old")
    screen.click(screen.get(dialog, QPushButton, "add_ticket"))
    field = dialog.form.contact.form.custom.form_fields["age"]
    qtbot.waitUntil(lambda: "old" in field.fault)
    qtbot.waitUntil(dialog.form.isEnabled)
    assert desk.tickets.count(FilterSpec(), NOBODY) == 0


def test_what_is_typed_comes_back_with_the_draft(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    builders.add_field(desk, "tier", owner=CONTACT, is_required_to_create=True)
    dialog = open_dialog()
    _begin(qtbot, dialog, "Hoa")
    screen.type_text(_line(dialog, "custom_contact_tier"), "gol")
    kept = dialog.form.fields()
    assert kept is not None
    other = open_dialog()
    other.form.restore(kept)
    assert other.form.contact.is_making
    assert _line(other, "custom_contact_tier").text() == "gol"
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_without_required_fields_the_form_is_as_short_as_ever(
    qtbot: QtBot, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    builders.add_field(desk, "city", owner=CONTACT)
    dialog = open_dialog()
    _begin(qtbot, dialog, "Hoa")
    form = dialog.form.contact.form
    assert form.custom.isHidden()
    assert form.findChildren(QLabel, "asterisk") == []


def test_the_new_company_of_a_new_contact_is_asked_for_what_it_lacks(
    qtbot: QtBot, runner: TaskRunner, desk: OpenDesk, open_dialog: OpenDialog
) -> None:
    company = CustomFieldOwner.COMPANY
    builders.add_field(desk, "sector", owner=company, is_required_to_create=True)
    dialog = open_dialog()
    screen.type_text(_line(dialog, "subject"), "Fire")
    _begin(qtbot, dialog, "Hoa")
    screen.type_text(_line(dialog, "new_contact_company"), "ACME")
    form = dialog.form.contact.form
    add = screen.get(dialog, QPushButton, "add_ticket")
    screen.click(add)
    qtbot.waitUntil(form.firm.isVisible)
    qtbot.waitUntil(dialog.form.isEnabled)
    line = _line(dialog, "custom_company_sector")
    assert form.firm.form_fields[0].fault == "The new company “ACME” needs a value for Sector."
    assert dialog.focusWidget() is line
    screen.type_text(line, "steel")
    kept = dialog.form.fields()
    assert kept is not None
    assert dict(kept)["contact"]["company.cf.sector"] == "steel"
    with qtbot.waitSignal(dialog.ticket_created) as created:
        screen.click(add)
    assert created.args is not None
    contact = desk.tickets.detail(created.args[0].serial, NOBODY).contact
    assert contact is not None
    assert contact.company == "ACME"
    qtbot.waitUntil(lambda: not runner.is_busy)
