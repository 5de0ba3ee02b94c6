"""The only place that puts the custom fields of one owner into a form, each under its label."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
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
from helpdesk_desktop.ui.slices import Slices
from helpdesk_desktop.ui.tokens import SPACE

# What most desks have, and more than is in sight at first.
_AT_ONCE = 10


def fields_of(directory: Directory, owner: CustomFieldOwner) -> tuple[CustomField, ...]:
    """The active fields of an owner, in their order."""
    return tuple(
        field for field in directory.custom_fields if field.owner is owner and field.is_active
    )


class CustomForm(QWidget):
    """The inputs of some fields in a grid; `edited` on every change by the user's hand.

    A field in `required` bears the red asterisk. There may be hundreds of fields: the first are
    there at once, the others come in slices of a few milliseconds, the last with `became_whole`.
    What is put in before goes into those that are still to come.
    """

    edited = Signal()
    edited_at = Signal(str)  # the key of the field, before `edited`
    became_whole = Signal()

    def __init__(
        self,
        fields: Iterable[CustomField],
        clock: Clock,
        *,
        required: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("custom_form")
        self.inputs: dict[str, CustomInput] = {}
        self.form_fields: dict[str, FormField] = {}
        self._clock = clock
        self._required = required
        self._waiting = deque(fields)
        self._has_defaults = False
        self._values: Mapping[str, CustomValue] | None = None
        self._kept: dict[str, Any] = {}
        self._begun: dict[str, Any] = {}
        self._columns = 1
        self._place = (0, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6 * SPACE)
        self._grid.setVerticalSpacing(3 * SPACE)
        self._grid.setColumnStretch(0, 1)
        for _ in range(min(_AT_ONCE, len(self._waiting))):
            self._add(self._waiting.popleft())
        self._slices = Slices(self)
        self._slices.ended.connect(self.became_whole)
        if self._waiting:
            self._slices.run(self._rest())

    @property
    def is_whole(self) -> bool:
        """Whether every field has its input."""
        return not self._slices.is_running

    def finish(self) -> None:
        """Have every input now, however long that takes."""
        self._slices.finish()

    def set_columns(self, count: int) -> None:
        """Stand in one column or two; long texts take the whole width."""
        if count == self._columns:
            return
        self._columns, self._place = count, (0, 0)
        for form_field in self.form_fields.values():
            self._grid.removeWidget(form_field)
        for key in self.form_fields:
            self._put(key)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < count else 0)

    def show_defaults(self) -> None:
        """Put each field's default into its input."""
        self._has_defaults = True
        for given in self.inputs.values():
            self._show_default(given)

    def show_values(self, values: Mapping[str, CustomValue]) -> None:
        """Show the stored values."""
        self._values = values
        for key, given in self.inputs.items():
            given.set_value(values.get(key))

    def values(self) -> tuple[tuple[str, CustomValue | None], ...]:
        """Every field with its value, in their order; what cannot be read counts as none."""
        self.finish()
        return tuple((key, given.value) for key, given in self.inputs.items())

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what stands in the inputs."""
        self.finish()
        return tuple(problem for given in self.inputs.values() for problem in given.problems)

    def drafts(self) -> dict[str, Any]:
        """What stands in the inputs, by `cf.KEY`, as JSON; no more than was put in is waiting."""
        return {**self._kept, **{f"cf.{key}": one.draft() for key, one in self.inputs.items()}}

    def changed_drafts(self) -> dict[str, Any]:
        """Of the `drafts` those that are others than when the form began."""
        return {
            name: draft
            for name, draft in self.drafts().items()
            if name in self._kept or draft != self._begun[name]
        }

    def restore(self, drafts: Mapping[str, Any]) -> None:
        """Put back what `drafts` gave; a field that it does not know stays as it is."""
        for key, given in self.inputs.items():
            if f"cf.{key}" in drafts:
                given.restore(drafts[f"cf.{key}"])
        for field in self._waiting:
            if f"cf.{field.key}" in drafts:
                self._kept[f"cf.{field.key}"] = drafts[f"cf.{field.key}"]

    def begin_anew(self, drafts: Mapping[str, Any]) -> None:
        """Put back what `drafts` gave; a field that it does not know is as it began."""
        self._kept.clear()
        self.restore({**self._begun, **drafts})

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

    def _rest(self) -> Iterator[None]:
        while self._waiting:
            before = _stops(list(self.form_fields.values())[-1])
            made = self._add(self._waiting.popleft())
            # What is made later would be reached by Tab after the window's buttons.
            for earlier, later in pairwise([*before[-1:], *_stops(made)]):
                QWidget.setTabOrder(earlier, later)
            yield

    def _add(self, field: CustomField) -> FormField:
        form_field = FormField(
            f"custom_{field.owner.value}_{field.key}",
            field.label,
            lambda parent: self._made(field, parent),
            is_required=field.key in self._required,
            help_text=field.help,
            parent=self,
        )
        self.form_fields[field.key] = form_field
        self._put(field.key)
        return form_field

    def _made(self, field: CustomField, parent: QWidget) -> CustomInput:
        given = self.inputs[field.key] = make_input(field, self._clock, parent)
        name = f"cf.{field.key}"
        self._begun[name] = given.draft()
        if self._has_defaults:
            self._show_default(given)
        if self._values is not None:
            given.set_value(self._values.get(field.key))
        if name in self._kept:
            given.restore(self._kept.pop(name))
        given.edited.connect(partial(self._on_edited, field.key))
        return given

    def _put(self, key: str) -> None:
        (row, column), count = self._place, self._columns
        is_long = self.inputs[key].field.kind is CustomFieldKind.MULTI_LINE
        if is_long and column:
            row, column = row + 1, 0
        width = count if is_long else 1
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.form_fields[key], row, column, 1, width, top)
        column += width
        self._place = (row + 1, 0) if column >= count else (row, column)

    def _show_default(self, given: CustomInput) -> None:
        problems: list[Problem] = []
        default = from_json(given.field, given.field.default)
        check_value(given.field, default, problems)
        if not problems:  # else an option that was retired since
            given.set_value(default)
        self._begun[f"cf.{given.field.key}"] = given.draft()

    def _on_edited(self, key: str) -> None:
        self.edited_at.emit(key)
        self.edited.emit()


def _stops(field: FormField) -> list[QWidget]:
    # Where Tab stops in a field: what has a proxy lets that one stop for it, and a combo's list is
    # a window of its own.
    window = field.window()
    return [
        one
        for one in field.editor.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.window() is window
    ]
