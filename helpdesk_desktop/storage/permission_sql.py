"""The only place for display permission as SQL: every read and write of tickets joins it by AND.

The plain-Python twin is `domain.permission`; tests hold the two against each other.
"""

from typing import assert_never

from sqlalchemy import ColumnElement, FromClause, exists, or_, select, true

from helpdesk_desktop.domain.people import ContactScope, TicketScope, Viewer
from helpdesk_desktop.storage.number_sql import is_among
from helpdesk_desktop.storage.schema import company, contact, ticket, ticket_cc

# Aliases: a question may join contacts for what it shows.
_hidden_contact = contact.alias("hidden_contact")
_employee = contact.alias("employee")


def may_see(viewer: Viewer) -> ColumnElement[bool]:
    """The viewer's role lets the ticket be seen; `ticket.hidden` is asked elsewhere."""
    scope = viewer.ticket_scope
    if scope is TicketScope.ALL:
        return true()
    me = viewer.agent_id
    ccd = select(ticket_cc.c.serial).where(ticket_cc.c.agent_id == me).correlate(None)
    own = [
        ticket.c.assignee_id == me,
        ticket.c.creator_id == me,
        ticket.c.serial.in_(ccd),
    ]
    match scope:
        case TicketScope.OWN:
            return or_(*own)
        case TicketScope.UNASSIGNED:
            return or_(*own, ticket.c.assignee_id.is_(None))
        case TicketScope.GROUPS:
            mine = is_among(ticket.c.team_id, viewer.group_ids, is_nullable=True)
            return or_(*own, ticket.c.assignee_id.is_(None), mine.sql)
        case _:
            assert_never(scope)


def may_see_contact(viewer: Viewer, contacts: FromClause = contact) -> ColumnElement[bool]:
    """The viewer's role lets the contact's page be seen; stands over `contacts`."""
    manager_id = contacts.c.manager_id
    match viewer.contact_scope:
        case ContactScope.ALL:
            return true()
        case ContactScope.UNMANAGED:
            return or_(manager_id == viewer.agent_id, manager_id.is_(None))
        case ContactScope.MANAGED:
            return manager_id == viewer.agent_id
        case _:
            assert_never(viewer.contact_scope)


def may_see_company(viewer: Viewer) -> ColumnElement[bool]:
    """The company's page may be seen: of whoever belongs to it one may be seen, or nobody does.

    Stands over `schema.company`.
    """
    if viewer.contact_scope is ContactScope.ALL:
        return true()
    belongs = (_employee.c.company_id == company.c.id, _employee.c.merged_into.is_(None))
    anybody = exists(1).where(*belongs).correlate(company)
    seen = exists(1).where(*belongs, may_see_contact(viewer, _employee)).correlate(company)
    return or_(seen, ~anybody)


def shows_contact(viewer: Viewer) -> ColumnElement[bool]:
    """The ticket has no contact that is hidden from the viewer; stands over `schema.ticket`.

    Of a hidden contact nothing but its name and its masked number is told. Never NULL.
    """
    if viewer.contact_scope is ContactScope.ALL:
        return true()
    hidden = may_see_contact(viewer, _hidden_contact).is_not(true())
    found = exists(1).where(_hidden_contact.c.id == ticket.c.contact_id, hidden)
    return ~found.correlate(ticket)
