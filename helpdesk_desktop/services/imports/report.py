"""The only place for what an import tells afterwards: totals, and every problem with its place.

rows = created + updated + unchanged + duplicate + rejected; `warnings` counts problems that cost
no row. Problems are all counted; of very many only the first are kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from helpdesk_desktop.domain.errors import Problem, Severity

# About 40 MB of problems; a rejected row is what the reader must find, so most of it is theirs.
MOST_REJECTIONS = 100_000
MOST_WARNINGS = 10_000


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows met which fate."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    warnings: int = 0

    def as_json(self) -> dict[str, int]:
        """The members of the JSON contract, in its order."""
        return {name: getattr(self, name) for name in self.__slots__}

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(*(getattr(self, one) + getattr(other, one) for one in self.__slots__))


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; `problems_left_out` were counted and not kept."""

    file: str
    preset: str | None
    encoding: str
    delimiter: str | None
    date_order: str | None
    totals: Totals
    first_serial: int | None
    last_serial: int | None
    problems: tuple[Problem, ...]
    problems_left_out: int = 0

    def as_json(self) -> dict[str, Any]:
        """The object of the JSON contract, members in its order."""
        return {
            "file": self.file,
            "preset": self.preset,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "date_order": self.date_order,
            **self.totals.as_json(),
            "first_serial": self.first_serial,
            "last_serial": self.last_serial,
            "problems": [problem.as_json() for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files."""

    is_dry_run: bool
    files: tuple[FileReport, ...]

    @property
    def totals(self) -> Totals:
        """The sum over the files."""
        return sum((one.totals for one in self.files), Totals())

    @property
    def exit_code(self) -> int:
        """1 when a row was rejected, else 0."""
        return 1 if self.totals.rejected else 0

    def as_json(self) -> dict[str, Any]:
        """The object of the JSON contract."""
        return {
            "dry_run": self.is_dry_run,
            "totals": self.totals.as_json(),
            "files": [one.as_json() for one in self.files],
        }


@dataclass(slots=True)
class Tally:
    """Counts while an import runs; `report` freezes it."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Totals.__slots__, 0))
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0
    first_serial: int | None = None
    last_serial: int | None = None
    _rejections: int = 0

    def row(self, fate: str) -> None:
        """One more row that met this fate."""
        self.counts["rows"] += 1
        self.counts[fate] += 1

    def rows(self, fate: str, count: int) -> None:
        """So many more rows that met this fate."""
        self.counts["rows"] += count
        self.counts[fate] += count

    def add(self, problems: Iterable[Problem]) -> None:
        """Problems of one row or of the file."""
        for problem in problems:
            if problem.severity is Severity.WARNING:
                self.counts["warnings"] += 1
                has_room = self.counts["warnings"] <= MOST_WARNINGS
            else:
                self._rejections += 1
                has_room = self._rejections <= MOST_REJECTIONS
            if has_room:
                self.problems.append(problem)
            else:
                self.left_out += 1

    def created(self, first: int, last: int) -> None:
        """Serials that were given, both ends included."""
        self.first_serial = first if self.first_serial is None else self.first_serial
        self.last_serial = last

    @property
    def totals(self) -> Totals:
        """The counts as they are now."""
        return Totals(**self.counts)
