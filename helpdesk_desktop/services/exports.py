"""The only place that writes list rows as CSV, JSON and workbooks, with the contract's values.

Rows are written as they come, never gathered: an export of any size needs no more memory than one
row. CSV is RFC 4180 in UTF-8 with a header of keys; no cell can start a spreadsheet formula, and
`services.imports` takes the guard away again. In a workbook texts are texts and need no guard;
instants are the contract's texts there too: a spreadsheet's own date knows no time zone, tells
two instants of the hour that comes twice a year alike, and has none before 1900.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, NamedTuple, Protocol

from helpdesk_desktop.domain.formula_guard import FORMULA_STARTS, guarded
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.export_cells import ExportRow, cell_rows


class Writable(Protocol):
    """What takes text as it comes."""

    def write(self, text: str, /) -> object:
        """Take the text."""


def csv_cell(value: Any) -> str:
    """A JSON value of the contract as the text of one cell, guarded.

    Nothing is the empty cell; several people or options are joined by commas, a call is JSON.
    """
    if isinstance(value, str):
        return guarded(value) if value and value[0] in FORMULA_STARTS else value
    if value is None:
        return ""
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return guarded(",".join(map(str, value)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def csv_texts(texts: Iterable[str | None]) -> list[str | None]:
    """The cells of texts, guarded: a call of `csv_cell` for each costs more than the cell.

    None is written as the empty cell too.
    """
    return [guarded(text) if text and text[0] in FORMULA_STARTS else text for text in texts]


def write_csv(
    rows: Iterable[ExportRow], columns: Sequence[str], directory: Directory, out: Writable
) -> int:
    """Write the rows as CSV and give their number.

    `out` must be UTF-8 and leave line ends alone (`newline=""`).
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for block in cell_rows(rows, columns, directory, csv_cell, csv_texts):
        writer.writerows(block)
        count += len(block)
    return count


def workbook_cell(value: Any) -> Any:
    """A JSON value of the contract as a cell of a workbook: a text, a number, true or false."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, list):
        return ",".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


class WorkbookCount(NamedTuple):
    """What was written: rows, sheets of rows, and cells whose text goes on in another sheet."""

    rows: int
    sheets: int
    long_texts: int


def write_workbook(
    rows: Iterable[ExportRow], columns: Sequence[str], directory: Directory, out: BinaryIO
) -> WorkbookCount:
    """Write the rows as a workbook."""
    # Zip and styles: what no other export needs.
    from helpdesk_desktop.services.xlsx.writer import (  # noqa: PLC0415  # as said above
        WorkbookWriter,
        header_widths,
    )

    count = 0
    with WorkbookWriter(out, "Tickets", columns, header_widths(columns)) as workbook:
        for block in cell_rows(rows, columns, directory, workbook_cell):
            for cells in block:
                workbook.write(cells)
            count += len(block)
    return WorkbookCount(count, workbook.sheets, workbook.long_texts)


def write_json(
    rows: Iterable[ExportRow],
    columns: Sequence[str],
    directory: Directory,
    out: Writable,
    *,
    total: int,
    offset: int = 0,
    limit: int = 0,
) -> int:
    """Write the rows as the contract's `list` document, one row a line, and give their number."""
    out.write(f'{{"total":{total},"offset":{offset},"limit":{limit},"rows":[')
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    count = 0
    for block in cell_rows(rows, columns, directory):
        lines = [encode(dict(zip(columns, values, strict=True))) for values in block]
        out.write((",\n" if count else "\n") + ",\n".join(lines))
        count += len(block)
    out.write("\n]}\n" if count else "]}\n")
    return count
