"""The only place that writes list rows as CSV and JSON, keys and values as the contract has them.

Rows are written as they come, never gathered: an export of any size needs no more memory than one
row. CSV is RFC 4180 in UTF-8 with a header of keys; no cell can start a spreadsheet formula, and
`services.imports` takes the guard away again.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from helpdesk_desktop.domain.custom_values import joined
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.records import RowExtras, row_record, row_value
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.services.imports.formula_guard import guarded

ExportRow = tuple[TicketRow, RowExtras | None]


class Writable(Protocol):
    """What takes text as it comes."""

    def write(self, text: str, /) -> object:
        """Take the text."""


def csv_cell(value: Any) -> str:
    """A JSON value of the contract as the text of one cell, guarded.

    Nothing is the empty cell; several people or options are joined by commas, a call is JSON.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return guarded(",".join(map(str, value)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def write_csv(
    rows: Iterable[ExportRow], columns: Sequence[str], directory: Directory, out: Writable
) -> int:
    """Write the rows as CSV and give their number.

    `out` must be UTF-8 and leave line ends alone (`newline=""`).
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row, extras in rows:
        cells = (_flat(key, row_value(key, row, extras, directory), directory) for key in columns)
        writer.writerow([csv_cell(cell) for cell in cells])
        count += 1
    return count


def _flat(key: str, value: Any, directory: Directory) -> Any:
    # A path is one value: its options are joined otherwise than several values are.
    if isinstance(value, list) and key.startswith("cf."):
        field = directory.custom_field_by_key[fold(key)]
        return joined(field, value)
    return value


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
    count = 0
    for row, extras in rows:
        out.write(",\n" if count else "\n")
        record = row_record(row, extras, columns, directory)
        out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        count += 1
    out.write("\n]}\n" if count else "]}\n")
    return count
