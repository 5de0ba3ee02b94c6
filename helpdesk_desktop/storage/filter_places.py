"""The only place that says in which column a filter's field lives and how a ticket reaches it.

A ticket reaches its contact and company by `IN`: the few contacts that match are found once, by
their own index, for all tickets. It reaches calls, notes, CCs and history by `EXISTS`, so that a
walk in list order stops at its first page; where every match is wanted, by `IN` as well, which
begins at their own indexes (SQLite, 1,000,000 tickets, calls of today: 0.3 ms against 370 ms;
calls of one direction: 90 ms against 390 ms). Inside `call:( )` and `note:( )` their columns stand
as they are.
Custom fields (`cf.*`) have their places in `custom_places`.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select, exists, select

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_fields import (
    STANDARD_FIELDS,
    FieldKind,
    FieldScope,
    FilterField,
)
from helpdesk_desktop.domain.people import ContactScope
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.claims import ALWAYS, Claim, every
from helpdesk_desktop.storage.permission_sql import may_see_contact, shows_contact
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
from helpdesk_desktop.storage.unindexed_sql import unindexed

# The field that display permission lets everybody know who sees the ticket: the contact's name.
_TOLD_TO_ALL = "contact"


@dataclass(frozen=True, slots=True)
class Asking:
    """What conditions are asked with; `row` is CALL or NOTE inside `call:( )` or `note:( )`.

    `uses_search_index`: every match is wanted: words are found by `search_index` where it serves,
    and calls, notes, CCs and history by their own indexes. `asks_values_first`: the same for custom
    values. `led`: the row of a value that the ticket was reached from: what its serial tells is
    asked before the ticket is looked up.
    """

    question: Question
    dialect_name: str
    row: FieldScope | None = None
    uses_search_index: bool = False
    asks_values_first: bool = False
    led: FromClause | None = None


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
    # Kept on the ticket: a common name then needs no look at its many contacts.
    "contact": ticket.c.contact_fold,
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


def reached(field: FilterField, claim: Claim, asking: Asking) -> Claim:
    """A claim about the column of a field as one about the ticket.

    Of a contact that the viewer may not see only the name is told; everything else is empty.
    """
    match field.scope:
        case FieldScope.TICKET:
            return claim
        case FieldScope.CONTACT if field.key == _TOLD_TO_ALL:
            return claim
        case FieldScope.CONTACT:
            return with_contact(_contacts_shown(asking).where(claim.sql))
        case FieldScope.COMPANY:
            companies = select(company.c.id).where(claim.sql).correlate(None)
            return with_contact(_contacts_shown(asking).where(contact.c.company_id.in_(companies)))
        case _:
            return in_row(field.scope, claim, asking)


def in_row(scope: FieldScope, claim: Claim, asking: Asking) -> Claim:
    """A claim about a call or a note as one about the ticket; about its own row it stays as it is.

    Its own row is the one looked at inside `call:( )` or `note:( )`.
    """
    return claim if asking.row is scope else with_row(scope, claim, asking)


def where_contact_is_shown(claim: Claim, asking: Asking) -> Claim:
    """The claim, and the ticket has no contact that the viewer may not see."""
    viewer = asking.question.viewer
    if viewer.contact_scope is ContactScope.ALL:
        return claim
    return every([claim, Claim(shows_contact(viewer), is_sure=True)])


def _contacts_shown(asking: Asking) -> Select[Any]:
    return select(contact.c.id).where(may_see_contact(asking.question.viewer))


def is_filled(field: FilterField, asking: Asking) -> Claim:
    """The ticket has a value in the field's one column."""
    if field.scope is FieldScope.TICKET and not is_nullable(field.key):
        return ALWAYS
    claim = Claim(column_of(field.key).is_not(None), is_sure=True)
    return reached(field, claim, asking)


def serial_of(asking: Asking) -> ColumnElement[int]:
    """The ticket's serial, from where it is known first."""
    if asking.led is None:
        return ticket.c.serial
    # No way to other rows than those that lead.
    return unindexed(asking.led.c.serial)


def with_contact(ids: Select[Any]) -> Claim:
    """The ticket's contact is among the selected ids."""
    return Claim(ticket.c.contact_id.in_(ids.correlate(None)))


def with_row(scope: FieldScope, claim: Claim, asking: Asking) -> Claim:
    """The ticket has one call or one note of which the claim holds."""
    if scope is FieldScope.NOTE:
        return _has_one(note, note.c.serial, asking, claim.sql)
    calls = ticket_call.join(call, call.c.id == ticket_call.c.call_id)
    return _has_one(calls, ticket_call.c.serial, asking, claim.sql)


def with_any_call(asking: Asking) -> Claim:
    """The ticket has a call."""
    return _has_one(ticket_call, ticket_call.c.serial, asking)


def with_cc(asking: Asking, *claims: ColumnElement[bool]) -> Claim:
    """The ticket has an agent in CC of whom all of it holds."""
    return _has_one(ticket_cc, ticket_cc.c.serial, asking, *claims)


def with_activity(asking: Asking, *claims: ColumnElement[bool]) -> Claim:
    """One line of the ticket's history meets all of it."""
    return _has_one(activity, activity.c.serial, asking, *claims)


def with_text(claim: Claim) -> Claim:
    """The claim holds of the ticket's long texts."""
    return _exists(ticket_text, ticket_text.c.serial, claim.sql)


def with_phone_point(*claims: ColumnElement[bool]) -> Claim:
    """The ticket's contact has a phone number of which all of it holds."""
    points = select(contact_point.c.contact_id).where(contact_point.c.kind == 0, *claims)
    return with_contact(points)


def _has_one(
    source: FromClause, serial: Column[int], asking: Asking, *claims: ColumnElement[bool]
) -> Claim:
    if not asking.uses_search_index:
        return _exists(source, serial, *claims)
    serials = select(serial).select_from(source).where(*claims).correlate(ticket)
    return Claim(ticket.c.serial.in_(serials), is_sure=True)


def _exists(source: FromClause, serial: Column[int], *claims: ColumnElement[bool]) -> Claim:
    found = exists(1).select_from(source).where(serial == ticket.c.serial, *claims)
    return Claim(found.correlate(ticket), is_sure=True)
