"""The only place that reads a small file that somebody else may have put there.

What is no file, a pipe for one, may never answer; the program would wait for it at its start.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Final

# A pipe is opened without a writer and looked at, instead of waited for.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_plain(path: Path, most: int) -> bytes:
    """The file's first bytes.

    Raises:
        OSError: it cannot be read, or is no file.
    """
    handle = os.open(path, _FLAGS)
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(handle)
