"""Every path to a ticket x every ticket setting x every way a ticket can be mine or not."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest

from helpdesk_desktop.domain.calls import CallDirection, CallStatus, NewCall
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotFound
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import AgentId, ContactId, NewContact
from helpdesk_desktop.domain.permission import TicketFacts, sees_ticket
from helpdesk_desktop.domain.ticket import NewNote, Serial, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.call_store import add_call
from tests.builders import (
    NOW,
    add_agent,
    add_group,
    add_role,
    add_ticket,
    open_as,
    opened,
    serials,
    spec,
)

SCOPES = ("all", "groups", "unassigned", "own")
NUMBER = "0908 123 331"


@dataclass
class _World:
    """One contact's tickets in every relation to `lan`, each with a word of its own."""

    facts: dict[int, TicketFacts]
    words: dict[int, str]
    contact_id: ContactId

    def seen_by(self, desk: OpenDesk) -> list[int]:
        return [serial for serial, one in self.facts.items() if sees_ticket(desk.viewer, one)]


def _world(database_url: str, scope: str, phones: str = "shown") -> _World:
    with opened(database_url) as boss:
        add_role(boss, "tried", tickets=scope, contacts="all", phones=phones, rights="create,edit")
        lan = add_agent(boss, "lan", role="tried")
        minh = add_agent(boss, "minh", role="tried")
        mine = add_group(boss, "mine", members="lan")
        theirs = add_group(boss, "theirs", members="minh")
        first = add_ticket(
            boss,
            "aaa",
            new_contact=NewContact(name="Hoa", phones=(NUMBER,), emails=("hoa@x.vn",)),
        )
        contact_id = boss.tickets.detail(first.serial, Cancellation()).contact_id
        assert contact_id is not None
        boss_id = boss.viewer.agent_id
        cases: tuple[tuple[str, AgentId | None, int | None, tuple[AgentId, ...]], ...] = (
            ("bbb", lan, None, ()),
            ("ccc", minh, None, ()),
            ("ddd", minh, theirs, (lan,)),
            ("eee", minh, mine, ()),
            ("fff", minh, theirs, ()),
            ("ggg", None, theirs, ()),
            ("hhh", None, mine, ()),
        )
        facts = {first.serial: TicketFacts(boss_id, None, None, frozenset())}
        words = {int(first.serial): "aaa"}
        for word, assignee, group, ccs in cases:
            saved = add_ticket(
                boss,
                word,
                contact_id=contact_id,
                assignee_id=assignee,
                group_id=group,
                cc_ids=ccs,
            )
            facts[saved.serial] = TicketFacts(boss_id, assignee, group, frozenset(ccs))  # type: ignore[arg-type]  # ids of groups
            words[saved.serial] = word
    with opened(database_url, as_="lan") as desk:
        saved = add_ticket(desk, "iii", contact_id=contact_id, assignee_id=minh, group_id=theirs)
    facts[saved.serial] = TicketFacts(lan, minh, theirs, frozenset())
    words[saved.serial] = "iii"
    return _World({int(serial): one for serial, one in facts.items()}, words, contact_id)


def _by_detail(desk: OpenDesk, serial: int) -> bool:
    try:
        desk.tickets.detail(Serial(serial), Cancellation())
    except NotFound as error:
        # Other words than for a missing one would give the ticket away.
        return str(error) != f"There is no ticket #{serial}."
    return True


def _by_edit(desk: OpenDesk, serial: int) -> bool:
    try:
        desk.tickets.edit(TicketEdit(Serial(serial), None, (("priority", 1),)))
    except NotFound:
        return False
    return True


def _by_note(desk: OpenDesk, serial: int) -> bool:
    try:
        desk.tickets.add_note(NewNote(uuid4(), Serial(serial), "seen"))
    except NotFound:
        return False
    return True


_PATHS: dict[str, Callable[[OpenDesk, _World, int], bool]] = {
    "list": lambda desk, _, serial: (
        serial in {row.serial for row in desk.tickets.first_page(FilterSpec(), Cancellation())}
    ),
    "ids": lambda desk, _, serial: serial in serials(desk),
    "count": lambda desk, _, serial: bool(
        desk.tickets.count(spec(desk, f"#{serial}"), Cancellation())
    ),
    "search": lambda desk, world, serial: bool(
        desk.tickets.count(spec(desk, world.words[serial]), Cancellation())
    ),
    "rows": lambda desk, _, serial: desk.tickets.rows((serial,), Cancellation())[0] is not None,
    "matches": lambda desk, _, serial: desk.tickets.matches(Serial(serial), FilterSpec()),
    "exists": lambda desk, _, serial: desk.tickets.exists(Serial(serial)),
    "detail": lambda desk, _, serial: _by_detail(desk, serial),
    "related": lambda desk, world, serial: (
        serial in {one.serial for one in desk.tickets.related(world.contact_id, but=None)}
    ),
    "callers": lambda desk, _, serial: (
        serial
        in {
            one.serial
            for match in desk.people.find_callers("hoa", Cancellation())
            for one in match.open_tickets
        }
    ),
    "edit": lambda desk, _, serial: _by_edit(desk, serial),
    "note": lambda desk, _, serial: _by_note(desk, serial),
}


@pytest.mark.parametrize("scope", SCOPES)
def test_every_path_shows_what_the_role_may_see_and_nothing_else(
    database_url: str, scope: str
) -> None:
    world = _world(database_url, scope)
    desk = open_as(database_url, as_="lan")
    try:
        expected = world.seen_by(desk)
        found = {
            path: [serial for serial in world.facts if sees(desk, world, serial)]
            for path, sees in _PATHS.items()
        }
        others = desk.tickets.detail(Serial(expected[0]), Cancellation()).other_tickets
    finally:
        desk.close()
    assert found == dict.fromkeys(_PATHS, expected)
    assert others == len(expected) - 1


@pytest.mark.parametrize("scope", SCOPES)
def test_an_administrator_sees_all_whatever_the_settings_say(database_url: str, scope: str) -> None:
    world = _world(database_url, scope)
    with opened(database_url) as boss:
        assert serials(boss) == sorted(world.facts)


def test_a_masked_role_meets_no_number_on_any_path(database_url: str) -> None:
    world = _world(database_url, "all", phones="masked")
    with opened(database_url) as boss:
        unknown = add_ticket(boss, "jjj", phone=NUMBER)
        call = NewCall(uuid4(), CallDirection.IN, CallStatus.CONNECTED, NOW, number="+84908123331")
        boss.session.database.write(lambda connection: add_call(connection, unknown.serial, call))
        boss.tickets.edit(TicketEdit(unknown.serial, None, (("phone", "0908 123 332"),)))
    with opened(database_url, as_="lan") as desk:
        cancel = Cancellation()
        shown = [
            desk.tickets.first_page(FilterSpec(), cancel),
            desk.tickets.rows(tuple(world.facts), cancel),
            desk.tickets.detail(Serial(1), cancel),
            desk.tickets.detail(unknown.serial, cancel),
            desk.people.contact(world.contact_id, cancel),
            desk.people.find_callers("hoa", cancel),
            desk.people.find_callers("hoa@x", cancel),
        ]
        by_number = [
            desk.people.find_callers(text, cancel)
            for text in ("0908123331", "0908", "908 123", "+84908123331", "84908")
        ]
        text = repr(shown)
    assert by_number == [()] * 5
    assert text.count("•••• 331") >= len(world.facts)
    assert "•••• 332" in text
    for digits in ("0908", "123331", "123 33", "84908"):
        assert digits not in text


@pytest.mark.parametrize(
    ("contacts", "managed_by", "is_shown"),
    [
        ("all", "minh", True),
        ("unmanaged", None, True),
        ("unmanaged", "lan", True),
        ("unmanaged", "minh", False),
        ("managed", None, False),
        ("managed", "lan", True),
        ("managed", "minh", False),
    ],
)
def test_a_contact_out_of_sight_gives_its_name_and_masked_number(
    database_url: str, contacts: str, managed_by: str | None, *, is_shown: bool
) -> None:
    with opened(database_url) as boss:
        add_role(boss, "tried", tickets="all", contacts=contacts, phones="shown", rights="create")
        people = {login: add_agent(boss, login, role="tried") for login in ("lan", "minh")}
        contact = NewContact(name="Hoa", phones=(NUMBER,), emails=("hoa@x.vn",), company="ACME")
        saved = add_ticket(boss, new_contact=contact)
        contact_id = boss.tickets.detail(saved.serial, Cancellation()).contact_id
        assert contact_id is not None
        manager = None if managed_by is None else people[managed_by]
        boss.people.edit_contact(contact_id, 1, {"manager_id": manager})
    with opened(database_url, as_="lan") as desk:
        ticket = desk.tickets.detail(saved.serial, Cancellation())
        callers = desk.people.find_callers("hoa", Cancellation())
        callers += desk.people.find_callers(NUMBER, Cancellation())
        assert ticket.contact_name == "Hoa"
        assert len(callers) == (2 if is_shown else 0)
        if is_shown:
            assert desk.people.contact(contact_id, Cancellation()).name == "Hoa"
            assert (ticket.phone, ticket.email, ticket.company) == (NUMBER, "hoa@x.vn", "ACME")
            assert ticket.contact is not None
            return
        with pytest.raises(NotFound):
            desk.people.contact(contact_id, Cancellation())
        assert (ticket.contact, ticket.email, ticket.company) == (None, None, None)
        assert ticket.phone == "•••• 331"
