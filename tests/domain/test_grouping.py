from dataclasses import replace

import pytest

from helpdesk_desktop.domain.columns import SORTABLE
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.grouping import (
    DAY_COLUMNS,
    GROUPED_KINDS,
    GROUPING_LIMIT,
    ListGroup,
    fitted,
    group_columns,
    grouped_field,
    grouping_from_text,
    grouping_text,
    grouping_to_ask,
    usual_grouping,
)
from tests.trees import CUSTOM_DIRECTORY


def test_what_rows_are_grouped_by_are_columns_that_can_be_sorted_by() -> None:
    assert set(group_columns()) <= SORTABLE
    assert set(DAY_COLUMNS) <= set(group_columns())


def test_fields_of_tickets_whose_values_are_shared_are_grouped_by_while_they_are_in_use() -> None:
    custom = [key for key in group_columns(CUSTOM_DIRECTORY) if key not in group_columns()]
    kinds = {CUSTOM_DIRECTORY.custom_field_by_key[key].kind for key in custom}
    assert kinds == GROUPED_KINDS
    assert all(key.startswith("cf.") for key in custom)
    first = CUSTOM_DIRECTORY.custom_field_by_key[custom[0]]
    fields = tuple(
        replace(one, is_active=False) if one is first else one
        for one in CUSTOM_DIRECTORY.custom_fields
    )
    retired = replace(CUSTOM_DIRECTORY, custom_fields=fields)
    grouping = SortKey(first.filter_key)
    assert grouping_to_ask(grouping, CUSTOM_DIRECTORY) == grouping
    assert grouping_to_ask(grouping, retired) is None
    # What was grouped by it is still answered.
    found = grouped_field(first.filter_key.upper(), retired)
    assert found is not None
    assert found.id == first.id


@pytest.mark.parametrize("column", ["status", "cf.nothing", "cf.multi_select", "contact.cf.text"])
def test_what_tickets_do_not_share_is_no_grouped_field(column: str) -> None:
    assert grouped_field(column, CUSTOM_DIRECTORY) is None


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
