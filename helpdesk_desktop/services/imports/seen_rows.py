"""The only place that remembers which ids a file has shown, without keeping them.

Sixteen bytes an id: a file of 10,000,000 rows costs half a gigabyte less than a set of its ids.
Ids are told apart by 64 bits of their hash: of 10,000,000 ids the chance of one false duplicate is
one in 370,000.
"""

from array import array

_FIRST_SLOTS = 1 << 12
_FULL = 0.6


class SeenRows:
    """Ids with the line (or number) that was kept for each."""

    def __init__(self) -> None:
        self._mask = _FIRST_SLOTS - 1
        self._hashes = array("q", bytes(8 * _FIRST_SLOTS))
        self._numbers = array("q", bytes(8 * _FIRST_SLOTS))
        self._count = 0

    def get(self, key: str) -> int:
        """What was kept for an id, 0 for one that was not seen."""
        return self._numbers[self._slot(hash(key))]

    def put(self, key: str, number: int) -> None:
        """Keep a number above 0 for an id."""
        code = hash(key)
        slot = self._slot(code)
        if self._numbers[slot] == 0:
            self._count += 1
        self._hashes[slot] = code
        self._numbers[slot] = number
        if self._count > _FULL * len(self._hashes):
            self._grow()

    def _slot(self, code: int) -> int:
        hashes, numbers, mask = self._hashes, self._numbers, self._mask
        slot = code & mask
        while numbers[slot] and hashes[slot] != code:
            slot = slot + 1 & mask
        return slot

    def _grow(self) -> None:
        hashes, numbers = self._hashes, self._numbers
        size = 2 * len(hashes)
        self._mask = size - 1
        self._hashes = array("q", bytes(8 * size))
        self._numbers = array("q", bytes(8 * size))
        for code, number in zip(hashes, numbers, strict=True):
            if number:
                slot = self._slot(code)
                self._hashes[slot] = code
                self._numbers[slot] = number
