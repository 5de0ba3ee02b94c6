"""The only place where an instant is picked: none at first, by a few near ones or by hand.

The wall time shown is that of the agent's zone; `instant` is aware UTC. Qt is told that the time
is UTC, so that the gaps of this machine's own zone do not shift it.
"""

from datetime import UTC, datetime, time, timedelta

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.field_editors import Choice, KeyedCombo
from helpdesk_desktop.ui.icons import bind_icon
from helpdesk_desktop.ui.theme import inset, set_kind

_MORNING = time(9)
_EVENING = time(17)
_SOON = timedelta(hours=4)
_MONDAY = 0


class _TimeInput(QDateTimeEdit):
    # A form scrolls under the mouse without changing what it runs over.

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _NearTimes(KeyedCombo):
    # The offers are counted from the moment the list opens.

    opening = Signal()

    @override
    def showPopup(self) -> None:
        self.opening.emit()
        super().showPopup()


class InstantEditor(QWidget):
    """A date and time, or none; `edited` when the user's hand changed it."""

    edited = Signal()

    def __init__(
        self, name: str, nothing: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._clock = clock
        self._nothing = nothing
        self.choose = _NearTimes(f"{name}_choose", self)
        self.edit = _TimeInput(self)
        self.edit.setObjectName(f"{name}_edit")
        self.edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self.edit)
        self.edit.setCalendarPopup(True)
        self.edit.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
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
        self._fill()
        self._wire()
        self.set_instant(None)

    @property
    def instant(self) -> datetime | None:
        """The picked instant in UTC, to the minute."""
        if self.edit.isHidden():
            return None
        shown = self.edit.dateTime()
        day, clock = shown.date(), shown.time()
        wall = datetime(
            day.year(),
            day.month(),
            day.day(),
            clock.hour(),
            clock.minute(),
            tzinfo=self._clock.zone,
        )
        return wall.astimezone(UTC)

    def set_instant(self, instant: datetime | None) -> None:
        """Show this instant, or that there is none."""
        if instant is not None:
            local = instant.astimezone(self._clock.zone)
            self.edit.setDateTime(
                QDateTime(
                    QDate(local.year, local.month, local.day),
                    QTime(local.hour, local.minute),
                    QTimeZone(QTimeZone.Initialization.UTC),
                )
            )
        self.choose.setCurrentIndex(0)
        self.choose.setVisible(instant is None)
        self.edit.setVisible(instant is not None)
        self.clear.setVisible(instant is not None)
        self.setFocusProxy(self.choose if instant is None else self.edit)

    def set_accessible_names(self, says: str) -> None:
        """Name every part for a screen reader."""
        self.choose.setAccessibleName(says)
        self.edit.setAccessibleName(says)
        self.clear.setAccessibleName(self.tr("Clear {field}").format(field=says))
        self.clear.setToolTip(self.clear.accessibleName())

    def near_instants(self) -> list[tuple[str, datetime]]:
        """What is offered now, in words and in the agent's zone; by hand comes last."""
        now = self._clock.now().astimezone(self._clock.zone)

        def at(days: int, clock: time) -> datetime:
            return datetime.combine(now.date() + timedelta(days=days), clock, tzinfo=now.tzinfo)

        # The next full hour: where picking by hand begins.
        by_hand = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        days_to_monday = (_MONDAY - now.weekday()) % 7 or 7
        near = [(self.tr("In 4 hours"), now + _SOON)]
        if at(0, _EVENING) > now:
            near.append((self.tr("Today, 17:00"), at(0, _EVENING)))
        near += [
            (self.tr("Tomorrow, 09:00"), at(1, _MORNING)),
            (self.tr("Monday, 09:00"), at(days_to_monday, _MORNING)),
            (self.tr("Another time…"), by_hand),
        ]
        return near

    def _wire(self) -> None:
        self.choose.opening.connect(self._fill)
        self.choose.edited.connect(self._on_near_picked)
        self.edit.dateTimeChanged.connect(self._on_edited)
        self.clear.clicked.connect(self._on_clear_clicked)

    def _fill(self) -> None:
        near = [Choice(instant, says) for says, instant in self.near_instants()]
        self.choose.set_choices([Choice(None, self._nothing), *near])

    def _on_near_picked(self) -> None:
        instant = self.choose.key()
        if isinstance(instant, datetime):
            self.set_instant(instant)
            self.edit.setFocus()
            self.edited.emit()

    def _on_edited(self) -> None:
        if not self.edit.isHidden():
            self.edited.emit()

    def _on_clear_clicked(self) -> None:
        self.set_instant(None)
        self.choose.setFocus()
        self.edited.emit()
