"""The only place that says what a page of the administrator's window is to that window."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.toast import Toast


@dataclass(frozen=True, slots=True)
class AdminPlace:
    """What a page works with."""

    runner: TaskRunner
    desk: Desk
    toast: Toast


class AdminSection(QWidget):
    """A page: it shows what the directory holds, and keeps what is typed until it is saved.

    `directory_read` carries names that were read after a write here; `unsaved_changed` says that
    there is something unsaved now, or no longer.
    """

    # What raises here each page gives; Qt's metaclass leaves no room for one of abstract classes.
    directory_read = Signal(object)
    unsaved_changed = Signal()

    def show_directory(self, directory: Directory) -> None:
        """Show what is stored now; what is typed stays."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Let the keys go to the page."""
        raise NotImplementedError

    def submit(self) -> None:
        """Save what is typed, as Ctrl+Enter asks."""
        raise NotImplementedError

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed that is not saved."""
        raise NotImplementedError
