"""The only place that says which condition on a custom field can lead to a question's tickets.

A condition that every match meets, and whose rows an index gives, leads: its rows come first, each
with its ticket, and whatever else is asked is asked of these. The one with the fewest rows is the
best (1,000,000 tickets, two conditions of 138,000 and 64,000: 44 ms against 180 ms for a list of
serials made of each). What another condition on custom values says is known by the serial alone,
so it is asked before the ticket is looked up, whose wide row costs most (two of 2,700 and 6,700:
11 ms against 50 ms); and where the other has few rows too, by a list of them (3 ms).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause, and_, literal_column, select
from sqlalchemy.sql import visitors

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.filters import (
    FieldCondition,
    Group,
    Node,
    SerialCondition,
    SetCondition,
    SetMatch,
    UnknownCondition,
)
from helpdesk_desktop.storage.claims import Claim, every, stated
from helpdesk_desktop.storage.custom.custom_conditions import is_met_by_one_row, suits
from helpdesk_desktop.storage.custom.custom_places import custom_field_of
from helpdesk_desktop.storage.custom.custom_rows_sql import (
    is_filled_row,
    is_one_of,
    option_ids,
    row_claim,
)
from helpdesk_desktop.storage.custom.custom_value_rows import VALUE_COLUMNS
from helpdesk_desktop.storage.filter_places import Asking
from helpdesk_desktop.storage.schema import ticket, ticket_value
from helpdesk_desktop.storage.unindexed_sql import unindexed

_INDEXES = {
    "text_fold": "ix_ticket_value_text",
    "int_value": "ix_ticket_value_int",
    "decimal_value": "ix_ticket_value_decimal",
    "day_value": "ix_ticket_value_day",
    "option_id": "ix_ticket_value_option",
}
# The values that lead, by a name of their own beside those that are asked besides.
LED = ticket_value.alias("led")


_COLUMNS = frozenset(ticket_value.columns)
_Path: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """Rows of `LED`, one for each ticket; `rest` is what is left to ask of the tickets.

    `paths`: where in the tree stands what they answer.
    """

    place: int
    rows: ColumnElement[bool]
    index: str
    rest: Node | None
    paths: frozenset[_Path]

    @property
    def is_alone(self) -> bool:
        """Whether it is all that is asked."""
        return self.rest is None

    @property
    def serials(self) -> ColumnElement[bool]:
        """The serial of `LED` is among those of these rows: a partner of another lead."""
        listed = select(LED.c.serial).where(self.rows).correlate(None)
        hinted = listed.with_hint(LED, f"INDEXED BY {self.index}", "sqlite")
        return unindexed(LED.c.serial).in_(hinted)


def with_tickets() -> FromClause:
    """Values beside their tickets, the values first."""
    # No ticket can be the way to its values then.
    return LED.join(ticket, ticket.c.serial == unindexed(LED.c.serial))


def index_of(field: CustomField) -> str:
    """The index that gives the values of a ticket's field in their order."""
    return _INDEXES[VALUE_COLUMNS[field.kind]]


def rows_of(field: CustomField, *claims: Claim) -> ColumnElement[bool]:
    """The rows of a ticket's field of which all of it holds; stands over `LED`."""
    of_field = ticket_value.c.field_id == literal_column(str(int(field.id)))
    rows = and_(of_field, is_filled_row(field).sql, *(stated(claim.sql) for claim in claims))

    def led(element: Any, **_: Any) -> Any:
        return LED.corresponding_column(element) if element in _COLUMNS else None

    over_led: ColumnElement[bool] = visitors.replacement_traverse(rows, {}, led)
    return over_led


def leads_of(tree: Node | None, asking: Asking) -> tuple[Lead, ...]:
    """Every condition of a tree that can lead, in the tree's order.

    What is asked of one field again is asked of the same row, where a ticket has only one.
    """
    alone: dict[int, tuple[CustomField, list[tuple[_Path, Claim]]]] = {}
    made: list[tuple[CustomField, Claim, tuple[_Path, ...]]] = []
    for path, condition in _needed(tree):
        field = custom_field_of(condition.field, asking)
        if field is None or field.owner is not CustomFieldOwner.TICKET:
            continue
        if not suits(condition, field):
            continue
        if is_met_by_one_row(condition, field):
            claim = row_claim(condition, field, asking)
            if field.kind is CustomFieldKind.MULTI_SELECT:
                made.append((field, claim, (path,)))
            else:
                alone.setdefault(int(field.id), (field, []))[1].append((path, claim))
        elif isinstance(condition, SetCondition) and condition.op is SetMatch.ALL:
            # Any one of them leads; that the others are there too is still asked.
            ids = sorted(option_ids(condition.items))
            made += [(field, is_one_of(field, (one,)), ()) for one in ids]
    for field, asked in alone.values():
        paths, claims = zip(*asked, strict=True)
        made.append((field, every(claims), paths))
    return tuple(
        _lead(tree, place, rows_of(field, claim), index_of(field), frozenset(paths))
        for place, (field, claim, paths) in enumerate(made)
    )


def rest_of(tree: Node | None, leads: Iterable[Lead]) -> Node | None:
    """What is left to ask of a tree besides what these leads answer; None where nothing is."""
    return _without(tree, (), frozenset[_Path]().union(*(lead.paths for lead in leads)))


def _lead(
    tree: Node | None, place: int, rows: ColumnElement[bool], index: str, paths: frozenset[_Path]
) -> Lead:
    return Lead(place, rows, index, _without(tree, (), paths), paths)


def _needed(node: Node | None, path: _Path = ()) -> Iterator[tuple[_Path, FieldCondition]]:
    """Each condition that every match meets, and its place in the tree."""
    match node:
        case None | SerialCondition() | UnknownCondition():
            return
        case Group():
            if node.join == "all" and node.scope is None and not node.neg:
                for place, part in enumerate(node.parts):
                    yield from _needed(part, (*path, place))
        case _:
            if not node.neg:
                yield path, node


def _without(node: Node | None, path: _Path, gone: frozenset[_Path]) -> Node | None:
    """What is left of a tree without the conditions at these places; None where nothing is."""
    if path in gone:
        return None
    if not isinstance(node, Group) or not node.parts:
        return node
    parts = (_without(part, (*path, place), gone) for place, part in enumerate(node.parts))
    left = tuple(part for part in parts if part is not None)
    return replace(node, parts=left) if left else None
