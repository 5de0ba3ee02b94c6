"""Whatever number may be stored can be asked for; what may not is told with its bounds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.custom_values import check_value, flat, read_text
from helpdesk_desktop.domain.errors import BadQuery, Problem
from helpdesk_desktop.domain.filtering.filter_fields import find_field
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    Compare,
    Group,
    NumberCondition,
    NumberRange,
    UnknownCondition,
)
from helpdesk_desktop.domain.number_limits import DECIMAL_LIMIT, INTEGER_LIMIT, read_number
from tests.trees import CUSTOM_DIRECTORY as D

_FIELDS = {field.key: field for field in D.custom_fields}
_MARKS = {
    Compare.EQ: "", Compare.GT: ">", Compare.GE: ">=", Compare.LT: "<", Compare.LE: "<=",
}  # fmt: skip
_integers = st.one_of(
    st.integers(-INTEGER_LIMIT, INTEGER_LIMIT),
    st.sampled_from([INTEGER_LIMIT, -INTEGER_LIMIT, 2**53 + 1, -(2**53) - 1, 10**12, 10**18]),
)
_decimals = st.one_of(
    st.integers(-DECIMAL_LIMIT * 10**6, DECIMAL_LIMIT * 10**6).map(
        lambda n: Decimal(n) / Decimal(10**6)
    ),
    st.sampled_from(
        ["1234567890123.5", "9223372036854", "-9223372036854", "0.000001", "9007199254.740993"]
    ).map(Decimal),
)


@pytest.mark.parametrize("key", ["integer", "decimal"])
def test_every_number_that_may_be_stored_can_be_asked_for_in_text_and_json(key: str) -> None:
    field = _FIELDS[key]

    @given(_integers if key == "integer" else _decimals, st.sampled_from(Compare))
    def holds(value: int | Decimal, op: Compare) -> None:
        problems: list[Problem] = []
        stored = check_value(field, value, problems)
        assert problems == []
        spelled = str(flat(field, stored))
        assert read_text(field, spelled, problems) == stored
        assert problems == []
        number = Decimal(value)
        one = NumberCondition(field=f"cf.{key}", op=op, items=(number,))
        trees = [one]
        asked = [f"cf.{key}:{_MARKS[op]}{spelled}"]
        if op is Compare.EQ:
            between = NumberRange(min(number, Decimal(0)), max(number, Decimal(0)))
            trees += [
                NumberCondition(field=f"cf.{key}", items=(between,)),
                NumberCondition(field=f"cf.{key}", items=(NumberRange(number, None),)),
                NumberCondition(field=f"cf.{key}", items=(NumberRange(None, number), number)),
            ]
            low, high = sorted((spelled, "0"), key=Decimal)
            asked += [
                f"cf.{key}:{low}..{high}",
                f"cf.{key}:{spelled}..",
                f"cf.{key}:..{spelled},{spelled}",
            ]
        for tree, query in zip(trees, asked, strict=True):
            whole = Group(join="all", parts=(tree,))
            assert parse(query, D) == whole
            assert parse(print_tree(whole, D), D) == whole
            assert from_json(to_json(whole), D) == whole

    holds()


_JUST_BEYOND = {
    "cf.integer": ("9223372036854775808", "-9223372036854775808", "9" * 300),
    "cf.decimal": ("9223372036855", "-9223372036854.000001", "9223372036854775807", "1" * 61),
    "serial": ("9223372036854775808",),
    "contact.rating": ("1" * 20,),
}


@pytest.mark.parametrize("key", list(_JUST_BEYOND))
def test_a_number_out_of_range_is_told_with_the_bounds(key: str) -> None:
    most = DECIMAL_LIMIT if key == "cf.decimal" else INTEGER_LIMIT
    for text in _JUST_BEYOND[key]:
        for query in (f"{key}:{text}", f"{key}:>={text}", f"{key}:1,{text}", f"{key}:..{text}"):
            with pytest.raises(BadQuery) as raised:
                parse(query, D)
            assert raised.value.key == "number_out_of_range"
            assert f"from -{most} to {most}" in raised.value.message
            assert len(raised.value.message) < 250
        whole = f'"{text}"' if "." in text else text
        tree = from_json(f'{{"v":1,"all":[{{"f":"{key}","op":"gt","v":[{whole}]}}]}}', D)
        unread = tree.parts[0]
        assert isinstance(unread, UnknownCondition)
        assert f"from -{most} to {most}" in unread.reason


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (CustomFieldKind.INTEGER, _JUST_BEYOND["cf.integer"]),
        (CustomFieldKind.DECIMAL, _JUST_BEYOND["cf.decimal"]),
    ],
)
def test_a_value_out_of_range_is_told_with_the_bounds(
    kind: CustomFieldKind, texts: tuple[str, ...]
) -> None:
    field = _FIELDS[kind.value]
    most = DECIMAL_LIMIT if kind is CustomFieldKind.DECIMAL else INTEGER_LIMIT
    for text in texts:
        problems: list[Problem] = []
        check_value(field, read_text(field, text, problems), problems)
        assert [one.key for one in problems] == ["number_out_of_range"]
        assert problems[0].code.value == "bad_number"
        assert f"from -{most} to {most}" in problems[0].message


def test_more_than_six_places_are_told() -> None:
    for key in ("cf.decimal", "cf.integer"):
        with pytest.raises(BadQuery) as raised:
            parse(f"{key}:>0.0000001", D)
        assert raised.value.key == "too_many_places"
        assert raised.value.column == len(key) + 3
    unread = from_json('{"v":1,"all":[{"f":"cf.decimal","op":"eq","v":["0.0000001"]}]}', D).parts[0]
    assert isinstance(unread, UnknownCondition)
    assert "six decimal places" in unread.reason
    same = parse("cf.decimal:1.5", D)
    assert parse("cf.decimal:1.50000000", D) == same


@pytest.mark.parametrize(
    "text", ["", "1e5", ".5", "5.", "1,5", "--1", "1_000", "١٢", "²", "0x1", "NaN", " 1", "1\n"]
)
def test_what_is_spelled_otherwise_is_no_number_of_a_query(text: str) -> None:
    assert read_number(text) is None


def test_zero_has_no_sign() -> None:
    for text in ("-0", "-0.000", "+0", "0.0"):
        assert str(read_number(text)) == "0"


def test_a_field_knows_its_own_bounds() -> None:
    bounds = {}
    for key in ("serial", "cf.integer", "cf.decimal", "contact.rating"):
        field = find_field(key, D)
        assert field is not None
        bounds[key] = field.largest
    assert bounds == {
        "serial": INTEGER_LIMIT,
        "cf.integer": INTEGER_LIMIT,
        "cf.decimal": DECIMAL_LIMIT,
        "contact.rating": INTEGER_LIMIT,
    }
