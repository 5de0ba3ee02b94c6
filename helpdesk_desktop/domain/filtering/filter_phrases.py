"""The only place for the English that filters are said in; a window says it in its own language.

`filter_sentence` puts the phrases together and asks a `Say` for each: `in_english` gives it back,
the window's translates it by its text. A phrase is a whole pattern, so that another language can
put its parts in another order.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeAlias

from helpdesk_desktop.domain.filtering.filter_fields import CHOICE_KEYS, STANDARD_FIELDS
from helpdesk_desktop.domain.filters import Compare, Period, SetMatch, TextMatch, TimeMatch, Unit

Say: TypeAlias = Callable[[str], str]

# As the window writes them elsewhere.
_SPECIAL = {"api": "API", "ivr": "IVR", "email": "E-mail"}


class Phrase(StrEnum):
    """Patterns of what a filter says; `{…}` is filled."""

    WHOLE = "Tickets with {conditions}"
    WHOLE_ALL = "All tickets"
    WHOLE_NONE = "No tickets"
    EVERYTHING = "everything"
    NOT = "not {text}"
    AND = "{first} and {second}"
    OR = "{first} or {second}"
    ONE_CALL = "one call: {text}"
    ONE_NOTE = "one note: {text}"
    NO_CALL = "no call: {text}"
    NO_NOTE = "no note: {text}"
    OF_CONTACT = "Contact: {field}"
    OF_COMPANY = "Company: {field}"
    TICKET = "Ticket #{serial}"
    UNKNOWN = "Unknown condition: {reason}"
    HOLDS = "{field} {values}"
    EMPTY = "{field} is empty"
    FILLED = "{field} is not empty"
    IS_NO = "{field} is no"
    ABOVE = "{field} above {values}"
    AT_LEAST = "{field} at least {values}"
    BELOW = "{field} below {values}"
    AT_MOST = "{field} at most {values}"
    CONTAINS = "{field} contains {values}"
    IS = "{field} is {values}"
    STARTS = "{field} starts with {values}"
    ENDS = "{field} ends with {values}"
    INCLUDE = "{field} include {values}"
    ANY_OF = "{field} any of {values}"
    ALL_OF = "{field} all of {values}"
    EXACTLY = "{field} exactly {values}"
    UNDER = "{field} under {values}"
    THE_WORDS = "the words {text}"
    FROM = "from {values}"
    TO = "to {values}"
    NUMBERS = "{low} to {high}"
    NUMBERS_FROM = "from {low}"
    NUMBERS_TO = "up to {high}"
    ME = "me"
    MY_GROUPS = "my groups"
    NOBODY = "nobody"
    NONE = "none"
    LAST = "in the last {length}"
    NEXT = "in the next {length}"
    OLDER = "more than {length} ago"
    AT = "at {point}"
    ON = "on {point}"
    IN = "in {point}"
    AFTER = "after {point}"
    SINCE = "from {point}"
    BEFORE = "before {point}"
    UNTIL = "until the end of {point}"
    BETWEEN = "from {low} to {high}"


COMPARES = {
    Compare.EQ: Phrase.HOLDS,
    Compare.GT: Phrase.ABOVE,
    Compare.GE: Phrase.AT_LEAST,
    Compare.LT: Phrase.BELOW,
    Compare.LE: Phrase.AT_MOST,
}
TEXT_MATCHES = {
    TextMatch.CONTAINS: Phrase.CONTAINS,
    TextMatch.IS: Phrase.IS,
    TextMatch.STARTS: Phrase.STARTS,
    TextMatch.ENDS: Phrase.ENDS,
}
SET_MATCHES = {
    SetMatch.ANY: Phrase.ANY_OF,
    SetMatch.ALL: Phrase.ALL_OF,
    SetMatch.ONLY: Phrase.EXACTLY,
}
TIME_MATCHES = {
    TimeMatch.AFTER: Phrase.AFTER,
    TimeMatch.SINCE: Phrase.SINCE,
    TimeMatch.BEFORE: Phrase.BEFORE,
    TimeMatch.UNTIL: Phrase.UNTIL,
}
# One of a unit, and several.
LENGTHS = {
    Unit.MINUTE: ("{count} minute", "{count} minutes"),
    Unit.HOUR: ("{count} hour", "{count} hours"),
    Unit.DAY: ("{count} day", "{count} days"),
    Unit.WEEK: ("{count} week", "{count} weeks"),
    Unit.MONTH: ("{count} month", "{count} months"),
    Unit.YEAR: ("{count} year", "{count} years"),
}
PERIODS = {period: period.value.replace("-", " ") for period in Period}


def in_english(text: str) -> str:
    """The phrase as it is written here."""
    return text


def choice_name(key: str) -> str:
    """The English name of a fixed choice: `inbound-call` is "Inbound call"."""
    return _SPECIAL.get(key) or key.replace("-", " ").capitalize()


def every_phrase() -> Iterator[str]:
    """All that a window has to say in its own language."""
    yield from (phrase.value for phrase in Phrase)
    yield from PERIODS.values()
    for lengths in LENGTHS.values():
        yield from lengths
    yield from (field.label for field in STANDARD_FIELDS.values())
    yield from (choice_name(key) for keys in CHOICE_KEYS.values() for key in keys.values())
