"""The only place that joins the values of the detail panel with their editors.

A pick opens as a list at its value, a text as an editor in its place. What is typed belongs to its
ticket: it leaves the screen with it, stays in the journal, and comes back with it.
"""

from collections.abc import Callable, Iterable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget

from helpdesk_desktop.domain.errors import HelpdeskError, NotFound
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import Draft, Saved, TicketDetail
from helpdesk_desktop.ui.choice_names import field_name
from helpdesk_desktop.ui.detail.field_card import FieldCard
from helpdesk_desktop.ui.detail.ticket_header import TicketHeader
from helpdesk_desktop.ui.editing.contact_editor import ContactEditor
from helpdesk_desktop.ui.editing.edit_words import history_key
from helpdesk_desktop.ui.editing.field_popups import FieldPopups
from helpdesk_desktop.ui.editing.inline_editor import InlineEditor, edit_draft_field
from helpdesk_desktop.ui.editing.merged_save import Clash
from helpdesk_desktop.ui.editing.text_editors import DescriptionEditor, PhoneEditor, SubjectEditor
from helpdesk_desktop.ui.editing.ticket_saver import TicketSaver
from helpdesk_desktop.ui.editing.value_cell import ValueCell
from helpdesk_desktop.ui.messages import error_sentence
from helpdesk_desktop.ui.tasks import TaskRunner

# What a cell or badge is called -> the field's name in `NewTicket`.
_PICKS = {
    "status": "status",
    "priority": "priority",
    "type": "type_id",
    "assignee": "assignee_id",
    "group": "group_id",
    "ccs": "cc_ids",
    "due": "due_at",
}
_CELL_OF = {"contact_id": "contact"}
_EDITORS: dict[str, Callable[..., InlineEditor]] = {
    "subject": SubjectEditor,
    "description": DescriptionEditor,
    "phone": PhoneEditor,
    "contact_id": ContactEditor,
}


class PanelEditing(QObject):
    """Opens, keeps and closes the editors of the ticket that the panel shows."""

    def __init__(
        self,
        runner: TaskRunner,
        saver: TicketSaver,
        header: TicketHeader,
        fields: FieldCard,
        panel: QWidget,
    ) -> None:
        super().__init__(panel)
        self._runner = runner
        self._saver = saver
        self._header = header
        self._fields = fields
        self._detail: TicketDetail | None = None
        self._directory = Directory()
        self._editors: dict[str, InlineEditor] = {}
        self._popups = FieldPopups(saver, panel)
        # Where the keys go when an editor closes that was opened from elsewhere than the panel.
        self._back_to: QWidget | None = None
        for badge in header.badges.values():
            badge.edit_wanted.connect(self.edit)
        for cell in (*header.cells.values(), *fields.cells.values()):
            cell.edit_wanted.connect(self.edit)
        fields.custom.edit_wanted.connect(self.edit)

    @property
    def typed_texts(self) -> tuple[str, ...]:
        """What is typed into open editors and not saved."""
        return tuple(editor.typed_text() for editor in self._editors.values() if editor.is_changed)

    def let_edit(self) -> None:
        """Find out anew whether anything can be changed; before the values are shown."""
        may_edit = self._saver.may_edit
        self._header.set_editable(is_editable=may_edit)
        self._fields.set_editable(is_editable=may_edit)

    def show(self, detail: TicketDetail, directory: Directory, drafts: Iterable[Draft]) -> None:
        """The panel shows this ticket now; `drafts` is what was typed on it before."""
        if self._detail is None or detail.serial != self._detail.serial:
            self.leave()
        self._detail, self._directory = detail, directory
        self._popups.set_directory(directory)
        if not self._saver.may_edit:
            return
        for draft in drafts:
            name = edit_draft_field(draft.key, detail.serial)
            if name in _EDITORS and name not in self._editors and self._can_open(name):
                self._open(name, draft)

    def leave(self) -> None:
        """Leave the ticket; what is typed stays in the journal."""
        for name in tuple(self._editors):
            self._editors[name].flush()
            self._close(name)
        self._detail = None

    def flush(self) -> None:
        """Put everything that is typed on disk now."""
        for editor in self._editors.values():
            editor.flush()

    def edit_from(self, shown: str, back_to: QWidget) -> None:
        """Let the user change the value, and give the keys back to `back_to` at its end."""
        self.edit(shown)
        self._back_to = back_to

    def edit(self, shown: str) -> None:
        """Let the user change the value that is called so in the panel."""
        self._back_to = None
        detail = self._detail
        if detail is None or not self._saver.may_edit:
            return
        if shown.startswith("cf."):
            if self._can_open(shown):
                self._popups.open(shown, detail, self._anchor(shown))
            return
        if shown in _PICKS:
            self._popups.open(_PICKS[shown], detail, self._anchor(shown))
            return
        name = "contact_id" if shown == "contact" else shown
        if name not in self._editors and self._can_open(name):
            self._open(name, None)
        if name in self._editors:
            self._editors[name].take_focus()

    def _can_open(self, name: str) -> bool:
        return self._cell(name).is_editable

    def _open(self, name: str, draft: Draft | None) -> None:
        desk, detail = self._saver.desk, self._detail
        assert desk is not None  # noqa: S101 - the ticket was read from it
        assert detail is not None  # noqa: S101 - only what is shown is edited
        says = field_name(history_key(name), self._directory)
        # A contact that is made in place is asked for its required fields.
        more = {"directory": self._directory} if name == "contact_id" else {}
        editor = _EDITORS[name](self._runner, desk, detail, says, **more)
        editor.begin(draft)
        editor.submitted.connect(partial(self._on_submitted, name))
        editor.given_up.connect(partial(self._on_given_up, name))
        editor.theirs_chosen.connect(partial(self._on_theirs_chosen, name))
        self._editors[name] = editor
        self._cell(name).open_editor(editor)

    def _close(self, name: str) -> None:
        del self._editors[name]
        self._cell(name).close_editor()

    def _on_submitted(self, name: str) -> None:
        editor = self._editors[name]
        if fault := editor.fault():
            editor.say_problem(fault)
            return
        if not editor.changes():
            self._end(name)
            return
        editor.show_saving()
        self._saver.save(
            editor.wish(),
            saved=partial(self._on_saved, name, editor),
            clashed=partial(self._on_clashed, editor),
            failed=partial(self._on_failed, editor),
            draft_key=editor.draft_key,
        )

    def _on_saved(self, name: str, editor: InlineEditor, _saved: Saved) -> None:
        if self._editors.get(name) is editor:
            self._end(name)

    def _on_clashed(self, editor: InlineEditor, clash: Clash) -> None:
        sentence = self._saver.clash_sentence(clash)
        if self._is_open(editor):
            editor.say_clash(sentence, clash.theirs)
        else:
            self._tell_elsewhere(clash.theirs.serial, sentence)

    def _on_failed(self, editor: InlineEditor, error: HelpdeskError) -> None:
        sentence = error_sentence(error)
        if isinstance(error, NotFound):
            kept = self.tr("What you typed is kept here until you close it.")
            sentence = f"{sentence} {kept}"
        if self._is_open(editor):
            editor.say_problem(sentence)
        else:
            self._saver.said.emit(sentence, "", None)

    def _tell_elsewhere(self, serial: int, sentence: str) -> None:
        words = self.tr("#{serial} was not saved. {sentence} What you typed waits at the ticket.")
        self._saver.said.emit(words.format(serial=serial, sentence=sentence), "", None)

    def _on_given_up(self, name: str) -> None:
        editor = self._editors[name]
        detail = self._detail
        dropped = editor.as_draft() if editor.is_changed else None
        field = field_name(history_key(name), self._directory)
        self._end(name)
        if dropped is None or detail is None:
            return
        self._saver.said.emit(
            self.tr("Your change of {field} was dropped.").format(field=field),
            self.tr("Bring back"),
            partial(self._bring_back, name, dropped),
        )

    def _bring_back(self, name: str, dropped: Draft) -> None:
        detail = self._detail
        is_here = detail is not None and edit_draft_field(dropped.key, detail.serial) == name
        if is_here and name not in self._editors and self._can_open(name):
            self._open(name, dropped)
            self._editors[name].touch()
            self._editors[name].take_focus()

    def _on_theirs_chosen(self, name: str) -> None:
        serial = self._editors[name].serial
        self._end(name)
        self._saver.tell_changed(serial)

    def _end(self, name: str) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        had_focus = focused is not None and self._editors[name].isAncestorOf(focused)
        self._editors[name].forget()
        self._close(name)
        if had_focus:
            (self._back_to or self._cell(name)).setFocus()
        self._back_to = None

    def _is_open(self, editor: InlineEditor) -> bool:
        return shiboken6.isValid(editor) and editor in self._editors.values()

    def _cell(self, name: str) -> ValueCell:
        shown = _CELL_OF.get(name, name)
        if shown.startswith("cf."):
            return self._fields.custom.cell_of(shown)
        cells = self._header.cells if shown in self._header.cells else self._fields.cells
        return cells[shown]

    def _anchor(self, shown: str) -> QRect:
        badge = self._header.badges.get(shown)
        return self._cell(shown).anchor() if badge is None else badge.anchor()
