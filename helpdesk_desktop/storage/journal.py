"""The only place that keeps typed text on this machine: an SQLite file of its own.

Once `save` returns, a kill or a power cut loses nothing of it: every save is one synced commit.
The file belongs to one agent at one database; two programs may use it at once. A damaged file is
set aside under another name and a new one begun: old text must never keep new text from being
kept.
"""

import contextlib
import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.storage.column_types import from_microseconds, to_microseconds
from helpdesk_desktop.storage.database_file import companions
from helpdesk_desktop.storage.failures import file_error, translated

T = TypeVar("T")

# Another program's save takes half a millisecond; this long it may sit in a slow disk.
_LOCK_TIMEOUT_S = 5.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    key TEXT PRIMARY KEY,
    base_version INTEGER,
    fields_json TEXT NOT NULL,
    saved_us INTEGER NOT NULL
) WITHOUT ROWID
"""
_SAVE = """
INSERT INTO draft (key, base_version, fields_json, saved_us) VALUES (?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET base_version = excluded.base_version,
    fields_json = excluded.fields_json, saved_us = excluded.saved_us
"""
_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Journal:
    """The drafts of one agent at one database; may be shared between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def save(self, draft: Draft) -> None:
        """Keep the draft durably, in place of what was kept under its key.

        Raises:
            Unavailable: the disk is full, cannot be written, or another program holds the file.
        """
        # ensure_ascii: half a character that a paste left must not keep the rest from being kept.
        fields = json.dumps(draft.fields, ensure_ascii=True)
        row = (draft.key, draft.base_version, fields, to_microseconds(draft.saved_at))
        self._run(lambda connection: connection.execute(_SAVE, row))

    def load_all(self) -> tuple[Draft, ...]:
        """Every kept draft, newest first.

        Raises:
            Unavailable: as for `save`.
        """
        rows = self._run(
            lambda connection: connection.execute(
                "SELECT key, base_version, fields_json, saved_us FROM draft"
                " ORDER BY saved_us DESC, key"
            ).fetchall()
        )
        return tuple(
            Draft(key, fields, from_microseconds(saved_us), base_version)
            for key, base_version, text, saved_us in rows
            if (fields := _fields(text)) is not None
        )

    def forget(self, key: str) -> None:
        """Drop a draft; dropping none is no error.

        Raises:
            Unavailable: as for `save`.
        """
        self._run(lambda connection: connection.execute("DELETE FROM draft WHERE key = ?", (key,)))

    def close(self) -> None:
        """Give the file back; a later call opens it again."""
        with self._lock:
            self._close()

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock, self._translated():
            try:
                return work(self._opened())
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", None)
                if code is None or code & 0xFF not in _DAMAGED_CODES:
                    raise
            self._close()
            # Another program may have begun a new one already: that must not be set aside.
            if not self._is_sound():
                self._set_aside()
            return work(self._opened())

    @contextmanager
    def _translated(self) -> Iterator[None]:
        place = str(self._path)
        try:
            with translated(place, (sqlite3.Error,)):
                yield
        except OSError as error:
            raise file_error(error, place) from error

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made here, and not by SQLite, so that nobody else can read it for a moment.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(
                self._path,
                timeout=_LOCK_TIMEOUT_S,
                isolation_level=None,
                check_same_thread=False,  # the lock lets one thread in at a time
            )
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(_SCHEMA)
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _is_sound(self) -> bool:
        try:
            answer = self._opened().execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError:
            answer = None
        self._close()
        return bool(answer == ("ok",))

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _set_aside(self) -> None:
        number = 1
        while (aside := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
            number += 1
        # Another program at the same journal may have been faster.
        with contextlib.suppress(FileNotFoundError):
            self._path.rename(aside)
        for companion in companions(self._path):
            companion.unlink(missing_ok=True)


def _fields(text: str) -> tuple[tuple[str, object], ...] | None:
    # A row that a newer program or a bad disk wrote otherwise is left alone, not shown.
    try:
        return tuple((str(name), value) for name, value in json.loads(text))
    except (TypeError, ValueError):
        return None
