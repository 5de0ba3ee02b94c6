"""The only place that gives up a question of SQLite's for the time it takes.

A walk that finds a page soon costs no more than the page itself, whatever else there is to know: so
it is tried, and given up once what it has found so far says that the rest takes longer than another
way would. The clock tells, not the steps of SQLite's machine: of those a millisecond holds 70,000
along an index and 6,000 over wide rows. What other programs take meanwhile says nothing of either
way, so a pause is left out.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy import Connection

from helpdesk_desktop.storage.compiled_sql import CompiledSql, gather

T = TypeVar("T")

# How many steps lie between two looks at the clock: 0.02 ms along an index, 0.2 over wide rows; and
# how many strides, where nothing depends on the row that is reached.
_STRIDE = 1_000
_LONG_STRIDES = 10
# What took longer between two looks was a pause; but a disk that sleeps pauses for every stride.
_LONGEST_STRIDE_MS = 0.3
_PAUSED_SHARE = 8
# So many matches tell well enough how thick they lie.
_SURE = 8

clock = time.perf_counter


class Stopwatch:
    """How long something takes, pauses left out."""

    def __init__(self, strides: int = 1) -> None:
        self._began = self._looked = clock()
        self._longest_ms = _LONGEST_STRIDE_MS * strides
        self.spent_ms = 0.0

    def look(self) -> float:
        """So many milliseconds up to now."""
        now = clock()
        self.spent_ms += min((now - self._looked) * 1_000, self._longest_ms)
        self._looked = now
        return self.spent_ms

    def is_past(self, most_ms: float) -> bool:
        """Whether it took longer than that, or many times that with all pauses."""
        with_pauses_ms = (self._looked - self._began) * 1_000
        return self.spent_ms > most_ms or with_pauses_ms > most_ms * _PAUSED_SHARE


def within(connection: Connection, work: Callable[[], T], most_ms: float) -> tuple[T | None, float]:
    """What the work gives, which reads by this connection, and how long it took.

    None where it takes longer than that.
    """
    watch = Stopwatch(_LONG_STRIDES)

    def is_over() -> bool:
        watch.look()
        return watch.is_past(most_ms)

    try:
        return _until(connection, is_over, work, _LONG_STRIDES), watch.look()
    except _GivenUp:
        return None, watch.spent_ms


def timed(connection: Connection, work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and how long it took, however long."""
    watch = Stopwatch(_LONG_STRIDES)

    def look() -> bool:
        watch.look()
        return False

    return _until(connection, look, work, _LONG_STRIDES), watch.look()


class Walk:
    """The first serials along an order, by one statement or several that follow each other.

    `likely_ms`: how long it will take in all, as the last trial had it; `is_sure`: of enough that
    the trial found; `looked_ms`: after so long a look.
    """

    def __init__(
        self,
        connection: Connection,
        statements: Callable[[], Iterator[CompiledSql]],
        wanted: int,
    ) -> None:
        self._connection = connection
        self._statements = statements
        self._wanted = wanted
        self.likely_ms = float("inf")
        self.is_sure = False
        self.looked_ms = 0.0

    def to_the_end(self) -> list[int]:
        """Every wanted serial, or all there are."""
        found: list[int] = []
        for sql in self._statements():
            gather(self._connection, sql, found, self._wanted)
            if len(found) == self._wanted:
                break
        return found

    def tried(self, look_ms: float, most_ms: float) -> list[int] | None:
        """The same; None as soon as, after a look at it, it seems to need `most_ms` more.

        What it finds may lie unevenly, so twice as long is the end of it in any case.
        """
        found: list[int] = []
        watch = Stopwatch()
        self.looked_ms = look_ms

        def is_over() -> bool:
            spent_ms = watch.look()
            if spent_ms < look_ms:
                return False
            self.likely_ms = spent_ms * self._wanted / (len(found) + 1)
            self.is_sure = len(found) >= _SURE
            return watch.is_past(2 * most_ms) or self.likely_ms - spent_ms > most_ms

        def walk() -> list[int]:
            for place, sql in enumerate(self._statements()):
                # A statement of few steps ends before anybody looks at the clock.
                if place and is_over():
                    raise _GivenUp
                gather(self._connection, sql, found, self._wanted)
                if len(found) == self._wanted:
                    break
            return found

        try:
            return _until(self._connection, is_over, walk)
        except _GivenUp:
            return None


class _GivenUp(Exception):
    """It takes too long."""


def _until(
    connection: Connection, is_over: Callable[[], bool], work: Callable[[], T], strides: int = 1
) -> T:
    driver_connection = connection.connection.driver_connection
    if not isinstance(driver_connection, sqlite3.Connection):
        raise TypeError("only SQLite is steered")
    is_stopped = False

    def stop() -> int:
        nonlocal is_stopped
        is_stopped = is_over()
        return int(is_stopped)

    driver_connection.set_progress_handler(stop, _STRIDE * strides)
    try:
        return work()
    except sqlite3.OperationalError:
        if not is_stopped:
            raise
        raise _GivenUp from None
    finally:
        driver_connection.set_progress_handler(None, 0)
