"""The only place that shows a filter as a tree of lines, walked, regrouped and dragged.

It shows what it is given and asks for everything: `draft` makes the edits. All groups stay open,
for a filter that is half hidden is read wrong.
"""

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_edits import Path
from helpdesk_desktop.domain.filters import Group, Node
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filter_builder.part_painter import BETWEEN, NODE, STANDING, PartPainter
from helpdesk_desktop.ui.filter_builder.part_words import between_words, part_words, state_words
from helpdesk_desktop.ui.filter_builder.tree_draft import TreeDraft
from helpdesk_desktop.ui.filters.standing_words import part_standing
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import set_kind, theme

_PATH = Qt.ItemDataRole.UserRole + 3
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_INDENT = 22
_LEAST_WIDTH = 240
# A condition may list ten thousand values; no screen is wider than this.
_MOST_SHOWN = 400
# What is dropped on the rim of a group's line goes beside it, on its middle into it; where Qt's
# own mark changes, too.
_EDGE = 0.18
_HALF = 0.5


class PartTree(QTreeWidget):
    """One line a part; the chosen one is edited beside it.

    `edit_wanted` asks for the focus to go to its form, `condition_wanted` for a field to add.
    """

    edit_wanted = Signal()
    condition_wanted = Signal()

    def __init__(self, draft: TreeDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("partTree")
        self.setAccessibleName(self.tr("Parts of the filter"))
        set_kind(self, "parts")
        self._draft = draft
        self._directory = Directory()
        self._shown: Group | None = None
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(PartPainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self._keys = self._key_table()
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemDoubleClicked.connect(self.edit_wanted)
        draft.tree_changed.connect(self.show_tree)
        draft.place_changed.connect(self._show_place)

    def set_directory(self, directory: Directory) -> None:
        """Name people, groups and fields by this directory."""
        if directory == self._directory and self._shown is not None:
            return
        self._directory = directory
        self._shown = None
        with QSignalBlocker(self):
            self.clear()
        self.show_tree()

    def show_tree(self) -> None:
        """Show the tree and the chosen part as they are now."""
        tree = self._draft.tree
        if tree is self._shown:
            self._show_place()
            return
        root = self.topLevelItem(0)
        with QSignalBlocker(self):
            if root is None:
                root = QTreeWidgetItem()
                self.addTopLevelItem(root)
            self._show(root, tree, None, ())
            self.expandAll()
        self._shown = tree
        self._show_place()

    def item_at(self, path: Path) -> QTreeWidgetItem:
        """The line of a part."""
        item = self.topLevelItem(0)
        for position in path:
            item = None if item is None else item.child(position)
        assert item is not None  # noqa: S101 - every part has its line
        return item

    def _show(self, item: QTreeWidgetItem, node: Node, parent: Group | None, path: Path) -> None:
        # Lines are kept where they are: a tree that is shown anew would lose its place.
        place = path[-1] if path else 0
        is_same = item.data(0, NODE) is node and item.data(0, _PATH) == path
        between = between_words(parent, place)
        if is_same and item.data(0, BETWEEN) == between:
            return
        words = part_words(node, self._directory)
        said = " ".join(part for part in (between, words) if part)
        standing = part_standing(node, self._directory)
        state = state_words(node, standing)
        spoken = ", ".join(part for part in (said[:_MOST_SHOWN], state) if part)
        item.setText(0, words[:_MOST_SHOWN])
        item.setData(0, NODE, node)
        item.setData(0, BETWEEN, between)
        item.setData(0, STANDING, standing)
        item.setData(0, _PATH, path)
        item.setData(0, _SPOKEN, spoken)
        item.setToolTip(0, tooltip(f"{words} ({state})" if state else words))
        parts = node.parts if isinstance(node, Group) else ()
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if path:  # the root stays where it is
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if isinstance(node, Group):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        item.setFlags(flags)
        while item.childCount() > len(parts):
            item.takeChild(item.childCount() - 1)
        while item.childCount() < len(parts):
            item.addChild(QTreeWidgetItem())
        for position, part in enumerate(parts):
            group = node if isinstance(node, Group) else None
            line = item.child(position)
            assert line is not None  # noqa: S101 - made above
            self._show(line, part, group, (*path, position))

    def _show_place(self) -> None:
        item = self.item_at(self._draft.path)
        with QSignalBlocker(self):
            self.setCurrentItem(item)
        self.scrollToItem(item)
        self.viewport().update()

    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._draft.choose(tuple(item.data(0, _PATH)))

    def _key_table(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        draft = self._draft
        return {
            (Qt.Key.Key_Insert, _NO_KEYS): self.condition_wanted.emit,
            (Qt.Key.Key_Plus, _NO_KEYS): self.condition_wanted.emit,
            (Qt.Key.Key_Plus, _SHIFT): self.condition_wanted.emit,
            (Qt.Key.Key_Insert, _SHIFT): draft.add_group,
            (Qt.Key.Key_Delete, _NO_KEYS): draft.remove,
            (Qt.Key.Key_Backspace, _NO_KEYS): draft.remove,
            (Qt.Key.Key_N, _NO_KEYS): draft.negate,
            (Qt.Key.Key_M, _NO_KEYS): draft.mute,
            (Qt.Key.Key_G, _NO_KEYS): draft.wrap,
            (Qt.Key.Key_G, _SHIFT): draft.ungroup,
            (Qt.Key.Key_Up, _CONTROL): lambda: draft.step(-1),
            (Qt.Key.Key_Down, _CONTROL): lambda: draft.step(1),
            (Qt.Key.Key_Left, _CONTROL): draft.step_out,
            (Qt.Key.Key_Right, _CONTROL): draft.step_in,
            (Qt.Key.Key_Return, _NO_KEYS): self.edit_wanted.emit,
            (Qt.Key.Key_Enter, _NO_KEYS): self.edit_wanted.emit,
            (Qt.Key.Key_F2, _NO_KEYS): self.edit_wanted.emit,
        }

    def _drop_path(self, at: QPoint) -> Path | None:
        item: QTreeWidgetItem | None = self.itemAt(at)
        if item is None:
            root = self.item_at(())
            return (root.childCount(),)
        path: Path = tuple(item.data(0, _PATH))
        place = self.visualItemRect(item)
        height = (at.y() - place.top()) / max(place.height(), 1)
        is_group = isinstance(item.data(0, NODE), Group)
        edge = _EDGE if is_group else _HALF
        if is_group and (not path or edge <= height <= 1 - edge):
            return (*path, item.childCount())
        return (*path[:-1], path[-1] + (height > _HALF))

    # Qt

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = self._keys.get((Qt.Key(event.key()), modifiers))
        if act is None:
            super().keyPressEvent(event)
            return
        before = self._draft.tree
        act()
        event.accept()
        if self._draft.tree is not before:
            # What a key did to a line is heard, not only seen.
            spoken = str(self.item_at(self._draft.path).data(0, _SPOKEN))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    @override
    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # A line under each group down its parts, so that their depth is seen at a glance.
        painter.setPen(QColor(theme().tokens.control_line))
        for left in range(rect.left() + _INDENT // 2, rect.right(), _INDENT):
            painter.drawLine(left, rect.top(), left, rect.bottom())

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        target = self._drop_path(event.position().toPoint())
        # Nothing is moved by Qt: the draft moves the part, or refuses.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        if target is not None:
            self._draft.move(self._draft.path, target)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.source() is not self:
            event.ignore()
