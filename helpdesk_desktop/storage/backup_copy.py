"""The only place that copies an open database into a backup, and looks whether a copy is sound.

SQLite copies the pages itself, out of one snapshot: other programs write on meanwhile, and what
they write is not in the copy. The copy is checked before it gets its name; until then, and after
a cancel or a failure, there is no file of that name.
"""

import contextlib
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import StaticPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

from helpdesk_desktop.domain.backups import (
    BackupHeard,
    BackupManifest,
    BackupProgress,
    BackupStep,
)
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, Damaged, HelpdeskError, Unavailable
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.storage import soundness_store
from helpdesk_desktop.storage.backup_file import seal, sha256_of
from helpdesk_desktop.storage.database_file import (
    companions,
    is_on_network_share,
    refuse_database,
)
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.dialects.driver import LOCK_TIMEOUT_S
from helpdesk_desktop.storage.failures import file_error, is_interruption, translated
from helpdesk_desktop.storage.schema import SCHEMA_VERSION

# 4 MiB: a progress bar moves, a cancel is heard within milliseconds.
_PAGES_A_STEP = 1_024
# SQLite's virtual machine asks this often whether to go on, some 2 ms apart.
_STEPS_A_LOOK = 50_000
# What stays free for others, and for the log of the database itself.
_SPARE_BYTES = 64 << 20
# The second is what a quota answers; only the copy is written to.
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'ticket_search%' ORDER BY name"
)


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What a look at a copy found: its schema, the rows of each table, and faults in words."""

    schema: int
    rows: dict[str, int]
    faults: tuple[str, ...]


# Makes the manifest of size, SHA-256 and what was found.
Describe: TypeAlias = Callable[[int, str, CopyReport], BackupManifest]


@contextmanager
def reading_file(
    path: Path, mode: str = "ro", place: str | None = None
) -> Iterator[sqlite3.Connection]:
    """A connection of SQLite's own to the file, outside every pool; `place` names it in errors.

    Raises:
        Unavailable, Damaged: as their names say.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with translated(place or str(path), (sqlite3.Error,)):
        connection = sqlite3.connect(uri, uri=True, timeout=LOCK_TIMEOUT_S, isolation_level=None)
        with contextlib.closing(connection):
            yield connection


def source_mode(path: Path) -> str:
    """How a database is opened to be read, also where nothing can be written and nobody writes."""
    log = companions(path)[0]
    if log.exists() or os.access(path.absolute().parent, os.W_OK):
        return "rw"  # whoever may only read leaves the log behind that opening it makes
    return "ro&immutable=1"


def source_state(path: Path) -> tuple[tuple[int, int, int] | None, ...]:
    """What changes in the file and its log when somebody writes."""
    return tuple(map(_state_of, (path, companions(path)[0])))


def _state_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def write_backup(
    source: sqlite3.Connection,
    target: Path,
    describe: Describe,
    cancel: Cancellation,
    heard: BackupHeard | None = None,
    *,
    may_replace: bool = False,
) -> BackupManifest:
    """Copy what `source` sees into a new backup, check it, and give it its name.

    Raises:
        Unavailable: the target cannot be written, is there already (`backup_exists`), or belongs to
            another database (`backup_onto_database`).
        Damaged: the database's pages are broken: there is no backup of it.
        Cancelled: it was called off.
    """
    require_free_name(target, may_replace=may_replace)
    (_, _, place) = source.execute("PRAGMA database_list").fetchone()
    with growing_beside(target) as grown:
        _require_room(source, target)
        copy_pages(source, grown, cancel, heard)
        with reading_file(grown, "rw", place) as copy:
            # A copy that may be read where nothing can be written, without companions.
            copy.execute("PRAGMA journal_mode = DELETE")
            report = check_copy(copy, place, cancel, heard)
        try:
            digest = sha256_of(grown, cancel, heard)
            manifest = describe(grown.stat().st_size, digest, report)
            seal(grown, manifest)
            require_free_name(target, may_replace=may_replace)  # it took its time
            settle(grown, target, may_replace=may_replace)
        except OSError as error:
            raise target_error(error, target) from error
    return manifest


def require_free_name(target: Path, *, may_replace: bool) -> None:
    """Let pass a name that a backup may take.

    Raises:
        Unavailable: a database has it, or something else that may not be replaced.
    """
    refuse_database(target)
    if not may_replace and os.path.lexists(target):
        raise Unavailable("backup_exists", place=str(target))


@contextmanager
def growing_beside(target: Path) -> Iterator[Path]:
    """An empty file beside the target, for its owner alone; whatever is left of it goes in the end.

    Raises:
        Unavailable: the folder is not there, cannot be written, or is no place for SQLite's files.
    """
    folder = target.absolute().parent
    if is_on_network_share(folder):
        raise Unavailable("backup_on_network", place=str(folder))
    grown = folder / f".{target.name[:100]}.{uuid.uuid4().hex}.part"
    try:
        os.close(os.open(grown, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise target_error(error, target) from error
    try:
        yield grown
    finally:
        for leftover in (grown, *companions(grown)):
            leftover.unlink(missing_ok=True)


def copy_pages(
    source: sqlite3.Connection,
    target: Path,
    cancel: Cancellation,
    heard: BackupHeard | None = None,
) -> None:
    """Copy what `source` sees now into the empty file, whatever others write meanwhile.

    Raises:
        Unavailable: the target's disk is full or fails.
        Damaged: a page of the source cannot be read.
        Cancelled: it was called off.
    """

    def on_step(_status: int, left: int, total: int) -> None:
        if heard is not None:
            heard(BackupProgress(BackupStep.COPYING, total - left, total))
        cancel.check()

    # One snapshot for all steps: between two of them SQLite would let go of it, and begin anew
    # after each write of another program.
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with contextlib.closing(sqlite3.connect(target)) as copy:
            # Nobody needs what a power cut would leave of it.
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy, pages=_PAGES_A_STEP, progress=on_step)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in _NO_ROOM:
            raise Unavailable("backup_disk_full", place=str(target.parent)) from error
        raise
    finally:
        source.rollback()


def check_copy(
    copy: sqlite3.Connection,
    place: str,
    cancel: Cancellation,
    heard: BackupHeard | None = None,
) -> CopyReport:
    """Look whether a copy of ours holds together.

    A database with a fault that is no damage is better backed up than not: such are reported. What
    a program of another schema expects of its tables is not known here.

    Raises:
        Damaged: pages of it are broken.
        Cancelled: it was called off.
    """
    if heard is not None:
        heard(BackupProgress(BackupStep.CHECKING))
    copy.set_progress_handler(lambda: int(cancel.is_requested), _STEPS_A_LOOK)
    try:
        report = _report(copy, place)
    except (sqlite3.Error, SQLAlchemyError) as error:
        if is_interruption(error):
            raise Cancelled("cancelled") from error
        raise
    finally:
        copy.set_progress_handler(None, 0)
    cancel.check()
    return report


def _report(copy: sqlite3.Connection, place: str) -> CopyReport:
    schema = int(file_meta(copy, place).get("schema", "0"))
    engine = create_engine("sqlite+pysqlite://", creator=lambda: copy, poolclass=StaticPool)
    with engine.connect() as connection:
        broken = soundness_store.find_page_faults(connection)
        if broken:
            raise Damaged("not_sound", place=place, reason=broken[0])
        is_known = schema == SCHEMA_VERSION
        find = soundness_store.find_faults if is_known else soundness_store.find_file_faults
        return CopyReport(schema, dict(_count_rows(copy)), tuple(find(connection)))


def _require_room(source: sqlite3.Connection, target: Path) -> None:
    # A disk that is full for seconds is one on which nobody else can save.
    (pages,) = source.execute("PRAGMA page_count").fetchone()
    (page_size,) = source.execute("PRAGMA page_size").fetchone()
    folder = target.absolute().parent
    if shutil.disk_usage(folder).free < pages * page_size + _SPARE_BYTES:
        raise Unavailable("backup_disk_full", place=str(folder))


def file_meta(connection: sqlite3.Connection, place: str) -> dict[str, str]:
    """What `app_meta` says in a file of ours.

    Raises:
        Damaged: it is not there.
    """
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'app_meta'").fetchone()
    if found is None:
        raise Damaged("damaged", place=place, reason=Reason.NO_TABLES)
    return dict(connection.execute("SELECT name, value FROM app_meta"))


def settle(grown: Path, target: Path, *, may_replace: bool) -> None:
    """Give a finished file its name, and have the folder remember it.

    Raises:
        Unavailable: the name was taken meanwhile.
        OSError: the system refuses.
    """
    if may_replace:
        grown.replace(target)
    else:
        try:
            os.link(grown, target, follow_symlinks=False)
        except FileExistsError:
            raise Unavailable("backup_exists", place=str(target)) from None
        except OSError:
            # A file system without hard links.
            grown.rename(target)
    sync_folder(target.absolute().parent)


def sync_folder(folder: Path) -> None:
    """Have the disk remember the folder's names, where the system can do that."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def target_error(error: OSError, target: Path) -> HelpdeskError:
    """What the system's refusal to write a backup means."""
    folder = target.absolute().parent
    known = file_error(error, str(target))
    if known.key == "disk_full":
        return Unavailable("backup_disk_full", place=str(folder))
    is_no_folder = isinstance(error, FileNotFoundError | NotADirectoryError)
    if is_no_folder and not os.path.isdir(folder):  # noqa: PTH112  # where it may not be looked for
        return Unavailable("backup_no_folder", place=str(folder))
    # Some folders of the system say of every new file that it is not there.
    if is_no_folder or isinstance(error, PermissionError) or known.key == "read_only":
        return Unavailable("backup_read_only", place=str(folder))
    return Unavailable("unwritable", place=str(target), reason=known.values.get("reason", ""))


def address_of(path: Path) -> FileAddress:
    """The file as an address, links followed: what is replaced is the file, not the link."""
    return FileAddress(Path(os.path.realpath(path)))


def _count_rows(copy: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    for (name,) in copy.execute(_TABLES).fetchall():
        quoted = name.replace('"', '""')
        (count,) = copy.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608  # a name of the schema, quoted
        yield name, count
