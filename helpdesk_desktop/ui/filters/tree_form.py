"""The only place that edits conditions on a dependent field: the nodes of its tree, ticked."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.filter_fields import FilterField
from helpdesk_desktop.domain.filter_sentence import value_name
from helpdesk_desktop.domain.filters import Node, TreeCondition, TreeMatch
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.choice_values import option_name
from helpdesk_desktop.ui.filters.filter_words import field_label, say
from helpdesk_desktop.ui.filters.value_form import ValueForm
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

translate = QCoreApplication.translate

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_VALUE = Qt.ItemDataRole.UserRole
_MANY = 8  # more nodes than this get a line to find them by
_ROWS = 9


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
        self._tree = QTreeWidget(self)
        self._tree.setObjectName("nodes")
        self._tree.setAccessibleName(field_label(field, directory))
        self._tree.setHeaderHidden(True)
        self._tree.setUniformRowHeights(True)
        set_kind(self._tree, "checks")
        self._items: dict[int, QTreeWidgetItem] = {}
        self._fill()
        self._has_find = len(self._items) > _MANY
        self._find.setVisible(self._has_find)
        self._layout.addWidget(self._find)
        self._layout.addWidget(self._tree)
        self._tree.itemChanged.connect(self.edited)
        self._find.textChanged.connect(self._on_find_changed)
        self._find.returnPressed.connect(self.submitted)

    @override
    def show_condition(self, node: Node) -> bool:
        """Show a condition on this field."""
        if not isinstance(node, TreeCondition):
            return super().show_condition(node)
        self.choose_operator(f"not-{node.op.value}" if node.neg else node.op.value)
        with QSignalBlocker(self._tree):
            for number in node.items:
                if number not in self._items:
                    # A node that was removed: what is asked stays to be seen.
                    self._add(number, value_name(number, self._field, self._directory, say), None)
            for number, item in self._items.items():
                item.setCheckState(0, _CHECKED if number in node.items else _UNCHECKED)
        first = next((self._items[number] for number in node.items), None)
        if first is not None:
            self._tree.setCurrentItem(first)
        return True

    @override
    def condition(self) -> Node | None:
        """The condition on this field."""
        empty = self._empty(self._field.key)
        if empty is not None:
            return empty
        items = tuple(item.data(0, _VALUE) for item in self._rows() if _is_ticked(item))
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
        options = () if custom is None else custom.options
        names = {int(option.id): option_name(option) for option in options}
        parents = {int(option.id): option.parent_id for option in options}
        for option in options:
            self._place(int(option.id), parents, names)
        self._tree.expandAll()
        top = self._tree.topLevelItem(0)
        if top is not None:
            self._tree.setCurrentItem(top)
        height = self._tree.sizeHintForRow(0) if self._items else 0
        self._tree.setFixedHeight(
            min(max(len(self._items), 3), _ROWS) * max(height, 26) + 3 * SPACE
        )

    def _place(self, number: int, parents: Mapping[int, int | None], names: dict[int, str]) -> None:
        # Parents first, whatever the order; one that was put below itself by hand stands on top.
        chain: list[int] = []
        at: int | None = number
        while at is not None and at in names and at not in self._items and at not in chain:
            chain.append(at)
            at = parents[at]
        above = None if at is None else self._items.get(int(at))
        for each in reversed(chain):
            above = self._add(each, names[each], above)

    def _add(self, number: int, name: str, above: QTreeWidgetItem | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name])
        item.setData(0, _VALUE, number)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, _UNCHECKED)
        if above is None:
            self._tree.addTopLevelItem(item)
        else:
            above.addChild(item)
        self._items[number] = item
        return item

    def _rows(self) -> Iterator[QTreeWidgetItem]:
        at = QTreeWidgetItemIterator(self._tree)
        while at.value() is not None:
            yield at.value()
            at += 1

    def _on_find_changed(self, text: str) -> None:
        wanted = fold(text)
        shown: set[int] = set()
        for item in self._items.values():
            if wanted in fold(item.text(0)):
                above: QTreeWidgetItem | None = item
                while above is not None:  # a node is shown with all that it stands under
                    shown.add(int(above.data(0, _VALUE)))
                    above = above.parent()
                if wanted and item.text(0):
                    self._tree.setCurrentItem(item)
        for number, item in self._items.items():
            item.setHidden(number not in shown)

    @override
    def _on_operator_changed(self) -> None:
        self._tree.setVisible(self.needs_values())
        self._find.setVisible(self.needs_values() and self._has_find)
        super()._on_operator_changed()


def _is_ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) == _CHECKED
