"""Who starts the program from a menu reads why it ends; a terminal and a script read it as ever."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="what shows a sentence is the system's own"
)
SAYS = "from helpdesk_desktop.last_words import say; say('Đã hết: <b>1 & 2</b>')"
SENTENCE = "Đã hết: <b>1 & 2</b>"


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """A pipe into which the stand-ins of `zenity` and `kdialog` write what they are to show."""
    pipe = tmp_path / "shown"
    os.mkfifo(pipe)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("zenity", "kdialog"):
        script = programs / name
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name}" "$@" > "{pipe}"\n', encoding="utf-8")
        script.chmod(0o755)
    return pipe


def _run(
    words: list[str], shown: Path, stderr: int, **variables: str
) -> "subprocess.CompletedProcess[str]":
    kept: Mapping[str, str] = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    path = f"{shown.parent / 'bin'}:/bin:/usr/bin"
    return subprocess.run(
        [sys.executable, *words],
        env={**kept, "PATH": path, **variables},
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        check=False,
    )


def _lines(shown: Path) -> list[str]:
    # Reading waits for whoever writes: the program itself does not.
    return shown.read_text(encoding="utf-8").splitlines()


def test_from_a_menu_the_system_shows_the_sentence_as_plain_text(shown: Path) -> None:
    ours, theirs = socket.socketpair()  # as a desktop's journal is
    with ours, theirs:
        assert _run(["-c", SAYS], shown, theirs.fileno(), DISPLAY=":7077").returncode == 0
        assert ours.recv(1_000).decode() == f"{SENTENCE}\n"
    lines = _lines(shown)
    assert (lines[0], "--no-markup" in lines, lines[-1]) == ("zenity", True, SENTENCE)


def test_without_the_first_program_the_next_one_shows_it(shown: Path) -> None:
    (shown.parent / "bin" / "zenity").unlink()
    _run(["-c", SAYS], shown, subprocess.DEVNULL, WAYLAND_DISPLAY="wayland-0")
    assert _lines(shown)[0] == "kdialog"


@pytest.mark.parametrize(
    ("stderr", "variables"),
    [
        pytest.param(subprocess.PIPE, {"DISPLAY": ":7077"}, id="a script reads it"),
        pytest.param(subprocess.DEVNULL, {}, id="no screen"),
        pytest.param(
            subprocess.DEVNULL,
            {"DISPLAY": ":7077", "QT_QPA_PLATFORM": "offscreen"},
            id="a run without windows",
        ),
    ],
)
def test_elsewhere_nothing_is_shown(shown: Path, stderr: int, variables: dict[str, str]) -> None:
    asks = "print(last_words.is_heard() or not last_words.has_screen())"
    told = _run(
        ["-c", f"from helpdesk_desktop import last_words; {asks}"], shown, stderr, **variables
    )
    assert told.stdout == "True\n"


def test_a_start_from_a_menu_on_a_screen_that_is_gone_is_told(shown: Path) -> None:
    ran = _run(["-m", "helpdesk_desktop"], shown, subprocess.DEVNULL, DISPLAY=":7077")
    assert ran.returncode == 3
    assert "No window can be opened" in "\n".join(_lines(shown))
