"""The only place for a list of boxes to tick."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_LEAST_ROWS = 2
_MOST_ROWS = 8
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_VALUE = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    """Boxes to tick by a click anywhere in their line, not on the small square alone.

    `toggled` carries the value of a box that was ticked or not, and its state.
    """

    toggled = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._revealed: int | None = None
        self.setUniformItemSizes(True)
        set_kind(self, "checks")
        self.itemChanged.connect(self._on_item_changed)

    def load(self, named: Sequence[tuple[int | str, str]], *, is_first: bool = False) -> None:
        """More boxes, not ticked; behind the others, or before them."""
        for place, (value, text) in enumerate(named):
            self.add(value, text, place if is_first else None)

    def add(self, value: int | str, text: str, place: int | None = None) -> None:
        """One more box, not ticked; the last without a place."""
        item = QListWidgetItem(text)
        item.setData(_VALUE, value)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_UNCHECKED)
        with QSignalBlocker(self):
            self.insertItem(self.count() if place is None else place, item)

    def has(self, value: int | str) -> bool:
        """Whether there is a box for a value."""
        return any(self.item(row).data(_VALUE) == value for row in range(self.count()))

    def ticked(self) -> list[int | str]:
        """The values that are ticked, in their order."""
        rows = (self.item(row) for row in range(self.count()))
        return [item.data(_VALUE) for item in rows if item.checkState() == _CHECKED]

    def tick(self, values: Collection[int | str]) -> None:
        """Tick these values and no others; nothing is announced."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                item = self.item(row)
                item.setCheckState(_CHECKED if item.data(_VALUE) in values else _UNCHECKED)
        self.viewport().update()

    def show_only(self, wanted: str) -> None:
        """Show the boxes alone whose folded text holds this."""
        for row in range(self.count()):
            item = self.item(row)
            item.setHidden(wanted not in fold(item.text()))

    def shown(self) -> list[int | str]:
        """The values of the boxes that are shown."""
        return [self.item(row).data(_VALUE) for row in self._shown_rows()]

    def go_to(self, row: int) -> None:
        """Make the box of this shown row the current one."""
        self.setCurrentRow(self._shown_rows()[row])

    def reveal_first(self, values: Collection[int | str]) -> None:
        """Have the first box of these in sight, as soon as the list is to be seen."""
        shown = enumerate(self.shown())
        self._revealed = next((row for row, one in shown if one in values), None)
        self._reveal()

    def take(self, row: int) -> None:
        """Tick the box of this shown row."""
        self.item(self._shown_rows()[row]).setCheckState(_CHECKED)

    def _shown_rows(self) -> list[int]:
        return [row for row in range(self.count()) if not self.item(row).isHidden()]

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        self.toggled.emit(item.data(_VALUE), item.checkState() == _CHECKED)

    def fit(self) -> None:
        """Take the height of the boxes, of eight at most."""
        rows = min(max(self.count(), _LEAST_ROWS), _MOST_ROWS)
        self.setFixedHeight(rows * self.sizeHintForRow(0) + 3 * SPACE)

    def _reveal(self) -> None:
        if self._revealed is not None:
            item = self.item(self._shown_rows()[self._revealed])
            self.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtTop)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reveal()  # before, it had no height to scroll in
        self._revealed = None

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        pressed: QListWidgetItem | None = self.currentItem()
        before = None if pressed is None else pressed.checkState()
        super().mouseReleaseEvent(e)
        item: QListWidgetItem | None = self.itemAt(e.position().toPoint())
        is_click = e.button() == Qt.MouseButton.LeftButton and item is pressed
        # The square has answered already where the state is another one now.
        if is_click and item is not None and item.checkState() == before:
            item.setCheckState(_UNCHECKED if before == _CHECKED else _CHECKED)
