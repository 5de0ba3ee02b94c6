"""What the columns of a list show of custom fields, against the facts, on every engine."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import ContactScope, Viewer
from helpdesk_desktop.domain.ticket import CELL_LETTERS, TicketRow
from helpdesk_desktop.storage.compiled_sql import CompiledSql, fetch_all
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists import custom_cells
from helpdesk_desktop.storage.lists.custom_cells import cells_of_one, with_cells, with_cells_of_seen
from helpdesk_desktop.storage.lists.ticket_list import load_page, load_rows
from tests import trees
from tests.facts import TicketFacts
from tests.facts_loader import load
from tests.oracle import is_contact_hidden
from tests.sampled_desk import CONTACT_VIEWERS, desk, question

D = trees.CUSTOM_DIRECTORY
KEYS = tuple(field.filter_key for field in D.custom_fields)
OF_TICKETS = tuple(key for key in KEYS if key.startswith("cf."))
TICKETS = desk(7, has_custom=True)


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, TICKETS, D, trees.viewer()))
    return database


def _meant(facts: TicketFacts, viewer: Viewer) -> dict[str, Any]:
    contact = None if is_contact_hidden(facts, viewer) else facts.contact
    stored = {
        CustomFieldOwner.TICKET: dict(facts.custom),
        CustomFieldOwner.CONTACT: {} if contact is None else dict(contact.custom),
        CustomFieldOwner.COMPANY: {} if contact is None else dict(contact.company_custom),
    }
    meant = {}
    for field in D.custom_fields:
        value: Any = stored[field.owner].get(field.key)
        if isinstance(value, frozenset):
            value = tuple(sorted(value, key=lambda one: field.rank_by_id[one])) or None
        elif value is not None and field.kind is CustomFieldKind.CHECKBOX:
            value = bool(value)
        meant[field.filter_key] = value
    return meant


@pytest.mark.parametrize("number", range(len(CONTACT_VIEWERS)))
def test_rows_have_what_the_tickets_their_contacts_and_companies_hold(
    loaded: Database, number: int
) -> None:
    viewer = CONTACT_VIEWERS[number]
    asked = question(viewer, D)
    facts = {each.serial: each for each in TICKETS}
    with loaded.reading() as connection:
        page = load_page(connection, asked, limit=None)
        rows = with_cells(connection, asked, page, KEYS)
    assert rows
    assert {row.serial: row.custom for row in rows} == {
        row.serial: _meant(facts[row.serial], viewer) for row in rows
    }
    assert [row[:-1] for row in rows] == [row[:-1] for row in page]
    found = [row.custom for row in rows if row.custom]
    # Who sees few contacts may see none with a value.
    sees_all = viewer.contact_scope is ContactScope.ALL
    for key in KEYS if sees_all else OF_TICKETS:
        assert any(custom[key] is not None for custom in found), key


def test_only_what_is_asked_for_is_there_and_what_nobody_knows_is_not(loaded: Database) -> None:
    asked = question(None, D)
    key = KEYS[0]
    with loaded.reading() as connection:
        page = load_page(connection, asked, limit=5)
        assert with_cells(connection, asked, page, ()) == page
        assert with_cells(connection, asked, page, ("cf.gone",)) == page
        some = with_cells(connection, asked, page, (key.upper(), "cf.gone"))
    assert all(row.custom is None for row in page)
    assert {tuple(row.custom or ()) for row in some} == {(key,)}


def test_a_row_that_is_not_seen_stays_none_at_its_place(loaded: Database) -> None:
    asked = question(None, D)
    serial = next(each.serial for each in TICKETS if not each.is_deleted)
    with loaded.reading() as connection:
        rows = load_rows(connection, asked, (999_999, serial, 888_888))
        found = with_cells_of_seen(connection, asked, rows, KEYS)
    assert [None if row is None else row.serial for row in found] == [None, serial, None]
    assert isinstance(found[1], TicketRow)
    assert found[1].custom is not None


def test_of_a_long_text_the_beginning_is_read_or_all_of_it(database: Database) -> None:
    field = next(
        one
        for one in D.custom_fields
        if one.kind is CustomFieldKind.MULTI_LINE and one.owner is CustomFieldOwner.TICKET
    )
    text = "dòng một\n" + "😀" * 5_000
    facts = [TicketFacts(serial=1, custom=((field.key, text),))]
    database.write(lambda connection: load(connection, facts, D, trees.viewer()))
    asked = replace(question(None, D), spec=FilterSpec())
    with database.reading() as connection:
        page = load_page(connection, asked, limit=1)
        (row,) = with_cells(connection, asked, page, (field.filter_key,))
        (whole,) = with_cells(connection, asked, page, (field.filter_key,), is_whole=True)
    assert row.custom == {field.filter_key: text[:CELL_LETTERS]}
    assert whole.custom == {field.filter_key: text}


def test_one_question_for_each_owner_and_none_for_standard_columns(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = question(None, D)
    told: list[str] = []

    def fetch(connection: Connection, sql: CompiledSql) -> Any:
        told.append(sql.text)
        return fetch_all(connection, sql)

    monkeypatch.setattr(custom_cells, "fetch_all", fetch)
    with loaded.reading() as connection:
        page = load_page(connection, asked, limit=None)
        with_cells(connection, asked, page, ())
        assert told == []
        once = with_cells(connection, asked, page, OF_TICKETS)
        assert len(told) == 1
        with_cells(connection, asked, page, KEYS)
        assert len(told) == 4
        # More tickets than one statement names are asked for in turn.
        monkeypatch.setattr(custom_cells, "_MOST_OWNERS", 7)
        assert with_cells(connection, asked, page, OF_TICKETS) == once


@pytest.mark.parametrize("number", range(len(CONTACT_VIEWERS)))
def test_one_ticket_has_what_its_contact_and_company_hold(loaded: Database, number: int) -> None:
    viewer = CONTACT_VIEWERS[number]
    facts = {each.serial: each for each in TICKETS if not each.is_deleted}
    with loaded.reading() as connection:
        for serial in sorted(facts)[:20]:
            found = cells_of_one(connection, question(viewer, D), serial, (*KEYS, "status"))
            assert found == _meant(facts[serial], viewer)
        assert cells_of_one(connection, question(viewer, D), serial, ("status",)) == {}
