"""The only place where options are shown as a tree and moved about in it, by keys and by drag."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView
from typing_extensions import override

from helpdesk_desktop.ui.admin.option_tree import AnyIndex, OptionNode, OptionTree

_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_NOTE_WIDTH = 130
_HEIGHT = 220
_INDENT = 18
_NAME_WIDTH = 160


class OptionView(QTreeView):
    """The options of one field.

    Ctrl+Shift and the arrows move: up and down among those beside it, right below the one before
    it, left up a level. `asked` carries what other keys ask for: add, remove, retire, paste.
    """

    asked = Signal(str)

    def __init__(self, name: str, tree: OptionTree) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "checks")
        self.setModel(tree)
        self._tree = tree
        self._fitted: object = None
        self._deepest = 0
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setExpandsOnDoubleClick(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(_HEIGHT)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _NOTE_WIDTH)

    @property
    def current(self) -> OptionNode | None:
        """The option of the current row."""
        index = self.currentIndex()
        return self._tree.node_at(index) if index.isValid() else None

    @property
    def is_editing(self) -> bool:
        """Whether a name is being typed."""
        return bool(self.state() == QAbstractItemView.State.EditingState)

    def chosen(self) -> list[OptionNode]:
        """The selected options from the top down, without those that lie below another one."""
        nodes = {self._tree.node_at(index) for index in self.selectionModel().selectedRows()}
        tops = []
        for node in nodes:
            above = node.parent
            while above is not None and above not in nodes:
                above = above.parent
            if above is None:
                tops.append(node)
        return sorted(tops, key=_place)

    def fit(self) -> None:
        """Leave the deepest option room for its name."""
        lines = self._tree.lines()
        if lines is not self._fitted:
            self._fitted = lines
            self._deepest = max((line.depth for line in lines), default=0)
        deepest = self._deepest
        free = self.viewport().width() - _NOTE_WIDTH
        needed = (deepest + 1) * _INDENT + _NAME_WIDTH if deepest else 0
        self.header().resizeSection(0, max(free, needed))

    def show_node(self, node: OptionNode) -> None:
        """Make an option the current one, in sight."""
        index = self._tree.index_of(node)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._show_depth(index)

    def rename(self, node: OptionNode) -> None:
        """Let a name be typed in place."""
        self.show_node(node)
        self.edit(self._tree.index_of(node))

    def move_chosen(self, key: Qt.Key) -> bool:
        """Move what is chosen the way an arrow points."""
        nodes = self.chosen()
        if not nodes or nodes[0].parent is None:
            return False
        parent = nodes[0].parent
        if any(node.parent is not parent for node in nodes):
            return False
        first, last = nodes[0].row, nodes[-1].row
        match key:
            case Qt.Key.Key_Up if first > 0:
                place = (parent, first - 1)
            case Qt.Key.Key_Down if last + 1 < len(parent.children):
                place = (parent, last + 2)
            case Qt.Key.Key_Right if first > 0:
                over = parent.children[first - 1]
                place = (over, len(over.children))
            case Qt.Key.Key_Left if parent.parent is not None:
                place = (parent.parent, parent.row + 1)
            case _:
                return False
        return self.move_to(nodes, *place)

    def move_to(self, nodes: list[OptionNode], parent: OptionNode, row: int) -> bool:
        """Move options to a place; they stay chosen."""
        current = self.current
        if not self._tree.move(nodes, parent, row):
            return False
        self.expand(self._tree.index_of(parent))
        if current is not None:
            self.scrollTo(self._tree.index_of(current))
        return True

    # Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._show_depth(current)

    def _show_depth(self, index: AnyIndex) -> None:
        # Qt shows the column, whose left end a deep option is far away from.
        if not index.isValid():
            return
        start = self._tree.node_at(index).depth * _INDENT
        bar = self.horizontalScrollBar()
        if not bar.value() <= start <= bar.value() + self.viewport().width() - _NAME_WIDTH:
            bar.setValue(max(0, start - self.viewport().width() // 2))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrows = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
        if held == _MOVING and key in arrows:
            self.move_chosen(key)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.asked.emit("paste")
        elif key == Qt.Key.Key_Insert and held == Qt.KeyboardModifier.NoModifier:
            self.asked.emit("add")
        elif key == Qt.Key.Key_Insert and held == Qt.KeyboardModifier.ControlModifier:
            self.asked.emit("add_below")
        elif key == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.NoModifier:
            self.asked.emit("remove")
        elif key == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.ControlModifier:
            self.asked.emit("retire")
        else:
            super().keyPressEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        nodes = self.chosen()
        event.setDropAction(Qt.DropAction.CopyAction)  # nothing is left to take away at its source
        event.accept()
        if nodes:
            self.move_to(nodes, *self._target(index, at.y()))
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def _target(self, index: QModelIndex, y: int) -> tuple[OptionNode, int]:
        if not index.isValid():
            root = self._tree.node_at(QModelIndex())
            return root, len(root.children)
        node = self._tree.node_at(index)
        rect = self.visualRect(index)
        edge = rect.height() // 4 if self._tree.may_nest else rect.height() // 2
        above = node.parent or node
        if y < rect.top() + edge:
            return above, node.row
        if y > rect.bottom() - edge:
            is_open = self.isExpanded(index) and bool(node.children)
            return (node, 0) if is_open else (above, node.row + 1)
        if self._tree.may_nest:
            return node, len(node.children)
        return above, node.row + 1


def _place(node: OptionNode) -> tuple[int, ...]:
    rows: list[int] = []
    each: OptionNode | None = node
    while each is not None:
        rows.append(each.row)
        each = each.parent
    return tuple(reversed(rows))
