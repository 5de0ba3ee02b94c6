"""The only place that knows what a question becomes: which tickets, in which order, by which way.

A plan holds the pieces of SQL of one question and keeps what it compiled. SQLite is steered, since
its planner guesses wrong by up to 500 times: WALK goes along the index of the sort order until
enough is found; FILTER finds the matching tickets first, by whatever index serves the conditions,
and sorts them. The servers' planners know their tables and are left alone. Long because
each way of finding needs the pieces of the others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    EmptyCondition,
    Group,
    LongTextCondition,
    Node,
    OrderedCondition,
    PersonCondition,
    SortKey,
    TeamCondition,
    YesNoCondition,
    effective,
)
from helpdesk_desktop.domain.folding import tokens
from helpdesk_desktop.domain.people import TicketScope
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage import search_index
from helpdesk_desktop.storage.asked_parts import asks_values, standard_part, values_last
from helpdesk_desktop.storage.claims import stated
from helpdesk_desktop.storage.compiled_sql import CompiledSql, compiled, listed
from helpdesk_desktop.storage.custom.custom_leads import LED, Lead, leads_of, rest_of, with_tickets
from helpdesk_desktop.storage.filter_places import Asking
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.group_sql import group_counts, group_order
from helpdesk_desktop.storage.list_indexes import SORT_COLUMNS, index_name
from helpdesk_desktop.storage.lists.list_buckets import Bucket
from helpdesk_desktop.storage.lists.list_row import row_columns, with_people
from helpdesk_desktop.storage.order_sql import Ordering, order_by
from helpdesk_desktop.storage.permission_sql import may_see
from helpdesk_desktop.storage.schema import ticket
from helpdesk_desktop.storage.unindexed_sql import asked_of_one_row, unindexed


class Way(Enum):
    """How the tickets of a question are found."""

    WALK = "walk"
    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class Start:
    """From where FILTER finds all matches: from the rows of a lead, or from no single condition.

    Of the other conditions words (with calls, notes, CCs and history) and custom values are asked
    by their own indexes, each for all its tickets, or ticket by ticket. `partners`: other
    leads with so few rows that a list of them is made.
    """

    lead: Lead | None = None
    uses_search_index: bool = True
    asks_values_first: bool = True
    partners: tuple[Lead, ...] = ()

    @property
    def key(self) -> object:
        """What tells the starts of one plan apart."""
        place = None if self.lead is None else self.lead.place
        partners = tuple(partner.place for partner in self.partners)
        return place, self.uses_search_index, self.asks_values_first, partners


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to start, and how many tickets come from there, as far as that was counted."""

    start: Start
    size: int


_ANYWHERE = Start()
_Joined: TypeAlias = Callable[[FromClause], tuple[FromClause, list[ColumnElement[Any]]]]


@dataclass(frozen=True, slots=True)
class RowShape:
    """What rows hold that are not a list's: some members, and values of some custom fields."""

    members: frozenset[str]
    field_ids: tuple[int, ...]


class ListPlan:
    """The SQL of one question on one dialect."""

    def __init__(self, question: Question, dialect: Dialect) -> None:
        self.question = question
        self._dialect = dialect
        self._name = dialect.name
        self.tree = effective(question.spec.tree)
        self._kept: dict[object, CompiledSql] = {}
        self.sees_all = question.viewer.ticket_scope is TicketScope.ALL
        self.is_conditional = not _is_everything(self.tree) or not self.sees_all
        self.phrases = tuple(_phrases(self.tree, self._name))
        self.leads = (
            leads_of(self.tree, Asking(question, self._name)) if self._name == "sqlite" else ()
        )
        # Found once, and again with each count. Of each lead: as far as what it was counted, and
        # how many there were.
        self.begun: Begun | None = None
        self.words: int | None = None
        self.lead_sizes: dict[int, tuple[int, int]] = {}
        self._standard = standard_part(self.tree) if self._name == "sqlite" else None
        self.count_keys = indexed_keys(self.tree) if self._name == "sqlite" else ()
        self.is_plain = bool(self.count_keys) and _is_plain(self.tree)
        # What is asked besides the only lead, where many may ask the same and an index has it.
        rest = self.leads[0].rest if len(self.leads) == 1 else None
        self.shared_rest = rest if _is_plain(rest) and indexed_keys(rest) else None
        self.has_standard = self._standard is not None and asks_values(self.tree)
        # Rare words lead too, and narrow standard conditions, where there are custom values that
        # could be asked in two ways.
        self.has_leads = bool(self.leads) or (
            self._name == "sqlite"
            and asks_values(self.tree)
            and (bool(self.phrases) or self.has_standard)
        )
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

    def forget(self) -> None:
        """What was few may be many by now."""
        self.begun = self.words = None
        self.lead_sizes = {}

    def page(
        self, way: Way, limit: int | None, offset: int, start: Start = _ANYWHERE
    ) -> CompiledSql:
        """Rows of the list, in its order."""
        return self._keep(
            ("page", way, limit, offset, start.key),
            lambda: self._page(self._serials(way, start=start), limit, offset),
        )

    def probe(self, limit: int, start: Start = _ANYWHERE) -> CompiledSql:
        """How many match, counted no further than `limit`, and their serials with commas."""

        def make() -> Select[Any]:
            matching = self._matching(Way.FILTER, start)
            found = matching.limit(literal_column(str(limit))).subquery("found")
            return select(func.count(), func.group_concat(found.c.serial)).select_from(found)

        return self._keep(("probe", limit, start.key), make)

    def count(self, start: Start = _ANYWHERE) -> CompiledSql:
        """How many match."""

        def make() -> Select[Any]:
            return self._from(select(func.count()), start).where(self._condition(Way.FILTER, start))

        return self._keep(("count", start.key), make)

    def count_along(self, key: str, *, is_opposite: bool = False) -> CompiledSql:
        """How many match, found along the index of a list column; the values are listed first.

        With `is_opposite` how many of all listed tickets are left without those that do not match,
        for whoever sees every ticket.
        """

        def make() -> Select[Any]:
            tree = values_last(self.tree)
            if is_opposite and tree is not None:
                tree = replace(tree, neg=not tree.neg)
            parts = [may_see(self.question.viewer)]
            if tree is not None:
                parts.append(where(tree, self.question, self._name, asks_values_first=True))
            column = ticket.c[SORT_COLUMNS[key]]
            asked = (stated(asked_of_one_row(part, ticket, but=column)) for part in parts)
            found = select(func.count()).select_from(ticket).where(LISTED, *asked)
            found = found.with_hint(ticket, f"INDEXED BY {index_name(key)}", "sqlite")
            if not is_opposite:
                return found
            hidden = select(func.count()).select_from(_hidden().subquery("hidden"))
            every = select(func.count()).select_from(ticket)
            return select(
                every.scalar_subquery() - hidden.scalar_subquery() - found.scalar_subquery()
            )

        return self._keep(("along", key, is_opposite), make)

    def hidden_size(self, limit: int) -> CompiledSql:
        """How many tickets no list shows, counted no further than `limit`."""

        def make() -> Select[Any]:
            hidden = _hidden().limit(literal_column(str(limit)))
            return select(func.count()).select_from(hidden.subquery("hidden"))

        return self._keep(("hidden", limit), make)

    def count_rows(self, lead: Lead) -> CompiledSql:
        """How many match where the lead is all that is asked of whoever sees every ticket.

        Its rows without those of the few hidden tickets: no ticket is looked up.
        """

        def make() -> Select[Any]:
            rows = select(func.count()).select_from(LED).where(lead.rows)
            rows = rows.with_hint(LED, f"INDEXED BY {lead.index}", "sqlite")
            its_own = exists(1).where(LED.c.serial == ticket.c.serial, lead.rows)
            among = _hidden().where(its_own.correlate(ticket)).subquery("hidden")
            gone = select(func.count()).select_from(among)
            return select(rows.scalar_subquery() - gone.scalar_subquery())

        return self._keep(("rows", lead.place), make)

    def lead_serials(self, lead: Lead) -> CompiledSql:
        """The tickets of a lead's rows, in any order; who may see them is not asked."""

        def make() -> Select[Any]:
            rows = select(LED.c.serial).where(lead.rows)
            return rows.with_hint(LED, f"INDEXED BY {lead.index}", "sqlite")

        return self._keep(("led", lead.place), make)

    def serials_of(self, node: Node) -> CompiledSql:
        """Whatever the viewer's lists show of a part of what is asked, in any order."""

        def make() -> Select[Any]:
            asked = where(node, self.question, self._name)
            return select(ticket.c.serial).where(LISTED, may_see(self.question.viewer), asked)

        return self._keep(("part", node), make)

    def standard_size(self, limit: int) -> CompiledSql:
        """How many meet the conditions that are no words and no custom fields, to a limit."""

        def make() -> Select[Any]:
            parts = [LISTED, may_see(self.question.viewer)]
            if self._standard is not None:
                parts.append(
                    where(self._standard, self.question, self._name, uses_search_index=True)
                )
            met = select(ticket.c.serial).where(*parts).limit(literal_column(str(limit)))
            return select(func.count()).select_from(met.subquery("met"))

        return self._keep(("standard", limit), make)

    def lead_size(self, lead: Lead, limit: int) -> CompiledSql:
        """How many rows a lead has, counted no further than `limit`."""

        def make() -> Select[Any]:
            rows = (
                select(LED.c.serial)
                .where(lead.rows)
                .with_hint(LED, f"INDEXED BY {lead.index}", "sqlite")
                .limit(bindparam(_MOST, 0, Integer()))
                .subquery("found")
            )
            return select(func.count()).select_from(rows)

        # Any limit by one statement: to compile another takes longer than a handful of rows.
        return self._keep(("lead", lead.place), make).having(_MOST, limit)

    def serials(
        self, way: Way, bucket: Bucket | None = None, start: Start = _ANYWHERE
    ) -> CompiledSql:
        """All matching serials in the list's order, or those of one bucket.

        On MariaDB each with its `place` instead, from 1, in no order.
        """

        def make() -> Select[Any]:
            found = self._serials(way, bucket, start, is_whole=True)
            if self._name in {"sqlite", "postgresql"}:
                return found
            place = func.row_number().over(order_by=self.ordering().columns)
            return found.order_by(None).add_columns(place.label("place"))

        return self._keep(("serials", way, bucket, start.key), make)

    def walk(self, limit: int, bucket: Bucket | None = None) -> CompiledSql:
        """The first matching serials along the order, or along one bucket of it."""
        return self._keep(
            ("walk", bucket, limit),
            lambda: self._serials(Way.WALK, bucket).limit(literal_column(str(limit))),
        )

    def page_among(self, serials: str, limit: int | None, offset: int) -> CompiledSql:
        """Rows of the list when these serials, with commas between, are all that match."""
        return self._among(
            ("among", limit, offset), serials, lambda found: self._page(found, limit, offset)
        )

    def sorted_among(self, serials: str) -> CompiledSql:
        """These serials, with commas between, in the list's order."""
        return self._among("sorted", serials, lambda found: found)

    def _among(
        self, key: object, serials: str, asked: Callable[[Select[Any]], Select[Any]]
    ) -> CompiledSql:
        def make() -> Select[Any]:
            ordering = self.ordering()
            found = select(ticket.c.serial).select_from(ordering.joined(ticket))
            found = found.where(_is_among(_SERIALS))
            return asked(found.order_by(*map(unindexed, ordering.columns)))

        sql = self._keep(key, make)
        return replace(sql, text=sql.text.replace(_SERIALS, f"({serials})"))

    def rows(
        self,
        serials: Iterable[int],
        shape: RowShape | None = None,
        joined: _Joined | None = None,
    ) -> CompiledSql:
        """The rows of these serials that the viewer sees, in any order; the tree is not asked.

        `joined`: what follows the columns of a row, by a wider source; told apart by the shape.
        """

        def make() -> Select[Any]:
            source, more = with_people(ticket), list[ColumnElement[Any]]()
            if joined is not None:
                source, more = joined(source)
            columns = self._row_columns(None if shape is None else shape.members)
            seen = (_is_among(_SERIALS), LISTED, may_see(self.question.viewer))
            return select(*columns, *more).select_from(source).where(*seen)

        sql = self._keep(("rows", shape), make)
        # Numbers, so nothing to escape; a driver would bind each of them for twice the time.
        return replace(sql, text=sql.text.replace(_SERIALS, listed(serials)))

    def groups(self) -> CompiledSql:
        """How many match in each group of the list, in the groups' order."""
        group = self.question.spec.group
        if group is None:
            raise BadUsage("not_grouped")
        condition, is_all = self._condition(Way.FILTER), not self.is_conditional
        counts = partial(group_counts, group, self.question, condition, self._name)
        return self._keep("groups", partial(counts, is_everything=is_all))

    def match(self, serial: int) -> CompiledSql:
        """One row with the serial if the list shows it, else none."""
        return compiled(self._matching(Way.WALK).where(ticket.c.serial == serial), self._dialect)

    def ordering(self, sort: tuple[SortKey, ...] | None = None) -> Ordering:
        """The order of the list with its groups, or of the given keys alone."""
        spec = self.question.spec
        inner = order_by(spec.sort if sort is None else sort, self.question, self._name)
        if spec.group is None or sort is not None:
            return inner
        outer = group_order(spec.group, self.question, self._name, inner.joins)
        return Ordering((*outer.columns, *inner.columns), (*inner.joins, *outer.joins))

    def _condition(
        self,
        way: Way,
        start: Start = _ANYWHERE,
        *,
        is_whole: bool = False,
        led: FromClause | None = None,
    ) -> ColumnElement[bool]:
        is_filter = way is Way.FILTER
        tree = self.tree
        parts: list[ColumnElement[bool]] = []
        if is_filter and start.lead is not None:
            led = LED
            tree = rest_of(tree, (start.lead, *start.partners))
            parts.append(start.lead.rows)
            parts += [partner.serials for partner in start.partners]
        asked = [may_see(self.question.viewer)]
        if tree is not None:
            by_index = is_filter and self._name == "sqlite"
            # A walk to the end asks each value once: one list of all is quicker.
            values_first = start.asks_values_first if is_filter else is_whole
            found = where(
                tree,
                self.question,
                self._name,
                uses_search_index=by_index and start.uses_search_index,
                asks_values_first=values_first and self._name == "sqlite",
                led=led,
            )
            asked.append(found)
        if led is not None:
            asked = [asked_of_one_row(condition, ticket) for condition in asked]
        # Each for itself: beside a plain false the rows of the lead would be gone from the whole.
        return and_(LISTED, *parts, *map(stated, asked))

    def _matching(self, way: Way, start: Start = _ANYWHERE) -> Select[Any]:
        found = select(ticket.c.serial).where(self._condition(way, start))
        return self._from(found, start) if way is Way.FILTER else found

    @staticmethod
    def _from(found: Select[Any], start: Start) -> Select[Any]:
        if start.lead is None:
            return found.select_from(ticket)
        hint = f"INDEXED BY {start.lead.index}"
        return found.select_from(with_tickets()).with_hint(LED, hint, "sqlite")

    def _serials(
        self,
        way: Way,
        bucket: Bucket | None = None,
        start: Start = _ANYWHERE,
        *,
        is_whole: bool = False,
    ) -> Select[Any]:
        if bucket is not None:
            condition = self._condition(way, is_whole=is_whole, led=bucket.led)
            return bucket.serials(self.question, condition, is_whole=is_whole)
        ordering = self.ordering()
        columns = ordering.columns
        found = select(ticket.c.serial).where(self._condition(way, start, is_whole=is_whole))
        if way is Way.FILTER and start.lead is not None:
            found = found.select_from(ordering.joined(with_tickets()))
            found = found.with_hint(LED, f"INDEXED BY {start.lead.index}", "sqlite")
        else:
            found = found.select_from(ordering.joined(ticket))
        if self.sort_index is not None and way is Way.WALK:
            found = found.with_hint(ticket, f"INDEXED BY {self.sort_index}", "sqlite")
        elif self.sort_index is not None:
            columns = tuple(unindexed(column) for column in columns)
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
            columns = tuple(unindexed(column) for column in columns)
        return select(*self._row_columns()).select_from(ordering.joined(source)).order_by(*columns)

    def _row_columns(self, members: frozenset[str] | None = None) -> tuple[ColumnElement[Any], ...]:
        asked = self.question
        return row_columns(asked.viewer, self._name, has_ccs=asked.has_ccs, members=members)

    def _keep(self, key: object, make: Any) -> CompiledSql:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = compiled(make(), self._dialect)
        return found


_Carried = ChoiceCondition | OrderedCondition | PersonCondition | TeamCondition | EmptyCondition
_CARRIED_KEYS = frozenset({"status", "priority", "source", "type", "assignee", "group"})
_SERIALS = "(/* serials */)"
_MOST = "most"
LISTED = ticket.c.hidden == literal_column("0")
_INDEXED = SORT_COLUMNS.keys() - {"type", "assignee", "group"}


def _hidden() -> Select[Any]:
    hint = f"INDEXED BY {index_name('serial')}"
    found = select(ticket.c.serial).where(ticket.c.hidden > literal_column("0"))
    return found.with_hint(ticket, hint, "sqlite")


def _is_everything(tree: Node | None) -> bool:
    return tree is None or (isinstance(tree, Group) and not tree.parts and not tree.neg)


def indexed_keys(tree: Node | None) -> tuple[str, ...]:
    """The list columns by whose index what every match must meet is found."""
    if isinstance(tree, Group):
        if tree.join != "all" or tree.neg or tree.scope is not None:
            return ()
        return tuple(dict.fromkeys(key for part in tree.parts for key in indexed_keys(part)))
    if isinstance(tree, YesNoCondition):
        return ("due",) if tree.field == "overdue" and not tree.neg else ()
    if isinstance(tree, _Carried) and tree.field in _CARRIED_KEYS:
        return (tree.field,)
    return ()


def _is_plain(tree: Node | None) -> bool:
    """Whether nothing is asked but columns that every list index carries."""
    if isinstance(tree, Group):
        return tree.scope is None and all(map(_is_plain, tree.parts))
    return isinstance(tree, _Carried) and tree.field in _CARRIED_KEYS


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


def _is_among(listed: str) -> ColumnElement[bool]:
    return ticket.c.serial.bool_op("IN")(literal_column(listed))
