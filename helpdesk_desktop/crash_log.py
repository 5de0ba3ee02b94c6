"""The only place that catches what nobody caught, writes it down and tells of it.

A storm of one fault fills no disk: the log gets its traceback a few times, then only how often.
"""

import logging
import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Final

from helpdesk_desktop.domain.crash_report import Crash, crash_of

_log = logging.getLogger("helpdesk_desktop")
_WRITTEN: Final = 5
_EVERY: Final = 1_000


def catch_crashes(tell: Callable[[Crash], object]) -> None:
    """Write down every uncaught error, and `tell` of it, in whichever thread it was."""
    seen: Counter[tuple[str, str]] = Counter()
    lock = threading.Lock()

    def take(error: BaseException, where: str) -> None:
        crash = crash_of(error)
        with lock:
            seen[crash.kind, crash.place] += 1
            count = seen[crash.kind, crash.place]
        if count <= _WRITTEN:
            _log.critical("uncaught error %s", where, exc_info=error)
        elif count % _EVERY == 0:
            _log.critical("%s at %s: %d times by now", crash.kind, crash.place, count)
        tell(crash)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        take(error, "in the window")

    def thread_hook(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            take(caught.exc_value, "on a worker")

    sys.excepthook = hook
    threading.excepthook = thread_hook
