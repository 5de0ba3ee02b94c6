"""The guards around every test catch what they are there for."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import servers

_ROOT = Path(__file__).parents[1]


def _run(folder: Path, content: str, *options: str) -> str:
    path = folder / "test_made.py"
    path.write_text(content, encoding="utf-8")
    settings = [
        "-c",
        str(_ROOT / "pyproject.toml"),
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *settings, *options, str(path)],
        check=False,
        capture_output=True,
        text=True,
        cwd=_ROOT,
    )
    return done.stdout + done.stderr


def test_what_a_test_leaves_behind_fails_it(tmp_path: Path) -> None:
    said = _run(
        tmp_path,
        """
import logging
from concurrent.futures import ThreadPoolExecutor
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

kept = []

def test_warns():
    logging.getLogger("x").warning("uh-oh")

def test_expects(log_guard):
    log_guard.expect("meant so")
    logging.getLogger("x").warning("meant so")

def test_expects_in_vain(log_guard):
    log_guard.expect("never said")

def test_window(qtbot):
    kept.append(QWidget())
    kept[-1].setObjectName("forgotten")

def test_timer(qtbot):
    kept.append(QTimer())
    kept[-1].start(100_000)

def test_thread():
    kept.append(ThreadPoolExecutor(1))
    kept[-1].submit(print)

def test_clean(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
""",
    )
    assert "unexpected log: x: uh-oh" in said
    assert "no record has the expected “never said”" in said
    assert "window QWidget forgotten" in said
    assert "timer" in said
    assert "thread ThreadPoolExecutor" in said
    assert "7 passed, 5 errors" in said


def test_an_unknown_engine_stops_the_run_with_a_sentence(tmp_path: Path) -> None:
    said = _run(tmp_path, "def test_x(database_url): pass", "--engines=oracle")
    assert "--engines knows sqlite, postgres, mariadb; not oracle" in said


def test_a_server_whose_programs_are_missing_is_named() -> None:
    with pytest.raises(servers.ServerMissing, match="no-such-program"):
        servers._program("no-such-program", "no/such/folder/*")
