"""The only place where a custom field of a contact or company is changed in its panel."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.contact_edits import Details
from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.custom_values import from_plain, to_plain
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.contacts.value_editors import EditPlace, FieldEditor
from helpdesk_desktop.ui.custom.custom_input import make_input
from helpdesk_desktop.ui.custom.custom_words import custom_text
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_fault


class CustomEditor(FieldEditor):
    """The field's own input; what is no value stays open with the reason, as a draft too."""

    def __init__(self, place: EditPlace, field: CustomField) -> None:
        super().__init__(place, f"cf.{field.key}")
        self.field = field
        self.input = make_input(field, place.desk.clock)
        self.input.set_value(self.before)
        self.input.target.setAccessibleName(field.label)
        self.enter_saves = not isinstance(self.input.target, QPlainTextEdit)
        if not self.enter_saves:
            self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.input.edited.connect(self.touch)
        self.column.addWidget(self.input)
        if field.help:
            name = f"{self.input.name}_help"
            self.column.addWidget(make_label(field.help, name=name, tone="muted", is_wrapped=True))
        self.finish_building()

    @override
    def typed(self) -> Any:
        return self.input.draft()

    @override
    def put(self, typed: Any) -> None:
        self.input.restore(typed)

    @override
    def value(self) -> Any:
        return self.input.value

    @override
    def fault(self) -> str:
        return " ".join(map(problem_sentence, self.input.problems))

    @property
    @override
    def is_changed(self) -> bool:
        return bool(self.input.problems) or super().is_changed

    @override
    def inputs(self) -> Sequence[QWidget]:
        return (self.input.target,)

    @override
    def watch_keys(self) -> None:
        # Finders and lists take Enter and Esc first; what they leave comes up to `keyPressEvent`.
        if isinstance(self.input.target, (QLineEdit, QPlainTextEdit, QCheckBox)):
            super().watch_keys()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    @override
    def take_focus(self) -> None:
        super().take_focus()
        target = self.input.target
        line = target.lineEdit() if isinstance(target, QComboBox) else None
        if line is not None:
            line.selectAll()  # what is typed takes the place of what stood there

    @override
    def told(self, details: Details) -> str:
        value = dict(details.custom).get(self.field.key)
        return NOTHING if value is None else custom_text(self.field, value)

    @override
    def _opened_on(self, version: int, before: Any) -> Details:
        values = dict(self.base_.custom)
        value = from_plain(self.field, before)
        values |= {self.field.key: value}
        custom = tuple((key, one) for key, one in values.items() if one is not None)
        self.input.set_value(value)
        return replace(self.base_, version=version, custom=custom)

    @override
    def _kept_before(self) -> Any:
        return to_plain(self.before)

    @override
    def _mark(self, *, has_fault: bool) -> None:
        set_fault(self.input.target, has_fault=has_fault)
