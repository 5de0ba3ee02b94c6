"""The only place for the fields of a new ticket: their order, their values, their faults.

`fields` gives them as a draft keeps them, `restore` puts a draft back field by field; `ticket`
gives what is submitted. Nothing here talks to the service but the search for contacts.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.desk_links import Direction
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.domain.ticket import SUBJECT_LIMIT, NewTicket, Priority, Source, Status
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.choice_names import NOTHING, priority_name, source_name, status_name
from helpdesk_desktop.ui.create.contact_field import ContactField
from helpdesk_desktop.ui.create.form_field import FormField
from helpdesk_desktop.ui.create.open_tickets_warning import OpenTicketsWarning
from helpdesk_desktop.ui.create.people_field import PeopleField
from helpdesk_desktop.ui.create.text_inputs import LongText, SubjectLine
from helpdesk_desktop.ui.custom.custom_form import CustomForm, fields_of
from helpdesk_desktop.ui.draft_keeper import Fields
from helpdesk_desktop.ui.field_editors import (
    Choice,
    FindCombo,
    KeyedCombo,
    agent_choices,
    group_choices,
)
from helpdesk_desktop.ui.instant_editor import InstantEditor
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.tasks import TaskRunner

# Below this the two columns stand one under the other.
_TWO_COLUMNS_FROM = 620
# How a ticket made by hand can have come; the others are set by what made the ticket.
_SOURCES = (
    Source.MANUAL,
    Source.INBOUND_CALL,
    Source.OUTBOUND_CALL,
    Source.MISSED_CALL,
    Source.EMAIL,
    Source.CHAT,
    Source.SOCIAL,
)
# Which field shows a problem of the service.
_FIELD_OF_PROBLEM = {
    "subject": "subject",
    "description": "description",
    "status": "status",
    "type_id": "type_id",
    "priority": "priority",
    "source": "source",
    "contact_id": "contact",
    "new_contact": "contact",
    "phone": "contact",
    "assignee_id": "assignee_id",
    "group_id": "group_id",
    "cc_ids": "cc_ids",
    "due_at": "due_at",
    "first_note": "first_note",
}


class CreateForm(QWidget):
    """The form; `edited` on every change by the user's hand."""

    edited = Signal()
    ticket_requested = Signal(int)
    # The last of many custom fields has come: only now is it known what there is to submit.
    became_whole = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        desk: Desk,
        directory: Directory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("create_form")
        # The list of callers floats over the whole of it.
        self.setProperty("floats", True)
        self._directory = directory
        self.subject = SubjectLine(self)
        self.contact = ContactField(runner, desk, directory, self)
        self.warning = OpenTicketsWarning(self)
        self.description = LongText("description", "", 6, self)
        self.first_note = LongText("first_note", self.tr("Only agents can read it"), 3, self)
        self.status = KeyedCombo("status", self)
        self.type = KeyedCombo("type_id", self)
        self.priority = KeyedCombo("priority", self)
        self.source = KeyedCombo("source", self)
        self.assignee = FindCombo("assignee_id", self.tr("Nobody"), self)
        self.group = FindCombo("group_id", self.tr("No group"), self)
        self.ccs = PeopleField("cc_ids", self.tr("Add a person…"), self)
        self.due = InstantEditor("due_at", self.tr("No due time"), desk.clock, self)
        own = fields_of(directory, CustomFieldOwner.TICKET)
        needed = frozenset(field.key for field in own if field.is_required_to_create)
        self.custom = CustomForm(own, desk.clock, required=needed, parent=self)
        self.custom.set_columns(2)  # as wide as it opens: else all above moves at the second look
        self.custom.show_defaults()
        self._fields: dict[str, FormField] = {}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._set_choices()
        self._build()
        self._wire()
        self._pristine = self._values()
        self._wish: dict[str, Any] | None = None

    @property
    def is_pristine(self) -> bool:
        """Whether nothing has been typed or picked yet."""
        return not self.custom.changed_drafts() and self._values() == self._pristine

    @property
    def is_whole(self) -> bool:
        """Whether every custom field has its input."""
        return self.custom.is_whole and self.contact.form.custom.is_whole

    def fields(self) -> Fields | None:
        """Every field as a draft keeps it, with the place of the cursor; None when pristine."""
        if self.is_pristine:
            return None
        values = {**self._values(), **self.custom.drafts()}
        return (*values.items(), *self._cursor().items())

    def restore(self, fields: Fields) -> None:
        """Put a draft back."""
        values = dict(fields)
        self.subject.setText(values.get("subject", ""))
        self.description.setPlainText(values.get("description", ""))
        self.first_note.setPlainText(values.get("first_note", ""))
        for combo in (self.status, self.type, self.priority, self.source):
            combo.pick(values.get(combo.objectName()))
        for finder in (self.assignee, self.group):
            finder.pick(values.get(finder.objectName()))
            if text := values.get(f"{finder.objectName()}_text"):
                finder.type_text(text)
        self.ccs.pick([AgentId(agent_id) for agent_id in values.get("cc_ids", ())])
        due_at = values.get("due_at")
        self.due.set_instant(datetime.fromisoformat(due_at) if due_at else None)
        self.contact.restore(values.get("contact", {}))
        self.custom.restore(values)
        self._put_cursor(values)

    def begin_call(self, number: str, direction: Direction) -> None:
        """Begin with a call: who it is is looked up. Until something is typed there is no draft."""
        self.source.pick(int(Source.INBOUND_CALL if direction == "in" else Source.OUTBOUND_CALL))
        self.contact.look_up(number)
        if not number:
            self.subject.setFocus()
        self._pristine = self._values()

    def ticket(self, uid: UUID) -> NewTicket:
        """What is submitted."""
        contact = self.contact.choice
        return NewTicket(
            uid=uid,
            subject=self.subject.text(),
            description=self.description.toPlainText() or None,
            status=Status(self.status.key()),
            type_id=self.type.key(),
            priority=Priority(self.priority.key()),
            source=Source(self.source.key()),
            contact_id=contact.contact_id,
            new_contact=contact.new_contact,
            phone=contact.phone,
            assignee_id=self.assignee.key(),
            group_id=self.group.key(),
            cc_ids=self.ccs.picked,
            due_at=self.due.instant,
            first_note=self.first_note.toPlainText() or None,
            custom=self.custom.values(),
        )

    def problems(self) -> tuple[Problem, ...]:
        """What only the form can know: texts that were typed and name nobody."""
        found = [
            Problem(ProblemCode.NOT_FOUND, key, {"value": text}, field)
            for key, field, text in (
                ("contact_unchosen", "contact_id", self.contact.choice.unchosen),
                ("unknown_agent", "assignee_id", self.assignee.unmatched_text()),
                ("unknown_group", "group_id", self.group.unmatched_text()),
                ("unknown_agent", "cc_ids", self.ccs.unmatched_text),
            )
            if text
        ]
        new_contact = self.contact.choice.new_contact
        if new_contact is not None and not (
            new_contact.name or new_contact.phones or new_contact.emails
        ):
            found.append(Problem(ProblemCode.REQUIRED, "contact_empty", {}, "new_contact"))
        if new_contact is not None:
            found += self.contact.form.custom.problems()
            found += self.contact.form.firm.problems()
        return (*found, *self.custom.problems())

    def show_problems(self, problems: tuple[Problem, ...]) -> tuple[str, ...]:
        """Put a sentence beside each field at fault; answers the sentences without a field."""
        self.clear_faults()
        homeless = []
        for problem in problems:
            field = self._field_of(problem)
            sentence = problem_sentence(problem)
            if field is None:
                homeless.append(sentence)
            elif sentence not in field.fault:
                field.say_fault(f"{field.fault} {sentence}".strip())
        return tuple(homeless)

    def clear_faults(self) -> None:
        """Take every sentence away."""
        for field in self._all_fields():
            field.say_fault("")

    def clear_fault_of_focus(self) -> None:
        """Take away the sentence of the field that is being mended."""
        focused: QWidget | None = self.focusWidget()
        for field in self._all_fields():
            if field.fault and focused is not None and field.isAncestorOf(focused):
                field.say_fault("")

    def first_fault(self) -> FormField | None:
        """The first field at fault, in the order of the eye."""
        return next((field for field in self._all_fields() if field.fault), None)

    def _field_of(self, problem: Problem) -> FormField | None:
        theirs = self.contact.form.field_of(problem) if self.contact.is_making else None
        if theirs is not None:
            return theirs
        own = self._fields.get(_FIELD_OF_PROBLEM.get(problem.field or "", ""))
        return own or self.custom.field_of(problem)

    def _all_fields(self) -> list[FormField]:
        ordered: list[FormField] = []
        for name, field in self._fields.items():
            ordered.append(field)
            if name == "contact":
                ordered += self.contact.form.all_fields
        return [*ordered, *self.custom.form_fields.values()]

    def _values(self) -> dict[str, Any]:
        due_at = self.due.instant
        return {
            "subject": self.subject.text(),
            "contact": self.contact.as_draft(),
            "description": self.description.toPlainText(),
            "first_note": self.first_note.toPlainText(),
            "status": self.status.key(),
            "type_id": self.type.key(),
            "priority": self.priority.key(),
            "source": self.source.key(),
            "assignee_id": self.assignee.key(),
            "assignee_id_text": self.assignee.unmatched_text(),
            "group_id": self.group.key(),
            "group_id_text": self.group.unmatched_text(),
            "cc_ids": [int(agent_id) for agent_id in self.ccs.picked],
            "due_at": due_at.isoformat() if due_at else None,
        }

    def _cursor(self) -> dict[str, Any]:
        widget: QWidget | None = self.focusWidget()
        if isinstance(widget, QLineEdit):
            return {"focus": widget.objectName(), "cursor": widget.cursorPosition()}
        if isinstance(widget, QPlainTextEdit):
            return {"focus": widget.objectName(), "cursor": widget.textCursor().position()}
        return {"focus": widget.objectName() if widget is not None else "", "cursor": 0}

    def _put_cursor(self, values: dict[str, Any]) -> None:
        name, place = values.get("focus", ""), values.get("cursor", 0)
        widget = self.findChild(QWidget, name) if name else None
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(place)
        elif isinstance(widget, QPlainTextEdit):
            cursor = widget.textCursor()
            cursor.setPosition(min(place, len(widget.toPlainText())))
            widget.setTextCursor(cursor)
        (widget or self.subject).setFocus()
        # It may stand in a field that is still to come.
        self._wish = values if name and widget is None and not self.is_whole else None

    def _set_choices(self) -> None:
        self.status.set_choices([Choice(int(each), status_name(each)) for each in Status])
        self.priority.set_choices([Choice(int(each), priority_name(each)) for each in Priority])
        self.priority.pick(int(Priority.NORMAL))
        self.source.set_choices([Choice(int(each), source_name(each)) for each in _SOURCES])
        kinds = sorted(self._directory.types, key=lambda kind: kind.position)
        self.type.set_choices(
            [
                Choice(None, NOTHING),
                *(Choice(kind.id, kind.name) for kind in kinds if not kind.is_retired),
            ]
        )
        self.assignee.set_choices(agent_choices(self._directory))
        self.group.set_choices(group_choices(self._directory))
        self.ccs.set_choices(agent_choices(self._directory))

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        left.addWidget(self._field("subject", self.tr("Subject"), self.subject, is_required=True))
        left.addWidget(
            self._field("contact", self.tr("Contact"), self.contact, target=self.contact.line)
        )
        left.addWidget(self.warning)
        left.addWidget(
            self._field("description", self.tr("Description"), self.description), stretch=3
        )
        left.addWidget(
            self._field("first_note", self.tr("First note (internal)"), self.first_note), stretch=1
        )
        pairs = QGridLayout()
        pairs.setHorizontalSpacing(12)
        pairs.setVerticalSpacing(12)
        for number, (name, says, combo) in enumerate(
            (
                ("status", self.tr("Status"), self.status),
                ("type_id", self.tr("Type"), self.type),
                ("priority", self.tr("Priority"), self.priority),
                ("source", self.tr("Source"), self.source),
            )
        ):
            pairs.addWidget(
                self._field(name, says, combo),
                number // 2,
                number % 2,
                Qt.AlignmentFlag.AlignTop,
            )
            pairs.setColumnStretch(number % 2, 1)
        right.addLayout(pairs)
        right.addWidget(self._field("assignee_id", self.tr("Assign to"), self.assignee))
        right.addWidget(self._field("group_id", self.tr("Group"), self.group))
        right.addWidget(self._field("cc_ids", self.tr("CCs"), self.ccs, target=self.ccs.finder))
        right.addWidget(self._field("due_at", self.tr("Due"), self.due))
        self.due.setAccessibleName(self.tr("Due"))
        right.addStretch(1)
        self._columns.setSpacing(24)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(16)
        whole.addLayout(self._columns, 1)
        rule = QFrame(self)
        rule.setProperty("kind", "rule")
        for part in (rule, self.custom):
            whole.addWidget(part)
            part.setVisible(bool(self.custom.inputs))

    def _field(
        self,
        name: str,
        says: str,
        editor: QWidget,
        *,
        target: QWidget | None = None,
        is_required: bool = False,
    ) -> FormField:
        field = FormField(name, says, editor, target=target, is_required=is_required, parent=self)
        self._fields[name] = field
        return field

    def _wire(self) -> None:
        self.subject.textChanged.connect(self.edited)
        self.subject.overflowed.connect(self._on_subject_overflowed)
        self.description.textChanged.connect(self.edited)
        self.first_note.textChanged.connect(self.edited)
        for combo in (self.status, self.type, self.priority, self.source):
            combo.edited.connect(self.edited)
        for finder in (self.assignee, self.group):
            finder.edited.connect(self.edited)
        self.ccs.edited.connect(self.edited)
        self.due.edited.connect(self.edited)
        self.custom.edited.connect(self.edited)
        self.contact.edited.connect(self.edited)
        self.contact.chosen.connect(self.warning.warn)
        self.warning.ticket_requested.connect(self.ticket_requested)
        for custom in (self.custom, self.contact.form.custom):
            custom.became_whole.connect(self._on_part_whole)

    def _on_part_whole(self) -> None:
        if not self.is_whole:
            return
        wish, self._wish = self._wish, None
        if wish is not None and self.focusWidget() in {None, self.subject}:
            self._put_cursor(wish)
        self.became_whole.emit()

    def _on_subject_overflowed(self, whole: str) -> None:
        text = self.description.toPlainText()
        self.description.setPlainText(f"{whole}\n\n{text}" if text else whole)
        cut = Problem(ProblemCode.TOO_LONG, "subject_cut", {"limit": SUBJECT_LIMIT}, "subject")
        self._fields["subject"].say_fault(problem_sentence(cut))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= _TWO_COLUMNS_FROM
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        self.custom.set_columns(2 if is_wide else 1)
