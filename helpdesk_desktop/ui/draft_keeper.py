"""The only place that keeps typed text on disk while it is typed.

The journal is written on a worker, saves of one draft in the order they were asked for, so that
an older text never lands on a newer one and a forgotten draft never comes back. At most a second
of typing is ever at risk, and the last save is waited for when the program ends.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.tasks import TaskRunner

# A pause in typing: short enough that nothing is lost when the agent turns to the phone.
_PAUSE_MS = 300
# Someone who types without a pause loses no more than this.
_AT_MOST_MS = 1_000

Fields = tuple[tuple[str, Any], ...]


class KeeperState(Enum):
    """Where the typed text stands."""

    EMPTY = auto()
    TYPING = auto()
    SAVED = auto()
    FAILED = auto()


class DraftKeeper(QObject):
    """Keeps the draft of one editor; `collect` gives its fields, or None when nothing is typed.

    `state_changed` carries the new `KeeperState`.
    """

    state_changed = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        desk: Desk,
        key: str,
        collect: Callable[[], Fields | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._key = key
        self._collect = collect
        self._kept: Fields | None = None
        self._state = KeeperState.EMPTY
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._at_most = QTimer(self, singleShot=True, interval=_AT_MOST_MS)
        self._pause.timeout.connect(self.flush)
        self._at_most.timeout.connect(self.flush)

    @property
    def state(self) -> KeeperState:
        """Where the typed text stands."""
        return self._state

    @property
    def key(self) -> str:
        """The draft's key in the journal."""
        return self._key

    def take_as_kept(self, fields: Fields) -> None:
        """Say that the journal holds these fields already: the draft they were read from."""
        self._kept = fields
        self._enter(KeeperState.SAVED)

    def touch(self) -> None:
        """Something was typed: it is on disk 300 ms after the last key, a second at most."""
        self._pause.start()
        if not self._at_most.isActive():
            self._at_most.start()
        self._enter(KeeperState.TYPING)

    def flush(self) -> None:
        """Put what is typed on disk now; nothing typed forgets the draft."""
        self._stop_timers()
        fields = self._collect()
        if fields == self._kept:
            self._enter(KeeperState.EMPTY if fields is None else KeeperState.SAVED)
            return
        if fields is None:
            self.forget()
            return
        self._kept = fields
        drafts = self._desk.drafts
        draft = Draft(key=self._key, fields=fields, saved_at=self._desk.clock.now())

        def work(_cancel: Cancellation) -> Fields:
            drafts.save(draft)
            return fields

        self._runner.run(work, self._on_saved, failed=self._on_failed, order=self._key)

    def forget(self) -> None:
        """Drop the draft from the journal: its text is saved elsewhere, or not wanted."""
        self._stop_timers()
        self._kept = None
        drafts, key = self._desk.drafts, self._key

        def work(_cancel: Cancellation) -> None:
            drafts.forget(key)

        self._runner.run(work, self._on_forgotten, failed=self._on_failed, order=self._key)

    def _on_saved(self, fields: Fields) -> None:
        if fields == self._kept and not self._pause.isActive():
            self._enter(KeeperState.SAVED)

    def _on_forgotten(self, _answer: None) -> None:
        if self._kept is None and not self._pause.isActive():
            self._enter(KeeperState.EMPTY)

    def _on_failed(self, _error: HelpdeskError) -> None:
        # The next key tries again; nothing is taken as kept that is not on disk.
        self._kept = None
        self._enter(KeeperState.FAILED)

    def _stop_timers(self) -> None:
        self._pause.stop()
        self._at_most.stop()

    def _enter(self, state: KeeperState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
