"""The only place where a note is written: kept on disk while typed, added once.

The note's uid is made with its first letter and kept with the draft, so that a save whose answer
was lost can be repeated without adding the note twice.
"""

import secrets
from contextlib import suppress
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.ticket import Draft, NewNote, Saved, Serial
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.draft_keeper import DraftKeeper, Fields, KeeperState
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind

# Three lines; it grows with the text to eight and scrolls after.
_FEWEST_LINES = 3
_MOST_LINES = 8


def note_draft_key(serial: Serial) -> str:
    """The journal's key of the note being written to a ticket."""
    return f"note:{serial}"


class NoteText(QPlainTextEdit):
    """The note's text; `submitted` on Ctrl+Enter."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note_text")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.status = make_label(name="note_status", tone="muted")
        self.status.setParent(self)
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.status.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # The text never runs under the word about its draft.
        self.setViewportMargins(0, 0, 0, self.status.fontMetrics().height())
        self._fit()

    def _fit(self) -> None:
        lines = min(max(round(self.document().size().height()), _FEWEST_LINES), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 36)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.status.fontMetrics().height()
        self.status.setGeometry(8, self.height() - height - 5, self.width() - 16, height)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in enters and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)


class NoteEditor(QWidget):
    """Writes notes to one ticket at a time; `added` carries the `Saved` of a note."""

    added = Signal(object)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("note_editor")
        self._runner = runner
        self._desk: Desk | None = None
        self._serial: Serial | None = None
        self._uid: UUID | None = None
        self._keeper: DraftKeeper | None = None
        self._is_loading = False
        self._saving: set[Serial] = set()
        self.text = NoteText()
        self.internal = self._build_switch("note_internal", self.tr("Internal"), "lock")
        self.visible_to_customer = self._build_switch("note_visible", self.tr("Customer"), "eye")
        self.internal.setToolTip(self.tr("Only agents can read the note"))
        self.internal.setAccessibleName(self.tr("Internal note"))
        self.visible_to_customer.setToolTip(self.tr("The customer can read the note"))
        self.visible_to_customer.setAccessibleName(self.tr("Visible to customer"))
        self.status = self.text.status
        self.error = make_label(name="note_error", tone="danger", is_wrapped=True)
        self.add = QPushButton(self.tr("Add note"))
        self.add.setObjectName("add_note")
        set_kind(self.add, "accent")
        self._build()
        self._wire()
        self._show_state()

    @property
    def serial(self) -> Serial | None:
        """The ticket the note is written to."""
        return self._serial

    def open(self, desk: Desk, serial: Serial, draft: Draft | None) -> None:
        """Write to this ticket, going on with its draft; another ticket's text stays in its own."""
        if serial == self._serial and desk is self._desk:
            return
        self.close_ticket()
        self._desk, self._serial = desk, serial
        self._keeper = DraftKeeper(self._runner, desk, note_draft_key(serial), self._collect, self)
        self._keeper.state_changed.connect(self._show_state)
        self._fill(dict(draft.fields) if draft is not None else {})
        if draft is not None:
            self._keeper.take_as_kept(draft.fields)
        self._show_state()

    def close_ticket(self) -> None:
        """Leave the ticket; what is typed stays in its draft."""
        if self._keeper is not None:
            self._keeper.flush()
            self._keeper.deleteLater()
        self._keeper = None
        self._serial = None
        self._fill({})

    def flush(self) -> None:
        """Put what is typed on disk now."""
        if self._keeper is not None:
            self._keeper.flush()

    def _fill(self, fields: dict[str, Any]) -> None:
        self._is_loading = True
        self.text.setPlainText(fields.get("body", ""))
        is_internal = fields.get("is_internal", True)
        (self.internal if is_internal else self.visible_to_customer).setChecked(True)
        self._uid = UUID(fields["uid"]) if "uid" in fields else None
        cursor = self.text.textCursor()
        cursor.setPosition(min(fields.get("cursor", 0), len(self.text.toPlainText())))
        self.text.setTextCursor(cursor)
        self._say_error("")
        self._is_loading = False

    def _collect(self) -> Fields | None:
        body = self.text.toPlainText()
        if not body.strip() or self._uid is None:
            return None
        return (
            ("body", body),
            ("is_internal", self.internal.isChecked()),
            ("uid", str(self._uid)),
            ("cursor", self.text.textCursor().position()),
        )

    def _build_switch(self, name: str, says: str, drawing: str) -> QPushButton:
        button = QPushButton(says)
        button.setObjectName(name)
        button.setCheckable(True)
        button.setProperty("kind", "switch")
        button.setIconSize(QSize(14, 14))
        bind_icon(button, drawing, "muted")
        return button

    def _build(self) -> None:
        switch = QButtonGroup(self)
        switch.addButton(self.internal)
        switch.addButton(self.visible_to_customer)
        self.internal.setChecked(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        both = QHBoxLayout()
        both.setSpacing(4)
        both.addWidget(self.internal)
        both.addWidget(self.visible_to_customer)
        foot.addLayout(both)
        foot.addStretch(1)
        foot.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.error)
        layout.addWidget(self.text)
        layout.addLayout(foot)
        self.setTabOrder(self.text, self.internal)
        self.setTabOrder(self.internal, self.visible_to_customer)
        self.setTabOrder(self.visible_to_customer, self.add)
        self.error.hide()

    def _wire(self) -> None:
        self.text.textChanged.connect(self._on_text_changed)
        self.text.submitted.connect(self._on_add_clicked)
        self.internal.toggled.connect(self._on_visibility_toggled)
        self.add.clicked.connect(self._on_add_clicked)

    def _on_text_changed(self) -> None:
        self._show_state()
        if self._is_loading or self._desk is None or self._keeper is None:
            return
        if self._uid is None:
            self._uid = uuid7(self._desk.clock.now(), secrets.token_bytes(RANDOM_BYTES))
        self._say_error("")
        self._keeper.touch()

    def _on_visibility_toggled(self) -> None:
        self._show_state()
        if not self._is_loading and self._keeper is not None and self.text.toPlainText().strip():
            self._keeper.touch()

    def _on_add_clicked(self) -> None:
        body = self.text.toPlainText()
        desk, serial, uid = self._desk, self._serial, self._uid
        if not body.strip() or desk is None or serial is None or uid is None:
            return
        if serial in self._saving:
            return
        note = NewNote(uid=uid, serial=serial, body=body, is_internal=self.internal.isChecked())
        self._saving.add(serial)
        self._say_error("")
        self._show_state()

        def work(_cancel: Cancellation) -> Saved:
            saved = desk.tickets.add_note(note)
            # Here and not on landing: the window may be gone by then.
            with suppress(HelpdeskError):
                desk.drafts.forget(note_draft_key(serial))
            return saved

        def added(saved: Saved) -> None:
            self._on_added(note, saved)

        def failed(error: HelpdeskError) -> None:
            self._on_failed(note, error)

        if self._keeper is not None:
            self._keeper.flush()
        self._runner.run(work, added, failed=failed, order=note_draft_key(serial), owner=self)

    def _on_added(self, note: NewNote, saved: Saved) -> None:
        self._saving.discard(note.serial)
        focused: QWidget | None = self.window().focusWidget()
        if focused is self.add:
            # With nothing to add the button hands the focus on, to a stranger.
            self.text.setFocus()
        if self._serial == note.serial and self._keeper is not None:
            self._fill({})
            self._keeper.forget()
        self._show_state()
        self.added.emit(saved)

    def _on_failed(self, note: NewNote, error: HelpdeskError) -> None:
        self._saving.discard(note.serial)
        if self._serial == note.serial:
            self._say_error(error_sentence(error))
            self.text.setFocus()
        self._show_state()

    def _say_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _show_state(self) -> None:
        is_saving = self._serial is not None and self._serial in self._saving
        self.text.setReadOnly(is_saving)
        self.add.setEnabled(bool(self.text.toPlainText().strip()))
        self.text.setPlaceholderText(
            self.tr("Write an internal note…")
            if self.internal.isChecked()
            else self.tr("Write to the customer…")
        )
        self.text.setAccessibleName(
            self.tr("Internal note")
            if self.internal.isChecked()
            else self.tr("Note visible to the customer")
        )
        state = self._keeper.state if self._keeper is not None else KeeperState.EMPTY
        said = {
            KeeperState.EMPTY: "",
            KeeperState.TYPING: "",
            KeeperState.SAVED: self.tr("Draft saved"),
            KeeperState.FAILED: self.tr("Draft not saved"),
        }[state]
        self.status.setText(self.tr("Adding…") if is_saving else said)
