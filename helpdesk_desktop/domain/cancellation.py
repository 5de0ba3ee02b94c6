"""The only place for calling off a running question."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from helpdesk_desktop.domain.errors import Cancelled


class Cancellation:
    """A wish, made on one thread, to end work that runs on another.

    The worker wraps each blocking step in `interrupting(...)`; `request()` then calls the given
    function (a driver's interrupt, which must be callable from any thread) at once.
    """

    def __init__(self) -> None:
        self._requested = False
        self._interrupt: Callable[[], object] | None = None

    @property
    def is_requested(self) -> bool:
        """Whether the work is no longer wanted."""
        return self._requested

    def request(self) -> None:
        """Call the work off; a second call changes nothing."""
        self._requested = True
        # One read: the worker may clear the attribute between a test and a call.
        interrupt = self._interrupt
        if interrupt is not None:
            interrupt()

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
        self._interrupt = interrupt
        try:
            self.check()
            yield
        finally:
            self._interrupt = None
