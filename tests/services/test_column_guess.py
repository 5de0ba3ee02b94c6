"""Which kind of custom field a column becomes is told by all of its values."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
)
from helpdesk_desktop.domain.custom_values import check_value, flat, read_text
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.domain.text_rules import is_blank
from helpdesk_desktop.services.imports.column_guess import MOST_OPTIONS, guess_columns, merged

K = CustomFieldKind


def _kind(values: list[str], order: str | None = None) -> tuple[CustomFieldKind | None, object]:
    found = guess_columns([[value] for value in values], ["c"], order=order)[0]
    return found.kind, found.options or found.date_order or None


@pytest.mark.parametrize(
    ("values", "kind", "told"),
    [
        ([], None, None),
        (["", " \t"], None, None),
        (["1", "-20", "", "0"], K.INTEGER, None),
        (["1", "2", "1", "2", "1", "2"], K.INTEGER, None),
        (["007", "008"], K.TEXT, None),
        (["+84908123331"], K.TEXT, None),
        (["9" * 18, "9" * 19], K.TEXT, None),
        (["9223372036854775807", "-9223372036854775807"], K.INTEGER, None),
        (["9223372036854775808", "1"], K.TEXT, None),
        (["1", "-0"], K.TEXT, None),
        (["1.5", "-0.0"], K.TEXT, None),
        (["-0.000"], K.TEXT, None),
        (["1", "2", "N/A"], K.TEXT, None),
        (["1.5", "2", "0.25"], K.DECIMAL, None),
        (["1.5", "2", "0.25", "3.0"], K.TEXT, None),
        (["1", "1.0", "2.5"], K.TEXT, None),
        (["5.0", "5", "7"], K.TEXT, None),
        (["5.0", "7"], K.TEXT, None),
        (["1.50", "2.00"], K.DECIMAL, None),
        (["1.50", "2.00", "3"], K.TEXT, None),
        (["1.50", "2.0"], K.TEXT, None),
        (["0.0", "37.77483", "-122.4"], K.DECIMAL, None),
        (["0.0", "37.77480"], K.TEXT, None),
        (["1.0", "2.0"], K.DECIMAL, None),
        (["9223372036854", "1234567890123.5"], K.DECIMAL, None),
        (["9223372036855", "0.5"], K.TEXT, None),
        (["37.7793747233139", "37.7793747233139", "-122.5"] * 3, K.TEXT, None),
        (["1.1", "1.10"], K.TEXT, None),
        (["1.1", "1.10"] * 3, K.TEXT, None),
        (["1", "-0"] * 3, K.TEXT, None),
        (["1.1234567"], K.TEXT, None),
        (["1,5", "2,5"], K.TEXT, None),
        (["1e5"], K.TEXT, None),
        (["Yes", "no", "YES"], K.CHECKBOX, None),
        (["true"], K.CHECKBOX, None),
        (["Có", "Không"], K.CHECKBOX, None),
        (["yes", "no", "maybe"], K.TEXT, None),
        (["0", "1"], K.INTEGER, None),
        (["2026-11-23", "2026-01-02"], K.DATE, "dmy"),
        (["23/11/2026", "01/02/2026"], K.DATE, "dmy"),
        (["11/23/2026", "01/02/2026"], K.DATE, "mdy"),
        (["01/02/2026"], K.DATE, "dmy"),
        (["2026-11-23 00:00:00"], K.DATE, "dmy"),
        (["2026-11-23T10:00"], K.TEXT, None),
        (["2026-11-23T00:00Z"], K.TEXT, None),
        (["23 Nov 2026"], K.DATE, "dmy"),
        (["31/02/2026"], K.TEXT, None),
        (["a\nb"], K.MULTI_LINE, None),
        (["a\tb"], K.MULTI_LINE, None),
        (["x" * 501], K.MULTI_LINE, None),
        (["North", "south", "SOUTH"] * 3, K.DROP_DOWN, ("North", "south")),
        (["North", "South"], K.TEXT, None),
        (["a", "b", "a,b"] * 3, K.MULTI_SELECT, ("a", "b")),
        (["Hanoi, Vietnam", "Boston, USA"] * 3, K.DROP_DOWN, ("Boston, USA", "Hanoi, Vietnam")),
        (["a", "a,a"] * 3, K.DROP_DOWN, ("a", "a,a")),
        (["a", "a,"] * 3, K.DROP_DOWN, ("a", "a,")),
        (["=1+1", "@x"] * 3, K.DROP_DOWN, ("=1+1", "@x")),
        (["x" * 81] * 3, K.TEXT, None),
        ([f"v{n}" for n in range(MOST_OPTIONS + 1)] * 3, K.TEXT, None),
        ([f"v{n}" for n in range(1_000)] * 3, K.TEXT, None),
    ],
)  # fmt: skip
def test_a_column_becomes_what_all_its_values_are(
    values: list[str], kind: CustomFieldKind | None, told: object
) -> None:
    assert _kind(values) == (kind, told)


def test_dates_that_say_no_order_go_by_the_others_of_the_file() -> None:
    rows = [["01/02/2026", "11/23/2026"], ["03/04/2026", "12/24/2026"]]
    assert [one.date_order for one in guess_columns(rows, ["a", "b"])] == ["mdy", "mdy"]
    assert _kind(["01/02/2026"], "mdy") == (K.DATE, "mdy")
    assert _kind(["23/11/2026"], "mdy") == (K.DATE, "dmy")


def test_a_date_that_two_orders_explain_is_told() -> None:
    def doubts(*values: str, order: str | None = None) -> str:
        return guess_columns([[value] for value in values], ["c"], order=order)[0].doubtful_date

    assert doubts("03/03/2026", "01/02/2026") == "01/02/2026"
    assert doubts("01/02/2026", "13/02/2026") == ""
    assert doubts("03/03/2026", "2026-01-02") == ""
    assert doubts("01/02/2026", order="mdy") == ""


def test_columns_may_come_while_records_are_read() -> None:
    columns = ["a"]

    def records() -> object:
        yield ["1"]
        columns.append("b")
        yield ["2", "x"]

    found = guess_columns(records(), columns, more=[("cf.c", lambda cells: cells[0] * 2)])  # type: ignore[arg-type]  # a generator of lists
    assert [(one.column, one.kind) for one in found] == [
        ("a", K.INTEGER), ("b", K.TEXT), ("cf.c", K.INTEGER),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "kind", "options"),
    [
        ((None, ()), (K.DATE, ()), K.DATE, ()),
        ((K.DATE, ()), (None, ()), K.DATE, ()),
        ((K.INTEGER, ()), (K.DECIMAL, ()), K.DECIMAL, ()),
        ((K.TEXT, ()), (K.MULTI_LINE, ()), K.MULTI_LINE, ()),
        ((K.DATE, ()), (K.INTEGER, ()), K.TEXT, ()),
        ((K.DROP_DOWN, ("b",)), (K.DROP_DOWN, ("A", "B")), K.DROP_DOWN, ("A", "b")),
        (
            (K.DROP_DOWN, tuple(f"a{n}" for n in range(40))),
            (K.DROP_DOWN, tuple(f"b{n}" for n in range(40))),
            K.TEXT,
            (),
        ),
    ],
)
def test_a_column_of_two_files_becomes_what_both_are(
    first: tuple[CustomFieldKind | None, tuple[str, ...]],
    second: tuple[CustomFieldKind | None, tuple[str, ...]],
    kind: CustomFieldKind,
    options: tuple[str, ...],
) -> None:
    both = merged(ColumnGuess("c", *first), ColumnGuess("c", *second))
    assert (both.kind, both.options) == (kind, options)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (["1", "2"], ["1.5"], K.DECIMAL),
        (["1", "2"], ["1.0", "2.5"], K.TEXT),
        (["1.0"], ["1", "2"], K.TEXT),
        (["1.5", "2.5"], ["1.0", "2.25"], K.DECIMAL),
        (["1.50", "2.25"], ["3.00"], K.DECIMAL),
        (["1.50"], ["3.0"], K.TEXT),
        (["1.5", "2"], ["1.50", "2.00"], K.TEXT),
        (["1"], ["2"], K.INTEGER),
    ],
)
def test_numbers_of_two_files_are_numbers_where_both_spell_them_alike(
    first: list[str], second: list[str], kind: CustomFieldKind
) -> None:
    one, other = (
        guess_columns([[value] for value in values], ["c"])[0] for values in (first, second)
    )
    assert merged(one, other).kind is kind
    assert merged(other, one).kind is kind


_digits = st.text("0123456789", min_size=1, max_size=20)
_spelled = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["", "-", "+", "0"]), _digits),
    st.builds(
        "{}{}.{}".format,
        st.sampled_from(["", "-"]),
        st.text("0123", min_size=1, max_size=14),
        st.text("01", min_size=1, max_size=7),
    ),
    st.sampled_from(["0", "0.0", "1.0", "1", "1.10", "1.1", "-0", "1e5", " 1"]),
)


@given(st.lists(_spelled, min_size=1, max_size=4, unique_by=str.strip))
def test_a_column_of_numbers_spells_each_in_one_way_only(values: list[str]) -> None:
    kind, _ = _kind(values)
    if kind not in {K.INTEGER, K.DECIMAL}:
        return
    field = CustomField(CustomFieldId(1), CustomFieldOwner.TICKET, "f", "F", kind)
    problems: list[Problem] = []
    read = [check_value(field, read_text(field, value, problems), problems) for value in values]
    assert problems == []
    assert len(set(read)) == len(values)
    told = [str(flat(field, value)) for value in read]
    # Where noughts at the end are left out, all numbers of the column had them in the same way.
    plain = [value.strip() for value in values]
    places = {len(value.partition(".")[2]) for value in plain}
    assert told == plain or len(places) == 1 or all("." in value for value in plain)


def test_a_million_different_values_are_not_kept() -> None:
    import tracemalloc  # noqa: PLC0415  # of this test alone

    tracemalloc.start()
    began = time.perf_counter()
    guess_columns(([f"value {n}", str(n)] for n in range(100_000)), ["a", "b"])
    took = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
    assert took < 30


@given(st.lists(st.text(max_size=20), max_size=12))
def test_any_column_has_a_kind_unless_it_is_blank(values: list[str]) -> None:
    kind, _ = _kind(values)
    assert (kind is None) == all(is_blank(value) for value in values)
