"""The only place for the menu of a quick filter in the dock."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from helpdesk_desktop.domain.filtering.saved_filter import FilterColour
from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.ui.actions import Act, Actions
from helpdesk_desktop.ui.filters.filter_colours import CHOICES, colour_icon, colour_name


class FilterMenu(QMenu):
    """What can be done with a saved filter, own or shared, or, elsewhere, saving a new one.

    `colour_chosen` carries a `FilterColour` or None.
    """

    colour_chosen = Signal(object)

    def __init__(self, entry: QuickFilter | None, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter_menu")
        self.setAccessibleName(self.tr("Quick filter"))
        if entry is None or entry.saved is None:
            self.addAction(actions[Act.SAVE_FILTER])
            self.addAction(actions[Act.SHARED_FILTERS])
            return
        if entry.may_edit:
            self.addAction(actions[Act.RENAME_FILTER])
            self.addAction(actions[Act.EDIT_FILTER])
        self.addMenu(self._build_colours(entry.saved.colour))
        if entry.may_edit:
            self.addAction(actions[Act.SHARE_FILTER])
        if entry.saved.may_take_over:
            self.addAction(actions[Act.TAKE_OVER_FILTER])
        self.addAction(actions[Act.DUPLICATE_FILTER])
        self.addSeparator()
        self.addAction(actions[Act.FILTER_UP])
        self.addAction(actions[Act.FILTER_DOWN])
        self.addSeparator()
        if entry.is_shared:
            self.addAction(actions[Act.HIDE_FILTER])
            self.addAction(actions[Act.SHARED_FILTERS])
        if entry.may_edit:
            self.addAction(actions[Act.DELETE_FILTER])

    def _build_colours(self, chosen: FilterColour | None) -> QMenu:
        menu = QMenu(self.tr("Colour"), self)
        menu.setObjectName("colour_menu")
        menu.menuAction().setIcon(colour_icon(chosen))
        group = QActionGroup(menu)
        for colour in CHOICES:
            dot = colour_icon(colour, is_chosen=colour == chosen)
            action = menu.addAction(dot, colour_name(colour))
            action.setObjectName(f"menu_colour_{colour or 'none'}")
            action.setCheckable(True)
            action.setChecked(colour == chosen)
            action.triggered.connect(partial(self._on_colour_triggered, colour))
            group.addAction(action)
        return menu

    def _on_colour_triggered(self, colour: FilterColour | None, *_checked: bool) -> None:
        self.colour_chosen.emit(colour)
