"""The only place where the window and the command line ask for tickets."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotFound
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.grouping import ListGroup
from helpdesk_desktop.domain.people import AgentId, ContactId, Directory
from helpdesk_desktop.domain.records import activity_value
from helpdesk_desktop.domain.ticket import (
    ActivityDetail,
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
from helpdesk_desktop.services import ticket_undo, ticket_writes, why
from helpdesk_desktop.services.contracts import BLOCK_ROWS
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import ticket_detail
from helpdesk_desktop.storage.lists import list_shared_counts, ticket_list
from helpdesk_desktop.storage.lists.custom_cells import with_cells, with_cells_of_seen

# A row is found by its serial: what the list would be ordered and filtered by plays no part.
_ANY = FilterSpec()


class DeskTickets:
    """Lists, reads and writes tickets as one agent may see them; see `contracts.Tickets`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._database = session.database

    def first_page(
        self,
        spec: FilterSpec,
        cancel: Cancellation,
        *,
        limit: int | None = BLOCK_ROWS,
        offset: int = 0,
        has_ccs: bool = False,
        custom_keys: Sequence[str] = (),
    ) -> tuple[TicketRow, ...]:
        """`limit` rows in the spec's order, from `offset` on; without a limit all of them."""
        with self._database.reading(cancel) as connection:
            question = self._session.question(connection, spec, has_ccs=has_ccs)
            page = ticket_list.load_page(connection, question, limit=limit, offset=offset)
            return with_cells(connection, question, page, custom_keys)

    def prepare(self) -> None:
        """Make ready what the plain list asks first."""
        with self._database.reading() as connection:
            question = self._session.question(connection, _ANY)
            ticket_list.prepare_page(connection, question, limit=BLOCK_ROWS)

    def count(self, spec: FilterSpec, cancel: Cancellation) -> int:
        """How many tickets the spec's tree matches."""
        with self._database.reading(cancel) as connection:
            return ticket_list.count_tickets(connection, self._session.question(connection, spec))

    def counts_together(
        self, specs: Sequence[FilterSpec], cancel: Cancellation
    ) -> Mapping[int, int]:
        """The counts of those specs that are counted sooner together, each under its place."""
        with self._database.reading(cancel) as connection:
            questions = [self._session.question(connection, spec) for spec in specs]
            return list_shared_counts.count_shared(connection, questions, cancel)

    def groups(self, spec: FilterSpec, cancel: Cancellation) -> tuple[ListGroup, ...]:
        """The groups of the spec's list in their order, each with its count."""
        with self._database.reading(cancel) as connection:
            return ticket_list.count_groups(connection, self._session.question(connection, spec))

    def ids(self, spec: FilterSpec, cancel: Cancellation) -> "array[int]":
        """All matching serials in the spec's order."""
        with self._database.reading(cancel) as connection:
            question = self._session.question(connection, spec)
            return ticket_list.find_ids(connection, question, cancel)

    def rows(
        self,
        serials: Sequence[int],
        cancel: Cancellation,
        *,
        has_ccs: bool = False,
        custom_keys: Sequence[str] = (),
    ) -> tuple[TicketRow | None, ...]:
        """One row per serial in the given order; None where the viewer no longer sees it."""
        with self._database.reading(cancel) as connection:
            question = self._session.question(connection, _ANY, has_ccs=has_ccs)
            rows = ticket_list.load_rows(connection, question, serials)
            return with_cells_of_seen(connection, question, rows, custom_keys)

    def matches(self, serial: Serial, spec: FilterSpec) -> bool:
        """Whether the spec's list shows this ticket."""
        with self._database.reading() as connection:
            question = self._session.question(connection, spec)
            return ticket_list.matches(connection, question, serial)

    def detail(self, serial: Serial, cancel: Cancellation) -> TicketDetail:
        """Everything about one ticket.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        with self._database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            found = ticket_detail.load_detail(connection, viewer, serial)
            if found is None:
                raise NotFound("no_such_ticket", serial=serial)
            directory = self._session.directory(connection)
            contact_ids = {
                value
                for line in found.activities
                if line.field == "contact"
                for value in (line.old, line.new)
                if value is not None
            }
            names = ticket_detail.load_contact_names(connection, contact_ids)
        told = tuple(_told(line, directory, names) for line in found.activities)
        return replace(found, activities=told)

    def exists(self, serial: Serial) -> bool:
        """Whether the viewer sees a ticket of this serial."""
        with self._database.reading() as connection:
            return ticket_detail.exists(connection, self._session.reader(connection), serial)

    def why(
        self,
        serial: Serial,
        spec: FilterSpec,
        cancel: Cancellation,
        *,
        as_agent: AgentId | None = None,
    ) -> Why:
        """Why the list shows the ticket or not; see `why.explain`."""
        return why.explain(self._session, serial, spec, cancel, as_agent=as_agent)

    def related(self, contact_id: ContactId, *, but: Serial | None) -> tuple[RelatedTicket, ...]:
        """The contact's other tickets that the viewer sees, newest change first, 50 at most."""
        with self._database.reading() as connection:
            viewer = self._session.reader(connection)
            return ticket_detail.load_related(connection, viewer, contact_id, but=but)

    def create(self, new: NewTicket) -> Saved:
        """Make a ticket; see `ticket_writes.create`."""
        return ticket_writes.create(self._session, new)

    def edit(self, edit: TicketEdit, cancel: Cancellation | None = None) -> Saved:
        """Change fields of one ticket; see `ticket_writes.edit`."""
        return ticket_writes.edit(self._session, edit, cancel)

    def undo(self, done: Saved) -> Saved:
        """Take back what one edit changed; see `ticket_undo.undo`."""
        return ticket_undo.undo(self._session, done)

    def add_note(self, note: NewNote) -> Saved:
        """Add a note; see `ticket_writes.add_note`."""
        return ticket_writes.add_note(self._session, note)

    def mark_read(self, serial: Serial) -> None:
        """The viewer has read the ticket as it is now."""
        ticket_writes.mark_read(self._session, serial)

    def mark_unread(self, serial: Serial) -> bool:
        """Let the ticket stand out again for the viewer; see `ticket_writes.mark_unread`."""
        return ticket_writes.mark_unread(self._session, serial)


def _told(
    line: ActivityDetail, directory: Directory, contact_names: dict[int, str | None]
) -> ActivityDetail:
    if line.field == "contact":
        old, new = contact_names.get(line.old), contact_names.get(line.new)
    else:
        old = activity_value(line.field, line.old, directory)
        new = activity_value(line.field, line.new, directory)
    return replace(line, old=old, new=new)
