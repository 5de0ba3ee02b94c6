"""Whatever people paste comes back unchanged from every field, on every database."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Invalid
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.domain.text_rules import is_blank, one_line
from helpdesk_desktop.domain.ticket import NewNote, TicketDetail, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_ticket, opened

NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "data/naughty-strings/blns.json").read_text(encoding="utf-8")
)


def _stored(desk: OpenDesk, text: str) -> TicketDetail:
    line = one_line(text)[:200]
    named = NewContact(name=line, company=line, title=line)
    saved = add_ticket(
        desk,
        f"{line} ",
        description=text,
        first_note=text,
        external_id=line,
        external_source=line[:64],
        new_contact=named,
    )
    desk.tickets.add_note(NewNote(desk.session.new_uid(), saved.serial, text))
    return desk.tickets.detail(saved.serial, Cancellation())


def _assert_unchanged(ticket: TicketDetail, text: str) -> None:
    line = one_line(text)[:200]
    assert ticket.subject == f"{line} "
    assert ticket.description == text
    assert [note.body for note in ticket.notes] == [text, text]
    assert ticket.contact is not None
    assert (ticket.contact.name, ticket.contact.title) == (line, line)
    # A company is one whatever its case: it keeps the spelling that came first.
    assert fold(ticket.company or "") == fold(line)
    assert (ticket.external_id, ticket.external_source) == (line, line[:64])


def test_naughty_strings_come_back_unchanged_from_every_field(
    database_url: str,
) -> None:
    seen: set[str] = set()
    with opened(database_url) as desk:
        for text in NAUGHTY:
            identity = one_line(text)[:64]
            if identity in seen or is_blank(text):
                continue  # an external id belongs to one ticket
            seen.add(identity)
            ticket = _stored(desk, text)
            _assert_unchanged(ticket, text)
            row = desk.tickets.rows((ticket.serial,), Cancellation())[0]
            assert row is not None
            assert (row.subject, row.contact) == (ticket.subject, ticket.contact_name)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
@example(text="각" * 1_000)  # its folded form is three times as long
@example(text="İ" * 1_000)
@example(text="ß\u0301" * 500)
@example(text="😀" * 1_000)
@example(text="\uffff\ufffe\u202e\u2066")
@example(text="a ")
def test_any_text_comes_back_unchanged_from_subject_and_description(
    desk: OpenDesk, text: str
) -> None:
    line = f"x{one_line(text)}"[:1_000]
    saved = add_ticket(desk, line, description=f"x{text}", new_contact=NewContact(name=line[:200]))
    ticket = desk.tickets.detail(saved.serial, Cancellation())
    assert (ticket.subject, ticket.description) == (line, f"x{text}")
    edited = TicketEdit(saved.serial, 1, (("subject", line[::-1].strip() or "x"),))
    desk.tickets.edit(edited)
    history = desk.tickets.detail(saved.serial, Cancellation()).activities
    assert history[-1].field in {"subject", "created"}


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_cannot_be_stored_is_refused_with_the_field_s_name(desk: OpenDesk, text: str) -> None:
    contact = NewContact(name=text, company=text, title=text, phones=(text,), emails=(text,))
    with pytest.raises(Invalid) as caught:
        add_ticket(
            desk,
            text,
            description=text,
            first_note=text,
            external_id=text,
            external_source=text,
            new_contact=contact,
        )
    sentences = [problem.message for problem in caught.value.problems]
    assert len(sentences) == 10
    assert {problem.code.value for problem in caught.value.problems} == {"bad_text"}
    assert sentences[0].startswith("Subject contains ")


def test_the_longest_texts_fit(desk: OpenDesk) -> None:
    saved = add_ticket(
        desk,
        "각" * 1_000,
        description="😀" * 1_000_000,
        external_id="각" * 200,
        external_source="😀" * 64,
        new_contact=NewContact(name="각" * 200, company="각" * 200, title="각" * 200),
    )
    ticket = desk.tickets.detail(saved.serial, Cancellation())
    assert ticket.description == "😀" * 1_000_000
    assert ticket.contact_name == "각" * 200


@pytest.fixture
def desk(database_url: str) -> Iterator[OpenDesk]:
    with opened(database_url) as one:
        yield one
