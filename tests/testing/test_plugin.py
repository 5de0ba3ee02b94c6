"""The plug-in in runs of pytest of its own: what it costs, refuses, keeps and leaves alone."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from sqlalchemy import text

from helpdesk_desktop.testing.databases import Filling, NotOursError, ServerGround
from tests.databases import ServerDatabases

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "helpdesk_desktop.testing.plugin"
NO_QT = "--no-header"  # a word of pytest's that changes nothing else
# What an unrelated run of pytest must not pay for.
HEAVY = {"PySide6", "shiboken6", "pytestqt", "sqlalchemy", "alembic", "pydantic", "lark"}
UNRELATED = """
import sys

def test_it():
    ours = sorted(name for name in sys.modules if name.startswith("helpdesk_desktop"))
    loaded = {name.partition(".")[0] for name in sys.modules}
    print("ours", ours)
    print("heavy", sorted(loaded & %r))
"""


def _pytest(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """A run of pytest that has the plug-in and, unless told otherwise, pytest-qt."""
    plugins = ["-p", PLUGIN, *(() if NO_QT in words else ("-p", "pytestqt.plugin"))]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "-p", "no:cacheprovider", "-rA", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            **{name: text for name, text in os.environ.items() if "PYTEST" not in name},
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            **environment,
        },
    )


def _project(folder: Path, source: str) -> Path:
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    (folder / "test_desk.py").write_text(source, encoding="utf-8")
    return folder


def test_an_unrelated_run_loads_neither_qt_nor_sql(tmp_path: Path) -> None:
    done = _pytest(_project(tmp_path, UNRELATED % HEAVY), NO_QT)
    assert done.returncode == 0, done.stdout
    assert "heavy []" in done.stdout
    ours = "['helpdesk_desktop', 'helpdesk_desktop.testing', 'helpdesk_desktop.testing.plugin']"
    assert f"ours {ours}" in done.stdout


def test_asking_pytest_for_its_version_loads_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys, pytest; pytest.main(['--version']); "
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTEST_PLUGINS": PLUGIN,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
    )
    assert "PySide6" not in done.stdout
    assert "sqlalchemy" not in done.stdout


def test_without_the_extra_a_test_fails_with_what_to_install(tmp_path: Path) -> None:
    done = _pytest(_project(tmp_path, "def test_it(helpdesk_window): ...\n"), NO_QT)
    assert done.returncode == 1
    assert "pip install 'helpdesk-desktop[qa]'" in done.stdout


# All that the plug-in may ask of pytest when it is loaded, with the words that version 6 takes.
OLD_PYTEST = """
def fixture(function=None, *, scope="function"):
    return function or (lambda taken: taken)

def hookimpl(*, hookwrapper=False, optionalhook=False, tryfirst=False, trylast=False):
    return lambda taken: taken
"""


def test_runs_of_an_older_pytest_are_not_ended_by_it(tmp_path: Path) -> None:
    (tmp_path / "pytest.py").write_text(OLD_PYTEST, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", f"import pytest, {PLUGIN}; print(pytest.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
    )
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) in done.stdout


def test_an_engine_of_the_environment_that_is_none_hurts_only_who_uses_it(tmp_path: Path) -> None:
    project = _project(tmp_path, "def test_a(helpdesk_database): ...\n\ndef test_b(): ...\n")
    url = "postgresql://a@127.0.0.1/b"
    done = _pytest(project, HELPDESK_QA_ENGINE="oracle", HELPDESK_QA_URL=url)
    assert "1 passed, 1 error" in done.stdout
    assert "HELPDESK_QA_ENGINE is oracle; there are sqlite, postgres, mariadb" in done.stdout
    assert "Traceback" not in done.stdout
    assert "plugin.py" not in done.stdout


FAILING = """
from PySide6.QtWidgets import QPushButton

def test_it(helpdesk_window):
    helpdesk_window.create_ticket.open().find("no_such_button", QPushButton)
"""


def test_a_failure_says_what_was_there_and_keeps_pictures_beside_the_report(
    tmp_path: Path,
) -> None:
    project = _project(tmp_path, FAILING)
    done = _pytest(project, "--junitxml=reports/junit.xml", "--helpdesk-wait=6")
    assert done.returncode == 1
    assert "one QPushButton no_such_button on create_ticket_dialog" in done.stdout
    assert "add_ticket" in done.stdout
    # Their own line and what was waited for; how the pages wait is nobody's concern.
    assert "open().find(" in done.stdout
    assert "def wait_until" not in done.stdout
    pictures = sorted((project / "reports" / "screenshots").iterdir())
    names = [path.name.rpartition("test_it.")[2] for path in pictures]
    assert names == ["create_ticket_dialog.png", "main_window.png"]
    assert all(path.stat().st_size > 1_000 for path in pictures)
    for path in pictures:
        assert f"screenshot: {path.relative_to(project)}" in done.stdout
    told = [
        one.get("value")
        for one in ET.parse(project / "reports" / "junit.xml").iter("property")  # noqa: S314  # our own
        if one.get("name") == "helpdesk_screenshot"
    ]
    assert len(told) == 2


FAILING_WITH_TWO = """
def test_it(helpdesk_start, helpdesk_database):
    for _ in range(2):
        helpdesk_start(helpdesk_database).wait_ready()
    raise AssertionError
"""


def test_each_of_two_programs_has_its_picture(tmp_path: Path) -> None:
    done = _pytest(_project(tmp_path, FAILING_WITH_TWO), "--helpdesk-screenshots=kept")
    assert "1 failed" in done.stdout
    names = sorted(path.name for path in (tmp_path / "kept").iterdir())
    assert [name.rpartition("test_it.")[2] for name in names] == [
        "main_window-2.png",
        "main_window.png",
    ]


TESTERS_OWN = """
from pathlib import Path

def test_it(helpdesk_window, helpdesk_home):
    helpdesk_window.settings.open().set("density", "compact").close()
    helpdesk_window.create_ticket.open().fill("Half a thought").leave()
    written = {path.name for path in helpdesk_home.rglob("*") if path.is_file()}
    assert "settings.toml" in written
"""


def test_nothing_of_the_testers_own_is_read_or_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    config = home / ".config" / "helpdesk-desktop"
    config.mkdir(parents=True)
    theirs = config / "settings.toml"
    theirs.write_text('database = "/nowhere/at/all.db"\nlanguage = "vi"\n', encoding="utf-8")
    before = theirs.read_bytes()
    project = tmp_path / "project"
    project.mkdir()
    folders = {
        f"XDG_{name}_HOME": str(home / part)
        for name, part in (("CONFIG", ".config"), ("DATA", ".data"), ("STATE", ".state"))
    }
    done = _pytest(
        _project(project, TESTERS_OWN),
        HOME=str(home),
        HELPDESK_DATABASE_URL="/nowhere/else.db",
        HELPDESK_AS="nobody",
        **folders,
    )
    assert done.returncode == 0, done.stdout
    assert theirs.read_bytes() == before
    left = [path for path in home.rglob("*") if path.is_file() and path != theirs]
    assert [path for path in left if "helpdesk" in str(path)] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--helpdesk-engine=postgres"], "needs --helpdesk-url"),
        (["--helpdesk-url=postgresql://a@127.0.0.1/b"], "name its --helpdesk-engine too"),
        (
            ["--helpdesk-engine=mariadb", "--helpdesk-url=postgresql://a@127.0.0.1/b"],
            "is no database of the engine mariadb",
        ),
    ],
)
def test_what_names_no_database_is_said(tmp_path: Path, words: list[str], said: str) -> None:
    done = _pytest(_project(tmp_path, "def test_it(helpdesk_database): ...\n"), *words)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr


def test_an_unknown_word_of_the_mark_is_refused(tmp_path: Path) -> None:
    source = "import pytest\n@pytest.mark.helpdesk(tickts=3)\ndef test_it(helpdesk_database): ...\n"
    done = _pytest(_project(tmp_path, source))
    assert "the mark helpdesk knows no tickts" in done.stdout


# A server's database


def test_a_database_that_is_not_empty_is_refused_and_left_alone(
    server_databases: ServerDatabases, server_engine: str, tmp_path: Path
) -> None:
    name = server_databases.make_empty()
    url = server_databases.url_of(name)
    engine = server_databases._engine(name)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
        connection.execute(text("INSERT INTO theirs VALUES (7)"))
    done = _pytest(
        _project(tmp_path, "def test_it(helpdesk_database): ...\n"),
        f"--helpdesk-engine={server_engine}",
        f"--helpdesk-url={url}",
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Name an empty database" in done.stdout + done.stderr
    with engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM theirs")).scalars().all() == [7]
    engine.dispose()
    server_databases.drop(name)


def test_a_desk_that_no_test_made_is_refused(
    server_databases: ServerDatabases, server_engine: str
) -> None:
    url = server_databases.migrated.url
    with pytest.raises(NotOursError, match="no test made"):
        ServerGround(server_engine, url, None)


def test_what_a_killed_run_left_is_taken_away_and_the_database_ends_empty(
    server_databases: ServerDatabases, server_engine: str, tmp_path: Path
) -> None:
    name = server_databases.make_empty()
    url = server_databases.url_of(name)
    killed = ServerGround(server_engine, url, None)
    left = killed.database(tmp_path, Filling(5))
    left.desk.create_ticket("Left behind")
    left.close()
    again = ServerGround(server_engine, url, None)
    fresh = again.database(tmp_path, Filling())
    assert fresh.desk.create_ticket("First") == 1
    fresh.close()
    again.close()
    engine = server_databases._engine(name)
    listed = "current_schema()" if server_engine == "postgres" else "database()"
    with engine.connect() as connection:
        tables = connection.execute(
            text(f"SELECT table_name FROM information_schema.tables WHERE table_schema = {listed}")  # noqa: S608  # one of two words
        ).all()
    assert tables == []
    engine.dispose()
    server_databases.drop(name)


ON_A_SERVER = """
def test_it(helpdesk_window, helpdesk_database):
    assert helpdesk_database.engine == "%s"
    serial = helpdesk_window.create_ticket.open().fill(subject="Máy in cháy").save()
    assert helpdesk_window.tickets.text(serial) == "Máy in cháy"

def test_each_begins_anew(helpdesk_window):
    assert helpdesk_window.tickets.serials == []
"""


def test_the_window_is_driven_on_a_server(
    server_databases: ServerDatabases, server_engine: str, tmp_path: Path
) -> None:
    name = server_databases.make_empty()
    done = _pytest(
        _project(tmp_path, ON_A_SERVER % server_engine),
        HELPDESK_QA_ENGINE=server_engine,
        HELPDESK_QA_URL=server_databases.url_of(name),
    )
    assert done.returncode == 0, done.stdout[-3000:]
    server_databases.drop(name)


def test_workers_of_xdist_need_a_database_each(
    server_databases: ServerDatabases, server_engine: str, tmp_path: Path
) -> None:
    done = _pytest(
        _project(tmp_path, "def test_it(helpdesk_database): ...\n"),
        f"--helpdesk-engine={server_engine}",
        f"--helpdesk-url={server_databases.url_of('nothing')}",
        PYTEST_XDIST_WORKER="gw0",
    )
    assert "write {worker} into --helpdesk-url" in done.stdout
