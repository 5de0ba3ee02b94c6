"""The only place that changes saved filters from the dock: by its keys, its menu and in place."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from helpdesk_desktop.domain.errors import Conflict, HelpdeskError
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    SavedFilter,
    StoredFilter,
    copied_name,
    name_problem,
    short_name,
)
from helpdesk_desktop.domain.quick_filters import QuickFilter, quick_filter_of
from helpdesk_desktop.ui.actions import Act, Reach
from helpdesk_desktop.ui.filters.filter_menu import FilterMenu
from helpdesk_desktop.ui.filters.filter_parts import FilterParts
from helpdesk_desktop.ui.filters.filter_sharing import FilterSharing
from helpdesk_desktop.ui.filters.my_filters import MyFilters
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence


class FilterChanging(QObject):
    """Renames, duplicates, moves, colours and deletes.

    `edit_wanted` carries the key of one to build anew. `deleted_key` is that of the one deleted
    last, until the filters were read again.
    """

    edit_wanted = Signal(str)

    def __init__(
        self, parts: FilterParts, mine: MyFilters, sharing: FilterSharing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._mine = mine
        self._sharing = sharing
        self._may_write = False
        self.deleted_key = ""
        self._wire()
        self.enable()

    def set_may_write(self, *, may_write: bool) -> None:
        """Whether anything can be changed here at all."""
        self._may_write = may_write

    def _wire(self) -> None:
        dock, acts = self._parts.dock, self._parts.actions
        dock.add_keys(acts.of_reach(Reach.DOCK))
        dock.renamed.connect(self.rename)
        dock.moved.connect(self._mine.reorder)
        dock.menu_wanted.connect(self.open_menu)
        dock.current_changed.connect(self.enable)
        acts[Act.RENAME_FILTER].triggered.connect(self._on_rename_triggered)
        acts[Act.EDIT_FILTER].triggered.connect(self._on_edit_triggered)
        acts[Act.DUPLICATE_FILTER].triggered.connect(self._on_duplicate_triggered)
        acts[Act.FILTER_UP].triggered.connect(lambda: self._move_by(-1))
        acts[Act.FILTER_DOWN].triggered.connect(lambda: self._move_by(1))
        acts[Act.DELETE_FILTER].triggered.connect(self._on_delete_triggered)

    def rename(self, key: str, name: str) -> None:
        """Give a filter this name, or say why not."""
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
                partial(self.rename, key, name) if is_clash else None,
            )

        self._mine.edit(key, None, failed, name=name)

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
            self._mine.duplicate(entry.key, name, self._on_duplicated)

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
        self.deleted_key = entry.key

        def land(stored: StoredFilter) -> None:
            self._parts.toast.say_done(
                self.tr("“{name}” was deleted.").format(name=short_name(entry.name)),
                partial(self._restore, stored, entry.key if was_active else ""),
            )

        self._mine.remove(entry.key, land)

    def _restore(self, stored: StoredFilter, active_key: str) -> None:
        def land(saved: SavedFilter) -> None:
            key = quick_filter_of(saved, is_own=True).key
            self._parts.dock.set_current(key)
            if active_key:
                self._parts.dock.choose(active_key)

        self._mine.restore(stored, land)

    def open_menu(self, entry: QuickFilter | None, place: QPoint) -> None:
        """Offer what can be done with this entry of the dock."""
        if entry is not None:
            self._parts.dock.set_current(entry.key)
        menu = FilterMenu(entry, self._parts.actions, self._parts.dock)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry is not None:
            menu.colour_chosen.connect(partial(self.colour, entry.key))
        menu.popup(place)

    def colour(self, key: str, colour: FilterColour | None) -> None:
        """Give a filter this colour, None for none."""
        self._mine.colour(key, colour)

    def _current(self) -> QuickFilter | None:
        # The saved filter that the keys act on, where anything can be written at all.
        entry = self._parts.dock.current
        return entry if entry is not None and entry.saved is not None and self._may_write else None

    def enable(self) -> None:
        """Offer what can be done with the current filter of the dock."""
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
        self._sharing.enable()
