"""The only place that turns sort keys into an ORDER BY, the same total order on all engines.

Empty values are the smallest; text sorts by its folded form, code point by code point; choices by
their stored number, types by their position, people, groups and companies by their folded names, a
phone by the digits of the primary number, unread ones after read ones, `call` by the last start,
custom fields as `custom_order` says.
What a hidden contact does not tell counts as empty.
The serial breaks ties in the direction of the last key, so an index may be walked either way.

PostgreSQL alone has empties last: there every key but the serial gets NULLS FIRST going up and
NULLS LAST going down, as `list_indexes` declares its indexes, and a subject comes by its indexed
beginning first.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, func, literal_column, null, select

from helpdesk_desktop.domain.columns import sortable_keys
from helpdesk_desktop.domain.errors import BadUsage, NotAllowed
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.people import ContactScope
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.custom.custom_order import sorted_by, sorted_field
from helpdesk_desktop.storage.list_indexes import SUBJECT_PREFIX
from helpdesk_desktop.storage.permission_sql import shows_contact
from helpdesk_desktop.storage.reading_sql import is_unread
from helpdesk_desktop.storage.schema import (
    agent,
    company,
    contact,
    contact_point,
    team,
    ticket,
    ticket_type,
)

# Aliases: a list may join the same tables once more for what it shows.
_contact = contact.alias("sort_contact")
_company = company.alias("sort_company")
_agent = agent.alias("sort_agent")
_team = team.alias("sort_team")
_type = ticket_type.alias("sort_type")


@dataclass(frozen=True, slots=True)
class Join:
    """A table that an order needs beside the ticket; outer, at most one row a ticket."""

    table: FromClause
    on: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order of tickets: what to ORDER BY, and the joins that it needs, in their order."""

    columns: tuple[ColumnElement[Any], ...]
    joins: tuple[Join, ...] = ()

    def joined(self, source: FromClause) -> FromClause:
        """The source of rows with everything joined that the order needs."""
        for join in self.joins:
            source = source.outerjoin(join.table, join.on)
        return source


_TO_CONTACT = Join(_contact, _contact.c.id == ticket.c.contact_id)
_PRIVATE = frozenset({"phone", "email", "company"})
_TO_COMPANY = Join(_company, _company.c.id == _contact.c.company_id)
_TO_AGENT = Join(_agent, _agent.c.id == ticket.c.assignee_id)
_TO_TEAM = Join(_team, _team.c.id == ticket.c.team_id)
_TO_TYPE = Join(_type, _type.c.id == ticket.c.type_id)

# By the contact's first number; the ticket's own counts only where there is no contact.
_PHONE = case(
    (ticket.c.contact_id.is_(None), ticket.c.phone_digits),
    else_=select(contact_point.c.digits)
    .where(contact_point.c.contact_id == ticket.c.contact_id, contact_point.c.kind == 0)
    .order_by(contact_point.c.position)
    .limit(1)
    .correlate(ticket)
    .scalar_subquery(),
)

# A literal: an index on an expression is found only where the question spells it alike.
_SUBJECT_START = func.left(ticket.c.subject_fold, literal_column(str(SUBJECT_PREFIX)))

_KEYS: dict[str, tuple[ColumnElement[Any], tuple[Join, ...]]] = {
    "serial": (ticket.c.serial, ()),
    "subject": (ticket.c.subject_fold, ()),
    "status": (ticket.c.status, ()),
    "type": (_type.c.position, (_TO_TYPE,)),
    "priority": (ticket.c.priority, ()),
    "source": (ticket.c.source, ()),
    "contact": (ticket.c.contact_fold, ()),
    "phone": (_PHONE, ()),
    "email": (_contact.c.email_fold, (_TO_CONTACT,)),
    "company": (_company.c.name_fold, (_TO_CONTACT, _TO_COMPANY)),
    "assignee": (_agent.c.name_fold, (_TO_AGENT,)),
    "group": (_team.c.name_fold, (_TO_TEAM,)),
    "call": (ticket.c.last_call_at, ()),
    "created": (ticket.c.created_at, ()),
    "updated": (ticket.c.updated_at, ()),
    "due": (ticket.c.due_at, ()),
    "closed": (ticket.c.closed_at, ()),
    "first_response": (ticket.c.first_response_at, ()),
    "version": (ticket.c.version, ()),
    "external_id": (ticket.c.external_id_fold, ()),
}
SORTABLE_COLUMNS = (*_KEYS, "unread")


def order_by(sort: tuple[SortKey, ...], question: Question, dialect_name: str) -> Ordering:
    """The total order of some sort keys; without any, by serial.

    Raises:
        NotAllowed: by phone, for a viewer who sees phone numbers masked.
        BadUsage: a column that is none or has no order (uid, description, ccs).
    """
    columns: list[ColumnElement[Any]] = []
    joins: list[Join] = []
    is_descending = False
    for key in sort:
        is_descending = key.is_descending
        custom = sorted_field(key.column, question.directory)
        if custom is not None:
            of_values, tables = sorted_by(custom, dialect_name)
            columns += [
                directed(each, dialect_name, is_descending=is_descending) for each in of_values
            ]
            joins += [join for join in (Join(*table) for table in tables) if join not in joins]
            continue
        column, needed = _key(key.column, question)
        if key.column == "subject" and dialect_name == "postgresql":
            columns.append(directed(_SUBJECT_START, dialect_name, is_descending=is_descending))
        columns.append(directed(column, dialect_name, is_descending=is_descending))
        joins += [join for join in needed if join not in joins]
        if key.column == "serial":
            return Ordering(tuple(columns), tuple(joins))  # unique: nothing is left to order
    columns.append(ticket.c.serial.desc() if is_descending else ticket.c.serial.asc())
    return Ordering(tuple(columns), tuple(joins))


def _key(name: str, question: Question) -> tuple[ColumnElement[Any], tuple[Join, ...]]:
    if name == "phone" and question.viewer.phones_masked:
        raise NotAllowed("query_masked_sort")
    if name == "unread":
        return case((is_unread(question.viewer), 1), else_=0), ()
    if name not in _KEYS:
        expected = ", ".join(sortable_keys(question.directory))
        raise BadUsage("unknown_column", value=name, expected=expected)
    column, joins = _KEYS[name]
    if name in _PRIVATE and question.viewer.contact_scope is not ContactScope.ALL:
        # Else the order would tell what the row does not.
        return case((shows_contact(question.viewer), column), else_=null()), joins
    return column, joins


def directed(
    column: ColumnElement[Any], dialect_name: str, *, is_descending: bool
) -> ColumnElement[Any]:
    """A sort key in a direction, its empty values the smallest on every engine."""
    ordered = column.desc() if is_descending else column.asc()
    if dialect_name != "postgresql" or column is ticket.c.serial:
        return ordered
    return ordered.nulls_last() if is_descending else ordered.nulls_first()
