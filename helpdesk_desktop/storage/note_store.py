"""The only place that writes notes and reading marks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, literal, select, update
from sqlalchemy.dialects import mysql, postgresql, sqlite

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.folding import token_text
from helpdesk_desktop.storage.activity_store import Deed, add_changes
from helpdesk_desktop.storage.column_types import Instant
from helpdesk_desktop.storage.schema import note, ticket, ticket_read
from helpdesk_desktop.storage.search_text_store import append_search

_INSERT_NOTE = insert(note)
_PLAIN = 0


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A checked note on its way into the database."""

    uid: UUID
    serial: int
    author_id: int | None
    at: datetime
    body: str
    is_internal: bool = True
    reminder_at: datetime | None = None
    due_at: datetime | None = None


def has_note(connection: Connection, uid: UUID) -> bool:
    """Whether a note was written under this uid."""
    return connection.execute(select(note.c.id).where(note.c.uid == uid)).first() is not None


def insert_note(connection: Connection, new: NoteRow) -> str:
    """Write the note alone; its words are answered, for the ticket's search text."""
    words = token_text(new.body)
    connection.execute(
        _INSERT_NOTE,
        {
            "uid": new.uid,
            "serial": new.serial,
            "author_id": new.author_id,
            "created_at": new.at,
            "format": _PLAIN,
            "is_internal": int(new.is_internal),
            "body": new.body,
            "body_words": words,
            "reminder_at": new.reminder_at,
            "due_at": new.due_at,
            "version": 1,
        },
    )
    return words


def add_note(connection: Connection, new: NoteRow, deed: Deed, version: int) -> None:
    """Write a note to a ticket that stands already.

    Notes are only ever added, so the ticket keeps its `version`: nobody's open editor conflicts.
    The first one that the customer may read is the first response.
    """
    append_search(connection, new.serial, insert_note(connection, new))
    values = {
        "note_count": ticket.c.note_count + 1,
        "updated_at": deed.at,
        "touched_at": deed.at,
        "touched_by": deed.agent_id,
    }
    if not new.is_internal:
        values["first_response_at"] = func.coalesce(
            ticket.c.first_response_at, literal(deed.at, Instant())
        )
    connection.execute(update(ticket).where(ticket.c.serial == new.serial).values(values))
    add_changes(connection, deed, ((ChangeKind.TICKET, new.serial, version),))


def set_reading(connection: Connection, agent_id: int, serial: int, read_at: datetime) -> None:
    """The agent's reading of the ticket is as of `read_at`."""
    row = {"agent_id": agent_id, "serial": serial, "read_at": read_at}
    match connection.dialect.name:
        case "sqlite":
            connection.execute(
                sqlite.insert(ticket_read)
                .values(row)
                .on_conflict_do_update(
                    index_elements=("agent_id", "serial"), set_={"read_at": read_at}
                )
            )
        case "postgresql":
            connection.execute(
                postgresql.insert(ticket_read)
                .values(row)
                .on_conflict_do_update(
                    index_elements=("agent_id", "serial"), set_={"read_at": read_at}
                )
            )
        case _:
            connection.execute(
                mysql.insert(ticket_read).values(row).on_duplicate_key_update(read_at=read_at)
            )
