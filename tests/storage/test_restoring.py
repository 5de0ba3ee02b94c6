"""A restore is all or nothing, what stood there is kept, and nobody writes into what is gone."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from helpdesk_desktop.domain.backups import BackupProgress, BackupStep, Restored
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    Cancelled,
    Damaged,
    ForeignFile,
    HelpdeskError,
    NewerSchema,
    Unavailable,
)
from helpdesk_desktop.storage import restoring
from helpdesk_desktop.storage.backup_copy import reading_file
from helpdesk_desktop.storage.backup_file import copy_verified, read_manifest, seal, sha256_of
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.engine import open_database
from tests.backed_up import AT, backups_at, fingerprint, make_backup, make_database, tickets_in
from tests.builders import add_ticket, opened

FOREIGN = Path(__file__).parents[1] / "data/foreign-sqlite/0.9.0.a.db"
_LATER = AT + timedelta(hours=3)
_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM ticket").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def address(tmp_path: Path) -> FileAddress:
    return make_database(tmp_path / "data" / "desk.db")


@pytest.fixture
def backup(address: FileAddress) -> Path:
    """A backup of three tickets; now there are four."""
    made = make_backup(address)
    with opened(str(address.path)) as desk:
        add_ticket(desk, subject="After the backup")
    return made


def _restore(address: FileAddress, backup: Path, *, accepts_unsealed: bool = False) -> Restored:
    return backups_at(address, _LATER).restore(
        str(backup), Cancellation(), accepts_unsealed=accepts_unsealed
    )


def _refused(
    address: FileAddress, backup: Path, kind: type[HelpdeskError], key: str, **options: bool
) -> None:
    before = fingerprint(address.path.parent)
    with pytest.raises(kind) as caught:
        _restore(address, backup, **options)
    assert (type(caught.value), caught.value.key) == (kind, key)
    assert caught.value.message
    assert fingerprint(address.path.parent) == before


def test_what_was_backed_up_is_there_again_and_what_was_there_is_kept(
    address: FileAddress, backup: Path
) -> None:
    assert tickets_in(address.path) == 4
    done = _restore(address, backup)
    assert {one.name for one in address.path.parent.iterdir()} == {"backups", "desk.db"}
    assert tickets_in(address.path) == 3
    assert done.manifest == read_manifest(backup)
    assert (done.is_older, done.is_damaged, done.faults) == (False, False, ())
    assert done.kept is not None
    assert copy_verified(Path(done.kept), None, Cancellation()).tickets == 4
    # And it is undone by what was kept.
    backups_at(address, _LATER + timedelta(hours=1)).restore(done.kept, Cancellation())
    assert {one.name for one in address.path.parent.iterdir()} == {"backups", "desk.db"}
    assert tickets_in(address.path) == 4


def test_a_restored_file_is_written_to_as_any_other(address: FileAddress, backup: Path) -> None:
    address.path.chmod(0o640)
    _restore(address, backup)
    assert stat.S_IMODE(address.path.stat().st_mode) == 0o640
    with opened(str(address.path)) as desk:
        assert add_ticket(desk).serial == 4
    assert backups_at(address).check(Cancellation()) == ()


def test_where_there_is_no_file_one_is_made(address: FileAddress, backup: Path) -> None:
    address.path.unlink()
    log = address.path.with_name("desk.db-wal")
    log.write_bytes(b"of the file that is gone")
    done = _restore(address, backup)
    assert done.kept is None
    assert not log.exists()
    aside = address.path.with_name("desk.db.damaged-20261123T055000.000Z-wal")
    assert aside.read_bytes() == b"of the file that is gone"
    assert tickets_in(address.path) == 3


def test_a_log_that_cannot_be_kept_stays_and_nothing_is_restored_beside_it(
    address: FileAddress, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address.path.unlink()
    address.path.with_name("desk.db-wal").write_bytes(b"of the file that is gone")

    def rename(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", rename)
    _refused(address, backup, Unavailable, "backup_read_only")


def test_on_a_new_computer_the_folder_is_made_for_its_owner(backup: Path, tmp_path: Path) -> None:
    new = FileAddress(tmp_path / "not" / "there" / "desk.db")
    assert _restore(new, backup).kept is None
    assert tickets_in(new.path) == 3
    assert stat.S_IMODE(new.path.parent.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_told(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable) as caught:
        _restore(FileAddress(tmp_path / "file" / "desk.db"), backup)
    assert caught.value.key == "backup_read_only"


def test_what_a_killed_program_left_in_the_log_is_kept_and_goes(
    address: FileAddress, backup: Path
) -> None:
    database = open_database(address)
    database.write(
        lambda one: one.exec_driver_sql("UPDATE ticket SET subject = 'x' WHERE serial=1")
    )
    killed = FileAddress(address.path.parent / "killed" / "desk.db")
    killed.path.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{address.path}{ending}", f"{killed.path}{ending}")
    database.close()
    done = _restore(killed, backup)
    assert done.kept is not None
    with closing(sqlite3.connect(done.kept)) as kept:
        assert kept.execute("SELECT subject FROM ticket WHERE serial = 1").fetchone() == ("x",)
    assert {one.name for one in killed.path.parent.iterdir()} == {"backups", "desk.db"}
    assert tickets_in(killed.path) == 3


@contextmanager
def _held(address: FileAddress) -> Iterator[None]:
    words = [sys.executable, "-c", _HOLD, str(address.path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        yield
        assert holder.stdin is not None
        holder.stdin.close()


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpdesk_desktop.storage.backup_copy.LOCK_TIMEOUT_S", 0.05)


@pytest.mark.usefixtures("_impatient")
def test_a_file_that_another_program_has_open_is_left(address: FileAddress, backup: Path) -> None:
    database = open_database(address)  # so that it is kept in WAL, as programs at work have it
    database.write(lambda _: None)
    with _held(address):
        database.close()
        _refused(address, backup, Unavailable, "restore_in_use")
    _restore(address, backup)
    assert tickets_in(address.path) == 3


@pytest.mark.usefixtures("_impatient")
def test_a_desk_of_this_program_is_another_one_too(address: FileAddress, backup: Path) -> None:
    with opened(str(address.path)), pytest.raises(Unavailable) as caught:
        _restore(address, backup)
    assert caught.value.key == "restore_in_use"
    assert tickets_in(address.path) == 4


def test_who_comes_while_it_is_replaced_writes_nothing_into_the_old_file(
    address: FileAddress, backup: Path
) -> None:
    database = open_database(address)

    def work(connection: Connection) -> None:
        # As if the lock had been waited for while another file took the name.
        copy_verified(backup, None, Cancellation())
        grown = address.path.with_name("grown")
        grown.write_bytes(backup.read_bytes()[: read_manifest(backup).size])
        grown.replace(address.path)
        connection.exec_driver_sql("UPDATE ticket SET subject = 'lost'")

    with pytest.raises(Unavailable) as caught:
        database.write(work)
    assert caught.value.key == "file_gone"
    database.close()
    assert tickets_in(address.path) == 3


def test_a_damaged_file_is_kept_under_another_name(address: FileAddress, backup: Path) -> None:
    content = address.path.read_bytes()
    address.path.write_bytes(bytes(100) + content[100:])
    damaged = address.path.read_bytes()
    address.path.with_name("desk.db-wal").write_bytes(b"its log")
    done = _restore(address, backup)
    assert done.is_damaged
    assert done.kept is not None
    assert Path(done.kept).name == "desk.db.damaged-20261123T055000.000Z"
    assert Path(done.kept).read_bytes() == damaged
    assert Path(f"{done.kept}-wal").read_bytes() == b"its log"
    assert tickets_in(address.path) == 3
    open_database(address).close()


def _break_a_page(address: FileAddress) -> None:
    content = bytearray(address.path.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    address.path.write_bytes(content)


@pytest.mark.skipif(not restoring.REPLACES_OPEN_FILES, reason="it is let go of before")
def test_nobody_comes_to_a_damaged_file_before_another_has_its_name(
    address: FileAddress, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What began a log now would have it played into the new file."""
    _break_a_page(address)
    link, answers = os.link, []

    def watched_link(source: Path, target: Path, **options: bool) -> None:
        if Path(source) == address.path:
            with closing(sqlite3.connect(address.path, timeout=0)) as other:
                try:
                    other.execute("SELECT count(*) FROM ticket").fetchone()
                    answers.append("let in")
                except sqlite3.OperationalError as error:
                    answers.append(error.sqlite_errorname)
        link(source, target, **options)

    monkeypatch.setattr(os, "link", watched_link)
    assert _restore(address, backup).is_damaged
    assert answers == ["SQLITE_BUSY"]
    assert tickets_in(address.path) == 3


def test_windows_lets_go_of_a_damaged_file_too(
    address: FileAddress, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "REPLACES_OPEN_FILES", False)
    _break_a_page(address)
    assert _restore(address, backup).is_damaged
    assert tickets_in(address.path) == 3


def test_a_file_with_broken_pages_is_kept_as_it_is(address: FileAddress, backup: Path) -> None:
    _break_a_page(address)
    done = _restore(address, backup)
    assert done.is_damaged
    assert tickets_in(address.path) == 3


def test_a_backup_that_was_put_in_the_databases_place_is_kept_as_it_is(
    address: FileAddress, backup: Path
) -> None:
    shutil.copy(backup, address.path)
    done = _restore(address, backup)
    assert done.kept is not None
    assert Path(done.kept).read_bytes() == backup.read_bytes()
    assert tickets_in(address.path) == 3
    open_database(address).close()


def test_a_damaged_file_is_never_renamed_over_another(address: FileAddress, backup: Path) -> None:
    address.path.write_bytes(b"")
    address.path.with_name("desk.db.damaged-20261123T055000.000Z").write_text("an earlier one")
    before = fingerprint(address.path.parent)
    with pytest.raises(Unavailable):
        _restore(address, backup)
    assert fingerprint(address.path.parent) == before


def test_without_hard_links_a_damaged_file_is_renamed(
    address: FileAddress, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    address.path.write_bytes(b"")
    done = _restore(address, backup)
    assert done.kept is not None
    assert Path(done.kept).read_bytes() == b""
    assert tickets_in(address.path) == 3


def test_a_file_of_another_program_is_not_replaced(address: FileAddress, backup: Path) -> None:
    shutil.copy(FOREIGN, address.path)
    _refused(address, backup, ForeignFile, "foreign_file")


def test_the_database_is_no_backup_of_itself(address: FileAddress, backup: Path) -> None:
    assert backup.exists()
    _refused(address, address.path, Unavailable, "restore_of_itself")


def test_a_missing_backup_is_told(address: FileAddress, tmp_path: Path) -> None:
    _refused(address, tmp_path / "none.backup", Unavailable, "no_file")


def test_a_copy_without_a_seal_is_taken_on_demand_alone(address: FileAddress, backup: Path) -> None:
    plain = backup.with_name("plain.db")
    plain.write_bytes(backup.read_bytes()[: read_manifest(backup).size])
    _refused(address, plain, Damaged, "backup_unsealed")
    _refused(address, FOREIGN, ForeignFile, "not_a_backup", accepts_unsealed=True)
    done = _restore(address, plain, accepts_unsealed=True)
    assert done.manifest is None
    assert tickets_in(address.path) == 3


def test_a_copy_without_a_seal_is_looked_at_all_the_more(
    address: FileAddress, backup: Path, tmp_path: Path
) -> None:
    plain = backup.with_name("plain.db")
    content = bytearray(backup.read_bytes()[: read_manifest(backup).size])
    plain.write_bytes(content[:-4096])
    _refused(address, plain, Damaged, "damaged", accepts_unsealed=True)
    plain.write_bytes(content)
    shutil.copy(plain, tmp_path / "newer.db")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as newer:
        newer.execute("UPDATE app_meta SET value = '99' WHERE name = 'schema'")
        newer.commit()
    _refused(address, tmp_path / "newer.db", NewerSchema, "newer_schema", accepts_unsealed=True)


def test_an_older_schema_is_brought_up_to_date_by_opening(
    address: FileAddress, backup: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(backup.read_bytes()[: read_manifest(backup).size])
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE app_meta SET value = '0' WHERE name = 'schema'")
        connection.commit()
    assert _restore(address, older, accepts_unsealed=True).is_older


def test_a_fault_that_is_no_damage_is_told(address: FileAddress) -> None:
    with closing(sqlite3.connect(address.path)) as connection:
        connection.execute("UPDATE counter SET n = 9")
        connection.commit()
    (fault,) = _restore(address, make_backup(address)).faults
    assert "counter" in fault


def test_a_seal_makes_no_backup_of_another_programs_file(
    address: FileAddress, backup: Path, tmp_path: Path
) -> None:
    theirs = Path(shutil.copy(FOREIGN, tmp_path / "theirs.backup"))
    manifest = read_manifest(backup)
    digest = sha256_of(theirs, Cancellation())
    seal(theirs, replace(manifest, size=theirs.stat().st_size, sha256=digest))
    _refused(address, theirs, ForeignFile, "not_a_backup")


def _ending(step: BackupStep, cancel: Cancellation) -> Callable[[BackupProgress], None]:
    def heard(told: BackupProgress) -> None:
        if told.step is step:
            cancel.request()

    return heard


def test_a_cancelled_restore_changes_nothing(address: FileAddress, backup: Path) -> None:
    before = fingerprint(address.path.parent)
    for step in (BackupStep.CHECKING, BackupStep.COPYING):
        cancel = Cancellation()

        def heard(
            told: BackupProgress, step: BackupStep = step, cancel: Cancellation = cancel
        ) -> None:
            if told.step is step:
                cancel.request()

        with pytest.raises(Cancelled):
            backups_at(address, _LATER).restore(str(backup), cancel, heard)
        assert tickets_in(address.path) == 4
    names = {name: digest for name, digest in before.items() if name != "desk.db"}
    after = fingerprint(address.path.parent)
    assert after.pop("desk.db")  # as it was, or brought together with its log
    assert after == names


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_restore_that_the_disk_refuses_changes_nothing(
    address: FileAddress, backup: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", refuse)
    else:
        real = Path.replace
        monkeypatch.setattr(
            Path,
            "replace",
            lambda one, to: refuse() if to == address.path else real(one, to),
        )
    with pytest.raises(Unavailable):
        _restore(address, backup)
    monkeypatch.undo()
    assert tickets_in(address.path) == 4
    assert not list(address.path.parent.glob(".*"))


def test_a_full_disk_is_told_before_anything_changes(
    address: FileAddress, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "copy_verified", refuse)
    _refused(address, backup, Unavailable, "backup_disk_full")


def test_windows_lets_go_of_the_file_before_it_is_replaced(
    address: FileAddress, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "REPLACES_OPEN_FILES", False)
    _restore(address, backup)
    assert tickets_in(address.path) == 3

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Unavailable) as caught:
        backups_at(address, _LATER + timedelta(days=1)).restore(str(backup), Cancellation())
    assert caught.value.key == "restore_in_use"


def test_an_error_of_sqlite_that_is_no_lock_is_told_as_such(address: FileAddress) -> None:
    with closing(sqlite3.connect(address.path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with pytest.raises(Unavailable) as caught, reading_file(address.path) as connection:
        restoring._hold_alone(connection, address.path)
    assert caught.value.key == "io_error"


def test_a_disk_that_is_full_in_the_middle_is_told_of_the_target(
    address: FileAddress, backup: Path
) -> None:
    before = fingerprint(address.path.parent)
    resource = pytest.importorskip("resource")
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(Unavailable) as caught:
            _restore(address, backup)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        signal.signal(signal.SIGXFSZ, heard)
    assert caught.value.key == "unwritable"
    assert str(address.path) in caught.value.message
    assert fingerprint(address.path.parent) == before
