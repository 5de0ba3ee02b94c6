"""How long a bundle takes from its start to its first paint, against the same program from source.

The program makes the folder of its log right after its first paint: that is what is waited for,
from outside, so both are measured the same way and nothing in the program knows of it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from building.identity import NAME
from steps import ROOT, TaskFailedError

MOST = 1.2
_ROUNDS = 7
_LIMIT_S = 60.0
_PAUSE_S = 0.001


@dataclass(frozen=True)
class StartTimes:
    """The lowest of several runs each, in seconds; `work` is what the processor was busy for."""

    frozen: float
    source: float
    frozen_work: float
    source_work: float

    @property
    def ratio(self) -> float:
        """How much longer the bundle takes."""
        return self.frozen / self.source

    @property
    def work_ratio(self) -> float:
        """The same of the processor's time, which others on the machine hardly change."""
        return self.frozen_work / self.source_work


def measure(bundle: Path, python: Path, rounds: int = _ROUNDS) -> StartTimes:
    """Start both by turns; the first of each only warms the disk's cache.

    Raises:
        TaskFailedError: one did not paint.
    """
    frozen: list[str | Path] = [bundle / NAME]
    source: list[str | Path] = [python, "-m", "helpdesk_desktop"]
    times: dict[str, list[tuple[float, float]]] = {"frozen": [], "source": []}
    for turn in range(rounds + 1):
        for name, words in (("frozen", frozen), ("source", source)):
            taken = _first_paint(words)
            if turn:
                times[name].append(taken)
    frozen_wall, frozen_work = (min(one) for one in zip(*times["frozen"], strict=True))
    source_wall, source_work = (min(one) for one in zip(*times["source"], strict=True))
    return StartTimes(frozen_wall, source_wall, frozen_work, source_work)


def _first_paint(words: Sequence[str | Path]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        places = {
            f"XDG_{kind}_HOME": str(Path(folder) / kind.lower())
            for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        painted = Path(places["XDG_STATE_HOME"]) / NAME / "log"
        environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
        # Without its compiled files the source would be slow for no reason.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        since = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in words], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
        )
        try:
            while not painted.is_dir():
                taken = time.perf_counter() - since
                if process.poll() is not None or taken > _LIMIT_S:
                    raise TaskFailedError(f"no first paint: {words[0]}")
                time.sleep(_PAUSE_S)  # noqa: TID251  # another process paints
            taken = time.perf_counter() - since
        finally:
            work = _ended(process)
        return taken, work


def _ended(process: subprocess.Popen[bytes]) -> float:
    """End it; answers what the processor was busy for with it."""
    if process.returncode is not None:
        return 0.0
    process.kill()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime
