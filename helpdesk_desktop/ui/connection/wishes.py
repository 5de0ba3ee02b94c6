"""The only place for what the forms of the connection dialog give to their owner."""

from collections.abc import Callable
from dataclasses import dataclass

from helpdesk_desktop.services.contracts import DatabaseWish, Setup

# Called on a worker: the first call loads drivers and SQL.
SetupDoor = Callable[[], Setup]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A database that the user wants to open; `keeps_password` in the system's key store."""

    wish: DatabaseWish
    keeps_password: bool = False
