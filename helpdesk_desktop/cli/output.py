"""The only place that writes to standard output, and that knows when nobody can hear it.

An `OSError` may come from anywhere. One that comes from here says that the answer is lost, not
that the work is: what was stored before stays stored.
"""

import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import TextIO

# How the systems say that the reader of a pipe has gone; Windows has the second.
_GONE = {errno.EPIPE, errno.EINVAL}


class OutputLost(Exception):  # it ends the program, and is no fault of the asked-for work
    """Standard output takes no more; `is_reader_gone` when whoever read it has enough."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.reason = (error.strerror or str(error)).lower()
        self.is_reader_gone = error.errno in _GONE


class Output:
    """Standard output as text; its failures are told from all others.

    `is_begun` once something was written: a second document may not follow it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_begun = False

    def write(self, text: str, /) -> int:
        """Write the text.

        Raises:
            OutputLost: it cannot be written.
        """
        self.is_begun = True
        try:
            return self._stream.write(text)
        except OSError as error:
            raise OutputLost(error) from error

    def writelines(self, lines: Iterable[str], /) -> None:
        """Write the lines, which have their ends.

        Raises:
            OutputLost: they cannot be written.
        """
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand over what was written.

        Raises:
            OutputLost: it cannot be written.
        """
        try:
            self._stream.flush()
        except OSError as error:
            raise OutputLost(error) from error


def prepare_streams() -> None:
    """Standard input, output and error as the command line needs them, closed ones too."""
    # Closed by whoever started the program: it works on, unheard. In this order, so that no file
    # of ours is given the number of a standard stream.
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    if sys.stdout is None:
        sys.stdout = _nowhere("w")
    if sys.stderr is None:
        sys.stderr = _nowhere("w")
    # Windows answers in a code page of its own and in CR LF otherwise.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="")


def leave_streams() -> None:
    """Let go of broken streams: what they hold would be tried and complained about at the end."""
    if _is_broken(sys.stdout):
        sys.stdout = _nowhere("w")
    if _is_broken(sys.stderr):
        sys.stderr = _nowhere("w")


def _nowhere(mode: str) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # type: ignore[return-value]  # noqa: PTH123  # "r" and "w" are text; it lives as long as the program


def _is_broken(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return True
    return False
