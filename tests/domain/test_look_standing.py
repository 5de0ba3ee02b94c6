"""What of a saved look cannot be had is said, and what can be had is not."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.columns import sortable_keys
from helpdesk_desktop.domain.errors import Severity
from helpdesk_desktop.domain.filtering.saved_filter import read_stored
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.grouping import group_columns
from helpdesk_desktop.domain.look_standing import look_notes, masked_order_note
from tests import trees
from tests.domain.filtering.test_saved_filter import STORED

D = trees.CUSTOM_DIRECTORY
RETIRED = replace(D, custom_fields=tuple(replace(one, is_active=False) for one in D.custom_fields))


@pytest.mark.parametrize(
    ("sort", "grouping", "told"),
    [
        (None, None, []),
        ("", "", []),
        ("-updated,cf.text", "cf.date", []),
        ("contact.cf.text", None, ["in the order “contact.cf.text”, which cannot be had here"]),
        ("ccs", None, ["in the order “ccs”, which cannot be had here"]),
        ("x" * 80, None, [f"in the order “{'x' * 59}…”"]),
        (None, "of-tomorrow", ["grouped by “of-tomorrow”, which cannot be had here"]),
        (7, b"x", ["in the order “7”"]),
    ],
)
def test_an_order_or_groups_that_cannot_be_had_are_noted(
    sort: Any, grouping: Any, told: list[str]
) -> None:
    notes = look_notes(sort, grouping, D)
    assert len(notes) == len(told)
    for note, words in zip(notes, told, strict=True):
        assert words in note.message
        assert (note.field, note.severity) == ("look", Severity.WARNING)


def test_a_retired_field_is_named_by_its_label() -> None:
    told = [one.message for one in look_notes("cf.text,serial,-cf.date", "cf.date", RETIRED)]
    assert told == [
        "It was saved in an order by “Text”, which was retired.",
        "It was saved in an order by “Date”, which was retired.",
        "It was saved with its rows grouped by “Date”, which cannot be had here.",
    ]


def test_every_order_and_grouping_that_is_offered_can_be_had() -> None:
    for key in sortable_keys(D):
        assert look_notes(key, None, D) == ()
    for key in group_columns(D):
        assert look_notes(None, f"-{key}", D) == ()


def test_a_masked_role_is_told_of_an_order_by_phone() -> None:
    by_phone = (SortKey("serial"), SortKey("phone"))
    assert masked_order_note(by_phone, trees.viewer()) == ()
    assert masked_order_note((SortKey("serial"),), trees.viewer(masked=True)) == ()
    (note,) = masked_order_note(by_phone, trees.viewer(masked=True))
    assert note.key == "query_masked_sort"


@given(st.text() | st.binary() | st.integers(), st.text() | st.binary() | st.integers())
def test_nothing_stored_as_a_look_breaks_the_notes(sort: Any, grouping: Any) -> None:
    read = read_stored(replace(STORED, sort=sort, grouping=grouping), D)
    assert read.look_notes == read.notes
