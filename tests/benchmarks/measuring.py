"""The only place that says how a figure is taken: interleaved, several rounds, the median told.

A target is one function `(Ground) -> Iterator[Outcome]`, registered under its number with
`@target(number, title)`. Both sides of a ratio are measured in the same rounds, one after the
other, so that what else the machine does touches both.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.ground import Ground

# Of nine, four may be disturbed.
ROUNDS = 9
# What takes longer than this is measured in three rounds: it does not hang on a disturbance.
_SLOW_MS = 1_000.0
_SLOW_ROUNDS = 3
# What takes less is asked several times a sample, by either side as often as fills it, and both
# are told in the processor's time: a look at 0.02 ms tells else what other programs did meanwhile.
_SHORTEST_SAMPLE_MS = 2.0
_MOST_CALLS = 100

Side = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One figure: milliseconds of both sides, and the greatest ratio that meets the target.

    `skipped` says why there is no figure.
    """

    name: str
    ours_ms: tuple[float, ...] = ()
    reference_ms: tuple[float, ...] = ()
    bound: float = 0.0
    note: str = ""
    skipped: str = ""

    @property
    def ours(self) -> float:
        """Our median."""
        return statistics.median(self.ours_ms)

    @property
    def reference(self) -> float:
        """The reference's median."""
        return statistics.median(self.reference_ms)

    @property
    def ratio(self) -> float:
        """Ours by the reference."""
        return self.ours / self.reference

    @property
    def is_met(self) -> bool:
        """Whether the target is met; a skipped one is not."""
        return not self.skipped and self.ratio <= self.bound

    def as_json(self) -> dict[str, Any]:
        """What the report keeps."""
        told: dict[str, Any] = {"name": self.name, "bound": self.bound, "note": self.note}
        if self.skipped:
            return told | {"skipped": self.skipped}
        return told | {
            "ours_ms": self.ours,
            "reference_ms": self.reference,
            "ratio": self.ratio,
            "met": self.is_met,
            "ours_samples_ms": list(self.ours_ms),
            "reference_samples_ms": list(self.reference_ms),
        }


@dataclass(frozen=True, slots=True)
class Target:
    """A numbered target of the speed table."""

    number: int
    title: str
    measure: Callable[[Ground], Iterator[Outcome]]


@dataclass
class _Registry:
    targets: dict[int, Target] = field(default_factory=dict)


registry = _Registry()


def target(
    number: int, title: str
) -> Callable[[Callable[[Ground], Iterator[Outcome]]], Callable[[Ground], Iterator[Outcome]]]:
    """Register the function as the measurement of a target."""

    def register(
        measure: Callable[[Ground], Iterator[Outcome]],
    ) -> Callable[[Ground], Iterator[Outcome]]:
        registry.targets[number] = Target(number, title, measure)
        return measure

    return register


def timed_ms(side: Side, calls: int = 1, clock: Callable[[], float] = time.perf_counter) -> float:
    """How long one call takes, of so many."""
    began = clock()
    for _ in range(calls):
        side()
    return (clock() - began) * 1_000 / calls


def interleaved(*sides: Side, rounds: int = ROUNDS) -> list[tuple[float, ...]]:
    """Samples of each side in milliseconds; a first round of each warms up and is not counted."""
    first = [timed_ms(side) for side in sides]
    if max(first) > _SLOW_MS:
        rounds = min(rounds, _SLOW_ROUNDS)
    calls = [_calls(once, side) for once, side in zip(first, sides, strict=True)]
    clock = time.process_time if calls[0] > 1 else time.perf_counter
    samples: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for mine, side, times in zip(samples, sides, calls, strict=True):
            mine.append(timed_ms(side, times, clock))
    return [tuple(mine) for mine in samples]


def _calls(first_ms: float, side: Side) -> int:
    # The first call may have read what every later one knows.
    once_ms = first_ms if first_ms > _SLOW_MS else timed_ms(side, clock=time.process_time)
    return min(max(1, round(_SHORTEST_SAMPLE_MS / once_ms)), _MOST_CALLS)


def against(name: str, ours: Side, *references: Side, bound: float, note: str = "") -> Outcome:
    """Ours against the fastest of the references."""
    mine, *others = interleaved(ours, *references)
    best = min(others, key=statistics.median)
    return Outcome(name, mine, best, bound, note)
