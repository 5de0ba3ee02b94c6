"""How long the window leaves a person waiting: the gaps of its event loop, and who made them.

A timer of a few milliseconds ticks in the loop. What counts is the time between two ticks while a
test waits in the loop, and the time that one key or click takes; what the test does itself between
them does not count.

A busy machine must not make a test fail: of each gap the time is taken away in which the threads
of this process were ready but other programs had the processors. Linux tells it for each thread
(`schedstat`); it may be taken away more than once where several threads wait, which forgives too
much and never too little. Elsewhere the processor time of the window's thread is the measure,
which does not see a wait for a lock.
"""

import faulthandler
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

BOUND_MS = 250.0
# What is longer is felt, and looked into by the benchmark.
FELT_MS = 50.0
_TICK_MS = 5
# What is shorter is neither looked at closely nor sampled.
_SLOW_S = 0.03
_SAMPLE_S = 0.01
_DEEPEST = 25
_TASKS = Path("/proc/self/task")


@dataclass(frozen=True, slots=True)
class Stall:
    """The longest gap of one step; `stack` says where the window's thread was, where known."""

    step: str
    lasted_ms: float
    wall_ms: float
    stack: str = ""


class FreezeMeter:
    """Measures from `begin` to `close`, step by step."""

    def __init__(self) -> None:
        self._step = ""
        self._worst: dict[str, Stall] = {}
        self._depth = 0
        self._last_s = self._last_cpu_s = 0.0
        self._last_held_s: dict[str, float] = {}
        self._samples: Counter[str] = Counter()
        # As faulthandler heads what it says of a thread.
        self._gui = f"0x{threading.get_ident():016x} "
        self._stacks = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  # until `close`
        self._end = threading.Event()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self._watchdog = ThreadPoolExecutor(1, thread_name_prefix="freeze watchdog")
        self._watchdog.submit(self._watch)

    @property
    def sees_waiting(self) -> bool:
        """Whether a wait for a lock or a disk counts, and not work alone."""
        return _TASKS.is_dir()

    @property
    def stalls(self) -> tuple[Stall, ...]:
        """The worst stall of each step, in the order of the steps."""
        return tuple(self._worst.values())

    def begin(self, step: str) -> None:
        """What is measured from now on belongs to this step."""
        self._step = step

    def add(self, stall: Stall) -> None:
        """Take over what another program has measured of itself."""
        self._worst[stall.step] = stall

    def close(self) -> None:
        """Measure no more."""
        self._timer.stop()
        self._end.set()
        self._watchdog.shutdown()
        self._stacks.close()

    def problems(self) -> list[str]:
        """A sentence with the stack for each step that stalled above the bound."""
        return [
            f"the window stood still for {stall.lasted_ms:.0f} ms (by the clock "
            f"{stall.wall_ms:.0f}) in “{stall.step}”:\n{stall.stack or '(no sample)'}"
            for stall in self.stalls
            if stall.lasted_ms > BOUND_MS
        ]

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What happens in here is the program's, not the test's."""
        if not self._depth:
            self._restart()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self._end_gap()

    def _on_tick(self) -> None:
        if self._depth:
            self._end_gap()
            self._restart()

    def _restart(self) -> None:
        self._samples = Counter()
        self._last_held_s = _held_s()
        self._last_cpu_s = time.thread_time()
        self._last_s = time.perf_counter()

    def _end_gap(self) -> None:
        wall_s = time.perf_counter() - self._last_s
        lasted_s = wall_s
        if wall_s > _SLOW_S:
            cpu_s = time.thread_time() - self._last_cpu_s
            lasted_s = max(cpu_s, wall_s - self._held_since_s()) if self.sees_waiting else cpu_s
        worst = self._worst.get(self._step)
        if worst is None or lasted_s * 1_000 > worst.lasted_ms:
            stack = self._samples.most_common(1)[0][0] if self._samples else ""
            self._worst[self._step] = Stall(self._step, lasted_s * 1_000, wall_s * 1_000, stack)

    def _held_since_s(self) -> float:
        return sum(held_s - self._last_held_s.get(task, 0.0) for task, held_s in _held_s().items())

    def _watch(self) -> None:
        while not self._end.wait(_SAMPLE_S):
            if self._depth and time.perf_counter() - self._last_s > _SLOW_S:
                self._samples[self._stack()] += 1

    def _stack(self) -> str:
        # Not by frames: the last one to hold a frame lets its values die, and what is the window's
        # must not die in another thread. PySide would wait there for Python's lock while it holds
        # one of Qt's that the window waits for: both for ever.
        self._stacks.seek(0)
        self._stacks.truncate()
        faulthandler.dump_traceback(self._stacks)
        self._stacks.seek(0)
        for thread in self._stacks.read().split("\n\n"):
            head, _, lines = thread.partition("\n")
            if self._gui in head:
                return "\n".join(lines.splitlines()[:_DEEPEST])
        return ""


def _held_s() -> dict[str, float]:
    # Seconds that each thread of this process was ready and had no processor.
    found = {}
    with suppress(OSError):  # no Linux, or a thread that ended meanwhile
        for task in _TASKS.iterdir():
            words = (task / "schedstat").read_text("ascii").split()
            found[task.name] = int(words[1]) / 1e9
    return found
