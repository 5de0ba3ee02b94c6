"""Two programs, as a click in a browser makes them: the second hands its link over and ends."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from helpdesk_desktop.services.doors import file_place
from helpdesk_desktop.services.places import state_folder
from tests.at_the_desk import DeskFile

_LONGEST_S = 60.0
_PROGRAM = (sys.executable, "-m", "helpdesk_desktop")


def _until(is_so: Callable[[], bool], window: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _LONGEST_S
    while not is_so():
        assert window.poll() is None, "the window ended"
        assert time.monotonic() < until
        Event().wait(0.05)


def _texts(pattern: str) -> str:
    found = []
    for path in state_folder().glob(pattern):
        with suppress(OSError):
            found.append(path.read_text(encoding="utf-8"))
    return "\n".join(found)


@pytest.fixture
def window(desk_file: DeskFile) -> Iterator[subprocess.Popen[bytes]]:
    """A program that shows the desk."""
    words = ["--database", str(desk_file.path), "--as", desk_file.login]
    with subprocess.Popen([*_PROGRAM, *words]) as program:
        place = file_place(str(desk_file.path)).replace("\\", "\\\\")
        _until(lambda: place in _texts("doors/*/about.json"), program)
        yield program
        program.kill()


def _start(*words: str) -> int:
    """The exit code of another start, which must not open a window: it would never end."""
    # What Qt would need is not there: nothing of it may be asked for.
    without_qt = {"QT_QPA_PLATFORM": "none-of-all"}
    done = subprocess.run(
        [*_PROGRAM, *words], env=os.environ | without_qt, timeout=_LONGEST_S, check=False
    )
    return done.returncode


def test_a_link_and_a_file_reach_the_window_that_is_open(
    window: subprocess.Popen[bytes], desk_file: DeskFile, tmp_path: Path
) -> None:
    assert _start("helpdesk:ticket/7") == 0
    # The window writes down what it shows, as for its next start.
    _until(lambda: "selected=7" in _texts("windows.ini"), window)
    assert _start("helpdesk://filter/?q=status:closed%20priority:%3E=high") == 0
    _until(lambda: "status:closed priority:>=high" in _texts("windows.ini"), window)
    (tmp_path / "the same").symlink_to(desk_file.path)
    assert _start(str(tmp_path / "the same")) == 0
    assert window.poll() is None
