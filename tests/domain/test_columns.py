"""Columns: their keys, and orders as people type them."""

import pytest

from helpdesk_desktop.domain.columns import (
    ALIASES,
    COLUMN_KEYS,
    MOST_SORT_KEYS,
    SORTABLE,
    column_keys,
    find_column,
    is_own_name,
    parse_sort,
    sortable_keys,
)
from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.people import Directory
from tests import trees


def test_aliases_and_sortable_keys_are_columns() -> None:
    assert len(set(COLUMN_KEYS)) == len(COLUMN_KEYS)
    assert set(ALIASES.values()) <= set(COLUMN_KEYS)
    assert not ALIASES.keys() & set(COLUMN_KEYS)
    assert set(COLUMN_KEYS) > SORTABLE


def test_custom_fields_are_columns_behind_the_others_first_those_of_tickets() -> None:
    columns = column_keys(trees.CUSTOM_DIRECTORY)
    assert columns[: len(COLUMN_KEYS)] == COLUMN_KEYS
    custom = columns[len(COLUMN_KEYS) :]
    assert sorted(custom) == sorted(one.filter_key for one in trees.CUSTOM_DIRECTORY.custom_fields)
    owners = [key.partition("cf.")[0] for key in custom]
    assert owners == sorted(owners, key=["", "contact.", "company."].index)
    assert {*owners} == {"", "contact.", "company."}


def test_a_list_is_sorted_by_fields_of_tickets_alone() -> None:
    columns, sortable = (keys(trees.CUSTOM_DIRECTORY) for keys in (column_keys, sortable_keys))
    others = {key for key in columns if key.startswith(("contact.", "company."))}
    unordered = {"uid", "description", "ccs", "cf.multi_select"}
    assert set(columns) - set(sortable) == unordered | others


@pytest.mark.parametrize("name", [*COLUMN_KEYS, "cf.a", "contact.cf.a", "company.cf.b"])
def test_our_own_files_are_known_by_the_names_of_their_columns(name: str) -> None:
    assert is_own_name(name)
    assert not is_own_name(f"x{name}")


def test_fields_of_contacts_and_companies_are_found_in_any_spelling() -> None:
    assert find_column("Contact.CF.Text", trees.CUSTOM_DIRECTORY) == "contact.cf.text"
    assert find_column("company.cf.gone", trees.CUSTOM_DIRECTORY) is None


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
        ("contact.cf.text", 1, "The list cannot be sorted by contact.cf.text."),
    ],
)
def test_a_key_that_cannot_order_is_named_with_its_column(
    text: str, column: int, sentence: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_sort(text, trees.CUSTOM_DIRECTORY)
    assert caught.value.column == column
    assert caught.value.message.startswith(sentence)


def test_an_order_has_no_more_columns_than_any_database_joins() -> None:
    usual = [key for key in sortable_keys(Directory()) if key != "uid"]
    keys = usual[:MOST_SORT_KEYS]
    assert len(keys) == MOST_SORT_KEYS < len(usual)
    text = ",".join(keys)
    # What is named again is no column more.
    assert len(parse_sort(f"{text},{keys[0]}", Directory())) == MOST_SORT_KEYS
    with pytest.raises(BadQuery) as caught:
        parse_sort(f"{text},-{usual[MOST_SORT_KEYS]}", Directory())
    assert caught.value.column == len(text) + 2
    assert "no more than 16 columns" in caught.value.message
