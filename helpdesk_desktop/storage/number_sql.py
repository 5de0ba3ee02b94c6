"""The only place for how whole numbers, ids and instants are compared in SQL.

Numbers of a filter are decimals of any size, columns are whole numbers of 64 bits at most: what no
column can hold is decided here, before a driver overflows. Numbers are bound as 64 bits, because
PostgreSQL would be told to cast them to the column's own, smaller type.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlalchemy import BigInteger, ColumnElement, and_, bindparam, literal, type_coerce

from helpdesk_desktop.domain.filters import Compare, NumberRange
from helpdesk_desktop.domain.time_spans import Bounds
from helpdesk_desktop.storage.claims import NEVER, Claim

_LEAST = -(2**63)
_MOST = 2**63 - 1
_LOWER = Decimal(_LEAST - 1)
_HIGHER = Decimal(_MOST + 1)


def is_among(column: ColumnElement[int], values: Iterable[int], *, is_nullable: bool) -> Claim:
    """The column is one of the values, inlined: lists of any length fit, and plans know them."""
    held = sorted({int(value) for value in values if _LEAST <= value <= _MOST})
    if not held:
        return NEVER
    listed = bindparam(None, held, expanding=True, literal_execute=True, type_=BigInteger())
    return Claim(type_coerce(column, BigInteger()).in_(listed), is_sure=not is_nullable)


def compares(column: ColumnElement[int], op: Compare, item: Decimal | NumberRange) -> Claim:
    """The column compares so with the item."""
    if isinstance(item, NumberRange):
        return _between(column, item.low, item.high)
    match op:
        case Compare.EQ:
            return _between(column, item, item)
        case Compare.GE:
            return _between(column, item, None)
        case Compare.LE:
            return _between(column, None, item)
        case Compare.GT:
            return _within(column, _whole(item, ROUND_FLOOR) + 1, None)
        case Compare.LT:
            return _within(column, None, _whole(item, ROUND_CEILING) - 1)


def lies_in(column: ColumnElement[datetime], bounds: Bounds) -> Claim:
    """The instant lies between the bounds."""
    sides: list[ColumnElement[bool]] = []
    if bounds.low is not None:
        sides.append(column >= bounds.low if bounds.is_low_included else column > bounds.low)
    if bounds.high is not None:
        sides.append(column <= bounds.high if bounds.is_high_included else column < bounds.high)
    return Claim(and_(*sides)) if sides else Claim(column.is_not(None), is_sure=True)


def _between(column: ColumnElement[int], low: Decimal | None, high: Decimal | None) -> Claim:
    return _within(
        column,
        None if low is None else _whole(low, ROUND_CEILING),
        None if high is None else _whole(high, ROUND_FLOOR),
    )


def _whole(value: Decimal, rounding: str) -> int:
    # Cut first: the whole number of 1e999999999 would fill the memory.
    return int(min(max(value, _LOWER), _HIGHER).to_integral_value(rounding))


def _within(column: ColumnElement[int], low: int | None, high: int | None) -> Claim:
    least = _LEAST if low is None else low
    most = _MOST if high is None else high
    if least > most or least > _MOST or most < _LEAST:
        return NEVER
    if least == most:
        return Claim(column == literal(least, BigInteger()))
    sides: list[ColumnElement[bool]] = []
    if least > _LEAST:
        sides.append(column >= literal(least, BigInteger()))
    if most < _MOST:
        sides.append(column <= literal(most, BigInteger()))
    return Claim(and_(*sides)) if sides else Claim(column.is_not(None), is_sure=True)
