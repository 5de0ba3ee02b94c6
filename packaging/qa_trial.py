"""Runs the first test of CONTRIBUTING.md in an empty project, with the environment it is run by.

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


def first_test() -> str:
    """The source of the first test, as the page for testers has it.

    Raises:
        ValueError: the page shows none.
    """
    section = PAGE.read_text(encoding="utf-8").partition("## Tests of another project")[2]
    found = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    if found is None:
        raise ValueError(f"{PAGE.name} shows no first test")
    return found.group(1)


def main() -> int:
    """Write the test into an empty folder and run it there; pytest's exit code."""
    shutil.rmtree(PROJECT, ignore_errors=True)
    PROJECT.mkdir(parents=True)
    (PROJECT / "test_first.py").write_text(first_test(), encoding="utf-8")
    words = ("-m", "pytest", "-v", "--rootdir", str(PROJECT), "-c", os.devnull)
    done = subprocess.run([sys.executable, *words], cwd=PROJECT, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
