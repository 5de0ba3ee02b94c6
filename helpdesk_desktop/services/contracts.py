"""The only door between the window and everything below: frozen values in, frozen values out.

Every method may block on the disk or the network: the window calls them on a worker, never on the
GUI thread. Reads take a `Cancellation` and raise `Cancelled` once it is requested. Errors are those
of `domain.errors`; anything else is a bug. Objects may be shared between threads.
Long because a door is read as one list.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.import_values import (
    FieldWords,
    FileLook,
    Heard,
    ImportMapping,
    ImportOutcome,
    ImportPreset,
    Reading,
    RowsHeard,
)
from helpdesk_desktop.domain.people import ContactDetail, ContactId, Directory, Viewer
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.saved_filter import (
    FilterId,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
    StoredFilter,
)
from helpdesk_desktop.domain.ticket import (
    CallerMatch,
    Draft,
    NewNote,
    NewTicket,
    RelatedTicket,
    Saved,
    Serial,
    TicketDetail,
    TicketEdit,
    TicketRow,
)

# 256 rows: more than one screen at 4K, 0.25 ms by id at 1,000,000 tickets.
BLOCK_ROWS = 256


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


class Clock(Protocol):
    """What time it is, for one agent."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The agent's time zone: days begin and end in it."""
        ...


class Tickets(Protocol):
    """Lists, reads and writes tickets, always as the desk's viewer may see them."""

    def first_page(
        self,
        spec: FilterSpec,
        cancel: Cancellation,
        *,
        limit: int = BLOCK_ROWS,
        has_ccs: bool = False,
    ) -> tuple[TicketRow, ...]:
        """The first `limit` rows in the spec's order; with their CCs where a column shows them."""
        ...

    def count(self, spec: FilterSpec, cancel: Cancellation) -> int:
        """How many tickets the spec's tree matches."""
        ...

    def ids(self, spec: FilterSpec, cancel: Cancellation) -> "array[int]":
        """All matching serials in the spec's order: typecode I while they fit 32 bits, else Q."""
        ...

    def rows(
        self, serials: Sequence[int], cancel: Cancellation, *, has_ccs: bool = False
    ) -> tuple[TicketRow | None, ...]:
        """One row per serial in the given order; None where the viewer no longer sees it."""
        ...

    def detail(self, serial: Serial, cancel: Cancellation) -> TicketDetail:
        """Everything about one ticket.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        ...

    def exists(self, serial: Serial) -> bool:
        """Whether the viewer sees a ticket of this serial."""
        ...

    def matches(self, serial: Serial, spec: FilterSpec) -> bool:
        """Whether the spec's list shows this ticket."""
        ...

    def related(self, contact_id: ContactId, *, but: Serial | None) -> tuple[RelatedTicket, ...]:
        """The contact's other tickets that the viewer sees, newest change first, 50 at most."""
        ...

    def create(self, new: NewTicket) -> Saved:
        """Make a ticket; the same `uid` again answers the ticket that is there.

        Raises:
            Invalid: one problem per fault, `field` as in `NewTicket`.
            NotAllowed: the role may not create.
        """
        ...

    def edit(self, edit: TicketEdit) -> Saved:
        """Change fields of one ticket.

        Raises:
            Conflict: the stored version is not the one the editor opened with.
            Invalid, NotAllowed, NotFound: as their names say.
        """
        ...

    def undo(self, done: Saved) -> Saved:
        """Take back what one edit changed, and nothing else; the answer can be undone again.

        Raises:
            Conflict: a field that the edit changed was changed again; `values` name it.
            Invalid, NotAllowed, NotFound: as their names say.
        """
        ...

    def add_note(self, note: NewNote) -> Saved:
        """Add a note; the same `uid` again adds nothing."""
        ...

    def mark_read(self, serial: Serial) -> None:
        """The viewer has read the ticket as it is now."""
        ...

    def mark_unread(self, serial: Serial) -> bool:
        """Let the ticket stand out again for the viewer; whether it does now.

        It does not where nobody touched it since an import, or the viewer touched it last.
        """
        ...


class People(Protocol):
    """Finds and reads contacts as the desk's viewer may see them."""

    def find_callers(
        self, text: str, cancel: Cancellation, *, limit: int = 8
    ) -> tuple[CallerMatch, ...]:
        """Contacts whose name, phone or e-mail begins like the text, each with open tickets."""
        ...

    def contact(self, contact_id: ContactId, cancel: Cancellation) -> ContactDetail:
        """One contact.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        ...


class Drafts(Protocol):
    """Keeps typed text on this machine until it is saved; survives a kill."""

    def save(self, draft: Draft) -> None:
        """Keep the draft durably: once this returns, a kill loses nothing of it."""
        ...

    def load_all(self) -> tuple[Draft, ...]:
        """Every kept draft, newest first."""
        ...

    def forget(self, key: str) -> None:
        """Drop a draft; dropping none is no error."""
        ...


class SavedFilters(Protocol):
    """The viewer's own quick filters; somebody else's do not exist here."""

    def mine(self, cancel: Cancellation) -> tuple[SavedFilter, ...]:
        """The viewer's own filters in their order, unusable ones too."""
        ...

    def create(self, new: NewSavedFilter) -> SavedFilter:
        """Save a filter behind the others; the same `uid` again answers the one that is there.

        Raises:
            Invalid: one problem per fault, `field` as in `NewSavedFilter`.
        """
        ...

    def edit(self, edit: SavedFilterEdit) -> SavedFilter:
        """Change a filter.

        Raises:
            Conflict: the stored version is not the one the editor opened with.
            Invalid, NotFound: as their names say.
        """
        ...

    def duplicate(self, filter_id: FilterId, *, uid: UUID, name: str) -> SavedFilter:
        """Make a private copy right behind the filter.

        Raises:
            Invalid, NotFound: as their names say.
        """
        ...

    def remove(self, filter_id: FilterId, version: int) -> StoredFilter:
        """Drop a filter; what is answered puts it back by `restore`.

        Raises:
            Conflict, NotFound: as their names say.
        """
        ...

    def restore(self, stored: StoredFilter) -> SavedFilter:
        """Put a removed filter back, to the letter and in its old place; twice is once."""
        ...

    def reorder(self, ids: Sequence[FilterId]) -> None:
        """Put the viewer's filters in this order; ones not named stay behind the named ones."""
        ...


class Imports(Protocol):
    """Reads files of tickets into the desk; a path is a text, and no file is kept open.

    `heard` is called on the worker: with the bytes that the present pass has read, or with the
    totals so far.
    """

    def glance(self, path: str, reading: Reading) -> FileLook | None:
        """The beginning of a large file, at once; None where only the whole file tells.

        Raises:
            Unavailable: the file cannot be read.
        """
        ...

    def look(
        self, path: str, reading: Reading, cancel: Cancellation, heard: Heard | None = None
    ) -> FileLook:
        """How the file would be read, told from all of it.

        Raises:
            Unavailable, Damaged, BadUsage: it cannot be read, or not in this way.
        """
        ...

    def words(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: Heard | None = None,
    ) -> tuple[FieldWords, ...]:
        """By field of choices that a column fills, the file's words."""
        ...

    def dry_run(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: RowsHeard | None = None,
        *,
        is_update: bool = False,
    ) -> ImportOutcome:
        """What an import would do, with every problem; nothing is stored.

        Raises:
            NotAllowed: the role may not create, or not edit.
            Unavailable, Damaged, BadUsage: before the first rows were judged.
        """
        ...

    def run(
        self,
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: RowsHeard | None = None,
        *,
        is_update: bool = False,
    ) -> ImportOutcome:
        """Import; what ends it early is in the outcome, with what is stored and stays.

        Raises:
            NotAllowed: the role may not create, or not edit.
            Unavailable, Damaged, BadUsage: before anything was stored.
        """
        ...

    def presets(self) -> tuple[ImportPreset, ...]:
        """Every preset by name, a person's own first."""
        ...

    def preset(self, name: str) -> ImportMapping:
        """The mapping of a preset.

        Raises:
            BadUsage, Unavailable: there is none, or it cannot be read.
        """
        ...

    def save_preset(
        self, name: str, mapping: ImportMapping, look: FileLook, *, is_replacing: bool = False
    ) -> str:
        """Keep the mapping for files with this header, and answer the file's path.

        Raises:
            Invalid: one problem of the field `preset`; `preset_taken` may be replaced.
            Unavailable: the folder cannot be written.
        """
        ...

    def save_report(self, path: str, look: FileLook, outcome: ImportOutcome) -> None:
        """Write the outcome's problems as CSV; a file that is there is replaced.

        Raises:
            Unavailable, BadUsage: it cannot be written.
        """
        ...


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

    `locked` names the preferences that an administrator has fixed.
    """

    preferences: Preferences
    recent: tuple[KnownDatabase, ...] = ()
    fault: HelpdeskError | None = None
    locked: frozenset[str] = frozenset()


class Setup(Protocol):
    """What is needed before there is a desk: settings, and the ways to a database."""

    def settings(self) -> SettingsReading:
        """The stored settings; a file that cannot be read is set aside."""
        ...

    def save_preferences(self, preferences: Preferences) -> None:
        """Keep these preferences.

        Raises:
            Unavailable: the settings cannot be written.
            Invalid: the time zone or the region is none; `field` names it.
        """
        ...

    def start(self, password: str | None, login: str | None) -> "Desk | None":
        """The desk that the program starts with; None where nothing says which, and none is there.

        Raises:
            As `open`.
        """
        ...

    def open(self, wish: DatabaseWish, cancel: Cancellation) -> "Desk":
        """The desk of a database, which from now on is the one the program starts with.

        Raises:
            Cancelled: nobody waits for it any more; it is not remembered.
            BadUsage: the address is none, or it is not known who asks (`who_are_you`).
            Unavailable, NotAllowed, NewerSchema, OlderSchema, ForeignFile, Damaged.
        """
        ...

    def open_demo(self, login: str | None) -> "Desk":
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
    def saved_filters(self) -> SavedFilters:
        """The viewer's own quick filters."""
        ...

    @property
    def drafts(self) -> Drafts:
        """The text not yet saved."""
        ...

    @property
    def imports(self) -> Imports:
        """Files of tickets, on their way in."""
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
