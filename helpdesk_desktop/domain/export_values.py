"""The only place for what an export is asked and answered in."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import BinaryIO, Final, NamedTuple

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.ticket import TicketRow


class ExportFormat(StrEnum):
    """What kind of file is written; the value is also how its name ends.

    All but PDF are tables of the contract's values; pages are drawn by whoever can draw.
    """

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


class ExportWish(NamedTuple):
    """What is to be exported, and where to.

    The rows are those of the spec's list in its order; with `serials` these tickets alone, in
    their order. `columns` are keys of the contract. Without `is_replacing` a file that stands there
    is left alone.
    """

    spec: FilterSpec
    columns: tuple[str, ...]
    file_format: ExportFormat
    path: str
    serials: Sequence[int] | None = None
    is_replacing: bool = False


class ExportProgress(NamedTuple):
    """How far an export is: rows written, of how many; 0 while they are not counted yet."""

    rows: int
    total: int


class ExportOutcome(NamedTuple):
    """What was written.

    `missing` are rows that went or were hidden while the file was written. Of a workbook `sheets`
    are those of rows, and `long_texts` are texts too long for a cell, whose rest stands in a sheet
    of its own.
    """

    path: str
    rows: int
    size: int
    missing: int = 0
    sheets: int = 1
    long_texts: int = 0


ExportHeard = Callable[[ExportProgress], object]


class ReadWish(NamedTuple):
    """Rows that the window wants to have as it shows them, to copy or to print them.

    Those of the spec's list in its order; with `serials` these tickets alone, in their order.
    `columns` are keys of the list's columns.
    """

    spec: FilterSpec
    columns: tuple[str, ...]
    serials: Sequence[int] | None = None


class ReadRows(NamedTuple):
    """How many rows there are, and the rows in blocks as they are read.

    A ticket that went or was hidden meanwhile is None in its place. Long texts are whole.
    """

    total: int
    blocks: Iterator[tuple[TicketRow | None, ...]]


# Draws rows as pages into a file, and gives the number of those that were there.
DrawPages = Callable[[ReadRows, BinaryIO, Cancellation], int]
# The kinds that hold the contract's values.
TABLES: Final = (ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.JSON)
# One that a name may end with, for a file that is named without.
SUFFIXES: Final = {kind: f".{kind.value}" for kind in ExportFormat}
