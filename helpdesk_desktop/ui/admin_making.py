"""The only place that opens the administrator's window, for whoever's role opens one of its pages.

It is imported when it is first opened, for no start needs it.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from helpdesk_desktop.domain.people import Directory, Right
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner

_OPENING = (Right.MANAGE_PEOPLE, Right.MANAGE_ROLES, Right.MANAGE_FIELDS)


class AdminMaking(QObject):
    """Joins the administrator's window to the main window: its action, and what others write."""

    def __init__(self, runner: TaskRunner, window: MainWindow) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._opened: Opened | None = None
        self._directory = Directory()
        self._dialog: QDialog | None = None
        # What the dialog does, known once it is there.
        self._show_directory: Callable[[Directory], object] = lambda _directory: None
        self._take_focus: Callable[[], object] = lambda: None
        self._has_unsaved: Callable[[], bool] = lambda: False
        self._action = window.actions_[Act.ADMINISTRATION]
        self._action.triggered.connect(self.open_dialog)
        self._let_open()
        window.live.names_read.connect(self._on_names_read)

    @property
    def dialog(self) -> QDialog | None:
        """The window, once it was opened."""
        return self._dialog

    def set_desk(self, opened: Opened) -> None:
        """Administer this database from now on."""
        if self._opened is None or opened.desk is not self._opened.desk:
            self.close_all()
        self._opened = opened
        self._directory = opened.directory
        self._let_open()

    def open_dialog(self) -> None:
        """Show the window as it was left."""
        opened = self._opened
        if opened is None or not self._action.isEnabled():
            return
        dialog = self._dialog or self._make_dialog(opened)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self._take_focus()

    def _make_dialog(self, opened: Opened) -> QDialog:
        from helpdesk_desktop.ui.admin.administration_dialog import (  # noqa: PLC0415 # as said above
            AdministrationDialog,
        )

        dialog = AdministrationDialog(self._runner, opened.desk, self._directory, self._window)
        dialog.finished.connect(self._on_left)
        self._show_directory = dialog.show_directory
        self._take_focus = dialog.take_focus
        self._has_unsaved = lambda: dialog.has_unsaved
        self._dialog = dialog
        return dialog

    def close_all(self) -> None:
        """Let the window go, with what is typed in it: another database comes."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.finished.disconnect(self._on_left)
            dialog.close()
            dialog.deleteLater()

    def _let_open(self) -> None:
        opened = self._opened
        may_open = (
            opened is not None
            and not opened.desk.info.is_read_only
            and any(opened.desk.viewer.may(right) for right in _OPENING)
        )
        self._action.setVisible(may_open)
        self._action.setEnabled(may_open)

    def _on_names_read(self, new: NewNames) -> None:
        self._directory = new.directory
        self._let_open()
        if self._dialog is not None:
            self._show_directory(new.directory)

    def _on_left(self) -> None:
        if self._dialog is not None and self._has_unsaved():
            sentence = self.tr("What you typed under Administration is kept there, not saved yet.")
            self._window.toast.say(sentence, self.tr("Open"), self.open_dialog)
