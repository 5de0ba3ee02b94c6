"""The only place where the user says which database is meant, and tries it before opening it.

The dialog opens nothing itself: it tests, on a worker, and hands a wish to its owner, who says
back how that went. A test ends by its own deadline, whatever the network does: the answer of a
connection that hangs is then no longer waited for.
"""

from typing import Literal

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.services.contracts import DatabaseReport, DatabaseWish, KnownDatabase
from helpdesk_desktop.ui.connection.check_card import CheckCard
from helpdesk_desktop.ui.connection.file_fields import FileFields
from helpdesk_desktop.ui.connection.recent_list import RecentList
from helpdesk_desktop.ui.connection.report_words import report_sentence
from helpdesk_desktop.ui.connection.server_form import ServerFields
from helpdesk_desktop.ui.connection.wishes import Chosen, SetupDoor
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.settings.lock_words import lock_sentence
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

Face = Literal["recent", "file", "server"]
# A server gets 5 s to answer at all; what took twice that has nothing more to say.
_DEADLINE_MS = 10_000
_LANE = "connection test"
_PASSWORD_KEYS = frozenset({"wrong_password", "password_needed"})


class ConnectionDialog(QDialog):
    """A database to open: one of the recent, a local file, or a server's.

    `open_wanted` carries `Chosen`, `stop_wanted` calls an opening off, `forget_wanted` carries a
    `KnownDatabase`.
    """

    open_wanted = Signal(object)
    stop_wanted = Signal()
    forget_wanted = Signal(object)

    def __init__(self, runner: TaskRunner, setup: SetupDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connection_dialog")
        self.setWindowTitle(self.tr("Open a database"))
        self._runner = runner
        self._setup = setup
        self._is_testing = False
        self._is_opening = False
        self._is_locked = False
        self._what_next: Literal["", "make_tables", "make_file"] = ""
        self._deadline = QTimer(self, singleShot=True, interval=_DEADLINE_MS)
        self.recent = RecentList()
        self.files = FileFields()
        self.server = ServerFields()
        self.tabs = QTabWidget()
        self.card = CheckCard()
        self.test = QPushButton(self.tr("Test"))
        self.connect_button = QPushButton(self.tr("Connect"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self._build()
        self._wire()
        self.show_recent(())

    def _build(self) -> None:
        self.tabs.setObjectName("connection_tabs")
        self.tabs.setAccessibleName(self.tr("Where the database is"))
        pages: tuple[tuple[QWidget, str], ...] = (
            (self.recent, self.tr("Recent")),
            (self.files, self.tr("Local file")),
            (self.server, self.tr("Server")),
        )
        for part, title in pages:
            page = QWidget()
            inside = QVBoxLayout(page)
            inside.setContentsMargins(0, 4 * SPACE, 0, 0)
            inside.addWidget(part)
            self.tabs.addTab(page, title)
        for name, button in (
            ("test_connection", self.test),
            ("cancel_connection", self.cancel),
            ("connect", self.connect_button),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
        set_kind(self.connect_button, "accent")
        self.connect_button.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self.test)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.connect_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 4 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.card)
        column.addLayout(foot)
        self.setMinimumWidth(600)

    def _wire(self) -> None:
        self.test.clicked.connect(self._on_test_clicked)
        self.connect_button.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        self.tabs.currentChanged.connect(self._on_edited)
        self.files.edited.connect(self._on_edited)
        self.server.edited.connect(self._on_edited)
        self.recent.currentRowChanged.connect(self._on_edited)
        self.recent.chosen.connect(self.submit)
        self.recent.forgotten.connect(self.forget_wanted)
        self.card.pressed.connect(self._on_card_pressed)
        self._deadline.timeout.connect(self._on_deadline)

    # What the owner says

    def show_recent(self, databases: tuple[KnownDatabase, ...]) -> None:
        """List the databases that were opened before; without any, their tab is away."""
        was_away = not self.tabs.isTabVisible(0)
        self.recent.show_databases(databases)
        self.tabs.setTabVisible(0, bool(databases))
        if not databases and self.face == "recent":
            self.show_face("file")
        elif databases and was_away and not self.isVisible():
            self.show_face("recent")

    def allow_remembering(self, *, is_allowed: bool) -> None:
        """Say whether the system can keep a password."""
        self.server.allow_remembering(is_allowed=is_allowed)

    def lock(self, held: HelpdeskError | None) -> None:
        """The administrator has chosen the database, or may have: nothing can be chosen here."""
        self._is_locked = True
        sentence = self.tr("The database was set by your administrator and cannot be changed here.")
        self.card.say("locked", sentence if held is None else lock_sentence(held))
        self._show_busy()
        self.cancel.setText(self.tr("Close"))
        self.cancel.setFocus()

    def show_face(self, face: Face) -> None:
        """Show one of the three ways, its first field ready."""
        part = {"recent": self.recent, "file": self.files, "server": self.server}[face]
        self.tabs.setCurrentIndex(("recent", "file", "server").index(face))
        first = {"recent": self.recent, "file": self.files.path, "server": self.server.host}[face]
        first.setFocus()
        part.updateGeometry()

    def say_opening(self, sentence: str) -> None:
        """The owner opens the database now."""
        self._is_opening = True
        self.card.say("muted", sentence)
        self._show_busy()

    def say_ready(self) -> None:
        """Nothing is under way any more."""
        self._is_opening = False
        self.card.clear()
        self._show_busy()

    def say_refused(self, error: HelpdeskError) -> None:
        """The owner could not open it."""
        self._is_opening = False
        self._show_busy()
        self._show_error(error)

    # What stands in the dialog

    @property
    def face(self) -> Face:
        """Which of the three ways is shown."""
        faces: tuple[Face, ...] = ("recent", "file", "server")
        return faces[self.tabs.currentIndex()]

    def wish(self) -> DatabaseWish | None:
        """The database as it stands; None while something required is missing, which is marked."""
        if self.face == "recent":
            known = self.recent.current
            return None if known is None else DatabaseWish(known.address)
        if self.face == "file":
            if self.files.is_missing():
                self.files.path.setFocus()
                return None
            return DatabaseWish(self.files.text, may_create=self.files.makes.isChecked())
        missing = self.server.missing()
        if missing:
            self.server.fields[missing[0]].target.setFocus()
            return None
        return DatabaseWish(self.server.form.url, self.server.password.text() or None)

    def submit(self) -> None:
        """Ask the owner to open the database."""
        if self._is_testing or self._is_opening or self._is_locked:
            return
        wish = self.wish()
        if wish is not None:
            keeps = self.face == "server" and self.server.remembers.isChecked()
            self.open_wanted.emit(Chosen(wish, keeps and wish.password is not None))

    def _on_test_clicked(self) -> None:
        if self._is_testing:
            self._stop_test()
            self.card.say("muted", self.tr("The test was stopped."))
            return
        wish = self.wish()
        if wish is None:
            return

        def work(cancel: Cancellation) -> DatabaseReport:
            return self._setup().check(wish, cancel)

        self._begin(self.tr("Trying to connect…"))
        self._runner.run(work, self._on_checked, failed=self._on_failed, lane=_LANE, owner=self)

    def _begin(self, sentence: str) -> None:
        self._is_testing = True
        self._deadline.start()
        self.card.say("muted", sentence)
        self._show_busy()

    def _stop_test(self) -> None:
        self._runner.call_off(_LANE)
        self._end_test()

    def _end_test(self) -> None:
        self._is_testing = False
        self._deadline.stop()
        self._show_busy()

    def _show_busy(self) -> None:
        self.test.setText(self.tr("Stop") if self._is_testing else self.tr("Test"))
        self.test.setEnabled(not self._is_opening and not self._is_locked)
        is_free = not self._is_testing and not self._is_opening and not self._is_locked
        self.connect_button.setEnabled(is_free)
        self.tabs.setEnabled(is_free)

    def _on_checked(self, report: DatabaseReport) -> None:
        self._end_test()
        self.card.say("warning" if report.is_older else "success", report_sentence(report))
        self.connect_button.setFocus()

    def _on_failed(self, error: HelpdeskError) -> None:
        self._end_test()
        self._show_error(error)

    def _on_deadline(self) -> None:
        self._stop_test()
        sentence = self.tr("There was no answer within {n} seconds, so the test was given up.")
        self.card.say("danger", sentence.format(n=_DEADLINE_MS // 1_000))

    def _show_error(self, error: HelpdeskError) -> None:
        self._what_next = ""
        is_absent = isinstance(error, Unavailable) and error.key == "no_database"
        if is_absent and self.face == "file":
            self._show_no_file()
        elif is_absent:
            self._what_next = "make_tables"
            sentence = self.tr(
                "The database is there, and empty. Making the helpdesk's tables in it is for its "
                "administrator: whoever makes them becomes the first administrator of the desk."
            )
            self.card.say("warning", sentence, self.tr("Make the tables"))
        else:
            self.card.say("danger", error_sentence(error))
        if error.key in _PASSWORD_KEYS and self.face == "server":
            self.server.password.setFocus()
            self.server.password.selectAll()
        elif error.key in _PASSWORD_KEYS:
            self._ask_password_of_recent()

    def _show_no_file(self) -> None:
        if self.files.makes.isChecked():
            self.card.say("success", self.tr("There is no such file yet: Connect makes it."))
            return
        self._what_next = "make_file"
        self.card.say(
            "warning", self.tr("There is no such file."), self.tr("Make a new file there")
        )

    def _ask_password_of_recent(self) -> None:
        # The form has room for a password: it takes the address over, and says why again.
        known = self.recent.current
        sentence, mood = self.card.sentence, self.card.mood
        if known is not None and self.face == "recent":
            self.server.url.setText(known.address)
            self.server.url.textEdited.emit(known.address)
            self.show_face("server")
            self.card.say(mood, sentence)
            self.server.password.setFocus()

    def _on_card_pressed(self) -> None:
        if self._what_next == "make_file":
            self.files.makes.setChecked(True)
            self.submit()
            return
        wish = self.wish()
        if self._what_next != "make_tables" or wish is None:
            return

        def work(_cancel: Cancellation) -> DatabaseWish:
            self._setup().make_tables(wish)
            return wish

        self._what_next = ""
        self._is_opening = True
        self.card.say("muted", self.tr("Making the tables…"))
        self._show_busy()
        self._runner.run(
            work, self._on_tables_made, failed=self.say_refused, owner=self, order=_LANE
        )

    def _on_tables_made(self, _wish: DatabaseWish) -> None:
        self._is_opening = False
        self._show_busy()
        self.card.say("success", self.tr("The tables are made. Connect opens the empty desk."))
        self.connect_button.setFocus()

    def _on_edited(self) -> None:
        if not self._is_testing and not self._is_opening and not self._is_locked:
            self.card.clear()

    def _fit(self) -> None:
        # A sentence below, or beside a field, must not squeeze the fields: the dialog grows.
        layout = self.layout()
        if layout is not None:
            by_width = layout.totalHeightForWidth(max(self.width(), self.minimumWidth()))
            wanted = max(by_width, layout.totalSizeHint().height())
            if wanted != self.minimumHeight():
                self.setMinimumHeight(wanted)

    # Qt

    @override
    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._fit()
        return is_done

    @override
    def reject(self) -> None:
        if self._is_testing:
            self._stop_test()
        if self._is_opening:
            self.stop_wanted.emit()
        super().reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
            return
        super().keyPressEvent(event)
