"""The only place for two-valued logic in SQL, which by nature has three values.

A claim is true or not; what SQL calls NULL counts as not true, and its negation as true. So a
claim remembers whether its SQL can be NULL at all: only then does a negation cost an `IS NOT TRUE`,
and where it cannot, the planner sees the plain comparison that its indexes know.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, False_, and_, false, literal_column, not_, or_, true

# SQLite refuses expressions deeper than 1,000 and counts each OR of a chain as one level.
_CHAIN_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that holds for a row or does not; `is_sure`: its SQL is never NULL.

    `converse` is SQL for the opposite, where there is one that indexes serve better than a NOT.
    """

    sql: ColumnElement[bool]
    is_sure: bool = False
    converse: ColumnElement[bool] | None = None  # never NULL either


ALWAYS = Claim(true(), is_sure=True)
NEVER = Claim(false(), is_sure=True)


def stated(sql: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same, where it must stand beside others: a plain false takes their place otherwise.

    SQLite finds no partial index, and refuses the statement that names it, once the condition that
    the index is made for is gone.
    """
    return literal_column("0 = 1") if isinstance(sql, False_) else sql


def opposite(claim: Claim) -> Claim:
    """The claim that holds where this one does not."""
    if claim.converse is not None:
        return Claim(claim.converse, is_sure=True, converse=claim.sql)
    if claim.is_sure:
        return Claim(not_(claim.sql), is_sure=True)
    return Claim(claim.sql.is_not(true()), is_sure=True)


def every(claims: Iterable[Claim]) -> Claim:
    """Holds where all of them hold; without any, always."""
    return _joined(tuple(claims), and_, ALWAYS)


def some(claims: Iterable[Claim]) -> Claim:
    """Holds where one of them holds; without any, never."""
    return _joined(tuple(claims), or_, NEVER)


def _joined(
    claims: tuple[Claim, ...], join: Callable[..., ColumnElement[Any]], empty: Claim
) -> Claim:
    if len(claims) < 2:
        return claims[0] if claims else empty
    if len(claims) > _CHAIN_LIMIT:
        chunks = [
            _joined(claims[start : start + _CHAIN_LIMIT], join, empty)
            for start in range(0, len(claims), _CHAIN_LIMIT)
        ]
        # IS TRUE keeps the chunks apart, which would else be melted into one chain again.
        return _joined(
            tuple(Claim(chunk.sql.is_(true()), is_sure=True) for chunk in chunks), join, empty
        )
    return Claim(
        join(*(claim.sql for claim in claims)), is_sure=all(claim.is_sure for claim in claims)
    )
