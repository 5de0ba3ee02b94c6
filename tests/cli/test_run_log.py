"""What the command line leaves in its log, and what never stands there: a password."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from helpdesk_desktop.cli import commands, main
from helpdesk_desktop.services.log_file import log_path
from tests.cli_program import Cli
from tests.databases import ServerDatabases
from tests.guards import LogGuard
from tests.servers import PASSWORD_USER

ROOT = Path(__file__).resolve().parents[2]
# Each in a place of its own; as short and as odd as passwords are.
IN_ADDRESS, IN_FILE, IN_VARIABLE = "hunter2@/:x", "qu'ote\"d%20", "Đặt-mật-khẩu-9"


def _log() -> str:
    path = log_path("helpdesk-desktop-cli")
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _forms(secret: str) -> set[str]:
    return {secret, quote(secret, safe=""), repr(secret)[1:-1]}


def test_no_log_is_made_while_nothing_is_wrong(run: Cli) -> None:
    assert run("settings", "list").code == 0
    assert not log_path("helpdesk-desktop-cli").exists()


def test_the_level_says_how_much_is_told(run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--log-level", "info", "settings", "get", "theme").code == 0
    assert "INFO" in _log()
    assert "settings get begins: version" in _log()
    assert "settings get ends" in _log()
    monkeypatch.setenv("HELPDESK_LOG", "info")
    assert run("count").code == 3
    assert "count ends: unavailable (no_database): There is no database at" in _log()
    monkeypatch.setenv("HELPDESK_LOG", "loud")
    answer = run("count", "--json")
    assert answer.code == 2
    assert answer.json["error"]["code"] == "usage"


def test_the_log_is_its_owners_alone(run: Cli) -> None:
    run("--log-level", "info", "settings", "list")
    path = log_path("helpdesk-desktop-cli")
    assert sys.platform == "win32" or path.stat().st_mode & 0o077 == 0


def test_what_nobody_foresaw_is_written_down_with_its_place(
    monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError("a fault of ours, password=geheim1")

    monkeypatch.setattr(commands, "run_settings", broken)
    log_guard.expect("uncaught error in settings list")
    with pytest.raises(ZeroDivisionError):
        main(["settings", "list"])
    assert "CRITICAL" in _log()
    assert "in broken" in _log()
    assert "a fault of ours, password=***" in _log()


def test_a_log_that_cannot_be_kept_keeps_nobody_from_working(run: Cli) -> None:
    folder = log_path("helpdesk-desktop-cli")
    folder.mkdir(parents=True)
    assert run("--log-level", "debug", "settings", "list").code == 0
    folder.rmdir()
    folder.parent.rmdir()
    folder.parent.write_text("a file in the folder's place")
    assert run("--log-level", "debug", "settings", "list").code == 0


@pytest.mark.parametrize("scheme", ["postgresql", "mariadb"])
def test_no_password_of_a_failing_program_is_in_its_log_or_words(
    run: Cli, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "password"
    file.write_text(IN_FILE, encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSWORD", IN_VARIABLE)
    monkeypatch.setenv("MYSQL_PWD", IN_VARIABLE)
    monkeypatch.setenv("HELPDESK_LOG", "debug")
    address = f"{scheme}://lan:{quote(IN_ADDRESS, safe='')}@127.0.0.1:9/desk"
    # One in a program of its own, where nothing is known of the passwords of the others.
    first = subprocess.run(
        [sys.executable, "-m", "helpdesk_desktop.cli", "--database", address, "count"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert first.returncode == 3
    assert "count ends: unavailable (unreachable)" in _log()
    heard = first.stdout + first.stderr
    for words in (
        ("--database", address, "--password-file", str(file), "count"),
        ("--database", address.replace("127.0.0.1", "db.invalid"), "count"),
        ("--database", f"{address}?password={IN_VARIABLE}", "list"),
        ("--database", "postgresql://lan:hunter2@/:x@127.0.0.1/desk", "list"),
        ("settings", "set", "database", address),
    ):
        answer = run(*words)
        assert answer.code in {2, 3}
        heard += answer.out + answer.err
    assert "Traceback" not in heard
    for secret in (IN_ADDRESS, IN_FILE, IN_VARIABLE, "hunter2"):
        for form in _forms(secret):
            assert form not in _log()
            assert form not in heard


def test_a_password_that_a_server_refuses_is_in_no_log(
    run: Cli, server_databases: ServerDatabases, tmp_path: Path
) -> None:
    place = server_databases.place
    scheme = "postgresql" if place.engine == "postgres" else "mariadb"
    file = tmp_path / "password"
    file.write_text(IN_FILE, encoding="utf-8")
    file.chmod(0o600)
    user = f"{scheme}://{PASSWORD_USER}"
    by_file = ("--database", f"{user}@127.0.0.1:{place.port}/x", "--password-file", str(file))
    in_url = f"{user}:{quote(IN_ADDRESS, safe='')}@127.0.0.1:{place.port}/x"
    for words in (by_file, ("--database", in_url)):
        answer = run("--log-level", "debug", *words, "count", "--json")
        assert answer.error == (3, "unavailable")
        for secret in (IN_FILE, IN_ADDRESS):
            for form in _forms(secret):
                assert form not in answer.out + answer.err + _log()
    assert "wrong_password" in _log()
