"""The only place that says from which columns a `TicketRow` is made.

Instants leave the database as integer microseconds, so that a page costs no conversion nobody
paints; a phone number is masked here, before it can travel any further.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    case,
    cast,
    extract,
    func,
    literal_column,
    type_coerce,
)

from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import masked_phone
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage.reading_sql import is_unread
from helpdesk_desktop.storage.schema import company, contact, ticket

_PHONE = TicketRow._fields.index("phone")
# As `_make`, without its check of the length: a third of its time, 256 times a page.
_as_row: Callable[[tuple[Any, ...]], TicketRow] = partial(tuple.__new__, TicketRow)


def row_columns(viewer: Viewer, dialect_name: str) -> tuple[ColumnElement[Any], ...]:
    """The columns of a row, in the order of `TicketRow`, over `with_people(...)`."""

    def instant(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return microseconds(column, dialect_name)

    return (
        ticket.c.serial,
        ticket.c.subject,
        ticket.c.status,
        ticket.c.type_id,
        ticket.c.priority,
        ticket.c.source,
        ticket.c.contact_id,
        contact.c.name,
        # A contact's numbers stand with the contact; the ticket's own is an unknown caller's.
        case((ticket.c.contact_id.is_(None), ticket.c.phone), else_=contact.c.phone),
        contact.c.email,
        company.c.name,
        ticket.c.assignee_id,
        ticket.c.team_id,
        ticket.c.last_call_direction,
        ticket.c.last_call_status,
        instant(ticket.c.last_call_at),
        instant(ticket.c.created_at),
        instant(ticket.c.updated_at),
        instant(ticket.c.due_at),
        instant(ticket.c.closed_at),
        case((is_unread(viewer), literal_column("1")), else_=literal_column("0")),
        ticket.c.version,
    )


def with_people(source: FromClause) -> FromClause:
    """The source of tickets with contact and company joined to it."""
    return source.outerjoin(contact, contact.c.id == ticket.c.contact_id).outerjoin(
        company, company.c.id == contact.c.company_id
    )


def microseconds(column: ColumnElement[Any], dialect_name: str) -> ColumnElement[Any]:
    """An instant as whole microseconds since 1970-01-01 UTC, exactly."""
    match dialect_name:
        case "sqlite":
            return type_coerce(column, Integer)
        case "postgresql":
            # NUMERIC since PostgreSQL 14: no binary fraction gets lost.
            return cast(extract("epoch", column) * literal_column("1000000"), BigInteger)
        case _:
            return func.timestampdiff(
                literal_column("MICROSECOND"), literal_column("'1970-01-01'"), column
            )


def as_rows(found: Iterable[tuple[Any, ...]], viewer: Viewer) -> tuple[TicketRow, ...]:
    """What the driver gave as rows, numbers masked where the role says so."""
    if not viewer.phones_masked:
        return tuple(map(_as_row, found))
    return tuple(
        TicketRow._make((*row[:_PHONE], masked_phone(row[_PHONE]), *row[_PHONE + 1 :]))
        for row in found
    )
