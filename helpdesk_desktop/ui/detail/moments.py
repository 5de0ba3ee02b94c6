"""The only place that says instants and spans in words, as an agent would say them aloud.

Instants come in aware UTC and are said in the agent's zone; the locale decides how hours and
months are written. Nothing here reads a clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from helpdesk_desktop.ui.messages import clock_text

translate = QCoreApplication.translate

_MINUTE_S = 60
_HOUR_S = 3_600
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class When:
    """The moment of looking: what today, yesterday and overdue are measured by."""

    now: datetime
    zone: ZoneInfo


def moment_text(at: datetime, when: When) -> str:
    """Day and time: `today 07:31`, `yesterday 07:31`, `3 Nov 07:31`, `3 Nov 2024 07:31`."""
    local = at.astimezone(when.zone)
    today = when.now.astimezone(when.zone).date()
    time = clock_text(at, when.zone)
    days = (local.date() - today).days
    if days == 0:
        return translate("Moments", "today {time}").format(time=time)
    if days == -1:
        return translate("Moments", "yesterday {time}").format(time=time)
    if days == 1:
        return translate("Moments", "tomorrow {time}").format(time=time)
    pattern = "d MMM" if local.year == today.year else "d MMM yyyy"
    day = QLocale().toString(QDate(local.year, local.month, local.day), pattern)
    return f"{day} {time}"


def stamp_text(at: datetime, when: When) -> str:
    """What stands beside a timeline entry: only the time if it was today."""
    same_day = at.astimezone(when.zone).date() == when.now.astimezone(when.zone).date()
    return clock_text(at, when.zone) if same_day else moment_text(at, when)


def span_text(span: timedelta) -> str:
    """A length of time in its largest unit: `1 min` at least, `3 h`, from two days on `2 d`."""
    seconds = abs(span.total_seconds())
    if seconds < _HOUR_S:
        return translate("Moments", "{count}\u00a0min").format(
            count=max(1, int(seconds // _MINUTE_S))
        )
    if seconds < _DAY_S * 2:
        return translate("Moments", "{count}\u00a0h").format(count=int(seconds // _HOUR_S))
    return translate("Moments", "{count}\u00a0d").format(count=int(seconds // _DAY_S))


def due_text(due_at: datetime, when: When, *, is_overdue: bool) -> str:
    """`today 17:00 · in 3 h`, or `yesterday 17:00 · overdue by 15 h`."""
    moment = moment_text(due_at, when)
    span = span_text(due_at - when.now)
    if is_overdue:
        return translate("Moments", "{moment} · overdue by {span}").format(moment=moment, span=span)
    if due_at < when.now:  # due before now, and closed: nothing presses any more
        return moment
    return translate("Moments", "{moment} · in {span}").format(moment=moment, span=span)


def talk_text(seconds: int) -> str:
    """The length of a talk, `4:12`, or `1:04:12` from an hour on."""
    minutes, rest = divmod(seconds, _MINUTE_S)
    hours, minutes = divmod(minutes, _MINUTE_S)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
