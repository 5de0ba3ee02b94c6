"""The only place that changes companies, makes one of several, and several of it again.

The contacts of a merged company move, those that the viewer cannot see too; it keeps the rest of
what it had, and names its survivor in `merged_into`.
"""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, func, select, update

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.contacts import Merged, MergeWish
from helpdesk_desktop.domain.folding import fold, search_text
from helpdesk_desktop.storage import merge_records
from helpdesk_desktop.storage.activity_store import Deed, add_changes
from helpdesk_desktop.storage.contact_merging import Gone, joined_notes
from helpdesk_desktop.storage.contact_store import survivor_of
from helpdesk_desktop.storage.merged_names import company_key
from helpdesk_desktop.storage.schema import company, company_value, contact
from helpdesk_desktop.storage.value_store import Taken, give_back, take_values

_BATCH = 1_000


def edit_company(
    connection: Connection, company_id: int, version: int, columns: dict[str, Any]
) -> bool:
    """Change name or notes of a company that still has `version`; False when somebody was first."""
    values = dict(columns)
    if "name" in values:
        values["name_fold"] = fold(values["name"])
        values["search"] = search_text((values["name"],))
    changed = connection.execute(
        update(company)
        .where(company.c.id == company_id, company.c.version == version)
        .values(**values, version=version + 1)
    )
    return changed.rowcount == 1


def surviving_company(connection: Connection, company_id: int) -> int:
    """The company that one was merged into, however often; itself where it was not."""
    return survivor_of(connection, company_id, company)


def load_merges(connection: Connection, company_id: int) -> tuple[Merged, ...]:
    """The merges into this company that are in force, the last one first."""
    return merge_records.load(connection, company, company_id)


def load_names(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The names of these companies by id, merged ones too."""
    rows = connection.execute(select(company.c.id, company.c.name).where(company.c.id.in_(ids)))
    return {row.id: row.name for row in rows}


def lock(connection: Connection, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """These companies by id, locked until the end, merged ones too."""
    rows = connection.execute(
        select(company).where(company.c.id.in_(list(ids))).order_by(company.c.id).with_for_update()
    )
    return {row.id: row for row in rows}


def merged_values(rows: Sequence[Row[Any]], name_of: int) -> dict[str, Any]:
    """The survivor's columns after a merge; the survivor's row is the first."""
    return {
        "name": next(row.name for row in rows if row.id == name_of),
        "notes": joined_notes([row.notes for row in rows]),
    }


def merge(
    connection: Connection, wish: MergeWish, rows: Sequence[Row[Any]], deed: Deed, tickets: int
) -> Merged:
    """Make one of companies that are locked, `rows` in the order of the wish.

    The caller has seen to rights and versions, and has counted the `tickets` that are told of.
    """
    survivor, others = rows[0], rows[1:]
    values = merged_values(rows, wish.name_of)
    before = tuple((name, getattr(survivor, name)) for name in values)
    moved = []
    for row in others:
        people = select(contact.c.id).where(contact.c.company_id == row.id).order_by(contact.c.id)
        moved.append((int(row.id), array("Q", connection.scalars(people).all())))
        _move_people(connection, contact.c.company_id == row.id, survivor.id)
    taken = take_values(
        connection, company_value, "company_id", survivor.id, [row.id for row in others]
    )
    edit_company(connection, survivor.id, survivor.version, values)
    for row in others:
        edit_company(connection, row.id, row.version, {"merged_into": survivor.id})
    told = [(int(row.id), int(row.version) + 1) for row in rows]
    _tell(connection, deed, told)
    merged = Merged(
        told[0],
        tuple(told[1:]),
        deed.batch,
        tickets,
        before,
        field_ids=taken.field_ids,
        moved=tuple(moved),
        options=taken.options,
    )
    is_renamed = company_key(survivor.name) != company_key(values["name"])
    old_name = survivor.name if is_renamed else ""
    names = {"name": old_name, "name_fold": fold(old_name)}
    merge_records.keep(connection, company, merged, names)
    return merged


def unmerge(connection: Connection, merged: Merged, deed: Deed) -> Gone | None:
    """Take a merge back; `Gone`, with nothing written, where contacts were taken elsewhere.

    The companies are locked, and none of them changed since: the caller has seen to it.
    """
    survivor_id, version = merged.survivor
    gone = sum(
        connection.scalar(
            select(func.count()).where(
                contact.c.id.in_(batch), contact.c.company_id.is_distinct_from(survivor_id)
            )
        )
        or 0
        for _, people in merged.moved
        for batch in _batches(people)
    )
    if gone:
        return Gone(gone)
    for number, people in merged.moved:
        for batch in _batches(people):
            _move_people(connection, contact.c.id.in_(batch), number)
    taken = Taken(merged.field_ids, merged.options)
    give_back(connection, company_value, "company_id", survivor_id, taken)
    edit_company(connection, survivor_id, version, dict(merged.before))
    merge_records.forget(connection, company, merged)
    for number, old_version in merged.duplicates:
        edit_company(connection, number, old_version, {"merged_into": None})
    told = [(number, old + 1) for number, old in (merged.survivor, *merged.duplicates)]
    _tell(connection, deed, told)
    return None


def _move_people(connection: Connection, claim: Any, company_id: int) -> None:
    # What only remembers a merge goes along, and stays what it is by its version.
    version = case((contact.c.version > 0, contact.c.version + 1), else_=0)
    connection.execute(update(contact).where(claim).values(company_id=company_id, version=version))


def _batches(people: "array[int]") -> list[list[int]]:
    return [list(people[start : start + _BATCH]) for start in range(0, len(people), _BATCH)]


def _tell(connection: Connection, deed: Deed, rows: Sequence[tuple[int, int]]) -> None:
    add_changes(
        connection, deed, [(ChangeKind.COMPANY, number, version) for number, version in rows]
    )
