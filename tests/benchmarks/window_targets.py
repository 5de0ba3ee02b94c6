"""Targets 5, 6, 7 and 8: what the list costs on screen, against Qt's own models over SQL."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.benchmarks.ground import Ground
from tests.benchmarks.measuring import ROUNDS, Outcome, target

_ROOT = Path(__file__).resolve().parents[2]
_SLOW_ROUNDS = 3  # a table model with a proxy takes seconds a round
_PROBE_LIMIT_S = 600
_OF_10M = 10

Samples = dict[str, list[float]]


def _probe(kind: str, ground: Ground) -> dict[str, float]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.benchmarks.window_probe",
            kind,
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
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


@cache
def _samples(ground: Ground) -> tuple[Samples, Samples]:
    # One run of a probe tells all four figures: the targets share the processes.
    ground.close()
    ours: Samples = {}
    query: Samples = {}
    for turn in range(ROUNDS + 1):
        for kind, kept in (("ours", ours), ("query", query)):
            for name, value in _probe(kind, ground).items():
                if turn:  # the first round warms the file's cache
                    kept.setdefault(name, []).append(value)
    return ours, query


def _outcome(ground: Ground, name: str, key: str, bound: float, note: str = "") -> Outcome:
    ours, query = _samples(ground)
    return Outcome(name, tuple(ours[key]), tuple(query[key]), bound, note)


@target(5, "scroll to the end")
def scroll_to_the_end(ground: Ground) -> Iterator[Outcome]:
    """setValue(max) to the end of the paint against QSqlQueryModel fetched to the same row."""
    yield _outcome(ground, "to the last row", "end", 1 / 100)


@target(6, "repaint")
def repaint(ground: Ground) -> Iterator[Outcome]:
    """A full viewport, badges and elision drawn, against the plain cells of QSqlQueryModel."""
    yield _outcome(ground, "full viewport", "repaint", 1.2)


@target(7, "first rows")
def first_rows(ground: Ground) -> Iterator[Outcome]:
    """Model creation to first paint."""
    yield _outcome(ground, "against QSqlQueryModel", "first", 1.2)
    ours, _ = _samples(ground)
    table = [_probe("table", ground)["first"] for _ in range(_SLOW_ROUNDS)]
    yield Outcome(
        "against QSqlTableModel and a sort proxy", tuple(ours["first"]), tuple(table), 1 / 100
    )


@target(8, "memory")
def memory(ground: Ground) -> Iterator[Outcome]:
    """Resident memory added after 30 random jumps, in KiB (not ms), against all rows fetched."""
    bound = 1 / 8
    yield _outcome(ground, "KiB added", "memory", bound, note="KiB, not milliseconds")
