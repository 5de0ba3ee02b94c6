"""Contacts and companies that an import makes are asked for what every new one needs."""

from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, NewCompany
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.people import CompanyId, ContactId, NewContact
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.imports.report import ImportReport
from tests.builders import add_field
from tests.importing import bring_in, written

NOBODY = Cancellation()
CONTACT, COMPANY = CustomFieldOwner.CONTACT, CustomFieldOwner.COMPANY
MAP = """
[fields]
external_id = "id"
subject = "s"
contact = "c"
email = "e"
company = "f"
[options]
source = "x"
"""


def _run(
    desk: OpenDesk,
    folder: Path,
    rows: str,
    constants: str = "",
    *,
    dry_run: bool = False,
    update: bool = False,
) -> ImportReport:
    map_file = written(folder, "m.toml", f"{MAP}[constants]\n{constants}")
    file = written(folder, "a.csv", f"id,s,c,e,f\n{rows}")
    with desk.session.database.reading() as connection:
        viewer = desk.session.reader(connection)
    return bring_in(
        desk.session.database, viewer, file, map_file=map_file, dry_run=dry_run, update=update
    )


def _said(report: ImportReport) -> list[tuple[int | None, str, str | None, str]]:
    return [(one.line, one.code.value, one.field, one.message) for one in report.files[0].problems]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_row_is_rejected_where_it_would_make_a_company_that_lacks_something(
    desk: OpenDesk, tmp_path: Path, *, dry_run: bool
) -> None:
    add_field(desk, "sector", owner=COMPANY, is_required_to_create=True)
    desk.companies.create(NewCompany("There", custom=(("sector", "steel"),)))
    desk.contacts.create(NewContact("Lan", (), ("lan@x.vn",)))
    rows = "1,a,Mai,,ACME\n2,b,Mai,,THERE\n3,c,Duy,,\n4,d,,lan@x.vn,ACME\n"
    report = _run(desk, tmp_path, rows, dry_run=dry_run)
    assert (report.totals.created, report.totals.rejected) == (3, 1)
    assert _said(report) == [
        (
            2,
            "required",
            "company.cf.sector",
            "The new company “ACME” needs a value for Sector.",
        ),
        (
            5,
            "conflict",
            "company",
            "The contact “Lan” was found by its e-mail; “ACME” (Company) was not taken.",
        ),
    ]
    assert desk.companies.count(ContactSpec(), NOBODY) == 1


def test_a_constant_of_the_map_gives_what_new_ones_need(desk: OpenDesk, tmp_path: Path) -> None:
    add_field(desk, "sector", CustomFieldKind.DROP_DOWN, owner=COMPANY, options="Steel\nWood",
              is_required_to_create=True)  # fmt: skip
    add_field(desk, "tier", CustomFieldKind.INTEGER, owner=CONTACT, is_required_to_create=True)
    constants = '"company.cf.sector" = "Wood"\n"contact.cf.tier" = "3"\n'
    rows = "1,a,Mai,,ACME\n2,b,Duy,,ACME\n"
    report = _run(desk, tmp_path, rows, constants)
    assert (report.totals.created, report.totals.rejected) == (2, 0)
    (firm,) = desk.companies.first_page(ContactSpec(), NOBODY)
    page = desk.companies.page(CompanyId(firm.id), NOBODY)
    field = desk.directory().custom_field_by_key["company.cf.sector"]
    assert dict(page.company.custom) == {"sector": field.options[1].id}
    people = desk.contacts.first_page(ContactSpec(), NOBODY)
    for one in people:
        assert dict(desk.people.contact(ContactId(one.id), NOBODY).custom) == {"tier": 3}
    assert len(people) == 2


def test_a_default_counts_as_given(desk: OpenDesk, tmp_path: Path) -> None:
    add_field(desk, "sector", owner=COMPANY, is_required_to_create=True, default="steel")
    assert _run(desk, tmp_path, "1,a,Mai,,ACME\n").totals.created == 1
    (firm,) = desk.companies.first_page(ContactSpec(), NOBODY)
    page = desk.companies.page(CompanyId(firm.id), NOBODY)
    assert dict(page.company.custom) == {"sector": "steel"}


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_contact_that_lacks_something_is_not_made_either(
    desk: OpenDesk, tmp_path: Path, *, dry_run: bool
) -> None:
    add_field(desk, "tier", owner=CONTACT, is_required_to_create=True)
    report = _run(desk, tmp_path, "1,a,,mai@x.vn,\n2,b,,,\n", dry_run=dry_run)
    assert (report.totals.created, report.totals.rejected) == (1, 1)
    assert _said(report) == [
        (2, "required", "contact.cf.tier", "The new contact “mai@x.vn” needs a value for Tier.")
    ]


@pytest.mark.parametrize(
    ("constants", "code"),
    [
        ('"company.cf.sector" = "Gold"', "unknown_choice"),
        ('"company.cf.sektor" = "Steel"', "not_found"),
    ],
    ids=["choice", "field"],
)
def test_a_constant_that_fits_no_field_rejects_what_would_need_it(
    desk: OpenDesk, tmp_path: Path, constants: str, code: str
) -> None:
    add_field(desk, "sector", CustomFieldKind.DROP_DOWN, owner=COMPANY, options="Steel")
    report = _run(desk, tmp_path, "1,a,Mai,,ACME\n2,b,Mai,,\n", constants)
    assert (report.totals.created, report.totals.rejected) == (1, 1)
    assert [one.code.value for one in report.files[0].problems] == [code]


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_update_makes_none_that_lacks_something(
    desk: OpenDesk, tmp_path: Path, *, dry_run: bool
) -> None:
    assert _run(desk, tmp_path, "1,a,,,\n").totals.created == 1
    add_field(desk, "sector", owner=COMPANY, is_required_to_create=True)
    report = _run(desk, tmp_path, "1,a,Mai,,ACME\n", update=True, dry_run=dry_run)
    assert (report.totals.updated, report.totals.rejected) == (0, 1)
    assert report.totals.rows == 1


def test_only_constants_speak_of_contacts_and_companies(tmp_path: Path, desk: OpenDesk) -> None:
    with pytest.raises(BadUsage):
        _run(desk, tmp_path, "1,a,,,\n", '"team.cf.x" = "1"')
