"""The only place that waits for the window: for a state, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtTest import QTest

Answer = TypeVar("Answer")

# A slow disk or a busy machine; what is waited for takes well under a second on a quiet one.
_USUALLY_S = 20.0
_longest_s = _USUALLY_S
_LOOKS_EVERY_MS = 10


class NotSeenError(AssertionError):
    """What was waited for did not come; the text says what was there instead."""


def wait_at_most(longest_s: float = _USUALLY_S) -> None:
    """Wait so long from now on where a wait names no time of its own."""
    global _longest_s  # noqa: PLW0603  # one run of tests
    _longest_s = longest_s


def wait_until(
    condition: Callable[[], Answer | None],
    what: str,
    *,
    seen: Callable[[], object] = lambda: None,
    longest_s: float | None = None,
) -> Answer:
    """The first true answer of `condition`, while the window lives on.

    `what` ends the sentence "waited for …", `seen` says what is there when the time is over.

    Raises:
        NotSeenError: no true answer came.
    """
    longest_s = _longest_s if longest_s is None else longest_s
    until = time.monotonic() + longest_s
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > until:
            there = seen()
            tail = "" if there is None else f"; seen instead: {there}"
            raise NotSeenError(f"waited {longest_s:g} s for {what}{tail}")
        QTest.qWait(_LOOKS_EVERY_MS)
