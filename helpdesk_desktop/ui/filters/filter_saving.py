"""The only place that saves what is on screen: as a new quick filter, or into the one in force."""

from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.errors import Conflict, HelpdeskError, Invalid
from helpdesk_desktop.domain.filtering.filter_join import one_tree
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    NewSavedFilter,
    SavedFilter,
    short_name,
)
from helpdesk_desktop.domain.filters import FilterSpec, Group
from helpdesk_desktop.domain.list_look import ListLook
from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.filters.changed_filter import ChangedFilter
from helpdesk_desktop.ui.filters.filter_parts import FilterParts
from helpdesk_desktop.ui.filters.filter_sharing import FilterSharing
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.filters.save_filter_dialog import SaveFilterDialog
from helpdesk_desktop.ui.filters.sharing_picker import SharingPicker
from helpdesk_desktop.ui.messages import error_sentence


class FilterSaving(QObject):
    """Asks for a name where one is needed; `saved` carries the `SavedFilter` to go on with."""

    saved = Signal(object)

    def __init__(
        self,
        parts: FilterParts,
        mine: MyFilters,
        changed: ChangedFilter,
        sharing: FilterSharing,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._mine = mine
        self._changed = changed
        self._sharing = sharing
        self._window = window
        self._desk: Desk | None = None
        self._may_write = False
        self._draft: tuple[str, FilterColour | None] = ("", None)

    def set_desk(self, desk: Desk, *, may_write: bool) -> None:
        """Save into this desk."""
        self._desk, self._may_write = desk, may_write

    def save(self) -> None:
        """Ask for a name and save what is on screen as a quick filter."""
        desk, parts = self._desk, self._parts
        if desk is None or not self._may_write:
            return
        shown = self._shown()
        if shown is None:
            return
        if not shown[1].parts:
            parts.toast.say(self.tr("There is nothing to save yet: filter or search first."))
            return
        self._open_dialog(desk, *shown)

    def _shown(self) -> tuple[FilterSpec, Group] | None:
        # What is on screen, and as one tree; None where it is said why that cannot be saved.
        parts = self._parts
        parts.search.read_now()
        if parts.search.fault:
            sentence = self.tr("The search cannot be read, so it cannot be saved: {fault}")
            parts.toast.say(sentence.format(fault=parts.search.fault))
            return None
        spec = parts.question.spec
        try:
            return spec, one_tree(spec)
        except Invalid as error:
            self._mine.refused.emit(error)
            return None

    def _open_dialog(self, desk: Desk, spec: FilterSpec, tree: Group) -> None:
        active = self._parts.question.quick
        can_update = (
            active is not None and active.may_edit and self._mine.find(active.key) is not None
        )
        picker = None
        if self._sharing.may_share:
            picker = SharingPicker(desk.viewer, self._sharing.directory.groups)
        dialog = SaveFilterDialog(
            self.tr("Keeps the conditions, columns, order and groups you see now."),
            active.name if active is not None and can_update else None,
            self._window,
            picker,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_draft(*self._draft)
        uid = self._mine.new_uid(desk)
        look = self._parts.tickets.look

        def create(name: str, colour: FilterColour | None) -> None:
            new = NewSavedFilter(uid, name, tree, look, colour, sharing=dialog.sharing)
            refused = partial(self._on_save_refused, dialog)
            self._mine.create(new, partial(self._on_created, dialog), refused)

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
            self._changed.forget(self._parts.question.quick.key)
        if shiboken6.isValid(dialog):  # it may have been left while the answer was on its way
            dialog.accept()
        self.saved.emit(saved)

    def _on_save_refused(self, dialog: SaveFilterDialog | None, error: HelpdeskError) -> None:
        if dialog is not None and shiboken6.isValid(dialog):
            dialog.show_refused(error)
        elif dialog is None and isinstance(error, Conflict):
            # What was changed is still on screen, over what the other one saved.
            self._parts.toast.say(
                error_sentence(error), self.tr("Save mine all the same"), self.save_changes
            )
        else:
            self._mine.refused.emit(error)

    def save_changes(self) -> None:
        """Save what is on screen into the quick filter in force."""
        active = self._parts.question.quick
        if active is None or not self._changed.can_save:
            return
        shown = self._shown()
        if shown is not None:
            self._update(None, active, *shown, self._changed.look_of(active))

    def _update(
        self,
        dialog: SaveFilterDialog | None,
        active: QuickFilter,
        spec: FilterSpec,
        tree: Group,
        look: ListLook,
    ) -> None:
        old = self._mine.find(active.key)

        def land(saved: SavedFilter) -> None:
            if dialog is not None and shiboken6.isValid(dialog):
                dialog.accept()
            self._changed.forget(active.key)
            self.saved.emit(saved)
            if old is None:
                return
            self._parts.toast.say_done(
                self.tr("“{name}” was updated.").format(name=short_name(saved.name)),
                partial(self._undo_update, active.key, old, spec),
            )

        refused = partial(self._on_save_refused, dialog)
        self._mine.edit(active.key, land, refused, tree=tree, look=look)

    def _undo_update(self, key: str, old: SavedFilter, spec: FilterSpec) -> None:
        def land(_saved: SavedFilter) -> None:
            # The chips and the search that went into it are back, too.
            parts = self._parts
            if parts.question.quick is not None and parts.question.quick.key == key:
                parts.bar.show_filter(spec.filter)
                parts.search.show_tree(spec.search)
                parts.question.set_filter(spec.filter)
                parts.question.set_search(spec.search)

        self._mine.edit(key, land, None, tree=old.tree, look=old.look)
