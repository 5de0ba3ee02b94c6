"""The only place where one custom field of a ticket is changed at its value."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.custom.custom_input import make_input
from helpdesk_desktop.ui.editing.editor_popup import EditorPopup
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, where None means that the field is emptied."""

    value: CustomValue | None


class CustomPopup(EditorPopup):
    """The field's own input and a button; `chosen` and `left` carry `Given`.

    Leaving saves; what is no value stays open with the reason.
    """

    def __init__(
        self,
        heading: str,
        field: CustomField,
        current: CustomValue | None,
        clock: Clock,
        parent: QWidget,
    ) -> None:
        self.input = make_input(field, clock)
        name = self.input.name
        super().__init__(name, heading, parent)
        self._current = current
        self.input.set_value(current)
        self.input.target.setAccessibleName(field.label)
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName(f"{name}_save")
        set_kind(self.save, "accent")
        self.save.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save)
        self.column.insertWidget(1, self.input)
        if field.help:
            help_ = make_label(field.help, name=f"{name}_help", tone="muted", is_wrapped=True)
            self.column.insertWidget(2, help_)
        self.column.insertLayout(self.column.count() - 1, foot)
        self.save.clicked.connect(self.submit)
        self.input.edited.connect(self._on_edited)
        self.input.target.installEventFilter(self)

    def submit(self) -> None:
        """Save what stands in the input, or say why it is no value."""
        if problems := self.input.problems:
            self.say_problem(" ".join(map(problem_sentence, problems)))
            return
        given = self.unsaved()
        if given is None:
            self.finish()
        else:
            self.chosen.emit(given)

    @override
    def take_focus(self) -> None:
        self.input.target.setFocus()

    @override
    def unsaved(self) -> object:
        value = self.input.value
        if self.input.problems or value == self._current:
            return None
        return Given(value)

    def _on_edited(self) -> None:
        self.foot.clear()
        self._place()

    # Qt

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS:
            self.submit()
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()) or self.foot.has_clash:
            super().mousePressEvent(event)
        else:
            self.submit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTERS
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.submit()
            return True
        return super().eventFilter(watched, event)
