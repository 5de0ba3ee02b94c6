"""The only place that knows a backup's form: a database file with a sealed manifest behind it.

One file, so that nothing it needs can be left behind. The database comes first and is whole:
every program that opens SQLite files opens it, for SQLite reads as many pages as its header
counts. Behind it stand the manifest (JSON, with the SHA-256 of the database) and a seal of one
line (the manifest's length and its SHA-256). One changed byte anywhere is found.
"""

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from helpdesk_desktop.domain.backups import (
    FORMAT,
    BackupHeard,
    BackupManifest,
    BackupProgress,
    BackupStep,
    read_manifest_json,
)
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Damaged, ForeignFile, NewerSchema, Unavailable
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.storage.backup_seal import SEAL_BYTES, read_seal, seal_line
from helpdesk_desktop.storage.failures import file_error
from helpdesk_desktop.storage.schema import APPLICATION_ID

# A manifest counts some forty tables; what is longer was not written by us.
_MOST_MANIFEST_BYTES = 100_000
_CHUNK_BYTES = 1 << 20
_HEADER_BYTES = 100
# Takes a piece of the database; its errors are the target's, and none of the backup's.
Write: TypeAlias = Callable[[bytes], object]
_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID = slice(68, 72)


def seal(path: Path, manifest: BackupManifest) -> None:
    """Put the manifest behind the database in `path`, and all of it on the disk.

    Raises:
        OSError: the disk is full.
    """
    body = json.dumps(manifest.as_json(), separators=(",", ":")).encode()
    ending = seal_line(len(body), hashlib.sha256(body).hexdigest())
    with path.open("ab") as file:
        file.write(body + ending)
        file.flush()
        os.fsync(file.fileno())


def sha256_of(path: Path, cancel: Cancellation, heard: BackupHeard | None = None) -> str:
    """The SHA-256 of a whole file.

    Raises:
        Cancelled: it was called off.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return _hashed(file, os.fstat(file.fileno()).st_size, cancel, heard, None)


def read_manifest(path: Path) -> BackupManifest:
    """What the backup says of itself; its database is not looked at.

    Raises:
        Unavailable: it is not there, or cannot be read.
        ForeignFile: it is no backup.
        Damaged: it is empty, cut off, or its manifest was changed.
        NewerSchema: a newer program made it, in a form of its own.
    """
    with _opened(path) as file:
        return _manifest(file, path)


def copy_verified(
    path: Path, write: Write | None, cancel: Cancellation, heard: BackupHeard | None = None
) -> BackupManifest:
    """Read a whole backup, and hand on its database; what is handed on is what is checked.

    Raises:
        As `read_manifest`; Damaged: also where the database in it was changed.
        Cancelled: it was called off.
    """
    with _opened(path) as file:
        manifest = _manifest(file, path)
        file.seek(0)
        found = _hashed(file, manifest.size, cancel, heard, write)
    if found != manifest.sha256:
        raise Damaged("backup_damaged", place=str(path), reason=Reason.OTHER_CONTENT)
    return manifest


def copy_unsealed(
    path: Path, write: Write, cancel: Cancellation, heard: BackupHeard | None = None
) -> None:
    """Hand on a database that has no manifest; nothing can be said of its content.

    Raises:
        Unavailable, ForeignFile, Damaged: it is no file of ours, or has a log beside it.
        Cancelled: it was called off.
    """
    with _opened(path) as file:
        _refuse_others(file, path)
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise Unavailable("restore_of_open_file", place=str(path))
        file.seek(0)
        _hashed(file, os.fstat(file.fileno()).st_size, cancel, heard, write)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        # A pipe would wait for its other end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ForeignFile("not_a_backup", place=str(path))
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise Unavailable("no_file", place=str(path)) from None
    except OSError as error:
        raise file_error(error, str(path)) from error


def _manifest(file: BinaryIO, path: Path) -> BackupManifest:
    size = os.fstat(file.fileno()).st_size
    sealed = read_seal(file, size)
    if sealed is None:
        _refuse_others(file, path)
        raise Damaged("backup_unsealed", place=str(path))
    length, digest = sealed
    start = size - SEAL_BYTES - length
    if start < 0 or length > _MOST_MANIFEST_BYTES:
        raise Damaged("backup_damaged", place=str(path), reason=Reason.BROKEN_SEAL)
    file.seek(start)
    body = file.read(length)
    if hashlib.sha256(body).hexdigest() != digest:
        raise Damaged("backup_damaged", place=str(path), reason=Reason.CHANGED_MANIFEST)
    return _read(body, start, path)


def _read(body: bytes, start: int, path: Path) -> BackupManifest:
    try:
        found = json.loads(body)
        if found["format"] > FORMAT:
            raise NewerSchema("newer_backup", place=str(path))
        manifest = read_manifest_json(found)
    except (ValueError, KeyError, TypeError):
        manifest = None
    if manifest is None or manifest.size != start:
        raise Damaged("backup_damaged", place=str(path), reason=Reason.OTHER_MANIFEST)
    return manifest


def _refuse_others(file: BinaryIO, path: Path) -> None:
    file.seek(0)
    header = file.read(_HEADER_BYTES)
    if not header:
        raise Damaged("empty_file", place=str(path))
    is_ours = header[_APPLICATION_ID] == APPLICATION_ID.to_bytes(4, "big")
    if not (header.startswith(_MAGIC) and is_ours):
        raise ForeignFile("not_a_backup", place=str(path))


def _hashed(
    file: BinaryIO,
    size: int,
    cancel: Cancellation,
    heard: BackupHeard | None,
    write: Write | None,
) -> str:
    digest, done = hashlib.sha256(), 0
    while chunk := file.read(min(size - done, _CHUNK_BYTES)):
        digest.update(chunk)
        if write is not None:
            write(chunk)
        done += len(chunk)
        if heard is not None:
            heard(BackupProgress(BackupStep.CHECKING, done, size))
        cancel.check()
    return digest.hexdigest()
