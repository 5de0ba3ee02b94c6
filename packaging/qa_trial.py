"""Runs the tests that CONTRIBUTING.md shows in an empty project, with the environment it is run by.

Standard library only, as `dev.py` is: pytest belongs to the environment of the trial.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
PROJECT = ROOT / "build" / "qa-project"


def shown_tests() -> list[str]:
    """The sources of the tests that the page for testers shows, the first one first.

    Raises:
        ValueError: the page shows none.
    """
    section = PAGE.read_text(encoding="utf-8").partition("## Tests of another project")[2]
    found: list[str] = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    if not found:
        raise ValueError(f"{PAGE.name} shows no test")
    return found


def main() -> int:
    """Write the tests into an empty folder and run them there; pytest's exit code."""
    shutil.rmtree(PROJECT, ignore_errors=True)
    PROJECT.mkdir(parents=True)
    for number, source in enumerate(shown_tests(), start=1):
        (PROJECT / f"test_shown_{number}.py").write_text(source, encoding="utf-8")
    words = ("-m", "pytest", "-v", "--rootdir", str(PROJECT), "-c", os.devnull)
    done = subprocess.run([sys.executable, *words], cwd=PROJECT, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
