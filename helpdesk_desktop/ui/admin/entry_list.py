"""The only place for the list of what is administered: found by typing, ordered where asked."""

from collections.abc import Sequence
from dataclasses import dataclass

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

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.theme import theme
from helpdesk_desktop.ui.tokens import SPACE

AnyIndex = QModelIndex | QPersistentModelIndex

_ID = Qt.ItemDataRole.UserRole
_LINE = Qt.ItemDataRole.UserRole + 1
_FOUND_BY = Qt.ItemDataRole.UserRole + 2
_GRIP = 14
_DOT = 6
_ICON = 16
_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the list: its name, a muted note behind it, and how it stands."""

    id: int
    name: str
    note: str = ""
    is_off: bool = False
    is_unsaved: bool = False
    finds: str = ""  # more words that it is found by
    icon: str = ""


class EntryList(QListWidget):
    """Entries by name, the unsaved ones marked.

    `entry_chosen` carries an id. Where they may be ordered, dragging a row or Ctrl+Shift+Up and
    Down moves it, and `order_chosen` carries the ids once the row is let go.
    """

    entry_chosen = Signal(int)
    order_chosen = Signal(object)

    def __init__(self, name: str, says: str, *, is_ordered: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("kind", "checks")
        self.setItemDelegate(_LinePainter(self, has_grips=is_ordered))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self._is_ordered = is_ordered
        self._is_filling = False
        self._dragged: QListWidgetItem | None = None
        self._before: tuple[int, ...] = ()
        self._wanted = ""
        self._is_narrowed = False
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def ids(self) -> tuple[int, ...]:
        """The entries in their order."""
        return tuple(int(self.item(row).data(_ID)) for row in range(self.count()))

    @property
    def current_id(self) -> int | None:
        """The entry of the current row."""
        row = self.currentRow()
        return None if row < 0 else int(self.item(row).data(_ID))

    @property
    def is_held(self) -> bool:
        """Whether a row is being dragged."""
        return self._dragged is not None

    def show_lines(self, lines: Sequence[Line], current: int | None) -> None:
        """List these, one of them the current one."""
        self._is_filling = True
        if self.ids == tuple(line.id for line in lines):
            for row, line in enumerate(lines):
                self._say(self.item(row), line)
        else:
            self.show_all()
            self.clear()
            for line in lines:
                item = QListWidgetItem()
                self._say(item, line)  # before it is in the list, or each word would be told
                self.addItem(item)
            self._is_narrowed = True
        rows = {line.id: row for row, line in enumerate(lines)}
        row = -1 if current is None else rows.get(current, -1)
        self.setCurrentRow(row)
        if row < 0:
            self.clearSelection()
        self._is_filling = False
        self.narrow(self._wanted)

    def narrow(self, text: str) -> int:
        """Show only what contains the text, whatever its case and accents; answers how many."""
        self._wanted = text
        wanted = fold(text.strip())
        if not wanted and not self._is_narrowed:
            return self.count()
        self._is_narrowed = bool(wanted)
        shown = 0
        for row in range(self.count()):
            item = self.item(row)
            is_shown = wanted in item.data(_FOUND_BY)
            if item.isHidden() == is_shown:
                item.setHidden(not is_shown)
            shown += is_shown
        return shown

    def show_all(self) -> None:
        """Hide nothing: Qt takes seconds to drop thousands of hidden rows."""
        if self._is_narrowed:
            for row in range(self.count()):
                self.setRowHidden(row, False)

    def move_current(self, rows: int) -> None:
        """Move the current entry so many rows down, up if negative."""
        before = self.ids
        self._move(self.currentRow(), self.currentRow() + rows)
        if self.ids != before:
            self.order_chosen.emit(self.ids)

    @staticmethod
    def _say(item: QListWidgetItem, line: Line) -> None:
        if item.data(_LINE) == line:
            return
        item.setText(line.name)
        item.setData(_ID, line.id)
        item.setData(_LINE, line)
        item.setData(_FOUND_BY, fold(f"{line.name} {line.note} {line.finds}"))
        said = ", ".join(part for part in (line.name, line.note) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def _move(self, row: int, target: int) -> None:
        if row < 0 or not 0 <= target < self.count() or target == row or self._wanted.strip():
            return
        self._is_filling = True
        item = self.takeItem(row)
        self.insertItem(target, item)
        self.setCurrentRow(target)
        self._is_filling = False

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if not self._is_filling and item is not None:
            self.entry_chosen.emit(int(item.data(_ID)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        is_moving = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _MOVING
        if self._is_ordered and is_moving and event.key() in moves:
            self.move_current(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._is_ordered:
            self._dragged = self.itemAt(event.position().toPoint())
            self._before = self.ids

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        under = self.itemAt(event.position().toPoint())
        if under is not None and under is not self._dragged:
            self._move(self.row(self._dragged), self.row(under))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self._dragged = self._dragged is not None, None
        super().mouseReleaseEvent(event)
        if was_dragged and self.ids != self._before:
            self.order_chosen.emit(self.ids)


class _LinePainter(QStyledItemDelegate):
    """The name, the note at the right, a dot for what is not saved, a grip to move it by."""

    def __init__(self, view: QWidget, *, has_grips: bool) -> None:
        super().__init__(view)
        self._view = view
        self._has_grips = has_grips

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        tokens = theme().tokens
        line: Line = index.data(_LINE)
        rect: QRect = option.rect.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        muted = QColor(tokens.muted_on_selection if is_selected else tokens.muted)
        painter.save()
        if self._has_grips:
            ratio = self._view.devicePixelRatioF()
            top = rect.center().y() - _GRIP // 2
            painter.drawPixmap(
                rect.right() - _GRIP + 1, top, pixmap("grip-vertical", "muted", _GRIP, ratio)
            )
            rect.setRight(rect.right() - _GRIP - SPACE)
        if line.icon:
            ratio = self._view.devicePixelRatioF()
            top = rect.center().y() - _ICON // 2
            painter.drawPixmap(rect.left(), top, pixmap(line.icon, "muted", _ICON, ratio))
            rect.setLeft(rect.left() + _ICON + 2 * SPACE)
        if line.is_unsaved:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(rect.left(), rect.center().y() - _DOT // 2, _DOT, _DOT)
            rect.setLeft(rect.left() + _DOT + SPACE + 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        name_width = metrics.horizontalAdvance(line.name)
        note = metrics.elidedText(
            line.note,
            Qt.TextElideMode.ElideRight,
            max(rect.width() - name_width - 3 * SPACE, rect.width() // 3),
        )
        painter.setPen(muted)
        painter.drawText(rect, int(middle | Qt.AlignmentFlag.AlignRight), note)
        room = rect.width() - (metrics.horizontalAdvance(note) + 3 * SPACE if note else 0)
        painter.setPen(muted if line.is_off else QColor(tokens.text))
        name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        painter.restore()
