"""What each fault ends with, and that nothing was touched by what was refused."""

import getpass
import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.storage.schema import SCHEMA_VERSION
from tests.cli_program import NOW, Cli, Make
from tests.servers import PASSWORD_USER, ServerPlace

FOREIGN = Path(__file__).parents[1] / "data/foreign-sqlite/0.9.0.a.db"
_NOBODY = 65_534
_EVERY_COMMAND = (
    ["init"],
    ["fill", "--tickets", "1"],
    ["import", "a.csv"],
    ["list"],
    ["count"],
    ["show", "1"],
    ["create", "--set", "subject=x"],
    ["edit", "1", "--set", "subject=x"],
    ["agents", "list"],
    ["groups", "add", "vip"],
    ["roles", "list"],
    ["check"],
)


def _fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- 3: no database, or none that can be used -----------------------------------------------------


def test_no_command_but_init_and_fill_makes_a_database(run: Cli, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    for words in _EVERY_COMMAND[2:]:
        answer = run("--database", str(path), *words, "--json")
        assert answer.error == (3, "unavailable")
        assert "helpdesk-desktop-cli init" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_not_there_is_told_before_the_files_are_read(
    run: Cli, tmp_path: Path
) -> None:
    answer = run("--database", str(tmp_path / "x.db"), "import", str(tmp_path / "none.csv"))
    assert (answer.code, answer.out) == (3, "")
    assert "There is no database" in answer.err


def test_init_makes_a_database_once_and_leaves_it_then(
    run: Cli, empty_database_url: str, tmp_path: Path
) -> None:
    words = ("--database", empty_database_url, "init", "--json")
    first = run(*words)
    assert (first.code, first.json["created"]) == (0, True)
    before = _fingerprint(tmp_path)
    second = run(*words)
    assert second.json == {"place": first.json["place"], "created": False}
    assert second.code == 0
    assert _fingerprint(tmp_path) == before
    assert run("--database", empty_database_url, "count").out == "0\n"
    agents = run("--database", empty_database_url, "agents", "list", "--json").json["agents"]
    assert [one["role"] for one in agents] == ["administrator"]


def test_init_names_the_first_administrator_as_it_is_told(run: Cli, tmp_path: Path) -> None:
    place = ("--database", str(tmp_path / "new.db"))
    refused = run(*place, "init", "--as", "two words", "--json")
    assert refused.error == (1, "invalid")
    assert "two words" in refused.err
    assert list(tmp_path.iterdir()) == []
    assert run(*place, "init", "--as", "boss").code == 0
    agents = run(*place, "agents", "list", "--json").json["agents"]
    assert [(one["login"], one["name"], one["role"]) for one in agents] == [
        ("boss", "boss", "administrator")
    ]
    # Who is there already is left alone.
    assert run(*place, "init", "--as", "lan").code == 0
    assert len(run(*place, "agents", "list", "--json").json["agents"]) == 1
    assert run(*place, "count", "--as", "boss").out == "0\n"


def test_fill_makes_a_local_database_and_the_same_tickets_for_the_same_seed(
    run: Cli, tmp_path: Path
) -> None:
    lists = []
    for name in ("a.db", "b.db"):
        everywhere = ("--database", str(tmp_path / name), "--now", NOW)
        filled = run(*everywhere, "fill", "--tickets", "30", "--seed", "7", "--json")
        assert (filled.code, filled.err) == (0, "")
        assert (filled.json["tickets"], filled.json["last_serial"]) == (30, 30)
        columns = "serial,subject,status,contact,created"
        lists.append(run(*everywhere, "list", "--columns", columns, "--json").json)
    assert lists[0] == lists[1]
    assert lists[0]["total"] == 30


@pytest.mark.parametrize("scheme", ["postgresql", "mariadb"])
def test_a_server_that_does_not_answer_is_unavailable(run: Cli, scheme: str) -> None:
    url = f"{scheme}://desk@127.0.0.1:1/desk"
    for words in _EVERY_COMMAND:
        answer = run("--database", url, *words, "--json")
        assert answer.error == (3, "unavailable")
        assert "127.0.0.1:1" in answer.err


def test_a_wrong_password_is_unavailable(
    run: Cli, server_place: ServerPlace, tmp_path: Path
) -> None:
    path = tmp_path / "password"
    path.write_text("not it\n", encoding="utf-8")
    path.chmod(0o600)
    url = server_place.url_of("mysql" if server_place.engine == "mariadb" else "postgres")
    url = url.replace(f"//{server_place.user}@", f"//{quote(PASSWORD_USER, safe='')}@")
    answer = run("--database", url, "--password-file", str(path), "count", "--json")
    assert answer.error == (3, "unavailable")
    assert "not it" not in answer.err


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; the tests' own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="hd-cli-"))
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


def test_what_may_only_be_read_is_unavailable_and_stays_as_it_is(
    run: Cli, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = open_folder / "desk.db"
    assert run("--database", str(path), "init").code == 0
    path.chmod(0o666)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(open_folder / "config"))
    before = _fingerprint(open_folder)
    open_folder.chmod(0o555)
    new = str(open_folder / "other.db")
    with _ordinary_user():
        answers = [
            run("--database", str(path), "create", "--set", "subject=x", "--json"),
            run("--database", str(path), "count", "--json"),
            run("--database", new, "init", "--json"),
            run("--database", new, "fill", "--tickets", "1", "--json"),
        ]
    assert [answer.error for answer in answers] == [(3, "unavailable")] * 4
    assert _fingerprint(open_folder) == before


# --- 4: what is not ours --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("foreign", "foreign_file"),
        ("text", "foreign_file"),
        ("folder", "foreign_file"),
        ("empty", "damaged"),
        ("cut off", "damaged"),
        ("newer", "newer_schema"),
    ],
)
def test_a_file_that_is_not_ours_or_not_whole_is_refused_untouched(
    run: Cli, tmp_path: Path, kind: str, code: str
) -> None:
    path = tmp_path / "desk.db"
    match kind:
        case "foreign":
            shutil.copy(FOREIGN, path)
        case "text":
            path.write_text("hello\n" * 100, encoding="utf-8")
        case "folder":
            path.mkdir()
        case "empty":
            path.touch()
        case "cut off":
            create_database(parse_database_url(str(path)))
            path.write_bytes(path.read_bytes()[:8192])
        case "newer":
            create_database(parse_database_url(str(path)))
            with closing(sqlite3.connect(path)) as connection:
                newer = (str(SCHEMA_VERSION + 1),)
                connection.execute("UPDATE app_meta SET value = ? WHERE name = 'schema'", newer)
                connection.commit()
    before = _fingerprint(tmp_path)
    for words in _EVERY_COMMAND:
        assert run("--database", str(path), *words, "--json").error == (4, code)
        assert _fingerprint(tmp_path) == before


# --- 4: not allowed -------------------------------------------------------------------------------


def test_what_a_role_may_not_do_at_all_is_not_allowed(cli: Cli, made: Make, tmp_path: Path) -> None:
    serial = made()
    path = tmp_path / "a.csv"
    path.write_text("subject\nx\n", encoding="utf-8")
    assert cli("roles", "add", "reader", "--set", "tickets=all").code == 0
    assert cli("agents", "add", "lan", "--set", "role=reader").code == 0
    for words in (
        ["create", "--set", "subject=x"],
        ["edit", "99", str(serial), "--set", "subject=x"],
        ["import", str(path)],
        ["fill", "--tickets", "1"],
        ["agents", "add", "minh"],
        ["roles", "set", "reader", "--set", "rights=create"],
        ["check"],
    ):
        assert cli(*words, "--json", as_="lan").error == (4, "not_allowed")
    assert cli("list", "--json", as_="lan").json["total"] == 1
    assert cli("show", str(serial), "--json").json["version"] == 1


def test_an_account_that_is_switched_off_is_not_allowed(cli: Cli) -> None:
    cli("agents", "add", "lan", "--set", "active=no")
    assert cli("count", "--json", as_="lan").error == (4, "not_allowed")


# --- 2: words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["--as", ""],
        ["--as", "nobody-here"],
        ["--as", "\udcff"],
        ["--as", "a\0b"],
        ["--tz", "Mars/City"],
        ["--tz", "../../etc/passwd"],
        ["--tz="],
        ["--now", "soon"],
        ["--now", "1969-12-31T23:59:59Z"],
        ["--now", "9999-12-31T23:59:59-14:00"],
        ["--now", "0001-01-01T00:00+14:00"],
        ["--region", "ZZ"],
        ["--region", "\udcff"],
        ["--database="],
        ["--database", "oracle://x/y"],
        ["--database", "postgresql://u:secret@helpdesk.example/x"],
        ["--database", "a\0b.db"],
        ["--password-file", "no-such-file"],
        ["--password-file", ""],
        ["--limit", "5"],
        ["--nonsense"],
    ],
)
def test_words_that_are_off_change_nothing_and_end_with_two(cli: Cli, words: list[str]) -> None:
    answer = cli("create", "--set", "subject=x", *words, "--json")
    assert answer.error == (2, "usage")
    assert "secret" not in answer.out + answer.err
    assert cli("count").out == "0\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["create", "--set", "subject=a\0b"], 1),
        (["create", "--set", "subject=x", "--set", "contact=a\udcffb"], 1),
        (["create", "--set", "subject=x", "--set", "description=\0"], 1),
        (["create", "--set", "subject=x", "--set", "ccs=a\0b"], 1),
        (["agents", "add", "a\0b"], 1),
        (["agents", "add", "lan", "--set", "name=a\0b"], 1),
        (["groups", "add", "vip", "--set", "name=\udcff"], 1),
        (["count", "a\0b"], 2),
        (["list", "--columns", "a\0b"], 2),
        (["import", "a\0b"], 2),
        (["import", "a.csv", "--preset", "\udcff"], 2),
    ],
)
def test_what_no_database_can_hold_is_refused_with_a_sentence(
    cli: Cli, words: list[str], code: int
) -> None:
    answer = cli(*words, "--json")
    assert answer.error[0] == code
    assert cli("count").out == "0\n"
    assert len(cli("agents", "list", "--json").json["agents"]) == 1


def test_an_empty_login_in_the_environment_is_none(
    cli: Cli, run: Cli, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("agents", "add", "lan", "--set", "role=administrator").code == 0
    monkeypatch.setattr(getpass, "getuser", lambda: "somebody-else")
    everywhere = ("--database", database_url, "create", "--set", "subject=x", "--json")
    for login in ("", "nobody-here", "\udcff"):
        monkeypatch.setenv("HELPDESK_AS", login)
        assert run(*everywhere).error == (2, "usage")
    monkeypatch.setenv("HELPDESK_AS", "lan")
    assert run(*everywhere).code == 0
    made_by = run("--database", database_url, "show", "1", "--json").json["activities"][0]["by"]
    assert made_by == "lan"


def test_the_database_is_the_one_named_else_the_environment_s_else_the_local_one(
    run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = run("init", "--json").json["place"]
    monkeypatch.setenv("HELPDESK_DATABASE_URL", str(tmp_path / "environment.db"))
    assert run("init", "--json").json["place"] == str(tmp_path / "environment.db")
    named = run("init", "--database", str(tmp_path / "named.db"), "--json").json
    assert named == {"place": str(tmp_path / "named.db"), "created": True}
    assert Path(local).exists()


def test_the_password_is_read_from_standard_input(
    run: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    database = str(tmp_path / "desk.db")  # which needs none, but is not opened without it
    assert run("--database", database, "init").code == 0
    typed = tmp_path / "typed"
    for text, code in (("secret\n", 0), ("", 2), ("\n", 2)):
        typed.write_text(text, encoding="utf-8")
        with typed.open(encoding="utf-8") as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            assert run("--database", database, "count", "--password-file", "-").code == code
