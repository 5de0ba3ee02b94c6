"""The only place that turns errors, times and numbers into sentences for the user.

English sentences of errors live in `domain.sentences`, pieces of them in `domain.reasons`; they
are translated by their text in the contexts "sentences" and "reasons".
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from helpdesk_desktop.domain.errors import BadQuery, HelpdeskError, Invalid, Problem
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.domain.sentences import SENTENCES


def error_sentence(error: HelpdeskError) -> str:
    """What went wrong, in the user's language."""
    if isinstance(error, Invalid):
        return " ".join(problem_sentence(problem) for problem in error.problems)
    return _filled(error.key, error.values)


def query_fault(error: HelpdeskError) -> str:
    """Why a query cannot be read, and at which character."""
    sentence = error_sentence(error)
    if not isinstance(error, BadQuery):
        return sentence
    place = QCoreApplication.translate("Queries", "Character {column}: {sentence}")
    return place.format(column=error.column, sentence=sentence)


def problem_sentence(problem: Problem) -> str:
    """Why one value cannot be taken, in the user's language."""
    return _filled(problem.key, problem.values)


def _filled(key: str, values: Mapping[str, object]) -> str:
    said = {name: _said(name, value) for name, value in values.items()}
    return QCoreApplication.translate("sentences", SENTENCES[key]).format(**said)


def _said(name: str, value: object) -> object:
    # Reasons and fields' names are words of ours; all other values are somebody's own.
    if isinstance(value, Reason):
        return QCoreApplication.translate("reasons", value.value)
    if name == "label" and isinstance(value, str):
        named = value[:1].upper() + value[1:]
        known = QCoreApplication.translate("Fields", named)
        return value if known == named else known if named == value else known.lower()
    return value


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
