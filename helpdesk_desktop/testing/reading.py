"""The only place that reads what a widget says, whatever kind of widget it is."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

# What a text that is cut to its room, and a value with marks around it, are as a whole.
_WHOLE = ("whole_text", "value")


def text_of(widget: QWidget) -> str:
    """What the widget says; of a text that is cut to its room, all of it."""
    for name in _WHOLE:
        whole = getattr(widget, name, None)
        if isinstance(whole, str):
            return whole
    match widget:
        case QLabel() | QLineEdit() | QAbstractButton() | QSpinBox():
            return widget.text()
        case QPlainTextEdit() | QTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
        case _:
            return widget.accessibleName()


def rows_of(model: QAbstractItemModel, column: int = 0) -> list[str]:
    """What one column of a model says, from the top down."""
    root = QModelIndex()
    places = (model.index(row, column, root) for row in range(model.rowCount(root)))
    return [spoken(place) for place in places]


def spoken(place: QModelIndex) -> str:
    """What a cell says to a reader of the screen, else what it shows."""
    said = place.data(Qt.ItemDataRole.DisplayRole)
    return str(place.data(Qt.ItemDataRole.AccessibleTextRole) if said is None else said)


def entries_of(shown: QListWidget) -> list[str]:
    """The entries that can be seen in a list."""
    items = (shown.item(row) for row in range(shown.count()))
    return [item.text() for item in items if not item.isHidden()]


def lines_of(tree: QTreeWidget, columns: int) -> list[tuple[str, ...]]:
    """The lines of a tree from the top down, each as the texts of its columns."""
    found: list[tuple[str, ...]] = []
    waiting: list[Any] = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, QTreeWidgetItem):
            found.append(tuple(_cell(item, column) for column in range(columns)))
            waiting[:0] = [item.child(row) for row in range(item.childCount())]
    return found


def _cell(item: QTreeWidgetItem, column: int) -> str:
    return item.text(column) or str(item.data(column, Qt.ItemDataRole.AccessibleTextRole) or "")
