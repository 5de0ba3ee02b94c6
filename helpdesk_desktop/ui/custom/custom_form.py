"""The only place that puts the custom fields of one owner into a form, each under its label."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue, check_value, from_json
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.custom.custom_input import CustomInput, make_input
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.tokens import SPACE


def fields_of(directory: Directory, owner: CustomFieldOwner) -> tuple[CustomField, ...]:
    """The active fields of an owner, in their order."""
    return tuple(
        field for field in directory.custom_fields if field.owner is owner and field.is_active
    )


class CustomForm(QWidget):
    """The inputs of some fields in a grid; `edited` on every change by the user's hand.

    A field in `required` bears the red asterisk.
    """

    edited = Signal()

    def __init__(
        self, fields: Iterable[CustomField], clock: Clock, *, required: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self.setObjectName("custom_form")
        self.inputs: dict[str, CustomInput] = {}
        self.form_fields: dict[str, FormField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6 * SPACE)
        self._grid.setVerticalSpacing(3 * SPACE)
        for field in fields:
            self._add(field, clock, is_required=field.key in required)
        self.set_columns(1)

    def set_columns(self, count: int) -> None:
        """Stand in one column or two; long texts take the whole width."""
        for form_field in self.form_fields.values():
            self._grid.removeWidget(form_field)
        row = column = 0
        for key, form_field in self.form_fields.items():
            is_long = self.inputs[key].field.kind is CustomFieldKind.MULTI_LINE
            if is_long and column:
                row, column = row + 1, 0
            width = count if is_long else 1
            self._grid.addWidget(form_field, row, column, 1, width, Qt.AlignmentFlag.AlignTop)
            column += width
            if column >= count:
                row, column = row + 1, 0
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < count else 0)

    def show_defaults(self) -> None:
        """Put each field's default into its input."""
        for given in self.inputs.values():
            problems: list[Problem] = []
            default = from_json(given.field, given.field.default)
            check_value(given.field, default, problems)
            if not problems:  # else an option that was retired since
                given.set_value(default)

    def show_values(self, values: Mapping[str, CustomValue]) -> None:
        """Show the stored values."""
        for key, given in self.inputs.items():
            given.set_value(values.get(key))

    def values(self) -> tuple[tuple[str, CustomValue | None], ...]:
        """Every field with its value, in their order; what cannot be read counts as none."""
        return tuple((key, given.value) for key, given in self.inputs.items())

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what stands in the inputs."""
        return tuple(problem for given in self.inputs.values() for problem in given.problems)

    def drafts(self) -> dict[str, Any]:
        """What stands in the inputs, by `cf.KEY`, as JSON."""
        return {f"cf.{key}": given.draft() for key, given in self.inputs.items()}

    def restore(self, drafts: Mapping[str, Any]) -> None:
        """Put back what `drafts` gave; a field that it does not know stays as it is."""
        for key, given in self.inputs.items():
            if f"cf.{key}" in drafts:
                given.restore(drafts[f"cf.{key}"])

    def field_of(self, problem: Problem) -> FormField | None:
        """Which field a problem is about."""
        for key, given in self.inputs.items():
            if problem.field == given.field.filter_key:
                return self.form_fields[key]
        return None

    def show_problems(self, problems: Iterable[Problem]) -> tuple[str, ...]:
        """Put a sentence beside each field at fault; answers the sentences without a field."""
        for form_field in self.form_fields.values():
            form_field.say_fault("")
        homeless = []
        for problem in problems:
            found, sentence = self.field_of(problem), problem_sentence(problem)
            if found is None:
                homeless.append(sentence)
            elif sentence not in found.fault:
                found.say_fault(f"{found.fault} {sentence}".strip())
        return tuple(homeless)

    def first_fault(self) -> FormField | None:
        """The first field at fault."""
        return next((each for each in self.form_fields.values() if each.fault), None)

    def _add(self, field: CustomField, clock: Clock, *, is_required: bool) -> None:
        given = make_input(field, clock)
        form_field = FormField(
            given.name,
            field.label,
            given,
            target=given.target,
            is_required=is_required,
            help_text=field.help,
        )
        given.edited.connect(self.edited)
        self.inputs[field.key] = given
        self.form_fields[field.key] = form_field
