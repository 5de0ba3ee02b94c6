"""The only place that shows the quick filters with their live counts.

Choosing the active one again gives it up: then every ticket is listed. Counts come from outside
(`show_count`); one that is not known yet is blank, never a zero.
"""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.ui.filters.quick_filter_list import QuickFilterList
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel, Sections
from helpdesk_desktop.ui.theme import theme
from helpdesk_desktop.ui.tokens import SPACE


class QuickFilterDock(QWidget):
    """The quick filters: sections, icons, names, counts; the active one filled.

    `quick_filter_chosen` carries a `QuickFilter`, or None when none is active any more; `refused`
    one that was chosen and cannot be used. `renamed` carries a key and the new name, `moved` the
    keys of a section in their new order, `menu_wanted` a `QuickFilter` or None, and a place.
    `sections_shown` says that other filters are there to choose from.
    """

    quick_filter_chosen = Signal(object)
    sections_shown = Signal()
    refused = Signal(object)
    renamed = Signal(str, str)
    moved = Signal(object)
    menu_wanted = Signal(object, QPoint)
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quickFilterDock")
        self._waiting: Sections | None = None
        self._is_silent = False
        self._model = QuickFilterModel(self)
        self._list = QuickFilterList(self._model, self)
        self._list.setObjectName("quickFilterList")
        self._list.setAccessibleName(self.tr("Quick filters"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self._list)
        self.setFocusProxy(self._list)
        self._list.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._list.selectionModel().currentChanged.connect(self.current_changed)
        self._list.given_up.connect(self.clear)
        self._list.refused.connect(self.refused)
        self._list.menu_wanted.connect(self.menu_wanted)
        self._list.editor_closed.connect(self._on_editor_closed)
        self._model.renamed.connect(self.renamed)
        self._model.moved.connect(self._on_moved)
        theme().changed.connect(self._on_theme_changed)

    @property
    def active(self) -> QuickFilter | None:
        """The quick filter in force."""
        chosen = self._list.selectionModel().selectedIndexes()
        return self._model.filter_at(chosen[0]) if chosen else None

    @property
    def current(self) -> QuickFilter | None:
        """The quick filter that the keys act on; it need not be the active one."""
        return self._model.filter_at(self._list.currentIndex())

    @property
    def counts(self) -> dict[str, int | None]:
        """What is shown beside each quick filter."""
        return {entry.key: self._model.count_of(entry.key) for entry in self.filters}

    @property
    def filters(self) -> tuple[QuickFilter, ...]:
        """All quick filters from top to bottom: Ctrl+1 is the first."""
        entries = (
            self._model.filter_at(self._model.index(row)) for row in range(self._model.rowCount())
        )
        return tuple(entry for entry in entries if entry is not None)

    @property
    def own_keys(self) -> tuple[str, ...]:
        """The keys of the agent's own filters, from top to bottom."""
        return self._model.own_keys

    def keys_beside(self, key: str) -> tuple[str, ...]:
        """The keys of the section that a saved filter can be moved in, from top to bottom."""
        return self._model.keys_beside(key)

    def mark_changed(self, keys: frozenset[str]) -> None:
        """Mark these filters as changed and not saved."""
        self._model.mark_changed(keys)

    def add_keys(self, actions: Iterable[QAction]) -> None:
        """Hear these actions' keys while the quick filters have the focus."""
        self._list.addActions(list(actions))

    def show_sections(self, sections: Sections) -> None:
        """Show these sections, keeping the active filter if it is still there; tells nothing.

        While a name is being typed they wait, or the typed text would be lost.
        """
        if self._list.is_editing:
            self._waiting = sections
            return
        active, current = self.active, self.current
        self._is_silent = True
        self._model.show_sections(sections)
        if active is not None:
            self._list.setCurrentIndex(self._model.index_of(active.key))
        if current is not None:
            self.set_current(current.key)
        self._is_silent = False
        self.current_changed.emit()
        self.sections_shown.emit()

    def show_count(self, key: str, count: int) -> None:
        """Show how many tickets a quick filter lists."""
        if self._model.index_of(key).isValid():
            self._model.show_count(key, count)

    def choose(self, key: str) -> None:
        """Make a quick filter the active one; an unknown key changes nothing."""
        index = self._model.index_of(key)
        if index.isValid():
            self._list.choose(index)

    def set_current(self, key: str) -> None:
        """Let the keys act on this filter; the active one stays."""
        index = self._model.index_of(key)
        if index.isValid():
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            self._list.selectionModel().setCurrentIndex(index, no_update)
            self._list.scrollTo(index)

    def clear(self) -> None:
        """Have no active quick filter."""
        self._list.selectionModel().clear()

    def rename(self, key: str) -> None:
        """Let the user type another name in place."""
        self.set_current(key)
        index = self._model.index_of(key)
        if index.isValid():
            self._list.edit(index)

    def move_by(self, key: str, step: int) -> None:
        """Move a saved filter up (-1) or down (1), where it can be."""
        self._model.move_by(key, step)

    def _on_selection_changed(self) -> None:
        if not self._is_silent:
            self.quick_filter_chosen.emit(self.active)

    def _on_moved(self, keys: tuple[str, ...]) -> None:
        self.current_changed.emit()
        self.moved.emit(keys)

    def _on_editor_closed(self) -> None:
        sections, self._waiting = self._waiting, None
        if sections is not None:
            self.show_sections(sections)

    def _on_theme_changed(self) -> None:
        self._list.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(232, 480)
