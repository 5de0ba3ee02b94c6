"""`backup`, `restore` and `check` as scripts of IT meet them."""

import hashlib
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.storage.backup_file import copy_verified
from tests.backed_up import fingerprint, make_database, tickets_in
from tests.cli_program import NOW, Cli, Make
from tests.servers import ServerPlace


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return make_database(tmp_path / "data" / "desk.db").path


@pytest.fixture
def it(run: Cli, desk: Path) -> Cli:
    """Calls the program on the database of three tickets."""
    return lambda *words: run("--database", str(desk), "--now", NOW, *words)


def test_a_backup_is_made_listed_and_restored(it: Cli, desk: Path, tmp_path: Path) -> None:
    answer = it("backup", str(tmp_path / "a.backup"), "--json")
    assert answer.code == 0
    said = answer.json
    assert said["file"] == str(tmp_path / "a.backup")
    assert said["bytes"] == Path(said["file"]).stat().st_size
    assert (said["reason"], said["schema"], said["tickets"]) == ("by-hand", 1, 3)
    assert said["made_at"] == NOW
    assert said["rows"]["ticket"] == 3
    manifest = copy_verified(Path(said["file"]), None, Cancellation())
    assert (said["sha256"], said["size"]) == (manifest.sha256, manifest.size)
    assert it("create", "--as", "boss", "--set", "subject=Later").code == 0
    tried = it("restore", said["file"], "--dry-run", "--json")
    assert (tried.code, tried.json["sha256"]) == (0, said["sha256"])
    assert tickets_in(desk) == 4
    done = it("restore", said["file"], "--json")
    assert done.code == 0
    assert (done.json["database"], done.json["is_older"]) == (str(desk), False)
    assert tickets_in(desk) == 3
    listed = it("backup", "--list", "--json").json
    assert listed["folder"] == str(desk.parent / "backups")
    assert [one["file"] for one in listed["backups"]] == [done.json["kept"]]
    assert [one["reason"] for one in listed["backups"]] == ["before-restore"]


def test_people_are_told_in_words(it: Cli, desk: Path, tmp_path: Path) -> None:
    answer = it("backup")
    assert answer.code == 0
    assert sorted(one.name for one in desk.parent.iterdir()) == ["backups", "desk.db"]
    path = answer.out.split(":")[0]
    assert answer.out == f"{path}: 3 tickets, {Path(path).stat().st_size:,} bytes, checked\n"
    assert "by-hand" in it("backup", "--list").out
    assert it("restore", path, "--dry-run").out == f"{path} is whole: 3 tickets.\n"
    done = it("restore", path)
    assert done.out.startswith(
        f"{desk} is now what was in {path}.\nWhat stood there before is kept"
    )
    desk.write_bytes(b"")
    assert "The damaged file before it is kept" in it("restore", path).out
    desk.unlink()
    assert it("restore", path).out == f"{desk} is now what was in {path}.\n"
    assert it("backup", str(tmp_path)).code == 0


def test_a_fault_that_is_no_damage_is_said(it: Cli, desk: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(desk)) as connection:
        connection.execute("UPDATE counter SET n = 9")
        connection.execute("UPDATE app_meta SET value = '1' WHERE name = 'schema'")
        connection.commit()
    answer = it("backup", str(tmp_path / "a.backup"))
    assert "Not damaged, but wrong: the counter of serials" in answer.err
    assert "Not damaged, but wrong" in it("restore", str(tmp_path / "a.backup")).err


def test_an_older_backup_is_said_to_be_brought_up_to_date(
    it: Cli, desk: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(desk.read_bytes())
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE app_meta SET value = '0' WHERE name = 'schema'")
        connection.commit()
    refused = it("restore", str(older), "--json")
    assert refused.error == (4, "damaged")
    assert "It has an older schema" in it("restore", str(older), "--unsealed").out


def test_what_is_there_is_replaced_on_demand_alone(it: Cli, tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    target.write_text("mine")
    refused = it("backup", str(target), "--json")
    assert refused.error == (3, "unavailable")
    assert target.read_text() == "mine"
    assert it("backup", str(target), "--force").code == 0
    assert tickets_in(target) == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("backup", "{desk}", "--force"), (3, "unavailable")),
        (("backup", "{tmp}/no/such/folder/a.backup"), (3, "unavailable")),
        (("restore", "{tmp}/none.backup"), (3, "unavailable")),
        (("backup", "{tmp}/" + 300 * "x"), (3, "unavailable")),
        (("backup", "/dev/full", "--force"), (3, "unavailable")),
        (("restore", 300 * "x"), (3, "unavailable")),
        (("restore", "{tmp}"), (4, "foreign_file")),
        (("restore", "/dev/zero"), (4, "foreign_file")),
        (("restore", "{desk}"), (3, "unavailable")),
        (("restore", "{tmp}/text"), (4, "foreign_file")),
        (("restore", "{tmp}/empty"), (4, "damaged")),
        (("restore", ""), (2, "usage")),
        (("restore",), (2, "usage")),
        (("backup", "a", "b"), (2, "usage")),
    ],
    ids=[
        "onto-itself",
        "no-folder",
        "no-backup",
        "endless-name",
        "device",
        "from-endless-name",
        "from-folder",
        "from-device",
        "from-itself",
        "foreign",
        "empty",
        "no-name",
        "no-word",
        "two-words",
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(
    it: Cli, tmp_path: Path, words: tuple[str, ...], code: tuple[int, str]
) -> None:
    desk = tmp_path / "data" / "desk.db"
    (tmp_path / "text").write_text("Dear diary")
    (tmp_path / "empty").touch()
    before = fingerprint(tmp_path)
    answer = it(*(word.format(desk=desk, tmp=tmp_path) for word in words), "--json")
    assert answer.error == code
    assert fingerprint(tmp_path) == before


def test_a_missing_database_is_not_backed_up_but_can_be_restored(
    run: Cli, it: Cli, tmp_path: Path
) -> None:
    it("backup", str(tmp_path / "a.backup"))
    other = str(tmp_path / "other.db")
    assert run("--database", other, "backup", "--json").error == (3, "unavailable")
    assert not Path(other).exists()
    assert run("--database", other, "restore", str(tmp_path / "a.backup")).code == 0
    assert tickets_in(Path(other)) == 3


@pytest.mark.parametrize("database", [".", "sqlite:///.", "none.db", "folder", "text"])
def test_what_is_no_database_is_a_sentence_and_leaves_no_folder_behind(
    run: Cli, it: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    it("backup", str(tmp_path / "a.backup"))
    place = tmp_path / "place"
    (place / "folder").mkdir(parents=True)
    (place / "text").write_text("Dear diary")
    monkeypatch.chdir(place)
    for words in (("backup",), ("check",), ("restore", str(tmp_path / "a.backup"))):
        if (words[0], database) == ("restore", "none.db"):
            continue  # which is what a restore is for
        answer = run("--database", database, "--as", "boss", *words, "--json")
        code, _ = answer.error
        assert code == {".": 2, "sqlite:///.": 2, "none.db": 3}.get(database, 4)
    assert sorted(one.name for one in place.rglob("*")) == ["folder", "text"]


def test_a_servers_database_is_restored_by_the_servers_tools(
    run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = "postgresql://desk@db.example.org/desk"
    answer = run("--database", server, "restore", "a.backup", "--json")
    assert answer.error == (2, "usage")
    assert " pg_restore --" in answer.err
    for words, said in ((("backup",), "backup PATH"), (("backup", "--list"), "no list")):
        answer = run("--database", server, *words, "--json")
        assert answer.error == (2, "usage")
        assert said in answer.err
    monkeypatch.setenv("PATH", "")
    answer = run("--database", server, "backup", str(tmp_path), "--json")
    assert answer.error == (2, "usage")
    assert "pg_dump is not on this computer" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_servers_tool_writes_a_backup_that_it_can_put_back(
    cli: Cli, made: Make, engine_name: str, tmp_path: Path
) -> None:
    if engine_name == "sqlite":
        return
    made("subject=Đơn hàng 10%")
    answer = cli("backup", str(tmp_path), "--json")
    assert answer.code == 0, answer.err
    said = answer.json
    path = Path(said["file"])
    assert path.parent == tmp_path
    assert (said["bytes"], stat.S_IMODE(path.stat().st_mode)) == (path.stat().st_size, 0o600)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == said["sha256"]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    cli("edit", "1", "--set", "subject=Changed later")
    command = said["restore"].replace("helpdesk.dump", str(path)).replace("helpdesk.sql", str(path))
    (tmp_path / "password.cnf").touch(mode=0o600)
    subprocess.run(command, shell=True, check=True, cwd=tmp_path, capture_output=True)  # noqa: S602  # as an administrator does
    assert cli("show", "1", "--json").json["subject"] == "Đơn hàng 10%"
    again = cli("backup", str(path), "--json")
    assert again.error == (3, "unavailable")
    assert cli("backup", str(path), "--force").code == 0


def test_a_servers_refusal_is_a_sentence(
    run: Cli, server_place: ServerPlace, tmp_path: Path
) -> None:
    answer = run("--database", server_place.url_of("no_such_one"), "backup", str(tmp_path))
    assert answer.code == 3
    assert "could not back up" in answer.err
    assert "no_such_one" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_check_answers_4_where_something_is_wrong(it: Cli, desk: Path) -> None:
    assert it("check", "--as", "boss", "--json").json == {"sound": True, "faults": []}
    with closing(sqlite3.connect(desk)) as connection:
        connection.execute("UPDATE counter SET n = 9")
        connection.commit()
    answer = it("check", "--as", "boss", "--json")
    assert answer.code == 4
    assert not answer.json["sound"]
    assert it("check", "--as", "boss").out == f"{answer.json['faults'][0]}\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_backup_leaves_nothing(
    desk: Path, tmp_path: Path, number: signal.Signals
) -> None:
    program = f"""
import os, signal, sys
from helpdesk_desktop import cli
from helpdesk_desktop.cli import backup_commands
told = backup_commands._Told.__call__
def call(self, progress):
    told(self, progress)
    os.kill(os.getpid(), {int(number)})
backup_commands._Told.__call__ = call
sys.exit(cli.main(sys.argv[1:]))
"""
    words = ["--database", str(desk), "backup", str(tmp_path / "a.backup"), "--json"]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert [one.name for one in tmp_path.iterdir()] == ["data"]
