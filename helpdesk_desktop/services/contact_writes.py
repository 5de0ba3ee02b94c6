"""The only place where contacts are made and changed by hand."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.contact_edits import is_custom
from helpdesk_desktop.domain.contact_rules import (
    check_contact,
    check_emails,
    check_line,
    check_notes,
    check_phones,
    check_rating,
)
from helpdesk_desktop.domain.contacts import contact_title
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, Problem, ProblemCode
from helpdesk_desktop.domain.people import ContactDetail, ContactId, NewContact, Right, Viewer
from helpdesk_desktop.domain.phone import bare_number
from helpdesk_desktop.services.contact_custom import values_of_edit, values_of_new_contact
from helpdesk_desktop.services.passing_companies import look_at_company
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import contact_detail, contact_store
from helpdesk_desktop.storage.activity_store import add_changes
from helpdesk_desktop.storage.custom.custom_value_store import set_values
from helpdesk_desktop.storage.people_store import load_known


def create(session: Session, new: NewContact) -> ContactId:
    """Make a contact, and its company where none has the name yet.

    Raises:
        Invalid: one problem per fault, `field` as in `NewContact`.
        NotAllowed: the role may not create.
    """

    def work(connection: Connection) -> ContactId:
        viewer = session.writer(connection, Right.CREATE)
        problems: list[Problem] = []
        checked = check_contact(new, problems, region=session.region)
        _check_manager(connection, new.manager_id, problems)
        custom = values_of_new_contact(session, connection, viewer, new, problems)
        firm = look_at_company(
            session,
            connection,
            viewer,
            None if checked is None else checked.company,
            submitted=dict(new.company_custom),
            problems=problems,
        )
        if checked is None:
            empty = Problem(ProblemCode.REQUIRED, "contact_empty", {}, "name")
            if empty not in problems:
                problems.insert(0, empty)
        if problems or checked is None:
            raise Invalid(tuple(problems))
        if firm is not None:
            firm.make(session, connection)
        made = contact_store.add_contact(connection, session.new_uid(), checked)
        set_values(connection, CustomFieldOwner.CONTACT, made.id, custom)
        add_changes(connection, session.deed(viewer), ((ChangeKind.CONTACT, made.id, 1),))
        return ContactId(made.id)

    return session.database.write(work)


def edit(
    session: Session, contact_id: ContactId, version: int, changes: Mapping[str, Any]
) -> ContactDetail:
    """Change a contact; names: those of `ContactDetail`, and `cf.KEY`. Its tickets follow at once.

    A company that has to be made needs what every new one needs: it is made by itself first.

    Raises:
        Conflict: the stored version is not the one the editor opened with, or it was merged.
        NotFound: there is none, or the viewer may not see it.
        Invalid, NotAllowed: as their names say.
    """

    def work(connection: Connection) -> ContactDetail:
        viewer = session.writer(connection, Right.EDIT)
        found = contact_detail.load_contact(connection, viewer, contact_id)
        if found is None:
            raise NotFound("no_such_contact")
        what = contact_title(found) or str(contact_id)
        if contact_store.survivor_of(connection, contact_id) != contact_id:
            raise Conflict("contact_merged", None, what=what)
        if found.version != version:
            raise Conflict("conflict", found.version, what=what)
        problems: list[Problem] = []
        # A masked role never saw the numbers, so it cannot have meant to replace them.
        if viewer.phones_masked and "phones" in changes:
            label = {"label": "Phone"}
            problems.append(Problem(ProblemCode.NOT_ALLOWED, "read_only_field", label, "phones"))
        columns = _columns(session, connection, viewer, changes, problems)
        phones = (
            check_phones(changes["phones"], problems, region=session.region, known=found.phones)
            if "phones" in changes
            else None
        )
        emails = check_emails(changes["emails"], problems) if "emails" in changes else None
        owner, current = CustomFieldOwner.CONTACT, dict(found.custom)
        custom = values_of_edit(
            session, connection, viewer, owner, changes, current=current, problems=problems
        )
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
        set_values(connection, owner, contact_id, custom)
        deed = session.deed(viewer)
        add_changes(connection, deed, ((ChangeKind.CONTACT, contact_id, version + 1),))
        changed = contact_detail.load_contact(connection, viewer, contact_id)
        # Handed to another manager, it may be out of the editor's sight now.
        return found if changed is None else changed

    return session.database.write(work)


def _columns(
    session: Session,
    connection: Connection,
    viewer: Viewer,
    changes: Mapping[str, Any],
    problems: list[Problem],
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, value in changes.items():
        if name in {"name", "title"}:
            columns[name] = check_line(value, name, problems)
            # A name is read by roles that see numbers masked.
            if name == "name" and value and bare_number(value, session.region) is not None:
                told = {"value": value}
                problems.append(Problem(ProblemCode.PATTERN, "number_as_name", told, name))
        elif name == "company":
            company = check_line(value, name, problems)
            firm = look_at_company(
                session, connection, viewer, company, submitted={}, problems=problems
            )
            if firm is not None and not problems:
                firm.make(session, connection)
            columns["company_id"] = contact_store.find_or_add_company(
                connection, company, session.new_uid()
            )
        elif name == "rating":
            columns[name] = check_rating(value, problems)
        elif name == "notes":
            columns[name] = check_notes(value, problems)
        elif name == "manager_id":
            _check_manager(connection, value, problems)
            columns[name] = value
        elif name not in {"phones", "emails"} and not is_custom(name):
            problems.append(Problem(ProblemCode.NOT_FOUND, "unknown_field", {"value": name}, name))
    return columns


def _check_manager(connection: Connection, value: int | None, problems: list[Problem]) -> None:
    known = {} if value is None else load_known(connection, agent_ids=(value,)).agents
    if value is not None and not known.get(value, False):
        problems.append(
            Problem(ProblemCode.NOT_FOUND, "unknown_agent", {"value": value}, "manager_id")
        )
