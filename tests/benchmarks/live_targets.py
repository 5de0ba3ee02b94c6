"""Targets 9 and 10: how the window answers while the list works, and how soon a worker is free."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import Outcome, target

_ROOT = Path(__file__).resolve().parents[2]
# Each round is a process of 15 s that measures everything.
_ROUNDS = 5
_PROBE_LIMIT_S = 600
_FRAME_MS = 16.7
# What others change may hold the window up so long, and is not felt.
_UNFELT_MS = 50.0


@cache
def _samples(ground: Ground) -> list[dict[str, Any]]:
    ground.close()
    return [_probe(ground) for _ in range(_ROUNDS)]


def _probe(ground: Ground) -> dict[str, Any]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.benchmarks.live_probe",
            str(ground.path),
            str(ground.tickets),
        ],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=_PROBE_LIMIT_S,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@target(9, "stall")
def stall(ground: Ground) -> Iterator[Outcome]:
    """The longest gap of a 1 ms timer while the list is filtered and scrolled, and is changed."""
    rounds = _samples(ground)
    idle = tuple(told["idle"] for told in rounds)
    filtering = tuple(told["filtering"] for told in rounds)
    changes = tuple(value for told in rounds for value in told["changes"])
    yield Outcome("filtering and scrolling against a frame", filtering, (_FRAME_MS,), 1.0)
    yield Outcome("filtering and scrolling against idle", filtering, idle, 3.0)
    yield Outcome("others' changes against what is felt", changes, (_UNFELT_MS,), 1.0)


@target(10, "cancel")
def cancel(ground: Ground) -> Iterator[Outcome]:
    """From calling off all serials of a list until its worker is free, worst of 20 a round."""
    worst = tuple(max(told["cancel"]) for told in _samples(ground))
    yield Outcome("worst of 20 against a frame", worst, (_FRAME_MS,), 1.0)
