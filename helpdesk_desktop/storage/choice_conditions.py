"""The only place for what conditions on choices, people, groups and history mean as SQL."""

import json
from collections.abc import Iterable
from typing import assert_never

from sqlalchemy import ColumnElement, or_

from helpdesk_desktop.domain.filtering.filter_fields import CHOICE_KEYS, FieldKind, FilterField
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    HistoryCondition,
    Keyword,
    OrderedCondition,
    PersonCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
    TimeMatch,
)
from helpdesk_desktop.domain.time_spans import bounds
from helpdesk_desktop.storage import filter_places as places
from helpdesk_desktop.storage.claims import ALWAYS, Claim, every, opposite, some
from helpdesk_desktop.storage.filter_places import Asking
from helpdesk_desktop.storage.number_sql import is_among, lies_in
from helpdesk_desktop.storage.schema import activity, ticket_cc

# Their columns are never empty and hold nothing but these numbers: the others are the opposite.
_CLOSED_SETS = {key: frozenset(CHOICE_KEYS[key]) for key in ("status", "source", "priority")}


def choice(condition: ChoiceCondition, asking: Asking) -> Claim:
    """A choice is any of the items."""
    field = places.field_of(condition.field, FieldKind.CHOICE)
    if field.key in _CLOSED_SETS:
        return in_closed_set(field.key, condition.items)
    numbers = {item for item in condition.items if not isinstance(item, Keyword)}
    return _among(field, numbers, condition.items, asking)


def ordered(condition: OrderedCondition) -> Claim:
    """An ordered choice compares so with any of the items."""
    field = places.field_of(condition.field, FieldKind.ORDERED)
    items = [item for item in condition.items if not isinstance(item, Keyword)]
    held = _CLOSED_SETS[field.key]
    return in_closed_set(
        field.key,
        (value for value in held if any(_holds(condition.op, value, item) for item in items)),
    )


def _holds(op: Compare, value: int, item: int) -> bool:
    match op:
        case Compare.EQ:
            return value == item
        case Compare.GT:
            return value > item
        case Compare.GE:
            return value >= item
        case Compare.LT:
            return value < item
        case Compare.LE:
            return value <= item
        case _:
            assert_never(op)


def in_closed_set(key: str, items: Iterable[int | Keyword]) -> Claim:
    """A column that is never empty holds one of the items."""
    held = _CLOSED_SETS[key]
    wanted = held.intersection(item for item in items if not isinstance(item, Keyword))
    if wanted == held:
        return ALWAYS
    column = places.column_of(key)
    others = is_among(column, held - wanted, is_nullable=False)
    return Claim(is_among(column, wanted, is_nullable=False).sql, is_sure=True, converse=others.sql)


def person(condition: PersonCondition, asking: Asking) -> Claim:
    """A person is any of the items."""
    field = places.field_of(condition.field, FieldKind.PERSON)
    return _among(field, _ids(condition.items, field.kind, asking), condition.items, asking)


def team(condition: TeamCondition, asking: Asking) -> Claim:
    """The assigned group is any of the items."""
    field = places.field_of(condition.field, FieldKind.TEAM)
    return _among(field, _ids(condition.items, field.kind, asking), condition.items, asking)


def _among(
    field: FilterField, ids: Iterable[int], items: tuple[int | Keyword, ...], asking: Asking
) -> Claim:
    column = places.column_of(field.key)
    claim = is_among(column, ids, is_nullable=places.is_nullable(field.key))
    found = places.reached(field, claim, asking)
    if Keyword.NONE not in items:
        return found
    return some([found, opposite(places.is_filled(field, asking))])


def _ids(items: Iterable[int | Keyword], kind: FieldKind, asking: Asking) -> set[int]:
    viewer, directory = asking.question.viewer, asking.question.directory
    ids: set[int] = set()
    for item in items:
        match item:
            case Keyword.ME:
                ids.add(viewer.agent_id)
            case Keyword.MY_GROUPS if kind is FieldKind.TEAM:
                ids |= viewer.group_ids
            case Keyword.MY_GROUPS:
                mine = (group for group in directory.groups if group.id in viewer.group_ids)
                ids.update(member for group in mine for member in group.member_ids)
            case Keyword.NONE:
                pass
            case _:
                ids.add(item)
    return ids


def people_set(condition: SetCondition, asking: Asking) -> Claim:
    """The agents in CC are any of, all of or exactly the items."""
    field = places.field_of(condition.field, FieldKind.SET)

    nobody = opposite(places.with_cc(asking))

    def includes(item: int | Keyword) -> Claim:
        if item is Keyword.NONE:
            return nobody
        ids = _ids((item,), field.kind, asking)
        return places.with_cc(asking, is_among(ticket_cc.c.agent_id, ids, is_nullable=False).sql)

    match condition.op:
        case SetMatch.ANY:
            ids = _ids(condition.items, field.kind, asking)
            found = places.with_cc(
                asking, is_among(ticket_cc.c.agent_id, ids, is_nullable=False).sql
            )
            return found if Keyword.NONE not in condition.items else some([found, nobody])
        case SetMatch.ALL:
            return every(includes(item) for item in condition.items)
        case SetMatch.ONLY:
            ids = _ids(condition.items, field.kind, asking)
            others = opposite(is_among(ticket_cc.c.agent_id, ids, is_nullable=False))
            return every(
                [
                    *(includes(each) for each in sorted(ids)),
                    opposite(places.with_cc(asking, others.sql)),
                ]
            )
        case _:
            assert_never(condition.op)


def history(condition: HistoryCondition, asking: Asking) -> Claim:
    """The field once changed so."""
    name = places.field_of(condition.field, FieldKind.HISTORY).key.removeprefix("changed.")
    parts = [activity.c.field == name]
    if condition.origins:
        parts.append(_told(activity.c.old, name, condition.origins, asking))
    if condition.targets:
        parts.append(_told(activity.c.new, name, condition.targets, asking))
    if condition.within is not None:
        question = asking.question
        within = bounds(TimeMatch.IN, condition.within, question.now, question.zone)
        parts.append(lies_in(activity.c.at, within).sql)
    return places.with_activity(asking, *parts)


def _told(
    column: ColumnElement[str], name: str, items: tuple[int | Keyword, ...], asking: Asking
) -> ColumnElement[bool]:
    # Histories tell numbers and ids as JSON, so that a new name changes no past.
    kind = FieldKind.TEAM if name == "group" else FieldKind.PERSON
    told = [json.dumps(each) for each in sorted(_ids(items, kind, asking))]
    if Keyword.NONE not in items:
        return column.in_(told)
    return or_(column.in_([*told, "null"]), column.is_(None))
