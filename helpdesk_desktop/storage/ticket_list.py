"""The only place that answers a list: its page, its count, its serials and its rows.

Every answer is display permission AND listed AND the tree. A page comes first and knows no count;
the count is cheap and is remembered to choose the way of what comes next; the serials come in one
step of the driver. SQLite alone is steered (`list_plan`).
"""

import sqlite3
import time
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.grouping import ListGroup
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage import search_index
from helpdesk_desktop.storage.compiled_sql import CompiledSql, fetch_all, fetch_value
from helpdesk_desktop.storage.custom_leads import Lead
from helpdesk_desktop.storage.group_sql import as_groups
from helpdesk_desktop.storage.id_fetch import find_in_order, greatest_serial
from helpdesk_desktop.storage.list_buckets import Bucket, buckets_of
from helpdesk_desktop.storage.list_plan import Begun, Known, ListPlan, Memory, Start, Way, memory_of
from helpdesk_desktop.storage.list_row import as_rows

# Below it, finding all matches and sorting them costs no more than a walk that meets one of them
# every few hundred entries: 5 ms at 1,000,000 tickets.
_NARROW = 5_000
# Steps of SQLite's machine that a walk may take on trial: 1.5 ms, some 8,000 entries; and the
# longer trial of a walk whose alternative is to find and sort more than `_NARROW`: 30 ms.
_TRIAL_STEPS = 100_000
_LONG_TRIAL_STEPS = 2_000_000
_SHORT_TRIAL_STEPS = 20_000
_STEPS_A_MS = 70_000
_MOST_STEPS = 2**31 - 1  # what SQLite takes
_STRIDE = 20_000
# Sorting and handing over one found ticket.
_SORT_MS = 0.0005
# A walk of all entries costs as much as sorting an eighth of them.
_WALK_SHARE = 8
# How far the rows of a lead are counted, in turn: as far as the smallest one needs. Up to the first
# bound every other condition is asked ticket by ticket, up to the second at least custom values.
_LEAD_BOUNDS = (20_000, 100_000)
_FIRST_BOUND = 5_000
# Where a handful leads, nothing else is counted any further than this part of the first bound.
_HANDFUL = 25
# A row of another condition's list costs as much as a quarter of asking one ticket.
_LIST_SHARE = 4
# Entries of the order that are looked at to know how thick the matches lie, and how many of them
# tell it well enough.
_SAMPLE = 1_000
_SURE = 8
# Reading one row of a lead with its ticket.
_LED_MS = 0.0007
# How much longer an entry takes whose tickets follow each other in no order of their own.
_FAR_APART = 4

# A statement for each: not one for each number.
_LADDER = (50, 200, 1_000, 5_000, 20_000, 80_000)

_Rows = Sequence[tuple[Any, ...]]


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
    buckets = buckets_of(connection, question)
    way = _way_of_ids(connection, plan, memory, greatest, has_buckets=bool(buckets))
    if buckets and way is Way.WALK:
        statements = [plan.serials(way, bucket) for bucket in buckets]
    else:
        statements = [plan.serials(way, start=_begun(connection, plan).start)]
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


class _Page:
    """One page of one question, by the one way or the other."""

    def __init__(
        self, connection: Connection, plan: ListPlan, limit: int | None, offset: int
    ) -> None:
        self._connection = connection
        self._plan = plan
        self._limit, self._offset = limit, offset
        self._buckets = buckets_of(connection, plan.question) if limit is not None else []
        self.has_walk = bool(self._buckets) or plan.sort_index is not None
        self.wanted = None if limit is None else offset + limit
        # In the order of values tickets lie far apart.
        self.entry_cost = _FAR_APART if self._buckets else 1

    def walk(self) -> _Rows:
        """Along the order until the page is full."""
        limit, offset = self._limit, self._offset
        if self._buckets and limit is not None:
            return _page_of_buckets(self._connection, self._plan, self._buckets, limit, offset)
        return fetch_all(self._connection, self._plan.page(Way.WALK, limit, offset))

    def find(self, start: Start) -> _Rows:
        """Out of all that match."""
        page = self._plan.page(Way.FILTER, self._limit, self._offset, start)
        return fetch_all(self._connection, page)

    def among(self, serials: str) -> _Rows:
        """Out of these, which are all that match."""
        page = self._plan.page_among(serials, self._limit, self._offset)
        return fetch_all(self._connection, page)

    def try_walk(self, steps: int) -> _Rows | None:
        """A walk of so many steps of SQLite's machine; None where it is not full by then."""
        return _tried(self._connection, self.walk, min(max(1, steps), _MOST_STEPS))


def _page(
    connection: Connection, plan: ListPlan, memory: Memory, limit: int | None, offset: int
) -> _Rows:
    page = _Page(connection, plan, limit, offset)
    if not plan.is_conditional:
        return page.walk()
    if connection.dialect.name != "sqlite":
        # The servers' planners know their tables.
        return page.find(Start())
    if not page.has_walk:
        # Without an index of the order, all matches are needed before the first is known.
        return page.find(_begun(connection, plan).start)
    known = memory.known(plan.question)
    if known is None and plan.has_leads:
        return _led(connection, plan, page)
    if known is None and plan.phrases:
        if _words_are_common(connection, plan):
            return page.walk()
        known = Known(_words_found(connection, plan, _NARROW + 1), 0.0)
    if known is None:
        return _probed(connection, plan, memory, page)
    if known.count > _NARROW:
        # As long as the other way would take, so that a wrong guess costs twice at most.
        budget_ms = known.found_in_ms + known.count * _SORT_MS
        found = page.try_walk(max(_TRIAL_STEPS, int(budget_ms * _STEPS_A_MS)))
        if found is not None:
            return found
    return page.find(_begun(connection, plan).start)


def _probed(connection: Connection, plan: ListPlan, memory: Memory, page: _Page) -> _Rows:
    """The page of a question of which nothing is known."""
    found = page.try_walk(_TRIAL_STEPS)
    if found is not None:
        return found
    began = time.perf_counter()
    count, serials = fetch_all(connection, plan.probe(_NARROW + 1))[0]
    if count <= _NARROW:
        memory.keep(plan.question, Known(count, _milliseconds_since(began)))
        return page.among(serials or "")
    found = page.try_walk(_LONG_TRIAL_STEPS)
    return page.find(Start()) if found is None else found


def _led(connection: Connection, plan: ListPlan, page: _Page) -> _Rows:
    """The page of a question that has a lead: by the way that a look at both says is shorter."""
    begun = _begun_near(connection, plan)
    if begun is not None or page.wanted is None:
        return page.find((begun or _begun(connection, plan)).start)
    # A short trial: the look that follows costs as much as a thousand entries.
    found = page.try_walk(_SHORT_TRIAL_STEPS // page.entry_cost)
    if found is not None:
        return found
    began = time.perf_counter()
    met = int(fetch_value(connection, plan.sample(_SAMPLE)))
    entry_ms = _milliseconds_since(began) / _SAMPLE
    # Nothing in the sample: such a walk may go to the end.
    walk_ms = page.wanted / met * _SAMPLE * entry_ms * page.entry_cost if met else float("inf")
    if met < _SURE:
        begun = _begun(connection, plan)
        find_ms = begun.size * max(_LED_MS, entry_ms)
        if find_ms < walk_ms:
            return page.find(begun.start)
        walk_ms = find_ms
    found = page.try_walk(int(2 * walk_ms * _STEPS_A_MS))
    return page.find(_begun(connection, plan).start) if found is None else found


def _begun(connection: Connection, plan: ListPlan) -> Begun:
    """From where all matches are found with the least work; once for each count."""
    if plan.begun is None:
        plan.begun = _begun_near(connection, plan) or _begun_far(connection, plan)
    return plan.begun


def _begun_near(connection: Connection, plan: ListPlan) -> Begun | None:
    """Where something has so few matches that nothing else need be thought of."""
    for bound in (_FIRST_BOUND // _HANDFUL, _FIRST_BOUND) if plan.has_leads else ():
        found = _begun_within(connection, plan, bound)
        if found is not None:
            return found
    return None


def _begun_far(connection: Connection, plan: ListPlan) -> Begun:
    lead = plan.leads[0] if plan.leads else None
    if lead is None or not lead.is_alone:
        # What one lead alone finds is read as it is, however much it is.
        is_one = len(plan.leads) == 1 and not plan.phrases
        for bound in _LEAD_BOUNDS[:1] if is_one else _LEAD_BOUNDS if plan.has_leads else ():
            found = _begun_within(connection, plan, bound)
            if found is not None:
                return found
    # All are broad: lists of what each finds are read once, not once for each of the others.
    return Begun(Start(lead), _LEAD_BOUNDS[-1])


def _begun_within(connection: Connection, plan: ListPlan, bound: int) -> Begun | None:
    sizes = [_lead_size(connection, plan, one, bound) for one in plan.leads]
    least = min((bound, *sizes))
    # Words are dearer to count than rows of an index: only where they may be the better start.
    limit = bound if least == bound else least // _LIST_SHARE
    words = _words_counted(connection, plan) if plan.phrases and limit else limit
    if words < limit:
        return Begun(Start(asks_values_first=False), words)
    if least < bound:
        lead = plan.leads[sizes.index(least)]
        return Begun(_beside(connection, plan, lead, least, bound), least)
    # Dearer still; and of many tickets each would be asked for its values.
    if plan.has_standard and (bound < _LEAD_BOUNDS[-1] or not plan.leads):
        standard = int(fetch_value(connection, plan.standard_size(bound)))
        if standard < bound:
            return Begun(Start(asks_values_first=False), standard)
    return None


def _beside(connection: Connection, plan: ListPlan, lead: Lead, size: int, bound: int) -> Start:
    """A lead with as many rows, and how the other conditions are asked of them."""
    limit = next((one for one in _LADDER if one >= size * _LIST_SHARE), _LADDER[-1])
    partners = tuple(
        other
        for other in plan.leads
        if other is not lead and _lead_size(connection, plan, other, limit) < limit
    )
    return Start(
        lead,
        uses_search_index=bound > _LEAD_BOUNDS[0],
        asks_values_first=False,
        partners=partners,
    )


def _words_counted(connection: Connection, plan: ListPlan) -> int:
    # The index reads all entries of a word's beginning before it gives the first: no use in a bound
    # for each rung, and none at all in counting a common one.
    if plan.words is None:
        most = _LEAD_BOUNDS[-1]
        is_common = _words_are_common(connection, plan)
        plan.words = most if is_common else _words_found(connection, plan, most)
    return plan.words


def _lead_size(connection: Connection, plan: ListPlan, lead: Lead, limit: int) -> int:
    return int(fetch_value(connection, plan.lead_size(lead, limit)))


def _counted(connection: Connection, plan: ListPlan, memory: Memory) -> Known:
    began = time.perf_counter()
    plan.begun = plan.words = None  # what was few may be many by now
    count = int(fetch_value(connection, _count_of(connection, plan)))
    known = Known(count, _milliseconds_since(began))
    memory.keep(plan.question, known)
    return known


def _count_of(connection: Connection, plan: ListPlan) -> CompiledSql:
    begun = _begun(connection, plan)
    lead = begun.start.lead
    if lead is not None and lead.is_alone and plan.sees_all:
        hidden = int(fetch_value(connection, plan.hidden_size(_NARROW)))
        if hidden < min(begun.size, _NARROW):
            return plan.count_rows(lead)
    return plan.count(begun.start)


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
    known = memory.known(plan.question) or _counted(connection, plan, memory)
    return Way.WALK if known.count * _WALK_SHARE > greatest else Way.FILTER


def _words_are_common(connection: Connection, plan: ListPlan) -> bool:
    return all(
        any(search_index.is_common(connection, phrase) for phrase in phrases)
        for phrases in plan.phrases
    )


def _words_found(connection: Connection, plan: ListPlan, bound: int) -> int:
    # The rarest condition decides; its phrases are alternatives.
    return min(
        sum(search_index.count_up_to(connection, phrase, bound) for phrase in phrases)
        for phrases in plan.phrases
    )


def _tried(connection: Connection, walk: Callable[[], _Rows], steps: int) -> _Rows | None:
    # A walk that finds enough within its trial costs nothing more: no need to know the count.
    driver_connection = connection.connection.driver_connection
    if not isinstance(driver_connection, sqlite3.Connection):
        raise TypeError("only SQLite is steered")
    is_exhausted = False
    stride = min(steps, _STRIDE)
    left = steps // stride

    def stop() -> int:
        # Called after every stride of a statement; a walk of several parts has one purse.
        nonlocal is_exhausted, left
        left -= 1
        is_exhausted = left <= 0
        return int(is_exhausted)

    driver_connection.set_progress_handler(stop, stride)
    try:
        return walk()
    except sqlite3.OperationalError:
        if not is_exhausted:
            raise
        return None
    finally:
        driver_connection.set_progress_handler(None, 0)


# --- Orders by the name of something else --------------------------------------------------------


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
