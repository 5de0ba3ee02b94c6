"""What a frozen program finds when it looks at its own files."""

import sys
from pathlib import Path

import pytest

from building.bundle import write_parts
from pyinstaller.parts import trouble_in


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with parts of both programs, and its list."""
    for place in ("sqlalchemy/sql.pyc", "PySide6/QtGui.so", "ma trận.pyc"):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(place.encode())
    if sys.platform != "win32":
        (tmp_path / "libQt6Gui.so").symlink_to("PySide6/QtGui.so")
    write_parts(tmp_path, {"sqlalchemy/sql.pyc", "ma trận.pyc"})
    return tmp_path


def test_a_whole_one_has_no_trouble(library: Path) -> None:
    assert trouble_in(str(library), is_window=True) == ""
    # The list is not in the list.
    write_parts(library, set())
    assert trouble_in(str(library), is_window=True) == ""


@pytest.mark.parametrize("place", ["sqlalchemy/sql.pyc", "PySide6/QtGui.so", "ma trận.pyc"])
def test_what_is_gone_or_cut_is_named(library: Path, place: str) -> None:
    part = library / place
    part.write_bytes(b"half")
    length = len(place.encode())
    assert trouble_in(str(library), is_window=True) == f"{place} has 4 bytes and not {length}"
    part.unlink()
    assert trouble_in(str(library), is_window=True).startswith(f"{place}: ")


@pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")
def test_a_link_that_leads_nowhere_is_named(library: Path) -> None:
    (library / "libQt6Gui.so").unlink()
    assert trouble_in(str(library), is_window=True).startswith("libQt6Gui.so: ")


def test_the_command_line_does_without_what_only_the_window_needs(library: Path) -> None:
    (library / "PySide6/QtGui.so").unlink()
    assert trouble_in(str(library), is_window=False) == ""
    (library / "sqlalchemy/sql.pyc").unlink()
    assert trouble_in(str(library), is_window=False).startswith("sqlalchemy/sql.pyc: ")


def test_without_a_list_nothing_is_compared(library: Path) -> None:
    (library / "PySide6/QtGui.so").write_bytes(b"another version")
    (library / "parts.txt").unlink()
    assert trouble_in(str(library), is_window=True) == ""


@pytest.mark.parametrize("kept", [0, 1, 30, -1, -4])
def test_a_list_that_was_cut_is_trouble_itself(library: Path, kept: int) -> None:
    told = library / "parts.txt"
    data = told.read_bytes()
    told.write_bytes(data[:kept] if kept >= 0 else data[: len(data) + kept - 1])
    assert "parts.txt" in trouble_in(str(library), is_window=True)
