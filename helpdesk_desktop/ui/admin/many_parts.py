"""The only place for settings that hold several words: members, groups, rights."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.team_words import joined
from helpdesk_desktop.ui.admin.form_parts import FormPart
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_WORD = Qt.ItemDataRole.UserRole
_LEAST_HEIGHT = 150


class TicksPart(FormPart):
    """Several of many, ticked in a list that is narrowed by typing; the ticked ones stand first."""

    def __init__(self, name: str, says: str, find: str) -> None:
        both = QWidget()
        self.find = QLineEdit()
        self.find.setObjectName(f"{name}_find")
        self.find.setPlaceholderText(find)
        self.find.setAccessibleName(find)
        self.find.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName(name)
        self.list.setProperty("kind", "checks")
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = make_label(name=f"{name}_count", tone="muted")
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.find)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        super().__init__(FormField(name, says, both, target=self.list))
        self._choices: tuple[tuple[str, str], ...] = ()
        self._filled: tuple[tuple[str, str], ...] = ()
        self._ticked: frozenset[str] = frozenset()
        self._is_filling = False
        self.list.itemChanged.connect(self._on_item_changed)
        self.find.textChanged.connect(self._narrow)

    def show_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these (word, name), once a word is shown."""
        self._choices = tuple(choices)

    @override
    def value(self) -> str:
        """The ticked words."""
        return joined(self._ticked)

    @override
    def show_value(self, value: str) -> None:
        """Tick these words and no others."""
        ticked = frozenset(word for word in value.split(",") if word)
        if ticked != self._ticked or self._choices != self._filled:
            self._ticked = ticked
            self._filled = self._choices
            self._fill()

    @override
    def said(self, value: str) -> str:
        """The names of the ticked ones."""
        names = dict(self._choices)
        return ", ".join(names.get(word, word) for word in value.split(",") if word)

    def _fill(self) -> None:
        self._is_filling = True
        row = self.list.currentRow()
        kept = self.list.item(row).data(_WORD) if row >= 0 else None
        for place in range(self.list.count() if self.find.text() else 0):
            # Qt takes seconds to drop thousands of hidden rows.
            self.list.setRowHidden(place, False)
        self.list.clear()
        ordered = sorted(self._choices, key=lambda one: (one[0] not in self._ticked, fold(one[1])))
        for word, name in ordered:
            item = QListWidgetItem(name)
            item.setData(_WORD, word)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_ticked = word in self._ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if word == kept:
                self.list.setCurrentItem(item)
        self._is_filling = False
        self._narrow()
        self._say_count()

    def _narrow(self) -> None:
        wanted = fold(self.find.text().strip())
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_hidden = bool(wanted) and wanted not in fold(item.text())
            if item.isHidden() != is_hidden:
                item.setHidden(is_hidden)

    def _say_count(self) -> None:
        self.count.setText(self.tr("%Ln chosen", "", len(self._ticked)))

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        word = str(item.data(_WORD))
        is_ticked = item.checkState() == Qt.CheckState.Checked
        self._ticked = self._ticked | {word} if is_ticked else self._ticked - {word}
        self._say_count()
        self.changed.emit()


class GroupedTicksPart(FormPart):
    """Several of a few, as boxes to tick under headings."""

    def __init__(
        self,
        name: str,
        says: str,
        sections: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    ) -> None:
        grid_box = QWidget()
        grid_box.setObjectName(name)
        grid = QGridLayout(grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(5 * SPACE)
        grid.setVerticalSpacing(SPACE)
        self.boxes: dict[str, QCheckBox] = {}
        row = 0
        for heading, entries in sections:
            if row:
                grid.setRowMinimumHeight(row, SPACE)
                row += 1
            grid.addWidget(make_label(heading, tone="section"), row, 0, 1, 2)
            for place, (word, sentence) in enumerate(entries):
                box = QCheckBox(sentence)
                box.setObjectName(f"{name}_{word}")
                box.setAccessibleName(f"{heading}: {sentence}")
                self.boxes[word] = box
                grid.addWidget(box, row + 1 + place // 2, place % 2)
            row += 1 + (len(entries) + 1) // 2
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        super().__init__(FormField(name, says, grid_box, target=next(iter(self.boxes.values()))))
        first = next(iter(self.boxes.values()))
        first.setAccessibleName(f"{sections[0][0]}: {first.text()}")
        self._others: frozenset[str] = frozenset()
        for box in self.boxes.values():
            box.clicked.connect(self.changed)

    @override
    def value(self) -> str:
        """The ticked words, and those that have no box here."""
        ticked = {word for word, box in self.boxes.items() if box.isChecked()}
        return joined(ticked | self._others)

    @override
    def show_value(self, value: str) -> None:
        """Tick these words and no others."""
        words = frozenset(word for word in value.split(",") if word)
        for word, box in self.boxes.items():
            box.setChecked(word in words)
        self._others = words - self.boxes.keys()

    @override
    def said(self, value: str) -> str:
        """The sentences of the ticked ones."""
        words = (word for word in value.split(",") if word)
        return ", ".join(self.boxes[word].text() if word in self.boxes else word for word in words)

    def let_take(self, words: frozenset[str], *, is_open: bool) -> None:
        """Let only these be ticked; a ticked one may always be taken away, while it is open."""
        for word, box in self.boxes.items():
            box.setEnabled(is_open and (word in words or box.isChecked()))
