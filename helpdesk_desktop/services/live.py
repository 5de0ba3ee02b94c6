"""The only place where the window learns what others wrote.

One thread waits at a time. What was read is told once; after a lost connection the watch is
opened first and the table read then, so that nothing falls between the two.
"""

import threading
import time

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import Cancelled, HelpdeskError
from helpdesk_desktop.storage.change_store import ChangeCursor, begin_reading, read_changes
from helpdesk_desktop.storage.change_watch import GuardedWatch
from helpdesk_desktop.storage.database import Database

# A call that got lost is made up for by a look of our own, which also finds a server that died
# without a word.
_LOOK_S = 30.0
# Anybody may call as often as they like; between two looks that found nothing there is a pause.
_PAUSE_S = 0.1
_CLOSE_S = 2.0


class DeskLive:
    """What other programs write into one database; see `contracts.Live`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cursor: ChangeCursor | None = None
        self._watch: GuardedWatch | None = None
        self._lock = threading.Lock()
        self._never = threading.Event()  # never set: a pause that nothing cuts short
        self._is_closed = False

    def begin(self) -> None:
        """From now on every change is told; once begun, nothing happens."""
        with self._lock:
            if self._cursor is None:
                self._cursor = self._begun(None)

    def wait(self, cancel: Cancellation, timeout_s: float) -> Changes:
        """What changed since it was told last; empty when nothing did within `timeout_s`.

        Raises:
            Cancelled: the wait was called off, or the desk closed.
            Unavailable: the database cannot be reached; ask again, nothing is lost.
        """
        with self._lock:
            self._refuse_when_closed()
            try:
                return self._wait(cancel, time.monotonic() + timeout_s)
            except HelpdeskError:
                # It may be what failed; a new one costs a connection and is known to listen.
                self._drop_watch()
                raise

    def close(self) -> None:
        """End the wait that runs and give its connection back."""
        self._is_closed = True
        watch = self._watch
        if watch is not None:
            watch.wake()
        if self._lock.acquire(timeout=_CLOSE_S):
            self._drop_watch()
            self._lock.release()

    def _wait(self, cancel: Cancellation, deadline_s: float) -> Changes:
        watch = self._watch
        if watch is None:
            watch = self._watch = self._database.watch()
        if self._cursor is None:
            self._cursor = self._begun(cancel)
        is_called = False
        while True:
            told = self._read(self._cursor, cancel)
            left_s = deadline_s - time.monotonic()
            if not told.is_empty or left_s <= 0:
                return told
            if is_called:
                self._never.wait(_PAUSE_S)
            with cancel.interrupting(watch.wake):
                is_called = watch.wait(min(left_s, _LOOK_S))
            cancel.check()
            self._refuse_when_closed()

    def _read(self, cursor: ChangeCursor, cancel: Cancellation) -> Changes:
        began_s = time.monotonic()
        with self._database.reading(cancel) as connection:
            return read_changes(connection, cursor, began_s)

    def _begun(self, cancel: Cancellation | None) -> ChangeCursor:
        began_s = time.monotonic()
        with self._database.reading(cancel) as connection:
            return begin_reading(connection, began_s)

    def _drop_watch(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.close()

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise Cancelled("cancelled")
