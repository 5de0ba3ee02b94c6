"""The only place that asks for a printer, and says in the window how the printing goes.

What prints is imported when it is first asked for: no start needs it.
"""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QDialog

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.messages import error_sentence, number_text
from helpdesk_desktop.ui.tasks import TaskRunner

# Printing that lasts is told of once a second has passed, and then so often.
_SLOW_S = 1.0
_SAID_EVERY_S = 5.0


class PrintMaking(QObject):
    """Joins printing to the window: its action, the system's dialog, and the notices."""

    def __init__(self, runner: TaskRunner, window: MainWindow) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._opened: Opened | None = None
        self._said_s = 0.0
        self.dialog: QDialog | None = None
        # A `PagePrinting`, once something was printed.
        self.printing: Any = None
        self._action = window.actions_[Act.PRINT]
        self._action.setEnabled(False)
        self._action.triggered.connect(self.open_dialog)

    @property
    def is_asking(self) -> bool:
        """Whether the system's dialog is open."""
        return self.dialog is not None

    def set_desk(self, opened: Opened) -> None:
        """Print from this database from now on."""
        if self._opened is None or opened.desk is not self._opened.desk:
            self.close_all()
        self._opened = opened
        self._action.setEnabled(True)

    def close_all(self) -> None:
        """Print no more, and let the dialog go."""
        if self.dialog is not None:
            self.dialog.reject()
        if self.printing is not None:
            self.printing.cancel()

    def open_dialog(self) -> None:
        """Ask for a printer: for the selected tickets if there are several, else for all."""
        from PySide6.QtPrintSupport import (  # noqa: PLC0415  # as said above
            QAbstractPrintDialog,
            QPrintDialog,
            QPrinter,
        )

        from helpdesk_desktop.ui.printing.sheet import page_layout  # noqa: PLC0415  # as said above

        if self._opened is None or self.dialog is not None:
            return
        if self.printing is not None and self.printing.is_running:
            self._say_running(self.printing)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(self.tr("Tickets"))
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("print_dialog")
        dialog.setWindowTitle(self.tr("Print tickets"))
        option = QAbstractPrintDialog.PrintDialogOption
        dialog.setOption(option.PrintPageRange, on=True)
        dialog.setOption(option.PrintCurrentPage, on=False)
        has_several = self._window.tickets.view.selected_count() > 1
        dialog.setOption(option.PrintSelection, on=has_several)
        if has_several:
            dialog.setPrintRange(QAbstractPrintDialog.PrintRange.Selection)
        self.dialog = dialog
        dialog.accepted.connect(lambda: self._start(printer))
        dialog.finished.connect(self._on_dialog_finished)
        QDialog.open(dialog)

    def _on_dialog_finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _start(self, printer: Any) -> None:
        from helpdesk_desktop.ui.printing.window_paper import paper_of  # noqa: PLC0415  # as said above

        paper = paper_of(self._window)
        if paper is None:
            return
        is_chosen = printer.printRange() is type(printer).PrintRange.Selection
        serials = tuple(self._window.tickets.view.selected_serials()) if is_chosen else None

        def make(layout: QPageLayout, cancel: Cancellation) -> Iterator[Any]:
            read = paper.desk.exports.read(paper.wish(serials), cancel)
            return paper.pages(read, layout, cancel, is_chosen=serials is not None)

        self._said_s = 0.0
        self._print().start(printer, make)

    def _print(self) -> Any:
        if self.printing is None:
            from helpdesk_desktop.ui.printing.page_printing import (  # noqa: PLC0415  # as said above
                PagePrinting,
            )

            self.printing = PagePrinting(self._runner, self)
            self.printing.moved.connect(self._on_moved)
            self.printing.printed.connect(self._on_printed)
            self.printing.stopped.connect(self._on_stopped)
            self.printing.failed.connect(self._on_failed)
        return self.printing

    def _on_moved(self) -> None:
        printing = self._print()
        if printing.elapsed_s >= max(_SLOW_S, self._said_s + _SAID_EVERY_S * bool(self._said_s)):
            self._say_running(printing)

    def _say_running(self, printing: Any) -> None:
        self._said_s = printing.elapsed_s
        words = self.tr("Printing: {n} pages so far…")
        said = words.format(n=number_text(printing.count))
        self._window.toast.say(said, self.tr("Cancel"), printing.cancel)

    def _on_printed(self, count: int) -> None:
        if count == 1:
            self._window.toast.say(self.tr("1 page printed."))
        else:
            self._window.toast.say(self.tr("{n} pages printed.").format(n=number_text(count)))

    def _on_stopped(self) -> None:
        self._window.toast.say(self.tr("Printing was stopped."))

    def _on_failed(self, error: HelpdeskError | None) -> None:
        if error is None:
            self._window.toast.say(
                self.tr("The printer took nothing. Choose another one, or export a PDF.")
            )
        else:
            self._window.toast.say(error_sentence(error))
