"""A number in the place of a name, and values that a contact that was found does not take."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services import exports
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.imports import importer
from helpdesk_desktop.services.imports.report import ImportReport
from helpdesk_desktop.services.listing import list_rows
from helpdesk_desktop.storage import import_contacts
from helpdesk_desktop.storage.schema import contact
from tests.builders import add_ticket, spec
from tests.importing import bring_in, read_all, written

NUMBER = "0908 123 331"
MAP = """
[fields]
external_id = "id"
subject = "s"
contact = "requester"
phone = "p"
email = "e"
company = "f"
[options]
source = "x"
"""


def _import(desk: OpenDesk, folder: Path, rows: str, **options: Any) -> ImportReport:
    file = written(folder, "a.csv", f"id,s,requester,p,e,f\n{rows}")
    map_file = written(folder, "m.toml", MAP)
    return bring_in(desk.session.database, desk.viewer, file, map_file=map_file, **options)


def _names(desk: OpenDesk) -> list[str | None]:
    found = select(contact.c.name).order_by(contact.c.id)
    return [name for (name,) in read_all(desk.session.database, found)]


def _detail(desk: OpenDesk, serial: int) -> Any:
    return desk.tickets.detail(Serial(serial), Cancellation())


def _said(report: ImportReport) -> list[tuple[int | None, str | None, str | None, str, str]]:
    return [
        (one.line, one.column, one.field, one.severity.value, one.message)
        for one in report.files[0].problems
    ]


# --- A number in the name's place -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "+84 908-123-331",
        "(0908) 123.331",
        "tel:+84908123331",
        "\u202a0908 123 331\u202c",
        "113",
    ],
)
def test_a_number_in_the_place_of_the_name_is_an_unknown_caller_s(
    desk: OpenDesk, tmp_path: Path, text: str
) -> None:
    _import(desk, tmp_path, f"1,s,{text},,,\n")
    found = _detail(desk, 1)
    assert (found.contact_id, found.contact_name, _names(desk)) == (None, None, [])
    assert found.phone == text.removeprefix("tel:")


@pytest.mark.parametrize("text", ["Room 12", "3M", "12", "Lan 0908 123 331", "#12345", "C3PO"])
def test_a_name_with_digits_stays_a_name(desk: OpenDesk, tmp_path: Path, text: str) -> None:
    _import(desk, tmp_path, f"1,s,{text},,,\n")
    assert _names(desk) == [text]


def test_a_number_in_the_place_of_the_name_finds_whose_it_is(
    desk: OpenDesk, tmp_path: Path
) -> None:
    lan = desk.contacts.create(NewContact("Lan", (NUMBER,)))
    nameless = desk.contacts.create(NewContact(phones=("0907 222 333",)))
    rows = f"1,s,{NUMBER},,,\n2,s,0907222333,,,\n3,s,{NUMBER},+84908123331,,\n"
    report = _import(desk, tmp_path, f"{rows}4,s,0909 999 999,,new@x.vn,Firm\n")
    assert report.totals.warnings == 0
    assert [_detail(desk, one).contact_id for one in (1, 2, 3)] == [lan, nameless, lan]
    made = _detail(desk, 4).contact
    assert (made.name, made.phones, made.emails, made.company) == (
        None,
        ("0909 999 999",),
        ("new@x.vn",),
        "Firm",
    )


def test_of_two_numbers_that_in_its_own_column_counts(desk: OpenDesk, tmp_path: Path) -> None:
    report = _import(desk, tmp_path, f"1,s,0907 222 333,{NUMBER},,\n")
    assert _detail(desk, 1).phone == NUMBER
    assert _said(report) == [
        (
            2,
            "requester",
            "contact",
            "warning",
            "“0907 222 333” is a number, too, beside that in Phone; it was not taken.",
        )
    ]


def test_a_company_that_is_called_by_a_number_keeps_its_name(
    desk: OpenDesk, tmp_path: Path
) -> None:
    for row in ("1,s,,,,1080\n", "2,s,1080,,,1080\n"):
        _import(desk, tmp_path, row)
    assert _names(desk) == ["1080"]


def test_a_masked_number_is_no_name_and_no_number(desk: OpenDesk, tmp_path: Path) -> None:
    report = _import(desk, tmp_path, f"1,s,•••• 331,,,\n2,s,•••• 331,{NUMBER},,\n")
    assert [_detail(desk, one).phone for one in (1, 2)] == [None, NUMBER]
    assert _names(desk) == []
    sentence = "“•••• 331” is a masked number, which is none; it was not taken."
    assert _said(report) == [(line, "requester", "contact", "warning", sentence) for line in (2, 3)]


@pytest.mark.parametrize("has_phone", [True, False])
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_our_own_export_gives_the_same_values(
    desk: OpenDesk, tmp_path: Path, kind: str, *, has_phone: bool
) -> None:
    _import(desk, tmp_path, "1,an odd number of a file,Tam,12ab,,\n")
    tam = _detail(desk, 1).contact
    desk.people.edit_contact(tam.id, tam.version, {"name": None})
    add_ticket(desk, "unknown caller", phone=NUMBER)
    for new in (
        NewContact(phones=("0907 222 333",)),
        NewContact(emails=("only@x.vn",)),
        NewContact(phones=("0906 222 333",), emails=("both@x.vn",), company="ACME"),
        NewContact("Mai", ("0905 222 333",)),
    ):
        add_ticket(desk, "of a contact", new_contact=new)
    add_ticket(desk, "nobody")
    columns = ["uid", "subject", "contact", *(["phone"] if has_phone else []), "email", "company"]
    text, before = _exported(desk, columns, kind, "")
    path = written(tmp_path, f"own.{kind}", text)
    report = bring_in(desk.session.database, desk.viewer, path)
    assert (report.totals.created, report.totals.warnings) == (7, 0)
    assert bring_in(desk.session.database, desk.viewer, path, update=True).totals.unchanged == 7
    _, after = _exported(desk, columns, kind, "serial:>7")
    assert after == before
    assert [_detail(desk, one).contact_id for one in (2, 9)] == [None, None]


def _exported(
    desk: OpenDesk, columns: list[str], kind: str, query: str
) -> tuple[str, list[dict[str, Any]]]:
    asked = FilterSpec(search=spec(desk, query).search, sort=(SortKey("serial"),))
    listing = list_rows(desk.session, asked, tuple(columns), Cancellation(), limit=0)
    out = io.StringIO(newline="")
    if kind == "json":
        exports.write_json(listing.rows, columns, desk.directory(), out, total=listing.total)
        rows = json.loads(out.getvalue())["rows"]
    else:
        exports.write_csv(listing.rows, columns, desk.directory(), out)
        rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    return out.getvalue(), [{key: one[key] for key in columns if key != "uid"} for one in rows]


def test_a_nameless_contact_of_our_own_export_is_made_where_it_is_not_there(
    desk: OpenDesk, tmp_path: Path
) -> None:
    rows = f"a,s,{NUMBER},{NUMBER}\nb,s,,0907 222 333\nc,s,{NUMBER},{NUMBER}\n"
    path = written(tmp_path, "own.csv", f"external_id,subject,contact,phone\n{rows}")
    bring_in(desk.session.database, desk.viewer, path)
    assert _names(desk) == [None]
    made, caller, again = (_detail(desk, one) for one in (1, 2, 3))
    assert (made.contact.phones, caller.contact_id) == ((NUMBER,), None)
    assert made.contact_id == again.contact_id


# --- Values that are not taken --------------------------------------------------------------------


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_what_a_found_contact_does_not_take_is_told_value_by_value(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(importer, "BATCH_ROWS", batch)
    desk.contacts.create(NewContact("Lan Phạm", (NUMBER,), ("lan@x.vn",), "ACME"))
    rows = (
        f"1,s,LAN PHAM,+84 908 123 331,LAN@x.vn,Acme\n2,s,L. Pham,0907 222 333,lan@x.vn,Other\n"
        f"3,s,,{NUMBER},new@x.vn,\n4,s,Mai,0905 111 222,mai@x.vn,\n"
        "5,s,Mai Tran,,mai@x.vn,Firm\n6,s,Bao,0905 111 222,,\n7,s,Mai,,mai@x.vn,\n"
    )
    by_email = "The contact “{}” was found by its e-mail; “{}” ({}) was not taken."
    by_phone = by_email.replace("e-mail", "number")
    expected = [
        (3, "requester", "contact", by_email.format("Lan Phạm", "L. Pham", "Contact name")),
        (3, "p", "phone", by_email.format("Lan Phạm", "0907 222 333", "Phone")),
        (3, "f", "company", by_email.format("Lan Phạm", "Other", "Company")),
        (4, "e", "email", by_phone.format("Lan Phạm", "new@x.vn", "Customer email")),
        (6, "requester", "contact", by_email.format("Mai", "Mai Tran", "Contact name")),
        (6, "f", "company", by_email.format("Mai", "Firm", "Company")),
        (7, "requester", "contact", by_phone.format("Mai", "Bao", "Contact name")),
    ]
    for dry_run in (True, False):
        report = _import(desk, tmp_path, rows, dry_run=dry_run)
        assert report.totals.warnings == len(expected)
        said = _said(report)
        assert [one[:3] + one[4:] for one in said] == expected
        assert {one.code.value for one in report.files[0].problems} == {"conflict"}
        assert {one[3] for one in said} == {"warning"}
    # What is known is left alone and told of no more, until it is to be updated.
    assert _import(desk, tmp_path, rows).totals.warnings == 0
    for dry_run in (True, False):
        report = _import(desk, tmp_path, rows, update=True, dry_run=dry_run)
        assert (report.totals.unchanged, report.totals.warnings) == (7, len(expected))


def test_an_update_tells_what_the_new_contact_does_not_take(desk: OpenDesk, tmp_path: Path) -> None:
    _import(desk, tmp_path, f"1,s,Lan,{NUMBER},,\n2,s,,,,\n3,s,,,,\n")
    rows = f"1,s,Mai,,mai@x.vn,\n2,s,Bao,,MAI@x.vn,\n3,s,An,{NUMBER},,\n"
    for dry_run in (True, False):
        report = _import(desk, tmp_path, rows, update=True, dry_run=dry_run)
        assert report.totals.updated == 3
        assert [(one[0], one[2], "found by its" in one[4]) for one in _said(report)] == [
            (3, "contact", True),
            (4, "contact", True),
        ]


def test_a_dry_run_foresees_only_so_many_contacts(
    desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_contacts, "MOST_FORESEEN", 1)
    rows = "1,s,An,,an@x.vn,\n2,s,Bao,,bao@x.vn,\n3,s,Chi,,bao@x.vn,\n"
    assert _import(desk, tmp_path, rows, dry_run=True).totals.warnings == 0
    _import(desk, tmp_path, "1,s,,,,\n2,s,,,,\n")
    report = _import(desk, tmp_path, rows, dry_run=True, update=True)
    assert (report.totals.updated, report.totals.created) == (2, 1)


def test_an_update_leaves_a_contact_that_has_all_that_the_row_gives(
    desk: OpenDesk, tmp_path: Path
) -> None:
    first, second = (desk.contacts.create(NewContact("Mai", emails=("mai@x.vn",))) for _ in "12")
    add = [add_ticket(desk, "s", contact_id=one).serial for one in (second, first)]
    uids = [str(_detail(desk, serial).uid) for serial in add]
    rows = "".join(f"{uid},s,Mai,mai@x.vn\n" for uid in uids)
    path = written(tmp_path, "own.csv", f"uid,subject,contact,email\n{rows}")
    bring_in(desk.session.database, desk.viewer, path)
    for serial in (3, 4):
        desk.tickets.edit(TicketEdit(Serial(serial), None, (("contact_id", second),)))
    report = bring_in(desk.session.database, desk.viewer, path, update=True)
    assert report.totals.unchanged == 2
    assert _detail(desk, 3).contact_id == second


@pytest.mark.parametrize("column", ["contact", "phone", "email", "company"])
def test_an_empty_cell_says_nothing_of_a_contact_that_shows_nothing_there(
    desk: OpenDesk, tmp_path: Path, column: str
) -> None:
    path = written(tmp_path, "own.csv", f"external_id,subject,{column}\n1,s,\n2,s,\n3,s,\n")
    bring_in(desk.session.database, desk.viewer, path)
    points = {"phone": {"phones": (NUMBER,)}, "email": {"emails": ("mai@x.vn",)}}
    other = {"contact": "email", "email": "phone", "phone": "email", "company": "phone"}[column]
    quiet = desk.contacts.create(NewContact(**points[other]))  # type: ignore[arg-type]  # by its name
    loud = desk.contacts.create(NewContact("Mai", (NUMBER,), ("mai@x.vn",), "ACME"))
    for serial, one in ((1, quiet), (2, loud)):
        desk.tickets.edit(TicketEdit(Serial(serial), None, (("contact_id", one),)))
    desk.tickets.edit(TicketEdit(Serial(3), None, (("phone", NUMBER),)))
    report = bring_in(desk.session.database, desk.viewer, path, update=True)
    expected = [quiet, None, None]
    assert [_detail(desk, one).contact_id for one in (1, 2, 3)] == expected
    # A file without numbers takes none away.
    assert _detail(desk, 3).phone == (None if column == "phone" else NUMBER)
    assert report.totals.updated == (2 if column == "phone" else 1)
