"""The only place that remembers the plans of a database's lists, and what counting them took."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine import Engine

from helpdesk_desktop.domain.filters import (
    FilterSpec,
    Group,
    HistoryCondition,
    Node,
    TimeCondition,
    YesNoCondition,
)
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.compiled_sql import CompiledSql
from helpdesk_desktop.storage.lists.list_plan import ListPlan

# A window asks a few dozen questions: dock counts, the list, what was asked before.
_KEPT_PLANS = 128
_KEPT_COUNTS = 512


@dataclass(frozen=True, slots=True)
class Known:
    """How many tickets matched, and how long it took to find them, in milliseconds."""

    count: int
    found_in_ms: float


@dataclass(slots=True)
class Together:
    """One reading for several counts: what each costs in it, in milliseconds.

    `sql`: the last one, which was made of these plans.
    """

    each_ms: float = 0.0
    plans: list[ListPlan] = field(default_factory=list)
    sql: CompiledSql = field(default_factory=lambda: CompiledSql("", ()))


class Memory:
    """The plans and counts of one database that were made lately; may be shared by threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._plans: OrderedDict[object, ListPlan] = OrderedDict()
        self._counts: OrderedDict[object, Known] = OrderedDict()
        self._tried: OrderedDict[object, dict[str, float]] = OrderedDict()
        self._together: OrderedDict[tuple[str, Node, Viewer], Together] = OrderedDict()

    def plan(self, question: Question, dialect: Dialect) -> ListPlan:
        """The plan of a question; the same one while nothing that it depends on changes."""
        spec = question.spec
        key = (spec, question.viewer, question.zone.key, _moment(question), question.has_ccs)
        with self._lock:
            plan = self._plans.get(key)
            # The directory is compared last and by identity first: it is large and seldom new.
            if plan is not None and plan.question.directory == question.directory:
                self._plans.move_to_end(key)
                return plan
        plan = ListPlan(question, dialect)
        with self._lock:
            self._plans[key] = plan
            if len(self._plans) > _KEPT_PLANS:
                self._plans.popitem(last=False)
        return plan

    def known(self, question: Question) -> Known | None:
        """What was counted last; old, but good enough to choose a way."""
        with self._lock:
            return self._counts.get(_count_key(question.spec, question.viewer))

    def tried(self, question: Question) -> dict[str, float]:
        """How many milliseconds each way of counting took that was gone: to be written into."""
        with self._lock:
            tried = self._tried.setdefault(_count_key(question.spec, question.viewer), {})
            if len(self._tried) > _KEPT_COUNTS:
                self._tried.popitem(last=False)
        return tried

    def together(self, kind: str, node: Node, viewer: Viewer) -> Together:
        """What is known of counting together what asks this in common: to be written into."""
        with self._lock:
            found = self._together.setdefault((kind, node, viewer), Together())
            if len(self._together) > _KEPT_PLANS:
                self._together.popitem(last=False)
        return found

    def keep(self, question: Question, known: Known) -> None:
        """Remember how many match."""
        with self._lock:
            self._counts[_count_key(question.spec, question.viewer)] = known
            if len(self._counts) > _KEPT_COUNTS:
                self._counts.popitem(last=False)


_memories: WeakKeyDictionary[Engine, Memory] = WeakKeyDictionary()
_memories_lock = Lock()


def memory_of(connection: Connection) -> Memory:
    """The memory of the connection's database."""
    with _memories_lock:
        found = _memories.get(connection.engine)
        if found is None:
            found = _memories[connection.engine] = Memory()
        return found


def _count_key(spec: FilterSpec, viewer: Viewer) -> object:
    return spec.quick, spec.filter, spec.search, viewer.agent_id


def _moment(question: Question) -> datetime | None:
    spec = question.spec
    return (
        question.now if any(map(_asks_the_time, (spec.quick, spec.filter, spec.search))) else None
    )


def _asks_the_time(node: Node) -> bool:
    match node:
        case Group():
            return any(map(_asks_the_time, node.parts))
        case TimeCondition():
            return True
        case HistoryCondition():
            return node.within is not None
        case YesNoCondition():
            return node.field == "overdue"
        case _:
            return False
