"""What every script here shares: where the project lies, how a step speaks, runs and fails.

Standard library only, as `dev.py` is.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class TaskFailedError(Exception):
    """A step did not end well; the text says what to do."""


def say(text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def run(*words: str | Path, environment: dict[str, str] | None = None) -> None:
    """Run one program in the project's folder, showing what it prints.

    Raises:
        TaskFailedError: it ended with anything but 0.
    """
    shown = shown_words(*words)
    say(f"$ {shown}")
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    if done.returncode != 0:
        raise TaskFailedError(f"ended with {done.returncode}: {shown}")


def heard(*words: str | Path, environment: dict[str, str] | None = None) -> str:
    """What one program prints on standard output; it is quiet otherwise.

    Raises:
        TaskFailedError: it ended with anything but 0; the text has what it said.
    """
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        told = (done.stdout + done.stderr).strip()
        raise TaskFailedError(f"ended with {done.returncode}: {shown_words(*words)}\n{told}")
    return done.stdout


def shown_words(*words: str | Path) -> str:
    """A command line for people: the project's folder is a dot."""
    return " ".join(str(word).replace(str(ROOT), ".") for word in words)
