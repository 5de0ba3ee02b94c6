"""The only place that exports for one agent: the right, the rows, the file.

The right and the rights to see are read again when an export begins, whatever the window knew.
"""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.export_values import (
    DrawPages,
    ExportFormat,
    ExportHeard,
    ExportOutcome,
    ExportProgress,
    ExportWish,
    ReadRows,
    ReadWish,
)
from helpdesk_desktop.domain.people import Directory, Right
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.services import exports, listing
from helpdesk_desktop.services.export_cells import ExportRow
from helpdesk_desktop.services.export_file import export_target, growing
from helpdesk_desktop.services.listing import Listing
from helpdesk_desktop.services.row_reading import read_rows
from helpdesk_desktop.services.session import Session

# Between two words on how far it is, and two looks at the cancellation: about 5 ms.
_ROWS_BETWEEN_WORDS = 200


class ExportFile(NamedTuple):
    """A file to come: where, of what kind, with which columns."""

    target: Path
    file_format: ExportFormat
    columns: tuple[str, ...]
    directory: Directory


class DeskExports:
    """Exports from one desk; see `contracts.Exports`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def run(
        self,
        wish: ExportWish,
        cancel: Cancellation,
        heard: ExportHeard | None = None,
        draw: DrawPages | None = None,
    ) -> ExportOutcome:
        """Write what the list shows, or some tickets of it.

        Raises:
            NotAllowed: the role may not export.
            Unavailable, BadUsage: the file cannot be written there, or nothing would be in it.
            Cancelled: it was called off.
        """
        directory = self._permitted(cancel)
        if not wish.columns:
            raise BadUsage("export_no_column")
        columns = listing.columns_of(",".join(wish.columns), directory)
        target = export_target(wish.path, may_replace=wish.is_replacing)
        if wish.file_format is ExportFormat.PDF:
            if draw is None:
                raise BadUsage("output_format")
            if heard is not None:
                heard(ExportProgress(0, 0))
            read = self.read(ReadWish(wish.spec, columns, wish.serials), cancel)
            return write_drawn(read, target, draw, cancel, heard)
        file = ExportFile(target, wish.file_format, columns, directory)
        if heard is not None:
            heard(ExportProgress(0, 0))
        if wish.serials is None:
            found = listing.list_rows(self._session, wish.spec, columns, cancel, limit=0)
        else:
            found = listing.rows_of(self._session, wish.serials, columns, cancel)
        return write_file(found, file, cancel, heard)

    def read(self, wish: ReadWish, cancel: Cancellation) -> ReadRows:
        """The rows to copy or to print; see `contracts.Exports`."""
        return read_rows(self._session, wish, cancel)

    def _permitted(self, cancel: Cancellation) -> Directory:
        with self._session.database.reading(cancel) as connection:
            self._session.writer(connection, Right.EXPORT)
            return self._session.fresh_directory(connection)


def write_file(
    found: Listing, to: ExportFile, cancel: Cancellation, heard: ExportHeard | None = None
) -> ExportOutcome:
    """Write a list into a file, whole or not at all.

    Raises:
        Unavailable: the file cannot be written there.
        Cancelled: it was called off.
    """
    rows = _told(found, cancel, heard)
    sheets, long_texts = 1, 0
    with growing(to.target) as file:
        match to.file_format:
            case ExportFormat.XLSX:
                count, sheets, long_texts = exports.write_workbook(
                    rows, to.columns, to.directory, file
                )
            case ExportFormat.CSV:
                # Spreadsheets show accents wrong in a CSV without the mark. The codec that adds it
                # by itself is written in Python and costs a fifth of the export.
                file.write(codecs.BOM_UTF8)
                with _text(file) as text:
                    count = exports.write_csv(rows, to.columns, to.directory, text)
            case ExportFormat.JSON:
                with _text(file) as text:
                    count = exports.write_json(
                        rows, to.columns, to.directory, text, total=found.total
                    )
            case ExportFormat.PDF:
                raise BadUsage("output_format")
        cancel.check()
        size = file.seek(0, io.SEEK_END)
    return ExportOutcome(str(to.target), count, size, found.total - count, sheets, long_texts)


def write_drawn(
    read: ReadRows,
    target: Path,
    draw: DrawPages,
    cancel: Cancellation,
    heard: ExportHeard | None = None,
) -> ExportOutcome:
    """Write what is drawn of rows into a file, whole or not at all.

    Raises:
        Unavailable: the file cannot be written there.
        Cancelled: it was called off.
    """

    def blocks() -> Iterator[tuple[TicketRow | None, ...]]:
        count = 0
        for block in read.blocks:
            cancel.check()
            count += len(block)
            yield block
            if heard is not None:
                heard(ExportProgress(count, read.total))

    with growing(target) as file:
        count = draw(read._replace(blocks=blocks()), file, cancel)
        cancel.check()
        file.flush()
        size = file.seek(0, io.SEEK_END)
    return ExportOutcome(str(target), count, size, read.total - count)


@contextmanager
def _text(file: BinaryIO) -> Iterator[TextIO]:
    # Lets go of the file in the end: it is closed when it is in its place.
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        yield text
        text.flush()
    finally:
        # After an error the rest of its buffer is of no use to anybody.
        with suppress(OSError):
            text.detach()


def _told(found: Listing, cancel: Cancellation, heard: ExportHeard | None) -> Iterator[ExportRow]:
    # A generator that gives row by row costs a tenth of an export: blocks are strung together.
    return chain.from_iterable(_blocks_told(found, cancel, heard))


def _blocks_told(
    found: Listing, cancel: Cancellation, heard: ExportHeard | None
) -> Iterator[list[ExportRow]]:
    count = 0
    while True:
        cancel.check()
        if heard is not None:
            heard(ExportProgress(count, found.total))
        block = list(islice(found.rows, _ROWS_BETWEEN_WORDS))
        if not block:
            break
        yield block
        count += len(block)
    if heard is not None:
        heard(ExportProgress(found.total, found.total))
