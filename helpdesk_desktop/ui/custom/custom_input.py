"""The only place for the inputs of custom fields: one for each way of giving a value.

Every input gives the typed value of `domain.custom_values`, or the fault of what stands in it; as a
draft it keeps what stands there to the letter, fault or not.
"""

from abc import abstractmethod
from collections.abc import Hashable
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldKind,
    CustomOption,
    CustomOptionId,
    in_tree_order,
)
from helpdesk_desktop.domain.custom_values import (
    PATTERN_GLANCE_S,
    CustomValue,
    check_value,
    flat,
    from_json,
    read_text,
    to_json,
)
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.create.text_inputs import LongText
from helpdesk_desktop.ui.day_editor import DayEditor
from helpdesk_desktop.ui.field_editors import Choice, FindCombo
from helpdesk_desktop.ui.several_field import SeveralField

_LINES = 3


# What was offered last: a form, its preview and the default of one field offer the same.
_offers: dict[tuple[int, frozenset[int]], tuple[tuple[CustomOption, ...], list[Choice]]] = {}
_KEPT_OFFERS = 8


def _choices_of(field: CustomField, held: frozenset[int]) -> list[Choice]:
    """The options of a field that can be picked, and those held though they were retired."""
    key = (id(field.options), held)
    kept = _offers.get(key)
    if kept is not None and kept[0] is field.options:
        return kept[1]
    has_retired = any(option.is_retired for option in field.options)
    made = [
        Choice(number, " / ".join([each.label for each in field.path_by_id[number]]))
        for number in in_tree_order(field)
        if not has_retired or number in held or not field.is_retired_option(number)
    ]
    _offers[key] = field.options, made
    while len(_offers) > _KEPT_OFFERS:
        del _offers[next(iter(_offers))]
    return made


class CustomInput(QWidget):
    """An input of one custom field; `edited` on every change by the user's hand.

    `target` is the part that takes the focus and the red border.
    """

    edited = Signal()

    def __init__(self, field: CustomField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.name = f"custom_{field.owner.value}_{field.key}"
        self.setObjectName(f"{self.name}_input")
        self._kept: CustomValue | None = None
        self._held: frozenset[int] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    target: QWidget

    @property
    def value(self) -> CustomValue | None:
        """The value, checked; None for none and for what cannot be read."""
        value, problems = self._read()
        return None if problems else value

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why what stands there is no value; empty when all is well."""
        return self._read()[1]

    def set_value(self, value: CustomValue | None) -> None:
        """Show a stored value; an option that it has is offered even where it was retired."""
        self._kept = value
        self._show(value)

    @abstractmethod
    def draft(self) -> Any:
        """What stands in the input, as JSON."""

    @abstractmethod
    def restore(self, draft: Any) -> None:
        """Put back what `draft` gave; what is none of it is left aside."""

    @abstractmethod
    def _show(self, value: CustomValue | None) -> None: ...

    @abstractmethod
    def _given(self, problems: list[Problem]) -> CustomValue | None: ...

    def _read(self) -> tuple[CustomValue | None, tuple[Problem, ...]]:
        problems: list[Problem] = []
        value = self._given(problems)
        if not problems:
            value = check_value(
                self.field, value, problems, kept=self._kept, patience=PATTERN_GLANCE_S
            )
        # Whether a slow pattern matches is told by the desk, which has more time for it.
        return value, tuple(one for one in problems if one.key != "pattern_too_slow")

    def _hold(self, editor: QWidget, target: QWidget | None = None) -> None:
        self.target = target or editor
        self._layout.addWidget(editor)
        self.setFocusProxy(self.target)

    def _offered(self) -> list[Choice] | None:
        # None where that has not changed: a field may have ten thousand options.
        field = self.field
        kept = self._kept if isinstance(self._kept, tuple) else (self._kept,)
        held = frozenset(
            one for one in kept if isinstance(one, int) and field.is_retired_option(one)
        )
        if held == self._held:
            return None
        self._held = held
        return _choices_of(field, held)


class LineInput(CustomInput):
    """A line: single-line text, a text with a pattern, whole numbers and decimals."""

    def __init__(self, field: CustomField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._line = QLineEdit(self)
        self._line.setObjectName(self.name)
        if field.kind is CustomFieldKind.REGEX and field.pattern:
            self._line.setPlaceholderText(field.pattern)
        self._hold(self._line)
        self._line.textEdited.connect(self.edited)

    @override
    def draft(self) -> Any:
        return self._line.text()

    @override
    def restore(self, draft: Any) -> None:
        self._line.setText(draft if isinstance(draft, str) else "")

    @override
    def _show(self, value: CustomValue | None) -> None:
        text = "" if value is None else str(flat(self.field, value))
        if self.field.kind is CustomFieldKind.DECIMAL:
            text = text.replace(".", QLocale().decimalPoint())
        self._line.setText(text)

    @override
    def _given(self, problems: list[Problem]) -> CustomValue | None:
        text = self._line.text()
        if self.field.kind is CustomFieldKind.DECIMAL:
            text = text.replace(QLocale().decimalPoint(), ".")
        return read_text(self.field, text, problems)


class LongInput(CustomInput):
    """A text of several lines."""

    def __init__(self, field: CustomField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._text = LongText(self.name, "", _LINES, self)
        self._hold(self._text)
        self._text.textChanged.connect(self.edited)

    @override
    def draft(self) -> Any:
        return self._text.toPlainText()

    @override
    def restore(self, draft: Any) -> None:
        self._text.setPlainText(draft if isinstance(draft, str) else "")

    @override
    def _show(self, value: CustomValue | None) -> None:
        self._text.setPlainText(value if isinstance(value, str) else "")

    @override
    def _given(self, problems: list[Problem]) -> CustomValue | None:
        return read_text(self.field, self._text.toPlainText(), problems)


class PickInput(CustomInput):
    """One option, found by typing any part of its label, or of its path in a tree."""

    def __init__(self, field: CustomField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._finder = FindCombo(self.name, self.tr("None"), self)
        offered = self._offered()
        if offered is not None:
            self._finder.set_choices(offered)
        self._hold(self._finder)
        self._finder.edited.connect(self.edited)

    @override
    def draft(self) -> Any:
        return {"option": self._finder.key(), "text": self._finder.unmatched_text()}

    @override
    def restore(self, draft: Any) -> None:
        kept = draft if isinstance(draft, dict) else {}
        self._finder.pick(kept.get("option"))
        if text := kept.get("text"):
            self._finder.type_text(str(text))

    @override
    def _show(self, value: CustomValue | None) -> None:
        offered = self._offered()
        if offered is not None:
            self._finder.set_choices(offered)
        self._finder.pick(value)

    @override
    def _given(self, problems: list[Problem]) -> CustomValue | None:
        if text := self._finder.unmatched_text():
            return read_text(self.field, text, problems)
        key: CustomOptionId | None = self._finder.key()
        return key


class SeveralInput(CustomInput):
    """Several options: a chip for each, and a line to find the next."""

    def __init__(self, field: CustomField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._several = SeveralField(self.name, self.tr("Add…"), chip=self.name, parent=self)
        offered = self._offered()
        if offered is not None:
            self._several.set_choices(offered)
        self._hold(self._several, self._several.finder)
        self._several.edited.connect(self.edited)

    @override
    def draft(self) -> Any:
        return {"options": list(self._several.keys), "text": self._several.unmatched_text}

    @override
    def restore(self, draft: Any) -> None:
        kept = draft if isinstance(draft, dict) else {}
        options = kept.get("options")
        self._several.pick_keys(options if isinstance(options, list) else [])
        if text := kept.get("text"):
            self._several.finder.type_text(str(text))

    @override
    def _show(self, value: CustomValue | None) -> None:
        offered = self._offered()
        if offered is not None:
            self._several.set_choices(offered)
        keys: tuple[Hashable, ...] = value if isinstance(value, tuple) else ()
        self._several.pick_keys(keys)

    @override
    def _given(self, problems: list[Problem]) -> CustomValue | None:
        typed: CustomValue | None = None
        if text := self._several.unmatched_text:
            typed = read_text(self.field, text, problems)
        more = typed if isinstance(typed, tuple) else ()
        options = (*(CustomOptionId(key) for key in self._several.keys if isinstance(key, int)),)
        return (*options, *more) or None


class CheckInput(CustomInput):
    """A box to tick; one that was never touched gives no value."""

    def __init__(self, field: CustomField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._box = QCheckBox(self.tr("Yes"), self)
        self._box.setObjectName(self.name)
        self._is_touched = False
        self._hold(self._box)
        self._box.clicked.connect(self._on_clicked)

    @override
    def draft(self) -> Any:
        return self._box.isChecked() if self._is_touched else None

    @override
    def restore(self, draft: Any) -> None:
        self._is_touched = isinstance(draft, bool)
        self._box.setChecked(draft is True)

    @override
    def _show(self, value: CustomValue | None) -> None:
        self._is_touched = False
        self._box.setChecked(value is True)

    @override
    def _given(self, problems: list[Problem]) -> CustomValue | None:
        is_said = self._is_touched or self._kept is not None
        return self._box.isChecked() if is_said else None

    def _on_clicked(self) -> None:
        self._is_touched = True
        self.edited.emit()


class DayInput(CustomInput):
    """A calendar day."""

    def __init__(self, field: CustomField, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._day = DayEditor(self.name, self.tr("No date"), clock, self)
        self._hold(self._day)
        self._day.edited.connect(self.edited)

    @override
    def draft(self) -> Any:
        return to_json(self._day.day)

    @override
    def restore(self, draft: Any) -> None:
        self._show(from_json(self.field, draft if isinstance(draft, str) else None))

    @override
    def _show(self, value: CustomValue | None) -> None:
        self._day.set_day(value if isinstance(value, date) else None)

    @override
    def _given(self, problems: list[Problem]) -> CustomValue | None:
        return self._day.day


def make_input(field: CustomField, clock: Clock, parent: QWidget | None = None) -> CustomInput:
    """The input for a field's kind."""
    match field.kind:
        case CustomFieldKind.MULTI_LINE:
            return LongInput(field, parent)
        case CustomFieldKind.DROP_DOWN | CustomFieldKind.DEPENDENT:
            return PickInput(field, parent)
        case CustomFieldKind.MULTI_SELECT:
            return SeveralInput(field, parent)
        case CustomFieldKind.CHECKBOX:
            return CheckInput(field, parent)
        case CustomFieldKind.DATE:
            return DayInput(field, clock, parent)
        case _:
            return LineInput(field, parent)
