"""The only place for the table of contacts or companies: selection by id, keys, scroll."""

from array import array
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.contacts import BY_NAME
from helpdesk_desktop.ui.contacts.entry_model import EntryModel
from helpdesk_desktop.ui.list.cell_painter import CellPainter
from helpdesk_desktop.ui.list.chosen_rows import NOTHING_CHOSEN, Chosen, find_places
from helpdesk_desktop.ui.list.column_layout import ColumnLayout
from helpdesk_desktop.ui.list.row_table import make_row_table
from helpdesk_desktop.ui.list.sort_header import SortHeader
from helpdesk_desktop.ui.theme import row_height, theme

# Above it a selection is dropped when the list is read again.
_MOST_CARRIED = 10_000
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_MOVE = QItemSelectionModel.SelectionFlag.NoUpdate


class EntryView(QTableView):
    """The table over an `EntryModel`.

    `current_changed` carries the id of the current row or None, `selection_counted` how many rows
    are selected, `opened` the id of a row that was opened by Enter or double click.
    """

    current_changed = Signal(object)
    selection_counted = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._entries = model
        self._current: int | None = None
        self._awaited: int | None = None
        self._is_restoring = False
        self._carried = NOTHING_CHOSEN
        self._anchor: tuple[int, int] | None = None
        sortable = [column.key for column in model.columns]
        self.header = SortHeader(model, self, sortable=sortable, usual=BY_NAME)
        self.header.show_sort(BY_NAME)
        self.setHorizontalHeader(self.header)
        self._painter = CellPainter(model, self)
        self.setItemDelegate(self._painter)
        self.setModel(model)
        self.column_layout = ColumnLayout(self, self.header, model)
        self._build()
        model.about_to_change.connect(self._on_about_to_change)
        model.changed.connect(self._on_changed)
        model.rowsInserted.connect(self._on_rows_inserted)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.verticalScrollBar().valueChanged.connect(self._tell_viewport)
        self.doubleClicked.connect(self._open_current)
        theme().changed.connect(self._on_theme_changed)

    def _build(self) -> None:
        make_row_table(self, self._entries, self.header)
        self._set_row_height()
        self.column_layout.share_width()

    @property
    def current_id(self) -> int | None:
        """What the panel shows."""
        return self._current

    def selected_ids(self) -> list[int]:
        """What is selected, in the list's order."""
        return [
            number
            for first, last in self._selected_ranges()
            for row in range(first, last + 1)
            if (number := self._entries.id_at(row)) is not None
        ]

    def selected_count(self) -> int:
        """How many rows are selected; costs one step per range."""
        return sum(last - first + 1 for first, last in self._selected_ranges())

    def select_id(self, number: int) -> bool:
        """Make this the current and only selected row, and show it; False where it is not."""
        row = self._entries.row_of(number)
        if row is None:
            return False
        index = self._entries.index(row, self._first_column())
        self.selectionModel().setCurrentIndex(index, _CHOOSE)
        self.scrollTo(index)
        return True

    def select_when_listed(self, number: int | None) -> None:
        """Select this as soon as the list has it; None forgets the wish."""
        self._awaited = number
        if number is not None and self.select_id(number):
            self._awaited = None

    def move_by(self, rows: int) -> None:
        """Make the row so many further down (up, if negative) the current one."""
        count = self._entries.rowCount()
        if count:
            now = self.currentIndex().row() if self.currentIndex().isValid() else -1
            self._select_row(min(max(now + rows, 0), count - 1))

    def _select_row(self, row: int) -> None:
        index = self._entries.index(row, self._first_column())
        self.selectionModel().setCurrentIndex(index, _CHOOSE)
        self.scrollTo(index)

    def _first_column(self) -> int:
        return self.header.logicalIndex(0)

    def _selected_ranges(self) -> list[tuple[int, int]]:
        parts = self.selectionModel().selection().toList()
        return sorted({(part.top(), part.bottom()) for part in parts})

    # Across a new list

    def _on_about_to_change(self) -> None:
        few = self.selected_count() <= _MOST_CARRIED
        top = self.rowAt(0)
        number = self._entries.id_at(top) if top > 0 else None
        self._anchor = None if number is None else (number, self.rowViewportPosition(top))
        chosen = array("Q", self.selected_ids() if few else ())
        self._carried = Chosen(chosen, current=self._current)
        self._is_restoring = True

    def _on_changed(self) -> None:
        places = find_places(self._carried, self._entries.ids, self._entries.rowCount())
        right = self._entries.columnCount() - 1
        selection = QItemSelection()
        for first, last in places.ranges:
            selection.append(
                QItemSelectionRange(self._entries.index(first, 0), self._entries.index(last, right))
            )
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(selection, choose)
        if places.current is not None:
            index = self._entries.index(places.current, self._first_column())
            self.selectionModel().setCurrentIndex(index, _MOVE)
        else:
            self.selectionModel().clearCurrentIndex()
        self._painter.current_row = self.currentIndex().row()
        anchor = self._anchor
        top = None if anchor is None else self._entries.row_of(anchor[0])
        if anchor is not None and top is not None:
            self.updateGeometries()
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(top * height - anchor[1])
        self._is_restoring = False
        self._select_awaited()
        self._tell_viewport()
        self.selection_counted.emit(self.selected_count())

    def _on_rows_inserted(self) -> None:
        self._select_awaited()
        self._tell_viewport()

    def _select_awaited(self) -> None:
        if self._awaited is not None and self.select_id(self._awaited):
            self._awaited = None

    def _on_selection_changed(self) -> None:
        if not self._is_restoring:
            self.selection_counted.emit(self.selected_count())

    def _on_current_row_changed(self, current: Any) -> None:
        self._painter.current_row = current.row()
        if self._is_restoring:
            return
        number = self._entries.id_at(current.row())
        if number != self._current:
            self._current = number
            self.current_changed.emit(number)

    # Keys and mouse

    def _open_current(self) -> None:
        if self._current is not None:
            self.opened.emit(self._current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        count = self._entries.rowCount()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_current()
        elif count and not event.modifiers() and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._select_row(0 if key == Qt.Key.Key_Home else count - 1)
        elif not event.modifiers() and event.text().isprintable() and event.text():
            # Letters are commands; Qt's own search would read every row for a first letter.
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are commands of the window."""

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Leave, QEvent.Type.HoverLeave}:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        before = self._painter.hovered_row
        if row != before:
            self._painter.hovered_row = row
            self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.begin_frame(self._selected_ranges())
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        width = min(self.viewport().width(), self.header.length() - self.header.offset())
        self._painter.paint_rows(painter, self._rows_on_screen(), width)
        painter.end()

    def _rows_on_screen(self) -> list[tuple[int, int, int]]:
        height = self.verticalHeader().defaultSectionSize()
        first = self.rowAt(0)
        if first < 0:
            return []
        top = self.rowViewportPosition(first)
        last = min(first + self.viewport().height() // height + 1, self._entries.rowCount() - 1)
        return [(row, top + (row - first) * height, height) for row in range(first, last + 1)]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._painter.has_focus = True
        had_current = self.currentIndex().isValid()
        self._is_restoring = True
        super().focusInEvent(event)
        self._is_restoring = False
        if not had_current:
            # Qt makes the first row current; nobody asked to open it.
            self.selectionModel().clearCurrentIndex()
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._painter.has_focus = False
        super().focusOutEvent(event)
        self.viewport().update()

    # Measures

    def _set_row_height(self) -> None:
        height = row_height(self.font())
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.column_layout.share_width()
        self.updateGeometries()
        self._tell_viewport()

    def _tell_viewport(self) -> None:
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        self._entries.set_viewport(first, self._entries.rowCount() - 1 if last < 0 else last)

    def _on_theme_changed(self) -> None:
        self._painter.use_font(self.font())
        self._set_row_height()
        self.viewport().update()
