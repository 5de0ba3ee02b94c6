"""The only place that puts an exported file in its place: whole, or not at all.

It grows beside its target under a name of its own and takes the target's name at the end, so that
a cancel, a full disk or a power cut leaves the old file as it was. What stands there and is no
ordinary file, may not be written or is a database is refused before the first row is read.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from helpdesk_desktop.domain.errors import BadUsage, HelpdeskError, Unavailable

_DATABASE_MAGIC = b"SQLite format 3\0"
_BUFFER_BYTES = 1 << 18
_NAME_BYTES = 6
_FULL = {errno.ENOSPC, errno.EDQUOT}
# What Windows says of a file that another program holds open.
_SHARING_VIOLATIONS = {32, 33}


def export_target(path: str, *, may_replace: bool) -> Path:
    """The file that a path names, links followed.

    Raises:
        BadUsage: the path names none: it is empty or a folder.
        Unavailable: its folder is not there, or what stands there may not be replaced
            (`export_exists`: it may, once somebody agrees).
    """
    if not path.strip() or "\0" in path:
        raise BadUsage("export_no_name")
    target = Path(os.path.realpath(Path(path).expanduser()))
    try:
        if target.is_dir():
            raise BadUsage("export_folder", place=str(target))
        if not target.parent.is_dir():
            raise Unavailable("export_no_folder", place=str(target.parent))
        if target.exists():
            _refuse_unreplaceable(target)
            if not may_replace:
                raise Unavailable("export_exists", place=str(target))
    except OSError as error:
        raise _told(error, target) from error
    return target


def _refuse_unreplaceable(target: Path) -> None:
    place = str(target)
    if not stat.S_ISREG(target.stat().st_mode):
        raise Unavailable("export_odd_file", place=place)
    if not os.access(target, os.W_OK):
        raise Unavailable("export_read_only", place=place)
    with suppress(PermissionError), target.open("rb") as file:
        if file.read(len(_DATABASE_MAGIC)) == _DATABASE_MAGIC:
            raise Unavailable("export_database", place=place)


@contextmanager
def growing(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the target's place when the `with` block ends well, and goes otherwise.

    Raises:
        Unavailable: it cannot be written.
    """
    part = target.with_name(f".export-{os.urandom(_NAME_BYTES).hex()}.part")
    try:
        # Never over another file; the folder and the umask say who may read it.
        number = os.open(
            part, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666
        )
        try:
            with os.fdopen(number, "wb", _BUFFER_BYTES) as file:
                with suppress(OSError):
                    # A file that is replaced keeps who may read it.
                    part.chmod(stat.S_IMODE(target.stat().st_mode))
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise _told(error, target) from error


def _told(error: OSError, target: Path) -> HelpdeskError:
    place = str(target)
    if error.errno in _FULL:
        return Unavailable("export_disk_full", place=place)
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return Unavailable("export_in_use", place=place)
    if error.errno == errno.EROFS:
        return Unavailable("export_read_only_disk", place=str(target.parent))
    if not target.parent.is_dir():
        return Unavailable("export_no_folder", place=str(target.parent))
    if isinstance(error, PermissionError):
        # Windows says no more than this of a file that is open elsewhere, and when a folder bars.
        key = "export_in_use" if os.name == "nt" and target.exists() else "export_barred"
        return Unavailable(key, place=place if key == "export_in_use" else str(target.parent))
    reason = error.strerror or str(error)
    return Unavailable("unwritable", place=place, reason=reason)
