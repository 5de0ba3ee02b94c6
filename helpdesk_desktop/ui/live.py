"""The only place that brings in what others write, and what is done while the database is away.

One wait is always under way. What it tells is announced like any own change. When the database
cannot be reached, a banner says so, everything on screen stays, and it is tried again by itself:
after 1, 2, 4 … seconds, each a little off, so that a whole office does not come back at once. Who
looks at the window waits 5 seconds at most, and not even that once they do something; a window that
nobody sees, and a server that has no room, are left half a minute.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.banner import Banner, Notice
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner

NOTICE: Final = "unavailable"
# A wait that nothing ends; it begins anew with a look at the table.
_WAIT_S = 300.0
# A burst is told ten times a second, not once for each of its changes.
_BREATH_MS = 100
_FIRST_RETRY_MS = 1_000
_LAST_RETRY_MS = 30_000
_LAST_WATCHED_MS = 4_000  # with the spread it is 5 s
# Typing asks ten times a second; the server is not asked as often whether it is back.
_LEAST_BETWEEN_S = 1.0
_JITTER = 0.25
# Whoever meets one of these has met a database that is away.
_AWAY = frozenset({"connection_lost", "unreachable", "too_many_clients", "file_gone"})
# Trying these again by itself would only lock the account, or ask in vain.
_HOPELESS = frozenset({"wrong_password", "password_needed", "no_such_database", "tls_needed"})
# Names are said with them, and what an agent may see hangs on them.
_NAMED = frozenset(
    {
        ChangeKind.AGENT,
        ChangeKind.GROUP,
        ChangeKind.ROLE,
        ChangeKind.TYPE,
        ChangeKind.FIELD,
    }
)


@dataclass(frozen=True, slots=True)
class NewNames:
    """Agents, groups, types and fields as they are now, and the words made of them."""

    directory: Directory
    names: Names


@dataclass(frozen=True, slots=True)
class _Told:
    changes: Changes
    names: NewNames | None


class LiveUpdates(QObject):
    """Announces what others write; `names_read` carries `NewNames` before rows are read again.

    `away_changed` tells whether the database cannot be reached.
    """

    names_read = Signal(object)
    away_changed = Signal(bool)

    def __init__(self, runner: TaskRunner, banner: Banner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._banner = banner
        self._desk: Desk | None = None
        self._directory = Directory()
        self._wait: Cancellation | None = None
        self._is_away = False
        self._has_told = False
        self._failures = 0
        self._asked_s = 0.0
        self._breath = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._retry = QTimer(self, singleShot=True)
        self._breath.timeout.connect(self._ask)
        self._retry.timeout.connect(self._ask)
        runner.settled.connect(self._on_settled)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state_changed)

    @property
    def is_away(self) -> bool:
        """Whether the database cannot be reached."""
        return self._is_away

    def set_desk(self, desk: Desk, directory: Directory) -> None:
        """Bring in what others write into this desk's database, where these names were read."""
        self.stop()
        self._desk = desk
        self._directory = directory
        self._ask()

    def stop(self) -> None:
        """Wait no more."""
        self._breath.stop()
        self._retry.stop()
        self._end_wait()
        self._desk = None
        if self._is_away:
            self._is_away = False
            self.away_changed.emit(False)
        self._has_told = False
        self._failures = 0

    def takes(self, error: HelpdeskError) -> bool:
        """Whether this failure of any question is seen to here."""
        if self._desk is None or not isinstance(error, Unavailable):
            return False
        if not self._is_away and error.key in _AWAY:
            self._go_away(error)
        return self._is_away and error.key in _AWAY

    def try_now(self) -> None:
        """Do not wait for the next try."""
        if self._is_away:
            self._ask()

    def _ask(self) -> None:
        desk = self._desk
        if desk is None:
            return
        self._end_wait()
        self._retry.stop()
        self._asked_s = time.monotonic()
        # Away, the question is whether it answers at all.
        timeout_s = 0.0 if self._is_away else _WAIT_S

        def work(cancel: Cancellation) -> _Told:
            changes = desk.live.wait(cancel, timeout_s)
            if not (changes.is_everything or changes.kinds & _NAMED):
                return _Told(changes, None)
            directory = desk.directory()
            names = Names(directory, desk.clock.now(), desk.clock.zone)
            return _Told(changes, NewNames(directory, names))

        # A wait of an older desk, or one that was given up, has nothing to say.
        def unless_over(land: Callable[..., None]) -> Callable[..., None]:
            return lambda answer: land(answer) if self._wait is wait else None

        wait = self._runner.wait_for(
            work, unless_over(self._on_told), failed=unless_over(self._on_failed), owner=self
        )
        self._wait = wait

    def _end_wait(self) -> None:
        if self._wait is not None:
            self._runner.end_wait(self._wait)
            self._wait = None

    def _on_told(self, told: _Told) -> None:
        self._wait = None
        self._failures = 0
        self._has_told = False
        changes = told.changes
        if self._is_away:
            self._is_away = False
            self.away_changed.emit(False)
            self._banner.take(NOTICE)
            changes = Changes(is_everything=True)
        new = told.names
        if new is not None:
            if new.directory != self._directory:
                self._directory = new.directory
                self.names_read.emit(new)
            changes = Changes(kinds=changes.kinds, is_everything=True)
        self._breath.start()
        self._runner.announce(changes, self)

    def _on_failed(self, error: HelpdeskError) -> None:
        self._wait = None
        if isinstance(error, Unavailable):
            self._go_away(error)
            return
        # Refused or damaged: said once, for it will hardly pass.
        if not self._has_told:
            self._has_told = True
            self._runner.failed.emit(error)
        self._retry.start(_LAST_RETRY_MS)

    def _go_away(self, error: HelpdeskError) -> None:
        if not self._is_away:
            self._is_away = True
            self.away_changed.emit(True)
        self._end_wait()
        self._breath.stop()
        sentence = error_sentence(error)
        if error.key not in _HOPELESS:
            self._retry.start(self._next_ms(error))
            self._failures += 1
            more = self.tr("What you see stays readable; the program tries again by itself.")
            end = "" if sentence.endswith(".") else "."
            sentence = f"{sentence}{end} {more}"
        try_now = ("retry", self.tr("Try now"))
        self._banner.put(Notice(NOTICE, "danger", sentence, (try_now,), can_be_closed=False))

    def _next_ms(self, error: HelpdeskError) -> int:
        is_watched = self._is_watched and error.key != "too_many_clients"
        last = _LAST_WATCHED_MS if is_watched else _LAST_RETRY_MS
        wanted: int = min(_FIRST_RETRY_MS << min(self._failures, 20), last)
        return round(wanted * random.uniform(1 - _JITTER, 1 + _JITTER))  # noqa: S311  # spreads

    @property
    def _is_watched(self) -> bool:
        window = self._banner.window()
        return window.isVisible() and not window.isMinimized()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._try_soon()

    def _on_settled(self) -> None:
        # Somebody asked for something; whether it came or not, they wait for the database.
        self._try_soon()

    def _try_soon(self) -> None:
        is_waiting = self._is_away and self._retry.isActive()
        if is_waiting and time.monotonic() - self._asked_s >= _LEAST_BETWEEN_S:
            self._ask()
