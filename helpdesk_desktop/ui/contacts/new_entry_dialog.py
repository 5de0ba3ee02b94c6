"""The only place where a contact, or a company, is made by itself.

A refused value is said beside its field, and everything typed stays. `left` carries what was typed
where the form is closed with something in it, so that it can be opened again.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contact_edits import is_custom
from helpdesk_desktop.domain.contacts import NewCompany
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import HelpdeskError, Invalid
from helpdesk_desktop.domain.people import Directory, NewContact
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.custom.custom_form import CustomForm, fields_of
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind

_WIDTH = 460
_MOST_HEIGHT = 640
_NOTE_LINES = 4


class NewEntryDialog(QDialog):
    """The form; `made` carries the id of what was made, `left` the texts of a form given up."""

    made = Signal(int)
    left = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        desk: Desk,
        kind: str,
        directory: Directory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"new_{kind}_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner = runner
        self._desk = desk
        self._kind = kind
        self._is_making = False
        is_contact = kind == "contact"
        self.setWindowTitle(self.tr("New contact") if is_contact else self.tr("New company"))
        self.fields: dict[str, FormField] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.notes = QPlainTextEdit()
        self.notes.setObjectName("new_notes")
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(_NOTE_LINES * self.fontMetrics().lineSpacing() + 16)
        own = fields_of(directory, CustomFieldOwner(kind))
        needed = frozenset(field.key for field in own if field.is_required_to_create)
        self.custom = CustomForm(own, desk.clock, required=needed, parent=self)
        self.custom.show_defaults()
        self.custom.edited_at.connect(self._on_custom_edited)
        self.custom.became_whole.connect(self._on_form_whole)
        self.trouble = make_label(name="new_entry_trouble", tone="danger", is_wrapped=True)
        self.trouble.hide()
        self.create_button = QPushButton(self.tr("Create"))
        self.create_button.setObjectName("new_entry_create")
        self.create_button.setAutoDefault(False)
        self.create_button.setToolTip(self.tr("Ctrl+Enter"))
        set_kind(self.create_button, "accent")
        self._build(is_contact=is_contact)

    def _build(self, *, is_contact: bool) -> None:
        self.create_button.clicked.connect(self.submit)
        inside = QWidget()
        set_kind(inside, "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 16, 20, 6)
        layout.setSpacing(10)
        says = {"name": self.tr("Name")}
        if is_contact:
            says |= {
                "phones": self.tr("Phone (several: separate with ;)"),
                "emails": self.tr("E-mail (several: separate with ;)"),
                "title": self.tr("Job title"),
                "company": self.tr("Company"),
            }
        for name, words in says.items():
            line = QLineEdit()
            line.setObjectName(f"new_{name}")
            line.setMaxLength(100_000)
            field = FormField(f"new_{name}", words, line, is_required=not is_contact)
            line.textEdited.connect(partial(self._on_edited, name))
            self.lines[name], self.fields[name] = line, field
            layout.addWidget(field)
        self.fields["notes"] = FormField("new_notes", self.tr("Notes"), self.notes)
        layout.addWidget(self.fields["notes"])
        rule = QFrame()
        rule.setProperty("kind", "rule")
        for part in (rule, self.custom):
            layout.addWidget(part)
            part.setVisible(bool(self.custom.inputs))
        layout.addStretch(1)
        self._build_frame(inside)

    def _build_frame(self, inside: QWidget) -> None:
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("new_entry_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("new_entry_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self.trouble, 1)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.create_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        edge = QFrame()
        edge.setProperty("kind", "rule")
        whole.addWidget(edge)
        whole.addLayout(foot)
        # Many fields are scrolled: the buttons stay on the smallest screen.
        least = inside.sizeHint().height() + foot.sizeHint().height()
        self.resize(_WIDTH, min(least, _MOST_HEIGHT))

    def fill(self, texts: dict[str, Any]) -> None:
        """Put texts in before the user types."""
        self.custom.restore(texts)
        for name, text in texts.items():
            if is_custom(name):
                continue
            if name == "notes":
                self.notes.setPlainText(text)
            else:
                self.lines[name].setText(text)

    @property
    def texts(self) -> dict[str, Any]:
        """What stands in the form, but for what is empty or stood there from the start."""
        texts = {name: line.text() for name, line in self.lines.items()}
        texts["notes"] = self.notes.toPlainText()
        given: dict[str, Any] = {name: text for name, text in texts.items() if text.strip()}
        return given | self.custom.changed_drafts()

    def _on_edited(self, name: str, _text: str) -> None:
        self.fields[name].say_fault("")
        self.trouble.hide()

    def _on_custom_edited(self, key: str) -> None:
        self.custom.form_fields[key].say_fault("")
        self.trouble.hide()

    def submit(self) -> None:
        """Make it, or say beside each field why not; pressed twice, it runs once."""
        if self._is_making:
            return
        self._is_making = True
        self.create_button.setEnabled(False)
        if self.custom.is_whole:
            self._send()

    def _on_form_whole(self) -> None:
        if self._is_making:
            self._send()

    def _send(self) -> None:
        for field in self.fields.values():
            field.say_fault("")
        self.custom.show_problems(())
        self.trouble.hide()
        if problems := self.custom.problems():
            self._on_refused(Invalid(problems))
            return
        custom = self.custom.values()
        desk, texts = self._desk, {name: line.text().strip() for name, line in self.lines.items()}
        notes = self.notes.toPlainText() or None
        is_contact = self._kind == "contact"

        def work(_cancel: Cancellation) -> int:
            if not is_contact:
                return int(desk.companies.create(NewCompany(texts["name"], notes, custom)))
            new = NewContact(
                name=texts["name"],
                phones=_several(texts["phones"]),
                emails=_several(texts["emails"]),
                company=texts["company"],
                title=texts["title"],
                notes=notes,
                custom=custom,
            )
            return int(desk.contacts.create(new))

        self._runner.run(
            work, self._on_made, failed=self._on_refused, order=("new", id(self)), owner=self
        )

    def _on_made(self, number: int) -> None:
        self.made.emit(number)
        self.accept()

    def _on_refused(self, error: HelpdeskError) -> None:
        self._is_making = False
        self.create_button.setEnabled(True)
        if not isinstance(error, Invalid):
            self.trouble.setText(error_sentence(error))
            self.trouble.show()
            return
        for problem in error.problems:
            own = self.custom.field_of(problem)
            field = own or self.fields.get(problem.field or "name", self.fields["name"])
            said = problem_sentence(problem)
            field.say_fault(f"{field.fault} {said}".strip())
        every = (*self.fields.values(), *self.custom.form_fields.values())
        first = next((field for field in every if field.fault), None)
        if first is not None:
            first.target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first)

    @override
    def reject(self) -> None:
        if self.texts:
            self.left.emit(self.texts)
        super().reject()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(arg__1)
            return
        focused = self.focusWidget()
        if arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif isinstance(focused, QPushButton):
            focused.click()


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
