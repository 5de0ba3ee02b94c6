"""The freeze rule: how long the journeys leave the window without an answer, step by step.

They are all of the tests' own, on copies of the large database; those that make their own in front
of one's eyes (the first start, the demo) run as they are. The speed table ends at 21; this is the
rule beside it.
"""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import Outcome, target
from tests.freeze_meter import FELT_MS

_ROOT = Path(__file__).resolve().parents[2]
# The rule is of the best of three.
_ROUNDS = 3
_LIMIT_S = 1_800
Stalls = dict[str, float]


def _journey(ground: Ground) -> Stalls:
    folder = ground.folder / "journeys"
    told = ground.folder / "stalls.tsv"
    report = ground.folder / "journeys.xml"
    for left in (told, report):
        left.unlink(missing_ok=True)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            str(_ROOT / "tests" / "journeys"),
            "-q",
            "-n0",
            "-p",
            "no:cacheprovider",
            f"--basetemp={folder}",
            f"--tickets-file={ground.path}",
            f"--stalls={told}",
            f"--junitxml={report}",
            "-o",
            "junit_family=xunit1",  # the other one refuses what journeys tell of themselves
        ],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT_S,
    )
    shutil.rmtree(folder, ignore_errors=True)
    broken = _broken(report)
    if broken is None or broken:
        raise RuntimeError(f"{broken} broke on the way\n{done.stdout}\n{done.stderr}")
    return _read(told)


def _broken(report: Path) -> list[str] | None:
    """The journeys without an end, or None where none was made.

    A step above the tests' bound fails its journey after its end: it is a figure all the same.
    """
    if not report.exists():
        return None
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314  # our own file, made just now
    return [case.get("name", "") for case in cases if _is_broken(case)] if cases else None


def _is_broken(case: ET.Element) -> bool:
    errors = (error.get("message", "") for error in case.iter("error"))
    failed = any(not message.startswith("failed on teardown") for message in errors)
    return failed or case.find("failure") is not None


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
