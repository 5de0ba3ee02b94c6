from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import Saved, Serial, Status, TicketDetail, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.schema import custom_field, ticket
from tests.builders import NOW, add_agent, add_group, add_role, add_ticket, opened, serials, type_id

# What an edit can change and an undo must bring back, to the letter.
_FIELDS = (
    "subject",
    "description",
    "status",
    "type_id",
    "priority",
    "source",
    "contact_id",
    "phone",
    "assignee_id",
    "group_id",
    "cc_ids",
    "due_at",
    "closed_at",
    "external_id",
    "custom",
)


def _edit(desk: OpenDesk, serial: int, **changes: Any) -> Saved:
    return desk.tickets.edit(TicketEdit(Serial(serial), None, tuple(changes.items())))


def _detail(desk: OpenDesk, serial: int) -> TicketDetail:
    return desk.tickets.detail(Serial(serial), Cancellation())


def _values(desk: OpenDesk, serial: int) -> dict[str, Any]:
    now = _detail(desk, serial)
    return {name: getattr(now, name) for name in _FIELDS}


def _full_edit(desk: OpenDesk) -> dict[str, Any]:
    lan = add_agent(desk, "lan")
    return {
        "subject": "Another subject",
        "description": "another text",
        "status": Status.PROCESSING,
        "priority": 3,
        "source": 5,
        "type_id": type_id(desk, "mission"),
        "assignee_id": lan,
        "group_id": add_group(desk, "vip"),
        "cc_ids": (lan, desk.viewer.agent_id),
        "due_at": NOW + timedelta(hours=3, microseconds=120_500),
        "external_id": "X-9",
        "phone": "0911222333",
    }


@pytest.mark.smoke
def test_undo_puts_every_field_back_and_undoing_that_does_it_again(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, "Old words", description="old text", phone="0908123331")
        before = _values(desk, saved.serial)
        done = _edit(desk, saved.serial, **_full_edit(desk))
        after = _values(desk, saved.serial)
        undone = desk.tickets.undo(done)
        assert _values(desk, saved.serial) == before
        assert (serials(desk, "Old"), serials(desk, "Another")) == ([saved.serial], [])
        again = desk.tickets.undo(undone)
        assert _values(desk, saved.serial) == after
        assert (done.version, undone.version, again.version) == (2, 3, 4)
        history = _detail(desk, saved.serial).activities
    assert [(line.batch, line.undoes) for line in history if line.field == "subject"] == [
        (done.batch, None),
        (undone.batch, done.batch),
        (again.batch, undone.batch),
    ]
    assert "0908" not in repr([(line.old, line.new) for line in history])


def test_only_what_the_edit_changed_goes_back(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        done = _edit(desk, saved.serial, status=Status.PENDING)
        _edit(desk, saved.serial, priority=3, subject="Said by somebody else")
        desk.tickets.undo(done)
        now = _detail(desk, saved.serial)
    assert (now.status, now.priority) == (Status.NEW, 3)
    assert now.subject == "Said by somebody else"


def test_a_field_that_was_changed_again_is_never_put_back(database_url: str) -> None:
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        saved = add_ticket(desk)
        done = _edit(desk, saved.serial, status=Status.PENDING, priority=3, assignee_id=lan)
        with opened(database_url, as_="lan") as other:
            _edit(other, saved.serial, status=Status.CLOSED, assignee_id=None)
        with pytest.raises(Conflict) as caught:
            desk.tickets.undo(done)
        now = _detail(desk, saved.serial)
    assert str(caught.value) == (
        f"Ticket #{saved.serial} was not put back: Status changed again in the meantime."
    )
    assert caught.value.values["keys"] == ("status",)
    assert (now.status, now.priority) == (Status.CLOSED, 3)


def test_undoing_twice_changes_nothing_the_second_time(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, phone="0908123331")
        done = _edit(desk, saved.serial, status=Status.PENDING, phone="0911222333")
        first = desk.tickets.undo(done)
        second = desk.tickets.undo(done)
    assert first.batch is not None
    assert (second.version, second.batch) == (first.version, None)


def test_undoing_a_closing_is_no_opening_and_keeps_when_it_was_closed(database_url: str) -> None:
    with opened(database_url, now=NOW) as desk:
        saved = add_ticket(desk, status=Status.CLOSED)
    with opened(database_url, now=NOW + timedelta(days=1)) as desk:
        reopened = _edit(desk, saved.serial, status=Status.NEW)
        back = desk.tickets.undo(reopened)
        assert _detail(desk, saved.serial).closed_at == NOW
        desk.tickets.undo(back)
        assert _detail(desk, saved.serial).closed_at is None
        assert _counted(desk, saved.serial) == 1
        closed = _edit(desk, saved.serial, status=Status.CLOSED)
        opened_again = desk.tickets.undo(closed)
        assert _detail(desk, saved.serial).closed_at is None
        assert _counted(desk, saved.serial) == 1
        desk.tickets.undo(opened_again)
        assert _detail(desk, saved.serial).closed_at == NOW + timedelta(days=1)
        assert _counted(desk, saved.serial) == 1


def _counted(desk: OpenDesk, serial: int) -> int:
    with desk.session.database.reading() as connection:
        found = connection.execute(select(ticket.c.reopened).where(ticket.c.serial == serial))
        return int(found.scalar_one())


def test_a_reopening_of_before_this_session_is_undone_by_what_history_tells(
    database_url: str,
) -> None:
    with opened(database_url, now=NOW) as desk:
        saved = add_ticket(desk)
        _edit(desk, saved.serial, status=Status.CLOSED)
    with opened(database_url, now=NOW + timedelta(days=1)) as desk:
        done = _edit(desk, saved.serial, status=Status.NEW)
        known = Saved(done.serial, done.uid, done.version, batch=done.batch)
        desk.tickets.undo(known)
        assert _detail(desk, saved.serial).closed_at == NOW
        assert _counted(desk, saved.serial) == 0


def test_a_contact_made_in_place_goes_and_the_caller_s_number_comes_back(
    database_url: str,
) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, phone="0908123331")
        done = _edit(desk, saved.serial, new_contact=NewContact(name="Minh"))
        undone = desk.tickets.undo(done)
        now = _detail(desk, saved.serial)
        assert (now.contact_id, now.phone) == (None, "0908123331")
        assert serials(desk, "Minh") == []
        desk.tickets.undo(undone)
        assert _detail(desk, saved.serial).contact_name == "Minh"


def test_a_custom_text_goes_back(database_url: str) -> None:
    with opened(database_url) as desk:
        key = _add_text_field(desk)
        saved = add_ticket(desk, custom=((key, "north"),))
        done = _edit(desk, saved.serial, custom=((key, None),))
        desk.tickets.undo(done)
        assert _detail(desk, saved.serial).custom == ((key, "north"),)
        changed = _edit(desk, saved.serial, custom=((key, "south"),))
        _edit(desk, saved.serial, custom=((key, "west"),))
        with pytest.raises(Conflict) as caught:
            desk.tickets.undo(changed)
    assert "region changed again" in str(caught.value)


def _add_text_field(desk: OpenDesk) -> str:
    values = {
        "owner": CustomFieldOwner.TICKET.value,
        "kind": CustomFieldKind.TEXT.value,
        "key": "region",
        "label": "Region",
        "position": 1,
        "is_active": 1,
        "required_to_create": 0,
        "required_to_close": 0,
        "version": 1,
    }
    desk.session.database.write(lambda connection: connection.execute(insert(custom_field), values))
    with desk.session.database.reading() as connection:
        desk.session.fresh_directory(connection)
    return "region"


def test_a_masked_role_is_told_no_number_and_can_bring_none_back(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "outside", tickets="all", phones="masked", rights="edit")
        add_agent(desk, "out", role="outside")
        saved = add_ticket(desk, phone="0908123331")
    with opened(database_url, as_="out") as desk:
        done = _edit(desk, saved.serial, phone="0911222333")
        assert done.before == ()
        with pytest.raises(Conflict) as caught:
            desk.tickets.undo(done)
    assert "history keeps no phone numbers" in str(caught.value)


def test_a_number_that_was_changed_again_stays(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, phone="0908123331")
        done = _edit(desk, saved.serial, phone="0911222333")
        _edit(desk, saved.serial, phone="0933444555")
        with pytest.raises(Conflict):
            desk.tickets.undo(done)
        assert _detail(desk, saved.serial).phone == "0933444555"


def test_who_handed_a_ticket_out_of_sight_may_take_it_back_and_nobody_else(
    database_url: str,
) -> None:
    with opened(database_url) as desk:
        add_role(desk, "narrow", tickets="own", rights="edit")
        lan, minh = (add_agent(desk, login, role="narrow") for login in ("lan", "minh"))
        saved = add_ticket(desk, assignee_id=lan)
        by_boss = _edit(desk, saved.serial, priority=3)
    with opened(database_url, as_="minh") as desk, pytest.raises(NotFound):
        desk.tickets.undo(by_boss)
    with opened(database_url, as_="lan") as desk:
        done = _edit(desk, saved.serial, assignee_id=minh)
        assert not desk.tickets.exists(saved.serial)
        desk.tickets.undo(done)
        assert _detail(desk, saved.serial).assignee_id == lan


def test_a_handed_over_ticket_is_not_told_of_by_an_undo_that_brings_it_not_back(
    database_url: str,
) -> None:
    with opened(database_url) as desk:
        add_role(desk, "narrow", tickets="own", rights="edit")
        lan, minh = (add_agent(desk, login, role="narrow") for login in ("lan", "minh"))
        saved = add_ticket(desk, assignee_id=lan)
    with opened(database_url, as_="lan") as desk:
        done = _edit(desk, saved.serial, priority=3)
        _edit(desk, saved.serial, assignee_id=minh)
        with pytest.raises(NotFound) as caught:
            desk.tickets.undo(done)
    assert str(caught.value) == f"There is no ticket #{saved.serial}."


def test_a_contact_out_of_sight_that_stood_there_comes_back(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "few", tickets="all", contacts="managed", rights="edit")
        add_agent(desk, "lan", role="few")
        saved = add_ticket(desk, new_contact=NewContact(name="Minh"))
    with opened(database_url, as_="lan") as desk:
        done = _edit(desk, saved.serial, contact_id=None)
        desk.tickets.undo(done)
        assert _detail(desk, saved.serial).contact_name == "Minh"


def test_somebody_who_left_cannot_be_assigned_again(database_url: str) -> None:
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        saved = add_ticket(desk, assignee_id=lan)
        done = _edit(desk, saved.serial, assignee_id=None)
        desk.team.set_agent("lan", {"active": "no"})
        with pytest.raises(Invalid) as caught:
            desk.tickets.undo(done)
        assert _detail(desk, saved.serial).assignee_id is None
    assert str(caught.value) == (
        "Assign to cannot be put back: what stood there cannot be chosen any more."
    )


def test_undo_is_refused_without_the_right(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "reader", tickets="all", rights="create")
        add_agent(desk, "lan", role="reader")
        saved = add_ticket(desk)
        done = _edit(desk, saved.serial, priority=3)
    with opened(database_url, as_="lan") as desk, pytest.raises(NotAllowed):
        desk.tickets.undo(done)


def test_an_edit_of_another_ticket_is_not_found_on_this_one(database_url: str) -> None:
    with opened(database_url) as desk:
        first, second = add_ticket(desk), add_ticket(desk)
        done = _edit(desk, first.serial, priority=3)
        with pytest.raises(NotFound):
            desk.tickets.undo(Saved(second.serial, done.uid, done.version, batch=done.batch))


def test_an_edit_that_changed_nothing_has_nothing_to_undo(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        done = _edit(desk, saved.serial, priority=1)
        assert done.batch is None
        with pytest.raises(ValueError, match="cannot be undone"):
            desk.tickets.undo(done)
