"""The only place that says how wide the columns on screen are and in which order they stand.

A width that the user gave is kept to the pixel, counted at the usual text size; columns that nobody
sized share the room: the subject takes what the others leave, and where room is short, all give a
little.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.ui.list.shown_table import ShownTable
from helpdesk_desktop.ui.list.sort_header import SortHeader

# The average letter of 9 points on 96 dpi: the text size that widths are given for.
_USUAL_LETTER = 6.5
_LEAST_SCALE = 0.9
NARROWEST = 24


class ColumnLayout(QObject):
    """Order and widths of a table's columns; `changed` says that the user moved or sized one."""

    changed = Signal()

    def __init__(self, view: QTableView, header: SortHeader, model: ShownTable) -> None:
        super().__init__(view)
        self._view = view
        self._header = header
        self._model = model
        # Widths that the user gave, at the usual text size.
        self._own: dict[str, int] = {}
        self._sized_for: tuple[str, ...] = ()
        self._is_placing = False
        self._is_touched = False
        model.modelReset.connect(self._on_model_reset)
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)
        header.sectionHandleDoubleClicked.connect(self._on_handle_double_clicked)
        header.let_go.connect(self._on_header_let_go)

    @property
    def columns(self) -> tuple[ShownColumn, ...]:
        """The columns from left to right, with the widths that the user gave."""
        places = range(self._header.count())
        shown = [self._model.columns[self._header.logicalIndex(place)] for place in places]
        return tuple(ShownColumn(column.key, self._own.get(column.key)) for column in shown)

    def show(self, columns: Sequence[ShownColumn]) -> None:
        """Show these columns in this order and width."""
        self._own = {
            column.key: max(column.width, NARROWEST)
            for column in columns
            if column.width is not None
        }
        self._is_placing = True
        self._model.set_columns(tuple(column.key for column in columns))
        for place in range(self._header.count()):
            self._header.moveSection(self._header.visualIndex(place), place)
        self._is_placing = False
        self.share_width()

    def width_of(self, key: str) -> int:
        """How wide a shown column stands now, in pixels at the usual text size."""
        place = next(n for n, column in enumerate(self._model.columns) if column.key == key)
        return round(self._header.sectionSize(place) / self._scale())

    def set_width(self, key: str, width: int | None) -> None:
        """The user gives a column a width at the usual text size, or None for its usual one."""
        if self._own.get(key) == width:
            return
        if width is None:
            self._own.pop(key, None)
        else:
            self._own[key] = max(width, NARROWEST)
        self.share_width()
        self.changed.emit()

    def share_width(self) -> None:
        """Fit the columns into the room there is."""
        columns = self._model.columns
        scale = self._scale()
        own = [self._own.get(each.key) for each in columns]
        wanted = [
            # The header gives no section less, so less must not be reckoned with either.
            max(round((each.width if given is None else given) * scale), NARROWEST)
            for each, given in zip(columns, own, strict=True)
        ]
        least = [
            min(max(round(each.least * scale), NARROWEST), want) if given is None else want
            for each, want, given in zip(columns, wanted, own, strict=True)
        ]
        room = self._view.viewport().width()
        spare = sum(wanted) - sum(least)
        share = min(max((room - sum(least)) / spare, 0.0), 1.0) if spare else 1.0
        widths = [low + int((want - low) * share) for want, low in zip(wanted, least, strict=True)]
        wide = next(
            (n for n, each in enumerate(columns) if each.can_stretch and own[n] is None), None
        )
        if wide is not None:
            widths[wide] += max(room - sum(widths), 0)
        self._is_placing = True
        for place, width in enumerate(widths):
            self._header.resizeSection(place, width)
        self._is_placing = False

    def _scale(self) -> float:
        letter = self._view.fontMetrics().averageCharWidth()
        return max(letter / _USUAL_LETTER, _LEAST_SCALE)

    def _on_model_reset(self) -> None:
        shown = tuple(column.key for column in self._model.columns)
        if shown != self._sized_for:
            self._sized_for = shown
            self.share_width()

    def _on_section_resized(self, section: int, _old: int, new: int) -> None:
        # Qt resizes too, as when columns come and go: only a held header is a user's wish.
        if not self._is_placing and self._header.is_held:
            self._own[self._model.columns[section].key] = round(new / self._scale())
            self._is_touched = True

    def _on_section_moved(self) -> None:
        if not self._is_placing:
            self._is_touched = True

    def _on_handle_double_clicked(self, section: int) -> None:
        # Qt's own answer, the width of the longest text in sight, was just given: take it back.
        key = self._model.columns[section].key
        if self._own.pop(key, None) is not None:
            self.changed.emit()
        self.share_width()

    def _on_header_let_go(self) -> None:
        if self._is_touched:
            self._is_touched = False
            # The others make room only now: a column must not run from under the mouse.
            self.share_width()
            self.changed.emit()
