"""The only place for the editors that stand in a value's place: what is typed there is never lost.

It is kept in the journal while it is typed, with what stood there and the version that was opened:
leaving the ticket, a lost server or a kill costs nothing, and the editor opens again with it. Only
saving or giving up ends it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.ticket import Draft, Serial, TicketDetail
from helpdesk_desktop.domain.ticket_merge import Changes, value_of
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.draft_keeper import DraftKeeper, Fields
from helpdesk_desktop.ui.editing.editor_foot import EditorFoot
from helpdesk_desktop.ui.editing.merged_save import Wish
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_fault, set_kind

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def edit_draft_key(serial: Serial, name: str) -> str:
    """The journal's key of what is typed into one field of a ticket."""
    return f"edit:{serial}:{name}"


def edit_draft_field(key: str, serial: Serial) -> str:
    """The field that a key names, empty where the key is of something else."""
    start = f"edit:{serial}:"
    return key.removeprefix(start) if key.startswith(start) else ""


class InlineEditor(QFrame):
    """One field of one ticket being typed.

    `submitted` asks to save, `given_up` to close without; `theirs_chosen` says that somebody
    else's value may stand.
    """

    submitted = Signal()
    given_up = Signal()
    theirs_chosen = Signal()

    # The field's name in `NewTicket`, and whether Enter alone saves.
    name: ClassVar[str]
    enter_saves: ClassVar[bool] = True

    def __init__(self, runner: TaskRunner, desk: Desk, base: TicketDetail) -> None:
        super().__init__()
        self.setObjectName(f"{self.name}_editor")
        self._base = base
        self._is_saving = False
        self._has_buttons = False
        self._keeper = DraftKeeper(
            runner, desk, edit_draft_key(base.serial, self.name), self._collect, self
        )
        self.foot = EditorFoot(self.name)
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName(f"{self.name}_save")
        set_kind(self.save, "accent")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName(f"{self.name}_cancel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 2, 0, 2)
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

    def changes(self) -> Changes:
        """What is to be saved; empty when it is what stood there."""
        raise NotImplementedError

    def fault(self) -> str:
        """Why what is typed cannot be sent; empty when it can."""
        return ""

    def new_text(self) -> str:
        """The new value in words, where the change alone does not say it."""
        return ""

    def typed_text(self) -> str:
        """What is typed as plain text, to be copied elsewhere."""
        return str(self.typed())

    def inputs(self) -> Sequence[QWidget]:
        """What takes the keys; the first one takes the focus."""
        raise NotImplementedError

    # What all of them do

    @property
    def serial(self) -> Serial:
        """The ticket."""
        return self._base.serial

    @property
    def draft_key(self) -> str:
        """Where the journal keeps what is typed."""
        return self._keeper.key

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not what stood there."""
        return bool(self.changes()) or bool(self.fault())

    def wish(self) -> Wish:
        """What is to be saved."""
        return Wish(self._base, self.changes(), self.new_text())

    def begin(self, draft: Draft | None = None) -> None:
        """Show what stands on the ticket, or go on with what was typed."""
        for part in self.inputs():
            part.installEventFilter(self)
        if draft is None:
            return
        kept = dict(draft.fields)
        self._base = _as_opened(self._base, self.name, kept)
        self.put(kept.get("typed"))
        self._keeper.take_as_kept(draft.fields)

    def take_focus(self) -> None:
        """Put the cursor into the editor."""
        self.inputs()[0].setFocus()

    def touch(self) -> None:
        """The user typed something."""
        if not self.foot.has_clash:
            self.foot.clear()
        self._mark(has_fault=False)
        self._keeper.touch()

    def as_draft(self) -> Draft | None:
        """What is typed, as the journal keeps it; None where it is what stood there."""
        fields = self._collect()
        if fields is None:
            return None
        return Draft(self._keeper.key, fields, self._base.updated_at)

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
        self._show_buttons()
        self._mark(has_fault=True)
        self.take_focus()

    def say_clash(self, sentence: str, theirs: TicketDetail) -> None:
        """Somebody else changed the same field; saving again is saving on top of it."""
        self._set_busy(is_busy=False)
        self._base = theirs
        self.foot.say_clash(sentence)
        self._show_buttons()
        self.foot.mine.setFocus()

    def build_buttons(self) -> QHBoxLayout:
        """Save and Cancel, as they stand under an editor of several lines."""
        self._has_buttons = True
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row

    def _show_buttons(self) -> None:
        # The foot's own two answer a clash.
        for button in (self.save, self.cancel):
            button.setVisible(self._has_buttons and not self.foot.has_clash)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_saving = is_busy
        for part in (self.save, self.cancel, self.foot.mine, self.foot.theirs):
            part.setEnabled(not is_busy)

    def _mark(self, *, has_fault: bool) -> None:
        set_fault(self.inputs()[0], has_fault=has_fault)

    def _collect(self) -> Fields | None:
        if not self.is_changed:
            return None
        before = value_of(self._base, self.name)
        return (
            ("typed", self.typed()),
            ("before", before),
            ("version", self._base.version),
            ("lines", len(self._base.activities)),
        )

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


def _as_opened(now: TicketDetail, name: str, kept: dict[str, Any]) -> TicketDetail:
    """The ticket as it was when the editor opened, as far as the field is concerned."""
    return replace(
        now,
        version=kept["version"],
        activities=now.activities[: kept["lines"]],  # history only grows, at its end
        **{name: kept["before"]},
    )
