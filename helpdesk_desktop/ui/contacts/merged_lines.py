"""The only place that says what a contact, or company, was merged from, and offers to undo that."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.contacts import Merged, MergedFrom
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind


class MergedLines(QFrame):
    """A line for each merge in force, the last one first; hidden where there is none.

    Only the last can be undone: it lies over the others. `undo_wanted` carries its `Merged`.
    """

    undo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("merged_lines")
        set_kind(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(6)
        self._lines: list[QWidget] = []
        self.hide()

    def show_merges(self, merges: Sequence[MergedFrom], *, may_undo: bool) -> None:
        """Show these."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [
            self._line(place, one, can_undo=may_undo and place == 0)
            for place, one in enumerate(merges)
        ]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(merges))

    def _line(self, place: int, one: MergedFrom, *, can_undo: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        names = ", ".join(name or NOTHING for name in one.names)
        said = self.tr("Merged from {names}").format(names=names)
        row.addWidget(make_label(said, name=f"merged_from_{place}", is_wrapped=True), 1)
        if can_undo:
            undo = QPushButton(self.tr("Undo merge"))
            undo.setObjectName("undo_merge")
            undo.setAccessibleName(self.tr("Undo merge from {names}").format(names=names))
            set_kind(undo, "link")
            undo.clicked.connect(partial(self._on_undo_clicked, one.merged))
            row.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _on_undo_clicked(self, merged: Merged, *_: bool) -> None:
        self.undo_wanted.emit(merged)
