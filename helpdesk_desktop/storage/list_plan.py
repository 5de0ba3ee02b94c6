"""The only place that knows what a question becomes: which tickets, in which order, by which way.

A plan holds the pieces of SQL of one question and keeps what it compiled. SQLite is steered, since
its planner guesses wrong by up to 500 times: WALK goes along the index of the sort order until
enough is found; FILTER finds the matching tickets first, by whatever index serves the conditions,
and sorts them. The servers' planners know their tables and are left alone.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Engine,
    Select,
    UnaryExpression,
    and_,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql import operators

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import (
    FilterSpec,
    Group,
    HistoryCondition,
    LongTextCondition,
    Node,
    SortKey,
    TimeCondition,
    YesNoCondition,
    effective,
)
from helpdesk_desktop.domain.folding import tokens
from helpdesk_desktop.domain.people import TicketScope, Viewer
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage import search_index
from helpdesk_desktop.storage.compiled_sql import CompiledSql, compiled
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.group_sql import group_counts, group_order
from helpdesk_desktop.storage.list_indexes import SORT_COLUMNS, index_name
from helpdesk_desktop.storage.list_row import row_columns, with_people
from helpdesk_desktop.storage.order_sql import Ordering, order_by
from helpdesk_desktop.storage.permission_sql import may_see
from helpdesk_desktop.storage.schema import ticket

# A window asks a few dozen questions: dock counts, the list, what was asked before.
_KEPT_PLANS = 128
_KEPT_COUNTS = 512


class Way(Enum):
    """How the tickets of a question are found."""

    WALK = "walk"
    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of the first sort key: its rows follow those of the bucket before."""

    ids: tuple[int | None, ...]


class ListPlan:
    """The SQL of one question on one dialect."""

    def __init__(self, question: Question, dialect: Dialect) -> None:
        self.question = question
        self._dialect = dialect
        self._name = dialect.name
        self._tree = effective(question.spec.tree)
        self._kept: dict[object, CompiledSql] = {}
        self.is_conditional = not _is_everything(self._tree) or (
            question.viewer.ticket_scope is not TicketScope.ALL
        )
        self.phrases = tuple(_phrases(self._tree, self._name))
        sort = question.spec.sort
        self.sort_index = (
            index_name(sort[0].column)
            if self._name == "sqlite"
            and len(sort) == 1
            and sort[0].column in _INDEXED
            and not self._is_ordered_by_group()
            else None
        )

    def _is_ordered_by_group(self) -> bool:
        group = self.question.spec.group
        return group is not None and bool(group_order(group, self.question, self._name).columns)

    @property
    def bucket_column(self) -> str:
        """The column that people, groups or types of the list follow one another by; else empty."""
        spec = self.question.spec
        first = spec.group or (spec.sort[0] if spec.sort else None)
        is_bucketed = first is not None and first.column in _BUCKETED and self._name == "sqlite"
        return first.column if first is not None and is_bucketed else ""

    @property
    def is_steered(self) -> bool:
        """Whether the way is chosen here, not by the database's planner."""
        return self._name == "sqlite" and self.is_conditional and self.sort_index is not None

    def page(self, way: Way, limit: int | None, offset: int) -> CompiledSql:
        """Rows of the list, in its order."""
        return self._keep(
            ("page", way, limit, offset), lambda: self._page(self._serials(way), limit, offset)
        )

    def probe(self, limit: int) -> CompiledSql:
        """How many match, counted no further than `limit`, and their serials with commas."""

        def make() -> Select[Any]:
            found = self._matching(Way.FILTER).limit(literal_column(str(limit))).subquery("found")
            return select(func.count(), func.group_concat(found.c.serial)).select_from(found)

        return self._keep(("probe", limit), make)

    def count(self) -> CompiledSql:
        """How many match."""

        def make() -> Select[Any]:
            return select(func.count()).select_from(ticket).where(self._condition(Way.FILTER))

        return self._keep("count", make)

    def serials(self, way: Way, bucket: Bucket | None = None) -> CompiledSql:
        """All matching serials in the list's order, or those of one bucket.

        On MariaDB each with its `place` instead, from 1, in no order.
        """

        def make() -> Select[Any]:
            found = self._serials(way, bucket)
            if self._name in {"sqlite", "postgresql"}:
                return found
            place = func.row_number().over(order_by=self.ordering().columns)
            return found.order_by(None).add_columns(place.label("place"))

        return self._keep(("serials", way, bucket), make)

    def bucket(self, bucket: Bucket, limit: int) -> CompiledSql:
        """The first serials of one bucket."""
        return self._keep(
            ("bucket", bucket, limit),
            lambda: self._serials(Way.WALK, bucket).limit(literal_column(str(limit))),
        )

    def page_among(self, serials: str, limit: int | None, offset: int) -> CompiledSql:
        """Rows of the list when these serials, with commas between, are all that match."""
        ordering = self.ordering()
        found = (
            select(ticket.c.serial)
            .select_from(ordering.joined(ticket))
            .where(_is_among(f"({serials})"))
            .order_by(*map(_unindexed, ordering.columns))
        )
        return compiled(self._page(found, limit, offset), self._dialect)

    def rows(self, serials: Iterable[int]) -> CompiledSql:
        """The rows of these serials that the viewer sees, in any order; the tree is not asked."""

        def make() -> Select[Any]:
            return (
                select(*self._row_columns())
                .select_from(with_people(ticket))
                .where(_is_among(_SERIALS), _LISTED, may_see(self.question.viewer))
            )

        sql = self._keep("rows", make)
        # Numbers, so nothing to escape; a driver would bind each of them for twice the time.
        return CompiledSql(sql.text.replace(_SERIALS, _listed(serials)), sql.values)

    def groups(self) -> CompiledSql:
        """How many match in each group of the list, in the groups' order."""
        group = self.question.spec.group
        if group is None:
            raise BadUsage("not_grouped")
        return self._keep(
            "groups",
            lambda: group_counts(group, self.question, self._condition(Way.FILTER), self._name),
        )

    def match(self, serial: int) -> CompiledSql:
        """One row with the serial if the list shows it, else none."""
        return compiled(self._matching(Way.WALK).where(ticket.c.serial == serial), self._dialect)

    def ordering(self, sort: tuple[SortKey, ...] | None = None) -> Ordering:
        """The order of the list with its groups, or of the given keys alone."""
        spec = self.question.spec
        inner = order_by(spec.sort if sort is None else sort, self.question, self._name)
        if spec.group is None or sort is not None:
            return inner
        outer = group_order(spec.group, self.question, self._name)
        return Ordering((*outer.columns, *inner.columns), (*outer.joins, *inner.joins))

    def _condition(self, way: Way) -> ColumnElement[bool]:
        by_index = way is Way.FILTER and self._name == "sqlite"
        parts = [_LISTED, may_see(self.question.viewer)]
        if self._tree is not None:
            parts.append(where(self._tree, self.question, self._name, uses_search_index=by_index))
        return and_(*parts)

    def _matching(self, way: Way) -> Select[Any]:
        return select(ticket.c.serial).where(self._condition(way))

    def _serials(self, way: Way, bucket: Bucket | None = None) -> Select[Any]:
        sort = self.question.spec.sort
        if bucket is None:
            ordering = self.ordering()
        elif self.question.spec.group is not None:
            ordering = self.ordering(sort)
        else:
            # All rows of a bucket are alike in the first key; its direction still breaks ties.
            ordering = self.ordering(
                sort[1:] or (SortKey("serial", is_descending=sort[0].is_descending),)
            )
        columns = ordering.columns
        found = self._matching(way).select_from(ordering.joined(ticket))
        if bucket is not None:
            found = found.where(_among(_BUCKETED[self.bucket_column], bucket.ids))
            hint = f"INDEXED BY {index_name(self.bucket_column)}"
            found = found.with_hint(ticket, hint, "sqlite")
        elif self.sort_index is not None and way is Way.WALK:
            found = found.with_hint(ticket, f"INDEXED BY {self.sort_index}", "sqlite")
        elif self.sort_index is not None:
            columns = tuple(_unindexed(column) for column in columns)
        return found.order_by(*columns)

    def _page(self, serials: Select[Any], limit: int | None, offset: int) -> Select[Any]:
        # Late row look-up: order narrow keys, then join the wide columns to those of the page.
        if limit is not None:
            serials = serials.limit(literal_column(str(limit)))
        elif offset:
            # SQLite and MariaDB know no OFFSET without a LIMIT.
            serials = serials.limit(literal_column(str(2**63 - 1)))
        if offset:
            serials = serials.offset(literal_column(str(offset)))
        page = serials.subquery("page")
        ordering = self.ordering()
        source = with_people(page.join(ticket, ticket.c.serial == page.c.serial))
        columns = ordering.columns
        if self._name == "sqlite":
            # Else the planner may walk the whole sort index once more to find the page in it.
            columns = tuple(_unindexed(column) for column in columns)
        return select(*self._row_columns()).select_from(ordering.joined(source)).order_by(*columns)

    def _row_columns(self) -> tuple[ColumnElement[Any], ...]:
        question = self.question
        return row_columns(question.viewer, self._name, has_ccs=question.has_ccs)

    def _keep(self, key: object, make: Any) -> CompiledSql:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = compiled(make(), self._dialect)
        return found


@dataclass(frozen=True, slots=True)
class Known:
    """How many tickets matched, and how long it took to find them, in milliseconds."""

    count: int
    found_in_ms: float


class Memory:
    """The plans and counts of one database that were made lately; may be shared by threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._plans: OrderedDict[object, ListPlan] = OrderedDict()
        self._counts: OrderedDict[object, Known] = OrderedDict()

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

    def keep(self, question: Question, known: Known) -> None:
        """Remember how many match."""
        with self._lock:
            self._counts[_count_key(question.spec, question.viewer)] = known
            if len(self._counts) > _KEPT_COUNTS:
                self._counts.popitem(last=False)


_SERIALS = "(/* serials */)"
_LISTED = ticket.c.hidden == literal_column("0")
_INDEXED = SORT_COLUMNS.keys() - {"type", "assignee", "group"}
_BUCKETED = {
    "type": ticket.c.type_id,
    "assignee": ticket.c.assignee_id,
    "group": ticket.c.team_id,
}
_memories: WeakKeyDictionary[Engine, Memory] = WeakKeyDictionary()
_memories_lock = Lock()


def memory_of(connection: Connection) -> Memory:
    """The memory of the connection's database."""
    with _memories_lock:
        return _memories.setdefault(connection.engine, Memory())


def _count_key(spec: FilterSpec, viewer: Viewer) -> object:
    return spec.quick, spec.filter, spec.search, viewer.agent_id


def _is_everything(tree: Node | None) -> bool:
    return tree is None or (isinstance(tree, Group) and not tree.parts and not tree.neg)


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


def _phrases(tree: Node | None, dialect_name: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Of each text condition that every match must meet: phrases of which one must be found."""
    if isinstance(tree, Group) and tree.join == "all" and not tree.neg and tree.scope is None:
        for part in tree.parts:
            yield from _phrases(part, dialect_name)
    elif isinstance(tree, LongTextCondition) and tree.field == "text" and not tree.neg:
        phrases = []
        for needle in tree.items:
            words = tokens(needle.text)
            # Of several words the longest is likely the rarest.
            phrases.append((max(words, key=len),) if needle.is_words and words else words)
        if all(words and search_index.serves(words, dialect_name) for words in phrases):
            yield tuple(phrases)


def _listed(numbers: Iterable[int]) -> str:
    return f"({', '.join(str(int(number)) for number in numbers)})"


def _is_among(listed: str) -> ColumnElement[bool]:
    return ticket.c.serial.bool_op("IN")(literal_column(listed))


def _among(column: ColumnElement[Any], ids: tuple[int | None, ...]) -> ColumnElement[bool]:
    if ids == (None,):
        return column.is_(None)
    return column.bool_op("IN")(literal_column(_listed(one for one in ids if one is not None)))


def _unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # A unary plus changes no value, but SQLite then serves the order by no index.
    if isinstance(column, UnaryExpression) and column.modifier is not None:
        return UnaryExpression(_unindexed(column.element), modifier=column.modifier)
    return UnaryExpression(column, operator=operators.custom_op("+"), type_=column.type)
