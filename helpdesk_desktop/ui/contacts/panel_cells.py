"""The only place that opens, saves and closes the editors of one panel of a contact or company.

Editors stay open while their contact is shown, whatever others do; leaving it puts what is typed
on disk, and it opens again with the contact. A saved value can be taken back from the notice.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contact_edits import Details, value_of
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.ticket import Draft
from helpdesk_desktop.ui.contacts.merged_save import Clash, Ways, save_merged
from helpdesk_desktop.ui.contacts.value_editors import FieldEditor, draft_key
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner


class PanelCells(QObject):
    """The cells of one panel by the name of their field.

    `saved` carries what stands there now and the changes that would take the save back, `refused`
    the name of a field whose editor stays open and why.
    """

    saved = Signal(object, object)
    refused = Signal(str, object)

    def __init__(
        self,
        runner: TaskRunner,
        kind: str,
        build: Callable[[str, Details], FieldEditor],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._kind = kind
        self._build = build
        self._shown: Details | None = None
        self._ways: Ways | None = None
        self.cells: dict[str, ValueCell] = {}
        self._editors: dict[str, FieldEditor] = {}
        # For cells that come later than what they show.
        self._editable: frozenset[str] = frozenset()
        self._waiting: dict[str, Draft] = {}

    def add(self, name: str, cell: ValueCell) -> None:
        """Let this cell change that field."""
        self.cells[name] = cell
        cell.edit_wanted.connect(partial(self._on_edit_wanted, name))
        if self._shown is not None:
            cell.set_editable(is_editable=name in self._editable)
            if name in self._waiting and name in self._editable:
                self._open(name, self._waiting.pop(name))

    def drop(self, name: str) -> None:
        """Forget a cell that goes away; what is typed in it stays on disk."""
        if name in self._editors:
            self._editors[name].flush()
            self._close(name)
        self.cells.pop(name, None)

    @property
    def open_names(self) -> tuple[str, ...]:
        """The fields that are being typed."""
        return tuple(self._editors)

    def show(
        self, details: Details, ways: Ways, drafts: Sequence[Draft], *, editable: frozenset[str]
    ) -> None:
        """Show this; what was left half typed opens again."""
        is_same = self._shown is not None and self._shown.id == details.id
        if not is_same:
            self.leave()
        self._shown, self._ways, self._editable = details, ways, editable
        for name, cell in self.cells.items():
            cell.set_editable(is_editable=name in editable)
        if is_same:
            return
        for draft in drafts:
            name = draft.key.removeprefix(draft_key(self._kind, details.id, ""))
            if name == draft.key or name not in editable:
                continue
            if name in self.cells:
                self._open(name, draft)
            else:
                self._waiting[name] = draft

    def leave(self) -> None:
        """Put what is typed on disk and close every editor."""
        self.flush()
        for name in self.open_names:
            self._close(name)
        self._waiting.clear()
        self._shown = None

    def flush(self) -> None:
        """Put what is typed on disk now."""
        for editor in self._editors.values():
            editor.flush()

    def open(self, name: str) -> None:
        """Open the editor of a field."""
        self._on_edit_wanted(name)

    def send_again(self, name: str) -> None:
        """Save what stands in an editor that is still open."""
        if name in self._editors:
            self._on_submitted(name)

    def save(self, changes: Mapping[str, Any]) -> None:
        """Save a value that needs no editor."""
        if self._shown is not None:
            self._send(self._shown, changes, None)

    def _on_edit_wanted(self, name: str, *_: object) -> None:
        if self._shown is not None and name not in self._editors:
            self._open(name, None)
            self._editors[name].take_focus()

    def _open(self, name: str, draft: Draft | None) -> None:
        assert self._shown is not None  # noqa: S101 - an editor is of what is shown
        editor = self._build(name, self._shown)
        editor.submitted.connect(partial(self._on_submitted, name))
        editor.given_up.connect(partial(self._on_given_up, name))
        editor.theirs_chosen.connect(partial(self._on_given_up, name))
        self._editors[name] = editor
        self.cells[name].open_editor(editor)
        editor.begin(draft)

    def _close(self, name: str) -> None:
        editor = self._editors.pop(name, None)
        if editor is None:
            return
        cell = self.cells[name]
        focused: QWidget | None = cell.window().focusWidget()
        had_focus = focused is not None and editor.isAncestorOf(focused)
        cell.close_editor()
        if had_focus:
            cell.setFocus()

    def _on_given_up(self, name: str) -> None:
        self._editors[name].forget()
        self._close(name)

    def _on_submitted(self, name: str) -> None:
        editor = self._editors[name]
        if fault := editor.fault():
            editor.say_problem(fault)
            return
        changes = editor.changes()
        if changes:
            self._send(editor.base_, changes, editor)
        else:
            self._on_given_up(name)

    def _send(self, base: Details, changes: Mapping[str, Any], editor: FieldEditor | None) -> None:
        ways = self._ways
        if ways is None:
            return
        before = {name: value_of(base, name) for name in changes}
        if editor is not None:
            editor.show_saving()

        def work(_cancel: Cancellation) -> Details | Clash:
            return save_merged(ways, base, changes)

        self._runner.run(
            work,
            partial(self._on_answer, editor, before),
            failed=partial(self._on_failed, editor),
            order=("save", self._kind, base.id),
            owner=self,
        )

    def _on_answer(
        self, editor: FieldEditor | None, before: Mapping[str, Any], answer: Details | Clash
    ) -> None:
        if isinstance(answer, Clash):
            self._on_clash(editor, answer)
            return
        if editor is not None:
            editor.forget()
            if self._editors.get(editor.name) is editor:
                self._close(editor.name)
        if self._shown is not None and self._shown.id == answer.id:
            self._shown = answer
        self.saved.emit(answer, before)

    def _on_clash(self, editor: FieldEditor | None, clash: Clash) -> None:
        if clash.is_merged:
            sentence = self.tr(
                "This was merged into {name} meanwhile. What you typed is kept here."
            )
            sentence = sentence.format(name=clash.theirs.name or f"#{clash.theirs.id}")
            if editor is not None:
                editor.say_problem(sentence)
            return
        if editor is None:
            self.saved.emit(clash.theirs, None)
            return
        said = self.tr("Someone else changed this to “{value}” meanwhile.")
        editor.say_clash(said.format(value=editor.told(clash.theirs)), clash.theirs)

    def _on_failed(self, editor: FieldEditor | None, error: HelpdeskError) -> None:
        if editor is None:
            self._runner.failed.emit(error)
        else:
            editor.say_problem(error_sentence(error))
            self.refused.emit(editor.name, error)
