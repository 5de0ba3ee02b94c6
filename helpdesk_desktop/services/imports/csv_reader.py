"""The only place that reads records of separated text, and says which of them cannot be read.

Cells follow RFC 4180, with what spreadsheets add to it: any line end, any of four separators. A
record that breaks the rules is rejected with the line where it starts and reading goes on with the
next line, so that a quote that is never closed costs one record and not the rest of the file.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import Any, TextIO

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Damaged, Problem, ProblemCode
from helpdesk_desktop.services.imports.byte_source import ByteSource
from helpdesk_desktop.services.imports.encodings import Encoding
from helpdesk_desktop.services.imports.records import Record, unique_names

# Four times the longest text that can be stored: what is longer is a quote that was never closed.
CELL_LIMIT = 4_000_000
# Lines of one record that are kept for reading them again; bounds the memory of a broken record.
_LINE_LIMIT = 4 * CELL_LIMIT
_RECORDS_BETWEEN_CHECKS = 4_096

# One setting for the whole process; nothing else here reads CSV.
csv.field_size_limit(CELL_LIMIT)


class _Lines:
    """Physical lines with a memory of those of the present record, which can be taken back."""

    def __init__(self, text: TextIO, place: str) -> None:
        self._text = text
        self._place = place
        self._again: deque[str] = deque()
        self.given: list[str] = []
        self.number = 0
        self.has_ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._again:
            line = self._again.popleft()
        else:
            line = self._text.readline(_LINE_LIMIT)
            if not line:
                self.has_ended = True
                raise StopIteration
            if len(line) >= _LINE_LIMIT:
                raise Damaged("line_too_long", place=self._place, limit=_LINE_LIMIT)
        self.number += 1
        self.given.append(line)
        return line

    def take_back(self) -> None:
        """Give again all lines of the present record but its first."""
        later = self.given[1:]
        self._again.extendleft(reversed(later))
        self.number -= len(later)
        self.has_ended = False
        del self.given[1:]


class CsvReader:
    """One file of separated text."""

    def __init__(self, source: ByteSource, encoding: Encoding, delimiter: str) -> None:
        """Read the header.

        Raises:
            Damaged: there is none.
        """
        self._source = source
        self._encoding = encoding
        self.delimiter = delimiter
        self.header_end = "\n"
        with encoding.open(source) as text:
            lines = _Lines(text, str(source.path))
            header = self._header(lines)
        self.header = tuple(header)
        self.columns = unique_names(header)

    def _parser(self, lines: _Lines, *, strict: bool = True) -> Any:
        return csv.reader(lines, delimiter=self.delimiter, strict=strict)

    def _header(self, lines: _Lines) -> list[str]:
        parser = self._parser(lines, strict=False)
        try:
            for cells in parser:
                if any(cell.strip() for cell in cells):
                    if any("\0" in cell for cell in cells):
                        raise Damaged("unknown_format", place=str(self._source.path))
                    if lines.given[-1].endswith("\r\n"):
                        self.header_end = "\r\n"
                    return list(cells)
                lines.given.clear()
        except csv.Error:
            pass
        raise Damaged("no_header", place=str(self._source.path))

    def records(self, cancel: Cancellation) -> Iterator[Record]:
        """Every record after the header; blank lines are none."""
        width = len(self.columns)
        with self._encoding.open(self._source) as text:
            lines = _Lines(text, str(self._source.path))
            self._header(lines)
            lines.given.clear()
            parser = self._parser(lines)
            for turn, _ in enumerate(iter(int, 1)):
                if turn % _RECORDS_BETWEEN_CHECKS == 0:
                    cancel.check()
                start = lines.number + 1
                try:
                    cells = next(parser)
                except StopIteration:
                    return
                except csv.Error as error:
                    cells, problem = self._again(lines, error)
                    parser = self._parser(lines)
                    if problem is not None:
                        lines.given.clear()
                        yield Record(start, [], problem)
                        continue
                lines.given.clear()
                if len(cells) == width:
                    yield Record(start, cells)
                elif len(cells) > 1 or (cells and cells[0].strip()):
                    values = {"found": len(cells), "expected": width}
                    yield Record(start, [], Problem(ProblemCode.RAGGED, "ragged", values))

    def _again(self, lines: _Lines, error: csv.Error) -> tuple[list[str], Problem | None]:
        # A single line is forgiven text after a closing quote ("5" pipe); of several lines only
        # the first is at fault, and the others are read anew.
        was_long = "field larger than" in str(error)
        lines.take_back()
        first = lines.given[0] if lines.given else ""
        if first.count('"') % 2:
            return [], Problem(ProblemCode.RAGGED, "unclosed_row")
        if was_long:
            values = {"limit": CELL_LIMIT}
            return [], Problem(ProblemCode.TOO_LONG, "field_too_large", values)
        try:
            return next(csv.reader([first], delimiter=self.delimiter)), None
        except (csv.Error, StopIteration):
            return [], Problem(ProblemCode.RAGGED, "unclosed_row")

    def identity(self, cells: list[str]) -> str:
        """The cells, told apart by their lengths."""
        return f"{','.join(map(str, map(len, cells)))}:{''.join(cells)}"
