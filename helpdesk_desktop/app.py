"""The only place that starts and ends the window's program.

The frame is on screen before a database driver is even imported: `bootstrap` loads on a worker
after the first paint. At the end: no new work, typed text on disk, workers drained with a
deadline, the database closed, and then the window dies.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QProcess,
    QStandardPaths,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon

from helpdesk_desktop import __version__
from helpdesk_desktop.crash_log import catch_crashes
from helpdesk_desktop.domain.crash_report import LOG_LINES
from helpdesk_desktop.domain.desk_links import Word
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.redaction import without_secrets
from helpdesk_desktop.no_screen import until_there
from helpdesk_desktop.options import Options, parse_options
from helpdesk_desktop.services.contracts import Desk, Setup
from helpdesk_desktop.services.doors import Door, file_place, screen_name
from helpdesk_desktop.services.fatal_trace import FatalTrace, take_left_behind
from helpdesk_desktop.services.first_looks import starting_log_level, starting_looks
from helpdesk_desktop.services.log_file import RecentEntries, last_lines, log_path, start_log
from helpdesk_desktop.services.places import config_path, local_database_path, state_folder
from helpdesk_desktop.services.policy import read_policy
from helpdesk_desktop.ui.admin_making import AdminMaking
from helpdesk_desktop.ui.backup_making import BackupMaking
from helpdesk_desktop.ui.connection.connecting import Connecting
from helpdesk_desktop.ui.contact_opening import ContactOpening
from helpdesk_desktop.ui.crash.crash_showing import CrashShowing
from helpdesk_desktop.ui.export_making import ExportMaking
from helpdesk_desktop.ui.import_making import ImportMaking
from helpdesk_desktop.ui.language import speak
from helpdesk_desktop.ui.lasting_objects import LastingObjects
from helpdesk_desktop.ui.links.file_opening import FileOpening
from helpdesk_desktop.ui.links.link_opening import LinkOpening
from helpdesk_desktop.ui.links.outside import DeskApplication, DoorWatch
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.notifying import Notifying
from helpdesk_desktop.ui.preference_keeper import PreferenceKeeper
from helpdesk_desktop.ui.print_making import PrintMaking
from helpdesk_desktop.ui.resources import resource_path
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme
from helpdesk_desktop.ui.ticket_making import TicketMaking
from helpdesk_desktop.ui.window_memory import WindowMemory

# The one run of this program, once `main` has begun it.
_runs: list[FatalTrace] = []
# Of a log's lines most belong to entries that begin further above.
_LOG_LINES = 10 * LOG_LINES
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
        self.backups = BackupMaking(
            self.runner,
            self.window,
            self.setup,
            self.connecting.opener,
            starts_with_demo=options.is_demo,
        )
        self.backups.leaving.connect(self._leave)
        self.links = LinkOpening(self.window, self.making)
        self.files = FileOpening(
            self.runner,
            self.window,
            is_same=_is_shown,
            start_with=self._start_with,
            start_another=_start_another,
        )
        self.keeper = PreferenceKeeper(self.runner, self.window, self.setup, looks or Preferences())
        self.keeper.locks_known.connect(self.connecting.set_locked)
        self.notifying = Notifying(self.window)
        self.keeper.put.connect(lambda wishes: self.notifying.set_on(is_on=wishes.notifications))
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
                database=options.database if options.file is None else _whole(options.file),
                may_create=options.file is None,
                as_login=options.as_login,
                password_file=options.password_file,
                time_zone=options.time_zone,
                theme=options.theme,
                demo_folder=resource_path("demo"),
                is_demo=options.is_demo,
                environment=os.environ,
            )
        )

    def start(self) -> None:
        """Open the database on a worker; the window shows it, or why not, or the ways to one."""
        self.keeper.load()
        self.connecting.start()
        if self._options.link is not None:
            self.links.open_link(self._options.link)

    def open_word(self, word: Word) -> None:
        """Open what somebody opened outside: a link or a file."""
        if word.kind == "link":
            self.links.open_link(word.text, word.token)
        else:
            self.files.open_file(word.text, word.token)

    def _start_with(self, path: str) -> None:
        # Not as a choice in the window: that would be opened at every start from now on.
        self._options = replace(self._options, database=None, file=path)
        self.connecting.start()

    def close(self) -> None:
        """End everything in the order that loses nothing; once."""
        if self._is_closed:
            return
        self._is_closed = True
        steps = [self.connecting.stop, self.backups.stop, *self._closings]
        if self.memory is not None:
            steps.append(self.memory.stop)
        for step in (*steps, self.window.stop):
            try:
                step()
            except Exception as error:  # noqa: BLE001  # what is typed elsewhere is kept all the same
                sys.excepthook(type(error), error, error.__traceback__)
        self.is_drained = self.runner.close(_DRAIN_MS)
        if self.is_drained:
            for desk in (*self._left, *([] if self.opened is None else [self.opened.desk])):
                desk.close()

    @property
    def _closings(self) -> list[Callable[[], object]]:
        return [
            self.making.close_all,
            self.importing.close_all,
            self.contacts.close_all,
            self.administering.close_all,
            self.exporting.close_all,
            self.printing.close_all,
        ]

    def _on_opened(self, opened: Opened) -> None:
        self._leave()
        self.opened = opened
        if self.memory is not None:
            self.memory.open(opened, is_demo=self._options.is_demo)
        self.notifying.begin()
        self.window.set_desk(opened)
        self.making.set_desk(opened)
        self.importing.set_desk(opened)
        self.contacts.set_desk(opened)
        self.administering.set_desk(opened)
        self.exporting.set_desk(opened)
        self.backups.set_desk(opened)
        self.printing.set_desk(opened)
        self.links.set_desk(opened)

    def _leave(self) -> None:
        if self.opened is None:
            return
        # What is typed goes to disk under the database it was typed for.
        for close in self._closings:
            close()
        if self.memory is not None:
            self.memory.leave()
        self.links.leave()
        self.window.leave_desk()
        self._left.append(self.opened.desk)
        self.opened = None

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
    named = options.database if options.file is None else _whole(options.file)
    return repr((named, options.as_login, options.is_demo, *environment))


def _whole(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100  # a link in it stays one


def _is_shown(path: str, opened: Opened) -> bool:
    info = opened.desk.info
    return info.engine == "SQLite" and file_place(path) == file_place(info.place)


def _start_another(path: str) -> None:
    is_frozen = getattr(sys, "frozen", False)
    module = [] if is_frozen else ["-m", "helpdesk_desktop"]
    QProcess.startDetached(sys.executable, [*module, path])


def make_application(words: Sequence[str], looks: Preferences | None = None) -> DeskApplication:
    """The Qt application with its names, icon and language."""
    qInstallMessageHandler(until_there(_end_runs))
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = DeskApplication(list(words))
    qInstallMessageHandler(_log_qt)
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
    policy = read_policy()
    looks = starting_looks(config_path(), os.environ, policy, options.theme)
    fatal = FatalTrace(state_folder())
    fatal.begin()
    _runs.append(fatal)
    app = make_application(["helpdesk-desktop"], looks)
    apply_theme(app, looks.theme)
    desktop = Desktop(options, memory_path(), looks)
    door = Door(state_folder(), screen_name(os.environ))
    door.open()
    _hear(desktop, app, door)
    # Not of each Desktop: tests make many in one process, and see them collected.
    LastingObjects(desktop.runner, lambda: desktop.opened is not None, desktop)
    window = desktop.window
    recent = RecentEntries(LOG_LINES)
    logging.getLogger().addHandler(recent)
    crashes = CrashShowing(
        desktop.runner, window, lambda: _engine_of(desktop), lambda: recent.lines
    )
    catch_crashes(crashes.tell)
    level = starting_log_level(config_path(), os.environ, policy, options.log_level)
    window.first_painted.connect(
        lambda: _keep_notes(desktop, crashes, level), Qt.ConnectionType.QueuedConnection
    )
    window.show()
    code = app.exec()
    door.close()
    desktop.close()
    fatal.end()
    if not desktop.is_drained:
        # A worker hangs in a driver; Python would wait for it for ever.
        logging.shutdown()
        os._exit(code)
    return code


def _hear(desktop: Desktop, app: DeskApplication, door: Door) -> None:
    # Not of each Desktop: a test's windows are nobody's to open links in.
    watch = DoorWatch(desktop.runner, desktop.window, door)
    watch.word_came.connect(desktop.open_word)
    desktop.connecting.opened.connect(watch.say)
    desktop.backups.leaving.connect(lambda: watch.say(None))
    app.word_opened.connect(desktop.open_word)
    desktop.window.first_painted.connect(watch.start, Qt.ConnectionType.QueuedConnection)
    # After the start: a file that macOS sends then takes the place of the usual database.
    desktop.window.first_painted.connect(app.hear, Qt.ConnectionType.QueuedConnection)


def _keep_notes(desktop: Desktop, crashes: CrashShowing, level: str) -> None:
    # After the first paint: the log begins, and what the last run left is told.
    start_log(log_path(), level)
    logging.getLogger("helpdesk_desktop").info("the window starts: version %s", __version__)
    desktop.runner.run(
        lambda _: (take_left_behind(state_folder()), last_lines(log_path(), _LOG_LINES)),
        lambda found: crashes.tell_of_last_run(*found),
        owner=crashes,
    )


def _engine_of(desktop: Desktop) -> str:
    return "" if desktop.opened is None else desktop.opened.desk.info.engine


def _end_runs() -> None:
    for run in _runs:
        run.end()


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    if kind is QtMsgType.QtFatalMsg and text:
        for run in _runs:  # Qt ends the program as soon as this returns
            run.note(without_secrets(text))
    logging.getLogger("qt").log(_QT_LEVELS[kind], "%s: %s", context.category, text)
