"""The only place that says what each database's driver gives to `storage.database`.

A driver opens connections of one address and knows how to end a statement that runs on one of
them. It leaves a failed connect as a domain error.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol

from helpdesk_desktop.storage.database_url import DialectName

CONNECT_TIMEOUT_S = 5
# A list answers in milliseconds; 20 s is a slow report on a loaded server, and no typing waits.
STATEMENT_TIMEOUT_S = 20
LOCK_TIMEOUT_S = 5
# Longer than the server's own deadline, so that its clearer error comes first.
SOCKET_TIMEOUT_S = 25


class Purpose(StrEnum):
    """What a connection is for; it decides deadlines and whether it may write."""

    READ = "read"  # refuses to write
    WRITE = "write"
    SCHEMA = "schema"  # changes tables, so no statement has a deadline


class Watch(Protocol):
    """Waits until somebody else may have written."""

    def wait(self, timeout_s: float) -> bool:
        """Whether to look now; False after `timeout_s` or `wake`."""
        ...

    def wake(self) -> None:
        """End the wait that runs, or the next one; from any thread."""
        ...

    def close(self) -> None:
        """Give its connection back."""
        ...


class Driver(Protocol):
    """Opens and interrupts connections of one database."""

    @property
    def name(self) -> DialectName:
        """The dialect's name."""
        ...

    @property
    def place(self) -> str:
        """Where the database is, for people; no password."""
        ...

    @property
    def engine_url(self) -> str:
        """The SQLAlchemy dialect, without any address."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """The base classes of what the driver raises."""
        ...

    def connect(self, purpose: Purpose) -> Any:
        """A new connection of the driver, its session set up.

        Raises:
            Unavailable: as its key says.
        """
        ...

    def check_place(self) -> None:
        """Let a statement begin only where its answer is still the database's.

        Raises:
            Unavailable: `file_gone`, an SQLite file was moved, deleted or replaced meanwhile.
        """
        ...

    def restore(self, connection: Any) -> None:
        """Set again what SQLAlchemy's own set-up of a new connection has undone."""
        ...

    def interrupter(self, connection: Any) -> Callable[[], None]:
        """A function that ends the running statement; to be called from any thread.

        With a server it may block for up to `CONNECT_TIMEOUT_S`: not for the GUI thread.
        """
        ...

    def is_alive(self, connection: Any) -> bool:
        """Whether the other end still answers; one round trip."""
        ...

    def watch(self) -> Watch:
        """A watch for other programs' writes, on a connection of its own.

        Raises:
            Unavailable: as its key says.
        """
        ...
