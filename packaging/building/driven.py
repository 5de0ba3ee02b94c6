"""Drives the packaged window on a screen of its own, by keys, as a person would.

A ticket is made in the dialog, and the row of it is copied from the list and read from the
clipboard: so it was there to be seen. The picture is for who looks at it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from building.identity import COMMAND_LINE, NAME
from building.smoke import FOLDER
from steps import TaskFailedError, heard, say

NEEDED = ("Xvfb", "openbox", "xdotool", "import")
PACKAGES = "xvfb openbox xdotool imagemagick"
_SUBJECT = "Printer on fire, floor 7"
_LIMIT_S = 60.0
_PAUSE_S = 0.2
_CLIPBOARD = """
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
print(app.clipboard().text())
"""


def lacking() -> list[str]:
    """The programs that this machine lacks for it."""
    return [name for name in NEEDED if shutil.which(name) is None]


def try_window(bundle: Path, python: Path) -> Path:
    """Make a ticket in the window and find it in the list; answers the picture.

    Raises:
        TaskFailedError: something did not come about.
    """
    home = FOLDER / "driven"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    database, picture = home / "tickets.db", FOLDER / "driven.png"
    cli = bundle / COMMAND_LINE
    for words in (("init",), ("fill", "--tickets", "30", "--seed", "1")):
        heard(cli, "--database", database, *words)
    with _screen(home) as environment:
        program = _begun([bundle / NAME, "--database", database, "--theme", "light"], environment)
        try:

            def keys(*words: str) -> None:
                heard("xdotool", *words, environment=environment)

            found = heard(
                "timeout",
                f"{_LIMIT_S:.0f}",
                *("xdotool", "search", "--sync", "--onlyvisible", "--class", NAME),
                environment=environment,
            )
            window = found.split()[0]
            keys("windowactivate", "--sync", window)
            _until(lambda: "\t30\t" in _copied(python, environment, keys), "the list to be read")
            keys("key", "ctrl+n")
            _until(lambda: _windows(environment) > 1, "the dialog to open")
            keys("type", "--delay", "20", _SUBJECT)
            keys("key", "ctrl+Return")
            _until(lambda: _SUBJECT in heard(cli, "--database", database, "list"), "the ticket")
            _until(lambda: _windows(environment) == 1, "the dialog to close")
            _until(lambda: _SUBJECT in _copied(python, environment, keys), "the ticket in the list")
            heard("import", "-window", "root", picture, environment=environment)
        finally:
            _ended(program)
    say(f"In the packaged window a ticket was made by keys and found in the list: {picture.name}")
    return picture


def _copied(python: Path, environment: dict[str, str], keys: Callable[..., None]) -> str:
    keys("key", "ctrl+a")
    keys("key", "ctrl+c")
    return heard(python, "-c", _CLIPBOARD, environment=environment)


def _windows(environment: dict[str, str]) -> int:
    words = ("xdotool", "search", "--onlyvisible", "--class", NAME)
    done = subprocess.run(
        words, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return len(done.stdout.split())


def _until(is_so: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + _LIMIT_S
    while not is_so():
        if time.monotonic() > until:
            raise TaskFailedError(f"waited {_LIMIT_S:.0f} s for {what} in the packaged window")
        time.sleep(_PAUSE_S)  # noqa: TID251  # another process paints


@contextmanager
def _screen(home: Path) -> Iterator[dict[str, str]]:
    words = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
    server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        number = "" if server.stdout is None else server.stdout.readline().strip()
        if not number:
            raise TaskFailedError("Xvfb did not start")
        environment = {"DISPLAY": f":{number}", "HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            environment[f"XDG_{kind}_HOME"] = str(home / kind.lower())
        keeper = _begun(["openbox"], environment)
        try:
            yield environment
        finally:
            _ended(keeper)
    finally:
        _ended(server)


def _begun(words: Sequence[str | Path], environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(word) for word in words],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
        text=True,
    )


def _ended(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
