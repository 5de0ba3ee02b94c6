"""What goes wrong on real servers and files, and as what it leaves storage."""

import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote

import psycopg
import pymysql
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from helpdesk_desktop.domain.errors import Damaged, HelpdeskError, NotAllowed, Unavailable
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.dialects import mariadb, postgresql
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.failures import (
    connect_error,
    domain_error,
    file_error,
    is_interruption,
    is_overtaken,
    is_retryable,
)
from helpdesk_desktop.storage.schema import counter
from tests.servers import PASSWORD, PASSWORD_USER, ServerPlace, free_port

_BUSY_USER = "busy desk"


def _refused(url: str, password: str | None = None) -> HelpdeskError:
    with pytest.raises(HelpdeskError) as caught:
        open_database(parse_database_url(url), password=password)
    assert PASSWORD not in caught.value.message
    assert PASSWORD not in repr(caught.value.__cause__)
    return caught.value


def _url(place: ServerPlace, user: str, database: str) -> str:
    scheme = "postgresql" if place.engine == "postgres" else "mariadb"
    return f"{scheme}://{quote(user, safe='')}@127.0.0.1:{place.port}/{database}"


def _existing(place: ServerPlace) -> str:
    return "postgres" if place.engine == "postgres" else "information_schema"


def test_a_wrong_password_is_said_to_be_wrong(server_place: ServerPlace) -> None:
    error = _refused(_url(server_place, PASSWORD_USER, _existing(server_place)), "not it")
    assert (type(error), error.key) == (Unavailable, "wrong_password")
    assert PASSWORD_USER in error.message


def test_an_unknown_user_gets_the_words_of_a_wrong_password(server_place: ServerPlace) -> None:
    error = _refused(_url(server_place, "nobody-of-us", _existing(server_place)), "x")
    assert error.key == "wrong_password"


def test_a_missing_password_is_asked_for_or_refused(server_place: ServerPlace) -> None:
    error = _refused(_url(server_place, PASSWORD_USER, _existing(server_place)))
    assert error.key == (
        "password_needed" if server_place.engine == "postgres" else "wrong_password"
    )


def test_the_right_password_opens_whatever_characters_it_has(server_place: ServerPlace) -> None:
    url = _url(server_place, PASSWORD_USER, _existing(server_place))
    # What is there is another program's, which only one who was let in can see.
    with pytest.raises(HelpdeskError) as caught:
        open_database(parse_database_url(url), password=PASSWORD)
    assert caught.value.key in {"foreign_database", "no_database"}
    with_password = url.replace("@127", f":{quote(PASSWORD, safe='')}@127")
    with pytest.raises(HelpdeskError) as caught:
        open_database(parse_database_url(with_password))
    assert caught.value.key in {"foreign_database", "no_database"}


def test_an_unknown_database_is_said_to_be_missing(server_place: ServerPlace) -> None:
    error = _refused(server_place.url_of("no_such_thing"))
    assert (type(error), error.key) == (Unavailable, "no_such_database")


def test_a_port_where_nothing_listens_is_unreachable(server_place: ServerPlace) -> None:
    url = server_place.url_of("x").replace(str(server_place.port), str(free_port()))
    error = _refused(url)
    assert (type(error), error.key) == (Unavailable, "unreachable")
    assert "connection refused" in error.message


def test_a_host_that_has_no_address_is_unreachable(server_engine: str) -> None:
    scheme = "postgresql" if server_engine == "postgres" else "mariadb"
    error = _refused(f"{scheme}://desk@nowhere.invalid/x")
    assert (type(error), error.key) == (Unavailable, "unreachable")
    assert "host name" in error.message


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_server_that_never_answers_is_given_up_in_time(
    server_engine: str, silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (postgresql, mariadb):
        monkeypatch.setattr(module, "CONNECT_TIMEOUT_S", 2)  # 5 in the program; 2 is libpq's least
    scheme = "postgresql" if server_engine == "postgres" else "mariadb"
    began = time.monotonic()
    error = _refused(f"{scheme}://desk@127.0.0.1:{silent_port}/x")
    assert time.monotonic() - began < 4
    assert (type(error), error.key) == (Unavailable, "unreachable")
    assert "in time" in error.message


def test_a_server_full_of_clients_says_so(server_place: ServerPlace) -> None:
    # An account of its own: the other worker's tests come by the one that all share.
    address = parse_database_url(_url(server_place, _BUSY_USER, _existing(server_place)))
    is_postgres = server_place.engine == "postgres"
    account = f'"{_BUSY_USER}"' if is_postgres else f"'{_BUSY_USER}'@'127.0.0.1'"
    _administer(
        server_place,
        f"CREATE ROLE {account} LOGIN CONNECTION LIMIT 0"
        if is_postgres
        else f"CREATE USER {account} WITH MAX_USER_CONNECTIONS 1",
    )
    try:
        held = (
            nullcontext()
            if is_postgres
            else pymysql.connect(host="127.0.0.1", port=server_place.port, user=_BUSY_USER)
        )
        with held, pytest.raises(Unavailable) as caught:
            open_database(address)
    finally:
        _administer(server_place, f"DROP {'ROLE' if is_postgres else 'USER'} {account}")
    assert caught.value.key == "too_many_clients"


def _administer(place: ServerPlace, statement: str) -> None:
    if place.engine == "postgres":
        with psycopg.connect(place.url_of("postgres"), autocommit=True) as admin:
            admin.execute(statement.encode())
    else:
        maria = pymysql.connect(host="127.0.0.1", port=place.port, user=place.user)
        with maria, maria.cursor() as cursor:
            cursor.execute(statement)


def test_an_account_without_rights_is_told_what_the_server_said(server_place: ServerPlace) -> None:
    url = _url(server_place, PASSWORD_USER, _existing(server_place))
    with pytest.raises(HelpdeskError) as caught:
        create_database(parse_database_url(url), password=PASSWORD)
    # PostgreSQL 15 lets nobody but the owner make tables; MariaDB's own schema is not ours.
    expected = NotAllowed if server_place.engine == "postgres" else HelpdeskError
    assert isinstance(caught.value, expected)


def test_a_bug_passes_through_untouched(database: Database) -> None:
    with pytest.raises(IntegrityError):
        database.write(
            lambda connection: connection.execute(counter.insert(), {"name": "ticket", "n": 1})
        )


def test_a_slow_statement_ends_at_the_servers_deadline(database: Database) -> None:
    slow = {
        "postgresql": ("SET statement_timeout = 100", "SELECT pg_sleep(20)"),
        "mariadb": (
            "SET max_statement_time = 0.1",
            "SELECT sum(a.seq * b.seq) FROM seq_1_to_1000000 a, seq_1_to_1000000 b",
        ),
    }.get(database.dialect_name)
    if slow is None:
        return  # a file has no server; its reads end by being called off
    with pytest.raises(Unavailable) as caught, database.reading() as connection:  # noqa: PT012  # the second statement must fail
        connection.execute(text(slow[0]))
        connection.execute(text(slow[1])).all()
    assert caught.value.key == "timed_out"


def test_a_full_disk_says_so_and_keeps_what_was_there(tmp_path: Path) -> None:
    address = parse_database_url(str(tmp_path / "small.db"))
    create_database(address)
    database = open_database(address)
    with pytest.raises(Unavailable) as caught:
        database.write(
            lambda connection: (
                connection.exec_driver_sql("PRAGMA max_page_count = 1"),
                [
                    connection.execute(counter.insert(), {"name": f"n{n}", "n": n})
                    for n in range(20_000)
                ],
            )
        )
    assert caught.value.key == "disk_full"
    with database.reading() as connection:
        assert connection.execute(counter.select()).all() == [("ticket", 0)]
    database.close()


@pytest.mark.parametrize(
    ("number", "key"),
    [(28, "disk_full"), (30, "read_only"), (5, "io_error"), (13, "unreadable"), (2, "unreadable")],
)
def test_the_systems_refusals_have_sentences(number: int, key: str) -> None:
    error = file_error(OSError(number, "No Luck"), "/x/y.db")
    assert error.key == key
    assert error.message


def _sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("said by the library")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind", "key"),
    [
        (sqlite3.SQLITE_BUSY, Unavailable, "locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Unavailable, "locked"),
        (sqlite3.SQLITE_IOERR_WRITE, Unavailable, "io_error"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, Unavailable, "read_only"),
        (sqlite3.SQLITE_CANTOPEN, Unavailable, "unreadable"),
        (sqlite3.SQLITE_CORRUPT_VTAB, Damaged, "damaged"),
        (sqlite3.SQLITE_NOTADB, Damaged, "damaged"),
        (sqlite3.SQLITE_INTERRUPT, Unavailable, "timed_out"),
    ],
)
def test_codes_of_sqlite_are_read_without_their_upper_bits(
    code: int, kind: type[HelpdeskError], key: str
) -> None:
    error = domain_error(_sqlite_error(code), "/x/y.db")
    assert error is not None
    assert (type(error), error.key) == (kind, key)
    assert error.message
    assert is_retryable(_sqlite_error(code)) == (key == "locked")
    assert is_interruption(_sqlite_error(code)) == (code == sqlite3.SQLITE_INTERRUPT)


@pytest.mark.parametrize(
    ("state", "kind", "key"),
    [
        ("40001", Unavailable, "locked"),
        ("40P01", Unavailable, "locked"),
        ("55P03", Unavailable, "locked"),
        ("57P01", Unavailable, "connection_lost"),
        ("08006", Unavailable, "connection_lost"),
        ("53100", Unavailable, "disk_full"),
        ("53300", Unavailable, "too_many_clients"),
        ("25006", Unavailable, "read_only"),
        ("42501", NotAllowed, "server_refused"),
        ("XX001", Damaged, "damaged"),
    ],
)
def test_states_of_postgresql_have_sentences(
    state: str, kind: type[HelpdeskError], key: str
) -> None:
    raised = psycopg.errors.lookup(state)("said by the server\nDETAIL: more")
    error = domain_error(raised, "u@h/d")
    assert error is not None
    assert (type(error), error.key) == (kind, key)
    assert "DETAIL" not in error.message
    assert is_retryable(raised) == (key == "locked")


@pytest.mark.parametrize(
    ("code", "kind", "key"),
    [
        (1213, Unavailable, "locked"),
        (1205, Unavailable, "locked"),
        (1047, Unavailable, "locked"),
        (2013, Unavailable, "connection_lost"),
        (1927, Unavailable, "connection_lost"),
        (1969, Unavailable, "timed_out"),
        (1317, Unavailable, "timed_out"),
        (1021, Unavailable, "disk_full"),
        (1290, Unavailable, "read_only"),
        (1142, NotAllowed, "server_refused"),
        (1034, Damaged, "damaged"),
    ],
)
def test_codes_of_mariadb_have_sentences(code: int, kind: type[HelpdeskError], key: str) -> None:
    raised = pymysql.err.OperationalError(code, "said by the server")
    error = domain_error(raised, "u@h/d")
    assert error is not None
    assert (type(error), error.key) == (kind, key)
    assert error.message
    assert is_retryable(raised) == (key == "locked")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (psycopg.errors.ForeignKeyViolation("gone"), True),
        (pymysql.err.IntegrityError(1452, "gone"), True),
        (pymysql.err.IntegrityError(1062, "Duplicate entry 'x' for key 'uq_team_key'"), True),
        (pymysql.err.IntegrityError(1062, "Duplicate entry 'x' for key 'uq_note_uid'"), False),
        (pymysql.err.OperationalError(1213, "deadlock"), False),
    ],
    ids=["postgres-gone", "mariadb-gone", "mariadb-name", "mariadb-uid", "mariadb-lock"],
)
def test_what_somebody_else_took_or_removed_first_is_found_by_a_second_run(
    raised: Exception, *, expected: bool
) -> None:
    assert is_overtaken(raised) is expected


def test_a_storage_engines_error_is_a_full_disk_when_it_says_so() -> None:
    full = pymysql.err.OperationalError(1030, 'Got error 28 "No space left" from storage engine')
    other = pymysql.err.OperationalError(1030, 'Got error 5 "I/O error" from storage engine')
    keys = [error.key for raised in (full, other) if (error := domain_error(raised, "x"))]
    assert keys == ["disk_full", "io_error"]


@pytest.mark.parametrize(
    "bug",
    [
        ValueError("x"),
        sqlite3.ProgrammingError("Cannot operate on a closed database."),
        psycopg.ProgrammingError("the query has 1 placeholder but 2 parameters were passed"),
        psycopg.errors.UniqueViolation("x"),
        pymysql.err.ProgrammingError(1064, "syntax"),
        pymysql.err.IntegrityError(1062, "duplicate"),
    ],
)
def test_bugs_have_no_sentence(bug: Exception) -> None:
    assert domain_error(bug, "x") is None
    assert not is_retryable(bug)
    assert not is_overtaken(bug)
    assert not is_interruption(bug)


def test_an_error_of_no_driver_while_connecting_is_a_bug() -> None:
    assert connect_error(ValueError("x"), "x") is None
