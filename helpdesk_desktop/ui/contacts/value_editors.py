"""The only place for the editors in a contact's or company's panel: what is typed is never lost.

It is kept in the journal while it is typed, with what stood there and its version; leaving the
contact, a lost server or a kill costs nothing. Only saving or giving up ends it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QPlainTextEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.contact_edits import Details, value_of
from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.draft_keeper import Fields
from helpdesk_desktop.ui.editing.open_editor import OpenEditor
from helpdesk_desktop.ui.field_editors import FindCombo, agent_choices
from helpdesk_desktop.ui.tasks import TaskRunner

_NOTE_LINES = 5


def draft_key(kind: str, number: int, name: str) -> str:
    """The journal's key of what is typed into one field of a contact or company."""
    return f"{kind}:{number}:{name}"


@dataclass(frozen=True, slots=True)
class EditPlace:
    """Where an editor stands: what it writes drafts with, and what it opened on.

    `kind` is "contact" or "company".
    """

    runner: TaskRunner
    desk: Desk
    kind: str
    base: Details


class FieldEditor(OpenEditor):
    """One field of a contact or company being typed."""

    def __init__(self, place: EditPlace, name: str) -> None:
        key = draft_key(place.kind, place.base.id, name)
        super().__init__(place.runner, place.desk, field=name, draft_key=key, below=4)
        self.name = name
        self.base_ = place.base

    # What an editor of a field says of itself

    def value(self) -> Any:
        """What is to be saved."""
        raise NotImplementedError

    def told(self, details: Details) -> str:
        """What stands there, in words."""
        value = value_of(details, self.name)
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "-")

    # What all have

    def finish_building(self) -> None:
        """Put the foot and the buttons under the input."""
        self.column.addWidget(self.foot)
        self.column.addLayout(self.build_buttons())
        self.watch_keys()

    @property
    def before(self) -> Any:
        """What stood there when the editor opened."""
        return value_of(self.base_, self.name)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not what stood there."""
        return bool(self.value() != self.before)

    def changes(self) -> dict[str, Any]:
        """What is to be saved; empty when it is what stood there."""
        return {self.name: self.value()} if self.is_changed else {}

    def begin(self, draft: Draft | None) -> None:
        """Show what stands there, or go on with what was typed."""
        if draft is None:
            return
        kept: Mapping[str, Any] = dict(draft.fields)
        self.base_ = self._opened_on(kept["version"], kept.get("before"))
        self.put(kept.get("typed"))
        self._keeper.take_as_kept(draft.fields)

    @override
    def take_focus(self) -> None:
        super().take_focus()
        first = self.inputs()[0]
        if isinstance(first, QLineEdit) and not self.foot.sentence:
            first.selectAll()

    def say_clash(self, sentence: str, theirs: Details) -> None:
        """Somebody else changed the same field; saving again is saving on top of it."""
        self.base_ = theirs
        self._say_clash(sentence)

    @override
    def _collect(self) -> Fields | None:
        if not self.is_changed:
            return None
        return (
            ("typed", self.typed()),
            ("before", self._kept_before()),
            ("version", self.base_.version),
        )

    def _opened_on(self, version: int, before: Any) -> Details:
        was = tuple(before) if isinstance(before, list) else before
        opened: dict[str, Any] = {"version": version, self.name: was}
        return replace(self.base_, **opened)

    def _kept_before(self) -> Any:
        before = self.before
        return list(before) if isinstance(before, tuple) else before


class LineEditor(FieldEditor):
    """One line: a name, a job title, a company; Enter saves, Esc gives up."""

    def __init__(self, place: EditPlace, name: str, says: str) -> None:
        super().__init__(place, name)
        self.line = QLineEdit(self.before or "")
        self.line.setObjectName(f"{name}_edit")
        self.line.setAccessibleName(says)
        self.line.setMaxLength(100_000)  # too long is said, not cut
        self.line.textEdited.connect(self.touch)
        self.column.addWidget(self.line)
        self.finish_building()

    def offer(self, completer: QCompleter) -> None:
        """Complete what is typed by what there is."""
        found = QListView()
        found.setProperty("kind", "popup")
        completer.setPopup(found)
        self.line.setCompleter(completer)
        completer.activated.connect(self.touch)

    @override
    def typed(self) -> Any:
        return self.line.text()

    @override
    def put(self, typed: Any) -> None:
        self.line.setText(str(typed or ""))

    @override
    def value(self) -> Any:
        return self.line.text().strip() or None

    @override
    def inputs(self) -> Sequence[QWidget]:
        return (self.line,)


class NotesEditor(FieldEditor):
    """Notes of several lines; Ctrl+Enter saves, Esc gives up."""

    enter_saves = False

    def __init__(self, place: EditPlace, says: str) -> None:
        super().__init__(place, "notes")
        self.text = QPlainTextEdit(self.before or "")
        self.text.setObjectName("notes_edit")
        self.text.setAccessibleName(says)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_NOTE_LINES * self.fontMetrics().lineSpacing() + 16)
        self.text.textChanged.connect(self.touch)
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.column.addWidget(self.text)
        self.finish_building()

    @override
    def typed(self) -> Any:
        return self.text.toPlainText()

    @override
    def put(self, typed: Any) -> None:
        self.text.setPlainText(str(typed or ""))

    @override
    def value(self) -> Any:
        return self.text.toPlainText() or None

    @override
    def inputs(self) -> Sequence[QWidget]:
        return (self.text,)


class AgentEditor(FieldEditor):
    """Who manages the contact: found by typing, saved as soon as somebody is taken."""

    def __init__(self, place: EditPlace, directory: Directory, says: str) -> None:
        super().__init__(place, "manager_id")
        self.combo = FindCombo("manager_edit", self.tr("Nobody"))
        self.combo.setAccessibleName(says)
        self.combo.set_choices(agent_choices(directory))
        self.combo.pick(self.before)
        self.combo.edited.connect(self.touch)
        self.combo.picked.connect(lambda _: self.submitted.emit())
        self.column.addWidget(self.combo)
        self.finish_building()

    @override
    def typed(self) -> Any:
        return self.combo.currentText()

    @override
    def put(self, typed: Any) -> None:
        self.combo.type_text(str(typed or ""))

    @override
    def value(self) -> AgentId | None:
        key = self.combo.key()
        return None if key is None else AgentId(key)

    @property
    def unmatched(self) -> str:
        """What is typed and names nobody."""
        return self.combo.unmatched_text()

    @override
    def inputs(self) -> Sequence[QWidget]:
        line = self.combo.lineEdit()
        return (line,) if line is not None else (self.combo,)
