"""What `settings` shows and changes, and how a lock is kept against every other word."""

import getpass
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from helpdesk_desktop.domain.setting_keys import SETTINGS
from helpdesk_desktop.services import policy as policies
from helpdesk_desktop.services.settings import config_path, load_settings
from tests.builders import add_agent, opened
from tests.cli_program import Cli

ROOT = Path(__file__).resolve().parents[2]
Write: TypeAlias = Callable[[str], Path]


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes the policy of this computer."""
    path = tmp_path / "etc-policy.toml"
    monkeypatch.setattr(policies, "MACHINE_FILE", path)

    def write(text: str) -> Path:
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _shown(key: str, value: Any, source: str, *, locked: bool = False) -> dict[str, Any]:
    return {"key": key, "value": value, "source": source, "locked": locked}


# What is shown


def test_every_setting_is_listed_with_its_source(run: Cli, policy: Write) -> None:
    place = policy('[locked]\ntheme = "dark"\nupdates = "off"\n[defaults]\nbackup_keep = 3\n')
    answer = run("--tz", "Asia/Tokyo", "settings", "list", "--json")
    assert answer.code == 0
    assert list(answer.json) == ["settings", "policy", "notices"]
    assert answer.json["policy"] == str(place)
    listed = {one["key"]: one for one in answer.json["settings"]}
    assert list(listed) == list(SETTINGS)
    assert listed["theme"] == _shown("theme", "dark", "policy", locked=True)
    assert listed["time_zone"] == _shown("time_zone", "Asia/Tokyo", "command line")
    assert listed["backup_keep"] == _shown("backup_keep", 3, "machine default")
    assert listed["notifications"] == _shown("notifications", True, "built-in")
    assert listed["database"] == _shown("database", None, "built-in")
    assert answer.err == ""


def test_a_person_reads_it_as_a_table(run: Cli, policy: Write) -> None:
    policy('[locked]\ntheme = "dark"\n')
    lines = run("settings", "list").out.splitlines()
    assert lines[0].split() == ["key", "value", "source", "locked"]
    assert "theme          dark         policy    yes" in lines
    assert "notifications  on           built-in  no" in lines
    shown = run("settings", "get", "theme").out.splitlines()
    assert [line.split() for line in shown] == [
        ["key", "theme"],
        ["value", "dark"],
        ["source", "policy"],
        ["locked", "yes"],
    ]


def test_a_setting_is_set_and_taken_back(run: Cli) -> None:
    answer = run("settings", "set", "theme", "dark", "--json")
    assert (answer.code, answer.json) == (0, _shown("theme", "dark", "settings"))
    assert load_settings(config_path()).theme == "dark"
    assert sys.platform == "win32" or stat.S_IMODE(config_path().stat().st_mode) == 0o600
    answer = run("settings", "unset", "theme", "--json")
    assert (answer.code, answer.json) == (0, _shown("theme", "system", "built-in"))
    assert load_settings(config_path()).theme is None


def test_nothing_is_made_to_take_nothing_back(run: Cli) -> None:
    assert run("settings", "unset", "theme").code == 0
    assert not config_path().exists()


@pytest.mark.parametrize(
    ("key", "word", "stored"),
    [
        ("notifications", "off", False),
        ("backup_keep", "12", 12),
        ("backup_folder", "/srv/b", "/srv/b"),
        ("phone_region", "us", "US"),
        ("as", "lan", "lan"),
        ("log_level", "debug", "debug"),
        ("updates", "off", "off"),
        ("language", "vi", "vi"),
    ],
)
def test_a_value_is_stored_typed(run: Cli, key: str, word: str, stored: object) -> None:
    assert run("settings", "set", key, word, "--json").json["value"] == stored
    assert getattr(load_settings(config_path()), SETTINGS[key].field) == stored
    assert run("settings", "get", key, "--json").json == _shown(key, stored, "settings")


def test_a_database_is_stored_whole_and_comes_first_among_the_recent(
    run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("settings", "set", "database", "desk.db", "--json")
    url = f"sqlite:///{(tmp_path / 'desk.db').as_posix()}"
    assert answer.json["value"] == url
    assert load_settings(config_path()).recent == (url,)


def test_a_variable_counts_before_what_is_stored_and_its_password_is_not_shown(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPDESK_DATABASE_URL", "postgresql://lan:geheim@127.0.0.1/desk")
    answer = run("settings", "list", "--json")
    assert "geheim" not in answer.out + answer.err
    listed = {one["key"]: one for one in answer.json["settings"]}
    assert listed["database"]["source"] == "environment"


def test_a_variable_that_cannot_be_used_is_told_where_it_matters(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPDESK_THEME", "pink")
    assert "HELPDESK_THEME is not used" in run("settings", "list").err
    assert "HELPDESK_THEME" not in run("count").err
    monkeypatch.setenv("HELPDESK_TIME_ZONE", "Mars/Olympus")
    assert run("count", "--json").error == (2, "usage")
    assert "HELPDESK_TIME_ZONE is not used" in run("settings", "get", "time_zone").err


# What is refused


@pytest.mark.parametrize(
    "words",
    [
        ("get", "colour"),
        ("set", "colour", "red"),
        ("unset", "colour"),
        ("set", "theme", "pink"),
        ("set", "theme", ""),
        ("set", "notifications", "perhaps"),
        ("set", "backup_keep", "0"),
        ("set", "backup_keep", "-5"),
        ("set", "backup_folder", "relative"),
        ("set", "time_zone", "Mars/Olympus"),
        ("set", "phone_region", "QQ"),
        ("set", "updates", "on"),
        ("set", "database", "oracle://x"),
        ("set", "database", "postgresql://lan:geheim@db.example.org/desk"),
        ("set", "database", "postgresql://lan:geheim@localhost/desk"),
        ("set", "theme"),
        ("list", "theme"),
    ],
    ids=" ".join,
)
def test_what_no_setting_takes_is_refused_and_nothing_is_written(
    run: Cli, words: tuple[str, ...]
) -> None:
    answer = run("settings", *words, "--json")
    assert answer.error == (2, "usage")
    assert "geheim" not in answer.out + answer.err
    assert not config_path().exists()


@pytest.mark.parametrize("verb", ["set", "unset"])
@pytest.mark.parametrize("key", list(SETTINGS))
def test_no_locked_setting_is_changed(run: Cli, policy: Write, key: str, verb: str) -> None:
    values = {"notifications": "true", "backup_keep": "5", "updates": '"off"'}
    words = {"database": "/srv/a.db", "as": "lan", "phone_region": "VN", "time_zone": "UTC"}
    words |= {"backup_folder": "/srv/b"}
    locked = values.get(key, f'"{words.get(key) or SETTINGS[key].usual}"')
    policy(f"[locked]\n{key} = {locked}\n")
    other = {"notifications": "off", "backup_keep": "6", "updates": "off"}.get(key)
    other = other or next(iter(SETTINGS[key].choices), words.get(key, ""))
    answer = run("settings", verb, key, *([other] if verb == "set" else []), "--json")
    assert answer.error == (4, "not_allowed")
    assert "was set by your administrator" in answer.err
    assert not config_path().exists()


def test_a_file_that_is_none_is_set_aside_with_a_word(run: Cli) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_bytes(b"\xff\xfe garbage")
    listed = run("settings", "list")
    assert listed.code == 0
    assert "cannot be read" in listed.err
    assert config_path().read_bytes() == b"\xff\xfe garbage"
    answer = run("settings", "set", "theme", "dark")
    assert answer.code == 0
    aside = config_path().with_name("settings.toml.damaged-1")
    assert str(aside) in answer.err
    assert aside.read_bytes() == b"\xff\xfe garbage"
    assert load_settings(config_path()).theme == "dark"


def test_a_folder_in_the_files_place_is_said_and_left(run: Cli) -> None:
    (config_path() / "deep").mkdir(parents=True)
    answer = run("settings", "set", "theme", "dark", "--json")
    assert answer.code == 3
    assert answer.json["error"]["code"] == "unavailable"
    assert (config_path() / "deep").is_dir()


# A policy that is broken


def test_a_broken_policy_is_named_with_its_line_by_every_command(
    run: Cli, policy: Write, tmp_path: Path
) -> None:
    place = policy("[locked]\n\ntheme = dark\n")
    for words in (("settings", "list"), ("settings", "set", "theme", "light"), ("count",)):
        answer = run(*words)
        assert f"{place} cannot be read: line 3, column 9: invalid value." in answer.err
    assert load_settings(config_path()).theme == "light"
    refused = run("--database", str(tmp_path / "x.db"), "init")
    assert refused.code == 4
    assert not (tmp_path / "x.db").exists()
    assert run("settings", "set", "backup_folder", "/srv/b").code == 4


def test_an_unknown_name_in_a_policy_is_said(run: Cli, policy: Write) -> None:
    policy('[locked]\ndatabse = "x"\ntheme = "dark"\n')
    answer = run("settings", "list", "--json")
    assert answer.json["notices"] == [answer.err.strip()]
    assert "databse" in answer.err
    assert {"key": "theme", "value": "dark", "source": "policy", "locked": True} in answer.json[
        "settings"
    ]


# The real program


def _program(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "helpdesk_desktop.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
    )


def test_real_programs_keep_the_order_of_the_layers(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('[locked]\nas = "lan"\n[defaults]\ntime_zone = "Europe/Berlin"\n')
    # The variable stands for the file of a computer that has none.
    place = {"HELPDESK_POLICY_FILE": str(file)}

    def said(key: str, *words: str, **variables: str) -> tuple[Any, str, bool]:
        done = _program(*words, "settings", "get", key, "--json", **place, **variables)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        return found["value"], found["source"], found["locked"]

    assert said("time_zone") == ("Europe/Berlin", "machine default", False)
    assert _program("settings", "set", "time_zone", "Asia/Seoul", **place).returncode == 0
    assert said("time_zone") == ("Asia/Seoul", "settings", False)
    in_variable = {"HELPDESK_TIME_ZONE": "Asia/Tokyo"}
    assert said("time_zone", **in_variable) == ("Asia/Tokyo", "environment", False)
    given = said("time_zone", "--tz", "UTC", **in_variable)
    assert given == ("UTC", "command line", False)
    file.write_text('[locked]\nas = "lan"\ntime_zone = "Europe/Paris"\n')
    assert said("time_zone", **in_variable) == ("Europe/Paris", "policy", True)
    refused = _program("--tz", "UTC", "settings", "get", "time_zone", **place)
    assert refused.returncode == 4
    assert "time_zone was set by your administrator" in refused.stderr
    warned = _program("settings", "get", "time_zone", **place, **in_variable)
    assert "HELPDESK_TIME_ZONE is not used" in warned.stderr


def test_a_locked_database_and_agent_are_those_that_real_programs_use(tmp_path: Path) -> None:
    ours, others = tmp_path / "ours.db", tmp_path / "others.db"
    for path in (ours, others):
        assert _program("--database", str(path), "init").returncode == 0
    boss = getpass.getuser()
    with opened(str(ours), boss) as desk:
        add_agent(desk, "lan", role="administrator")
    file = tmp_path / "policy.toml"
    file.write_text(f'[locked]\ndatabase = "{ours.as_posix()}"\nas = "lan"\n')
    place = {"HELPDESK_POLICY_FILE": str(file)}
    assert _program("settings", "set", "theme", "dark", **place).returncode == 0
    text = config_path().read_text(encoding="utf-8")
    config_path().write_text(f'database = "{others.as_posix()}"\nas = "{boss}"\n{text}')
    strangers = {"HELPDESK_DATABASE_URL": str(others), "HELPDESK_AS": boss}
    made = _program("create", "--set", "subject=Đơn hàng", "--json", **place, **strangers)
    assert made.returncode == 0, made.stderr
    assert "HELPDESK_DATABASE_URL is not used" in made.stderr
    assert "HELPDESK_AS is not used" in made.stderr
    shown = json.loads(_program("show", "1", "--json", **place).stdout)
    assert shown["subject"] == "Đơn hàng"
    assert [one["by"] for one in shown["activities"]][:1] in ([], ["lan"])
    for words in (("--database", str(others)), ("--as", boss)):
        refused = _program(*words, "create", "--set", "subject=x", **place)
        assert refused.returncode == 4
        assert "was set by your administrator" in refused.stderr
    same = _program("--database", str(ours), "--as", "LAN", "count", "--json", **place)
    assert (same.returncode, same.stdout) == (0, '{"count":1}\n')
    empty = _program("--database", str(others), "--as", boss, "count", "--json")
    assert empty.stdout == '{"count":0}\n'


def test_no_variable_beats_the_computers_own_policy_in_a_real_program(tmp_path: Path) -> None:
    own, stranger = tmp_path / "own.toml", tmp_path / "stranger.toml"
    own.write_text('[locked]\ntheme = "dark"\n')
    stranger.write_text('[locked]\ntheme = "light"\n')
    code = (
        "import sys, pathlib; from helpdesk_desktop.services import policy;"
        f"policy.MACHINE_FILE = pathlib.Path({str(own)!r});"
        "from helpdesk_desktop.cli import main;"
        "sys.exit(main(['settings', 'get', 'theme', '--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HELPDESK_POLICY_FILE": str(stranger)},
    )
    assert json.loads(done.stdout) == _shown("theme", "dark", "policy", locked=True)
    assert "HELPDESK_POLICY_FILE is not used" in done.stderr
