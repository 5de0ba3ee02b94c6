"""The only place for a list of thousands of boxes to tick: only what is seen of it is made."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from helpdesk_desktop.ui.folded_names import folded_names
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

AnyIndex = QModelIndex | QPersistentModelIndex
_ROWS = 8
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_BOX = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class _Boxes(QStringListModel):
    # The names that are shown are Qt's own: laying out ten thousand rows asks nothing of Python.

    toggled = Signal(object, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.values: list[int | str] = []
        self.texts: list[str] = []
        self.shown: Sequence[int] = ()
        self.ticked: set[int | str] = set()
        self._folded: list[str] | None = None

    def load(self, named: Sequence[tuple[int | str, str]], *, is_first: bool) -> None:
        values, texts = [value for value, _ in named], [text for _, text in named]
        self.values = [*values, *self.values] if is_first else [*self.values, *values]
        self.texts = [*texts, *self.texts] if is_first else [*self.texts, *texts]
        self._folded = None
        self.find("")

    def find(self, wanted: str) -> None:
        if self._folded is None and wanted:
            self._folded = folded_names(self.texts)
        folded = self._folded or ()
        every = range(len(self.values))
        self.shown = [row for row in every if wanted in folded[row]] if wanted else every
        self.setStringList([self.texts[row] for row in self.shown])

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _BOX

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and 0 <= index.row() < len(self.shown):
            is_ticked = self.values[self.shown[index.row()]] in self.ticked
            return _CHECKED if is_ticked else _UNCHECKED
        return super().data(index, role)

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self.values[self.shown[index.row()]]
        is_ticked = Qt.CheckState(value) is _CHECKED
        (self.ticked.add if is_ticked else self.ticked.discard)(key)
        self.dataChanged.emit(index, index)
        self.toggled.emit(key, is_ticked)
        return True


class ManyTicks(QListView):
    """As `TickList`, for any number of boxes; `toggled` carries the value of one and its state."""

    toggled = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._revealed: int | None = None
        self._boxes = _Boxes(self)
        self.setModel(self._boxes)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        set_kind(self, "checks")
        self._boxes.toggled.connect(self.toggled)

    def load(self, named: Sequence[tuple[int | str, str]], *, is_first: bool = False) -> None:
        """More boxes, not ticked; behind the others, or before them."""
        self._boxes.load(named, is_first=is_first)

    def has(self, value: int | str) -> bool:
        """Whether there is a box for a value."""
        return value in self._boxes.values

    def ticked(self) -> list[int | str]:
        """The values that are ticked, in their order."""
        ticked = self._boxes.ticked
        return [value for value in self._boxes.values if value in ticked] if ticked else []

    def tick(self, values: Collection[int | str]) -> None:
        """Tick these values and no others; nothing is announced."""
        self._boxes.ticked = set(values)
        self.viewport().update()

    def show_only(self, wanted: str) -> None:
        """Show the boxes alone whose folded text holds this."""
        self._boxes.find(wanted)

    def shown(self) -> list[int | str]:
        """The values of the boxes that are shown."""
        return [self._boxes.values[row] for row in self._boxes.shown]

    def go_to(self, row: int) -> None:
        """Make the box of this shown row the current one."""
        self.setCurrentIndex(self._boxes.index(row))

    def reveal_first(self, values: Collection[int | str]) -> None:
        """Have the first box of these in sight, as soon as the list is to be seen."""
        shown = enumerate(self.shown())
        self._revealed = next((row for row, one in shown if one in values), None)
        self._reveal()

    def take(self, row: int) -> None:
        """Tick the box of this shown row."""
        index = self._boxes.index(row)
        self._boxes.setData(index, _CHECKED, Qt.ItemDataRole.CheckStateRole)

    def fit(self) -> None:
        """Take the height of eight boxes."""
        self.setFixedHeight(_ROWS * self.sizeHintForRow(0) + 3 * SPACE)

    def _reveal(self) -> None:
        if self._revealed is not None:
            place = self._boxes.index(self._revealed)
            self.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtTop)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reveal()  # before, it had no height to scroll in
        self._revealed = None

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        pressed = self.currentIndex()
        role = Qt.ItemDataRole.CheckStateRole
        before = pressed.data(role)
        super().mouseReleaseEvent(e)
        is_click = (
            e.button() == Qt.MouseButton.LeftButton
            and pressed.isValid()
            and self.indexAt(e.position().toPoint()) == pressed
        )
        # The square has answered already where the state is another one now.
        if is_click and pressed.data(role) == before:
            state = _UNCHECKED if before == _CHECKED else _CHECKED
            self._boxes.setData(pressed, state, role)
