"""The only place that makes ticket and note uids: sortable UUIDs of version 7 (RFC 9562).

Pure: the caller brings the time and the random bytes, so that a test can name both.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

# 12 + 62 bits of the 128 are free for chance; ten bytes hold them.
RANDOM_BYTES = 10

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def uuid7(now: datetime, random: bytes) -> UUID:
    """A UUID that sorts by `now` (aware; whole milliseconds count) and is else as `random` says.

    Raises:
        ValueError: `now` is naive, or `random` is not `RANDOM_BYTES` long.
    """
    if now.tzinfo is None:
        raise ValueError("a uid needs an aware instant")
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"a uid needs {RANDOM_BYTES} random bytes")
    milliseconds = (now - _EPOCH) // _MILLISECOND
    chance = int.from_bytes(random)
    high = milliseconds << 16 | 0x7 << 12 | chance >> 62 & 0xFFF
    low = 0b10 << 62 | chance & (1 << 62) - 1
    return UUID(int=high << 64 | low)
