"""The only place that shows a file's first rows as they would be read."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

from helpdesk_desktop.domain.import_values import FileLook, LookRow
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import row_height, set_kind, theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROLE = Qt.ItemDataRole
_SHOWN = 120
_COLUMN_WIDTH = 150
# More columns than a screen has pixels for would only be slow.
_MOST_COLUMNS = 400


class PreviewModel(QAbstractTableModel):
    """Rows of a look; the header is the file's, the numbers are its lines."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[LookRow, ...] = ()
        self._columns: tuple[str, ...] = ()

    def show_look(self, look: FileLook | None) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = () if look is None else look.rows
        self._columns = () if look is None else look.columns[:_MOST_COLUMNS]
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if row.problem is not None:
            sentence = problem_sentence(row.problem) if index.column() == 0 else ""
            if role == _ROLE.DisplayRole:
                return sentence
            return QColor(theme().tokens.danger) if role == _ROLE.ForegroundRole else None
        text = row.cells[index.column()] if index.column() < len(row.cells) else ""
        if role == _ROLE.DisplayRole:
            return " ".join(text[:_SHOWN].split())
        if role == _ROLE.ToolTipRole:
            return tooltip(text)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if role != _ROLE.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._columns[section]
        return str(self._rows[section].line)


class PreviewTable(QTableView):
    """The table of a `PreviewModel`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_table")
        self.setAccessibleName(self.tr("The file's first rows"))
        self._model = PreviewModel(self)
        self.setModel(self._model)
        set_kind(self, "rows")
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setFixedHeight(32)
        header.setDefaultSectionSize(_COLUMN_WIDTH)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(row_height(self.font(), is_compact=True))
        rows.setHighlightSections(False)

    def show_look(self, look: FileLook | None) -> None:
        """Show the first rows; a record that cannot be read spans its row with the reason."""
        self.clearSpans()
        self._model.show_look(look)
        width = self._model.columnCount()
        for at, row in enumerate(() if look is None else look.rows):
            if row.problem is not None and width > 1:
                self.setSpan(at, 0, 1, width)
