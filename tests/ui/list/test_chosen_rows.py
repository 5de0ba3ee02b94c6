from array import array

from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.ui.list.chosen_rows import Chosen, Places, find_places, place_of

LISTS = st.lists(st.integers(1, 2**32 - 1), unique=True, max_size=300)


@given(LISTS, st.sets(st.integers(1, 2**32 - 1)), st.sampled_from(["I", "Q"]))
def test_chosen_rows_are_found_where_they_stand(
    serials: list[int], others: set[int], typecode: str
) -> None:
    kept = array(typecode, serials)
    wanted = array("Q", [*serials[::3], *others])
    places = find_places(Chosen(wanted), kept, len(kept))
    found = [row for first, last in places.ranges for row in range(first, last + 1)]
    assert found == [row for row, serial in enumerate(serials) if serial in set(wanted)]


@given(LISTS)
def test_every_serial_is_found(serials: list[int]) -> None:
    kept = array("I", serials)
    assert [place_of(serial, kept) for serial in serials] == list(range(len(serials)))


def test_a_serial_across_two_neighbours_is_not_found() -> None:
    # The bytes of 0x00010000 stand between the two numbers, but at no number's beginning.
    kept = array("I", [0x00000001, 0x00000001])
    assert place_of(0x00010000, kept) is None
    assert place_of(2**40, kept) is None
    assert place_of(-1, kept) is None


def test_all_stays_all() -> None:
    kept = array("I", [5, 6, 7])
    assert find_places(Chosen(array("I"), is_all=True, current=6), kept, 3) == Places(((0, 2),), 1)
    assert find_places(Chosen(array("I"), is_all=True), array("I"), 0) == Places((), None)
