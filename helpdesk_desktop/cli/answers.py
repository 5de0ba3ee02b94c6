"""The only place that writes what the command line answers: JSON, CSV, or text for people.

`--json` puts one UTF-8 document on standard output and nothing else there; sentences and progress
go to standard error.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from helpdesk_desktop.domain.errors import BadQuery, HelpdeskError

EXIT_DONE = 0
EXIT_NOT_DONE = 1
EXIT_USAGE = 2
EXIT_UNAVAILABLE = 3
EXIT_REFUSED = 4

_EXITS = {
    "usage": EXIT_USAGE,
    "query": EXIT_USAGE,
    "not_found": EXIT_NOT_DONE,
    "invalid": EXIT_NOT_DONE,
    "unavailable": EXIT_UNAVAILABLE,
    "not_allowed": EXIT_REFUSED,
    "newer_schema": EXIT_REFUSED,
    "foreign_file": EXIT_REFUSED,
    "damaged": EXIT_REFUSED,
}
_LONGEST_CELL = 60  # columns of a terminal; the whole value stands in the JSON


def format_of(asked: argparse.Namespace) -> str:
    """How to answer: text, json or csv."""
    return str(getattr(asked, "format", "text"))


def is_json(asked: argparse.Namespace) -> bool:
    """Whether to answer in JSON."""
    return format_of(asked) == "json"


def exit_of(error: HelpdeskError) -> int:
    """The exit code for an error."""
    return _EXITS[error.code]


def write_json(value: Any, out: TextIO) -> None:
    """One JSON document and a line end."""
    json.dump(value, out, ensure_ascii=False, separators=(",", ":"))
    out.write("\n")


def write_error(error: HelpdeskError, *, in_json: bool, out: TextIO) -> None:
    """The sentence on standard error; with `--json` also the error object on standard output."""
    column = error.column if isinstance(error, BadQuery) else None
    if in_json:
        body = {"code": error.code, "message": error.message, "column": column}
        write_json({"error": body}, out)
    place = f" (column {column})" if column is not None else ""
    sys.stderr.write(f"{error.message}{place}\n")


def write_rows_as_json(
    head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], out: TextIO
) -> None:
    """An object whose last member `rows` is written row by row, however many there are."""
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    out.write(f'{start[:-1]},"rows":[')
    for number, row in enumerate(rows):
        if number:
            out.write(",")
        json.dump(row, out, ensure_ascii=False, separators=(",", ":"))
    out.write("]}\n")


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """Rows for people, in columns as wide as what they hold."""
    cells = [[_cell(row.get(key)) for key in columns] for row in rows]
    widths = [
        max([len(key), *(len(line[place]) for line in cells)]) for place, key in enumerate(columns)
    ]
    for line in [list(columns), *cells]:
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")


def write_members(record: Mapping[str, Any], out: TextIO) -> None:
    """One object for people, a member a line; lists and objects below their name."""
    width = max(map(len, record), default=0)
    for key, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            out.write(f"{key}:\n")
            lines = ("  ".join(f"{k}={_cell(v)}" for k, v in entry.items()) for entry in value)
            out.writelines(f"  {line}\n" for line in lines)
        else:
            shown = _text(value).replace("\n", "\n" + " " * (width + 2))
            out.write(f"{key:<{width}}  {shown}\n")


# A customer's text must not steer the terminal: control characters become pictures of themselves.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"} | {
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value) or "-"
    if isinstance(value, dict):
        return " ".join(f"{key}={_text(each)}" for key, each in value.items()) or "-"
    return str(value).translate(_PICTURES)


def _cell(value: Any) -> str:
    line = " ".join(_text(value).split())
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"
