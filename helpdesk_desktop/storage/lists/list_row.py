"""The only place that says from which columns a `TicketRow` is made.

Instants leave the database as integer microseconds, so that a page costs no conversion nobody
paints; a phone number is masked here, before it can travel any further. Of a contact that the
viewer may not see a row holds the name and the masked number alone.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Text,
    case,
    cast,
    extract,
    func,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
)

from helpdesk_desktop.domain.people import ContactScope, Viewer
from helpdesk_desktop.domain.permission import masked_phone
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.reading_sql import is_unread
from helpdesk_desktop.storage.schema import company, contact, ticket, ticket_cc

_PHONE = TicketRow._fields.index("phone")
# As `_make`, without its check of the length: a third of its time, 256 times a page.
as_row: Callable[[tuple[Any, ...]], TicketRow] = partial(tuple.__new__, TicketRow)


def row_columns(
    viewer: Viewer,
    dialect_name: str,
    *,
    has_ccs: bool = False,
    members: frozenset[str] | None = None,
) -> tuple[ColumnElement[Any], ...]:
    """The columns of a row, in the order of `TicketRow`, over `with_people(...)`.

    For who may not see every contact one more follows, which `as_rows` reads. With `members` the
    others are None, but for the serial: an export of few columns reads no more than these.
    """

    def instant(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return microseconds(column, dialect_name)

    sees_all = viewer.contact_scope is ContactScope.ALL
    is_shown = or_(contact.c.id.is_(None), may_see_contact(viewer))

    def private(column: ColumnElement[Any]) -> ColumnElement[Any]:
        return column if sees_all else case((is_shown, column), else_=null())

    columns: tuple[ColumnElement[Any], ...] = (
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
        private(contact.c.email),
        private(company.c.name),
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
        _ccs() if has_ccs else null(),
        null(),  # `custom_cells` puts values of custom fields there
    )
    if members is not None:
        columns = tuple(
            column if name in members or name == "serial" else null()
            for name, column in zip(TicketRow._fields, columns, strict=True)
        )
    if sees_all:
        return columns
    return (*columns, case((is_shown, literal_column("1")), else_=literal_column("0")))


def with_people(source: FromClause) -> FromClause:
    """The source of tickets with contact and company joined to it."""
    return source.outerjoin(contact, contact.c.id == ticket.c.contact_id).outerjoin(
        company, company.c.id == contact.c.company_id
    )


def _ccs() -> ColumnElement[Any]:
    # A look-up for each row, 14 % of a page of 200,000 tickets: only who shows them pays for it.
    ids = (
        select(func.aggregate_strings(cast(ticket_cc.c.agent_id, Text), ","))
        .where(ticket_cc.c.serial == ticket.c.serial)
        .scalar_subquery()
    )
    return func.coalesce(ids, literal_column("''"))


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
    is_masked = viewer.phones_masked
    if viewer.contact_scope is not ContactScope.ALL:
        return tuple(
            _masked(row[:-1]) if is_masked or not row[-1] else as_row(row[:-1]) for row in found
        )
    return tuple(map(_masked if is_masked else as_row, found))


def _masked(row: tuple[Any, ...]) -> TicketRow:
    return TicketRow._make((*row[:_PHONE], masked_phone(row[_PHONE]), *row[_PHONE + 1 :]))
