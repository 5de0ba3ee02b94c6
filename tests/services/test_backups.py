"""Backups of a desk at work: made while others write, once a day, kept by rule, and sound."""

import errno
import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from helpdesk_desktop.domain.backups import BackupProgress, BackupReason, Keeping
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    Cancelled,
    Damaged,
    ForeignFile,
    HelpdeskError,
    NotAllowed,
    Unavailable,
)
from helpdesk_desktop.services import soundness
from helpdesk_desktop.services.backups import FileBackups, backups_of
from helpdesk_desktop.services.clock import SystemClock
from helpdesk_desktop.services.file_claim import claimed
from helpdesk_desktop.services.server_backup import (
    backup_command,
    missing_tools,
    restore_command,
)
from helpdesk_desktop.services.server_dump import dump
from helpdesk_desktop.services.setting_layers import SettingLayers
from helpdesk_desktop.services.settings import Settings
from helpdesk_desktop.storage.database_url import FileAddress, ServerAddress, parse_database_url
from helpdesk_desktop.storage.engine import create_database
from tests.backed_up import (
    AT,
    ZONE,
    backups_at,
    fingerprint,
    make_backup,
    make_database,
    tickets_in,
)
from tests.builders import add_agent, opened
from tests.servers import PASSWORD, PASSWORD_USER, ServerPlace

_WRITER = """
import sys
from tests.builders import add_ticket, opened

with opened(sys.argv[1]) as desk:
    while True:
        print(add_ticket(desk, subject="At full speed").serial, flush=True)
"""


@pytest.fixture
def address(tmp_path: Path) -> FileAddress:
    return make_database(tmp_path / "data" / "desk.db")


@contextmanager
def _writing(address: FileAddress) -> Iterator["subprocess.Popen[bytes]"]:
    words = [sys.executable, "-c", _WRITER, str(address.path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        yield writer
        writer.kill()
        writer.stdout.read()


def test_a_backup_made_at_full_speed_is_a_whole_beginning_of_what_was_written(
    address: FileAddress, tmp_path: Path
) -> None:
    made = []
    with _writing(address) as writer:
        assert writer.stdout is not None
        for second in range(4):
            before = int(writer.stdout.readline())
            backup = backups_at(address, AT + timedelta(seconds=second)).make(Cancellation())
            assert backup.manifest is not None
            assert backup.manifest.faults == ()
            assert backup.manifest.tickets >= before
            made.append(backup)
    assert tickets_in(address.path) >= max(one.manifest.tickets for one in made if one.manifest)
    for number, one in enumerate(made):
        assert one.manifest is not None
        other = FileAddress(tmp_path / str(number) / "desk.db")
        other.path.parent.mkdir()
        backups_at(other).restore(one.path, Cancellation())
        assert tickets_in(other.path) == one.manifest.tickets
        assert backups_at(other).check(Cancellation()) == ()
        with opened(str(other.path)) as desk, desk.session.database.reading() as connection:
            sql = "SELECT count(*), min(serial), max(serial), (SELECT n FROM counter) FROM ticket"
            count, first, last, given = connection.exec_driver_sql(sql).one()
        assert (first, last, given) == (1, count, count)


def test_300_damaged_backups_are_not_restored(address: FileAddress, tmp_path: Path) -> None:
    backup = make_backup(address)
    content = backup.read_bytes()
    backups = backups_at(address)
    dice = random.Random(12)  # noqa: S311  # the same damage each time
    spoilt_path = tmp_path / "spoilt.backup"
    before = fingerprint(address.path.parent)
    for number in range(300):
        spoilt_path.write_bytes(_spoilt(content, number, dice))
        with pytest.raises((Damaged, ForeignFile)):
            backups.restore(str(spoilt_path), Cancellation())
    assert fingerprint(address.path.parent) == before


def _spoilt(content: bytes, number: int, dice: random.Random) -> bytes:
    spoilt = bytearray(content)
    tail = len(content) - 1_200
    match number % 6:
        case 0:  # cut off anywhere, once at nothing
            return bytes(spoilt[: dice.randrange(len(spoilt)) if number else 0])
        case 1:  # in the manifest or the seal
            spoilt[dice.randrange(tail, len(spoilt))] ^= dice.randint(1, 255)
        case 2:  # a hole
            start = dice.randrange(len(spoilt) - 4096)
            spoilt[start : start + 512] = bytes(512)
            if spoilt == content:
                spoilt[start] ^= 1
        case 3:  # something put in
            start = dice.randrange(len(spoilt))
            spoilt[start:start] = dice.randbytes(dice.randint(1, 64))
        case 4:  # without its manifest, with a longer end, or another program's altogether
            return (bytes(spoilt[:tail]), bytes(spoilt) + b"\n", dice.randbytes(9_000))[number % 3]
        case _:
            for _ in range(dice.randint(1, 64)):
                spoilt[dice.randrange(len(spoilt))] ^= dice.randint(1, 255)
    return bytes(spoilt)


# Once a day


def _made(address: FileAddress) -> list[str]:
    names = (one.name for one in backups_at(address).listed())
    return [name.split(".")[-2] for name in names]


def test_a_daily_backup_is_made_once_a_day(address: FileAddress) -> None:
    assert backups_at(address).make_if_due(Cancellation()) is not None
    for hours, is_due in ((0, False), (23, False), (25, True), (26, False), (50, True)):
        later = backups_at(address, AT + timedelta(hours=hours))
        assert (later.make_if_due(Cancellation()) is not None) is is_due
    assert _made(address) == ["daily"] * 3


def test_one_made_by_hand_counts_and_one_kept_before_a_restore_does_not(
    address: FileAddress,
) -> None:
    backup = make_backup(address)
    assert backups_at(address).make_if_due(Cancellation()) is None
    backups_at(address, AT + timedelta(hours=30)).restore(str(backup), Cancellation())
    later = backups_at(address, AT + timedelta(hours=31))
    assert later.make_if_due(Cancellation()) is not None


def test_a_clock_that_was_wrong_puts_no_backup_off(address: FileAddress) -> None:
    assert backups_at(address, AT + timedelta(days=900)).make_if_due(Cancellation()) is not None
    assert backups_at(address).make_if_due(Cancellation()) is not None


def test_of_two_programs_one_makes_it(address: FileAddress) -> None:
    folder = Path(backups_at(address).folder)
    folder.mkdir()
    with claimed(folder / ".lock") as is_ours:
        assert is_ours
        with claimed(folder / ".lock") as is_theirs:
            assert not is_theirs
        assert backups_at(address).make_if_due(Cancellation()) is None
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from helpdesk_desktop.domain.cancellation import Cancellation\n"
        "from helpdesk_desktop.storage.database_url import FileAddress\n"
        "from tests.backed_up import backups_at\n"
        "print(sys.stdin.readline() and bool("
        "backups_at(FileAddress(Path(sys.argv[1]))).make_if_due(Cancellation())))\n"
    )
    words = [sys.executable, "-c", program, str(address.path)]
    both = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)
    ]
    answers = sorted(one.communicate(b"go\n")[0].decode().strip() for one in both)
    assert answers == ["False", "True"]
    assert _made(address) == ["daily"]


def test_older_ones_go_by_rule_and_none_that_somebody_asked_for(address: FileAddress) -> None:
    made = make_backup(address, AT - timedelta(days=900))
    stray = made.with_name("desk.20200101T000000.000Z.daily.backup")
    stray.write_bytes(b"no backup at all")
    notes = made.with_name("notes.txt")
    notes.touch()
    part = made.with_name(f".desk.20260101T000000.000Z.daily.backup.{'0' * 32}.part")
    part.touch()
    os.utime(part, (time.time() - 90_000,) * 2)
    young = made.with_name(f".desk.20260101T000000.000Z.daily.backup.{'1' * 32}.part")
    young.touch()
    restored = address.path.with_name(f".desk.db.{'2' * 32}.part")
    foreign = made.with_name(".a-download.part")
    for old in (restored, foreign):
        old.touch()
        os.utime(old, (time.time() - 90_000,) * 2)
    for day in range(12):
        backups = FileBackups(
            address,
            SystemClock(ZONE, AT + timedelta(days=day, minutes=1)),
            Keeping(daily=3, weekly=2, monthly=1, others=2),
        )
        assert backups.make_if_due(Cancellation()) is not None
        if day % 4 == 0:
            backups.restore(str(made), Cancellation())
    names = _made(address)
    assert names.count("by-hand") == 1
    assert names.count("before-restore") == 2
    # Three days, and the last day of the week before them.
    assert sorted(one.name[5:13] for one in backups.listed() if "daily" in one.name) == [
        "20200101",
        "20261129",
        "20261202",
        "20261203",
        "20261204",
    ]
    assert stray.exists()
    assert notes.exists()
    assert young.exists()
    assert not part.exists()
    assert not restored.exists()
    assert foreign.exists()


@pytest.mark.parametrize("days_ago", [365, 0], ids=["clock-set-back", "clock-was-ahead"])
def test_a_backup_made_now_stays_whatever_the_clock_said_before(
    address: FileAddress, days_ago: int
) -> None:
    """Half a year and more of days that are still to come fill every place that the rule has."""
    keeping = Keeping(daily=2, weekly=2, monthly=2, others=1)
    first = AT if days_ago else AT + timedelta(days=900)
    oldest = make_backup(address, first - timedelta(days=1_500))
    for day in (0, 20, 40, 60, 80):
        ahead = FileBackups(address, SystemClock(ZONE, first + timedelta(days=day)), keeping)
        assert ahead.make_if_due(Cancellation()) is not None
        ahead.restore(str(oldest), Cancellation())
    now = AT - timedelta(days=days_ago)
    kept = backups_at(address, now).restore(str(oldest), Cancellation()).kept
    assert kept is not None
    for hours in (0, 30):
        today = FileBackups(address, SystemClock(ZONE, now + timedelta(hours=hours)), keeping)
        made = today.make_if_due(Cancellation())
        assert made is not None
        assert Path(made.path).exists()
        assert Path(kept).exists()
    assert today.make_if_due(Cancellation()) is None


def test_one_that_cannot_be_removed_keeps_no_other(
    address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(3):
        assert backups_at(address, AT + timedelta(days=2 * day)).make_if_due(Cancellation())
    stuck, unlink = Path(backups_at(address).listed()[0].path), Path.unlink

    def refuse(path: Path, **options: bool) -> None:
        if path == stuck:
            raise PermissionError(1, "Operation not permitted")
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", refuse)
    keeping = Keeping(daily=1, weekly=0, monthly=0, others=1)
    last = FileBackups(address, SystemClock(ZONE, AT + timedelta(days=9)), keeping)
    assert last.make_if_due(Cancellation()) is not None
    assert [one.path for one in last.listed()][1:] == [str(stuck)]


def test_a_database_with_nearly_the_same_name_has_backups_of_its_own(address: FileAddress) -> None:
    other = make_database(address.path.with_name("desk"))
    keeping = Keeping(daily=1, weekly=0, monthly=0, others=1)
    assert backups_at(other).make_if_due(Cancellation()) is not None
    assert backups_at(address, AT + timedelta(seconds=1)).make_if_due(Cancellation()) is not None
    later = SystemClock(ZONE, AT + timedelta(days=2))
    assert FileBackups(address, later, keeping).make_if_due(Cancellation()) is not None
    assert {one.manifest.database for one in backups_at(address).listed() if one.manifest} == {
        "desk",
        "desk.db",
    }


def test_a_daily_backup_is_made_while_a_desk_is_open(address: FileAddress) -> None:
    with opened(str(address.path)):
        assert backups_at(address).make_if_due(Cancellation()) is not None


def test_a_folder_that_cannot_be_read_is_said_to_be_that(
    address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)  # root may read everything
    with pytest.raises(Unavailable) as caught:
        backups_at(address).listed()
    assert caught.value.key == "backup_unlisted"
    assert str(address.path.parent / "backups") in caught.value.message


def test_a_chosen_folder_that_cannot_be_read_hides_no_backup_of_before(
    address: FileAddress, tmp_path: Path
) -> None:
    kept = make_backup(address)
    chosen = tmp_path / "share"
    chosen.write_text("a file where the folder should be")
    backups = FileBackups(address, SystemClock(ZONE, AT), folder=chosen / "desk")
    assert [one.path for one in backups.listed()] == [str(kept)]
    kept.unlink()
    with pytest.raises(Unavailable) as caught:
        backups.listed()
    assert caught.value.key == "backup_unlisted"


def test_where_nothing_can_be_written_it_is_told(address: FileAddress) -> None:
    Path(backups_at(address).folder).write_text("no folder")
    for attempt in (
        lambda: backups_at(address).make_if_due(Cancellation()),
        lambda: backups_at(address).make(Cancellation()),
        lambda: backups_at(address).listed(),
    ):
        with pytest.raises(Unavailable) as caught:
            attempt()
        assert caught.value.message


def test_what_others_change_while_it_is_read_without_locks_is_no_backup(
    address: FileAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # a folder of somebody else
    target = tmp_path / "copy.backup"

    def write(_: object) -> None:
        with closing(sqlite3.connect(address.path)) as owner, owner:
            owner.execute("UPDATE ticket SET subject = 'Another'")

    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(target, Cancellation(), write)
    assert caught.value.key == "locked"
    assert not target.exists()
    backups_at(address).write_to(target, Cancellation())
    assert tickets_in(target) == 3


def test_a_called_off_daily_backup_leaves_nothing(address: FileAddress) -> None:
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        backups_at(address).make_if_due(cancel)
    assert _made(address) == []


# Where somebody wants it


def test_a_folder_as_a_target_gets_a_file_of_its_own(address: FileAddress, tmp_path: Path) -> None:
    made = backups_at(address).write_to(tmp_path, Cancellation())
    assert Path(made.path).parent == tmp_path
    assert made.name == "desk.20261123T025000.000Z.by-hand.backup"
    assert made.size == Path(made.path).stat().st_size


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_the_database_and_its_companions_are_no_target(address: FileAddress, ending: str) -> None:
    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(
            Path(f"{address.path}{ending}"), Cancellation(), may_replace=True
        )
    assert caught.value.key == "backup_onto_itself"
    assert tickets_in(address.path) == 3


def test_a_link_to_the_database_is_no_target(address: FileAddress, tmp_path: Path) -> None:
    link = tmp_path / "link.backup"
    link.symlink_to(address.path)
    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(link, Cancellation(), may_replace=True)
    assert caught.value.key == "backup_onto_itself"


def test_another_name_of_the_database_is_no_target(address: FileAddress, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    os.link(address.path, other)
    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(other, Cancellation(), may_replace=True)
    assert caught.value.key == "backup_onto_itself"
    assert other.samefile(address.path)


@pytest.mark.parametrize("is_open", [True, False], ids=["open", "shut"])
def test_another_database_of_ours_is_no_target(
    address: FileAddress, tmp_path: Path, *, is_open: bool
) -> None:
    other = make_database(tmp_path / "other" / "team.db", tickets=5)
    held = closing(sqlite3.connect(other.path)) if is_open else nullcontext()
    with held as connection:
        if connection is not None:
            connection.execute("UPDATE counter SET n = n").connection.commit()
        before = fingerprint(other.path.parent)
        for ending in ("", "-wal", "-journal"):
            target = Path(f"{other.path}{ending}")
            with pytest.raises(Unavailable) as caught:
                backups_at(address).write_to(target, Cancellation(), may_replace=True)
            assert caught.value.key == "backup_onto_database"
            assert str(other.path) in caught.value.message
        assert fingerprint(other.path.parent) == before
    assert tickets_in(other.path) == 5


def test_a_database_that_comes_there_while_the_copy_is_made_is_left(
    address: FileAddress, tmp_path: Path
) -> None:
    target = tmp_path / "team.db"
    target.write_text("an older backup")

    def on_heard(_progress: BackupProgress) -> None:
        if target.stat().st_size < 100:
            make_database(target, tickets=5)

    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(target, Cancellation(), on_heard, may_replace=True)
    assert caught.value.key == "backup_onto_database"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "team.db"]
    assert tickets_in(target) == 5


def test_a_link_to_another_database_is_no_target(address: FileAddress, tmp_path: Path) -> None:
    other = make_database(tmp_path / "other" / "team.db", tickets=5)
    link = tmp_path / "link.backup"
    link.symlink_to(other.path)
    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(link, Cancellation(), may_replace=True)
    assert caught.value.key == "backup_onto_database"
    assert link.is_symlink()


@pytest.mark.parametrize("kind", ["device", "pipe", "link"])
def test_a_device_or_a_pipe_is_no_target(address: FileAddress, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "a.backup"
    if kind == "device":
        target = Path("/dev/full")
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to("/dev/full")
    before = target.lstat()
    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(target, Cancellation(), may_replace=True)
    assert caught.value.key == "backup_onto_device"
    assert target.lstat() == before


def test_what_cannot_be_looked_at_is_no_target(
    address: FileAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.backup"
    target.write_text("mine")
    real = Path.open

    def refuse(self: Path, *words: Any, **options: Any) -> Any:
        if self == target:  # root may read everything, so a mode does not say it
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *words, **options)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(target, Cancellation(), may_replace=True)
    assert caught.value.key == "unreadable"
    monkeypatch.undo()
    assert target.read_text() == "mine"


def test_a_folder_that_may_not_be_looked_into_is_said_and_not_the_file_in_it(
    address: FileAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "secret" / "a.backup"
    real = (Path.stat, os.open)

    def stat(self: Path, **options: Any) -> os.stat_result:
        if self.parent == target.parent:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real[0](self, **options)

    def opened(path: Any, *words: Any) -> int:
        if Path(path).parent == target.parent:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real[1](path, *words)

    target.parent.mkdir()
    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(os, "open", opened)
    with pytest.raises(Unavailable) as caught:
        backups_at(address).write_to(target, Cancellation())
    assert caught.value.key == "backup_read_only"
    assert str(target.parent) in caught.value.message


def test_a_backup_takes_the_place_of_an_older_one(address: FileAddress, tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    backups_at(address).write_to(target, Cancellation())
    later = AT + timedelta(days=1)
    made = backups_at(address, later).write_to(target, Cancellation(), may_replace=True)
    assert made.manifest is not None
    assert made.manifest.made_at == later


def test_there_is_no_backup_of_what_is_not_there_or_not_ours(tmp_path: Path) -> None:
    for content, key in ((None, "no_database"), (b"", "empty_file"), (b"text", "foreign_file")):
        path = tmp_path / f"{key}.db"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(HelpdeskError) as caught:
            backups_at(FileAddress(path)).write_to(tmp_path / "a.backup", Cancellation())
        assert caught.value.key == key
        assert not (tmp_path / "a.backup").exists()


def test_the_settings_say_where_backups_lie_and_how_many_stay(
    address: FileAddress, tmp_path: Path
) -> None:
    beside = make_backup(address)
    settings = Settings(backup_folder=str(tmp_path / "elsewhere"), backup_keep=2)
    for day in range(1, 5):
        clock = SystemClock(ZONE, AT + timedelta(days=day, hours=1))
        chosen = backups_of(address, clock, SettingLayers(settings))
        assert chosen.make_if_due(Cancellation()) is not None
    assert Path(chosen.folder).parent == tmp_path / "elsewhere"
    days = [one.name[5:13] for one in chosen.listed()]
    # Two days, the last of the week before them, and what lies where it was.
    assert days == ["20261127", "20261126", "20261123"]
    assert str(beside) in {one.path for one in chosen.listed()}
    assert backups_of(address, clock, SettingLayers()).folder == str(beside.parent)


def test_a_listed_backup_that_is_none_has_no_manifest(address: FileAddress) -> None:
    made = make_backup(address)
    made.write_bytes(made.read_bytes()[:-1])
    (listed,) = backups_at(address).listed()
    assert (listed.path, listed.manifest) == (str(made), None)
    with pytest.raises(Damaged):
        backups_at(address).verify(listed.path, Cancellation())


def test_reasons_are_in_the_names(address: FileAddress) -> None:
    backup = make_backup(address)
    backups_at(address, AT + timedelta(hours=1)).restore(str(backup), Cancellation())
    reasons = {one.manifest.reason for one in backups_at(address).listed() if one.manifest}
    assert reasons == {BackupReason.BY_HAND, BackupReason.RESTORE}


# A server's


def test_a_servers_own_tools_are_named_without_a_password(tmp_path: Path) -> None:
    authority = tmp_path / "ca x.pem"
    authority.touch()
    query = f"?sslrootcert={quote(str(authority))}"
    postgresql = parse_database_url(f"postgresql://desk@db.example.org/help%20desk{query}")
    mariadb = parse_database_url(f"mariadb://desk@db.example.org:3307/desk{query}")
    assert isinstance(postgresql, ServerAddress)
    assert isinstance(mariadb, ServerAddress)
    protected = f"PGPASSFILE=~/.pgpass PGSSLMODE=verify-full PGSSLROOTCERT='{authority}'"
    place = "--host=db.example.org --port=5432 --username=desk"
    assert backup_command(postgresql) == (
        f"{protected} pg_dump --format=custom --no-password {place} --file=helpdesk.dump "
        "'help desk'"
    )
    assert restore_command(postgresql) == (
        f"{protected} pg_restore --clean --if-exists --single-transaction --no-password {place} "
        "'--dbname=help desk' helpdesk.dump"
    )
    place = (
        "--defaults-file=password.cnf --protocol=TCP --host=db.example.org --port=3307 --user=desk "
        f"--ssl-verify-server-cert '--ssl-ca={authority}'"
    )
    assert backup_command(mariadb) == (
        f"mariadb-dump {place} --single-transaction --routines --hex-blob "
        "--result-file=helpdesk.sql desk"
    )
    assert restore_command(mariadb) == f"mariadb {place} desk < helpdesk.sql"


def test_a_server_of_this_computer_needs_no_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    address = parse_database_url("postgresql://desk:hush@localhost/desk")
    assert isinstance(address, ServerAddress)
    assert "PGSSL" not in backup_command(address)
    assert "hush" not in backup_command(address)
    plain = parse_database_url("postgresql://desk:hush@localhost/desk?sslmode=disable")
    assert isinstance(plain, ServerAddress)
    assert "PGSSLMODE=disable" in backup_command(plain)
    local = parse_database_url("mariadb://desk:hush@localhost/desk")
    assert isinstance(local, ServerAddress)
    assert "--ssl" not in restore_command(local)
    monkeypatch.setenv("PATH", "")
    assert missing_tools(address) == ("pg_dump", "pg_restore")


@pytest.fixture
def guarded(server_place: ServerPlace) -> ServerAddress:
    """An empty database of a server whose user needs a password with signs in it."""
    database = "postgres" if server_place.engine == "postgres" else "information_schema"
    address = parse_database_url(server_place.url_of(database))
    assert isinstance(address, ServerAddress)
    return replace(address, user=PASSWORD_USER)


def test_a_password_reaches_the_tool_and_no_process_list(
    guarded: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = subprocess.Popen

    def noted(words: list[str], **options: Any) -> Any:
        seen.append(f"{words} {options['env']}")
        return real(words, **options)

    monkeypatch.setattr(subprocess, "Popen", noted)
    for password, keys in (
        (PASSWORD, {"dump_failed", "dump_unfinished"}),  # let in; there are no tables of ours
        ("wrong", {"wrong_password"}),
        (None, {"password_needed", "wrong_password"}),
    ):
        with pytest.raises(HelpdeskError) as caught:
            dump(guarded, password, tmp_path / "a.dump", AT, Cancellation())
        assert caught.value.key in keys
        assert list(tmp_path.iterdir()) == []
    assert seen
    assert not [one for one in seen if PASSWORD in one or "wrong" in one]


def test_a_tool_is_called_off_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pg_dump", "pg_restore"):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
        tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    address = parse_database_url("postgresql://desk@localhost/desk")
    assert isinstance(address, ServerAddress)
    cancel = Cancellation()
    target = tmp_path / "a.dump"
    with pytest.raises(Cancelled):
        dump(address, None, target, AT, cancel, heard=lambda _: cancel.request())
    assert [one.name for one in tmp_path.iterdir()] == ["bin"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("exit 0", "dump_unfinished"),
        ("echo 'pg_dump: error: No space left on device' >&2; exit 1", "backup_disk_full"),
        ("echo 'server version mismatch' >&2; exit 1", "dump_failed"),
        ("exit 3", "dump_failed"),
    ],
    ids=["empty", "full", "version", "silent"],
)
def test_a_tool_that_fails_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, key: str
) -> None:
    for name in ("pg_dump", "pg_restore"):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(f"#!/bin/sh\n{line}\n")
        tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    address = parse_database_url("postgresql://desk@localhost/desk")
    assert isinstance(address, ServerAddress)
    with pytest.raises(HelpdeskError) as caught:
        dump(address, None, tmp_path / "a.dump", AT, Cancellation())
    assert caught.value.key == key
    assert caught.value.message
    assert [one.name for one in tmp_path.iterdir()] == ["bin"]


_SLOW = """#!/bin/sh
for word in "$@"; do case "$word" in --file=*) file="${word#--file=}";; esac; done
for turn in 1 2 3 4 5 6 7 8; do echo data >> "$file"; /bin/sleep 0.3; done
"""


@pytest.mark.parametrize(
    ("more", "key"),
    [("", "dump_unfinished"), ("exec /bin/sleep 60\n", "dump_silent")],
    ids=["slow", "stopped"],
)
def test_a_tool_that_is_slow_is_waited_for_and_one_that_stops_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, key: str
) -> None:
    for name, text in (("pg_dump", _SLOW + more), ("pg_restore", "#!/bin/sh\n")):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(text)
        tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    address = parse_database_url("postgresql://desk@localhost/desk")
    assert isinstance(address, ServerAddress)
    old = tmp_path / "a.dump"
    old.write_text("the backup of yesterday")
    with pytest.raises(HelpdeskError) as caught:
        dump(address, None, old, AT, Cancellation(), may_replace=True, patience_s=1.5)
    assert caught.value.key == key
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.dump", "bin"]
    assert old.read_text() == "the backup of yesterday"


@pytest.mark.parametrize("port_is", ["open", "shut"])
def test_a_tool_is_not_left_waiting_for_a_server_that_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port_is: str
) -> None:
    for name in ("mariadb", "mariadb-dump"):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
        tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("helpdesk_desktop.services.server_dump.CONNECT_TIMEOUT_S", 0.2)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if port_is == "open":
            server.listen()
        address = parse_database_url(f"mariadb://desk@127.0.0.1:{server.getsockname()[1]}/desk")
        assert isinstance(address, ServerAddress)
        with pytest.raises(Unavailable) as caught:
            dump(address, None, tmp_path / "a.sql", AT, Cancellation())
    assert caught.value.key == "unreachable"
    assert [one.name for one in tmp_path.iterdir()] == ["bin"]


# Soundness


def test_only_an_administrator_may_check(database_url: str) -> None:
    with opened(database_url) as desk:
        add_agent(desk, "lan")
        assert soundness.find_faults(desk.session) == []
    with opened(database_url, "lan") as desk, pytest.raises(NotAllowed):
        soundness.find_faults(desk.session)


def test_a_check_of_a_desk_at_work_finds_no_fault(address: FileAddress) -> None:
    with _writing(address):
        for _ in range(5):
            assert backups_at(address).check(Cancellation()) == ()


def test_an_index_of_words_that_lags_is_found(address: FileAddress) -> None:
    with opened(str(address.path)) as desk:
        desk.session.database.write(
            lambda connection: connection.exec_driver_sql(
                "INSERT INTO ticket_search(ticket_search) VALUES('delete-all')"
            )
        )
    faults = backups_at(address).check(Cancellation())
    assert faults == ("the index of words does not fit the search texts",)


def test_a_file_that_can_only_be_read_is_checked_without_its_index(
    address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(str(address.path)) as desk:
        database = desk.session.database

        def refuse(_work: object) -> None:
            raise Unavailable("read_only", place=address.place)

        monkeypatch.setattr(database, "write", refuse)
        assert soundness.faults_of(database, Cancellation()) == []
        monkeypatch.setattr(
            database, "write", lambda _: (_ for _ in ()).throw(Unavailable("locked"))
        )
        with pytest.raises(Unavailable):
            soundness.faults_of(database, Cancellation())


def test_a_new_database_is_sound(tmp_path: Path) -> None:
    address = FileAddress(tmp_path / "new.db")
    create_database(address)
    assert backups_at(address, datetime.now(ZONE)).check(Cancellation()) == ()
