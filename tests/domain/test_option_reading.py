"""Which options a text names, and that whatever is written names what it was written of."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
    in_tree_order,
)
from helpdesk_desktop.domain.custom_values import (
    CustomValue,
    check_value,
    flat,
    labelled,
    read_text,
    spoken,
)
from helpdesk_desktop.domain.errors import BadQuery, Problem
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_sentence import describe
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.option_lines import clean_lines, plan_options
from helpdesk_desktop.domain.people import Directory

K = CustomFieldKind


def _option(number: int, key: str, label: str, parent: int | None = None, **more: bool) -> Any:
    above = None if parent is None else CustomOptionId(parent)
    return CustomOption(CustomOptionId(number), key, label, above, **more)


def _field(kind: CustomFieldKind, *options: CustomOption) -> CustomField:
    return CustomField(CustomFieldId(1), CustomFieldOwner.TICKET, "f", "F", kind, options=options)


def _read(field: CustomField, text: str) -> CustomValue | None:
    problems: list[Problem] = []
    value = read_text(field, text, problems)
    assert problems == []
    return value


COMMAS = _field(
    K.MULTI_SELECT,
    _option(1, "one", "One"),
    _option(2, "two", "Two"),
    _option(3, "one-two", "One,Two"),
    _option(4, "warm", "South, warm"),
    _option(5, "many", "One, Two, Three"),
    _option(6, "end", "End,"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one,two", (1, 2)),
        (" Two , ONE ", (1, 2)),
        ("one-two", (3,)),
        ("one,two,one-two", (1, 2, 3)),
        ("South, warm", (4,)),
        ("one,South, warm", (1, 4)),
        ("South, warm,two, South, warm", (2, 4)),
        ("One, Two, Three", (5,)),
        ("End,", (6,)),
        ("End,,two", (2, 6)),
        ("two,End,", (2, 6)),
        (",,two,,", (2,)),
    ],
)
def test_several_options_are_told_by_their_keys_before_any_label_with_a_comma(
    text: str, value: tuple[int, ...]
) -> None:
    assert _read(COMMAS, text) == value


def test_a_label_with_a_comma_is_read_among_keys_that_are_told_otherwise() -> None:
    field = _field(
        K.MULTI_SELECT, _option(1, "x", "One"), _option(2, "y", "Two"), _option(3, "z", "One,Two")
    )
    assert _read(field, "One,Two") == (3,)
    assert _read(field, "Two,One") == (1, 2)


def test_what_names_no_option_is_told_part_by_part() -> None:
    problems: list[Problem] = []
    assert read_text(COMMAS, "one,South, cold,two", problems) == (1, 2)
    assert [one.values["value"] for one in problems] == ["South", "cold"]


def test_a_text_of_very_many_parts_is_refused_with_few_sentences() -> None:
    problems: list[Problem] = []
    began = time.monotonic()
    assert read_text(COMMAS, "one," + "no, " * 100_000 + "two", problems) == (1, 2)
    assert len(problems) == 12
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("kind", [K.DROP_DOWN, K.MULTI_SELECT, K.DEPENDENT])
def test_a_live_option_s_label_wins_over_a_retired_one_s_key(kind: CustomFieldKind) -> None:
    field = _field(
        kind, _option(1, "urgent", "Old", is_retired=True), _option(2, "urgent-2", "Urgent")
    )
    expected: CustomValue = 2
    if kind is K.MULTI_SELECT:
        expected = (CustomOptionId(2),)
    assert _read(field, "urgent") == expected
    assert _read(field, "Urgent") == expected
    assert field.option_by_key["urgent"].id == 1


@pytest.mark.parametrize("kind", [K.DROP_DOWN, K.MULTI_SELECT, K.DEPENDENT])
def test_a_live_option_s_key_wins_over_every_label(kind: CustomFieldKind) -> None:
    field = _field(
        kind,
        _option(1, "a", "B"),
        _option(2, "b", "A"),
        _option(3, "c", "b", is_retired=True),
    )
    expected: CustomValue = 2
    if kind is K.MULTI_SELECT:
        expected = (CustomOptionId(2),)
    assert _read(field, "B") == expected


def test_a_retired_option_is_read_where_no_live_one_has_its_name() -> None:
    field = _field(K.DROP_DOWN, _option(1, "old", "Old", is_retired=True), _option(2, "new", "New"))
    assert _read(field, "old") == 1


def test_what_lies_below_a_retired_option_gives_way_too() -> None:
    field = _field(
        K.DEPENDENT,
        _option(1, "south", "South", is_retired=True),
        _option(2, "centre", "Centre", 1),
        _option(3, "north", "North"),
        _option(4, "centre-2", "Centre", 3),
    )
    assert _read(field, "centre") == 4
    assert _read(field, "south/centre") == 2
    assert _read(field, "North / Centre") == 4


def test_a_label_with_a_path_s_sign_is_read_as_it_is_written() -> None:
    field = _field(K.DROP_DOWN, _option(1, "p", "A/B"), _option(2, "q", "A / B"))
    assert _read(field, "a / b") == 2
    assert _read(field, "a/b") == 1
    assert _read(field, "a /b") == 1


_LETTERS = ["a", "b", "A", "é", "x", "1", "🌅", "👩\u200d💻", "ש", "\u200f"]
_SIGNS = [",", ", ", "/", " / ", '"', "'", "-", " ", "#", "=", "\u0301"]
_labels = st.lists(st.sampled_from([*_LETTERS, *_SIGNS]), min_size=1, max_size=4).map("".join)
_keys = st.sampled_from([None, "a", "b", "x", "a-b", "x1", "a_b"])
_lines = st.lists(
    st.builds(
        OptionLine,
        label=_labels,
        depth=st.integers(0, 2),
        key=_keys,
        is_retired=st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


def _planned(kind: CustomFieldKind, lines: list[OptionLine]) -> CustomField | None:
    """The field that an administrator makes of the lines; None where they are refused."""
    plan = plan_options(_field(kind), clean_lines(lines))
    if plan.problems:
        return None
    options = [
        CustomOption(
            CustomOptionId(place + 1),
            one.key,
            one.label,
            None if one.parent is None else CustomOptionId(one.parent + 1),
            one.is_retired,
        )
        for place, one in enumerate(plan.options)
    ]
    return _field(kind, *options)


def _deepened(kind: CustomFieldKind, lines: list[OptionLine]) -> list[OptionLine]:
    # Depths that fit, so that few trees are refused, and no key twice.
    found: list[OptionLine] = []
    keys: set[str | None] = {None}
    for line in lines:
        most = found[-1].depth + 1 if found and kind is K.DEPENDENT else 0
        key = None if line.key in keys else line.key
        keys.add(key)
        found.append(OptionLine(line.label, min(line.depth, most), None, key, line.is_retired))
    return found


@pytest.mark.parametrize("kind", [K.DROP_DOWN, K.MULTI_SELECT, K.DEPENDENT])
def test_whatever_is_written_of_any_tree_names_what_it_was_written_of(
    kind: CustomFieldKind,
) -> None:
    @given(_lines, st.data())
    def holds(lines: list[OptionLine], data: st.DataObject) -> None:
        field = _planned(kind, _deepened(kind, lines))
        live = [] if field is None else [n for n in field.option_by_id if _is_live(field, n)]
        if field is None or not live:
            return
        value: CustomValue = data.draw(st.sampled_from(live))
        if kind is K.MULTI_SELECT:
            several = data.draw(st.sets(st.sampled_from(live), min_size=1))
            value = tuple(CustomOptionId(n) for n in in_tree_order(field) if n in several)
        assert check_value(field, value, []) == value
        cell = flat(field, value)
        assert isinstance(cell, str)
        assert _read(field, cell) == value
        told = spoken(field, value)
        if isinstance(told, list):
            # As the command line takes a list of JSON.
            assert _read(field, ", ".join(told)) == value

    holds()


def _is_live(field: CustomField, number: int) -> bool:
    return not field.is_retired_option(number)


@given(_lines)
def test_a_retired_option_is_named_by_its_key_unless_a_live_one_goes_by_that(
    lines: list[OptionLine],
) -> None:
    field = _planned(K.DROP_DOWN, _deepened(K.DROP_DOWN, lines))
    if field is None:
        return
    for option in field.options:
        read = _read(field, option.key)
        assert isinstance(read, int)
        assert read == option.id or (option.is_retired and _is_live(field, read))


@given(_lines)
def test_what_a_list_shows_of_options_is_read_as_the_same_where_no_two_are_called_alike(
    lines: list[OptionLine],
) -> None:
    # No comma and no key: what is copied from the screen are labels, with a comma between.
    plain = [OptionLine(f"n{place} {line.label}") for place, line in enumerate(lines)]
    field = _planned(K.MULTI_SELECT, plain)
    assert field is not None
    value = tuple(option.id for option in field.options)
    assert _read(field, labelled(field, value)) == value


def test_hundreds_of_ten_thousand_options_are_asked_for_and_said_at_once() -> None:
    options = [_option(n, f"k{n}", f"Label {n}") for n in range(1, 10_001)]
    field = _field(K.MULTI_SELECT, *options)
    directory = Directory(custom_fields=(field,))
    query = "cf.f:" + ",".join(f"k{n * 20}" for n in range(1, 401))
    began = time.monotonic()
    tree = parse(query, directory)
    assert print_tree(tree, directory) == query
    assert "Label 8000" in describe(tree, directory)
    assert time.monotonic() - began < 10  # each made ten thousand names anew: 20 s
    with pytest.raises(BadQuery) as raised:
        parse("cf.f:west", directory)
    assert raised.value.message.endswith("k11, k12, …, none.")


def test_ten_thousand_options_with_commas_are_written_and_read() -> None:
    options = [_option(n, f"k{n}", f"Label {n}, {n * 7 % 13}") for n in range(1, 10_001)]
    field = _field(K.MULTI_SELECT, *options)
    value = tuple(CustomOptionId(n) for n in range(1, 10_001))
    assert _read(field, str(flat(field, value))) == value
    assert _read(field, labelled(field, value)) == value
