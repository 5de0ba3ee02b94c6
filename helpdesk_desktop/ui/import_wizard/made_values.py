"""The only place that asks for what every new contact or company needs and no column gives.

One value for all that the import makes, in the same inputs as in a form; kept as the constants
`contact.cf.KEY` and `company.cf.KEY` of the mapping.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue, flat, read_text
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.import_values import ImportMapping
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.custom.custom_form import CustomForm
from helpdesk_desktop.ui.import_wizard.wizard_words import needed_fields
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE


class MadeValues(QWidget):
    """The needed fields of one owner; `given` carries `company.cf.KEY` and a text, empty for none.

    Shown are those that no column fills, and only where rows can make such an owner.
    """

    given = Signal(str, str)

    def __init__(
        self, owner: CustomFieldOwner, directory: Directory, clock: Clock, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"made_{owner.value}_values")
        fields = needed_fields(directory, owner)
        self.form = CustomForm(
            fields, clock, required=frozenset(field.key for field in fields), parent=self
        )
        self.form.setObjectName(f"made_{owner.value}_form")
        self.form.finish()
        is_contact = owner is CustomFieldOwner.CONTACT
        says = self.tr("The same for every new contact:")
        if not is_contact:
            says = self.tr("The same for every new company:")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(make_label(says, tone="muted", is_wrapped=True))
        column.addWidget(self.form)
        self.form.edited_at.connect(self._on_edited)

    def show_mapping(self, mapping: ImportMapping, *, may_be_made: bool) -> None:
        """Show what the mapping gives."""
        asked = False
        for key, given in self.form.inputs.items():
            name = given.field.filter_key
            is_asked = may_be_made and not mapping.template_of(name)
            self.form.form_fields[key].setVisible(is_asked)
            asked = asked or is_asked
            text = mapping.constant_of(name)
            if text != _text(given.field, given.value) and (text or not given.problems):
                given.set_value(read_text(given.field, text, []))
        self.setVisible(asked)

    def field_of(self, name: str) -> FormField | None:
        """Where a value for all is given for `company.cf.KEY`, if it is asked for."""
        keys = (key for key, one in self.form.inputs.items() if one.field.filter_key == name)
        key = next(keys, None)
        return None if key is None else self.form.form_fields[key]

    def _on_edited(self, key: str) -> None:
        given = self.form.inputs[key]
        problems: tuple[Problem, ...] = given.problems
        self.form.show_problems(problems)
        self.given.emit(given.field.filter_key, _text(given.field, given.value))


def _text(field: CustomField, value: CustomValue | None) -> str:
    told = flat(field, value)
    if told is None:
        return ""
    return str(told).lower() if isinstance(told, bool) else str(told)
