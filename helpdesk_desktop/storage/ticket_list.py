"""The only place that answers a list: its page, its count, its serials and its rows.

Every answer is display permission AND listed AND the tree. A page comes first and knows no count;
the count is cheap and is remembered to choose the way of what comes next; the serials come in one
step of the driver. SQLite alone is steered (`list_plan`).
"""

import sqlite3
import time
from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.grouping import ListGroup
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage import search_index
from helpdesk_desktop.storage.compiled_sql import fetch_all, fetch_value
from helpdesk_desktop.storage.group_sql import as_groups
from helpdesk_desktop.storage.id_fetch import find_in_order, greatest_serial
from helpdesk_desktop.storage.list_plan import Bucket, Known, ListPlan, Memory, Way, memory_of
from helpdesk_desktop.storage.list_row import as_rows
from helpdesk_desktop.storage.schema import agent, team, ticket_type

# Below it, finding all matches and sorting them costs no more than a walk that meets one of them
# every few hundred entries: 5 ms at 1,000,000 tickets.
_NARROW = 5_000
# Steps of SQLite's machine that a walk may take on trial: 1.5 ms, some 8,000 entries; and the
# longer trial of a walk whose alternative is to find and sort more than `_NARROW`: 30 ms.
_TRIAL_STEPS = 100_000
_LONG_TRIAL_STEPS = 2_000_000
_STEPS_A_MS = 70_000
_MOST_STEPS = 2**31 - 1  # what SQLite takes
# Sorting and handing over one found ticket.
_SORT_MS = 0.0005
# A walk of all entries costs as much as sorting an eighth of them.
_WALK_SHARE = 8
# One statement each: more values of a first key are sorted as any other column.
_MOST_BUCKETS = 400
_BUCKET_TABLES = {
    "assignee": (agent.c.id, agent.c.name_fold),
    "group": (team.c.id, team.c.name_fold),
    "type": (ticket_type.c.id, ticket_type.c.position),
}


def load_page(
    connection: Connection, question: Question, *, limit: int | None, offset: int = 0
) -> tuple[TicketRow, ...]:
    """The rows from `offset` on, in the list's order; without a limit all of them."""
    memory = memory_of(connection)
    plan = memory.plan(question, connection.dialect)
    found = _page(connection, plan, memory, limit, offset)
    return as_rows(found, question.viewer)


def prepare_page(connection: Connection, question: Question, *, limit: int) -> None:
    """Compile what the first page of a list in its index's order asks; nothing is read."""
    memory_of(connection).plan(question, connection.dialect).page(Way.WALK, limit, 0)


def count_tickets(connection: Connection, question: Question) -> int:
    """How many tickets the list shows."""
    memory = memory_of(connection)
    plan = memory.plan(question, connection.dialect)
    return _counted(connection, plan, memory).count


def find_ids(connection: Connection, question: Question, cancel: Cancellation) -> "array[int]":
    """All matching serials in the list's order: 4 bytes each while they fit, else 8.

    Raises:
        Cancelled: `cancel` was requested.
    """
    memory = memory_of(connection)
    plan = memory.plan(question, connection.dialect)
    greatest = greatest_serial(connection)
    buckets = _buckets(connection, plan)
    if buckets:
        statements = [plan.serials(Way.WALK, bucket) for bucket in buckets]
    else:
        statements = [plan.serials(_way_of_ids(connection, plan, memory, greatest))]
    return find_in_order(connection, statements, greatest, cancel)


def count_groups(connection: Connection, question: Question) -> tuple[ListGroup, ...]:
    """The list's groups in their order with the count of each; none without a grouping."""
    if question.spec.group is None:
        return ()
    memory = memory_of(connection)
    plan = memory.plan(question, connection.dialect)
    began = time.perf_counter()
    groups = as_groups(fetch_all(connection, plan.groups()), question.viewer)
    count = sum(group.count for group in groups)
    memory.keep(question, Known(count, _milliseconds_since(began)))
    return groups


def load_rows(
    connection: Connection, question: Question, serials: Sequence[int]
) -> tuple[TicketRow | None, ...]:
    """One row per serial, in the given order; None where the viewer sees no such ticket."""
    if not serials:
        return ()
    plan = memory_of(connection).plan(question, connection.dialect)
    rows = as_rows(fetch_all(connection, plan.rows(serials)), question.viewer)
    by_serial = {row.serial: row for row in rows}
    return tuple(map(by_serial.get, serials))


def matches(connection: Connection, question: Question, serial: int) -> bool:
    """Whether the list shows the ticket with this serial."""
    plan = memory_of(connection).plan(question, connection.dialect)
    return bool(fetch_all(connection, plan.match(serial)))


# --- Which way ----------------------------------------------------------------------------------


def _page(
    connection: Connection, plan: ListPlan, memory: Memory, limit: int | None, offset: int
) -> Sequence[tuple[Any, ...]]:
    buckets = _buckets(connection, plan)
    if buckets and limit is not None:
        return _page_of_buckets(connection, plan, buckets, limit, offset)
    if not plan.is_steered:
        # Without an index of the order, all matches are needed before the first is known.
        way = Way.FILTER if plan.is_conditional and plan.sort_index is None else Way.WALK
        return fetch_all(connection, plan.page(way, limit, offset))
    known = memory.known(plan.question)
    if known is None and plan.phrases:
        if _words_are_common(connection, plan):
            return fetch_all(connection, plan.page(Way.WALK, limit, offset))
        known = Known(_words_found(connection, plan), 0.0)
    if known is not None:
        if known.count > _NARROW:
            # As long as the other way would take, so that a wrong guess costs twice at most.
            budget_ms = known.found_in_ms + known.count * _SORT_MS
            steps = min(max(_TRIAL_STEPS, int(budget_ms * _STEPS_A_MS)), _MOST_STEPS)
            found = _tried(connection, plan, limit, offset, steps)
            if found is not None:
                return found
        return fetch_all(connection, plan.page(Way.FILTER, limit, offset))
    found = _tried(connection, plan, limit, offset, _TRIAL_STEPS)
    if found is not None:
        return found
    return _probed(connection, plan, memory, limit, offset)


def _probed(
    connection: Connection, plan: ListPlan, memory: Memory, limit: int | None, offset: int
) -> Sequence[tuple[Any, ...]]:
    began = time.perf_counter()
    count, serials = fetch_all(connection, plan.probe(_NARROW + 1))[0]
    if count <= _NARROW:
        memory.keep(plan.question, Known(count, _milliseconds_since(began)))
        return fetch_all(connection, plan.page_among(serials or "", limit, offset))
    found = _tried(connection, plan, limit, offset, _LONG_TRIAL_STEPS)
    if found is not None:
        return found
    return fetch_all(connection, plan.page(Way.FILTER, limit, offset))


def _counted(connection: Connection, plan: ListPlan, memory: Memory) -> Known:
    began = time.perf_counter()
    count = int(fetch_value(connection, plan.count()))
    known = Known(count, _milliseconds_since(began))
    memory.keep(plan.question, known)
    return known


def _milliseconds_since(began: float) -> float:
    return (time.perf_counter() - began) * 1_000


def _way_of_ids(connection: Connection, plan: ListPlan, memory: Memory, greatest: int) -> Way:
    if not plan.is_steered:
        return Way.FILTER if plan.is_conditional else Way.WALK
    if plan.phrases:
        return Way.FILTER
    known = memory.known(plan.question) or _counted(connection, plan, memory)
    return Way.WALK if known.count * _WALK_SHARE > greatest else Way.FILTER


def _words_are_common(connection: Connection, plan: ListPlan) -> bool:
    return all(
        any(search_index.is_common(connection, phrase) for phrase in phrases)
        for phrases in plan.phrases
    )


def _words_found(connection: Connection, plan: ListPlan) -> int:
    # The rarest condition decides; its phrases are alternatives.
    return min(
        sum(search_index.count_up_to(connection, phrase, _NARROW + 1) for phrase in phrases)
        for phrases in plan.phrases
    )


def _tried(
    connection: Connection, plan: ListPlan, limit: int | None, offset: int, steps: int
) -> Sequence[tuple[Any, ...]] | None:
    # A walk that finds enough within its trial costs nothing more: no need to know the count.
    driver_connection = connection.connection.driver_connection
    if not isinstance(driver_connection, sqlite3.Connection):
        raise TypeError("only SQLite is steered")
    is_exhausted = False

    def stop() -> int:
        nonlocal is_exhausted
        is_exhausted = True
        return 1

    driver_connection.set_progress_handler(stop, steps)
    try:
        return fetch_all(connection, plan.page(Way.WALK, limit, offset))
    except sqlite3.OperationalError:
        if not is_exhausted:
            raise
        return None
    finally:
        driver_connection.set_progress_handler(None, 0)


# --- Orders by the name of something else --------------------------------------------------------


def _buckets(connection: Connection, plan: ListPlan) -> list[Bucket]:
    # Few people, groups and types, many tickets: one walk for each name, in the order of names,
    # where a join would sort a million rows.
    spec = plan.question.spec
    if not plan.bucket_column:
        return []
    number, key = _BUCKET_TABLES[plan.bucket_column]
    found = [
        tuple(row)
        for row in connection.execute(
            select(key, number).order_by(key, number).limit(_MOST_BUCKETS + 1)
        )
    ]
    if len(found) > _MOST_BUCKETS:
        return []
    if spec.group is None:
        buckets = [Bucket((None,)), *_named_alike(found)]
    else:
        # Groups of one name are groups of their own.
        buckets = [Bucket((None,)), *(Bucket((int(row[1]),)) for row in found)]
    return buckets[::-1] if (spec.group or spec.sort[0]).is_descending else buckets


def _named_alike(found: list[tuple[Any, ...]]) -> Iterator[Bucket]:
    for _, alike in groupby(found, key=lambda row: row[0]):
        yield Bucket(tuple(int(number) for _, number in alike))


def _page_of_buckets(
    connection: Connection, plan: ListPlan, buckets: list[Bucket], limit: int, offset: int
) -> Sequence[tuple[Any, ...]]:
    wanted = offset + limit
    serials: list[int] = []
    for bucket in buckets:
        if len(serials) >= wanted:
            break
        found = fetch_all(connection, plan.bucket(bucket, wanted - len(serials)))
        serials += [serial for (serial,) in found]
    page = serials[offset:wanted]
    if not page:
        return ()
    by_serial = {row[0]: row for row in fetch_all(connection, plan.rows(page))}
    return [by_serial[serial] for serial in page if serial in by_serial]
