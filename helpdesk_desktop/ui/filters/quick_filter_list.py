"""The only place that draws the rows of the dock, and where they are clicked, dragged and renamed.

A click chooses when the button comes up again, so that dragging a filter does not list it.
"""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.domain.text_rules import is_blank
from helpdesk_desktop.domain.ticket import NAME_LIMIT
from helpdesk_desktop.ui.filters.filter_colours import tint_of
from helpdesk_desktop.ui.filters.quick_filter_model import AnyIndex, QuickFilterModel
from helpdesk_desktop.ui.icons import icon
from helpdesk_desktop.ui.theme import theme
from helpdesk_desktop.ui.tokens import RADIUS_CONTROL, SPACE

_ICON = 16
_MARK = 12
_DOT = 6
_ROW_AIR = 12
_SECTION_AIR = 14
_ROOT = QModelIndex()


def _words_left(rect: QRect) -> int:
    return rect.left() + 3 * SPACE + _ICON + 2 * SPACE


class _RowPainter(QStyledItemDelegate):
    """Draws a section's title, or a filter's icon, name and count; edits an own filter's name."""

    def __init__(self, view: "QuickFilterList") -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        # Asked of every row for each count that comes: with a thousand filters it must cost little.
        is_filter = self._view.has_filter(index.row())
        return QSize(0, option.fontMetrics.height() + (_ROW_AIR if is_filter else _SECTION_AIR))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(QuickFilterModel.FilterRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, QuickFilter):
            self._paint_filter(painter, option, index, entry)
        else:
            self._paint_section(painter, option, str(index.data()))
        painter.restore()

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, title: str) -> None:
        rect: QRect = option.rect
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.85)
        font.setWeight(QFont.Weight.DemiBold)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        painter.setFont(font)
        painter.setPen(QColor(theme().tokens.muted))
        painter.drawText(
            rect.adjusted(3 * SPACE, 0, -2 * SPACE, -SPACE),
            Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft,
            title,
        )

    def _paint_filter(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: AnyIndex,
        entry: QuickFilter,
    ) -> None:
        tokens = theme().tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font = QFont(option.font)
        is_active = bool(state & QStyle.StateFlag.State_Selected)
        box = rect.adjusted(SPACE, 0, -SPACE, 0)
        if is_active or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if is_active else tokens.hover))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        if state & QStyle.StateFlag.State_HasFocus and self._view.moved_by_key:
            painter.setPen(QColor(tokens.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        inside = box.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
        top = inside.center().y() - _ICON // 2 + 1
        mark = QRect(inside.left(), top, _ICON, _ICON)
        icon(entry.icon, _tint(entry, is_active=is_active)).paint(painter, mark)
        room = self._paint_count(painter, index, inside, font, is_active=is_active)
        if not entry.is_usable:
            room = _ICON
            icon("circle-alert", "warning").paint(
                painter, QRect(inside.right() - _ICON + 1, top, _ICON, _ICON)
            )
        room += self._paint_marks(painter, index, entry, inside.adjusted(0, 0, -room, 0))
        font.setWeight(QFont.Weight.DemiBold if is_active else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if entry.is_usable else tokens.disabled))
        words = inside.adjusted(_ICON + 2 * SPACE, 0, -(room + 2 * SPACE), 0)
        name = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_marks(
        self, painter: QPainter, index: AnyIndex, entry: QuickFilter, inside: QRect
    ) -> int:
        # Right of the name: a dot for what is changed and not saved, who has it, whose it was.
        tokens = theme().tokens
        saved = entry.saved
        right = inside.right() - SPACE
        top = inside.center().y() - _MARK // 2 + 1
        pictures = []
        if saved is not None and entry.is_shared and saved.is_left:
            pictures.append(("user-x", "warning"))
        if saved is not None and entry.is_own and not saved.sharing.is_private:
            pictures.append(("users", "muted"))
        if saved is not None and entry.is_usable and saved.notes:
            pictures.append(("info", "muted"))
        for name, tint in pictures:
            icon(name, tint).paint(painter, QRect(right - _MARK, top, _MARK, _MARK))
            right -= _MARK + SPACE
        if index.data(QuickFilterModel.ChangedRole):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(
                QRect(right - _DOT - 1, inside.center().y() - _DOT // 2 + 1, _DOT, _DOT)
            )
            right -= _DOT + SPACE
        return inside.right() - SPACE - right

    def _paint_count(
        self, painter: QPainter, index: AnyIndex, inside: QRect, font: QFont, *, is_active: bool
    ) -> int:
        tokens = theme().tokens
        count = index.data(QuickFilterModel.CountRole)
        shown = "" if count is None else self._view.locale().toString(count)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted_on_selection if is_active else tokens.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        return QFontMetrics(font).horizontalAdvance(shown)

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("filter_name_editor")
        editor.setAccessibleName(self.tr("Name of the quick filter"))
        editor.setMaxLength(NAME_LIMIT)
        return editor

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        rect: QRect = option.rect
        left = _words_left(rect) - 2 * SPACE
        height = max(editor.sizeHint().height(), rect.height())
        top = rect.center().y() - height // 2
        editor.setGeometry(left, top, rect.right() - SPACE - left, height)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        assert isinstance(editor, QLineEdit)  # noqa: S101  # made so, above
        name = editor.text()
        # An emptied name is a rename given up, as in every list of files.
        if not is_blank(name) and name != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, name, Qt.ItemDataRole.EditRole)


def _tint(entry: QuickFilter, *, is_active: bool) -> str:
    if not entry.is_usable:
        return "disabled"
    if entry.saved is not None and entry.saved.colour is not None:
        return tint_of(entry.saved.colour)
    if entry.key == "overdue":
        return "danger"
    return "accent" if is_active else "muted"


class QuickFilterList(QListView):
    """A list whose arrow keys choose at once, and whose chosen row can be given up by a click.

    `refused` carries a `QuickFilter` that was chosen and cannot be used. `menu_wanted` carries the
    one under the pointer (None where there is none) and where its menu belongs.
    """

    given_up = Signal()
    refused = Signal(object)
    menu_wanted = Signal(object, QPoint)
    editor_closed = Signal()

    def __init__(self, model: QuickFilterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.moved_by_key = False
        self._filters = model
        self._pressed = QPersistentModelIndex()
        self._pressed_at = QPoint()
        self._drop_row: int | None = None
        self.setModel(model)
        self.setItemDelegate(_RowPainter(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAcceptDrops(True)
        self.viewport().setAutoFillBackground(False)

    @property
    def is_editing(self) -> bool:
        """Whether a name is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def has_filter(self, row: int) -> bool:
        """Whether a row is a filter, and no section."""
        return self._filters.is_filter(row)

    def choose(self, index: AnyIndex) -> None:
        """Make a row the active one, or tell that it cannot be."""
        self.setCurrentIndex(index)
        self._tell_refused(index)

    def _tell_refused(self, index: AnyIndex) -> None:
        entry = self._filters.filter_at(index)
        if entry is not None and not entry.is_usable:
            self.refused.emit(entry)

    def _start_drag(self) -> None:
        row = self._pressed
        self._pressed = QPersistentModelIndex()
        index = self._filters.index(row.row())
        place = self.visualRect(index)
        drag = QDrag(self)
        drag.setMimeData(self._filters.mimeData([index]))
        drag.setPixmap(self.viewport().grab(place))
        drag.setHotSpot(self._pressed_at - place.topLeft())
        drag.exec(Qt.DropAction.MoveAction)
        self._mark_drop(None)

    def _row_for_drop(self, at: QPoint) -> int:
        index = self.indexAt(at)
        if not index.isValid():
            return self._filters.rowCount()
        is_below = at.y() > self.visualRect(index).center().y()
        return index.row() + int(is_below)

    def _mark_drop(self, row: int | None) -> None:
        self._drop_row = row
        self.viewport().update()

    # Qt

    @override
    def selectionCommand(
        self, index: AnyIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        entry = self._filters.filter_at(index)
        if entry is not None and not entry.is_usable:
            # The keys can reach it to rename or delete it; the list stays as it is.
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.moved_by_key = False
        self._pressed = QPersistentModelIndex()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self._pressed = QPersistentModelIndex(self.indexAt(self._pressed_at))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        entry = self._filters.filter_at(self._pressed)
        way = event.position().toPoint() - self._pressed_at
        is_far = way.manhattanLength() >= QApplication.startDragDistance()
        if entry is not None and entry.saved is not None and is_far:
            self._start_drag()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        was_pressed = self._pressed.isValid() and self._pressed.row() == index.row()
        self._pressed = QPersistentModelIndex()
        if not was_pressed or self._filters.filter_at(index) is None:
            return
        if self.selectionModel().isSelected(index):
            self.given_up.emit()
        else:
            self.choose(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.moved_by_key = True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.is_editing:
            self.choose(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._tell_refused(self.currentIndex())

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        if arg__1.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        else:
            index = self.indexAt(arg__1.pos())
            place = arg__1.globalPos()
        self.menu_wanted.emit(self._filters.filter_at(index), place)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.editor_closed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self._row_for_drop(event.position().toPoint())
        move = Qt.DropAction.MoveAction
        fits = self._filters.canDropMimeData(event.mimeData(), move, row, 0, _ROOT)
        self._mark_drop(row if fits else None)
        event.setDropAction(move)
        event.setAccepted(fits)

    @override
    def dragLeaveEvent(self, e: QDragLeaveEvent) -> None:
        self._mark_drop(None)

    @override
    def dropEvent(self, e: QDropEvent) -> None:
        row = self._row_for_drop(e.position().toPoint())
        move = Qt.DropAction.MoveAction
        self._mark_drop(None)
        e.setDropAction(move)
        e.setAccepted(self._filters.dropMimeData(e.mimeData(), move, row, 0, _ROOT))

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self._drop_row is None:
            return
        above = self.visualRect(self._filters.index(max(self._drop_row - 1, 0)))
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme().tokens.focus), 2))
        painter.drawLine(
            above.left() + 2 * SPACE, above.bottom(), above.right() - 2 * SPACE, above.bottom()
        )
        painter.end()
