from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.ticket import Saved, Serial, Status, TicketDetail, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.schema import ticket
from tests.builders import (
    NOW,
    add_agent,
    add_field,
    add_group,
    add_role,
    add_ticket,
    opened,
    serials,
    type_id,
)

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
        key = add_field(desk, "region").key
        saved = add_ticket(desk, custom=((key, "north"),))
        done = _edit(desk, saved.serial, custom=((key, None),))
        desk.tickets.undo(done)
        assert _detail(desk, saved.serial).custom == ((key, "north"),)
        changed = _edit(desk, saved.serial, custom=((key, "south"),))
        _edit(desk, saved.serial, custom=((key, "west"),))
        with pytest.raises(Conflict) as caught:
            desk.tickets.undo(changed)
    assert "region changed again" in str(caught.value)


def test_a_role_that_is_masked_by_now_does_not_learn_the_number_by_undoing(
    database_url: str,
) -> None:
    with opened(database_url) as boss:
        add_role(boss, "tried", tickets="all", phones="shown", rights="create,edit")
        add_agent(boss, "lan", role="tried")
        serial = add_ticket(boss, phone="0908 123 331").serial
    with opened(database_url, as_="lan") as desk:
        done = desk.tickets.edit(TicketEdit(serial, None, (("phone", "0907 111 222"),)))
        assert dict(done.before) == {"phone": "0908 123 331"}
    with opened(database_url) as boss:
        boss.team.set_role("tried", {"phones": "masked"})
    with opened(database_url, as_="lan") as desk:
        told = set()
        for number in ("0908 123 331", "0909 999 999"):
            with pytest.raises(Conflict) as refused:
                desk.tickets.undo(replace(done, before=(("phone", number),)))
            told.add((refused.value.key, refused.value.message))
    assert len(told) == 1
