"""The only place that makes one contact of several, and several of it again.

A merged contact keeps all it had and names its survivor in `merged_into`. Its tickets move, those
that the viewer cannot see too: a contact is one person. Each gets a line in its history, by which
an undo finds it. Tickets neither count as changed anew nor as unread: nothing of theirs changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Text,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    update,
)

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.contacts import Merged, MergeWish
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.storage import merge_records
from helpdesk_desktop.storage.activity_store import Deed, add_changes
from helpdesk_desktop.storage.column_types import Instant, Uid
from helpdesk_desktop.storage.contact_store import EMAIL, PHONE, refresh_contact_search
from helpdesk_desktop.storage.schema import (
    activity,
    contact,
    contact_point,
    contact_value,
    ticket,
    ticket_call,
)
from helpdesk_desktop.storage.search_rewriting import rewrite_search
from helpdesk_desktop.storage.ticket_detail import is_listed
from helpdesk_desktop.storage.value_store import Taken, give_back, take_values

# What the survivor takes over where it has nothing itself.
_TAKEN_OVER = ("title", "company_id", "rating", "manager_id")
_FIELD = "contact"


@dataclass(frozen=True, slots=True)
class Gone:
    """How many of what moved was moved elsewhere meanwhile."""

    count: int


def lock(connection: Connection, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """These contacts by id, locked until the end, merged ones too."""
    rows = connection.execute(
        select(contact).where(contact.c.id.in_(list(ids))).order_by(contact.c.id).with_for_update()
    )
    return {row.id: row for row in rows}


def load_merges(connection: Connection, contact_id: int) -> tuple[Merged, ...]:
    """The merges into this contact that are in force, the last one first."""
    return merge_records.load(connection, contact, contact_id)


def count_moving(connection: Connection, viewer: Viewer, contact_id: int) -> tuple[int, int]:
    """How many tickets of a contact, and calls of theirs, the viewer may see."""
    mine = ticket.c.contact_id == contact_id, is_listed(viewer)
    tickets = connection.scalar(select(func.count()).select_from(ticket).where(*mine))
    calls = connection.scalar(
        select(func.count(ticket_call.c.call_id.distinct()))
        .join(ticket, ticket.c.serial == ticket_call.c.serial)
        .where(*mine)
    )
    return int(tickets or 0), int(calls or 0)


def merged_values(rows: Sequence[Row[Any]], name_of: int) -> dict[str, Any]:
    """The survivor's columns after a merge; the survivor's row is the first."""
    values: dict[str, Any] = {
        "name": next(row.name for row in rows if row.id == name_of),
        "notes": joined_notes([row.notes for row in rows]),
    }
    for name in _TAKEN_OVER:
        values[name] = next(
            (found for row in rows if (found := getattr(row, name)) is not None), None
        )
    return values


def joined_notes(notes: Sequence[str | None]) -> str | None:
    """All notes, each once, a line between."""
    return "\n\n".join(dict.fromkeys(note for note in notes if note)) or None


def merge(
    connection: Connection, viewer: Viewer, wish: MergeWish, rows: Sequence[Row[Any]], deed: Deed
) -> Merged:
    """Make one of contacts that are locked, `rows` in the order of the wish.

    The caller has seen to rights and versions.
    """
    survivor, others = rows[0], rows[1:]
    ids = [row.id for row in others]
    values = merged_values(rows, wish.name_of)
    before = {name: getattr(survivor, name) for name in values}
    points = _count_points(connection, survivor.id)
    words_before = _words(connection, survivor.id)
    _take_points(connection, survivor.id, ids)
    taken = take_values(connection, contact_value, "contact_id", survivor.id, ids)
    version = survivor.version + 1
    _write(connection, survivor.id, {**values, "version": version})
    for row in others:
        _write(connection, row.id, {"merged_into": survivor.id, "version": row.version + 1})
    seen = connection.scalar(
        select(func.count()).where(ticket.c.contact_id.in_(ids), is_listed(viewer))
    )
    moved = _move(connection, ticket.c.contact_id.in_(ids), survivor.id, deed)
    is_renamed = _words(connection, survivor.id) != words_before
    everywhere = ticket.c.contact_id == survivor.id
    if is_renamed:
        connection.execute(
            update(ticket).where(everywhere).values(contact_fold=_fold_of(connection, survivor.id))
        )
    rewrite_search(connection, everywhere if is_renamed else ticket.c.serial.in_(moved))
    _tell(
        connection, deed, [(survivor.id, version), *((row.id, row.version + 1) for row in others)]
    )
    merged = Merged(
        (survivor.id, version),
        tuple((row.id, row.version + 1) for row in others),
        deed.batch,
        int(seen or 0),
        tuple(before.items()),
        points,
        taken.field_ids,
        options=taken.options,
    )
    merge_records.keep(connection, contact, merged, _old_name(survivor, values))
    return merged


def _old_name(survivor: Row[Any], values: dict[str, Any]) -> dict[str, Any]:
    # A name alone and a name at a company are two: an import finds either.
    now = fold(values["name"] or ""), values["company_id"]
    if survivor.name is None or (fold(survivor.name), survivor.company_id) == now:
        return {}
    return {name: getattr(survivor, name) for name in ("name", "name_fold", "company_id")}


def unmerge(connection: Connection, merged: Merged, deed: Deed) -> Gone | None:
    """Take a merge back; `Gone`, with nothing written, where tickets were taken elsewhere.

    The contacts are locked, and none of them changed since: the caller has seen to it.
    """
    survivor_id, version = merged.survivor
    moved = select(activity.c.serial).where(
        activity.c.batch == merged.batch, activity.c.field == _FIELD
    )
    gone = connection.scalar(
        select(func.count()).where(
            ticket.c.serial.in_(moved), ticket.c.contact_id.is_distinct_from(survivor_id)
        )
    )
    if gone:
        return Gone(int(gone))
    words_before = _words(connection, survivor_id)
    for kind, kept in zip((PHONE, EMAIL), merged.points, strict=True):
        connection.execute(
            delete(contact_point).where(
                contact_point.c.contact_id == survivor_id,
                contact_point.c.kind == kind,
                contact_point.c.position >= kept,
            )
        )
    taken = Taken(merged.field_ids, merged.options)
    give_back(connection, contact_value, "contact_id", survivor_id, taken)
    _write(connection, survivor_id, {**dict(merged.before), "version": version + 1})
    merge_records.forget(connection, contact, merged)
    for number, old_version in merged.duplicates:
        _write(connection, number, {"merged_into": None, "version": old_version + 1})
        came_from = moved.where(activity.c.old == str(number))
        _move(connection, ticket.c.serial.in_(came_from), number, deed)
    is_renamed = _words(connection, survivor_id) != words_before
    if is_renamed:
        connection.execute(
            update(ticket)
            .where(ticket.c.contact_id == survivor_id)
            .values(contact_fold=_fold_of(connection, survivor_id))
        )
        rewrite_search(connection, ticket.c.contact_id == survivor_id)
    rewrite_search(connection, ticket.c.serial.in_(moved))
    told = [(survivor_id, version + 1), *((number, old + 1) for number, old in merged.duplicates)]
    _tell(connection, deed, told)
    return None


def _write(connection: Connection, contact_id: int, values: dict[str, Any]) -> None:
    for name in ("name", "title"):
        if name in values:
            values[f"{name}_fold"] = None if values[name] is None else fold(values[name])
    if "merged_into" not in values:
        for kind, column in ((PHONE, "phone"), (EMAIL, "email")):
            values[column] = _first_point(connection, contact_id, kind)
        values["email_fold"] = None if values["email"] is None else fold(values["email"])
    connection.execute(update(contact).where(contact.c.id == contact_id).values(values))
    if "merged_into" not in values:
        refresh_contact_search(connection, contact_id)


def _first_point(connection: Connection, contact_id: int, kind: int) -> str | None:
    found: str | None = connection.scalar(
        select(contact_point.c.value)
        .where(contact_point.c.contact_id == contact_id, contact_point.c.kind == kind)
        .order_by(contact_point.c.position)
        .limit(1)
    )
    return found


def _count_points(connection: Connection, contact_id: int) -> tuple[int, int]:
    """The positions at which what is taken over begins, for numbers and addresses."""
    ends = {
        kind: last + 1
        for kind, last in connection.execute(
            select(contact_point.c.kind, func.max(contact_point.c.position))
            .where(contact_point.c.contact_id == contact_id)
            .group_by(contact_point.c.kind)
        )
    }
    return ends.get(PHONE, 0), ends.get(EMAIL, 0)


def _take_points(connection: Connection, survivor_id: int, ids: Sequence[int]) -> None:
    columns = [column for column in contact_point.c if column.name not in {"id", "contact_id"}]
    found = connection.execute(
        select(contact_point.c.contact_id, *columns)
        .where(contact_point.c.contact_id.in_([survivor_id, *ids]))
        .order_by(contact_point.c.position, contact_point.c.id)
    ).all()
    rank = {number: place for place, number in enumerate((survivor_id, *ids))}
    ends = dict(zip((PHONE, EMAIL), _count_points(connection, survivor_id), strict=True))
    known = {(row.kind, row.normalised) for row in found if row.contact_id == survivor_id}
    rows = []
    for row in sorted(found, key=lambda one: rank[one.contact_id]):
        if (row.kind, row.normalised) in known:
            continue
        known.add((row.kind, row.normalised))
        values = {column.name: getattr(row, column.name) for column in columns}
        position = ends[row.kind]
        ends[row.kind] += 1
        values |= {
            "contact_id": survivor_id,
            "position": position,
            "is_primary": int(position == 0),
        }
        rows.append(values)
    if rows:
        connection.execute(insert(contact_point), rows)


def _words(connection: Connection, contact_id: int) -> tuple[Any, ...]:
    """What tickets keep of a contact."""
    name = connection.scalar(select(contact.c.name).where(contact.c.id == contact_id))
    emails = connection.scalars(
        select(contact_point.c.value)
        .where(contact_point.c.contact_id == contact_id, contact_point.c.kind == EMAIL)
        .order_by(contact_point.c.position)
    )
    return (name, *emails)


def _fold_of(connection: Connection, contact_id: int) -> str | None:
    found: str | None = connection.scalar(
        select(contact.c.name_fold).where(contact.c.id == contact_id)
    )
    return found


def _move(connection: Connection, claim: ColumnElement[bool], to_id: int, deed: Deed) -> Any:
    """Give the tickets of a claim to a contact; a statement that finds their serials again."""
    line = select(
        ticket.c.serial,
        literal(deed.at, Instant()),
        literal(deed.agent_id),
        literal(_FIELD),
        cast(ticket.c.contact_id, Text),
        literal(str(to_id)),
        literal(deed.batch, Uid),
        null() if deed.undoes is None else literal(deed.undoes, Uid),
    ).where(claim)
    columns = ("serial", "at", "agent_id", "field", "old", "new", "batch", "undoes")
    connection.execute(insert(activity).from_select(columns, line))
    moved = select(activity.c.serial).where(
        activity.c.batch == deed.batch,
        activity.c.field == _FIELD,
        activity.c.new == str(to_id),
    )
    connection.execute(
        update(ticket)
        .where(ticket.c.serial.in_(moved))
        .values(
            contact_id=to_id,
            contact_fold=_fold_of(connection, to_id),
            version=ticket.c.version + 1,
        )
    )
    return moved


def _tell(connection: Connection, deed: Deed, rows: Sequence[tuple[int, int]]) -> None:
    # Who shows a contact's ticket reads it again for the contact; 50,000 hints would say no more.
    add_changes(
        connection, deed, [(ChangeKind.CONTACT, number, version) for number, version in rows]
    )
