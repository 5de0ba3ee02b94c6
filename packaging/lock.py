#!/usr/bin/env python3
"""Writes requirements-lock.txt: every package of a bundle, with its version and hashes.

`python3 packaging/lock.py` asks the index that pip is set up for, through uv, which it installs
into an environment of its own. The lock holds for every system and Python we build for; names,
versions and hashes stand in it and nothing else, above all no address.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

from steps import ROOT, TaskFailedError, heard, say

LOCK = ROOT / "packaging" / "requirements-lock.txt"
_ENVIRONMENT = ROOT / "build" / "lock-env"
_UV = "uv>=0.9,<1"
_HEAD = """\
# What a bundle is built with, for Python 3.11 to 3.14 on Linux, Windows and macOS.
# Made by `python3 packaging/lock.py`; change pyproject.toml and run it again.
"""
# A name, a version, hashes, and for whom: whatever else stands in a lock says where it was made.
_PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==[A-Za-z0-9.+!]+( ; [\w .'<>=!()]+)? \\")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def strange_lines(text: str) -> list[str]:
    """The lines of a lock that are neither a pin nor a hash nor its head."""
    body = text.removeprefix(_HEAD)
    return [
        line for line in body.splitlines() if not (_PIN.fullmatch(line) or _HASH.fullmatch(line))
    ]


def _index() -> dict[str, str]:
    """The index that pip is set up for, for uv, which does not read pip's settings."""
    asked = subprocess.run(
        [_program("python"), "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    told = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": told} if told else {}


def _program(name: str) -> Path:
    folder = _ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
    return folder / (f"{name}.exe" if os.name == "nt" else name)


def make() -> str:
    """The lock's text, from pyproject.toml.

    Raises:
        TaskFailedError: uv could not be had, found no set of versions, or wrote more than pins.
    """
    if not _program("uv").exists():
        venv.create(_ENVIRONMENT, clear=True, with_pip=True)
        heard(_program("python"), "-m", "pip", "install", "-q", _UV)
    told = heard(
        _program("uv"),
        "pip",
        "compile",
        "pyproject.toml",
        "--extra=packaging",
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-config",
        "--quiet",
        environment=_index(),
    )
    strange = strange_lines(told)
    if strange:
        raise TaskFailedError(f"more than names, versions and hashes: {strange[0]}")
    return _HEAD + told


def main() -> int:
    """Write the lock; the exit code is 0 or 1."""
    try:
        text = make()
    except TaskFailedError as failure:
        print(failure, file=sys.stderr)
        return 1
    LOCK.write_text(text, encoding="utf-8")
    say(f"{LOCK.name}: {text.count('==')} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
