"""The only place where a calendar day is picked: none at first, by a few near ones or by hand."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.moment_editor import MomentEditor

# What Python's and Qt's calendars both know.
_FIRST, _LAST = QDate(1, 1, 1), QDate(9999, 12, 31)


class DayEditor(MomentEditor):
    """A day, or none; `edited` when the user's hand changed it."""

    def __init__(
        self, name: str, nothing: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, nothing, QDateEdit(), parent)
        self._clock = clock
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setDateRange(_FIRST, _LAST)
        self.begin()

    @property
    def day(self) -> date | None:
        """The picked day."""
        if not self.is_given:
            return None
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show this day, or that there is none."""
        if day is not None:
            self.edit.setDate(QDate(day.year, day.month, day.day))
        self.show_given(is_given=day is not None)

    @override
    def near(self) -> list[tuple[str, Any]]:
        today = self._clock.now().astimezone(self._clock.zone).date()
        return [
            (self.tr("Today"), today),
            (self.tr("Yesterday"), today - timedelta(days=1)),
            (self.tr("Tomorrow"), today + timedelta(days=1)),
            (self.tr("Another day…"), today),
        ]

    @override
    def put(self, moment: Any) -> None:
        self.set_day(moment)
