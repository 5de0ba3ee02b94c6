"""The only place that says which row of the table is a group's header and which holds a ticket.

The list's own rows are counted without headers and without regard to what is folded away; here each
is mapped to a row of the table and back, by halving: a million rows cost what their groups cost.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import accumulate

from helpdesk_desktop.domain.grouping import ListGroup


@dataclass(frozen=True, slots=True)
class GroupHeader:
    """A header as it is painted."""

    group: ListGroup
    is_folded: bool


class GroupRows:
    """Rows of a table under their headers; frozen: folding makes another one.

    `folded` are the values of the groups whose rows are not shown. No more rows than `most` are
    mapped; what is beyond is cut off, but counted in `total`. Made on a worker where there may be
    many groups (100,000: 60 ms).
    """

    def __init__(
        self,
        groups: Sequence[ListGroup],
        folded: Iterable[int | None] = (),
        most: int | None = None,
    ) -> None:
        self.total = sum([one.count for one in groups])
        self.groups = _cut(groups, self.total, most)
        self.folded = frozenset(folded)
        # Values and labels by themselves: 100,000 of them are compared in a millisecond.
        self._values = tuple([one.value for one in self.groups])
        self._labels = tuple([one.label for one in self.groups])
        self._starts = array("q", accumulate([one.count for one in self.groups], initial=0))
        self._tops = self._stacked()

    def _stacked(self) -> "array[int]":
        if not self.folded:
            heights = [1 + one.count for one in self.groups]
        else:
            heights = [1 if one.value in self.folded else 1 + one.count for one in self.groups]
        return array("q", accumulate(heights, initial=0))

    def is_like(self, other: "GroupRows | None") -> bool:
        """Whether the other has the same groups with as many rows, whatever is folded."""
        return (
            other is not None
            and self._starts == other._starts  # noqa: SLF001  # one of this very class
            and self._values == other._values  # noqa: SLF001  # as above
            and self._labels == other._labels  # noqa: SLF001  # as above
        )

    def row_of_value(self, value: int | None) -> int | None:
        """The row of the header of the group of this value."""
        try:
            return self._tops[self._values.index(value)]
        except ValueError:
            return None

    @property
    def rows(self) -> int:
        """How many rows the table has, headers included."""
        return self._tops[-1]

    @property
    def tickets(self) -> int:
        """How many tickets the groups hold, folded ones included."""
        return self._starts[-1]

    def group_at(self, row: int) -> int:
        """The place of the group that a row of the table belongs to."""
        return bisect_right(self._tops, row) - 1

    def header_at(self, row: int) -> GroupHeader | None:
        """The header in a row of the table, None where that holds a ticket or is none."""
        if not 0 <= row < self.rows:
            return None
        place = self.group_at(row)
        if self._tops[place] != row:
            return None
        group = self.groups[place]
        return GroupHeader(group, group.value in self.folded)

    def header_row(self, row: int) -> int:
        """The row of the header that a row of the table stands under, or is itself."""
        return self._tops[self.group_at(row)]

    def list_row(self, row: int) -> int | None:
        """The list's row in a row of the table, None for a header and where there is none."""
        if not 0 <= row < self.rows:
            return None
        place = self.group_at(row)
        below = row - self._tops[place]
        return self._starts[place] + below - 1 if below else None

    def table_row(self, list_row: int) -> int | None:
        """Where a row of the list stands, None while its group is folded or there is none."""
        if not 0 <= list_row < self.tickets:
            return None
        place = bisect_right(self._starts, list_row) - 1
        if self.groups[place].value in self.folded:
            return None
        return self._tops[place] + 1 + list_row - self._starts[place]

    def header_row_of(self, list_row: int) -> int:
        """The row of the header over a row of the list."""
        return self._tops[bisect_right(self._starts, list_row) - 1]

    def list_ranges(self, first: int, last: int) -> list[tuple[int, int]]:
        """The list's rows in a range of the table's, as ranges; folded ones are not in it."""
        found: list[tuple[int, int]] = []
        row = max(first, 0)
        last = min(last, self.rows - 1)
        while row <= last:
            place = self.group_at(row)
            end = min(self._tops[place + 1] - 1, last)
            begin = max(row, self._tops[place] + 1)
            if begin <= end:
                shift = self._starts[place] - self._tops[place] - 1
                found.append((begin + shift, end + shift))
            row = end + 1
        return found

    def table_ranges(self, ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Where ranges of the list's rows stand, as ranges of the table's without headers."""
        found: list[tuple[int, int]] = []
        for first, last in ranges:
            row, end = max(first, 0), min(last, self.tickets - 1)
            while row <= end:
                place = bisect_right(self._starts, row) - 1
                stop = min(self._starts[place + 1] - 1, end)
                if self.groups[place].value not in self.folded:
                    shift = self._tops[place] + 1 - self._starts[place]
                    found.append((row + shift, stop + shift))
                row = stop + 1
        return tuple(found)

    def toggled(self, row: int) -> "GroupRows":
        """The same with the group of this row folded, or unfolded."""
        place = self.group_at(row)
        value = self._values[place]
        changed = copy(self)
        changed.folded = self.folded ^ {value}
        by = -self.groups[place].count if value in changed.folded else self.groups[place].count
        below = [top + by for top in self._tops[place + 1 :]]
        changed._tops = self._tops[: place + 1]  # noqa: SLF001  # a copy of this very class
        changed._tops.extend(below)  # noqa: SLF001  # as above
        return changed

    def with_folded(self, folded: Iterable[int | None]) -> "GroupRows":
        """The same with these groups folded and no others."""
        changed = copy(self)
        changed.folded = frozenset(folded)
        changed._tops = changed._stacked()  # noqa: SLF001  # as above
        return changed

    def with_all_folded(self) -> "GroupRows":
        """The same with every group folded."""
        return self.with_folded(self._values)


def _cut(groups: Sequence[ListGroup], total: int, most: int | None) -> tuple[ListGroup, ...]:
    if most is None or total + len(groups) <= most:
        return tuple(groups)
    found: list[ListGroup] = []
    left = most
    for one in groups:
        count = min(one.count, left - 1)
        if count <= 0:
            break
        found.append(replace(one, count=count))
        left -= count + 1
    return tuple(found)
