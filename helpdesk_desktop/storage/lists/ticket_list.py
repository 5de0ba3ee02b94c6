"""The only place that answers a list: its page, its count, its serials and its rows.

Every answer is display permission AND listed AND the tree. A page comes first and knows no count;
the count is cheap and is remembered to choose the way of what comes next; the serials come in one
step of the driver. SQLite alone is steered (`list_plan`).
"""

import time
from array import array
from collections.abc import Sequence

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.grouping import ListGroup
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage.compiled_sql import fetch_all
from helpdesk_desktop.storage.group_sql import as_groups
from helpdesk_desktop.storage.id_fetch import find_in_order, greatest_serial
from helpdesk_desktop.storage.lists import list_counts
from helpdesk_desktop.storage.lists.list_buckets import buckets_of
from helpdesk_desktop.storage.lists.list_memory import Known, Memory, memory_of
from helpdesk_desktop.storage.lists.list_pages import find_page
from helpdesk_desktop.storage.lists.list_plan import ListPlan, Way
from helpdesk_desktop.storage.lists.list_row import as_rows
from helpdesk_desktop.storage.lists.list_starts import begun

# A walk of all entries costs as much as sorting an eighth of them.
_WALK_SHARE = 8


def load_page(
    connection: Connection, question: Question, *, limit: int | None, offset: int = 0
) -> tuple[TicketRow, ...]:
    """The rows from `offset` on, in the list's order; without a limit all of them."""
    memory = memory_of(connection)
    plan = memory.plan(question, connection.dialect)
    found = find_page(connection, plan, memory, limit, offset)
    return as_rows(found, question.viewer)


def prepare_page(connection: Connection, question: Question, *, limit: int) -> None:
    """Compile what the first page of a list in its index's order asks; nothing is read."""
    memory_of(connection).plan(question, connection.dialect).page(Way.WALK, limit, 0)


def count_tickets(connection: Connection, question: Question) -> int:
    """How many tickets the list shows."""
    memory = memory_of(connection)
    plan = memory.plan(question, connection.dialect)
    return list_counts.count(connection, plan, memory).count


def find_ids(connection: Connection, question: Question, cancel: Cancellation) -> "array[int]":
    """All matching serials in the list's order: 4 bytes each while they fit, else 8.

    Raises:
        Cancelled: `cancel` was requested.
    """
    memory = memory_of(connection)
    plan = memory.plan(question, connection.dialect)
    greatest = greatest_serial(connection)
    buckets = buckets_of(connection, question)
    way = _way_of_ids(connection, plan, memory, greatest, has_buckets=bool(buckets))
    if buckets and way is Way.WALK:
        statements = [plan.serials(way, bucket) for bucket in buckets]
    else:
        statements = [plan.serials(way, start=begun(connection, plan).start)]
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


def _milliseconds_since(began: float) -> float:
    return (time.perf_counter() - began) * 1_000


def _way_of_ids(
    connection: Connection, plan: ListPlan, memory: Memory, greatest: int, *, has_buckets: bool
) -> Way:
    if not plan.is_conditional:
        return Way.WALK
    if connection.dialect.name != "sqlite" or not (has_buckets or plan.sort_index is not None):
        return Way.FILTER
    if plan.phrases:
        return Way.FILTER
    known = memory.known(plan.question) or list_counts.count(connection, plan, memory)
    return Way.WALK if known.count * _WALK_SHARE > greatest else Way.FILTER
