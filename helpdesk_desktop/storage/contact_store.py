"""The only place that writes contacts and companies.

A contact's row carries its primary number and address, and its tickets carry its folded name and
its words; whoever changes a contact here leaves them right in the same transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    Connection,
    CursorResult,
    Row,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from helpdesk_desktop.domain.contact_rules import CheckedContact
from helpdesk_desktop.domain.email_address import EmailAddress
from helpdesk_desktop.domain.folding import fold, search_text, token_text
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.phone import PhoneNumber
from helpdesk_desktop.storage.merged_names import find_companies, survivors
from helpdesk_desktop.storage.permission_sql import may_see_contact
from helpdesk_desktop.storage.schema import company, contact, contact_point, ticket
from helpdesk_desktop.storage.search_rewriting import rewrite_search

PHONE, EMAIL = 0, 1

_INSERT_CONTACT = insert(contact)
_INSERT_POINT = insert(contact_point)


@dataclass(frozen=True, slots=True)
class ContactWords:
    """What a ticket keeps of its contact: the folded name, and the words that find it."""

    id: int
    name_fold: str | None
    name_words: str | None
    email_words: tuple[str, ...]


def load_words(connection: Connection, viewer: Viewer, contact_id: int) -> ContactWords | None:
    """What a ticket keeps of a contact; None where the viewer sees no such contact.

    A merged one stands for the contact it was merged into: a draft may still name it.
    """
    contact_id = survivor_of(connection, contact_id)
    emails = contact_point.c.contact_id == contact.c.id, contact_point.c.kind == EMAIL
    rows = connection.execute(
        select(contact.c.id, contact.c.name, contact_point.c.value)
        .outerjoin(contact_point, emails[0] & emails[1])
        .where(contact.c.id == contact_id, may_see_contact(viewer))
        .order_by(contact_point.c.position)
    ).all()
    if not rows:
        return None
    return words_of(contact_id, rows[0].name, [row.value for row in rows if row.value is not None])


def words_of(contact_id: int, name: str | None, emails: Iterable[str]) -> ContactWords:
    """What tickets keep of a contact with this name and these addresses."""
    return ContactWords(
        contact_id,
        None if name is None else fold(name),
        None if name is None else token_text(name),
        tuple(token_text(email) for email in emails),
    )


def add_contact(connection: Connection, uid: UUID, new: CheckedContact) -> ContactWords:
    """Make a contact, and its company where none has the name yet."""
    emails = new.emails
    row = {
        "uid": uid,
        "name": new.name,
        "name_fold": None if new.name is None else fold(new.name),
        "title": new.title,
        "title_fold": None if new.title is None else fold(new.title),
        "company_id": find_or_add_company(connection, new.company, uid),
        "rating": new.rating,
        "phone": new.phones[0].value if new.phones else None,
        "email": emails[0].value if emails else None,
        "email_fold": emails[0].folded if emails else None,
        "manager_id": new.manager_id,
        "notes": new.notes,
        "search": search_text((new.name, new.title), (email.value for email in emails)),
        "version": 1,
    }
    contact_id = inserted_id(connection.execute(_INSERT_CONTACT, row))
    add_points(connection, contact_id, new.phones, emails)
    return words_of(contact_id, new.name, [email.value for email in emails])


def inserted_id(result: CursorResult[Any]) -> int:
    """The id that the database gave to the one row just inserted."""
    return int(cast("Row[Any]", result.inserted_primary_key)[0])


def find_or_add_company(connection: Connection, name: str | None, uid: UUID) -> int | None:
    """The company of that name, whatever its case and accents; made where there is none.

    The name of one that was merged is its survivor's, unless a new one has it.
    `uid` is the contact's: a company made with it never needs another one.
    """
    if name is None:
        return None
    for ids in find_companies(connection, (name,)).values():
        return ids[0]
    return add_company(connection, name, uid)


def add_company(connection: Connection, name: str, uid: UUID, notes: str | None = None) -> int:
    """Make a company, whether or not another one has the name."""
    row = {
        "uid": uid,
        "name": name,
        "name_fold": fold(name),
        "notes": notes,
        "search": search_text((name,)),
        "version": 1,
    }
    return inserted_id(connection.execute(insert(company), row))


def add_points(
    connection: Connection,
    contact_id: int,
    phones: Sequence[PhoneNumber],
    emails: Sequence[EmailAddress],
) -> None:
    """Write a contact's numbers and addresses in their order; the first are the primary ones."""
    rows: list[dict[str, Any]] = [
        {
            "contact_id": contact_id,
            "kind": PHONE,
            "value": phone.value,
            "normalised": phone.normalised,
            "digits": phone.digits,
            "national": phone.national,
            "is_primary": int(position == 0),
            "position": position,
        }
        for position, phone in enumerate(phones)
    ]
    rows += [
        {
            "contact_id": contact_id,
            "kind": EMAIL,
            "value": email.value,
            "normalised": email.folded,
            "digits": None,
            "national": None,
            "is_primary": int(position == 0),
            "position": position,
        }
        for position, email in enumerate(emails)
    ]
    if rows:
        connection.execute(_INSERT_POINT, rows)


def edit_contact(
    connection: Connection,
    contact_id: int,
    version: int,
    columns: dict[str, Any],
    *,
    phones: Sequence[PhoneNumber] | None = None,
    emails: Sequence[EmailAddress] | None = None,
) -> bool:
    """Change a contact that still has `version`; False when somebody was first.

    `columns` are those of the table without folded and primary ones, which follow by themselves;
    `phones` and `emails`, where given, replace all that were there.
    """
    values = dict(columns)
    for name in ("name", "title"):
        if name in values:
            values[f"{name}_fold"] = None if values[name] is None else fold(values[name])
    if phones is not None:
        values["phone"] = phones[0].value if phones else None
    if emails is not None:
        values["email"] = emails[0].value if emails else None
        values["email_fold"] = emails[0].folded if emails else None
    changed = connection.execute(
        update(contact)
        .where(contact.c.id == contact_id, contact.c.version == version)
        .values(**values, version=version + 1)
    )
    if changed.rowcount != 1:
        return False
    for kind, points in ((PHONE, phones), (EMAIL, emails)):
        if points is not None:
            connection.execute(
                delete(contact_point).where(
                    contact_point.c.contact_id == contact_id, contact_point.c.kind == kind
                )
            )
    add_points(connection, contact_id, phones or (), emails or ())
    refresh_contact_search(connection, contact_id)
    if "name" in columns or emails is not None:
        _tell_tickets(connection, contact_id, values)
    return True


def refresh_contact_search(connection: Connection, contact_id: int) -> None:
    """Compose a contact's own search text anew of what is stored."""
    row = connection.execute(
        select(contact.c.name, contact.c.title).where(contact.c.id == contact_id)
    ).one()
    emails = connection.execute(
        select(contact_point.c.value)
        .where(contact_point.c.contact_id == contact_id, contact_point.c.kind == EMAIL)
        .order_by(contact_point.c.position)
    ).scalars()
    connection.execute(
        update(contact)
        .where(contact.c.id == contact_id)
        .values(search=search_text((row.name, row.title), emails))
    )


def survivor_of(connection: Connection, contact_id: int, contacts: Table = contact) -> int:
    """The contact, or company, that one was merged into, however often; itself where it was not."""
    return survivors(connection, contacts, (contact_id,))[contact_id]


def _tell_tickets(connection: Connection, contact_id: int, values: dict[str, Any]) -> None:
    if "name_fold" in values:
        connection.execute(
            update(ticket)
            .where(ticket.c.contact_id == bindparam("of_contact"))
            .values(contact_fold=values["name_fold"]),
            {"of_contact": contact_id},
        )
    rewrite_search(connection, ticket.c.contact_id == contact_id)
