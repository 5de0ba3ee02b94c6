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
