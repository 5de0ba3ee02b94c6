"""The only place that decides when a fault of the program is shown: one dialog, however many come.

A fault may come from any thread, in the middle of a paint, and a thousand times a second: it is
counted, typed text is put on disk at once, and the dialog is brought up to date now and then. Once
the user has gone on, the same fault is only mentioned.
"""

import platform
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from helpdesk_desktop import __version__
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.crash_report import Crash, fatal_crash, report_text
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.ui.crash.crash_dialog import CrashDialog
from helpdesk_desktop.ui.draft_keeper import DraftKeeper
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner

_RENEW_MS = 200
_MENTION_MS = 5_000
# Different faults in one report; a thousand of them say no more.
_MOST_FAULTS = 8


class CrashShowing(QObject):
    """Takes faults from `tell`, in any thread, and shows them in the window's."""

    _caught = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        window: MainWindow,
        engine: Callable[[], str],
        log_lines: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._engine = engine
        self._log_lines = log_lines
        self._faults: dict[tuple[str, str], Crash] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._gone_on: set[tuple[str, str]] = set()
        self._dialog: CrashDialog | None = None
        self._is_opening = False
        self._renew = QTimer(self, singleShot=True, interval=_RENEW_MS)
        self._renew.timeout.connect(self._show)
        self._mentioned = QElapsedTimer()
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> CrashDialog | None:
        """The dialog, while it is shown."""
        return self._dialog

    def tell(self, crash: Crash) -> None:
        """Take a fault; from any thread."""
        self._caught.emit(crash)

    def tell_of_last_run(self, dumps: Sequence[str], log_lines: Sequence[str]) -> None:
        """Show what killed the program the last time; nothing where nothing did."""
        if not dumps or self._dialog is not None:
            return
        crashes = [fatal_crash(dump) for dump in dumps[:_MOST_FAULTS]]
        dialog = self._open(is_of_last_run=True)
        text = report_text(self._versions(), crashes, log_lines)
        dialog.show_report(text, faults=len(dumps), times=len(dumps))

    def _on_caught(self, crash: Crash) -> None:
        fault = (crash.kind, crash.place)
        is_new = fault not in self._counts
        self._counts[fault] = self._counts.get(fault, 0) + 1
        if is_new:
            if len(self._faults) < _MOST_FAULTS:
                self._faults[fault] = crash
            with suppress(Exception):  # what kept this one text may not keep the fault from showing
                keep_typed()
        if self._dialog is not None:
            if not self._renew.isActive():
                self._renew.start()
        elif fault in self._gone_on:
            self._mention()
        elif not self._is_opening:
            # Still set where opening fails: a fault of this dialog must not open it for ever.
            self._is_opening = True
            self._open(is_of_last_run=False)
            self._show()
            self._is_opening = False

    def _open(self, *, is_of_last_run: bool) -> CrashDialog:
        dialog = CrashDialog(self._window, is_of_last_run=is_of_last_run)
        dialog.save_wanted.connect(self._on_save_wanted)
        dialog.end_wanted.connect(self._on_end_wanted)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()
        return dialog

    def _show(self) -> None:
        if self._dialog is None or not self._faults:
            return
        counts = [self._counts[fault] for fault in self._faults]
        faults = tuple(self._faults.values())
        text = report_text({"Helpdesk Desktop": __version__}, faults, (), counts)
        with suppress(Exception):  # a fault of its own would come again with each renewal
            text = report_text(self._versions(), faults, self._log_lines(), counts)
        self._dialog.show_report(text, faults=len(self._counts), times=sum(self._counts.values()))

    def _versions(self) -> dict[str, str]:
        return {
            "Helpdesk Desktop": __version__,
            "Python": platform.python_version(),
            "Qt": f"{qVersion()} (PySide {pyside_version})",
            "System": f"{platform.platform()}, {QGuiApplication.platformName()}",
            "Database": self._engine() or "none is open",
        }

    def _mention(self) -> None:
        if not self._mentioned.isValid() or self._mentioned.hasExpired(_MENTION_MS):
            self._mentioned.start()
            self._window.toast.say(self.tr("The same fault happened again. It is in the log."))

    def _on_save_wanted(self, path: str) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        text = dialog.report.toPlainText()

        def work(_cancel: Cancellation) -> str:
            try:
                Path(path).write_text(text, encoding="utf-8")
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise Unavailable("unwritable", place=path, reason=reason) from error
            return path

        def say_refused(error: HelpdeskError) -> None:
            dialog.say(error_sentence(error), "danger")

        self._runner.run(
            work,
            lambda _: dialog.say(self.tr("Saved.")),
            failed=say_refused,
            owner=dialog,
        )

    def _on_end_wanted(self) -> None:
        # What is faulty may keep the window from closing: the loop ends all the same.
        QTimer.singleShot(0, self._window.close)
        QTimer.singleShot(0, QApplication.quit)

    def _on_finished(self) -> None:
        self._dialog = None
        self._renew.stop()
        self._gone_on |= set(self._counts)


def keep_typed() -> None:
    """Put what is typed anywhere in the program on disk now."""
    for window in QApplication.topLevelWidgets():
        for keeper in window.findChildren(DraftKeeper):
            keeper.flush()
