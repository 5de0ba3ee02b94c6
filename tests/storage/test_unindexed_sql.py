"""How a condition is asked of rows that are known already."""

from typing import Any

import pytest
from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.dialects import sqlite

from helpdesk_desktop.storage.schema import contact, ticket
from helpdesk_desktop.storage.unindexed_sql import asked_of_one_row

c: Any = ticket.c


def _sql(condition: ColumnElement[bool]) -> str:
    asked = asked_of_one_row(condition, ticket)
    return str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


@pytest.mark.parametrize(
    ("listed", "sql"),
    [
        ((2, 0, 1), "(+ ticket.status) >= 0 AND (+ ticket.status) <= 2"),
        ((1, 1, 2), "(+ ticket.status) >= 1 AND (+ ticket.status) <= 2"),
        ((1, 1, 3), "+ ticket.status IN (1, 1, 3)"),
        ((0, 2), "+ ticket.status IN (0, 2)"),
    ],
)
def test_numbers_that_follow_each_other_are_a_range(listed: tuple[int, ...], sql: str) -> None:
    assert _sql(c.status.in_(listed)) == sql


def test_a_list_of_texts_stays_one() -> None:
    assert _sql(c.subject_fold.in_(("a", "b"))) == "+ ticket.subject_fold IN ('a', 'b')"


def test_an_empty_list_and_another_table_stay_as_they_are() -> None:
    both = and_(c.status.in_(()), or_(contact.c.rating.in_((1, 2)), c.type_id == 4))
    sql = _sql(both)
    assert "contact.rating IN (1, 2)" in sql
    assert "+ ticket.type_id = 4" in sql
