"""The only place for the table of tickets: selection by serial, keys, and scroll that stays.

Nothing here may loop over rows: a selection is ranges, "all" is one range, and neither
`selectedRows()` nor a header's own selection model is ever asked. Long because selection, scroll
and what is held still while others write hang together in one Qt class.
"""

from array import array

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.list.cell_painter import CellPainter
from helpdesk_desktop.ui.list.chosen_rows import NOTHING_CHOSEN, Chosen, Places
from helpdesk_desktop.ui.list.column_layout import ColumnLayout
from helpdesk_desktop.ui.list.rereading import Reread
from helpdesk_desktop.ui.list.row_table import make_row_table
from helpdesk_desktop.ui.list.sort_header import SortHeader
from helpdesk_desktop.ui.list.ticket_columns import TicketColumn
from helpdesk_desktop.ui.list.ticket_model import TicketModel
from helpdesk_desktop.ui.theme import row_height, theme

AnyIndex = QModelIndex | QPersistentModelIndex

# Above it a selection is dropped when the filter changes; a refresh of the same list keeps it.
_MOST_CARRIED = 10_000
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
# The list is not left for good: a menu opens, or another program's window.
_ONLY_ASIDE = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}
_MOVE = QItemSelectionModel.SelectionFlag.NoUpdate


class TicketView(QTableView):
    """The table over a `TicketModel`.

    `current_changed` carries the current ticket's serial or None, `selection_counted` how many
    tickets are selected, `opened` the serial of a ticket that was opened by Enter or double click.
    """

    current_changed = Signal(object)
    selection_counted = Signal(int)
    opened = Signal(int)
    # Others' changes came in: the `Reread`, and whether the list stood at its very top.
    changes_shown = Signal(object, bool)
    # The user scrolled or asked for something: what came is seen to.
    moved = Signal()
    # A menu of the selected rows is asked for at this place of the screen.
    menu_wanted = Signal(object)

    def __init__(self, model: TicketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticket_view")
        self.setAccessibleName(self.tr("Tickets"))
        self._tickets = model
        self._is_restoring = False
        self._is_warm = False
        self._is_holding = False
        self._is_new_list = False
        self._scrolled_px = 0
        self._is_all = False
        self._pressed_header = -1
        self._shown_spec = model.spec
        self._anchor: tuple[int, int] | None = None
        self._current: int | None = None
        self._awaited: int | None = None
        self._is_compact = False
        # What an earlier run left: a ticket to select, and a ticket to find at the upper edge.
        self._left: tuple[int | None, tuple[int, int] | None] | None = None
        self.header = SortHeader(model, self)
        self.setHorizontalHeader(self.header)
        self._painter = CellPainter(model, self)
        self.setItemDelegate(self._painter)
        self.setModel(model)
        self.column_layout = ColumnLayout(self, self.header, model)
        self._build()
        self._wire()

    def _build(self) -> None:
        make_row_table(self, self._tickets, self.header)
        self._set_row_height()
        self.column_layout.share_width()

    def _wire(self) -> None:
        self._tickets.about_to_reset.connect(self._on_about_to_reset)
        self._tickets.places_found.connect(self._on_places_found)
        self._tickets.selection_asked.connect(self._tell_chosen)
        self._tickets.about_to_hold.connect(self._on_about_to_hold)
        self._tickets.held.connect(self._on_held)
        self._tickets.rowsInserted.connect(self._tell_viewport)
        self._tickets.count_changed.connect(self._select_awaited)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme().changed.connect(self._on_theme_changed)

    # Selection

    @property
    def current_serial(self) -> int | None:
        """The ticket the detail panel shows."""
        return self._current

    @property
    def is_all_selected(self) -> bool:
        """Whether every matching ticket is selected."""
        return self._is_all

    @property
    def columns(self) -> tuple[TicketColumn, ...]:
        """The columns in the order of the model."""
        return self._tickets.columns

    def selected_count(self) -> int:
        """How many tickets are selected; costs one step per range."""
        if self._is_all and self._tickets.matching is not None and self._tickets.groups is not None:
            return self._tickets.groups.tickets
        return sum(self._tickets.tickets_between(*part) for part in self._selected_ranges())

    def selected_serials(self) -> "array[int]":
        """The selected tickets whose serials are known, in the list's order.

        All of them includes those of folded groups.
        """
        if self._is_all and self._tickets.groups is not None:
            return self._tickets.all_serials
        ranges = self._selected_ranges()
        if not ranges:
            return array("I")
        found = self._tickets.serials_between(*ranges[0])
        for first, last in ranges[1:]:
            found.extend(self._tickets.serials_between(first, last))
        return found

    def select_serial(self, serial: int) -> bool:
        """Make this ticket the current one and show it; False when the list does not have it.

        A group that is folded over it is unfolded.
        """
        row = self._tickets.reveal(serial)
        if row is None:
            return False
        self.select_row(row)
        return True

    def select_row(self, row: int) -> None:
        """Make the ticket of this row the current and only selected one, and show it."""
        index = self._tickets.index(row, self._first_column())
        self.selectionModel().setCurrentIndex(index, _CHOOSE)
        self.scrollTo(index)

    def select_when_listed(self, serial: int | None) -> None:
        """Select this ticket as soon as the list has it; None forgets the wish."""
        self._awaited = serial
        if serial is not None and self.select_serial(serial):
            self._awaited = None

    @property
    def top_place(self) -> tuple[int, int] | None:
        """The ticket at the upper edge and where its row begins, in pixels; None at the top."""
        row = self._top_ticket_row()
        serial = self._tickets.serial_at(row)
        if serial is None or self.verticalScrollBar().value() == 0:
            return None
        return serial, self.rowViewportPosition(row)

    def _top_ticket_row(self) -> int:
        # The topmost row on screen that holds a ticket; a group's header may stand above it.
        top = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        rows = range(top, last + 1) if self._tickets.groups is not None else ()
        return next((row for row in rows if self._tickets.header_at(row) is None), top)

    @property
    def has_every_row(self) -> bool:
        """Whether the list is read to its end; until then it may still come to hold a ticket."""
        return self._tickets.has_all_serials

    def return_to(self, serial: int | None, top: tuple[int, int] | None) -> None:
        """Select this ticket and scroll to that `top_place` as soon as the next list has them.

        Once that whole list lacks one of them, or the user selects something, it is forgotten.
        """
        self._left = (serial, top)

    def _return_now(self) -> None:
        if self._left is None or not self._tickets.rowCount():
            return
        serial, top = self._left
        is_last_chance = self._tickets.has_all_serials
        if serial is not None and self.select_serial(serial):
            serial = None
        # Selecting scrolls to the ticket, so the upper edge is found after it.
        if top is not None and (serial is None or is_last_chance):
            # The scroll bar must know of rows that have just come.
            self.updateGeometries()
            self._anchor = top
            self._scroll_back()
            top, self._anchor = self._anchor, None
        is_done = (serial is None and top is None) or is_last_chance
        self._left = None if is_done else (serial, top)

    def _select_awaited(self) -> None:
        if self._awaited is not None and self.select_serial(self._awaited):
            self._awaited = None
        self._return_now()

    def _selected_ranges(self) -> list[tuple[int, int]]:
        ranges = {
            (part.top(), part.bottom()) for part in self.selectionModel().selection().toList()
        }
        return sorted(ranges)

    def _first_column(self) -> int:
        return self.header.logicalIndex(0)

    @override
    def selectAll(self) -> None:
        last = self._tickets.rowCount() - 1
        if last < 0:
            return
        self._select_ranges(((0, last),))
        self._is_all = True

    def _select_ranges(self, ranges: tuple[tuple[int, int], ...]) -> None:
        right = self._tickets.columnCount() - 1
        selection = QItemSelection()
        for first, last in ranges:
            selection.append(
                QItemSelectionRange(self._tickets.index(first, 0), self._tickets.index(last, right))
            )
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_selection_changed(self) -> None:
        if self._is_restoring:
            return
        self._is_all = False
        self._tickets.choose(NOTHING_CHOSEN)
        self.selection_counted.emit(self.selected_count())

    # Groups

    def toggle_group(self, row: int) -> None:
        """Fold the group of this row away, or show its rows again; its header becomes current."""
        groups = self._tickets.groups
        if groups is None or not 0 <= row < groups.rows:
            return
        was_all = self._is_all
        self.go_to_header(row)
        self._tickets.toggle_group(row)
        if was_all:
            self.selectAll()
        self._tell_viewport()

    def go_to_header(self, row: int) -> None:
        """Make the header over this row the current row; the selection stays."""
        groups = self._tickets.groups
        if groups is not None:
            top = groups.header_row(row)
            index = self._tickets.index(top, self._first_column())
            self.selectionModel().setCurrentIndex(index, _MOVE)
            self.scrollTo(index)

    def _take_group_key(self, key: int) -> bool:
        row = self.currentIndex().row()
        header = self._tickets.header_at(row)
        if header is None:
            is_way_up = (
                key == Qt.Key.Key_Left
                and row >= 0
                and self._tickets.groups is not None
                and self.horizontalScrollBar().value() == 0
            )
            if is_way_up:
                self.go_to_header(row)
            return is_way_up
        wants_folded = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(key))
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            wants_folded = not header.is_folded
        if wants_folded is None:
            return False
        if wants_folded != header.is_folded:
            self.toggle_group(row)
        return True

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        self._painter.current_row = current.row()
        if not self._is_restoring:
            self._tickets.choose(NOTHING_CHOSEN)
            if current.isValid():
                self._left = None
            # On a header the panel goes on showing the ticket that is still selected.
            is_header = self._tickets.header_at(current.row()) is not None
            if not (is_header and self._is_current_selected()):
                self._set_current(self._tickets.serial_at(current.row()))

    def _is_current_selected(self) -> bool:
        row = None if self._current is None else self._tickets.row_of(self._current)
        ranges = self._selected_ranges()
        return row is not None and any(first <= row <= last for first, last in ranges)

    def _set_current(self, serial: int | None) -> None:
        if serial != self._current:
            self._current = serial
            self.current_changed.emit(serial)

    # Selection and scroll across a reset

    def _on_about_to_reset(self) -> None:
        is_same_list = self._tickets.spec == self._shown_spec
        self._shown_spec = self._tickets.spec
        self._is_new_list = not is_same_list
        top = self._top_ticket_row()
        is_scrolled = self.rowAt(0) > 0
        serial = self._tickets.serial_at(top) if is_same_list and is_scrolled else None
        offset = self.rowViewportPosition(top) if top >= 0 else 0
        self._anchor = None if serial is None else (serial, offset)
        is_small = not self._is_all and self.selected_count() <= _MOST_CARRIED
        keeps = is_same_list or is_small
        self._tickets.choose(
            Chosen(
                self.selected_serials() if keeps and not self._is_all else array("I"),
                is_all=keeps and self._is_all,
                current=self._current,
            )
        )
        self._is_restoring = True
        self.moved.emit()

    def _on_places_found(self, places: Places) -> None:
        if self._is_new_list:
            # Another list begins at its top; a ticket that is still current is then scrolled to.
            self._is_new_list = False
            self.scrollToTop()
        self._put_selection(_with_current(places))
        self._scroll_back()
        self._select_awaited()
        self._tell_viewport()
        self.selection_counted.emit(self.selected_count())

    def _put_selection(self, places: Places) -> None:
        self._is_restoring = True
        was_all = self._is_all
        if list(places.ranges) != self._selected_ranges():
            self._select_ranges(places.ranges)
        if places.current is None:
            self.selectionModel().clearCurrentIndex()
        elif places.current != self.currentIndex().row():
            index = self._tickets.index(places.current, self._first_column())
            self.selectionModel().setCurrentIndex(index, _MOVE)
        self._painter.current_row = self.currentIndex().row()
        self._is_restoring = False
        self._is_all = was_all and places.ranges == ((0, self._tickets.rowCount() - 1),)

    def _scroll_back(self) -> None:
        if self._anchor is None:
            return
        serial, offset = self._anchor
        row = self._tickets.row_of(serial)
        if row is not None:
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(row * height - offset)
            self._anchor = None

    # What others change moves no row on screen

    def go_to_top(self) -> None:
        """Show what came above, in its place."""
        self._tickets.settle()
        self.scrollToTop()
        self.moved.emit()

    def _tell_chosen(self) -> None:
        self._tickets.watch(self._watched_row())
        serials = array("I") if self._is_all else self.selected_serials()
        self._tickets.choose(Chosen(serials, is_all=self._is_all, current=self._current))

    def _watched_row(self) -> int:
        # Under the mouse, or where the keys are, as far as that is on screen.
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for row in (self._painter.hovered_row, self.currentIndex().row()):
            if row >= 0 and first <= row and (row <= last or last < 0):
                return row
        return -1

    def _on_about_to_hold(self) -> None:
        self._is_restoring = self._is_holding = True
        self._scrolled_px = self.verticalScrollBar().value()

    def _on_held(self, reread: Reread) -> None:
        was_on_top = self._scrolled_px == 0
        # The range of the scroll bar must know the new rows before its value can.
        self.updateGeometries()
        self._put_selection(reread.places)
        shift = reread.delta if reread.is_live or not was_on_top else 0
        height = self.verticalHeader().defaultSectionSize()
        self.verticalScrollBar().setValue(self._scrolled_px + shift * height)
        if self._painter.hovered_row >= 0:
            self._painter.hovered_row += shift
        self._is_holding = False
        if reread.is_live:
            self.changes_shown.emit(reread, was_on_top)
        self._select_awaited()
        self._tell_viewport()
        self.selection_counted.emit(self.selected_count())

    def _on_scrolled(self) -> None:
        if self._is_holding:
            return
        self._tell_viewport()
        if self.viewport().underMouse():
            # Other rows came under a mouse that did not move.
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))
        self.moved.emit()
        self._tickets.settle_soon()

    # Keys and mouse

    def move_by(self, rows: int) -> None:
        """Make the row so many further down (up, if negative) the current one."""
        count = self._tickets.rowCount()
        if not count:
            return
        now = self.currentIndex().row() if self.currentIndex().isValid() else -1
        wanted = min(max(now + rows, 0), count - 1)
        if self._tickets.groups is None:
            self.select_row(wanted)
            return
        # Headers are no tickets: the next one beyond, or the last one before.
        step = 1 if rows >= 0 else -1
        row = self._tickets.ticket_row_from(wanted, step)
        if row is None:
            row = self._tickets.ticket_row_from(wanted, -step)
        if row is not None:
            self.select_row(row)

    def open_current(self) -> None:
        """Open the current ticket."""
        if self._current is not None:
            self.opened.emit(self._current)

    def _on_double_clicked(self) -> None:
        self.open_current()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        count = self._tickets.rowCount()
        if not event.modifiers() and self._take_group_key(key):
            event.accept()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_current()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif count and not event.modifiers() and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._tickets.settle()
            self.moved.emit()
            self.select_row(0 if key == Qt.Key.Key_Home else self._tickets.rowCount() - 1)
        elif not event.modifiers() and event.text().isprintable() and event.text():
            # Letters are commands here; Qt's own search would read every row for a first letter.
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are commands of the window."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_header = -1
        row = self.rowAt(event.position().toPoint().y())
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if is_plain and self._tickets.header_at(row) is not None:
            self._pressed_header = row
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_header = self._pressed_header, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
        elif self.rowAt(event.position().toPoint().y()) == pressed:
            self.toggle_group(pressed)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(event.position().toPoint().y())
        if self._tickets.header_at(row) is None:
            super().mouseDoubleClickEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and index.isValid():
            # Qt says the middle of the table, wherever the current row is.
            row = self.visualRect(index).intersected(self.viewport().rect())
            place = self.viewport().mapToGlobal(row.bottomLeft())
        self.menu_wanted.emit(place)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_header < 0:
            super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Leave, QEvent.Type.HoverLeave}:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        before = self._painter.hovered_row
        if row == before:
            return
        self._painter.hovered_row = row
        for changed in (before, row):
            self._update_row(changed)

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_warm:
            self._is_warm = True
            if self._tickets.rowCount() == 0:
                QTimer.singleShot(0, self, self._painter.warm_up)
        self._painter.begin_frame(self._selected_ranges())
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._painter.paint_rows(painter, self._rows_on_screen(), self._rows_width())
        painter.end()

    def _rows_on_screen(self) -> list[tuple[int, int, int]]:
        height = self.verticalHeader().defaultSectionSize()
        first = self.rowAt(0)
        if first < 0:
            return []
        top = self.rowViewportPosition(first)
        last = min(first + self.viewport().height() // height + 1, self._tickets.rowCount() - 1)
        return [(row, top + (row - first) * height, height) for row in range(first, last + 1)]

    def _rows_width(self) -> int:
        return min(self.viewport().width(), self.header.length() - self.header.offset())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._painter.has_focus = True
        had_current = self.currentIndex().isValid()
        self._is_restoring = True
        super().focusInEvent(event)
        self._is_restoring = False
        if not had_current:
            # Qt makes the first row current; nobody asked to open, and so to read, that ticket.
            self.selectionModel().clearCurrentIndex()
        self._update_row(self._painter.current_row)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._painter.has_focus = False
        super().focusOutEvent(event)
        self._update_row(self._painter.current_row)
        if event.reason() not in _ONLY_ASIDE:
            self._tickets.settle()

    # Measures

    def set_compact(self, *, is_compact: bool) -> None:
        """Use low rows, or comfortable ones."""
        self._is_compact = is_compact
        self._set_row_height()

    def _set_row_height(self) -> None:
        height = row_height(self.font(), is_compact=self._is_compact)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.column_layout.share_width()
        # Else a scroll bar for the old widths stays until the next change, and goes then: a jump.
        self.updateGeometries()
        self._tell_viewport()

    def _tell_viewport(self) -> None:
        if self._is_holding:
            return
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        is_short = last < 0
        if is_short:
            last = self._tickets.rowCount() - 1
        self._tickets.set_viewport(first, last, is_short=is_short)

    def _on_theme_changed(self) -> None:
        self._painter.use_font(self.font())
        self._set_row_height()
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_painter"):
            self._painter.use_font(self.font())
            self._set_row_height()


def _with_current(places: Places) -> Places:
    # The panel shows the current ticket: where it comes back into the list alone, it is selected.
    if places.current is None or places.ranges:
        return places
    return Places(((places.current, places.current),), places.current)
