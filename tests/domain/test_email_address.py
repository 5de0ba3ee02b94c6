import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.email_address import parse_email

ADDRESSES = Path(__file__).parents[1] / "data/email-addresses/isemail-odd.csv"
ACCEPTED = {"ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN"}


def _rows() -> list[dict[str, str]]:
    with ADDRESSES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_addresses_are_accepted_or_refused_as_the_standards_say() -> None:
    rows = _rows()
    accepted = {row["id"] for row in rows if parse_email(row["address"]) is not None}
    # White space around an address is the typist's, not a part of it.
    wrong = [
        row
        for row in rows
        if (row["category"] in ACCEPTED and row["id"] not in accepted)
        or (row["category"] == "ISEMAIL_ERR" and row["id"] in accepted)
    ]
    assert [row for row in wrong if row["address"] == row["address"].strip()] == []


def test_an_accepted_address_is_not_changed() -> None:
    for row in _rows():
        address = parse_email(row["address"])
        if address is not None:
            assert address.value == row["address"].strip()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lan.Pham@Example.VN", "lan.pham@example.vn"),
        (" boss@intranet ", "boss@intranet"),
        ("đơn@hàng.vn", "don@hang.vn"),
    ],
)
def test_an_address_is_compared_without_case_and_accents(text: str, folded: str) -> None:
    address = parse_email(text)
    assert address is not None
    assert address.folded == folded


@pytest.mark.parametrize("text", ["", " ", "lan", "a@b@c", "a b@c.vn", "a" * 250 + "@b.vn"])
def test_a_text_that_is_no_address_is_none(text: str) -> None:
    assert parse_email(text) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_none(text: str) -> None:
    address = parse_email(text)
    assert address is None or address.value == text.strip()
