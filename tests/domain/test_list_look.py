import pytest

from helpdesk_desktop.domain.columns import MOST_SORT_KEYS, sortable_keys
from helpdesk_desktop.domain.filters import DEFAULT_SORT, SortKey
from helpdesk_desktop.domain.list_look import (
    ShownColumn,
    columns_from_json,
    columns_json,
    sort_from_text,
    sort_text,
)
from tests import trees


def test_columns_come_back_from_their_json() -> None:
    columns = (ShownColumn("subject", 250), ShownColumn("cf.vùng"), ShownColumn("of-tomorrow", 9))
    assert columns_from_json(columns_json(columns)) == columns


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        b"[]",
        "",
        "{",
        "7",
        "null",
        '{"a":1}',
        '"subject"',
        "[1,2]",
        '[["a"]]',
        "[[1,2]]",
        "[" * 9999,
    ],
)
def test_nonsense_is_no_columns(text: object) -> None:
    assert columns_from_json(text) == ()


def test_a_key_stands_once_and_an_odd_width_is_the_usual_one() -> None:
    text = '[["a",true],["b",-1],["b",5],["c",1.5],["d",99999]]'
    assert columns_from_json(text) == tuple(map(ShownColumn, "abcd"))


def test_sort_keys_come_back_from_their_text() -> None:
    sort = (SortKey("updated", is_descending=True), SortKey("cf.text", is_descending=False))
    assert sort_text(sort) == "-updated,cf.text"
    assert sort_from_text(sort_text(sort), trees.CUSTOM_DIRECTORY) == sort


@pytest.mark.parametrize("text", [None, 7, b"serial", "", "nonsense", "-", ",,", "cf.gone"])
def test_an_unreadable_order_is_the_usual_one(text: object) -> None:
    assert sort_from_text(text, trees.CUSTOM_DIRECTORY) == DEFAULT_SORT


def test_an_order_of_too_many_columns_is_cut() -> None:
    sort = tuple(map(SortKey, sortable_keys(trees.CUSTOM_DIRECTORY)))
    assert sort_from_text(sort_text(sort), trees.CUSTOM_DIRECTORY) == sort[:MOST_SORT_KEYS]
