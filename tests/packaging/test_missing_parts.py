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


def _program(folder: Path, *words: str, **screen: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[2]
    names = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"}
    homes = {f"XDG_{kind}_HOME": str(folder) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return subprocess.run(
        [sys.executable, "-m", "helpdesk_desktop", *words],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in names}
        | homes
        | {"PYTHONPATH": str(root)}
        | screen,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens that have names")
@pytest.mark.parametrize(
    ("screen", "said"),
    [
        ({"DISPLAY": ":4077"}, "could not connect to display :4077"),
        ({"WAYLAND_DISPLAY": "wayland-4077"}, "Failed to create wl_display"),
        ({"QT_QPA_PLATFORM": "nonsense"}, 'plugin "nonsense"'),
    ],
    ids=["x11", "wayland", "platform"],
)
def test_a_screen_that_is_not_there_is_said_and_ends_with_3(
    tmp_path: Path, screen: dict[str, str], said: str
) -> None:
    told = _program(tmp_path, XDG_RUNTIME_DIR=str(tmp_path), **screen)
    assert told.returncode == _EXIT
    assert said in told.stderr
    ((name, value),) = screen.items()
    assert f"{name}={value}" in told.stderr
    assert "helpdesk-desktop-cli does the same work" in told.stderr
    # It is no crash, of which the next start would tell.
    assert [path for path in tmp_path.rglob("fatal-*") if path.is_file()] == []


def test_a_demo_that_cannot_write_says_so_and_ends_with_3(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    told = _program(tmp_path, "--demo", "--output", str(taken), QT_QPA_PLATFORM="offscreen")
    assert told.returncode == _EXIT
    assert f"cannot write into {taken}" in told.stderr
    assert "Traceback" not in told.stderr
