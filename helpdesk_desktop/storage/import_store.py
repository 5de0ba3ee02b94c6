"""The only place that stores imported rows: a batch at a time, each batch whole or not at all.

The counter row is locked before identities are looked up, so two imports of one file at once make
no ticket twice, and serials are taken for exactly the rows that are new. What came by import
counts as read: `touched_at` stays empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.folding import fold, token_text
from helpdesk_desktop.domain.free_keys import FreeKeys
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.phone import PhoneNumber
from helpdesk_desktop.storage import fill_store
from helpdesk_desktop.storage.activity_store import Deed, add_changes
from helpdesk_desktop.storage.column_types import DECIMAL_SCALE
from helpdesk_desktop.storage.contact_finding import find_contacts
from helpdesk_desktop.storage.contact_store import inserted_id
from helpdesk_desktop.storage.contact_wish import ContactWish, LostValues, MadeContacts, Match
from helpdesk_desktop.storage.counter_store import take_serials
from helpdesk_desktop.storage.custom.custom_value_rows import value_rows
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.import_contacts import (
    Making,
    make_contacts,
    new_uids,
)
from helpdesk_desktop.storage.import_owned import NOTHING_OWNED, Owned
from helpdesk_desktop.storage.schema import counter, team, ticket, ticket_value
from helpdesk_desktop.storage.search_text_store import compose


class ImportRow(NamedTuple):
    """One row, read and judged, as it is to be stored; instants are microseconds UTC.

    `group` is a key or a name. Of the custom fields `custom` is what the file says; a new ticket
    gets `filled` besides, and would need what is `missing`. `is_number_masked`: the file has no
    number but what a masked role is shown instead.
    """

    line: int
    external_id: str
    subject: str
    subject_fold: str
    description: str | None
    status: int
    priority: int
    source: int
    type_id: int | None
    assignee_id: int | None
    cc_ids: tuple[int, ...]
    group: str | None
    contact: ContactWish | None
    phone: PhoneNumber | None
    created_us: int
    updated_us: int
    due_us: int | None
    closed_us: int | None
    first_response_us: int | None
    custom: tuple[tuple[CustomField, CustomValue], ...]
    missing: tuple[Problem, ...] = ()
    filled: tuple[tuple[CustomField, CustomValue], ...] = ()
    owned: Owned = NOTHING_OWNED
    is_number_masked: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """What is the same for every row of one import: where it comes from, and who runs it."""

    source: str
    deed: Deed
    viewer: Viewer


@dataclass(slots=True)
class Learnt:
    """Ids found or made; copied into a batch and taken over when it is committed."""

    groups: dict[str, int] = field(default_factory=dict)  # by folded key and name
    contacts: MadeContacts = field(default_factory=MadeContacts)

    def copy(self) -> "Learnt":
        """One to try a batch with."""
        return Learnt(dict(self.groups), self.contacts.copy())


@dataclass(frozen=True, slots=True)
class Stored:
    """What a batch made: its serials, in the order of the rows that were new.

    `lost` are the rows whose contact has not all that they say.
    """

    first_serial: int | None
    count: int
    learnt: Learnt
    lost: tuple[LostValues, ...] = ()


TICKET_COLUMNS = (
    "serial", "uid", "version", "hidden", "status", "priority", "source", "type_id", "contact_id",
    "assignee_id", "team_id", "creator_id", "created_at", "updated_at", "due_at", "due_source",
    "closed_at", "first_response_at", "reopened", "note_count", "attachment_count",
    "external_source", "external_id", "external_id_fold", "phone", "phone_digits",
    "phone_national", "subject", "subject_fold", "contact_fold",
)  # fmt: skip
_VALUE_COLUMNS = tuple(column.name for column in ticket_value.c)
TEXT_COLUMNS = ("serial", "description", "description_words", "search")


def lock_counter(connection: Connection) -> None:
    """Keep other writers of tickets out until this transaction ends."""
    connection.execute(update(counter).where(counter.c.name == "ticket").values(n=counter.c.n))


def find_known(connection: Connection, source: str, external_ids: Iterable[str]) -> dict[str, int]:
    """Serials by external id, of those that are there."""
    known: dict[str, int] = {}
    for ids in chunked(external_ids):
        rows = connection.execute(
            select(ticket.c.external_id, ticket.c.serial).where(
                ticket.c.external_source == source, ticket.c.external_id.in_(ids)
            )
        )
        known.update((external_id, serial) for external_id, serial in rows)
    return known


def load_groups(connection: Connection) -> dict[str, int]:
    """Ids of all groups by folded name and, before it, folded key."""
    rows = connection.execute(select(team.c.id, team.c.key, team.c.name).order_by(team.c.id)).all()
    return {fold(row.name): row.id for row in reversed(rows)} | {
        fold(row.key): row.id for row in rows
    }


def store(
    connection: Connection,
    batch: Sequence[ImportRow],
    run: Import,
    learnt: Learnt,
    making: Making,
) -> Stored:
    """Store rows that are new; the counter is locked. Serials follow the rows' order."""
    if not batch:
        return Stored(None, 0, learnt)
    learnt = learnt.copy()
    make_groups(connection, batch, learnt)
    contacts = find_contacts(connection, run.viewer, wishes_of(batch), learnt.contacts)
    make_for_rows(connection, batch, contacts, run, making=making, made=learnt.contacts)
    first = take_serials(connection, len(batch))
    uids = new_uids(run.deed.at, len(batch))
    tickets: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    ccs: list[tuple[object, ...]] = []
    values: list[tuple[object, ...]] = []
    for offset, row in enumerate(batch):
        serial = first + offset
        match = None if row.contact is None else contacts.get(row.contact)
        found = None if match is None else match.words
        # A known caller's number lives with the contact.
        phone = row.phone if found is None else None
        group_id = None if row.group is None else learnt.groups[fold(row.group)]
        tickets.append(
            (serial, uids[offset], 1, 0, row.status, row.priority, row.source, row.type_id,
             None if found is None else found.id, row.assignee_id, group_id, run.deed.agent_id,
             row.created_us, row.updated_us, row.due_us, None if row.due_us is None else 0,
             row.closed_us, row.first_response_us, 0, 0, 0, run.source, row.external_id,
             fold(row.external_id), None if phone is None else phone.value,
             None if phone is None else phone.digits, None if phone is None else phone.national,
             row.subject, row.subject_fold, None if found is None else found.name_fold)
        )  # fmt: skip
        words = token_text(row.description) if row.description else None
        search = (
            compose(row.subject, words)
            if found is None
            else compose(row.subject, words, found.name_words, found.email_words)
        )
        texts.append((serial, row.description, words, search))
        ccs.extend((serial, agent_id) for agent_id in row.cc_ids)
        values.extend(
            _driver_row({"serial": serial, "field_id": int(custom.id), **one})
            for custom, value in (*row.custom, *row.filled)
            for one in value_rows(custom, value)
        )
    fill_store.insert(connection, "ticket", TICKET_COLUMNS, tickets)
    fill_store.insert(connection, "ticket_text", TEXT_COLUMNS, texts)
    fill_store.insert(connection, "ticket_cc", ("serial", "agent_id"), ccs)
    fill_store.insert(connection, "ticket_value", _VALUE_COLUMNS, values)
    return Stored(first, len(batch), learnt, lost_values(batch, contacts))


def wishes_of(rows: Iterable[ImportRow]) -> list[ContactWish]:
    """Whom the rows speak of, each once, in their order."""
    return list(dict.fromkeys(row.contact for row in rows if row.contact is not None))


def make_for_rows(
    connection: Connection,
    rows: Sequence[ImportRow],
    found: dict[ContactWish, Match],
    run: Import,
    *,
    making: Making,
    made: MadeContacts,
) -> None:
    """Make the contacts of these rows that were not found, with what their rows say."""
    for row in rows:
        if row.contact is not None:
            making.held.setdefault(row.contact, row.owned.held)
    make_contacts(
        connection, run.viewer, wishes_of(rows), found, now=run.deed.at, making=making, made=made
    )


def lost_values(
    rows: Iterable[ImportRow], contacts: Mapping[ContactWish, Match]
) -> tuple[LostValues, ...]:
    """The rows whose contact has not all that they say."""
    return tuple(
        LostValues(row.line, row.contact, match)
        for row in rows
        if row.contact is not None
        and (match := contacts.get(row.contact)) is not None
        and match.lost
    )


def announce(connection: Connection, run: Import, stored: Stored, updated: int) -> None:
    """Tell other windows that many tickets came; one line a batch, since they read lists again."""
    if stored.first_serial is not None or updated:
        serial = stored.first_serial or 0
        add_changes(connection, run.deed, ((ChangeKind.TICKET, serial, None),))


# --- What rows speak of ---------------------------------------------------------------------------


def make_groups(connection: Connection, batch: Sequence[ImportRow], learnt: Learnt) -> None:
    """Make the groups that rows name and nobody made before; `learnt` then has all."""
    wanted: dict[str, str] = {}
    for row in batch:
        if row.group is not None:
            wanted.setdefault(fold(row.group), row.group)
    if not wanted:
        return
    # Read anew for each batch: one that was removed meanwhile is made again.
    there = load_groups(connection)
    keys = FreeKeys(there, separator="-")
    for folded, name in wanted.items():
        if folded not in there:
            key = keys.make(name)
            made = connection.execute(
                insert(team).values(key=key, name=name, name_fold=folded, version=1)
            )
            there[folded] = there[key] = inserted_id(made)
    learnt.groups.clear()
    learnt.groups.update(there)


def _driver_row(row: Mapping[str, Any]) -> tuple[object, ...]:
    # Rows loaded in bulk do not pass the columns' types.
    amount = row["decimal_value"]
    scaled = None if amount is None else int(amount * DECIMAL_SCALE)
    return tuple(scaled if name == "decimal_value" else row[name] for name in _VALUE_COLUMNS)
