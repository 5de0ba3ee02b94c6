"""The pages of contacts and companies: the window, the form of a new one, the merge."""

from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from helpdesk_desktop.testing import reading, screen
from helpdesk_desktop.testing.pages.forms import CustomForm
from helpdesk_desktop.testing.pages.page import Dialog, Page
from helpdesk_desktop.testing.program import Program
from helpdesk_desktop.testing.screen import CONTROL
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.contacts.entry_view import EntryView
from helpdesk_desktop.ui.editing.value_cell import ValueCell


class NewEntryPage(CustomForm):
    """The form of a new contact or company."""

    def __init__(self, program: Program, kind: str) -> None:
        super().__init__(program)
        self.name = f"new_{kind}_dialog"
        self.kind = kind

    def fill(self, **texts: str) -> Self:
        """Fill `name`, `phones`, `emails`, `title`, `company`, `notes`."""
        for name, text in texts.items():
            self.type_into(f"new_{name}", text)
        return self

    def save(self) -> None:
        """Make it, and wait until it is made."""
        self.click("new_entry_create")
        self.wait_closed()


class MergePage(Dialog):
    """The comparison of possible duplicates, and their merge."""

    name = "merge_dialog"

    @property
    def sentence(self) -> str:
        """What the merge would do."""
        return self.says("merge_sentence")

    def keep(self, number: int) -> Self:
        """Keep this one."""
        return self._take(f"keep_{number}")

    def take_name_of(self, number: int) -> Self:
        """Give the result the name of this one."""
        return self._take(f"name_{number}")

    def merge(self) -> None:
        """Merge, and wait until it is done."""
        self.click("merge_now")
        self.wait_closed()

    def _take(self, name: str) -> Self:
        screen.click(self.find(name, QRadioButton))
        return self


class ContactsPage(Page):
    """The window of contacts and companies; entries go by their ids or names."""

    name = "contacts_window"

    def open(self) -> Self:
        """Open it by Ctrl+Shift+P."""
        self.do(Act.CONTACTS)
        return self.wait_open()

    @property
    def kind(self) -> str:
        """`contact` or `company`: what is listed."""
        return "contact" if self.has("contact_list") else "company"

    @property
    def names(self) -> list[str]:
        """The names that the list shows, from the top down."""
        self.settle()
        return reading.rows_of(self._view.model())

    @property
    def counts(self) -> str:
        """How many there are and how many are selected, in words."""
        return self.says("entry_counts")

    @property
    def merging(self) -> MergePage:
        """The comparison of duplicates."""
        return MergePage(self._program)

    def show(self, kind: str) -> Self:
        """List `contact` or `company`."""
        return self.click("contacts_tab" if kind == "contact" else "companies_tab")

    def search(self, text: str) -> Self:
        """Narrow the list."""
        self.type_into(f"{self.kind}_search", text)
        self.settle()
        return self

    def wait_for(self, *names: str) -> Self:
        """Wait until just these are listed, in this order."""
        return self.until(
            lambda: self.names == list(names), f"the list {list(names)}", lambda: self.names
        )

    def show_duplicates(self) -> Self:
        """Turn the list of possible duplicates on or off."""
        self.click(f"{self.kind}_duplicates")
        self.settle()
        return self

    def new(self) -> NewEntryPage:
        """Open the form of a new one."""
        self.click("new_entry")
        return NewEntryPage(self._program, self.kind).wait_open()

    def select(self, name: str, *, add: bool = False) -> Self:
        """Click an entry; with `add` beside those that are selected."""
        self.until(lambda: name in self.names, f"{name} in the list", lambda: self.names)
        view = self._view
        place = view.model().index(self.names.index(name), 0)
        view.scrollTo(place)
        modifier = CONTROL if add else screen.NO_KEYS
        screen.click(view.viewport(), view.visualRect(place).center(), modifier=modifier)
        self.settle()
        return self

    def value(self, field: str) -> str:
        """What the panel says of a field, as `name`, `title`, `notes`."""
        return self.says(f"{self.kind}_{field}")

    def retype(self, field: str, text: str) -> Self:
        """Type over a value where it stands and save it."""
        panel = self.find(f"{self.kind}_panel", QWidget)
        cell = next(
            one for one in panel.findChildren(ValueCell, f"{field}_cell") if one.isVisible()
        )
        screen.focus(cell)
        screen.press(cell, Qt.Key.Key_F2)
        editor = self.find(f"{field}_edit", QWidget)
        screen.retype(editor, text)
        is_line = isinstance(editor, QLineEdit)
        screen.press(editor, Qt.Key.Key_Return, screen.NO_KEYS if is_line else CONTROL)
        self.until(lambda: not self.has(f"{field}_edit"), f"{field} to be saved", self._faults)
        self.settle()
        return self

    def merge_selected(self) -> MergePage:
        """Compare the selected ones."""
        self.click("merge_selected")
        return self.merging.wait_open()

    def close(self) -> None:
        """Close it by Ctrl+W."""
        screen.activate(self.root)
        screen.press(self.root, Qt.Key.Key_W, CONTROL)
        self.wait_closed()

    @property
    def _view(self) -> EntryView:
        return self.find(f"{self.kind}_view", EntryView)
