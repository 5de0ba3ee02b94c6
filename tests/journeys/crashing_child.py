"""A program of its own for `test_after_a_fault`: the real one, with a fault in the middle of work.

`storm`: while a ticket is typed, every tick raises; then "Close the program" is pressed. `fatal`
and `qt`: what no Python can catch. `again`: says what the next start shows, and goes on.
"""

import faulthandler
import json
import sys
from typing import Any

from PySide6.QtCore import QTimer, qFatal

from helpdesk_desktop import app
from helpdesk_desktop.ui.crash.crash_dialog import CrashDialog
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from tests.screen import click, type_text

SUBJECT = "Đơn hàng 77120 giao thiếu"
_TICK_MS = 20


class _Driven(app.Desktop):
    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._ticks = 0
        self._timer = QTimer(self, interval=_TICK_MS)
        ticks = {"storm": self._storm, "fatal": _die, "qt": _die_of_qt, "again": self._look}
        self._timer.timeout.connect(ticks[MODE])
        self._timer.start()

    def _storm(self) -> None:
        if self.opened is None:
            return
        dialog = self.window.findChild(CreateTicketDialog)
        if dialog is None:
            self.making.open_new()
            return
        self._ticks += 1
        if self._ticks == 1:
            type_text(dialog.form.subject, SUBJECT)
        crash = self.window.findChild(CrashDialog)
        if self._ticks == 50 and isinstance(crash, CrashDialog):
            _say(counter=crash.counter.text(), report=crash.report.toPlainText())
            click(crash.end)
        raise ValueError(dialog.form.subject.text(), "password=geheim")

    def _look(self) -> None:
        crash = self.window.findChild(CrashDialog)
        if isinstance(crash, CrashDialog):
            _say(headline=crash.headline.text(), report=crash.report.toPlainText())
            crash.accept()
            self.window.close()


def _die() -> None:
    faulthandler._sigsegv()  # type: ignore[attr-defined]  # Python's own tests use it


def _die_of_qt() -> None:
    qFatal("the screen went away")


def _say(**said: str) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    MODE = sys.argv[1]
    app.Desktop = _Driven  # type: ignore[misc]  # the program itself makes it
    sys.exit(app.main(sys.argv[2:]))
