"""The only place that writes what the command line answers: JSON, CSV, or text for people.

`--json` puts one UTF-8 document on standard output and nothing else there; sentences and progress
go to standard error. Whatever is written for people has no control characters but line ends: a
customer's text must not steer the terminal.
"""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import Any

from helpdesk_desktop.cli.output import Output
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
# The widths of a table are those of its first rows: a list of millions is not held back for them.
_MEASURED_ROWS = 1_000


def format_of(asked: argparse.Namespace) -> str:
    """How to answer: text, json or csv."""
    return str(getattr(asked, "format", "text"))


def is_json(asked: argparse.Namespace) -> bool:
    """Whether to answer in JSON."""
    return format_of(asked) == "json"


def exit_of(error: HelpdeskError) -> int:
    """The exit code for an error."""
    return _EXITS[error.code]


def write_json(value: Any, out: Output) -> None:
    """One JSON document and a line end."""
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_error(error: HelpdeskError, *, in_json: bool, out: Output) -> None:
    """The sentence on standard error; with `--json` also the error object on standard output.

    What broke off in the middle of its document gets no second one.
    """
    column = error.column if isinstance(error, BadQuery) else None
    place = f" (column {column})" if column is not None else ""
    say(f"{error.message}{place}")
    if in_json and not out.is_begun:
        body = {"code": error.code, "message": error.message, "column": column}
        write_json({"error": body}, out)
        out.flush()


def say(sentence: str) -> None:
    """A sentence on standard error; where that is broken, the work goes on unheard."""
    with suppress(OSError):
        sys.stderr.write(f"{_line(sentence)}\n")


def show_progress(text: str) -> None:
    """A text over the last one on standard error, on a terminal only."""
    with suppress(OSError):
        if sys.stderr.isatty():
            sys.stderr.write(text)
            sys.stderr.flush()


def write_line(text: str, out: Output) -> None:
    """A line for people."""
    out.write(f"{_line(text)}\n")


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: Output) -> int:
    """Rows for people, in columns as wide as what they hold; answers how many."""
    cells = ([_cell(row.get(key)) for key in columns] for row in rows)
    first = [list(columns), *islice(cells, _MEASURED_ROWS)]
    widths = [max(map(_width, column)) for column in zip(*first, strict=True)]
    count = -1  # the header is no row
    for line in chain(first, cells):
        padded = (
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        )
        out.write("  ".join(padded).rstrip() + "\n")
        count += 1
    return count


def write_members(record: Mapping[str, Any], out: Output) -> None:
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


# Control characters become pictures of themselves. So do the marks that turn the direction of
# writing: they would show a line in another order than it has.
_PICTURES = (
    {code: 0x2400 + code for code in range(32) if chr(code) != "\n"}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
)


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value) or "-"
    if isinstance(value, dict):
        return " ".join(f"{key}={_text(each)}" for key, each in value.items()) or "-"
    return str(value).replace("\t", "    ").translate(_PICTURES)


def _line(text: str) -> str:
    return text.translate(_PICTURES).replace("\n", " ")


def _cell(value: Any) -> str:
    line = " ".join(_text(value).split())
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"


def _width(text: str) -> int:
    # Chinese takes two columns of a terminal, a combining mark none.
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
