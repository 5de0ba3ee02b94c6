"""The only place that says where a custom field's values lie and how a ticket reaches them.

Where the first few matches are wanted a ticket's own values are looked up by their key (`EXISTS`),
so that a walk in list order stops at its first page. Where every match is wanted the values are
asked first, by their own index, and give their tickets (`IN`). A contact's and a company's values
are reached through the ticket's contact; those of a contact out of sight are empty.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    exists,
    literal_column,
    select,
)

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import ContactScope
from helpdesk_desktop.storage.claims import Claim
from helpdesk_desktop.storage.custom.custom_value_rows import VALUE_COLUMNS
from helpdesk_desktop.storage.filter_places import Asking, serial_of, with_contact
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.schema import (
    company_value,
    contact,
    contact_value,
    ticket,
    ticket_value,
)

_TABLES: dict[CustomFieldOwner, Table] = {
    CustomFieldOwner.TICKET: ticket_value,
    CustomFieldOwner.CONTACT: contact_value,
    CustomFieldOwner.COMPANY: company_value,
}
_OWNERS: dict[CustomFieldOwner, Column[Any]] = {
    CustomFieldOwner.TICKET: ticket_value.c.serial,
    CustomFieldOwner.CONTACT: contact_value.c.contact_id,
    CustomFieldOwner.COMPANY: company_value.c.company_id,
}


def custom_field_of(key: str, asking: Asking) -> CustomField | None:
    """The custom field of a key such as `cf.region`; None for any other key."""
    return asking.question.directory.custom_field_by_key.get(fold(key))


def value_column(field: CustomField) -> Column[Any]:
    """The column that holds the field's values; never NULL in a row of the field."""
    return _TABLES[field.owner].c[VALUE_COLUMNS[field.kind]]


def text_columns(field: CustomField) -> tuple[Column[str], Column[str]]:
    """Of a text's row: the whole folded text where it is long, and its words."""
    table = _TABLES[field.owner]
    return table.c.text_whole, table.c.text_words


def with_value(field: CustomField, holds: Claim, asking: Asking) -> Claim:
    """The ticket has a value of the field of which the claim holds."""
    if asking.asks_values_first:
        return _among_all(field, holds, asking)
    return with_value_of_its_own(field, holds, asking)


def with_value_of_its_own(field: CustomField, holds: Claim, asking: Asking) -> Claim:
    """The same, looked up ticket by ticket whatever is wanted: for what nearly every one meets."""
    source, its_own = _from_ticket(field, asking)
    found = exists(1).select_from(source).where(its_own, *_rows(field, holds))
    outside = (ticket,) if asking.led is None else (ticket, asking.led)
    return Claim(found.correlate(*outside), is_sure=True)


def _rows(field: CustomField, holds: Claim) -> tuple[ColumnElement[bool], ...]:
    # Inlined: an id is no secret, and plans know it.
    return _TABLES[field.owner].c.field_id == literal_column(str(int(field.id))), holds.sql


def _from_ticket(field: CustomField, asking: Asking) -> tuple[FromClause, ColumnElement[bool]]:
    """The values beside what leads to them, and the condition that they are the ticket's."""
    owner = _OWNERS[field.owner]
    viewer = asking.question.viewer
    match field.owner:
        case CustomFieldOwner.TICKET:
            return ticket_value, owner == serial_of(asking)
        case CustomFieldOwner.CONTACT if viewer.contact_scope is ContactScope.ALL:
            return contact_value, owner == ticket.c.contact_id
        case CustomFieldOwner.CONTACT:
            beside = contact.join(contact_value, owner == contact.c.id)
        case _:
            beside = contact.join(company_value, owner == contact.c.company_id)
    return beside, and_(contact.c.id == ticket.c.contact_id, may_see_contact(viewer))


def _among_all(field: CustomField, holds: Claim, asking: Asking) -> Claim:
    owner = _OWNERS[field.owner]
    found: Select[Any] = select(owner).where(*_rows(field, holds))
    if field.owner is CustomFieldOwner.TICKET:
        return Claim(serial_of(asking).in_(found.correlate(None)), is_sure=True)
    viewer = asking.question.viewer
    shown = select(contact.c.id).where(may_see_contact(viewer))
    if field.owner is CustomFieldOwner.COMPANY:
        return with_contact(shown.where(contact.c.company_id.in_(found.correlate(None))))
    if viewer.contact_scope is ContactScope.ALL:
        return with_contact(found)
    return with_contact(shown.where(contact.c.id.in_(found.correlate(None))))
