"""The only place from which the window changes tickets that are there, and takes changes back.

Every change is announced to everyone who shows the ticket, told in a notice with Undo, and kept on
this session's stack.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.errors import Conflict, HelpdeskError, NotAllowed, Unavailable
from helpdesk_desktop.domain.people import Directory, Right
from helpdesk_desktop.domain.ticket import Saved, Serial
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.detail.moments import When
from helpdesk_desktop.ui.editing.edit_words import (
    Saying,
    clash_sentence,
    edit_sentence,
    undo_refusal,
)
from helpdesk_desktop.ui.editing.merged_save import Clash, Wish, save_merged
from helpdesk_desktop.ui.editing.undo_stack import Deed, UndoStack
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner


class TicketSaver(QObject):
    """Saves changes of tickets one after the other.

    `said` carries a notice: its sentence, the word on its button and what the button does.
    `stack_changed` comes when there is something else to undo or redo, `rights_changed` when a save
    was refused because the role was changed meanwhile.
    """

    said = Signal(str, str, object)
    stack_changed = Signal()
    rights_changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._directory = Directory()
        self.stack = UndoStack()

    @property
    def desk(self) -> Desk | None:
        """The database that is changed."""
        return self._desk

    @property
    def may_edit(self) -> bool:
        """Whether tickets can be changed here at all."""
        desk = self._desk
        return desk is not None and desk.viewer.may(Right.EDIT) and not desk.info.is_read_only

    @property
    def saying(self) -> Saying:
        """The names and the moment that changes are told by."""
        assert self._desk is not None  # noqa: S101 - asked only by those who edit its tickets
        clock = self._desk.clock
        return Saying(self._directory, When(clock.now(), clock.zone))

    def set_desk(self, desk: Desk, directory: Directory) -> None:
        """Change tickets of this desk; what was done at another one cannot be undone from here."""
        if desk is not self._desk:
            self.stack.clear()
            self.stack_changed.emit()
        self._desk, self._directory = desk, directory

    def save(
        self,
        wish: Wish,
        *,
        saved: Callable[[Saved], object],
        clashed: Callable[[Clash], object],
        failed: Callable[[HelpdeskError], object],
        draft_key: str = "",
        cancel: Cancellation | None = None,
    ) -> None:
        """Write the wish, forget the draft it came from, and tell everyone; exactly one answers.

        Once `cancel` is requested the wish is no longer written, and none answers; where that comes
        too late it is saved and told like any other.
        """
        desk = self._desk
        if desk is None:
            return

        def work(_cancel: Cancellation) -> Saved | Clash:
            answer = save_merged(desk.tickets, wish, cancel)
            if draft_key and isinstance(answer, Saved):
                # Here and not on landing: the window may be gone by then.
                with suppress(HelpdeskError):
                    desk.drafts.forget(draft_key)
            return answer

        def land(answer: Saved | Clash) -> None:
            if isinstance(answer, Clash):
                clashed(answer)
                return
            saved(answer)
            self._tell(wish, answer)

        def refuse(error: HelpdeskError) -> None:
            failed(error)
            if isinstance(error, Unavailable):
                self._runner.failed.emit(error)  # the banner
            elif isinstance(error, NotAllowed):
                self.rights_changed.emit()

        order = draft_key or f"edit:{wish.serial}"
        self._runner.run(work, land, failed=refuse, order=order, owner=self)

    def call_off(self, cancel: Cancellation) -> None:
        """Let the save that was given this `cancel` write nothing more."""
        self._runner.request(cancel)

    def undo(self, deed: Deed | None = None) -> None:
        """Take back this edit of mine, or the last one."""
        taken = self.stack.take_done(deed)
        if taken is not None:
            self._turn_back(taken, partial(self._on_undone, taken), self.stack.put_done)

    def redo(self, deed: Deed | None = None) -> None:
        """Do again what was undone: this, or the last."""
        taken = self.stack.take_undone(deed)
        if taken is not None:
            self._turn_back(taken, partial(self._on_redone, taken), self.stack.put_undone)

    def tell_changed(self, serial: Serial) -> None:
        """Let everyone who shows the ticket read it again."""
        self._runner.announce(Changes(tickets=frozenset({int(serial)})), self)

    def clash_sentence(self, clash: Clash) -> str:
        """Who changed what meanwhile."""
        return clash_sentence(clash.lines, self.saying)

    def _turn_back(
        self, deed: Deed, done: Callable[[Saved], object], put_back: Callable[[Deed], object]
    ) -> None:
        desk = self._desk
        if desk is None:
            return

        def failed(error: HelpdeskError) -> None:
            if isinstance(error, Unavailable):
                put_back(deed)  # it can be tried again when the server is back
                self._runner.failed.emit(error)
            elif isinstance(error, Conflict) and "keys" in error.values:
                keys: tuple[str, ...] = error.values["keys"]  # type: ignore[assignment] # of undo
                self.said.emit(undo_refusal(deed.done.serial, keys, self._directory), "", None)
            else:
                self.said.emit(error_sentence(error), "", None)
            self.stack_changed.emit()

        self.stack_changed.emit()
        self._runner.run(
            lambda _: desk.tickets.undo(deed.done),
            done,
            failed=failed,
            order=f"edit:{deed.done.serial}",
            owner=self,
        )

    def _on_undone(self, deed: Deed, undone: Saved) -> None:
        self.tell_changed(undone.serial)
        if undone.batch is None:
            return
        back = Deed(undone, deed.sentence)
        self.stack.put_undone(back)
        self.stack_changed.emit()
        self.said.emit(
            self.tr("Undone: {edit}").format(edit=deed.sentence),
            self.tr("Redo"),
            lambda: self.redo(back),
        )

    def _on_redone(self, deed: Deed, saved: Saved) -> None:
        self.tell_changed(saved.serial)
        if saved.batch is None:
            return
        again = Deed(saved, deed.sentence)
        self.stack.put_done(again)
        self.stack_changed.emit()
        self.said.emit(deed.sentence, self.tr("Undo"), lambda: self.undo(again))

    def _tell(self, wish: Wish, saved: Saved) -> None:
        self.tell_changed(saved.serial)
        if saved.batch is None:
            return
        sentence = edit_sentence(wish.base, wish.changes, wish.new_text, self.saying)
        deed = Deed(saved, sentence)
        self.stack.add(deed)
        self.stack_changed.emit()
        self.said.emit(sentence, self.tr("Undo"), lambda: self.undo(deed))
