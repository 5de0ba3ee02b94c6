"""The only place that leads from "no database" to a desk: start page, dialogs, who one is.

It decides what is asked when an opening is refused: a password, who sits here, or another
database. What is opened goes to the owner by `opened`; the database before stays until then.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.services.contracts import (
    AgentChoice,
    DatabaseWish,
    KnownDatabase,
    SettingsReading,
)
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.connection.connection_dialog import ConnectionDialog, Face
from helpdesk_desktop.ui.connection.desk_opener import DeskOpener, Origin, Source
from helpdesk_desktop.ui.connection.who_dialog import WhoDialog
from helpdesk_desktop.ui.connection.wishes import Chosen, SetupDoor
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.password_dialog import PasswordDialog
from helpdesk_desktop.ui.settings.lock_words import lock_sentence
from helpdesk_desktop.ui.start.start_page import StartPage
from helpdesk_desktop.ui.tasks import TaskRunner

_PASSWORD_KEYS = frozenset({"wrong_password", "password_needed"})
_WHO_KEYS = frozenset({"who_are_you", "unknown_agent", "inactive_agent"})
_LANE = "connecting"


class Connecting(QObject):
    """Joins the ways to a database to the window.

    `opened` carries `Opened`.
    """

    opened = Signal(object)

    def __init__(
        self, runner: TaskRunner, window: MainWindow, setup: SetupDoor, local_file: str
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._setup = setup
        self._local_file = local_file
        self._current: Opened | None = None
        self._current_source = Source()
        self._dialog: ConnectionDialog | None = None
        self._locked: frozenset[str] = frozenset()
        self.opener = DeskOpener(runner, setup, self)
        self.page = StartPage(window)
        self._wire()

    def _wire(self) -> None:
        self.opener.opened.connect(self._on_opened)
        self.opener.refused.connect(self._on_refused)
        self.opener.nothing_named.connect(self._on_nothing_named)
        self.page.new_file_chosen.connect(self._on_new_file_chosen)
        self.page.open_file_chosen.connect(lambda: self.choose_database("file"))
        self.page.server_chosen.connect(lambda: self.choose_database("server"))
        self.page.demo_chosen.connect(self._on_demo_chosen)
        window = self._window
        window.retry_wanted.connect(self.opener.retry)
        window.database_wanted.connect(self._on_switch_triggered)
        self._action(Act.SWITCH_DATABASE).triggered.connect(self._on_switch_triggered)
        self._action(Act.CHANGE_AGENT).triggered.connect(self.choose_agent)
        self._action(Act.CHANGE_AGENT).setEnabled(False)

    def _action(self, act: Act) -> QAction:
        return self._window.actions_[act]

    def start(self) -> None:
        """Open what the program starts with, or show the ways to a database."""
        self.opener.open(Source())

    def set_locked(self, reading: SettingsReading) -> None:
        """Take note of which settings only the administrator may change."""
        self._locked = reading.locked
        self._let_change_agent()
        if "database" in reading.locked:
            # With nothing named, what counts is the local file, whoever may have locked another.
            self.page.offer_new_file_alone(lock_sentence(reading.held.get("database")))

    def stop(self) -> None:
        """Wait for no opening any more: the window closes."""
        self.opener.stop()

    # Another database, another agent

    def choose_database(self, face: Face | None = None) -> None:
        """Ask which database to open."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        dialog = ConnectionDialog(self._runner, self._setup, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open_wanted.connect(self._on_open_wanted)
        dialog.stop_wanted.connect(self.opener.stop)
        dialog.forget_wanted.connect(self._on_forget_wanted)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        if face is not None:
            dialog.show_face(face)

        def work(_cancel: Cancellation) -> tuple[SettingsReading, bool]:
            setup = self._setup()
            return setup.settings(), setup.can_keep_passwords()

        def land(found: tuple[SettingsReading, bool]) -> None:
            reading, can_keep = found
            dialog.show_recent(reading.recent)
            if face is None and reading.recent:
                dialog.show_face("recent")
            dialog.allow_remembering(is_allowed=can_keep)
            if "database" in reading.locked:
                dialog.lock(reading.held.get("database"))

        self._runner.run(work, land, lane=_LANE, owner=dialog)
        dialog.open()

    def _on_switch_triggered(self) -> None:
        self.choose_database()

    def choose_agent(self) -> None:
        """Ask who works here from now on."""
        why = self.tr("From now on the window shows what this agent may see.")
        self._ask_who(why, self._current_source)

    def _ask_who(self, why: str, source: Source, refusal: HelpdeskError | None = None) -> None:
        wish = source.wish
        if source.origin is Origin.DEMO and self._current is not None:
            wish = DatabaseWish(self._current.desk.info.place)
        current = None if self._current is None else self._current.desk.viewer.login

        def land(agents: tuple[AgentChoice, ...]) -> None:
            dialog = WhoDialog(agents, current, why, self._dialog or self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen.connect(lambda login: self.opener.open(source.as_agent(login)))
            dialog.rejected.connect(lambda: self._on_who_rejected(refusal))
            dialog.open()

        self._runner.run(
            lambda _: self._setup().agents(wish), land, failed=self._say_refused, owner=self
        )

    def _on_who_rejected(self, refusal: HelpdeskError | None) -> None:
        if self._dialog is not None:
            self._dialog.say_ready()
        elif self.page.isVisible():
            self.page.be_ready()
        elif refusal is not None and self._current is None:
            self._window.show_failure(refusal)

    # The ways of the start page

    def _on_nothing_named(self) -> None:
        self.page.be_ready()
        self.page.enter()

    def _on_new_file_chosen(self) -> None:
        self.page.say_busy(self.tr("Making your database…"))
        self.opener.open(Source(Origin.WISH, self._local_file, may_create=True))

    def _on_demo_chosen(self) -> None:
        self.page.say_busy(self.tr("Making the demo desk. This takes a few seconds…"))
        self.opener.open(Source(Origin.DEMO))

    # The dialog

    def _on_open_wanted(self, chosen: Chosen) -> None:
        if self._dialog is not None:
            self._dialog.say_opening(self.tr("Opening the database…"))
        wish = chosen.wish
        self.opener.open(
            Source(
                Origin.WISH,
                wish.address,
                wish.may_create,
                wish.password,
                wish.login,
                chosen.keeps_password,
            )
        )

    def _on_forget_wanted(self, known: KnownDatabase) -> None:
        def work(_cancel: Cancellation) -> None:
            self._setup().forget(known.address)

        self._runner.run(work, lambda _: None, order="settings")

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    # What came back

    def _on_opened(self, opened: Opened) -> None:
        self._current = opened
        self._current_source = self.opener.source
        self._let_change_agent()
        if self._dialog is not None:
            self._dialog.accept()
        self.page.leave()
        self.opened.emit(opened)

    def _let_change_agent(self) -> None:
        is_free = self._current is not None and not self._current.desk.info.is_enforcing
        self._action(Act.CHANGE_AGENT).setEnabled(is_free and "as" not in self._locked)

    def _on_refused(self, error: HelpdeskError) -> None:
        if error.key in _WHO_KEYS and "as" not in self._locked:
            self._ask_who(self._why(error), self.opener.source, error)
            return
        self._say_refused(error)

    def _why(self, error: HelpdeskError) -> str:
        if error.key == "who_are_you":
            return self.tr("This database does not know who sits here. Who are you?")
        return error_sentence(error)

    def _say_refused(self, error: HelpdeskError) -> None:
        if self._dialog is not None:
            self._dialog.say_refused(error)
        elif self.page.isVisible():
            self.page.say_refused(error_sentence(error))
        elif self._current is not None:
            self._window.toast.say(error_sentence(error))
        else:
            self._window.show_failure(error)
        if error.key in _PASSWORD_KEYS and self._dialog is None:
            self._ask_password(error)

    def _ask_password(self, error: HelpdeskError) -> None:
        def land(can_keep: object) -> None:
            dialog = PasswordDialog(error_sentence(error), self._window, can_keep=bool(can_keep))
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.given.connect(self._on_password_given)
            dialog.open()

        self._runner.run(lambda _: self._setup().can_keep_passwords(), land, owner=self)

    def _on_password_given(self, password: str, is_kept: bool) -> None:  # noqa: FBT001 - a signal's
        self.opener.open(self.opener.source.with_password(password, is_kept=is_kept))
