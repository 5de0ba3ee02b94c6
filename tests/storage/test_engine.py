"""Opening, reading, writing, interrupting: on every engine, with real servers."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DataError

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, NotFound, Unavailable
from helpdesk_desktop.storage import database as database_module
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.dialects import mariadb, postgresql, sqlite
from helpdesk_desktop.storage.dialects.driver import Purpose
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.schema import counter, role, ticket_type
from tests.databases import ServerDatabases

_ROLES = select(func.count()).select_from(role)
# Runs for minutes unless it is ended, and does nothing a planner could leave out.
_ENDLESS = {
    "sqlite": (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) "
        "SELECT count(*) FROM n"
    ),
    "postgresql": "SELECT count(*) FROM generate_series(1, 20000000000)",
    "mariadb": "SELECT sum(a.seq * b.seq) FROM seq_1_to_1000000 a, seq_1_to_1000000 b",
}


@pytest.fixture
def other_thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def _tick(connection: Connection) -> int:
    connection.execute(counter.update().values(n=counter.c.n + 1))
    number: int = connection.execute(select(counter.c.n)).scalar_one()
    return number


def _run_endless(database: Database, cancel: Cancellation, began: threading.Event) -> None:
    with database.reading(cancel) as connection:
        began.set()
        connection.execute(text(_ENDLESS[database.dialect_name])).all()


def _wait_until_running(database: Database, began: threading.Event) -> None:
    """Until the server, or for a file the driver, is in the statement."""
    assert began.wait(10)
    if database.dialect_name == "sqlite":
        began.clear()
        began.wait(0.05)  # nothing tells that a file's statement has begun
        return
    asking = {
        "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' "
        "AND query LIKE '%generate_series%' AND pid <> pg_backend_pid()",
        "mariadb": "SELECT count(*) FROM information_schema.processlist WHERE state <> '' "
        "AND info LIKE '%seq_1_to%' AND id <> connection_id()",
    }[database.dialect_name]
    with database.reading() as connection:
        while not connection.execute(text(asking)).scalar():
            pass


def test_a_new_database_has_the_first_rows(empty_database_url: str) -> None:
    address = parse_database_url(empty_database_url)
    assert create_database(address)
    database = open_database(address)
    with database.reading() as connection:
        keys = connection.execute(select(role.c.key).order_by(role.c.id)).scalars().all()
        types = connection.execute(select(ticket_type.c.id, ticket_type.c.key)).all()
        assert keys == ["administrator", "supervisor", "agent"]
        assert sorted(types) == [(1, "question"), (2, "problem"), (3, "random"), (4, "mission")]
        assert connection.execute(select(counter.c.n)).scalar_one() == 0
    database.close()


def test_making_a_database_twice_leaves_it_as_it_is(empty_database_url: str) -> None:
    address = parse_database_url(empty_database_url)
    create_database(address)
    database = open_database(address)
    database.write(_tick)
    assert not create_database(address)
    with database.reading() as connection:
        assert connection.execute(select(counter.c.n)).scalar_one() == 1
    database.close()


def test_opening_where_no_database_was_made_says_so(empty_database_url: str) -> None:
    with pytest.raises(Unavailable) as caught:
        open_database(parse_database_url(empty_database_url))
    assert caught.value.key == "no_database"


def test_rows_count_on_from_the_first_ones(database: Database) -> None:
    new = {"key": "x", "name": "X", "position": 9, "is_retired": 0, "version": 1}
    given = database.write(lambda connection: connection.execute(ticket_type.insert(), new))
    assert given.inserted_primary_key is not None
    assert given.inserted_primary_key[0] == 5


def test_the_place_of_a_database_has_no_password(database: Database) -> None:
    assert database.place
    assert "password" not in database.place


def test_a_write_is_gone_when_its_work_fails(database: Database) -> None:
    def work(connection: Connection) -> None:
        _tick(connection)
        raise NotFound("gone", what="x")

    with pytest.raises(NotFound):
        database.write(work)
    with database.reading() as connection:
        assert connection.execute(select(counter.c.n)).scalar_one() == 0


def test_a_reading_connection_refuses_to_write(database: Database) -> None:
    with pytest.raises(Unavailable) as caught, database.reading() as connection:
        _tick(connection)
    assert caught.value.key == "read_only"


def test_a_running_statement_ends_when_it_is_called_off(
    database: Database, other_thread: ThreadPoolExecutor
) -> None:
    cancel, began = Cancellation(), threading.Event()
    running: Future[None] = other_thread.submit(_run_endless, database, cancel, began)
    _wait_until_running(database, began)
    asked = time.monotonic()
    cancel.request()
    with pytest.raises(Cancelled):
        running.result(15)
    assert time.monotonic() - asked < 5


def test_the_connection_of_an_interrupted_statement_answers_again(
    database: Database, other_thread: ThreadPoolExecutor
) -> None:
    for _ in range(3):
        cancel, began = Cancellation(), threading.Event()
        running: Future[None] = other_thread.submit(_run_endless, database, cancel, began)
        _wait_until_running(database, began)
        cancel.request()
        with pytest.raises(Cancelled):
            running.result(15)
        with database.reading() as connection:
            assert connection.execute(select(counter.c.n)).scalar_one() == 0


def test_an_interrupt_that_comes_too_late_ends_no_later_statement(database: Database) -> None:
    cancel = Cancellation()
    with database.reading(cancel) as connection:
        connection.execute(select(counter.c.n)).all()
        cancel.request()
    for _ in range(3):
        with database.reading() as connection:
            assert connection.execute(select(counter.c.n)).scalar_one() == 0


def test_nothing_is_asked_once_it_is_called_off(database: Database) -> None:
    cancel = Cancellation()
    with pytest.raises(Cancelled), database.reading(cancel) as connection:  # noqa: PT012  # the second statement must fail
        connection.execute(select(counter.c.n)).all()
        cancel.request()
        connection.execute(select(counter.c.n)).all()


_WAITING_FOR_A_LOCK = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def _until_a_lock_is_waited_for(database: Database) -> None:
    # PostgreSQL calls off what runs: a statement that arrives after the call waits on.
    deadline = time.monotonic() + 10
    asked = text(_WAITING_FOR_A_LOCK)
    with database.reading() as connection:
        while not connection.scalar(asked):
            assert time.monotonic() < deadline
            threading.Event().wait(0.02)


def test_a_write_that_waits_for_a_lock_saves_nothing_once_it_is_called_off(
    database_url: str, other_thread: ThreadPoolExecutor
) -> None:
    address = parse_database_url(database_url)
    holder, waiter = open_database(address), open_database(address)
    held, let_go, waits = threading.Event(), threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        _tick(connection)
        held.set()
        let_go.wait(30)

    def write(connection: Connection) -> int:
        waits.set()
        return _tick(connection)

    cancel = Cancellation()
    with ThreadPoolExecutor(1) as third:
        holding = other_thread.submit(holder.write, hold)
        assert held.wait(10)
        waiting = third.submit(waiter.write, write, cancel)
        if waiter.dialect_name != "sqlite":  # where the lock is taken before the work begins
            assert waits.wait(10)
        if waiter.dialect_name == "postgresql":
            _until_a_lock_is_waited_for(holder)
        cancel.request()
        if waiter.dialect_name != "sqlite":
            with pytest.raises(Cancelled):
                waiting.result(4)  # less than the wait for the lock
        let_go.set()
        with pytest.raises(Cancelled):
            waiting.result(20)
        holding.result(10)
    assert waiter.write(_tick) == 2, "the connection of the write that was called off is of use"
    holder.close()
    waiter.close()


def test_a_write_called_off_while_it_waits_in_vain_was_called_off(
    database_url: str, other_thread: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (database_module, sqlite):
        monkeypatch.setattr(module, "LOCK_TIMEOUT_S", 1)
    address = parse_database_url(database_url)
    holder, waiter = open_database(address), open_database(address)
    held, let_go = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        _tick(connection)
        held.set()
        let_go.wait(30)

    cancel = Cancellation()
    holding = other_thread.submit(holder.write, hold)
    assert held.wait(10)
    cancel.request()
    with pytest.raises(Cancelled):
        waiter.write(_tick, cancel)
    let_go.set()
    holding.result(10)
    holder.close()
    waiter.close()


def test_calling_off_at_the_last_moment_saves_nothing_and_after_it_comes_too_late(
    database: Database,
) -> None:
    cancel = Cancellation()

    def work(connection: Connection) -> None:
        _tick(connection)
        cancel.request()

    with pytest.raises(Cancelled):
        database.write(work, cancel)
    late = Cancellation()
    assert database.write(_tick, late) == 1
    late.request()
    assert database.write(_tick) == 2


def test_closing_ends_what_is_being_read(
    database: Database, other_thread: ThreadPoolExecutor
) -> None:
    began = threading.Event()
    running: Future[None] = other_thread.submit(_run_endless, database, Cancellation(), began)
    _wait_until_running(database, began)
    database.close()
    with pytest.raises(Cancelled):
        running.result(15)
    with pytest.raises(Cancelled), database.reading():
        pass
    with pytest.raises(Cancelled):
        database.write(_tick)


def test_eight_writers_at_once_lose_nothing(database_url: str) -> None:
    address = parse_database_url(database_url)
    databases = [open_database(address) for _ in range(4)]

    def write_many(database: Database) -> list[int]:
        return [database.write(_tick) for _ in range(10)]

    with ThreadPoolExecutor(8) as executor:
        numbers = [n for some in executor.map(write_many, databases * 2) for n in some]
    assert sorted(numbers) == list(range(1, 81))
    for database in databases:
        database.close()


def _two_rows(database: Database, first: str, second: str) -> Callable[[Connection], None]:
    def work(connection: Connection) -> None:
        for key in (first, second):
            connection.execute(role.update().where(role.c.key == key).values(version=9))
            meeting.wait(0.3)

    meeting = threading.Event()
    assert database is not None
    return work


def test_a_deadlock_is_settled_by_running_one_of_the_two_again(
    database_url: str, other_thread: ThreadPoolExecutor
) -> None:
    address = parse_database_url(database_url)
    here, there = open_database(address), open_database(address)
    crossed = other_thread.submit(there.write, _two_rows(there, "agent", "supervisor"))
    here.write(_two_rows(here, "supervisor", "agent"))
    crossed.result(20)
    here.close()
    there.close()


def test_work_that_stays_in_the_way_is_reported_as_locked(
    database_url: str, other_thread: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (database_module, sqlite):  # 1 s where the program waits 5
        monkeypatch.setattr(module, "LOCK_TIMEOUT_S", 1)
    monkeypatch.setitem(postgresql._OPTIONS, "lock_timeout", "1s")
    shorter = mariadb._SESSION.replace("lock_wait_timeout=5", "lock_wait_timeout=1")
    monkeypatch.setattr(mariadb, "_SESSION", shorter)
    address = parse_database_url(database_url)
    holder, waiter = open_database(address), open_database(address)
    held, let_go = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        _tick(connection)
        held.set()
        let_go.wait(30)

    holding = other_thread.submit(holder.write, hold)
    assert held.wait(10)
    began = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        waiter.write(_tick)
    let_go.set()
    holding.result(10)
    assert caught.value.key == "locked"
    assert 0.9 < time.monotonic() - began < 4
    holder.close()
    waiter.close()


_WHO = {"postgresql": "SELECT pg_backend_pid()", "mariadb": "SELECT connection_id()"}
_END = {"postgresql": "SELECT pg_terminate_backend({})", "mariadb": "KILL {}"}


def _end_connection(database: Database, number: object) -> None:
    statement = _END[database.dialect_name].format(number)
    database.write(lambda connection: connection.execute(text(statement)))


def _number_of(connection: Connection) -> object:
    return connection.execute(text(_WHO[connection.dialect.name])).scalar_one()


@pytest.fixture
def pair(server_databases: ServerDatabases) -> Iterator[list[Database]]:
    """One database of a server, opened twice."""
    migrated = server_databases.migrated
    opened = [open_database(parse_database_url(migrated.url)) for _ in range(2)]
    yield opened
    for database in opened:
        database.close()
    migrated.empty()


def test_a_connection_that_the_server_ended_is_replaced_for_a_write(pair: list[Database]) -> None:
    database, other = pair
    database.write(_tick)
    _end_connection(other, database.write(_number_of))
    assert database.write(_tick) == 2


def test_a_connection_that_ended_while_it_rested_is_replaced_for_a_read(
    pair: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_RESTED_S", 0.0)
    database, other = pair
    for _ in range(2):  # the first was alive when it was asked, the second is not
        with database.reading() as connection:
            number = _number_of(connection)
    _end_connection(other, number)
    with database.reading() as connection:
        assert connection.execute(select(counter.c.n)).scalar_one() == 0


def test_a_connection_that_ends_while_it_is_read_is_lost(pair: list[Database]) -> None:
    database, other = pair
    with pytest.raises(Unavailable) as caught, database.reading() as connection:  # noqa: PT012  # the second statement must fail
        _end_connection(other, _number_of(connection))
        connection.execute(select(counter.c.n)).all()
    assert caught.value.key == "connection_lost"


def test_a_save_whose_answer_is_lost_is_not_said_to_have_failed(pair: list[Database]) -> None:
    database, other = pair
    runs = []

    def work(connection: Connection) -> None:
        runs.append(_tick(connection))
        _end_connection(other, _number_of(connection))

    with pytest.raises(Unavailable) as caught:
        database.write(work)
    assert caught.value.key == "save_unconfirmed"
    assert runs == [1]


def test_ending_what_has_ended_does_nothing(pair: list[Database]) -> None:
    driver = pair[0]._driver
    connection = driver.connect(Purpose.READ)
    interrupt = driver.interrupter(connection)
    assert driver.is_alive(connection)
    connection.close()
    interrupt()
    assert not driver.is_alive(connection)


def test_a_session_is_set_up_alike_everywhere(database: Database) -> None:
    with database.reading() as connection:
        one = connection.execute
        if database.dialect_name == "sqlite":
            assert one(text("PRAGMA foreign_keys")).scalar() == 1
            assert one(text("PRAGMA journal_mode")).scalar() == "wal"
            assert one(text("PRAGMA synchronous")).scalar() == 1
        elif database.dialect_name == "postgresql":
            assert one(text("SHOW timezone")).scalar() == "UTC"
            assert one(text("SHOW statement_timeout")).scalar() == "20s"
        else:
            assert one(text("SELECT @@session.time_zone")).scalar() == "+00:00"
            assert "STRICT_ALL_TABLES" in one(text("SELECT @@session.sql_mode")).scalar_one()
            assert one(text("SELECT @@session.group_concat_max_len")).scalar() == 1 << 30
            assert one(text("SELECT @@session.tx_isolation")).scalar() == "READ-COMMITTED"
            assert one(text("SELECT @@session.collation_connection")).scalar() == (
                "utf8mb4_nopad_bin"
            )


def test_a_text_that_is_too_long_is_never_cut(database: Database) -> None:
    if database.dialect_name == "sqlite":
        return  # has no lengths: the domain's rules keep them
    with pytest.raises(DataError, match=r"(?i)too long"):
        database.write(
            lambda connection: connection.execute(ticket_type.update().values(name="x" * 201))
        )


@pytest.mark.parametrize("is_replaced", [False, True])
def test_nothing_is_saved_into_a_file_that_has_lost_its_name(
    tmp_path: Path, *, is_replaced: bool
) -> None:
    path = tmp_path / "desk.db"
    address = parse_database_url(str(path))
    create_database(address)
    database = open_database(address)
    moved = path.rename(tmp_path / "elsewhere.db")
    if is_replaced:
        create_database(address)
    with pytest.raises(Unavailable) as refusal:
        database.write(lambda connection: connection.execute(_ROLES).scalar())
    assert refusal.value.key == "file_gone"
    with pytest.raises(Unavailable), database.reading() as connection:
        connection.execute(_ROLES)
    path.unlink(missing_ok=True)
    moved.rename(path)
    # It is back under its name: work goes on.
    assert database.write(lambda connection: connection.execute(_ROLES).scalar()) == 3
    database.close()
