"""The only place that holds the nodes of a tree to be ticked, ten thousand as well as ten."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from helpdesk_desktop.ui.folded_names import folded_names

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_BOX = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_TOP = -1


class NodeRows(QAbstractItemModel):
    """Nodes by number and name under their parents; `toggled` when the user ticks one or not.

    What is found is shown with all that it stands under.
    """

    toggled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers: list[int] = []
        self._names: list[str] = []
        self._parents: list[int] = []
        self._place: dict[int, int] = {}
        self._ticked: set[int] = set()
        self._folded: list[str] | None = None
        # What is shown: the places below each place, and the row of each.
        self._below: dict[int, list[int]] = {}
        self._row: dict[int, int] = {}

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return len(self._numbers)

    @property
    def shown_count(self) -> int:
        """How many of them are shown."""
        return len(self._row)

    def add(self, nodes: Iterable[tuple[int, str, int | None]]) -> None:
        """More nodes: number, name and the number of the one above, which comes before."""
        for number, name, above in nodes:
            self._place[number] = len(self._numbers)
            self._numbers.append(number)
            self._names.append(name)
            self._parents.append(_TOP if above is None else self._place.get(above, _TOP))
        self._folded = None
        self.show_only("")

    def has(self, number: int) -> bool:
        """Whether there is a node of this number."""
        return number in self._place

    def ticked(self) -> tuple[int, ...]:
        """The numbers that are ticked, from the top down."""
        if not self._ticked:
            return ()
        return tuple(one for one in self._in_order() if one in self._ticked)

    def tick(self, numbers: Collection[int]) -> None:
        """Tick these and no others; nothing is announced."""
        self._ticked = set(numbers)
        if self._below.get(_TOP):
            last = len(self._below[_TOP]) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, 0))

    def index_of(self, number: int) -> QModelIndex:
        """Where a node is shown; nowhere while it is not."""
        place = self._place.get(number, _TOP)
        row = self._row.get(place)
        return _NOWHERE if row is None else self.createIndex(row, 0, place + 1)

    def show_only(self, wanted: str) -> int | None:
        """Show the nodes alone whose folded name holds this, and answers the first of them."""
        if self._folded is None and wanted:
            self._folded = folded_names(self._names)
        every: Sequence[int] = range(len(self._names))
        folded = self._folded or ()
        found = [place for place in every if wanted in folded[place]] if wanted else every
        shown: Collection[int] = found
        if wanted:
            shown = set()
            for place in found:
                above = place
                while above != _TOP and above not in shown:
                    shown.add(above)
                    above = self._parents[above]
        self.beginResetModel()
        self._below, self._row = {}, {}
        for place in every:
            if not wanted or place in shown:
                beside = self._below.setdefault(self._parents[place], [])
                self._row[place] = len(beside)
                beside.append(place)
        self.endResetModel()
        return self._numbers[found[0]] if found and wanted else None

    def _in_order(self) -> Iterable[int]:
        below: dict[int, list[int]] = {}
        for place, above in enumerate(self._parents):
            below.setdefault(above, []).append(place)
        waiting = below.get(_TOP, [])[::-1]
        while waiting:
            place = waiting.pop()
            yield self._numbers[place]
            waiting += below.get(place, [])[::-1]

    # Qt

    @override
    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        beside = self._below.get(parent.internalId() - 1 if parent.isValid() else _TOP, ())
        if 0 <= row < len(beside) and column == 0:
            return self.createIndex(row, 0, beside[row] + 1)
        return QModelIndex()

    @override
    def parent(self, child: AnyIndex) -> QModelIndex:  # type: ignore[override]  # Qt has two
        above = self._parents[child.internalId() - 1] if child.isValid() else _TOP
        return QModelIndex() if above == _TOP else self.createIndex(self._row[above], 0, above + 1)

    @override
    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return len(self._below.get(parent.internalId() - 1 if parent.isValid() else _TOP, ()))

    @override
    def hasChildren(self, parent: AnyIndex = _NOWHERE) -> bool:
        return (parent.internalId() - 1 if parent.isValid() else _TOP) in self._below

    @override
    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 1

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _BOX if index.isValid() else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = index.internalId() - 1
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[place]
        if role == Qt.ItemDataRole.CheckStateRole:
            return _CHECKED if self._numbers[place] in self._ticked else _UNCHECKED
        return None

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        number = self._numbers[index.internalId() - 1]
        is_ticked = Qt.CheckState(value) is _CHECKED
        (self._ticked.add if is_ticked else self._ticked.discard)(number)
        self.dataChanged.emit(index, index)
        self.toggled.emit()
        return True
