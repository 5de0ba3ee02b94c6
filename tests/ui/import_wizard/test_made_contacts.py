"""Fields of contacts and companies in the wizard: columns, or one value for all new ones."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.people import CompanyId, ContactId
from helpdesk_desktop.services.desk import OpenDesk as ServicesDesk
from helpdesk_desktop.ui.import_wizard.wizard_window import COLUMNS, TRIAL, ImportWizard
from helpdesk_desktop.ui.theme import theme
from tests import builders, screen
from tests.importing import written
from tests.ui.import_wizard.conftest import OpenMaking
from tests.ui.import_wizard.wizard_steps import choose, go_on, open_file, opened_wizard, texts

NOBODY = Cancellation()
ROWS = (
    "No,Title,Customer,Firm,Level\n1,First,Mai,ACME,Gold\n2,Second,Mai,ACME,Silver\n"
    "3,Third,Duy,Foo,Silver\n"
)


@pytest.fixture
def wizard(desk: OpenDesk, open_making: OpenMaking) -> ImportWizard:
    tier = {"owner": CustomFieldOwner.CONTACT, "options": "Gold\nSilver"}
    builders.add_field(desk, "tier", CustomFieldKind.DROP_DOWN, **tier)
    builders.add_field(desk, "sector", owner=CustomFieldOwner.COMPANY, is_required_to_create=True)
    making = open_making()
    making.open_wizard()
    return opened_wizard(making)


def _said(wizard: ImportWizard, name: str) -> str:
    return screen.get(wizard, QLabel, name).text()


def _map(qtbot: QtBot, wizard: ImportWizard, folder: Path) -> None:
    open_file(qtbot, wizard, written(folder, "a.csv", ROWS))
    go_on(wizard)
    choose(qtbot, wizard.columns.table, 0, "External id")
    choose(qtbot, wizard.columns.table, 3, "Company")
    choose(qtbot, wizard.columns.table, 4, "Contact: Tier")


def _try(qtbot: QtBot, wizard: ImportWizard) -> None:
    wizard.show_step(TRIAL)
    qtbot.waitUntil(lambda: wizard.session.trial is not None)


def _held(desk: ServicesDesk) -> tuple[dict[str | None, str], dict[str | None, Any]]:
    tiers = desk.directory().custom_field_by_key["contact.cf.tier"].option_by_id
    people = {
        row.name: tiers[dict(desk.people.contact(ContactId(row.id), NOBODY).custom)["tier"]].label
        for row in desk.contacts.first_page(ContactSpec(), NOBODY)
    }
    firms: dict[str | None, Any] = {
        row.name: dict(desk.companies.page(CompanyId(row.id), NOBODY).company.custom)["sector"]
        for row in desk.companies.first_page(ContactSpec(), NOBODY)
    }
    return people, firms


def test_a_column_and_a_value_for_all_reach_those_that_are_made(
    qtbot: QtBot, wizard: ImportWizard, desk: OpenDesk, tmp_path: Path
) -> None:
    _map(qtbot, wizard, tmp_path)
    assert "New companies need Sector" in _said(wizard, "columns_note")
    line = screen.get(wizard, QLineEdit, "custom_company_sector")
    assert line.accessibleName() == "Sector, required"
    screen.type_text(line, "steel")
    assert wizard.session.mapping.constant_of("company.cf.sector") == "steel"
    assert line.text() == "steel"
    assert "New companies" not in _said(wizard, "columns_note")
    assert screen.nameless_controls(wizard) == []
    _try(qtbot, wizard)
    assert [row[:2] for row in texts(wizard.trial.report.table)] == [["3", "Level"]]
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.outcome is not None)
    assert _held(desk) == ({"Mai": "Gold", "Duy": "Silver"}, {"ACME": "steel", "Foo": "steel"})


def test_what_rows_are_rejected_for_want_of_is_given_where_the_dry_run_leads(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    _map(qtbot, wizard, tmp_path)
    _try(qtbot, wizard)
    assert _said(wizard, "trial_rejected_figure") == "3"
    give = screen.get(wizard, QPushButton, "give_missing")
    screen.click(give)
    assert wizard.step == COLUMNS
    line = screen.get(wizard, QLineEdit, "custom_company_sector")
    qtbot.waitUntil(line.hasFocus)
    screen.type_text(line, "x")
    _try(qtbot, wizard)
    assert _said(wizard, "trial_rejected_figure") == "0"
    assert not give.isVisible()


def test_nothing_is_asked_for_what_no_row_makes_or_a_column_gives(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    _map(qtbot, wizard, tmp_path)
    line = screen.get(wizard, QLineEdit, "custom_company_sector")
    screen.type_text(line, "steel")
    target = wizard.columns.targets.target("company.cf.sector")
    screen.type_text(target.line, "Level")
    screen.press(target.line, Qt.Key.Key_Tab)
    mapping = wizard.session.mapping
    assert mapping.template_of("company.cf.sector") == "Level"
    assert mapping.constant_of("company.cf.sector") == ""
    assert not line.isVisible()
    choose(qtbot, wizard.columns.table, 4, "Not imported")
    assert line.isVisible()
    assert line.text() == ""
    choose(qtbot, wizard.columns.table, 3, "Not imported")
    assert not line.isVisible()


def test_a_value_that_cannot_be_read_is_told_beside_it(
    qtbot: QtBot, desk: OpenDesk, open_making: OpenMaking, tmp_path: Path
) -> None:
    builders.add_field(
        desk, "score", CustomFieldKind.INTEGER, owner=CustomFieldOwner.CONTACT,
        is_required_to_create=True,
    )  # fmt: skip
    making = open_making()
    making.open_wizard()
    wizard = opened_wizard(making)
    open_file(qtbot, wizard, written(tmp_path, "a.csv", ROWS))
    go_on(wizard)
    line = screen.get(wizard, QLineEdit, "custom_contact_score")
    screen.type_text(line, "1x")
    assert _said(wizard, "custom_contact_score_fault").startswith("“1x” is not a whole number")
    assert line.text() == "1x"
    screen.press(line, Qt.Key.Key_Backspace)
    assert wizard.session.mapping.constant_of("contact.cf.score") == "1"
    assert not screen.get(wizard, QLabel, "custom_contact_score_fault").isVisible()


def test_columns_that_the_role_may_make_no_field_of_are_named(
    qtbot: QtBot, desk: OpenDesk, database_url: str, open_making: OpenMaking, tmp_path: Path
) -> None:
    builders.add_agent(desk, "sue", role="supervisor")
    builders.add_field(desk, "region", label="Region")
    with builders.opened(database_url, as_="sue") as theirs:
        making = open_making(theirs)
        making.open_wizard()
        wizard = opened_wizard(making)
        text = "id,subject,Region,Colour,Empty\n1,a,North,red,\n"
        open_file(qtbot, wizard, written(tmp_path, "a.csv", text))
        go_on(wizard)
        table = wizard.columns.table
        choose(qtbot, table, 2, "Custom field: Region")
        choose(qtbot, table, 3, "Not taken: there is no field for it")
        choose(qtbot, table, 4, "Not taken: there is no field for it")
        assert "Not taken: Colour." in _said(wizard, "columns_note")
        colour = wizard.columns.model.index(3, 2).data(Qt.ItemDataRole.ForegroundRole)
        assert colour.name() == theme().tokens.warning
        _try(qtbot, wizard)
        (row,) = texts(wizard.trial.report.table)
        assert row[1:3] == ["Colour", "Not allowed"]
        making.close_all()
        qtbot.waitUntil(lambda: not wizard.session.trying.is_running)


def test_an_own_export_whose_field_is_not_here_says_so(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    header = "subject,contact,contact.cf.tier,contact.cf.gone\r\n"
    open_file(qtbot, wizard, written(tmp_path, "a.csv", f"{header}a,Mai,gold,x\r\n"))
    go_on(wizard)
    cells = [row[2] for row in texts(wizard.columns.table)]
    assert cells[2:] == ["Contact: Tier", "Not taken: there is no field contact.cf.gone"]


def test_fields_by_the_hundred_come_in_slices_and_in_the_order_of_the_keys(
    qtbot: QtBot, desk: OpenDesk, open_making: OpenMaking, tmp_path: Path
) -> None:
    for number in range(30):
        builders.add_field(desk, f"c{number}", owner=CustomFieldOwner.CONTACT)
    builders.add_field(desk, "need", owner=CustomFieldOwner.CONTACT, is_required_to_create=True)
    making = open_making()
    making.open_wizard()
    wizard = opened_wizard(making)
    open_file(qtbot, wizard, written(tmp_path, "a.csv", ROWS))
    go_on(wizard)
    targets = wizard.columns.targets
    choose(qtbot, wizard.columns.table, 4, "Contact: C29")
    last = targets.target("contact.cf.c29")
    assert last.currentText() == "Level"
    need = targets.target("contact.cf.need")
    screen.focus(targets.target("contact.cf.c28"))
    for following in (last, need, screen.get(wizard, QLineEdit, "custom_contact_need")):
        screen.press_focused(Qt.Key.Key_Tab)
        focused = wizard.focusWidget()
        assert focused is not None
        assert focused.objectName().removesuffix("_line") == following.objectName()
