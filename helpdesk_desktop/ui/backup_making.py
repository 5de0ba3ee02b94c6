"""The only place that backs up by itself, opens the backups, and offers them for a damaged file.

Ten seconds after a database was opened, and each hour from then on, a worker sees whether a daily
backup is due. Failures are said once, not each hour. The dialog is imported when it is first
opened: no start needs it.
"""

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

from helpdesk_desktop.domain.backups import Backup, Restored
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.services.contracts import Backups, DatabaseWish, Desk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.backups.backup_session import BackupSession
from helpdesk_desktop.ui.banner import Notice
from helpdesk_desktop.ui.connection.desk_opener import DeskOpener, Origin
from helpdesk_desktop.ui.connection.wishes import SetupDoor
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.messages import error_sentence, tickets_text
from helpdesk_desktop.ui.tasks import TaskRunner

# The first list, its counts and the first ticket come before it.
FIRST_LOOK_MS: Final = 10_000
NEXT_LOOK_MS: Final = 3_600_000
_FAILED, _DAMAGED = "backup_failed", "backup_offer"
# A file that is gone is offered its backups, too.
_LOST = frozenset({"damaged", "empty_file", "not_sound", "no_database"})


class BackupMaking(QObject):
    """Joins the backups of a local database to the window.

    `leaving` asks the owner to put typed text on disk and let go of the open database.
    """

    leaving = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        window: MainWindow,
        setup: SetupDoor,
        opener: DeskOpener,
        *,
        starts_with_demo: bool = False,
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._setup = setup
        self._opener = opener
        self._demos = {Origin.DEMO, Origin.START} if starts_with_demo else {Origin.DEMO}
        self._desk: Desk | None = None
        self._told_key = ""
        self._has_left = False
        self._offered: Backup | None = None
        self._offered_from = ("", ZoneInfo("UTC"))
        self._place = ""
        self._session: BackupSession | None = None
        self._dialog: QDialog | None = None
        # What the dialog does, known once it is there.
        self._begin: Callable[[bool], object] = lambda _may_make: None
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.make_if_due)
        self._action = window.actions_[Act.BACKUPS]
        self._action.triggered.connect(self.open_dialog)
        self._action.setEnabled(False)
        opener.refused.connect(self._on_refused)
        window.banner.action_chosen.connect(self._on_banner_action_chosen)

    @property
    def dialog(self) -> QDialog | None:
        """The list of backups, once it was opened."""
        return self._dialog

    def set_desk(self, opened: Opened) -> None:
        """Back up this database from now on, where it is a file of this computer."""
        if self._place != opened.desk.info.place:
            self.close_all()
        self._place = opened.desk.info.place
        self._desk = opened.desk
        self._told_key = ""
        self._window.banner.take(_DAMAGED)
        self._window.banner.take(_FAILED)
        is_file = opened.desk.info.engine == "SQLite"
        self._action.setEnabled(is_file and opened.desk.viewer.is_administrator)
        if is_file and not opened.desk.info.is_read_only and not self._is_demo:
            self.timer.start(FIRST_LOOK_MS)
        else:
            self.timer.stop()

    def make_if_due(self) -> None:
        """Make the daily backup where one is due, on a worker."""
        wish = self._wish

        def work(cancel: Cancellation) -> Backup | None:
            backups = self._setup().backups(wish)
            return None if backups is None else backups.make_if_due(cancel)

        self._runner.run(work, self._on_looked, failed=self._on_look_failed, owner=self)

    def open_dialog(self) -> None:
        """Show the backups of the database that is open, or cannot be opened."""
        dialog = self._dialog or self._make_dialog()
        self._begin(self._desk is not None)
        dialog.open()

    def stop(self) -> None:
        """Make no backup any more: the window closes."""
        self.timer.stop()
        self.close_all()

    def close_all(self) -> None:
        """Call off what runs and let the dialog go."""
        dialog, self._dialog = self._dialog, None
        session, self._session = self._session, None
        if session is not None:
            session.stop()
            session.deleteLater()
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()

    @property
    def _is_demo(self) -> bool:
        return self._opener.source.origin in self._demos

    @property
    def _wish(self) -> DatabaseWish | None:
        if self._desk is not None:
            return DatabaseWish(self._desk.info.place)
        return self._opener.source.wish

    def _make_dialog(self) -> QDialog:
        from helpdesk_desktop.ui.backups.backups_dialog import (  # noqa: PLC0415  # as said above
            BackupsDialog,
        )

        wish = self._wish

        def door() -> Backups | None:
            return self._setup().backups(wish)

        session = BackupSession(self._runner, door, self)
        dialog = BackupsDialog(session, self._window)
        dialog.restore_wanted.connect(self.ask_to_restore)
        session.restored.connect(self._on_restored)
        dialog.finished.connect(session.rest)
        session.made.connect(self._on_made)
        session.failed.connect(self._on_failed)
        session.failed.connect(self._on_restore_ended)
        session.stopped.connect(self._on_restore_ended)
        self._begin = lambda may_make: dialog.begin(may_make=may_make)
        self._session, self._dialog = session, dialog
        return dialog

    # A restore

    def ask_to_restore(self, backup: Backup) -> None:
        """Explain what a restore does, and do it if that is agreed to."""
        from helpdesk_desktop.ui.backups.restore_dialog import (  # noqa: PLC0415  # as said above
            RestoreDialog,
        )

        session = self._session
        if session is None:
            return
        place = session.place or self._opener.source.address
        asking = RestoreDialog(
            backup,
            place,
            session.zone,
            self._dialog or self._window,
            is_open=self._desk is not None,
        )
        asking.agreed.connect(self.restore)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def restore(self, backup: Backup) -> None:
        """Close the database, put the backup in its place, and open it again."""
        session = self._session
        if session is None or session.running.is_running:
            return
        desk, self._desk = self._desk, None
        self._has_left = desk is not None
        self.timer.stop()
        if desk is not None:
            self.leaving.emit()
        session.restore(backup.path, desk)

    def _on_made(self, _made: Backup) -> None:
        if self._dialog is not None and not self._dialog.isVisible():
            self._window.toast.say(self.tr("The backup was made."), self.tr("Show"), self._show)

    def _on_failed(self, error: HelpdeskError) -> None:
        if self._dialog is not None and not self._dialog.isVisible():
            self._window.toast.say(error_sentence(error), self.tr("Show"), self._show)

    def _show(self) -> None:
        # With what came of it: nothing is asked anew.
        if self._dialog is not None:
            self._dialog.open()

    def _on_restored(self, done: Restored) -> None:
        self._has_left = False
        self._window.banner.take(_DAMAGED)
        self.close_all()
        self._opener.retry()
        kept = done.kept
        toast = self._window.toast
        if kept is None:
            toast.say(self.tr("The backup was restored."))
        elif done.is_damaged:
            words = self.tr("The backup was restored. The damaged file is kept: {place}")
            toast.say(words.format(place=kept))
        else:
            words = self.tr("The backup was restored. What was there before is kept.")
            toast.say(words, self.tr("Undo"), lambda: self._undo(kept))

    def _undo(self, kept: str) -> None:
        self.open_dialog()
        self.restore(Backup(kept, "", 0))

    def _on_restore_ended(self, _error: HelpdeskError | None = None) -> None:
        # Nothing was changed: the database is opened again as it was.
        if self._has_left:
            self._has_left = False
            self._opener.retry()

    # What came back

    def _on_looked(self, _made: Backup | None) -> None:
        self._told_key = ""
        self._window.banner.take(_FAILED)
        self.timer.start(NEXT_LOOK_MS)

    def _on_look_failed(self, error: HelpdeskError) -> None:
        self.timer.start(NEXT_LOOK_MS)
        if error.key == self._told_key:
            return
        self._told_key = error.key
        words = self.tr("The daily backup could not be made. {why}")
        sentence = words.format(why=error_sentence(error))
        actions = (("open", self.tr("Backups…")),) if self._action.isEnabled() else ()
        self._window.banner.put(Notice(_FAILED, "warning", sentence, actions))

    def _on_refused(self, error: HelpdeskError) -> None:
        if self._desk is not None or error.key not in _LOST or self._is_demo:
            return
        wish = self._opener.source.wish

        from helpdesk_desktop.ui.backups.backup_words import is_of_later  # noqa: PLC0415  # as said above

        def work(cancel: Cancellation) -> tuple[Backups, Backup] | None:
            backups = self._setup().backups(wish)
            if backups is None:
                return None
            # One that is dated later than now may be older than the rest.
            for one in sorted(backups.listed(), key=is_of_later):
                try:
                    backups.verify(one.path, cancel)
                except HelpdeskError:
                    cancel.check()
                    continue
                return backups, one
            return None

        self._runner.run(work, self._on_found, owner=self)

    def _on_found(self, found: tuple[Backups, Backup] | None) -> None:
        from helpdesk_desktop.ui.backups.backup_words import when_text  # noqa: PLC0415  # as said above

        if found is None or self._desk is not None:
            return
        backups, self._offered = found
        self._offered_from = (backups.place, backups.zone)
        self._action.setEnabled(True)
        manifest = self._offered.manifest
        words = self.tr("A backup of {when} is whole, with {tickets}.")
        sentence = words.format(
            when=when_text(self._offered, backups.zone),
            tickets=tickets_text(0 if manifest is None else manifest.tickets),
        )
        actions = (("restore", self.tr("Restore it…")), ("open", self.tr("All backups…")))
        self._window.banner.put(Notice(_DAMAGED, "warning", sentence, actions, can_be_closed=False))

    def _on_banner_action_chosen(self, notice: str, action: str) -> None:
        if notice not in {_FAILED, _DAMAGED}:
            return
        self.open_dialog()
        if action == "restore" and self._offered is not None and self._session is not None:
            # The list is still being read.
            self._session.place, self._session.zone = self._offered_from
            self.ask_to_restore(self._offered)
