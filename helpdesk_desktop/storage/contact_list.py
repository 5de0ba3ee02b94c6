"""The only place that answers the list of contacts: its page, its count, its ids and its rows.

Every answer is contact permission AND not merged AND the search. A masked role's digits find
nobody, its list has no order by phone, and two contacts with one number are no duplicates to it:
or a number could be guessed.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    true,
)

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import CONTACT_COLUMNS, ContactEntry, ContactSpec, needles
from helpdesk_desktop.domain.errors import BadUsage, NotAllowed
from helpdesk_desktop.domain.filters import SortKey, TextMatch
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import masked_phone
from helpdesk_desktop.domain.text_rules import is_blank
from helpdesk_desktop.storage.claims import NEVER, Claim, every, some
from helpdesk_desktop.storage.compiled_sql import compiled
from helpdesk_desktop.storage.contact_store import EMAIL, PHONE
from helpdesk_desktop.storage.id_fetch import find_in_order
from helpdesk_desktop.storage.order_sql import directed
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.schema import agent, company, contact, contact_point
from helpdesk_desktop.storage.text_sql import text_is, words_in

_ENTRIES = contact.outerjoin(company, company.c.id == contact.c.company_id)
_COLUMNS = (
    contact.c.id,
    contact.c.name,
    contact.c.phone,
    contact.c.email,
    contact.c.title,
    company.c.name.label("company"),
    contact.c.rating,
    contact.c.manager_id,
    contact.c.version,
)
_FIRST_NUMBER = (
    select(contact_point.c.digits)
    .where(contact_point.c.contact_id == contact.c.id, contact_point.c.kind == PHONE)
    .order_by(contact_point.c.position)
    .limit(1)
    .correlate(contact)
    .scalar_subquery()
)
_MANAGER = (
    select(agent.c.name_fold)
    .where(agent.c.id == contact.c.manager_id)
    .correlate(contact)
    .scalar_subquery()
)
_KEYS: dict[str, ColumnElement[Any]] = {
    "name": contact.c.name_fold,
    "phone": _FIRST_NUMBER,
    "email": contact.c.email_fold,
    "title": contact.c.title_fold,
    "company": company.c.name_fold,
    "rating": contact.c.rating,
    "manager": _MANAGER,
}


def load_page(
    connection: Connection, viewer: Viewer, spec: ContactSpec, *, limit: int
) -> tuple[ContactEntry, ...]:
    """The first rows in the list's order.

    Raises:
        NotAllowed: by phone, for a viewer who sees phone numbers masked.
    """
    name = connection.dialect.name
    found = select(*_COLUMNS).select_from(_ENTRIES).where(_matches(viewer, spec, name))
    ordered = found.order_by(*_order(viewer, spec.sort, name)).limit(limit)
    return _entries(connection.execute(ordered), viewer)


def count(connection: Connection, viewer: Viewer, spec: ContactSpec) -> int:
    """How many contacts the list shows."""
    matching = _matches(viewer, spec, connection.dialect.name)
    source: FromClause = contact if is_blank(spec.text) else _ENTRIES
    return int(connection.scalar(select(func.count()).select_from(source).where(matching)) or 0)


def find_ids(
    connection: Connection, viewer: Viewer, spec: ContactSpec, cancel: Cancellation
) -> "array[int]":
    """All matching ids in the list's order.

    Raises:
        Cancelled: `cancel` was requested.
        NotAllowed: as of `load_page`.
    """
    name = connection.dialect.name
    found = select(contact.c.id.label("serial")).select_from(_ENTRIES)
    found = found.where(_matches(viewer, spec, name))
    return in_order(connection, found, _order(viewer, spec.sort, name), contact, cancel)


def in_order(
    connection: Connection,
    found: Select[Any],
    order: Sequence[ColumnElement[Any]],
    rows: FromClause,
    cancel: Cancellation,
) -> "array[int]":
    """The ids that a statement gives as `serial`, in this order, by one step of the driver."""
    if connection.dialect.name in {"sqlite", "postgresql"}:
        found = found.order_by(*order)
    else:
        found = found.add_columns(func.row_number().over(order_by=list(order)).label("place"))
    greatest = int(connection.scalar(select(func.max(rows.c.id))) or 0)
    return find_in_order(connection, [compiled(found, connection.dialect)], greatest, cancel)


def load_rows(
    connection: Connection, viewer: Viewer, ids: Sequence[int]
) -> tuple[ContactEntry | None, ...]:
    """One row per id, in the given order; None where the viewer sees no such contact."""
    if not ids:
        return ()
    found = select(*_COLUMNS).select_from(_ENTRIES).where(contact.c.id.in_(list(ids)))
    rows = connection.execute(found.where(_is_there(viewer)))
    by_id = {entry.id: entry for entry in _entries(rows, viewer)}
    return tuple(map(by_id.get, ids))


def find_duplicates(
    connection: Connection, viewer: Viewer, contact_id: int, *, limit: int
) -> tuple[int, ...]:
    """Contacts with the name, a number or an address of this one, by id."""
    mine = select(contact_point.c.kind, contact_point.c.normalised).where(
        contact_point.c.contact_id == contact_id, _tells(viewer)
    )
    points = connection.execute(mine).all()
    name_fold = connection.scalar(select(contact.c.name_fold).where(contact.c.id == contact_id))
    alike = [
        contact.c.id.in_(
            select(contact_point.c.contact_id).where(
                contact_point.c.kind == kind, contact_point.c.normalised == normalised
            )
        )
        for kind, normalised in points
    ]
    if name_fold:
        alike.append(contact.c.name_fold == name_fold)
    claim = some(map(Claim, alike))
    found = select(contact.c.id).where(_is_there(viewer), contact.c.id != contact_id, claim.sql)
    return tuple(connection.scalars(found.order_by(contact.c.id).limit(limit)))


def words_claim(columns: Iterable[ColumnElement[Any]], text: str, dialect_name: str) -> Claim:
    """Every word of a search begins a word of one of these token texts."""
    phrases = needles(text)
    if not phrases and not is_blank(text):
        return NEVER  # marks alone are nothing to search for
    found = tuple(columns)
    return every(
        some(words_in(column, phrase, dialect_name) for column in found) for phrase in phrases
    )


def _is_there(viewer: Viewer) -> ColumnElement[bool]:
    return and_(may_see_contact(viewer), contact.c.merged_into.is_(None))


def _matches(viewer: Viewer, spec: ContactSpec, dialect_name: str) -> ColumnElement[bool]:
    parts = [_is_there(viewer)]
    phrases = needles(spec.text)
    if not phrases and not is_blank(spec.text):
        return NEVER.sql
    parts += [_found(viewer, phrase, dialect_name).sql for phrase in phrases]
    if spec.only_duplicates:
        parts.append(_has_duplicate(viewer))
    return and_(*parts)


def _found(viewer: Viewer, phrase: tuple[str, ...], dialect_name: str) -> Claim:
    found = [
        words_in(column, phrase, dialect_name) for column in (contact.c.search, company.c.search)
    ]
    digits = phrase[0]
    is_number = len(phrase) == 1 and digits.isascii() and digits.isdigit()
    if is_number and not viewer.phones_masked:
        found += [
            Claim(_rings(column, digits, dialect_name))
            for column in (contact_point.c.digits, contact_point.c.national)
        ]
    return some(found)


def _rings(column: ColumnElement[Any], digits: str, dialect_name: str) -> ColumnElement[bool]:
    begins = some(text_is(column, TextMatch.STARTS, (digits,), dialect_name))
    found = select(contact_point.c.contact_id).where(contact_point.c.kind == PHONE, begins.sql)
    return contact.c.id.in_(found)


def _tells(viewer: Viewer) -> ColumnElement[bool]:
    return contact_point.c.kind == EMAIL if viewer.phones_masked else true()


def _has_duplicate(viewer: Viewer) -> ColumnElement[bool]:
    # Asked of each contact by its own indexes: groups of all names and numbers would take seconds
    # where many are alike (200,000 contacts: 4.4 s).
    other, mine, theirs = (
        contact.alias("duplicate"),
        contact_point.alias("own_point"),
        contact_point.alias("shared_point"),
    )
    there = and_(
        may_see_contact(viewer, other), other.c.merged_into.is_(None), other.c.id != contact.c.id
    )
    same_name = exists(1).where(
        other.c.name_fold == contact.c.name_fold, contact.c.name_fold != "", there
    )
    same_point = (
        select(1)
        .select_from(mine)
        .join(theirs, and_(theirs.c.kind == mine.c.kind, theirs.c.normalised == mine.c.normalised))
        .join(other, other.c.id == theirs.c.contact_id)
        .where(mine.c.contact_id == contact.c.id, there)
    )
    if viewer.phones_masked:
        same_point = same_point.where(mine.c.kind == EMAIL)
    return or_(same_name.correlate(contact), same_point.correlate(contact).exists())


def _order(
    viewer: Viewer, sort: tuple[SortKey, ...], dialect_name: str
) -> list[ColumnElement[Any]]:
    if viewer.phones_masked and any(key.column == "phone" for key in sort):
        raise NotAllowed("query_masked_sort")
    return total_order(sort, _KEYS, CONTACT_COLUMNS, contact.c.id, dialect_name)


def total_order(
    sort: tuple[SortKey, ...],
    keys: dict[str, ColumnElement[Any]],
    known: tuple[str, ...],
    last: ColumnElement[Any],
    dialect_name: str,
) -> list[ColumnElement[Any]]:
    """The order of some sort keys, ties broken by `last` in the direction of the last key.

    Raises:
        BadUsage: a column that is none.
    """
    order: list[ColumnElement[Any]] = []
    is_descending = False
    for key in sort:
        if key.column not in keys:
            raise BadUsage("unknown_column", value=key.column, expected=", ".join(known))
        is_descending = key.is_descending
        order.append(directed(keys[key.column], dialect_name, is_descending=is_descending))
    order.append(last.desc() if is_descending else last.asc())
    return order


def _entries(rows: Iterable[Any], viewer: Viewer) -> tuple[ContactEntry, ...]:
    if not viewer.phones_masked:
        return tuple(ContactEntry(*row) for row in rows)
    return tuple(ContactEntry(*row)._replace(phone=masked_phone(row.phone)) for row in rows)
