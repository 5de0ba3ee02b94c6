"""Changes that others wrote are told once each, whatever the order in which they commit."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import Connection, delete, func, select

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.storage import change_store
from helpdesk_desktop.storage.activity_store import Deed, add_changes
from helpdesk_desktop.storage.change_store import (
    OVERLAP_S,
    ChangeCursor,
    begin_reading,
    read_changes,
)
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import open_database
from helpdesk_desktop.storage.schema import change
from tests.builders import NOW
from tests.databases import ServerDatabases

NOTHING = Changes()


def _add(connection: Connection, *serials: int, kind: ChangeKind = ChangeKind.TICKET) -> None:
    deed = Deed(None, NOW, uuid4())
    add_changes(connection, deed, [(kind, serial, 1) for serial in serials])


def _add_one(serial: int, connection: Connection) -> None:
    _add(connection, serial)


def _begin(database: Database, now_s: float = 0.0) -> ChangeCursor:
    with database.reading() as connection:
        return begin_reading(connection, now_s)


def _read(database: Database, cursor: ChangeCursor, now_s: float = 1.0) -> Changes:
    with database.reading() as connection:
        return read_changes(connection, cursor, now_s)


def test_what_stood_before_is_not_told(database: Database) -> None:
    database.write(lambda connection: _add(connection, 1, 2, 3))
    cursor = _begin(database)
    assert _read(database, cursor) == NOTHING


def test_what_is_written_is_told_once(database: Database) -> None:
    cursor = _begin(database)
    database.write(lambda connection: _add(connection, 7, 9))
    database.write(lambda connection: _add(connection, 4, kind=ChangeKind.CONTACT))
    database.write(lambda connection: _add(connection, 1, kind=ChangeKind.GROUP))
    told = _read(database, cursor)
    assert told.tickets == {7, 9}
    assert told.contacts == {4}
    assert told.kinds == {ChangeKind.TICKET, ChangeKind.CONTACT, ChangeKind.GROUP}
    assert not told.is_everything
    assert _read(database, cursor) == NOTHING


def test_a_batch_of_an_import_and_an_unknown_kind_are_everything(database: Database) -> None:
    cursor = _begin(database)
    deed = Deed(None, NOW, uuid4())
    database.write(lambda one: add_changes(one, deed, [(ChangeKind.TICKET, 5, None)]))
    assert _read(database, cursor).is_everything
    values = {"kind": "hologram", "row_id": 1, "version": 1, "at": NOW}
    database.write(lambda one: one.execute(change.insert(), values))
    assert _read(database, cursor).is_everything
    assert _read(database, cursor) == NOTHING


def test_too_much_at_once_is_everything_and_then_quiet(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_store, "_MOST_ROWS", 10)
    cursor = _begin(database)
    database.write(lambda connection: _add(connection, *range(1, 12)))
    assert _read(database, cursor) == Changes(is_everything=True)
    assert _read(database, cursor) == NOTHING
    database.write(lambda connection: _add(connection, 50))
    assert _read(database, cursor).tickets == {50}


def test_a_table_that_was_put_back_from_a_backup_is_everything(database: Database) -> None:
    database.write(lambda connection: _add(connection, 1, 2, 3))
    cursor = _begin(database)
    database.write(lambda one: one.execute(delete(change).where(change.c.seq > 1)))
    assert _read(database, cursor) == Changes(is_everything=True)
    database.write(lambda connection: _add(connection, 8))
    assert _read(database, cursor).tickets == {8}


def test_the_overlap_is_counted_from_the_last_reading(database: Database) -> None:
    """However long the server was away: what is known of a minute before it left counts."""
    cursor = _begin(database)
    for turn in range(1, 5):
        database.write(partial(_add_one, turn))
        assert _read(database, cursor, turn * OVERLAP_S / 2).tickets == {turn}
    assert _read(database, cursor, 2 * OVERLAP_S + 1) == NOTHING
    with database.reading() as connection:
        seqs = list(connection.execute(select(change.c.seq).order_by(change.c.seq)).scalars())
    # The last reading was at 121 s, so the head of 61 s ago is where the next one begins.
    assert _read(database, cursor, 100 * OVERLAP_S) == NOTHING
    assert cursor.known == set(seqs[2:])


@pytest.fixture
def pair(server_databases: ServerDatabases) -> Iterator[list[Database]]:
    """Two programs on one server."""
    migrated = server_databases.migrated
    address = parse_database_url(migrated.url)
    both = [open_database(address), open_database(address)]
    yield both
    for one in both:
        one.close()
    migrated.empty()


def test_a_change_that_commits_after_a_later_one_was_read_is_told(pair: list[Database]) -> None:
    """The commit-order trap, with two transactions that really cross."""
    reader, writer = pair
    cursor = _begin(reader)
    with ExitStack() as stack:
        slow = stack.enter_context(writer.altering())
        quick = stack.enter_context(writer.altering())
        slow_one = slow.begin()
        _add(slow, 1)
        with quick.begin():
            _add(quick, 2)
        assert _read(reader, cursor).tickets == {2}
        rows = slow.execute(select(change.c.row_id, change.c.seq)).all()
        numbers = {row.row_id: row.seq for row in rows}
        slow_one.commit()
    assert numbers[1] < numbers[2] == cursor.head, "the transactions did not cross"
    assert _read(reader, cursor).tickets == {1}
    assert _read(reader, cursor) == NOTHING


def test_a_change_that_commits_while_the_reader_was_away_is_told(pair: list[Database]) -> None:
    reader, writer = pair
    cursor = _begin(reader)
    with writer.altering() as slow:
        slow_one = slow.begin()
        _add(slow, 1)
        writer.write(lambda connection: _add(connection, 2))
        assert _read(reader, cursor, 1.0).tickets == {2}
        slow_one.commit()
    # An hour without the server.
    assert _read(reader, cursor, 3_600.0).tickets == {1}


def test_a_transaction_that_is_rolled_back_is_never_told(pair: list[Database]) -> None:
    reader, writer = pair
    cursor = _begin(reader)
    with writer.altering() as lost:
        undone = lost.begin()
        _add(lost, 1)
        writer.write(lambda connection: _add(connection, 2))
        assert _read(reader, cursor).tickets == {2}
        undone.rollback()
    assert _read(reader, cursor) == NOTHING
    with reader.reading() as connection:
        assert connection.execute(select(func.count()).select_from(change)).scalar() == 1


def test_a_change_written_before_the_reading_began_is_told_when_it_commits_after(
    pair: list[Database],
) -> None:
    reader, writer = pair
    with writer.altering() as slow:
        slow_one = slow.begin()
        _add(slow, 1)
        writer.write(lambda connection: _add(connection, 2))
        cursor = _begin(reader)
        slow_one.commit()
    assert _read(reader, cursor).tickets == {1}
