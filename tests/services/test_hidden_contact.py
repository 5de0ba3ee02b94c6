"""Every setting for contacts x numbers shown or masked x every path that could tell of one."""

import io
import itertools
import json
from dataclasses import dataclass
from uuid import uuid4

import pytest

from helpdesk_desktop.domain.calls import CallDirection, CallStatus, NewCall
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import COLUMN_KEYS
from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.records import detail_record
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services import exports
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.listing import list_rows
from helpdesk_desktop.storage.call_store import add_call
from tests.builders import NOW, add_agent, add_role, add_ticket, opened, serials

SCOPES = ("all", "unmanaged", "managed")
PHONES = ("shown", "masked")
# Whose contact it is -> in which settings `lan` may see it.
SEEN = {
    "lan": {"all", "unmanaged", "managed"},
    None: {"all", "unmanaged"},
    "minh": {"all"},
}
MATRIX = tuple(itertools.product(SCOPES, PHONES, SEEN))


@dataclass(frozen=True)
class _Case:
    """One ticket of one contact, asked by `lan`."""

    serial: Serial
    is_shown: bool
    is_number_shown: bool


def _made(database_url: str, scope: str, phones: str, manager: str | None) -> _Case:
    with opened(database_url) as boss:
        add_role(boss, "tried", tickets="all", contacts=scope, phones=phones, rights="create,edit")
        people = {login: add_agent(boss, login, role="tried") for login in ("lan", "minh")}
        contact = NewContact(
            name="Hoa Đặng",
            phones=("0908 123 331", "0908 555 777"),
            emails=("secret@flowers.vn", "second@flowers.vn"),
            company="ACME",
            title="Director",
            rating=4,
        )
        saved = add_ticket(boss, "roses", new_contact=contact)
        add_ticket(boss, "nobody rang")
        call = NewCall(
            uuid4(),
            CallDirection.IN,
            CallStatus.CONNECTED,
            NOW,
            number="0908 123 331",
            hotline="1900 1234",
        )
        boss.session.database.write(lambda connection: add_call(connection, saved.serial, call))
        if manager is not None:
            contact_id = boss.tickets.detail(saved.serial, Cancellation()).contact_id
            assert contact_id is not None
            boss.people.edit_contact(contact_id, 1, {"manager_id": people[manager]})
    is_shown = scope in SEEN[manager]
    return _Case(saved.serial, is_shown, is_shown and phones == "shown")


def _found(desk: OpenDesk, query: str, serial: int) -> bool:
    return serial in serials(desk, query)


@pytest.mark.parametrize(("scope", "phones", "manager"), MATRIX)
def test_every_path_tells_of_a_contact_what_the_role_may_know(
    database_url: str, scope: str, phones: str, manager: str | None
) -> None:
    case = _made(database_url, scope, phones, manager)
    cancel = Cancellation()
    with opened(database_url, as_="lan") as desk:
        page = desk.tickets.first_page(FilterSpec(), cancel)
        row = next(row for row in page if row.serial == case.serial)
        by_serial = desk.tickets.rows((case.serial,), cancel)[0]
        directory = desk.directory()
        listing = list_rows(desk.session, FilterSpec(), COLUMN_KEYS, cancel, limit=0)
        out = io.StringIO()
        exports.write_json(listing.rows, COLUMN_KEYS, directory, out, total=2)
        exported = next(
            one for one in json.loads(out.getvalue())["rows"] if one["serial"] == case.serial
        )
        shown = detail_record(desk.tickets.detail(case.serial, cancel), directory)
    number = "0908 123 331" if case.is_number_shown else "•••• 331"
    email = "secret@flowers.vn" if case.is_shown else None
    company = "ACME" if case.is_shown else None
    assert row == by_serial
    assert (row.contact, row.phone, row.email, row.company) == ("Hoa Đặng", number, email, company)
    for told in (exported, shown):
        assert told["contact"] == "Hoa Đặng"
        assert (told["phone"], told["email"], told["company"]) == (number, email, company)
        assert told["call"]["number"] == number
    assert [call["number"] for call in shown["calls"]] == [number]
    # The line that was called is our own.
    assert [call["hotline"] for call in shown["calls"]] == ["1900 1234"]
    if case.is_shown:
        second = "0908 555 777" if case.is_number_shown else "•••• 777"
        assert shown["contact_detail"]["phones"] == [number, second]
        assert shown["contact_detail"]["rating"] == 4
    else:
        assert shown["contact_detail"] is None
        text = repr((row, exported, shown))
        assert not [word for word in ("0908", "flowers", "ACME", "Director") if word in text]


_BY_NUMBER = (
    "phone:0908123331", "phone:=+84908123331", "phone:^8490", "phone:$777", "phone:any",
    "call.number:331", "call.number:any", "call:(call.number:331)", "0908", "84908123331",
    'text:words("roses 0908")', "-phone:none",
)  # fmt: skip
_BY_FACTS = (
    "email:secret", "email:=secret@flowers.vn", "email:^secret", "email:any", "-email:none",
    "company:acme", "company:any", "-company:none", "contact.title:director", "contact.title:any",
    "contact.rating:4", "contact.rating:>=1", "contact.rating:any", "secret", "second", "flowers",
    '"secret flowers"', 'text:words("roses secret")',
)  # fmt: skip
_BY_NAME = ("hoa", "contact:đặng", "contact:any", "-contact:none", "roses", "text:roses", '"hoa d"')


@pytest.mark.parametrize(("scope", "phones", "manager"), MATRIX)
def test_no_condition_guesses_what_the_role_may_not_know(
    database_url: str, scope: str, phones: str, manager: str | None
) -> None:
    case = _made(database_url, scope, phones, manager)
    with opened(database_url, as_="lan") as desk:
        by_number = {query: _found(desk, query, case.serial) for query in _BY_NUMBER}
        by_facts = {query: _found(desk, query, case.serial) for query in _BY_FACTS}
        by_name = {query: _found(desk, query, case.serial) for query in _BY_NAME}
        negated = {
            query: _found(desk, query, case.serial)
            for query in ("-phone:0908", "-call.number:331", "-email:secret", "-company:acme")
        }
        no_number = _found(desk, "phone:none", case.serial)
        no_email = _found(desk, "email:none", case.serial)
        hotline = _found(desk, "call.hotline:1900", case.serial)
    # A condition on a number that is not shown is false, its negation true.
    by_negation = by_number.pop("-phone:none")
    assert by_number == dict.fromkeys(by_number, case.is_number_shown)
    assert by_negation
    assert not no_number
    assert by_facts == dict.fromkeys(by_facts, case.is_shown)
    assert no_email is not case.is_shown
    assert by_name == dict.fromkeys(by_name, True)
    assert hotline is (phones == "shown")
    assert negated == {
        "-phone:0908": not case.is_number_shown,
        "-call.number:331": not case.is_number_shown,
        "-email:secret": not case.is_shown,
        "-company:acme": not case.is_shown,
    }


@pytest.mark.parametrize("column", ["phone", "email", "company"])
@pytest.mark.parametrize("scope", SCOPES)
def test_the_order_tells_nothing_that_the_row_does_not(
    database_url: str, scope: str, column: str
) -> None:
    case = _made(database_url, scope, "shown", "minh")
    spec = FilterSpec(sort=(SortKey(column, is_descending=True),))
    with opened(database_url, as_="lan") as desk:
        page = [row.serial for row in desk.tickets.first_page(spec, Cancellation())]
        ids = list(desk.tickets.ids(spec, Cancellation()))
    # A hidden value is as empty as that of the other ticket, whose serial is higher.
    assert page == ids
    assert (page[0] == case.serial) is case.is_shown
