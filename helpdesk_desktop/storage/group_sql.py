"""The only place that turns a grouping into SQL: which group a ticket is in, and the groups' order.

Groups stand in the order in which a sort by the same column would bring their rows, and rows of one
group together: people, groups and types of one name are told apart by their id. Counting first
groups the tickets by the id alone; names are joined to the few groups afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, case, func, literal_column, null, select

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.grouping import (
    DAY_COLUMNS,
    ListGroup,
    group_columns,
    grouped_field,
)
from helpdesk_desktop.domain.people import ContactScope, Viewer
from helpdesk_desktop.domain.permission import masked_phone
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.custom.custom_counts import counted_by_value
from helpdesk_desktop.storage.custom.custom_order import (
    OPTIONS,
    key_of,
    options_in_order,
    sorted_by,
    values_of,
)
from helpdesk_desktop.storage.day_sql import day_of, has_rising_days
from helpdesk_desktop.storage.order_sql import Join, Ordering, directed
from helpdesk_desktop.storage.permission_sql import may_see_contact, shows_contact
from helpdesk_desktop.storage.schema import agent, company, contact, team, ticket, ticket_type

_INSTANTS = {
    "created": ticket.c.created_at,
    "updated": ticket.c.updated_at,
    "due": ticket.c.due_at,
}
_PLAIN = {
    "status": ticket.c.status,
    "priority": ticket.c.priority,
    "source": ticket.c.source,
}
# `day_value` counts from here.
_FIRST_DAY = date(1970, 1, 1).toordinal()
# Aliases: a sort and what the list shows may join the same tables.
_contact = contact.alias("group_contact")


@dataclass(frozen=True, slots=True)
class _Named:
    # A key that names a row of another table: the key, that table (an alias, one for all
    # statements), and what orders its rows.
    key: ColumnElement[Any]
    table: FromClause
    order: str
    label: str | None = None


_NAMED = {
    "type": _Named(ticket.c.type_id, ticket_type.alias("group_ticket_type_name"), "position"),
    "assignee": _Named(ticket.c.assignee_id, agent.alias("group_agent_name"), "name_fold"),
    "group": _Named(ticket.c.team_id, team.alias("group_team_name"), "name_fold"),
    "contact": _Named(
        ticket.c.contact_id, contact.alias("group_contact_name"), "name_fold", "name"
    ),
    "company": _Named(
        _contact.c.company_id, company.alias("group_company_name"), "name_fold", "name"
    ),
}


def group_order(
    group: SortKey, question: Question, dialect_name: str, sorting: Sequence[Join] = ()
) -> Ordering:
    """What to ORDER BY before the sort, so that the groups' rows stand together.

    `sorting` are joins that the sort has made already.
    """
    sort = question.spec.sort
    is_same = bool(sort) and sort[0] == group
    if is_same and group.column in DAY_COLUMNS and has_rising_days(question.zone):
        return Ordering(())  # a sort by the instant sorts by its day
    custom = grouped_field(group.column, question.directory)
    if custom is not None:
        of_values, tables = sorted_by(custom, dialect_name)
        # A sort by the same field needs these joins, too: one table is joined once.
        own = tuple(join for join in (Join(*table) for table in tables) if join not in sorting)
        by = [*of_values, key_of(custom)] if custom.kind in OPTIONS else of_values
        return Ordering(
            tuple(directed(each, dialect_name, is_descending=group.is_descending) for each in by),
            own,
        )
    key, joins = _key(group, question, dialect_name)
    named = _NAMED.get(group.column)
    columns = [key]
    if group.column == "contact":
        columns.insert(0, ticket.c.contact_fold)  # kept on the ticket, where an index orders it
    elif named is not None:
        table = named.table
        joins = (*joins, Join(table, table.c.id == key))
        columns.insert(0, table.c[named.order])
    return Ordering(
        tuple(
            directed(column, dialect_name, is_descending=group.is_descending) for column in columns
        ),
        joins,
    )


def group_counts(
    group: SortKey,
    question: Question,
    condition: ColumnElement[bool],
    dialect_name: str,
    *,
    is_everything: bool = False,
) -> Select[Any]:
    """How many tickets that meet the condition are in which group, in the groups' order.

    `is_everything` says that all listed tickets meet it: then values are counted by themselves.

    Columns: the group's value, the count, its name and phone where no directory knows them, and 1
    where that contact is shown to the viewer.
    """
    custom = grouped_field(group.column, question.directory)
    groups: FromClause
    if custom is not None and is_everything:
        groups = counted_by_value(custom)
    elif is_everything and _tells_every_company(group, question):
        groups = _counted_by_contact(condition)
    else:
        groups = _counted(group, question, condition, dialect_name)
    named = _NAMED.get(group.column)
    value: ColumnElement[Any] = groups.c.value
    order: list[ColumnElement[Any]] = [groups.c.value]
    found: FromClause = groups
    label: ColumnElement[Any] = null()
    phone: ColumnElement[Any] = null()
    is_shown: ColumnElement[Any] = literal_column("1")
    if named is not None:
        table = named.table
        found = groups.outerjoin(table, table.c.id == groups.c.value)
        order.insert(0, table.c[named.order])
        if named.label is not None:
            label = table.c[named.label]
        if group.column == "contact":
            phone = table.c.phone
            is_shown = case((may_see_contact(question.viewer, table), 1), else_=0)
    if custom is not None and custom.kind in OPTIONS:
        of_options, tables = options_in_order(custom, groups.c.value, dialect_name)
        order = [*of_options, groups.c.value]
        for table, on in tables:
            found = found.outerjoin(table, on)
    elif custom is not None and custom.kind is CustomFieldKind.DATE:
        value = groups.c.value + literal_column(str(_FIRST_DAY))
    return (
        select(value, groups.c.rows, label, phone, is_shown)
        .select_from(found)
        .order_by(
            *(directed(each, dialect_name, is_descending=group.is_descending) for each in order)
        )
    )


def _counted(
    group: SortKey, question: Question, condition: ColumnElement[bool], dialect_name: str
) -> FromClause:
    key, joins = _key(group, question, dialect_name)
    source = Ordering((), joins).joined(ticket)
    keys = select(key.label("value")).select_from(source).where(condition).subquery("keys")
    counted = select(keys.c.value, func.count().label("rows")).group_by(keys.c.value)
    return counted.subquery("list_group")


def _tells_every_company(group: SortKey, question: Question) -> bool:
    return group.column == "company" and question.viewer.contact_scope is ContactScope.ALL


def _counted_by_contact(condition: ColumnElement[bool]) -> FromClause:
    # Many tickets have few contacts: the company is looked up once for each contact, where a join
    # would look it up for each ticket (300,000 tickets: 52 ms against 149 ms). Of the tickets that
    # a filter leaves the join is quicker: no index gives them by contact.
    of_each = select(ticket.c.contact_id, func.count().label("rows")).where(condition)
    of_each = of_each.with_hint(ticket, "INDEXED BY ix_ticket_contact", "sqlite")
    by_contact = of_each.group_by(ticket.c.contact_id).subquery("of_contact")
    source = by_contact.outerjoin(_contact, _contact.c.id == by_contact.c.contact_id)
    counted = select(
        _contact.c.company_id.label("value"), func.sum(by_contact.c.rows).label("rows")
    )
    return counted.select_from(source).group_by(_contact.c.company_id).subquery("list_group")


def as_groups(rows: Sequence[tuple[Any, ...]], viewer: Viewer) -> tuple[ListGroup, ...]:
    """What the driver gave as groups; a contact without a name is called by its number."""
    return tuple(
        ListGroup(
            None if value is None else int(value),
            int(count),
            name or (phone if is_shown and not viewer.phones_masked else masked_phone(phone)),
        )
        for value, count, name, phone, is_shown in rows
    )


def _key(
    group: SortKey, question: Question, dialect_name: str
) -> tuple[ColumnElement[Any], tuple[Join, ...]]:
    name = group.column
    if name in _INSTANTS:
        return day_of(_INSTANTS[name], question.zone, dialect_name), ()
    if name in _PLAIN:
        return _PLAIN[name], ()
    custom = grouped_field(name, question.directory)
    if custom is not None:
        return key_of(custom), (Join(*values_of(custom)),)
    if name not in _NAMED:
        raise BadUsage(
            "unknown_column", value=name, expected=", ".join(group_columns(question.directory))
        )
    if name != "company":
        return _NAMED[name].key, ()
    joins = (Join(_contact, _contact.c.id == ticket.c.contact_id),)
    if question.viewer.contact_scope is ContactScope.ALL:
        return _NAMED[name].key, joins
    # Else a group would tell what the row does not.
    return case((shows_contact(question.viewer), _NAMED[name].key), else_=null()), joins
