"""The only place for orders whose first key stands in another table: a walk for each of its parts.

Few people, groups, types and options, many tickets: a walk for each of them, in their order, where
a join would sort a million rows. The values of a custom field have an index in their own order, and
the tickets without one come before them or after. SQLite alone; the servers plan joins well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    exists,
    func,
    literal_column,
    select,
)

from helpdesk_desktop.domain.custom_field import CustomField, in_tree_order
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.grouping import grouped_field
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.custom.custom_leads import LED, index_of, rows_of, with_tickets
from helpdesk_desktop.storage.custom.custom_order import (
    OPTIONS,
    WHOLE_TEXTS,
    sorted_field,
    value_columns,
)
from helpdesk_desktop.storage.custom.custom_rows_sql import is_one_of
from helpdesk_desktop.storage.list_indexes import SORT_COLUMNS, index_name
from helpdesk_desktop.storage.lists.company_buckets import company_buckets, is_by_company
from helpdesk_desktop.storage.order_sql import Ordering, directed, order_by
from helpdesk_desktop.storage.schema import (
    agent,
    custom_option,
    team,
    ticket,
    ticket_type,
    ticket_value,
)

# One statement each: more parts of a first key are sorted as any other column.
_MOST_BUCKETS = 400
_TABLES = {
    "assignee": (agent.c.id, agent.c.name_fold),
    "group": (team.c.id, team.c.name_fold),
    "type": (ticket_type.c.id, ticket_type.c.position),
}
_COLUMNS = {
    "assignee": ticket.c.assignee_id,
    "group": ticket.c.team_id,
    "type": ticket.c.type_id,
}


class Bucket(Protocol):
    """A part of the order by the first key: its rows follow those of the bucket before.

    `led`: the values its walk goes along, over which its condition may stand.
    """

    @property
    def led(self) -> FromClause | None:
        """None where it walks along the tickets themselves."""

    def serials(
        self, question: Question, condition: ColumnElement[bool], *, is_whole: bool
    ) -> Select[Any]:
        """Its serials in the list's order; `is_whole`: down to the last of them."""


@dataclass(frozen=True, slots=True)
class Named:
    """The tickets of everybody of one name; without one, of nobody."""

    ids: tuple[int | None, ...]

    @property
    def led(self) -> None:
        """Along the tickets."""

    def serials(
        self,
        question: Question,
        condition: ColumnElement[bool],
        *,
        is_whole: bool,  # noqa: ARG002 - asked alike
    ) -> Select[Any]:
        """By the index of their column."""
        key = _first(question).column
        column, ordering = _COLUMNS[key], _rest(question)
        ids = ", ".join(str(one) for one in self.ids if one is not None)
        among = column.bool_op("IN")(literal_column(f"({ids})")) if ids else column.is_(None)
        found = select(ticket.c.serial).select_from(ordering.joined(ticket))
        found = found.where(condition, among).order_by(*ordering.columns)
        return found.with_hint(ticket, f"INDEXED BY {index_name(key)}", "sqlite")


@dataclass(frozen=True, slots=True)
class Valued:
    """The tickets with a value in a custom field, or with one of some options."""

    field_id: int
    has_long_texts: bool
    option_ids: tuple[int, ...] | None
    custom: CustomField = field(compare=False)

    @property
    def led(self) -> FromClause:
        """Along the values."""
        return LED

    def serials(
        self,
        question: Question,
        condition: ColumnElement[bool],
        *,
        is_whole: bool,  # noqa: ARG002 - asked alike
    ) -> Select[Any]:
        """By the index of the values; the serial comes from there too."""
        is_descending = _first(question).is_descending
        columns: list[ColumnElement[Any]] = []
        claims = []
        if self.option_ids is not None:
            claims.append(is_one_of(self.custom, self.option_ids))
        else:
            values = value_columns(self.custom, LED)
            columns = values if self.has_long_texts else values[:1]
        ordering = _rest(question)
        if question.spec.group is None and len(question.spec.sort) == 1:
            columns.append(LED.c.serial)
            ordering = Ordering((), ordering.joins)
        keys = [directed(each, "sqlite", is_descending=is_descending) for each in columns]
        keys += ordering.columns
        found = select(ticket.c.serial).select_from(ordering.joined(with_tickets()))
        found = found.where(rows_of(self.custom, *claims), condition).order_by(*keys)
        return found.with_hint(LED, f"INDEXED BY {index_of(self.custom)}", "sqlite")


@dataclass(frozen=True, slots=True)
class Unvalued:
    """The tickets without a value in a custom field."""

    field_id: int
    custom: CustomField = field(compare=False)

    @property
    def led(self) -> None:
        """Along the tickets."""

    def serials(
        self, question: Question, condition: ColumnElement[bool], *, is_whole: bool
    ) -> Select[Any]:
        """By the index of the next key; a list of those that have a value is quicker for all."""
        ordering = _rest(question)
        rows = rows_of(self.custom)
        if is_whole:
            valued = select(LED.c.serial).where(rows)
            condition &= ticket.c.serial.not_in(valued.correlate(None))
        else:
            its_own = exists(1).where(LED.c.serial == ticket.c.serial, rows)
            condition &= ~its_own.correlate(ticket)
        found = select(ticket.c.serial).select_from(ordering.joined(ticket))
        found = found.where(condition).order_by(*ordering.columns)
        sort = question.spec.sort
        next_keys = (sort if question.spec.group else sort[1:]) or (SortKey("serial"),)
        if len(next_keys) == 1 and next_keys[0].column in SORT_COLUMNS.keys() - _TABLES.keys():
            return found.with_hint(
                ticket, f"INDEXED BY {index_name(next_keys[0].column)}", "sqlite"
            )
        return found


def has_buckets(question: Question) -> bool:
    """Whether the first key may have parts."""
    spec = question.spec
    if spec.group is None and not spec.sort:
        return False
    is_named = _first(question).column in _TABLES or is_by_company(question)
    return is_named or _first_field(question) is not None


def buckets_of(connection: Connection, question: Question) -> list[Bucket]:
    """The parts of the order, the first of them first; none where it is sorted as a whole."""
    if connection.dialect.name != "sqlite" or not has_buckets(question):
        return []
    first, is_grouped = _first(question), question.spec.group is not None
    custom = _first_field(question)
    found: list[Bucket]
    if is_by_company(question):
        found = [*company_buckets(question)]
    elif custom is None:
        found = _named(connection, first.column, is_grouped=is_grouped)
    else:
        found = _valued(connection, custom)
    return found[::-1] if first.is_descending else found


def _first(question: Question) -> SortKey:
    return question.spec.group or question.spec.sort[0]


def _first_field(question: Question) -> CustomField | None:
    found = grouped_field if question.spec.group is not None else sorted_field
    return found(_first(question).column, question.directory)


def _named(connection: Connection, key: str, *, is_grouped: bool) -> list[Bucket]:
    number, name = _TABLES[key]
    ordered = select(name, number).order_by(name, number).limit(_MOST_BUCKETS + 1)
    found = [tuple(row) for row in connection.execute(ordered)]
    if len(found) > _MOST_BUCKETS:
        return []
    if is_grouped:
        # Groups of one name are groups of their own.
        return [Named((None,)), *(Named((int(row[1]),)) for row in found)]
    return [Named((None,)), *_named_alike(found)]


def _named_alike(found: list[tuple[Any, ...]]) -> Iterator[Bucket]:
    for _, alike in groupby(found, key=lambda row: row[0]):
        yield Named(tuple(int(number) for _, number in alike))


def _valued(connection: Connection, custom: CustomField) -> list[Bucket]:
    number = int(custom.id)
    empty = Unvalued(number, custom)
    if custom.kind not in OPTIONS:
        has_long_texts = custom.kind in WHOLE_TEXTS and _has_long_texts(connection, number)
        return [empty, Valued(number, has_long_texts, None, custom)]
    ids = in_tree_order(custom)
    # One that was added since the directory was read would be in no bucket.
    stored = select(func.count()).where(custom_option.c.field_id == number)
    if len(ids) > _MOST_BUCKETS or connection.scalar(stored) != len(ids):
        return []
    return [empty, *(Valued(number, False, (one,), custom) for one in ids)]


def _has_long_texts(connection: Connection, field_id: int) -> bool:
    long = select(ticket_value.c.serial).where(
        ticket_value.c.field_id == field_id, ticket_value.c.text_whole.is_not(None)
    )
    return connection.execute(long.limit(1)).first() is not None


def _rest(question: Question) -> Ordering:
    # All rows of a bucket are alike in the first key; its direction still breaks ties.
    sort = question.spec.sort
    if question.spec.group is not None:
        return order_by(sort, question, "sqlite")
    rest = sort[1:] or (SortKey("serial", is_descending=sort[0].is_descending),)
    return order_by(rest, question, "sqlite")
