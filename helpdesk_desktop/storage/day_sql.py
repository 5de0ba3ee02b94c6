"""The only place that says in SQL on which day of a time zone an instant lies, on every engine.

No engine's own zones are asked: SQLite has none, MariaDB's tables are seldom filled, and
PostgreSQL's may be of another year than Python's. So the zone's offsets are written out as a CASE
over its changes. A day is its ordinal, as `date.toordinal` counts. Numbers stand as literals: an
expression must be spelled alike wherever a statement repeats it.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, Integer, cast, func, literal_column

from helpdesk_desktop.storage.column_types import to_microseconds

# Changes of offset are looked for in these years; outside, the nearest offset counts.
_FIRST_YEAR = 1990
_LAST_YEAR = 2045
# No zone changes its offset twice within so many days.
_STEP = timedelta(days=14)
_DAY_US = 86_400_000_000
_EPOCH_DAY = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=16)
def offset_changes(zone: ZoneInfo) -> tuple[tuple[datetime | None, int], ...]:
    """From when on which offset in seconds holds; the first since ever (None)."""
    at = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)
    end = datetime(_LAST_YEAR, 1, 1, tzinfo=UTC)
    found: list[tuple[datetime | None, int]] = [(None, _offset(at, zone))]
    while at < end:
        later = at + _STEP
        if _offset(later, zone) != found[-1][1]:
            found.append((_change(at, later, zone), _offset(later, zone)))
        at = later
    return tuple(found)


@lru_cache(maxsize=16)
def has_rising_days(zone: ZoneInfo) -> bool:
    """Whether a later instant never lies on an earlier day: clocks went back over no midnight."""
    for (_, before), (at, after) in pairwise(offset_changes(zone)):
        assert at is not None  # noqa: S101  # only the first is since ever
        last = at - timedelta(microseconds=1) + timedelta(seconds=before)
        if (at + timedelta(seconds=after)).date() < last.date():
            return False
    return True


def day_of(column: ColumnElement[Any], zone: ZoneInfo, dialect_name: str) -> ColumnElement[Any]:
    """The day of an instant as an ordinal; NULL where there is no instant."""
    offset = _offset_sql(column, zone, dialect_name)
    local: ColumnElement[Any]
    match dialect_name:
        case "sqlite":
            since = _number(_EPOCH_DAY * _DAY_US)
            local = column.op("+")(since).op("+")(offset)
            return cast(local, Integer).op("/")(_number(_DAY_US))
        case "postgresql":
            local = func.timezone(literal_column("'UTC'"), column).op("+")(offset)
            first: ColumnElement[Any] = literal_column("DATE '0001-01-01'")
            return cast(local, Date).op("-")(first).op("+")(_number(1))
        case _:
            local = func.timestampadd(literal_column("SECOND"), offset, column)
            return func.to_days(local).op("-")(_number(365))


def _offset_sql(
    column: ColumnElement[Any], zone: ZoneInfo, dialect_name: str
) -> ColumnElement[Any]:
    changes = offset_changes(zone)
    newest_first = changes[:0:-1]
    if not newest_first:
        return literal_column(_span(changes[0][1], dialect_name))
    # Most instants are of late: they meet the newest changes first.
    name = _spelled(column)
    cases = " ".join(
        f"WHEN {name} >= {_instant(at, dialect_name)} THEN {_span(seconds, dialect_name)}"
        for at, seconds in newest_first
        if at is not None
    )
    return literal_column(f"(CASE {cases} ELSE {_span(changes[0][1], dialect_name)} END)")


def _spelled(column: ColumnElement[Any]) -> str:
    table = getattr(column, "table", None)
    name = getattr(column, "name", "")
    return f"{getattr(table, 'name', '')}.{name}"


def _span(seconds: int, dialect_name: str) -> str:
    match dialect_name:
        case "sqlite":
            return str(seconds * 1_000_000)
        case "postgresql":
            return f"INTERVAL '{seconds} seconds'"
        case _:
            return str(seconds)


def _instant(at: datetime, dialect_name: str) -> str:
    match dialect_name:
        case "sqlite":
            return str(to_microseconds(at))
        case "postgresql":
            return f"TIMESTAMPTZ '{at:%Y-%m-%d %H:%M:%S}+00'"
        case _:
            return f"TIMESTAMP'{at:%Y-%m-%d %H:%M:%S}'"


def _number(value: int) -> ColumnElement[Any]:
    return literal_column(str(value))


def _offset(at: datetime, zone: ZoneInfo) -> int:
    offset = at.astimezone(zone).utcoffset() or timedelta()
    return round(offset.total_seconds())


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    # The second from which on the offset of `after` holds.
    wanted = _offset(after, zone)
    low, high = 0, round((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(before + timedelta(seconds=middle), zone) == wanted:
            high = middle
        else:
            low = middle
    return before + timedelta(seconds=high)
