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
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QStandardPaths,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from helpdesk_desktop import __version__, crash_log
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.options import Options, parse_options
from helpdesk_desktop.services.contracts import Desk, Setup
from helpdesk_desktop.services.first_looks import read_looks
from helpdesk_desktop.services.places import config_path, local_database_path
from helpdesk_desktop.ui.admin_making import AdminMaking
from helpdesk_desktop.ui.connection.connecting import Connecting
from helpdesk_desktop.ui.contact_opening import ContactOpening
from helpdesk_desktop.ui.export_making import ExportMaking
from helpdesk_desktop.ui.import_making import ImportMaking
from helpdesk_desktop.ui.language import speak
from helpdesk_desktop.ui.lasting_objects import LastingObjects
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.preference_keeper import PreferenceKeeper
from helpdesk_desktop.ui.print_making import PrintMaking
from helpdesk_desktop.ui.resources import resource_path
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from helpdesk_desktop.ui.ticket_making import TicketMaking
from helpdesk_desktop.ui.window_memory import WindowMemory

# Long enough for a save under way, short enough that nobody reaches for the task list.
_DRAIN_MS = 3_000
_DESK_VARIABLES = ("HELPDESK_DATABASE_URL", "HELPDESK_AS")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Desktop(QObject):
    """One running program: its window, its workers, its database.

    Without a `memory_path` the window forgets how it was left; `looks` are those it is made with.
    """

    def __init__(
        self,
        options: Options,
        memory_path: str | None = None,
        looks: Preferences | None = None,
    ) -> None:
        super().__init__()
        self._options = options
        self._is_closed = False
        self._left: list[Desk] = []
        self.is_drained = True
        self.runner = TaskRunner(self)
        self.window = MainWindow(self.runner)
        self.making = TicketMaking(self.runner, self.window)
        self.importing = ImportMaking(self.runner, self.window)
        self.contacts = ContactOpening(self.runner, self.window, self.making)
        self.administering = AdminMaking(self.runner, self.window)
        self.exporting = ExportMaking(self.runner, self.window)
        self.printing = PrintMaking(self.runner, self.window)
        self.connecting = Connecting(
            self.runner, self.window, self.setup, str(local_database_path())
        )
        self.keeper = PreferenceKeeper(self.runner, self.window, self.setup, looks or Preferences())
        self.opened: Opened | None = None
        self.memory = (
            WindowMemory(self.window, self.runner, memory_path, _start_of(options))
            if memory_path
            else None
        )
        self.window.first_painted.connect(self.start, Qt.ConnectionType.QueuedConnection)
        self.window.closing.connect(self.close)
        self.connecting.opened.connect(self._on_opened)
        self.runner.settled.connect(self._on_settled)

    def setup(self) -> Setup:
        """The ways to settings and databases; for a worker, because it loads drivers and SQL."""
        # A second of imports on a slow disk, after the first paint.
        from helpdesk_desktop.window_setup import (  # noqa: PLC0415 # as said above
            StartWords,
            WindowSetup,
        )

        options = self._options
        return WindowSetup(
            StartWords(
                database=options.database,
                as_login=options.as_login,
                password_file=options.password_file,
                time_zone=options.time_zone,
                demo_folder=resource_path("demo"),
                is_demo=options.is_demo,
                environment=os.environ,
            )
        )

    def start(self) -> None:
        """Open the database on a worker; the window shows it, or why not, or the ways to one."""
        self.keeper.load()
        self.connecting.start()

    def close(self) -> None:
        """End everything in the order that loses nothing; once."""
        if self._is_closed:
            return
        self._is_closed = True
        self.connecting.stop()
        self.making.close_all()
        self.importing.close_all()
        self.contacts.close_all()
        self.administering.close_all()
        self.exporting.close_all()
        self.printing.close_all()
        if self.memory is not None:
            self.memory.stop()
        self.window.stop()
        self.is_drained = self.runner.close(_DRAIN_MS)
        if self.is_drained:
            for desk in (*self._left, *([] if self.opened is None else [self.opened.desk])):
                desk.close()

    def _on_opened(self, opened: Opened) -> None:
        if self.opened is not None:
            # What is typed goes to disk under the database it was typed for.
            self.making.close_all()
            self.importing.close_all()
            self.contacts.close_all()
            self.administering.close_all()
            self.exporting.close_all()
            self.printing.close_all()
            if self.memory is not None:
                self.memory.leave()
            self.window.leave_desk()
            self._left.append(self.opened.desk)
        self.opened = opened
        if self.memory is not None:
            self.memory.open(opened, is_demo=self._options.is_demo)
        self.window.set_desk(opened)
        self.making.set_desk(opened)
        self.importing.set_desk(opened)
        self.contacts.set_desk(opened)
        self.administering.set_desk(opened)
        self.exporting.set_desk(opened)
        self.printing.set_desk(opened)

    def _on_settled(self) -> None:
        # Nothing runs any more, so the drafts of the databases that were left are on disk.
        left, self._left = self._left, []
        for desk in left:
            self.runner.run(lambda _, desk=desk: desk.close(), lambda _: None)  # type: ignore[misc]  # bound now


def memory_path() -> str:
    """The file that keeps how windows were left, in the platform's own folder."""
    # Asked of Qt: it is needed before the window is painted, and platformdirs takes 8 ms to load.
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation)
    return f"{folder}/windows.ini"


def _start_of(options: Options) -> str:
    # Whatever of a start decides which desk it leads to.
    environment = (os.environ.get(name, "") for name in _DESK_VARIABLES)
    return repr((options.database, options.as_login, options.is_demo, *environment))


def make_application(words: Sequence[str], looks: Preferences | None = None) -> QApplication:
    """The Qt application with its names, icon and language."""
    qInstallMessageHandler(_log_qt)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(list(words))
    speak("system" if looks is None else looks.language)
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
    looks = read_looks(config_path())
    app = make_application(["helpdesk-desktop"], looks)
    apply_theme(app, options.theme or looks.theme)
    desktop = Desktop(options, memory_path(), looks)
    # Not of each Desktop: tests make many in one process, and see them collected.
    LastingObjects(desktop.runner, lambda: desktop.opened is not None, desktop)
    window = desktop.window
    crash_log.catch_crashes(
        lambda line: window.toast.say(
            QCoreApplication.translate("App", "Something went wrong: {line}").format(line=line)
        )
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
