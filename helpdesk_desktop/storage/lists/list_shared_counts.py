"""The only place that counts several lists by one reading, where that is sooner than one by one.

Filters of a dock often ask the same of a ticket, that it is open, and something else each. Where
that is another column of the index, one pass over the open tickets counts them all: 5 ms a filter
of 1,000,000 tickets, where one by itself takes up to 20. Where it is a custom field, each would ask
a hundred thousand values for their tickets' states, 0.4 µs a value; instead the open tickets are
marked, and the values' serials looked up among the marks, 0.15 µs. Whether it is sooner shows only
by trying it, as with the ways of one count. What is counted together is of one moment, since one
statement reads it. SQLite alone: the servers are asked one by one.
"""

from abc import ABC, abstractmethod
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import Node, all_of
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage import id_array
from helpdesk_desktop.storage.asked_parts import parts_of
from helpdesk_desktop.storage.claims import stated
from helpdesk_desktop.storage.compiled_sql import CompiledSql, compiled, fetch_all
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.list_indexes import SORT_COLUMNS, index_name
from helpdesk_desktop.storage.lists.list_counts import SOON_MS
from helpdesk_desktop.storage.lists.list_memory import Known, Memory, memory_of
from helpdesk_desktop.storage.lists.list_plan import LISTED, ListPlan, indexed_keys
from helpdesk_desktop.storage.lists.walk_trial import Stopwatch, within
from helpdesk_desktop.storage.permission_sql import may_see
from helpdesk_desktop.storage.schema import ticket
from helpdesk_desktop.storage.unindexed_sql import asked_of_one_row

# A mark for each serial up to the greatest one: 32 MiB at most, for as long as it takes.
_MOST_MARKS = 1 << 25
# So many serials between two looks at the cancellation: 0.4 ms.
_PIECE = 8_192
_GREATEST = "SELECT max(serial) FROM ticket"


@dataclass(frozen=True, slots=True)
class _One:
    """One list that may share a reading; `alone_ms`: how long its count takes by itself."""

    place: int
    plan: ListPlan
    alone_ms: float


def count_shared(
    connection: Connection, questions: Sequence[Question], cancel: Cancellation
) -> dict[int, int]:
    """How many match, of those of the questions that are counted sooner together, by place.

    Nothing is read where nothing is worth sharing, or not known to be.

    Raises:
        Cancelled: `cancel` was requested.
    """
    if connection.dialect.name != "sqlite":
        return {}
    memory = memory_of(connection)
    slow = _slow(connection, questions, memory)
    counts: dict[int, int] = {}
    for reading in (*_marked(slow), *_passed(slow)):
        counts |= _counted(connection, reading, memory, cancel)
    return counts


def _slow(connection: Connection, questions: Sequence[Question], memory: Memory) -> list[_One]:
    found = []
    for place, question in enumerate(questions):
        alone_ms = min(memory.tried(question).values(), default=0.0)
        if alone_ms > SOON_MS:
            found.append(_One(place, memory.plan(question, connection.dialect), alone_ms))
    return found


class _Reading(ABC):
    """Lists that ask the same `node` besides what each asks of its own."""

    kind: str

    def __init__(self, node: Node, lists: Iterable[_One]) -> None:
        self.node = node
        self.lists = tuple(lists)

    def only(self, lists: Iterable[_One]) -> "_Reading":
        """The same for some of the lists."""
        return type(self)(self.node, lists)

    @abstractmethod
    def sql(self, connection: Connection) -> CompiledSql:
        """One statement that gives one row."""

    @abstractmethod
    def counts(
        self, row: tuple[Any, ...], watch: Stopwatch, cancel: Cancellation
    ) -> list[int] | None:
        """What the row says, list by list; None where it cannot be told."""


def _counted(
    connection: Connection, reading: _Reading, memory: Memory, cancel: Cancellation
) -> dict[int, int]:
    """What the lists count that cost less in one reading than alone."""
    together = memory.together(reading.kind, reading.node, reading.lists[0].plan.question.viewer)
    reading = reading.only(one for one in reading.lists if one.alone_ms > together.each_ms)
    # What all pay for once costs about as much as one of them.
    shares = len(reading.lists) + 1
    alone_ms = sum(one.alone_ms for one in reading.lists)
    plans = [one.plan for one in reading.lists]
    if len(reading.lists) < 2 or together.each_ms * shares > alone_ms:
        return {}
    sql = reading.sql(connection) if together.plans != plans else together.sql
    together.plans, together.sql = plans, sql
    found, sql_ms = within(connection, lambda: fetch_all(connection, sql), alone_ms)
    watch = Stopwatch()
    counts = None if found is None else reading.counts(found[0], watch, cancel)
    if counts is None:
        # Tried again, if at all, with the lists that take longest.
        together.each_ms = max(2 * together.each_ms, alone_ms / len(reading.lists))
        return {}
    together.each_ms = (sql_ms + watch.spent_ms) / shares
    for one, count in zip(reading.lists, counts, strict=True):
        memory.keep(one.plan.question, Known(count, one.alone_ms))
    return {one.place: count for one, count in zip(reading.lists, counts, strict=True)}


# --- One pass along an index --------------------------------------------------------------------


class _Pass(_Reading):
    """Lists of columns that every index carries: all counted while one index is read."""

    kind = "pass"

    @override
    def sql(self, connection: Connection) -> CompiledSql:
        question = self.lists[0].plan.question
        (key, *_) = indexed_keys(self.node)
        column = ticket.c[SORT_COLUMNS[key]]

        def holds(node: Node) -> Any:
            asked = where(node, question, "sqlite")
            return stated(asked_of_one_row(asked, ticket, but=column))

        own = (
            [part for part in parts_of(one.plan.tree) if part != self.node] for one in self.lists
        )
        counted = (
            func.count().filter(holds(all_of(*parts))) if parts else func.count() for parts in own
        )
        seen = stated(asked_of_one_row(may_see(question.viewer), ticket, but=column))
        found: Select[Any] = select().add_columns(*counted).select_from(ticket)
        found = found.where(LISTED, holds(self.node), seen)
        hinted = found.with_hint(ticket, f"INDEXED BY {index_name(key)}", "sqlite")
        return compiled(hinted, connection.dialect)

    @override
    def counts(
        self, row: tuple[Any, ...], watch: Stopwatch, cancel: Cancellation
    ) -> list[int] | None:
        return list(row)


def _passed(slow: Iterable[_One]) -> Iterator[_Reading]:
    """Passes for whatever has a part in common that an index finds, the most common one first."""
    left = [one for one in slow if one.plan.is_plain]
    while True:
        tally = Counter(
            part
            for one in left
            for part in dict.fromkeys(parts_of(one.plan.tree))
            if indexed_keys(part)
        )
        if not tally:
            return
        [(node, times)] = tally.most_common(1)
        if times == 1:
            return
        alike = [one for one in left if node in parts_of(one.plan.tree)]
        left = [one for one in left if one not in alike]
        yield _Pass(node, alike)


# --- Marks for tickets, and values looked up among them -----------------------------------------


class _Marks(_Reading):
    """Lists of one custom field each, and of what an index finds."""

    kind = "marks"

    @override
    def sql(self, connection: Connection) -> CompiledSql:
        plans = [one.plan for one in self.lists]
        parts = [plans[0].serials_of(self.node)]
        parts += [plan.lead_serials(plan.leads[0]) for plan in plans]
        # Text of this module around text that SQLAlchemy made; values stay bound.
        digits = f"SELECT group_concat(serial + {id_array.DIGITS_OFFSET}, '') FROM"
        wanted = ", ".join(f"({digits} ({part.text}))" for part in parts)
        values = tuple(value for part in parts for value in part.values)
        return CompiledSql(f"SELECT ({_GREATEST}), {wanted}", values)

    @override
    def counts(
        self, row: tuple[Any, ...], watch: Stopwatch, cancel: Cancellation
    ) -> list[int] | None:
        greatest, wanted, *lists = row
        if (greatest or 0) >= _MOST_MARKS:
            return None
        marks = bytearray((greatest or 0) + 1)
        for serials in _pieces(wanted, watch, cancel):
            for serial in serials:
                marks[serial] = 1
        return [
            sum(sum(map(marks.__getitem__, serials)) for serials in _pieces(listed, watch, cancel))
            for listed in lists
        ]


def _marked(slow: Iterable[_One]) -> Iterator[_Reading]:
    alike: dict[Node, list[_One]] = {}
    for one in slow:
        if one.plan.shared_rest is not None:
            alike.setdefault(one.plan.shared_rest, []).append(one)
    return (_Marks(node, lists) for node, lists in alike.items())


def _pieces(digits: str | None, watch: Stopwatch, cancel: Cancellation) -> Iterator["array[int]"]:
    width = _PIECE * id_array.WIDTH
    for start in range(0, len(digits or ""), width):
        yield id_array.from_decimals((digits or "")[start : start + width], cancel)
        watch.look()
