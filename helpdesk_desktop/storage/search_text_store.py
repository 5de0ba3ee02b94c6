"""The only place that composes a ticket's search text from what is stored.

Its parts: the contact's addresses, subject, description, the contact's name, the notes. No phone
number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update

from helpdesk_desktop.domain.folding import EMAILS_END, PART_MARK, join_words, token_text
from helpdesk_desktop.storage.schema import contact, contact_point, note, ticket, ticket_text

_EMAIL = 1
_UPDATE = (
    update(ticket_text)
    .where(ticket_text.c.serial == bindparam("of_serial"))
    .values(search=bindparam("new_search"))
)


def compose(
    subject: str,
    description_words: str | None,
    name_words: str | None = None,
    email_words: Iterable[str] = (),
    note_words: Iterable[str] = (),
) -> str:
    """The search text of parts that are `token_text` already, but for the subject."""
    return join_words(
        (token_text(subject), description_words, name_words, *note_words), email_words
    )


def without_emails(search: ColumnElement[str], dialect_name: str) -> ColumnElement[str]:
    """A search text without the contact's addresses."""
    match dialect_name:
        case "sqlite":
            place = func.instr(search, EMAILS_END)
        case "postgresql":
            place = func.strpos(search, EMAILS_END)
        case _:
            place = func.locate(EMAILS_END, search)
    # Where there is no address the place is 0, and the text begins at 1.
    return func.substr(search, place + 1)


def refresh_search(connection: Connection, serials: Sequence[int]) -> None:
    """Compose the search texts of these tickets anew; a thousand at a time at most."""
    values = [
        {"of_serial": serial, "new_search": text}
        for serial, text, _ in composed(connection, serials)
    ]
    if values:
        connection.execute(_UPDATE, values)


def composed(connection: Connection, serials: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Serial, search text as it should be and as it is; a thousand at a time at most."""
    notes: defaultdict[int, list[str]] = defaultdict(list)
    ordered = (
        select(note.c.serial, note.c.body_words)
        .where(note.c.serial.in_(serials))
        .order_by(note.c.id)
    )
    for serial, words in connection.execute(ordered):
        notes[serial].append(words)
    rows = connection.execute(
        select(
            ticket.c.serial,
            ticket.c.subject,
            ticket.c.contact_id,
            contact.c.name,
            ticket_text.c.description_words,
            ticket_text.c.search,
        )
        .join_from(ticket, ticket_text, ticket_text.c.serial == ticket.c.serial)
        .outerjoin(contact, contact.c.id == ticket.c.contact_id)
        .where(ticket.c.serial.in_(serials))
    ).all()
    emails = _emails(connection, {row.contact_id for row in rows if row.contact_id is not None})
    # Of a contact with thousands of tickets the words are made once.
    known = {row.contact_id: row.name for row in rows}
    names = {one: name and token_text(name) for one, name in known.items()}
    addresses = {one: [token_text(email) for email in found] for one, found in emails.items()}
    for row in rows:
        text = compose(
            row.subject,
            row.description_words,
            names[row.contact_id],
            addresses.get(row.contact_id, ()),
            notes.get(row.serial, ()),
        )
        yield row.serial, text, row.search


def append_search(connection: Connection, serial: int, words: str) -> None:
    """Add the words of one more part to a ticket's search text."""
    if words:
        addition = f" {PART_MARK}{words}"
        connection.execute(
            update(ticket_text)
            .where(ticket_text.c.serial == serial)
            .values(search=ticket_text.c.search + addition)
        )


def _emails(connection: Connection, contact_ids: set[int]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    if contact_ids:
        ordered = (
            select(contact_point.c.contact_id, contact_point.c.value)
            .where(contact_point.c.contact_id.in_(contact_ids), contact_point.c.kind == _EMAIL)
            .order_by(contact_point.c.contact_id, contact_point.c.position)
        )
        for contact_id, value in connection.execute(ordered):
            found[contact_id].append(value)
    return found
