"""The door for what is needed before there is a desk: settings, and the ways to a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.services.contracts.backups import Backups
from helpdesk_desktop.services.contracts.desk import Desk


@dataclass(frozen=True, slots=True)
class DatabaseWish:
    """Which database is meant: a URL or a file's path, without a password, and what goes with it.

    `password` None is looked for in the system's key store; `login` None is the agent who worked
    there last, else whoever the system says. A missing file is made if `may_create`.
    """

    address: str
    password: str | None = field(default=None, repr=False)
    login: str | None = None
    may_create: bool = False


@dataclass(frozen=True, slots=True)
class DatabaseReport:
    """What a test of a database found.

    `tickets` are those that `viewer` may see; both are None while it is not known who asks.
    `is_older`: a local file that opening copies and brings up to date first.
    """

    engine: str
    version: str
    place: str
    viewer: Viewer | None = None
    tickets: int | None = None
    is_older: bool = False


@dataclass(frozen=True, slots=True)
class AgentChoice:
    """An agent whom one may work as."""

    login: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class KnownDatabase:
    """A database that was opened before; `address` is for a wish, `place` for people."""

    address: str
    engine: str
    place: str


@dataclass(frozen=True, slots=True)
class SettingsReading:
    """What the settings say. `fault` tells that they could not be read: defaults are used.

    `locked` names the settings that an administrator has fixed, `held` says for those of them that
    no value of his could be used for why that is, `notices` what is wrong with what
    was said elsewhere, `variables` the environment variable that says a setting at each start.
    """

    preferences: Preferences
    recent: tuple[KnownDatabase, ...] = ()
    fault: HelpdeskError | None = None
    locked: frozenset[str] = frozenset()
    notices: tuple[HelpdeskError, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, HelpdeskError] = field(default_factory=dict)


class Setup(Protocol):
    """What is needed before there is a desk: settings, and the ways to a database."""

    def settings(self) -> SettingsReading:
        """What counts of the settings; a file that cannot be read is set aside."""
        ...

    def save_preferences(
        self, preferences: Preferences, changed: frozenset[str] | None = None
    ) -> None:
        """Keep those of the preferences that were changed; None means all that nobody locked.

        Raises:
            Unavailable: the settings cannot be written.
            Invalid: a value is none, or its setting is locked; `field` names it.
        """
        ...

    def start(self, password: str | None, login: str | None) -> Desk | None:
        """The desk that the program starts with; None where nothing says which, and none is there.

        Raises:
            As `open`.
        """
        ...

    def open(self, wish: DatabaseWish, cancel: Cancellation) -> Desk:
        """The desk of a database, which from now on is the one the program starts with.

        Raises:
            Cancelled: nobody waits for it any more; it is not remembered.
            BadUsage: the address is none, or it is not known who asks (`who_are_you`).
            Unavailable, NotAllowed, NewerSchema, OlderSchema, ForeignFile, Damaged.
        """
        ...

    def open_demo(self, login: str | None) -> Desk:
        """The desk of a local database of its own with sample data, as this agent sees it."""
        ...

    def check(self, wish: DatabaseWish, cancel: Cancellation) -> DatabaseReport:
        """What `open` would find; nothing is made, changed or remembered.

        Raises:
            As `open`, but for an unknown agent.
        """
        ...

    def make_tables(self, wish: DatabaseWish) -> None:
        """Make our tables in an empty database, and its first administrator.

        Raises:
            As `open`.
        """
        ...

    def agents(self, wish: DatabaseWish | None) -> tuple[AgentChoice, ...]:
        """Whom one may work as there, by name; None asks for the database of the start.

        Raises:
            As `open`.
        """
        ...

    def backups(self, wish: DatabaseWish | None) -> Backups | None:
        """The backups of a local file, which need not be sound; None for a server's database.

        None asks for the database of the start.

        Raises:
            BadUsage, NotAllowed: the address is none, or not allowed.
        """
        ...

    def can_keep_passwords(self) -> bool:
        """Whether the system has a key store."""
        ...

    def keep_password(self, wish: DatabaseWish | None, password: str) -> bool:
        """Keep a password in the system's key store; False where that fails.

        None means the database of the start.
        """
        ...

    def forget(self, address: str) -> None:
        """Forget a known database: its password, and who worked there."""
        ...
