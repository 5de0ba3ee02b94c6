"""The only place that writes workbooks: rows go straight into the packed file as they come.

Nothing is gathered but the parts of texts that are too long for a cell. Every text is a cell of
type text, so that none is ever a formula or a link, whatever it begins with. A sheet that is full
goes on in another of the same header. The archive never needs the 64-bit form inside a sheet,
which Excel offers to repair.
"""

import json
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from types import TracebackType
from typing import BinaryIO, Self, TypeAlias

from helpdesk_desktop.services.xlsx import frame
from helpdesk_desktop.services.xlsx.cell_text import (
    ROW_LIMIT,
    TEXT_LIMIT,
    column_letters,
    pieces,
    spelled,
)

Cell: TypeAlias = str | int | None

LONG_SHEET = "Long texts"
LONG_HEADER = ("sheet", "row", "column", "part", "text")
_LONG_WIDTHS = (14, 10, 16, 8, 80)
# A whole number that a spreadsheet keeps: it has 15 digits.
_MOST_NUMBER = 10**15
# Unpacked bytes of one sheet; 2 GiB would ask for the 64-bit form.
_SHEET_BYTES = 1_500_000_000
# What a spreadsheet would take for the start of a formula, were it typed.
_FORMULA_STARTS = "=+-@\t\r\n'"
_ROWS_BETWEEN_WRITES = 128
# 6, the usual level, packs 4 % better and takes twice as long.
_LEVEL = 3
_HELD_BYTES = 1 << 20


class _Sheet:
    """One sheet under way."""

    def __init__(
        self, package: zipfile.ZipFile, number: int, header: Sequence[str], widths: Sequence[int]
    ) -> None:
        self._file = package.open(frame.sheet_part(number), "w")
        self._letters = [column_letters(at) for at in range(1, len(header) + 1)]
        self._held: list[str] = [frame.sheet_head(widths)]
        self.bytes = 0
        self.rows = 0
        self.write(header, style=frame.HEADER_STYLE)

    def write(self, cells: Sequence[Cell], *, style: int = frame.TEXT_STYLE) -> None:
        self.rows += 1
        row = self.rows
        parts = [f'<row r="{row}">']
        for letters, cell in zip(self._letters, cells, strict=False):
            if isinstance(cell, str):
                if not cell:
                    continue
                own = frame.GUARDED_STYLE if cell[0] in _FORMULA_STARTS else style
                parts.append(
                    f'<c r="{letters}{row}" s="{own}" t="inlineStr">'
                    f'<is><t xml:space="preserve">{spelled(cell)}</t></is></c>'
                )
            elif isinstance(cell, bool):
                parts.append(f'<c r="{letters}{row}" t="b"><v>{int(cell)}</v></c>')
            elif cell is not None:
                parts.append(f'<c r="{letters}{row}"><v>{cell}</v></c>')
        parts.append("</row>")
        self._held.append("".join(parts))
        if len(self._held) >= _ROWS_BETWEEN_WRITES:
            self._flush()

    def _flush(self) -> None:
        data = "".join(self._held).encode()
        self._held.clear()
        self.bytes += len(data)
        self._file.write(data)

    def close(self) -> None:
        self._held.append(frame.sheet_foot(self.rows, len(self._letters)))
        self._flush()
        self._file.close()

    def abandon(self) -> None:
        self._file.close()


class WorkbookWriter:
    """A workbook under way; leaving the `with` block by an error leaves a broken file behind.

    `long_texts` counts the cells that were too long: the rest of each stands on a sheet of its own
    with its sheet, row and column, where the importer finds it.
    """

    def __init__(
        self, out: BinaryIO, name: str, header: Sequence[str], widths: Sequence[int]
    ) -> None:
        self._package = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._name = name
        self._header = tuple(header)
        self._widths = tuple(widths)
        self._names: list[str] = []
        self._long = tempfile.SpooledTemporaryFile(  # noqa: SIM115  # closed by __exit__
            _HELD_BYTES, mode="w+", encoding="utf-8", newline="\n", errors="surrogatepass"
        )
        self.long_texts = 0
        self._sheet = self._begin(name, self._header, self._widths)

    @property
    def sheets(self) -> int:
        """How many sheets of rows there are."""
        return len(self._names)

    def _begin(self, name: str, header: Sequence[str], widths: Sequence[int]) -> _Sheet:
        self._names.append(name)
        return _Sheet(self._package, len(self._names), header, widths)

    def write(self, cells: Sequence[Cell]) -> None:
        """Add a row; what is None or an empty text is an empty cell."""
        if self._sheet.rows >= ROW_LIMIT or self._sheet.bytes >= _SHEET_BYTES:
            self._sheet.close()
            name = continued_name(self._name, len(self._names) + 1)
            self._sheet = self._begin(name, self._header, self._widths)
        self._sheet.write([self._fitting(cell, at) for at, cell in enumerate(cells)])

    def _fitting(self, cell: Cell, at: int) -> Cell:
        if isinstance(cell, str):
            if len(cell) <= TEXT_LIMIT // 2:
                return cell
            first, *later = pieces(cell)
            if later:
                self.long_texts += 1
                place = (self._names[-1], self._sheet.rows + 1, self._header[at])
                for part, text in enumerate(later, start=2):
                    self._long.write(json.dumps([*place, part, text]) + "\n")
            return first
        return str(cell) if cell is not None and abs(cell) >= _MOST_NUMBER else cell

    def close(self) -> None:
        """Finish the file."""
        self._sheet.close()
        rows = len(self._names)
        if self.long_texts:
            self._long.seek(0)
            self._sheet = self._begin(LONG_SHEET, LONG_HEADER, _LONG_WIDTHS)
            for line in self._long:
                if self._sheet.rows >= ROW_LIMIT or self._sheet.bytes >= _SHEET_BYTES:
                    self._sheet.close()
                    name = continued_name(LONG_SHEET, len(self._names) - rows + 1)
                    self._sheet = self._begin(name, LONG_HEADER, _LONG_WIDTHS)
                self._sheet.write(json.loads(line))
            self._sheet.close()
        names = tuple(self._names)
        del self._names[rows:]
        for part, content in (
            ("[Content_Types].xml", frame.content_types(len(names))),
            ("_rels/.rels", frame.ROOT_RELATIONS),
            ("xl/workbook.xml", frame.workbook(names)),
            ("xl/_rels/workbook.xml.rels", frame.workbook_relations(len(names))),
            ("xl/styles.xml", frame.STYLES),
        ):
            self._package.writestr(part, content)
        self._package.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.close()
        finally:
            # After an error the file is broken already, and its disk may be full.
            with suppress(OSError, ValueError):
                self._sheet.abandon()
            with suppress(OSError, ValueError):
                self._package.close()
            self._long.close()


def continued_name(name: str, number: int) -> str:
    """What the `number`-th sheet is called, in which `name` goes on."""
    return name if number == 1 else f"{name} ({number})"


def header_widths(header: Sequence[str]) -> tuple[int, ...]:
    """Widths for columns of our own keys, in characters."""
    wide = {"subject": 50, "description": 60, "serial": 9, "version": 9, "uid": 38, "email": 28}
    instants = dict.fromkeys(("created", "updated", "due", "closed", "first_response"), 22)
    known = dict(chain(wide.items(), instants.items()))
    return tuple(known.get(key, 16) for key in header)
