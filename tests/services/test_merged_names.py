"""What was merged is found by its old name, wherever somebody names it."""

from pathlib import Path

import pytest
from sqlalchemy import select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec, Merged, NewCompany
from helpdesk_desktop.domain.people import CompanyId, ContactId, NewContact
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.schema import company, contact, ticket
from tests.importing import bring_in, read_all, written
from tests.services.test_contact_merge import company_wish, wish

NOBODY = Cancellation()


def _company(desk: OpenDesk, name: str) -> CompanyId:
    return desk.companies.create(NewCompany(name))


def _merged_firms(desk: OpenDesk, *, is_renamed: bool = False) -> tuple[CompanyId, Merged]:
    """Old, into which New was merged; the survivor has one of the names."""
    old, new = _company(desk, "Old Ltd"), _company(desk, "Nêw Ltd")
    name_of = new if is_renamed else old
    return old, desk.companies.merge(company_wish(desk, old, new, name_of=name_of))


def _company_of(desk: OpenDesk, contact_id: ContactId) -> int | None:
    with desk.session.database.reading() as connection:
        return connection.scalar(select(contact.c.company_id).where(contact.c.id == contact_id))


def _bring_in(desk: OpenDesk, folder: Path, rows: str) -> list[int | None]:
    """Tickets of these rows (subject, contact, phone, e-mail, company); whose they are."""
    columns = {"subject": "s", "contact": "c", "phone": "p", "email": "e", "company": "f"}
    lines = "".join(f'{field} = "{column}"\n' for field, column in columns.items())
    (folder / "m.toml").write_text(f"[fields]\n{lines}[options]\nsource = 'x'\n")
    file = written(folder, "a.csv", f"s,c,p,e,f\n{rows}")
    with desk.session.database.reading() as connection:
        viewer = desk.session.reader(connection)
    report = bring_in(desk.session.database, viewer, file, map_file=folder / "m.toml")
    assert report.totals.rejected == 0
    found = read_all(desk.session.database, select(ticket.c.contact_id).order_by(ticket.c.serial))
    return [number for (number,) in found]


def _count(desk: OpenDesk, table: object = contact) -> int:
    alive = company.c.merged_into.is_(None) if table is company else contact.c.merged_into.is_(None)
    return len(read_all(desk.session.database, select(alive).where(alive)))


@pytest.mark.parametrize("is_renamed", [False, True])
@pytest.mark.parametrize("name", ["Old Ltd", "NEW LTD"])
def test_either_old_name_of_a_merged_company_leads_to_the_survivor(
    desk: OpenDesk, tmp_path: Path, name: str, *, is_renamed: bool
) -> None:
    survivor, merged = _merged_firms(desk, is_renamed=is_renamed)
    by_form = desk.contacts.create(NewContact("Lan", (), (), name))
    assert _company_of(desk, by_form) == survivor
    (by_import,) = _bring_in(desk, tmp_path, f"s,Mai,,,{name}\n")
    assert by_import is not None
    assert _company_of(desk, ContactId(by_import)) == survivor
    assert _count(desk, company) == 1
    assert merged.survivor[0] == survivor


def test_a_new_company_of_the_old_name_goes_before(desk: OpenDesk, tmp_path: Path) -> None:
    _merged_firms(desk)
    anew = _company(desk, "New Ltd")
    assert _company_of(desk, desk.contacts.create(NewContact("Lan", (), (), "new ltd"))) == anew
    (whose,) = _bring_in(desk, tmp_path, "s,Mai,,,new ltd\n")
    assert whose is not None
    assert _company_of(desk, ContactId(whose)) == anew


def test_a_merge_of_the_survivor_leads_on_and_each_undo_leads_back(desk: OpenDesk) -> None:
    first, merged = _merged_firms(desk, is_renamed=True)
    last = _company(desk, "Last Ltd")
    again = desk.companies.merge(company_wish(desk, last, first))
    for number, name in enumerate(("old ltd", "new ltd", "last ltd")):
        made = desk.contacts.create(NewContact(f"Lan {number}", (), (), name))
        assert _company_of(desk, made) == last
        desk.contacts.edit(made, 1, {"company": None})
    desk.companies.undo_merge(again)
    at_first = desk.contacts.create(NewContact("Mai", (), (), "old ltd"))
    assert _company_of(desk, at_first) == first
    assert merged.survivor[0] == first


def test_an_undone_merge_gives_each_name_its_own_company_again(desk: OpenDesk) -> None:
    survivor, merged = _merged_firms(desk, is_renamed=True)
    desk.companies.undo_merge(merged)
    (other, _), *_rest = merged.duplicates
    old = desk.contacts.create(NewContact("Lan", (), (), "old ltd"))
    new = desk.contacts.create(NewContact("Mai", (), (), "new ltd"))
    assert [_company_of(desk, one) for one in (old, new)] == [survivor, other]
    assert len(read_all(desk.session.database, select(company.c.id))) == 2


def test_names_of_marks_alone_are_told_apart(desk: OpenDesk, tmp_path: Path) -> None:
    one, two = _company(desk, "\u0301"), _company(desk, "\u0302")
    made = desk.contacts.create(NewContact("Lan", (), (), "\u0302"))
    assert _company_of(desk, made) == two
    whose = _bring_in(desk, tmp_path, "s,Mai,,,\u0301\nt,Duy,,,\u0303\n")
    firms = [_company_of(desk, ContactId(number)) for number in whose if number is not None]
    assert firms[0] == one
    assert firms[1] not in {one, two, None}


def test_a_merged_contact_is_found_by_number_address_and_name(
    desk: OpenDesk, tmp_path: Path
) -> None:
    lan = desk.contacts.create(NewContact("Lan", ("0908123331",), ("lan@x.vn",), "ACME"))
    twin = desk.contacts.create(NewContact("Lan Phạm", ("0911222333",), ("pham@y.vn",), "Other"))
    desk.contacts.merge(wish(desk, lan, twin))
    rows = (
        "a,,0911222333,,\n"  # the other's number
        "b,,,PHAM@y.vn,\n"  # the other's address
        "c,lan pham,,,other\n"  # the other's name and company
        "d,lan,,,acme\n"
    )
    assert _bring_in(desk, tmp_path, rows) == [lan] * 4
    assert list(desk.contacts.ids(ContactSpec(), NOBODY)) == [lan]


def test_a_survivor_that_took_name_and_company_is_found_by_its_old_ones(
    desk: OpenDesk, tmp_path: Path
) -> None:
    lan = desk.contacts.create(NewContact("Lan", (), ("lan@x.vn",)))
    twin = desk.contacts.create(NewContact("Lan Phạm", (), ("pham@y.vn",), "Other"))
    merged = desk.contacts.merge(wish(desk, lan, twin, name_of=twin))
    assert _bring_in(desk, tmp_path, "a,Lan,,,\nb,Lan Phạm,,,Other\n") == [lan, lan]
    assert _count(desk) == 1
    desk.contacts.undo_merge(merged)
    assert len(read_all(desk.session.database, select(contact.c.id))) == 2


def test_a_new_contact_of_the_old_name_goes_before(desk: OpenDesk, tmp_path: Path) -> None:
    lan = desk.contacts.create(NewContact("Lan", (), ("lan@x.vn",)))
    twin = desk.contacts.create(NewContact("Mai", (), ("mai@y.vn",)))
    desk.contacts.merge(wish(desk, lan, twin))
    anew = desk.contacts.create(NewContact("Mai", ("0908123331",)))
    assert _bring_in(desk, tmp_path, "a,Mai,,,\n") == [anew]


def test_a_company_nobody_knows_finds_no_contact_without_one(
    desk: OpenDesk, tmp_path: Path
) -> None:
    lan = desk.contacts.create(NewContact("Lan", ("0908123331",)))
    (whose,) = _bring_in(desk, tmp_path, "a,Lan,,,Nowhere\n")
    assert whose not in {lan, None}
