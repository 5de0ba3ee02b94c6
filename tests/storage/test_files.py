"""Files that are not a whole database of ours are refused, byte for byte unchanged."""

import hashlib
import os
import random
import shutil
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from helpdesk_desktop.domain.errors import (
    Damaged,
    ForeignFile,
    HelpdeskError,
    NewerSchema,
    Unavailable,
)
from helpdesk_desktop.storage import database_file
from helpdesk_desktop.storage.database_file import check_before_opening, is_on_network_share
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.migrate import back_up_older
from helpdesk_desktop.storage.schema import APPLICATION_ID, SCHEMA_VERSION

FOREIGN = Path(__file__).parents[1] / "data/foreign-sqlite/0.9.0.a.db"
_NOBODY = 65_534
_NOISE = random.Random(7).randbytes(3000)  # noqa: S311  # the same noise each time


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    create_database(FileAddress(path))
    return path


def _fingerprint(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
        for path in folder.iterdir()
    }


def _refused(path: Path, kind: type[HelpdeskError], key: str) -> None:
    before = _fingerprint(path.parent)
    for attempt in (open_database, create_database):
        with pytest.raises(kind) as caught:
            attempt(FileAddress(path))
        assert type(caught.value) is kind
        assert caught.value.key == key
        assert caught.value.message
        assert _fingerprint(path.parent) == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = Path(shutil.copy(FOREIGN, tmp_path / "theirs.db"))
    _refused(path, ForeignFile, "foreign_file")


def test_a_database_of_another_program_in_wal_mode_is_refused(tmp_path: Path) -> None:
    path = Path(shutil.copy(FOREIGN, tmp_path / "theirs.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    _refused(path, ForeignFile, "foreign_file")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    _refused(path, Damaged, "empty_file")


def test_a_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    _refused(path, ForeignFile, "foreign_file")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "folder.db"
    path.mkdir()
    _refused(path, ForeignFile, "not_a_file")


def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe.db"
    os.mkfifo(path)
    with pytest.raises(ForeignFile):
        open_database(FileAddress(path))


@pytest.mark.parametrize("kept", [1, 50, 99, 100, 4096, 5000, -1])
def test_a_file_that_was_cut_off_is_refused(good: Path, kept: int) -> None:
    good.write_bytes(good.read_bytes()[:kept])
    before = good.read_bytes()
    with pytest.raises((Damaged, ForeignFile)):
        open_database(FileAddress(good))
    assert good.read_bytes() == before
    if kept >= 100 or kept == -1:
        _refused(good, Damaged, "damaged")


def test_a_header_of_noise_is_refused(good: Path) -> None:
    good.write_bytes(_NOISE[:100] + good.read_bytes()[100:])
    _refused(good, ForeignFile, "foreign_file")


def test_a_header_of_zeros_is_known_as_damage(good: Path) -> None:
    good.write_bytes(bytes(100) + good.read_bytes()[100:])
    _refused(good, Damaged, "damaged")


def test_a_spoilt_magic_word_before_our_mark_is_known_as_damage(good: Path) -> None:
    good.write_bytes(b"SQLite format X\0" + good.read_bytes()[16:])
    _refused(good, Damaged, "damaged")


def test_a_first_page_of_noise_is_known_as_damage(good: Path) -> None:
    content = good.read_bytes()
    good.write_bytes(content[:100] + _NOISE + content[100 + len(_NOISE) :])
    _refused(good, Damaged, "damaged")


def test_a_file_of_ours_without_tables_is_known_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _refused(path, Damaged, "damaged")


def test_a_newer_schema_is_refused(good: Path) -> None:
    _set_schema(good, SCHEMA_VERSION + 1)
    _refused(good, NewerSchema, "newer_schema")


def _set_schema(path: Path, number: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE app_meta SET value = ? WHERE name = 'schema'", (str(number),))
        connection.commit()


def test_no_file_is_no_database(tmp_path: Path) -> None:
    for path in (tmp_path / "none.db", tmp_path / "no" / "folder.db", tmp_path / ("x" * 300)):
        with pytest.raises(Unavailable) as caught:
            open_database(FileAddress(path))
        assert caught.value.key in {"no_database", "unreadable"}
    assert list(tmp_path.iterdir()) == []


def test_a_path_through_a_file_is_no_database(good: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        open_database(FileAddress(good / "x.db"))
    assert caught.value.key == "no_database"


# --- Who may read and write ---------------------------------------------------------------------


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; the tests' own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="hd-files-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@contextmanager
def _ordinary_user() -> Iterator[None]:
    """Root may do everything: modes are tried as somebody else."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def _refused_to_others(path: Path, key: str) -> None:
    before = _fingerprint(path.parent)
    with _ordinary_user(), pytest.raises(Unavailable) as caught:
        open_database(FileAddress(path))
    assert caught.value.key == key
    assert _fingerprint(path.parent) == before


def test_a_file_that_may_only_be_read_is_refused(open_folder: Path, good: Path) -> None:
    path = Path(shutil.copy(good, open_folder / "desk.db"))
    path.chmod(0o444)
    _refused_to_others(path, "read_only")


def test_a_file_in_a_folder_that_may_only_be_read_is_refused(open_folder: Path, good: Path) -> None:
    path = Path(shutil.copy(good, open_folder / "desk.db"))
    path.chmod(0o666)
    open_folder.chmod(0o555)
    _refused_to_others(path, "read_only")


def test_a_file_that_may_not_be_read_is_refused(open_folder: Path, good: Path) -> None:
    path = Path(shutil.copy(good, open_folder / "desk.db"))
    path.chmod(0o000)
    with _ordinary_user(), pytest.raises(Unavailable) as caught:
        open_database(FileAddress(path))
    assert caught.value.key == "unreadable"
    assert "permission denied" in caught.value.message


def test_no_database_is_made_in_a_folder_that_may_only_be_read(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    for path in (open_folder / "desk.db", open_folder / "new" / "desk.db"):
        with _ordinary_user(), pytest.raises(Unavailable) as caught:
            create_database(FileAddress(path))
        assert caught.value.key == "unwritable_folder"
    assert list(open_folder.iterdir()) == []


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "desk.db"
    create_database(FileAddress(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    database = open_database(FileAddress(path))
    database.write(lambda connection: connection.exec_driver_sql("UPDATE counter SET n = 1"))
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert modes == {"desk.db": 0o600, "desk.db-wal": 0o600, "desk.db-shm": 0o600}
    database.close()
    assert [one.name for one in path.parent.iterdir()] == ["desk.db"]


# --- Links --------------------------------------------------------------------------------------


def test_ones_own_link_to_a_database_is_followed(good: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(good)
    open_database(FileAddress(link)).close()


def test_a_link_that_somebody_else_laid_is_refused(
    open_folder: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(good, open_folder / "theirs.db"))
    path.chmod(0o666)
    link = open_folder / "desk.db"
    link.symlink_to(path)
    # Laid by whoever runs the tests, met by another.
    monkeypatch.setattr(os, "geteuid", lambda: _NOBODY)
    with pytest.raises(Unavailable) as caught:
        open_database(FileAddress(link))
    assert caught.value.key == "unreadable"
    assert "somebody else" in caught.value.message


def test_a_link_where_sqlite_keeps_a_companion_is_refused(good: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    good.with_name(good.name + "-wal").symlink_to(victim)
    _refused(good, Unavailable, "unreadable")
    assert victim.read_text(encoding="utf-8") == "precious"


def test_a_dangling_link_is_never_written_through(tmp_path: Path) -> None:
    link = tmp_path / "desk.db"
    link.symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(Unavailable):
        create_database(FileAddress(link))
    assert not (tmp_path / "elsewhere.db").exists()


# --- Making -------------------------------------------------------------------------------------


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"

    def fill(growing: FileAddress) -> None:
        growing.path.write_bytes(b"ours")
        path.write_bytes(b"theirs")

    assert not database_file.make_file(FileAddress(path), fill)
    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["desk.db"]


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_no_database_is_made_beside_the_log_of_one_that_is_gone(good: Path, ending: str) -> None:
    """SQLite would play it into the new file; and it may hold what was saved last."""
    good.rename(good.with_name("renamed.db"))
    log = good.with_name(f"{good.name}{ending}")
    log.write_bytes(b"what was saved last")
    before = _fingerprint(good.parent)
    with pytest.raises(Unavailable) as caught:
        create_database(FileAddress(good))
    assert caught.value.key == "orphan_log"
    assert str(log) in caught.value.message
    assert _fingerprint(good.parent) == before


def test_an_empty_log_and_what_is_made_anew_are_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "desk.db-wal").touch()
    (tmp_path / "desk.db-shm").write_bytes(bytes(32_768))
    assert create_database(FileAddress(tmp_path / "desk.db"))
    open_database(FileAddress(tmp_path / "desk.db")).close()


def test_a_making_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fill(growing: FileAddress) -> None:
        growing.path.write_bytes(b"half")
        raise Unavailable("disk_full")

    with pytest.raises(Unavailable):
        database_file.make_file(FileAddress(tmp_path / "desk.db"), fill)
    assert list(tmp_path.iterdir()) == []


def test_without_hard_links_the_name_is_taken_by_renaming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")  # what vfat answers

    monkeypatch.setattr(os, "link", link)
    path = tmp_path / "desk.db"
    assert create_database(FileAddress(path))
    assert not create_database(FileAddress(path))
    assert [one.name for one in tmp_path.iterdir()] == ["desk.db"]


@pytest.mark.parametrize("name", ["a b.db", "đơn hàng 😀.db", "50%.db", "a?b#c.db", "'\"&.db"])
def test_names_of_every_kind_are_opened(tmp_path: Path, name: str) -> None:
    address = FileAddress(tmp_path / name)
    assert create_database(address)
    open_database(address).close()
    assert [one.name for one in tmp_path.iterdir()] == [name]


# --- A look before a migration ------------------------------------------------------------------


def test_a_current_file_is_not_copied_nor_touched(good: Path) -> None:
    before = _fingerprint(good.parent)
    assert back_up_older(FileAddress(good)) is None
    assert _fingerprint(good.parent) == before


def test_an_older_file_is_copied_whole_before_it_is_migrated(good: Path) -> None:
    _set_schema(good, 0)
    content = good.read_bytes()
    copy = back_up_older(FileAddress(good))
    assert copy is not None
    assert good.read_bytes() == content
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM role").fetchone() == (3,)


def test_what_a_killed_program_left_in_the_log_is_looked_at(good: Path) -> None:
    database = open_database(FileAddress(good))
    database.write(lambda connection: connection.exec_driver_sql("UPDATE counter SET n = 7"))
    killed = good.parent / "killed"
    killed.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(good.with_name(good.name + ending), killed / f"desk.db{ending}")
    database.close()
    again = open_database(FileAddress(killed / "desk.db"))
    with again.reading() as connection:
        assert connection.exec_driver_sql("SELECT n FROM counter").scalar() == 7
    again.close()


# --- Network shares -----------------------------------------------------------------------------


def test_a_network_share_is_refused(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(database_file, "_MOUNTS", mounts)
    mounts.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n/dev/sda / ext4 rw 0 0\n")
    assert is_on_network_share(good)
    with pytest.raises(Unavailable) as caught:
        check_before_opening(FileAddress(good))
    assert caught.value.key == "network_share"
    with pytest.raises(Unavailable):
        create_database(FileAddress(tmp_path / "new.db"))
    mounts.write_text(f"//server/x {tmp_path}/other cifs rw 0 0\n/dev/sda / ext4 rw 0 0\n\nodd\n")
    assert not is_on_network_share(good)
    mounts.unlink()
    assert not is_on_network_share(good)
    assert is_on_network_share(Path("//server/share/desk.db"))
