"""The only place for the tick list of columns that is put in order by mouse and by keys."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.list.column_set import ColumnSet
from helpdesk_desktop.ui.list.ticket_columns import FIXED_COLUMNS, spoken_title
from helpdesk_desktop.ui.theme import set_kind, theme
from helpdesk_desktop.ui.tokens import SPACE

AnyIndex = QModelIndex | QPersistentModelIndex

_KEY = Qt.ItemDataRole.UserRole
_MARK = Qt.ItemDataRole.UserRole + 1
_ALWAYS = Qt.ItemDataRole.UserRole + 2
_GRIP = 14
_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ColumnList(QListWidget):
    """Every column in the present order, the shown ones ticked.

    Dragging a row, or Ctrl+Shift+Up and Down, moves it; Space ticks it. `edited` says that order or
    ticks changed. `width_wanted` carries by how many steps Ctrl+Shift+Left and Right make the
    current column wider.
    """

    edited = Signal()
    width_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column_list")
        self.setAccessibleName(self.tr("Columns in their order"))
        set_kind(self, "checks")
        self.setItemDelegate(_RowPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._dragged: QListWidgetItem | None = None
        self._is_filling = False
        self.itemChanged.connect(self._on_item_changed)

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The ticked columns in their order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    @property
    def current_key(self) -> str | None:
        """The column of the current row."""
        row = self.currentRow()
        return None if row < 0 else str(self.item(row).data(_KEY))

    def show_columns(self, keys: Iterable[str], shown: Iterable[str], known: ColumnSet) -> None:
        """List these of the known columns, those of `shown` ticked."""
        ticked = frozenset(shown)
        self._is_filling = True
        self.clear()
        for key in keys:
            item = QListWidgetItem(spoken_title(known.by_key[key]), self)
            item.setData(_KEY, key)
            is_shown = key in ticked
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            if key in FIXED_COLUMNS:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                item.setData(_ALWAYS, self.tr("always shown"))
        self._is_filling = False

    def show_sort(self, sort: Iterable[SortKey]) -> None:
        """Mark the columns that the list is sorted by, with arrow and place."""
        places = {key.column: (place, key) for place, key in enumerate(sort, 1)}
        self._is_filling = True
        for row in range(self.count()):
            item = self.item(row)
            place, key = places.get(item.data(_KEY), (0, None))
            item.setData(_MARK, None if key is None else (place, key.is_descending))
            said = item.text()
            if key is not None:
                words = (
                    self.tr("{column}, sorted descending, key {n}")
                    if key.is_descending
                    else self.tr("{column}, sorted ascending, key {n}")
                )
                said = words.format(column=said, n=place)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self._is_filling = False

    def go_to(self, key: str) -> None:
        """Make this column's row the current one."""
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.setCurrentRow(row)

    def move_current(self, rows: int) -> None:
        """Move the current column so many rows down, up if negative; it stays the current one."""
        self._move(self.currentRow(), self.currentRow() + rows)

    def _move(self, row: int, target: int) -> None:
        if row < 0 or not 0 <= target < self.count() or target == row:
            return
        self._is_filling = True
        item = self.takeItem(row)
        self.insertItem(target, item)
        self.setCurrentRow(target)
        self._is_filling = False
        self.edited.emit()

    def _on_item_changed(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _MOVING:
            super().keyPressEvent(event)
        elif event.key() in moves:
            self.move_current(moves[Qt.Key(event.key())])
        elif event.key() in steps:
            self.width_wanted.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = self.itemAt(event.position().toPoint())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Rows move under the mouse: Qt's own drag and drop ends a popup on some systems.
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        under = self.itemAt(event.position().toPoint())
        if under is not None and under is not self._dragged:
            self._move(self.row(self._dragged), self.row(under))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        super().mouseReleaseEvent(event)


class _RowPainter(QStyledItemDelegate):
    """A tick and a name, then the mark of the order and a grip at the right."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        tokens = theme().tokens
        rect: QRect = option.rect
        view = self.parent()
        ratio = view.devicePixelRatioF() if isinstance(view, QWidget) else 1.0
        right = rect.right() - SPACE - _GRIP
        top = rect.top() + (rect.height() - _GRIP) // 2
        painter.drawPixmap(right, top, pixmap("grip-vertical", "muted", _GRIP, ratio))
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QColor(tokens.muted_on_selection if is_selected else tokens.muted))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        spot = QRect(rect.left(), rect.top(), right - 2 * SPACE - rect.left(), rect.height())
        mark, always = index.data(_MARK), index.data(_ALWAYS)
        if mark is not None:
            place, is_descending = mark
            painter.drawText(spot, flags, str(place))
            name = "arrow-down" if is_descending else "arrow-up"
            at = spot.right() - _GRIP - 3 * SPACE
            painter.drawPixmap(at, top, pixmap(name, "muted", _GRIP, ratio))
        elif always:
            painter.drawText(spot, flags, always)
        painter.restore()
