"""The pages of the administrator's window: agents, groups, roles, types, fields."""

from typing import Final, Self, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QRadioButton, QWidget

from helpdesk_desktop.testing import reading, screen
from helpdesk_desktop.testing.pages.page import Dialog, Page
from helpdesk_desktop.testing.program import Program
from helpdesk_desktop.testing.screen import CONTROL
from helpdesk_desktop.ui.actions import Act

Entries = TypeVar("Entries", bound="EntriesPage")

PAGES: Final = ("agents", "groups", "roles", "types", "fields")


class EntriesPage(Page):
    """One page: a list of entries, and the form of one; settings by their names in the form."""

    def __init__(self, program: Program, kind: str) -> None:
        super().__init__(program)
        self.name = f"{kind}_page"
        self.kind = kind

    @property
    def names(self) -> list[str]:
        """The entries that the list shows."""
        return self.entries(f"{self.kind}_list")

    @property
    def title(self) -> str:
        """The entry whose form is shown."""
        return self.says(f"{self.kind}_title")

    @property
    def notice(self) -> str:
        """What is said over the form."""
        return self.says(f"{self.kind}_notice")

    @property
    def is_unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.has(f"{self.kind}_unsaved")

    def find_in_list(self, text: str) -> Self:
        """Narrow the list."""
        return self.type_into(f"{self.kind}_find", text)

    def choose_entry(self, name: str) -> Self:
        """Click an entry of the list."""
        return self.click_entry(f"{self.kind}_list", name)

    def add(self) -> Self:
        """Begin a new entry."""
        return self.click(f"{self.kind}_add")

    def fill(self, **settings: str | bool) -> Self:
        """Fill settings: a text, an entry of a pick list, or whether a box is ticked."""
        for setting, value in settings.items():
            name = f"{self.kind}_{setting}"
            if isinstance(value, bool):
                self.tick(name, on=value)
            elif isinstance(self.find(name, QWidget), QComboBox):
                self.choose(name, value)
            elif self.has(f"{name}_{value}"):
                self.tick(f"{name}_{value}")
            else:
                self.type_into(name, value)
        return self

    def fault_of(self, setting: str) -> str:
        """What stands beside a setting as its fault."""
        return self.fault(f"{self.kind}_{setting}")

    def save(self) -> Self:
        """Save the form, and wait until it is saved."""
        self.click(f"{self.kind}_save")
        self.settle()
        return self.until(lambda: not self.is_unsaved, f"{self.title} to be saved", self._faults)

    def try_to_save(self) -> Self:
        """Save where it is expected to be refused."""
        self.click(f"{self.kind}_save")
        self.settle()
        return self

    def discard(self) -> Self:
        """Give up what is typed."""
        return self.click(f"{self.kind}_discard")

    def press_side(self) -> Self:
        """Press the button at the left of the foot: remove, retire, bring back."""
        self.click(f"{self.kind}_side")
        self.settle()
        return self


class FieldsAdminPage(EntriesPage):
    """The page of custom fields."""

    def __init__(self, program: Program) -> None:
        super().__init__(program, "fields")

    @property
    def options(self) -> list[str]:
        """The options at the top of the tree."""
        return reading.rows_of(self.find("fields_options_tree", QAbstractItemView).model())

    def pick_kind(self, kind: str) -> Self:
        """Take a kind of field, as `text`, `drop-down`, `integer`."""
        button = self.find(f"fields_kind_{kind}", QRadioButton)
        screen.focus(button)
        screen.press(button, Qt.Key.Key_Space)
        return self

    def paste_options(self, text: str) -> Self:
        """Paste a list of options, indented where it is a tree, and take it over."""
        self.open_paste(text).click("paste_take").wait_closed()
        return self

    def open_paste(self, text: str) -> "PasteOptionsPage":
        """Paste a list of options; the dialog shows what it would become."""
        QGuiApplication.clipboard().setText(text)
        self.press_in("fields_options_tree", Qt.Key.Key_V, CONTROL)
        return PasteOptionsPage(self._program).wait_open()


class PasteOptionsPage(Dialog):
    """The dialog that shows what a pasted list of options would become."""

    name = "paste_options"

    @property
    def sentence(self) -> str:
        """How many options it would add."""
        return self.says("paste_told")


class AdministrationPage(Dialog):
    """The administrator's window."""

    name = "administration_dialog"

    def open(self) -> Self:
        """Open it by Ctrl+Shift+A."""
        self.do(Act.ADMINISTRATION)
        return self.wait_open()

    @property
    def pages(self) -> list[str]:
        """The pages that the agent's role opens."""
        return [name for name in PAGES if self.has(f"open_{name}")]

    @property
    def agents(self) -> EntriesPage:
        """The page of agents."""
        return self.page("agents")

    @property
    def groups(self) -> EntriesPage:
        """The page of groups."""
        return self.page("groups")

    @property
    def roles(self) -> EntriesPage:
        """The page of roles."""
        return self.page("roles")

    @property
    def types(self) -> EntriesPage:
        """The page of ticket types."""
        return self.page("types")

    @property
    def fields(self) -> FieldsAdminPage:
        """The page of custom fields."""
        return self._opened(FieldsAdminPage(self._program))

    def page(self, name: str) -> EntriesPage:
        """Go to a page by a click on the rail, where it is not shown already."""
        return self._opened(EntriesPage(self._program, name))

    def _opened(self, page: Entries) -> Entries:
        if not page.is_open:
            self.click(f"open_{page.kind}")
        return page.wait_open()
