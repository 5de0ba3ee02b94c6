"""The only place that asks, in place, for what a ticket still needs before it can be closed."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.custom_rules import required_problem
from helpdesk_desktop.domain.errors import HelpdeskError, Invalid, Problem, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket_merge import Changes
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.custom.custom_form import CustomForm
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

_WIDTH = 440
# More fields than these are scrolled.
_MANY = 6
_SCROLLED = 380


def missing_fields(error: HelpdeskError, directory: Directory) -> tuple[CustomField, ...]:
    """The custom fields that were required and not given; none where anything else is wrong."""
    if not isinstance(error, Invalid):
        return ()
    found = []
    for problem in error.problems:
        field = directory.custom_field_by_key.get(fold(problem.field or ""))
        if problem.code is not ProblemCode.REQUIRED or field is None:
            return ()
        found.append(field)
    return tuple(found)


class ClosingDialog(QDialog):
    """Just the fields that are missing, and one button that closes the ticket.

    `submitted` carries the changes by `cf.KEY`; the caller saves, and says how that went.
    """

    submitted = Signal(object)

    def __init__(
        self, heading: str, fields: Iterable[CustomField], clock: Clock, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("closing_dialog")
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._fields = tuple(fields)
        self.form = CustomForm(
            self._fields,
            clock,
            required=frozenset(field.key for field in self._fields),
            parent=self,
        )
        self._is_asked = False
        self.form.show_defaults()
        self.trouble = make_label(name="closing_trouble", tone="danger", is_wrapped=True)
        self.trouble.hide()
        self.close_ticket = QPushButton(self.tr("Close the ticket"))
        self.close_ticket.setObjectName("close_ticket")
        set_kind(self.close_ticket, "accent")
        self.close_ticket.setDefault(True)
        cancel = QPushButton(self.tr("Leave it open"))
        cancel.setObjectName("leave_open")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.close_ticket)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(4 * SPACE)
        sentence = self.tr("These are needed before the ticket can be closed.")
        column.addWidget(make_label(sentence, name="closing_why", is_wrapped=True))
        column.addWidget(self.form if len(self._fields) <= _MANY else self._scrolled(), 1)
        column.addWidget(self.trouble)
        if len(self._fields) <= _MANY:
            column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(_WIDTH)
        self.close_ticket.clicked.connect(self.submit)
        self.form.became_whole.connect(self._on_form_whole)
        next(iter(self.form.inputs.values())).target.setFocus()

    def _scrolled(self) -> QScrollArea:
        # With many fields the buttons would lie below the screen.
        scroll = QScrollArea()
        scroll.setObjectName("closing_scroll")
        scroll.setAccessibleName(self.windowTitle())
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        self.form.setContentsMargins(0, 0, 2 * SPACE, 0)
        self.form.setProperty("kind", "panel")
        scroll.setWidget(self.form)
        scroll.setMinimumHeight(_SCROLLED)
        return scroll

    def submit(self) -> None:
        """Send what was given once every field is there, or say beside each what is wrong."""
        if not self.form.is_whole:
            self._is_asked = True
            self.close_ticket.setEnabled(False)
            return
        problems = [*self.form.problems()]
        faulty = {problem.field for problem in problems}
        values = dict(self.form.values())
        problems += [
            required_problem(field)
            for field in self._fields
            if values[field.key] in (None, False) and field.filter_key not in faulty
        ]
        if problems:
            self.say_problems(tuple(problems))
            return
        self.close_ticket.setEnabled(False)
        changes: Changes = tuple((f"cf.{key}", value) for key, value in values.items())
        self.submitted.emit(changes)

    def _on_form_whole(self) -> None:
        if self._is_asked:
            self.close_ticket.setEnabled(True)
            self.submit()

    def say_failure(self, error: HelpdeskError) -> None:
        """It was not saved; what was given stays and can be sent again."""
        self.close_ticket.setEnabled(True)
        if isinstance(error, Invalid):
            self.say_problems(error.problems)
        else:
            self._say(error_sentence(error))

    def say_clash(self, sentence: str) -> None:
        """Somebody else changed the same; sent once more, mine is written over it."""
        self.close_ticket.setEnabled(True)
        self._say(sentence)

    def say_problems(self, problems: tuple[Problem, ...]) -> None:
        """Put a sentence beside each field at fault, and the focus into the first."""
        self._say("\n".join(self.form.show_problems(problems)))
        fault = self.form.first_fault()
        if fault is not None:
            fault.target.setFocus()
            for scroll in self.findChildren(QScrollArea, "closing_scroll"):
                scroll.ensureWidgetVisible(fault)

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
            return
        super().keyPressEvent(event)
