"""The only place that shows the active filter: one chip a condition, over the table."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filtering.filter_sentence import field_of
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    Group,
    Node,
)
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.condition_chip import ConditionChip
from helpdesk_desktop.ui.filters.condition_editor import ConditionEditor
from helpdesk_desktop.ui.filters.field_choice import field_sections, first_fields
from helpdesk_desktop.ui.filters.filter_words import condition_words, field_label
from helpdesk_desktop.ui.filters.flow_layout import FlowLayout
from helpdesk_desktop.ui.filters.standing_words import part_standing
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE


class FilterBar(QFrame):
    """The conditions as chips, with Add filter and Clear; hidden while there are none.

    It is there as well while the quick filter in force is changed and not saved: then it offers to
    save or to discard that.

    `filter_changed` carries the new `Group`. `count_wanted` carries the whole filter as it would
    be with the condition under edit; answer with `show_count`. `save_wanted` asks to keep what is
    on screen as a quick filter, `build_wanted` to go on in the filter builder.
    """

    filter_changed = Signal(object)
    count_wanted = Signal(object)
    save_wanted = Signal()
    build_wanted = Signal()
    save_changes_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.setAccessibleName(self.tr("Active filter"))
        set_kind(self, "bar")
        self._directory = Directory()
        self._today = date(1970, 1, 1)
        self._tree: Group = EVERYTHING
        self._editor: ConditionEditor | None = None
        self._asked: tuple[Group, Node] | None = None
        self._chips: list[ConditionChip] = []
        flow_host = QWidget(self)
        self._flow = FlowLayout(flow_host, gap=2 * SPACE)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._add = QPushButton(self.tr("Add filter"), flow_host)
        self._add.setObjectName("addFilter")
        set_kind(self._add, "quiet")
        bind_icon(self._add, "plus")
        self._flow.addWidget(self._add)
        self.save = QPushButton(self.tr("Save as quick filter…"), self)
        self.save.setObjectName("saveFilter")
        self._is_changed = False
        self.save_changes = QPushButton(self.tr("Save changes"), self)
        self.save_changes.setObjectName("saveChanges")
        self.discard = QPushButton(self.tr("Discard changes"), self)
        self.discard.setObjectName("discardChanges")
        set_kind(self.discard, "quiet")
        self._clear = QPushButton(self.tr("Clear"), self)
        self._clear.setObjectName("clearFilter")
        set_kind(self._clear, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.addWidget(flow_host, 1)
        for button in (self.save_changes, self.save, self.discard, self._clear):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.save_changes.clicked.connect(self.save_changes_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.show_changes(is_changed=False, can_save=False)
        self._add.clicked.connect(self._on_add_clicked)
        self.save.clicked.connect(self.save_wanted)
        self._clear.clicked.connect(self.clear_filter)
        self.hide()

    @property
    def tree(self) -> Group:
        """The filter in force, muted conditions included."""
        return self._tree

    @property
    def chips(self) -> tuple[ConditionChip, ...]:
        """The chips from left to right."""
        return tuple(self._chips)

    @property
    def editor(self) -> ConditionEditor | None:
        """The card of the condition under edit."""
        return self._editor

    def set_directory(self, directory: Directory, today: date) -> None:
        """Name people and groups by this directory; a new day condition begins at `today`."""
        is_other = (directory, today) != (self._directory, self._today)
        self._directory = directory
        self._today = today
        if is_other:
            tree, self._tree = self._tree, EVERYTHING
            self._show_chips()
            self._tree = tree
        self._show_chips()

    def show_filter(self, tree: Group) -> None:
        """Show a filter that was chosen elsewhere; nothing is announced."""
        # One chip a condition: anything but a plain ALL stands as a single chip.
        is_plain = tree.join == "all" and not (tree.neg or tree.mute or tree.scope or tree.extra)
        self._tree = tree if is_plain else Group(join="all", parts=(tree,))
        self._show_chips()

    def show_changes(self, *, is_changed: bool, can_save: bool) -> None:
        """Say that the quick filter in force is changed, and offer what can be done about it."""
        self._is_changed = is_changed
        self.save_changes.setVisible(can_save)
        self.discard.setVisible(is_changed)
        self._clear.setVisible(not is_changed)  # to discard clears, too
        words = self.tr("Save as new…") if is_changed else self.tr("Save as quick filter…")
        self.save.setText(words)
        self.setVisible(bool(self._chips) or is_changed)

    def clear_filter(self) -> None:
        """Drop every condition."""
        self._put(())

    def show_count(self, tree: Group, count: int) -> None:
        """Show the count of a candidate in the card that asked for it."""
        if self._editor is not None and self._asked is not None and self._asked[0] == tree:
            self._editor.show_count(self._asked[1], count)

    def open_field_menu(self, anchor: QWidget) -> None:
        """Let the user choose a field to filter by, then edit its condition."""
        menu = QMenu(anchor)
        menu.setObjectName("fieldMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field in first_fields():
            self._add_field(menu, field, anchor)
        menu.addSeparator()
        for title, fields in field_sections(self._directory):
            part = menu.addMenu(title)
            for field in fields:
                self._add_field(part, field, anchor)
        menu.addSeparator()
        menu.addAction(self.tr("Query text…"), lambda: self._edit(None, None, anchor))
        words = self.tr("Build filter…")
        build = menu.addAction(f"{words}\tCtrl+B", self.build_wanted.emit)
        build.setObjectName("build_filter")
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _add_field(self, menu: QMenu, field: FilterField, anchor: QWidget) -> None:
        action = menu.addAction(
            _words(field_label(field, self._directory)), lambda: self._edit(field, None, anchor)
        )
        action.setObjectName(f"field-{field.key}")

    def _edit(self, field: FilterField | None, position: int | None, anchor: QWidget) -> None:
        node = None if position is None else self._tree.parts[position]
        editor = ConditionEditor(field, node, self._directory, self._today, anchor)
        self._editor = editor
        editor.destroyed.connect(self._on_editor_destroyed)

        def put(made: Node) -> None:
            self._put(self._with(position, made))

        def ask(candidate: Node) -> None:
            tree = replace(self._tree, parts=self._with(position, candidate))
            self._asked = (tree, candidate)
            self.count_wanted.emit(tree)

        editor.applied.connect(put)
        editor.count_wanted.connect(ask)
        editor.open_under(anchor)

    def _with(self, position: int | None, node: Node) -> tuple[Node, ...]:
        parts = self._tree.parts
        if position is None:
            return (*parts, node)
        return (*parts[:position], node, *parts[position + 1 :])

    def _put(self, parts: tuple[Node, ...]) -> None:
        self._tree = replace(self._tree, parts=parts)
        self._show_chips()
        self.filter_changed.emit(self._tree)

    def _show_chips(self) -> None:
        place = self._focused_place()
        # A chip that would say and do the same stays: a long filter has hundreds.
        before = dict(enumerate(self._chips))
        kept = {
            row: before.pop(row)
            for row, node in enumerate(self._tree.parts)
            if row in before and before[row].node == node
        }
        for chip in (*before.values(), *kept.values()):
            self._flow.removeWidget(chip)
        for chip in before.values():
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self._add)
        self._chips = [
            kept.get(row) or self._make_chip(row, node) for row, node in enumerate(self._tree.parts)
        ]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self._add)
        self.setVisible(bool(self._chips) or self._is_changed)
        self.updateGeometry()
        if place is not None and self._chips:
            # The chip that had the focus is gone; who works by keys goes on at its place.
            self._chips[min(place, len(self._chips) - 1)].take_focus()

    def _focused_place(self) -> int | None:
        focused: QWidget | None = self.window().focusWidget()
        places = (n for n, chip in enumerate(self._chips) if chip.isAncestorOf(focused or self))
        return next(places, None)

    def _make_chip(self, position: int, node: Node) -> ConditionChip:
        words = condition_words(node, self._directory)
        chip = ConditionChip(node, words, self, part_standing(node, self._directory))
        chip.edit_wanted.connect(
            lambda: self._edit(field_of(node, self._directory), position, chip)
        )
        chip.build_wanted.connect(self.build_wanted)
        chip.removed.connect(
            lambda: self._put(self._tree.parts[:position] + self._tree.parts[position + 1 :])
        )
        chip.changed.connect(lambda made: self._put(self._with(position, made)))
        return chip

    def _on_add_clicked(self) -> None:
        self.open_field_menu(self._add)

    def _on_editor_destroyed(self) -> None:
        self._editor = None
        self._asked = None

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def _words(label: str) -> str:
    # An administrator's label is no place for a mnemonic.
    return label.replace("&", "&&")
