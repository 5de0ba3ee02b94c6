"""The only place where a ticket that is there gets another contact, a number instead, or none."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import TicketDetail
from helpdesk_desktop.domain.ticket_merge import Changes
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.create.contact_field import ContactField
from helpdesk_desktop.ui.detail.value_labels import LinkButton
from helpdesk_desktop.ui.editing.inline_editor import InlineEditor
from helpdesk_desktop.ui.messages import problem_sentence
from helpdesk_desktop.ui.tasks import TaskRunner


class ContactEditor(InlineEditor):
    """Finds a contact as one types; taking one from the list saves it at once."""

    name = "contact_id"

    def __init__(
        self,
        runner: TaskRunner,
        desk: Desk,
        base: TicketDetail,
        says: str,
        *,
        directory: Directory,
    ) -> None:
        super().__init__(runner, desk, base)
        self.field = ContactField(runner, desk, directory)
        self.field.setObjectName("contact_edit")
        self.field.line.setAccessibleName(says)
        self.remove = LinkButton("remove_contact")
        self.remove.set_whole_text(self.tr("Remove the contact"))
        self.remove.setVisible(base.contact_id is not None)
        self._is_removing = False
        self.column.addWidget(self.field)
        self.column.addWidget(self.foot)
        buttons = self.build_buttons()
        buttons.insertWidget(0, self.remove)
        self.column.addLayout(buttons)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.field.edited.connect(self._on_edited)

    @override
    def typed(self) -> Any:
        return self.field.as_draft()

    @override
    def put(self, typed: Any) -> None:
        self.field.restore(typed if isinstance(typed, dict) else {})

    @override
    def typed_text(self) -> str:
        draft = {key: text for key, text in self.field.as_draft().items() if key != "kind"}
        return " ".join(str(text) for text in draft.values() if isinstance(text, str) and text)

    @override
    def changes(self) -> Changes:
        if self._is_removing:
            return (("contact_id", None),)
        choice = self.field.choice
        if choice.new_contact is not None:
            return (("new_contact", choice.new_contact),)
        if choice.phone is not None:
            has_contact = self._base.contact_id is not None
            away: Changes = (("contact_id", None),) if has_contact else ()
            return (*away, ("phone", choice.phone))
        if choice.contact_id is None or choice.contact_id == self._base.contact_id:
            return ()
        return (("contact_id", choice.contact_id),)

    @override
    def fault(self) -> str:
        if self.field.is_making and not self._is_removing:
            return " ".join(map(problem_sentence, self.field.form.custom.problems()))
        text = self.field.choice.unchosen
        if not text or self._is_removing:
            return ""
        return problem_sentence(
            Problem(ProblemCode.NOT_FOUND, "contact_unchosen", {"value": text}, "contact_id")
        )

    @override
    def new_text(self) -> str:
        draft = self.field.as_draft()
        return "" if self._is_removing else str(draft.get("name") or draft.get("phone") or "")

    @override
    def inputs(self) -> Sequence[QWidget]:
        return (self.field.line, self.field.change, *self.field.form.inputs)

    @override
    def take_focus(self) -> None:
        if self.field.is_making:
            self.field.form.lines["name"].setFocus()
        elif self.field.line.isHidden():
            self.field.change.setFocus()
        else:
            super().take_focus()

    def _on_edited(self) -> None:
        self._is_removing = False
        self.touch()
        # A contact or number taken from the list needs no second word.
        if not self.field.card.isHidden() and self.changes():
            self.submitted.emit()

    def _on_remove_clicked(self) -> None:
        self._is_removing = True
        self.submitted.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.field.list.isHidden():
            return False  # the open list takes Enter and Esc first
        return super().eventFilter(watched, event)
