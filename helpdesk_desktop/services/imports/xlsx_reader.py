"""The only place that reads records of a workbook: of one sheet, or of our own export's sheets.

The header is the first row with two filled cells, or the first filled one: above it stand titles.
Our own exports may go on in further sheets, and keep the rest of very long texts in a sheet of
their own; both are put together again, and a row of the second sheet is told by its number plus
those of the sheets before.
"""

import weakref
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import is_own_name
from helpdesk_desktop.domain.errors import BadUsage, Damaged, Problem, ProblemCode
from helpdesk_desktop.services.imports.byte_source import ByteSource
from helpdesk_desktop.services.imports.records import Record, unique_names
from helpdesk_desktop.services.imports.text_store import TextStore
from helpdesk_desktop.services.imports.xlsx_package import Package, SheetEntry
from helpdesk_desktop.services.imports.xlsx_sheet import SheetRow, SheetRows, StringTable, Styles
from helpdesk_desktop.services.xlsx.cell_text import ROW_LIMIT
from helpdesk_desktop.services.xlsx.writer import LONG_HEADER, LONG_SHEET, continued_name

# Rows in which the header is looked for: longer prefaces are no tables.
_MOST_PREFACE = 20


class XlsxReader:
    """One workbook."""

    delimiter = None

    def __init__(self, source: ByteSource, sheet: str, cancel: Cancellation) -> None:
        """Find the sheet and read its header; without a name, the first sheet that has one.

        Raises:
            BadUsage: there is no sheet of this name.
            Damaged: it is no workbook, a broken one, or an empty one.
            Unavailable: the file cannot be read.
        """
        self._package = Package(source, cancel)
        self._texts = TextStore()
        self._long = TextStore()
        weakref.finalize(self, _close_all, self._texts, self._long)
        self._load()
        self.sheet_names = tuple(one.name for one in self._package.sheets)
        found = self._choose(sheet, cancel)
        if found is None:
            raise Damaged("no_header", place=str(source.path))
        self._sheet, first = found
        self.sheet_name = self._sheet.name
        self._header_row = first.number
        header = [cell.strip() for cell in first.cells]
        self.header = tuple(header)
        self.columns = unique_names(header)
        self._parts = [self._sheet]
        self._long_places: dict[tuple[str, int, int], list[int]] = {}
        if all(map(is_own_name, header)):
            self._find_own_parts(cancel)

    def _load(self) -> None:
        package = self._package
        styles = Styles()
        if package.styles_part:
            package.read(package.styles_part, styles.handlers)
        self._shapes = tuple(styles.shapes)
        if package.strings_part:
            package.read(package.strings_part, StringTable(self._texts).handlers)

    def _choose(self, name: str, cancel: Cancellation) -> tuple[SheetEntry, SheetRow] | None:
        sheets = self._package.sheets
        if name:
            wanted = [one for one in sheets if one.name == name]
            if not wanted:
                expected = ", ".join(self.sheet_names)
                raise BadUsage("unknown_sheet", value=name, expected=expected)
        else:
            # Hidden sheets come last: they hold lists for drop-downs more often than tickets.
            wanted = sorted(sheets, key=lambda one: one.is_hidden)
        for one in wanted:
            header = self._header_of(one, cancel)
            if header is not None:
                return one, header
        return None

    def _header_of(self, sheet: SheetEntry, cancel: Cancellation) -> SheetRow | None:
        first = None
        for count, row in enumerate(self._rows(sheet, cancel)):
            filled = sum(1 for cell in row.cells if cell.strip())
            if filled > 1:
                return row
            if filled and first is None:
                first = row
            if count >= _MOST_PREFACE:
                break
        return first

    def _find_own_parts(self, cancel: Cancellation) -> None:
        by_name = {one.name: one for one in self._package.sheets}
        for number in range(2, len(by_name) + 1):
            part = by_name.get(continued_name(self.sheet_name, number))
            header = None if part is None else self._header_of(part, cancel)
            if part is None or header is None or tuple(header.cells) != self.header:
                break
            self._parts.append(part)
        places: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
        for number in range(1, len(by_name) + 1):
            part = by_name.get(continued_name(LONG_SHEET, number))
            rows = iter(()) if part is None else self._rows(part, cancel)
            header = next(rows, None)
            if header is None or tuple(header.cells) != LONG_HEADER:
                break
            for row in rows:
                if len(row.cells) == len(LONG_HEADER) and row.cells[2] in self.header:
                    sheet, at, column, _, text = row.cells
                    place = (sheet, int(at) if at.isdecimal() else 0, self.header.index(column))
                    places[place].append(self._long.add(text))
        self._long_places = dict(places)

    def _rows(self, sheet: SheetEntry, cancel: Cancellation) -> Iterator[SheetRow]:
        rows = SheetRows(self._texts, self._shapes, is_1904=self._package.is_1904)
        for _ in self._package.steps(sheet.part, rows.handlers, cancel):
            yield from rows.take()

    def records(self, cancel: Cancellation) -> Iterator[Record]:
        """Every row after the header that has a filled cell; `line` is its number in the sheet.

        Raises:
            Damaged, Unavailable, Cancelled: on the way.
        """
        width = len(self.columns)
        for number, sheet in enumerate(self._parts):
            offset = number * ROW_LIMIT
            for row in self._rows(sheet, cancel):
                if row.number <= (self._header_row if number == 0 else 1):
                    continue
                yield from self._record(sheet, row, row.number + offset, width)

    def _record(self, sheet: SheetEntry, row: SheetRow, line: int, width: int) -> Iterator[Record]:
        if row.problem is not None:
            yield Record(line, [], row.problem)
            return
        cells = row.cells
        if len(cells) > width:
            if any(cell.strip() for cell in cells[width:]):
                values = {"found": len(cells), "expected": width}
                yield Record(line, [], Problem(ProblemCode.RAGGED, "ragged", values))
                return
            del cells[width:]
        cells += [""] * (width - len(cells))
        if self._long_places:
            for at in range(width):
                later = self._long_places.get((sheet.name, row.number, at))
                if later:
                    cells[at] += "".join(self._long[one] for one in later)
        if any(not cell.isspace() for cell in cells if cell):
            notes = tuple(
                replace(note, line=line, column=self.columns[at])
                for at, note in row.notes
                if at < width
            )
            yield Record(line, cells, None, notes)

    def identity(self, cells: list[str]) -> str:
        """The cells, told apart by their lengths."""
        return f"{','.join(map(str, map(len, cells)))}:{''.join(cells)}"


def _close_all(*stores: TextStore) -> None:
    for store in stores:
        store.close()
