"""A walk on trial goes on as long as it may be the shorter way, by a clock that the test turns."""

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.storage.compiled_sql import CompiledSql
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists import walk_trial
from helpdesk_desktop.storage.lists.walk_trial import Walk, timed, within
from tests.turned_clock import turn_clock

_NUMBERS = (
    "WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n"
)


def _numbers(first: int, last: int) -> CompiledSql:
    return CompiledSql(_NUMBERS, (first, last))


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.reading() as found:
        if found.dialect.name != "sqlite":
            pytest.skip("only SQLite is steered")
        yield found


def _walk(connection: Connection, wanted: int, *statements: CompiledSql) -> Walk:
    return Walk(connection, lambda: iter(statements), wanted)


def test_a_walk_that_ends_before_anybody_looks_at_it_is_whole(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 0.5)
    walk = _walk(connection, 5, _numbers(1, 9))
    assert walk.tried(1_000.0, 0.0) == [1, 2, 3, 4, 5]
    assert (walk.likely_ms, walk.is_sure, walk.looked_ms) == (float("inf"), False, 1_000.0)


def test_what_is_not_there_is_not_waited_for(connection: Connection) -> None:
    walk = _walk(connection, 50, _numbers(1, 3), _numbers(7, 8))
    assert walk.tried(1_000.0, 1_000.0) == [1, 2, 3, 7, 8]
    assert walk.to_the_end() == [1, 2, 3, 7, 8]


def test_a_walk_of_several_parts_ends_with_the_part_that_fills_it(connection: Connection) -> None:
    def parts() -> Iterator[CompiledSql]:
        yield _numbers(1, 3)
        yield _numbers(7, 20)
        raise AssertionError("nobody needs a third part")

    walk = Walk(connection, parts, 5)
    assert walk.to_the_end() == walk.tried(1_000.0, 1_000.0) == [1, 2, 3, 7, 8]


def test_a_walk_goes_on_while_the_rest_of_it_seems_short(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = turn_clock(monkeypatch, 0.1)
    walk = _walk(connection, 400, _numbers(1, 1_000))
    assert walk.tried(2.0, 1_000.0) == list(range(1, 401))
    assert walk.is_sure
    # As evenly as these numbers lie, the guess is near what it took in all.
    assert walk.likely_ms == pytest.approx(clock.now_ms, rel=0.1)


def test_a_walk_is_given_up_at_the_look_that_says_it_is_long(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = turn_clock(monkeypatch, 0.1)
    walk = _walk(connection, 100_000, _numbers(1, 200_000))
    assert walk.tried(2.0, 50.0) is None
    assert clock.now_ms < 3.0
    assert walk.is_sure
    assert walk.likely_ms > 50.0


def test_a_walk_that_found_next_to_nothing_is_sure_of_nothing(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 0.3)
    walk = _walk(connection, 100, _numbers(1, 200))
    assert walk.tried(1.0, 5.0) is None
    assert not walk.is_sure


def test_a_walk_that_stays_near_its_end_is_given_up_all_the_same(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = turn_clock(monkeypatch, 0.1)
    # 99 of 100 at once, and then none for ever.
    rest = CompiledSql(f"{_NUMBERS} WHERE i < 100", (1, 10_000_000))
    walk = _walk(connection, 100, rest)
    assert walk.tried(5.0, 10.0) is None
    assert 20.0 < clock.now_ms < 21.0


def test_parts_of_few_steps_have_one_purse(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 0.2, stride=10_000)
    walk = _walk(connection, 1_000, *(_numbers(one, one) for one in range(300)))
    assert walk.tried(0.0, 3.0) is None


def test_a_pause_in_between_is_left_out(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = turn_clock(monkeypatch, 0.01)

    def paused() -> float:
        if clock.looks == 30:
            clock.now_ms += 60.0
        return clock()

    monkeypatch.setattr(walk_trial, "clock", paused)
    walk = _walk(connection, 400, _numbers(1, 1_000))
    assert walk.tried(0.5, 10.0) == list(range(1, 401))
    assert clock.now_ms > 60.0
    assert walk.likely_ms < 10.0


def test_pauses_without_end_are_none(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = turn_clock(monkeypatch, 100.0)
    found, took_ms = within(connection, _walk(connection, 9_999, _long()).to_the_end, 80.0)
    assert found is None
    assert clock.now_ms == 800.0
    assert took_ms == pytest.approx(7 * 0.3)


def _long() -> CompiledSql:
    return _numbers(1, 10_000)


def test_work_within_its_time_gives_what_it_gives(connection: Connection) -> None:
    found, took_ms = within(connection, _walk(connection, 3, _long()).to_the_end, 60_000.0)
    assert found == [1, 2, 3]
    assert took_ms > 0.0


def test_work_without_a_limit_is_measured(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = turn_clock(monkeypatch, 0.25)
    found, took_ms = timed(connection, _walk(connection, 9, _numbers(1, 9)).to_the_end)
    assert found == list(range(1, 10))
    assert took_ms == clock.now_ms - 0.25


def test_nothing_is_given_up_after_the_trial(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 1_000_000.0)
    walk = _walk(connection, 9_999, _long())
    assert walk.tried(0.0, 0.0) is None
    assert len(walk.to_the_end()) == 9_999


def test_what_somebody_else_ends_is_not_taken_for_a_long_walk(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = Cancellation()
    clock = turn_clock(monkeypatch, 0.0)

    def called_off() -> float:
        if clock.looks == 3:
            cancel.request()
        return clock()

    monkeypatch.setattr(walk_trial, "clock", called_off)
    if database.dialect_name != "sqlite":
        pytest.skip("only SQLite is steered")
    with pytest.raises(Cancelled), database.reading(cancel) as connection:
        _walk(connection, 9_999, _long()).tried(1_000.0, 1_000.0)


def test_a_question_that_cannot_be_asked_is_not_taken_for_a_long_one(
    connection: Connection,
) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        _walk(connection, 1, CompiledSql("SELECT 1 FROM nowhere", ())).tried(0.0, 0.0)


def test_a_server_is_not_steered(database: Database) -> None:
    with database.reading() as connection:
        if connection.dialect.name == "sqlite":
            pytest.skip("SQLite is")
        with pytest.raises(TypeError, match="SQLite"):
            _walk(connection, 1, CompiledSql("SELECT 1", ())).tried(0.0, 0.0)
