"""Columns that fill the fields of contacts and companies which an import makes."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, NewCompany
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.field_wishes import FieldEdit
from helpdesk_desktop.domain.people import CompanyId, ContactId, NewContact
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.imports import importer
from helpdesk_desktop.services.imports.report import ImportReport
from tests.builders import add_agent, add_field, add_role, opened
from tests.importing import bring_in, written

NOBODY = Cancellation()
CONTACT, COMPANY = CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY
K = CustomFieldKind
MAP = """
[fields]
external_id = "id"
subject = "s"
contact = "c"
email = "e"
phone = "p"
company = "f"
"contact.cf.tier" = "Tier"
"company.cf.sector" = "Sector"
[options]
source = "x"
"""
HEADER = "id,s,c,e,p,f,Tier,Sector\n"


@pytest.fixture
def fields(desk: OpenDesk) -> None:
    add_field(desk, "tier", K.DROP_DOWN, owner=CONTACT, options="Gold\nSilver")
    add_field(desk, "sector", owner=COMPANY)


def _run(desk: OpenDesk, folder: Path, rows: str, **options: Any) -> ImportReport:
    """Import these rows twice, dry and for good, after checking that both tell the same."""
    map_file = written(folder, "m.toml", options.pop("map_text", MAP))
    file = written(folder, "a.csv", options.pop("header", HEADER) + rows)
    with desk.session.database.reading() as connection:
        viewer = desk.session.reader(connection)
    database = desk.session.database
    dry = bring_in(database, viewer, file, map_file=map_file, dry_run=True, **options)
    wet = bring_in(database, viewer, file, map_file=map_file, **options)
    assert (dry.totals, dry.files[0].problems) == (wet.totals, wet.files[0].problems)
    return wet


def _said(report: ImportReport) -> list[tuple[int | None, str | None, str | None, str, str]]:
    return [
        (one.line, one.column, one.field, one.code.value, one.message)
        for one in report.files[0].problems
    ]


def _people(desk: OpenDesk) -> dict[str | None, dict[str, Any]]:
    found: dict[str | None, dict[str, Any]] = {}
    for one in desk.contacts.first_page(ContactSpec(), NOBODY):
        found[one.name] = dict(desk.people.contact(ContactId(one.id), NOBODY).custom)
    return found


def _firms(desk: OpenDesk) -> dict[str | None, dict[str, Any]]:
    found: dict[str | None, dict[str, Any]] = {}
    for one in desk.companies.first_page(ContactSpec(), NOBODY):
        found[one.name] = dict(desk.companies.page(CompanyId(one.id), NOBODY).company.custom)
    return found


def _option(desk: OpenDesk, label: str) -> int:
    options = desk.directory().custom_field_by_key["contact.cf.tier"].options
    return next(int(one.id) for one in options if one.label == label)


@pytest.mark.usefixtures("fields")
def test_made_contacts_and_companies_hold_what_their_row_gives(
    desk: OpenDesk, tmp_path: Path
) -> None:
    rows = "1,a,Mai,,,ACME,Gold,steel\n2,b,Duy,,,Foo,silver,wood\n3,c,An,,,,,\n"
    report = _run(desk, tmp_path, rows)
    assert (report.totals.created, report.totals.warnings) == (3, 0)
    assert _people(desk) == {
        "Mai": {"tier": _option(desk, "Gold")},
        "Duy": {"tier": _option(desk, "Silver")},
        "An": {},
    }
    assert _firms(desk) == {"ACME": {"sector": "steel"}, "Foo": {"sector": "wood"}}


@pytest.mark.parametrize("rows_of_a_batch", [1, 2, 100])
@pytest.mark.usefixtures("fields")
def test_the_first_row_gives_the_values_and_others_are_told_of(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows_of_a_batch: int
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", rows_of_a_batch)
    rows = (
        "1,a,Mai,mai@x.vn,,ACME,Gold,steel\n2,b,Mai,mai@x.vn,,ACME,Silver,steel\n"
        "3,c,Mai,mai@x.vn,,acme,,wood\n4,d,Mai,MAI@X.VN,,ACME,silver,iron\n"
        "5,e,Duy,,,ACME,,iron\n6,f,Duy,,,ACME,Gold,\n"
    )
    report = _run(desk, tmp_path, rows)
    assert report.totals.created == 6
    assert _people(desk) == {"Mai": {"tier": _option(desk, "Gold")}, "Duy": {}}
    assert _firms(desk) == {"ACME": {"sector": "steel"}}
    assert _said(report) == [
        (
            3,
            "Tier",
            "contact.cf.tier",
            "conflict",
            "Another Tier stays: an earlier row made this contact. Rows: 3.",
        ),
        (
            4,
            "Sector",
            "company.cf.sector",
            "conflict",
            "Another Sector stays: an earlier row made this company. Rows: 3.",
        ),
    ]
    assert report.totals.warnings == 2


@pytest.mark.usefixtures("fields")
def test_who_was_there_stays_and_the_report_says_what_was_not_taken(
    desk: OpenDesk, tmp_path: Path
) -> None:
    gold = _option(desk, "Gold")
    desk.companies.create(NewCompany("ACME", custom=(("sector", "steel"),)))
    desk.contacts.create(
        NewContact("Lan", (), ("lan@x.vn",), company="ACME", custom=(("tier", gold),))
    )
    desk.contacts.create(NewContact("Duy", (), ("duy@x.vn",)))
    rows = (
        "1,a,,lan@x.vn,,,Gold,steel\n2,b,,lan@x.vn,,,Silver,wood\n3,c,,duy@x.vn,,,Silver,\n"
        "4,d,,duy@x.vn,,,,wood\n5,e,New,,,ACME,Gold,wood\n"
    )
    report = _run(desk, tmp_path, rows)
    assert report.totals.created == 5
    assert _people(desk)["Lan"] == {"tier": gold}
    assert _people(desk)["Duy"] == {}
    assert _firms(desk) == {"ACME": {"sector": "steel"}}
    assert _said(report) == [
        (3, "Tier", "contact.cf.tier", "conflict",
         "Another Tier stays: the contact was there already. Rows: 2."),
        (3, "Sector", "company.cf.sector", "conflict",
         "Another Sector stays: the company was there already. Rows: 2."),
        (5, "Sector", "company.cf.sector", "not_found",
         "No company could take Sector: the ticket has none. Rows: 1."),
    ]  # fmt: skip


@pytest.mark.usefixtures("fields")
def test_a_value_without_a_contact_or_company_to_take_it_is_told(
    desk: OpenDesk, tmp_path: Path
) -> None:
    rows = (
        "1,a,,,,,Gold,steel\n2,b,,,+84908123331,,Gold,\n3,c,Mai,,,,,steel\n"
        "4,d,,,+84908123332,,Gold,\n5,e,Duy,,+84908123332,,Gold,\n"
    )
    report = _run(desk, tmp_path, rows)
    assert report.totals.created == 5
    # Who calls from 332 is Duy, whom a later row makes.
    assert _said(report) == [
        (2, "Tier", "contact.cf.tier", "not_found",
         "No contact could take Tier: the ticket has none. Rows: 2."),
        (2, "Sector", "company.cf.sector", "not_found",
         "No company could take Sector: the ticket has none. Rows: 2."),
    ]  # fmt: skip


@pytest.mark.usefixtures("fields")
def test_an_invalid_value_rejects_its_row_and_names_the_column(
    desk: OpenDesk, tmp_path: Path
) -> None:
    report = _run(desk, tmp_path, "1,a,Mai,,,ACME,Platinum,\n2,b,Duy,,,,Gold,\n")
    assert (report.totals.created, report.totals.rejected) == (1, 1)
    assert _said(report) == [
        (2, "Tier", "contact.cf.tier", "unknown_choice",
         "“Platinum” is no option of Tier. Expected gold, silver."),
    ]  # fmt: skip
    assert list(_people(desk)) == ["Duy"]


def test_a_value_that_may_not_be_stored_rejects_its_row(desk: OpenDesk, tmp_path: Path) -> None:
    add_field(desk, "tier", K.REGEX, owner=CONTACT, pattern="[A-Z]+")
    add_field(desk, "sector", K.INTEGER, owner=COMPANY)
    report = _run(desk, tmp_path, "1,a,Mai,,,ACME,abc,\n2,b,Duy,,,ACME,ABC,x\n")
    assert [one[:4] for one in _said(report)] == [
        (2, "Tier", "contact.cf.tier", "pattern"),
        (3, "Sector", "company.cf.sector", "bad_number"),
    ]


@pytest.mark.parametrize("rows_of_a_batch", [1, 100])
def test_only_the_row_that_makes_one_has_to_give_what_it_needs(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows_of_a_batch: int
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", rows_of_a_batch)
    add_field(desk, "tier", owner=CONTACT, is_required_to_create=True)
    add_field(desk, "sector", owner=COMPANY, is_required_to_create=True)
    rows = (
        "1,a,Mai,,,ACME,,steel\n2,b,Mai,,,ACME,gold,\n3,c,Mai,,,ACME,gold,steel\n"
        "4,d,Mai,,,ACME,,\n5,e,Duy,,,ACME,gold,\n"
    )
    report = _run(desk, tmp_path, rows)
    assert (report.totals.created, report.totals.rejected) == (3, 2)
    assert [(line, field) for line, _, field, _, _ in _said(report)] == [
        (2, "contact.cf.tier"),
        (3, "company.cf.sector"),
    ]
    assert _people(desk) == {"Mai": {"tier": "gold"}, "Duy": {"tier": "gold"}}
    assert _firms(desk) == {"ACME": {"sector": "steel"}}


def test_a_constant_gives_the_same_to_all_and_no_column_counts_then(
    desk: OpenDesk, tmp_path: Path
) -> None:
    add_field(desk, "tier", owner=CONTACT)
    add_field(desk, "sector", owner=COMPANY)
    map_text = f'{MAP}[constants]\n"contact.cf.tier" = "all"\n'
    report = _run(desk, tmp_path, "1,a,Mai,,,,gold,\n2,b,Duy,,,,,\n", map_text=map_text)
    assert report.totals.warnings == 0
    assert _people(desk) == {"Mai": {"tier": "all"}, "Duy": {"tier": "all"}}


def test_words_of_such_a_column_can_be_translated(desk: OpenDesk, tmp_path: Path) -> None:
    add_field(desk, "tier", K.DROP_DOWN, owner=CONTACT, options="Gold\nSilver")
    add_field(desk, "sector", owner=COMPANY)
    map_text = f'{MAP}[values."contact.cf.tier"]\nA = "Gold"\n"B*" = "Silver"\n'
    _run(desk, tmp_path, "1,a,Mai,,,,a,\n2,b,Duy,,,,B-,\n", map_text=map_text)
    assert _people(desk) == {
        "Mai": {"tier": _option(desk, "Gold")},
        "Duy": {"tier": _option(desk, "Silver")},
    }


def test_days_and_decimals_are_read_as_those_of_tickets_are(desk: OpenDesk, tmp_path: Path) -> None:
    add_field(desk, "tier", K.DATE, owner=CONTACT)
    add_field(desk, "sector", K.DECIMAL, owner=COMPANY)
    rows = "1,a,Mai,,,ACME,31/12/2026,1.50\n2,b,Duy,,,ACME,01/02/2026,1.5\n3,c,An,,,,32/1/2026,\n"
    report = _run(desk, tmp_path, rows)
    assert _people(desk) == {"Mai": {"tier": date(2026, 12, 31)}, "Duy": {"tier": date(2026, 2, 1)}}
    assert _firms(desk) == {"ACME": {"sector": Decimal("1.5")}}
    assert [one[:4] for one in _said(report)] == [(4, "Tier", "contact.cf.tier", "bad_date")]


@pytest.mark.usefixtures("fields")
def test_an_update_leaves_them_too_and_says_so(desk: OpenDesk, tmp_path: Path) -> None:
    _run(desk, tmp_path, "1,a,Mai,mai@x.vn,,ACME,Gold,steel\n2,b,,,,,,\n")
    rows = "1,a,Mai,mai@x.vn,,ACME,Silver,steel\n2,b,Duy,,,ACME,Gold,wood\n3,c,An,,,,Gold,\n"
    report = _run(desk, tmp_path, rows, update=True)
    totals = report.totals
    assert (totals.created, totals.updated, totals.unchanged, totals.warnings) == (1, 1, 1, 2)
    gold = _option(desk, "Gold")
    assert _people(desk) == {"Mai": {"tier": gold}, "Duy": {"tier": gold}, "An": {"tier": gold}}
    assert [one[:4] for one in _said(report)] == [
        (2, "Tier", "contact.cf.tier", "conflict"),
        (3, "Sector", "company.cf.sector", "conflict"),
    ]


@pytest.mark.usefixtures("fields")
def test_rows_that_are_known_are_compared_with_nothing(desk: OpenDesk, tmp_path: Path) -> None:
    _run(desk, tmp_path, "1,a,Mai,mai@x.vn,,ACME,Gold,steel\n")
    report = _run(desk, tmp_path, "1,a,Mai,mai@x.vn,,ACME,Silver,wood\n")
    assert (report.totals.unchanged, report.totals.warnings) == (1, 0)


@pytest.mark.usefixtures("fields")
def test_nothing_is_told_of_contacts_that_the_role_hides(
    database_url: str, desk: OpenDesk, tmp_path: Path
) -> None:
    add_role(desk, "own", tickets="all", contacts="managed", rights="create")
    lan = add_agent(desk, "lan", role="own")
    gold = _option(desk, "Gold")
    desk.companies.create(NewCompany("ACME", custom=(("sector", "steel"),)))
    people = {"mine@x.vn": lan, "boss@x.vn": add_agent(desk, "max")}
    for email, manager in people.items():
        desk.contacts.create(
            NewContact(email, (), (email,), company="ACME", custom=(("tier", gold),),
                       manager_id=manager)
        )  # fmt: skip
    hidden = "1,a,,boss@x.vn,,,Silver,wood\n"
    with opened(database_url, "lan") as theirs:
        report = _run(theirs, tmp_path, hidden)
        assert [one for one in _said(report) if one[3] == "conflict"] == []
        report = _run(theirs, tmp_path, hidden + "2,b,,mine@x.vn,,,Silver,wood\n")
        assert [one[0] for one in _said(report) if one[3] == "conflict"] == [3, 3]
        # What the import itself made is no secret.
        rows = "3,c,New,new@x.vn,,,Gold,\n4,d,New,new@x.vn,,,Silver,\n"
        report = _run(theirs, tmp_path, rows)
        assert [one[0] for one in _said(report)] == [3]


def test_a_field_that_is_not_there_or_retired_is_told_before_and_not_taken(
    desk: OpenDesk, tmp_path: Path
) -> None:
    tier = add_field(desk, "tier", owner=CONTACT)
    desk.fields.change(FieldEdit(tier.id, tier.version, (("is_active", False),)))
    map_file = written(tmp_path, "m.toml", MAP)
    file = written(tmp_path, "a.csv", f"{HEADER}1,a,Mai,,,ACME,gold,steel\n")
    before: list[tuple[str, list[str]]] = []

    def warned(name: str, problems: Any) -> None:
        assert desk.contacts.count(ContactSpec(), NOBODY) == 0
        before.append((name, [one.message for one in problems]))

    report = bring_in(desk.session.database, desk.viewer, file, map_file=map_file, warned=warned)
    assert report.totals.created == 1
    assert report.exit_code == 0
    assert _said(report) == [
        (None, "Tier", "contact.cf.tier", "not_allowed",
         "Not taken: the field Tier is retired."),
        (None, "Sector", "company.cf.sector", "not_found",
         "Not taken: there is no field “company.cf.sector”. Make it first."),
    ]  # fmt: skip
    assert before == [("a.csv", [one[-1] for one in _said(report)])]
    empty = written(tmp_path, "b.csv", f"{HEADER}2,b,Duy,,,ACME,, \n")
    report = bring_in(desk.session.database, desk.viewer, empty, map_file=map_file)
    assert report.totals.warnings == 0


def test_a_default_fills_no_empty_cell_but_where_something_must_be(
    desk: OpenDesk, tmp_path: Path
) -> None:
    add_field(desk, "tier", owner=CONTACT, default="plain")
    add_field(desk, "sector", owner=COMPANY, default="any", is_required_to_create=True)
    rows = "1,a,Mai,,,ACME,,\n2,b,Duy,,,Foo,gold,steel\n"
    report = _run(desk, tmp_path, rows)
    assert (report.totals.created, report.totals.warnings) == (2, 0)
    assert _people(desk) == {"Mai": {}, "Duy": {"tier": "gold"}}
    assert _firms(desk) == {"ACME": {"sector": "any"}, "Foo": {"sector": "steel"}}
    silent = MAP.replace('"contact.cf.tier" = "Tier"\n', "")
    _run(desk, tmp_path, "3,c,An,,,,,\n", map_text=silent)
    assert _people(desk)["An"] == {"tier": "plain"}


@pytest.mark.usefixtures("fields")
def test_a_ticket_that_keeps_its_contact_is_told_of_that_ones_values(
    database_url: str, desk: OpenDesk, tmp_path: Path
) -> None:
    add_role(desk, "masked", tickets="all", contacts="all", phones="masked", rights="create,edit")
    add_agent(desk, "lan", role="masked")
    number = "+84908123331"
    _run(desk, tmp_path, f"1,a,Mai,,{number},,Gold,\n")
    with opened(database_url, "lan") as theirs:
        # Digits find nobody for a masked role, and the contact stays.
        report = _run(theirs, tmp_path, f"1,a,Mai,,{number},,Silver,\n", update=True)
    told = "Another Tier stays: the contact was there already. Rows: 1."
    assert [one[-1] for one in _said(report)] == [told]
    assert _people(desk) == {"Mai": {"tier": _option(desk, "Gold")}}


@pytest.mark.parametrize("rows_of_a_batch", [1, 100])
def test_rows_of_one_contact_make_the_company_of_the_first_alone(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows_of_a_batch: int
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", rows_of_a_batch)
    add_field(desk, "tier", owner=CONTACT)
    add_field(desk, "sector", owner=COMPANY, is_required_to_create=True)
    rows = "1,a,Mai,mai@x.vn,,ACME,,steel\n2,b,Mai,mai@x.vn,,Other,,\n"
    report = _run(desk, tmp_path, rows)
    assert (report.totals.created, report.totals.rejected) == (2, 0)
    assert _firms(desk) == {"ACME": {"sector": "steel"}}
