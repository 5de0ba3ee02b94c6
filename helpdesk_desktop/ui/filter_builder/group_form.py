"""The only place that edits a group: how it joins its parts, and what they are about together."""

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from helpdesk_desktop.domain.filters import Group
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_JOINS: dict[str, tuple[Literal["all", "any"], bool]] = {
    "all": ("all", False),
    "any": ("any", False),
    "none": ("any", True),
    "not-all": ("all", True),
}
_SCOPES: dict[str, Literal["call", "note"] | None] = {
    "ticket": None,
    "call": "call",
    "note": "note",
}


class GroupForm(QWidget):
    """A group; `changed` carries the new one."""

    changed = Signal(object)

    def __init__(self, group: Group, parent: QWidget, *, is_root: bool) -> None:
        super().__init__(parent)
        self.setObjectName("groupForm")
        self._group = group
        self.join = QComboBox(self)
        self.join.setObjectName("join")
        self.join.setAccessibleName(self.tr("Which of its parts must match"))
        for key, words in (
            ("all", self.tr("All of its parts match")),
            ("any", self.tr("Any of its parts matches")),
            ("none", self.tr("None of its parts matches")),
            ("not-all", self.tr("Not all of its parts match")),
        ):
            self.join.addItem(words, key)
        self.scope = QComboBox(self)
        self.scope.setObjectName("scope")
        self.scope.setAccessibleName(self.tr("What its parts are about"))
        for key, words in (
            ("ticket", self.tr("of the ticket, each for itself")),
            ("call", self.tr("of one and the same call")),
            ("note", self.tr("of one and the same note")),
        ):
            self.scope.addItem(words, key)
        self.show_group(group)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.join)
        column.addWidget(self.scope)
        hint = self.tr("Two conditions on calls may be met by two calls, unless one call is asked.")
        if not is_root:
            column.addWidget(make_label(hint, tone="muted", is_wrapped=True))
        # The root holds everything; a group inside it can be about one call.
        self.scope.setVisible(not is_root or group.scope is not None)
        self.join.currentIndexChanged.connect(self._on_changed)
        self.scope.currentIndexChanged.connect(self._on_changed)

    def show_group(self, group: Group) -> None:
        """Show a group; nothing is announced."""
        self._group = group
        joins = {value: key for key, value in _JOINS.items()}
        scopes = {value: key for key, value in _SCOPES.items()}
        for box, key in (
            (self.join, joins[group.join, group.neg]),
            (self.scope, scopes[group.scope]),
        ):
            was_blocked = box.blockSignals(True)
            box.setCurrentIndex(box.findData(key))
            box.blockSignals(was_blocked)

    def _on_changed(self) -> None:
        join, neg = _JOINS[self.join.currentData()]
        scope = _SCOPES[self.scope.currentData()]
        self.changed.emit(replace(self._group, join=join, neg=neg, scope=scope))
