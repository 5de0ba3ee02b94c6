"""The only place for the builder's row of buttons: adding, regrouping, moving, undoing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from helpdesk_desktop.domain.filtering import filter_edits as edits
from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filter_builder.field_button import FieldButton
from helpdesk_desktop.ui.filter_builder.tree_draft import TreeDraft
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE


class PartTools(QFrame):
    """Buttons that do what the tree's keys do; each is enabled while it can do something."""

    def __init__(self, draft: TreeDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("partTools")
        self._draft = draft
        self._directory = Directory()
        self.add = FieldButton("addCondition", self.tr("Condition"), self)
        self.add.setAccessibleName(self.tr("Add a condition"))
        self.add.setToolTip(tooltip(self.tr("Add a condition (Insert)")))
        bind_icon(self.add, "plus")
        self.add.chosen.connect(draft.add_condition)
        self.add_group = QPushButton(self.tr("Group"), self)
        self.add_group.setObjectName("addGroup")
        self.add_group.setAutoDefault(False)
        self.add_group.setAccessibleName(self.tr("Add a group"))
        self.add_group.setToolTip(tooltip(self.tr("Add a group (Shift+Insert)")))
        bind_icon(self.add_group, "plus")
        self.add_group.setMenu(self._build_group_menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.add)
        row.addWidget(self.add_group)
        row.addSpacing(2 * SPACE)
        self._tools: dict[str, QToolButton] = {}
        for tools in (
            (
                ("wrap", "group", self.tr("Put into a group of its own (G)"), draft.wrap),
                ("ungroup", "ungroup", self.tr("Ungroup (Shift+G)"), draft.ungroup),
            ),
            (
                ("up", "arrow-up", self.tr("Move up (Ctrl+Up)"), lambda: draft.step(-1)),
                ("down", "arrow-down", self.tr("Move down (Ctrl+Down)"), lambda: draft.step(1)),
                ("out", "arrow-left", self.tr("Out of its group (Ctrl+Left)"), draft.step_out),
                ("into", "arrow-right", self.tr("Into the next group (Ctrl+Right)"), draft.step_in),
            ),
            (
                ("negate", "ban", self.tr("Negate (N)"), draft.negate),
                ("mute", "eye-off", self.tr("Mute (M)"), draft.mute),
                ("remove", "trash-2", self.tr("Remove (Del)"), draft.remove),
            ),
        ):
            for name, icon, words, act in tools:
                row.addWidget(self._tool(name, icon, words, act))
            row.addSpacing(2 * SPACE)
        row.addStretch(1)
        row.addWidget(self._tool("undo", "undo-2", self.tr("Undo (Ctrl+Z)"), draft.undo))
        row.addWidget(self._tool("redo", "redo-2", self.tr("Redo (Ctrl+Y)"), draft.redo))
        draft.tree_changed.connect(self._enable)
        draft.place_changed.connect(self._enable)
        self._enable()

    def set_directory(self, directory: Directory) -> None:
        """Offer the fields of this directory."""
        self._directory = directory
        self._enable()

    def _tool(self, name: str, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(f"part_{name}")
        made.setAccessibleName(words.partition(" (")[0])
        made.setToolTip(tooltip(words))
        set_kind(made, "tool")
        bind_icon(made, icon)
        made.clicked.connect(act)
        self._tools[name] = made
        return made

    def _build_group_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("groupMenu")
        for name, words, group in (
            ("any", self.tr("Any of"), Group(join="any")),
            ("all", self.tr("All of"), Group(join="all")),
            ("none", self.tr("None of"), Group(join="any", neg=True)),
            ("call", self.tr("One call with all of"), Group(join="all", scope="call")),
            ("note", self.tr("One note with all of"), Group(join="all", scope="note")),
        ):
            action = menu.addAction(words, partial(self._draft.add_group, group))
            action.setObjectName(f"group_{name}")
        return menu

    def _enable(self) -> None:
        draft = self._draft
        tree, path = draft.tree, draft.path
        is_group = isinstance(draft.node, Group)
        can = {
            "wrap": bool(path),
            "ungroup": is_group and edits.ungroup(tree, path) is not None,
            "up": edits.step(tree, path, -1) is not None,
            "down": edits.step(tree, path, 1) is not None,
            "out": edits.step_out(tree, path) is not None,
            "into": edits.step_in(tree, path) is not None,
            "remove": bool(tree.parts),
            "negate": bool(tree.parts),
            "mute": bool(tree.parts),
            "undo": draft.can_undo,
            "redo": draft.can_redo,
        }
        for name, is_possible in can.items():
            self._tools[name].setEnabled(is_possible)
        self.add.set_choice(self._directory, draft.scope)
