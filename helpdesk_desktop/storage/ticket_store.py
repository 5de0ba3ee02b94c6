"""The only place that writes tickets.

`add` takes the serial last of all and keeps the counter's lock no longer than the inserts need.
`edit` changes a row only while it still has the version that was read. Both leave history, hints
for other windows, sort keys and search words right in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.folding import fold, token_text
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.phone import PhoneNumber
from helpdesk_desktop.domain.ticket import Hidden, Saved, Serial, Status
from helpdesk_desktop.storage.activity_store import (
    Deed,
    FieldChange,
    add_activities,
    add_changes,
)
from helpdesk_desktop.storage.contact_store import ContactWords
from helpdesk_desktop.storage.counter_store import take_serials
from helpdesk_desktop.storage.custom.custom_value_store import add_values, set_values
from helpdesk_desktop.storage.note_store import NoteRow, insert_note
from helpdesk_desktop.storage.permission_sql import may_see
from helpdesk_desktop.storage.schema import (
    ticket,
    ticket_cc,
    ticket_text,
)
from helpdesk_desktop.storage.search_text_store import compose, refresh_search

_INSERT_TICKET = insert(ticket)
_INSERT_TEXT = insert(ticket_text)
_INSERT_CC = insert(ticket_cc)
_BY_UID = select(ticket.c.serial, ticket.c.version, ticket.c.creator_id).where(
    ticket.c.uid == bindparam("of_uid")
)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A checked ticket on its way into the database.

    `values` are those of `ticket_rules.check`; `contact` stands for its `contact_id` and
    `new_contact`, whichever there was.
    """

    uid: UUID
    values: Mapping[str, Any]
    contact: ContactWords | None
    deed: Deed
    note_uid: UUID
    custom: tuple[tuple[CustomField, CustomValue], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket that is there already."""

    serial: int
    version: int
    creator_id: int | None


@dataclass(frozen=True, slots=True)
class FieldValues:
    """What an edit writes: the ticket's columns, and what stands in other tables."""

    columns: Mapping[str, Any]
    changes: tuple[FieldChange, ...]
    description: tuple[str | None] | None = None  # one value, or no change
    cc_ids: tuple[int, ...] | None = None
    custom: tuple[tuple[CustomField, CustomValue | None], ...] = ()
    refreshes_search: bool = False


def find_by_uid(connection: Connection, uid: UUID) -> Standing | None:
    """The ticket that was made under this uid, whoever may see it."""
    row = connection.execute(_BY_UID, {"of_uid": uid}).first()
    return None if row is None else Standing(row.serial, row.version, row.creator_id)


def find_external(connection: Connection, source: str, external_id: str) -> UUID | None:
    """The uid of the ticket that came from there under that id."""
    found: UUID | None = connection.execute(
        select(ticket.c.uid).where(
            ticket.c.external_source == source, ticket.c.external_id == external_id
        )
    ).scalar()
    return found


def add(connection: Connection, new: NewRow) -> Saved | None:
    """Make the ticket; None, with a serial taken, when its uid is there already.

    On None the caller must roll the transaction back, or the serial would be a gap. The counter
    is asked before the uid: its lock makes two sends of one ticket stand in line.
    """
    serial = take_serials(connection)
    if find_by_uid(connection, new.uid) is not None:
        return None
    values, deed = new.values, new.deed
    note = values.get("first_note")
    connection.execute(_INSERT_TICKET, _ticket_row(serial, new))
    description = values.get("description")
    description_words = None if description is None else token_text(description)
    note_words = () if note is None else (token_text(note),)
    contact = new.contact
    text_row = {
        "serial": serial,
        "description": description,
        "description_words": description_words,
        "search": compose(
            values["subject"],
            description_words,
            None if contact is None else contact.name_words,
            () if contact is None else contact.email_words,
            note_words,
        ),
    }
    connection.execute(_INSERT_TEXT, text_row)
    _add_ccs(connection, serial, values.get("cc_ids") or ())
    add_values(connection, CustomFieldOwner.TICKET, {serial: new.custom})
    if note is not None:
        insert_note(connection, NoteRow(new.note_uid, serial, deed.agent_id, deed.at, note))
    add_activities(connection, serial, deed, (FieldChange("created"),))
    add_changes(connection, deed, ((ChangeKind.TICKET, serial, 1),))
    return Saved(Serial(serial), new.uid, 1)


def load_for_edit(connection: Connection, viewer: Viewer, serial: int) -> Row[Any] | None:
    """The ticket's own columns, locked until the end; None where the viewer sees no such ticket."""
    return connection.execute(
        select(ticket)
        .where(ticket.c.serial == serial, ticket.c.hidden == int(Hidden.LISTED), may_see(viewer))
        .with_for_update()
    ).first()


def load_description(connection: Connection, serial: int) -> str | None:
    """The ticket's description."""
    found: str | None = connection.execute(
        select(ticket_text.c.description).where(ticket_text.c.serial == serial)
    ).scalar()
    return found


def load_cc_ids(connection: Connection, serial: int) -> tuple[int, ...]:
    """The agents in CC, sorted."""
    found = connection.execute(
        select(ticket_cc.c.agent_id).where(ticket_cc.c.serial == serial)
    ).scalars()
    return tuple(sorted(found))


def edit(
    connection: Connection, serial: int, version: int, values: FieldValues, deed: Deed
) -> bool:
    """Write what changed of a ticket that still has `version`; False when somebody was first."""
    changed = connection.execute(
        update(ticket)
        .where(ticket.c.serial == serial, ticket.c.version == version)
        .values(
            **values.columns,
            version=version + 1,
            updated_at=deed.at,
            touched_at=deed.at,
            touched_by=deed.agent_id,
        )
    )
    if changed.rowcount != 1:
        return False
    if values.description is not None:
        description = values.description[0]
        connection.execute(
            update(ticket_text)
            .where(ticket_text.c.serial == serial)
            .values(
                description=description,
                description_words=None if description is None else token_text(description),
            )
        )
    if values.cc_ids is not None:
        connection.execute(delete(ticket_cc).where(ticket_cc.c.serial == serial))
        _add_ccs(connection, serial, values.cc_ids)
    set_values(connection, CustomFieldOwner.TICKET, serial, values.custom)
    if values.refreshes_search:
        refresh_search(connection, (serial,))
    add_activities(connection, serial, deed, values.changes)
    add_changes(connection, deed, ((ChangeKind.TICKET, serial, version + 1),))
    return True


def subject_columns(subject: str) -> dict[str, Any]:
    """A subject as it is kept."""
    return {"subject": subject, "subject_fold": fold(subject)}


def phone_columns(phone: PhoneNumber | None) -> dict[str, Any]:
    """An unknown caller's number as it is kept."""
    return {
        "phone": None if phone is None else phone.value,
        "phone_digits": None if phone is None else phone.digits,
        "phone_national": None if phone is None else phone.national,
    }


def contact_columns(contact: ContactWords | None) -> dict[str, Any]:
    """What a ticket's row keeps of its contact."""
    return {
        "contact_id": None if contact is None else contact.id,
        "contact_fold": None if contact is None else contact.name_fold,
    }


def status_columns(old: Status | None, new: Status, reopened: int, at: datetime) -> dict[str, Any]:
    """A status and what follows from it: when it was closed, how often opened again."""
    columns: dict[str, Any] = {"status": int(new)}
    if new is Status.CLOSED:
        columns["closed_at"] = at
    elif old is Status.CLOSED:
        columns |= {"closed_at": None, "reopened": reopened + 1}
    return columns


def external_columns(external_id: str | None) -> dict[str, Any]:
    """An id given by another system as it is kept."""
    return {
        "external_id": external_id,
        "external_id_fold": None if external_id is None else fold(external_id),
    }


def due_columns(due_at: datetime | None) -> dict[str, Any]:
    """A due time set by hand."""
    return {"due_at": due_at, "due_source": None if due_at is None else 0}


def _ticket_row(serial: int, new: NewRow) -> dict[str, Any]:
    values, deed = new.values, new.deed
    # A known contact's numbers live in contact_point alone.
    phone = values.get("phone") if new.contact is None else None
    return {
        "serial": serial,
        "uid": new.uid,
        "version": 1,
        "hidden": int(Hidden.LISTED),
        "priority": int(values["priority"]),
        "source": int(values["source"]),
        "type_id": values.get("type_id"),
        "assignee_id": values.get("assignee_id"),
        "team_id": values.get("group_id"),
        "creator_id": deed.agent_id,
        "created_at": deed.at,
        "updated_at": deed.at,
        "closed_at": None,
        "reopened": 0,
        "touched_at": deed.at,
        "touched_by": deed.agent_id,
        "note_count": int(values.get("first_note") is not None),
        "attachment_count": 0,
        "external_source": values.get("external_source"),
        **external_columns(values.get("external_id")),
        **subject_columns(values["subject"]),
        **contact_columns(new.contact),
        **phone_columns(phone),
        **due_columns(values.get("due_at")),
        **status_columns(None, values["status"], 0, deed.at),
    }


def _add_ccs(connection: Connection, serial: int, cc_ids: tuple[int, ...]) -> None:
    if cc_ids:
        connection.execute(
            _INSERT_CC, [{"serial": serial, "agent_id": agent_id} for agent_id in cc_ids]
        )
