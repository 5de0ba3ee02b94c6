"""The only place that edits one condition: a card under its chip, with a live count."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.filtering.filter_fields import FieldKind, FilterField
from helpdesk_desktop.domain.filters import Node
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.filters.filter_words import field_label
from helpdesk_desktop.ui.filters.node_form import NodeForm
from helpdesk_desktop.ui.messages import tickets_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 320
_WIDE = 440  # two lists side by side
_COUNT_PAUSE_MS = 150


class ConditionEditor(QFrame):
    """A small card over the window: the form, how many tickets it leaves, Apply.

    `applied` carries the new condition. `count_wanted` carries a candidate to be counted; answer
    with `show_count`. Esc and a click outside change nothing.
    """

    applied = Signal(object)
    count_wanted = Signal(object)

    def __init__(
        self,
        field: FilterField | None,
        node: Node | None,
        directory: Directory,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("conditionEditor")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_kind(self, "card")
        self._form = NodeForm(field, node, directory, today, self)
        is_of_field = field is not None and not self._form.is_text
        title = field_label(field, directory) if field and is_of_field else self.tr("Condition")
        self.setAccessibleName(title)
        self._count = make_label(name="conditionCount", tone="muted")
        self._apply = QPushButton(self.tr("Apply"), self)
        self._apply.setObjectName("applyCondition")
        set_kind(self._apply, "accent")
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(make_label(title, name="conditionTitle", tone="strong"))
        layout.addWidget(self._form)
        layout.addLayout(foot)
        is_history = field is not None and field.kind is FieldKind.HISTORY
        self.setFixedWidth(_WIDE if is_history else _WIDTH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_COUNT_PAUSE_MS)
        self._pause.timeout.connect(self._ask_count)
        self._form.edited.connect(self._on_form_edited)
        self._form.submitted.connect(self._on_apply_clicked)
        self._apply.clicked.connect(self._on_apply_clicked)
        self._on_form_edited()

    @property
    def is_waiting(self) -> bool:
        """Whether an edit waits for a pause to be counted."""
        return self._pause.isActive()

    def open_under(self, anchor: QWidget) -> None:
        """Show the card under a chip or button, inside its screen, ready for typing."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + SPACE))
        room = anchor.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        self.show()
        first = self._form.first_field()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(first, QLineEdit | QAbstractSpinBox):
            # What is typed first takes the place of what stands there.
            first.selectAll()

    def show_count(self, candidate: Node, count: int) -> None:
        """Show how many tickets a candidate leaves; a late answer for another one is dropped."""
        if candidate == self._candidate():
            self._count.setText(tickets_text(count))

    def _candidate(self) -> Node | None:
        return self._form.condition()

    def _ask_count(self) -> None:
        candidate = self._candidate()
        if candidate is not None:
            self.count_wanted.emit(candidate)

    def _on_form_edited(self) -> None:
        candidate = self._candidate()
        self._apply.setEnabled(candidate is not None)
        self._count.setText("")
        self._pause.start()
        self.adjustSize()

    def _on_apply_clicked(self) -> None:
        candidate = self._candidate()
        if candidate is not None:
            self.applied.emit(candidate)
            self.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused: QWidget | None = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # What comes here had no meaning for the input: it is for the whole card then.
            if isinstance(focused, QPushButton) and not event.modifiers():
                focused.click()
            else:
                self._on_apply_clicked()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
