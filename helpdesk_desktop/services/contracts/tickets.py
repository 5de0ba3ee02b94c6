"""The door for what a window asks of tickets, contacts and typed text."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.grouping import ListGroup
from helpdesk_desktop.domain.people import AgentId, ContactDetail, ContactId
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
from helpdesk_desktop.domain.why import Why

# 256 rows: more than one screen at 4K, 0.25 ms by id at 1,000,000 tickets.
BLOCK_ROWS = 256


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
        custom_keys: Sequence[str] = (),
    ) -> tuple[TicketRow, ...]:
        """The first `limit` rows in the spec's order.

        With their CCs, and with values of custom fields (`cf.KEY`), where columns show them.
        """
        ...

    def prepare(self) -> None:
        """Make ready what the plain list asks first, before anybody waits for its rows."""
        ...

    def count(self, spec: FilterSpec, cancel: Cancellation) -> int:
        """How many tickets the spec's tree matches."""
        ...

    def counts_together(
        self, specs: Sequence[FilterSpec], cancel: Cancellation
    ) -> Mapping[int, int]:
        """The counts of those specs that are counted sooner together, each under its place.

        The others are left to `count`, and so is whatever cannot be asked. Often there are none.
        """
        ...

    def groups(self, spec: FilterSpec, cancel: Cancellation) -> tuple[ListGroup, ...]:
        """The groups of the spec's list in their order, each with its count; none without any."""
        ...

    def ids(self, spec: FilterSpec, cancel: Cancellation) -> "array[int]":
        """All matching serials in the spec's order: typecode I while they fit 32 bits, else Q."""
        ...

    def rows(
        self,
        serials: Sequence[int],
        cancel: Cancellation,
        *,
        has_ccs: bool = False,
        custom_keys: Sequence[str] = (),
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

    def why(
        self,
        serial: Serial,
        spec: FilterSpec,
        cancel: Cancellation,
        *,
        as_agent: AgentId | None = None,
    ) -> Why:
        """Which conditions hold for the ticket, and what lets it be seen.

        Raises:
            NotFound: no such ticket, or the viewer may not see it; the agent does not work here.
            NotAllowed: `as_agent` is somebody else, and the viewer is no administrator.
        """
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

    def edit(self, edit: TicketEdit, cancel: Cancellation | None = None) -> Saved:
        """Change fields of one ticket.

        Raises:
            Cancelled: `cancel` was requested in time, and nothing was changed.
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
