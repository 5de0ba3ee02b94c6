"""What a bundle must show before anybody packs it: it is run, not looked at.

`try_bundle` needs nothing; `on_servers` starts private servers where their programs are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from building.identity import COMMAND_LINE, NAME, version
from steps import ROOT, TaskFailedError, heard, say

FOLDER = ROOT / "build" / "smoke"
_INCOMPLETE = 3
_TICKETS = "200"


def program(bundle: Path, name: str) -> Path:
    """One of the two programs."""
    return bundle / (f"{name}.exe" if os.name == "nt" else name)


def try_bundle(bundle: Path) -> None:
    """Its version, its demo without a screen on SQLite, and what it says when files are gone.

    Raises:
        TaskFailedError: something is not as it must be.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    cli = program(bundle, COMMAND_LINE)
    _expect(version() in heard(cli, "--version"), "the command line says its version")
    if os.name != "nt":  # there the window's program has no standard output
        _expect(version() in heard(program(bundle, NAME), "--version"), "the window does too")
    demo = FOLDER / "demo"
    told = _alone(program(bundle, NAME), "--demo", "--output", str(demo))
    _expect(told.returncode == 0, f"the demo runs: {told.stdout}{told.stderr}")
    count = heard(cli, "--database", demo / "demo.db", "count").strip()
    _expect(int(count) > 1_000, f"the demo made tickets, not {count}")
    say(f"The bundle ran its demo on SQLite: {count} tickets.")
    _try_damaged(bundle)


def _try_damaged(bundle: Path) -> None:
    lost: dict[str, tuple[str, tuple[str, ...]]] = {
        "lib/helpdesk_desktop/storage/migrations": (
            COMMAND_LINE,
            ("--database", str(FOLDER / "none.db"), "init"),
        ),
        "lib/resources": (NAME, ("--demo", "--output", str(FOLDER / "none"))),
    }
    if sys.platform.startswith("linux"):
        demo = ("--demo", "--output", str(FOLDER / "none"))
        lost["lib/PySide6/Qt/lib/libQt6Widgets.so.6"] = (NAME, demo)
        lost["lib/PySide6/Qt/lib/libQt6Core.so.6"] = (NAME, demo)
        lost["lib/PySide6/QtGui.abi3.so"] = (NAME, demo)
        count = ("--database", str(FOLDER / "demo" / "demo.db"), "count")
        lost["lib/sqlalchemy"] = (COMMAND_LINE, count)
    for place, (name, words) in lost.items():
        with _without(bundle, place):
            told = _alone(program(bundle, name), *words)
        _expect(
            told.returncode == _INCOMPLETE
            and "again" in told.stderr
            and "Traceback" not in told.stderr,
            f"without {place} it ends with 3 and a sentence, "
            f"not with {told.returncode} and: {told.stderr}",
        )
    say(f"Without {len(lost)} of its parts it says so and ends with {_INCOMPLETE}.")


@contextmanager
def _without(bundle: Path, place: str) -> Iterator[None]:
    path = bundle / place
    away = path.with_name(path.name + ".away")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


def on_servers(bundle: Path, python: Path) -> None:
    """Make, fill and count on private servers; where there are none, that is said.

    Raises:
        TaskFailedError: a server's programs are here and it did not go well.
    """
    told = subprocess.run(
        [
            str(python),
            str(ROOT / "packaging" / "try_servers.py"),
            str(program(bundle, COMMAND_LINE)),
            str(program(bundle, NAME)),
            _TICKETS,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    _expect(told.returncode == 0, "the bundle works on every server found")


def _alone(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words],
        cwd=FOLDER,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _expect(is_so: bool, claim: str) -> None:  # noqa: FBT001  # what is claimed, and whether it is so
    if not is_so:
        raise TaskFailedError(f"not so: {claim}")
