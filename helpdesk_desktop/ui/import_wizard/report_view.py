"""The only place that shows what an import did or would do, and where that is saved from."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.import_values import ImportOutcome, ImportTotals
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.import_wizard.problem_table import ProblemTable
from helpdesk_desktop.ui.import_wizard.quiet_box import QuietBox
from helpdesk_desktop.ui.import_wizard.wizard_words import reason_name
from helpdesk_desktop.ui.list.empty_page import EmptyPage
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.plain_text import make_label
from helpdesk_desktop.ui.theme import Tone, set_tone
from helpdesk_desktop.ui.tokens import SPACE


class Figure(QWidget):
    """A number with the word for it below."""

    def __init__(self, name: str, says: str, tone: Tone = "muted") -> None:
        super().__init__()
        self._says = says
        self._tone = tone
        self.number = make_label("0", name=f"{name}_figure", tone="title")
        self.word = make_label(says, tone=tone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6 * SPACE, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.word)

    def show_number(self, number: int) -> None:
        """Show this number."""
        self.number.setText(number_text(number))
        set_tone(self.word, self._tone if number else "muted")
        self.number.setAccessibleName(f"{self._says}: {number_text(number)}")


class ReportView(QWidget):
    """Totals over the table of problems; `save_wanted` carries the path of a file."""

    save_wanted = Signal(str)

    def __init__(self, name: str, *, is_trial: bool) -> None:
        super().__init__()
        self.setObjectName(f"{name}_report")
        self._problems: tuple[Problem, ...] = ()
        made = self.tr("would be created") if is_trial else self.tr("created")
        updated = self.tr("would be updated") if is_trial else self.tr("updated")
        rejected = self.tr("would be rejected") if is_trial else self.tr("rejected")
        self.figures = {
            "rows": Figure(f"{name}_rows", self.tr("rows")),
            "created": Figure(f"{name}_created", made, "success"),
            "updated": Figure(f"{name}_updated", updated),
            "unchanged": Figure(f"{name}_unchanged", self.tr("known already")),
            "duplicate": Figure(f"{name}_duplicate", self.tr("same id twice")),
            "rejected": Figure(f"{name}_rejected", rejected, "danger"),
            "warnings": Figure(f"{name}_warnings", self.tr("warnings"), "warning"),
        }
        self.kinds = QuietBox()
        self.kinds.setObjectName(f"{name}_kinds")
        self.kinds.setAccessibleName(self.tr("Problems to list"))
        self.kinds.setMinimumContentsLength(26)
        self.save = QPushButton(self.tr("Save report…"))
        self.save.setObjectName(f"{name}_save")
        self.save.setAutoDefault(False)
        bind_icon(self.save, "download")
        self.table = ProblemTable(f"{name}_problems")
        self.fine = EmptyPage()
        self.fine.setObjectName(f"{name}_fine")
        self.left_out = make_label(name=f"{name}_left_out", tone="muted")
        self._build()
        self.kinds.activated.connect(self._on_kind_chosen)
        self.save.clicked.connect(self.open_dialog)

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        figures = QHBoxLayout(card)
        figures.setContentsMargins(4 * SPACE, 2 * SPACE, 4 * SPACE, 2 * SPACE)
        figures.setSpacing(0)
        for figure in self.figures.values():
            figures.addWidget(figure)
        figures.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(2 * SPACE)
        line.addWidget(self.kinds)
        line.addWidget(self.left_out)
        line.addStretch(1)
        line.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addWidget(card)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.fine, 1)

    def show_totals(self, totals: ImportTotals) -> None:
        """Show these totals; what is nought is not shown, but rows and what was created."""
        for name, figure in self.figures.items():
            number = int(getattr(totals, name))
            figure.show_number(number)
            figure.setVisible(bool(number) or name in {"rows", "created", "rejected"})

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Show the totals and every problem."""
        self.show_totals(outcome.totals)
        self._problems = outcome.problems
        self._fill_kinds()
        self._on_kind_chosen()
        has_problems = bool(outcome.problems)
        self.table.setVisible(has_problems)
        self.kinds.setVisible(has_problems)
        self.save.setVisible(has_problems)
        self.fine.setVisible(not has_problems)
        said = self.tr("No row has a problem.")
        self.fine.say(
            "circle-check", said if outcome.totals.rows else self.tr("There are no rows.")
        )
        left_out = self.tr("and {count} more that were counted and not kept")
        self.left_out.setText(left_out.format(count=number_text(outcome.problems_left_out)))
        self.left_out.setVisible(bool(outcome.problems_left_out))

    def show_waiting(self, totals: ImportTotals) -> None:
        """Show totals while the rest is still to come."""
        self.show_totals(totals)
        for part in (self.table, self.kinds, self.save, self.left_out):
            part.hide()
        self.fine.setVisible(True)
        self.fine.say("loader-circle", self.tr("Rows with a problem are listed at the end."))

    def open_dialog(self) -> None:
        """Let a place for the report be chosen."""
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setObjectName("report_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("CSV (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("import-report.csv")
        dialog.fileSelected.connect(self.save_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _fill_kinds(self) -> None:
        severities = Counter(one.severity for one in self._problems)
        codes = Counter(one.code for one in self._problems)
        entries: list[tuple[str, object, int]] = [
            (self.tr("All problems"), None, len(self._problems)),
            (self.tr("Rejected rows"), Severity.REJECTED, severities[Severity.REJECTED]),
            (self.tr("Warnings"), Severity.WARNING, severities[Severity.WARNING]),
        ]
        entries += [(reason_name(code), code, count) for code, count in codes.most_common()]
        self.kinds.clear()
        for says, kind, count in entries:
            if count:
                self.kinds.addItem(f"{says} ({number_text(count)})", str(kind or ""))

    def _on_kind_chosen(self) -> None:
        kind = self.kinds.currentData()
        if not kind:
            shown: tuple[Problem, ...] = self._problems
        elif kind in set(Severity):
            shown = tuple(one for one in self._problems if one.severity == kind)
        else:
            code = ProblemCode(kind)
            shown = tuple(one for one in self._problems if one.code is code)
        self.table.problems.show_problems(shown)
