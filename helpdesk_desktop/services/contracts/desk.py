"""The door for one open database, seen by one agent."""

from dataclasses import dataclass
from typing import Protocol

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.people import Directory, Viewer
from helpdesk_desktop.services.contracts.administration import Team, TicketTypes
from helpdesk_desktop.services.contracts.contacts import Companies, Contacts
from helpdesk_desktop.services.contracts.exports import Exports
from helpdesk_desktop.services.contracts.fields import Fields
from helpdesk_desktop.services.contracts.filters import SavedFilters
from helpdesk_desktop.services.contracts.imports import Imports
from helpdesk_desktop.services.contracts.tickets import Clock, Drafts, People, Tickets


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What the status bar says of the open database.

    `place` is a file's path or `user@host/database`, without any password. `is_enforcing` tells
    that the server itself keeps display permission; elsewhere it binds honest programs only.
    """

    engine: str  # "SQLite", "PostgreSQL", "MariaDB"
    place: str
    is_enforcing: bool
    is_read_only: bool = False


class Live(Protocol):
    """What other programs write into the database; one thread waits at a time."""

    def begin(self) -> None:
        """From now on every change is told; once begun, nothing happens."""
        ...

    def wait(self, cancel: Cancellation, timeout_s: float) -> Changes:
        """What changed since it was told last; empty when nothing did within `timeout_s`.

        Own changes are told too. What was told is not told again.

        Raises:
            Cancelled: the wait was called off, or the desk closed.
            Unavailable: the database cannot be reached; ask again, nothing is lost.
        """
        ...


class Desk(Protocol):
    """One open database, seen by one agent."""

    @property
    def tickets(self) -> Tickets:
        """The tickets."""
        ...

    @property
    def people(self) -> People:
        """The contacts."""
        ...

    @property
    def team(self) -> Team:
        """Agents, groups and roles."""
        ...

    @property
    def types(self) -> TicketTypes:
        """The ticket types."""
        ...

    @property
    def contacts(self) -> Contacts:
        """The lists and pages of contacts."""
        ...

    @property
    def companies(self) -> Companies:
        """The companies."""
        ...

    @property
    def saved_filters(self) -> SavedFilters:
        """The viewer's own quick filters."""
        ...

    @property
    def drafts(self) -> Drafts:
        """The text not yet saved."""
        ...

    @property
    def fields(self) -> Fields:
        """The definitions of custom fields."""
        ...

    @property
    def imports(self) -> Imports:
        """Files of tickets, on their way in."""
        ...

    @property
    def exports(self) -> Exports:
        """Files of tickets, on their way out."""
        ...

    @property
    def live(self) -> Live:
        """What other programs write."""
        ...

    @property
    def viewer(self) -> Viewer:
        """Who looks."""
        ...

    @property
    def clock(self) -> Clock:
        """What time it is."""
        ...

    @property
    def info(self) -> DatabaseInfo:
        """Which database this is."""
        ...

    def directory(self) -> Directory:
        """Names and ids of agents, groups, types and fields, as they are now."""
        ...

    def close(self) -> None:
        """Give every connection back; running reads are interrupted."""
        ...
