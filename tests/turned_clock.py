"""A clock that tests turn: what depends on how long a question takes is then chosen by them."""

from dataclasses import dataclass

import pytest

from helpdesk_desktop.storage.lists import walk_trial


@dataclass
class TurnedClock:
    """Goes on by so many milliseconds whenever somebody looks at it."""

    ms_a_look: float
    now_ms: float = 0.0
    looks: int = 0

    def __call__(self) -> float:
        self.looks += 1
        self.now_ms += self.ms_a_look
        return self.now_ms / 1_000


def turn_clock(
    monkeypatch: pytest.MonkeyPatch, ms_a_look: float, *, stride: int = 20
) -> TurnedClock:
    """Let every so many steps of SQLite's machine take so long."""
    clock = TurnedClock(ms_a_look)
    monkeypatch.setattr(walk_trial, "clock", clock)
    monkeypatch.setattr(walk_trial, "_STRIDE", stride)
    monkeypatch.setattr(walk_trial, "_LONG_STRIDES", 1)
    return clock
