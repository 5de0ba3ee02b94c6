"""The only place that tells what kind of file one is, from its content and not from its name.

Encoding, separator and shape are found by reading the whole file once or twice; nothing is
written anywhere, and a file that cannot be read at all is refused here, before any row is taken.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TextIO

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import COLUMN_KEYS
from helpdesk_desktop.domain.errors import Damaged
from helpdesk_desktop.services.imports.byte_source import ByteSource, byte_source
from helpdesk_desktop.services.imports.csv_reader import CsvReader
from helpdesk_desktop.services.imports.delimiters import detect_delimiter
from helpdesk_desktop.services.imports.encodings import Encoding, detect_encoding
from helpdesk_desktop.services.imports.import_map import Options
from helpdesk_desktop.services.imports.json_reader import JsonReader, json_shape

# Columns of JSON records are learned from so many of them before a preset is looked for.
_LOOK_AHEAD_RECORDS = 200
_LONGEST_LINE = 16_000_000
# How files begin that people take for tables: workbooks and archives, old workbooks, PDF,
# pictures, programs, databases, other packers.
_FOREIGN = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF",
    b"MZ\x90", b"SQLite format 3", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_LINES_BETWEEN_CHECKS = 16_384


class FileKind(Enum):
    """What is in the file."""

    SEPARATED = "separated"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """One file that can be read; `delimiter` is None for JSON.

    An own export is one whose header line holds nothing but keys of our own JSON contract,
    separated by commas and ended as RFC 4180 says. Only there is a leading `'` a guard of ours.
    """

    path: Path
    encoding: Encoding
    reader: CsvReader | JsonReader
    delimiter: str | None
    is_own_export: bool

    @property
    def kind(self) -> FileKind:
        """What is in the file."""
        return FileKind.JSON if self.delimiter is None else FileKind.SEPARATED


def open_file(
    path: Path,
    options: Options,
    cancel: Cancellation,
    *,
    max_bytes: int,
    head_bytes: int | None = None,
    heard: Callable[[int], object] | None = None,
) -> OpenedFile:
    """The file, ready to be read; `head_bytes` and `heard` are those of `ByteSource`.

    Raises:
        Unavailable: it is not there or cannot be read.
        Damaged: it is empty, broken, too large when unpacked, of another kind, or not in the
            forced encoding.
        BadUsage: the forced encoding is not known.
    """
    source = byte_source(path, max_bytes=max_bytes, head_bytes=head_bytes, heard=heard)
    _refuse_foreign(source)
    encoding = detect_encoding(source, options.encoding, cancel)
    if _is_json(source, encoding, is_separated=options.delimiter != "auto"):
        reader = JsonReader(source, encoding, json_shape(source, encoding))
        reader.look_ahead(_LOOK_AHEAD_RECORDS, cancel)
        return OpenedFile(path, encoding, reader, None, is_own_export=False)
    delimiter = options.delimiter
    if delimiter == "auto":
        with encoding.open(source) as text:
            delimiter = detect_delimiter(_lines(text, path, cancel))
    table = CsvReader(source, encoding, delimiter)
    return OpenedFile(path, encoding, table, delimiter, _is_own(table))


def _refuse_foreign(source: ByteSource) -> None:
    # Any bytes are text in some encoding; nobody is helped by seeing a picture as rows.
    with source.open() as file:
        head = file.read(16)
    if head.startswith(_FOREIGN):
        raise Damaged("unknown_format", place=str(source.path))


def _is_json(source: ByteSource, encoding: Encoding, *, is_separated: bool) -> bool:
    if is_separated:
        return False
    with encoding.open(source) as text:
        head = text.read(4_096).lstrip(" \t\r\n")
    names = [suffix.lower() for suffix in source.path.suffixes]
    if {".json", ".jsonl", ".ndjson"} & set(names):
        if not head:
            raise Damaged("bad_json", place=str(source.path), reason="it is empty")
        return True
    if {".csv", ".tsv", ".tab"} & set(names):
        return False
    return head.startswith(("{", "["))


def _lines(text: TextIO, path: Path, cancel: Cancellation) -> Iterator[str]:
    number = 0
    while line := text.readline(_LONGEST_LINE):
        if len(line) >= _LONGEST_LINE:
            raise Damaged("line_too_long", place=str(path), limit=_LONGEST_LINE)
        number += 1
        if number % _LINES_BETWEEN_CHECKS == 0:
            cancel.check()
        yield line


def _is_own(table: CsvReader) -> bool:
    return (
        table.delimiter == ","
        and table.header_end == "\r\n"
        and all(name in COLUMN_KEYS or name.startswith("cf.") for name in table.header)
    )
