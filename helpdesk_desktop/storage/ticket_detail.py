"""The only place that reads everything about one ticket.

Phone numbers are masked here, before they can travel any further. A contact that the viewer may
not see gives its name and its masked number, nothing else, and the numbers of its calls masked.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    func,
    literal_column,
    select,
)

from helpdesk_desktop.domain.calls import Call, CallDirection, CallStatus
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.people import (
    AgentId,
    ContactId,
    GroupId,
    TypeId,
    Viewer,
)
from helpdesk_desktop.domain.permission import masked_phone, sees_contact
from helpdesk_desktop.domain.ticket import (
    ActivityDetail,
    AttachmentDetail,
    Hidden,
    NoteDetail,
    Priority,
    RelatedTicket,
    Serial,
    Source,
    Status,
    TicketDetail,
)
from helpdesk_desktop.storage.contact_detail import load_contact
from helpdesk_desktop.storage.custom.custom_value_store import load_values_of
from helpdesk_desktop.storage.permission_sql import may_see
from helpdesk_desktop.storage.reading_sql import is_unread
from helpdesk_desktop.storage.schema import (
    activity,
    attachment,
    call,
    company,
    contact,
    note,
    ticket,
    ticket_call,
    ticket_text,
)
from helpdesk_desktop.storage.ticket_store import load_cc_ids

RELATED_LIMIT = 50


def is_listed(viewer: Viewer) -> Any:
    """The ticket stands in lists and the viewer's role lets it be seen."""
    return and_(ticket.c.hidden == int(Hidden.LISTED), may_see(viewer))


def exists(connection: Connection, viewer: Viewer, serial: int) -> bool:
    """Whether the viewer sees a ticket of this serial."""
    found = select(ticket.c.serial).where(ticket.c.serial == serial, is_listed(viewer))
    return connection.execute(found).first() is not None


def load_detail(connection: Connection, viewer: Viewer, serial: int) -> TicketDetail | None:
    """Everything about one ticket; None where the viewer sees no such ticket.

    Old and new values of activities are as stored: numbers and ids.
    """
    row = connection.execute(_ticket(viewer).where(ticket.c.serial == serial)).first()
    if row is None:
        return None
    is_contact_shown = row.contact_id is not None and sees_contact(viewer, row.manager_id)
    is_contact_hidden = row.contact_id is not None and not is_contact_shown
    hide = masked_phone if viewer.phones_masked or is_contact_hidden else _as_is
    return TicketDetail(
        serial=Serial(row.serial),
        uid=row.uid,
        version=row.version,
        subject=row.subject,
        description=row.description,
        status=Status(row.status),
        type_id=None if row.type_id is None else TypeId(row.type_id),
        priority=Priority(row.priority),
        source=Source(row.source),
        contact_id=None if row.contact_id is None else ContactId(row.contact_id),
        contact_name=row.contact_name,
        contact=load_contact(connection, viewer, row.contact_id) if is_contact_shown else None,
        phone=hide(row.phone if row.contact_id is None else row.contact_phone),
        email=None if is_contact_hidden else row.email,
        company=None if is_contact_hidden else row.company_name,
        assignee_id=_agent(row.assignee_id),
        group_id=None if row.team_id is None else GroupId(row.team_id),
        cc_ids=tuple(AgentId(agent_id) for agent_id in load_cc_ids(connection, serial)),
        creator_id=_agent(row.creator_id),
        created_at=row.created_at,
        updated_at=row.updated_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        first_response_at=row.first_response_at,
        external_source=row.external_source,
        external_id=row.external_id,
        is_unread=bool(row.is_unread),
        other_tickets=_count_others(connection, viewer, row),
        custom=tuple(load_values_of(connection, CustomFieldOwner.TICKET, serial).items()),
        calls=_calls(connection, serial, hide),
        notes=_notes(connection, serial),
        activities=_activities(connection, serial),
        attachments=_attachments(connection, serial),
    )


def load_related(
    connection: Connection, viewer: Viewer, contact_id: int, *, but: int | None
) -> tuple[RelatedTicket, ...]:
    """The contact's tickets that the viewer sees, newest change first, 50 at most."""
    of_contact = ticket.c.contact_id == contact_id
    if but is not None:
        of_contact = and_(of_contact, ticket.c.serial != but)
    return load_newest_where(connection, viewer, of_contact)


def load_newest_where(
    connection: Connection, viewer: Viewer, claim: ColumnElement[bool]
) -> tuple[RelatedTicket, ...]:
    """The tickets of a claim that the viewer sees, newest change first, 50 at most."""
    found = (
        _related(viewer)
        .where(claim)
        .order_by(ticket.c.updated_at.desc(), ticket.c.serial.desc())
        .limit(RELATED_LIMIT)
    )
    return tuple(related_ticket(row) for row in connection.execute(found))


def count_of_contact(connection: Connection, viewer: Viewer, contact_id: int) -> int:
    """How many tickets of a contact the viewer sees."""
    return count_tickets_where(connection, viewer, ticket.c.contact_id == contact_id)


def count_tickets_where(connection: Connection, viewer: Viewer, claim: ColumnElement[bool]) -> int:
    """How many tickets of a claim the viewer sees."""
    return int(connection.scalar(select(func.count()).where(claim, is_listed(viewer))) or 0)


def load_open_tickets(
    connection: Connection, viewer: Viewer, contact_ids: tuple[int, ...]
) -> dict[int, tuple[RelatedTicket, ...]]:
    """The open tickets that the viewer sees, by contact, newest change first, 50 at most each."""
    place = (
        func.row_number()
        .over(
            partition_by=ticket.c.contact_id,
            order_by=(ticket.c.updated_at.desc(), ticket.c.serial.desc()),
        )
        .label("place")
    )
    numbered = (
        _related(viewer)
        .add_columns(ticket.c.contact_id, place)
        .where(ticket.c.contact_id.in_(contact_ids), ticket.c.status != int(Status.CLOSED))
        .subquery()
    )
    found: dict[int, list[RelatedTicket]] = {}
    newest = select(numbered).where(numbered.c.place <= RELATED_LIMIT).order_by(numbered.c.place)
    for row in connection.execute(newest):
        found.setdefault(row.contact_id, []).append(related_ticket(row))
    return {contact_id: tuple(tickets) for contact_id, tickets in found.items()}


def related_ticket(row: Any) -> RelatedTicket:
    """One row of `serial, subject, status, updated_at` as a value."""
    return RelatedTicket(Serial(row.serial), row.subject, Status(row.status), row.updated_at)


def load_unread_since(connection: Connection, viewer: Viewer, serial: int) -> datetime | None:
    """When somebody else last changed a ticket that the viewer has not read; None if read."""
    unread = select(ticket.c.touched_at).where(
        ticket.c.serial == serial, is_listed(viewer), is_unread(viewer)
    )
    found: datetime | None = connection.execute(unread).scalar()
    return found


def load_last_touch(connection: Connection, viewer: Viewer, serial: int) -> datetime | None:
    """When somebody last changed the ticket; None where nobody did since an import."""
    touched = select(ticket.c.touched_at).where(ticket.c.serial == serial, is_listed(viewer))
    found: datetime | None = connection.execute(touched).scalar()
    return found


def load_contact_names(connection: Connection, contact_ids: set[int]) -> dict[int, str | None]:
    """The names of contacts, for history lines of a ticket that the viewer sees."""
    if not contact_ids:
        return {}
    rows = connection.execute(
        select(contact.c.id, contact.c.name).where(contact.c.id.in_(contact_ids))
    )
    return {row.id: row.name for row in rows}


def _ticket(viewer: Viewer) -> Select[Any]:
    return (
        select(
            ticket,
            ticket_text.c.description,
            contact.c.name.label("contact_name"),
            contact.c.phone.label("contact_phone"),
            contact.c.email,
            contact.c.manager_id,
            company.c.name.label("company_name"),
            case((is_unread(viewer), literal_column("1")), else_=literal_column("0")).label(
                "is_unread"
            ),
        )
        .select_from(ticket)
        .outerjoin(ticket_text, ticket_text.c.serial == ticket.c.serial)
        .outerjoin(contact, contact.c.id == ticket.c.contact_id)
        .outerjoin(company, company.c.id == contact.c.company_id)
        .where(is_listed(viewer))
    )


def _related(viewer: Viewer) -> Select[Any]:
    return select(ticket.c.serial, ticket.c.subject, ticket.c.status, ticket.c.updated_at).where(
        is_listed(viewer)
    )


def _agent(agent_id: int | None) -> AgentId | None:
    return None if agent_id is None else AgentId(agent_id)


def _count_others(connection: Connection, viewer: Viewer, row: Row[Any]) -> int:
    if row.contact_id is None:
        return 0
    counted = select(func.count()).where(
        ticket.c.contact_id == row.contact_id, ticket.c.serial != row.serial, is_listed(viewer)
    )
    return int(connection.execute(counted).scalar_one())


def _calls(
    connection: Connection, serial: int, hide: Callable[[str | None], str | None]
) -> tuple[Call, ...]:
    rows = connection.execute(
        select(call)
        .join(ticket_call, ticket_call.c.call_id == call.c.id)
        .where(ticket_call.c.serial == serial)
        .order_by(call.c.start_at.desc(), call.c.id.desc())
    )
    return tuple(
        Call(
            row.id,
            CallDirection(row.direction),
            CallStatus(row.status),
            row.start_at,
            row.answer_at,
            row.end_at,
            row.queue_s,
            row.talk_s,
            row.hold_s,
            row.hotline,
            hide(row.number),
            _agent(row.agent_id),
            row.recording,
            bool(row.has_voicemail),
        )
        for row in rows
    )


def _as_is(number: str | None) -> str | None:
    return number


def _notes(connection: Connection, serial: int) -> tuple[NoteDetail, ...]:
    columns = (
        note.c.id,
        note.c.author_id,
        note.c.created_at,
        note.c.is_internal,
        note.c.body,
        note.c.reminder_at,
        note.c.due_at,
    )
    rows = connection.execute(
        select(*columns).where(note.c.serial == serial).order_by(note.c.created_at, note.c.id)
    )
    return tuple(
        NoteDetail(
            row.id,
            _agent(row.author_id),
            row.created_at,
            bool(row.is_internal),
            row.body,
            row.reminder_at,
            row.due_at,
        )
        for row in rows
    )


def _activities(connection: Connection, serial: int) -> tuple[ActivityDetail, ...]:
    rows = connection.execute(
        select(activity).where(activity.c.serial == serial).order_by(activity.c.at, activity.c.id)
    )
    return tuple(
        ActivityDetail(
            row.at,
            _agent(row.agent_id),
            row.field,
            None if row.old is None else json.loads(row.old),
            None if row.new is None else json.loads(row.new),
            row.batch,
            row.undoes,
        )
        for row in rows
    )


def _attachments(connection: Connection, serial: int) -> tuple[AttachmentDetail, ...]:
    rows = connection.execute(
        select(attachment.c.id, attachment.c.name, attachment.c.size, attachment.c.sha256)
        .where(attachment.c.serial == serial)
        .order_by(attachment.c.id)
    )
    return tuple(AttachmentDetail(row.id, row.name, row.size, row.sha256) for row in rows)
