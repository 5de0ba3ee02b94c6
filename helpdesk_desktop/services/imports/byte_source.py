"""The only place that opens a file to import, packed or not, and says how much of it may come out.

Packed input is unpacked while it is read and never whole; what would grow beyond `max_bytes` or
beyond 200 times its size is refused at that point, so that a small file cannot fill the memory or
the disk. A file is opened again for every pass: passes are few and bounded memory matters more.
"""

import gzip
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from typing_extensions import override

from helpdesk_desktop.domain.errors import Damaged, HelpdeskError, Unavailable
from helpdesk_desktop.storage.failures import file_error

_GZIP_MAGIC = b"\x1f\x8b"
# The ratio of product.md section 12; ordinary text packs 3 to 20 times.
MOST_RATIO = 200
DEFAULT_MAX_BYTES = 20 * 1000**3  # 20 GB unpacked, product.md section 12
_BUFFER_BYTES = 1 << 18
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ByteSource:
    """One file to import; `max_bytes` bounds what packed input may unpack to.

    With `head_bytes` it ends after so many unpacked bytes. `heard` is told after each step how
    many bytes of the file this pass has read; it is called on the thread that reads.
    """

    path: Path
    is_packed: bool
    size: int
    max_bytes: int
    head_bytes: int | None = None
    heard: Callable[[int], object] | None = None

    def open(self) -> BinaryIO:
        """Its bytes from the start, unpacked.

        Reading raises `Damaged` where a packed file is broken or too large.

        Raises:
            Unavailable: the file cannot be read.
        """
        try:
            raw = self.path.open("rb")
        except OSError as error:
            raise _unreadable(self.path, error) from error
        guarded = _Guarded(raw, self)
        return io.BufferedReader(guarded, _BUFFER_BYTES)


def byte_source(
    path: Path,
    *,
    max_bytes: int,
    head_bytes: int | None = None,
    heard: Callable[[int], object] | None = None,
) -> ByteSource:
    """The file at `path`, looked at but not read.

    Raises:
        Unavailable: there is no such file, or it cannot be read.
    """
    try:
        if path.is_dir():
            raise Unavailable("unreadable", place=str(path), reason="it is a folder")
        with path.open("rb") as file:
            magic = file.read(2)
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    return ByteSource(path, magic == _GZIP_MAGIC, size, max_bytes, head_bytes, heard)


def _unreadable(path: Path, error: OSError) -> HelpdeskError:
    if isinstance(error, FileNotFoundError):
        return Unavailable("no_file", place=str(path))
    return file_error(error, str(path))


class _Guarded(io.RawIOBase):
    """Unpacks within the limits, and tells failures of the disk as domain errors."""

    def __init__(self, raw: BinaryIO, source: ByteSource) -> None:
        super().__init__()
        self._raw = raw
        self._source = source
        self._unpacked: BinaryIO | gzip.GzipFile = (
            gzip.GzipFile(fileobj=raw) if source.is_packed else raw
        )
        self._given = 0  # unpacked bytes

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # typeshed's Buffer needs Python 3.12
        place = str(self._source.path)
        wanted = len(buffer)
        if self._source.head_bytes is not None:
            wanted = min(wanted, self._source.head_bytes - self._given)
        try:
            chunk = self._unpacked.read(wanted)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Damaged("bad_packed", place=place, reason=str(error)) from error
        except OSError as error:
            raise _unreadable(self._source.path, error) from error
        buffer[: len(chunk)] = chunk
        self._given += len(chunk)
        if self._source.heard is not None:
            self._source.heard(self._raw.tell())
        if self._source.is_packed:
            if self._given > self._source.max_bytes:
                raise Damaged("file_too_large", place=place, limit=self._source.max_bytes)
            if self._given > MOST_RATIO * self._source.size:
                raise Damaged("packed_ratio", place=place, limit=MOST_RATIO)
        return len(chunk)

    @override
    def close(self) -> None:
        if not self.closed:
            self._unpacked.close()
            self._raw.close()
        super().close()
