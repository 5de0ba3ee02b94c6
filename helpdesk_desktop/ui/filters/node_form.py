"""The only place that finds the form for a condition; chips and builder edit by the same ones.

Whatever the form is, the condition stays what the form knows nothing of: negated, muted, with a
newer program's members.
"""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField
from helpdesk_desktop.domain.filters import Node
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.choices_form import ChoicesForm
from helpdesk_desktop.ui.filters.history_form import HistoryForm
from helpdesk_desktop.ui.filters.line_form import LinesForm
from helpdesk_desktop.ui.filters.number_form import NumberForm, YesNoForm
from helpdesk_desktop.ui.filters.query_form import QueryForm
from helpdesk_desktop.ui.filters.time_form import TimeForm
from helpdesk_desktop.ui.filters.tree_form import TreeForm
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.tokens import SPACE

# What these kinds can be asked has an operator for its opposite.
_SAY_NOT = frozenset(
    {
        FieldKind.CHOICE,
        FieldKind.ORDERED,
        FieldKind.PERSON,
        FieldKind.TEAM,
        FieldKind.TREE,
        FieldKind.YES_NO,
        FieldKind.HISTORY,
        FieldKind.LONG_TEXT,
    }
)


def make_form(
    field: FilterField | None, directory: Directory, today: date, parent: QWidget
) -> ValueForm:
    """The form for a field's kind; query text where there is no field."""
    if field is None:
        return QueryForm("", directory, parent)
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT | FieldKind.PHONE:
            return LinesForm(field, parent)
        case (
            FieldKind.CHOICE | FieldKind.ORDERED | FieldKind.PERSON | FieldKind.TEAM | FieldKind.SET
        ):
            return ChoicesForm(field, directory, parent)
        case FieldKind.NUMBER:
            return NumberForm(field, parent)
        case FieldKind.YES_NO:
            return YesNoForm(field, parent)
        case FieldKind.TIME:
            return TimeForm(field, today, parent)
        case FieldKind.TREE:
            return TreeForm(field, directory, parent)
        case FieldKind.HISTORY:
            return HistoryForm(field, directory, today, parent)


class NodeForm(QWidget):
    """The form of a condition, with a box that negates it; query text for what has no form.

    `edited` says that the condition may be another; `submitted` that Enter was pressed.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(
        self,
        field: FilterField | None,
        node: Node | None,
        directory: Directory,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("nodeForm")
        self._node = node
        self.form = make_form(field, directory, today, self)
        self.is_negated = QCheckBox(self.tr("Not: what does not match this"), self)
        self.is_negated.setObjectName("isNegated")
        self.is_text = field is None
        if node is not None:
            self._show(node, directory)
        is_said = field is None or field.kind in _SAY_NOT
        self.is_negated.setVisible(
            not self.is_text and (not is_said or self.is_negated.isChecked())
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.form)
        column.addWidget(self.is_negated)
        self.form.edited.connect(self.edited)
        self.form.submitted.connect(self.submitted)
        self.is_negated.toggled.connect(self.edited)

    def condition(self) -> Node | None:
        """The condition as it stands now, None while something is missing."""
        made = self.form.condition()
        if made is None:
            return None
        if self.is_negated.isChecked():
            made = replace(made, neg=not made.neg)
        if self._node is None:
            return made
        return replace(made, mute=self._node.mute, extra=self._node.extra)

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self.form.first_field()

    def _show(self, node: Node, directory: Directory) -> None:
        if self.is_text:
            self.form.show_condition(node)
            return
        if self.form.show_condition(node):
            return
        if node.neg and self.form.show_condition(replace(node, neg=False)):
            self.is_negated.setChecked(True)
            return
        self.form.setParent(None)
        self.form.deleteLater()
        self.form = QueryForm("", directory, self)
        self.form.show_condition(node)
        self.is_text = True
