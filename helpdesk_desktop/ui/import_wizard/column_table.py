"""The only place that lists a file's columns with their first values and where each one goes."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from helpdesk_desktop.domain.columns import OWNED_STARTS
from helpdesk_desktop.domain.import_values import FileLook, ImportMapping
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.import_wizard.choice_delegate import ChoiceDelegate
from helpdesk_desktop.ui.import_wizard.plain_table import set_up_table
from helpdesk_desktop.ui.import_wizard.wizard_words import column_field, new_field_name
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROLE = Qt.ItemDataRole
COLUMN_MIME = "application/x-helpdesk-column"
# Values of the delegate that are no field.
NOT_IMPORTED = ""
NEW_FIELD = "*"
SEVERAL = "?"
_NAME, _SAMPLES, _TARGET = range(3)
_SAMPLES_SHOWN = 4
_SAMPLE_LENGTH = 40


class ColumnModel(QAbstractTableModel):
    """One row a column of the file."""

    def __init__(
        self,
        fields: Sequence[tuple[str, str]],
        directory: Directory,
        parent: QObject,
        *,
        may_make_fields: bool,
    ) -> None:
        super().__init__(parent)
        self._fields = dict(fields)
        self._directory = directory
        self._may_make = may_make_fields
        self._columns: tuple[str, ...] = ()
        self._samples: list[str] = []
        self._new_names: list[str] = []
        self._lost: frozenset[str] = frozenset()
        self.untaken: list[str] = []  # columns with values that nobody may make a field of
        self._mapping = ImportMapping()
        self._heads = (
            self.tr("Column of the file"),
            self.tr("First values"),
            self.tr("Goes into"),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The file's columns."""
        return self._columns

    def show_look(self, look: FileLook) -> None:
        """List the columns of this file."""
        self.beginResetModel()
        self._columns = look.columns
        self._samples = [_samples(look, at) for at in range(len(look.columns))]
        self._new_names = [self._new_name(look, one) for one in look.columns]
        self._lost = frozenset(
            one
            for one in look.columns
            if not self._may_make
            and column_field(one, self._directory) is None
            and not (look.guesses and look.guess_of(one).kind is None)
        )
        self.endResetModel()

    def _new_name(self, look: FileLook, column: str) -> str:
        known = column_field(column, self._directory)
        if known is not None:
            return self.tr("Custom field: {field}").format(field=known.label)
        if not self._may_make:
            return self.tr("Not taken: there is no field for it")
        return new_field_name(look.guess_of(column))

    def show_mapping(self, mapping: ImportMapping) -> None:
        """Say where each column goes now."""
        self._mapping = mapping
        columns = self._columns
        self.untaken = [
            one for one in columns if one in self._lost and mapping.is_custom(one, columns)
        ]
        if self._columns:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, _TARGET))

    def target(self, row: int) -> str:
        """The field that the column fills, or one of the words above."""
        column = self._columns[row]
        fields = self._mapping.fields_of(column, self._columns)
        if len(fields) > 1:
            return SEVERAL
        if fields:
            is_alone = self._mapping.template_of(fields[0]) == column
            return fields[0] if is_alone else SEVERAL
        return NEW_FIELD if self._mapping.is_custom(column, self._columns) else NOT_IMPORTED

    def target_text(self, row: int) -> str:
        """The same in words."""
        column = self._columns[row]
        fields = self._mapping.fields_of(column, self._columns)
        if fields:
            return ", ".join(self._name(key) for key in fields)
        if self._mapping.is_custom(column, self._columns):
            return self._new_names[row]
        return self.tr("Not imported")

    def _name(self, key: str) -> str:
        if key in self._fields or not key.startswith(OWNED_STARTS):
            return self._fields.get(key, key)
        return self.tr("Not taken: there is no field {field}").format(field=key)

    def entries(self, row: int) -> tuple[list[tuple[str, str]], str]:
        """What can be chosen for a column, and what is."""
        present = self.target(row)
        entries = [(NOT_IMPORTED, self.tr("Not imported"))]
        if present == SEVERAL:
            entries.insert(0, (SEVERAL, self.target_text(row)))
        entries.append((NEW_FIELD, self._new_names[row]))
        entries += list(self._fields.items())
        return entries, present

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, place = index.row(), index.column()
        if role == _ROLE.DisplayRole:
            if place == _NAME:
                return self._columns[row]
            return self._samples[row] if place == _SAMPLES else self.target_text(row)
        if role == _ROLE.ForegroundRole:
            if place == _TARGET and self._columns[row] in self.untaken:
                return QColor(theme().tokens.warning)
            is_muted = place == _SAMPLES or self.target(row) == NOT_IMPORTED
            return QColor(theme().tokens.muted) if is_muted else None
        if role == _ROLE.ToolTipRole and place != _TARGET:
            return tooltip(self._columns[row] if place == _NAME else self._samples[row])
        if role == _ROLE.AccessibleTextRole and place == _TARGET:
            return self.tr("{column} goes into {target}").format(
                column=self._columns[row], target=self.target_text(row)
            )
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if role == _ROLE.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == _TARGET:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [COLUMN_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(COLUMN_MIME, self._columns[indexes[0].row()].encode("utf-8", "replace"))
        return data


class ColumnTable(QTableView):
    """The table; `target_chosen` carries a column and the field, or word, that was chosen."""

    target_chosen = Signal(str, str)

    def __init__(self, model: ColumnModel) -> None:
        super().__init__()
        self.setObjectName("column_table")
        self.setAccessibleName(self.tr("Columns of the file and where they go"))
        self._columns = model
        self.setModel(model)
        self._delegate = ChoiceDelegate("column_target", model.entries, self)
        self._delegate.chosen.connect(self._on_chosen)
        self.setItemDelegateForColumn(_TARGET, self._delegate)
        set_up_table(self)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_SAMPLES, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_TARGET, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(_NAME, 160)
        self.setColumnWidth(_TARGET, 300)
        self.clicked.connect(self._on_clicked)

    def open_choice(self) -> None:
        """Open the list of fields of the present row."""
        row = self.currentIndex().row()
        if row >= 0:
            self.edit(self._columns.index(row, _TARGET))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _TARGET:
            self.edit(index)

    def _on_chosen(self, row: int, target: str) -> None:
        self.setFocus()
        if target != self._columns.target(row):
            self.target_chosen.emit(self._columns.columns[row], target)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.open_choice()
            return
        super().keyPressEvent(event)


def _samples(look: FileLook, place: int) -> str:
    seen: dict[str, None] = {}
    for row in look.rows:
        text = " ".join(row.cells[place].split()) if place < len(row.cells) else ""
        if text:
            seen.setdefault(text[:_SAMPLE_LENGTH], None)
        if len(seen) >= _SAMPLES_SHOWN:
            break
    return "  ·  ".join(seen)
