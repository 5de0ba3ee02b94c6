"""The only place that knows how the last run ended: whether a fault of its own killed it.

While the program runs, Python's fault handler holds a file of this run's own; a fatal signal writes
the stack there, a good end takes the file away. A file that nobody holds any more and that is not
empty tells of a crash.
"""

import faulthandler
import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from helpdesk_desktop.services.file_lock import took_lock

_NAME: Final = "fatal-{}.trace"
_MOST_BYTES: Final = 64_000


class FatalTrace:
    """The file of this run; without a folder that can be written there is none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME.format(uuid.uuid4().hex[:12])
        self._file: IO[bytes] | None = None

    def begin(self) -> None:
        """From now on a fatal fault leaves its stack."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Held for as long as the program runs: the fault handler writes to its number.
            self._file = self._path.open("wb", buffering=0)
            took_lock(self._file.fileno())
            faulthandler.enable(self._file, all_threads=True)
        except OSError:
            self._file = None

    def note(self, sentence: str) -> None:
        """Leave a sentence, for a fault that is about to come."""
        if self._file is not None:
            with suppress(OSError):
                self._file.write(f"Fatal error: {sentence}\n".encode())

    def end(self) -> None:
        """The run ends well."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        with suppress(OSError):
            self._path.unlink()


def take_left_behind(folder: Path) -> list[str]:
    """What runs that a fault has killed left there, each told once."""
    found = []
    for path in sorted(folder.glob(_NAME.format("*"))):
        try:
            if not _is_free(path):
                continue
            with path.open("rb") as file:
                dump = file.read(_MOST_BYTES).decode("utf-8", "replace")
            path.unlink()
        except OSError:
            continue
        if dump.strip():
            found.append(dump)
    return found


def _is_free(path: Path) -> bool:
    # The lock of a program dies with it.
    handle = os.open(path, os.O_RDWR)
    try:
        return took_lock(handle)
    finally:
        os.close(handle)
