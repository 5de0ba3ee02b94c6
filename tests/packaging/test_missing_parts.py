"""What an installation says that lacks a file of its own or a library of the system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpdesk_desktop.missing_parts import is_about_qt, is_own, told_of_import

_EXIT = 3


@pytest.mark.parametrize(
    "text",
    [
        "libQt6Widgets.so.6: cannot open shared object file: No such file or directory",
        "DLL load failed while importing QtCore: Qt6Core.dll is missing",
        "libicudata.so.73: cannot open shared object file: No such file or directory",
        "No module named 'PySide6.QtGui'",
        "No module named 'sqlalchemy'",
    ],
)
def test_what_came_with_the_program_comes_again_with_it(text: str) -> None:
    error = ImportError(text)
    assert is_own(error)
    assert "Install Helpdesk Desktop again" in told_of_import(error)


@pytest.mark.parametrize("library", ["libEGL.so.1", "libglib-2.0.so.0", "libxkbcommon.so.0"])
def test_what_the_system_lacks_is_named_with_the_line_that_installs_it(library: str) -> None:
    error = ImportError(f"{library}: cannot open shared object file: No such file or directory")
    assert is_about_qt(error)
    assert not is_own(error)
    told = told_of_import(error)
    assert library in told
    assert "apt-get install" in told
    assert "again" not in told


def _start(folder: Path, words: list[str], fault: str) -> subprocess.CompletedProcess[str]:
    """The program with a PySide6 in its way that cannot be loaded."""
    package = folder / "PySide6"
    package.mkdir()
    (package / "__init__.py").write_text(f"raise ImportError({fault!r})\n", encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, "-m", "helpdesk_desktop", *words],
        cwd=folder,
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(folder), str(root)]),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("words", [[], ["--demo"]], ids=["window", "demo"])
def test_a_program_without_its_qt_says_so_and_ends_with_3(tmp_path: Path, words: list[str]) -> None:
    told = _start(tmp_path, words, "libQt6Core.so.6: cannot open shared object file")
    assert told.returncode == _EXIT
    assert "Install Helpdesk Desktop again" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_program_without_qt_still_says_its_version(tmp_path: Path) -> None:
    assert _start(tmp_path, ["--version"], "libQt6Core.so.6: gone").returncode == 0
