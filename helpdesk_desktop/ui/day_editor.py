"""The only place where a calendar day is picked: none at first, by a few near ones or by hand."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.field_editors import Choice, KeyedCombo
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.theme import inset, set_kind

# What Python's and Qt's calendars both know.
_FIRST, _LAST = QDate(1, 1, 1), QDate(9999, 12, 31)


class _DayInput(QDateEdit):
    # A form scrolls under the mouse without changing what it runs over.

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DayEditor(QWidget):
    """A day, or none; `edited` when the user's hand changed it."""

    edited = Signal()

    def __init__(
        self, name: str, nothing: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._clock = clock
        self.choose = KeyedCombo(f"{name}_choose", self)
        self.edit = _DayInput(self)
        self.edit.setObjectName(f"{name}_edit")
        self.edit.setDateRange(_FIRST, _LAST)
        self.edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self.edit)
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clear = QToolButton(self)
        self.clear.setObjectName(f"{name}_clear")
        set_kind(self.clear, "tool")
        bind_icon(self.clear, "x", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.choose, 1)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.clear)
        today = self._clock.now().astimezone(self._clock.zone).date()
        self.choose.set_choices(
            [
                Choice(None, nothing),
                Choice(today, self.tr("Today")),
                Choice(today - timedelta(days=1), self.tr("Yesterday")),
                Choice(today + timedelta(days=1), self.tr("Tomorrow")),
                Choice("by hand", self.tr("Another day…")),
            ]
        )
        self._today = today
        self.choose.edited.connect(self._on_near_picked)
        self.edit.dateChanged.connect(self._on_edited)
        self.clear.clicked.connect(self._on_clear_clicked)
        self.set_day(None)

    @property
    def day(self) -> date | None:
        """The picked day."""
        if self.edit.isHidden():
            return None
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show this day, or that there is none."""
        if day is not None:
            self.edit.setDate(QDate(day.year, day.month, day.day))
        self.choose.setCurrentIndex(0)
        self.choose.setVisible(day is None)
        self.edit.setVisible(day is not None)
        self.clear.setVisible(day is not None)
        self.setFocusProxy(self.choose if day is None else self.edit)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.choose.setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.clear.setAccessibleName(self.tr("Clear {field}").format(field=name))
        self.clear.setToolTip(self.clear.accessibleName())

    def _on_near_picked(self) -> None:
        key = self.choose.key()
        if key is not None:
            self.set_day(key if isinstance(key, date) else self._today)
            self.edit.setFocus()
            self.edited.emit()

    def _on_edited(self) -> None:
        if not self.edit.isHidden():
            self.edited.emit()

    def _on_clear_clicked(self) -> None:
        self.set_day(None)
        self.choose.setFocus()
        self.edited.emit()
