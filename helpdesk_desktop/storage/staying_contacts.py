"""The only place that says which tickets an update of rows leaves with their contact and number.

A contact is compared with what the viewer sees of it. Where that agrees with all that the row
gives, it stays: whether the number behind a mask is another one, or the e-mail of a hidden contact,
is nothing that "unchanged" may tell. A row with a masked number knows nothing of the number.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.storage.contact_finding import find_contacts
from helpdesk_desktop.storage.contact_heads import Heads
from helpdesk_desktop.storage.contact_wish import (
    BY_NAME,
    ContactWish,
    LostValues,
    MadeContacts,
    Match,
)
from helpdesk_desktop.storage.import_contacts import recall_contacts
from helpdesk_desktop.storage.import_store import ImportRow, wishes_of
from helpdesk_desktop.storage.seen_contacts import SeenContact, see_contacts

CONTACT_FIELDS = frozenset({"contact", "phone", "email", "company"})


class Meant(NamedTuple):
    """The contacts that are there for rows, and the serials of the tickets that keep theirs.

    `missing` are the others' rows for whom nobody was found, `lost` those whose contact has not all
    that they say.
    """

    contacts: dict[ContactWish, Match]
    staying: frozenset[int]
    missing: tuple[ImportRow, ...] = ()
    lost: tuple[LostValues, ...] = ()


def find_meant(
    connection: Connection,
    viewer: Viewer,
    known: Sequence[tuple[int, ImportRow]],
    tickets: Mapping[int, Any],
    *,
    fields: frozenset[str],
    made: MadeContacts | None = None,
    heads: Heads | None = None,
) -> Meant:
    """Whom the rows speak of; `known` pairs serials of `tickets` with rows.

    `heads` are the contacts that a dry run's rows before would make.
    """
    fields &= CONTACT_FIELDS
    if not fields:
        return Meant({}, frozenset())
    wishes = wishes_of(row for _, row in known)
    contacts = find_contacts(connection, viewer, wishes, made)
    if heads is not None:
        recall_contacts(viewer, wishes, contacts, heads)
    staying: set[int] = set()
    doubtful: list[tuple[int, ImportRow, Match | None]] = []
    missing: list[tuple[int, ImportRow]] = []
    lost: list[tuple[int, LostValues]] = []
    for serial, row in known:
        wish = row.contact
        match = None if wish is None else contacts.get(wish)
        old_id = tickets[serial].contact_id
        if wish is None and row.is_number_masked:
            staying.add(serial)
        elif old_id is not None and (match is None or match.words.id != old_id):
            doubtful.append((serial, row, match))
        if wish is not None and match is None:
            missing.append((serial, row))
        elif wish is not None and match is not None and match.lost:
            lost.append((serial, LostValues(row.line, wish, match)))
    ids = {tickets[serial].contact_id for serial, _, _ in doubtful}
    seen = see_contacts(connection, viewer, ids)
    for serial, row, match in doubtful:
        if _agrees(row, seen[tickets[serial].contact_id], match, fields):
            staying.add(serial)
    return Meant(
        contacts,
        frozenset(staying),
        tuple(row for serial, row in missing if serial not in staying),
        tuple(one for serial, one in lost if serial not in staying),
    )


def _agrees(
    row: ImportRow, contact: SeenContact, match: Match | None, fields: frozenset[str]
) -> bool:
    if row.contact is None:
        return not any(map(contact.shows, fields))
    # Nothing of a hidden contact speaks against one that was found by number or e-mail.
    if contact.is_hidden and match is not None and match.way != BY_NAME:
        return False
    return not contact.differences(row.contact)
