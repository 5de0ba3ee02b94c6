"""The only place that edits conditions on numbers and on yes/no."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.filter_fields import FilterField
from helpdesk_desktop.domain.filters import (
    Compare,
    EmptyCondition,
    Node,
    NumberCondition,
    NumberRange,
    YesNoCondition,
)
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.plain_text import make_label

translate = QCoreApplication.translate


class NumberForm(ValueForm):
    """A number, or two for "between"."""

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
            case EmptyCondition():
                return super().show_condition(node)
            case _:
                return False

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        empty = self._empty(self._field.key)
        if empty is not None:
            return empty
        low = _number(self._low.text())
        if low is None:
            return None
        if self.operator == "between":
            high = _number(self._high.text())
            if high is None:
                return None
            return NumberCondition(
                field=self._field.key, items=(NumberRange(min(low, high), max(low, high)),)
            )
        op = Compare(self.operator.removeprefix("not-"))
        return NumberCondition(
            field=self._field.key, op=op, items=(low,), neg=self.operator.startswith("not-")
        )

    @override
    def first_field(self) -> QWidget:
        """The first number."""
        return self._low

    def _box(self, name: str, accessible: str) -> QLineEdit:
        box = QLineEdit(self)
        box.setObjectName(name)
        box.setAccessibleName(accessible)
        box.textEdited.connect(self.edited)
        box.returnPressed.connect(self.submitted)
        return box

    def _show_boxes(self) -> None:
        self._low.setVisible(self.needs_values())
        self._and.setVisible(self.operator == "between")
        self._high.setVisible(self.operator == "between")

    @override
    def _on_operator_changed(self) -> None:
        self._show_boxes()
        super()._on_operator_changed()


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().removeprefix("#").replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


class YesNoForm(ValueForm):
    """Yes or no."""

    def __init__(self, field: FilterField, parent: QWidget | None = None) -> None:
        super().__init__(
            [("yes", translate("Filters", "yes")), ("no", translate("Filters", "no"))], parent
        )
        self._field = field
        # A yes/no field is never empty: the two operators of every other kind make no sense here.
        for _ in range(2):
            self._operator.removeItem(self._operator.count() - 1)

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        if not isinstance(node, YesNoCondition):
            return False
        self.choose_operator("yes" if node.wanted != node.neg else "no")
        return True

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        return YesNoCondition(field=self._field.key, wanted=self.operator == "yes")
