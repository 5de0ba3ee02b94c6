import pytest

from helpdesk_desktop.domain.columns import SORTABLE
from helpdesk_desktop.domain.grouping import (
    DAY_COLUMNS,
    GROUPING_LIMIT,
    ListGroup,
    fitted,
    group_columns,
    grouping_from_text,
    grouping_text,
    grouping_to_ask,
    usual_grouping,
)


def test_what_rows_are_grouped_by_are_columns_that_can_be_sorted_by() -> None:
    assert set(group_columns()) <= SORTABLE
    assert set(DAY_COLUMNS) <= set(group_columns())


def test_the_newest_and_the_most_urgent_stand_first() -> None:
    first = {key for key in group_columns() if usual_grouping(key).is_descending}
    assert first == {"priority", "created", "updated"}


@pytest.mark.parametrize(
    "text", ["status", "-created", "cf.region", "-cf.of-tomorrow", "--x", " status ", "nonsense{"]
)
def test_a_grouping_comes_back_to_the_letter_known_or_not(text: str) -> None:
    found = grouping_from_text(text)
    assert grouping_text(found) == text
    is_known = text in {"status", "-created"}
    assert grouping_to_ask(found) == (found if is_known else None)


@pytest.mark.parametrize("text", [None, "", "-", 7, b"status", "x" * (GROUPING_LIMIT + 1)])
def test_nonsense_is_no_grouping(text: object) -> None:
    assert grouping_from_text(text) is None
    assert grouping_to_ask(None) is None
    assert grouping_text(None) is None


A, B = ListGroup(0, 3), ListGroup(1, 2, "b")


@pytest.mark.parametrize(
    ("groups", "rows", "expected"),
    [
        ((A, B), 5, (A, B)),
        ((A, B), 4, (A, ListGroup(1, 1, "b"))),
        ((A, B), 3, (A,)),
        ((A, B), 0, ()),
        ((A, B), 7, (A, ListGroup(1, 4, "b"))),
        ((), 2, (ListGroup(None, 2),)),
        ((), 0, ()),
    ],
)
def test_groups_are_fitted_to_the_rows_there_are(
    groups: tuple[ListGroup, ...], rows: int, expected: tuple[ListGroup, ...]
) -> None:
    assert fitted(groups, rows) == expected
    assert sum(one.count for one in fitted(groups, rows)) == rows
