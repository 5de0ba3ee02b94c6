"""The only place that makes, lists, rotates and restores the backups of a local database."""

import os
import sqlite3
import time
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.backups import (
    Backup,
    BackupHeard,
    BackupManifest,
    BackupReason,
    Keeping,
    Restored,
    by_clock,
    to_keep,
)
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.services import soundness
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.services.file_claim import claimed
from helpdesk_desktop.services.setting_layers import SettingLayers
from helpdesk_desktop.storage.backup_copy import (
    CopyReport,
    Describe,
    reading_file,
    source_mode,
    source_state,
    target_error,
    write_backup,
)
from helpdesk_desktop.storage.backup_file import copy_verified, read_manifest
from helpdesk_desktop.storage.backup_names import (
    aside_path,
    backup_folder,
    backup_path,
    database_name,
    describer,
    folder_within,
    is_name_of,
    is_part_of,
    make_folder,
)
from helpdesk_desktop.storage.database_file import check_before_reading, is_same_file
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.engine import open_database
from helpdesk_desktop.storage.restoring import restore_file

_DUE_AFTER = timedelta(hours=24)
# A part that a killed program left; nothing takes as long as this.
_STALE_AFTER_S = 24 * 3600
_CLAIM = ".lock"
# A backup of these is as good as a daily one. What was kept before a restore is of another past.
_COUNTED = frozenset({BackupReason.DAILY, BackupReason.BY_HAND, BackupReason.MIGRATION})


def backups_of(address: FileAddress, clock: Clock, layers: SettingLayers) -> "FileBackups":
    """The backups of a file where, and as many as, the settings want them."""
    folder = layers.tolerant("backup_folder").value
    daily = layers.tolerant("backup_keep").value
    return FileBackups(
        address,
        clock,
        Keeping(daily=daily) if isinstance(daily, int) else None,
        folder_within(Path(folder), address) if isinstance(folder, str) else None,
    )


class FileBackups:
    """The backups of one file; see `contracts.Backups`. May be shared between threads."""

    def __init__(
        self,
        address: FileAddress,
        clock: Clock,
        keeping: Keeping | None = None,
        folder: Path | None = None,
    ) -> None:
        self._address = address
        self._clock = clock
        self._keeping = keeping or Keeping()
        self._folder = folder or backup_folder(address)
        # Where those before a migration always are, and where all were before a folder was chosen.
        self._folders = tuple(dict.fromkeys((self._folder, backup_folder(address))))

    @property
    def place(self) -> str:
        """The database's file."""
        return self._address.place

    @property
    def folder(self) -> str:
        """Where the backups lie."""
        return str(self._folder)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of who looks."""
        return self._clock.zone

    def listed(self) -> tuple[Backup, ...]:
        """All backups, newest first; a folder that cannot be read hides none of another one's.

        Raises:
            Unavailable: a folder cannot be read, and none is known.
        """
        found = []
        refusal: Unavailable | None = None
        for folder in self._folders:
            try:
                names = os.listdir(folder)  # noqa: PTH208  # of names alone
            except FileNotFoundError:
                continue
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                refusal = Unavailable("backup_unlisted", place=str(folder), reason=reason)
                continue
            for name in filter(partial(is_name_of, self._address), names):
                path = folder / name
                with suppress(FileNotFoundError):  # rotated away meanwhile
                    found.append(Backup(str(path), name, path.stat().st_size, _manifest(path)))
        if refusal is not None and not found:
            raise refusal
        return tuple(sorted(found, key=lambda one: one.name, reverse=True))

    def make(self, cancel: Cancellation, heard: BackupHeard | None = None) -> Backup:
        """A backup now, which the program never removes by itself.

        Raises:
            As `contracts.Backups.make`.
        """
        return self._make(BackupReason.BY_HAND, cancel, heard)

    def make_if_due(self, cancel: Cancellation) -> Backup | None:
        """The daily backup, where the last one is a day old.

        Raises:
            As `make`.
        """
        check_before_reading(self._address)
        make_folder(self._folder)
        try:
            with claimed(self._folder / _CLAIM) as is_ours:
                if not (is_ours and self._is_due()):
                    return None
                made = self._make(BackupReason.DAILY, cancel, None)
                self._rotate()
                return made
        except OSError as error:
            raise target_error(error, self._folder / _CLAIM) from error

    def write_to(
        self,
        target: Path,
        cancel: Cancellation,
        heard: BackupHeard | None = None,
        *,
        may_replace: bool = False,
    ) -> Backup:
        """A backup where somebody wants it.

        Raises:
            As `make`; Unavailable: also where something has this name (`backup_exists`).
        """
        now = self._clock.now()
        if os.path.isdir(target):  # noqa: PTH112  # a name that is too long is no folder
            target = target / self._path(now, BackupReason.BY_HAND).name
        self._refuse_own_files(target)
        describe = describer(self._address, now, BackupReason.BY_HAND)
        return self._write(target, describe, cancel, heard, may_replace=may_replace)

    def verify(
        self, path: str, cancel: Cancellation, heard: BackupHeard | None = None
    ) -> BackupManifest:
        """Read a backup from its first to its last byte.

        Raises:
            As `contracts.Backups.verify`.
        """
        return copy_verified(Path(path), None, cancel, heard)

    def restore(
        self,
        path: str,
        cancel: Cancellation,
        heard: BackupHeard | None = None,
        *,
        accepts_unsealed: bool = False,
    ) -> Restored:
        """Put a backup in the place of the database; the file before it is kept.

        Raises:
            As `contracts.Backups.restore`.
        """

        def keep(present: sqlite3.Connection) -> Path:
            make_folder(self._folder)
            now = self._clock.now()
            target = self._path(now, BackupReason.RESTORE)
            describe = describer(self._address, now, BackupReason.RESTORE)
            write_backup(present, target, describe, cancel, heard)
            return target

        return restore_file(
            Path(path),
            self._address,
            keep,
            aside_path(self._address, self._clock.now()),
            cancel,
            heard=heard,
            accepts_unsealed=accepts_unsealed,
        )

    def check(self, cancel: Cancellation) -> tuple[str, ...]:
        """What is wrong with the database, one sentence each.

        Raises:
            As `contracts.Backups.check`.
        """
        database = open_database(self._address, may_migrate=False)
        try:
            return tuple(soundness.faults_of(database, cancel))
        finally:
            database.close()

    def _make(
        self, reason: BackupReason, cancel: Cancellation, heard: BackupHeard | None
    ) -> Backup:
        check_before_reading(self._address)  # where there is no database, no folder appears
        make_folder(self._folder)
        now = self._clock.now()
        describe = describer(self._address, now, reason)
        return self._write(self._path(now, reason), describe, cancel, heard)

    def _write(
        self,
        target: Path,
        describe: Describe,
        cancel: Cancellation,
        heard: BackupHeard | None,
        *,
        may_replace: bool = False,
    ) -> Backup:
        check_before_reading(self._address)
        path = self._address.path
        seen = source_state(path)

        def describe_unchanged(size: int, sha256: str, report: CopyReport) -> BackupManifest:
            # Read without locks: whoever may write there did, and pages of two times are no copy.
            if mode != "rw" and source_state(path) != seen:
                raise Unavailable("locked", place=self.place)
            return describe(size, sha256, report)

        mode = source_mode(path)
        with reading_file(path, mode) as source:
            source.execute("PRAGMA query_only = ON")
            manifest = write_backup(
                source, target, describe_unchanged, cancel, heard, may_replace=may_replace
            )
        return Backup(str(target), target.name, target.stat().st_size, manifest)

    def _path(self, now: datetime, reason: BackupReason) -> Path:
        return backup_path(self._address, now, reason, self._folder)

    def _refuse_own_files(self, target: Path) -> None:
        path = Path(os.path.realpath(self._address.path))
        wanted = Path(os.path.realpath(target))
        endings = ("", "-wal", "-shm", "-journal")
        own = {path.with_name(path.name + ending) for ending in endings}
        if wanted in own or any(is_same_file(wanted, one) for one in own):
            raise Unavailable("backup_onto_itself", place=str(target))

    def _is_due(self) -> bool:
        made = [said.made_at for _, said in self._known() if said.reason in _COUNTED]
        # A clock that was wrong for a while must not put backups off until that day has come.
        return not any(abs(self._clock.now() - at) < _DUE_AFTER for at in made)

    def _known(self) -> list[tuple[Backup, BackupManifest]]:
        # `desk` and `desk.db` have names of backups in common; neither takes the other's.
        name = database_name(self._address)
        return [
            (one, one.manifest)
            for one in self.listed()
            if one.manifest is not None and one.manifest.database == name
        ]

    def _rotate(self) -> None:
        known = self._known()
        of_reason = {
            reason: [(one.path, said.made_at) for one, said in known if said.reason is reason]
            for reason in BackupReason
        }
        gone: list[str] = []
        for daily in by_clock(of_reason[BackupReason.DAILY], self._clock.now()):
            kept = to_keep(daily, self._keeping, self._clock.zone)
            gone += [path for path, _ in daily if path not in kept]
        for reason in (BackupReason.MIGRATION, BackupReason.RESTORE):
            for some in by_clock(of_reason[reason], self._clock.now()):
                newest_first = sorted(some, key=lambda one: one[1], reverse=True)
                gone += [path for path, _ in newest_first[self._keeping.others :]]
        for path in (*map(Path, gone), *self._stale_parts()):
            with suppress(OSError):  # one that cannot go stays until the next time
                path.unlink(missing_ok=True)

    def _stale_parts(self) -> list[Path]:
        return [
            path
            for folder in dict.fromkeys((*self._folders, Path(self._address.path).parent))
            for path in folder.glob(".*.part*")
            if is_part_of(self._address, path.name)
            and time.time() - path.stat().st_mtime > _STALE_AFTER_S
        ]


def _manifest(path: Path) -> BackupManifest | None:
    try:
        return read_manifest(path)
    except HelpdeskError:
        return None
