"""The only place that puts a backup in the place of a local database.

What takes the place is a copy that was checked as a whole, made in the same folder; the backup
itself is only read. The file before it is kept: as a backup where it is sound, else under another
name. Nobody else may have it open, and it is replaced in one step: there is always one whole file.
"""

import contextlib
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from helpdesk_desktop.domain.backups import (
    BackupHeard,
    BackupManifest,
    BackupProgress,
    BackupStep,
    Restored,
)
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Damaged, ForeignFile, NewerSchema, Unavailable
from helpdesk_desktop.storage.backup_copy import (
    CopyReport,
    address_of,
    check_copy,
    growing_beside,
    reading_file,
    settle,
    target_error,
)
from helpdesk_desktop.storage.backup_file import Write, copy_unsealed, copy_verified
from helpdesk_desktop.storage.backup_names import make_folder
from helpdesk_desktop.storage.database_file import check_before_opening, companions, is_same_file
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.schema import APPLICATION_ID, SCHEMA_VERSION

# Windows replaces no file that is open, not even by whoever has it open.
REPLACES_OPEN_FILES = sys.platform != "win32"

# Keeps what a connection sees, and says where.
Keep = Callable[[sqlite3.Connection], Path]


@dataclass(frozen=True, slots=True)
class _Grown:
    path: Path
    manifest: BackupManifest | None
    report: CopyReport


def restore_file(
    source: Path,
    address: FileAddress,
    keep: Keep,
    aside: Path,
    cancel: Cancellation,
    *,
    heard: BackupHeard | None = None,
    accepts_unsealed: bool = False,
) -> Restored:
    """Put what is in the backup `source` in the place of the database; nothing, or all of it.

    `keep` makes a backup of the present database. One that is damaged is renamed to `aside`.

    Raises:
        Unavailable: the backup cannot be read, the folder not be written, or another program has
            the database open (`restore_in_use`).
        ForeignFile, Damaged, NewerSchema: the backup is none, or not whole.
        Cancelled: it was called off.
    """
    target = address_of(address.path).path
    if is_same_file(source, target):
        raise Unavailable("restore_of_itself", place=str(source))
    # A new computer has not even the folder.
    make_folder(target.parent)
    with _verified(source, target, cancel, heard, accepts_unsealed=accepts_unsealed) as grown:
        cancel.check()
        if heard is not None:
            heard(BackupProgress(BackupStep.KEEPING))
        kept, is_damaged = _replace(grown.path, target, keep, aside)
    return Restored(
        str(source),
        address.place,
        grown.manifest,
        None if kept is None else str(kept),
        is_older=grown.report.schema < SCHEMA_VERSION,
        is_damaged=is_damaged,
        faults=grown.report.faults,
    )


@contextmanager
def _verified(
    source: Path,
    target: Path,
    cancel: Cancellation,
    heard: BackupHeard | None,
    *,
    accepts_unsealed: bool,
) -> Iterator[_Grown]:
    with growing_beside(target) as grown:
        try:
            with grown.open("r+b") as file:
                write = _writing(file, target)
                manifest = _copied(source, write, cancel, heard, accepts_unsealed=accepts_unsealed)
        except OSError as error:
            raise target_error(error, target) from error
        with reading_file(grown, "rw", str(source)) as copy:
            (mark,) = copy.execute("PRAGMA application_id").fetchone()
            if mark != APPLICATION_ID:
                raise ForeignFile("not_a_backup", place=str(source))
            report = check_copy(copy, str(source), cancel, heard)
            if report.schema > SCHEMA_VERSION:
                raise NewerSchema("newer_schema", found=report.schema, known=SCHEMA_VERSION)
            # As the program keeps every file that it writes to.
            copy.execute("PRAGMA journal_mode = WAL")
        try:
            with grown.open("r+b") as file:
                os.fsync(file.fileno())
            if target.exists():
                grown.chmod(stat.S_IMODE(target.stat().st_mode))
        except OSError as error:
            raise target_error(error, target) from error
        yield _Grown(grown, manifest, report)


def _writing(file: BinaryIO, target: Path) -> Write:
    def write(chunk: bytes) -> None:
        try:
            file.write(chunk)
        except OSError as error:
            raise target_error(error, target) from error

    return write


def _copied(
    source: Path,
    write: Write,
    cancel: Cancellation,
    heard: BackupHeard | None,
    *,
    accepts_unsealed: bool,
) -> BackupManifest | None:
    try:
        return copy_verified(source, write, cancel, heard)
    except Damaged as error:
        if error.key != "backup_unsealed" or not accepts_unsealed:
            raise
    copy_unsealed(source, write, cancel, heard)
    return None


def _replace(grown: Path, target: Path, keep: Keep, aside: Path) -> tuple[Path | None, bool]:
    # In this order: a log that is in use is never there before its file.
    left = [log for log in companions(target) if os.path.lexists(log)]
    if not os.path.lexists(target):
        # A log of a file that is gone would be played into the new one. Somebody who renamed that
        # file may want it yet: the log can hold what the file lacks.
        _set_companions_aside(left, target, aside)
        _settle(grown, target, may_replace=False)
        return None, False
    try:
        check_before_opening(FileAddress(target))
        return _replace_sound(grown, target, keep, aside)
    except Unavailable as error:
        # Somebody put a backup here by hand; nobody works in one. It is kept as it is.
        if error.key != "opened_backup":
            raise
    except Damaged:
        pass
    _set_aside(target, aside)
    _settle(grown, target, may_replace=True)
    return aside, True


def _replace_sound(grown: Path, target: Path, keep: Keep, aside: Path) -> tuple[Path, bool]:
    with contextlib.ExitStack() as held:
        present = held.enter_context(reading_file(target, "rw"))
        _hold_alone(present, target)
        for leftover in companions(target):
            # Nobody can use it now; beside the new file it would be taken for that one's.
            leftover.unlink(missing_ok=True)
        try:
            kept, is_damaged = keep(present), False
        except Damaged:
            if not REPLACES_OPEN_FILES:
                raise
            # Still held: who waits for it must not begin a log beside the new file.
            _set_aside(target, aside)
            kept, is_damaged = aside, True
        if not REPLACES_OPEN_FILES:
            held.close()
        _settle(grown, target, may_replace=True)
    return kept, is_damaged


def _hold_alone(present: sqlite3.Connection, target: Path) -> None:
    # Leaving WAL is only let to whoever is alone; it brings the log into the file and removes it.
    try:
        present.execute("PRAGMA locking_mode = EXCLUSIVE")
        present.execute("PRAGMA journal_mode = DELETE")
        # No journal is to stand beside the new file.
        present.execute("PRAGMA journal_mode = MEMORY")
        present.execute("BEGIN EXCLUSIVE")
        present.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise Unavailable("restore_in_use", place=str(target)) from error
        raise


def _set_aside(target: Path, aside: Path) -> None:
    try:
        try:
            os.link(target, aside)  # the old name stays until the new file takes it
        except FileExistsError:
            raise
        except OSError:
            target.rename(aside)
    except OSError as error:
        raise target_error(error, target) from error
    _set_companions_aside(companions(target), target, aside)


def _set_companions_aside(found: Iterable[Path], target: Path, aside: Path) -> None:
    try:
        for companion in found:
            if os.path.lexists(companion):
                ending = companion.name.removeprefix(target.name)
                companion.rename(aside.with_name(f"{aside.name}{ending}"))
    except OSError as error:
        raise target_error(error, target) from error


def _settle(grown: Path, target: Path, *, may_replace: bool) -> None:
    try:
        settle(grown, target, may_replace=may_replace)
    except OSError as error:
        if isinstance(error, PermissionError) and not REPLACES_OPEN_FILES:
            raise Unavailable("restore_in_use", place=str(target)) from error
        raise target_error(error, target) from error
