"""The only place that chooses the way of a page: along the order, or out of all that match.

A walk is tried before anything is counted, since a page that is found soon costs nothing more. What
it found until it was given up tells how long it would take; the other way is looked at only as long
as it may be the shorter one. SQLite alone; the servers' planners know their tables.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.storage.compiled_sql import CompiledSql, fetch_all, fetch_value
from helpdesk_desktop.storage.lists import list_starts
from helpdesk_desktop.storage.lists.list_buckets import Bucket, buckets_of
from helpdesk_desktop.storage.lists.list_memory import Known, Memory
from helpdesk_desktop.storage.lists.list_plan import ListPlan, Start, Way
from helpdesk_desktop.storage.lists.walk_trial import Walk, timed, within

# Below it, finding all matches and sorting them costs no more than a walk that meets one of them
# every few hundred entries: 5 ms at 1,000,000 tickets.
NARROW = 5_000
# So long a walk is looked at before it is judged; a shorter look where rows may lead.
_LOOK_MS = 1.0
_SHORT_LOOK_MS = 0.4
# As much as it costs to know anything better; where rows may lead, 5,000 were counted before.
_SOON_MS = 6.0
_LED_SOON_MS = 10.0
# The next look takes this part of the walk, or, where too little was found to judge it, of what the
# other way would take.
_LOOK_SHARE = 8
_BLIND_SHARE = 16
# The least that sorting one found ticket costs, where the index that found it has the key too. From
# wide rows far apart it is 30 times that, so else it is measured on as many.
_LEAST_SORT_MS = 0.0005
_PRICED = 400
# Reading one row of a lead and asking its ticket for the rest; as much again for its words.
_LED_MS = 0.0015

_Rows = Sequence[tuple[Any, ...]]


def find_page(
    connection: Connection, plan: ListPlan, memory: Memory, limit: int | None, offset: int
) -> _Rows:
    """The rows of a page as the driver gives them, in the list's order."""
    page = _Page(connection, plan, limit, offset)
    if not plan.is_conditional:
        return page.walked()
    if connection.dialect.name != "sqlite":
        return page.found(Start())
    known = memory.known(plan.question)
    if known is None and plan.has_leads:
        return _led(page)
    if not page.has_walk:
        # Without an index of the order, all matches are needed before the first is known.
        return page.found_from_start()
    if known is None and plan.phrases:
        if list_starts.words_are_common(connection, plan):
            return page.walked()
        words = timed(connection, lambda: list_starts.words_found(connection, plan, NARROW + 1))
        known = Known(*words)
    return _unknown(page, memory) if known is None else _known(page, known)


class _Page:
    """One page of one question, by the one way or the other."""

    def __init__(
        self, connection: Connection, plan: ListPlan, limit: int | None, offset: int
    ) -> None:
        self.connection = connection
        self.plan = plan
        self.limit = limit
        self._offset = offset

    @cached_property
    def _buckets(self) -> list[Bucket]:
        return [] if self.limit is None else buckets_of(self.connection, self.plan.question)

    @property
    def has_walk(self) -> bool:
        """Whether something gives the order by and by, as far as a page needs it."""
        return self.limit is not None and (self.plan.sort_index is not None or bool(self._buckets))

    @cached_property
    def walk(self) -> Walk:
        """Along the order until the page is full."""
        return Walk(self.connection, self._statements, self._offset + (self.limit or 0))

    def _statements(self) -> Iterator[CompiledSql]:
        wanted = self._offset + (self.limit or 0)
        for bucket in self._buckets or (None,):
            yield self.plan.walk(wanted, bucket)

    def walked(self) -> _Rows:
        """By the walk, however long it takes."""
        if self._buckets:
            return self.of_walk(self.walk.to_the_end())
        return fetch_all(self.connection, self.plan.page(Way.WALK, self.limit, self._offset))

    def of_walk(self, serials: list[int]) -> _Rows:
        """What a walk found."""
        wanted = serials[self._offset :]
        if not wanted:
            return ()
        by_serial = {row[0]: row for row in fetch_all(self.connection, self.plan.rows(wanted))}
        return [by_serial[serial] for serial in wanted if serial in by_serial]

    def tried(self, look_ms: float, most_ms: float) -> _Rows | None:
        """By the walk; None where it was given up."""
        serials = self.walk.tried(look_ms, most_ms)
        return None if serials is None else self.of_walk(serials)

    def tried_again(self, most_ms: float) -> _Rows | None:
        """The same, after a look that says how long it may take; none where that is too long."""
        likely_ms, look_ms = self.walk.likely_ms, most_ms / _BLIND_SHARE
        if not self.walk.is_sure and look_ms > self.walk.looked_ms:
            return self.tried(look_ms, most_ms)
        return None if likely_ms > most_ms else self.tried(likely_ms / _LOOK_SHARE, most_ms)

    def found(self, start: Start) -> _Rows:
        """Out of all that match."""
        page = self.plan.page(Way.FILTER, self.limit, self._offset, start)
        return fetch_all(self.connection, page)

    def found_from_start(self) -> _Rows:
        """The same, from where it takes the least work."""
        return self.found(list_starts.begun(self.connection, self.plan).start)

    def among(self, serials: str) -> _Rows:
        """Out of these, which are all that match."""
        page = self.plan.page_among(serials, self.limit, self._offset)
        return fetch_all(self.connection, page)


def _known(page: _Page, known: Known, found: str | None = None) -> _Rows:
    """The page of a question of which so many match; `found`: serials of them, with commas."""
    if known.count <= NARROW:
        return page.found_from_start()
    rows = None
    if found is None:
        least_ms = known.found_in_ms + known.count * _LEAST_SORT_MS
        rows = page.tried(_LOOK_MS, max(_LOOK_MS, least_ms))
    if rows is None:
        rows = page.tried_again(known.found_in_ms + known.count * _sort_ms(page, found))
    return page.found_from_start() if rows is None else rows


def _sort_ms(page: _Page, found: str | None) -> float:
    """What sorting one found ticket costs."""
    connection, plan = page.connection, page.plan
    if found is None:
        _, found = fetch_all(connection, plan.probe(_PRICED))[0]
    some = (found or "").split(",")[:_PRICED]
    asked = plan.sorted_among(",".join(some))
    _, sorted_in_ms = timed(connection, lambda: fetch_all(connection, asked))
    return max(sorted_in_ms / _PRICED, _LEAST_SORT_MS)


def _unknown(page: _Page, memory: Memory) -> _Rows:
    """The page of a question of which nothing is known."""
    connection, plan = page.connection, page.plan
    rows = page.tried(_LOOK_MS, _SOON_MS)
    if rows is not None:
        return rows
    probe = plan.probe(NARROW + 1)
    probed, likely_ms = None, page.walk.likely_ms
    while probed is None:
        probed, probed_in_ms = within(
            connection, lambda: fetch_all(connection, probe), likely_ms / 2
        )
        if probed is None:
            # To find all takes longer than half of the walk, how much longer nobody knows. So the
            # walk may take twice what it seemed to; where it needs more, the probe may too.
            rows = page.tried_again(2 * likely_ms)
            if rows is not None:
                return rows
            likely_ms = max(2 * likely_ms, page.walk.likely_ms)
    [(count, found)] = probed
    if count <= NARROW:
        memory.keep(plan.question, Known(count, probed_in_ms))
        return page.among(found or "")
    rows = page.tried_again(2 * probed_in_ms)
    if rows is not None:
        return rows
    known = Known(*timed(connection, lambda: int(fetch_value(connection, plan.count()))))
    memory.keep(plan.question, known)
    return _known(page, known, found)


def _led(page: _Page) -> _Rows:
    """The page of a question that has a lead: by the way that a look at both says is shorter."""
    connection, plan = page.connection, page.plan
    plan.forget()  # what led when this was asked before may be a crowd by now
    begun = list_starts.begun_near(connection, plan)
    if begun is not None or not page.has_walk:
        begun = begun or list_starts.begun(connection, plan)
        return page.found(begun.start) if begun.size else ()
    rows = page.tried(_SHORT_LOOK_MS, _LED_SOON_MS)
    if rows is not None:
        return rows
    led_ms = _LED_MS * (1 + len(plan.phrases))
    for bound in list_starts.bounds_of(plan):
        begun = list_starts.begun_within(connection, plan, bound)
        rows = page.tried_again((begun.size if begun else bound) * led_ms)
        if rows is not None:
            return rows
        if begun is not None:
            return page.found(begun.start)
    return page.found(list_starts.broad_start(plan).start)
