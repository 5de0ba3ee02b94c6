"""The only place for how a connection to an SQLite file is opened and interrupted.

The module itself begins no transaction (`isolation_level=None`): `storage.database` says BEGIN
IMMEDIATE for a write, since a reader that turns writer gets BUSY at once, whatever the time-out.
"""

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from typing_extensions import override

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.storage.change_watch import PollWatch
from helpdesk_desktop.storage.database_url import DialectName, FileAddress
from helpdesk_desktop.storage.dialects.driver import LOCK_TIMEOUT_S, Purpose

# 4 µs each; a change shows within 2 s however slow the list is read.
_WATCH_S = 0.5
_SESSION = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",
    # No memory mapping: mapped pages count as the program's own (250 MB after 30 jumps over
    # 1,000,000 tickets, 61 without), and lists are as quick from the system's page cache.
    "PRAGMA mmap_size = 0",
    # 16 MiB for each connection.
    "PRAGMA cache_size = -16384",
)
_BY_PURPOSE = {
    Purpose.READ: ("PRAGMA foreign_keys = ON", "PRAGMA query_only = ON"),
    Purpose.WRITE: ("PRAGMA foreign_keys = ON", "PRAGMA journal_mode = WAL"),
    # A table is changed by making it anew: its children must not notice. Checked before COMMIT.
    Purpose.SCHEMA: ("PRAGMA foreign_keys = OFF",),
}


_Identity: TypeAlias = tuple[int, int]


class _Opened(sqlite3.Connection):
    """A connection that says when it lets go of its file."""

    @override
    def close(self) -> None:
        super().close()
        with _open_lock:
            _open_here.pop(self, None)


_open_lock = threading.Lock()
_open_here: "weakref.WeakKeyDictionary[_Opened, _Identity | None]" = weakref.WeakKeyDictionary()


class SqliteDriver:
    """Connections to one file; never makes the file."""

    engine_url = "sqlite+pysqlite://"
    errors: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, address: FileAddress) -> None:
        self._path = address.path.absolute()
        self._uri = self._path.as_uri()
        self._identity: _Identity | None = None
        self.place = address.place

    @property
    def name(self) -> DialectName:
        """The dialect's name."""
        return "sqlite"

    def connect(self, purpose: Purpose) -> sqlite3.Connection:
        """A new connection; the file must be there.

        Raises:
            sqlite3.Error: `storage.failures` knows it.
        """
        # Before it is opened: a file that took its name in between is then known as another one.
        seen = self._seen()
        connection = sqlite3.connect(
            f"{self._uri}?mode=rw",
            uri=True,
            timeout=LOCK_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,  # the pool lends it to one thread at a time
            cached_statements=256,
            factory=_Opened,
        )
        with _open_lock:
            _open_here[connection] = seen
        try:
            for statement in (*_SESSION, *_BY_PURPOSE[purpose]):
                connection.execute(statement)
        except sqlite3.Error:
            connection.close()
            raise
        if self._identity is None:
            self._identity = seen
        return connection

    def check_place(self) -> None:
        """Let a statement begin only on the file that was opened.

        An open file lives on under no name once it is deleted: what is saved into it is lost, and
        nothing but this tells. 3 microseconds.

        Raises:
            Unavailable: `file_gone`, another file or none has its name.
        """
        if self._identity is not None and self._seen() != self._identity:
            raise Unavailable("file_gone", place=self.place)

    def _seen(self) -> _Identity | None:
        return _identity_of(self._path)

    def restore(self, connection: Any) -> None:
        """Nothing is undone."""

    def interrupter(self, connection: Any) -> Callable[[], None]:
        """`sqlite3.Connection.interrupt`: at once, from any thread."""
        interrupt: Callable[[], None] = connection.interrupt
        return interrupt

    def is_alive(self, connection: Any) -> bool:
        """A file does not hang up."""
        return connection is not None

    def watch(self) -> PollWatch:
        """Asks for the file's version, which rises with each commit of any other connection."""
        connection = self.connect(Purpose.READ)
        seen = _data_version(connection)

        def has_changed() -> bool:
            nonlocal seen
            before, seen = seen, _data_version(connection)
            return seen != before

        return PollWatch(_WATCH_S, has_changed, connection.close)


def is_open_here(path: Path) -> bool:
    """Whether this program has the file open: then nobody in it may open it but SQLite.

    POSIX takes away all locks of a program on a file when the program closes that file once,
    through whichever opening; others would then change it under SQLite.
    """
    identity = _identity_of(path)
    with _open_lock:
        return identity is not None and identity in _open_here.values()


def _identity_of(path: Path) -> _Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116  # each statement pays for it: no Path in between
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _data_version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)
