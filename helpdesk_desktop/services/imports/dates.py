"""The only place that reads dates and times as files of other programs write them.

Year first is plain. Day or month first is told by the whole column: one 13 in the right place
settles it. A time without an offset is one of the agent's zone; where clocks jumped over it, one
hour later is taken with a warning, where they passed twice, the first. Instants are whole
microseconds since 1970-01-01 UTC; a finer fraction is cut off. Bare numbers are no dates.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

ORDERS = ("dmy", "mdy", "ymd")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# MariaDB's DATETIME begins in 1000, Python ends in 9999; a day of room for every time zone.
_FIRST_US = (datetime(1000, 1, 2, tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LAST_US = (datetime(9999, 12, 30, tzinfo=UTC) - _EPOCH) // _MICROSECOND
# Of two-digit years, as POSIX has it: 69 is 1969, 68 is 2068.
_CENTURY_TURN = 69

_TIME = (
    r"(?:(?:[T ]|,\s?)\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})"
    r"(?:[.,](?P<fraction>\d{1,12}))?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?"
)
_NUMERIC = re.compile(
    rf"(?P<a>\d{{1,4}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P=mark)(?P<c>\d{{1,4}})\.?{_TIME}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?(?:(?P<day>\d{{1,2}})[-\s.]+(?P<month>[a-z]{{3,9}})"
    rf"|(?P<month2>[a-z]{{3,9}})\s+(?P<day2>\d{{1,2}}))[-\s.,]+(?P<year>\d{{4}}){_TIME}",
    re.IGNORECASE,
)
_PLAIN_YMD = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


@dataclass(frozen=True, slots=True)
class ReadInstant:
    """What a text says: microseconds UTC; `was_moved` when the clock jumped over it."""

    at_us: int
    was_moved: bool = False


def needs_order(text: str) -> bool:
    """Whether the text is a numeric date that does not begin with a four-digit year."""
    match = _NUMERIC.fullmatch(text)
    return match is not None and len(match["a"]) < 3


def date_order(texts: Iterable[str]) -> tuple[str, bool, str]:
    """The order that most of a column's dates allow; whether another does as well; an example.

    Of several, day first is taken, then month first. 3/3/2020 says nothing, whatever the order.
    """
    masks: Counter[tuple[str, ...]] = Counter()
    example = ""
    for text in texts:
        match = _NUMERIC.fullmatch(text.strip())
        if match is None:
            continue
        days = {order: _day_of(match, order) for order in ORDERS}
        fitting = tuple(order for order in ORDERS if days[order] is not None)
        if len({days[order] for order in fitting}) < 2 and len(fitting) > 1:
            continue
        masks[fitting] += 1
        if len(fitting) > 1:
            example = example or text.strip()
    votes = {order: sum(n for mask, n in masks.items() if order in mask) for order in ORDERS}
    best = max(ORDERS, key=lambda order: votes[order])
    # Two-digit years first are so rare that they cast no doubt on an order that fits.
    is_ambiguous = best == "dmy" and votes["mdy"] == votes["dmy"] > 0
    return best, is_ambiguous and bool(example), example


def read_instant(text: str, order: str, zone: ZoneInfo) -> ReadInstant | None:
    """The instant that `text` names, None when it names none."""
    if _PLAIN_YMD.match(text):
        try:
            read = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return _instant(read, zone)
    match = _NUMERIC.fullmatch(text)
    if match is not None:
        day = _day_of(match, "ymd" if len(match["a"]) > 2 else order)
    else:
        match = _NAMED.fullmatch(text)
        day = None if match is None else _named_day(match)
    if match is None or day is None:
        return None
    try:
        return _instant(_with_time(match, day), zone)
    except ValueError:
        return None


def read_day(text: str, order: str) -> date | None:
    """The day that `text` names, without a time or at midnight; None when it names none."""
    if _PLAIN_YMD.match(text):
        try:
            read = datetime.fromisoformat(text)
        except ValueError:
            return None
        return read.date() if read.time() == time() and read.tzinfo is None else None
    match = _NUMERIC.fullmatch(text)
    if match is not None:
        day = _day_of(match, "ymd" if len(match["a"]) > 2 else order)
    else:
        match = _NAMED.fullmatch(text)
        day = None if match is None else _named_day(match)
    if match is None or day is None:
        return None
    try:
        at = _with_time(match, day)
    except ValueError:
        return None
    return at.date() if at.time() == time() and at.tzinfo is None else None


def _day_of(match: re.Match[str], order: str) -> datetime | None:
    a, b, c = match["a"], match["b"], match["c"]
    if order == "ymd":
        year, month, day = a, b, c
    elif order == "dmy":
        year, month, day = c, b, a
    else:
        year, month, day = c, a, b
    if len(year) not in {2, 4} or len(month) > 2 or len(day) > 2:
        return None
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _CENTURY_TURN else 2000
    try:
        return datetime(number, int(month), int(day))  # noqa: DTZ001  # its zone is told with its time
    except ValueError:
        return None


def _named_day(match: re.Match[str]) -> datetime | None:
    month = _MONTHS.get((match["month"] or match["month2"])[:3].lower())
    if month is None:
        return None
    try:
        return datetime(int(match["year"]), month, int(match["day"] or match["day2"]))  # noqa: DTZ001  # as above
    except ValueError:
        return None


def _with_time(match: re.Match[str], day: datetime) -> datetime:
    if match["hour"] is None:
        return day
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    fraction = (match["fraction"] or "").ljust(6, "0")[:6]
    at = day.replace(
        hour=hour,
        minute=int(match["minute"]),
        second=int(match["second"] or 0),
        microsecond=int(fraction),
    )
    offset = match["zone"]
    if not offset:
        return at
    if offset[0] not in "+-":
        return at.replace(tzinfo=UTC)
    digits = offset[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return at.replace(tzinfo=timezone(-shift if offset[0] == "-" else shift))


def _instant(read: datetime, zone: ZoneInfo) -> ReadInstant | None:
    was_moved = False
    if read.tzinfo is None:
        try:
            at = read.replace(tzinfo=zone).astimezone(UTC)
            # In a gap the offset before it applies, which lands one hour (the gap) later.
            was_moved = at.astimezone(zone).replace(tzinfo=None) != read
        except OverflowError:
            return None
        read = at
    at_us = (read - _EPOCH) // _MICROSECOND
    return ReadInstant(at_us, was_moved) if _FIRST_US <= at_us <= _LAST_US else None
