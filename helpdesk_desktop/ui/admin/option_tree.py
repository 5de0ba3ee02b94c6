"""The only place that holds the options of a form as a tree that is changed piece by piece."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import CustomOptionId
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.option_lines import DEPTH_LIMIT
from helpdesk_desktop.domain.text_rules import one_line
from helpdesk_desktop.domain.ticket import NAME_LIMIT
from helpdesk_desktop.ui.theme import theme

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NOTE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_LABEL = _NOTE | Qt.ItemFlag.ItemIsEditable
# Put together once: a view asks for the flags of every row, and Python's flags are slow.
_NESTED_NOTE, _NESTED_LABEL = (each | Qt.ItemFlag.ItemIsDropEnabled for each in (_NOTE, _LABEL))
_FLAT_NOTE, _FLAT_LABEL = (each | Qt.ItemFlag.ItemNeverHasChildren for each in (_NOTE, _LABEL))
_COLUMNS = 2  # the label, and how it stands


@dataclass(slots=True, eq=False)
class OptionNode:
    """One option of the tree; `number` is its own while the form is open, `row` its place."""

    number: int
    label: str
    id: CustomOptionId | None = None
    key: str | None = None
    is_retired: bool = False
    parent: "OptionNode | None" = None
    row: int = 0
    children: "list[OptionNode]" = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many lie above it; the root has -1."""
        count, above = -1, self.parent
        while above is not None:
            count, above = count + 1, above.parent
        return count

    @property
    def is_off(self) -> bool:
        """Whether it, or what it lies below, is retired."""
        node: OptionNode | None = self
        while node is not None:
            if node.is_retired:
                return True
            node = node.parent
        return False

    def walk(self) -> "Iterator[OptionNode]":
        """Itself and all below it, from the top down."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def height(self) -> int:
        """How many levels lie below it."""
        tall, level = 0, self.children
        while level:
            tall, level = tall + 1, [below for node in level for below in node.children]
        return tall


class OptionTree(QAbstractItemModel):
    """Options by label, and in the second column how they stand; `edited` on every change here."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_nest = True
        self._next = 1
        self._root = OptionNode(0, "")
        self._nodes: dict[int, OptionNode] = {0: self._root}
        self._uses: Mapping[CustomOptionId, int] | None = None
        self._lines: tuple[OptionLine, ...] | None = None

    # What is in it

    @property
    def count(self) -> int:
        """How many options there are."""
        return len(self._nodes) - 1

    def lines(self) -> tuple[OptionLine, ...]:
        """The whole tree from the top down; the same object until something changes."""
        if self._lines is None:
            found: list[OptionLine] = []
            waiting = [(node, 0) for node in reversed(self._root.children)]
            while waiting:
                node, depth = waiting.pop()
                found.append(OptionLine(node.label, depth, node.id, node.key, node.is_retired))
                waiting += [(below, depth + 1) for below in reversed(node.children)]
            self._lines = tuple(found)
        return self._lines

    def load(self, lines: Sequence[OptionLine]) -> None:
        """Hold these options and no others."""
        self.beginResetModel()
        self._root = OptionNode(0, "")
        self._nodes = {0: self._root}
        above = [self._root]
        for line in lines:
            del above[max(line.depth, 0) + 1 :]
            above.append(self._made(above[-1], line))
        self._lines = tuple(lines)
        self.endResetModel()

    def show_uses(self, uses: Mapping[CustomOptionId, int] | None) -> None:
        """Say beside each option how many have it; None while that is not known."""
        if uses != self._uses:
            self._uses = uses
            self._redraw(1)  # a name that is being typed must stay

    def uses_of(self, node: OptionNode) -> int | None:
        """How many have the option, or one below it; None while that is not known."""
        if self._uses is None:
            return None if any(each.id is not None for each in node.walk()) else 0
        return sum(self._uses.get(each.id, 0) for each in node.walk() if each.id is not None)

    def node_at(self, index: AnyIndex) -> OptionNode:
        """The option at an index; the root for none."""
        return self._nodes[int(index.internalId())] if index.isValid() else self._root

    def index_of(self, node: OptionNode) -> QModelIndex:
        """Where an option stands."""
        return _NOWHERE if node.parent is None else self.createIndex(node.row, 0, node.number)

    def walk(self) -> Iterator[OptionNode]:
        """Every option from the top down."""
        for node in self._root.children:
            yield from node.walk()

    # Changes

    def add(self, parent: OptionNode, row: int, label: str) -> OptionNode:
        """Put a new option there."""
        self.beginInsertRows(self.index_of(parent), row, row)
        node = self._made(parent, OptionLine(label))
        parent.children.remove(node)
        parent.children.insert(row, node)
        _number(parent, row)
        self.endInsertRows()
        self._say_edited()
        return node

    def add_lines(self, lines: Sequence[OptionLine]) -> int:
        """Add what is not there yet, by name and place; answers how many that were."""
        self.beginResetModel()
        before = self.count
        named: dict[int, dict[str, OptionNode]] = {}
        above = [self._root]
        for line in lines:
            del above[line.depth + 1 :]
            parent = above[-1]
            children = named.get(parent.number)
            if children is None:
                children = {fold(each.label): each for each in parent.children}
                named[parent.number] = children
            folded = fold(line.label)
            node = children.get(folded)
            if node is None:
                node = children[folded] = self._made(parent, line)
            above.append(node)
        self.endResetModel()
        self._say_edited()
        return self.count - before

    def retire(self, nodes: Iterable[OptionNode], *, is_retired: bool) -> None:
        """Retire options, or bring them back."""
        for node in nodes:
            node.is_retired = is_retired
        self._redraw()
        self._say_edited()

    def remove(self, nodes: Sequence[OptionNode]) -> None:
        """Take options out, with what lies below them."""
        for node in reversed(nodes):
            parent = node.parent
            if parent is None or node.number not in self._nodes:
                continue
            self.beginRemoveRows(self.index_of(parent), node.row, node.row)
            del parent.children[node.row]
            _number(parent, node.row)
            for each in node.walk():
                del self._nodes[each.number]
            self.endRemoveRows()
        self._say_edited()

    def may_move(self, nodes: Sequence[OptionNode], parent: OptionNode) -> bool:
        """Whether options can come to lie right below another one."""
        if not self.may_nest and parent is not self._root:
            return False
        depth = parent.depth + 1
        over: OptionNode | None = parent
        while over is not None:
            if over in nodes:
                return False
            over = over.parent
        return all(depth + node.height() < DEPTH_LIMIT for node in nodes)

    def move(self, nodes: Sequence[OptionNode], parent: OptionNode, row: int) -> bool:
        """Move options, in their order, to a place right below another one."""
        if not nodes or not self.may_move(nodes, parent):
            return False
        for node in nodes:
            old = node.parent
            if old is None:
                continue
            if old is parent and row in {node.row, node.row + 1}:
                row = node.row + 1  # it stands there
                continue
            if not self.beginMoveRows(
                self.index_of(old), node.row, node.row, self.index_of(parent), row
            ):
                return False
            if old is parent and node.row < row:
                row -= 1
            del old.children[node.row]
            _number(old, node.row)
            parent.children.insert(row, node)
            node.parent = parent
            _number(parent, row)
            self.endMoveRows()
            row += 1
        self._say_edited()
        return True

    def _made(self, parent: OptionNode, line: OptionLine) -> OptionNode:
        node = OptionNode(
            self._next, line.label, line.id, line.key, line.is_retired, parent, len(parent.children)
        )
        self._next += 1
        self._nodes[node.number] = node
        parent.children.append(node)
        return node

    def _redraw(self, column: int = 0) -> None:
        # A view draws all that is in sight anew, whichever of several rows it was.
        last = len(self._root.children) - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, column), self.index(last, 1))

    def _say_edited(self) -> None:
        self._lines = None
        self.edited.emit()

    # Qt

    @override
    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        # Asked for each of ten thousand rows whenever the view is laid out.
        children = self.node_at(parent).children
        if 0 <= row < len(children) and 0 <= column < _COLUMNS and parent.column() <= 0:
            return self.createIndex(row, column, children[row].number)
        return QModelIndex()

    @override
    def hasChildren(self, parent: AnyIndex = _NOWHERE) -> bool:
        return bool(self.node_at(parent).children) and parent.column() <= 0

    @override
    def parent(self, child: AnyIndex) -> QModelIndex:  # type: ignore[override]  # Qt has two
        above = self.node_at(child).parent
        return QModelIndex() if above is None else self.index_of(above)

    @override
    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self.node_at(parent).children)

    @override
    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return _COLUMNS

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node_at(index)
        is_note = index.column() == 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._note(node) if is_note else node.label
            case Qt.ItemDataRole.EditRole:
                return node.label
            case Qt.ItemDataRole.ForegroundRole if is_note or node.is_off:
                return QColor(theme().tokens.muted)
            case Qt.ItemDataRole.TextAlignmentRole if is_note:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.AccessibleTextRole if not is_note:
                return ", ".join(part for part in (node.label, self._note(node)) if part)
            case _:
                return None

    def _note(self, node: OptionNode) -> str:
        count = None if node.id is None or self._uses is None else self._uses.get(node.id, 0)
        used = self.tr("used %Ln time(s)", "", count) if count else ""
        retired = self.tr("retired") if node.is_retired else ""
        new = self.tr("new") if node.id is None else ""
        return "  ·  ".join(part for part in (used, retired, new) if part)

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        label = one_line(str(value)).strip()[:NAME_LIMIT]
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not label:
            return False
        node = self.node_at(index)
        if label != node.label:
            node.label = label
            self.dataChanged.emit(index, index)
            self._say_edited()
        return True

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self.may_nest:
            return _NESTED_NOTE if index.column() else _NESTED_LABEL
        return _FLAT_NOTE if index.column() else _FLAT_LABEL

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


def _number(parent: OptionNode, start: int) -> None:
    for row in range(start, len(parent.children)):
        parent.children[row].row = row
