"""The only place where the user chooses which columns the list shows."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from helpdesk_desktop.ui.list.ticket_columns import (
    COLUMNS,
    DEFAULT_COLUMNS,
    FIXED_COLUMNS,
    spoken_title,
)


class ColumnMenu(QMenu):
    """One tick per column; `columns_chosen` carries the keys to show, in the list's order."""

    columns_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column_menu")
        self.setAccessibleName(self.tr("Columns"))
        self._shown: tuple[str, ...] = DEFAULT_COLUMNS
        self._ticks: dict[str, QAction] = {}
        for column in COLUMNS:
            if column.key in FIXED_COLUMNS:
                continue
            tick = self.addAction(spoken_title(column))
            tick.setObjectName(f"column_{column.key}")
            tick.setCheckable(True)
            tick.setChecked(column.key in self._shown)
            tick.triggered.connect(self._on_tick_triggered)
            self._ticks[column.key] = tick
        self.addSeparator()
        usual = self.addAction(self.tr("Usual columns"))
        usual.setObjectName("usual_columns")
        usual.triggered.connect(self._on_usual_triggered)

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the shown columns."""
        return self._shown

    def _on_tick_triggered(self) -> None:
        self._put(
            tuple(
                column.key
                for column in COLUMNS
                if column.key in FIXED_COLUMNS or self._ticks[column.key].isChecked()
            )
        )

    def _on_usual_triggered(self) -> None:
        for key, tick in self._ticks.items():
            tick.setChecked(key in DEFAULT_COLUMNS)
        self._put(DEFAULT_COLUMNS)

    def _put(self, keys: tuple[str, ...]) -> None:
        self._shown = keys
        self.columns_chosen.emit(keys)
