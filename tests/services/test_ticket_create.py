from datetime import UTC, datetime
from uuid import uuid4

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import AgentId, ContactId, NewContact
from helpdesk_desktop.domain.ticket import NewTicket, Priority, Source, Status
from helpdesk_desktop.services.contracts import Desk
from tests.builders import add_agent, add_group, add_role, add_ticket, open_as, opened, type_id


def test_what_was_submitted_is_what_stands_there(database_url: str) -> None:
    due = datetime(2026, 12, 1, 8, 30, 15, 123456, tzinfo=UTC)
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        vip = add_group(desk, "vip", members="lan")
        saved = add_ticket(
            desk,
            "Đơn hàng chưa tới",
            description="two\nlines",
            status=Status.PENDING,
            type_id=type_id(desk, "problem"),
            priority=Priority.URGENT,
            source=Source.CHAT,
            phone="0908 123 331",
            assignee_id=lan,
            group_id=vip,
            cc_ids=(lan, desk.viewer.agent_id),
            due_at=due,
            first_note="called back",
            external_source="crm",
            external_id="A-1",
        )
        ticket = desk.tickets.detail(saved.serial, Cancellation())
    assert (saved.serial, saved.version, saved.was_there) == (1, 1, False)
    assert ticket.uid == saved.uid
    assert ticket.subject == "Đơn hàng chưa tới"
    assert ticket.description == "two\nlines"
    assert (ticket.status, ticket.priority, ticket.source) == (
        Status.PENDING,
        Priority.URGENT,
        Source.CHAT,
    )
    assert ticket.phone == "0908 123 331"
    assert (ticket.assignee_id, ticket.group_id) == (lan, vip)
    assert ticket.cc_ids == tuple(sorted((lan, desk.viewer.agent_id)))
    assert ticket.creator_id == desk.viewer.agent_id
    assert ticket.due_at == due
    assert ticket.closed_at is None
    assert [note.body for note in ticket.notes] == ["called back"]
    assert (ticket.external_source, ticket.external_id) == ("crm", "A-1")
    assert [line.field for line in ticket.activities] == ["created"]
    assert not ticket.is_unread


def test_a_new_contact_is_made_with_the_ticket(database_url: str) -> None:
    contact = NewContact(
        name="Lan Phạm",
        phones=("0908 123 331", "028 3822 1234"),
        emails=("lan@example.vn",),
        company="Công ty Ánh Dương",
        title="Director",
        rating=4,
    )
    with opened(database_url) as desk:
        first = add_ticket(desk, new_contact=contact)
        second = add_ticket(desk, new_contact=NewContact(name="An", company="công ty ánh dương"))
        one = desk.tickets.detail(first.serial, Cancellation())
        other = desk.tickets.detail(second.serial, Cancellation())
    assert one.contact is not None
    assert other.contact is not None
    assert one.contact_name == "Lan Phạm"
    assert one.contact.phones == ("0908 123 331", "028 3822 1234")
    assert one.contact.emails == ("lan@example.vn",)
    assert (one.phone, one.email) == ("0908 123 331", "lan@example.vn")
    assert (one.contact.title, one.contact.rating) == ("Director", 4)
    # One company, in the spelling that came first.
    assert (one.company, other.company) == ("Công ty Ánh Dương", "Công ty Ánh Dương")


def test_a_contact_with_nothing_in_it_is_not_made(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, new_contact=NewContact(name=" "))
        assert desk.tickets.detail(saved.serial, Cancellation()).contact_id is None


def test_the_same_uid_again_makes_nothing_and_takes_no_serial(database_url: str) -> None:
    uid = uuid4()
    new = NewContact(name="Lan", phones=("0908123331",))
    with opened(database_url) as desk:
        first = add_ticket(desk, uid=uid, new_contact=new)
        again = add_ticket(desk, uid=uid, new_contact=new)
        after = add_ticket(desk)
        callers = desk.people.find_callers("lan", Cancellation())
    assert (again.serial, again.was_there) == (first.serial, True)
    assert after.serial == first.serial + 1
    assert len(callers) == 1


def test_a_uid_of_somebody_else_s_hidden_ticket_is_a_conflict(database_url: str) -> None:
    uid = uuid4()
    with opened(database_url) as desk:
        add_role(desk, "narrow", tickets="own", rights="create,edit")
        add_agent(desk, "lan", role="narrow")
        add_ticket(desk, uid=uid, assignee_id=desk.viewer.agent_id)
    with opened(database_url, as_="lan") as desk, pytest.raises(Conflict):
        add_ticket(desk, uid=uid)


def test_create_is_refused_without_a_subject(database_url: str) -> None:
    with opened(database_url) as desk:
        with pytest.raises(Invalid) as caught:
            desk.tickets.create(NewTicket(uid=uuid4(), subject="  "))
        assert [problem.field for problem in caught.value.problems] == ["subject"]
        assert desk.tickets.count(FilterSpec(), Cancellation()) == 0
        # A refused one has taken no serial.
        assert add_ticket(desk).serial == 1


def test_every_fault_is_told_at_once_and_nothing_is_made(database_url: str) -> None:
    with opened(database_url) as desk:
        with pytest.raises(Invalid) as caught:
            add_ticket(
                desk,
                "x" * 1_001,
                contact_id=ContactId(99),
                assignee_id=AgentId(99),
                phone="nothing",
            )
        assert {problem.field for problem in caught.value.problems} == {
            "subject",
            "contact_id",
            "assignee_id",
            "phone",
        }
        assert desk.people.find_callers("", Cancellation()) == ()


def test_create_is_refused_without_the_right(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "reader", tickets="all")
        add_agent(desk, "lan", role="reader")
    with opened(database_url, as_="lan") as desk, pytest.raises(NotAllowed):
        add_ticket(desk)


def test_a_right_taken_away_counts_from_the_next_save_on(database_url: str) -> None:
    with opened(database_url) as boss:
        add_agent(boss, "lan")
        lan = open_as(database_url, as_="lan")
        add_ticket(lan)
        boss.team.set_agent("lan", {"active": "no"})
        with pytest.raises(NotAllowed) as caught:
            add_ticket(lan)
        lan.close()
    assert caught.value.key == "inactive_agent"


def test_a_ticket_made_closed_was_closed_when_it_was_made(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, status=Status.CLOSED)
        ticket = desk.tickets.detail(saved.serial, Cancellation())
    assert ticket.closed_at == ticket.created_at


def test_a_known_contact_s_ticket_keeps_no_number_of_its_own(database_url: str) -> None:
    with opened(database_url) as desk:
        first = add_ticket(desk, new_contact=NewContact(name="Lan", phones=("0908123331",)))
        contact_id = desk.tickets.detail(first.serial, Cancellation()).contact_id
        second = add_ticket(desk, contact_id=contact_id, phone="0911222333")
        ticket = desk.tickets.detail(second.serial, Cancellation())
    assert ticket.phone == "0908123331"
    assert ticket.other_tickets == 1


def test_a_ticket_cannot_have_two_contacts(database_url: str) -> None:
    with opened(database_url) as desk, pytest.raises(ValueError, match="one contact"):
        add_ticket(desk, contact_id=ContactId(1), new_contact=NewContact(name="Lan"))


def test_an_external_id_belongs_to_one_ticket_of_its_source(database_url: str) -> None:
    with opened(database_url) as desk:
        add_ticket(desk, external_source="crm", external_id="1")
        add_ticket(desk, external_source="erp", external_id="1")
        add_ticket(desk, external_source="crm", external_id="2")
        add_ticket(desk, external_id="1")
        with pytest.raises(Invalid) as caught:
            add_ticket(desk, external_source="crm", external_id="1")
    assert caught.value.problems[0].code == "duplicate"


def test_an_open_desk_is_what_the_window_expects(database_url: str) -> None:
    with opened(database_url) as desk:
        expected: Desk = desk
        assert expected.info.engine in {"SQLite", "PostgreSQL", "MariaDB"}
        assert expected.directory().me == expected.viewer.agent_id
        assert expected.clock.now().tzinfo is not None
