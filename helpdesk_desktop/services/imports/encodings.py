"""The only place that decides how the bytes of an imported file become characters.

The whole file decides, not its beginning: an export is often plain ASCII for megabytes before the
first name with an accent. UTF-8 is taken wherever it explains the bytes; a file that is UTF-8 but
for a few bytes keeps its good rows and loses the bad ones with a sentence, rather than showing
every accent wrong.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn, TextIO

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage, Damaged
from helpdesk_desktop.services.imports.byte_source import CHUNK_BYTES, ByteSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")
_WIDE = re.compile("[^\x00-\x7f]")
# What spreadsheets and help desks write; without the list the detector sees EBCDIC in short texts.
_PLAUSIBLE = (
    "cp1252", "cp1250", "cp1251", "cp1258", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp874", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "koi8_r", "koi8_u", "iso8859_2",
    "iso8859_9", "iso8859_15", "mac_roman", "cp437", "cp850",
)  # fmt: skip
# Text around the first unusual bytes; the detector's time grows with it (about 1 s for 256 KiB).
_SAMPLE_BYTES = 1 << 17
_WINDOW_BYTES = 1 << 12
# Fewer unusual bytes than this tell no language; Western European is then by far the likeliest.
_FEWEST_TELLING = 4
# UTF-16 without a mark shows as NULs in every other byte of Western text.
_NUL_SHARE = 0.3
# Named like Python's own ways to meet bytes that do not fit.
_CHANGED = "helpdesk-file-changed"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file: `codec` for Python, `name` for people.

    A lenient one maps undecodable bytes to lone surrogates, so that only their rows are lost.
    """

    codec: str
    name: str
    is_lenient: bool = False

    def open(self, source: ByteSource) -> TextIO:
        """The file's text from the start, line ends as they are.

        Reading raises `Damaged` where the file has other bytes than when it was judged.
        """
        errors = "surrogateescape" if self.is_lenient else _CHANGED
        return io.TextIOWrapper(source.open(), encoding=self.codec, errors=errors, newline="")


def _refuse_changed(_error: UnicodeError) -> NoReturn:
    raise Damaged("file_changed")


codecs.register_error(_CHANGED, _refuse_changed)


def chunks(file: BinaryIO, cancel: Cancellation) -> Iterator[bytes]:
    """A file's bytes in pieces."""
    while chunk := file.read(CHUNK_BYTES):
        cancel.check()
        yield chunk


def detect_encoding(source: ByteSource, forced: str, cancel: Cancellation) -> Encoding:
    """How the file is to be read; `forced` is a codec's name or `auto`.

    Raises:
        BadUsage: the forced encoding is not known.
        Damaged: the forced encoding, or the one the file's own mark names, does not fit.
    """
    with source.open() as file:
        head = file.read(1 << 16)
    if forced != "auto":
        encoding = _named(forced, head)
        _demand(source, encoding, cancel)
        return encoding
    for mark, codec, name in _BOMS:
        if head.startswith(mark):
            encoding = Encoding(codec, name)
            if codec == "utf-8-sig":
                return _judge_utf8(source, encoding, cancel)
            _demand(source, encoding, cancel)
            return encoding
    if (wide := _unmarked_utf16(head)) is not None and _fits(source, wide, cancel) is None:
        return wide
    return _judge_utf8(source, Encoding("utf-8", "utf-8"), cancel)


def _named(name: str, head: bytes) -> Encoding:
    try:
        codec = codecs.lookup(name).name
        b"a".decode(codec, "replace")  # refuses what is no text encoding
    except (LookupError, ValueError):
        raise BadUsage("unknown_encoding", value=name) from None
    if codec == "utf-8" and head.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8-sig", "utf-8")
    return Encoding(codec, name.lower())


def _demand(source: ByteSource, encoding: Encoding, cancel: Cancellation) -> None:
    position = _fits(source, encoding, cancel)
    if position is not None:
        raise Damaged(
            "bad_encoding", place=str(source.path), encoding=encoding.name, position=position
        )


def _fits(source: ByteSource, encoding: Encoding, cancel: Cancellation) -> int | None:
    # The first byte that the encoding cannot read, or None.
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    done = 0
    with source.open() as file:
        for chunk in chunks(file, cancel):
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return done - kept + error.start
            done += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return max(0, done - len(decoder.getstate()[0]) + error.start)
    return None


def _unmarked_utf16(head: bytes) -> Encoding | None:
    half = len(head) // 2
    if half == 0:
        return None
    if head[1::2].count(0) > _NUL_SHARE * half and head[::2].count(0) == 0:
        return Encoding("utf-16-le", "utf-16-le")
    if head[::2].count(0) > _NUL_SHARE * half and head[1::2].count(0) == 0:
        return Encoding("utf-16-be", "utf-16-be")
    return None


def _judge_utf8(source: ByteSource, encoding: Encoding, cancel: Cancellation) -> Encoding:
    decoder = codecs.getincrementaldecoder(encoding.codec)("surrogateescape")
    good = bad = 0
    sample = bytearray()
    with source.open() as file:
        for chunk in chunks(file, cancel):
            if not chunk.isascii() and len(sample) < _SAMPLE_BYTES:
                _add_windows(chunk, sample)
            good, bad = _count(decoder.decode(chunk), good, bad)
        good, bad = _count(decoder.decode(b"", final=True), good, bad)
    if bad == 0:
        return encoding
    if good >= bad or encoding.codec == "utf-8-sig":
        return Encoding(encoding.codec, encoding.name, is_lenient=True)
    return _legacy(source, bytes(sample), cancel)


def _count(text: str, good: int, bad: int) -> tuple[int, int]:
    if text.isascii():
        return good, bad
    escaped = len(_ESCAPED.findall(text))
    return good + len(_WIDE.findall(text)) - escaped, bad + escaped


def _add_windows(chunk: bytes, sample: bytearray) -> None:
    # Stretches that hold unusual bytes, cut at line ends so that no character is torn.
    for start in range(0, len(chunk), _WINDOW_BYTES):
        window = chunk[start : start + _WINDOW_BYTES]
        if not window.isascii():
            lines = window.splitlines(keepends=True)
            whole = lines if len(lines) < 3 else lines[1:-1]
            sample += b"".join(line for line in whole if not line.isascii()) or window
        if len(sample) >= _SAMPLE_BYTES:
            return


def _legacy(source: ByteSource, sample: bytes, cancel: Cancellation) -> Encoding:
    # 80 ms to load, and needed for files of the last century only.
    from charset_normalizer import from_bytes  # noqa: PLC0415  # as said above

    guesses: list[str] = []
    if sum(byte > 0x7F for byte in sample) >= _FEWEST_TELLING:
        found = from_bytes(sample, cp_isolation=list(_PLAUSIBLE))
        guesses = [match.encoding for match in found]
    for name in (*guesses, "cp1252"):
        cancel.check()
        encoding = Encoding(name, name.replace("_", "-"))
        if _fits(source, encoding, cancel) is None:
            return encoding
    return Encoding("latin-1", "latin-1")  # knows every byte
