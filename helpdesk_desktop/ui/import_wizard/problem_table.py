"""The only place that lists the problems of an import: line, column, reason."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from helpdesk_desktop.domain.errors import Problem, Severity
from helpdesk_desktop.ui.icons import icon
from helpdesk_desktop.ui.import_wizard.plain_table import set_up_table
from helpdesk_desktop.ui.import_wizard.wizard_words import reason_name
from helpdesk_desktop.ui.messages import number_text, problem_sentence
from helpdesk_desktop.ui.plain_text import tooltip
from helpdesk_desktop.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROLE = Qt.ItemDataRole
_LINE, _COLUMN, _KIND, _REASON = range(4)


class ProblemModel(QAbstractTableModel):
    """One row a problem, in the file's order; words are made when a row is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()
        self._heads = (
            self.tr("Line"),
            self.tr("Column"),
            self.tr("Kind"),
            self.tr("Reason"),
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List these."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._problems)

    @override
    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        place = index.column()
        if role == _ROLE.DisplayRole:
            return self._text(problem, place)
        if role == _ROLE.ToolTipRole and place == _REASON:
            return tooltip(problem_sentence(problem))
        is_warning = problem.severity is Severity.WARNING
        if role == _ROLE.DecorationRole and place == _KIND:
            if is_warning:
                return icon("triangle-alert", "warning")
            return icon("circle-x", "danger")
        if role == _ROLE.ForegroundRole and place in {_LINE, _COLUMN}:
            return QColor(theme().tokens.muted)
        if role == _ROLE.TextAlignmentRole and place == _LINE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _ROLE.AccessibleTextRole and place == _KIND:
            return self.tr("Warning") if is_warning else self.tr("Rejected")
        return None

    def _text(self, problem: Problem, place: int) -> str:
        if place == _LINE:
            return "–" if problem.line is None else number_text(problem.line)
        if place == _COLUMN:
            return problem.column or "–"
        return reason_name(problem.code) if place == _KIND else problem_sentence(problem)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole and section == _LINE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == _ROLE.DisplayRole else None


class ProblemTable(QTableView):
    """The table of a `ProblemModel`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Problems of the rows"))
        self.problems = ProblemModel(self)
        self.setModel(self.problems)
        set_up_table(self)
        self.horizontalHeader().setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Stretch)
        for place, width in ((_LINE, 90), (_COLUMN, 170), (_KIND, 200)):
            self.setColumnWidth(place, width)
