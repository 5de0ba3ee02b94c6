"""`backup`, `check` and `doctor` of a server that hangs, as scripts of IT meet them."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
import pymysql
import pytest

from tests.builders import ensure_administrator
from tests.servers import RunningServer

_PATIENCE_S = 2
# With the program's start, on a machine that has other things to do.
_MOST_S = 40


@contextmanager
def _asking(server: RunningServer, database: str) -> Iterator[Any]:
    """A cursor on the server, in a transaction of its own."""
    options: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "user": server.user}
    if server.engine == "postgres":
        with psycopg.connect(dbname=database, **options) as connection:
            yield connection.cursor()
            connection.rollback()
    else:
        made = pymysql.connect(database=database, **options)
        with made.cursor() as cursor:
            yield cursor
        made.close()


@contextmanager
def _held(server: RunningServer, database: str) -> Iterator[None]:
    """Nobody reads the tickets meanwhile: a dump comes as far as them."""
    with _asking(server, database) as cursor:
        if server.engine == "postgres":
            cursor.execute("LOCK TABLE ticket IN ACCESS EXCLUSIVE MODE")
        else:
            cursor.execute("LOCK TABLES ticket WRITE")
        yield


def _wait_for_dump(server: RunningServer, database: str, program: "subprocess.Popen[str]") -> None:
    waiting = {
        "postgres": "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg_dump'"
        " AND wait_event_type = 'Lock'",
        "mariadb": "SELECT count(*) FROM information_schema.processlist"
        " WHERE state LIKE '%metadata lock%'",
    }[server.engine]
    deadline = time.monotonic() + _MOST_S
    while True:
        with _asking(server, database) as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < deadline


def _started(url: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "helpdesk_desktop.cli", "--database", url, "--as", "boss", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_server_that_hangs_in_the_middle_of_a_dump_is_told_and_costs_no_backup(
    mortal_server: RunningServer, mortal_url: str, tmp_path: Path
) -> None:
    ensure_administrator(mortal_url)
    database = mortal_url.rpartition("/")[2]
    target = tmp_path / "a.dump"
    target.write_text("the backup of yesterday")
    words = ("backup", str(target), "--force", "--timeout", str(_PATIENCE_S), "--json")
    for fault in (nullcontext, mortal_server.frozen):  # waits for a lock; gets no answer at all
        with _held(mortal_server, database):
            program = _started(mortal_url, *words)
            _wait_for_dump(mortal_server, database, program)
            with fault():
                out, said = program.communicate(timeout=_MOST_S)
        assert program.returncode == 3, said
        assert json.loads(out)["error"]["code"] == "unavailable"
        assert f"{_PATIENCE_S} seconds" in said
        assert len(said.splitlines()) == 1
        assert [one.name for one in tmp_path.iterdir()] == ["a.dump"]
        assert target.read_text() == "the backup of yesterday"


def test_a_server_that_hangs_from_the_start_is_told(
    mortal_server: RunningServer, mortal_url: str, tmp_path: Path
) -> None:
    ensure_administrator(mortal_url)
    with mortal_server.frozen():
        started = {
            word: _started(mortal_url, word, *more, "--json")
            for word, more in (
                ("backup", [str(tmp_path / "a.dump")]),
                ("check", []),
                ("doctor", []),
            )
        }
        heard = {word: one.communicate(timeout=_MOST_S) for word, one in started.items()}
    for word in ("backup", "check"):
        out, said = heard[word]
        assert started[word].returncode == 3, said
        assert json.loads(out)["error"]["code"] == "unavailable"
        assert "did not answer in time" in said
    assert started["doctor"].returncode == 1
    checks = json.loads(heard["doctor"][0])["checks"]
    assert [one for one in checks if one["state"] == "fault" and "did not answer" in one["message"]]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("word", ["0", "-1", "soon", "86401"])
def test_a_patience_that_is_none_is_refused(tmp_path: Path, word: str) -> None:
    address = "postgresql://desk@db.example.org/desk"
    program = _started(address, "backup", str(tmp_path), "--timeout", word)
    _, said = program.communicate(timeout=_MOST_S)
    assert program.returncode == 2
    assert "--timeout" in said
