"""Columns: their keys, and orders as people type them."""

import pytest

from helpdesk_desktop.domain.columns import ALIASES, COLUMN_KEYS, SORTABLE, parse_sort
from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filters import SortKey


def test_aliases_and_sortable_keys_are_columns() -> None:
    assert len(set(COLUMN_KEYS)) == len(COLUMN_KEYS)
    assert set(ALIASES.values()) <= set(COLUMN_KEYS)
    assert not ALIASES.keys() & set(COLUMN_KEYS)
    assert set(COLUMN_KEYS) > SORTABLE


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("serial", (SortKey("serial"),)),
        ("-updated", (SortKey("updated", is_descending=True),)),
        ("-updated_at, Priority", (SortKey("updated", is_descending=True), SortKey("priority"))),
        ("assign_to,contact_name", (SortKey("assignee"), SortKey("contact"))),
        ("status,-status,serial", (SortKey("status"), SortKey("serial"))),
    ],
)
def test_an_order_is_read(text: str, keys: tuple[SortKey, ...]) -> None:
    assert parse_sort(text) == keys


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("", 1, "There is no column “”. Columns: serial, subject, status"),
        ("serial,", 8, "There is no column “”."),
        ("serial, -nope", 9, "There is no column “nope”."),
        ("--serial", 1, "There is no column “-serial”."),
        ("serial,ccs", 8, "The list cannot be sorted by ccs."),
        ("description", 1, "The list cannot be sorted by description."),
        ("uid", 1, "The list cannot be sorted by uid."),
    ],
)
def test_a_key_that_cannot_order_is_named_with_its_column(
    text: str, column: int, sentence: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_sort(text)
    assert caught.value.column == column
    assert caught.value.message.startswith(sentence)
