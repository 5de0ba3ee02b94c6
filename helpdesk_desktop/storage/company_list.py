"""The only place that reads companies: their list, and one in full.

A company shows the contacts and tickets that its viewer may see, and counts nothing else.
"""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import (
    COMPANY_COLUMNS,
    CompanyDetail,
    CompanyEntry,
    ContactSpec,
)
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import CompanyId, ContactRow, Viewer
from helpdesk_desktop.domain.ticket import RelatedTicket
from helpdesk_desktop.storage.contact_detail import load_contact_rows
from helpdesk_desktop.storage.contact_list import in_order, total_order, words_claim
from helpdesk_desktop.storage.custom.custom_value_store import load_values_of
from helpdesk_desktop.storage.permission_sql import may_see_company, may_see_contact
from helpdesk_desktop.storage.schema import company, contact, ticket
from helpdesk_desktop.storage.ticket_detail import count_tickets_where, load_newest_where


def load_page(
    connection: Connection, viewer: Viewer, spec: ContactSpec, *, limit: int
) -> tuple[CompanyEntry, ...]:
    """The first rows in the list's order."""
    found = select(*_columns(viewer)).where(_matches(connection, viewer, spec))
    ordered = found.order_by(*_order(connection, viewer, spec)).limit(limit)
    return tuple(CompanyEntry(*row) for row in connection.execute(ordered))


def count(connection: Connection, viewer: Viewer, spec: ContactSpec) -> int:
    """How many companies the list shows."""
    found = select(func.count()).select_from(company)
    return int(connection.scalar(found.where(_matches(connection, viewer, spec))) or 0)


def find_ids(
    connection: Connection, viewer: Viewer, spec: ContactSpec, cancel: Cancellation
) -> "array[int]":
    """All matching ids in the list's order.

    Raises:
        Cancelled: `cancel` was requested.
    """
    found = select(company.c.id.label("serial")).where(_matches(connection, viewer, spec))
    return in_order(connection, found, _order(connection, viewer, spec), company, cancel)


def load_rows(
    connection: Connection, viewer: Viewer, ids: Sequence[int]
) -> tuple[CompanyEntry | None, ...]:
    """One row per id, in the given order; None where the viewer sees no such company."""
    if not ids:
        return ()
    found = select(*_columns(viewer)).where(company.c.id.in_(list(ids)), _is_there(viewer))
    by_id = {row.id: CompanyEntry(*row) for row in connection.execute(found)}
    return tuple(map(by_id.get, ids))


def load_company(connection: Connection, viewer: Viewer, company_id: int) -> CompanyDetail | None:
    """One company; None where the viewer sees no such company."""
    row = connection.execute(
        select(company).where(company.c.id == company_id, may_see_company(viewer))
    ).first()
    if row is None:
        return None
    custom = load_values_of(connection, CustomFieldOwner.COMPANY, company_id)
    return CompanyDetail(
        CompanyId(row.id),
        row.version,
        row.name,
        row.notes,
        tuple(custom.items()),
    )


def load_people(
    connection: Connection, viewer: Viewer, company_id: int, *, limit: int
) -> tuple[ContactRow, ...]:
    """The company's contacts that the viewer may see, by name."""
    found = select(contact.c.id).where(_belongs(viewer, company_id))
    ordered = found.order_by(contact.c.name_fold, contact.c.id).limit(limit)
    return load_contact_rows(connection, viewer, connection.scalars(ordered).all())


def count_people(connection: Connection, viewer: Viewer, company_id: int) -> int:
    """How many contacts of the company the viewer may see."""
    found = select(func.count()).where(_belongs(viewer, company_id))
    return int(connection.scalar(found) or 0)


def load_tickets(
    connection: Connection, viewer: Viewer, company_id: int
) -> tuple[RelatedTicket, ...]:
    """The newest tickets of the company that the viewer may see, of contacts it may see."""
    return load_newest_where(connection, viewer, _tickets(viewer, company_id))


def count_tickets(connection: Connection, viewer: Viewer, company_id: int) -> int:
    """How many tickets of the company the viewer may see."""
    return count_tickets_where(connection, viewer, _tickets(viewer, company_id))


def find_duplicates(
    connection: Connection, viewer: Viewer, company_id: int, *, limit: int
) -> tuple[int, ...]:
    """Companies with the name of this one, whatever its case and accents."""
    mine = select(company.c.name_fold).where(company.c.id == company_id).scalar_subquery()
    other = company.c.id != company_id
    found = select(company.c.id).where(company.c.name_fold == mine, other, _is_there(viewer))
    return tuple(connection.scalars(found.order_by(company.c.id).limit(limit)))


def find_names(connection: Connection, viewer: Viewer, text: str, *, limit: int) -> tuple[str, ...]:
    """Names of companies in which every word begins a word, the shortest first."""
    name = connection.dialect.name
    claim = words_claim((company.c.search,), text, name)
    found = select(company.c.name).where(_is_there(viewer), claim.sql)
    ordered = found.order_by(func.char_length(company.c.name), company.c.name_fold, company.c.id)
    names = connection.scalars(ordered.limit(limit)).all()
    return tuple({fold(one): one for one in names}.values())


def _is_there(viewer: Viewer) -> ColumnElement[bool]:
    return and_(may_see_company(viewer), company.c.merged_into.is_(None))


def _belongs(viewer: Viewer, company_id: int) -> ColumnElement[bool]:
    is_there = contact.c.merged_into.is_(None)
    return and_(contact.c.company_id == company_id, is_there, may_see_contact(viewer))


def _tickets(viewer: Viewer, company_id: int) -> ColumnElement[bool]:
    return ticket.c.contact_id.in_(select(contact.c.id).where(_belongs(viewer, company_id)))


def _people(viewer: Viewer) -> ColumnElement[int]:
    counted = select(func.count()).where(
        contact.c.company_id == company.c.id,
        contact.c.merged_into.is_(None),
        may_see_contact(viewer),
    )
    return counted.correlate(company).scalar_subquery()


def _columns(viewer: Viewer) -> tuple[ColumnElement[Any], ...]:
    return (company.c.id, company.c.name, _people(viewer).label("contacts"), company.c.version)


def _matches(connection: Connection, viewer: Viewer, spec: ContactSpec) -> ColumnElement[bool]:
    claim = words_claim((company.c.search,), spec.text, connection.dialect.name)
    parts = [_is_there(viewer), claim.sql]
    if spec.only_duplicates:
        twin = company.alias("twin")
        seen = select(twin.c.name_fold).where(
            twin.c.id.in_(select(company.c.id).where(_is_there(viewer)).correlate(None))
        )
        parts.append(
            company.c.name_fold.in_(seen.group_by(twin.c.name_fold).having(func.count() > 1))
        )
    return and_(*parts)


def _order(connection: Connection, viewer: Viewer, spec: ContactSpec) -> list[ColumnElement[Any]]:
    keys: dict[str, ColumnElement[Any]] = {
        "name": company.c.name_fold,
        "contacts": _people(viewer),
    }
    return total_order(spec.sort, keys, COMPANY_COLUMNS, company.c.id, connection.dialect.name)
