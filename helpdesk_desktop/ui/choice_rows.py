"""The only place that holds what a pick list offers, ten thousand options as well as ten."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt
from typing_extensions import override

from helpdesk_desktop.ui.folded_names import folded_names

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: its key (None for "nothing") and its name."""

    key: Hashable | None
    name: str


class ChoiceRows(QStringListModel):
    """Choices under the one called `nothing`, found by their names however these are spelled.

    The names are Qt's own: a view that lays out ten thousand rows asks nothing of Python.
    """

    def __init__(self, nothing: str, parent: QObject) -> None:
        super().__init__([nothing], parent)
        self._nothing = Choice(None, nothing)
        self._choices: tuple[Choice, ...] = (self._nothing,)
        self._row_by_key: dict[Hashable | None, int] = {None: 0}
        self._folded: list[str] | None = None
        self._row_by_name: dict[str, int] | None = None

    def load(self, choices: Sequence[Choice]) -> None:
        """Offer these and no others."""
        self._choices = (self._nothing, *choices)
        self._row_by_key = {}
        for row, choice in enumerate(self._choices):
            self._row_by_key.setdefault(choice.key, row)
        self._folded = self._row_by_name = None
        self.setStringList([choice.name for choice in self._choices])

    def row_of(self, key: Hashable | None) -> int:
        """The row of a key, that of nothing where it is unknown."""
        return self._row_by_key.get(key, 0)

    def key_named(self, folded: str) -> Hashable | None:
        """The key of the first choice of this folded name, None where no choice has it."""
        if self._row_by_name is None:
            self._row_by_name = {}
            for row, name in enumerate(self._names()[1:], 1):
                self._row_by_name.setdefault(name, row)
        # Row 0 is nothing's, whose key is none.
        return self._choices[self._row_by_name.get(folded, 0)].key

    def names_with(self, folded: str) -> list[str]:
        """The names that hold a folded text, in their order; none for no text."""
        if not folded:
            return []
        named = zip(self._choices[1:], self._names()[1:], strict=True)
        return [choice.name for choice, name in named if folded in name]

    def _names(self) -> list[str]:
        if self._folded is None:
            self._folded = folded_names([choice.name for choice in self._choices])
        return self._folded

    # Qt

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.UserRole and 0 <= index.row() < len(self._choices):
            return self._choices[index.row()].key
        return super().data(index, role)
