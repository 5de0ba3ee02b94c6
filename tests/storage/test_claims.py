import itertools

import pytest
from sqlalchemy import ColumnElement, Integer, literal, null, select, type_coerce

from helpdesk_desktop.storage.claims import ALWAYS, NEVER, Claim, every, opposite, some
from helpdesk_desktop.storage.database import Database

_TRUE: ColumnElement[bool] = literal(1) == 1
_FALSE: ColumnElement[bool] = literal(1) == 2
_NULL: ColumnElement[bool] = type_coerce(null(), Integer()) == 1
_CLAIMS = {
    "true": (Claim(_TRUE, is_sure=True), True),
    "false": (Claim(_FALSE, is_sure=True), False),
    "perhaps true": (Claim(_TRUE), True),
    "perhaps false": (Claim(_FALSE), False),
    "unknown": (Claim(_NULL), False),
    "always": (ALWAYS, True),
    "never": (NEVER, False),
    "with a converse": (Claim(_FALSE, is_sure=True, converse=_TRUE), False),
}


def _holds(database: Database, claim: Claim) -> bool:
    with database.reading() as connection:
        return connection.scalar(select(literal(7)).where(claim.sql)) == 7


@pytest.mark.parametrize("name", _CLAIMS)
def test_a_claim_or_its_opposite_holds_and_never_both(database: Database, name: str) -> None:
    claim, expected = _CLAIMS[name]
    assert _holds(database, claim) is expected
    assert _holds(database, opposite(claim)) is not expected
    assert _holds(database, opposite(opposite(claim))) is expected


def test_claims_join_as_python_joins_their_truths(database: Database) -> None:
    pairs = list(itertools.product(_CLAIMS.values(), repeat=2))
    for (first, is_first), (second, is_second) in pairs:
        both, either = every([first, second]), some([first, second])
        assert _holds(database, both) is (is_first and is_second)
        assert _holds(database, opposite(both)) is not (is_first and is_second)
        assert _holds(database, either) is (is_first or is_second)
        assert _holds(database, opposite(either)) is not (is_first or is_second)


def test_all_of_nothing_holds_and_one_of_nothing_does_not() -> None:
    assert every([]) is ALWAYS
    assert some([]) is NEVER


def test_long_chains_are_asked_of_every_engine(database: Database) -> None:
    unknown = [Claim(_NULL)] * 1_500
    assert _holds(database, some([*unknown, Claim(_TRUE)]))
    assert not _holds(database, some(unknown))
    assert _holds(database, opposite(some(unknown)))
    assert not _holds(database, every([*[Claim(_TRUE)] * 1_500, Claim(_NULL)]))
