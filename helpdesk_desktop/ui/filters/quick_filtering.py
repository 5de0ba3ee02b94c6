"""The only place that joins the dock, the list and what is saved: choosing, and keeping looks.

Choosing a saved filter gives the list its look; leaving it gives back the look from before. What is
changed while a saved filter is in force is marked, and saved into it only when somebody says so:
that is `filter_saving`. What is done to a filter in the dock is `filter_changing`.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.errors import HelpdeskError, Invalid
from helpdesk_desktop.domain.filtering.filter_join import one_tree
from helpdesk_desktop.domain.filtering.saved_filter import SavedFilter, short_name
from helpdesk_desktop.domain.filters import DEFAULT_SORT, EVERYTHING, SortKey
from helpdesk_desktop.domain.list_look import ListLook
from helpdesk_desktop.domain.people import Right
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS, QuickFilter, quick_filter_of
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filters.changed_filter import ChangedFilter
from helpdesk_desktop.ui.filters.filter_changing import FilterChanging
from helpdesk_desktop.ui.filters.filter_parts import FilterParts
from helpdesk_desktop.ui.filters.filter_saving import FilterSaving
from helpdesk_desktop.ui.filters.filter_sharing import FilterSharing
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.tasks import TaskRunner


class QuickFiltering(QObject):
    """Quick filters as the agent uses them; `edit_wanted` carries the key of one to build anew."""

    edit_wanted = Signal(str)

    def __init__(self, runner: TaskRunner, parts: FilterParts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self._desk: Desk | None = None
        self._may_write = False
        self._look_before: ListLook | None = None
        self._is_showing = False
        self._lost_key = ""
        self._wanted_key = ""
        self.mine = MyFilters(runner, self)
        self.changed = ChangedFilter(parts.question, parts.dock, parts.bar, self)
        self.changed.is_known = parts.tickets.knows_column
        self.sharing = FilterSharing(self.mine, parts.dock, parts.toast, parts.actions, window)
        self.saving = FilterSaving(parts, self.mine, self.changed, self.sharing, window)
        self.changing = FilterChanging(parts, self.mine, self.sharing, self)
        self._wire()
        self._enable()

    def _wire(self) -> None:
        dock, acts = self._parts.dock, self._parts.actions
        dock.quick_filter_chosen.connect(self.choose)
        dock.refused.connect(self._on_refused)
        self.mine.shown.connect(self._on_shown)
        self.mine.refused.connect(self._say)
        self.saving.saved.connect(self._settle_on)
        self.changing.edit_wanted.connect(self.edit_wanted)
        self._parts.bar.save_wanted.connect(self.saving.save)
        self._parts.bar.save_changes_wanted.connect(self.saving.save_changes)
        self._parts.bar.discard_wanted.connect(self.discard_changes)
        self._parts.tickets.look_changed.connect(self._on_look_changed)
        self.changed.changed.connect(self._enable_changes)
        acts[Act.SAVE_CHANGES].triggered.connect(self.saving.save_changes)
        acts[Act.DISCARD_CHANGES].triggered.connect(self.discard_changes)
        acts[Act.SAVE_FILTER].triggered.connect(self.saving.save)

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
        self.saving.set_desk(desk, may_write=self._may_write)
        self.changing.set_may_write(may_write=self._may_write)
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
        self._say_look(quick)

    def _say_look(self, quick: QuickFilter | None) -> None:
        notes = () if quick is None or quick.saved is None else quick.saved.look_notes
        if quick is not None and notes:
            told = " ".join(map(problem_sentence, notes))
            self._parts.toast.say(
                self.tr("“{name}”: {told}").format(name=short_name(quick.name), told=told)
            )

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
        why = None if quick.saved is None else quick.saved.why_unusable
        if why is None:
            return
        # Whoever can bring the field back is led to where that is done.
        opens = self._parts.actions[Act.ADMINISTRATION]
        viewer = None if self._desk is None else self._desk.viewer
        can_mend = viewer is not None and viewer.may(Right.MANAGE_FIELDS) and opens.isEnabled()
        if why.key == "filter_retired_field" and can_mend:
            self._parts.toast.say(problem_sentence(why), self.tr("Administration…"), opens.trigger)
        else:
            self._parts.toast.say(problem_sentence(why))

    # What was read

    def _on_shown(self) -> None:
        self.changed.settle((*self.mine.filters, *self.mine.others))
        self._show_sections()
        self._settle_active()
        self.changing.deleted_key = ""
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
            if active.key == self.changing.deleted_key:
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

    # Going on with what was saved, or back to it

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

    def _enable(self) -> None:
        self.changing.enable()
        self._enable_changes()
        self._parts.actions[Act.SAVE_FILTER].setEnabled(self._may_write)
        self._parts.bar.save.setVisible(self._may_write)

    def _enable_changes(self) -> None:
        acts = self._parts.actions
        acts[Act.SAVE_CHANGES].setEnabled(self.changed.can_save)
        acts[Act.DISCARD_CHANGES].setEnabled(self.changed.is_changed)

    def _say(self, error: HelpdeskError) -> None:
        self._parts.toast.say(error_sentence(error))
