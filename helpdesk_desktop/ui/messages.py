"""The only place that turns errors, times and numbers into sentences for the user.

English sentences of errors live in `domain.sentences`, pieces of them in `domain.reasons`; they
are translated by their text in the contexts "sentences" and "reasons", and names of fields in
them, which the domain's rules have, in "labels".
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from helpdesk_desktop.domain.errors import BadQuery, HelpdeskError, Invalid, Problem
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.domain.sentences import SENTENCES
from helpdesk_desktop.ui.filters.filter_words import say


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
    said = {name: _piece(name, value) for name, value in values.items()}
    return QCoreApplication.translate("sentences", SENTENCES[key]).format(**said)


def _piece(name: str, value: object) -> object:
    # Reasons and names of fields are pieces that we know; all other values are somebody's words.
    if isinstance(value, Reason):
        return QCoreApplication.translate("reasons", value.value)
    if name == "label" and isinstance(value, str):
        said = QCoreApplication.translate("labels", value)
        # What only filters ask about is named as filters name it.
        return said if said != value else say(value)
    return value


def number_text(number: int) -> str:
    """A whole number with the locale's separators."""
    return QLocale().toString(number)


def tickets_text(count: int) -> str:
    """So many tickets."""
    if count == 1:
        return QCoreApplication.translate("Counts", "1 ticket")
    many = QCoreApplication.translate("Counts", "{count} tickets")
    return many.format(count=number_text(count))


def size_text(size: int) -> str:
    """Bytes as people read them."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def instant_text(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as date and time of the locale, for tooltips and details."""
    local = instant.astimezone(zone)
    plain = QDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second)
    return QLocale().toString(plain, QLocale.FormatType.ShortFormat)


def clock_text(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as hours and minutes."""
    return f"{instant.astimezone(zone):%H:%M}"
