"""A backup is one file, and one changed byte anywhere in it is found."""

import hashlib
import io
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from helpdesk_desktop.domain.backups import BackupProgress
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    Cancelled,
    Damaged,
    ForeignFile,
    HelpdeskError,
    NewerSchema,
    Unavailable,
)
from helpdesk_desktop.storage.backup_file import copy_unsealed, copy_verified, read_manifest
from helpdesk_desktop.storage.backup_seal import SEAL_BYTES, seal_line
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.storage.engine import open_database
from tests.backed_up import AT, fingerprint, make_backup, make_database, tickets_in

FOREIGN = Path(__file__).parents[1] / "data/foreign-sqlite/0.9.0.a.db"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_backup(make_database(tmp_path_factory.mktemp("made") / "desk.db"))


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "a.backup"))


def _refused(path: Path, kind: type[HelpdeskError], key: str) -> None:
    before = fingerprint(path.parent)
    with pytest.raises(kind) as caught:
        copy_verified(path, None, Cancellation())
    assert (type(caught.value), caught.value.key) == (kind, key)
    assert str(path) in caught.value.message
    assert fingerprint(path.parent) == before


def test_a_backup_says_what_is_in_it(backup: Path) -> None:
    manifest = read_manifest(backup)
    assert manifest == copy_verified(backup, None, Cancellation())
    assert (manifest.tickets, manifest.made_at, manifest.database) == (3, AT, "desk.db")
    content = backup.read_bytes()
    assert hashlib.sha256(content[: manifest.size]).hexdigest() == manifest.sha256


def test_any_program_reads_the_database_in_it_and_leaves_nothing_beside_it(backup: Path) -> None:
    before = fingerprint(backup.parent)
    backup.chmod(0o400)
    with closing(sqlite3.connect(f"{backup.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert tickets_in(backup) == 3
    assert fingerprint(backup.parent) == before


def test_a_backup_is_not_worked_in(backup: Path) -> None:
    before = fingerprint(backup.parent)
    with pytest.raises(Unavailable) as caught:
        open_database(FileAddress(backup))
    assert caught.value.key == "opened_backup"
    assert fingerprint(backup.parent) == before


def test_what_is_verified_is_what_is_written(backup: Path) -> None:
    out = io.BytesIO()
    told: list[BackupProgress] = []
    manifest = copy_verified(backup, out.write, Cancellation(), told.append)
    assert hashlib.sha256(out.getvalue()).hexdigest() == manifest.sha256
    assert (told[-1].done, told[-1].total) == (manifest.size, manifest.size)


def test_300_damaged_backups_are_all_found(backup: Path) -> None:
    content = backup.read_bytes()
    dice = random.Random(11)  # noqa: S311  # the same damage each time
    for _ in range(300):
        spoilt = bytearray(content)
        for _ in range(dice.randint(1, 64)):
            place = dice.randrange(len(spoilt))
            spoilt[place] ^= dice.randint(1, 255)
        backup.write_bytes(spoilt)
        with pytest.raises((Damaged, ForeignFile)):
            copy_verified(backup, None, Cancellation())


def test_each_byte_of_manifest_and_seal_counts(backup: Path) -> None:
    content = backup.read_bytes()
    for place in range(read_manifest(backup).size, len(content)):
        spoilt = bytearray(content)
        spoilt[place] ^= 1
        backup.write_bytes(spoilt)
        with pytest.raises(Damaged):
            copy_verified(backup, None, Cancellation())


@pytest.mark.parametrize("kept", [0, 1, 99, 4096, 40_000, -1, -SEAL_BYTES, -SEAL_BYTES - 200])
def test_a_backup_that_was_cut_off_is_refused(backup: Path, kept: int) -> None:
    backup.write_bytes(backup.read_bytes()[:kept])
    with pytest.raises((Damaged, ForeignFile)):
        copy_verified(backup, None, Cancellation())


def _foreign(path: Path) -> None:
    shutil.copy(FOREIGN, path)


def _cut_before_the_seal(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: read_manifest(path).size])


def _manifest_of_another(path: Path) -> None:
    content = path.read_bytes()
    size = read_manifest(path).size
    path.write_bytes(content[:size] + b"more" + content[size:])


def _longer_than_itself(path: Path) -> None:
    path.write_bytes(b"x" + seal_line(500, "0" * 64))


def _manifest(path: Path, body: bytes) -> None:
    size = read_manifest(path).size
    sealed = body + seal_line(len(body), hashlib.sha256(body).hexdigest())
    path.write_bytes(path.read_bytes()[:size] + sealed)


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _no_manifest_at_all(path: Path) -> None:
    _manifest(path, b"[]")


@pytest.mark.parametrize(
    ("spoil", "kind", "key"),
    [
        (lambda path: path.write_bytes(b""), Damaged, "empty_file"),
        (lambda path: path.write_text("Dear diary"), ForeignFile, "not_a_backup"),
        (_foreign, ForeignFile, "not_a_backup"),
        (_cut_before_the_seal, Damaged, "backup_unsealed"),
        (_manifest_of_another, Damaged, "backup_damaged"),
        (_longer_than_itself, Damaged, "backup_damaged"),
        (_no_manifest_at_all, Damaged, "backup_damaged"),
        (lambda path: _manifest(path, b'{"format":2}'), NewerSchema, "newer_backup"),
        (lambda path: _manifest(path, b'{"format":1}'), Damaged, "backup_damaged"),
        (_a_folder, ForeignFile, "not_a_backup"),
        (_a_pipe, ForeignFile, "not_a_backup"),
        (lambda path: path.unlink(), Unavailable, "no_file"),
    ],
    ids=[
        "empty",
        "text",
        "foreign",
        "unsealed",
        "other-manifest",
        "too-long",
        "list",
        "newer",
        "half",
        "folder",
        "pipe",
        "none",
    ],
)
def test_what_is_no_whole_backup_is_refused_in_words(
    backup: Path, spoil: Callable[[Path], object], kind: type[HelpdeskError], key: str
) -> None:
    spoil(backup)
    _refused(backup, kind, key)


def test_a_backup_whose_disk_fails_is_told(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unavailable) as caught:
        read_manifest(backup)
    assert caught.value.key == "io_error"


def test_reading_a_backup_can_be_called_off(backup: Path) -> None:
    cancel = Cancellation()
    with pytest.raises(Cancelled):
        copy_verified(backup, None, cancel, lambda _: cancel.request())


def test_a_plain_copy_is_taken_on_demand_alone(backup: Path) -> None:
    _cut_before_the_seal(backup)
    out = io.BytesIO()
    copy_unsealed(backup, out.write, Cancellation())
    assert out.getvalue() == backup.read_bytes()
    backup.with_name("a.backup-wal").write_bytes(b"a log")
    with pytest.raises(Unavailable) as caught:
        copy_unsealed(backup, out.write, Cancellation())
    assert caught.value.key == "restore_of_open_file"


def test_the_manifest_is_one_line_of_json(backup: Path) -> None:
    manifest = read_manifest(backup)
    body = backup.read_bytes()[manifest.size : -SEAL_BYTES]
    assert json.loads(body)["sha256"] == manifest.sha256
    assert b"\n" not in body
