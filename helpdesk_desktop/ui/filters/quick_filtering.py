"""The only place that joins the dock, the list and what is saved: choosing, saving, keeping looks.

Choosing a saved filter gives the list its look; leaving it gives back the look from before. What is
changed while a saved filter is in force is marked, and saved into it only when somebody says so.
Long because choosing, saving and changing a filter hang together with what the list shows.
"""

from dataclasses import dataclass, replace
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, Signal
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
from helpdesk_desktop.ui.filters.changed_filter import ChangedFilter
from helpdesk_desktop.ui.filters.filter_bar import FilterBar
from helpdesk_desktop.ui.filters.filter_menu import FilterMenu
from helpdesk_desktop.ui.filters.filter_sharing import FilterSharing
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.filters.quick_filter_dock import QuickFilterDock
from helpdesk_desktop.ui.filters.save_filter_dialog import SaveFilterDialog
from helpdesk_desktop.ui.filters.search_box import SearchBox
from helpdesk_desktop.ui.filters.sharing_picker import SharingPicker
from helpdesk_desktop.ui.list.ticket_list import TicketList
from helpdesk_desktop.ui.list_question import ListQuestion
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.quick_counts import QuickCounts
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast


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
        self._is_showing = False
        self._lost_key = ""
        self._wanted_key = ""
        self._deleted_key = ""
        self._draft: tuple[str, FilterColour | None] = ("", None)
        self.mine = MyFilters(runner, self)
        self.changed = ChangedFilter(parts.question, parts.dock, parts.bar, self)
        self.changed.is_known = parts.tickets.knows_column
        self.sharing = FilterSharing(self.mine, parts.dock, parts.toast, parts.actions, window)
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
        self._parts.bar.save_changes_wanted.connect(self.save_changes)
        self._parts.bar.discard_wanted.connect(self.discard_changes)
        self._parts.tickets.look_changed.connect(self._on_look_changed)
        self.changed.changed.connect(self._enable_changes)
        acts[Act.SAVE_CHANGES].triggered.connect(self.save_changes)
        acts[Act.DISCARD_CHANGES].triggered.connect(self.discard_changes)
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
        active = self._parts.question.quick
        if active is not None and active.saved is not None:
            # Another database has other filters; the same one has it still.
            self.choose(None)
            self._wanted_key = active.key
        self._desk = desk
        self._may_write = not desk.info.is_read_only
        self.changed.set_may_write(may_write=self._may_write)
        self.sharing.set_desk(desk, may_write=self._may_write)
        self.mine.set_desk(desk)
        self._show_sections()
        self._enable()

    def stop(self) -> None:
        """Ask nothing more: the window closes."""
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
        self._lost_key = ""
        look = self._look_for(quick)
        if look is None:
            question.set_quick(quick)
        else:
            question.take(
                quick, self._parts.tickets.sort_of(look), self._parts.tickets.grouping_of(look)
            )
            self._show_look(look)

    def _look_for(self, quick: QuickFilter | None) -> ListLook | None:
        if quick is not None and quick.saved is not None:
            if self._look_before is None:
                self._look_before = self._parts.tickets.look
            return self._askable(self.changed.look_of(quick))
        look, self._look_before = self._look_before, None
        return look

    def _take_again(self, before: QuickFilter, quick: QuickFilter) -> None:
        # The same filter, read again: it may have been changed in another window.
        is_other_look = (
            before.saved is not None
            and quick.saved is not None
            and before.saved.look != quick.saved.look
            and not self.changed.has_own_look(quick.key)
        )
        if is_other_look and quick.saved is not None:
            look = self._askable(quick.saved.look)
            self._parts.question.take(
                quick, self._parts.tickets.sort_of(look), self._parts.tickets.grouping_of(look)
            )
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
        self.changed.settle((*self.mine.filters, *self.mine.others))
        self._show_sections()
        self._settle_active()
        self._deleted_key = ""
        self._choose_wanted()

    def _show_sections(self) -> None:
        parts = self._parts
        own, shared = self.mine.filters, self.mine.shared
        parts.dock.show_sections(
            (
                (self.tr("System"), SYSTEM_FILTERS),
                (self.tr("My filters"), own),
                (self.tr("Shared"), shared),
            )
        )
        usable = (one for one in (*own, *shared) if one.is_usable)
        parts.counts.set_filters([*SYSTEM_FILTERS, *usable])

    def _settle_active(self) -> None:
        active = self._parts.question.quick
        if active is None or active.saved is None:
            return
        every = (*self.mine.filters, *self.mine.shared)
        now = next((one for one in every if one.key == active.key), None)
        if now is None and self.mine.find(active.key) is not None:
            self.choose(None)  # taken out of the list in another window
        elif now is None and active.is_shared:
            self._fall_back(active)
        elif now is None:
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
        if not self._is_showing and quick is not None and quick.saved is not None:
            self.changed.keep(quick, look)

    def _fall_back(self, lost: QuickFilter) -> None:
        # The agent goes on with what is on screen: the same conditions, as a filter of their own.
        parts = self._parts
        spec = parts.question.spec.with_search(EVERYTHING)
        self.changed.forget(lost.key)
        try:
            tree = one_tree(spec)
        except Invalid:
            tree = spec.filter
            sentence = self.tr("You no longer have the quick filter “{name}”.")
        else:
            sentence = self.tr(
                "You no longer have the quick filter “{name}”. Its conditions stay as a filter."
            )
        self.choose(None)
        parts.dock.clear()
        parts.bar.show_filter(tree)
        parts.question.set_filter(parts.bar.tree)
        parts.toast.say(sentence.format(name=short_name(lost.name)))

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
        can_update = (
            active is not None and active.may_edit and self.mine.find(active.key) is not None
        )
        picker = None
        if self.sharing.may_share:
            picker = SharingPicker(desk.viewer, self.sharing.directory.groups)
        dialog = SaveFilterDialog(
            self.tr("Keeps the conditions, columns, order and groups you see now."),
            active.name if active is not None and can_update else None,
            self._window,
            picker,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_draft(*self._draft)
        uid = self.mine.new_uid(desk)
        look = self._parts.tickets.look

        def create(name: str, colour: FilterColour | None) -> None:
            new = NewSavedFilter(uid, name, tree, look, colour, sharing=dialog.sharing)
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
        if self._parts.question.quick is not None:
            # What was changed has its own filter now; the one it was changed in is as it was.
            self.changed.forget(self._parts.question.quick.key)
        if shiboken6.isValid(dialog):  # it may have been left while the answer was on its way
            dialog.accept()
        self._settle_on(saved)

    def _on_save_refused(self, dialog: SaveFilterDialog | None, error: HelpdeskError) -> None:
        if dialog is not None and shiboken6.isValid(dialog):
            dialog.show_refused(error)
        elif dialog is None and isinstance(error, Conflict):
            # What was changed is still on screen, over what the other one saved.
            self._parts.toast.say(
                error_sentence(error), self.tr("Save mine all the same"), self.save_changes
            )
        else:
            self._say(error)

    def _settle_on(self, saved: SavedFilter) -> None:
        parts = self._parts
        if self._look_before is None:
            self._look_before = parts.tickets.look
        is_own = self._desk is not None and saved.owner_id == self._desk.viewer.agent_id
        quick = quick_filter_of(saved, is_own=is_own)
        look = self._askable(saved.look)
        parts.question.take(
            quick, parts.tickets.sort_of(look), parts.tickets.grouping_of(look), is_alone=True
        )
        parts.bar.show_filter(EVERYTHING)
        parts.search.show_tree(EVERYTHING)
        parts.dock.choose(quick.key)
        # The chips are gone, and the focus with them: Space would press whatever came next.
        parts.tickets.view.setFocus()

    def save_changes(self) -> None:
        """Save what is on screen into the quick filter in force."""
        parts, active = self._parts, self._parts.question.quick
        if active is None or not self.changed.can_save:
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
        self._update(None, active, spec, tree, self.changed.look_of(active))

    def discard_changes(self) -> None:
        """Show the quick filter in force as it is saved."""
        parts, active = self._parts, self._parts.question.quick
        if active is None or active.saved is None or not self.changed.is_changed:
            return
        spec, before = parts.question.spec, self.changed.look_of(active)
        searched = parts.search.text()
        self.changed.forget(active.key)
        look = self._askable(active.saved.look)
        parts.question.take(
            active, parts.tickets.sort_of(look), parts.tickets.grouping_of(look), is_alone=True
        )
        parts.bar.show_filter(EVERYTHING)
        parts.search.clear_search()
        self._show_look(look)

        def undo() -> None:
            quick = parts.question.quick
            if quick is None or quick.key != active.key:
                return
            parts.bar.show_filter(spec.filter)
            parts.question.set_filter(spec.filter)
            parts.search.setText(searched)
            parts.search.read_now()
            self._show_look(before)
            self.changed.keep(quick, before)

        sentence = self.tr("“{name}” is shown as it was saved.")
        parts.toast.say_done(sentence.format(name=short_name(active.name)), undo)
        parts.tickets.view.setFocus()

    def _update(
        self,
        dialog: SaveFilterDialog | None,
        active: QuickFilter,
        spec: FilterSpec,
        tree: Group,
        look: ListLook,
    ) -> None:
        old = self.mine.find(active.key)

        def land(saved: SavedFilter) -> None:
            if dialog is not None and shiboken6.isValid(dialog):
                dialog.accept()
            self.changed.forget(active.key)
            self._settle_on(saved)
            if old is None:
                return
            self._parts.toast.say_done(
                self.tr("“{name}” was updated.").format(name=short_name(saved.name)),
                partial(self._undo_update, active.key, old, spec),
            )

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
        entry = self._current()
        if entry is not None and entry.may_edit:
            self._parts.dock.rename(entry.key)

    def _on_edit_triggered(self) -> None:
        entry = self._current()
        if entry is not None and entry.may_edit:
            self.edit_wanted.emit(entry.key)

    def _on_duplicate_triggered(self) -> None:
        entry = self._current()
        if entry is not None:
            name = copied_name(entry.name, self.tr("{name} (copy)"))
            self.mine.duplicate(entry.key, name, self._on_duplicated)

    def _on_duplicated(self, saved: SavedFilter) -> None:
        self._parts.dock.set_current(quick_filter_of(saved, is_own=True).key)

    def _move_by(self, step: int) -> None:
        entry = self._current()
        if entry is not None:
            self._parts.dock.move_by(entry.key, step)

    def _on_delete_triggered(self) -> None:
        entry = self._current()
        if entry is None or not entry.may_edit:
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
        self.mine.colour(key, colour)

    def _current(self) -> QuickFilter | None:
        # The saved filter that the keys act on, where anything can be written at all.
        entry = self._parts.dock.current
        return entry if entry is not None and entry.saved is not None and self._may_write else None

    def _enable(self) -> None:
        acts = self._parts.actions
        entry = self._current()
        keys = () if entry is None else self._parts.dock.keys_beside(entry.key)
        acts[Act.DUPLICATE_FILTER].setEnabled(entry is not None)
        for act in (Act.RENAME_FILTER, Act.DELETE_FILTER):
            acts[act].setEnabled(entry is not None and entry.may_edit)
        has_tree = entry is not None and entry.saved is not None and entry.saved.tree is not None
        acts[Act.EDIT_FILTER].setEnabled(has_tree and entry is not None and entry.may_edit)
        acts[Act.FILTER_UP].setEnabled(entry is not None and entry.key != keys[0])
        acts[Act.FILTER_DOWN].setEnabled(entry is not None and entry.key != keys[-1])
        self.sharing.enable()
        self._enable_changes()
        acts[Act.SAVE_FILTER].setEnabled(self._may_write)
        self._parts.bar.save.setVisible(self._may_write)

    def _enable_changes(self) -> None:
        acts = self._parts.actions
        acts[Act.SAVE_CHANGES].setEnabled(self.changed.can_save)
        acts[Act.DISCARD_CHANGES].setEnabled(self.changed.is_changed)

    def _say(self, error: HelpdeskError) -> None:
        self._parts.toast.say(error_sentence(error))
