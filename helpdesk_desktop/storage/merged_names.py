"""The only place where the old name of a merged company or contact leads to its survivor.

One that was made anew under the name goes before. What the survivor itself was called before a
merge is kept by the merge's record.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, case, func, select

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.storage.id_chunks import chunked
from helpdesk_desktop.storage.schema import company, contact

# Merged into one that was merged later, and so on; nothing merges in a circle.
_LONGEST_CHAIN = 1_000

ContactName = tuple[str, int | None]


def company_key(name: str) -> str:
    """What companies of one name have in common; marks alone fold to nothing, and are not one."""
    return fold(name) or name


def find_companies(connection: Connection, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The companies of each name, by `company_key`, whatever case and accents; the first is meant.

    Where none has the name by now, those that the former ones were merged into.
    """
    wanted = {company_key(name) for name in names}
    rows: list[Row[Any]] = []
    for chunk in chunked(sorted(wanted | {fold(key) for key in wanted})):
        rows += connection.execute(
            select(company.c.id, company.c.name, company.c.name_fold, company.c.merged_into)
            .where(company.c.name_fold.in_(chunk))
            .order_by(company.c.id)
        )
    live: dict[str, list[int]] = {}
    former: dict[str, list[int]] = {}
    for row in rows:
        known = live if row.merged_into is None else former
        known.setdefault(row.name_fold or row.name, []).append(row.id)
    led = {key: ids for key, ids in former.items() if key in wanted and key not in live}
    ends = survivors(connection, company, {one for ids in led.values() for one in ids})
    found = {key: tuple(ids) for key, ids in live.items() if key in wanted}
    return found | {key: tuple({ends[one]: 0 for one in ids}) for key, ids in led.items()}


def find_contacts_by_name(
    connection: Connection, folded: Collection[str], visible: ColumnElement[bool]
) -> dict[ContactName, int]:
    """The contacts of these names, by folded name and company; `visible` stands over `contact`.

    Where none has name and company by now, the one that a former one was merged into.
    """
    live: dict[ContactName, int] = {}
    former: dict[ContactName, int] = {}
    is_live = and_(contact.c.merged_into.is_(None), visible)
    is_former = contact.c.merged_into.is_not(None)
    for chunk in chunked(sorted(folded)):
        rows = connection.execute(
            select(
                contact.c.name_fold,
                contact.c.company_id,
                func.min(case((is_live, contact.c.id))),
                func.min(case((is_former, contact.c.id))),
            )
            .where(contact.c.name_fold.in_(chunk))
            .group_by(contact.c.name_fold, contact.c.company_id)
        )
        for name, company_id, now, before in rows:
            if now is not None:
                live[name, company_id] = now
            elif before is not None:
                former[name, company_id] = before
    ends = survivors(connection, contact, set(former.values()))
    shown = _among(connection, set(ends.values()), visible)
    return {key: end for key, number in former.items() if (end := ends[number]) in shown} | live


def _among(
    connection: Connection, ids: Collection[int], visible: ColumnElement[bool]
) -> frozenset[int]:
    found: set[int] = set()
    for chunk in chunked(sorted(ids)):
        found.update(
            connection.scalars(select(contact.c.id).where(contact.c.id.in_(chunk), visible))
        )
    return frozenset(found)


def survivors(connection: Connection, table: Table, ids: Collection[int]) -> dict[int, int]:
    """What each contact, or company, was merged into, however often; itself where it was not."""
    ends = {number: number for number in ids}
    for _ in range(_LONGEST_CHAIN):
        into: dict[int, int] = {}
        for chunk in chunked(sorted(set(ends.values()))):
            rows = connection.execute(
                select(table.c.id, table.c.merged_into).where(
                    table.c.id.in_(chunk), table.c.merged_into.is_not(None)
                )
            )
            into.update((row.id, row.merged_into) for row in rows)
        if not into:
            break
        ends = {number: into.get(end, end) for number, end in ends.items()}
    return ends
