"""The only place that counts the quick filters in the background, one after the other.

Counts never slow the list: they wait in a lane of their own, a round is finished before the next
begins, and a count that fails leaves the old number standing. A round begins with those that the
database counts sooner together.
"""

from collections.abc import Sequence
from time import perf_counter
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.domain.ticket import Serial
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.tasks import TaskRunner

# The key of "all tickets", which no quick filter has.
EVERY_TICKET = ""
# Several writes in a row make one round of counting.
_PAUSE_MS = 250
_LANE = "counts"
_Waiting: TypeAlias = tuple[str, FilterSpec]
# No ticket has it: asking for it costs one round trip and nothing else.
_NO_SERIAL = Serial(0)


class QuickCounts(QObject):
    """Counts; `counted` carries a quick filter's key and its number, `latency_measured` ms."""

    counted = Signal(str, int)
    latency_measured = Signal(int)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._filters: tuple[QuickFilter, ...] = ()
        self._waiting: list[_Waiting] = []
        self._is_counting = False
        self._is_stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)

    def set_desk(self, desk: Desk, filters: Sequence[QuickFilter]) -> None:
        """Count these filters in this desk from now on."""
        self._desk = desk
        self._filters = tuple(filters)
        self._begin()

    def set_filters(self, filters: Sequence[QuickFilter]) -> None:
        """Count these filters from now on; what was counted before is not counted again."""
        known = {(one.key, one.tree) for one in self._filters}
        self._filters = tuple(filters)
        if self._desk is None or self._pause.isActive():
            return
        self._waiting += [
            (one.key, FilterSpec(quick=one.tree))
            for one in self._filters
            if (one.key, one.tree) not in known
        ]
        if not self._is_counting:
            self._count_next()

    def recount(self) -> None:
        """Count again soon; changes without a pause between them put no round off for ever."""
        if self._desk is not None and not self._pause.isActive():
            self._pause.start()

    def stop(self) -> None:
        """Count nothing more."""
        self._pause.stop()
        self._waiting = []
        self._is_counting = self._is_stale = False
        self._desk = None

    def _on_paused(self) -> None:
        # A round that was begun anew again and again would never reach its last filter.
        if self._is_counting:
            self._is_stale = True
        else:
            self._begin()

    def _begin(self) -> None:
        self._is_counting, self._is_stale = True, False
        self._waiting = [(EVERY_TICKET, FilterSpec())]
        self._waiting += [(one.key, FilterSpec(quick=one.tree)) for one in self._filters]
        self._measure()

    def _measure(self) -> None:
        desk = self._desk
        if desk is None:
            return
        if desk.info.engine == "SQLite":
            self._count_together()
            return

        def work(_cancel: Cancellation) -> int:
            start = perf_counter()
            desk.tickets.exists(_NO_SERIAL)
            return round((perf_counter() - start) * 1_000)

        self._is_counting = True
        self._runner.run(work, self._on_measured, failed=self._on_failed, lane=_LANE)

    def _on_measured(self, latency_ms: int) -> None:
        self.latency_measured.emit(latency_ms)
        self._count_together()

    def _count_together(self) -> None:
        desk, waiting = self._desk, tuple(self._waiting)
        if desk is None:
            return
        specs = [spec for _, spec in waiting]

        def work(cancel: Cancellation) -> dict[_Waiting, int]:
            found = desk.tickets.counts_together(specs, cancel)
            return {waiting[place]: count for place, count in found.items()}

        self._is_counting = True
        self._runner.run(work, self._on_counted_together, failed=self._on_failed, lane=_LANE)

    def _on_counted_together(self, counted: dict[_Waiting, int]) -> None:
        # What was changed meanwhile waits under the same key, and is counted after all.
        self._waiting = [one for one in self._waiting if one not in counted]
        for (key, _), count in counted.items():
            self.counted.emit(key, count)
        self._count_next()

    def _count_next(self) -> None:
        desk = self._desk
        self._is_counting = False
        if desk is None or not self._waiting:
            self._end_round()
            return
        key, spec = self._waiting.pop(0)

        def work(cancel: Cancellation) -> tuple[str, int]:
            return key, desk.tickets.count(spec, cancel)

        self._is_counting = True
        self._runner.run(work, self._on_counted, failed=self._on_failed, lane=_LANE)

    def _on_counted(self, counted: tuple[str, int]) -> None:
        self.counted.emit(*counted)
        self._count_next()

    def _on_failed(self, error: HelpdeskError) -> None:
        # The list's own question tells of a lost server; a missing count only stays blank. One
        # saved filter that cannot be asked, or takes too long, keeps no other from being counted.
        if isinstance(error, Unavailable) and error.key != "timed_out":
            self._waiting = []
        self._count_next()

    def _end_round(self) -> None:
        self._is_counting = False
        if self._is_stale:
            self.recount()
