"""The only place that keeps a log from growing: turned over, else shortened, else ended.

A log is turned over when it is full. Several programs write to it: one of them turns it over, and
the others go on in the new file. Where that cannot be (Windows lets nobody rename what another
program has open, a folder may forbid it), its older half is cut off in its place; where that
cannot be either, one line says so and nothing more is written until there is room again.
"""

import errno
import io
import logging
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from typing_extensions import override

from helpdesk_desktop.services.file_lock import took_lock

_CUT: Final = "-- The log could not be turned over; entries before this one were cut off.\n"
_ENDED: Final = "-- The log is full and can only grow, so nothing more is written to it.\n"


class TurnedLog(RotatingFileHandler):
    """A log file for its owner alone that never holds much more than `maxBytes`."""

    _is_ended = False

    @override
    def shouldRollover(self, record: logging.LogRecord) -> bool:
        """Never where it is asked: it has been made room for the entry, or the entry is left out.

        Raises:
            OSError: there is no room; as all that `emit` meets, it ends in `handleError`.
        """
        text = self.format(record) + self.terminator
        self._follow()
        if not self._makes_room(len(text.encode(errors="backslashreplace"))):
            raise OSError(errno.EFBIG, "the log is full")
        return False

    @override
    def rotate(self, source: str, dest: str) -> None:
        with suppress(OSError):
            super().rotate(source, dest)

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        pass  # a full disk, a folder that went away: there is no other place to say it

    @override
    def _open(self) -> io.TextIOWrapper:
        with suppress(OSError):
            os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT, 0o600))
        return super()._open()

    def _stream(self) -> io.TextIOWrapper:
        if self.stream is None:
            self.stream = self._open()
        return self.stream

    def _makes_room(self, size: int) -> bool:
        """Whether so much may be written, once room has been made for it."""
        if self._fits(size):
            self._is_ended = False
            return True
        if self._is_ended:
            return False
        with self._alone() as is_ours:
            if not is_ours:  # another program turns it over just now; this entry is not waited for
                return self._fits(size, self.maxBytes)
            with suppress(OSError):  # the oldest cannot be taken away
                self.doRollover()
            if not self._fits(size):
                self._shorten()
            self._is_ended = not self._fits(size)
            if self._is_ended:
                self._say_the_end()
        return not self._is_ended

    def _fits(self, size: int, more: int = 0) -> bool:
        used = self._used()
        return not used or used + size <= self.maxBytes + more

    def _used(self) -> int:
        try:
            found = os.stat(self.baseFilename)  # noqa: PTH116  # each entry asks it
        except FileNotFoundError:
            return 0
        return found.st_size if stat.S_ISREG(found.st_mode) else 0

    def _follow(self) -> None:
        """Let go of a file that has lost its name: another program turned it over."""
        if self.stream is not None and not self._is_named(self.stream.fileno()):
            self._let_go()

    def _let_go(self) -> None:
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError):
                stream.close()

    def _is_named(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.stat(self.baseFilename))  # noqa: PTH116  # as above
        except FileNotFoundError:
            return False

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether nobody else turns this very file over while the `with` block runs."""
        if os.name == "nt":
            yield True  # Windows renames nothing that another program has open
            return
        held = os.dup(self._stream().fileno())  # the stream itself is closed on the way
        try:
            yield took_lock(held) and self._is_named(held)
        finally:
            os.close(held)

    def _shorten(self) -> None:
        """Cut the older half off, in its place."""
        self._let_go()
        with suppress(OSError), Path(self.baseFilename).open("r+b") as file:
            file.seek(-(self.maxBytes // 2), os.SEEK_END)
            newer = file.read().partition(b"\n")[2]
            file.seek(0)
            file.truncate()
            file.write(_CUT.encode() + newer)

    def _say_the_end(self) -> None:
        """Once, whichever program comes to it."""
        with open(self.baseFilename, "rb") as file:  # noqa: PTH123  # what only grows is no Path's
            file.seek(-len(_ENDED), os.SEEK_END)
            if file.read() == _ENDED.encode():
                return
        with open(self.baseFilename, "ab") as file:  # noqa: PTH123  # as above
            file.write(_ENDED.encode())
