"""How values of custom fields are read, checked and spoken."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
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
)
from helpdesk_desktop.domain.custom_values import (
    CustomValue,
    check_value,
    decimal_text,
    flat,
    from_json,
    from_plain,
    labelled,
    matches,
    pattern_problem,
    read_text,
    spoken,
    to_json,
    to_plain,
)
from helpdesk_desktop.domain.errors import Problem

OPTIONS = (
    CustomOption(CustomOptionId(1), "north", "North"),
    CustomOption(CustomOptionId(2), "ha-noi", "Hà Nội", CustomOptionId(1)),
    CustomOption(CustomOptionId(3), "south", "South, warm"),
    CustomOption(CustomOptionId(4), "east", "East 🌅", is_retired=True),
)


def field(kind: CustomFieldKind, **values: Any) -> CustomField:
    options = values.pop("options", OPTIONS)
    return CustomField(
        CustomFieldId(7), CustomFieldOwner.TICKET, "place", "Place", kind, options=options, **values
    )


FIELDS = {kind: field(kind) for kind in CustomFieldKind}
TEXT, LONG, REGEX = (
    FIELDS[CustomFieldKind.TEXT],
    FIELDS[CustomFieldKind.MULTI_LINE],
    field(CustomFieldKind.REGEX, pattern=r"[A-Z]{2}-\d+"),
)
INTEGER, DECIMAL, CHECKBOX, DATE = (
    FIELDS[CustomFieldKind.INTEGER],
    FIELDS[CustomFieldKind.DECIMAL],
    FIELDS[CustomFieldKind.CHECKBOX],
    FIELDS[CustomFieldKind.DATE],
)
CHOICE, MANY, TREE = (
    FIELDS[CustomFieldKind.DROP_DOWN],
    FIELDS[CustomFieldKind.MULTI_SELECT],
    FIELDS[CustomFieldKind.DEPENDENT],
)


@pytest.mark.parametrize(
    ("of", "text", "value"),
    [
        (TEXT, "a\r\nb", "a b"),
        (TEXT, " \n", None),
        (TEXT, "\u200b", "\u200b"),
        (REGEX, "\ufeff", "\ufeff"),
        (INTEGER, "\u200b", None),
        (CHOICE, "\u2060", None),
        (MANY, "\xad", None),
        (TEXT, None, None),
        (LONG, " \n", " \n"),
        (LONG, "", None),
        (INTEGER, " -12 ", -12),
        (INTEGER, "1e3", 1000),
        (INTEGER, "5.0", 5),
        (DECIMAL, "1.50", Decimal("1.50")),
        (CHECKBOX, " Có ", True),
        (CHECKBOX, "no", False),
        (DATE, "2024-02-29", date(2024, 2, 29)),
        (CHOICE, "HA-NOI", 2),
        (CHOICE, "north / Ha Noi", 2),
        (CHOICE, "North/Hà Nội", 2),
        (TREE, "north/ha-noi", 2),
        (TREE, "north, ha-noi", 2),
        (MANY, "south, north,north,", (1, 3)),
        (MANY, "South, warm", (3,)),
        (MANY, " , ", None),
    ],
)
def test_a_text_names_a_value(of: CustomField, text: str | None, value: CustomValue | None) -> None:
    problems: list[Problem] = []
    assert read_text(of, text, problems) == value
    assert problems == []


@pytest.mark.parametrize(
    ("of", "text", "code"),
    [
        (INTEGER, "many", "bad_number"),
        (INTEGER, "1.5", "bad_number"),
        (INTEGER, "9" * 30, "bad_number"),
        (INTEGER, "1e99999999", "bad_number"),
        (INTEGER, "١٢", "bad_number"),
        (INTEGER, "1_000", "bad_number"),
        (DECIMAL, "NaN", "bad_number"),
        (DECIMAL, "1,5", "bad_number"),
        (CHECKBOX, "perhaps", "unknown_choice"),
        (DATE, "20240229", "bad_date"),
        (DATE, "2024-02-30", "bad_date"),
        (DATE, "=1+1", "bad_date"),
        (CHOICE, "west", "unknown_choice"),
        (MANY, "north,west", "unknown_choice"),
        (field(CustomFieldKind.DROP_DOWN, options=()), "x" * 500, "unknown_choice"),
    ],
)
def test_a_text_that_names_no_value_is_told_at_the_field(
    of: CustomField, text: str, code: str
) -> None:
    problems: list[Problem] = []
    read_text(of, text, problems)
    assert [(one.field, one.code.value) for one in problems] == [("cf.place", code)]
    assert len(problems[0].message) < 400


def test_a_sentence_lists_the_first_options_only() -> None:
    options = tuple(CustomOption(CustomOptionId(n), f"o{n}", f"O{n}") for n in range(1, 20))
    problems: list[Problem] = []
    read_text(field(CustomFieldKind.DROP_DOWN, options=options), "x", problems)
    assert problems[0].message.endswith("o11, o12, ….")


@pytest.mark.parametrize(
    ("of", "value", "stored"),
    [
        (TEXT, "=1+1", "=1+1"),
        (TEXT, " ", None),
        (LONG, "a\nb", "a\nb"),
        (REGEX, "AB-7", "AB-7"),
        (field(CustomFieldKind.REGEX), "whatever", "whatever"),
        (INTEGER, 2**63 - 1, 2**63 - 1),
        (DECIMAL, Decimal("-0"), Decimal(0)),
        (DECIMAL, Decimal("0.000001"), Decimal("0.000001")),
        (CHECKBOX, False, False),
        (DATE, date(1, 1, 1), date(1, 1, 1)),
        (CHOICE, 2, 2),
        (MANY, (3, 1, 3), (1, 3)),
        (MANY, (), None),
        (TREE, 1, 1),
        (TEXT, None, None),
    ],
)
def test_a_checked_value_is_as_it_is_stored(
    of: CustomField, value: CustomValue | None, stored: CustomValue | None
) -> None:
    problems: list[Problem] = []
    assert check_value(of, value, problems) == stored
    assert problems == []


@pytest.mark.parametrize(
    ("of", "value", "code"),
    [
        (TEXT, "\0", "bad_text"),
        (LONG, "\ud800", "bad_text"),
        (TEXT, "x" * 1_000_001, "too_long"),
        (REGEX, "AB-7x", "pattern"),
        (field(CustomFieldKind.REGEX, pattern="("), "x", "pattern"),
        (INTEGER, -(2**63), "bad_number"),
        (DECIMAL, Decimal(10**13), "bad_number"),
        (DECIMAL, Decimal("1" * 61), "bad_number"),
        (DECIMAL, Decimal("Infinity"), "bad_number"),
        (DECIMAL, Decimal("0.0000001"), "bad_number"),
        (CHOICE, 99, "unknown_choice"),
        (CHOICE, 4, "unknown_choice"),
        (MANY, (1, 4), "unknown_choice"),
    ],
)
def test_a_value_that_cannot_be_stored_is_told(
    of: CustomField, value: CustomValue, code: str
) -> None:
    problems: list[Problem] = []
    check_value(of, value, problems)
    assert [(one.field, one.code.value) for one in problems] == [("cf.place", code)]
    assert problems[0].message


@pytest.mark.parametrize(("of", "kept"), [(CHOICE, 4), (MANY, (3, 4))])
def test_a_retired_option_may_stay_where_it_is(of: CustomField, kept: CustomValue) -> None:
    problems: list[Problem] = []
    assert check_value(of, kept, problems, kept=kept) == kept
    assert problems == []


@pytest.mark.parametrize(("of", "value"), [(INTEGER, "1"), (INTEGER, True), (MANY, [1]), (TEXT, 1)])
def test_a_value_of_another_kind_is_a_fault_of_the_program(of: CustomField, value: Any) -> None:
    with pytest.raises(TypeError, match="is no value of"):
        check_value(of, value, [])


def test_a_pattern_that_never_ends_is_given_up() -> None:
    of = field(CustomFieldKind.REGEX, pattern="(a|aa)+$")
    problems: list[Problem] = []
    began = time.monotonic()
    check_value(of, "a" * 60 + "b", problems)
    assert time.monotonic() - began < 5
    assert [one.key for one in problems] == ["pattern_too_slow"]
    assert matches("(a+)+", "aaa") is True


@pytest.mark.parametrize("pattern", ["(", "a{9999999999999999999}", "[z-a]", "(?P<x>", "*", "\\"])
def test_what_is_no_pattern_is_told(pattern: str) -> None:
    problem = pattern_problem(pattern)
    assert problem is not None
    assert (problem.field, problem.code.value) == ("pattern", "pattern")


def test_a_pattern_is_needed_and_may_be_anything_that_compiles() -> None:
    for empty in (None, "", " "):
        problem = pattern_problem(empty)
        assert problem is not None
        assert problem.code.value == "required"
    assert pattern_problem("(a+)+$") is None


@pytest.mark.parametrize(
    ("of", "value", "told", "cell", "label"),
    [
        (TEXT, "x", "x", "x", "x"),
        (INTEGER, 5, 5, 5, "5"),
        (DECIMAL, Decimal("1.500000"), "1.5", "1.5", "1.5"),
        (DECIMAL, Decimal("1E+3"), "1000", "1000", "1000"),
        (CHECKBOX, True, True, True, "yes"),
        (CHECKBOX, False, False, False, "no"),
        (DATE, date(2024, 2, 29), "2024-02-29", "2024-02-29", "2024-02-29"),
        (CHOICE, 1, "north", "north", "North"),
        (CHOICE, 99, None, None, ""),
        (TREE, 2, ["north", "ha-noi"], "north/ha-noi", "North / Hà Nội"),
        (MANY, (1, 3, 99), ["north", "south"], "north,south", "North, South, warm"),
    ],
)
def test_a_value_is_spoken_by_the_contract_and_labelled_for_people(
    of: CustomField, value: CustomValue, told: Any, cell: Any, label: str
) -> None:
    assert spoken(of, value) == told
    assert flat(of, value) == cell
    assert labelled(of, value) == label


def test_no_value_is_null_everywhere() -> None:
    assert spoken(TEXT, None) is None
    assert flat(TEXT, None) is None
    assert to_json(None) is None
    assert to_plain(None) is None


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (TEXT, None),
        (TEXT, '""'),
        (TEXT, "nonsense"),
        (TEXT, "7"),
        (INTEGER, "true"),
        (INTEGER, '"7"'),
        (CHECKBOX, "1"),
        (CHOICE, "99"),
        (DECIMAL, '"x"'),
        (DATE, '"x"'),
        (MANY, '["north"]'),
        (MANY, "7"),
    ],
)
def test_what_is_no_value_any_more_reads_as_none(of: CustomField, text: str | None) -> None:
    assert from_json(of, text) is None


def _values() -> dict[CustomFieldKind, st.SearchStrategy[CustomValue]]:
    texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
    places = st.integers(-(10**18), 10**18)
    return {
        CustomFieldKind.TEXT: texts,
        CustomFieldKind.REGEX: texts,
        CustomFieldKind.MULTI_LINE: texts,
        CustomFieldKind.INTEGER: st.integers(-(2**63) + 1, 2**63 - 1),
        CustomFieldKind.DECIMAL: places.map(lambda one: Decimal(one) / 1_000_000),
        CustomFieldKind.CHECKBOX: st.booleans(),
        CustomFieldKind.DATE: st.dates(),
        CustomFieldKind.DROP_DOWN: st.sampled_from([1, 2, 3]),
        CustomFieldKind.DEPENDENT: st.sampled_from([1, 2, 3]),
        CustomFieldKind.MULTI_SELECT: st.sets(st.sampled_from([1, 2, 3]), min_size=1).map(
            lambda one: tuple(map(CustomOptionId, sorted(one)))
        ),
    }


@pytest.mark.parametrize("kind", list(CustomFieldKind))
def test_what_is_stored_comes_back_by_every_way(kind: CustomFieldKind) -> None:
    of = FIELDS[kind]

    @given(_values()[kind])
    def holds(value: CustomValue) -> None:
        stored = check_value(of, value, [])
        assert from_json(of, to_json(stored)) == stored
        assert from_plain(of, to_plain(stored)) == stored
        cell = flat(of, stored)
        problems: list[Problem] = []
        assert read_text(of, None if cell is None else str(cell), problems) == stored
        assert problems == []

    run: Callable[[], None] = holds
    run()


@given(st.text(max_size=80), st.sampled_from(list(CustomFieldKind)))
def test_any_text_is_a_value_or_a_problem(text: str, kind: CustomFieldKind) -> None:
    problems: list[Problem] = []
    value = read_text(FIELDS[kind], text, problems)
    check_value(FIELDS[kind], value, problems)
    assert all(one.message and one.field == "cf.place" for one in problems)


def test_decimals_are_told_without_exponent_or_zeros() -> None:
    assert [decimal_text(Decimal(one)) for one in ("0", "10", "1E+2", "0.10", "-0.5")] == [
        "0", "10", "100", "0.1", "-0.5",
    ]  # fmt: skip
