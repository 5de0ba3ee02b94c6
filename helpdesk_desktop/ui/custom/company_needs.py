"""The only place that asks, in a contact's form, for what its new company still needs.

Nothing is asked of a company that is there, so nothing shows until the answer to Create says that
this one has to be made and what it lacks.
"""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.errors import HelpdeskError, Invalid, Problem
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.custom.custom_form import CustomForm, fields_of

NEEDS: Final = "new_company_needs"
_PREFIX = "company."


def needy_company(error: HelpdeskError) -> str | None:
    """The name of the company that cannot be made in passing; None where that is not all."""
    if not isinstance(error, Invalid) or any(one.key != NEEDS for one in error.problems):
        return None
    return str(error.problems[0].values["name"])


class CompanyNeeds(QWidget):
    """Just the fields that were found missing; `edited` on every change by the user's hand."""

    edited = Signal()

    def __init__(self, directory: Directory, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("company_needs")
        every = fields_of(directory, CustomFieldOwner.COMPANY)
        needed = [field for field in every if field.is_required_to_create]
        required = frozenset(field.key for field in needed)
        self._form = CustomForm(needed, clock, required=required, parent=self)
        self._form.edited.connect(self.edited)
        self._asked: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        self.dismiss()

    @property
    def form_fields(self) -> tuple[FormField, ...]:
        """The fields that are asked for."""
        return tuple(one for key, one in self._form.form_fields.items() if key in self._asked)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        """What takes the keys."""
        return tuple(field.target for field in self.form_fields)

    def field_of(self, problem: Problem) -> FormField | None:
        """Which field a problem is about; it is asked for from now on."""
        self._form.finish()
        for key, given in self._form.inputs.items():
            if problem.field == given.field.filter_key:
                self._ask(key)
                return self._form.form_fields[key]
        return None

    def dismiss(self) -> None:
        """Ask no more: another company is named."""
        for key in self._asked:
            self._form.form_fields[key].say_fault("")
            self._form.inputs[key].set_value(None)
        self._asked.clear()
        self.setVisible(False)

    def values(self) -> tuple[tuple[str, CustomValue | None], ...]:
        """What is given of what is asked for."""
        return tuple((key, value) for key, value in self._form.values() if key in self._asked)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what stands in the inputs."""
        found = (given.problems for key, given in self._form.inputs.items() if key in self._asked)
        return tuple(problem for some in found for problem in some)

    def drafts(self) -> dict[str, Any]:
        """What stands in the inputs, by `company.cf.KEY`, as JSON."""
        drafts = self._form.drafts()
        return {f"{_PREFIX}cf.{key}": drafts[f"cf.{key}"] for key in sorted(self._asked)}

    def restore(self, drafts: Mapping[str, Any]) -> None:
        """Ask again for what `drafts` gave."""
        self.dismiss()
        if not any(name.startswith(_PREFIX) for name in drafts):
            return
        self._form.finish()
        for key, given in self._form.inputs.items():
            if f"{_PREFIX}cf.{key}" in drafts:
                self._ask(key)
                given.restore(drafts[f"{_PREFIX}cf.{key}"])

    def _ask(self, key: str) -> None:
        self._asked.add(key)
        for name, field in self._form.form_fields.items():
            field.setVisible(name in self._asked)
        self.setVisible(True)
