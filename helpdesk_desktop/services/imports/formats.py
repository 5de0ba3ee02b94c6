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
from helpdesk_desktop.domain.columns import is_own_name
from helpdesk_desktop.domain.errors import Damaged
from helpdesk_desktop.services.imports.byte_source import ByteSource, byte_source
from helpdesk_desktop.services.imports.csv_reader import CsvReader
from helpdesk_desktop.services.imports.delimiters import detect_delimiter
from helpdesk_desktop.services.imports.encodings import Encoding, detect_encoding
from helpdesk_desktop.services.imports.import_map import Options
from helpdesk_desktop.services.imports.json_reader import JsonReader, json_shape
from helpdesk_desktop.services.imports.records import RecordReader
from helpdesk_desktop.services.imports.workbook_magic import OLE_MAGIC, ZIP_MAGIC, refuse_ole

# Columns of JSON records are learned from so many of them before a preset is looked for.
_LOOK_AHEAD_RECORDS = 200
_LONGEST_LINE = 16_000_000
# How files begin that people take for tables: archives, PDF, pictures, programs, databases, other
# packers.
_FOREIGN = (
    ZIP_MAGIC, b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF",
    b"MZ\x90", b"SQLite format 3", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_LINES_BETWEEN_CHECKS = 16_384


class FileKind(Enum):
    """What is in the file."""

    SEPARATED = "separated"
    JSON = "json"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """One file that can be read; `delimiter` is None for JSON and workbooks.

    Of a workbook `sheet` is the one that is read, `sheets` are all that it has.
    An own export is one whose header line holds nothing but keys of our own JSON contract,
    separated by commas and ended as RFC 4180 says. Only there is a leading `'` a guard of ours.
    """

    path: Path
    encoding: Encoding
    reader: RecordReader
    delimiter: str | None
    is_own_export: bool
    kind: FileKind
    sheet: str = ""
    sheets: tuple[str, ...] = ()


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
    magic = _magic(source)
    if magic.startswith(OLE_MAGIC):
        refuse_ole(source)
    if magic.startswith(ZIP_MAGIC) and not source.is_packed:
        return _open_workbook(source, options, cancel)
    if magic.startswith(_FOREIGN):
        # Any bytes are text in some encoding; nobody is helped by seeing a picture as rows.
        raise Damaged("unknown_format", place=str(path))
    encoding = detect_encoding(source, options.encoding, cancel)
    if _is_json(source, encoding, is_separated=options.delimiter != "auto"):
        reader = JsonReader(source, encoding, json_shape(source, encoding))
        reader.look_ahead(_LOOK_AHEAD_RECORDS, cancel)
        return OpenedFile(path, encoding, reader, None, is_own_export=False, kind=FileKind.JSON)
    delimiter = options.delimiter
    if delimiter == "auto":
        with encoding.open(source) as text:
            delimiter = detect_delimiter(_lines(text, path, cancel))
    table = CsvReader(source, encoding, delimiter)
    return OpenedFile(
        path,
        encoding,
        table,
        delimiter,
        is_own_export=_is_own(table),
        kind=FileKind.SEPARATED,
    )


def _magic(source: ByteSource) -> bytes:
    with source.open() as file:
        return file.read(16)


def _open_workbook(source: ByteSource, options: Options, cancel: Cancellation) -> OpenedFile:
    # What only workbooks need.
    from helpdesk_desktop.services.imports.xlsx_reader import XlsxReader  # noqa: PLC0415  # as said

    reader = XlsxReader(source, options.sheet, cancel)
    return OpenedFile(
        source.path,
        Encoding("utf-8", "utf-8"),
        reader,
        None,
        # Its cells are texts, so our own exports need no guard in them.
        is_own_export=False,
        kind=FileKind.WORKBOOK,
        sheet=reader.sheet_name,
        sheets=reader.sheet_names,
    )


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
        and all(map(is_own_name, table.header))
    )
