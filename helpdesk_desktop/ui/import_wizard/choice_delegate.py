"""The only place where a cell of a table is chosen from a list: one combo box, made when needed.

A combo box in every row would cost a quarter of a second with 200 columns.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.icons import pixmap

_MARK = 14
Entries = Sequence[tuple[str, str]]
Index = QModelIndex | QPersistentModelIndex


class ChoiceDelegate(QStyledItemDelegate):
    """Offers the entries of a row as (value, text); `chosen` carries the row and the value."""

    chosen = Signal(int, str)

    def __init__(
        self, name: str, entries: Callable[[int], tuple[Entries, str]], parent: QObject
    ) -> None:
        """`entries` gives, for a row, what there is and the value that it has."""
        super().__init__(parent)
        self._name = name
        self._entries = entries

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        ratio = painter.device().devicePixelRatioF()
        mark = pixmap("chevron-down", "muted", _MARK, ratio)
        painter.drawPixmap(rect.right() - _MARK - 8, rect.center().y() - _MARK // 2, mark)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QComboBox(parent)
        editor.setObjectName(self._name)
        entries, present = self._entries(index.row())
        for value, text in entries:
            editor.addItem(text, value)
        editor.setCurrentIndex(editor.findData(present))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        row = index.row()
        editor.activated.connect(lambda _: self._on_activated(editor, row))
        QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # It was filled when it was made; the view asks again after every change.
        return

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        # Choosing an entry says it; leaving says nothing.
        return

    @override
    def eventFilter(self, object: QObject, event: QEvent) -> bool:
        # The popup takes the focus from its box, and the box must stay.
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(object, QComboBox)
            and object.view().isVisible()
        ):
            return False
        return super().eventFilter(object, event)

    def _on_activated(self, editor: QComboBox, row: int) -> None:
        value = str(editor.currentData())
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.chosen.emit(row, value)
