"""The page of the whole program: the main window, and the way to every other screen."""

from functools import cached_property
from typing import Self

from PySide6.QtCore import Qt

from helpdesk_desktop.testing import screen
from helpdesk_desktop.testing.pages.administration import AdministrationPage
from helpdesk_desktop.testing.pages.backups import BackupsPage
from helpdesk_desktop.testing.pages.closing import ClosingPage
from helpdesk_desktop.testing.pages.connection import (
    ConnectionPage,
    FirstStartPage,
    PasswordPage,
    WhoPage,
)
from helpdesk_desktop.testing.pages.contacts import ContactsPage, MergePage
from helpdesk_desktop.testing.pages.create_ticket import CreateTicketPage
from helpdesk_desktop.testing.pages.detail import DetailPage, PickCard
from helpdesk_desktop.testing.pages.export_dialog import ExportPage
from helpdesk_desktop.testing.pages.filter_builder import FilterBuilderPage
from helpdesk_desktop.testing.pages.filters import (
    FilterBarPage,
    QuickFiltersPage,
    SaveFilterPage,
    SearchBoxPage,
    SharedFiltersPage,
)
from helpdesk_desktop.testing.pages.import_wizard import ImportWizardPage
from helpdesk_desktop.testing.pages.menus import (
    AccountMenuPage,
    ColumnChooserPage,
    GroupMenuPage,
    ShortcutsPage,
)
from helpdesk_desktop.testing.pages.notices import BannerPage, CrashPage, StatusLinePage, ToastPage
from helpdesk_desktop.testing.pages.page import Page
from helpdesk_desktop.testing.pages.settings import SettingsPage
from helpdesk_desktop.testing.pages.ticket_list import TicketListPage
from helpdesk_desktop.testing.pages.why import WhyPage
from helpdesk_desktop.testing.screen import CONTROL, SHIFT
from helpdesk_desktop.testing.waiting import wait_until
from helpdesk_desktop.ui.list.ticket_model import ListState


class HelpdeskWindow(Page):
    """The main window of a running program; each other screen is an attribute.

    What it answers is looked up at each use: it is the same object before and after `restart`.
    """

    name = "main_window"

    # Life

    def wait_ready(self) -> Self:
        """Wait until a database is open and its list is read."""
        window = self._program.window
        wait_until(
            lambda: self._program.desktop.opened is not None,
            "the database to open",
            seen=self._what_stands_there,
        )
        model = window.tickets.model
        wait_until(
            lambda: model.has_all_serials or model.state in {ListState.EMPTY, ListState.FAILED},
            "the list to be read",
            seen=lambda: model.state,
        )
        self.settle()
        return self

    def restart(self) -> Self:
        """End the program and start it again on the same database, as from one day to the next."""
        self._program.restart()
        return self.wait_ready()

    def close(self) -> None:
        """End the program."""
        self._program.end()

    @property
    def is_running(self) -> bool:
        """Whether the program runs."""
        return self._program.is_running

    @property
    def title(self) -> str:
        """The title of the window."""
        return self._program.window.windowTitle()

    # Keys of the window

    def refresh(self) -> Self:
        """Read the list, the counts and the ticket again by F5."""
        return self._strike(Qt.Key.Key_F5)

    def undo(self) -> Self:
        """Take back the last edit by Ctrl+Z."""
        return self._strike(Qt.Key.Key_Z, CONTROL)

    def redo(self) -> Self:
        """Do it again by Ctrl+Shift+Z."""
        return self._strike(Qt.Key.Key_Z, CONTROL | SHIFT)

    def escape(self) -> Self:
        """Close the panel, or clear the search, by Escape."""
        return self._strike(Qt.Key.Key_Escape)

    def clear_filters(self) -> Self:
        """Drop conditions and search by Ctrl+Shift+X."""
        return self._strike(Qt.Key.Key_X, CONTROL | SHIFT)

    # Screens

    @cached_property
    def tickets(self) -> TicketListPage:
        """The list."""
        return TicketListPage(self._program)

    @cached_property
    def search_box(self) -> SearchBoxPage:
        """The one box for words, serials and queries."""
        return SearchBoxPage(self._program)

    @cached_property
    def filters(self) -> FilterBarPage:
        """The conditions as chips."""
        return FilterBarPage(self._program)

    @cached_property
    def quick_filters(self) -> QuickFiltersPage:
        """The dock of quick filters."""
        return QuickFiltersPage(self._program)

    @cached_property
    def shared_filters(self) -> SharedFiltersPage:
        """The list of shared filters."""
        return SharedFiltersPage(self._program)

    @cached_property
    def save_filter(self) -> SaveFilterPage:
        """The dialog that keeps what is on screen as a quick filter."""
        return SaveFilterPage(self._program)

    @cached_property
    def filter_builder(self) -> FilterBuilderPage:
        """The filter builder."""
        return FilterBuilderPage(self._program)

    @cached_property
    def detail(self) -> DetailPage:
        """The detail panel."""
        return DetailPage(self._program)

    def pick_card(self, field: str) -> PickCard:
        """The card in which a value is picked, once a key or a click has opened it."""
        return PickCard(self._program, field)

    @cached_property
    def create_ticket(self) -> CreateTicketPage:
        """The dialog that makes a ticket."""
        return CreateTicketPage(self._program)

    @cached_property
    def closing(self) -> ClosingPage:
        """The dialog that asks for what closing needs."""
        return ClosingPage(self._program)

    @cached_property
    def contacts(self) -> ContactsPage:
        """The window of contacts and companies."""
        return ContactsPage(self._program)

    @cached_property
    def merging(self) -> MergePage:
        """The comparison of possible duplicates."""
        return MergePage(self._program)

    @cached_property
    def import_wizard(self) -> ImportWizardPage:
        """The import wizard."""
        return ImportWizardPage(self._program)

    @cached_property
    def export_dialog(self) -> ExportPage:
        """The export dialog."""
        return ExportPage(self._program)

    @cached_property
    def administration(self) -> AdministrationPage:
        """The administrator's window."""
        return AdministrationPage(self._program)

    @cached_property
    def backups(self) -> BackupsPage:
        """The backups of the local database."""
        return BackupsPage(self._program)

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings dialog."""
        return SettingsPage(self._program)

    @cached_property
    def connection(self) -> ConnectionPage:
        """The connection dialog."""
        return ConnectionPage(self._program)

    @cached_property
    def first_start(self) -> FirstStartPage:
        """The page that asks a new user for a database."""
        return FirstStartPage(self._program)

    @cached_property
    def who(self) -> WhoPage:
        """The dialog that asks who one is."""
        return WhoPage(self._program)

    @cached_property
    def password(self) -> PasswordPage:
        """The dialog that asks for a server's password."""
        return PasswordPage(self._program)

    @cached_property
    def why(self) -> WhyPage:
        """The window that says why a ticket is in the list."""
        return WhyPage(self._program)

    @cached_property
    def columns(self) -> ColumnChooserPage:
        """The panel of columns."""
        return ColumnChooserPage(self._program)

    @cached_property
    def account_menu(self) -> AccountMenuPage:
        """The menu under the agent's name."""
        return AccountMenuPage(self._program)

    @cached_property
    def group_menu(self) -> GroupMenuPage:
        """The menu that groups the rows."""
        return GroupMenuPage(self._program)

    @cached_property
    def shortcuts(self) -> ShortcutsPage:
        """The list of keyboard shortcuts."""
        return ShortcutsPage(self._program)

    @cached_property
    def toast(self) -> ToastPage:
        """The short notice at the lower edge."""
        return ToastPage(self._program)

    @cached_property
    def banner(self) -> BannerPage:
        """The line under the toolbar."""
        return BannerPage(self._program)

    @cached_property
    def crash(self) -> CrashPage:
        """The report of a fault of the program's own."""
        return CrashPage(self._program)

    @cached_property
    def status_line(self) -> StatusLinePage:
        """The lowest line."""
        return StatusLinePage(self._program)

    def _strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = screen.NO_KEYS) -> Self:
        screen.activate(self.root)
        screen.press(self.root, key, modifier)
        self.settle()
        return self

    def _what_stands_there(self) -> str:
        if self.first_start.is_open:
            return "the page of the first start"
        return f"“{self.tickets.empty_sentence}”, {self.banner.sentence}"
