"""Rows of an export are the list's rows with their values, in whatever way these are read."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.records import row_members
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists import list_export
from helpdesk_desktop.storage.lists.custom_cells import with_cells_of_seen
from helpdesk_desktop.storage.lists.list_export import load_export_rows
from helpdesk_desktop.storage.lists.ticket_list import load_rows
from tests import trees
from tests.facts_loader import load
from tests.sampled_desk import CONTACT_VIEWERS, VIEWERS, desk, question

D = trees.CUSTOM_DIRECTORY
KEYS = tuple(field.filter_key for field in D.custom_fields)
TICKETS = desk(7, has_custom=True)
SERIALS = (999_999, *reversed([each.serial for each in TICKETS]))
EVERY = frozenset(TicketRow._fields)


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, TICKETS, D, trees.viewer()))
    return database


def _meant(connection: Connection, viewer: Viewer, keys: Sequence[str]) -> list[TicketRow]:
    asked = question(viewer, D)
    rows = load_rows(connection, asked, SERIALS)
    whole = with_cells_of_seen(connection, asked, rows, keys, is_whole=True)
    return [row for row in whole if row is not None]


def test_rows_are_what_a_list_shows_each_viewer(loaded: Database) -> None:
    with loaded.reading() as connection:
        for viewer in {*CONTACT_VIEWERS, *VIEWERS[:8]}:
            meant = _meant(connection, viewer, KEYS)
            found = load_export_rows(connection, question(viewer, D), SERIALS, EVERY, KEYS)
            assert list(found) == meant
            assert found


@pytest.mark.parametrize("most", [0, 1, 5])
def test_fields_beyond_the_joins_are_read_all_the_same(
    loaded: Database, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(list_export, "_MOST_JOINED", most)
    with loaded.reading() as connection:
        for viewer in CONTACT_VIEWERS:
            found = load_export_rows(connection, question(viewer, D), SERIALS, EVERY, KEYS)
            assert list(found) == _meant(connection, viewer, KEYS)


def test_what_no_column_shows_is_not_read(loaded: Database) -> None:
    asked = question(None, D)
    members = row_members(("subject", "contact", "updated"))
    assert members == {"subject", "contact_id", "contact", "phone", "updated_us"}
    with loaded.reading() as connection:
        found = load_export_rows(connection, asked, SERIALS, members, ("cf.gone",))
        meant = _meant(connection, asked.viewer, ())
    kept = members | {"serial"}
    for row, whole in zip(found, meant, strict=True):
        told = {name: value for name, value in row._asdict().items() if name in kept}
        assert told == {name: getattr(whole, name) for name in kept}
        assert all(value is None for name, value in row._asdict().items() if name not in kept)


def test_a_contact_that_is_hidden_shows_no_value_by_a_join(loaded: Database) -> None:
    fields = [one for one in D.custom_fields if one.kind is not CustomFieldKind.MULTI_SELECT]
    keys = [one.filter_key for one in fields if not one.filter_key.startswith("cf.")]
    with loaded.reading() as connection:
        told = {
            viewer: sum(
                value is not None
                for row in load_export_rows(connection, question(viewer, D), SERIALS, EVERY, keys)
                for value in (row.custom or {}).values()
            )
            for viewer in CONTACT_VIEWERS
        }
    seen = [told[viewer] for viewer in CONTACT_VIEWERS]
    # Two of each way of seeing contacts, and the first of them sees every one.
    assert seen[0] == seen[1] > max(seen[2:])
