"""The only place that says where rows stand after others changed them: those on screen stay put.

What is on screen is a block that keeps its rows, its order and its pixels, whatever happened to
them. Everything else stands in its exact order above or below it. A list may have a million rows,
so nothing here loops over them: places are found by searching the array's bytes, and the new array
is put together from slices.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpdesk_desktop.ui.list.chosen_rows import search

# Rows seldom move far: a look near the old place costs a thousandth of a look everywhere.
_NEAR = 4_096
# So many rows above the screen are told one by one; of more it is only known that they came.
_MOST_TOLD = 64
# Serials copied at a time: 0.5 ms.
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Held:
    """A list whose rows on screen stayed where they were.

    `serials` is what is shown, `exact` what matches. `above` is the row where the block begins.
    `left` are the block's tickets that match no more. `came` tickets belong above the block;
    `has_moved` tells that some of those stood elsewhere before, known for the first few only.
    """

    serials: "array[int]"
    exact: "array[int]"
    above: int
    left: frozenset[int]
    came: int
    has_moved: bool
    is_exact: bool


def hold(
    shown: "array[int]", first: int, last: int, exact: "array[int]", *, is_short: bool = False
) -> Held:
    """The list in which rows `first` to `last` of `shown` stay together as they are.

    Tickets of `exact` that belong before the topmost row that kept its place come above, the rest
    below. A short list leaves a part of the screen free: nothing can be put above it without
    moving it, so what belongs there comes right below the block. No array is changed.
    """
    block = shown[first : last + 1]
    if block.itemsize != exact.itemsize:
        shown, block, exact = (array("Q", each) for each in (shown, block, exact))
    places = _places(block, first, exact)
    left = frozenset(n for n, place in zip(block, places, strict=True) if place is None)
    taken = [place for place in places if place is not None]
    split = _split(taken, first, len(exact))
    if not left and taken == list(range(split, split + len(block))):
        # Nothing on screen moved: the exact list is what is shown, and nothing need be copied.
        came = min(split, len(exact))
        is_near = came <= _MOST_TOLD
        has_moved = is_near and _stood_elsewhere(exact[:came], shown, first)
        if not (is_short and came):
            return Held(exact, exact, came, left, came, has_moved=has_moved, is_exact=True)
    taken.sort()
    before, after = _without(exact, 0, split, taken), _without(exact, split, len(exact), taken)
    came = len(before)
    has_moved = came <= _MOST_TOLD and _stood_elsewhere(before, shown, first)
    parts = (block, before, after) if is_short else (before, block, after)
    serials = array(exact.typecode)
    for part in parts:
        _extend(serials, part, 0, len(part))
    return Held(
        serials,
        exact,
        above=0 if is_short else came,
        left=left,
        came=came,
        has_moved=has_moved,
        is_exact=not left and serials == exact,
    )


def settle(shown: "array[int]", first: int, last: int, exact: "array[int]") -> tuple[Held, int]:
    """The exact list, and which of the rows `first` to `last` of `shown` may stay at its pixels.

    That is the topmost one that is still listed; `Held.above` says where it stands now.
    """
    return settle_on(shown, range(first, min(last + 1, len(shown))), first, exact)


def settle_on(
    shown: "array[int]", rows: Iterable[int], first: int, exact: "array[int]"
) -> tuple[Held, int]:
    """As `settle`, for rows of which only these are on screen; `first` stands in for none."""
    octets = exact.tobytes()
    for row in rows:
        place = search(shown[row], octets, exact.itemsize)
        if place is not None:
            return Held(exact, exact, place, frozenset(), 0, has_moved=False, is_exact=True), row
    above = min(first, len(exact))
    return Held(exact, exact, above, frozenset(), 0, has_moved=False, is_exact=True), first


def settle_near(
    shown: "array[int]", rows: Sequence[int], first: int, exact: "array[int]", near: int
) -> tuple[Held, int]:
    """As `settle_on`, but of the rows that kept their order the one nearest to row `near` stays.

    A ticket that went elsewhere takes nobody along, were it the topmost one.
    """
    block = array(shown.typecode, [shown[row] for row in rows])
    places = _places(block, rows[0] if rows else first, exact)
    found = [(row, place) for row, place in zip(rows, places, strict=True) if place is not None]
    if not found:
        return settle_on(shown, (), first, exact)
    kept = [found[n] for n in _rising([place for _, place in found])]
    row, place = min(kept, key=lambda one: abs(one[0] - near))
    came = max(place - row, 0)
    return Held(exact, exact, place, frozenset(), came, has_moved=False, is_exact=True), row


def _places(block: "array[int]", first: int, exact: "array[int]") -> list[int | None]:
    octets, width = exact.tobytes(), exact.itemsize
    expected = first
    places = []
    for serial in block:
        place = search(serial, octets, width, expected - _NEAR, expected + _NEAR)
        if place is None:
            place = search(serial, octets, width)
        places.append(place)
        if place is not None and abs(place - expected) <= _NEAR:
            expected = place
    return places


def _split(found: list[int], first: int, count: int) -> int:
    # The rows that kept their order are the longest rising run of places; the others moved, and
    # say nothing about where the screen stands.
    return found[_rising(found)[0]] if found else min(first, count)


def _rising(found: list[int]) -> list[int]:
    # Which of them make the longest rising run.
    ends: list[int] = []  # of the runs so long, the one that ends lowest
    before: list[int | None] = []
    tails: list[int] = []  # its place in `found`
    for n, place in enumerate(found):
        length = bisect_left(ends, place)
        before.append(tails[length - 1] if length else None)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [n]
    run = [tails[-1]]
    while (earlier := before[run[-1]]) is not None:
        run.append(earlier)
    return run[::-1]


def _without(source: "array[int]", begin: int, end: int, taken: list[int]) -> "array[int]":
    target = array(source.typecode)
    for place in taken[bisect_left(taken, begin) : bisect_left(taken, end)]:
        _extend(target, source, begin, place)
        begin = place + 1
    _extend(target, source, begin, end)
    return target


def _extend(target: "array[int]", source: "array[int]", begin: int, end: int) -> None:
    # In pieces, or fresh memory is made ready for 10 ms at a stretch, and the window waits.
    for at in range(begin, end, _PIECE):
        target.extend(source[at : min(at + _PIECE, end)])


def _stood_elsewhere(rows: Iterable[int], shown: "array[int]", first: int) -> bool:
    # What stood above already came there earlier, and was told of then.
    octets, width = shown.tobytes(), shown.itemsize
    return any((search(serial, octets, width) or -1) >= first for serial in rows)
