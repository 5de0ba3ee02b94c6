"""The word index answers as reading every text does, whatever was written, and however."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, inspect, select, update

from helpdesk_desktop.domain.folding import search_text, tokens
from helpdesk_desktop.storage import search_index
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.schema import ticket, ticket_text
from helpdesk_desktop.storage.text_sql import words_in
from tests.trees import NOW

# Letters of several scripts, marks that fold away, and what stands between words.
_CHARACTERS = "aăâbdđ eéêKKßİ0１½中文한ñ¶_-.,'\"*^+\n"
_TEXTS = st.text(_CHARACTERS, max_size=12)


def _put(connection: Connection, serial: int, search: str) -> None:
    connection.execute(
        insert(ticket).values(
            serial=serial,
            uid=UUID(int=serial),
            version=1,
            hidden=0,
            status=0,
            priority=1,
            source=0,
            created_at=NOW,
            updated_at=NOW,
            reopened=0,
            note_count=0,
            attachment_count=0,
            subject="s",
            subject_fold="s",
        )
    )
    connection.execute(insert(ticket_text).values(serial=serial, search=search))


def _read(connection: Connection, phrase: tuple[str, ...]) -> list[int]:
    claim = words_in(ticket_text.c.search, phrase, connection.dialect.name)
    found = select(ticket_text.c.serial).where(claim.sql).order_by(ticket_text.c.serial)
    return list(connection.scalars(found))


def _indexed(connection: Connection, phrase: tuple[str, ...]) -> list[int]:
    if not search_index.serves(phrase, connection.dialect.name):
        return _read(connection, phrase)
    found = select(ticket.c.serial).where(search_index.holds(phrase)).order_by(ticket.c.serial)
    return list(connection.scalars(found))


def test_the_index_finds_what_reading_every_text_finds(database: Database) -> None:
    def work(connection: Connection) -> None:
        @settings(max_examples=150, deadline=None)
        @given(st.lists(st.lists(_TEXTS, max_size=3), min_size=1, max_size=4), _TEXTS)
        def told(tickets: list[list[str]], needle: str) -> None:
            connection.execute(delete(ticket_text))
            connection.execute(delete(ticket))
            for serial, parts in enumerate(tickets, start=1):
                _put(connection, serial, search_text(parts))
            phrase = tokens(needle)
            if phrase:
                assert _indexed(connection, phrase) == _read(connection, phrase)
            for part in tickets[0]:
                if words := tokens(part):
                    assert 1 in _indexed(connection, words)

        told()

    database.write(work)


def test_the_index_follows_every_kind_of_write(database: Database) -> None:
    with database.altering() as connection, connection.begin():
        _put(connection, 1, " don hang ¶ nguyen")
        _put(connection, 2, " hoa don")
        assert _indexed(connection, ("don",)) == [1, 2]
        connection.execute(
            update(ticket_text).where(ticket_text.c.serial == 1).values(search=" may in")
        )
        assert _indexed(connection, ("don",)) == [2]
        assert _indexed(connection, ("may", "i")) == [1]
        connection.execute(delete(ticket_text).where(ticket_text.c.serial == 2))
        assert _indexed(connection, ("hoa",)) == []


def test_a_ticket_that_goes_takes_its_words_along(database: Database) -> None:
    def work(connection: Connection) -> list[int]:
        _put(connection, 1, " don hang")
        connection.execute(delete(ticket).where(ticket.c.serial == 1))
        _put(connection, 1, " may in")
        return _indexed(connection, ("don",))

    assert database.write(work) == []


def test_a_suspended_index_is_whole_again_after_it_is_rebuilt(database: Database) -> None:
    with database.altering() as connection, connection.begin():
        _put(connection, 1, " don hang")
        search_index.suspend(connection)
        _put(connection, 2, " hoa don")
        search_index.rebuild(connection)
        _put(connection, 3, " don moi")
        assert _indexed(connection, ("don",)) == [1, 2, 3]


def test_a_phrase_does_not_reach_into_the_next_part(database: Database) -> None:
    with database.altering() as connection, connection.begin():
        _put(connection, 1, search_text(("đơn hàng", "mới")))
        assert _indexed(connection, ("don", "hang")) == [1]
        assert _indexed(connection, ("hang", "moi")) == []


def test_counting_ends_at_its_limit(database: Database) -> None:
    with database.altering() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            for serial in range(1, 6):
                _put(connection, serial, " don")
            assert search_index.count_up_to(connection, ("do",), 3) == 3
            assert search_index.count_up_to(connection, ("do",), 9) == 5


@pytest.mark.parametrize("word", ["a" * 40_000, "đ" * 9_000])
def test_a_word_too_long_for_the_index_is_found_by_reading(database: Database, word: str) -> None:
    phrase = tokens(word)
    with database.altering() as connection, connection.begin():
        _put(connection, 1, search_text((word,)))
        assert not search_index.serves(phrase, connection.dialect.name)
        assert _indexed(connection, phrase) == [1]


def test_trigrams_serve_where_the_server_has_them(database: Database) -> None:
    with database.reading() as connection:
        if connection.dialect.name == "postgresql":
            known = connection.exec_driver_sql(
                "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"
            ).scalar()
            names = {index["name"] for index in inspect(connection).get_indexes("ticket_text")}
            assert ("ix_ticket_text_search_trigrams" in names) is bool(known)


def test_an_index_can_be_taken_away_and_made_again(database: Database) -> None:
    with database.altering() as connection, connection.begin():
        search_index.drop(connection)
        _put(connection, 1, " don hang")
        search_index.create(connection)
        search_index.rebuild(connection)
        assert _indexed(connection, ("don",)) == [1]
        connection.rollback()
