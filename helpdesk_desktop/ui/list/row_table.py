"""The only place that makes a table view one of whole rows: no grid, no wrapping, no editing."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_LEAST_ROW = 20  # pixels


def make_row_table(view: QTableView, model: QAbstractItemModel, header: QHeaderView) -> None:
    """Let the view select whole rows and scroll by pixels."""
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(_LEAST_ROW)
    rows.setHighlightSections(False)
    # Headers ask their selection model whether whole columns are selected, row by row.
    for one in (rows, header):
        one.setSelectionModel(QItemSelectionModel(model, one))
