import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.text_rules import (
    fit_subject,
    is_blank,
    line_or_none,
    long_or_none,
    one_line,
    text_problem,
)


@given(st.text())
def test_one_line_leaves_no_line_break(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)


def test_a_text_without_breaks_is_not_touched() -> None:
    assert one_line("  two  spaces \u00a0 ") == "  two  spaces \u00a0 "
    assert one_line("a \r\n\t b") == "a b"


@pytest.mark.parametrize("text", [None, "", " ", "\n\t", "\u2003"])
def test_nothing_to_read_is_blank(text: str | None) -> None:
    assert is_blank(text)
    assert line_or_none(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "\u200b", "\u2060", "\ufeff", "\u00ad", "\u180e", "\ufe0f", "\u200d", "\u034f", "\u2062",
        "\u3164", "\uffa0", "\u115f", "\u2800", "\ufff9", "\U000e0100", "\U000e0020",
        "\x1b", "\x7f", "\u202e", "\U0001d159", " \u200b\n\u2060 ",
    ],
    ids=ascii,
)  # fmt: skip
def test_a_text_in_which_nothing_is_seen_is_blank(text: str) -> None:
    assert is_blank(text)
    assert line_or_none(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a\u200b", "\u200b.", "👩\u200d💻", "❤\ufe0f", "\u0301", "\u0600", "שלום\u200f",
        "co\u00adop", "\U000110bd", "-", "\ufffd", "\U000f0000",
    ],
    ids=ascii,
)  # fmt: skip
def test_a_text_in_which_something_is_seen_stays_as_it_is(text: str) -> None:
    assert not is_blank(text)
    assert line_or_none(text) == text


@pytest.mark.parametrize("text", ["\0", "\u200b\0", "\ud800", " \ud800"], ids=ascii)
def test_what_cannot_be_stored_is_not_blank_so_that_it_is_told(text: str) -> None:
    assert not is_blank(text)


def test_long_text_keeps_its_breaks_and_loses_only_emptiness() -> None:
    assert long_or_none("") is None
    assert long_or_none(None) is None
    assert long_or_none(" \n") == " \n"


def test_nul_and_lone_surrogates_are_refused_with_the_field_s_name() -> None:
    nul = text_problem("a\0b", "subject", "Subject", 10)
    half = text_problem("a\ud800b", "subject", "Subject", 10)
    assert nul is not None
    assert nul.message == "Subject contains a NUL character, which cannot be stored."
    assert half is not None
    assert "Subject" in half.message
    assert (nul.code, half.code) == ("bad_text", "bad_text")


def test_the_limit_counts_code_points() -> None:
    assert text_problem("😀" * 10, "subject", "Subject", 10) is None
    problem = text_problem("😀" * 11, "subject", "Subject", 10)
    assert problem is not None
    assert problem.message == "Subject may have 10 characters at most; this has 11."


def test_a_subject_too_long_is_cut_and_kept_whole_before_the_description() -> None:
    long = "x" * 1_001
    assert fit_subject("a\nb", "rest") == ("a b", "rest", False)
    assert fit_subject(long, None) == ("x" * 1_000, long, True)
    assert fit_subject(long, "rest") == ("x" * 1_000, f"{long}\n\nrest", True)
