"""The only place for what a list sorts by when it sorts by a custom field of tickets.

A text by its folded form, a multi-line text by the beginning of it, a number and a day by itself, a
checkbox no before yes, an option by its place in the tree: each followed by those below it,
siblings in their order. A multi-select has no order. Empty is the smallest.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, and_, func, literal_column

from helpdesk_desktop.domain.columns import is_sortable
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldKind,
    CustomFieldOwner,
    in_tree_order,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.storage.custom.custom_value_rows import VALUE_COLUMNS
from helpdesk_desktop.storage.schema import custom_option, ticket, ticket_value

OPTIONS = frozenset({CustomFieldKind.DROP_DOWN, CustomFieldKind.DEPENDENT})
WHOLE_TEXTS = frozenset({CustomFieldKind.TEXT, CustomFieldKind.REGEX})

Joined = tuple[FromClause, ColumnElement[bool]]


def sorted_field(key: str, directory: Directory) -> CustomField | None:
    """The custom field of tickets that a sort key names; None for any other key."""
    custom = directory.custom_field_by_key.get(fold(key))
    if custom is None or custom.owner is not CustomFieldOwner.TICKET or not is_sortable(custom):
        return None
    return custom


def sorted_by(
    field: CustomField, dialect_name: str
) -> tuple[list[ColumnElement[Any]], list[Joined]]:
    """What stands in the ORDER BY, in its order, and the outer joins that it needs."""
    values, of_ticket = values_of(field)
    if field.kind not in OPTIONS:
        return value_columns(field, values), [(values, of_ticket)]
    columns, joins = options_in_order(field, values.c.option_id, dialect_name)
    return columns, [(values, of_ticket), *joins]


def values_of(field: CustomField) -> Joined:
    """The values of a field that has one a ticket at most, to be joined from outside."""
    return _values(int(field.id))


def key_of(field: CustomField) -> ColumnElement[Any]:
    """What tells the values of a field in `values_of` apart."""
    values, _ = values_of(field)
    return values.c[VALUE_COLUMNS[field.kind]]


def options_in_order(
    field: CustomField, option_id: ColumnElement[Any], dialect_name: str
) -> tuple[list[ColumnElement[Any]], list[Joined]]:
    """What orders options of a field by their place in its tree, and the joins for that."""
    ids = in_tree_order(field)
    if ids != tuple(int(option.id) for option in field.options):
        return [_place(option_id, ids, dialect_name)], []
    # The usual case, a drop-down always: the options' own order is the tree's.
    values, _ = values_of(field)
    if option_id is values.c.option_id:
        options, of_value = _options(int(field.id))
    else:
        options = custom_option.alias(f"option_of_{field.id}")
        of_value = options.c.id == option_id
    return [options.c.position, options.c.id], [(options, of_value)]


def value_columns(field: CustomField, values: FromClause) -> list[ColumnElement[Any]]:
    """What one row of a field other than one of options sorts by."""
    first = values.c[VALUE_COLUMNS[field.kind]]
    # Where the beginnings are alike a text that ends with it has no whole one, and comes first.
    return [first, values.c.text_whole] if field.kind in WHOLE_TEXTS else [first]


@lru_cache
def _values(field_id: int) -> Joined:
    # One object for each field: a join that two keys need is known by it.
    values = ticket_value.alias(f"sort_value_{field_id}")
    return values, and_(
        values.c.serial == ticket.c.serial,
        values.c.field_id == literal_column(str(field_id)),
        values.c.position == literal_column("0"),
    )


@lru_cache
def _options(field_id: int) -> Joined:
    options = custom_option.alias(f"sort_option_{field_id}")
    return options, options.c.id == _values(field_id)[0].c.option_id


def _place(
    option_id: ColumnElement[int], ids: tuple[int, ...], dialect_name: str
) -> ColumnElement[Any]:
    # One look through a list for each row: quicker than as many WHENs.
    listed = ",".join(map(str, ids))
    match dialect_name:
        case "sqlite":
            wanted = literal_column("','").concat(option_id).concat(literal_column("','"))
            return func.instr(literal_column(f"',{listed},'"), wanted)
        case "postgresql":
            return func.array_position(
                literal_column(f"ARRAY[{listed}]::bigint[]"), option_id, type_=Integer()
            )
        case _:
            # 0 where it is NULL: the smallest, as empties are.
            return func.field(option_id, literal_column(listed), type_=Integer())
