"""The only place for the inputs that give keys and instants: pick lists and the due time.

A pick list shows names and gives keys; what is typed is matched by folded text anywhere in a name,
and a text that names nothing stays, so that the form can say so beside it. No input changes its
value by the mouse wheel unless it has the focus: forms scroll.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.choice_rows import Choice, ChoiceRows

__all__ = ["Choice", "FindCombo", "KeyedCombo", "agent_choices", "group_choices"]

_LEAST_LETTERS = 8
# So many are measured in no time; the list itself is made when it is opened.
_FEW = 100


def agent_choices(directory: Directory) -> list[Choice]:
    """The agents who work here now, by name; a name that two bear says the login too."""
    active = [agent for agent in directory.agents if agent.is_active]
    bearers = Counter(fold(agent.name) for agent in active)
    return sorted(
        (
            Choice(
                agent.id,
                f"{agent.name} ({agent.login})" if bearers[fold(agent.name)] > 1 else agent.name,
            )
            for agent in active
        ),
        key=lambda choice: fold(choice.name),
    )


def group_choices(directory: Directory) -> list[Choice]:
    """The groups by name; a name that two bear says the key too."""
    bearers = Counter(fold(group.name) for group in directory.groups)
    return sorted(
        (
            Choice(
                group.id,
                f"{group.name} ({group.key})" if bearers[fold(group.name)] > 1 else group.name,
            )
            for group in directory.groups
        ),
        key=lambda choice: fold(choice.name),
    )


def _ask_for_little(combo: QComboBox) -> None:
    # Else the longest name of a group decides how wide the whole form is.
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_LEAST_LETTERS)


class KeyedCombo(QComboBox):
    """A closed pick list whose entries have keys; emits `edited` when the user picks."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        _ask_for_little(self)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these choices; the picked key stays if it is among them."""
        key = self.key()
        self.clear()
        for choice in choices:
            self.addItem(choice.name, choice.key)
        self.pick(key)

    def key(self) -> Any:
        """The picked key."""
        return self.currentData()

    def pick(self, key: Hashable | None) -> None:
        """Pick a key; an unknown one picks the first entry."""
        keys = [self.itemData(index) for index in range(self.count())]
        self.setCurrentIndex(keys.index(key) if key in keys else 0)

    def _on_activated(self, _index: int) -> None:
        self.edited.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class FindCombo(QComboBox):
    """A pick list found by typing: "lan pham" finds "Lan Phạm".

    `edited` is emitted when the picked key or the unmatched text changed by the user's hand,
    `picked` (with the key) when the user took one entry.
    """

    edited = Signal()
    picked = Signal(object)

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._rows = ChoiceRows(nothing, self)
        self.setModel(self._rows)
        self.setObjectName(name)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._matches = QStringListModel(self)
        finder = QCompleter(self._matches, self)
        # The matches are ours already: the completer's own filter knows no folding.
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._has_popup = False
        _ask_for_little(self)
        line = self._line = QLineEdit(self)
        line.setCompleter(finder)  # a line without one would get one of Qt's own
        # This makes it editable; `setEditable` would make the list that is seldom opened, too.
        self.setLineEdit(line)
        self.setCompleter(finder)
        line.setPlaceholderText(nothing)
        line.setObjectName(f"{name}_text")
        line.textEdited.connect(self._on_text_edited)
        # Queued, because a match taken from the list puts its name into the line after this signal.
        self.activated.connect(self._on_activated, Qt.ConnectionType.QueuedConnection)
        self.pick(None)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        # The focus is in the line, so that is what a screen reader asks.
        self._line.setAccessibleName(name)

    @override
    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these choices under the empty one; what is picked or typed stays."""
        key, text = self.key(), self.unmatched_text()
        listed = self.view() if len(choices) > _FEW else None
        if isinstance(listed, QListView):
            listed.setUniformItemSizes(True)  # else each entry is measured at every change of looks
        self._rows.load(choices)
        self.pick(key)
        if text:
            self.setEditText(text)

    def key(self) -> Any:
        """The key of the name that stands in the line, None when it names nothing."""
        text = fold(self.currentText().strip())
        if not text:
            return None
        index = self.currentIndex()
        if index > 0 and fold(self.itemText(index)) == text:
            return self.itemData(index)
        return self._rows.key_named(text)

    def unmatched_text(self) -> str:
        """What is typed and names nothing; empty when all is well."""
        text = self.currentText().strip()
        return text if text and self.key() is None and text != self._nothing else ""

    def pick(self, key: Hashable | None) -> None:
        """Pick a key; None or an unknown one empties the line."""
        index = self._rows.row_of(key)
        self.setCurrentIndex(index)
        if index == 0:
            self.setCurrentIndex(-1)
            self.clearEditText()

    def type_text(self, text: str) -> None:
        """Put back text that named nothing when it was typed."""
        self.setEditText(text)

    def _on_text_edited(self, text: str) -> None:
        finder = self.completer()
        if finder is not None and not self._has_popup:
            self._has_popup = True
            found = QListView()
            found.setProperty("kind", "popup")
            found.setUniformItemSizes(True)
            finder.setPopup(found)
        self._matches.setStringList(self._rows.names_with(fold(text.strip())))
        self.edited.emit()

    def _on_activated(self, index: int) -> None:
        key = self.itemData(index)
        self.pick(key)
        self.edited.emit()
        self.picked.emit(key)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
