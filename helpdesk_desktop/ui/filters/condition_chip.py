"""The only place that shows one active condition as a chip."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.filters import Node, UnknownCondition, muted, negated
from helpdesk_desktop.ui.filters.standing_words import GOOD_STANDING, Standing
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.plain_text import tooltip

_LONGEST = 48  # characters; the whole stands in the tooltip


class ConditionChip(QFrame):
    """Its words edit it, its cross removes it, its menu does both and negates and mutes.

    `changed` carries the new node, `removed`, `edit_wanted` and `build_wanted` nothing.
    """

    changed = Signal(object)
    removed = Signal()
    edit_wanted = Signal()
    build_wanted = Signal()

    def __init__(
        self,
        node: Node,
        text: str,
        parent: QWidget | None = None,
        standing: Standing = GOOD_STANDING,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conditionChip")
        self.setProperty("kind", "chip-muted" if node.mute else "chip-frame")
        self._node = node
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        state = self.tr("muted") if node.mute else ""
        self._words = QPushButton(shown.replace("&", "&&"), self)
        self._words.setObjectName("chipWords")
        self._words.setProperty("kind", "chip-words")
        self._words.setAccessibleName(
            ", ".join(part for part in (self.tr("Condition: {0}").format(text), state) if part)
        )
        told = text if not state else f"{text} ({state})"
        self._words.setToolTip(tooltip("\n".join(filter(None, (told, standing.sentence)))))
        self._words.setAccessibleDescription(standing.sentence)
        if standing.sentence and not node.mute:
            mark = ("circle-alert", "warning") if standing.is_fault else ("info", "muted")
            bind_icon(self._words, *mark)
        if node.mute:
            font = self._words.font()
            font.setStrikeOut(True)
            self._words.setFont(font)
        self._words.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._words.customContextMenuRequested.connect(self._on_menu_requested)
        self._cross = QToolButton(self)
        self._cross.setObjectName("chipRemove")
        self._cross.setProperty("kind", "chip-cross")
        self._cross.setAccessibleName(self.tr("Remove condition: {0}").format(text))
        self._cross.setToolTip(self.tr("Remove"))
        bind_icon(self._cross, "x", "chip_text" if not node.mute else "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._words)
        layout.addWidget(self._cross)
        self._words.clicked.connect(self.edit_wanted)
        self._cross.clicked.connect(self.removed)

    @property
    def node(self) -> Node:
        """The condition it stands for."""
        return self._node

    def take_focus(self) -> None:
        """Give the focus to the chip's words."""
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_menu(self) -> QMenu:
        """The chip's menu: edit, negate, mute, remove."""
        menu = QMenu(self)
        menu.setObjectName("chipMenu")
        if not isinstance(self._node, UnknownCondition):
            menu.addAction(self.tr("&Edit…"), self.edit_wanted.emit)
            negate = self.tr("&Do not negate") if self._node.neg else self.tr("&Negate")
            menu.addAction(negate, self._on_negate_chosen)
        menu.addAction(self.tr("&Open in the builder…"), self.build_wanted.emit)
        mute = self.tr("&Unmute") if self._node.mute else self.tr("&Mute")
        menu.addAction(mute, self._on_mute_chosen)
        menu.addSeparator()
        menu.addAction(self.tr("&Remove"), self.removed.emit)
        return menu

    def _on_menu_requested(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._words.mapToGlobal(at))

    def _on_negate_chosen(self) -> None:
        self.changed.emit(negated(self._node))

    def _on_mute_chosen(self) -> None:
        self.changed.emit(muted(self._node, is_muted=not self._node.mute))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit()
            case Qt.Key.Key_N:
                self._on_negate_chosen()
            case Qt.Key.Key_M:
                self._on_mute_chosen()
            case _:
                super().keyPressEvent(event)
