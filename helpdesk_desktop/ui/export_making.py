"""The only place that opens the export dialog, and says in the window what came of it.

The dialog is imported when it is first opened: no start needs it.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from helpdesk_desktop.domain.columns import column_keys, find_column
from helpdesk_desktop.domain.export_values import ExportOutcome
from helpdesk_desktop.domain.people import Right
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.tasks import TaskRunner


class ExportMaking(QObject):
    """Joins the export dialog to the window: its action, what is shown, and what was written."""

    def __init__(self, runner: TaskRunner, window: MainWindow) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._opened: Opened | None = None
        self._dialog: QDialog | None = None
        # What the dialog does, known once it is there.
        self._show_source: Callable[[], object] = lambda: None
        self._stop: Callable[[], object] = lambda: None
        self._say: Callable[[ExportOutcome], str] = lambda _outcome: ""
        self._action = window.actions_[Act.EXPORT]
        self._usual_hint = self._action.toolTip()
        self._action.setEnabled(False)
        self._action.triggered.connect(self.open_dialog)

    @property
    def dialog(self) -> QDialog | None:
        """The dialog of the open database, once it was opened."""
        return self._dialog

    def set_desk(self, opened: Opened) -> None:
        """Export from this database from now on."""
        if self._opened is None or opened.desk is not self._opened.desk:
            self.close_all()
        self._opened = opened
        hindrance = self._hindrance(opened)
        self._action.setEnabled(not hindrance)
        self._action.setToolTip(tooltip(hindrance) if hindrance else self._usual_hint)

    def open_dialog(self) -> None:
        """Ask for an export of what the window shows now; one that runs is shown instead."""
        opened = self._opened
        if opened is None:
            return
        if self._dialog is None:
            self._dialog = self._make_dialog(opened)
        self._show_source()
        self._dialog.open()

    def _make_dialog(self, opened: Opened) -> QDialog:
        from helpdesk_desktop.ui.exporting.export_dialog import (  # noqa: PLC0415  # as said above
            ExportDialog,
        )
        from helpdesk_desktop.ui.exporting.export_session import (  # noqa: PLC0415  # as said above
            ExportSession,
            ExportSource,
        )
        from helpdesk_desktop.ui.exporting.export_words import (  # noqa: PLC0415  # as said above
            outcome_sentences,
        )
        from helpdesk_desktop.ui.printing.window_paper import paper_of  # noqa: PLC0415  # as said above

        window = self._window
        session = ExportSession(self._runner, opened.desk, window)
        dialog = ExportDialog(session, window)
        session.ended.connect(self._on_ended)
        session.failed.connect(self._on_failed)

        def show_source() -> None:
            view, question = window.tickets.view, window.question
            now = window.open_desk or opened
            paper = paper_of(window)
            keys = (one.key for one in window.tickets.columns)
            # One that goes at this moment is left out: the desk would refuse it.
            shown = tuple(key for key in keys if find_column(key, now.directory) is not None)
            dialog.show_source(
                ExportSource(
                    question.spec,
                    window.tickets.model.matching,
                    view.selected_serials(),
                    shown,
                    column_keys(now.directory),
                    is_masked=now.desk.viewer.phones_masked,
                    draw=lambda chosen: None if paper is None else paper.pdf(chosen),
                )
            )

        def stop() -> None:
            session.stop()
            session.deleteLater()

        self._show_source = show_source
        self._stop = stop
        self._say = lambda outcome: outcome_sentences(outcome)[0]
        return dialog

    def close_all(self) -> None:
        """Call off what runs and let the dialog go."""
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            self._stop()
            dialog.close()
            dialog.deleteLater()

    def _hindrance(self, opened: Opened) -> str:
        if not opened.desk.viewer.may(Right.EXPORT):
            return self.tr("Your role may not export tickets.")
        return ""

    def _on_ended(self, outcome: ExportOutcome) -> None:
        if self._dialog is not None and not self._dialog.isVisible():
            self._window.toast.say(self._say(outcome), self.tr("Show"), self._show_again)

    def _on_failed(self) -> None:
        if self._dialog is not None and not self._dialog.isVisible():
            self._show_again()

    def _show_again(self) -> None:
        # With what came of it: nothing is asked anew.
        if self._dialog is not None:
            self._dialog.open()
