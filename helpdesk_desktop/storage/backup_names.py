"""The only place that says where backups of a local database lie and what they are called.

`backups` beside the database, `helpdesk.20261123T025000.000Z.daily.backup`: sorted by name is
sorted by time, and the reason can be read. What they say of themselves stands in the files.
"""

import hashlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from helpdesk_desktop import __version__
from helpdesk_desktop.domain.backups import BackupManifest, BackupReason
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.storage.backup_copy import CopyReport, Describe
from helpdesk_desktop.storage.database_url import FileAddress

ENDING = ".backup"
_LONGEST_STEM = 100
_NAME = re.compile(r"(?P<stem>.+)\.\d{8}T\d{6}\.\d{3}Z\.[a-z-]+\.backup")
# What a killed program left of one that it was making, or of a restore.
_PART = re.compile(r"\.(?P<target>.+)\.[0-9a-f]{32}\.part(-wal|-shm|-journal)?")


def backup_folder(address: FileAddress) -> Path:
    """The folder of this file's backups; other files beside it have theirs there, too."""
    return Path(os.path.realpath(address.path)).parent / "backups"


def folder_within(chosen: Path, address: FileAddress) -> Path:
    """A folder of this file's own within a chosen one, where other files' backups may lie, too."""
    path = os.path.realpath(address.path)
    mark = hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
    return chosen / f"{_stem(address)}-{mark}"


def backup_path(
    address: FileAddress, now: datetime, reason: BackupReason, folder: Path | None = None
) -> Path:
    """Where a backup made now belongs."""
    at = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")[:-3] + "Z"
    name = f"{_stem(address)}.{at}.{reason.value}{ENDING}"
    return (folder or backup_folder(address)) / name


def is_name_of(address: FileAddress, name: str) -> bool:
    """Whether a file of this name is a backup of this database."""
    found = _NAME.fullmatch(name)
    return found is not None and found["stem"] == _stem(address)


def is_part_of(address: FileAddress, name: str) -> bool:
    """Whether a file of this name was to become this database, or a backup of it."""
    found = _PART.fullmatch(name)
    return found is not None and found["target"].startswith(_stem(address))


def aside_path(address: FileAddress, now: datetime) -> Path:
    """The name that a damaged file gets, beside where it was."""
    path = Path(os.path.realpath(address.path))
    at = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")[:-3] + "Z"
    return path.with_name(f"{path.name}.damaged-{at}")


def make_folder(folder: Path) -> None:
    """Make the folder, for its owner alone.

    Raises:
        Unavailable: it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("backup_read_only", place=str(folder)) from error


def database_name(address: FileAddress) -> str:
    """What manifests call this database: its file's own name, links followed."""
    return Path(os.path.realpath(address.path)).name


def describer(address: FileAddress, now: datetime, reason: BackupReason) -> Describe:
    """Makes the manifests of this file's backups."""

    def describe(size: int, sha256: str, report: CopyReport) -> BackupManifest:
        return BackupManifest(
            made_at=now,
            reason=reason,
            program=__version__,
            schema=report.schema,
            size=size,
            sha256=sha256,
            rows=tuple(report.rows.items()),
            database=database_name(address),
            faults=report.faults,
        )

    return describe


def _stem(address: FileAddress) -> str:
    path = Path(os.path.realpath(address.path))
    return path.name.removesuffix(".db")[:_LONGEST_STEM]
