from array import array

from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.ui.list.held_rows import Held, hold, settle, settle_near


def _hold(
    shown: list[int], first: int, last: int, exact: list[int], *, short: bool = False
) -> Held:
    return hold(array("I", shown), first, last, array("I", exact), is_short=short)


def test_rows_that_left_stay_where_they_were() -> None:
    held = _hold([1, 2, 3, 4, 5, 6], 1, 3, [1, 2, 4, 5, 6])
    assert list(held.serials) == [1, 2, 3, 4, 5, 6]
    assert held.left == {3}
    assert (held.above, held.came) == (1, 1)
    assert not held.is_exact


def test_a_row_that_moved_far_keeps_its_place_on_screen() -> None:
    held = _hold([1, 2, 3, 4, 5, 6], 1, 3, [4, 1, 2, 3, 5, 6])
    assert list(held.serials) == [1, 2, 3, 4, 5, 6]
    assert not held.left
    assert not held.is_exact


def test_new_rows_come_above_and_below_the_screen() -> None:
    held = _hold([1, 2, 3, 4, 5, 6], 1, 3, [9, 1, 2, 8, 3, 4, 7, 5, 6])
    assert list(held.serials) == [9, 1, 2, 3, 4, 8, 7, 5, 6]
    assert held.above == 2


def test_what_leaves_off_screen_is_gone() -> None:
    held = _hold([1, 2, 3, 4, 5, 6], 2, 3, [2, 3, 4, 6])
    assert list(held.serials) == [2, 3, 4, 6]
    assert held.above == 1
    assert held.is_exact


def test_a_short_list_takes_what_belongs_above_below() -> None:
    held = _hold([1, 2, 3], 0, 2, [9, 8, 1, 2, 3], short=True)
    assert list(held.serials) == [1, 2, 3, 9, 8]
    assert (held.above, held.came) == (0, 2)
    assert not held.has_moved


def test_a_row_that_came_from_below_is_told_from_a_new_one() -> None:
    assert _hold([1, 2, 3, 4], 0, 1, [4, 1, 2, 3]).has_moved
    assert not _hold([1, 2, 3, 4], 0, 1, [9, 1, 2, 3, 4]).has_moved
    # What had come above before was told of then.
    assert not _hold([4, 1, 2, 3], 1, 2, [4, 1, 2, 3]).has_moved


def test_everything_on_screen_may_leave() -> None:
    held = _hold([1, 2, 3, 4, 5, 6], 2, 3, [1, 2, 5, 6])
    assert list(held.serials) == [1, 2, 3, 4, 5, 6]
    assert held.left == {3, 4}
    assert _hold([1, 2], 0, 1, []).left == {1, 2}


def test_wide_serials_are_held_too() -> None:
    wide = 2**40
    held = hold(array("I", [1, 2, 3]), 0, 2, array("Q", [wide, 1, 3]))
    assert list(held.serials) == [wide, 1, 2, 3]
    back = hold(array("Q", [wide, 1, 3]), 0, 2, array("I", [1, 3]))
    assert list(back.serials) == [wide, 1, 3]
    assert back.left == {wide}


def test_settling_keeps_the_topmost_row_that_is_still_listed() -> None:
    shown, exact = array("I", [1, 2, 3, 4, 5]), array("I", [4, 1, 3, 5])
    held, row = settle(shown, 1, 4, exact)
    assert held.serials is exact
    assert (row, held.above) == (2, 2)
    _, row = settle(shown, 1, 1, exact)
    assert row == 1


_SERIALS = st.lists(st.integers(0, 60) | st.integers(250, 262), unique=True, max_size=40)


@given(shown=_SERIALS, exact=_SERIALS, first=st.integers(0, 40), rows=st.integers(1, 12))
def test_the_screen_stays_and_the_rest_is_exact(
    shown: list[int], exact: list[int], first: int, rows: int
) -> None:
    first = min(first, max(len(shown) - 1, 0))
    last = min(first + rows, len(shown)) - 1
    block = shown[first : last + 1]
    held = _hold(shown, first, last, exact)
    serials = list(held.serials)
    assert serials[held.above : held.above + len(block)] == block
    others = serials[: held.above] + serials[held.above + len(block) :]
    assert others == [serial for serial in exact if serial not in block]
    assert held.left == set(block) - set(exact)
    assert held.is_exact == (serials == exact)
    short = _hold(shown, first, last, exact, short=True)
    assert list(short.serials)[: len(block)] == block
    assert sorted(short.serials) == sorted(serials)


@given(shown=_SERIALS)
def test_an_unchanged_order_is_left_alone(shown: list[int]) -> None:
    """Where nothing on screen moved or left, the list is exact: nothing is put off."""
    for first in range(len(shown)):
        last = min(first + 5, len(shown)) - 1
        held = _hold(shown, first, last, shown)
        assert held.is_exact
        assert held.above == first


def _near(
    shown: list[int], rows: list[int], first: int, exact: list[int], near: int
) -> tuple[int, int, int]:
    held, row = settle_near(array("I", shown), rows, first, array("I", exact), near)
    assert held.is_exact
    assert held.serials.tolist() == exact
    return row, held.above, held.came


def test_the_row_that_is_looked_at_stays_and_one_that_went_far_takes_nobody_along() -> None:
    shown = [1, 2, 3, 4, 5, 6]
    # The topmost on screen went to the end: the next one stays.
    assert _near(shown, [1, 2, 3], 1, [1, 3, 4, 5, 6, 2], 1) == (2, 1, 0)
    # So did the one that is looked at: its neighbour stays.
    assert _near(shown, [1, 2, 3], 1, [1, 2, 4, 5, 6, 3], 2) == (1, 1, 0)
    assert _near(shown, [1, 2, 3], 1, [1, 2, 4, 5, 6, 3], 3) == (3, 2, 0)


def test_what_came_above_the_row_that_stays_is_counted() -> None:
    assert _near([1, 2, 3], [0, 1, 2], 0, [8, 9, 1, 2, 3], 0) == (0, 2, 2)
    assert _near([1, 2, 3], [0, 1, 2], 0, [1, 9, 2, 3], 2) == (2, 3, 1)


def test_where_nothing_on_screen_is_listed_any_more_its_place_stays() -> None:
    assert _near([1, 2, 3], [1, 2], 1, [1, 7], 2) == (1, 1, 0)
    assert _near([1, 2, 3], [], 2, [1], 2) == (2, 1, 0)
