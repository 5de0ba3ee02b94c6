from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import Status
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_ticket, opened

CONTACTS = (
    NewContact("Nguyễn Văn An", ("0908 123 331", "028 3822 1234"), ("an.nguyen@example.vn",)),
    NewContact("An Bình", ("0908 123 999",), ("binh@example.vn",)),
    NewContact("Trần Thị Đào (kế toán)", ("+1 415 555 2671",), ("dao@example.com",)),
    NewContact("O'Neil-Smith, Jo", (), ("jo@example.com",)),
    NewContact("田中太郎", (), ()),
    NewContact(None, ("113",), ()),
    NewContact("100% Hân_hoan", (), ()),
)


def _names(desk: OpenDesk, text: str, limit: int = 8) -> list[str | None]:
    matches = desk.people.find_callers(text, Cancellation(), limit=limit)
    return [match.contact.name for match in matches]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nguyen", ["Nguyễn Văn An"]),
        ("NGUYỄN VĂN", ["Nguyễn Văn An"]),
        ("an", ["An Bình", "Nguyễn Văn An"]),
        ("an nguyen", ["Nguyễn Văn An"]),
        ("dao", ["Trần Thị Đào (kế toán)"]),
        ("ke to", ["Trần Thị Đào (kế toán)"]),
        ("neil", ["O'Neil-Smith, Jo"]),
        ("smith jo", ["O'Neil-Smith, Jo"]),
        ("eil", []),
        ("中", ["田中太郎"]),
        ("han", ["100% Hân_hoan"]),
        ("hoan", ["100% Hân_hoan"]),
        ("100%", ["100% Hân_hoan"]),
        ("1_", ["100% Hân_hoan"]),
        ("0908", ["Nguyễn Văn An", "An Bình"]),
        ("0908123331", ["Nguyễn Văn An"]),
        ("+84 908 123 331", ["Nguyễn Văn An"]),
        ("84908123", ["Nguyễn Văn An", "An Bình"]),
        ("02838", ["Nguyễn Văn An"]),
        ("(415) 555", ["Trần Thị Đào (kế toán)"]),
        ("113", [None]),
        ("binh@", ["An Bình"]),
        ("binh@example.vn", ["An Bình"]),
        ("BINH@EXAMPLE", ["An Bình"]),
        ("example", []),
        ("nobody", []),
        ("", []),
        (" ", []),
        ("?!", []),
        ("12", []),
        ("\0", []),
        ("\ud800", []),
        ("a" * 201, []),
    ],
)
def test_a_caller_is_found_by_how_name_number_or_address_begin(
    desk_of_callers: OpenDesk, text: str, names: list[str | None]
) -> None:
    assert _names(desk_of_callers, text) == names


def test_open_tickets_stand_beside_the_caller_newest_first(desk_of_callers: OpenDesk) -> None:
    desk = desk_of_callers
    (match,) = desk.people.find_callers("nguyen", Cancellation())
    second = add_ticket(desk, "second", contact_id=match.contact.id)
    add_ticket(desk, "done", contact_id=match.contact.id, status=Status.CLOSED)
    (match,) = desk.people.find_callers("nguyen", Cancellation())
    assert [one.serial for one in match.open_tickets] == [second.serial, 1]


def test_no_more_are_found_than_asked_for(desk_of_callers: OpenDesk) -> None:
    assert len(_names(desk_of_callers, "0908", limit=1)) == 1
    assert len(_names(desk_of_callers, "an", limit=1)) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
def test_whatever_is_typed_gets_an_answer(desk_of_callers: OpenDesk, text: str) -> None:
    assert len(_names(desk_of_callers, text)) <= 8


@pytest.fixture
def desk_of_callers(database_url: str) -> Iterator[OpenDesk]:
    with opened(database_url) as desk:
        for contact in CONTACTS:
            add_ticket(desk, new_contact=contact)
        yield desk
