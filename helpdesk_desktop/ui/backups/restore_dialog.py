"""The only place that asks before a backup takes the database's place: what goes, what is kept."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.backups import Backup
from helpdesk_desktop.ui.backups.backup_words import when_text
from helpdesk_desktop.ui.messages import tickets_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 460


class RestoreDialog(QDialog):
    """Explains one restore; `agreed` carries the backup."""

    agreed = Signal(object)

    def __init__(
        self, backup: Backup, place: str, zone: ZoneInfo, parent: QWidget, *, is_open: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("restore_dialog")
        self.setWindowTitle(self.tr("Restore a backup"))
        self.setModal(True)
        self._backup = backup
        tickets = 0 if backup.manifest is None else backup.manifest.tickets
        title = self.tr("Back to {when}?").format(when=when_text(backup, zone))
        lines = [
            self.tr("{place} becomes what it was then, with {tickets}.").format(
                place=place, tickets=tickets_text(tickets)
            )
        ]
        if is_open:
            lines += [
                self.tr(
                    "Whatever was changed since then is gone from it, and new tickets get the "
                    "numbers again that were given since."
                ),
                self.tr(
                    "What is there now is kept as a backup of its own, so you can come back to it."
                ),
                self.tr("The database is closed and opened again. Nobody else may have it open."),
            ]
        else:
            lines.append(
                self.tr("The file that is there now is kept beside it under another name.")
            )
        self.restore = QPushButton(self.tr("Restore"))
        self.restore.setObjectName("restore_agree")
        set_kind(self.restore, "accent")
        self.restore.clicked.connect(self._on_restore_clicked)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("restore_cancel")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.restore.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(make_label(title, name="restore_title", tone="title", is_wrapped=True))
        for number, line in enumerate(lines):
            column.addWidget(make_label(line, name=f"restore_line_{number}", is_wrapped=True))
        column.addSpacing(SPACE)
        column.addLayout(buttons)
        self.setAccessibleDescription("\n".join(lines))
        self.setMinimumWidth(_WIDTH)
        column.activate()
        self.resize(_WIDTH, column.heightForWidth(_WIDTH))
        self.cancel.setFocus()

    def _on_restore_clicked(self) -> None:
        self.accept()
        self.agreed.emit(self._backup)
