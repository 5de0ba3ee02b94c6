"""The only place that listens to PostgreSQL's notifications, on a connection of its own.

The payload is empty: any role may listen. A notification sent while nobody listened is lost, so
whoever opens a listener reads the change table once afterwards.
"""

import selectors
import socket
from contextlib import suppress
from typing import Any

import psycopg

from helpdesk_desktop.storage.activity_store import CHANNEL


class PostgresqlListener:
    """Waits on the connection's socket and on a pair of its own, which ends the wait at once."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._waker, self._wakes = socket.socketpair()
        self._waker.setblocking(False)
        self._wakes.setblocking(False)
        self._selector = selectors.DefaultSelector()
        try:
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._selector.register(connection.fileno(), selectors.EVENT_READ)
            self._selector.register(self._wakes, selectors.EVENT_READ)
        except psycopg.Error:
            self.close()
            raise

    def wait(self, timeout_s: float) -> bool:
        """Whether a notification came before `timeout_s` passed.

        Raises:
            psycopg.OperationalError: the connection is gone.
        """
        ready = self._selector.select(timeout_s)
        if any(key.fileobj is self._wakes for key, _ in ready):
            with suppress(BlockingIOError):
                while self._wakes.recv(1024):
                    pass
            return False
        # Also after a time-out: what came in an encrypted packet's tail makes no socket readable.
        return bool(list(self._connection.notifies(timeout=0)))

    def wake(self) -> None:
        """End the wait at once."""
        with suppress(OSError):  # full: it is awake already; closed: nobody waits
            self._waker.send(b"\0")

    def close(self) -> None:
        """Hang up."""
        self._selector.close()
        self._waker.close()
        self._wakes.close()
        self._connection.close()
