from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.storage import id_array

_SMALL = st.lists(st.integers(0, id_array.DIGITS_LIMIT - 1), max_size=50)
_LARGE = st.lists(st.integers(0, 2**63 - 1), max_size=50)


@settings(deadline=None)
@given(_SMALL)
def test_eight_decimal_digits_become_the_serial_that_they_spell(serials: list[int]) -> None:
    digits = "".join(str(serial + id_array.DIGITS_OFFSET) for serial in serials)
    found = id_array.from_decimals(digits, Cancellation())
    assert found.typecode == "I"
    assert found.tolist() == serials


def test_a_text_of_many_pieces_loses_no_serial_at_a_seam() -> None:
    serials = list(range(1, 50_001))
    digits = "".join(str(serial + id_array.DIGITS_OFFSET) for serial in serials)
    assert id_array.from_decimals(digits, Cancellation()).tolist() == serials


@settings(deadline=None)
@given(_LARGE)
def test_sixteen_hexadecimal_digits_become_the_serial_that_they_spell(serials: list[int]) -> None:
    digits = "".join(f"{serial:016x}" for serial in serials)
    assert id_array.from_hexadecimals(digits, "Q", Cancellation()).tolist() == serials


@pytest.mark.parametrize(("typecode", "width"), [("I", 4), ("Q", 8)])
def test_binary_numbers_keep_their_order_and_value(typecode: str, width: int) -> None:
    serials = [1, 4_294_967_295, 7, 0]
    packed = b"".join(serial.to_bytes(width) for serial in serials)
    assert id_array.from_binary(packed, typecode).tolist() == serials


def test_parts_are_joined_in_the_wider_type() -> None:
    whole = id_array.joined("Q", (array("I", [1, 2]), array("Q", [2**40])))
    assert whole == array("Q", [1, 2, 2**40])


def test_four_bytes_serve_as_long_as_they_hold_the_greatest() -> None:
    assert id_array.typecode_for(2**32 - 1) == "I"
    assert id_array.typecode_for(2**32) == "Q"


def test_taking_apart_stops_when_nobody_waits_any_more() -> None:
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        id_array.from_decimals("10000001", cancel)
    with pytest.raises(Cancelled):
        id_array.from_hexadecimals("0000000000000001", "Q", cancel)
