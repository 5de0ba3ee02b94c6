"""The only place that turns errors, times and numbers into sentences for the user.

English sentences of errors live in `domain.sentences`; they are translated by their text in the
context "sentences".
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from helpdesk_desktop.domain.errors import HelpdeskError, Invalid, Problem
from helpdesk_desktop.domain.sentences import SENTENCES


def error_sentence(error: HelpdeskError) -> str:
    """What went wrong, in the user's language."""
    if isinstance(error, Invalid):
        return " ".join(problem_sentence(problem) for problem in error.problems)
    return _filled(error.key, error.values)


def problem_sentence(problem: Problem) -> str:
    """Why one value cannot be taken, in the user's language."""
    return _filled(problem.key, problem.values)


def _filled(key: str, values: Mapping[str, object]) -> str:
    return QCoreApplication.translate("sentences", SENTENCES[key]).format(**values)


def number_text(number: int) -> str:
    """A whole number with the locale's separators."""
    return QLocale().toString(number)


def instant_text(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as date and time of the locale, for tooltips and details."""
    local = instant.astimezone(zone)
    plain = QDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second)
    return QLocale().toString(plain, QLocale.FormatType.ShortFormat)


def clock_text(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as hours and minutes."""
    return f"{instant.astimezone(zone):%H:%M}"


def relative_text(instant: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How long ago, or how far ahead, in the fewest words: "2 min ago", "yesterday", a date."""
    gap = now - instant
    day = instant.astimezone(zone).date()
    today = now.astimezone(zone).date()
    if abs(gap) < timedelta(hours=1):
        return _minutes_text(gap // timedelta(minutes=1))
    if day == today:
        hours = gap // timedelta(hours=1)
        return _tr("{n} h ago").format(n=hours) if hours >= 0 else _tr("in {n} h").format(n=-hours)
    return _day_text(day, today)


def _minutes_text(minutes: int) -> str:
    if minutes == 0:
        return _tr("just now")
    if minutes < 0:
        return _tr("in {n} min").format(n=-minutes)
    return _tr("{n} min ago").format(n=minutes)


def _day_text(day: date, today: date) -> str:
    days = (today - day).days
    if abs(days) == 1:
        return _tr("yesterday") if days == 1 else _tr("tomorrow")
    if abs(days) < 7:
        return (
            _tr("{n} days ago").format(n=days) if days > 0 else _tr("in {n} days").format(n=-days)
        )
    form = "d MMM" if day.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _tr(text: str) -> str:
    return QCoreApplication.translate("times", text)
