import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.phone import PhoneNumber, bare_number, digits_of, normalise

NUMBERS = Path(__file__).parents[1] / "data/phone-numbers/phone-numbers-dev.csv"


def _rows() -> list[dict[str, str]]:
    with NUMBERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str, region: str = "VN") -> PhoneNumber:
    number = normalise(text, region)
    assert number is not None
    return number


def test_every_valid_number_of_the_world_is_one_in_all_four_spellings() -> None:
    wrong = []
    for row in _rows():
        if row["valid"] != "true" or row["region"] == "001":
            continue
        spellings = [row[key] for key in ("e164", "international", "national", "rfc3966")]
        found = [normalise(spelling, row["region"]) for spelling in spellings]
        forms = [number.normalised if number else None for number in found]
        if forms != [row["e164"]] * 4:
            wrong.append((row["region"], row["type"], spellings, forms))
    assert wrong == []


def test_an_invalid_number_is_kept_as_typed_and_flagged() -> None:
    for row in _rows():
        if row["valid"] == "true":
            continue
        number = normalise(row["national"], row["region"])
        assert number is not None
        assert number.value == row["national"]
        assert not number.is_valid


@pytest.mark.parametrize(
    ("text", "normalised", "national"),
    [
        ("0908 123 331", "+84908123331", "0908123331"),
        ("(0908) 123.331", "+84908123331", "0908123331"),
        ("+84 908 123 331", "+84908123331", "0908123331"),
        ("00 84 908 123 331", "+84908123331", "0908123331"),
        ("０９０８１２３３３１", "+84908123331", "0908123331"),
        ("٠٩٠٨١٢٣٣٣١", "+84908123331", "0908123331"),
        ("tel:+84-908-123-331", "+84908123331", "0908123331"),
        ("tel:+84-908-123-331;ext=5", "+84908123331", "0908123331"),
        ("0908 123 331 ext. 12", "+84908123331", "0908123331"),
        ("0908 123 331 máy lẻ 12", "+84908123331", "0908123331"),
        ("+1 800 FLOWERS", "+18003569377", "8003569377"),
        ("#5", "5", None),
        ("113", "113", None),
        ("4155552671", "4155552671", None),
        ("+84 908 123 33", "+8490812333", "90812333"),
    ],
)
def test_a_number_is_told_however_it_is_written(
    text: str, normalised: str, national: str | None
) -> None:
    number = normalise(text)
    assert number is not None
    assert (number.normalised, number.national) == (normalised, national)
    assert number.digits == normalised.removeprefix("+")


def test_the_typed_form_stays_but_for_a_link_s_scheme() -> None:
    assert _number(" 0908 123 331 x5 ").value == "0908 123 331 x5"
    assert _number("tel:0908123331").value == "0908123331"


@pytest.mark.parametrize("text", ["", "   ", "call me", "ext", "tel:", "0" * 41, "+"])
def test_a_text_without_digits_or_with_too_many_characters_is_no_number(text: str) -> None:
    assert normalise(text) is None


def test_the_region_decides_where_no_country_is_named() -> None:
    assert _number("415 555 2671", "US").normalised == "+14155552671"


@given(st.text(max_size=45))
def test_whatever_is_typed_gives_storable_digits_or_nothing(text: str) -> None:
    number = normalise(text)
    if number is not None:
        assert number.digits.isascii()
        assert number.digits.isdigit()
        assert len(number.digits) <= 64
        assert len(number.national or "") <= 64


def test_digits_of_any_script_are_digits() -> None:
    assert digits_of("a1٢３") == "123"


@pytest.mark.parametrize(
    "text",
    ["0908 123 331", "+84 (908) 123-331", "tel:+84-908-123-331", "0908 123 331 máy lẻ 12",
     "0908.123.331;ext=5", "113", "\u202a+84 908\u2011123\u2011331\u202c", "０９０８１２３３３１"],
)  # fmt: skip
def test_a_number_and_nothing_else_is_told_from_a_name(text: str) -> None:
    assert bare_number(text) == normalise(text)


@pytest.mark.parametrize(
    "text",
    ["", "Mai", "12", "Room 12", "24 Mai", "24h/7", "C3PO", "#12345", "12345 x6",
     "0908 123 331 Mai", "tel:Mai", "1-800-FLOWERS", "+" * 30 + "1" * 30, "•••• 331",
     "€ 100", "100,5"],
)  # fmt: skip
def test_a_name_with_digits_is_no_number(text: str) -> None:
    assert bare_number(text) is None
