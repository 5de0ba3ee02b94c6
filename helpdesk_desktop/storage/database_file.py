"""The only place that judges a local database file before SQLite opens it, and that makes one.

A file that is not ours, or not whole, is refused without a byte of it changed and without a
companion file left beside it. A new file appears whole or not at all.
"""

import os
import stat
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from helpdesk_desktop.domain.errors import Damaged, ForeignFile, Unavailable
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.storage.backup_seal import is_sealed
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.dialects.sqlite import is_open_here
from helpdesk_desktop.storage.failures import file_error
from helpdesk_desktop.storage.schema import APPLICATION_ID

# sqlite.org/fileformat.html section 1.3: offsets within the first 100 bytes.
_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_PAGE_SIZE = slice(16, 18)
_CHANGE_COUNTER = slice(24, 28)
_PAGE_COUNT = slice(28, 32)
_APPLICATION_ID = slice(68, 72)
_VALID_FOR = slice(92, 96)

_COMPANIONS = ("-wal", "-shm", "-journal")
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ncpfs", "davfs"}
_MOUNTS = Path("/proc/mounts")


def check_before_opening(address: FileAddress) -> None:
    """Let pass what looks like a whole database file of ours that can be written.

    Raises:
        Unavailable: `no_database`, or the file or its folder cannot be read and written.
        ForeignFile, Damaged: by its header and length.
    """
    check_before_reading(address)
    # WAL needs the folder too.
    if not _may_write(address.path) or not _may_write(address.path.absolute().parent):
        raise Unavailable("read_only", place=address.place)


def check_before_reading(address: FileAddress) -> None:
    """Let pass what looks like a whole database file of ours.

    Raises:
        As `check_before_opening`; it need not be writable.
    """
    path, place = address.path, address.place
    try:
        _refuse_others_links(path)
        information = path.stat()
    except FileNotFoundError:
        raise Unavailable("no_database", place=place) from None
    except NotADirectoryError:
        raise Unavailable("no_database", place=place) from None
    except OSError as error:
        raise file_error(error, place) from error
    if stat.S_ISDIR(information.st_mode):
        raise ForeignFile("not_a_file", place=place)
    if not stat.S_ISREG(information.st_mode):
        raise ForeignFile("foreign_file", place=place)
    if is_on_network_share(path):
        raise Unavailable("network_share", place=place)
    if information.st_size == 0:
        raise Damaged("empty_file", place=place)
    if not is_open_here(path):
        _check_content(address, information.st_size)


def _check_content(address: FileAddress, size: int) -> None:
    try:
        with address.path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            is_backup = is_sealed(file, size)
    except OSError as error:
        raise file_error(error, address.place) from error
    _check_header(header, size, address)
    if is_backup:
        raise Unavailable("opened_backup", place=address.place)


def make_file(address: FileAddress, fill: Callable[[FileAddress], None]) -> bool:
    """Make a file that only its owner may read, by `fill`; False when something is there.

    `fill` is given another name in the same folder, where an empty file already stands.

    Raises:
        Unavailable: the folder cannot be written, or is on a network share; or the log of a
            file that is gone lies there.
    """
    path = address.path
    # In this order: a log that is in use is never there before its file.
    orphan = next((log for log in companions(path) if _has_content(log)), None)
    if os.path.lexists(path):
        return False
    if orphan is not None:
        # SQLite would play it into the new file. It may hold what was saved last.
        raise Unavailable("orphan_log", place=str(orphan))
    try:
        path.absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("unwritable_folder", place=str(path.parent)) from error
    if is_on_network_share(path.parent):
        raise Unavailable("network_share", place=address.place)
    growing = FileAddress(path.with_name(f".{path.name[:100]}.{uuid.uuid4().hex}.new"))
    try:
        os.close(os.open(growing.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except PermissionError as error:
        raise Unavailable("unwritable_folder", place=str(path.parent)) from error
    except OSError as error:
        raise file_error(error, address.place) from error
    try:
        fill(growing)
        return _take_name(growing.path, path)
    finally:
        for leftover in (growing.path, *companions(growing.path)):
            leftover.unlink(missing_ok=True)


def refuse_database(target: Path) -> None:
    """Let pass a name that may be given to a backup: no database of ours has it, nor one's log.

    Raises:
        Unavailable: one has it (`backup_onto_database`), it is no file, or cannot be read.
    """
    bases = [target.with_name(target.name.removesuffix(end)) for end in _COMPANIONS]
    for one in dict.fromkeys((target, *bases)):
        try:
            is_database = _is_database(one)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            if isinstance(error, PermissionError) and not os.path.lexists(one):
                continue  # in a folder that may not be looked into nothing can be made, too
            raise file_error(error, str(one)) from error
        if is_database:
            raise Unavailable("backup_onto_database", place=str(one))


def _is_database(path: Path) -> bool:
    information = path.stat()
    if not stat.S_ISREG(information.st_mode):
        raise Unavailable("backup_onto_device", place=str(path))
    if is_open_here(path):
        return True
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
        # One that is damaged may be wanted for what is left of it.
        return _is_marked(header) and not is_sealed(file, information.st_size)


def companions(path: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside the database file."""
    return tuple(path.with_name(path.name + ending) for ending in _COMPANIONS)


def is_same_file(one: Path, other: Path) -> bool:
    """Whether both lead to one file, by whichever spelling, mount or hard link."""
    try:
        return one.samefile(other)
    except OSError:  # not there, not to be looked at, or a name that no file can have
        return False


def is_on_network_share(path: Path) -> bool:
    """Whether the path lies where SQLite's locks cannot be trusted."""
    absolute = str(path.absolute()).rstrip("/") + "/"
    if absolute.startswith(("\\\\", "//")):
        return True
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, best_type = "", ""
    for line in lines:
        words = line.split(" ")
        if len(words) < 3:
            continue
        folder = words[1].replace("\\040", " ").rstrip("/") + "/"
        if absolute.startswith(folder) and len(folder) >= len(best):
            best, best_type = folder, words[2]
    return best_type in _NETWORK_TYPES


def _has_content(companion: Path) -> bool:
    if companion.name.endswith("-shm"):
        return False  # made anew by whoever opens the file first
    try:
        return companion.lstat().st_size > 0
    except OSError:
        return False


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _refuse_others_links(path: Path) -> None:
    # A link that somebody else laid leads our writes to where they want them.
    for candidate in (path, *companions(path)):
        try:
            information = candidate.lstat()
        except OSError:
            continue
        if not stat.S_ISLNK(information.st_mode):
            continue
        if candidate != path:
            raise Unavailable("unreadable", place=str(candidate), reason=Reason.LINK_FOR_LOG)
        if sys.platform != "win32" and information.st_uid != os.geteuid():
            raise Unavailable("unreadable", place=str(path), reason=Reason.LINK_OF_OTHERS)


def _check_header(header: bytes, size: int, address: FileAddress) -> None:
    place = address.place
    is_ours = _is_marked(header)
    if not header.startswith(_MAGIC):
        if is_ours or not any(header[: len(_MAGIC)]):
            raise Damaged("damaged", place=place, reason=Reason.OVERWRITTEN)
        raise ForeignFile("foreign_file", place=place)
    if len(header) < _HEADER_BYTES:
        raise Damaged("damaged", place=place, reason=Reason.CUT_OFF)
    if not is_ours:
        raise ForeignFile("foreign_file", place=place)
    page_size = int.from_bytes(header[_PAGE_SIZE], "big")
    page_size = 65_536 if page_size == 1 else page_size
    pages = int.from_bytes(header[_PAGE_COUNT], "big")
    # The count is only kept by writers that also set this; WAL may hold what the file lacks.
    is_counted = header[_CHANGE_COUNTER] == header[_VALID_FOR]
    wal = companions(address.path)[0]
    if is_counted and size < pages * page_size and not (wal.exists() and wal.stat().st_size):
        raise Damaged("damaged", place=place, reason=Reason.CUT_OFF)


def _is_marked(header: bytes) -> bool:
    return header[_APPLICATION_ID] == APPLICATION_ID.to_bytes(4, "big")


def _take_name(grown: Path, path: Path) -> bool:
    """Give the finished file its name, never over another; False when the name is taken."""
    try:
        os.link(grown, path, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links. Windows' rename refuses an existing name by itself.
        if os.path.lexists(path):
            return False
        grown.rename(path)
    return True
