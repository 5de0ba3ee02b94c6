"""The only place that shows an import under way, and what came of it."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.import_values import ImportOutcome, ImportTotals
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.import_wizard.import_session import ImportSession
from helpdesk_desktop.ui.import_wizard.progress_strip import ProgressStrip
from helpdesk_desktop.ui.import_wizard.report_view import ReportView
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.messages import error_sentence, number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import set_kind
from helpdesk_desktop.ui.tokens import SPACE

translate = QCoreApplication.translate

# Before it a rate says nothing.
_FEWEST_S = 0.5


class RunPage(QWidget):
    """Step 5. `show_wanted` asks for the tickets that were made, `save_wanted` for the report."""

    show_wanted = Signal()
    save_wanted = Signal(str)

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self.setObjectName("run_page")
        self._session = session
        self._said: object = None
        self._expected = 0
        self.sentence = make_label(name="run_sentence", tone="strong", is_wrapped=True)
        self.show_imported = QPushButton(self.tr("Show imported tickets"))
        self.show_imported.setObjectName("show_imported")
        self.show_imported.setAutoDefault(False)
        set_kind(self.show_imported, "accent")
        bind_icon(self.show_imported, "list-filter", "on_accent")
        self.report = ReportView("run", is_trial=False)
        self.trouble = EmptyPage()
        self.trouble.setObjectName("run_trouble")
        self.strip = ProgressStrip(session.running, "running", self._progress)
        line = QHBoxLayout()
        line.addWidget(self.sentence, 1)
        line.addWidget(self.show_imported)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(line)
        column.addWidget(self.strip)
        column.addWidget(self.report, 1)
        column.addWidget(self.trouble, 1)
        self.show_imported.clicked.connect(self.show_wanted)
        self.report.save_wanted.connect(self.save_wanted)
        self.trouble.pressed.connect(session.run)
        session.run_changed.connect(self.show_session)
        self.strip.show_work()
        self.show_session()

    def expect(self, rows: int) -> None:
        """How many rows there will be, as the dry run counted; 0 when nobody knows."""
        self._expected = rows

    def show_session(self) -> None:
        """Show the import as it is now."""
        session = self._session
        outcome, error = session.outcome, session.run_error
        self.trouble.setVisible(error is not None)
        self.report.setVisible(error is None)
        self.show_imported.setVisible(outcome is not None and outcome.totals.created > 0)
        if error is not None:
            self.sentence.setText(self.tr("Nothing was imported."))
            self.trouble.say("triangle-alert", error_sentence(error), self.tr("Try again"))
        elif outcome is None:
            told = session.running.told
            totals = told if isinstance(told, ImportTotals) else ImportTotals()
            said = self.tr("Importing. You can go on working; closing this window stops nothing.")
            self.sentence.setText(said if session.running.is_running else "")
            self.report.show_waiting(totals)
        elif outcome is not self._said:
            self._said = outcome
            self.report.show_outcome(outcome)
            self.sentence.setText(outcome_sentence(outcome))
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self, self.sentence.text())
            )

    def _progress(self, told: object) -> tuple[float | None, str]:
        rows = told.rows if isinstance(told, ImportTotals) else 0
        elapsed_s = self._session.running.elapsed_s
        parts = [self.tr("{rows} rows").format(rows=number_text(rows))]
        if self._expected:
            of = self.tr("{rows} of {all} rows")
            parts = [of.format(rows=number_text(rows), all=number_text(self._expected))]
        if rows and elapsed_s >= _FEWEST_S:
            rate = rows / elapsed_s
            parts.append(self.tr("{rate} rows/s").format(rate=number_text(round(rate))))
            if self._expected > rows:
                parts.append(self._remaining((self._expected - rows) / rate))
        is_known = bool(self._expected and rows)
        return (rows / self._expected if is_known else None), "  ·  ".join(parts)

    def _remaining(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("about {n} s left").format(n=max(1, round(seconds)))
        return self.tr("about {n} min left").format(n=round(seconds / 60))


def outcome_sentence(outcome: ImportOutcome) -> str:
    """What an import came to, in a sentence that is true after a cancel or a failure too."""
    totals = outcome.totals
    words = {
        "created": number_text(totals.created),
        "updated": number_text(totals.updated),
        "rejected": number_text(totals.rejected),
        "error": "" if outcome.error is None else error_sentence(outcome.error),
    }
    said = []
    if isinstance(outcome.error, Cancelled):
        said.append(translate("ImportWizard", "Stopped."))
    elif outcome.error is not None:
        said.append(translate("ImportWizard", "Ended early: {error}"))
    if outcome.error is not None:
        said.append(translate("ImportWizard", "{created} tickets were created and stay."))
    else:
        said.append(translate("ImportWizard", "{created} tickets were created."))
    if totals.updated:
        said.append(translate("ImportWizard", "{updated} were updated."))
    if totals.rejected:
        said.append(translate("ImportWizard", "{rejected} rows were rejected."))
    if outcome.error is not None:
        said.append(translate("ImportWizard", "Importing the file again goes on from there."))
    elif outcome.has_file_changed:
        said.append(
            translate("ImportWizard", "The file was changed meanwhile: import it again to be sure.")
        )
    return " ".join(said).format(**words)
