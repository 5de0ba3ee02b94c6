"""The only place that edits a condition as query text, for what no other form shows in full."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QLineEdit,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_grammar import MAX_CHARACTERS
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_text_face import read_back
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    Group,
    Node,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.messages import query_fault
from helpdesk_desktop.ui.plain_text import make_label

translate = QCoreApplication.translate


class QueryForm(ValueForm):
    """Query text, for what no other form shows in full."""

    def __init__(self, start: str, directory: Directory, parent: QWidget | None = None) -> None:
        super().__init__([], parent)
        self._operator.hide()
        self._directory = directory
        self._before: Group = EVERYTHING
        self._text = QLineEdit(start, self)
        self._text.setObjectName("queryText")
        self._text.setMaxLength(MAX_CHARACTERS)  # Qt's own limit would cut a long list
        self._text.setAccessibleName(self.tr("Condition in the query language"))
        self._fault = make_label(name="queryFault", tone="danger", is_wrapped=True)
        self._fault.hide()
        self._layout.addWidget(self._text)
        self._layout.addWidget(self._fault)
        self._text.textEdited.connect(self.edited)
        self._text.returnPressed.connect(self.submitted)

    @override
    def show_condition(self, node: Node) -> bool:
        """Show any condition or group."""
        shown = replace(node, mute=False)
        self._before = Group(join="all", parts=(shown,))
        self._text.setText(print_tree(shown, self._directory))
        return True

    @override
    def condition(self) -> Node | None:
        """What the text says; None, and a sentence, while it cannot be read."""
        try:
            tree = read_back(self._text.text(), self._before, self._directory)
        except HelpdeskError as error:
            self._fault.setText(query_fault(error))
            self._fault.show()
            return None
        self._fault.hide()
        if not tree.parts:
            return None
        if _is_plain(tree) and len(tree.parts) == 1:
            return tree.parts[0]
        return tree

    @override
    def first_field(self) -> QWidget:
        """The text."""
        return self._text


def _is_plain(tree: Group) -> bool:
    return tree.join == "all" and not (tree.neg or tree.mute or tree.scope)
