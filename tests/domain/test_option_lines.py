"""Trees of options as lists: pasted, printed, planned."""

import time
from dataclasses import replace

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
)
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.option_lines import (
    DEPTH_LIMIT,
    OPTION_LIMIT,
    OptionPlan,
    clean_lines,
    option_lines,
    parse_options,
    plan_options,
    print_options,
)

TREE = CustomField(
    CustomFieldId(1),
    CustomFieldOwner.TICKET,
    "place",
    "Place",
    CustomFieldKind.DEPENDENT,
    options=(
        CustomOption(CustomOptionId(1), "north", "North"),
        CustomOption(CustomOptionId(2), "ha-noi", "Hà Nội", CustomOptionId(1)),
        CustomOption(CustomOptionId(3), "south", "South", is_retired=True),
        CustomOption(CustomOptionId(4), "hue", "Huế", CustomOptionId(3)),
    ),
)
FLAT = replace(TREE, kind=CustomFieldKind.DROP_DOWN, options=())


def _made(field: CustomField, plan: OptionPlan) -> CustomField:
    """The field as storage would make it."""
    ids = [one.id or CustomOptionId(100 + place) for place, one in enumerate(plan.options)]
    return replace(
        field,
        options=tuple(
            CustomOption(
                ids[place],
                one.key,
                one.label,
                None if one.parent is None else ids[one.parent],
                one.is_retired,
            )
            for place, one in enumerate(plan.options)
        ),
    )


def _shape(text: str, kind: CustomFieldKind = CustomFieldKind.DEPENDENT) -> list[tuple[int, str]]:
    return [(line.depth, line.label) for line in parse_options(text, kind)]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", []),
        ("A\nB\n", [(0, "A"), (0, "B")]),
        ("A\n  B\n    C\n  D\nE", [(0, "A"), (1, "B"), (2, "C"), (1, "D"), (0, "E")]),
        ("A\n\tB\n\n\t\tC", [(0, "A"), (1, "B"), (2, "C")]),
        # A step back to where no line stood: below the nearest that stands farther left.
        ("A\n    B\n  C", [(0, "A"), (1, "B"), (1, "C")]),
        ("  A\n  B", [(0, "A"), (0, "B")]),
        ("A / B / C\nD\nA / E\r\na / b", [(0, "A"), (1, "B"), (2, "C"), (1, "E"), (0, "D")]),
        ("A /  / B", [(0, "A"), (1, "B")]),
        ("TCP/IP\nUDP", [(0, "TCP/IP"), (0, "UDP")]),
        ("A\n  B\nA\n  C\n  b", [(0, "A"), (1, "B"), (1, "C")]),
        ("=cmd()\n🌅", [(0, "=cmd()"), (0, "🌅")]),
    ],
)
def test_a_pasted_list_is_indented_or_has_paths(text: str, shape: list[tuple[int, str]]) -> None:
    assert _shape(text) == shape


def test_a_list_without_a_tree_has_one_option_a_line() -> None:
    text = " A / B \n   C\nc\n"
    assert _shape(text, CustomFieldKind.DROP_DOWN) == [(0, "A / B"), (0, "C")]


def test_what_is_in_use_is_printed_as_it_is_read() -> None:
    assert print_options(TREE) == "North\n  Hà Nội\n"
    plan = plan_options(TREE, parse_options(print_options(TREE), TREE.kind))
    assert [one.id for one in plan.options] == [1, 2]
    assert [one.id for one in plan.left_out] == [3, 4]


def test_a_whole_tree_goes_out_and_comes_back_the_same() -> None:
    lines = option_lines(TREE)
    assert [(line.depth, line.label, line.is_retired) for line in lines] == [
        (0, "North", False), (1, "Hà Nội", False), (0, "South", True), (1, "Huế", False),
    ]  # fmt: skip
    plan = plan_options(TREE, lines)
    assert _made(TREE, plan) == TREE
    assert plan.left_out == ()


def test_an_option_keeps_its_id_through_a_new_name_and_a_new_place() -> None:
    lines = (
        OptionLine("Capital", id=CustomOptionId(2)),
        OptionLine("The north", 1, CustomOptionId(1)),
    )
    made = _made(TREE, plan_options(TREE, lines))
    assert [(one.id, one.key, one.label, one.parent_id) for one in made.options] == [
        (2, "ha-noi", "Capital", None),
        (1, "north", "The north", 2),
    ]


def test_an_option_without_an_id_is_the_one_of_its_name_in_its_place() -> None:
    lines = (
        OptionLine("NORTH"),
        OptionLine("ha noi", 1),
        OptionLine("Huế", 1),
        OptionLine("South"),
    )
    plan = plan_options(TREE, lines)
    assert [(one.id, one.key, one.is_retired) for one in plan.options] == [
        (1, "north", False),
        (2, "ha-noi", False),
        (None, "hue-2", False),
        (3, "south", False),
    ]


def test_a_new_option_below_a_new_one_is_new() -> None:
    plan = plan_options(TREE, (OptionLine("West"), OptionLine("Hà Nội", 1, key="west-ha-noi")))
    assert [(one.id, one.key) for one in plan.options] == [(None, "west"), (None, "west-ha-noi")]


@pytest.mark.parametrize(
    ("field", "lines", "faults"),
    [
        (replace(FLAT, kind=CustomFieldKind.TEXT), [OptionLine("A")], [(None, "not_allowed")]),
        (FLAT, [OptionLine("A")] * (OPTION_LIMIT + 1), [(None, "too_long")]),
        (FLAT, [OptionLine("A"), OptionLine("B", 1)], [(2, "not_allowed")]),
        (FLAT, [OptionLine(" ")], [(1, "required")]),
        (FLAT, [OptionLine("\0")], [(1, "bad_text")]),
        (FLAT, [OptionLine("x" * 201)], [(1, "too_long")]),
        (FLAT, [OptionLine("A"), OptionLine("á")], [(2, "duplicate")]),
        (FLAT, [OptionLine("A", key="B")], [(1, "pattern")]),
        (FLAT, [OptionLine("A", key="b"), OptionLine("B", key="b")], [(2, "duplicate")]),
        (TREE, [OptionLine("A", key="north")], [(1, "duplicate")]),
        (TREE, [OptionLine("A", id=CustomOptionId(9))], [(1, "not_found")]),
        (
            TREE,
            [OptionLine("A", id=CustomOptionId(1)), OptionLine("B", id=CustomOptionId(1))],
            [(2, "not_found")],
        ),
        (TREE, [OptionLine("A", 1)], [(1, "not_allowed")]),
        (TREE, [OptionLine("A", -1)], [(1, "not_allowed")]),
        (TREE, [OptionLine("A"), OptionLine("B", 2)], [(2, "not_allowed")]),
        (TREE, [OptionLine("A / B")], [(1, "bad_text")]),
        (
            TREE,
            [OptionLine(f"L{depth}", depth) for depth in range(DEPTH_LIMIT + 1)],
            [(DEPTH_LIMIT + 1, "too_long")],
        ),
    ],
)
def test_what_cannot_be_a_list_of_options_is_told_by_its_line(
    field: CustomField, lines: list[OptionLine], faults: list[tuple[int | None, str]]
) -> None:
    plan = plan_options(field, lines)
    assert [(one.line, one.code.value) for one in plan.problems] == faults
    assert all(one.field == "options" and one.message for one in plan.problems)
    assert plan.options == ()


def test_labels_stand_on_one_line() -> None:
    assert clean_lines([OptionLine(" a\tb ", 3)]) == (OptionLine("a b", 3),)


_labels = st.sampled_from(["A", "a", "Đ", "B c", "TCP/IP", "🌅", "-x", "= 1"])


@given(st.lists(st.lists(_labels, min_size=1, max_size=4), max_size=8))
def test_a_printed_tree_reads_as_itself(paths: list[list[str]]) -> None:
    lines = parse_options("\n".join(" / ".join(path) for path in paths), TREE.kind)
    empty = replace(TREE, options=())
    field = _made(empty, plan_options(empty, lines))
    assert parse_options(print_options(field), TREE.kind) == lines
    again = plan_options(field, lines)
    assert (_made(field, again), again.left_out) == (field, ())


@pytest.mark.parametrize("text", [
    "\n".join(f"Option {number}" for number in range(10_000)),
    "\n".join(
        "  " * depth + f"Node {chain}.{depth}" for chain in range(200) for depth in range(50)
    ),
], ids=["flat", "deep"])  # fmt: skip
def test_ten_thousand_options_and_fifty_levels_are_quick(text: str) -> None:
    empty = replace(TREE, options=())
    began = time.process_time()
    lines = parse_options(text, TREE.kind)
    plan = plan_options(empty, lines)
    field = _made(empty, plan)
    printed = print_options(field)
    assert len(field.option_by_spelling) >= 10_000
    assert plan_options(field, option_lines(field)).problems == ()
    took = time.process_time() - began
    assert (len(plan.options), plan.problems) == (10_000, ())
    assert printed.rstrip("\n") == text
    assert took < 15
