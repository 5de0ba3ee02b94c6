"""The only place where a contact, or a company, is made by itself.

A refused value is said beside its field, and everything typed stays. It is kept on disk while it is
typed: closing the form keeps the draft, only Discard drops it, and that can be taken back.
"""

from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
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
from helpdesk_desktop.domain.contacts import NewCompany
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.errors import HelpdeskError, Invalid
from helpdesk_desktop.domain.people import Directory, NewContact
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.contacts.entry_drafts import new_entry_key
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.custom.company_needs import CompanyNeeds
from helpdesk_desktop.ui.custom.custom_form import CustomForm, fields_of
from helpdesk_desktop.ui.draft_keeper import DraftKeeper, Fields
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind

_WIDTH = 460
_MOST_HEIGHT = 640
_NOTE_LINES = 4


class NewEntryDialog(QDialog):
    """The form; `made` carries the id of what was made.

    `draft_kept` and `draft_discarded` carry the `Draft` of a form that was left: it opens again.
    """

    made = Signal(int)
    draft_kept = Signal(object)
    draft_discarded = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        desk: Desk,
        kind: str,
        directory: Directory,
        parent: QWidget | None = None,
        *,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"new_{kind}_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._runner = runner
        self._desk = desk
        self._kind = kind
        self._is_making = False
        self._is_leaving = False
        self._is_over = False
        self._begun: dict[str, Any] = {}
        key = new_entry_key(kind, desk.clock) if draft is None else draft.key
        self.keeper = DraftKeeper(runner, desk, key, self._collect, self)
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
        # A company is asked for all of its own by the form itself.
        asked = directory if kind == "contact" else Directory()
        self.firm = CompanyNeeds(asked, desk.clock, self)
        self.firm.edited.connect(self._on_firm_edited)
        self.trouble = make_label(name="new_entry_trouble", tone="danger", is_wrapped=True)
        self.trouble.hide()
        self.create_button = QPushButton(self.tr("Create"))
        self.create_button.setObjectName("new_entry_create")
        self.create_button.setAutoDefault(False)
        self.create_button.setToolTip(self.tr("Ctrl+Enter"))
        set_kind(self.create_button, "accent")
        self.discard = QPushButton(self.tr("Discard draft"))
        self.discard.setObjectName("new_entry_discard")
        self.discard.setAutoDefault(False)
        set_kind(self.discard, "quiet")
        self.discard.hide()
        self._build(is_contact=is_contact)
        self.notes.textChanged.connect(self._on_touched)
        self.discard.clicked.connect(self._on_discard_clicked)
        if draft is not None:
            self._put(dict(draft.fields))
            # Kept anew if it was discarded meanwhile; saving the same again costs nothing.
            self.keeper.flush()
            self.discard.show()

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
        layout.addWidget(self.firm)
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
        close = QPushButton(self.tr("Close"))
        close.setObjectName("new_entry_close")
        close.setToolTip(self.tr("Close and keep the draft (Esc)"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("new_entry_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self.trouble.setContentsMargins(20, 10, 20, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self.discard)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.create_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        edge = QFrame()
        edge.setProperty("kind", "rule")
        whole.addWidget(edge)
        whole.addWidget(self.trouble)
        whole.addLayout(foot)
        # Many fields are scrolled: the buttons stay on the smallest screen.
        least = inside.sizeHint().height() + foot.sizeHint().height()
        self.resize(_WIDTH, min(least, _MOST_HEIGHT))

    def fill(self, texts: dict[str, Any]) -> None:
        """Put texts in before the user types; alone they are no draft."""
        self._put(texts)
        self._begun = self.texts

    def _put(self, texts: dict[str, Any]) -> None:
        # A field that was retired since has no place here any more, and is passed over.
        self.custom.restore(texts)
        self.firm.restore(texts)
        self.notes.setPlainText(texts.get("notes", ""))
        for name, line in self.lines.items():
            line.setText(texts.get(name, ""))

    def _collect(self) -> Fields | None:
        texts = self.texts
        return None if texts == self._begun or not texts else tuple(texts.items())

    @property
    def texts(self) -> dict[str, Any]:
        """What stands in the form, but for what is empty or stood there from the start."""
        texts = {name: line.text() for name, line in self.lines.items()}
        texts["notes"] = self.notes.toPlainText()
        given: dict[str, Any] = {name: text for name, text in texts.items() if text.strip()}
        return given | self.firm.drafts() | self.custom.changed_drafts()

    def _on_edited(self, name: str, _text: str) -> None:
        self.fields[name].say_fault("")
        if name == "company":
            self.firm.dismiss()
        self._on_touched()

    def _on_firm_edited(self) -> None:
        for field in self.firm.form_fields:
            field.say_fault("")
        self._on_touched()

    def _on_custom_edited(self, key: str) -> None:
        self.custom.form_fields[key].say_fault("")
        self._on_touched()

    def _on_touched(self) -> None:
        self.trouble.hide()
        self.keeper.touch()
        self.discard.setVisible(self._collect() is not None)

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
        for field in self.firm.form_fields:
            field.say_fault("")
        if problems := (*self.firm.problems(), *self.custom.problems()):
            self._on_refused(Invalid(problems))
            return
        custom, company_custom = self.custom.values(), self.firm.values()
        desk, texts = self._desk, {name: line.text().strip() for name, line in self.lines.items()}
        notes = self.notes.toPlainText() or None
        is_contact = self._kind == "contact"
        self.keeper.flush()
        key = self.keeper.key

        def make() -> int:
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
                company_custom=company_custom,
            )
            return int(desk.contacts.create(new))

        def work(_cancel: Cancellation) -> int:
            number = make()
            # Here and not on landing: the window may be gone by then.
            with suppress(HelpdeskError):
                desk.drafts.forget(key)
            return number

        # In order with the draft's saves, and waited for when the program ends meanwhile.
        self._runner.run(work, self._on_made, failed=self._on_refused, order=key, owner=self)

    def _on_made(self, number: int) -> None:
        self._is_making = False
        self._is_over = True
        self.keeper.forget()
        self.made.emit(number)
        self.accept()

    def _on_refused(self, error: HelpdeskError) -> None:
        self._is_making = False
        self.create_button.setEnabled(True)
        if self._is_leaving:
            self._is_leaving = False
            self.show()
        if not isinstance(error, Invalid):
            self.trouble.setText(error_sentence(error))
            self.trouble.show()
            return
        for problem in error.problems:
            own = self.custom.field_of(problem) or self.firm.field_of(problem)
            field = own or self.fields.get(problem.field or "name", self.fields["name"])
            said = problem_sentence(problem)
            field.say_fault(f"{field.fault} {said}".strip())
        every = (
            *self.fields.values(),
            *self.firm.form_fields,
            *self.custom.form_fields.values(),
        )
        first = next((field for field in every if field.fault), None)
        if first is not None:
            first.target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first)

    def _on_discard_clicked(self) -> None:
        fields = self._collect()
        self._is_over = True
        self.keeper.forget()
        if fields is not None:
            self.draft_discarded.emit(self._draft(fields))
        self.reject()

    def _draft(self, fields: Fields) -> Draft:
        return Draft(self.keeper.key, fields, self._desk.clock.now())

    @override
    def reject(self) -> None:
        # Every way out comes here: Esc, the button, and Qt's own answer to a closed window.
        if self._is_making:
            # The answer decides whether there is still a draft to keep.
            self._is_leaving = True
            self.hide()
            return
        if not self._is_over:
            self._is_over = True
            self.keeper.flush()
            fields = self._collect()
            if fields is not None:
                self.draft_kept.emit(self._draft(fields))
        super().reject()

    @override
    def closeEvent(self, arg__1: QCloseEvent) -> None:
        super().closeEvent(arg__1)
        if self._is_making:
            # Hidden is enough for Qt to take it for closed, and to delete it under the answer.
            arg__1.ignore()

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
