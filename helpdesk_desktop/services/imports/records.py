"""The only place for what a reader of any file gives: columns, and one record after the other.

A record is its line and its cells, in the order of the columns. A reader's columns may grow while
it reads (JSON objects differ); cells beyond the end of a record are empty.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Problem


class Record(NamedTuple):
    """One record: `line` is where it starts (header = 1; in JSON the element's number).

    `problem` says why it cannot be read; then it has no cells. `notes` are said of single cells
    and cost the record nothing.
    """

    line: int
    cells: list[str]
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()


class RecordReader(Protocol):
    """Reads one file; every call of `records` begins anew."""

    @property
    def columns(self) -> list[str]:
        """The columns known so far; it only grows at its end."""
        ...

    def records(self, cancel: Cancellation) -> Iterator[Record]:
        """Every record, in the file's order."""
        ...

    def identity(self, cells: list[str]) -> str:
        """The text that stands for a record's whole content."""
        ...


def unique_names(names: list[str]) -> list[str]:
    """Column names that differ: a second `id` becomes `id (2)`, a nameless one `column 3`."""
    taken: set[str] = set()
    unique: list[str] = []
    for place, name in enumerate(names, start=1):
        wanted = name.strip() or f"column {place}"
        candidate, number = wanted, 1
        while candidate in taken:
            number += 1
            candidate = f"{wanted} ({number})"
        taken.add(candidate)
        unique.append(candidate)
    return unique
