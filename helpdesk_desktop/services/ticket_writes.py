"""The only place where tickets are created, edited, commented and marked.

Each write is one transaction: who asks and what the submitted ids mean is read first, then all
checks, then the contact, and the serial last, so that its lock is short.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contact_rules import CheckedContact
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, Problem, ProblemCode
from helpdesk_desktop.domain.people import NewContact, Right, Viewer
from helpdesk_desktop.domain.ticket import NewNote, NewTicket, Saved, Serial, TicketEdit
from helpdesk_desktop.domain.ticket_rules import (
    Known,
    check,
    check_note,
    instant_problem,
    needs_custom,
)
from helpdesk_desktop.services.contact_custom import Values as CustomValues
from helpdesk_desktop.services.contact_custom import values_of_new_contact
from helpdesk_desktop.services.passing_companies import PassingCompany, look_at_company
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.services.ticket_changes import (
    current_values,
    field_values,
    replaced,
    wanted_values,
)
from helpdesk_desktop.storage import note_store, ticket_detail, ticket_store
from helpdesk_desktop.storage.contact_store import ContactWords, add_contact, load_words
from helpdesk_desktop.storage.custom.custom_value_store import set_values
from helpdesk_desktop.storage.people_store import load_known

# Below the smallest step of every engine's instants: a reading just before the newest change.
_JUST_BEFORE = timedelta(microseconds=1)

_NEW_NAMES = tuple(one.name for one in fields(NewTicket) if one.name != "uid")
_EDIT_NAMES = frozenset(_NEW_NAMES) - {"first_note", "external_source"}


class _AlreadyThere(Exception):  # rolls back; nobody else sees it
    """The ticket of this uid is there, so the serial just taken must go back."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a write looked up before it checks."""

    known: Known
    contact: ContactWords | None


def create(session: Session, new: NewTicket) -> Saved:
    """Make a ticket; the same `uid` again answers the ticket that is there.

    A retry takes no serial, whether it comes after the first send or beside it. What was submitted
    is what is made: a number that another contact has already is the dialog's to point out.

    Raises:
        Invalid: one problem per fault.
        NotAllowed: the role may not create.
        Conflict: somebody else's ticket has this uid.
    """
    if new.contact_id is not None and new.new_contact is not None:
        raise ValueError("a ticket has one contact at most")
    submitted = {name: getattr(new, name) for name in _NEW_NAMES}

    def work(connection: Connection) -> Saved:
        viewer = session.writer(connection, Right.CREATE)
        asked = look_up(session, connection, viewer, submitted, has_custom=True)
        checked = check(submitted, asked.known, is_new=True, region=session.region)
        problems = [*checked.problems]
        made = new.new_contact if checked.values["new_contact"] else None
        theirs = values_of_new_contact(session, connection, viewer, made, problems)
        firm = _firm(session, connection, viewer, made, values=checked.values, problems=problems)
        problems = problems or [*_external_problems(connection, checked.values, new)]
        if problems:
            raise Invalid(tuple(problems))
        if firm is not None:
            firm.make(session, connection)
        contact = _contact(session, connection, checked.values, asked, theirs)
        row = ticket_store.NewRow(
            new.uid,
            checked.values,
            contact,
            session.deed(viewer),
            session.new_uid(),
            _custom(checked.values, asked.known),
        )
        saved = ticket_store.add(connection, row)
        if saved is None:
            raise _AlreadyThere
        return saved

    try:
        return session.database.write(work)
    except _AlreadyThere:
        with session.database.reading() as connection:
            return _standing(connection, session.viewer, new)


def edit(session: Session, wish: TicketEdit, cancel: Cancellation | None = None) -> Saved:
    """Change fields of one ticket; what is the same already is no change.

    Handing a ticket over to where the editor does not see it any more is allowed.

    Raises:
        Conflict: the stored version is not the one the editor opened with.
        NotFound: there is none, or the viewer may not see it.
        Cancelled: `cancel` was requested in time, and nothing was changed.
        Invalid, NotAllowed: as their names say.
    """
    submitted = dict(wish.changes)
    refused = tuple(
        Problem(ProblemCode.NOT_ALLOWED, "read_only_field", {"label": name}, name)
        for name in submitted
        if name in _NEW_NAMES and name not in _EDIT_NAMES
    )
    if refused:
        raise Invalid(refused)

    def work(connection: Connection) -> Saved:
        viewer = session.writer(connection, Right.EDIT)
        row = ticket_store.load_for_edit(connection, viewer, wish.serial)
        if row is None:
            raise NotFound("no_such_ticket", serial=wish.serial)
        what = f"ticket #{wish.serial}"
        if wish.version is not None and wish.version != row.version:
            raise Conflict("conflict", row.version, what=what)
        current = current_values(connection, row, submitted)
        wanted = wanted_values(viewer, submitted, current)
        has_custom = needs_custom(wanted, row.status, is_new=False)
        asked = look_up(session, connection, viewer, wanted, has_custom=has_custom)
        if has_custom and "custom" not in current:
            current |= current_values(connection, row, ("custom",))
        checked = check(
            wanted,
            asked.known,
            is_new=False,
            region=session.region,
            status=row.status,
            custom=current.get("custom"),
        )
        problems = [*checked.problems]
        made = wanted["new_contact"] if checked.values.get("new_contact") else None
        theirs = values_of_new_contact(session, connection, viewer, made, problems)
        firm = _firm(session, connection, viewer, made, values=checked.values, problems=problems)
        problems = problems or [*_phone_problems(row, checked.values)]
        if problems:
            raise Invalid(tuple(problems))
        if firm is not None:
            firm.make(session, connection)
        contact = _contact(session, connection, checked.values, asked, theirs)
        deed = session.deed(viewer)
        values = field_values(
            row, current, checked.values, contact=contact, known=asked.known, at=deed.at
        )
        if not values.changes:
            return Saved(wish.serial, row.uid, row.version)
        if not ticket_store.edit(connection, wish.serial, row.version, values, deed):
            raise Conflict("conflict", None, what=what)
        before = replaced(row, values, viewer)
        return Saved(wish.serial, row.uid, row.version + 1, batch=deed.batch, before=before)

    return session.database.write(work, cancel)


def add_note(session: Session, new: NewNote) -> Saved:
    """Add a note; the same `uid` again adds nothing.

    The first note that the customer may read is the ticket's first response.

    Raises:
        NotFound: there is no such ticket, or the viewer may not see it.
        Invalid, NotAllowed: as their names say.
    """
    problems: list[Problem] = []
    body = check_note(new.body, problems)
    for name in ("reminder_at", "due_at"):
        problem = instant_problem(getattr(new, name), name)
        if problem is not None:
            problems.append(problem)

    def work(connection: Connection) -> Saved:
        viewer = session.writer(connection, Right.EDIT)
        row = ticket_store.load_for_edit(connection, viewer, new.serial)
        if row is None:
            raise NotFound("no_such_ticket", serial=new.serial)
        if problems:
            raise Invalid(tuple(problems))
        # The ticket's row is locked: a second send of this note waits and finds it.
        if note_store.has_note(connection, new.uid):
            return Saved(new.serial, row.uid, row.version, was_there=True)
        deed = session.deed(viewer)
        note = note_store.NoteRow(
            new.uid,
            new.serial,
            viewer.agent_id,
            deed.at,
            body,
            new.is_internal,
            new.reminder_at,
            new.due_at,
        )
        note_store.add_note(connection, note, deed, row.version)
        return Saved(new.serial, row.uid, row.version)

    return session.database.write(work)


def mark_read(session: Session, serial: int) -> None:
    """The viewer has read the ticket as it is now; a read or hidden one is left alone."""
    with session.database.reading() as connection:
        viewer = session.reader(connection)
        touched_at = ticket_detail.load_unread_since(connection, viewer, serial)
    if touched_at is not None:
        _set_reading(session, serial, touched_at)


def mark_unread(session: Session, serial: int) -> bool:
    """Let the ticket stand out again for the viewer; whether it does now.

    Nothing happens to one that nobody touched since an import, or that the viewer touched last.
    """
    with session.database.reading() as connection:
        touched_at = ticket_detail.load_last_touch(connection, session.reader(connection), serial)
    if touched_at is None:
        return False
    _set_reading(session, serial, touched_at - _JUST_BEFORE)
    with session.database.reading() as connection:
        viewer = session.reader(connection)
        return ticket_detail.load_unread_since(connection, viewer, serial) is not None


def _set_reading(session: Session, serial: int, read_at: datetime) -> None:
    def work(connection: Connection) -> None:
        viewer = session.fresh_viewer(connection)
        if ticket_detail.exists(connection, viewer, serial):
            note_store.set_reading(connection, viewer.agent_id, serial, read_at)

    session.database.write(work)


def look_up(
    session: Session,
    connection: Connection,
    viewer: Viewer,
    submitted: Mapping[str, Any],
    *,
    has_custom: bool,
) -> Asked:
    """What is stored of everything that the submitted values name; custom fields if asked for."""
    contact_id = submitted.get("contact_id")
    contact = None if contact_id is None else load_words(connection, viewer, contact_id)
    known = load_known(
        connection,
        agent_ids=_ids(submitted.get("assignee_id"), *(submitted.get("cc_ids") or ())),
        group_ids=_ids(submitted.get("group_id")),
        type_ids=_ids(submitted.get("type_id")),
        # What was merged was submitted under its old id.
        contact_ids=() if contact is None else (contact.id, contact_id or contact.id),
        custom_fields=session.custom_fields(connection, viewer) if has_custom else (),
    )
    return Asked(known, contact)


def _ids(*ids: int | None) -> set[int]:
    return {one for one in ids if one is not None}


def _firm(
    session: Session,
    connection: Connection,
    viewer: Viewer,
    made: NewContact | None,
    *,
    values: Mapping[str, Any],
    problems: list[Problem],
) -> PassingCompany | None:
    # The company that has to be made for a new contact, and what it lacks.
    if made is None:
        return None
    name, held = values["new_contact"].company, dict(made.company_custom)
    return look_at_company(session, connection, viewer, name, submitted=held, problems=problems)


def _contact(
    session: Session,
    connection: Connection,
    values: Mapping[str, Any],
    asked: Asked,
    custom: CustomValues,
) -> ContactWords | None:
    new_contact: CheckedContact | None = values.get("new_contact")
    if new_contact is None:
        return asked.contact
    # Never the ticket's uid: a retry must reach the ticket, not trip over the first send's contact.
    made = add_contact(connection, session.new_uid(), new_contact)
    set_values(connection, CustomFieldOwner.CONTACT, made.id, custom)
    return made


def _custom(values: Mapping[str, Any], known: Known) -> tuple[tuple[CustomField, CustomValue], ...]:
    custom: Mapping[str, CustomValue | None] = values["custom"]
    return tuple(
        (known.custom_fields[key], value) for key, value in custom.items() if value is not None
    )


def _external_problems(
    connection: Connection, values: Mapping[str, Any], new: NewTicket
) -> tuple[Problem, ...]:
    source, external_id = values["external_source"], values["external_id"]
    if source is None or external_id is None:
        return ()
    holder = ticket_store.find_external(connection, source, external_id)
    if holder in {None, new.uid}:
        return ()
    taken = {"value": external_id}
    return (Problem(ProblemCode.DUPLICATE, "external_id_taken", taken, "external_id"),)


def _phone_problems(row: Any, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    contact = values.get("new_contact") or values.get("contact_id", row.contact_id)
    if contact is None or values.get("phone") is None:
        return ()
    return (Problem(ProblemCode.NOT_ALLOWED, "phone_of_contact", {}, "phone"),)


def _standing(connection: Connection, viewer: Viewer, new: NewTicket) -> Saved:
    found = ticket_store.find_by_uid(connection, new.uid)
    is_mine = found is not None and (
        found.creator_id == viewer.agent_id
        or ticket_detail.exists(connection, viewer, found.serial)
    )
    if found is None or not is_mine:
        raise Conflict("conflict", None, what=f"ticket {new.uid}")
    return Saved(Serial(found.serial), new.uid, found.version, was_there=True)
