"""The only place that lists backups: when, why, how much is in them, and whether they are whole."""

from datetime import UTC
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from helpdesk_desktop.domain.backups import Backup
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.ui.backups.backup_session import Whole
from helpdesk_desktop.ui.backups.backup_words import is_of_later, reason_name, when_text
from helpdesk_desktop.ui.icons import icon
from helpdesk_desktop.ui.import_wizard.plain_table import set_up_table
from helpdesk_desktop.ui.messages import error_sentence, number_text, size_text
from helpdesk_desktop.ui.plain_text import tooltip

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROLE = Qt.ItemDataRole
_WHEN, _WHY, _TICKETS, _SIZE, _STATE = range(5)
_NUMBERS = {_TICKETS, _SIZE}


class BackupModel(QAbstractTableModel):
    """One row a backup, newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._backups: tuple[Backup, ...] = ()
        self._states: dict[str, Whole | HelpdeskError] = {}
        self._zone = ZoneInfo("UTC")
        self._heads = (
            self.tr("Made"),
            self.tr("Reason"),
            self.tr("Tickets"),
            self.tr("Size"),
            self.tr("State"),
        )

    def show_backups(self, backups: tuple[Backup, ...], zone: ZoneInfo) -> None:
        """List these."""
        self.beginResetModel()
        self._backups = backups
        self._zone = zone
        self.endResetModel()

    def show_state(self, path: str, state: Whole | HelpdeskError) -> None:
        """Say how a look at one of them went; it stays known when the list comes anew."""
        self._states[path] = state
        for row, backup in enumerate(self._backups):
            if backup.path == path:
                place = self.index(row, _STATE)
                self.dataChanged.emit(place, place)

    def state_of(self, backup: Backup) -> Whole | HelpdeskError:
        """What is known of its content."""
        return self._states.get(backup.path, Whole.UNKNOWN)

    def backup_at(self, row: int) -> Backup | None:
        """The backup of a row."""
        return self._backups[row] if 0 <= row < len(self._backups) else None

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._backups)

    @override
    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        backup, place = self._backups[index.row()], index.column()
        state = self.state_of(backup)
        if role == _ROLE.DisplayRole:
            return self._text(backup, place, state)
        if role == _ROLE.TextAlignmentRole and place in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _ROLE.DecorationRole and place == _STATE:
            # It lies above those made since, and may be older.
            is_odd = state is Whole.YES and is_of_later(backup)
            return icon("triangle-alert", "warning") if is_odd else _icon(state)
        if role == _ROLE.ToolTipRole:
            return tooltip(self._hint(backup, state))
        return None

    def _text(self, backup: Backup, place: int, state: Whole | HelpdeskError) -> str:
        manifest = backup.manifest
        if place == _WHEN:
            return when_text(backup, self._zone)
        if place == _SIZE:
            return size_text(backup.size)
        if place == _STATE:
            is_odd = state is Whole.YES and is_of_later(backup)
            return self.tr("Whole, dated later than now") if is_odd else self._state_text(state)
        if manifest is None:
            return "–"
        return reason_name(manifest.reason) if place == _WHY else number_text(manifest.tickets)

    def _state_text(self, state: Whole | HelpdeskError) -> str:
        if isinstance(state, HelpdeskError):
            return self.tr("Damaged") if state.code == "damaged" else self.tr("Unusable")
        return {
            Whole.UNKNOWN: self.tr("Not read yet"),
            Whole.READING: self.tr("Reading…"),
            Whole.YES: self.tr("Whole"),
        }[state]

    def _hint(self, backup: Backup, state: Whole | HelpdeskError) -> str:
        if isinstance(state, HelpdeskError):
            return error_sentence(state)
        lines = [backup.path]
        if backup.manifest is not None:
            made = backup.manifest.made_at.astimezone(UTC)
            lines.append(f"{made:%Y-%m-%d %H:%M:%S} UTC · SHA-256 {backup.manifest.sha256}")
        return "\n".join(lines)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == _ROLE.DisplayRole else None


class BackupTable(QTableView):
    """The table of a `BackupModel`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("backup_table")
        self.setAccessibleName(self.tr("Backups"))
        self.backups = BackupModel(self)
        self.setModel(self.backups)
        set_up_table(self)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        for place, width in ((_WHEN, 170), (_WHY, 140), (_TICKETS, 90), (_SIZE, 90)):
            self.setColumnWidth(place, width)

    @property
    def chosen(self) -> Backup | None:
        """The backup of the current row."""
        return self.backups.backup_at(self.currentIndex().row())

    def choose(self, path: str | None) -> None:
        """Go to this backup, else to the newest."""
        rows = range(self.backups.rowCount())
        found = next(
            (row for row in rows if (one := self.backups.backup_at(row)) and one.path == path), 0
        )
        self.selectRow(found)


def _icon(state: Whole | HelpdeskError) -> object:
    if isinstance(state, HelpdeskError):
        return icon("circle-x", "danger")
    if state is Whole.YES:
        return icon("circle-check", "success")
    return icon("loader-circle" if state is Whole.READING else "circle-help", "muted")
