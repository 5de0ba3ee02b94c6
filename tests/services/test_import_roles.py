"""Every setting for contacts x numbers shown or masked x whose contact it is x what an import does.

A role learns by importing what it may see anyway: rows of the numbers, addresses and names that a
contact has, and of ones that nobody has, end alike where the contact is not to be found.
"""

import itertools
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import MergeWish
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.people import ContactId, NewContact
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.imports import importer
from helpdesk_desktop.services.imports.report import ImportReport
from helpdesk_desktop.storage.schema import contact, contact_point, ticket
from tests.builders import add_agent, add_field, add_role, opened
from tests.importing import bring_in, read_all, written

NUMBER, FREE = "0908 123 331", "0908 765 331"
SCOPES = ("all", "unmanaged", "managed")
PHONES = ("shown", "masked")
# Whose contact it is -> in which settings `lan` may see it.
SEEN = {
    "lan": {"all", "unmanaged", "managed"},
    None: {"all", "unmanaged"},
    "minh": {"all"},
}
MATRIX = tuple(itertools.product(SCOPES, PHONES, SEEN))
MAP = """
[fields]
external_id = "id"
subject = "s"
contact = "c"
phone = "p"
email = "e"
company = "f"
[options]
source = "x"
"""


def _made(database_url: str, scope: str, phones: str, manager: str | None = None) -> ContactId:
    with opened(database_url) as boss:
        add_role(boss, "tried", tickets="all", contacts=scope, phones=phones, rights="create,edit")
        people = {login: add_agent(boss, login, role="tried") for login in ("lan", "minh")}
        made = boss.contacts.create(
            NewContact(name="Hoa", phones=(NUMBER,), emails=("hoa@x.vn",), company="ACME")
        )
        if manager is not None:
            boss.people.edit_contact(made, 1, {"manager_id": people[manager]})
    return made


def _import(desk: OpenDesk, folder: Path, rows: str, **options: Any) -> ImportReport:
    file = written(folder, "a.csv", f"id,s,c,p,e,f\n{rows}")
    map_file = written(folder, "m.toml", MAP)
    with desk.session.database.reading() as connection:
        viewer = desk.session.reader(connection)
    return bring_in(desk.session.database, viewer, file, map_file=map_file, **options)


def _as(database_url: str, login: str, folder: Path, rows: str, **options: Any) -> ImportReport:
    with opened(database_url, as_=login) as desk:
        return _import(desk, folder, rows, **options)


def _contacts(database_url: str) -> list[Any]:
    with opened(database_url) as boss:
        found = select(ticket.c.contact_id).order_by(ticket.c.serial)
        return [one for (one,) in read_all(boss.session.database, found)]


def _count(database_url: str) -> int:
    with opened(database_url) as boss:
        found = select(func.count()).select_from(contact)
        return int(read_all(boss.session.database, found)[0][0])


def _ticket(database_url: str, serial: int = 1) -> Any:
    with opened(database_url) as boss:
        return boss.tickets.detail(Serial(serial), Cancellation())


def _said(report: ImportReport) -> list[tuple[int | None, str | None, str, str]]:
    return [
        (one.line, one.field, one.code.value, one.message)
        for file in report.files
        for one in file.problems
    ]


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize(("scope", "phones", "manager"), MATRIX)
def test_a_row_finds_the_contacts_that_the_role_may_find_and_tells_of_no_other(
    database_url: str,
    tmp_path: Path,
    scope: str,
    phones: str,
    manager: str | None,
    *,
    dry_run: bool,
) -> None:
    hoa = _made(database_url, scope, phones, manager)
    is_seen, is_shown = scope in SEEN[manager], phones == "shown"
    rows = (
        f"1,by number,,{NUMBER},,\n"
        f"2,by number and another name,Binh,{NUMBER},,\n"
        "3,by e-mail and another name,Chi,,HOA@x.vn,\n"
        "4,by name,hoa,,,acme\n"
        f"5,of a number that nobody has,Dung,{FREE},,\n"
    )
    report = _as(database_url, "lan", tmp_path, rows, dry_run=dry_run)
    found = {1: is_seen and is_shown, 2: is_seen and is_shown, 3: is_seen, 4: is_seen}
    told = [
        (3, "contact", "conflict", _not_taken("number", "Binh")),
        (4, "contact", "conflict", _not_taken("e-mail", "Chi")),
    ]
    assert _said(report) == [one for one in told if found[(one[0] or 0) - 1]]
    assert report.totals.rejected == 0
    if dry_run:
        assert (report.totals.created, _count(database_url)) == (5, 1)
        return
    linked = _contacts(database_url)
    assert {row: linked[row - 1] == hoa for row in found} == found
    # Whom nobody may find is made anew; both rows of the number are one person's.
    assert (linked[0] == linked[1], linked[4] != hoa) == (True, True)


def _not_taken(way: str, name: str) -> str:
    return f"The contact “Hoa” was found by its {way}; “{name}” (Contact name) was not taken."


@pytest.mark.parametrize("scope", SCOPES)
def test_the_reports_of_a_known_number_and_of_a_free_one_are_the_same_to_a_masked_role(
    database_url: str, tmp_path: Path, scope: str
) -> None:
    _made(database_url, scope, "masked")
    with opened(database_url) as boss:
        add_field(boss, "tier", owner=CustomFieldOwner.CONTACT, is_required_to_create=True)
    reports = []
    for place, number in enumerate((NUMBER, FREE)):
        rows = f"{place}a,s,,{number},,\n{place}b,s,Hoa,{number},,\n{place}c,s,Mai,{number},,ACME\n"
        for options in ({"dry_run": True}, {}, {"update": True}):
            report = _as(database_url, "lan", tmp_path, rows, **options)
            reports.append((place, report.totals, _said(report)))
    known, free = ([one[1:] for one in reports if one[0] == place] for place in (0, 1))
    assert known == free
    assert [len(said) for _, said in known] == [2, 2, 2]


@pytest.mark.parametrize("batch", [1, 100])
@pytest.mark.parametrize("role", [f"{one} {two}" for one in SCOPES for two in PHONES])
def test_rows_of_one_import_that_give_one_number_address_or_name_are_one_contact(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
    batch: int,
) -> None:
    scope, phones = role.split()
    monkeypatch.setattr(importer, "BATCH_ROWS", batch)
    _made(database_url, scope, phones, "minh")
    rows = (
        f"1,s,An,{FREE},an@x.vn,\n2,s,,{FREE},,\n3,s,,,AN@x.vn,\n4,s,An,+84908765331,,\n"
        "5,s,Bao,,,\n6,s,BAO,,,\n"
    )
    report = _as(database_url, "lan", tmp_path, rows)
    linked = _contacts(database_url)
    assert report.totals.warnings == 0
    assert len({*linked[:4]}) == len({*linked[4:]}) == 1
    assert _count(database_url) == 3
    # The next import finds again what the role may find.
    again = rows.replace("\n", "\nn")[:-1]
    assert _as(database_url, "lan", tmp_path, f"n{again}").totals.created == 6
    is_found = {"all": True, "unmanaged": True, "managed": False}[scope]
    by_number = _contacts(database_url)[6:][1] == linked[0]
    assert by_number == (is_found and phones == "shown")
    assert (_contacts(database_url)[6:][2] == linked[0]) == is_found


def test_a_batch_that_failed_leaves_no_contact_to_be_found(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made(database_url, "managed", "masked")
    monkeypatch.setattr(importer, "BATCH_ROWS", 2)
    cancel = Cancellation()
    with opened(database_url, as_="lan") as desk:
        rows = "".join(f"{n},s,An,{FREE},an@x.vn,\n" for n in range(5))
        with pytest.raises(Cancelled):
            _import(desk, tmp_path, rows, cancel=cancel, progress=lambda _: cancel.request())
        assert _import(desk, tmp_path, rows).totals.created == 3
    linked = _contacts(database_url)
    assert (len({*linked[:2]}), len({*linked[2:]})) == (1, 1)


def test_a_contact_that_was_merged_while_an_import_ran_is_the_one_it_was_merged_into(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hoa = _made(database_url, "all", "masked")
    monkeypatch.setattr(importer, "BATCH_ROWS", 1)

    def merge(_: object) -> None:
        with opened(database_url) as boss:
            found = select(contact.c.id).where(contact.c.id != hoa, contact.c.merged_into.is_(None))
            for (made,) in read_all(boss.session.database, found):
                boss.contacts.merge(MergeWish((hoa, 1), ((made, 1),), hoa))

    rows = f"1,s,Mai,{FREE},,\n2,s,,{FREE},,\n"
    _as(database_url, "lan", tmp_path, rows, progress=merge)
    assert _contacts(database_url) == [hoa, hoa]


# --- Update ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("number", [NUMBER, FREE])
@pytest.mark.parametrize("row", ["1,s,,{},,", "1,s,Hoa,{},,", "1,s,Hoa,{},,ACME"])
def test_an_update_does_not_tell_a_masked_role_whether_the_number_is_the_contact_s(
    database_url: str, tmp_path: Path, row: str, number: str, *, dry_run: bool
) -> None:
    hoa = _made(database_url, "all", "masked")
    _as(database_url, "boss", tmp_path, f"1,s,Hoa,{NUMBER},,ACME\n")
    rows = f"{row.format(number)}\n"
    report = _as(database_url, "lan", tmp_path, rows, update=True, dry_run=dry_run)
    # Both end in 331, which is all that the role sees.
    assert (report.totals.unchanged, report.totals.updated, _said(report)) == (1, 0, [])
    found = _ticket(database_url)
    assert (found.contact_id, found.version, found.phone) == (hoa, 1, NUMBER)
    assert _count(database_url) == 1


@pytest.mark.parametrize("number", [NUMBER, FREE])
def test_an_update_does_not_tell_a_masked_role_whether_the_number_is_the_caller_s(
    database_url: str, tmp_path: Path, number: str
) -> None:
    _made(database_url, "all", "masked")
    _as(database_url, "boss", tmp_path, "1,s,,0907 111 331,,\n2,s,,,,\n")
    rows = f"1,s,,{number},,\n2,s,,{number},,\n"
    report = _as(database_url, "lan", tmp_path, rows, update=True)
    # That the second has no number at all, everybody sees.
    assert (report.totals.unchanged, report.totals.updated) == (1, 1)
    assert _ticket(database_url, 1).phone == "0907 111 331"
    assert _ticket(database_url, 2).phone == number
    report = _as(database_url, "lan", tmp_path, "1,s,,0908 123 332,,\n2,s,,,,\n", update=True)
    assert report.totals.updated == 2
    assert [_ticket(database_url, one).phone for one in (1, 2)] == ["0908 123 332", None]


def test_a_masked_role_gives_a_ticket_another_contact_by_another_name_or_number(
    database_url: str, tmp_path: Path
) -> None:
    hoa = _made(database_url, "all", "masked")
    rows = f"1,s,Hoa,{NUMBER},,\n2,s,Hoa,{NUMBER},,\n3,s,Hoa,{NUMBER},,\n"
    _as(database_url, "boss", tmp_path, rows)
    rows = f"1,s,Mai,{NUMBER},,\n2,s,Hoa,0908 123 332,,\n3,s,,,,\n"
    for changed in (3, 0):
        report = _as(database_url, "lan", tmp_path, rows, update=True)
        assert (report.totals.updated, report.totals.unchanged) == (changed, 3 - changed)
    first, second, third = _contacts(database_url)
    assert third is None
    assert len({hoa, first, second}) == 3


@pytest.mark.parametrize("email", ["hoa@x.vn", "mai@x.vn", ""])
@pytest.mark.parametrize("phones", PHONES)
def test_an_update_does_not_tell_what_a_hidden_contact_has(
    database_url: str, tmp_path: Path, phones: str, email: str
) -> None:
    hoa = _made(database_url, "unmanaged", phones, "minh")
    _as(database_url, "boss", tmp_path, "1,s,,,hoa@x.vn,\n")
    rows = f"1,s,hoa,{FREE},{email},{'ACME' if email else 'Other'}\n"
    report = _as(database_url, "lan", tmp_path, rows, update=True)
    assert (report.totals.unchanged, _said(report)) == (1, [])
    assert _contacts(database_url) == [hoa]
    # One that the role may see and the row names by its address is another contact.
    with opened(database_url) as boss:
        lien = boss.contacts.create(NewContact(name="Hoa", emails=("lien@x.vn",)))
    report = _as(database_url, "lan", tmp_path, "1,s,Hoa,,lien@x.vn,\n", update=True)
    assert (report.totals.updated, _contacts(database_url)) == (1, [lien])


def test_what_the_role_exported_changes_nothing_when_it_comes_in_again(
    database_url: str, tmp_path: Path
) -> None:
    _made(database_url, "unmanaged", "masked", "minh")
    with opened(database_url) as boss:
        boss.contacts.create(NewContact(phones=("0907 222 333",)))
    rows = f"1,s,,,hoa@x.vn,\n2,s,,0907 222 333,,\n3,s,,{FREE},,\n4,s,Mai,,,\n5,s,,,mai@x.vn,\n"
    _as(database_url, "boss", tmp_path, rows)
    before = [_ticket(database_url, one) for one in range(1, 6)]
    masked = (
        "1,s,Hoa,•••• 331,,\n2,s,•••• 333,•••• 333,,\n3,s,,•••• 331,,\n"
        "4,s,Mai,,,\n5,s,,,mai@x.vn,\n"
    )
    report = _as(database_url, "lan", tmp_path, masked, update=True)
    assert report.totals.unchanged == 5
    assert [_ticket(database_url, one) for one in range(1, 6)] == before
    assert {(line, field, code) for line, field, code, _ in _said(report)} == {
        (2, "phone", "pattern"),
        (3, "phone", "pattern"),
        (4, "phone", "pattern"),
    }
    # And new ones have no number of it.
    fresh = masked.replace(",s,", "n,s,")
    assert _as(database_url, "lan", tmp_path, fresh).totals.created == 5
    assert {_ticket(database_url, one).phone for one in range(6, 11)} == {None}
    with opened(database_url) as boss:
        points = read_all(boss.session.database, select(contact_point.c.value))
        names = read_all(boss.session.database, select(contact.c.name))
    assert not [value for (value,) in (*points, *names) if value and "•" in value]


def test_a_contact_that_stays_needs_nothing_that_a_new_one_would(
    database_url: str, tmp_path: Path
) -> None:
    _made(database_url, "all", "masked")
    _as(database_url, "boss", tmp_path, f"1,s,Hoa,{NUMBER},,ACME\n")
    with opened(database_url) as boss:
        add_field(boss, "tier", owner=CustomFieldOwner.CONTACT, is_required_to_create=True)
    for dry_run in (True, False):
        rows = f"1,new words,Hoa,{NUMBER},,ACME\n"
        report = _as(database_url, "lan", tmp_path, rows, update=True, dry_run=dry_run)
        assert (report.totals.updated, report.totals.rejected) == (1, 0)
    report = _as(database_url, "lan", tmp_path, f"1,new,Mai,{NUMBER},,\n", update=True)
    assert _said(report) == [
        (
            2,
            "contact.cf.tier",
            "required",
            "The new contact “Mai” needs a value for Tier.",
        )
    ]


def test_rows_of_tickets_that_the_role_may_not_see_make_no_contacts(
    database_url: str, tmp_path: Path
) -> None:
    with opened(database_url) as boss:
        add_role(boss, "own", tickets="own", rights="create,edit")
        add_agent(boss, "lan", role="own")
    _as(database_url, "boss", tmp_path, "1,s,,,,\n")
    report = _as(database_url, "lan", tmp_path, "1,s,Mai,,mai@x.vn,\n", update=True)
    assert (report.totals.rejected, _count(database_url)) == (1, 0)
