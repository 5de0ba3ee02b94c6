"""The only place where the window asks for contacts and changes them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.contact_rules import (
    check_emails,
    check_line,
    check_phones,
    check_rating,
)
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, Problem, ProblemCode
from helpdesk_desktop.domain.people import ContactDetail, ContactId, Right
from helpdesk_desktop.domain.text_rules import long_or_none, text_problem
from helpdesk_desktop.domain.ticket import LONG_TEXT_LIMIT, NAME_LIMIT, CallerMatch
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import contact_detail, contact_store
from helpdesk_desktop.storage.activity_store import add_changes
from helpdesk_desktop.storage.people_store import load_known
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
        """One contact.

        Raises:
            NotFound: there is none, or the viewer may not see it.
        """
        with self._session.database.reading(cancel) as connection:
            viewer = self._session.reader(connection)
            found = contact_detail.load_contact(connection, viewer, contact_id)
        if found is None:
            raise NotFound("no_such_contact")
        return found

    def edit_contact(
        self, contact_id: ContactId, version: int, changes: Mapping[str, Any]
    ) -> ContactDetail:
        """Change a contact; names are those of `ContactDetail`. Its tickets follow at once.

        Raises:
            Conflict: the stored version is not the one the editor opened with.
            NotFound: there is none, or the viewer may not see it.
            Invalid, NotAllowed: as their names say.
        """

        def work(connection: Connection) -> ContactDetail:
            viewer = self._session.writer(connection, Right.EDIT)
            found = contact_detail.load_contact(connection, viewer, contact_id)
            if found is None:
                raise NotFound("no_such_contact")
            what = f"contact {found.name or contact_id}"
            if found.version != version:
                raise Conflict("conflict", found.version, what=what)
            problems: list[Problem] = []
            # A masked role never saw the numbers, so it cannot have meant to replace them.
            if viewer.phones_masked and "phones" in changes:
                label = {"label": "Phone"}
                problems.append(
                    Problem(ProblemCode.NOT_ALLOWED, "read_only_field", label, "phones")
                )
            columns = self._columns(connection, changes, problems)
            phones = (
                check_phones(changes["phones"], problems, region=self._session.region)
                if "phones" in changes
                else None
            )
            emails = check_emails(changes["emails"], problems) if "emails" in changes else None
            name = columns.get("name", found.name)
            if not (
                name
                or (found.phones if phones is None else phones)
                or (found.emails if emails is None else emails)
            ):
                problems.append(Problem(ProblemCode.REQUIRED, "contact_empty", {}, "name"))
            if problems:
                raise Invalid(tuple(problems))
            if not contact_store.edit_contact(
                connection, contact_id, version, columns, phones=phones, emails=emails
            ):
                raise Conflict("conflict", None, what=what)
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.CONTACT, contact_id, version + 1),))
            changed = contact_detail.load_contact(connection, viewer, contact_id)
            # Handed to another manager, it may be out of the editor's sight now.
            return found if changed is None else changed

        return self._session.database.write(work)

    def _columns(
        self, connection: Connection, changes: Mapping[str, Any], problems: list[Problem]
    ) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for name, value in changes.items():
            if name in {"name", "title"}:
                columns[name] = check_line(value, name, problems)
            elif name == "company":
                company = check_line(value, name, problems)
                columns["company_id"] = contact_store.find_or_add_company(
                    connection, company, self._session.new_uid()
                )
            elif name == "rating":
                columns[name] = check_rating(value, problems)
            elif name == "notes":
                columns[name] = _notes(value, problems)
            elif name == "manager_id":
                columns[name] = _manager(connection, value, problems)
            elif name not in {"phones", "emails"}:
                problems.append(
                    Problem(ProblemCode.NOT_FOUND, "unknown_field", {"value": name}, name)
                )
        return columns


def _notes(value: str | None, problems: list[Problem]) -> str | None:
    notes = long_or_none(value)
    problem = None if notes is None else text_problem(notes, "notes", "Notes", LONG_TEXT_LIMIT)
    if problem is not None:
        problems.append(problem)
    return notes


def _manager(connection: Connection, value: int | None, problems: list[Problem]) -> int | None:
    if value is None:
        return None
    if not load_known(connection, agent_ids=(value,)).agents.get(value, False):
        problems.append(
            Problem(ProblemCode.NOT_FOUND, "unknown_agent", {"value": value}, "manager_id")
        )
    return value
