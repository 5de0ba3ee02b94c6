"""The only place that carries a selection across a refresh: by serial, never by place.

A selection may be a million rows, so it travels as slices of the serials' array, and "all" stays
"all" without a look at any row.
"""

import sys
from array import array
from dataclasses import dataclass
from itertools import groupby

# Up to so many, searching the bytes of the array (1 ms each at 1,000,000) beats reading all of it.
_FEW = 64
# Bytes searched at a time, a multiple of every width: 0.5 ms.
_PIECE = 1 << 19


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was selected: everything, or these serials; and the current row's serial."""

    serials: "array[int]"
    is_all: bool = False
    current: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected and nothing is current."""
        return not self.is_all and not self.serials and self.current is None


NOTHING_CHOSEN = Chosen(array("I"))


@dataclass(frozen=True, slots=True)
class Places:
    """Where the chosen rows stand now: ranges (first, last) of rows, and the current row."""

    ranges: tuple[tuple[int, int], ...]
    current: int | None


def find_places(chosen: Chosen, serials: "array[int]", row_count: int) -> Places:
    """Where the chosen serials stand in a list; what is not in it is left out."""
    current = None if chosen.current is None else place_of(chosen.current, serials)
    if chosen.is_all:
        return Places(((0, row_count - 1),) if row_count else (), current)
    if len(chosen.serials) <= _FEW:
        octets = serials.tobytes() if chosen.serials else b""
        found = {search(serial, octets, serials.itemsize) for serial in chosen.serials}
        places = sorted(place for place in found if place is not None)
    else:
        wanted = set(chosen.serials)
        places = [place for place, serial in enumerate(serials) if serial in wanted]
    return Places(_as_ranges(places), current)


def place_of(serial: int, serials: "array[int]") -> int | None:
    """The row of a serial, None when it is not in the list."""
    return search(serial, serials.tobytes(), serials.itemsize)


def search(
    serial: int, octets: bytes, width: int, begin: int = 0, end: int | None = None
) -> int | None:
    """The place of a serial in an array's bytes, each `width` long; between these places only."""
    if serial < 0 or serial.bit_length() > width * 8:
        return None
    wanted = serial.to_bytes(width, sys.byteorder)
    at = max(begin, 0) * width
    stop = len(octets) if end is None else min(max(end, 0) * width, len(octets))
    # In pieces: a search of all holds Python's lock for 10 ms, and with it the window.
    while at < stop:
        piece_end = min(at + _PIECE, stop)
        found = octets.find(wanted, at, piece_end)
        while found >= 0 and found % width:
            found = octets.find(wanted, found + 1, piece_end)
        if found >= 0:
            return found // width
        at = piece_end
    return None


def _as_ranges(places: list[int]) -> tuple[tuple[int, int], ...]:
    ranges = []
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        members = [place for _, place in run]
        ranges.append((members[0], members[-1]))
    return tuple(ranges)
