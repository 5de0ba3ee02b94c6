"""The only place that reads records of JSON: lines, an array, or an array under one key.

An array is decoded element by element from a buffer that grows no larger than one element needs,
so that a file of any size can be read. Nested objects become dotted columns (`stats.closed_at`).
Numbers keep their digits as written. NaN and Infinity are no JSON and are refused.
"""

import json
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NoReturn, TextIO

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Damaged, Problem, ProblemCode
from helpdesk_desktop.services.imports.byte_source import ByteSource
from helpdesk_desktop.services.imports.encodings import Encoding
from helpdesk_desktop.services.imports.records import Record

_CHUNK = 1 << 18
# One element: eight long texts that are escaped throughout. What is longer is broken.
_LONGEST_ELEMENT = 64_000_000
# A whole document under one object is looked at in memory; larger ones must be arrays or lines.
_LONGEST_DOCUMENT = 64_000_000
_RECORDS_BETWEEN_CHECKS = 1_024
# Objects are looked into this deep; deeper ones stay JSON text in their cell.
_DEEPEST = 4
# Where interfaces of help desks put their rows; our own `list --json` says rows.
_ROW_KEYS = ("rows", "results", "tickets", "data", "items", "records", "value", "issues")
_MOST_ENVELOPE_KEYS = 8
_BLANK = " \t\r\n"


class JsonShape(Enum):
    """How records stand in the file."""

    LINES = "lines"
    ARRAY = "array"
    DOCUMENT = "document"


class _NotJsonError(ValueError):
    """Something that Python takes and JSON does not know."""


def _refuse(constant: str) -> NoReturn:
    raise _NotJsonError(f"{constant} is no JSON")


# Text of a number as it stands: 0815 ids and 17 digits survive.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=_refuse)
_FAULTS = (ValueError, RecursionError)


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error)


def json_shape(source: ByteSource, encoding: Encoding) -> JsonShape:
    """Which shape the file has, told from its beginning, or else from its name."""
    with encoding.open(source) as text:
        head = text.read(_CHUNK).lstrip(_BLANK)
    if head.startswith("["):
        return JsonShape.ARRAY
    if {".jsonl", ".ndjson"} & {suffix.lower() for suffix in source.path.suffixes}:
        return JsonShape.LINES
    first = head.split("\n", 1)[0].strip()
    try:
        value = _DECODER.decode(first)
    except _FAULTS:
        return JsonShape.DOCUMENT
    # One object on one line: lines, unless it wraps rows.
    is_wrapped = isinstance(value, dict) and _rows_of(value) is not None
    return JsonShape.DOCUMENT if is_wrapped else JsonShape.LINES


class JsonReader:
    """One file of JSON."""

    def __init__(self, source: ByteSource, encoding: Encoding, shape: JsonShape) -> None:
        self._source = source
        self._encoding = encoding
        self._shape = shape
        self._place = str(source.path)
        self._index: dict[str, int] = {}
        self.columns: list[str] = []

    def look_ahead(self, count: int, cancel: Cancellation) -> None:
        """Learn the columns of the first records.

        Raises:
            Damaged: the file is not JSON, or holds no list of objects.
        """
        for record in self.records(cancel):
            if record.line >= count:
                return

    def add_column(self, name: str) -> None:
        """Make room for a column that a later record may have."""
        if name not in self._index:
            self._index[name] = len(self.columns)
            self.columns.append(name)

    def records(self, cancel: Cancellation) -> Iterator[Record]:
        """Every element or line; `line` is the element's number from 1.

        Raises:
            Damaged: nothing of the file can be read.
        """
        with self._encoding.open(self._source) as text:
            if self._shape is JsonShape.LINES:
                elements = self._lines(text)
            elif self._shape is JsonShape.ARRAY:
                elements = self._array(text)
            else:
                elements = self._document(text)
            for number, element in enumerate(elements, start=1):
                if number % _RECORDS_BETWEEN_CHECKS == 0:
                    cancel.check()
                if isinstance(element, Problem):
                    yield Record(number, [], element)
                elif isinstance(element, dict):
                    yield Record(number, self._cells(element))
                else:
                    yield Record(number, [], Problem(ProblemCode.BAD_TEXT, "not_an_object"))

    def identity(self, cells: list[str]) -> str:
        """Names and values of what is not empty, so that later columns change nothing."""
        pairs = zip(self.columns, cells, strict=False)
        return json.dumps(sorted(pair for pair in pairs if pair[1]))

    def _lines(self, text: TextIO) -> Iterator[Any]:
        while line := text.readline(_LONGEST_ELEMENT):
            if len(line) >= _LONGEST_ELEMENT:
                raise Damaged("line_too_long", place=self._place, limit=_LONGEST_ELEMENT)
            bare = line.strip(_BLANK)
            if not bare:
                continue
            try:
                yield _DECODER.decode(bare)
            except _FAULTS as error:
                yield self._fault(error)

    def _fault(self, error: Exception) -> Problem:
        values = {"place": self._source.path.name, "reason": _reason(error)}
        return Problem(ProblemCode.BAD_TEXT, "bad_json", values)

    def _document(self, text: TextIO) -> Iterator[Any]:
        content = text.read(_LONGEST_DOCUMENT + 1)
        if len(content) > _LONGEST_DOCUMENT:
            reason = "it is one object and larger than 64 MB; use an array or JSON lines"
            raise Damaged("bad_json", place=self._place, reason=reason)
        try:
            value = _DECODER.decode(content)
        except _FAULTS as error:
            raise Damaged("bad_json", place=self._place, reason=_reason(error)) from error
        if not isinstance(value, dict):
            raise Damaged("json_not_rows", place=self._place)
        rows = _rows_of(value)
        yield from [value] if rows is None else rows

    def _array(self, text: TextIO) -> Iterator[Any]:
        buffer = _Buffer(text)
        buffer.skip_blank()
        buffer.at += 1  # the bracket that told the shape
        count = 0
        try:
            if buffer.skip_blank() == "]":
                buffer.at += 1
            else:
                while True:
                    value = buffer.value()
                    mark = buffer.skip_blank()
                    if mark not in {",", "]"}:
                        raise _NotJsonError(f"expected , or ] after element {count + 1}")
                    count += 1
                    yield value
                    buffer.at += 1
                    if mark == "]":
                        break
                    buffer.skip_blank()
            if buffer.skip_blank():
                raise _NotJsonError("something follows the closing ]")
        except _FAULTS as error:
            if count == 0:
                raise Damaged("bad_json", place=self._place, reason=_reason(error)) from error
            yield self._fault(error)

    def _cells(self, element: dict[str, Any]) -> list[str]:
        cells = [""] * len(self.columns)
        self._fill(element, "", cells, 1)
        return cells

    def _fill(self, element: dict[str, Any], prefix: str, cells: list[str], depth: int) -> None:
        for key, value in element.items():
            name = prefix + key
            if isinstance(value, dict) and value and depth < _DEEPEST:
                self._fill(value, f"{name}.", cells, depth + 1)
                continue
            place = self._index.get(name)
            if place is None:
                self.add_column(name)
                cells.append("")
                place = len(cells) - 1
            cells[place] = _cell(value)


class _Buffer:
    """A moving window over the text."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self.at = 0
        self._has_ended = False

    def _more(self, size: int) -> bool:
        if self._has_ended:
            return False
        chunk = self._text.read(size)
        self._has_ended = not chunk
        self._held = self._held[self.at :] + chunk
        self.at = 0
        return bool(chunk)

    def skip_blank(self) -> str:
        """Go to the next character that is not blank and give it; empty at the end."""
        while True:
            while self.at < len(self._held):
                char = self._held[self.at]
                if char not in _BLANK:
                    return char
                self.at += 1
            if not self._more(_CHUNK):
                return ""

    def value(self) -> Any:
        """The value that begins here."""
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self.at)
            except RecursionError:
                raise
            except ValueError:
                # Cut off by the end of the buffer, or wrong: only more text tells.
                if len(self._held) - self.at > _LONGEST_ELEMENT or not self._more(wanted):
                    raise
                wanted *= 2
                continue
            # A number at the very end may go on.
            if end == len(self._held) and self._more(wanted):
                continue
            self.at = end
            return value


def _rows_of(value: dict[str, Any]) -> list[Any] | None:
    # The rows that an envelope holds; None for an object that is a record itself.
    for key in _ROW_KEYS:
        rows = value.get(key)
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
    if len(value) > _MOST_ENVELOPE_KEYS:
        return None
    is_rows: Callable[[Any], bool] = lambda part: (  # noqa: E731  # used twice on the next line
        isinstance(part, list) and bool(part) and all(isinstance(row, dict) for row in part)
    )
    lists = [part for part in value.values() if is_rows(part)]
    return lists[0] if len(lists) == 1 else None


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False) if value else ""
