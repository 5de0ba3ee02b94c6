"""The pages of what narrows the list: search box, chips, the card of a condition, quick filters."""

from typing import Self

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QListWidget, QWidget
from typing_extensions import override

from helpdesk_desktop.domain.quick_filters import QuickFilter
from helpdesk_desktop.testing import reading, screen
from helpdesk_desktop.testing.pages.page import Dialog, Menu, Page, Popup
from helpdesk_desktop.testing.screen import NotOnScreenError
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.filters.condition_editor import ConditionEditor
from helpdesk_desktop.ui.filters.quick_filter_model import QuickFilterModel

_CHIP = "conditionChip"


class SearchBoxPage(Page):
    """The one box for words, `#serial` and the query language."""

    name = "top_bar"

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.says("searchBox")

    @property
    def fault_sentence(self) -> str:
        """Why what stands in it is no query; empty when it is one."""
        return self._program.window.search_box.fault

    def search(self, query: str) -> Self:
        """Type a query and press Enter."""
        self.type_into("searchBox", query)
        self.press_in("searchBox", Qt.Key.Key_Return)
        self.settle()
        return self

    def clear(self) -> Self:
        """Empty it by Escape."""
        self.press_in("searchBox", Qt.Key.Key_Escape)
        self.settle()
        return self


class ConditionCard(Popup):
    """The card in which one condition is made or changed."""

    name = "conditionEditor"

    @property
    def count(self) -> str:
        """How many tickets it would leave, in words."""
        return self.says("conditionCount")

    def tick_values(self, *values: str) -> Self:
        """Tick these values of the list, and no others."""
        shown = self.find("values", QListWidget)
        screen.focus(shown)
        for row in range(shown.count()):
            item = shown.item(row)
            is_ticked = item.checkState() is Qt.CheckState.Checked
            if (item.text() in values) is not is_ticked:
                shown.setCurrentRow(row)
                screen.press(shown, Qt.Key.Key_Space)
        missing = set(values) - set(reading.entries_of(shown))
        if missing:
            raise NotOnScreenError(f"{missing} not among {reading.entries_of(shown)}")
        self.settle()
        return self

    @override
    def settle(self) -> None:
        """Wait until what was changed in it is counted."""

        def is_still() -> bool:
            root = self.shown_root
            return not (isinstance(root, ConditionEditor) and root.is_waiting)

        self.until(is_still, "the card to have asked for its count")
        super().settle()

    def apply(self) -> None:
        """Put the condition in force."""
        self.click("applyCondition")
        self.wait_closed()


class FilterBarPage(Page):
    """The conditions in force as chips."""

    name = "filterBar"

    @property
    def card(self) -> ConditionCard:
        """The card of the condition under edit."""
        return ConditionCard(self._program)

    @property
    def chips(self) -> list[str]:
        """The words of the chips from left to right; none where there is no filter."""
        return [reading.text_of(_part(chip, "chipWords")) for chip in self._chips()]

    def add(self, field: str) -> ConditionCard:
        """Choose a field to filter by, as `field-status`; its card opens."""
        self.field_menu().take(f"field-{field}")
        return self.card.wait_open()

    def field_menu(self) -> Menu:
        """Open the menu of fields by its key."""
        self.do(Act.ADD_FILTER)
        return Menu(self._program, "fieldMenu").wait_open()

    def edit(self, place: int) -> ConditionCard:
        """Click a chip; its card opens."""
        screen.click(_part(self._chips()[place], "chipWords"))
        return self.card.wait_open()

    def remove(self, place: int) -> Self:
        """Click a chip's cross."""
        screen.click(_part(self._chips()[place], "chipRemove"))
        self.settle()
        return self

    def clear(self) -> None:
        """Drop every condition."""
        self.click("clearFilter")
        self.settle()

    def save_changes(self) -> Self:
        """Keep what was changed of the quick filter in force."""
        self.click("saveChanges")
        self.settle()
        return self

    def discard_changes(self) -> Self:
        """Give up what was changed of the quick filter in force."""
        self.click("discardChanges")
        self.settle()
        return self

    def _chips(self) -> list[QWidget]:
        root = self.shown_root
        if root is None:
            return []
        found = [one for one in root.findChildren(QWidget, _CHIP) if one.isVisible()]
        return sorted(found, key=lambda one: (one.y(), one.x()))


class SaveFilterPage(Dialog):
    """The dialog that keeps quick filter, conditions and search as a quick filter of one's own."""

    name = "save_filter_dialog"

    def open(self) -> Self:
        """Open it by its key."""
        self.do(Act.SAVE_FILTER)
        return self.wait_open()

    def fill(self, name: str, *, colour: str = "", share: str = "") -> Self:
        """Type a name; a colour as `red`; shared with `private`, `groups` or `everyone`."""
        self.type_into("filter_name", name)
        if colour:
            self.click(f"colour_{colour}")
        if share:
            self.tick(f"share_{share}")
        return self

    def save(self) -> None:
        """Save it."""
        self.click("save_filter")
        self.wait_closed()


class QuickFiltersPage(Page):
    """The dock of quick filters; each goes by its key (`unprocessed`) or its name."""

    name = "quickFilterDock"

    @property
    def names(self) -> list[str]:
        """The names of the filters from the top down, without the sections' titles."""
        return [entry_name for entry_name, _ in self._entries()]

    @property
    def keys(self) -> list[str]:
        """The keys of the filters from the top down."""
        return [entry.key for _, entry in self._entries()]

    @property
    def active(self) -> str | None:
        """The key of the filter in force."""
        active = self._program.window.quick_filters.active
        return None if active is None else active.key

    def count(self, wanted: str) -> int:
        """How many tickets a filter lists, once that is counted."""
        key = self._entry(wanted).key
        counts = self._program.window.quick_filters.counts
        self.until(
            lambda: self._program.window.quick_filters.counts.get(key) is not None,
            f"the count of {wanted}",
            lambda: counts,
        )
        counted = self._program.window.quick_filters.counts[key]
        return 0 if counted is None else counted

    def take(self, wanted: str) -> Self:
        """Click a filter."""
        view = self.find("quickFilterList", QListView)
        entry = self._entry(wanted)
        model = view.model()
        for row in range(model.rowCount()):
            place = model.index(row, 0)
            if place.data(QuickFilterModel.FilterRole) == entry:
                self.scroll_click(view, place)
        self.settle()
        return self

    def menu(self, wanted: str) -> Menu:
        """Open the menu of a filter by the menu key; entries go by `act_share_filter` and so on."""
        self.take(wanted)
        view = self.find("quickFilterList", QListView)
        screen.focus(view)
        place = view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center())
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), place)
        QApplication.sendEvent(view, asked)
        return Menu(self._program, "filter_menu").wait_open()

    def share(self, wanted: str) -> "SharePage":
        """Open the dialog that shares one of my filters."""
        self.menu(wanted).take("act_share_filter")
        return SharePage(self._program).wait_open()

    def delete(self, wanted: str) -> Self:
        """Delete one of my filters by the key Delete."""
        self.take(wanted)
        self.press_in("quickFilterList", Qt.Key.Key_Delete)
        self.settle()
        return self

    def _entry(self, wanted: str) -> QuickFilter:
        self.until(
            lambda: any(wanted in {name, one.key} for name, one in self._entries()),
            f"the quick filter {wanted}",
            lambda: self.names,
        )
        return next(one for name, one in self._entries() if wanted in {name, one.key})

    def _entries(self) -> list[tuple[str, QuickFilter]]:
        model = self.find("quickFilterList", QListView).model()
        places = (model.index(row, 0) for row in range(model.rowCount()))
        found = ((str(place.data()), place.data(QuickFilterModel.FilterRole)) for place in places)
        return [(said, entry) for said, entry in found if isinstance(entry, QuickFilter)]


class SharePage(Dialog):
    """The dialog that shares one of my filters."""

    name = "share_dialog"

    def share_with(self, whom: str) -> None:
        """Share it with `private` (nobody), `groups` or `everyone`."""
        self.tick(f"share_{whom}")
        self.click("share_filter")
        self.wait_closed()


class SharedFiltersPage(Dialog):
    """The list of shared filters, in which an agent hides what they do not want."""

    name = "shared_filter_dialog"

    def open(self) -> Self:
        """Open it from the menu beside the quick filters, as it has no key."""
        QuickFiltersPage(self._program).menu("unassigned").take("act_shared_filters")
        return self.wait_open()

    @property
    def names(self) -> list[str]:
        """What is shared with the agent."""
        return self.entries("shared_filter_list")


def _part(chip: QWidget, name: str) -> QAbstractButton:
    return screen.get(chip, QAbstractButton, name)
