"""The guard before cells that would start a formula, and its way back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.formula_guard import guarded, unguarded
from tests.importing import DATA

PAYLOADS = (DATA / "csv-injection" / "csv-payload.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("payload", [*PAYLOADS, "\t=1", "\r=1", "@x", "-x", "+x", "'x", "''", "'"])
def test_no_cell_starts_a_formula_and_the_guard_comes_off_again(payload: str) -> None:
    cell = guarded(payload)
    assert cell[0] not in "=+-@\t\r"
    assert unguarded(cell) == payload


@pytest.mark.parametrize("text", ["-5", "+84 908 123 331", "-1.5e3", "+1 (555) 010-9999", "-84,5"])
def test_numbers_and_phone_numbers_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@settings(max_examples=200)
@given(st.text(alphabet="=+-@\t\r'1a ", max_size=8))
def test_the_guard_is_reversible_for_any_text(text: str) -> None:
    assert unguarded(guarded(text)) == text
