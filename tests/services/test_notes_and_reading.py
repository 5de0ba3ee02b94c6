from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.ticket import NewNote, Serial, TicketDetail, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_agent, add_role, add_ticket, opened, serials


def _detail(desk: OpenDesk, serial: int) -> TicketDetail:
    return desk.tickets.detail(Serial(serial), Cancellation())


def test_a_note_is_kept_as_it_was_written(database_url: str) -> None:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        note = NewNote(
            uuid4(), saved.serial, "first\nsecond", reminder_at=at, due_at=at, is_internal=False
        )
        answer = desk.tickets.add_note(note)
        ticket = _detail(desk, saved.serial)
    (kept,) = ticket.notes
    assert (kept.body, kept.is_internal, kept.author_id) == ("first\nsecond", False, 1)
    assert (kept.reminder_at, kept.due_at) == (at, at)
    # Notes are only added, so an editor that is open elsewhere has no conflict.
    assert (answer.version, ticket.version) == (1, 1)
    assert ticket.updated_at == kept.created_at


def test_the_same_note_sent_twice_stands_once(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        note = NewNote(uuid4(), saved.serial, "once")
        first = desk.tickets.add_note(note)
        again = desk.tickets.add_note(note)
        assert (first.was_there, again.was_there) == (False, True)
        assert len(_detail(desk, saved.serial).notes) == 1
        assert serials(desk, "notes:1") == [saved.serial]


def test_a_note_s_words_find_its_ticket(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, "alpha")
        desk.tickets.add_note(NewNote(uuid4(), saved.serial, "Đã gọi lại"))
        desk.tickets.add_note(NewNote(uuid4(), saved.serial, "…"))
        assert serials(desk, "goi") == [saved.serial]
        assert serials(desk, "alpha goi") == [saved.serial]
        # A phrase never reaches from one part of a ticket into the next.
        assert serials(desk, '"alpha da"') == []


def test_the_first_note_for_the_customer_is_the_first_response(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk, first_note="internal")
        desk.tickets.add_note(NewNote(uuid4(), saved.serial, "internal too"))
        before = _detail(desk, saved.serial).first_response_at
        note = NewNote(uuid4(), saved.serial, "Dear customer", is_internal=False)
        desk.tickets.add_note(note)
        first = _detail(desk, saved.serial)
        desk.tickets.add_note(replace(note, uid=uuid4()))
        second = _detail(desk, saved.serial)
    assert before is None
    assert first.first_response_at == first.notes[-1].created_at
    assert second.first_response_at == first.first_response_at


def test_a_note_without_text_or_with_an_impossible_time_is_refused(database_url: str) -> None:
    with opened(database_url) as desk:
        saved = add_ticket(desk)
        never = datetime(1, 1, 1, tzinfo=UTC)
        with pytest.raises(Invalid) as caught:
            desk.tickets.add_note(
                NewNote(uuid4(), saved.serial, " ", reminder_at=never, due_at=never)
            )
        assert [problem.field for problem in caught.value.problems] == [
            "body",
            "reminder_at",
            "due_at",
        ]
        with pytest.raises(NotFound):
            desk.tickets.add_note(NewNote(uuid4(), Serial(99), " "))


def test_a_note_is_refused_without_the_right(database_url: str) -> None:
    with opened(database_url) as desk:
        add_role(desk, "reader", tickets="all")
        add_agent(desk, "lan", role="reader")
        saved = add_ticket(desk)
    with opened(database_url, as_="lan") as desk, pytest.raises(NotAllowed):
        desk.tickets.add_note(NewNote(uuid4(), saved.serial, "mine"))


def test_a_change_by_somebody_else_is_unread_until_it_is_read(database_url: str) -> None:
    with opened(database_url) as boss:
        add_agent(boss, "lan", role="supervisor")
        saved = add_ticket(boss)
        with opened(database_url, as_="lan") as lan:
            assert _detail(lan, saved.serial).is_unread
            assert serials(lan, "is:unread") == [saved.serial]
            lan.tickets.mark_read(saved.serial)
            lan.tickets.mark_read(saved.serial)
            assert not _detail(lan, saved.serial).is_unread
            assert serials(lan, "is:unread") == []
            lan.tickets.mark_unread(saved.serial)
            assert _detail(lan, saved.serial).is_unread
            lan.tickets.mark_read(saved.serial)
            boss.tickets.add_note(NewNote(uuid4(), saved.serial, "news"))
            assert _detail(lan, saved.serial).is_unread
            lan.tickets.edit(TicketEdit(saved.serial, 1, (("priority", 3),)))
            # Who changes a ticket has seen it; to the other one it is news now.
            assert not _detail(lan, saved.serial).is_unread
        assert _detail(boss, saved.serial).is_unread


def test_what_is_older_than_the_account_is_read(database_url: str) -> None:
    with opened(database_url) as boss:
        saved = add_ticket(boss)
        add_agent(boss, "lan", role="supervisor")
    with opened(database_url, as_="lan") as lan:
        assert not _detail(lan, saved.serial).is_unread
        lan.tickets.mark_unread(saved.serial)
        assert _detail(lan, saved.serial).is_unread


def test_marking_a_ticket_out_of_sight_does_nothing(database_url: str) -> None:
    with opened(database_url) as boss:
        add_role(boss, "narrow", tickets="own")
        lan_id = add_agent(boss, "lan", role="narrow")
        saved = add_ticket(boss, assignee_id=boss.viewer.agent_id)
        with opened(database_url, as_="lan") as lan:
            lan.tickets.mark_read(saved.serial)
            lan.tickets.mark_unread(saved.serial)
        boss.tickets.edit(TicketEdit(saved.serial, 1, (("assignee_id", lan_id),)))
        with opened(database_url, as_="lan") as lan:
            assert _detail(lan, saved.serial).is_unread
