"""The only place that edits conditions on numbers and on yes/no."""

import re
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.columns import CUSTOM_STARTS
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filtering.filter_grammar import MAX_CHARACTERS
from helpdesk_desktop.domain.filters import (
    Compare,
    EmptyCondition,
    Node,
    NumberCondition,
    NumberRange,
    YesNoCondition,
)
from helpdesk_desktop.domain.number_limits import NumberFault, limit_fault, read_number
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.plain_text import make_label

translate = QCoreApplication.translate


_SEPARATOR = re.compile(r"[;,\s]+")
_LISTS = frozenset({"any-of", "none-of"})


class NumberForm(ValueForm):
    """A number, two for "between", or several numbers and ranges separated by commas."""

    def __init__(self, field: FilterField, parent: QWidget | None = None) -> None:
        self._field = field
        super().__init__(
            [
                ("eq", "="),
                ("not-eq", translate("Filters", "is not")),
                ("ge", "≥"),
                ("le", "≤"),
                ("gt", ">"),
                ("lt", "<"),
                ("between", translate("Filters", "is between")),
                ("any-of", translate("Filters", "is any of")),
                ("none-of", translate("Filters", "is none of")),
            ],
            parent,
        )
        line = QHBoxLayout()
        self._low = self._box("value1", self.tr("Number"))
        self._and = make_label(self.tr("and"), tone="muted")
        self._high = self._box("value2", self.tr("Highest number"))
        for widget in (self._low, self._and, self._high):
            line.addWidget(widget)
        self._layout.addLayout(line)
        self._wrong: NumberFault | None = None
        self._fault = make_label(name="numberFault", tone="danger", is_wrapped=True)
        self._layout.addWidget(self._fault)
        self._say_wrong()
        self._show_boxes()

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        match node:
            case NumberCondition(items=(Decimal() as number,), op=op, neg=neg):
                key = f"not-{op.value}" if neg else op.value
                if self._operator.findData(key) < 0:
                    return False
                self.choose_operator(key)
                self._low.setText(f"{number:f}")
                return True
            case NumberCondition(items=(NumberRange(low=low, high=high),), neg=False) if (
                low is not None and high is not None and low <= high
            ):
                self.choose_operator("between")
                self._low.setText(f"{low:f}")
                self._high.setText(f"{high:f}")
                return True
            case NumberCondition(items=items, op=Compare.EQ, neg=neg):
                self.choose_operator("none-of" if neg else "any-of")
                self._low.setText(", ".join(map(_written, items)))
                return True
            case EmptyCondition():
                return super().show_condition(node)
            case _:
                return False

    @override
    def condition(self) -> Node | None:
        """The condition on this field; None, and a sentence, where no field holds the number."""
        self._wrong = None
        made = self._made()
        self._say_wrong()
        return made

    def _made(self) -> Node | None:
        empty = self._empty(self._field.key)
        if empty is not None:
            return empty
        if self.operator in _LISTS:
            return self._any_of()
        low = self._number(self._low.text())
        if self.operator == "between":
            high = self._number(self._high.text())
            if low is None or high is None:
                return None
            return NumberCondition(
                field=self._field.key, items=(NumberRange(min(low, high), max(low, high)),)
            )
        if low is None:
            return None
        op = Compare(self.operator.removeprefix("not-"))
        return NumberCondition(
            field=self._field.key, op=op, items=(low,), neg=self.operator.startswith("not-")
        )

    def _any_of(self) -> Node | None:
        words = [word for word in _SEPARATOR.split(self._low.text().strip()) if word]
        items = tuple(item for item in map(self._item, words) if item is not None)
        if not items or len(items) < len(words):
            return None
        return NumberCondition(field=self._field.key, items=items, neg=self.operator == "none-of")

    def _number(self, text: str) -> Decimal | None:
        plain = text.strip().removeprefix("#").replace(",", ".")
        number = read_number(plain)
        if number is None:
            return None
        wrong = limit_fault(number, self._field.largest, self._field.label, plain)
        self._wrong = self._wrong or wrong
        return number if wrong is None else None

    def _item(self, text: str) -> Decimal | NumberRange | None:
        low_text, dots, high_text = text.partition("..")
        if not dots:
            return self._number(text)
        low, high = self._number(low_text), self._number(high_text)
        is_read = (low is not None or not low_text) and (high is not None or not high_text)
        return NumberRange(low, high) if is_read and (low_text or high_text) else None

    def _say_wrong(self) -> None:
        wrong = self._wrong
        if wrong is not None:
            told = Problem(ProblemCode.BAD_NUMBER, wrong.key, wrong.values, self._field.key)
            self._fault.setText(problem_sentence(told))
        self._fault.setVisible(wrong is not None)

    @override
    def first_field(self) -> QWidget:
        """The first number."""
        return self._low

    def _box(self, name: str, accessible: str) -> QLineEdit:
        box = QLineEdit(self)
        box.setObjectName(name)
        box.setAccessibleName(accessible)
        box.setMaxLength(MAX_CHARACTERS)  # Qt's own limit would cut a long list
        box.textEdited.connect(self.edited)
        box.returnPressed.connect(self.submitted)
        return box

    def _show_boxes(self) -> None:
        self._low.setVisible(self.needs_values())
        self._low.setPlaceholderText("5, 8, 10..20" if self.operator in _LISTS else "")
        self._and.setVisible(self.operator == "between")
        self._high.setVisible(self.operator == "between")

    @override
    def _on_operator_changed(self) -> None:
        self._show_boxes()
        super()._on_operator_changed()


def _written(item: Decimal | NumberRange) -> str:
    if isinstance(item, Decimal):
        return f"{item:f}"
    low, high = ("" if end is None else f"{end:f}" for end in (item.low, item.high))
    return f"{low}..{high}"


class YesNoForm(ValueForm):
    """Yes or no; empty is what a box of a ticket is that nobody has ticked or unticked yet."""

    def __init__(self, field: FilterField, parent: QWidget | None = None) -> None:
        super().__init__(
            [("yes", translate("Filters", "yes")), ("no", translate("Filters", "no"))], parent
        )
        self._field = field

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        if not isinstance(node, YesNoCondition):
            return super().show_condition(node)
        if node.neg and self._field.key.startswith(CUSTOM_STARTS):
            return False  # "not no" is yes or empty
        self.choose_operator("yes" if node.wanted != node.neg else "no")
        return True

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        empty = self._empty(self._field.key)
        if empty is not None:
            return empty
        return YesNoCondition(field=self._field.key, wanted=self.operator == "yes")
