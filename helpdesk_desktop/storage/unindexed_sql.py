"""The only place that keeps SQLite's planner from an index: a unary plus changes no value.

SQLite then neither searches nor orders by the column, and what else it says stays as it is.
"""

from typing import Any

from sqlalchemy import ColumnElement, Table, UnaryExpression
from sqlalchemy.sql import operators, visitors


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column, or the column with its direction, behind a unary plus."""
    if isinstance(column, UnaryExpression) and column.modifier is not None:
        return UnaryExpression(unindexed(column.element), modifier=column.modifier)
    return UnaryExpression(column, operator=operators.custom_op("+"), type_=column.type)


def asked_of_one_row(condition: ColumnElement[bool], table: Table) -> ColumnElement[bool]:
    """The condition over a row of the table that is known already, by no way to other rows.

    Else a choice of three is searched for three times in the index that finds the row.
    """
    columns = set(table.columns)

    def hold(element: Any, **_: Any) -> Any:
        return unindexed(element) if element in columns else None

    asked: ColumnElement[bool] = visitors.replacement_traverse(condition, {}, hold)
    return asked
