"""The only place for calling off a running question."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from helpdesk_desktop.domain.errors import Cancelled


class Cancellation:
    """A wish, made on one thread, to end work that runs on another.

    The worker wraps each blocking step in `interrupting(...)`; `request()` then calls the given
    function (a driver's interrupt, which must be callable from any thread) at once. A step never
    ends while it is being interrupted, so a late interrupt cannot hit the connection's next user.
    """

    def __init__(self) -> None:
        self._requested = False
        self._interrupt: Callable[[], object] | None = None
        self._lock = Lock()

    @property
    def is_requested(self) -> bool:
        """Whether the work is no longer wanted."""
        return self._requested

    def request(self) -> None:
        """Call the work off; a second call changes nothing. May block as long as the driver's."""
        self._requested = True
        with self._lock:
            if self._interrupt is not None:
                self._interrupt()
                self._interrupt = None

    def check(self) -> None:
        """Stop here when the work is no longer wanted.

        Raises:
            Cancelled: `request()` was called.
        """
        if self._requested:
            raise Cancelled("cancelled")

    @contextmanager
    def interrupting(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Run a blocking step that `interrupt` can end.

        Raises:
            Cancelled: `request()` was called before the step began.
        """
        with self._lock:
            self.check()
            self._interrupt = interrupt
        try:
            yield
        finally:
            with self._lock:
                self._interrupt = None
