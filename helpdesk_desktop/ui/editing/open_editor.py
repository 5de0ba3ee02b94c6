"""The only place for what every editor in a value's place does: keys, buttons, its draft on disk.

What is typed is kept in the journal while it is typed: leaving, a lost server or a kill costs
nothing. Only saving or giving up ends it. What it edits is said by `InlineEditor` for tickets and
`FieldEditor` for contacts and companies.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.draft_keeper import DraftKeeper, Fields
from helpdesk_desktop.ui.editing.editor_foot import EditorFoot
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_fault, set_kind

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class OpenEditor(QFrame):
    """One field being typed.

    `submitted` asks to save, `given_up` to close without; `theirs_chosen` says that somebody
    else's value may stand.
    """

    submitted = Signal()
    given_up = Signal()
    theirs_chosen = Signal()

    # Whether Enter alone saves.
    enter_saves: bool = True

    def __init__(
        self, runner: TaskRunner, desk: Desk, *, field: str, draft_key: str, below: int
    ) -> None:
        super().__init__()
        self.setObjectName(f"{field}_editor")
        self._is_saving = False
        self._keeper = DraftKeeper(runner, desk, draft_key, self._collect, self)
        self.foot = EditorFoot(field)
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName(f"{field}_save")
        set_kind(self.save, "accent")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName(f"{field}_cancel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 2, 0, below)
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

    def fault(self) -> str:
        """Why what is typed cannot be sent; empty when it can."""
        return ""

    def inputs(self) -> Sequence[QWidget]:
        """What takes the keys; the first one takes the focus."""
        raise NotImplementedError

    def _collect(self) -> Fields | None:
        """What the journal keeps; None where nothing is typed."""
        raise NotImplementedError

    # What all of them do

    @property
    def draft_key(self) -> str:
        """Where the journal keeps what is typed."""
        return self._keeper.key

    def watch_keys(self) -> None:
        """Hear Enter and Esc in every input."""
        for part in self.inputs():
            part.installEventFilter(self)

    def take_focus(self) -> None:
        """Put the cursor into the editor."""
        self.inputs()[0].setFocus()

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

    def build_buttons(self) -> QHBoxLayout:
        """Save and Cancel, as they stand under an editor of several lines."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row

    def _say_clash(self, sentence: str) -> None:
        self._set_busy(is_busy=False)
        self.foot.say_clash(sentence)
        self.foot.mine.setFocus()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_saving = is_busy
        for part in (self.save, self.cancel, self.foot.mine, self.foot.theirs):
            part.setEnabled(not is_busy)

    def _mark(self, *, has_fault: bool) -> None:
        set_fault(self.inputs()[0], has_fault=has_fault)

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
        # The window's own Esc and Ctrl+Enter stay out of an open editor.
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not self._is_saving:
            act.emit()
        return True
