"""The only place that counts a list, and learns by which way it is counted soonest.

A count is asked again with every change that somebody makes. SQLite knows nothing of how values lie
beside each other, so which way is the shortest shows only by going it: each time one more is tried,
given up as soon as it takes longer than the best so far, and the best is kept. SQLite alone.
"""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from helpdesk_desktop.storage.compiled_sql import CompiledSql, fetch_value
from helpdesk_desktop.storage.lists.list_memory import Known, Memory
from helpdesk_desktop.storage.lists.list_pages import NARROW
from helpdesk_desktop.storage.lists.list_plan import ListPlan
from helpdesk_desktop.storage.lists.list_starts import begun
from helpdesk_desktop.storage.lists.walk_trial import timed, within

_Way = Callable[[], CompiledSql]

# What is counted sooner than this needs no better way.
SOON_MS = 2.0
# So many times as long as it was: another list by now, not another mood of the machine.
_ANOTHER = 4


def count(connection: Connection, plan: ListPlan, memory: Memory) -> Known:
    """How many match, and how long it took to know; the memory keeps it."""
    plan.forget()
    if connection.dialect.name == "sqlite":
        known = _learned(connection, plan, memory.tried(plan.question))
    else:
        known = Known(_counted(connection, plan.count()), 0.0)
    memory.keep(plan.question, known)
    return known


def _learned(connection: Connection, plan: ListPlan, tried: dict[str, float]) -> Known:
    """By the best way so far, or by one more that turns out to be better."""
    ways = ways_of(connection, plan)
    best = min(ways, key=lambda way: tried.get(way, float("inf")))
    best_ms = tried.get(best, 0.0)
    new = next((way for way in ways if way not in tried), best)
    if best_ms > SOON_MS and new != best:
        soon, took_ms = within(connection, lambda: _counted(connection, ways[new]()), best_ms)
        tried[new] = float("inf") if soon is None else took_ms
        if soon is not None:
            return Known(soon, took_ms)
    found, took_ms = timed(connection, lambda: _counted(connection, ways[best]()))
    if took_ms > _ANOTHER * max(best_ms, SOON_MS):
        tried.clear()
    tried[best] = took_ms
    return Known(found, took_ms)


def ways_of(connection: Connection, plan: ListPlan) -> dict[str, _Way]:
    """Every way there is; the first is gone where nothing was learned."""
    ways: dict[str, _Way] = {"start": partial(_from_start, connection, plan)}
    keys = plan.count_keys
    if plan.is_plain and plan.sees_all and len(keys) == 1:
        # Where most match, they are what is left without the others.
        ways["opposite"] = partial(plan.count_along, keys[0], is_opposite=True)
    if not plan.phrases and (plan.leads or len(keys) > 1 or "due" in keys):
        ways |= {key: partial(plan.count_along, key) for key in keys}
    return ways


def _from_start(connection: Connection, plan: ListPlan) -> CompiledSql:
    first = begun(connection, plan)
    lead = first.start.lead
    if lead is not None and lead.is_alone and plan.sees_all:
        hidden = int(fetch_value(connection, plan.hidden_size(NARROW)))
        if hidden < min(first.size, NARROW):
            return plan.count_rows(lead)
    return plan.count(first.start)


def _counted(connection: Connection, sql: CompiledSql) -> int:
    return int(fetch_value(connection, sql))
