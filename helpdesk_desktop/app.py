"""The only place that starts and ends the window's program.

The frame is on screen before a database driver is even imported: `bootstrap` loads on a worker
after the first paint. At the end: no new work, typed text on disk, workers drained with a
deadline, the database closed, and then the window dies.
"""

import logging
import os
import signal
from collections.abc import Sequence

from PySide6.QtCore import (
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from helpdesk_desktop import __version__, crash_log
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.options import Options, parse_options
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.password_dialog import PasswordDialog
from helpdesk_desktop.ui.resources import resource_path
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import ThemeChoice, apply_theme
from helpdesk_desktop.ui.ticket_making import TicketMaking

# Long enough for a save under way, short enough that nobody reaches for the task list.
_DRAIN_MS = 3_000
_PASSWORD_KEYS = frozenset({"wrong_password", "password_needed"})
_CHOICES: dict[str, ThemeChoice] = {
    "system": "system",
    "light": "light",
    "dark": "dark",
    "contrast": "contrast",
}
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Desktop(QObject):
    """One running program: its window, its workers, its database."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._options = options
        self._password: str | None = None
        self._is_closed = False
        self.is_drained = True
        self.runner = TaskRunner(self)
        self.window = MainWindow(self.runner)
        self.making = TicketMaking(self.runner, self.window)
        self.opened: Opened | None = None
        self.window.first_painted.connect(self.open_database, Qt.ConnectionType.QueuedConnection)
        self.window.retry_wanted.connect(self.open_database)
        self.window.closing.connect(self.close)

    def open_database(self) -> None:
        """Open the database on a worker; the window shows it, or why not."""
        options, password = self._options, self._password

        def work(_cancel: Cancellation) -> Opened:
            # Drivers and SQL: a second of imports on a slow disk, after the first paint.
            from helpdesk_desktop import bootstrap  # noqa: PLC0415 # as said above

            request = bootstrap.DeskRequest(
                database=options.database,
                as_login=options.as_login,
                password_file=options.password_file,
                time_zone=options.time_zone,
                ask_password=lambda _place: password,
            )
            if options.is_demo:
                desk = bootstrap.open_demo(request, resource_path("demo"))
            else:
                desk = bootstrap.create_or_open(request)
            desk.live.begin()  # before the first list is read, so that nothing falls between
            directory = desk.directory()
            return Opened(desk, directory, Names(directory, desk.clock.now(), desk.clock.zone))

        self.runner.run(work, self._on_opened, failed=self._on_refused, lane="open")

    def close(self) -> None:
        """End everything in the order that loses nothing; once."""
        if self._is_closed:
            return
        self._is_closed = True
        self.making.close_all()
        self.window.stop()
        self.is_drained = self.runner.close(_DRAIN_MS)
        if self.opened is not None and self.is_drained:
            self.opened.desk.close()

    def _on_opened(self, opened: Opened) -> None:
        self.opened = opened
        self.window.set_desk(opened)
        self.making.set_desk(opened)

    def _on_refused(self, error: HelpdeskError) -> None:
        self.window.show_failure(error)
        if isinstance(error, Unavailable) and error.key in _PASSWORD_KEYS:
            dialog = PasswordDialog(error_sentence(error), self.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.given.connect(self._on_password_given)
            dialog.open()

    def _on_password_given(self, password: str) -> None:
        self._password = password
        self.open_database()


def make_application(words: Sequence[str]) -> QApplication:
    """The Qt application with its names and icon."""
    qInstallMessageHandler(_log_qt)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(list(words))
    if QLocale.system().language() == QLocale.Language.C:
        # Nobody's language: its numbers have no separators that an eye could count by.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.World))
    app.setApplicationName("helpdesk-desktop")
    app.setApplicationDisplayName("Helpdesk Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("helpdesk-desktop")
    app.setWindowIcon(QIcon(str(resource_path("icons", "app.svg"))))
    return app


def main(words: Sequence[str]) -> int:
    """Run the window until it is closed; `words` are the program's arguments without its name."""
    options = parse_options(words)
    # Ctrl+C in a terminal ends the program: Qt's loop would never let Python see it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = make_application(["helpdesk-desktop"])
    apply_theme(app, _CHOICES[options.theme])
    desktop = Desktop(options)
    window = desktop.window
    crash_log.catch_crashes(
        lambda line: window.toast.say(window.tr("Something went wrong: {line}").format(line=line))
    )
    window.first_painted.connect(
        lambda: crash_log.write_log_to(crash_log.log_path()), Qt.ConnectionType.QueuedConnection
    )
    window.show()
    code = app.exec()
    desktop.close()
    if not desktop.is_drained:
        # A worker hangs in a driver; Python would wait for it for ever.
        logging.shutdown()
        os._exit(code)
    return code


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    logging.getLogger("qt").log(_QT_LEVELS[kind], "%s: %s", context.category, text)
