"""The only place where a ticket is made by hand, with nothing typed ever lost.

The ticket's uid is born with the dialog: pressing Add again after an answer was lost finds the
ticket that is there instead of making a second one. Closing keeps the draft; only Discard drops
it, and says so with the draft, so that it can be undone.
"""

import secrets
from contextlib import suppress
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Invalid, Problem
from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Draft, NewTicket, Saved
from helpdesk_desktop.domain.ticket_rules import Known, check
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.create.create_form import CreateForm
from helpdesk_desktop.ui.draft_keeper import DraftKeeper, KeeperState
from helpdesk_desktop.ui.icons import pixmap
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.theme import set_kind, theme

_DRAFT_PREFIX = "new:"
# A save that takes longer says that it is under way.
_SLOW_MS = 300
# Fits 1024 x 700 with the window's frame around it.
_WIDTH, _HEIGHT = 860, 640


def new_draft_key(uid: UUID) -> str:
    """The journal's key of a ticket that is being made."""
    return f"{_DRAFT_PREFIX}{uid}"


def is_new_ticket_draft(draft: Draft) -> bool:
    """Whether the draft is of a ticket not made yet."""
    return draft.key.startswith(_DRAFT_PREFIX)


class CreateTicketDialog(QDialog):
    """Makes one ticket; it stands beside the list and does not block it.

    `ticket_created` carries `Saved`, `ticket_requested` a serial, `draft_kept` and
    `draft_discarded` a `Draft`: the discarded one opens again with `from_draft`.
    """

    ticket_created = Signal(object)
    ticket_requested = Signal(int)
    draft_kept = Signal(object)
    draft_discarded = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        desk: Desk,
        directory: Directory,
        parent: QWidget | None = None,
        *,
        uid: UUID | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("create_ticket_dialog")
        self.setWindowTitle(self.tr("New ticket"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._runner = runner
        self._desk = desk
        self._directory = directory
        self._uid = uid or uuid7(desk.clock.now(), secrets.token_bytes(RANDOM_BYTES))
        self._is_adding = False
        self._is_over = False
        self._is_leaving = False
        self._focus_before: QWidget | None = None
        self._scroll = QScrollArea(self)
        self.form = CreateForm(runner, desk, directory, self._scroll.viewport())
        self.keeper = DraftKeeper(runner, desk, new_draft_key(self._uid), self.form.fields, self)
        self.trouble = QFrame(self)
        self._trouble_mark = QLabel()
        self.trouble_sentence = make_label(name="create_trouble", tone="danger", is_wrapped=True)
        self.draft_state = make_label(name="draft_state", tone="muted")
        self.discard = self._build_button("discard_draft", self.tr("Discard draft"), "quiet")
        self.close_button = self._build_button("close_create", self.tr("Close"), "plain")
        self.add = self._build_button("add_ticket", self.tr("Add"), "accent")
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._build()
        self._wire()
        self._show_keeper_state()
        self.form.subject.setFocus()

    @classmethod
    def from_draft(
        cls,
        draft: Draft,
        runner: TaskRunner,
        desk: Desk,
        directory: Directory,
        parent: QWidget | None = None,
    ) -> "CreateTicketDialog":
        """The dialog as it was when the draft was kept, with the same uid."""
        uid = UUID(draft.key.removeprefix(_DRAFT_PREFIX))
        dialog = cls(runner, desk, directory, parent, uid=uid)
        dialog.form.restore(draft.fields)
        # Kept anew if the draft was discarded meanwhile; saving the same again costs nothing.
        dialog.keeper.flush()
        return dialog

    @property
    def uid(self) -> UUID:
        """The uid of the ticket to be."""
        return self._uid

    def submit(self) -> None:
        """Make the ticket, or say beside each field why not; pressed twice, it runs once."""
        if self._is_adding:
            return
        self._is_adding = True
        self._say_trouble(())
        self.keeper.flush()
        self._focus_before = self.focusWidget()
        # What is typed now would go down with the dialog.
        self.form.setEnabled(False)
        self._slow.start()
        if self.form.is_whole:
            self._send()

    def _on_form_whole(self) -> None:
        if self._is_adding:
            self._send()

    def _send(self) -> None:
        new, problems, directory = (
            self.form.ticket(self._uid),
            self.form.problems(),
            self._directory,
        )
        tickets, drafts, key = self._desk.tickets, self._desk.drafts, self.keeper.key

        def work(_cancel: Cancellation) -> Saved:
            if problems:
                # Together with the rules' faults, so that everything is told at once.
                raise Invalid((*_faults(new, directory), *problems))
            saved = tickets.create(new)
            # Here and not on landing: the window may be gone by then. A draft that stays because
            # of a full disk does no harm, its uid finds the ticket that is there.
            with suppress(HelpdeskError):
                drafts.forget(key)
            return saved

        # In order with the draft's saves, and waited for when the program ends meanwhile.
        self._runner.run(work, self._on_created, failed=self._on_refused, order=self.keeper.key)

    def _on_created(self, saved: Saved) -> None:
        self._end_adding()
        self._is_over = True
        self.keeper.forget()
        self.ticket_created.emit(saved)
        # Also where it is hidden already: only being done with says `finished`.
        self.accept()

    def _on_refused(self, error: HelpdeskError) -> None:
        self._end_adding()
        if self._is_leaving:
            self._is_leaving = False
            self.show()
        if not isinstance(error, Invalid):
            self._say_trouble((error_sentence(error),))
            return
        self._say_trouble(self.form.show_problems(error.problems))
        field = self.form.first_fault()
        if field is not None:
            field.target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(field)

    def _end_adding(self) -> None:
        self.form.setEnabled(True)
        if self._focus_before is not None:
            self._focus_before.setFocus()
        self._is_adding = False
        self._slow.stop()
        self.add.setText(self.tr("Add"))

    def _say_trouble(self, sentences: tuple[str, ...]) -> None:
        self.trouble_sentence.setText("\n".join(sentences))
        self.trouble.setVisible(bool(sentences))

    def _build_button(self, name: str, says: str, kind: str) -> QPushButton:
        button = QPushButton(says)
        button.setObjectName(name)
        # Enter in a line of the form must never press a button by itself.
        button.setAutoDefault(False)
        if kind != "plain":
            set_kind(button, kind)  # type: ignore[arg-type] # the three names above are kinds
        return button

    def _build(self) -> None:
        self.trouble.setProperty("kind", "banner-danger")
        self.trouble.setObjectName("create_trouble_bar")
        bar = QHBoxLayout(self.trouble)
        bar.setContentsMargins(20, 8, 20, 8)
        bar.setSpacing(8)
        bar.addWidget(self._trouble_mark, 0, Qt.AlignmentFlag.AlignTop)
        bar.addWidget(self.trouble_sentence, 1)
        self.trouble.hide()
        self._scroll.setObjectName("create_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_kind(self.form, "panel")
        self._scroll.setWidget(self.form)
        foot = QFrame(self)
        foot.setProperty("kind", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(20, 12, 20, 12)
        buttons.setSpacing(8)
        buttons.addWidget(self.discard)
        buttons.addWidget(self.draft_state)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.trouble)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(foot)
        self.add.setToolTip(self.tr("Add the ticket (Ctrl+Enter)"))
        self.close_button.setToolTip(self.tr("Close and keep the draft (Esc)"))
        self.resize(_WIDTH, _HEIGHT)
        self._draw()

    def _wire(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.became_whole.connect(self._on_form_whole)
        self.form.ticket_requested.connect(self.ticket_requested)
        self.keeper.state_changed.connect(self._show_keeper_state)
        self.add.clicked.connect(self.submit)
        self.close_button.clicked.connect(self.reject)
        self.discard.clicked.connect(self._on_discard_clicked)
        self._slow.timeout.connect(self._on_slow)
        theme().changed.connect(self._draw)

    def _draw(self) -> None:
        mark = pixmap("circle-alert", "danger", 16, self.devicePixelRatioF())
        self._trouble_mark.setPixmap(mark)

    def _on_edited(self) -> None:
        self.form.clear_fault_of_focus()
        self.keeper.touch()
        self.discard.setVisible(not self.form.is_pristine)

    def _on_slow(self) -> None:
        self.add.setText(self.tr("Adding…"))

    def _on_discard_clicked(self) -> None:
        fields = self.form.fields()
        self._is_over = True
        self.keeper.forget()
        if fields is not None:
            self.draft_discarded.emit(self._draft(fields))
        self.reject()

    def _draft(self, fields: tuple[tuple[str, object], ...]) -> Draft:
        return Draft(self.keeper.key, fields, self._desk.clock.now())

    def _show_keeper_state(self) -> None:
        self.draft_state.setText(
            {
                KeeperState.EMPTY: "",
                KeeperState.TYPING: "",
                KeeperState.SAVED: self.tr("Draft saved"),
                KeeperState.FAILED: self.tr("The draft cannot be saved on this disk"),
            }[self.keeper.state]
        )
        self.discard.setVisible(not self.form.is_pristine)

    @override
    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        focused: QWidget | None = self.focusWidget()
        if visible and isinstance(focused, QLineEdit):
            # Qt selects the whole line: the first key would replace what a draft brought back.
            focused.deselect()

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

    @override
    def reject(self) -> None:
        # Every way out comes here: Esc, the button, and Qt's own answer to a closed window. Never
        # `close()`: inside a close it does nothing, and the dialog would stay for ever.
        if self._is_adding:
            # The answer decides whether there is still a draft to keep.
            self._is_leaving = True
            self.hide()
            return
        if not self._is_over:
            self._is_over = True
            self.keeper.flush()
            fields = self.form.fields()
            if fields is not None:
                self.draft_kept.emit(self._draft(fields))
        super().reject()

    @override
    def closeEvent(self, arg__1: QCloseEvent) -> None:
        super().closeEvent(arg__1)
        if self._is_adding:
            # Hidden is enough for Qt to take it for closed, and to delete it under the answer.
            arg__1.ignore()


def _faults(new: NewTicket, directory: Directory) -> tuple[Problem, ...]:
    """What the rules say of the values, but for what only the database knows."""
    contacts = () if new.contact_id is None else (new.contact_id,)
    fields = {
        "subject": new.subject,
        "description": new.description,
        "new_contact": new.new_contact,
        "phone": new.phone,
        "due_at": new.due_at,
        "first_note": new.first_note,
        "status": new.status,
        "custom": new.custom,
    }
    return check(fields, Known.of(directory, contacts), is_new=True).problems
