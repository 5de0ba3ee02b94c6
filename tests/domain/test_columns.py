"""Columns: their keys, and orders as people type them."""

import pytest

from helpdesk_desktop.domain.columns import (
    ALIASES,
    COLUMN_KEYS,
    SORTABLE,
    column_keys,
    parse_sort,
    sortable_keys,
)
from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filters import SortKey
from tests import trees


def test_aliases_and_sortable_keys_are_columns() -> None:
    assert len(set(COLUMN_KEYS)) == len(COLUMN_KEYS)
    assert set(ALIASES.values()) <= set(COLUMN_KEYS)
    assert not ALIASES.keys() & set(COLUMN_KEYS)
    assert set(COLUMN_KEYS) > SORTABLE


def test_custom_fields_of_tickets_are_columns_behind_the_others() -> None:
    columns, sortable = (keys(trees.CUSTOM_DIRECTORY) for keys in (column_keys, sortable_keys))
    assert columns[: len(COLUMN_KEYS)] == COLUMN_KEYS
    assert [key for key in columns if key.startswith("cf.")] == list(columns[len(COLUMN_KEYS) :])
    assert len(columns) == len(COLUMN_KEYS) + 10
    assert set(columns) - set(sortable) == {"uid", "description", "ccs", "cf.multi_select"}


def test_a_wrong_key_is_told_every_key_there_is() -> None:
    with pytest.raises(BadQuery) as caught:
        parse_sort("cf.gone", trees.CUSTOM_DIRECTORY)
    assert "external_id, cf.text, cf.multi_line" in caught.value.message


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("serial", (SortKey("serial"),)),
        ("-updated", (SortKey("updated", is_descending=True),)),
        ("-updated_at, Priority", (SortKey("updated", is_descending=True), SortKey("priority"))),
        ("assign_to,contact_name", (SortKey("assignee"), SortKey("contact"))),
        ("status,-status,serial", (SortKey("status"), SortKey("serial"))),
        ("-CF.Decimal, cf.dependent", (SortKey("cf.decimal", True), SortKey("cf.dependent"))),
    ],
)
def test_an_order_is_read(text: str, keys: tuple[SortKey, ...]) -> None:
    assert parse_sort(text, trees.CUSTOM_DIRECTORY) == keys


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
        ("-cf.multi_select", 1, "The list cannot be sorted by cf.multi_select."),
        ("cf.gone", 1, "There is no column “cf.gone”."),
        ("contact.cf.text", 1, "There is no column “contact.cf.text”."),
    ],
)
def test_a_key_that_cannot_order_is_named_with_its_column(
    text: str, column: int, sentence: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_sort(text, trees.CUSTOM_DIRECTORY)
    assert caught.value.column == column
    assert caught.value.message.startswith(sentence)
