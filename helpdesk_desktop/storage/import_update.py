"""The only place that compares imported rows with the tickets they became, and writes the rest.

Only fields that the file sets are compared. A ticket that is not in the viewer's list (deleted,
merged, or not shown by the role) stays as it is, and its row is answered as unseen: nothing is made
for it. What came by import counts as read, so `touched_at` is left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_rules import check_custom
from helpdesk_desktop.domain.custom_values import CustomValue, to_plain
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.folding import fold, token_text
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import masked_phone
from helpdesk_desktop.domain.records import microseconds_text
from helpdesk_desktop.domain.ticket import Hidden, Status
from helpdesk_desktop.storage.activity_store import FieldChange, add_activities
from helpdesk_desktop.storage.column_types import from_microseconds, to_microseconds
from helpdesk_desktop.storage.contact_heads import Heads
from helpdesk_desktop.storage.contact_wish import ContactWish, LostValues, MadeContacts, Match
from helpdesk_desktop.storage.custom.custom_value_store import Values, load_values, set_values
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.import_contacts import Making, foresee_contacts
from helpdesk_desktop.storage.import_store import (
    Import,
    ImportRow,
    Learnt,
    load_groups,
    lost_values,
    make_for_rows,
    make_groups,
    wishes_of,
)
from helpdesk_desktop.storage.permission_sql import may_see
from helpdesk_desktop.storage.schema import ticket, ticket_cc, ticket_text
from helpdesk_desktop.storage.search_text_store import refresh_search
from helpdesk_desktop.storage.staying_contacts import CONTACT_FIELDS, Meant, find_meant
from helpdesk_desktop.storage.ticket_store import phone_columns, subject_columns

# Field of a map -> attribute of `ImportRow` and column of a ticket, where a value is just a value.
_PLAIN = {
    "status": ("status", "status"),
    "priority": ("priority", "priority"),
    "source": ("source", "source"),
    "type": ("type_id", "type_id"),
    "assignee": ("assignee_id", "assignee_id"),
}
_INSTANTS = ("created", "updated", "due", "closed", "first_response")
_UNKNOWN = -1  # the id of what a dry run would make

Known = Sequence[tuple[int, ImportRow]]


@dataclass(slots=True)
class _Difference:
    """What one ticket lacks of its row."""

    columns: dict[str, Any] = field(default_factory=dict)
    changes: list[FieldChange] = field(default_factory=list)
    description: tuple[str | None] | None = None  # one value, or no change
    cc_ids: tuple[int, ...] | None = None
    custom: list[tuple[CustomField, CustomValue | None]] = field(default_factory=list)
    # `updated` alone says nothing about the ticket that another field would not.
    refreshes_search: bool = False
    missing: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.columns or self.description or self.cc_ids is not None or self.custom)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What stands in the database of one batch."""

    tickets: dict[int, Any]
    ccs: dict[int, tuple[int, ...]]
    custom: dict[int, Values]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What rows are compared with: what is stored, and the ids of what they name."""

    stored: _Stored
    meant: Meant
    groups: Mapping[str, int]
    fields: frozenset[str]
    custom: Sequence[CustomField]
    is_masked: bool


@dataclass(frozen=True, slots=True)
class Updated:
    """How many tickets differed, and the rows that would close one without what that needs.

    `unseen` are the rows of tickets that are not in the viewer's list; `lost` are those whose
    contact has not all that they say; `keeping` are the contacts of tickets that keep theirs
    whatever their row, told by its line, says. `contacts` are those that the rows speak of.
    """

    changed: int
    refused: tuple[ImportRow, ...]
    unseen: tuple[ImportRow, ...]
    lost: tuple[LostValues, ...]
    keeping: Mapping[int, int | None]
    contacts: Mapping[ContactWish, Match]


def find_going(
    connection: Connection,
    known: Known,
    *,
    fields: frozenset[str],
    viewer: Viewer,
    made: MadeContacts,
    heads: Heads | None = None,
) -> frozenset[int]:
    """The serials of the tickets that an update may give another contact."""
    stored = _load(connection, [serial for serial, _ in known], viewer, is_writing=False)
    seen, _ = _parted(known, stored)
    meant = find_meant(
        connection, viewer, seen, stored.tickets, fields=fields, made=made, heads=heads
    )
    return frozenset(serial for serial, _ in seen) - meant.staying


def count_different(
    connection: Connection,
    known: Known,
    *,
    fields: frozenset[str],
    viewer: Viewer,
    custom: Sequence[CustomField],
    heads: Heads,
) -> Updated:
    """What an update would do; `known` pairs serials with rows.

    `heads` are the contacts that the rows before would make.
    """
    stored = _load(connection, [serial for serial, _ in known], viewer, is_writing=False)
    seen, unseen = _parted(known, stored)
    groups = load_groups(connection)
    meant = find_meant(connection, viewer, seen, stored.tickets, fields=fields, heads=heads)
    foresee_contacts(viewer, wishes_of(meant.missing), meant.contacts, heads)
    ground = _Ground(stored, meant, groups, fields, custom, is_masked=viewer.phones_masked)
    changed = 0
    refused: list[ImportRow] = []
    for serial, row in seen:
        found = _compare(row, serial, ground)
        if found.missing:
            refused.append(row._replace(missing=found.missing))
        elif not found.is_empty:
            changed += 1
    keeping = _keeping(seen, ground)
    return Updated(changed, tuple(refused), unseen, _lost(meant), keeping, meant.contacts)


def update_rows(
    connection: Connection,
    known: Known,
    run: Import,
    learnt: Learnt,
    making: Making,
    *,
    fields: frozenset[str],
    custom: Sequence[CustomField],
) -> Updated:
    """Write what differs; `learnt` gets the groups that had to be made."""
    viewer = run.viewer
    stored = _load(connection, [serial for serial, _ in known], viewer, is_writing=True)
    seen, unseen = _parted(known, stored)
    make_groups(connection, [row for _, row in seen], learnt)
    made = learnt.contacts
    meant = find_meant(connection, viewer, seen, stored.tickets, fields=fields, made=made)
    make_for_rows(connection, meant.missing, meant.contacts, run, making=making, made=made)
    masked = viewer.phones_masked
    ground = _Ground(stored, meant, learnt.groups, fields, custom, is_masked=masked)
    refused: list[ImportRow] = []
    changed: list[int] = []
    searched: list[int] = []
    for serial, row in seen:
        found = _compare(row, serial, ground)
        if found.missing:
            refused.append(row._replace(missing=found.missing))
        if found.missing or found.is_empty:
            continue
        changed.append(serial)
        if found.refreshes_search:
            searched.append(serial)
        if "updated" not in fields:
            found.columns["updated_at"] = run.deed.at
        _write(connection, serial, stored.tickets[serial].version, found)
        add_activities(connection, serial, run.deed, found.changes)
    for chunk in chunked(searched):
        refresh_search(connection, chunk)
    keeping = _keeping(seen, ground)
    return Updated(len(changed), tuple(refused), unseen, _lost(meant), keeping, meant.contacts)


def _keeping(seen: Known, ground: _Ground) -> dict[int, int | None]:
    has_contacts = bool(ground.fields & CONTACT_FIELDS)
    return {
        row.line: ground.stored.tickets[serial].contact_id
        for serial, row in seen
        if not has_contacts or serial in ground.meant.staying
    }


def _parted(
    known: Known, stored: _Stored
) -> tuple[list[tuple[int, ImportRow]], tuple[ImportRow, ...]]:
    seen = [(serial, row) for serial, row in known if serial in stored.tickets]
    return seen, tuple(row for serial, row in known if serial not in stored.tickets)


def _lost(meant: Meant) -> tuple[LostValues, ...]:
    every = (*meant.lost, *lost_values(meant.missing, meant.contacts))
    return tuple(sorted(every, key=lambda one: one.line))


def _load(
    connection: Connection, serials: Sequence[int], viewer: Viewer, *, is_writing: bool
) -> _Stored:
    stored = _Stored({}, {}, {})
    for chunk in chunked(serials):
        wanted = (
            select(*ticket.c, ticket_text.c.description)
            .join_from(ticket, ticket_text, ticket_text.c.serial == ticket.c.serial)
            .where(
                ticket.c.serial.in_(chunk),
                ticket.c.hidden == int(Hidden.LISTED),
                may_see(viewer),
            )
        )
        rows = connection.execute(wanted.with_for_update() if is_writing else wanted)
        for row in rows:
            stored.tickets[row.serial] = row
        ccs = select(ticket_cc).where(ticket_cc.c.serial.in_(chunk))
        for serial, agent_id in connection.execute(ccs):
            stored.ccs[serial] = tuple(sorted((*stored.ccs.get(serial, ()), agent_id)))
        stored.custom.update(load_values(connection, CustomFieldOwner.TICKET, chunk))
    return stored


def _compare(row: ImportRow, serial: int, ground: _Ground) -> _Difference:
    old = ground.stored.tickets[serial]
    fields = ground.fields
    found = _Difference()
    for name, (attribute, column) in _PLAIN.items():
        new = getattr(row, attribute)
        if name in fields and new != getattr(old, column):
            found.columns[column] = new
            found.changes.append(FieldChange(name, getattr(old, column), new))
    for name in _INSTANTS:
        if name in fields:
            _compare_instant(name, getattr(row, f"{name}_us"), getattr(old, f"{name}_at"), found)
    if "group" in fields:
        group_id = None if row.group is None else ground.groups.get(fold(row.group), _UNKNOWN)
        if group_id != old.team_id:
            found.columns["team_id"] = group_id
            found.changes.append(FieldChange("group", old.team_id, group_id))
    _compare_texts(row, old, fields, found)
    if fields & CONTACT_FIELDS and serial not in ground.meant.staying:
        _compare_contact(row, old, ground, found)
    _compare_sets(row, serial, ground, found)
    _compare_custom(row, serial, ground, found)
    return found


def _compare_texts(
    row: ImportRow, old: Row[Any], fields: frozenset[str], found: _Difference
) -> None:
    if "subject" in fields and row.subject != old.subject:
        found.columns |= subject_columns(row.subject)
        found.changes.append(FieldChange("subject", old.subject, row.subject))
        found.refreshes_search = True
    if "description" in fields and row.description != old.description:
        found.description = (row.description,)
        found.changes.append(FieldChange("description", old.description, row.description))
        found.refreshes_search = True


def _compare_sets(row: ImportRow, serial: int, ground: _Ground, found: _Difference) -> None:
    before = ground.stored.ccs.get(serial, ())
    if "ccs" in ground.fields and row.cc_ids != before:
        found.cc_ids = row.cc_ids
        found.changes.append(FieldChange("ccs", list(before) or None, list(row.cc_ids) or None))


def _compare_custom(row: ImportRow, serial: int, ground: _Ground, found: _Difference) -> None:
    before = ground.stored.custom.get(serial, {})
    for one, value in row.custom:
        old = before.get(one.key)
        if old != value:
            found.custom.append((one, value))
            found.changes.append(FieldChange(f"cf.{one.key}", to_plain(old), to_plain(value)))
    if found.columns.get("status") == Status.CLOSED:
        submitted = {one.key: value for one, value in row.custom}
        checked = check_custom(ground.custom, submitted, before, is_closing=True)
        found.missing = tuple(replace(one, line=row.line) for one in checked.problems)


def _compare_instant(
    name: str, new_us: int | None, old_at: datetime | None, found: _Difference
) -> None:
    old_us = None if old_at is None else to_microseconds(old_at)
    if new_us == old_us:
        return
    found.columns[f"{name}_at"] = None if new_us is None else from_microseconds(new_us)
    if name == "due":
        found.columns["due_source"] = None if new_us is None else 0
    if name not in {"created", "updated"}:
        old, new = microseconds_text(old_us), microseconds_text(new_us)
        found.changes.append(FieldChange(name, old, new))


def _compare_contact(row: ImportRow, old: Row[Any], ground: _Ground, found: _Difference) -> None:
    match = None if row.contact is None else ground.meant.contacts.get(row.contact)
    contact_id = None if match is None else match.words.id
    if match is None and row.contact is not None and row.contact.may_be_made:
        contact_id = _UNKNOWN
    if contact_id != old.contact_id:
        found.columns["contact_id"] = contact_id
        found.columns["contact_fold"] = None if match is None else match.words.name_fold
        found.changes.append(FieldChange("contact", old.contact_id, contact_id))
        found.refreshes_search = True
    phone = row.phone if contact_id is None else None
    if phone is None and contact_id is None and "phone" not in ground.fields:
        return  # the file tells no numbers
    value = None if phone is None else phone.value
    # As it is seen: or "unchanged" would say whether the number behind a mask was guessed.
    shown = masked_phone if ground.is_masked else str
    if (value and shown(value)) != (old.phone and shown(old.phone)):
        found.columns |= phone_columns(phone)
        found.changes.append(FieldChange("phone"))  # never the number itself


def _write(connection: Connection, serial: int, version: int, found: _Difference) -> None:
    connection.execute(
        update(ticket).where(ticket.c.serial == serial).values(**found.columns, version=version + 1)
    )
    if found.description is not None:
        text = found.description[0]
        connection.execute(
            update(ticket_text)
            .where(ticket_text.c.serial == serial)
            .values(description=text, description_words=None if text is None else token_text(text))
        )
    if found.cc_ids is not None:
        connection.execute(delete(ticket_cc).where(ticket_cc.c.serial == serial))
        if found.cc_ids:
            connection.execute(
                insert(ticket_cc),
                [{"serial": serial, "agent_id": one} for one in found.cc_ids],
            )
    set_values(connection, CustomFieldOwner.TICKET, serial, found.custom)
