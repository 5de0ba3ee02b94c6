"""The only place that reads contacts: one in full, and those that a typed text may mean.

Contacts that the viewer may not see do not exist here, and numbers come masked where the role
says so; a masked role's digits find nobody, or the number could be guessed.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.folding import fold, tokens
from helpdesk_desktop.domain.people import (
    AgentId,
    ContactDetail,
    ContactId,
    ContactRow,
    Viewer,
)
from helpdesk_desktop.domain.permission import masked_phone
from helpdesk_desktop.domain.phone import PhoneNumber, digits_of, normalise
from helpdesk_desktop.storage.contact_store import EMAIL, PHONE
from helpdesk_desktop.storage.custom.custom_value_store import load_values_of
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.schema import (
    company,
    contact,
    contact_point,
)

# Fewer digits begin too many numbers to mean one.
_FEWEST_DIGITS = 3
# What may stand before a word inside a name. Letters and digits stand before none.
_BEFORE_WORDS = " -.,('\"/&_"


def load_contact(connection: Connection, viewer: Viewer, contact_id: int) -> ContactDetail | None:
    """One contact; None where the viewer sees no such contact."""
    row = connection.execute(
        select(contact, company.c.name.label("company_name"))
        .outerjoin(company, company.c.id == contact.c.company_id)
        .where(contact.c.id == contact_id, may_see_contact(viewer))
    ).first()
    if row is None:
        return None
    points = connection.execute(
        select(contact_point.c.kind, contact_point.c.value)
        .where(contact_point.c.contact_id == contact_id)
        .order_by(contact_point.c.position)
    ).all()
    phones = [point.value for point in points if point.kind == PHONE]
    if viewer.phones_masked:
        phones = [masked_phone(phone) for phone in phones]
    custom = load_values_of(connection, CustomFieldOwner.CONTACT, contact_id)
    return ContactDetail(
        ContactId(row.id),
        row.version,
        row.name,
        row.title,
        tuple(phones),
        tuple(point.value for point in points if point.kind == EMAIL),
        row.company_name,
        row.rating,
        None if row.manager_id is None else AgentId(row.manager_id),
        row.notes,
        tuple(custom.items()),
    )


def load_company_id(connection: Connection, contact_id: int) -> int | None:
    """The company of a contact that the viewer sees."""
    found: int | None = connection.scalar(
        select(contact.c.company_id).where(contact.c.id == contact_id)
    )
    return found


def load_phone_forms(
    connection: Connection, viewer: Viewer, contact_id: int
) -> tuple[str | None, ...]:
    """The numbers of a contact in E.164, in their order; None where one cannot be told."""
    points = connection.execute(
        select(contact_point.c.normalised, contact_point.c.national)
        .where(contact_point.c.contact_id == contact_id, contact_point.c.kind == PHONE)
        .order_by(contact_point.c.position)
    )
    return tuple(
        None if viewer.phones_masked or national is None else normalised
        for normalised, national in points
    )


def find_callers(
    connection: Connection, viewer: Viewer, text: str, *, region: str, limit: int
) -> tuple[ContactRow, ...]:
    """Contacts that a typed number, address or name may mean, the surest first.

    A number or address must begin so; every word of a name must begin a word of theirs.
    """
    found: list[int] = []
    for statement in _searches(viewer, text, region):
        if len(found) >= limit:
            break
        wanted = statement.limit(limit)
        if found:
            wanted = wanted.where(contact.c.id.not_in(found))
        found += connection.execute(wanted).scalars().all()
    return load_contact_rows(connection, viewer, found[:limit])


def _searches(viewer: Viewer, text: str, region: str) -> list[Select[Any]]:
    visible = and_(may_see_contact(viewer), contact.c.merged_into.is_(None))
    searches: list[Select[Any]] = []
    folded = fold(text.strip())
    words = tokens(text)
    digits = digits_of(text)
    if len(digits) >= _FEWEST_DIGITS and not viewer.phones_masked:
        searches += [_by_point(visible, claim) for claim in _phone_claims(text, digits, region)]
    if not words:
        return searches
    by_email = _by_point(
        visible, and_(contact_point.c.kind == EMAIL, _begins(contact_point.c.normalised, folded))
    )
    if "@" in folded:
        return [*searches, by_email]
    by_name = select(contact.c.id).where(visible).order_by(contact.c.name_fold, contact.c.id)
    # The index of names answers the first alone, and most names are found by it.
    searches.append(by_name.where(_begins(contact.c.name_fold, folded)))
    if len(words) == 1:
        searches.append(by_email)
    searches.append(by_name.where(*(_has_word(word) for word in words)))
    return searches


def _phone_claims(text: str, digits: str, region: str) -> list[ColumnElement[bool]]:
    number = normalise(text, region)
    claims: list[ColumnElement[bool]] = []
    if number is not None and number.national is not None:
        claims.append(_is_number(number))
    claims.append(and_(contact_point.c.kind == PHONE, _begins(contact_point.c.digits, digits)))
    claims.append(and_(contact_point.c.kind == PHONE, _begins(contact_point.c.national, digits)))
    return claims


def _is_number(number: PhoneNumber) -> ColumnElement[bool]:
    return and_(contact_point.c.kind == PHONE, contact_point.c.normalised == number.normalised)


def _by_point(visible: ColumnElement[bool], claim: ColumnElement[bool]) -> Select[Any]:
    # Grouped: a contact may have two numbers that begin alike.
    return (
        select(contact.c.id)
        .join(contact_point, contact_point.c.contact_id == contact.c.id)
        .where(visible, claim)
        .group_by(contact.c.id)
        .order_by(contact.c.id)
    )


def _begins(column: ColumnElement[Any], start: str) -> ColumnElement[bool]:
    # A range of the index, on every engine and for every character: the last code point is higher
    # than any letter. Columns of folded text sort by code point.
    return and_(column >= start, column < f"{start}\U0010ffff")


def _has_word(word: str) -> ColumnElement[bool]:
    column = contact.c.name_fold
    if not word.isascii() and len(word) == 1:
        return column.contains(word, autoescape=True)  # CJK: every character is a word
    starts = [column.contains(f"{mark}{word}", autoescape=True) for mark in _BEFORE_WORDS]
    # The first part is cheap and true of few; it spares most rows the others.
    return and_(
        column.contains(word, autoescape=True),
        or_(column.startswith(word, autoescape=True), *starts),
    )


def load_contact_rows(
    connection: Connection, viewer: Viewer, contact_ids: Sequence[int]
) -> tuple[ContactRow, ...]:
    """Contacts that the caller found for the viewer, in the given order."""
    if not contact_ids:
        return ()
    rows = connection.execute(
        select(
            contact.c.id,
            contact.c.name,
            contact.c.phone,
            contact.c.email,
            company.c.name.label("company_name"),
        )
        .outerjoin(company, company.c.id == contact.c.company_id)
        .where(contact.c.id.in_(contact_ids))
    )
    by_id = {
        row.id: ContactRow(
            ContactId(row.id),
            row.name,
            masked_phone(row.phone) if viewer.phones_masked else row.phone,
            row.email,
            row.company_name,
        )
        for row in rows
    }
    return tuple(by_id[contact_id] for contact_id in contact_ids)
