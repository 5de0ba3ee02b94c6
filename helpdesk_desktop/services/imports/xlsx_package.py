"""The only place that opens a workbook's package, and says how much of it may come out.

A package is a zip archive of XML. Parts are unpacked while they are read; what would grow beyond
`max_bytes` or beyond 200 times the archive is refused at that point. Document types, which can
make a text of a gigabyte out of a line, are refused in every part.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, NamedTuple
from xml.parsers import expat

from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Damaged, Unavailable
from helpdesk_desktop.services.imports.byte_source import MOST_RATIO, ByteSource
from helpdesk_desktop.storage.failures import file_error

# Bytes of XML between two looks at the cancellation; about 10 ms.
_STEP_BYTES = 1 << 17
_MAIN_PART = "xl/workbook.xml"
# A list of sheets and the styles are small; what is larger is no workbook of a person.
_MOST_FRAME_BYTES = 64_000_000

Attributes = dict[str, str]


class Handlers(NamedTuple):
    """What a part's XML is told to: names of elements without their namespaces."""

    start: Callable[[str, Attributes], object]
    end: Callable[[str], object] | None = None
    text: Callable[[str], object] | None = None


class SheetEntry(NamedTuple):
    """A sheet: its name, and where it lies in the package."""

    name: str
    part: str
    is_hidden: bool


class _DoctypeError(ValueError):
    """A part has a document type, which no workbook needs."""


@contextmanager
def told(source: ByteSource) -> Iterator[None]:
    """What a broken package raises, as errors of the domain."""
    place = str(source.path)
    try:
        yield
    except (_DoctypeError, expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Damaged("bad_workbook", place=place, reason=str(error)) from error
    except (KeyError, ValueError, IndexError, struct.error, OverflowError) as error:
        raise Damaged("bad_workbook", place=place, reason=str(error).strip("'\"")) from error
    except RuntimeError as error:
        # A zip of which parts are locked; or packed in a way that this Python does not know.
        if isinstance(error, NotImplementedError):
            raise Damaged("bad_workbook", place=place, reason=str(error)) from error
        raise Damaged("workbook_locked", place=place) from error
    except OSError as error:
        raise file_error(error, place) from error


class Package:
    """One workbook; every reading opens the file anew."""

    def __init__(self, source: ByteSource, cancel: Cancellation) -> None:
        """Read what sheets there are.

        Raises:
            Damaged: it is no workbook, or a broken one.
            Unavailable: the file cannot be read.
        """
        self.source = source
        self._cancel = cancel
        self.is_1904 = False
        self.sheets: tuple[SheetEntry, ...] = ()
        self.strings_part = ""
        self.styles_part = ""
        with told(source), self._zip() as archive:
            names = set(archive.namelist())
            self._read_frame(archive, names)

    def _zip(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.source.path)
        except FileNotFoundError:
            raise Unavailable("no_file", place=str(self.source.path)) from None

    def _read_frame(self, archive: zipfile.ZipFile, names: set[str]) -> None:
        place = str(self.source.path)
        main = _MAIN_PART
        if "_rels/.rels" in names:
            links = self._links(archive, "_rels/.rels", "")
            main = next((at for kind, at in links.values() if kind == "officeDocument"), main)
        if main not in names:
            raise Damaged("unknown_format", place=place)
        if main.endswith(".bin"):
            raise Damaged("workbook_binary", place=place)
        folder, file = posixpath.split(main)
        relations = f"{folder}/_rels/{file}.rels".lstrip("/")
        links = self._links(archive, relations, folder) if relations in names else {}
        parts = {kind: part for kind, part in links.values() if part in names}
        self.strings_part = parts.get("sharedStrings", "")
        self.styles_part = parts.get("styles", "")
        self.sheets = self._sheets(archive, main, links, names)
        if not self.sheets:
            raise Damaged("workbook_no_sheet", place=place)

    def _sheets(
        self,
        archive: zipfile.ZipFile,
        main: str,
        links: Mapping[str, tuple[str, str]],
        names: set[str],
    ) -> tuple[SheetEntry, ...]:
        found: list[SheetEntry] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self.is_1904 = attributes.get("date1904", "") in {"1", "true", "on"}
            elif name == "sheet":
                kind, part = links.get(_link_of(attributes), ("", ""))
                if kind == "worksheet" and part in names:
                    is_hidden = attributes.get("state", "visible") != "visible"
                    found.append(SheetEntry(attributes.get("name", ""), part, is_hidden))

        self._parse(archive, main, Handlers(start), _Budget(_MOST_FRAME_BYTES, self.source))
        return tuple(found)

    def _links(
        self, archive: zipfile.ZipFile, part: str, folder: str
    ) -> dict[str, tuple[str, str]]:
        # By id: what it is (the last word of its type) and where it lies.
        links: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: Attributes) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                links[attributes.get("Id", "")] = (kind, path)

        self._parse(archive, part, Handlers(start), _Budget(_MOST_FRAME_BYTES, self.source))
        return links

    def read(self, part: str, handlers: Handlers) -> None:
        """Read a whole part.

        Raises:
            Damaged, Unavailable, Cancelled: as said above.
        """
        for _ in self.steps(part, handlers):
            pass

    def steps(
        self, part: str, handlers: Handlers, cancel: Cancellation | None = None
    ) -> Iterator[None]:
        """Read a part step by step: after each, what was read was told.

        Raises:
            Damaged, Unavailable, Cancelled: as said above.
        """
        source = self.source
        cancel = cancel or self._cancel
        with told(source), self._zip() as archive, archive.open(part) as packed:
            info = archive.getinfo(part)
            budget = _Budget(source.max_bytes, source)
            counted = _Counted(packed, budget)
            parser = _parser(handlers)
            while chunk := counted.read(_STEP_BYTES):
                cancel.check()
                if source.heard is not None and info.file_size:
                    share = min(1.0, budget.used / info.file_size)
                    source.heard(int(share * source.size))
                parser.Parse(chunk)
                yield
                if source.head_bytes is not None and budget.used >= source.head_bytes:
                    return
            parser.Parse(b"", True)
            yield

    def _parse(
        self, archive: zipfile.ZipFile, part: str, handlers: Handlers, budget: "_Budget"
    ) -> None:
        parser = _parser(handlers)
        with archive.open(part) as packed:
            counted = _Counted(packed, budget)
            while chunk := counted.read(_STEP_BYTES):
                self._cancel.check()
                parser.Parse(chunk)
            parser.Parse(b"", True)


class _Budget:
    """How many unpacked bytes may still come."""

    def __init__(self, limit: int, source: ByteSource) -> None:
        self._limit = limit
        self._source = source
        self.used = 0

    def take(self, count: int) -> None:
        self.used += count
        place = str(self._source.path)
        if self.used > self._limit:
            raise Damaged("file_too_large", place=place, limit=self._limit)
        if self.used > MOST_RATIO * self._source.size:
            raise Damaged("packed_ratio", place=place, limit=MOST_RATIO)


class _Counted(io.RawIOBase):
    """Reads a part within its budget."""

    def __init__(self, packed: IO[bytes], budget: _Budget) -> None:
        super().__init__()
        self._packed = packed
        self._budget = budget

    @override
    def read(self, size: int = -1, /) -> bytes:
        chunk: bytes = self._packed.read(size)
        self._budget.take(len(chunk))
        return chunk


def _link_of(attributes: Attributes) -> str:
    # The one attribute of interest that has a namespace, and that differs by flavour.
    return next((value for key, value in attributes.items() if key.endswith(" id")), "")


def _parser(handlers: Handlers) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names: dict[str, str] = {}
    start, end = handlers.start, handlers.end

    def local(name: str) -> str:
        found = names.get(name)
        if found is None:
            found = names[name] = name.rpartition(" ")[2]
        return found

    def on_start(name: str, attributes: Attributes) -> None:
        start(names.get(name) or local(name), attributes)

    def on_doctype(*_: object) -> None:
        raise _DoctypeError("it has a document type")

    parser.StartElementHandler = on_start
    if end is not None:
        told_end = end
        parser.EndElementHandler = lambda name: told_end(names.get(name) or local(name))
    if handlers.text is not None:
        parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = on_doctype
    return parser
