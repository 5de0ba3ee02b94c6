"""Generated tickets: plausible, without gaps, the same for one seed, nothing when cancelled."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import func, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.folding import fold, search_text, token_text
from helpdesk_desktop.domain.phone import normalise
from helpdesk_desktop.services.fill import FillReport, fill
from helpdesk_desktop.services.fill_people import make_people
from helpdesk_desktop.services.fill_rows import COLUMNS, Ground
from helpdesk_desktop.services.fill_tickets import TicketMaker
from helpdesk_desktop.storage import schema
from helpdesk_desktop.storage.counter_store import take_serials
from helpdesk_desktop.storage.database import Database

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def _filled(database: Database, tickets: int, seed: int = 7) -> FillReport:
    return fill(
        database,
        tickets=tickets,
        seed=seed,
        now=NOW,
        progress=lambda *_: None,
        cancel=Cancellation(),
    )


@pytest.fixture
def filled(database: Database) -> Database:
    _filled(database, 1_000)
    return database


def test_serials_are_given_without_a_gap_and_go_on_after_the_older_ones(
    database: Database,
) -> None:
    first = _filled(database, 120)
    second = _filled(database, 30, seed=8)
    assert (first.first_serial, first.last_serial) == (1, 120)
    assert (second.first_serial, second.last_serial) == (121, 150)
    with database.reading() as connection:
        serials = connection.scalars(select(schema.ticket.c.serial).order_by("serial")).all()
    assert list(serials) == list(range(1, 151))
    assert database.write(take_serials) == 151


def test_ids_of_servers_go_on_after_the_generated_ones(filled: Database) -> None:
    company = schema.company.insert().values(uid=UUID(int=1), name="A", name_fold="a", version=1)
    filled.write(lambda connection: connection.execute(company).inserted_primary_key)
    with filled.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.company)) == 3


def test_shares_are_those_of_a_desk(filled: Database) -> None:
    ticket = schema.ticket.c
    with filled.reading() as connection:
        total = connection.scalar(select(func.count()).select_from(schema.ticket))
        closed = connection.scalar(select(func.count()).where(ticket.status == 3)) or 0
        new = (
            connection.scalar(
                select(func.count()).where(ticket.created_at > NOW - timedelta(days=30))
            )
            or 0
        )
        calls = connection.scalar(select(func.count()).select_from(schema.ticket_call)) or 0
        late = connection.scalar(select(func.max(ticket.updated_at)))
    assert total == 1_000
    assert 730 < closed < 830
    assert 8 <= new <= 24
    assert 270 < calls < 390
    assert late is not None
    assert late <= NOW


def test_folded_and_searched_forms_are_those_of_the_domain(filled: Database) -> None:
    ticket, text, contact, note = (
        schema.ticket,
        schema.ticket_text,
        schema.contact,
        schema.note,
    )
    with filled.reading() as connection:
        rows = connection.execute(
            select(ticket, text, contact.c.name.label("caller"), contact.c.email)
            .join(text, text.c.serial == ticket.c.serial)
            .outerjoin(contact, contact.c.id == ticket.c.contact_id)
        ).mappings()
        found = list(rows)
        notes: dict[int, list[str]] = {}
        for serial, body in connection.execute(
            select(note.c.serial, note.c.body).order_by(note.c.id)
        ):
            notes.setdefault(serial, []).append(body)
    for row in found:
        assert row["subject_fold"] == fold(row["subject"])
        assert row["contact_fold"] == (fold(row["caller"]) if row["caller"] else None)
        said = notes.get(row["serial"], [])
        assert row["note_count"] == len(said)
        parts = (row["subject"], row["description"], row["caller"], *said)
        expected = search_text(parts, () if row["email"] is None else (row["email"],))
        assert row["search"] == expected
        if row["description"] is not None:
            assert row["description_words"] == token_text(row["description"])


def test_phone_numbers_are_stored_as_typed_ones_would_be(filled: Database) -> None:
    point = schema.contact_point.c
    with filled.reading() as connection:
        found = connection.execute(
            select(point.value, point.normalised, point.digits, point.national)
            .where(point.kind == 0)
            .limit(100)
        ).all()
    for value, normalised, digits, national in found:
        number = normalise(value)
        assert number is not None
        assert (normalised, digits, national) == (
            number.normalised,
            number.digits,
            number.national,
        )


def test_a_cancelled_fill_leaves_nothing(database: Database) -> None:
    cancel = Cancellation()
    with pytest.raises(Cancelled):
        fill(
            database,
            tickets=20_500,
            seed=1,
            now=NOW,
            progress=lambda *_: cancel.request(),
            cancel=cancel,
        )
    with database.reading() as connection:
        for table in (schema.ticket, schema.contact, schema.team):
            assert connection.scalar(select(func.count()).select_from(table)) == 0
    assert database.write(take_serials) == 1


def test_progress_ends_at_its_own_total(database: Database) -> None:
    told: list[tuple[int, int]] = []
    fill(
        database,
        tickets=50,
        seed=1,
        now=NOW,
        progress=lambda done, steps: told.append((done, steps)),
        cancel=Cancellation(),
    )
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


def test_the_same_seed_makes_the_same_tickets() -> None:
    ground = Ground(dict.fromkeys(COLUMNS, 1), (1, 2), (2, 3), frozenset(), frozenset(), 10**15)

    def made(seed: int) -> list[object]:
        rng = Random(seed)  # noqa: S311 - made up, not secret
        people, batch = make_people(rng, 200, ground)
        return [batch, *TicketMaker(rng, 200, ground, people).chunks()]

    assert made(3) == made(3)
    assert made(3) != made(4)


def test_a_ticket_has_about_four_custom_values_of_every_kind(filled: Database) -> None:
    values, fields = schema.ticket_value, schema.custom_field
    kinds = (
        select(fields.c.kind, func.count())
        .join(values, values.c.field_id == fields.c.id)
        .group_by(fields.c.kind)
    )
    with filled.reading() as connection:
        found = {row[0]: row[1] for row in connection.execute(kinds)}
    assert len(found) == 10
    assert 3_500 < sum(found.values()) < 4_500


def test_a_field_of_the_same_key_is_kept_and_filled_only_if_it_is_of_the_same_kind(
    database: Database,
) -> None:
    fields, values = schema.custom_field, schema.ticket_value
    flags = {"is_active": 1, "required_to_create": 0, "required_to_close": 0, "version": 1}
    rows = [
        {"id": number, "owner": "ticket", "key": key, "label": key, "kind": "text", "position": 0}
        | flags
        for number, key in enumerate(("items", "order_no"), 1)
    ]
    database.write(lambda connection: connection.execute(fields.insert(), rows).rowcount)
    _filled(database, 100)
    _filled(database, 20, seed=8)
    with database.reading() as connection:
        keys = connection.scalars(select(fields.c.key)).all()
        filled_ids = set(connection.scalars(select(values.c.field_id)))
    assert len(keys) == len(set(keys)) == 15
    assert 1 not in filled_ids
    assert 2 in filled_ids
