"""The only place that knows how far an export is: what is wished for, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.export_values import DrawPages, ExportOutcome, ExportWish
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.import_wizard.long_work import LongWork
from helpdesk_desktop.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class ExportSource:
    """What the window shows when an export is asked for.

    `matching` is None while nobody has counted. `shown` are the keys of the list's columns, `every`
    those of all there are; `is_masked` tells that the viewer's role sees numbers masked.
    `draw` gives what draws a PDF, of all of the list or of these tickets.
    """

    spec: FilterSpec
    matching: int | None
    selected: Sequence[int]
    shown: tuple[str, ...]
    every: tuple[str, ...]
    is_masked: bool = False
    draw: Callable[[tuple[int, ...] | None], DrawPages | None] = lambda _serials: None


class ExportSession(QObject):
    """One export at a time. `changed` says that something is as it was not before.

    `ended` carries the `ExportOutcome` of an export that wrote its file; `failed` comes when one
    could not.
    """

    changed = Signal()
    ended = Signal(object)
    failed = Signal()

    def __init__(self, runner: TaskRunner, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.outcome: ExportOutcome | None = None
        self.error: HelpdeskError | None = None
        self.was_stopped = False
        self.running = LongWork(runner, self)
        self.running.changed.connect(self.changed)

    def run(self, wish: ExportWish, draw: DrawPages | None = None) -> None:
        """Export; a PDF with what draws it."""
        if self.running.is_running:
            return
        exports = self._desk.exports
        self.forget()

        def work(cancel: Cancellation, tell: Callable[[Any], object]) -> ExportOutcome:
            return exports.run(wish, cancel, tell, draw)

        self.running.start(work, self._on_ended, self._on_failed)

    def forget(self) -> None:
        """Forget what came of the last export."""
        self.outcome = self.error = None
        self.was_stopped = False
        self.changed.emit()

    def stop(self) -> None:
        """Call off what runs: the desk closes."""
        self.running.drop()

    def _on_ended(self, outcome: ExportOutcome | None) -> None:
        self.outcome = outcome
        self.was_stopped = outcome is None
        if outcome is not None:
            self.ended.emit(outcome)

    def _on_failed(self, error: HelpdeskError) -> None:
        self.error = error
        self.failed.emit()
