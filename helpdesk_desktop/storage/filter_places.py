"""The only place that says in which column a filter's field lives and how a ticket reaches it.

A ticket reaches its contact and company by `IN`: the few contacts that match are found once, by
their own index, for all tickets. It reaches calls and notes by `EXISTS`, which lets a list in sort
order stop at its first page; inside `call:( )` and `note:( )` their columns stand as they are.
Custom fields (`cf.*`) get their place here too; until then they are unknown.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Exists, Select, exists, select

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filter_fields import (
    STANDARD_FIELDS,
    FieldKind,
    FieldScope,
    FilterField,
)
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.claims import ALWAYS, Claim
from helpdesk_desktop.storage.schema import (
    activity,
    call,
    company,
    contact,
    contact_point,
    note,
    ticket,
    ticket_call,
    ticket_cc,
    ticket_text,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What conditions are asked with; `row` is CALL or NOTE inside `call:( )` or `note:( )`."""

    question: Question
    dialect_name: str
    row: FieldScope | None = None


_COLUMNS: dict[str, ColumnElement[Any]] = {
    "serial": ticket.c.serial,
    "version": ticket.c.version,
    "notes": ticket.c.note_count,
    "attachments": ticket.c.attachment_count,
    "subject": ticket.c.subject_fold,
    "external_id": ticket.c.external_id_fold,
    "status": ticket.c.status,
    "type": ticket.c.type_id,
    "source": ticket.c.source,
    "priority": ticket.c.priority,
    "assignee": ticket.c.assignee_id,
    "creator": ticket.c.creator_id,
    "group": ticket.c.team_id,
    "created": ticket.c.created_at,
    "updated": ticket.c.updated_at,
    "due": ticket.c.due_at,
    "closed": ticket.c.closed_at,
    "first_response": ticket.c.first_response_at,
    "contact": contact.c.name_fold,
    "email": contact.c.email_fold,
    "contact.rating": contact.c.rating,
    "contact.title": contact.c.title_fold,
    "contact.manager": contact.c.manager_id,
    "company": company.c.name_fold,
    "call.queue": call.c.queue_s,
    "call.talk": call.c.talk_s,
    "call.hold": call.c.hold_s,
    "call.direction": call.c.direction,
    "call.status": call.c.status,
    "call.agent": call.c.agent_id,
    "call.start": call.c.start_at,
    "note.kind": note.c.is_internal,
    "note.author": note.c.author_id,
    "note.created": note.c.created_at,
    "note.reminder": note.c.reminder_at,
}


def field_of(key: str, *kinds: FieldKind) -> FilterField:
    """The field of a condition, which must be of one of the kinds that the condition can ask.

    Raises:
        HelpdeskError: there is no such field, or it is of another kind.
    """
    field = STANDARD_FIELDS.get(key)
    if field is None:
        raise HelpdeskError("query_unknown_field", field=key)
    if field.kind not in kinds:
        raise HelpdeskError("filter_unusable", reason=f"{key} is no {kinds[0].value}")
    return field


def column_of(key: str) -> ColumnElement[Any]:
    """The one column of a field that has one."""
    return _COLUMNS[key]


def is_nullable(key: str) -> bool:
    """Whether the column of a field may be empty."""
    return bool(getattr(_COLUMNS[key], "nullable", True))


def reached(scope: FieldScope, claim: Claim, row: FieldScope | None) -> Claim:
    """A claim about a contact, company, call or note as one about the ticket.

    `row` is the scope that the question stands in already: there the claim stays as it is.
    """
    match scope:
        case FieldScope.TICKET:
            return claim
        case FieldScope.CONTACT:
            return with_contact(select(contact.c.id).where(claim.sql))
        case FieldScope.COMPANY:
            companies = select(company.c.id).where(claim.sql).correlate(None)
            return with_contact(select(contact.c.id).where(contact.c.company_id.in_(companies)))
        case FieldScope.CALL | FieldScope.NOTE:
            return claim if row is scope else with_row(scope, claim)


def is_filled(field: FilterField, row: FieldScope | None) -> Claim:
    """The ticket has a value in the field's one column."""
    if field.scope is FieldScope.TICKET and not is_nullable(field.key):
        return ALWAYS
    claim = Claim(column_of(field.key).is_not(None), is_sure=True)
    return reached(field.scope, claim, row)


def with_contact(ids: Select[Any]) -> Claim:
    """The ticket's contact is among the selected ids."""
    return Claim(ticket.c.contact_id.in_(ids.correlate(None)))


def with_row(scope: FieldScope, claim: Claim) -> Claim:
    """The ticket has one call or one note of which the claim holds."""
    if scope is FieldScope.NOTE:
        return _exists(note, note.c.serial == ticket.c.serial, claim.sql)
    return _exists(
        ticket_call.join(call, call.c.id == ticket_call.c.call_id),
        ticket_call.c.serial == ticket.c.serial,
        claim.sql,
    )


def with_any_call() -> Claim:
    """The ticket has a call."""
    return _exists(ticket_call, ticket_call.c.serial == ticket.c.serial)


def with_cc(*claims: ColumnElement[bool]) -> Claim:
    """The ticket has an agent in CC of whom all of it holds."""
    return _exists(ticket_cc, ticket_cc.c.serial == ticket.c.serial, *claims)


def with_text(claim: Claim) -> Claim:
    """The claim holds of the ticket's long texts."""
    return _exists(ticket_text, ticket_text.c.serial == ticket.c.serial, claim.sql)


def with_activity(*claims: ColumnElement[bool]) -> Claim:
    """One line of the ticket's history meets all of it."""
    return _exists(activity, activity.c.serial == ticket.c.serial, *claims)


def with_phone_point(*claims: ColumnElement[bool]) -> Claim:
    """The ticket's contact has a phone number of which all of it holds."""
    points = select(contact_point.c.contact_id).where(contact_point.c.kind == 0, *claims)
    return with_contact(points)


def _exists(source: Any, *claims: ColumnElement[bool]) -> Claim:
    found: Exists = exists(1).select_from(source).where(*claims).correlate(ticket)
    return Claim(found, is_sure=True)
