"""Custom fields of contacts and companies in their window, by keys and clicks."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, NewCompany
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.people import CompanyId, ContactId, NewContact
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.contacts.entry_panel import EntryPanel
from helpdesk_desktop.ui.contacts.merge_dialog import MergeDialog
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.detail.value_labels import ValueLabel
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders
from tests.screen import click, get, nameless_controls, press, press_focused, type_text
from tests.ui.contacts.conftest import OpenContacts
from tests.window_desk import NOW

NOBODY = Cancellation()
CONTACT, COMPANY = CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY
_CTRL = Qt.KeyboardModifier.ControlModifier


def _fields(desk: OpenDesk, owner: CustomFieldOwner) -> dict[str, CustomField]:
    options = {
        CustomFieldKind.DROP_DOWN: "Gold\nSilver",
        CustomFieldKind.MULTI_SELECT: "Trains\nFlowers",
        CustomFieldKind.DEPENDENT: "North\n  Hà Nội",
    }
    made = {}
    for kind in CustomFieldKind:
        more: dict[str, Any] = {"owner": owner, "options": options.get(kind, "")}
        if kind is CustomFieldKind.REGEX:
            more["pattern"] = "[A-Z]+"
        key = kind.value.replace("-", "_")
        made[key] = builders.add_field(desk, key, kind, **more)
    return made


def _full(fields: dict[str, CustomField]) -> dict[str, Any]:
    return {
        "text": "<b>plain</b>",
        "multi_line": "a\nb",
        "drop_down": fields["drop_down"].options[1].id,
        "integer": 5,
        "decimal": Decimal("1.5"),
        "checkbox": True,
        "regex": "AB",
        "date": date(2026, 11, 23),
        "multi_select": tuple(option.id for option in fields["multi_select"].options),
        "dependent": fields["dependent"].options[1].id,
    }


def _contact(desk: OpenDesk, number: int) -> dict[str, Any]:
    return dict(desk.contacts.page(ContactId(number), NOBODY).contact.custom)


def _company(desk: OpenDesk, number: int) -> dict[str, Any]:
    return dict(desk.companies.page(CompanyId(number), NOBODY).company.custom)


def _shown(panel: EntryPanel, name: str) -> str:
    return get(panel, ValueLabel, name).value


def _show(qtbot: QtBot, window: ContactsWindow, number: int) -> None:
    window.show_contact(number)
    panel = window.contact_panel
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.contact.id == number)


def _edit(panel: EntryPanel, key: str) -> None:
    cell = get(panel, ValueCell, f"cf.{key}_cell")
    cell.setFocus()
    press(cell, Qt.Key.Key_F2)


def test_a_panel_without_fields_shows_no_card(
    qtbot: QtBot, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    made = desk.contacts.create(NewContact("Lan"))
    window = open_contacts()
    _show(qtbot, window, made)
    assert window.contact_panel.custom.isHidden()


def test_values_of_all_kinds_are_shown_in_words(
    qtbot: QtBot, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    for owner in (CONTACT, COMPANY):
        _fields(desk, owner)
    directory = desk.directory()
    every = {
        owner: {one.key: one for one in directory.custom_fields if one.owner is owner}
        for owner in (CONTACT, COMPANY)
    }
    firm = desk.companies.create(NewCompany("ACME", custom=tuple(_full(every[COMPANY]).items())))
    values = tuple(_full(every[CONTACT]).items())
    made = desk.contacts.create(NewContact("Lan", company="ACME", custom=values))
    window = open_contacts()
    _show(qtbot, window, made)
    window.show_company(firm)
    qtbot.waitUntil(lambda: window.company_panel.page is not None)
    panels: tuple[tuple[EntryPanel, str], ...] = (
        (window.contact_panel, "contact"),
        (window.company_panel, "company"),
    )
    for panel, kind in panels:
        said = {key: _shown(panel, f"custom_{kind}_{key}") for key in every[CONTACT]}
        assert said.pop("date")
        assert said == {
            "text": "<b>plain</b>",
            "multi_line": "a\nb",
            "drop_down": "Silver",
            "integer": "5",
            "decimal": "1.5",
            "checkbox": "Yes",
            "regex": "AB",
            "multi_select": "Trains, Flowers",
            "dependent": "North / Hà Nội",
        }
    assert nameless_controls(window) == []


def test_every_kind_is_changed_in_place_by_keys(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    fields = _fields(desk, CONTACT)
    gold = fields["drop_down"].options[0].id
    made = desk.contacts.create(NewContact("Lan", custom=(("drop_down", gold),)))
    window = open_contacts()
    _show(qtbot, window, made)
    panel = window.contact_panel

    def done(key: str, value: object) -> None:
        qtbot.waitUntil(lambda: _contact(desk, made).get(key) == value)
        qtbot.waitUntil(lambda: not panel.cells.open_names)
        qtbot.waitUntil(lambda: not runner.is_busy)

    def take(key: str, text: str, value: object) -> None:
        # Enter in the open list takes a match, and saves nothing yet. What stood there is selected.
        type_text(get(panel, QLineEdit, f"custom_contact_{key}_text"), text)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        found = QApplication.activePopupWidget()
        assert found is not None
        press(found, Qt.Key.Key_Down)
        press(found, Qt.Key.Key_Return)
        editor = panel.cells._editors[f"cf.{key.removesuffix('_find')}"]
        qtbot.waitUntil(lambda: editor.value() == value)
        # Without a window manager nobody makes the window active again after a list of its own.
        window.activateWindow()
        qtbot.waitActive(window)

    for key, text, value in (
        ("text", "Lan", "Lan"),
        ("integer", "42", 42),
        ("decimal", "2.5", Decimal("2.5")),
        ("regex", "XY", "XY"),
    ):
        _edit(panel, key)
        type_text(get(panel, QLineEdit, f"custom_contact_{key}"), text)
        press_focused(Qt.Key.Key_Return)
        done(key, value)
    _edit(panel, "multi_line")
    type_text(get(panel, QPlainTextEdit, "custom_contact_multi_line"), "a")
    press_focused(Qt.Key.Key_Return)
    type_text(get(panel, QPlainTextEdit, "custom_contact_multi_line"), "b")
    press_focused(Qt.Key.Key_Return, _CTRL)
    done("multi_line", "a\nb")
    for key, text in (("drop_down", "silv"), ("dependent", "noi")):
        _edit(panel, key)
        take(key, text, fields[key].options[1].id)
        press(get(panel, QLineEdit, f"custom_contact_{key}_text"), Qt.Key.Key_Return)
        done(key, fields[key].options[1].id)
    _edit(panel, "checkbox")
    press(get(panel, QCheckBox, "custom_contact_checkbox"), Qt.Key.Key_Space)
    press_focused(Qt.Key.Key_Return)
    done("checkbox", True)
    _edit(panel, "multi_select")
    take("multi_select_find", "flow", (fields["multi_select"].options[1].id,))
    click(get(panel, QPushButton, "cf.multi_select_save"))
    done("multi_select", (fields["multi_select"].options[1].id,))


def test_what_is_no_value_and_what_is_required_stay_open_with_the_reason(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    builders.add_field(desk, "age", CustomFieldKind.INTEGER, owner=CONTACT)
    builders.add_field(desk, "tier", owner=CONTACT, is_required_to_create=True)
    made = desk.contacts.create(NewContact("Lan", custom=(("tier", "gold"), ("age", 7))))
    window = open_contacts()
    _show(qtbot, window, made)
    panel = window.contact_panel
    _edit(panel, "age")
    line = get(panel, QLineEdit, "custom_contact_age")
    line.clear()
    type_text(line, "seven")
    press_focused(Qt.Key.Key_Return)
    assert "seven" in panel.cells._editors["cf.age"].foot.sentence
    assert _contact(desk, made)["age"] == 7
    press(line, Qt.Key.Key_Escape)
    _edit(panel, "tier")
    get(panel, QLineEdit, "custom_contact_tier").clear()
    press_focused(Qt.Key.Key_Return)
    foot = panel.cells._editors["cf.tier"].foot
    qtbot.waitUntil(lambda: foot.sentence == "Tier is required.")
    press_focused(Qt.Key.Key_Escape)
    assert panel.cells.open_names == ()
    assert _contact(desk, made)["tier"] == "gold"
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_saved_value_is_taken_back_from_the_notice(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    builders.add_field(desk, "sector", owner=COMPANY)
    made = desk.companies.create(NewCompany("ACME", custom=(("sector", "rail"),)))
    window = open_contacts()
    window.show_company(made)
    panel = window.company_panel
    qtbot.waitUntil(lambda: panel.page is not None)
    _edit(panel, "sector")
    line = get(panel, QLineEdit, "custom_company_sector")
    line.clear()
    type_text(line, "sea")
    press_focused(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _shown(panel, "custom_company_sector") == "sea")
    window.toast.take_back()
    qtbot.waitUntil(lambda: _shown(panel, "custom_company_sector") == "rail")
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert _company(desk, made) == {"sector": "rail"}


def test_other_fields_merge_silently_and_the_same_field_is_a_choice(
    qtbot: QtBot,
    runner: TaskRunner,
    open_contacts: OpenContacts,
    desk: OpenDesk,
    other: OpenDesk,
) -> None:
    tier = builders.add_field(
        desk, "tier", CustomFieldKind.DROP_DOWN, owner=CONTACT, options="Gold\nSilver"
    )
    builders.add_field(desk, "city", owner=CONTACT)
    gold, silver = (option.id for option in tier.options)
    made = desk.contacts.create(NewContact("Lan"))
    window = open_contacts()
    _show(qtbot, window, made)
    panel = window.contact_panel
    _edit(panel, "city")
    type_text(get(panel, QLineEdit, "custom_contact_city"), "Huế")
    other.contacts.edit(made, 1, {"cf.tier": gold})
    press_focused(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _contact(desk, made) == {"tier": gold, "city": "Huế"})
    qtbot.waitUntil(lambda: not runner.is_busy)
    _edit(panel, "city")
    line = get(panel, QLineEdit, "custom_contact_city")
    type_text(line, "Mine")
    other.contacts.edit(made, 3, {"cf.city": "Vinh", "cf.tier": silver})
    press(line, Qt.Key.Key_Return)
    foot = panel.cells._editors["cf.city"].foot
    qtbot.waitUntil(lambda: foot.has_clash)
    assert "“Vinh”" in foot.sentence
    click(foot.mine)
    qtbot.waitUntil(lambda: _contact(desk, made)["city"] == "Mine")
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_what_is_half_typed_comes_back_with_its_contact(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    builders.add_field(desk, "age", CustomFieldKind.INTEGER, owner=CONTACT)
    first = desk.contacts.create(NewContact("Lan", custom=(("age", 7),)))
    second = desk.contacts.create(NewContact("Mai"))
    window = open_contacts()
    _show(qtbot, window, first)
    panel = window.contact_panel
    _edit(panel, "age")
    get(panel, QLineEdit, "custom_contact_age").clear()
    type_text(get(panel, QLineEdit, "custom_contact_age"), "7x")
    _show(qtbot, window, second)
    assert panel.cells.open_names == ()
    qtbot.waitUntil(lambda: not runner.is_busy)
    _show(qtbot, window, first)
    qtbot.waitUntil(lambda: panel.cells.open_names == ("cf.age",))
    line = get(panel, QLineEdit, "custom_contact_age")
    assert line.text() == "7x"
    assert panel.cells._editors["cf.age"].before == 7
    line.setText("")
    type_text(line, "8")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _contact(desk, first) == {"age": 8})
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_field_that_is_made_or_retired_meanwhile_comes_and_goes(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    tier = builders.add_field(desk, "tier", owner=CONTACT)
    city = builders.add_field(desk, "city", owner=CONTACT)
    made = desk.contacts.create(NewContact("Lan", custom=(("tier", "gold"),)))
    window = open_contacts()
    _show(qtbot, window, made)
    panel = window.contact_panel
    _edit(panel, "city")
    type_text(get(panel, QLineEdit, "custom_contact_city"), "Hu")
    for field in (tier, city):
        desk.fields.change(FieldEdit(field.id, None, (("is_active", False),)))
    builders.add_field(desk, "team", owner=CONTACT)
    directory = desk.directory()
    window.set_names(directory, Names(directory, NOW, desk.clock.zone))
    assert panel.cells.open_names == ()
    assert not panel.cells.cells["cf.tier"].is_editable
    assert panel.cells.cells["cf.team"].is_editable
    assert "cf.city" not in panel.cells.cells
    qtbot.waitUntil(lambda: len(panel.findChildren(ValueLabel, "custom_contact_tier")) == 1)
    assert _shown(panel, "custom_contact_tier") == "gold"
    qtbot.waitUntil(lambda: not runner.is_busy)


@pytest.mark.parametrize("kind", ["contact", "company"])
def test_a_new_one_is_asked_for_what_is_required_and_starts_with_defaults(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk, kind: str
) -> None:
    owner = CustomFieldOwner(kind)
    builders.add_field(desk, "tier", owner=owner, is_required_to_create=True)
    builders.add_field(desk, "age", CustomFieldKind.INTEGER, owner=owner)
    builders.add_field(desk, "city", owner=owner, default="Huế")
    window = open_contacts()
    window.open_new(kind, {})
    dialog = get(window, NewEntryDialog, f"new_{kind}_dialog")
    tier, age, city = (
        get(dialog, QLineEdit, f"custom_{kind}_{key}") for key in ("tier", "age", "city")
    )
    assert city.text() == "Huế"
    assert tier.accessibleName() == "Tier, required"
    assert dialog.custom.form_fields["tier"].findChildren(QLabel, "asterisk")
    assert dialog.texts == {}
    type_text(dialog.lines["name"], "Lan")
    type_text(age, "old")
    press(age, Qt.Key.Key_Return, _CTRL)
    assert "old" in dialog.custom.form_fields["age"].fault
    age.clear()
    type_text(age, "7")
    assert dialog.custom.form_fields["age"].fault == ""
    click(dialog.create_button)
    faulty = dialog.custom.form_fields["tier"]
    qtbot.waitUntil(lambda: faulty.fault == "Tier is required.")
    assert dialog.focusWidget() is tier
    type_text(tier, "gold")
    made: list[int] = []
    dialog.made.connect(made.append)
    click(dialog.create_button)
    qtbot.waitUntil(lambda: bool(made))
    stored = _contact(desk, made[0]) if kind == "contact" else _company(desk, made[0])
    assert stored == {"tier": "gold", "age": 7, "city": "Huế"}
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_form_given_up_is_opened_again_with_its_fields(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    builders.add_field(desk, "tier", owner=CONTACT)
    window = open_contacts()
    window.open_new("contact", {})
    dialog = get(window, NewEntryDialog, "new_contact_dialog")
    type_text(get(dialog, QLineEdit, "custom_contact_tier"), "gold")
    press_focused(Qt.Key.Key_Escape)
    window.toast.take_back()
    again = window.findChildren(NewEntryDialog)[-1]
    assert get(again, QLineEdit, "custom_contact_tier").text() == "gold"
    assert desk.contacts.count(ContactSpec(), NOBODY) == 0
    get(again, QLineEdit, "custom_contact_tier").clear()
    again.reject()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_merge_tells_what_each_field_will_hold(
    qtbot: QtBot, runner: TaskRunner, open_contacts: OpenContacts, desk: OpenDesk
) -> None:
    fields = _fields(desk, CONTACT)
    trains, flowers = (option.id for option in fields["multi_select"].options)
    one = desk.contacts.create(NewContact("Lan", custom=(("multi_select", (flowers,)),)))
    two = desk.contacts.create(
        NewContact("LAN", custom=(("multi_select", (trains,)), ("text", "x")))
    )
    window = open_contacts()
    window.open_merge(window.contacts, [one, two])
    dialog = get(window, MergeDialog, "merge_dialog")
    qtbot.waitUntil(lambda: len(dialog.parts) == 2)
    assert get(dialog, ValueLabel, "result_custom_multi_select").value == "Trains, Flowers"
    assert get(dialog, ValueLabel, "result_custom_text").value == "x"
    assert dialog.findChildren(ValueLabel, "result_custom_date") == []
    click(dialog.merge)
    qtbot.waitUntil(lambda: _contact(desk, one) == {"multi_select": (trains, flowers), "text": "x"})
    qtbot.waitUntil(lambda: not runner.is_busy)
