"""The only place for how a page of the administrator's window finds, shows and saves its entries.

What is typed about an entry is kept while another one is looked at, and when the window closes. An
answer of a write brings the names with it; what others write comes by `show_directory`.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict, HelpdeskError, Invalid, NotFound
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Agent, Directory, Group, Role, TicketType
from helpdesk_desktop.domain.team_rules import suggested_key
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.admin.admin_section import AdminPlace
from helpdesk_desktop.ui.admin.entry_draft import EntryDraft
from helpdesk_desktop.ui.admin.entry_frame import EntryFrame
from helpdesk_desktop.ui.admin.entry_list import Line
from helpdesk_desktop.ui.admin.field_entry import FieldEntry
from helpdesk_desktop.ui.admin.form_parts import FormPart
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence

E = TypeVar("E", bound=Agent | Group | Role | TicketType | FieldEntry)

ORDER = "administration"
_NEW = 0  # no row of a database has it


class EntryPage(EntryFrame, Generic[E]):
    """Entries at the left, the form of one at the right."""

    # What a problem calls a part, where that is not the part's own name.
    aliases: Mapping[str, str] = {}

    def __init__(self, place: AdminPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._directory = Directory()
        self._drafts: dict[int, EntryDraft] = {}
        self._current: int | None = None
        self._is_busy = False
        self._is_key_typed = False
        self._listed: tuple[object, ...] = ()
        # As the directory has them, in their order; and every name and key, once that is asked.
        self._entries: dict[int, E] = {}
        self._given_away: set[str] | None = None
        self._wire()

    # What a page says of its entries

    def entries(self, directory: Directory) -> Sequence[E]:
        """All entries in their order."""
        raise NotImplementedError

    def words_of(self, entry: E) -> dict[str, str]:
        """The settings of an entry; those of `new_entry` for one that is about to be made."""
        raise NotImplementedError

    def new_entry(self) -> dict[str, str]:
        """The settings that a new entry begins with."""
        raise NotImplementedError

    def line_of(self, entry: E) -> Line:
        """How an entry stands in the list."""
        raise NotImplementedError

    def is_listed(self, entry: E) -> bool:
        """Whether an entry stands in the list now."""
        del entry
        return True

    @property
    def listing(self) -> object:
        """What, besides the names, decides which entries are listed."""
        return None

    def icon_of_new(self) -> str:
        """The icon of the entry that is about to be made."""
        return ""

    def suggest_key(self, name: str) -> str:
        """A key for a new entry of this name."""
        return suggested_key(name, self._taken)

    def chose(self, entry: E | None) -> None:
        """Follow another entry, before it is shown."""
        del entry

    def key_of(self, entry: E) -> str:
        """What the entry is called in queries, files and on the command line."""
        return entry.login if isinstance(entry, Agent) else entry.key

    def store_new(self, desk: Desk, key: str, values: Mapping[str, str]) -> E:
        """Make an entry; on a worker."""
        raise NotImplementedError

    def store(self, desk: Desk, entry: E, changes: Mapping[str, str], version: int) -> E:
        """Change an entry; on a worker."""
        raise NotImplementedError

    def undo_of_new(self, entry: E) -> Callable[[Desk], object] | None:
        """What takes a new entry back, where something does."""
        del entry
        return None

    def side_words(self, entry: E) -> str:
        """What the button at the foot's left says; empty for none."""
        del entry
        return ""

    def side_action(self, entry: E) -> None:
        """What that button does."""
        del entry

    def prepare(self, entry: E | None) -> None:
        """Fill the choices of the parts before this entry, or a new one, is shown."""
        del entry

    def show_hints(self) -> None:
        """Let what hangs on the present words follow them."""

    # The section

    @property
    @override
    def has_unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        self._keep()
        return any(draft.is_dirty for draft in self._drafts.values())

    @property
    def current(self) -> E | None:
        """The entry whose form is shown; None for a new one."""
        return self._entries.get(self._current or _NEW)

    @override
    def show_directory(self, directory: Directory) -> None:
        """Show what is stored now; what is typed stays."""
        self._keep()
        self._directory = directory
        entries = self._entries = {int(entry.id): entry for entry in self.entries(directory)}
        self._given_away = None
        for number, draft in list(self._drafts.items()):
            entry = entries.get(number)
            if entry is not None:
                self._drafts[number] = draft.rebased(entry.version, self.words_of(entry))
            elif number != _NEW:
                self._end(number, draft)
        if self._current is None or (self._current != _NEW and self._current not in entries):
            self._current = self._first()
        self.chose(self.current)
        self._show()

    @override
    def take_focus(self) -> None:
        """Let the keys go to the page."""
        self.list.setFocus()

    @override
    def submit(self) -> None:
        """Save what is typed."""
        self._keep()
        number = self._current
        draft = None if number is None else self._drafts.get(number)
        if self._is_busy or draft is None or not draft.is_dirty:
            return
        self._clear_faults()
        entry = self.current
        if entry is None:
            key, values = draft.key, dict(draft.values)
            self.write(
                lambda desk: self.store_new(desk, key, values),
                lambda made: self._on_made(made, values),
            )
            return
        changes, base = draft.changes, dict(draft.base)
        version = draft.version or 1
        before = {name: base[name] for name in changes}
        self.write(
            lambda desk: self.store(desk, entry, changes, version),
            lambda saved: self._on_saved(saved, changes, before),
        )

    def begin_new(self) -> None:
        """Show an empty form."""
        self._choose(_NEW)
        first = next(iter(self.parts.values()))
        first.field.target.setFocus()

    def show_first(self) -> None:
        """Show the first entry of the list as it is now, or that there is none."""
        self._keep()
        self._current = self._first()
        self.say("")
        self._clear_faults()
        self._show()

    # For pages

    def write(self, work: Callable[[Desk], Any], then: Callable[[Any], object]) -> None:
        """Do a write on a worker, read the names after it, and go on with both."""
        desk = self._place.desk
        self._set_busy(is_busy=True)

        def do(_cancel: Cancellation) -> tuple[Any, Directory | None]:
            answer = work(desk)
            # What was saved is saved: a reading that fails after it must not say otherwise.
            with suppress(HelpdeskError):
                return answer, desk.directory()
            return answer, None

        def land(answered: tuple[Any, Directory | None]) -> None:
            self._is_busy = False
            self._keep()
            self.say("")
            answer, directory = answered
            then(answer)
            if directory is None:
                self._show()  # the names come with the next news
            else:
                self.directory_read.emit(directory)

        self._place.runner.run(do, land, failed=self._on_refused, owner=self, order=ORDER)

    def say_done(self, sentence: str, undo: Callable[[Desk], object] | None = None) -> None:
        """Say what was done, with Undo where it can be undone."""
        if undo is None:
            self._place.toast.say(sentence)
        else:
            self._place.toast.say_done(sentence, lambda: self.write(undo, lambda _: None))

    def forget(self, number: int) -> None:
        """Forget what is typed about an entry that was removed here."""
        self._drafts.pop(number, None)

    # Inside

    def _wire(self) -> None:
        self.search.textChanged.connect(self._on_find_changed)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.entry_chosen.connect(self._choose)
        self.add.clicked.connect(self.begin_new)
        self.save.clicked.connect(self.submit)
        self.discard.clicked.connect(self._on_discard_clicked)
        self.side.clicked.connect(self._on_side_clicked)
        self.key.changed.connect(self._on_key_typed)
        for part in self.parts.values():
            part.changed.connect(self._on_typed)

    def _first(self) -> int | None:
        return next((one for one, entry in self._entries.items() if self.is_listed(entry)), None)

    def _keep(self) -> None:
        # What stands in the form goes into its draft.
        number = self._current
        draft = self._drafts.get(number) if number is not None else None
        if number is not None and draft is not None:
            values = {name: part.value() for name, part in self.parts.items()}
            key = self.key.value() if number == _NEW else draft.key
            self._drafts[number] = replace(draft, values=values, key=key)

    def _choose(self, number: int) -> None:
        if number == self._current:
            return
        self._keep()
        self._current = number
        self._is_key_typed = number == _NEW and bool(self._drafts.get(_NEW))
        self.say("")
        self._clear_faults()
        self._scroll.verticalScrollBar().setValue(0)
        self.chose(self.current)
        self._show()

    def _show(self) -> None:
        number, entry = self._current, self.current
        self._scroll.setVisible(number is not None)
        self.nothing.setVisible(number is None)
        self.save.setVisible(number is not None)
        if number is not None:
            draft = self._drafts.get(number)
            if draft is None:
                draft = self._opened(entry)
                self._drafts[number] = draft
            self.prepare(entry)
            self.key.field.setVisible(entry is None)
            self.key.show_value(draft.key)
            for name, part in self.parts.items():
                part.show_value(draft.values.get(name, ""))
            self.title.set_whole_text(self.new_words() if entry is None else entry.name)
            self.subtitle.setText("" if entry is None else self.subtitle_of(entry))
            self.subtitle.setVisible(entry is not None)
            self._say_clashes(draft)
        words = "" if entry is None else self.side_words(entry)
        self.side.setText(words)
        self.side.setVisible(bool(words))
        self._show_state()

    def subtitle_of(self, entry: E) -> str:
        """What stands under the title."""
        return self.tr("Key: {key}").format(key=self.key_of(entry))

    def _opened(self, entry: E | None) -> EntryDraft:
        if entry is None:
            words = self.new_entry()
            return EntryDraft(words, words)
        words = self.words_of(entry)
        return EntryDraft(words, words, entry.version)

    def _show_state(self) -> None:
        self._keep()
        number = self._current
        draft = None if number is None else self._drafts.get(number)
        is_dirty = draft is not None and draft.is_dirty
        self.save.setEnabled(is_dirty and not self._is_busy)
        self.save.setText(self.tr("Save") if number != _NEW else self.add_words())
        is_leaving = is_dirty or number == _NEW
        self.discard.setVisible(is_leaving)
        self.discard.setText(
            self.tr("Discard changes") if number != _NEW else self.tr("Do not add")
        )
        self.unsaved.setVisible(is_dirty)
        self.unsaved.setText(self.tr("Saving…") if self._is_busy else self.tr("Not saved yet"))
        self.discard.setEnabled(not self._is_busy)
        self.side.setEnabled(not self._is_busy)
        self.add.setEnabled(number != _NEW and not self._is_busy)
        self.show_hints()
        dirty = tuple(one for one, kept in self._drafts.items() if kept.is_dirty)
        new = self._drafts.get(_NEW)
        # Telling thousands of lines anew at every letter would be felt.
        listed = (self._directory, self.listing, number, dirty, new and new.values.get("name"))
        if not self.list.is_held and listed != self._listed:
            self._listed = listed
            self.list.show_lines(self._lines(), number)
        self._on_find_changed()
        self.unsaved_changed.emit()

    def _lines(self) -> list[Line]:
        lines = []
        for entry in filter(self.is_listed, self._entries.values()):
            line = self.line_of(entry)
            draft = self._drafts.get(line.id)
            is_unsaved = draft is not None and draft.is_dirty
            lines.append(replace(line, is_unsaved=is_unsaved))
        draft = self._drafts.get(_NEW)
        if draft is not None:
            name = draft.values.get("name", "").strip() or self.new_words()
            lines.append(
                Line(_NEW, name, self.tr("new"), is_unsaved=draft.is_dirty, icon=self.icon_of_new())
            )
        return lines

    def _clear_faults(self) -> None:
        for part in (self.key, *self.parts.values()):
            part.field.say_fault("")

    def _say_clashes(self, draft: EntryDraft) -> None:
        for name, part in self.parts.items():
            if name in draft.clashes:
                theirs = part.said(draft.base[name]) or self.tr("nothing")
                sentence = self.tr("Someone else saved “{theirs}” here meanwhile.")
                part.field.say_fault(sentence.format(theirs=theirs))
        if draft.clashes:
            self.say(
                self.tr(
                    "Someone else saved this meanwhile. What you typed is kept; save again to put "
                    "it in the place of theirs, or discard it to see theirs."
                )
            )
        elif draft.news:
            labels = (part.field.says for name, part in self.parts.items() if name in draft.news)
            sentence = self.tr("Someone else changed this meanwhile: {fields}. Yours is kept.")
            self.say(sentence.format(fields=", ".join(labels)))

    def _end(self, number: int, draft: EntryDraft) -> None:
        # Somebody removed the entry: what was typed about it becomes a new one's.
        del self._drafts[number]
        if number != self._current:
            return
        self._current = None
        if draft.is_dirty and _NEW not in self._drafts:
            name = draft.values.get("name", "")
            self._drafts[_NEW] = EntryDraft(
                self.new_entry(), draft.values, key=self.suggest_key(name)
            )
            self._current = _NEW
            self.say(
                self.tr("Someone else removed this. What you typed is kept: it can be added anew.")
            )
        else:
            self.say(self.tr("Someone else removed this."))

    @property
    def _taken(self) -> set[str]:
        if self._given_away is None:
            entries = self._entries.values()
            keys = {fold(self.key_of(entry)) for entry in entries}
            self._given_away = keys | {fold(entry.name) for entry in entries}
        return self._given_away

    def _set_busy(self, *, is_busy: bool) -> None:
        # The form stays open: what is typed meanwhile is unsaved once the answer is there.
        self._is_busy = is_busy
        self._show_state()

    def _on_made(self, made: E, submitted: Mapping[str, str]) -> None:
        draft = self._drafts.pop(_NEW, None)
        if draft is not None:
            self._drafts[int(made.id)] = EntryDraft(submitted, draft.values, made.version)
        if self._current == _NEW:
            self._current = int(made.id)
        self._is_key_typed = False
        undo = self.undo_of_new(made)
        self.say_done(self.tr("“{name}” was added.").format(name=made.name), undo)

    def _on_saved(self, saved: E, changes: Mapping[str, str], before: Mapping[str, str]) -> None:
        draft = self._drafts.get(int(saved.id))
        if draft is not None:
            base = {**draft.base, **changes}
            self._drafts[int(saved.id)] = EntryDraft(base, draft.values, saved.version)
        self.say_done(
            self.tr("“{name}” was saved.").format(name=saved.name),
            lambda desk: self.store(desk, saved, before, saved.version),
        )

    def _on_refused(self, error: HelpdeskError) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, Conflict | NotFound):
            self.say(error_sentence(error))
            desk = self._place.desk
            self._place.runner.run(
                lambda _cancel: desk.directory(), self.directory_read.emit, owner=self
            )
            return
        rest = []
        first: QWidget | None = None
        problems = error.problems if isinstance(error, Invalid) else ()
        named = {**self.parts, "key": self.key, "login": self.key}
        named |= {alias: self.parts[name] for alias, name in self.aliases.items()}
        for problem in problems:
            part = named.get(problem.field or "")
            if part is None or part.field.isHidden():
                rest.append(problem_sentence(problem))
            else:
                part.field.say_fault(problem_sentence(problem))
                first = first or part.field.target
                part.point_at(problem)
        if not problems:
            rest.append(error_sentence(error))
        self.say("\n".join(rest))
        self._show_state()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        part = self.sender()
        if isinstance(part, FormPart):
            part.field.say_fault("")
        if self._current == _NEW and not self._is_key_typed:
            name = self.parts["name"].value()
            self.key.show_value(self.suggest_key(name) if name.strip() else "")
        self._show_state()

    def _on_key_typed(self) -> None:
        self._is_key_typed = bool(self.key.value())
        self.key.field.say_fault("")
        self._show_state()

    def _on_find_changed(self) -> None:
        text = self.search.text()
        shown = self.list.narrow(text)
        self.no_match.setVisible(bool(text.strip()) and not shown)

    def _on_discard_clicked(self) -> None:
        number = self._current
        if number is None:
            return
        self._drafts.pop(number, None)
        if number == _NEW:
            self._current = self._first()
        self._is_key_typed = False
        self.say("")
        self._clear_faults()
        self._show()
        self.list.setFocus()

    def _on_side_clicked(self) -> None:
        entry = self.current
        if entry is not None and not self._is_busy:
            self.side_action(entry)
