"""The only place where backups are listed, made, checked and chosen to be restored."""

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from helpdesk_desktop.domain.backups import Backup, BackupProgress
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.ui.backups.backup_session import BackupSession, Whole
from helpdesk_desktop.ui.backups.backup_table import BackupTable
from helpdesk_desktop.ui.backups.backup_words import step_sentence
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.import_wizard.progress_strip import ProgressStrip
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.messages import error_sentence, tickets_text
from helpdesk_desktop.ui.plain_text import ElidedLabel, make_label
from helpdesk_desktop.ui.theme import Tone, set_kind, set_tone
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH, _HEIGHT = 760, 520
_MOST_FAULTS = 5


class BackupsDialog(QDialog):
    """The backups of one database; `restore_wanted` carries the chosen one."""

    restore_wanted = Signal(object)

    def __init__(self, session: BackupSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backups_dialog")
        self.setWindowTitle(self.tr("Backups"))
        self.setModal(True)
        self._session = session
        self._may_make = True
        self.place = ElidedLabel(name="backups_place", tone="strong")
        self.hint = make_label(
            self.tr(
                "One is made each day by itself, and some stay of the last days, weeks and months. "
                "Those made by hand stay until you remove their files."
            ),
            name="backups_hint",
            tone="muted",
            is_wrapped=True,
        )
        self.table = BackupTable()
        self.empty = EmptyPage()
        self.said = make_label(name="backups_said", is_wrapped=True, is_selectable=True)
        self.strip = ProgressStrip(session.running, "backups", self._progress)
        self.make = self._button("backups_make", self.tr("Back up now"), "download")
        self.check = self._button("backups_check", self.tr("Check database"), "shield-check")
        self.folder = self._button("backups_folder", self.tr("Open folder"), "external-link")
        self.restore = self._button("backups_restore", self.tr("Restore…"), "history")
        self.close_button = self._button("backups_close", self.tr("Close"), "")
        set_kind(self.make, "accent")
        bind_icon(self.make, "download", "on_accent")
        self._build()
        self._wire()
        self.strip.show_work()
        self._show_state()

    def _wire(self) -> None:
        session = self._session
        session.listed.connect(self._on_listed)
        session.read.connect(self._on_read)
        session.changed.connect(self._show_state)
        session.made.connect(self._on_made)
        session.checked.connect(self._on_checked)
        session.failed.connect(self._on_failed)
        session.stopped.connect(lambda: self.say("text", self.tr("Stopped. Nothing was changed.")))
        self.make.clicked.connect(self._on_make_clicked)
        self.check.clicked.connect(self._on_check_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.restore.clicked.connect(self._on_restore_clicked)
        self.close_button.clicked.connect(self.reject)
        self.table.activated.connect(self._on_restore_clicked)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def begin(self, *, may_make: bool) -> None:
        """List the backups as they are now; what cannot be opened cannot be backed up."""
        self._may_make = may_make
        self.say("text", "")
        self._session.load()
        self._show_state()

    def say(self, tone: Tone, sentence: str) -> None:
        """Say how something went."""
        set_tone(self.said, tone)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    # What there is to see

    def _on_listed(self) -> None:
        session = self._session
        chosen = self.table.chosen
        self.place.set_whole_text(session.place)
        self.table.backups.show_backups(session.backups, session.zone)
        if session.backups:
            self.table.choose(None if chosen is None else chosen.path)
        else:
            self.empty.say("hard-drive", self.tr("There is no backup yet."))
        self._stack.setCurrentWidget(self.table if session.backups else self.empty)
        self._show_state()

    def _on_read(self, path: str, state: Whole | HelpdeskError) -> None:
        self.table.backups.show_state(path, state)
        self._show_state()

    def _show_state(self) -> None:
        is_free = not self._session.running.is_running
        chosen = self.table.chosen
        is_whole = chosen is not None and not isinstance(
            self.table.backups.state_of(chosen), HelpdeskError
        )
        self.make.setEnabled(is_free and self._may_make)
        self.check.setEnabled(is_free and self._may_make)
        self.folder.setEnabled(bool(self._session.backups))
        self.restore.setEnabled(is_free and is_whole)
        self.table.setEnabled(is_free)

    def _progress(self, told: object) -> tuple[float | None, str]:
        if not isinstance(told, BackupProgress):
            return None, self.tr("Checking…")
        share = told.done / told.total if told.total else None
        return share, step_sentence(told)

    # What is wanted

    def _on_make_clicked(self) -> None:
        self.say("text", "")
        self._session.make()

    def _on_check_clicked(self) -> None:
        self.say("text", "")
        self._session.check()

    def _on_folder_clicked(self) -> None:
        url = QUrl.fromLocalFile(self._session.folder)
        if not QDesktopServices.openUrl(url):
            words = self.tr("No program here opens {folder}.")
            self.say("danger", words.format(folder=self._session.folder))

    def _on_restore_clicked(self) -> None:
        chosen = self.table.chosen
        if chosen is not None and self.restore.isEnabled():
            self.restore_wanted.emit(chosen)

    def _on_row_changed(self, _new: QModelIndex, _old: QModelIndex) -> None:
        self._show_state()

    # What came of it

    def _on_made(self, made: Backup) -> None:
        tickets = 0 if made.manifest is None else made.manifest.tickets
        words = self.tr("Backed up and checked: {tickets}.")
        self.say("success", words.format(tickets=tickets_text(tickets)))
        if made.manifest is not None and made.manifest.faults:
            self._say_faults(made.manifest.faults)
        self.table.choose(made.path)

    def _on_checked(self, faults: tuple[str, ...]) -> None:
        if faults:
            self._say_faults(faults)
        else:
            self.say("success", self.tr("The database is sound."))

    def _say_faults(self, faults: tuple[str, ...]) -> None:
        shown = [f"• {fault}" for fault in faults[:_MOST_FAULTS]]
        if len(faults) > _MOST_FAULTS:
            shown.append("…")
        self.say("warning", "\n".join((self.tr("Something is wrong with the database:"), *shown)))

    def _on_failed(self, error: HelpdeskError) -> None:
        self.say("danger", error_sentence(error))

    # How it looks

    def _button(self, name: str, text: str, icon_name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        if icon_name:
            bind_icon(button, icon_name)
        return button

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(self.place, 1)
        top.addWidget(self.folder)
        within = QWidget()
        self._stack = QStackedLayout(within)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addWidget(self.make)
        buttons.addWidget(self.check)
        buttons.addStretch(1)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(top)
        column.addWidget(self.hint)
        column.addWidget(within, 1)
        column.addWidget(self.said)
        column.addWidget(self.strip)
        column.addLayout(buttons)
        self.said.hide()
        self.resize(_WIDTH, _HEIGHT)
        self.setTabOrder(self.table, self.make)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
