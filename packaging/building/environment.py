"""The only place for the environment that bundles are built in: nothing but what is pinned.

It is not the developer's `.venv`: whatever else is there would end up in the bundle.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from steps import ROOT, TaskFailedError, run, say

FOLDER = ROOT / "build" / "packaging-env"
LOCK = ROOT / "packaging" / "requirements-lock.txt"
_STAMP = FOLDER / "made-of.txt"
_OLDEST = (3, 11)
_NEWEST = (3, 14)
# A distribution's own Python has no build machine's paths in it, and no debug symbols.
_SYSTEM_PYTHON = "/usr/bin/python3"
_FITS = """
import sys, sysconfig
import ensurepip, venv
shared = sys.platform != "linux" or sysconfig.get_config_var("Py_ENABLE_SHARED")
sys.exit(not (({oldest}) <= sys.version_info[:2] <= ({newest})) or not shared)
"""


def program(name: str) -> Path:
    """Where the environment keeps a program."""
    folder = FOLDER / ("Scripts" if os.name == "nt" else "bin")
    return folder / (f"{name}.exe" if os.name == "nt" else name)


def _fits(python: str) -> bool:
    words = _FITS.format(oldest=", ".join(map(str, _OLDEST)), newest=", ".join(map(str, _NEWEST)))
    asked = subprocess.run([python, "-c", words], capture_output=True, check=False)
    return asked.returncode == 0


def build_python(named: str | None) -> str:
    """The Python that goes into the bundle: the named one, the system's if it fits, or this one.

    Raises:
        TaskFailedError: the named one does not fit.
    """
    if named is not None:
        if not _fits(named):
            raise TaskFailedError(f"{named} is not 3.11 to 3.14 with a shared library and venv")
        return named
    if sys.platform.startswith("linux") and shutil.which(_SYSTEM_PYTHON) and _fits(_SYSTEM_PYTHON):
        return _SYSTEM_PYTHON
    return sys.executable


def ensure(named: str | None) -> Path:
    """Have the environment; made anew when the lock or the Python changed. Answers its Python.

    Raises:
        TaskFailedError: a package is not what the lock says.
    """
    python = build_python(named)
    made_of = f"{python}\n{hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n{FOLDER}\n"
    if _STAMP.exists() and _STAMP.read_text(encoding="utf-8") == made_of:
        return program("python")
    say(f"Making build/{FOLDER.name} with {Path(python).name}")
    shutil.rmtree(FOLDER, ignore_errors=True)
    run(python, "-m", "venv", FOLDER)
    run(
        program("python"),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "-r",
        LOCK,
    )
    _STAMP.write_text(made_of, encoding="utf-8")
    return program("python")
