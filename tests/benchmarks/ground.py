"""The only place for what is measured on: a filled database that is made once and kept."""

import hashlib
import inspect
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.bootstrap import DeskRequest, OpenDesk, init_database, open_desk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import DEFAULT_SORT, FilterSpec, Node, SortKey, all_of
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.services import (
    fill,
    fill_custom,
    fill_people,
    fill_rows,
    fill_tickets,
    fill_words,
)
from helpdesk_desktop.storage import list_indexes, schema, search_index
from helpdesk_desktop.storage.compiled_sql import CompiledSql
from helpdesk_desktop.storage.custom import custom_value_rows
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import FileAddress, parse_database_url
from helpdesk_desktop.storage.dialects.driver import Purpose
from helpdesk_desktop.storage.dialects.sqlite import SqliteDriver
from helpdesk_desktop.storage.engine import open_database
from helpdesk_desktop.storage.lists.list_memory import Memory, memory_of
from helpdesk_desktop.storage.lists.list_plan import ListPlan

# Tickets of other ages and agents of other names would change figures from day to day.
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
_SEED = 7
# Whatever decides what the file holds.
_MAKERS = (
    fill, fill_custom, fill_people, fill_rows, fill_tickets, fill_words, custom_value_rows,
    list_indexes, schema, search_index
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """One filled database, its desk as its administrator sees it, and raw access beside it."""

    path: Path
    tickets: int
    folder: Path

    @cached_property
    def desk(self) -> OpenDesk:
        """The desk, as the window opens it."""
        return open_desk(self._request)

    @cached_property
    def database(self) -> Database:
        """Storage alone."""
        return open_database(parse_database_url(str(self.path)))

    @cached_property
    def raw(self) -> sqlite3.Connection:
        """The standard library's own connection, opened exactly as the program opens its own."""
        address = parse_database_url(str(self.path))
        if not isinstance(address, FileAddress):
            raise TypeError(address)
        return SqliteDriver(address).connect(Purpose.READ)

    @property
    def _request(self) -> DeskRequest:
        return DeskRequest(
            database=str(self.path), as_login="bench", time_zone="Asia/Ho_Chi_Minh", now=NOW
        )

    def question(self, *conditions: Node, sort: tuple[SortKey, ...] = DEFAULT_SORT) -> Question:
        """What the desk's administrator asks with these conditions."""
        spec = FilterSpec(filter=all_of(*conditions), sort=sort)
        clock = self.desk.clock
        return Question(spec, self.desk.viewer, self.desk.directory(), clock.now(), clock.zone)

    @cached_property
    def _memory(self) -> Memory:
        with self.desk.session.database.reading() as connection:
            return memory_of(connection)

    def forget_counts(self) -> None:
        """Let the desk know nothing that was counted before."""
        self._memory._counts.clear()
        for plan in self._memory._plans.values():
            plan.forget()

    def plan(self, question: Question) -> ListPlan:
        """The pieces of SQL of a question."""
        with self.database.reading() as connection:
            return ListPlan(question, connection.dialect)

    def asking(self, work: Callable[[Connection], Any]) -> Callable[[], Any]:
        """Work on one of the program's own connections, as a side of a measurement."""

        def side() -> Any:
            with self.database.reading(Cancellation()) as connection:
                return work(connection)

        return side

    def fetching(self, sql: CompiledSql) -> Callable[[], list[tuple[Any, ...]]]:
        """The statement by the standard library alone, as a side of a measurement."""
        return lambda: self.raw.execute(sql.text, sql.values).fetchall()

    def close(self) -> None:
        """Give every connection back."""
        self.desk.close()
        self.database.close()
        self.raw.close()


def prepare(folder: Path, tickets: int) -> Ground:
    """The kept database of so many tickets, made when there is none or its makers changed."""
    folder.mkdir(parents=True, exist_ok=True)
    _leave_the_person_alone(folder)
    name = f"bench-{tickets}"
    path = folder / f"{name}-{_fingerprint()}.db"
    if not path.exists():
        for older in folder.glob(f"{name}-*"):
            older.unlink()
        _make(path, tickets)
    return Ground(path, tickets, folder)


def _make(path: Path, tickets: int) -> None:
    made = path.with_suffix(".new")
    made.unlink(missing_ok=True)
    os.environ["USER"] = os.environ["LOGNAME"] = os.environ["LNAME"] = "bench"
    init_database(DeskRequest(database=str(made), now=NOW))
    database = open_database(parse_database_url(str(made)))
    began = time.perf_counter()
    fill.fill(
        database,
        tickets=tickets,
        seed=_SEED,
        now=NOW,
        progress=_say,
        cancel=Cancellation(),
    )
    database.close()
    sys.stderr.write(f"\rfilled {tickets:,} tickets in {time.perf_counter() - began:.1f} s\n")
    made.rename(path)


def _say(done: int, steps: int) -> None:
    sys.stderr.write(f"\rfilling {100 * done // steps} %")
    sys.stderr.flush()


def _fingerprint() -> str:
    told = "".join(inspect.getsource(module) for module in _MAKERS)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _leave_the_person_alone(folder: Path) -> None:
    # Settings and drafts of whoever measures are neither read nor written.
    home = folder / "home"
    home.mkdir(exist_ok=True)
    for name in [name for name in os.environ if name.startswith("HELPDESK_")]:
        del os.environ[name]
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(home)
    for name, part in (
        ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
    ):  # fmt: skip
        os.environ[name] = str(home / part)
