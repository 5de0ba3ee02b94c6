"""Saved filters: what is stored comes back, nonsense is shown with its reason, never lost."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.filtering.filter_json import to_json
from helpdesk_desktop.domain.filtering.filter_limits import MAX_CONDITIONS
from helpdesk_desktop.domain.filtering.filter_standing import why_not_askable
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import (
    DEFAULT_ICON,
    FILTER_ICONS,
    FilterColour,
    FilterId,
    StoredFilter,
    check,
    copied_name,
    kept_name,
    name_problem,
    read_stored,
    short_name,
    why_unusable,
)
from helpdesk_desktop.domain.filters import Group, SerialCondition, SortKey, UnknownCondition
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn, columns_json
from helpdesk_desktop.domain.people import AgentId
from helpdesk_desktop.domain.quick_filters import quick_filter_of
from tests import trees

D = trees.DIRECTORY
GONE = '{"v":1,"all":[{"f":"cf.gone","op":"in","v":[7]}]}'
NEWER = '{"v":2,"all":[]}'
NEWER_OPERATOR = '{"v":1,"all":[{"f":"status","op":"resembles","v":[0]}]}'
STORED = StoredFilter(
    id=FilterId(4),
    uid=UUID(int=4),
    owner_id=AgentId(1),
    name="Refunds",
    tree=to_json(parse("refund status:new", D)),
    columns=columns_json((ShownColumn("subject", 250), ShownColumn("of-tomorrow"))),
    sort="-updated,serial",
    grouping=None,
    colour="orange",
    icon="star",
    position=2,
    is_shared_to_all=False,
    version=3,
)


def _deep(depth: int) -> str:
    inner = '{"f":"#","op":"is","v":1}'
    for level in range(depth):
        other = '{"f":"#","op":"is","v":2}'
        inner = f'{{"{"any" if level % 2 else "all"}":[{inner},{other}],"neg":true}}'
    return f'{{"v":1,"all":[{inner},{inner}]}}'


def test_what_is_stored_comes_back() -> None:
    read = read_stored(STORED, D)
    assert read.tree == parse("refund status:new", D)
    assert read.look == ListLook(
        (ShownColumn("subject", 250), ShownColumn("of-tomorrow")),
        (SortKey("updated", is_descending=True), SortKey("serial")),
    )
    assert (read.colour, read.icon, read.why_unusable) == (FilterColour.ORANGE, "star", None)
    assert (read.id, read.version, read.position, read.owner_id) == (4, 3, 2, 1)


@pytest.mark.parametrize(
    ("tree", "key"),
    [
        ("", "filter_no_text"),
        ("{", "filter_no_text"),
        ("null", "filter_no_text"),
        ("[]", "filter_no_text"),
        ('{"all":[]}', "filter_no_text"),
        ("'; DROP TABLE ticket; --", "filter_no_text"),
        ("[" * 5_000, "filter_no_text"),
        ('{"v":1,"all":[],"all":[]}', "filter_no_text"),
        (NEWER, "filter_newer_part"),
        (NEWER_OPERATOR, "filter_newer_part"),
        ('{"v":1,"all":7}', "filter_newer_part"),
        (GONE, "filter_unknown_field"),
        (_deep(4), "filter_too_large"),
        (f'{{"v":1,"all":[{",".join([STORED.tree] * 400)}]}}', "filter_too_large"),
    ],
)
def test_nonsense_is_shown_with_its_reason(tree: str, key: str) -> None:
    read = read_stored(replace(STORED, tree=tree), D)
    assert read.why_unusable is not None
    assert read.why_unusable.key == key
    assert read.why_unusable.message
    assert (read.name, read.uid) == (STORED.name, STORED.uid)
    assert not quick_filter_of(read, is_own=True).is_usable


def test_too_many_conditions_are_unusable() -> None:
    tree = Group(
        join="any", parts=tuple(SerialCondition(serial=n) for n in range(MAX_CONDITIONS + 1))
    )
    found = why_unusable(tree)
    assert found is not None
    assert found.key == "filter_too_large"
    read = read_stored(replace(STORED, tree=to_json(tree)), D)
    assert (read.tree, read.why_unusable) == (None, found)


def test_a_field_that_is_gone_is_named() -> None:
    read = read_stored(replace(STORED, tree=GONE), D)
    assert read.why_unusable is not None
    assert "cf.gone" in read.why_unusable.message
    # The tree is there to look at, and would be written as it was.
    assert read.tree is not None
    assert to_json(read.tree) == GONE


@pytest.mark.parametrize("raw", ["{", "7", '{"f":7}', '{"f":"status","op":"resembles"}'])
def test_a_part_without_a_field_to_name_is_told_of_in_general(raw: str) -> None:
    unknown = UnknownCondition(raw=raw, reason="resembles")
    found = why_unusable(Group(join="all", parts=(unknown,)))
    assert found is not None
    assert found.key == "filter_newer_part"


def test_what_is_muted_keeps_nothing_from_being_asked() -> None:
    tree = '{"v":1,"all":[{"f":"cf.gone","op":"in","v":[7],"mute":true}]}'
    assert read_stored(replace(STORED, tree=tree), D).why_unusable is None
    group = '{"v":1,"any":[{"all":[{"f":"cf.gone","op":"in","v":[7]}],"mute":true}]}'
    assert read_stored(replace(STORED, tree=group), D).why_unusable is None


@given(st.text() | st.binary() | st.integers())
def test_no_stored_tree_breaks_the_list(tree: Any) -> None:
    # SQLite gives whatever somebody put into the column, whatever its type.
    read = read_stored(replace(STORED, tree=tree), D)
    assert read.why_unusable is not None


@given(trees.nodes())
def test_every_tree_that_can_be_read_is_usable_but_for_its_names(tree: Group) -> None:
    read = read_stored(replace(STORED, tree=to_json(tree)), D)
    assert read.tree == tree
    # The trees name number 99 of everything, which is nobody's: what the filter says of it.
    assert read.why_unusable == why_not_askable(tree, D)
    assert why_unusable(tree) is None


def test_looks_that_nobody_knows_are_the_usual_ones() -> None:
    odd = replace(STORED, colour="ultraviolet", icon="../../etc", columns="{", sort="nonsense")
    read = read_stored(replace(odd, name="two\nlines "), D)
    assert (read.colour, read.icon, read.look) == (None, DEFAULT_ICON, ListLook())
    assert read.name == "two lines"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("", "required"),
        (" \n\t", "required"),
        ("x" * 201, "too_long"),
        ("a\0b", "bad_text_nul"),
        ("\ud800", "bad_text_surrogate"),
    ],
)
def test_what_is_no_name_is_told(name: str, key: str) -> None:
    found = name_problem(name)
    assert found is not None
    assert (found.key, found.field) == (key, "name")


def test_a_name_is_one_line_of_200_characters_at_most() -> None:
    assert name_problem("ờ" * 200) is None
    assert name_problem(f"  {'x' * 200}  ") is None
    assert kept_name("  Đơn\nhàng ") == "Đơn hàng"


def test_a_copy_s_name_is_cut_where_it_would_be_too_long() -> None:
    assert copied_name("Refunds", "{name} (copy)") == "Refunds (copy)"
    long = copied_name("x" * 200, "{name} (copy)")
    assert (len(long), long[-8:]) == (200, "x (copy)")


def test_a_sentence_holds_the_start_of_a_long_name() -> None:
    assert short_name("x" * 60) == "x" * 60
    assert short_name("x" * 61) == f"{'x' * 59}…"


def test_every_fault_of_a_filter_is_told() -> None:
    unknown = UnknownCondition(raw='{"f":"x"}', reason="x")
    faults = check(
        {
            "name": "",
            "colour": "ultraviolet",
            "icon": "nonsense",
            "tree": Group(join="all", parts=(unknown,)),
            "look": ListLook(),
            "uid": UUID(int=1),
        }
    )
    assert [(fault.field, fault.key) for fault in faults] == [
        ("name", "required"),
        ("colour", "unknown_choice"),
        ("icon", "unknown_choice"),
        ("tree", "filter_unknown_field"),
        ("uid", "read_only_field"),
    ]
    assert all(fault.message for fault in faults)


def test_every_colour_and_icon_can_be_chosen() -> None:
    for colour in (None, *FilterColour):
        assert check({"colour": colour}) == ()
    for icon in FILTER_ICONS:
        assert check({"icon": icon}) == ()


def test_the_dock_knows_a_saved_filter_by_its_uid() -> None:
    saved = read_stored(STORED, D)
    quick = quick_filter_of(saved, is_own=True)
    assert (quick.key, quick.name) == (f"saved:{STORED.uid}", "Refunds")
    assert (quick.tree, quick.is_usable, quick.is_own) == (saved.tree, True, True)
