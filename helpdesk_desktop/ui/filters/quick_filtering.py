"""The only place that joins the dock, the list and what is saved: choosing, saving, keeping looks.

Choosing a saved filter gives the list its look; leaving it gives back the look from before. A look
that is changed while a saved filter is in force belongs to that filter.
"""

from dataclasses import dataclass, replace
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.errors import Conflict, HelpdeskError, Invalid
from helpdesk_desktop.domain.filter_join import one_tree
from helpdesk_desktop.domain.filters import DEFAULT_SORT, EVERYTHING, FilterSpec, Group, SortKey
from helpdesk_desktop.domain.list_look import ListLook
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS, QuickFilter, quick_filter_of
from helpdesk_desktop.domain.saved_filter import (
    FilterColour,
    NewSavedFilter,
    SavedFilter,
    StoredFilter,
    copied_name,
    name_problem,
    short_name,
)
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.actions import Act, Actions, Reach
from helpdesk_desktop.ui.filters.filter_bar import FilterBar
from helpdesk_desktop.ui.filters.filter_menu import FilterMenu
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.filters.quick_filter_dock import QuickFilterDock
from helpdesk_desktop.ui.filters.save_filter_dialog import SaveFilterDialog
from helpdesk_desktop.ui.filters.search_box import SearchBox
from helpdesk_desktop.ui.list.ticket_columns import COLUMN_BY_KEY
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.list_question import ListQuestion
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.quick_counts import QuickCounts
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast

# Dragging a column's edge changes its width many times; the last one is kept.
_LOOK_PAUSE_MS = 400


@dataclass(frozen=True, slots=True)
class FilterParts:
    """What the window hands over to be joined."""

    dock: QuickFilterDock
    bar: FilterBar
    search: SearchBox
    tickets: TicketList
    question: ListQuestion
    counts: QuickCounts
    toast: Toast
    actions: Actions


class QuickFiltering(QObject):
    """Quick filters as the agent uses them; `edit_wanted` carries the key of one to build anew."""

    edit_wanted = Signal(str)

    def __init__(self, runner: TaskRunner, parts: FilterParts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._window = window
        self._desk: Desk | None = None
        self._may_write = False
        self._look_before: ListLook | None = None
        self._look_to_keep: tuple[str, ListLook] | None = None
        self._is_showing = False
        self._lost_key = ""
        self._wanted_key = ""
        self._deleted_key = ""
        self._draft: tuple[str, FilterColour | None] = ("", None)
        self.mine = MyFilters(runner, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_LOOK_PAUSE_MS)
        self._pause.timeout.connect(self._keep_look)
        self._wire()
        self._enable()

    def _wire(self) -> None:
        dock, acts = self._parts.dock, self._parts.actions
        dock.add_keys(acts.of_reach(Reach.DOCK))
        dock.quick_filter_chosen.connect(self.choose)
        dock.refused.connect(self._on_refused)
        dock.renamed.connect(self._rename)
        dock.moved.connect(self.mine.reorder)
        dock.menu_wanted.connect(self._on_menu_wanted)
        dock.current_changed.connect(self._enable)
        self.mine.shown.connect(self._on_shown)
        self.mine.refused.connect(self._say)
        self._parts.bar.save_wanted.connect(self.save)
        self._parts.tickets.look_changed.connect(self._on_look_changed)
        acts[Act.SAVE_FILTER].triggered.connect(self.save)
        acts[Act.RENAME_FILTER].triggered.connect(self._on_rename_triggered)
        acts[Act.EDIT_FILTER].triggered.connect(self._on_edit_triggered)
        acts[Act.DUPLICATE_FILTER].triggered.connect(self._on_duplicate_triggered)
        acts[Act.FILTER_UP].triggered.connect(lambda: self._move_by(-1))
        acts[Act.FILTER_DOWN].triggered.connect(lambda: self._move_by(1))
        acts[Act.DELETE_FILTER].triggered.connect(self._on_delete_triggered)

    # The database comes and goes

    def set_desk(self, desk: Desk) -> None:
        """Show the filters of this desk from now on."""
        self._pause.stop()
        self._look_to_keep = None
        active = self._parts.question.quick
        if active is not None and active.saved is not None:
            # Another database has other filters; the same one has it still.
            self.choose(None)
            self._wanted_key = active.key
        self._desk = desk
        self._may_write = not desk.info.is_read_only
        self.mine.set_desk(desk)
        self._show_sections()
        self._enable()

    def stop(self) -> None:
        """Keep what is not kept yet and ask nothing more: the window closes."""
        self._keep_look()
        self.mine.stop()

    def choose_key(self, key: str) -> None:
        """Choose a quick filter, as soon as it has been read."""
        self._wanted_key = key
        self._choose_wanted()

    @property
    def wanted_key(self) -> str:
        """The quick filter that waits to be read; empty when none does."""
        return self._wanted_key

    @property
    def own_look(self) -> ListLook:
        """The look of the agent's plain list, also while a saved filter shows its own."""
        return self._parts.tickets.look if self._look_before is None else self._look_before

    # Choosing

    def choose(self, quick: QuickFilter | None) -> None:
        """Ask within this quick filter, with its look where it has one."""
        question = self._parts.question
        self._wanted_key = ""
        before = question.quick
        if quick is not None and before is not None and quick.key == before.key:
            self._take_again(before, quick)
            return
        self._keep_look()
        self._lost_key = ""
        look = self._look_for(quick)
        if look is None:
            question.set_quick(quick)
        else:
            question.take(quick, look.sort)
            self._show_look(look)

    def _look_for(self, quick: QuickFilter | None) -> ListLook | None:
        if quick is not None and quick.saved is not None:
            if self._look_before is None:
                self._look_before = self._parts.tickets.look
            return self._askable(quick.saved.look)
        look, self._look_before = self._look_before, None
        return look

    def _take_again(self, before: QuickFilter, quick: QuickFilter) -> None:
        # The same filter, read again: it may have been changed in another window.
        is_other_look = (
            before.saved is not None
            and quick.saved is not None
            and before.saved.look != quick.saved.look
            and self._look_to_keep is None
        )
        if is_other_look and quick.saved is not None:
            look = self._askable(quick.saved.look)
            self._parts.question.take(quick, look.sort)
            self._show_look(look)
        else:
            self._parts.question.set_quick(quick)

    def _askable(self, look: ListLook) -> ListLook:
        # A role that sees numbers masked may not sort by them, whatever was saved before.
        is_masked = self._desk is not None and self._desk.viewer.phones_masked
        sort: tuple[SortKey, ...] = tuple(
            key for key in look.sort if not (is_masked and key.column == "phone")
        )
        return replace(look, sort=sort or DEFAULT_SORT)

    def _show_look(self, look: ListLook) -> None:
        self._is_showing = True
        self._parts.tickets.show_look(look)
        self._is_showing = False

    def _choose_wanted(self) -> None:
        known = {one.key for one in self._parts.dock.filters}
        if self._wanted_key in known:
            key, self._wanted_key = self._wanted_key, ""
            self._parts.dock.choose(key)

    def _on_refused(self, quick: QuickFilter) -> None:
        if quick.saved is not None and quick.saved.why_unusable is not None:
            self._parts.toast.say(problem_sentence(quick.saved.why_unusable))

    # What was read

    def _on_shown(self) -> None:
        self._show_sections()
        self._settle_active()
        self._deleted_key = ""
        self._choose_wanted()

    def _show_sections(self) -> None:
        parts = self._parts
        own = self.mine.filters
        parts.dock.show_sections(
            ((self.tr("System"), SYSTEM_FILTERS), (self.tr("My filters"), own))
        )
        parts.counts.set_filters([*SYSTEM_FILTERS, *(one for one in own if one.is_usable)])

    def _settle_active(self) -> None:
        active = self._parts.question.quick
        if active is None or active.saved is None:
            return
        now = next((one for one in self.mine.filters if one.key == active.key), None)
        if now is None:
            self.choose(None)
            if active.key == self._deleted_key:
                return
            sentence = self.tr("The quick filter “{name}” was deleted in another window.")
            self._parts.toast.say(sentence.format(name=short_name(active.name)))
        elif now.is_usable:
            self._lost_key = ""
            self.choose(now)
        elif self._lost_key != now.key:
            # The list stays as it was asked last; the reason is told once.
            self._lost_key = now.key
            self._on_refused(now)

    # Looks

    def _on_look_changed(self, look: ListLook) -> None:
        quick = self._parts.question.quick
        if self._is_showing or quick is None or quick.saved is None or not self._may_write:
            return
        self._look_to_keep = (quick.key, _with_unknown(look, quick.saved.look))
        self._pause.start()

    def _keep_look(self) -> None:
        self._pause.stop()
        kept, self._look_to_keep = self._look_to_keep, None
        if kept is not None:
            key, look = kept
            # Nothing typed is lost with a width, so a clash with another window is not told.
            self.mine.edit(key, None, lambda _: None, look=look)

    # Saving

    def save(self) -> None:
        """Ask for a name and save what is on screen as a quick filter."""
        desk, parts = self._desk, self._parts
        if desk is None or not self._may_write:
            return
        parts.search.read_now()
        if parts.search.fault:
            sentence = self.tr("The search cannot be read, so it cannot be saved: {fault}")
            parts.toast.say(sentence.format(fault=parts.search.fault))
            return
        spec = parts.question.spec
        try:
            tree = one_tree(spec)
        except Invalid as error:
            self._say(error)
            return
        if not tree.parts:
            parts.toast.say(self.tr("There is nothing to save yet: filter or search first."))
            return
        self._open_dialog(desk, spec, tree)

    def _open_dialog(self, desk: Desk, spec: FilterSpec, tree: Group) -> None:
        active = self._parts.question.quick
        can_update = active is not None and active.is_own and self.mine.find(active.key) is not None
        dialog = SaveFilterDialog(
            self.tr("Keeps the conditions, columns and order you see now."),
            active.name if active is not None and can_update else None,
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_draft(*self._draft)
        uid = self.mine.new_uid(desk)
        look = self._parts.tickets.look

        def create(name: str, colour: FilterColour | None) -> None:
            new = NewSavedFilter(uid, name, tree, look, colour)
            refused = partial(self._on_save_refused, dialog)
            self.mine.create(new, partial(self._on_created, dialog), refused)

        dialog.submitted.connect(create)
        if active is not None and can_update:
            dialog.updated.connect(partial(self._update, dialog, active, spec, tree, look))
        dialog.rejected.connect(lambda: self._keep_draft(dialog.draft))
        dialog.open()

    def _keep_draft(self, draft: tuple[str, FilterColour | None]) -> None:
        # What was typed stands there again, should the dialog be opened once more.
        self._draft = draft

    def _on_created(self, dialog: SaveFilterDialog, saved: SavedFilter) -> None:
        self._draft = ("", None)
        if shiboken6.isValid(dialog):  # it may have been left while the answer was on its way
            dialog.accept()
        self._settle_on(saved)

    def _on_save_refused(self, dialog: SaveFilterDialog, error: HelpdeskError) -> None:
        if shiboken6.isValid(dialog):
            dialog.show_refused(error)
        else:
            self._say(error)

    def _settle_on(self, saved: SavedFilter) -> None:
        parts = self._parts
        if self._look_before is None:
            self._look_before = parts.tickets.look
        quick = quick_filter_of(saved, is_own=True)
        parts.question.take(quick, self._askable(saved.look).sort, is_alone=True)
        parts.bar.show_filter(EVERYTHING)
        parts.search.show_tree(EVERYTHING)
        parts.dock.choose(quick.key)
        # The chips are gone, and the focus with them: Space would press whatever came next.
        parts.tickets.view.setFocus()

    def _update(
        self,
        dialog: SaveFilterDialog,
        active: QuickFilter,
        spec: FilterSpec,
        tree: Group,
        look: ListLook,
    ) -> None:
        old = self.mine.find(active.key)

        def land(saved: SavedFilter) -> None:
            if shiboken6.isValid(dialog):
                dialog.accept()
            self._settle_on(saved)
            if old is None:
                return
            self._parts.toast.say_done(
                self.tr("“{name}” was updated.").format(name=short_name(saved.name)),
                partial(self._undo_update, active.key, old, spec),
            )

        self._look_to_keep = None
        refused = partial(self._on_save_refused, dialog)
        self.mine.edit(active.key, land, refused, tree=tree, look=look)

    def _undo_update(self, key: str, old: SavedFilter, spec: FilterSpec) -> None:
        def land(_saved: SavedFilter) -> None:
            # The chips and the search that went into it are back, too.
            parts = self._parts
            if parts.question.quick is not None and parts.question.quick.key == key:
                parts.bar.show_filter(spec.filter)
                parts.search.show_tree(spec.search)
                parts.question.set_filter(spec.filter)
                parts.question.set_search(spec.search)

        self.mine.edit(key, land, None, tree=old.tree, look=old.look)

    # Changing

    def _rename(self, key: str, name: str) -> None:
        problem = name_problem(name)
        if problem is not None:
            self._parts.toast.say(
                problem_sentence(problem),
                self.tr("Type again"),
                partial(self._parts.dock.rename, key),
            )
            return

        def failed(error: HelpdeskError) -> None:
            is_clash = isinstance(error, Conflict)
            self._parts.toast.say(
                error_sentence(error),
                self.tr("Rename to “{name}”").format(name=short_name(name)) if is_clash else "",
                partial(self._rename, key, name) if is_clash else None,
            )

        self.mine.edit(key, None, failed, name=name)

    def _on_rename_triggered(self) -> None:
        entry = self._own_current()
        if entry is not None:
            self._parts.dock.rename(entry.key)

    def _on_edit_triggered(self) -> None:
        entry = self._own_current()
        if entry is not None:
            self.edit_wanted.emit(entry.key)

    def _on_duplicate_triggered(self) -> None:
        entry = self._own_current()
        if entry is not None:
            name = copied_name(entry.name, self.tr("{name} (copy)"))
            self.mine.duplicate(entry.key, name, self._on_duplicated)

    def _on_duplicated(self, saved: SavedFilter) -> None:
        self._parts.dock.set_current(quick_filter_of(saved, is_own=True).key)

    def _move_by(self, step: int) -> None:
        entry = self._own_current()
        if entry is not None:
            self._parts.dock.move_by(entry.key, step)

    def _on_delete_triggered(self) -> None:
        entry = self._own_current()
        if entry is None:
            return
        active = self._parts.question.quick
        was_active = active is not None and active.key == entry.key
        self._deleted_key = entry.key

        def land(stored: StoredFilter) -> None:
            self._parts.toast.say_done(
                self.tr("“{name}” was deleted.").format(name=short_name(entry.name)),
                partial(self._restore, stored, entry.key if was_active else ""),
            )

        self.mine.remove(entry.key, land)

    def _restore(self, stored: StoredFilter, active_key: str) -> None:
        def land(saved: SavedFilter) -> None:
            key = quick_filter_of(saved, is_own=True).key
            self._parts.dock.set_current(key)
            if active_key:
                self._parts.dock.choose(active_key)

        self.mine.restore(stored, land)

    def _on_menu_wanted(self, entry: QuickFilter | None, place: QPoint) -> None:
        if entry is not None:
            self._parts.dock.set_current(entry.key)
        menu = FilterMenu(entry, self._parts.actions, self._parts.dock)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry is not None:
            menu.colour_chosen.connect(partial(self._colour, entry.key))
        menu.popup(place)

    def _colour(self, key: str, colour: FilterColour | None) -> None:
        self.mine.edit(key, colour=colour)

    def _own_current(self) -> QuickFilter | None:
        entry = self._parts.dock.current
        return entry if entry is not None and entry.is_own and self._may_write else None

    def _enable(self) -> None:
        acts, own = self._parts.actions, self._parts.dock.own_keys
        entry = self._own_current()
        for act in (Act.RENAME_FILTER, Act.DUPLICATE_FILTER, Act.DELETE_FILTER):
            acts[act].setEnabled(entry is not None)
        has_tree = entry is not None and entry.saved is not None and entry.saved.tree is not None
        acts[Act.EDIT_FILTER].setEnabled(has_tree)
        acts[Act.FILTER_UP].setEnabled(entry is not None and entry.key != own[0])
        acts[Act.FILTER_DOWN].setEnabled(entry is not None and entry.key != own[-1])
        acts[Act.SAVE_FILTER].setEnabled(self._may_write)
        self._parts.bar.save.setVisible(self._may_write)

    def _say(self, error: HelpdeskError) -> None:
        self._parts.toast.say(error_sentence(error))


def _with_unknown(look: ListLook, stored: ListLook) -> ListLook:
    # Columns of a newer program, which this list cannot show, are not forgotten.
    shown = {one.key for one in look.columns}
    unknown = tuple(
        one for one in stored.columns if one.key not in shown and one.key not in COLUMN_BY_KEY
    )
    return replace(look, columns=(*look.columns, *unknown))
