"""The only place that edits conditions on a dependent field: the nodes of its tree, ticked."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QTreeView, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import CustomField, in_tree_order
from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filtering.filter_sentence import value_name
from helpdesk_desktop.domain.filters import Node, TreeCondition, TreeMatch
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.choice_values import option_name
from helpdesk_desktop.ui.filters.filter_words import field_label, say
from helpdesk_desktop.ui.filters.node_rows import NodeRows
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

translate = QCoreApplication.translate

_MANY = 8  # more nodes than this get a line to find them by
_ROWS = 9
_OPENED = 500  # more are not opened at once


class TreeForm(ValueForm):
    """Any of the ticked nodes: itself, or itself and all below it."""

    def __init__(
        self, field: FilterField, directory: Directory, parent: QWidget | None = None
    ) -> None:
        self._field = field
        self._directory = directory
        super().__init__(
            [
                ("under", translate("Filters", "is under any of")),
                ("is", translate("Filters", "is any of")),
                ("not-under", translate("Filters", "is under none of")),
                ("not-is", translate("Filters", "is none of")),
            ],
            parent,
        )
        self._find = QLineEdit(self)
        self._find.setObjectName("findValue")
        self._find.setAccessibleName(self.tr("Find a value"))
        self._find.setPlaceholderText(self.tr("Find…"))
        self._rows = NodeRows(self)
        self._tree = QTreeView(self)
        self._tree.setModel(self._rows)
        self._tree.setObjectName("nodes")
        self._tree.setAccessibleName(field_label(field, directory))
        self._tree.setHeaderHidden(True)
        self._tree.setUniformRowHeights(True)
        set_kind(self._tree, "checks")
        self._fill()
        self._has_find = self._rows.count > _MANY
        self._find.setVisible(self._has_find)
        self._layout.addWidget(self._find)
        self._layout.addWidget(self._tree)
        self._rows.toggled.connect(self.edited)
        self._find.textChanged.connect(self._on_find_changed)
        self._find.returnPressed.connect(self.submitted)

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        if not isinstance(node, TreeCondition):
            return super().show_condition(node)
        self.choose_operator(f"not-{node.op.value}" if node.neg else node.op.value)
        # A node that was removed: what is asked stays to be seen.
        gone = [number for number in node.items if not self._rows.has(number)]
        if gone:
            self._rows.add(
                (number, value_name(number, self._field, self._directory, say), None)
                for number in gone
            )
            self._open()
        self._rows.tick(node.items)
        if node.items:
            self._go_to(node.items[0])
        return True

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        empty = self._empty(self._field.key)
        if empty is not None:
            return empty
        items = self._rows.ticked()
        if not items:
            return None
        op = TreeMatch(self.operator.removeprefix("not-"))
        is_negated = self.operator.startswith("not-")
        return TreeCondition(field=self._field.key, op=op, items=items, neg=is_negated)

    @override
    def first_field(self) -> QWidget:
        """The line to find a node by, else the tree."""
        return self._find if self._has_find else self._tree

    def _fill(self) -> None:
        custom = self._directory.custom_field_by_key.get(fold(self._field.key))
        self._rows.add(() if custom is None else _nodes(custom))
        self._open()
        self._tree.setCurrentIndex(self._rows.index(0, 0))
        height = self._tree.sizeHintForRow(0) if self._rows.count else 0
        self._tree.setFixedHeight(
            min(max(self._rows.count, 3), _ROWS) * max(height, 26) + 3 * SPACE
        )

    def _open(self) -> None:
        if self._rows.shown_count <= _OPENED:
            self._tree.expandAll()

    def _go_to(self, number: int) -> None:
        index = self._rows.index_of(number)
        self._tree.setCurrentIndex(index)
        self._tree.scrollTo(index)  # opens what it stands under

    def _on_find_changed(self, text: str) -> None:
        found = self._rows.show_only(fold(text))
        self._open()
        if found is not None:
            self._go_to(found)

    @override
    def _on_operator_changed(self) -> None:
        self._tree.setVisible(self.needs_values())
        self._find.setVisible(self.needs_values() and self._has_find)
        super()._on_operator_changed()


def _nodes(custom: CustomField) -> Iterator[tuple[int, str, int | None]]:
    # Each after the one above it. One that was put below itself by hand stands on top.
    placed: set[int] = set()
    for number in in_tree_order(custom):
        option = custom.option_by_id[number]
        above = option.parent_id
        yield number, option_name(option), above if above in placed else None
        placed.add(number)
