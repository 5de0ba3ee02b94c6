"""The only place that stacks rows of a name and a value so that hundreds of them can come.

One grid would lay out every row that is there for each that comes: grids of few rows stand one
under the other instead, each shown when it is full. The column of names has one fixed width, so
that values stand under values.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QVBoxLayout, QWidget

_ROWS = 16
_GAP = 2
_BESIDE = 6


class RowStack:
    """The rows of a card, put in one after the other."""

    def __init__(self, card: QFrame, name_width: int) -> None:
        self._card = card
        self._name_width = name_width
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(_GAP)
        self._grids: list[tuple[QWidget, QGridLayout]] = []

    def parent_of(self, row: int) -> QWidget:
        """What the parts of a row lie in: moving them there later would style them anew."""
        return self._grid_of(row)[0]

    def place(self, row: int, first: QWidget, second: QWidget | None = None) -> bool:
        """Put a name and its value, or one part over both, into a row.

        True where that filled a grid, which is shown now; the last one is by `end`.
        """
        holder, grid = self._grid_of(row)
        typed: QWidget | None = QApplication.focusWidget()
        if second is None:
            grid.addWidget(first, row % _ROWS, 0, 1, 2)
        else:
            grid.addWidget(first, row % _ROWS, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(second, row % _ROWS, 1)
            second.show()
            if typed is not None and second.isAncestorOf(typed):
                typed.setFocus()  # what moves to another parent loses it
        first.show()
        is_full = row % _ROWS == _ROWS - 1
        if is_full:
            holder.show()
        return is_full

    def end(self) -> None:
        """There are no more rows than were put in."""
        for holder, grid in self._grids:
            holder.setVisible(grid.count() > 0)

    def take_out(self, part: QWidget) -> None:
        """Let a part stand in no row."""
        for holder, grid in self._grids:
            if holder is part.parentWidget():
                grid.removeWidget(part)

    def _grid_of(self, row: int) -> tuple[QWidget, QGridLayout]:
        while len(self._grids) <= row // _ROWS:
            holder = QWidget(self._card)
            grid = QGridLayout(holder)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(_BESIDE)
            grid.setVerticalSpacing(_GAP)
            grid.setColumnStretch(1, 1)
            grid.setColumnMinimumWidth(0, self._name_width)
            holder.hide()
            self._column.addWidget(holder)
            self._grids.append((holder, grid))
        return self._grids[row // _ROWS]
