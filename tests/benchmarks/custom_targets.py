"""Rows 23 and 24: custom fields in pages and in the counts of the dock (targets 3 and 11).

A page by the service against the best of the ways one could write it by hand: as the planner has
it, walking the order with EXISTS, a list of serials for each condition (IN), the rows of each
condition joined with their tickets, and what is common to the rows of all of them (INTERSECT).
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import case, func, intersect, literal_column, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    DEFAULT_SORT,
    FilterSpec,
    Group,
    SortKey,
    all_of,
)
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from helpdesk_desktop.storage.compiled_sql import compiled
from helpdesk_desktop.storage.custom.custom_leads import LED
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.lists.list_plan import ListPlan, Start, Way
from helpdesk_desktop.storage.schema import ticket
from tests.benchmarks.ground import Ground
from tests.benchmarks.list_targets import as_the_dock, unsteered
from tests.benchmarks.measuring import Outcome, Side, against, target, timed_ms

_PAGE = 256
_COMPARED = 3
# From broad to nothing at all: how many of 1,000,000 each finds is printed with its figures.
_FILTERS = {
    "two broad": "cf.product:phone cf.items:>2",
    "broad and narrow": "cf.product:phone cf.items:>45",
    "two that seldom meet": "cf.device_no:^sn-0 cf.amount:>=4900",
    "one value": "cf.order_no:^dh1234 cf.product:phone,laptop",
    "no match": "cf.device_no:^zz cf.product:phone",
    "no meeting": "cf.items:>58 cf.amount:>=4950 cf.tags:recall",
    "one field twice": "cf.promised:>=2024-03-01 cf.promised:<=2024-03-10",
    "tree, box and common word": 'cf.region:north cf.warranty:yes "don hang"',
    "choice, tree and rare word": "cf.product:phone cf.region:south dh4821",
    "narrow ones and common word": 'cf.device_no:^sn-0 cf.product:phone "don hang"',
    "two ranges and common word": "cf.amount:>=1000 cf.items:>20 khach",
    "negative": "-cf.product:phone cf.warranty:no",
    "contact and company": "contact.cf.tier:gold company.cf.sector:bank",
}
_ORDERS = {
    "updated": DEFAULT_SORT,
    "amount": (SortKey("cf.amount", is_descending=True),),
    "assignee": (SortKey("assignee"),),
}


@target(23, "custom fields page")
def custom_page(ground: Ground) -> Iterator[Outcome]:
    """Two or three conditions on custom fields in four orders against the best by hand."""
    for filter_name, query in _FILTERS.items():
        tree = parse(query, ground.desk.directory())
        for order_name, sort in _ORDERS.items():
            question = ground.question(tree, sort=sort)
            plan = ground.plan(question)
            found = ground.fetching(plan.count())()[0][0]
            yield against(
                f"{filter_name} ({found:,}), by {order_name}",
                _asked_anew(ground, question),
                *_fastest(list(_by_hand(ground, plan))),
                bound=2.0,
                note=query,
            )


def _asked_anew(ground: Ground, question: Question) -> Side:
    # What was counted before would be known: a first question is the harder one.
    def side() -> Any:
        ground.forget_counts()
        return ground.desk.tickets.first_page(question.spec, Cancellation(), limit=_PAGE)

    return side


def _fastest(sides: list[Side]) -> list[Side]:
    # Most of the ways take seconds, and are told from the best by one look.
    for side in sides:
        side()
    return sorted(sides, key=timed_ms)[:_COMPARED]


def _by_hand(ground: Ground, plan: ListPlan) -> Iterator[Side]:
    starts = [Start(), Start(asks_values_first=False)]
    for lead in plan.leads:
        starts += [Start(lead, False, asks_values_first=False), Start(lead)]
    pages = [plan.page(Way.WALK, _PAGE, 0)]
    pages += [plan.page(Way.FILTER, _PAGE, 0, start) for start in starts]
    yield from map(ground.fetching, pages)
    yield ground.fetching(unsteered(pages[0]))
    if len(plan.leads) > 1:
        yield _intersected(ground, plan)


def _intersected(ground: Ground, plan: ListPlan) -> Side:
    """What is common to the rows of all conditions; whatever else is asked is asked of it."""
    common = intersect(*(select(LED.c.serial).where(lead.rows) for lead in plan.leads))
    ordering = plan.ordering()
    rest = where(plan.question.spec.tree, plan.question, "sqlite")
    with ground.database.reading() as connection:
        serials = compiled(
            select(ticket.c.serial)
            .select_from(ordering.joined(ticket))
            .where(ticket.c.serial.in_(common), ticket.c.hidden == literal_column("0"), rest)
            .order_by(*ordering.columns)
            .limit(_PAGE),
            connection.dialect,
        )

    def side() -> Any:
        found = [serial for (serial,) in ground.fetching(serials)()]
        return ground.fetching(plan.rows(found))()

    return side


# Two of them broad: 138,000 and 90,000 values of 1,000,000 tickets.
_DOCK = (
    "cf.product:phone -status:closed",
    "cf.tags:vip -status:closed",
    "cf.region:lang-son -status:closed",
    "cf.promised:today..2026-12-31",
    "cf.order_no:^dh12",
    "contact.cf.tier:gold is:unread",
    "cf.items:>50 is:overdue",
    "assignee:#7 -status:closed",
    "assignee:#8 -status:closed",
    "assignee:#9 -status:closed",
    "priority:urgent -status:closed",
    "type:question -status:closed",
    "group:none -status:closed",
)


@target(24, "20 dock counts, some of custom fields")
def custom_counts(ground: Ground) -> Iterator[Outcome]:
    """One query per filter against one pass of SUM(CASE)."""
    directory = ground.desk.directory()
    trees: list[Group] = [entry.tree for entry in SYSTEM_FILTERS]
    trees += [all_of(parse(query, directory)) for query in _DOCK]
    specs = [FilterSpec(quick=tree) for tree in trees]
    question = ground.question()
    sides = []
    with ground.database.reading() as connection:
        for by_index in (False, True):
            conditions = [
                where(tree, question, "sqlite", asks_values_first=by_index) for tree in trees
            ]
            sums = (func.sum(case((condition, 1), else_=0)) for condition in conditions)
            one_pass = select(*sums).where(ticket.c.hidden == literal_column("0"))
            sides.append(ground.fetching(compiled(one_pass, connection.dialect)))

    ours = as_the_dock(ground, specs)
    if ours() != [count or 0 for count in sides[0]()[0]]:
        raise AssertionError("the two ways count differently")
    yield against(f"{len(specs)} counts", ours, *sides, bound=0.1)
