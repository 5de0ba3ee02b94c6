"""The only place that reads the system's clock and time zone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.errors import BadUsage


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The real time in one zone; with `fixed_at` time stands still, for scripts and tests."""

    zone: ZoneInfo
    fixed_at: datetime | None = None

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        if self.fixed_at is not None:
            return self.fixed_at.astimezone(UTC)
        return datetime.now(UTC)


def zone_named(name: str | None) -> ZoneInfo:
    """The time zone of a name like `Asia/Ho_Chi_Minh`; without one the system's.

    Raises:
        BadUsage: there is no such zone.
    """
    if name is None:
        return _system_zone()
    try:
        return ZoneInfo(name)
    # Not found is a KeyError, a folder of the zone data an OSError, a path out of it a ValueError.
    except (KeyError, OSError, ValueError):
        raise BadUsage("unknown_zone", value=name) from None


@lru_cache(maxsize=1)
def _system_zone() -> ZoneInfo:
    from tzlocal import get_localzone_name  # noqa: PLC0415  # 5 ms, and asks the system once

    name = get_localzone_name()
    return ZoneInfo(name or "UTC")
