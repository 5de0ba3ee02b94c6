"""The freeze rule: how long a day's journeys leave the window without an answer, step by step.

The journeys are the tests' own, on copies of the large database. The speed table ends at 21; this
is the rule beside it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import Outcome, target
from tests.freeze_meter import FELT_MS

_ROOT = Path(__file__).resolve().parents[2]
_JOURNEYS = ("test_a_day_by_keys.py", "test_a_day_with_the_list.py")
# The rule is of the best of three.
_ROUNDS = 3
_LIMIT_S = 1_800
# The last step of each journey: without it, one broke on its way.
_LAST = {"by keys: open again", "daily: quit"}

Stalls = dict[str, float]


def _journey(ground: Ground) -> Stalls:
    folder = ground.folder / "journeys"
    told = ground.folder / "stalls.tsv"
    told.unlink(missing_ok=True)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *(str(_ROOT / "tests" / "journeys" / name) for name in _JOURNEYS),
            "-q",
            "-n0",
            "-p",
            "no:cacheprovider",
            f"--basetemp={folder}",
            f"--tickets-file={ground.path}",
            f"--stalls={told}",
        ],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT_S,
    )
    shutil.rmtree(folder, ignore_errors=True)
    found = _read(told) if told.exists() else {}
    # A step above the tests' bound fails its journey at the end: it is a figure all the same.
    if not found.keys() >= _LAST:
        raise RuntimeError(done.stdout + done.stderr)
    return found


def _read(told: Path) -> Stalls:
    lines = told.read_text("utf-8").splitlines()
    return {step: float(lasted) for step, lasted, _wall in (line.split("\t") for line in lines)}


@target(22, "freeze rule")
def freeze_rule(ground: Ground) -> Iterator[Outcome]:
    """The worst stall of each step, best of three, against what is felt."""
    ground.close()
    rounds = [_journey(ground) for _ in range(_ROUNDS)]
    for step in rounds[0]:
        best = min(told[step] for told in rounds if step in told)
        yield Outcome(f"{step} against what is felt", (best,), (FELT_MS,), 1.0)
