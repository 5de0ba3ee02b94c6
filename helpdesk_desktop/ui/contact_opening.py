"""The only place that opens the window of contacts and leads from it back to tickets."""

from PySide6.QtCore import QObject, Qt

from helpdesk_desktop.domain.people import ContactRow
from helpdesk_desktop.domain.ticket import CallerMatch, Draft
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.contacts.contacts_window import ContactsWindow
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.ticket_making import TicketMaking


class ContactOpening(QObject):
    """One window of contacts at most, made when it is first asked for."""

    def __init__(self, runner: TaskRunner, window: MainWindow, making: TicketMaking) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._making = making
        self._opened: Opened | None = None
        self.contacts: ContactsWindow | None = None
        self._action = window.actions_[Act.CONTACTS]
        self._action.setEnabled(False)
        self._action.triggered.connect(self.open)
        window.detail.contact_requested.connect(self.open_contact)
        window.live.names_read.connect(self._on_names_read)
        making.entry_draft_wanted.connect(self.open_draft)

    def set_desk(self, opened: Opened) -> None:
        """Show contacts of this database."""
        self._opened = opened
        self._action.setEnabled(True)

    def open(self) -> None:
        """Show the window as it was left."""
        window = self._shown()
        if window is not None:
            window.contacts.list.search.setFocus()

    def open_contact(self, number: int) -> None:
        """Show one contact."""
        window = self._shown()
        if window is not None:
            window.show_contact(number)

    def open_draft(self, draft: Draft) -> None:
        """Go on with the form of a contact or company that was being made."""
        window = self._shown()
        if window is not None:
            window.open_draft(draft)

    def close_all(self) -> None:
        """Put what is typed on disk and let the window go."""
        window, self.contacts = self.contacts, None
        if window is not None:
            window.stop()
            window.close()
            window.deleteLater()

    def _shown(self) -> ContactsWindow | None:
        opened = self._opened
        if opened is None:
            return None
        if self.contacts is None:
            made = ContactsWindow(self._runner)
            made.set_desk(opened.desk, opened.directory, opened.names)
            made.ticket_requested.connect(self._on_ticket_requested)
            made.new_ticket_wanted.connect(self._on_new_ticket_wanted)
            self.contacts = made
        window = self.contacts
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def _on_ticket_requested(self, serial: int) -> None:
        self._window.jumps.jump_to(serial)
        self._window.raise_()
        self._window.activateWindow()

    def _on_new_ticket_wanted(self, contact: ContactRow) -> None:
        self._making.open_for(CallerMatch(contact, ()))

    def _on_names_read(self, new: NewNames) -> None:
        if self.contacts is not None:
            self.contacts.set_names(new.directory, new.names)
