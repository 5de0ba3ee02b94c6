"""The only place for the parts of an administrative form: each shows and takes one setting's word.

A part's `value` is what `domain.team_rules` reads, so that a form and the command line say the same
in the same words. `changed` comes when the user changed it, never when it is shown.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.create.text_inputs import LongText
from helpdesk_desktop.ui.tokens import SPACE

_LINES = 2


class FormPart(QObject):
    """One setting of a form: its field, and the word that stands in it."""

    changed = Signal()

    def __init__(self, field: FormField) -> None:
        super().__init__(field)
        self.field = field

    def value(self) -> str:
        """The setting's word."""
        raise NotImplementedError

    def show_value(self, value: str) -> None:
        """Show this word."""
        raise NotImplementedError

    def said(self, value: str) -> str:
        """A word as the form says it."""
        return value

    def point_at(self, problem: Problem) -> None:
        """Show where in the part a problem lies, where it has several places."""
        del problem


class LinePart(FormPart):
    """A line of text."""

    def __init__(self, name: str, says: str, *, hint: str = "", is_required: bool = False) -> None:
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setPlaceholderText(hint)
        super().__init__(FormField(name, says, self.line, is_required=is_required))
        self.line.textEdited.connect(self.changed)

    @override
    def value(self) -> str:
        """What is typed."""
        return self.line.text()

    @override
    def show_value(self, value: str) -> None:
        """Show a text; the cursor stays where the text is the same."""
        if value != self.line.text():
            self.line.setText(value)
            self.line.setCursorPosition(0)


class TextPart(FormPart):
    """A text of a few lines."""

    def __init__(self, name: str, says: str, hint: str) -> None:
        self.text = LongText(name, hint, _LINES)
        self.text.setFixedHeight(self.text.minimumHeight())
        super().__init__(FormField(name, says, self.text))
        self._is_showing = False
        self.text.textChanged.connect(self._on_text_changed)

    @override
    def value(self) -> str:
        """What is typed."""
        return self.text.toPlainText()

    @override
    def show_value(self, value: str) -> None:
        """Show a text."""
        if value != self.text.toPlainText():
            self._is_showing = True
            self.text.setPlainText(value)
            self._is_showing = False

    def _on_text_changed(self) -> None:
        if not self._is_showing:
            self.changed.emit()


class ComboPart(FormPart):
    """One of several choices in a drop-down; a word that is none of them is shown as it is."""

    def __init__(self, name: str, says: str, *, is_required: bool = False) -> None:
        self.combo = QComboBox()
        self.combo.setObjectName(name)
        super().__init__(FormField(name, says, self.combo, is_required=is_required))
        self.combo.activated.connect(self.changed)

    def show_choices(self, choices: Sequence[tuple[str, str, bool]]) -> None:
        """Offer these (word, name, may it be taken)."""
        current = self.value()
        self.combo.clear()
        for word, name, may_be_taken in choices:
            self.combo.addItem(name, word)
            if not may_be_taken:
                row = self.combo.count() - 1
                self.combo.setItemData(row, 0, Qt.ItemDataRole.UserRole - 1)  # Qt's own way
        self.show_value(current)

    @override
    def value(self) -> str:
        """The chosen word."""
        return str(self.combo.currentData() or "")

    @override
    def show_value(self, value: str) -> None:
        """Choose a word."""
        row = self.combo.findData(value)
        if row < 0 and value:
            self.combo.addItem(value, value)
            row = self.combo.count() - 1
        self.combo.setCurrentIndex(row)

    @override
    def said(self, value: str) -> str:
        """The choice's name."""
        row = self.combo.findData(value)
        return self.combo.itemText(row) if row >= 0 else value


class RadioPart(FormPart):
    """One of a few choices that are all in sight, each in a plain sentence."""

    def __init__(
        self, name: str, says: str, choices: Sequence[tuple[str, str]], *, is_row: bool = False
    ) -> None:
        box = QWidget()
        box.setObjectName(name)
        column = QHBoxLayout(box) if is_row else QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._group = QButtonGroup(box)
        self.buttons: dict[str, QRadioButton] = {}
        for word, sentence in choices:
            button = QRadioButton(sentence)
            button.setObjectName(f"{name}_{word}")
            self._group.addButton(button)
            self.buttons[word] = button
            column.addWidget(button)
        if is_row:
            column.addStretch(1)
            column.setSpacing(4 * SPACE)
        super().__init__(FormField(name, says, box, target=next(iter(self.buttons.values()))))
        for word, sentence in choices:
            self.buttons[word].setAccessibleName(f"{says}: {sentence}")
            self.buttons[word].clicked.connect(self.changed)

    @override
    def value(self) -> str:
        """The chosen word."""
        return next((word for word, one in self.buttons.items() if one.isChecked()), "")

    @override
    def show_value(self, value: str) -> None:
        """Choose a word."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    @override
    def said(self, value: str) -> str:
        """The choice's sentence."""
        return self.buttons[value].text() if value in self.buttons else value

    def let_take(self, words: frozenset[str]) -> None:
        """Let only these be chosen; the one that is stays readable."""
        for word, button in self.buttons.items():
            button.setEnabled(word in words)


class SwitchPart(FormPart):
    """Yes or no, as a box to tick beside its sentence."""

    def __init__(self, name: str, says: str, sentence: str) -> None:
        self.box = QCheckBox(sentence)
        self.box.setObjectName(name)
        super().__init__(FormField(name, says, self.box))
        self.box.clicked.connect(self.changed)

    @override
    def value(self) -> str:
        """`yes` or `no`."""
        return "yes" if self.box.isChecked() else "no"

    @override
    def show_value(self, value: str) -> None:
        """Tick the box for `yes`."""
        self.box.setChecked(value == "yes")

    @override
    def said(self, value: str) -> str:
        """Yes or no."""
        return self.tr("yes") if value == "yes" else self.tr("no")
