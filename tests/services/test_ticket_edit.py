from typing import Any

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.people import AgentId, NewContact
from helpdesk_desktop.domain.ticket import Saved, Serial, Status, TicketDetail, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import (
    add_agent,
    add_group,
    add_role,
    add_ticket,
    opened,
    serials,
    type_id,
)


def _edit(desk: OpenDesk, saved: Saved, **changes: Any) -> Saved:
    return desk.tickets.edit(TicketEdit(saved.serial, saved.version, tuple(changes.items())))


def _detail(desk: OpenDesk, serial: int) -> TicketDetail:
    return desk.tickets.detail(Serial(serial), Cancellation())


def _history(ticket: TicketDetail) -> list[tuple[str, Any, Any]]:
    return [(line.field, line.old, line.new) for line in ticket.activities[1:]]


def test_every_field_can_be_changed_and_its_history_names_both_values(database_url: str) -> None:
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        vip = add_group(desk, "vip")
        saved = add_ticket(desk, description="old text", phone="0908123331")
        due = desk.clock.now().replace(microsecond=0)
        changed = _edit(
            desk,
            saved,
            subject="New subject",
            description="new text",
            status=Status.PROCESSING,
            priority=3,
            source=5,
            type_id=type_id(desk, "mission"),
            assignee_id=lan,
            group_id=vip,
            cc_ids=(lan,),
            due_at=due,
            external_id="X-9",
            phone="0911222333",
        )
        ticket = _detail(desk, saved.serial)
    assert (changed.version, ticket.version) == (2, 2)
    assert (ticket.subject, ticket.description) == ("New subject", "new text")
    assert (ticket.status, ticket.priority, ticket.source) == (1, 3, 5)
    assert (ticket.assignee_id, ticket.group_id, ticket.cc_ids) == (lan, vip, (lan,))
    assert (ticket.due_at, ticket.external_id, ticket.phone) == (due, "X-9", "0911222333")
    assert _history(ticket) == [
        ("subject", "Printer is on fire", "New subject"),
        ("description", "old text", "new text"),
        ("status", "new", "processing"),
        ("priority", "normal", "urgent"),
        ("source", "manual", "chat"),
        ("type", None, "mission"),
        ("assignee", None, "lan"),
        ("group", None, "vip"),
        ("ccs", None, ["lan"]),
        ("due", None, f"{due:%Y-%m-%dT%H:%M:%S}Z"),
        ("external_id", None, "X-9"),
        ("phone", None, None),
    ]
    assert len({line.batch for line in ticket.activities[1:]}) == 1
    assert ticket.updated_at > ticket.created_at


def test_every_field_that_may_be_empty_can_be_emptied(database_url: str) -> None:
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        vip = add_group(desk, "vip")
        saved = add_ticket(
            desk,
            description="text",
            phone="0908123331",
            type_id=type_id(desk, "mission"),
            assignee_id=lan,
            group_id=vip,
            cc_ids=(lan,),
            due_at=desk.clock.now(),
            external_id="X",
        )
        names = (
            "description",
            "phone",
            "type_id",
            "assignee_id",
            "group_id",
            "due_at",
            "external_id",
        )
        _edit(desk, saved, cc_ids=(), **dict.fromkeys(names))
        ticket = _detail(desk, saved.serial)
    assert [getattr(ticket, name) for name in names] == [None] * len(names)
    assert ticket.cc_ids == ()
    assert ("ccs", ["lan"], None) in _history(ticket)
    assert ("assignee", "lan", None) in _history(ticket)


def test_what_is_the_same_already_is_no_change(database_url: str) -> None:
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        saved = add_ticket(desk, description="d", assignee_id=lan, cc_ids=(lan,))
        same = _edit(
            desk,
            saved,
            subject="Printer is on fire",
            description="d",
            status=0,
            assignee_id=lan,
            cc_ids=(lan, lan),
            phone="",
        )
        folded = _edit(desk, saved, subject="Printer\n is on fire")
        ticket = _detail(desk, saved.serial)
    assert (same.version, folded.version, ticket.version) == (1, 1, 1)
    assert _history(ticket) == []


def test_an_edit_of_an_older_version_is_a_conflict_that_names_the_new_one(
    database_url: str,
) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        _edit(desk, saved, subject="first")
        with pytest.raises(Conflict) as caught:
            _edit(desk, saved, subject="second")
        assert caught.value.current_version == 2
        assert _detail(desk, saved.serial).subject == "first"


def test_an_edit_without_a_version_takes_what_is_stored(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        _edit(desk, saved, subject="first")
        again = desk.tickets.edit(TicketEdit(saved.serial, None, (("priority", 0),)))
    assert again.version == 3


def test_closing_and_opening_again_is_counted(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        saved = _edit(desk, saved, status=Status.CLOSED)
        closed = _detail(desk, saved.serial)
        saved = _edit(desk, saved, status=Status.PENDING)
        opened_again = _detail(desk, saved.serial)
    assert closed.closed_at == closed.updated_at
    assert opened_again.closed_at is None


def test_an_edit_is_refused_without_the_right(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "reader", tickets="all", rights="create")
        add_agent(desk, "lan", role="reader")
        saved = add_ticket(desk)
    with opened(database_url, as_="lan") as desk, pytest.raises(NotAllowed):
        _edit(desk, saved, subject="mine")


def test_a_hidden_ticket_is_refused_in_the_words_of_a_missing_one(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "narrow", tickets="own", rights="create,edit")
        add_agent(desk, "lan", role="narrow")
        saved = add_ticket(desk, assignee_id=desk.viewer.agent_id)
    with opened(database_url, as_="lan") as desk:
        with pytest.raises(NotFound) as hidden:
            _edit(desk, saved, subject="mine")
        with pytest.raises(NotFound) as missing:
            desk.tickets.edit(TicketEdit(Serial(99), 1, (("subject", "mine"),)))
    assert str(hidden.value) == f"There is no ticket #{saved.serial}."
    assert str(missing.value) == "There is no ticket #99."


def test_a_ticket_may_be_handed_over_out_of_one_s_own_sight(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "narrow", tickets="own", rights="edit")
        lan = add_agent(desk, "lan", role="narrow")
        minh = add_agent(desk, "minh", role="narrow")
        saved = add_ticket(desk, assignee_id=lan)
    with opened(database_url, as_="lan") as desk:
        _edit(desk, saved, assignee_id=minh)
        assert not desk.tickets.exists(saved.serial)
    with opened(database_url, as_="minh") as desk:
        assert desk.tickets.exists(saved.serial)


def test_somebody_who_left_may_stay_assigned_but_not_be_chosen(database_url: str) -> None:
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        saved = add_ticket(desk, assignee_id=lan)
        other = add_ticket(desk)
        desk.team.set_agent("lan", {"active": "no"})
        changed = _edit(desk, saved, assignee_id=lan, subject="kept")
        assert changed.version == 2
        with pytest.raises(Invalid):
            _edit(desk, other, assignee_id=lan)


def test_a_contact_can_be_given_taken_and_made(database_url: str) -> None:
    with opened(database_url) as desk:
        first = add_ticket(desk, new_contact=NewContact(name="Lan", phones=("0908123331",)))
        lan = _detail(desk, first.serial).contact_id
        saved = add_ticket(desk, phone="0911222333")
        saved = _edit(desk, saved, contact_id=lan)
        given = _detail(desk, saved.serial)
        saved = _edit(desk, saved, new_contact=NewContact(name="Minh"))
        made = _detail(desk, saved.serial)
        saved = _edit(desk, saved, contact_id=None)
        taken = _detail(desk, saved.serial)
    assert (given.contact_name, given.phone) == ("Lan", "0908123331")
    assert (made.contact_name, made.phone) == ("Minh", None)
    assert (taken.contact_name, taken.phone) == (None, None)
    assert _history(taken) == [
        ("contact", None, "Lan"),
        ("phone", None, None),
        ("contact", "Lan", "Minh"),
        ("contact", "Minh", None),
    ]


def test_a_contact_s_number_is_not_changed_on_the_ticket(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, new_contact=NewContact(name="Lan", phones=("0908123331",)))
        with pytest.raises(Invalid) as caught:
            _edit(desk, saved, phone="0911222333")
    assert caught.value.problems[0].key == "phone_of_contact"


@pytest.mark.parametrize("name", ["first_note", "external_source"])
def test_what_only_a_new_ticket_has_cannot_be_edited(database_url: str, name: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        with pytest.raises(Invalid) as caught:
            _edit(desk, saved, **{name: "x"})
    assert caught.value.problems[0].key == "read_only_field"


def test_a_wrong_value_changes_nothing(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        with pytest.raises(Invalid):
            _edit(desk, saved, subject="new", assignee_id=AgentId(99))
        assert _detail(desk, saved.serial).subject == "Printer is on fire"


def test_search_finds_the_new_words_and_no_longer_the_old(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, "alpha", description="beta", first_note="gamma")
        saved = _edit(desk, saved, subject="delta", new_contact=NewContact(name="Epsilon"))
        found = {
            word: len(serials(desk, word)) for word in ("alpha", "beta", "gamma", "delta", "epsi")
        }
    assert found == {"alpha": 0, "beta": 1, "gamma": 1, "delta": 1, "epsi": 1}


@pytest.mark.parametrize("number", ["0908 123 331", "0908123331", "0907 123 331"])
def test_a_masked_role_s_number_is_a_change_whether_or_not_it_was_that(
    database_url: str, number: str
) -> None:
    with opened(database_url) as boss:
        add_role(boss, "masked", tickets="all", phones="masked", rights="create,edit")
        add_agent(boss, "lan", role="masked")
        with_number = add_ticket(boss, phone="0908 123 331").serial
        without = add_ticket(boss).serial
    with opened(database_url, as_="lan") as desk:
        for version in (1, 2):
            saved = desk.tickets.edit(TicketEdit(with_number, None, (("phone", number),)))
            assert (saved.version, saved.batch is None, saved.before) == (version + 1, False, ())
        # That there is none, everybody sees.
        for empty in (None, "", " "):
            saved = desk.tickets.edit(TicketEdit(without, None, (("phone", empty),)))
            assert saved.version == 1
        lines = desk.tickets.detail(with_number, Cancellation()).activities
        assert [one.field for one in lines].count("phone") == 2
    with opened(database_url) as boss:
        assert boss.tickets.detail(with_number, Cancellation()).phone == number
        same = boss.tickets.edit(TicketEdit(with_number, None, (("phone", number),)))
        assert same.version == 3
