"""The only place for waiting until another program may have written, whatever the database.

A watch only says when to look: the change table is the truth, and a hint too many or one that is
lost costs a look or a little time.
"""

import threading
import time
from collections.abc import Callable

from helpdesk_desktop.storage.dialects.driver import Watch
from helpdesk_desktop.storage.failures import translated


class GuardedWatch:
    """A driver's watch whose failures leave as domain errors."""

    def __init__(self, watch: Watch, place: str, errors: tuple[type[Exception], ...]) -> None:
        self._watch = watch
        self._place = place
        self._errors = errors

    def wait(self, timeout_s: float) -> bool:
        """Whether to look now; False after `timeout_s` or `wake`.

        Raises:
            Unavailable: the connection is lost; this watch is of no more use.
        """
        with translated(self._place, self._errors):
            return self._watch.wait(timeout_s)

    def wake(self) -> None:
        """End the wait that runs, or the next one; from any thread."""
        self._watch.wake()

    def close(self) -> None:
        """Give its connection back."""
        self._watch.close()


class PollWatch:
    """Looks itself every `interval_s` whether somebody wrote."""

    def __init__(
        self,
        interval_s: float,
        has_changed: Callable[[], bool],
        close: Callable[[], object],
    ) -> None:
        self._interval_s = interval_s
        self._has_changed = has_changed
        self._close = close
        self._woken = threading.Event()

    def wait(self, timeout_s: float) -> bool:
        """Whether somebody wrote before `timeout_s` passed."""
        deadline = time.monotonic() + timeout_s
        while (left_s := deadline - time.monotonic()) > 0:
            if self._woken.wait(min(self._interval_s, left_s)):
                break
            if self._has_changed():
                return True
        self._woken.clear()
        return False

    def wake(self) -> None:
        """End the wait at once."""
        self._woken.set()

    def close(self) -> None:
        """Give the connection back."""
        self._close()
