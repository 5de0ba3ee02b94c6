"""The only place that opens the import wizard, and shows in the list what it brought in.

The wizard is imported when it is first opened: 40 ms that no start needs.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog
from typing_extensions import override

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import Changes
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import EVERYTHING
from helpdesk_desktop.domain.import_values import ImportOutcome
from helpdesk_desktop.domain.people import Directory, Right
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.import_wizard.dropped_file import dropped_file
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.live import NewNames
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner


class ImportMaking(QObject):
    """Joins the import wizard to the window: its action, files dropped on it, what was made."""

    def __init__(self, runner: TaskRunner, window: MainWindow) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._opened: Opened | None = None
        self._wizard: QDialog | None = None
        # What the wizard does, known once it is there.
        self._import_file: Callable[[str], object] = lambda _path: None
        self._focus_step: Callable[[], object] = lambda: None
        self._stop: Callable[[], object] = lambda: None
        self._say: Callable[[ImportOutcome], str] = lambda _outcome: ""
        self._action = window.actions_[Act.IMPORT]
        self._action.setEnabled(False)
        self._action.triggered.connect(self._on_action_triggered)
        window.live.names_read.connect(self._on_names_read)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def wizard(self) -> QDialog | None:
        """The wizard of the open database, once it was opened."""
        return self._wizard

    def set_desk(self, opened: Opened) -> None:
        """Import into this database from now on."""
        if self._opened is None or opened.desk is not self._opened.desk:
            self.close_all()
        self._opened = opened
        self._action.setEnabled(not self._hindrance())

    def open_wizard(self, path: str = "") -> None:
        """Show the wizard as it was left, or with this file."""
        opened = self._opened
        if opened is None:
            return
        hindrance = self._hindrance()
        if hindrance:
            self._window.toast.say(hindrance)
            return
        wizard = self._wizard or self._make_wizard(opened)
        self._wizard = wizard
        wizard.show()
        wizard.raise_()
        wizard.activateWindow()
        self._focus_step()
        if path:
            self._import_file(path)

    def _make_wizard(self, opened: Opened) -> QDialog:
        from helpdesk_desktop.ui.import_wizard.run_page import (  # noqa: PLC0415 # as said above
            outcome_sentence,
        )
        from helpdesk_desktop.ui.import_wizard.wizard_window import (  # noqa: PLC0415 # as said above
            ImportWizard,
        )

        wizard = ImportWizard(self._runner, opened.desk, opened.directory, self._window)
        wizard.session.imported.connect(self._on_imported)
        wizard.show_wanted.connect(self.show_imported)
        self._import_file = wizard.import_file
        self._focus_step = wizard.focus_step
        self._stop = wizard.session.stop
        self._say = outcome_sentence
        return wizard

    def close_all(self) -> None:
        """Call off what runs and let the wizard go."""
        wizard, self._wizard = self._wizard, None
        if wizard is not None:
            self._stop()
            wizard.close()
            wizard.deleteLater()

    def show_imported(self, outcome: ImportOutcome) -> None:
        """List the tickets that an import made, and nothing else."""
        opened = self._opened
        if opened is None or outcome.first_serial is None:
            return
        window = self._window
        # Tickets that somebody made meanwhile have serials between, and no id of a source.
        query = f"serial:{outcome.first_serial}..{outcome.last_serial} external_id:any"
        tree = parse(query, opened.directory)
        window.quick_filters.clear()
        window.search_box.clear_search()
        window.question.set_search(EVERYTHING)
        window.filter_bar.show_filter(tree)
        window.question.set_filter(tree)
        window.raise_()
        window.activateWindow()
        window.tickets.view.setFocus()

    def _hindrance(self) -> str:
        opened = self._opened
        if opened is None:
            return ""
        if opened.desk.info.is_read_only:
            return self.tr("This database can only be read: nothing can be imported.")
        if not opened.desk.viewer.may(Right.CREATE):
            return self.tr("Your role may not create tickets, so it cannot import them.")
        return ""

    def _on_names_read(self, new: NewNames) -> None:
        # A field that somebody added meanwhile is offered by the next wizard.
        if self._opened is not None:
            self._opened = replace(self._opened, directory=new.directory, names=new.names)

    def _on_action_triggered(self) -> None:
        self.open_wizard()

    def _on_imported(self, outcome: ImportOutcome) -> None:
        opened = self._opened
        if opened is None:
            return
        if self._wizard is not None and not self._wizard.isVisible():
            self._window.toast.say(self._say(outcome), self.tr("Open"), self._on_action_triggered)

        def work(_cancel: Cancellation) -> Directory:
            return opened.desk.directory()

        def land(directory: Directory) -> None:
            # Groups and custom fields may be new.
            window, desk = self._window, opened.desk
            self._opened = Opened(
                desk, directory, Names(directory, desk.clock.now(), desk.clock.zone)
            )
            today = desk.clock.now().astimezone(desk.clock.zone).date()
            window.tickets.model.set_names(self._opened.names)
            window.filter_bar.set_directory(directory, today)
            window.search_box.set_directory(directory)
            window.detail.set_directory(directory)
            self._runner.announce(Changes(is_everything=True), self)

        self._runner.run(work, land, owner=self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if self._opened is not None and dropped_file(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = dropped_file(event.mimeData())
            if path:
                event.acceptProposedAction()
                self.open_wizard(path)
                return True
        return super().eventFilter(watched, event)
