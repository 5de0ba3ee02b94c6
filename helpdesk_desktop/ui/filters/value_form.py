"""The only place for what every form of a condition has: an operator, and a condition or none.

A form shows a condition and gives one back; None while what it holds makes no condition yet.
What a form cannot show in full (a list of spans, a group) is edited as query text.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from helpdesk_desktop.domain.filters import EmptyCondition, Node
from helpdesk_desktop.ui.tokens import SPACE


class ValueForm(QWidget):
    """Base of the forms: an operator on top, the values under it.

    `edited` says that the condition may be another; `submitted` that Enter was pressed.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(
        self,
        operators: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        has_empty: bool = True,
    ) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * SPACE)
        self._operator = QComboBox(self)
        self._operator.setObjectName("operator")
        self._operator.setAccessibleName(self.tr("Operator"))
        for key, text in operators:
            self._operator.addItem(text, key)
        if has_empty:
            self._operator.addItem(self.tr("is empty"), "empty")
            self._operator.addItem(self.tr("is not empty"), "any")
        self._layout.addWidget(self._operator)
        self._operator.currentIndexChanged.connect(self._on_operator_changed)

    @property
    def operator(self) -> str:
        """The key of the chosen operator."""
        return str(self._operator.currentData())

    def choose_operator(self, key: str) -> None:
        """Choose an operator by key."""
        self._operator.setCurrentIndex(max(self._operator.findData(key), 0))

    def show_condition(self, node: Node) -> bool:
        """Show a condition; False when this form cannot show it in full."""
        # A number that is masked, or of a contact that is hidden, is neither empty nor not: "not
        # empty" would list others than the opposite of "empty" does.
        if isinstance(node, EmptyCondition) and not node.neg:
            self.choose_operator("empty" if node.is_empty else "any")
            return True
        return False

    def condition(self) -> Node | None:
        """The condition the form describes, None while something is missing."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self._operator

    def needs_values(self) -> bool:
        """Whether the operator compares with anything."""
        return self.operator not in {"empty", "any"}

    def _empty(self, field: str) -> EmptyCondition | None:
        return (
            None
            if self.needs_values()
            else EmptyCondition(field=field, is_empty=self.operator == "empty")
        )

    def _on_operator_changed(self) -> None:
        self.edited.emit()
