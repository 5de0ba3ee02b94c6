"""The only place where an instant is picked: none at first, by a few near ones or by hand.

The wall time shown is that of the agent's zone; `instant` is aware UTC. Qt is told that the time
is UTC, so that the gaps of this machine's own zone do not shift it.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QWidget
from typing_extensions import override

from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.ui.moment_editor import MomentEditor

_MORNING = time(9)
_EVENING = time(17)
_SOON = timedelta(hours=4)
_MONDAY = 0


class InstantEditor(MomentEditor):
    """A date and time, or none; `edited` when the user's hand changed it."""

    def __init__(
        self, name: str, nothing: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, nothing, QDateTimeEdit(), parent)
        self._clock = clock
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self.begin()

    @property
    def instant(self) -> datetime | None:
        """The picked instant in UTC, to the minute."""
        if not self.is_given:
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
        self.show_given(is_given=instant is not None)

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

    @override
    def near(self) -> list[tuple[str, Any]]:
        return [*self.near_instants()]

    @override
    def put(self, moment: Any) -> None:
        self.set_instant(moment)
