"""The only place for the dry run: what an import would do, and which rows it would reject."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.import_values import ImportTotals
from helpdesk_desktop.domain.people import Right
from helpdesk_desktop.ui.import_wizard.import_session import ImportSession
from helpdesk_desktop.ui.import_wizard.progress_strip import ProgressStrip
from helpdesk_desktop.ui.import_wizard.report_view import ReportView
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.messages import error_sentence, number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.tokens import SPACE

_NEEDS = frozenset({"new_contact_needs", "new_company_needs"})


class TrialPage(QWidget):
    """Step 4. `save_wanted` carries the path for the report.

    `value_wanted` carries the field of contacts or companies that rows are rejected for want of.
    """

    save_wanted = Signal(str)
    value_wanted = Signal(str)

    def __init__(self, session: ImportSession) -> None:
        super().__init__()
        self.setObjectName("trial_page")
        self._session = session
        self.sentence = make_label(name="trial_sentence", tone="strong", is_wrapped=True)
        self.update_known = QCheckBox(self.tr("Update tickets that are known already"))
        self.update_known.setObjectName("update_known")
        if not session.desk.viewer.may(Right.EDIT):
            self.update_known.hide()
        self.give = QPushButton(self.tr("Give what is missing…"))
        self.give.setObjectName("give_missing")
        self.give.setAutoDefault(False)
        self._needed = ""
        self.report = ReportView("trial", is_trial=True)
        self.trouble = EmptyPage()
        self.trouble.setObjectName("trial_trouble")
        self.strip = ProgressStrip(session.trying, "trial", self._progress)
        line = QHBoxLayout()
        line.addWidget(self.sentence, 1)
        line.addWidget(self.give)
        line.addWidget(self.update_known)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 4 * SPACE, 5 * SPACE, 2 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(line)
        column.addWidget(self.report, 1)
        column.addWidget(self.trouble, 1)
        column.addWidget(self.strip)
        self.give.clicked.connect(lambda: self.value_wanted.emit(self._needed))
        self.update_known.toggled.connect(self._on_update_toggled)
        self.report.save_wanted.connect(self.save_wanted)
        self.trouble.pressed.connect(session.try_it)
        session.trial_changed.connect(self.show_session)
        self.strip.show_work()
        self.show_session()

    def show_session(self) -> None:
        """Show the dry run as it is now."""
        session = self._session
        outcome, error = session.trial, session.trial_error
        self.trouble.setVisible(error is not None)
        self.report.setVisible(error is None)
        problems = () if outcome is None else outcome.problems
        needed = (one.field for one in problems if one.key in _NEEDS and one.field)
        self._needed = next(needed, "")
        self.give.setVisible(bool(self._needed))
        if error is not None:
            self.sentence.setText(self.tr("The file cannot be imported like this."))
            self.trouble.say("triangle-alert", error_sentence(error), self.tr("Try again"))
            return
        if outcome is None:
            told = session.trying.told
            totals = told if isinstance(told, ImportTotals) else ImportTotals()
            self.sentence.setText(self.tr("Looking at every row; nothing is stored."))
            self.report.show_waiting(totals)
            return
        self.report.show_outcome(outcome)
        said = [self.tr("This is what an import would do; nothing was stored.")]
        if isinstance(outcome.error, Cancelled):
            said = [self.tr("Stopped: this tells of the rows up to here; nothing was stored.")]
        elif outcome.error is not None:
            said = [error_sentence(outcome.error)]
        if outcome.has_file_changed:
            said.append(self.tr("The file was changed meanwhile."))
        self.sentence.setText(" ".join(said))

    def _progress(self, told: object) -> tuple[float | None, str]:
        rows = told.rows if isinstance(told, ImportTotals) else 0
        return None, self.tr("{rows} rows").format(rows=number_text(rows))

    def _on_update_toggled(self, is_update: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._session.set_update(is_update=is_update)
