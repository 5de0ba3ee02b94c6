"""A backup is made out of one snapshot, checked, and there as a whole or not at all."""

import contextlib
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from helpdesk_desktop.domain.backups import BackupProgress, BackupReason, BackupStep
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, Damaged, Unavailable
from helpdesk_desktop.storage import backup_copy, database_file
from helpdesk_desktop.storage.backup_copy import reading_file, source_mode, write_backup
from helpdesk_desktop.storage.backup_file import read_manifest
from helpdesk_desktop.storage.backup_names import (
    backup_path,
    describer,
    folder_within,
    is_name_of,
    make_folder,
)
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.engine import open_database
from tests.backed_up import AT, backups_at, make_database, tickets_in
from tests.builders import opened

_TAKE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
connection.execute("PRAGMA locking_mode = EXCLUSIVE")
connection.execute("PRAGMA journal_mode = DELETE")
"""


@pytest.fixture
def address(tmp_path: Path) -> FileAddress:
    return make_database(tmp_path / "data" / "desk.db")


def _write(
    address: FileAddress,
    target: Path,
    cancel: Cancellation | None = None,
    heard: list[BackupProgress] | None = None,
    *,
    may_replace: bool = False,
) -> None:
    describe = describer(address, AT, BackupReason.BY_HAND)
    with reading_file(address.path) as source:
        write_backup(
            source,
            target,
            describe,
            cancel or Cancellation(),
            None if heard is None else heard.append,
            may_replace=may_replace,
        )


def test_a_backup_is_its_owners_alone_and_nothing_else_is_left(
    address: FileAddress, tmp_path: Path
) -> None:
    heard: list[BackupProgress] = []
    _write(address, tmp_path / "a.backup", heard=heard)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.backup", "data"]
    assert stat.S_IMODE((tmp_path / "a.backup").stat().st_mode) == 0o600
    assert {told.step for told in heard} == {BackupStep.COPYING, BackupStep.CHECKING}
    assert tickets_in(tmp_path / "a.backup") == 3


def test_what_is_written_while_it_is_copied_is_not_in_it(
    address: FileAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_copy, "_PAGES_A_STEP", 5)
    describe = describer(address, AT, BackupReason.BY_HAND)
    steps = 0
    with closing(sqlite3.connect(address.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")

        def heard(told: BackupProgress) -> None:
            nonlocal steps
            if told.step is BackupStep.COPYING:
                steps += 1
                other.execute("UPDATE counter SET n = n + 1 WHERE name = 'ticket'")

        with reading_file(address.path) as source:
            write_backup(source, tmp_path / "a.backup", describe, Cancellation(), heard)
        (now,) = other.execute("SELECT n FROM counter").fetchone()
    assert steps > 10
    assert now == 3 + steps
    with closing(sqlite3.connect(tmp_path / "a.backup")) as copy:
        assert copy.execute("SELECT n FROM counter").fetchone() == (3,)


def test_a_file_that_is_there_is_left_unless_it_may_go(
    address: FileAddress, tmp_path: Path
) -> None:
    target = tmp_path / "a.backup"
    target.write_text("mine")
    with pytest.raises(Unavailable) as caught:
        _write(address, target)
    assert caught.value.key == "backup_exists"
    assert target.read_text() == "mine"
    _write(address, target, may_replace=True)
    assert tickets_in(target) == 3


def test_a_name_that_is_taken_meanwhile_is_left(address: FileAddress, tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    describe = describer(address, AT, BackupReason.BY_HAND)

    def heard(told: BackupProgress) -> None:
        if told.step is BackupStep.CHECKING:
            target.write_text("mine")

    with reading_file(address.path) as source, pytest.raises(Unavailable) as caught:
        write_backup(source, target, describe, Cancellation(), heard)
    assert caught.value.key == "backup_exists"
    assert target.read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_name_that_is_taken_at_the_last_moment_is_left(tmp_path: Path) -> None:
    grown, target = tmp_path / "grown", tmp_path / "a.backup"
    grown.write_text("new")
    target.write_text("mine")
    with pytest.raises(Unavailable) as caught:
        backup_copy.settle(grown, target, may_replace=False)
    assert caught.value.key == "backup_exists"
    assert target.read_text() == "mine"


def test_a_database_that_this_program_has_open_is_no_target(tmp_path: Path) -> None:
    other = make_database(tmp_path / "other" / "team.db")
    with opened(str(other.path)):
        with pytest.raises(Unavailable) as caught:
            backup_copy.require_free_name(other.path, may_replace=True)
        assert caught.value.key == "backup_onto_database"
    backup_copy.require_free_name(tmp_path / "a.backup", may_replace=False)


def test_without_hard_links_the_name_is_taken_by_renaming(
    address: FileAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    _write(address, tmp_path / "a.backup")
    assert tickets_in(tmp_path / "a.backup") == 3


@pytest.mark.parametrize("step", list(BackupStep)[:2])
def test_a_cancelled_backup_leaves_nothing(
    address: FileAddress, tmp_path: Path, step: BackupStep
) -> None:
    cancel = Cancellation()
    describe = describer(address, AT, BackupReason.BY_HAND)

    def heard(told: BackupProgress) -> None:
        if told.step is step:
            cancel.request()

    with reading_file(address.path) as source, pytest.raises(Cancelled):
        write_backup(source, tmp_path / "a.backup", describe, cancel, heard)
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_a_check_ends_in_the_middle_of_a_long_statement(
    address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_copy, "_STEPS_A_LOOK", 1)
    cancel = Cancellation()
    cancel.request()
    with reading_file(address.path) as source, pytest.raises(Cancelled):
        backup_copy.check_copy(source, address.place, cancel)


def test_a_statement_that_fails_otherwise_is_no_cancel(address: FileAddress) -> None:
    with closing(sqlite3.connect(address.path)) as other:
        other.execute("DROP TABLE counter")
    with reading_file(address.path) as source, pytest.raises(Exception, match="no such table"):
        backup_copy.check_copy(source, address.place, Cancellation())


@contextmanager
def _little_room(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_full_disk_is_told_and_leaves_nothing(address: FileAddress, tmp_path: Path) -> None:
    with _little_room(100_000), pytest.raises(Unavailable) as caught:
        _write(address, tmp_path / "a.backup")
    assert caught.value.key == "backup_disk_full"
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_a_disk_that_would_be_full_is_left_alone(
    address: FileAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=60_000_000))
    heard: list[BackupProgress] = []
    with pytest.raises(Unavailable) as caught:
        _write(address, tmp_path / "a.backup", heard=heard)
    assert caught.value.key == "backup_disk_full"
    assert heard == []
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_a_disk_that_is_full_at_the_seal_is_told_and_leaves_nothing(
    address: FileAddress, tmp_path: Path
) -> None:
    size = read_manifest(Path(backups_at(address).make(Cancellation()).path)).size
    with _little_room(size + 10), pytest.raises(Unavailable):
        _write(address, tmp_path / "a.backup")
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_an_error_of_the_copy_that_is_no_lack_of_room_is_told(
    address: FileAddress, tmp_path: Path
) -> None:
    target = tmp_path / "no" / "such" / "folder"
    with reading_file(address.path) as source, pytest.raises(sqlite3.OperationalError):
        backup_copy.copy_pages(source, target, Cancellation())


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (28, "backup_disk_full"),
        (13, "backup_read_only"),
        (30, "backup_read_only"),
        (5, "unwritable"),
    ],
)
def test_what_the_system_refuses_is_told_in_words(tmp_path: Path, number: int, key: str) -> None:
    error = OSError(number, os.strerror(number))
    told = backup_copy.target_error(error, tmp_path / "a.backup")
    assert told.key == key
    assert str(tmp_path) in told.message


@pytest.mark.parametrize("number", [2, 20])
def test_a_folder_is_said_to_be_missing_where_it_is(tmp_path: Path, number: int) -> None:
    error = OSError(number, os.strerror(number))
    (tmp_path / "file").touch()
    for folder in (tmp_path / "none", tmp_path / "file"):
        assert backup_copy.target_error(error, folder / "a.backup").key == "backup_no_folder"
    # /proc says so of a file that it does not take.
    assert backup_copy.target_error(error, tmp_path / "a.backup").key == "backup_read_only"


def test_a_missing_folder_is_told(address: FileAddress, tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        _write(address, tmp_path / "none" / "a.backup")
    assert caught.value.key == "backup_no_folder"


def test_a_network_folder_is_refused(
    address: FileAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path}/share nfs rw 0 0\n")
    monkeypatch.setattr(database_file, "_MOUNTS", mounts)
    (tmp_path / "share").mkdir()
    with pytest.raises(Unavailable) as caught:
        _write(address, tmp_path / "share" / "a.backup")
    assert caught.value.key == "backup_on_network"


def test_a_damaged_file_is_not_backed_up(address: FileAddress, tmp_path: Path) -> None:
    content = bytearray(address.path.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    address.path.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        _write(address, tmp_path / "a.backup")
    assert str(address.path) in caught.value.message
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_a_file_whose_rows_break_its_rules_is_damaged(address: FileAddress, tmp_path: Path) -> None:
    changed = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'app_meta'"
    words = ("VARCHAR(2000) NOT NULL", "VARCHAR(2000)")
    for pair, row in ((words, "INSERT INTO app_meta VALUES ('odd', NULL)"), (words[::-1], "")):
        with closing(sqlite3.connect(address.path)) as other:
            other.execute("PRAGMA writable_schema = ON")
            other.execute(changed, pair)
            other.commit()
        with closing(sqlite3.connect(address.path)) as other:
            other.execute(row)
            other.commit()
    with pytest.raises(Damaged) as caught:
        _write(address, tmp_path / "a.backup")
    assert caught.value.key == "not_sound"
    assert "NULL value in app_meta.value" in caught.value.message


def test_a_fault_that_is_no_damage_stands_in_the_manifest(
    address: FileAddress, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(address.path)) as other:
        other.execute("UPDATE counter SET n = 9")
        other.commit()
    _write(address, tmp_path / "a.backup")
    (fault,) = read_manifest(tmp_path / "a.backup").faults
    assert "counter" in fault


def test_a_file_of_ours_without_tables_is_not_backed_up(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bare.db")) as bare, pytest.raises(Damaged):
        backup_copy.file_meta(bare, "bare.db")


def test_where_nothing_can_be_written_the_file_alone_is_read(
    address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source_mode(address.path) == "rw"
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert source_mode(address.path) == "ro&immutable=1"
    with reading_file(address.path, source_mode(address.path)) as source:
        assert source.execute("SELECT count(*) FROM ticket").fetchone() == (3,)
    address.path.with_name("desk.db-wal").touch()
    assert source_mode(address.path) == "rw"


def test_names_tell_whose_backup_it_is(address: FileAddress, tmp_path: Path) -> None:
    path = backup_path(address, AT, BackupReason.DAILY)
    assert path == address.path.parent / "backups" / "desk.20261123T025000.000Z.daily.backup"
    assert is_name_of(address, path.name)
    assert not is_name_of(address, "notes.txt")
    assert not is_name_of(FileAddress(tmp_path / "other.db"), path.name)
    assert backup_path(address, AT, BackupReason.DAILY, tmp_path).parent == tmp_path


def test_files_of_one_name_share_no_folder(address: FileAddress, tmp_path: Path) -> None:
    ours = folder_within(tmp_path, address)
    theirs = folder_within(tmp_path, FileAddress(tmp_path / "other" / "desk.db"))
    assert ours.parent == theirs.parent == tmp_path
    assert ours.name.startswith("desk-")
    assert ours != theirs
    assert ours == folder_within(tmp_path, FileAddress(address.path))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable) as caught:
        make_folder(tmp_path / "file" / "backups")
    assert caught.value.key == "backup_read_only"


def test_a_program_that_opens_a_file_twice_keeps_its_locks(address: FileAddress) -> None:
    """POSIX drops every lock of a program on a file when the program closes it anywhere."""
    first = open_database(address)
    with first.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM ticket").scalar()
    open_database(address).close()
    taken = subprocess.run(
        [sys.executable, "-c", _TAKE, str(address.path)],
        check=False,
        capture_output=True,
        text=True,
    )
    first.close()
    assert "database is locked" in taken.stderr
    with contextlib.suppress(FileNotFoundError):
        assert address.path.with_name("desk.db-wal").stat().st_size == 0
