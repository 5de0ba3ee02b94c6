"""The rooms import downwards only, in the source and at run time."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "helpdesk_desktop"


def _sources() -> Iterator[Path]:
    yield from PACKAGE.rglob("*.py")


def test_every_import_contract_is_kept() -> None:
    # In a process of its own: it silences every logger of the one that it runs in.
    code = "import sys; from importlinter import cli; sys.exit(cli.lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("helpdesk_desktop.cli", {"PySide6", "shiboken6"}),
        ("helpdesk_desktop.ui.main_window", {"sqlalchemy", "alembic", "psycopg", "pymysql"}),
        ("helpdesk_desktop.app", {"sqlalchemy", "alembic", "psycopg", "pymysql", "phonenumbers"}),
        ("helpdesk_desktop.services.contracts", {"sqlalchemy", "PySide6", "pydantic"}),
        # Until a link is handed over somebody waits.
        ("helpdesk_desktop.handing_over", {"PySide6", "sqlalchemy", "lark", "regex", "pydantic"}),
        ("helpdesk_desktop.domain.filters", {"sqlalchemy", "PySide6", "lark"}),
        ("helpdesk_desktop.bootstrap", {"PySide6", "alembic"}),
        # Every run of pytest loads it where the program is installed.
        (
            "helpdesk_desktop.testing.plugin",
            {"PySide6", "shiboken6", "pytestqt", "sqlalchemy", "alembic", "pydantic", "lark"},
        ),
    ],
)
def test_a_room_loads_nothing_it_may_not_touch(module: str, forbidden: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert not forbidden & {name.partition(".")[0] for name in loaded}


def test_no_import_is_hidden_from_run_time() -> None:
    offenders = [
        path.relative_to(ROOT).as_posix()
        for path in _sources()
        if "TYPE_CHECKING" in path.read_text(encoding="utf-8")
    ]
    assert offenders == []


def test_only_the_task_runner_and_the_crash_hook_catch_everything() -> None:
    allowed = {"helpdesk_desktop/ui/tasks.py", "helpdesk_desktop/app.py"}
    offenders = set()
    for path in _sources():
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(found, ast.ExceptHandler):
                continue
            caught = found.type
            if caught is None or (
                isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"}
            ):
                offenders.add(path.relative_to(ROOT).as_posix())
    assert offenders <= allowed


def test_only_the_task_module_holds_thread_code() -> None:
    allowed = {"helpdesk_desktop/ui/tasks.py"}
    words = ("QThread", "QRunnable", "ThreadPoolExecutor", "threading.Thread")
    offenders = {
        path.relative_to(ROOT).as_posix()
        for path in _sources()
        if any(word in path.read_text(encoding="utf-8") for word in words)
    }
    assert offenders <= allowed
