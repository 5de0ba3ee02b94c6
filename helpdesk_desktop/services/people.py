"""The only place where the window asks for contacts and changes them."""

from collections.abc import Mapping
from typing import Any

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import NotFound
from helpdesk_desktop.domain.people import ContactDetail, ContactId
from helpdesk_desktop.domain.text_rules import text_problem
from helpdesk_desktop.domain.ticket import NAME_LIMIT, CallerMatch
from helpdesk_desktop.services import contact_writes
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import contact_detail
from helpdesk_desktop.storage.contact_store import survivor_of
from helpdesk_desktop.storage.ticket_detail import load_open_tickets


class DeskPeople:
    """Finds, reads and changes contacts as one agent may see them; see `contracts.People`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find_callers(
        self, text: str, cancel: Cancellation, *, limit: int = 8
    ) -> tuple[CallerMatch, ...]:
        """Contacts whose name, phone or e-mail begins like the text, each with open tickets."""
        # Nobody's name is longer, and no database could compare such characters.
        if text_problem(text, "text", "Text", NAME_LIMIT) is not None:
            return ()
        with self._session.database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            contacts = contact_detail.find_callers(
                connection, viewer, text, region=self._session.region, limit=limit
            )
            if not contacts:
                return ()
            ids = tuple(int(contact.id) for contact in contacts)
            tickets = load_open_tickets(connection, viewer, ids)
        return tuple(CallerMatch(contact, tickets.get(contact.id, ())) for contact in contacts)

    def contact(self, contact_id: ContactId, cancel: Cancellation) -> ContactDetail:
        """One contact; of a merged one, the contact it was merged into.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        with self._session.database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            number = survivor_of(connection, contact_id)
            found = contact_detail.load_contact(connection, viewer, number)
        if found is None:
            raise NotFound("no_such_contact")
        return found

    def edit_contact(
        self, contact_id: ContactId, version: int, changes: Mapping[str, Any]
    ) -> ContactDetail:
        """Change a contact; see `contact_writes.edit`."""
        return contact_writes.edit(self._session, contact_id, version, changes)
