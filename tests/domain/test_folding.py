"""When two texts are the same for search and sort."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.folding import (
    EMAILS_END,
    PART_MARK,
    fold,
    search_text,
    token_text,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Refund ORDER 5", "refund order 5"),
        ("Đơn hàng", "don hang"),
        ("ĐƠN HÀNG", "don hang"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("Ångström", "angstrom"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("STRASSE", "strasse"),
        ("İ", "i"),
        ("中文", "中文"),
        ("😀!", "😀!"),
        ("\u0301", ""),
        # A voiced kana is a kana and a mark; a Hangul syllable is its letters.
        ("が", "か"),
        ("한", "\u1112\u1161\u11ab"),
    ],
)
def test_case_marks_and_the_stroke_of_d_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("--- !!", ()),
        ("Đơn-hàng, số 5", ("don", "hang", "so", "5")),
        ("a_b", ("a", "b")),
        ("x2y", ("x2y",)),
        ("an@b.vn", ("an", "b", "vn")),
        ("中文test文", ("中", "文", "test", "文")),
        ("ひら", ("ひ", "ら")),
        ("한", ("\u1112", "\u1161", "\u11ab")),
        ("😀 ok", ("ok",)),
        (f"a{PART_MARK}b", ("a", "b")),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, words: tuple[str, ...]) -> None:
    assert tokens(text) == words


def test_a_token_text_leads_every_word_by_a_space() -> None:
    assert token_text("Đơn hàng") == " don hang"
    assert not token_text("--")


def test_parts_of_a_search_text_stay_apart() -> None:
    made = search_text(["Đơn hàng", None, "", "--", "số 5"])
    assert made == f" don hang {PART_MARK} so 5"
    assert " hang so" not in made
    assert not search_text([None])


def test_addresses_stand_before_everything_else_and_can_be_cut_off() -> None:
    made = search_text(["Đơn hàng", "Hoa"], ["hoa@x.vn", "--", "b@y.vn"])
    assert made == f" hoa x vn {PART_MARK} b y vn {EMAILS_END} don hang {PART_MARK} hoa"
    assert made.partition(EMAILS_END)[2] == search_text(["Đơn hàng", "Hoa"])
    assert tokens(EMAILS_END) == ()


@given(st.lists(st.text(max_size=10), max_size=4))
def test_a_search_text_holds_the_words_of_every_part(parts: list[str]) -> None:
    made = search_text(parts).replace(PART_MARK, " ").split()
    assert made == [word for part in parts for word in tokens(part)]


def test_naughty_strings_fold_to_something_stable() -> None:
    path = Path(__file__).parent.parent / "data" / "naughty-strings" / "blns.json"
    for text in json.loads(path.read_text(encoding="utf-8")):
        assert fold(fold(text)) == fold(text)
        assert tokens(fold(text)) == tokens(text)
