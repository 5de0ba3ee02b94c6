"""The only place for the editors in a contact's or company's panel: what is typed is never lost.

It is kept in the journal while it is typed, with what stood there and its version; leaving the
contact, a lost server or a kill costs nothing. Only saving or giving up ends it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.contact_edits import Details, value_of
from helpdesk_desktop.domain.people import AgentId, Directory
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.draft_keeper import DraftKeeper, Fields
from helpdesk_desktop.ui.editing.editor_foot import EditorFoot
from helpdesk_desktop.ui.field_editors import FindCombo, agent_choices
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_fault, set_kind

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
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


class FieldEditor(QFrame):
    """One field being typed.

    `submitted` asks to save, `given_up` to close without; `theirs_chosen` says that somebody
    else's value may stand.
    """

    submitted = Signal()
    given_up = Signal()
    theirs_chosen = Signal()

    enter_saves = True

    def __init__(self, place: EditPlace, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_editor")
        self.name = name
        self.base_ = place.base
        self._is_saving = False
        key = draft_key(place.kind, place.base.id, name)
        self._keeper = DraftKeeper(place.runner, place.desk, key, self._collect, self)
        self.foot = EditorFoot(name)
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName(f"{name}_save")
        set_kind(self.save, "accent")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName(f"{name}_cancel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 2, 0, 4)
        self.column.setSpacing(8)
        self.save.clicked.connect(self.submitted)
        self.cancel.clicked.connect(self.given_up)
        self.foot.mine_chosen.connect(self.submitted)
        self.foot.theirs_chosen.connect(self.theirs_chosen)

    # What an editor of a field says of itself

    def typed(self) -> Any:
        """What stands in the editor, as a draft keeps it."""
        raise NotImplementedError

    def put(self, typed: Any) -> None:
        """Show this, as `typed` gave it."""
        raise NotImplementedError

    def value(self) -> Any:
        """What is to be saved."""
        raise NotImplementedError

    def inputs(self) -> Sequence[QWidget]:
        """What takes the keys, the first one the focus."""
        raise NotImplementedError

    def fault(self) -> str:
        """Why what is typed cannot be sent; empty when it can."""
        return ""

    def told(self, details: Details) -> str:
        """What stands there, in words."""
        value = value_of(details, self.name)
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "-")

    # What all have

    def finish_building(self) -> None:
        """Put the foot and the buttons under the input."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        self.column.addWidget(self.foot)
        self.column.addLayout(row)
        self.watch_keys()

    def watch_keys(self) -> None:
        """Hear Enter and Esc in every input."""
        for part in self.inputs():
            part.installEventFilter(self)

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

    def take_focus(self) -> None:
        """Put the cursor into the editor."""
        first = self.inputs()[0]
        first.setFocus()
        if isinstance(first, QLineEdit) and not self.foot.sentence:
            first.selectAll()

    def touch(self) -> None:
        """The user typed something."""
        if not self.foot.has_clash:
            self.foot.clear()
        self._mark(has_fault=False)
        self._keeper.touch()

    def flush(self) -> None:
        """Put what is typed on disk now."""
        self._keeper.flush()

    def forget(self) -> None:
        """What is typed is saved or not wanted."""
        self._keeper.forget()

    def show_saving(self) -> None:
        """The value is on its way; what is typed stays to be read."""
        self.flush()
        self._set_busy(is_busy=True)

    def say_problem(self, sentence: str) -> None:
        """The value was not saved; the text stays."""
        self._set_busy(is_busy=False)
        self.foot.say_problem(sentence)
        self._mark(has_fault=True)
        self.inputs()[0].setFocus()

    def say_clash(self, sentence: str, theirs: Details) -> None:
        """Somebody else changed the same field; saving again is saving on top of it."""
        self._set_busy(is_busy=False)
        self.base_ = theirs
        self.foot.say_clash(sentence)
        self.foot.mine.setFocus()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_saving = is_busy
        for part in (self.save, self.cancel, self.foot.mine, self.foot.theirs):
            part.setEnabled(not is_busy)

    def _mark(self, *, has_fault: bool) -> None:
        set_fault(self.inputs()[0], has_fault=has_fault)

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

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in {
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        }:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            act = self.given_up
        elif event.key() in _ENTERS and (has_control or self.enter_saves):
            act = self.submitted
        else:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not self._is_saving:
            act.emit()
        return True


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
