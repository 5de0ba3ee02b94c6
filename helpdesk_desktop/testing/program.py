"""The only place that starts the whole program in a test's own process, and ends it cleanly."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize
from PySide6.QtWidgets import QApplication

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.preferences import LanguageName, ThemeName
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.first_looks import read_looks
from helpdesk_desktop.services.places import config_path
from helpdesk_desktop.services.policy import read_policy
from helpdesk_desktop.testing.databases import TIME_ZONE
from helpdesk_desktop.testing.waiting import NotSeenError, wait_until
from helpdesk_desktop.ui.language import forget_languages, speak
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import apply_theme


@dataclass(frozen=True, slots=True)
class Start:
    """How the program is started; without a database it asks for one, as on a fresh machine."""

    memory: Path
    database: str | None = None
    login: str | None = None
    password_file: str | None = None
    time_zone: str = TIME_ZONE
    theme: ThemeName = "light"
    language: LanguageName = "en"
    size: tuple[int, int] = (1440, 860)


class Program:
    """One program after the other: `restart` ends the one that runs and starts the next."""

    def __init__(self, app: QApplication, start: Start) -> None:
        self._app = app
        self._start = start
        self._locale = QLocale()
        self._desktop: Desktop | None = None

    @property
    def is_running(self) -> bool:
        """Whether its window is there."""
        return self._desktop is not None

    @property
    def desktop(self) -> Desktop:
        """The program that runs.

        Raises:
            NotSeenError: none does.
        """
        if self._desktop is None:
            raise NotSeenError("the program does not run")
        return self._desktop

    @property
    def window(self) -> MainWindow:
        """Its main window."""
        return self.desktop.window

    @property
    def runner(self) -> TaskRunner:
        """What its background work runs on."""
        return self.desktop.runner

    def begin(self) -> None:
        """Start the program and show its window, as left by the one before.

        Raises:
            NotSeenError: an administrator lets this computer open one database alone.
        """
        start = self._start
        policy = read_policy({})
        if "database" in policy.locked:
            raise NotSeenError(
                f"{policy.place} locks this computer's database: no test would reach its own"
            )
        looks = read_looks(config_path())
        speak(start.language)
        apply_theme(self._app, start.theme)
        options = Options(
            database=start.database,
            as_login=start.login,
            password_file=start.password_file,
            time_zone=start.time_zone,
            theme=start.theme,
        )
        self._desktop = Desktop(options, str(start.memory), replace(looks, language=start.language))
        if not start.memory.exists():
            self.window.resize(QSize(*start.size))
        self.window.show()

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        wait_until(lambda: not self.runner.is_busy, "the program to have nothing on its way")

    def end(self) -> None:
        """Close the window and everything behind it.

        Raises:
            NotSeenError: a worker would not end.
        """
        desktop, self._desktop = self._desktop, None
        if desktop is None:
            return
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        desktop.window.close()
        desktop.close()
        is_drained = desktop.is_drained
        desktop.window.deleteLater()
        desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        forget_languages()
        QLocale.setDefault(self._locale)
        if not is_drained:
            raise NotSeenError("some background work of the program would not end")

    def restart(self) -> None:
        """End the program and start it again, as an agent does from one day to the next."""
        size = self.window.size()
        self.end()
        self.begin()
        room = self.window.screen().availableSize()
        if room.expandedTo(size) != room:
            # A platform without a screen has a small one, to which a window that comes back is cut.
            self.window.resize(size)
