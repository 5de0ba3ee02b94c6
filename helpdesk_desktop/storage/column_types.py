"""The only place for how a value is kept in a column, so that all three databases answer alike.

Instants are integer microseconds UTC on SQLite (which loses offsets), timestamptz on PostgreSQL,
DATETIME(6) on MariaDB; in Python always aware UTC. Decimals are BIGINT scaled by 10^6, because
SQLite's NUMERIC loses digits. Text on MariaDB is utf8mb4_nopad_bin (set per table in `schema`).
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Dialect,
    Integer,
    SmallInteger,
    String,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.types import TypeEngine
from typing_extensions import override

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
DECIMAL_SCALE = 1_000_000  # six places


def to_microseconds(at: datetime) -> int:
    """Whole microseconds since 1970-01-01 UTC; exact, unlike `timestamp()`."""
    return (at - _EPOCH) // _MICROSECOND


def from_microseconds(value: int) -> datetime:
    """The aware UTC instant of whole microseconds since 1970-01-01."""
    return _EPOCH + timedelta(microseconds=value)


def scaled(value: Decimal) -> int:
    """A decimal as the whole number that `ScaledDecimal` keeps.

    Raises:
        ValueError: it has more than six places.
    """
    whole = value * DECIMAL_SCALE
    if whole != whole.to_integral_value():
        raise ValueError("a decimal has six places at most")
    return int(whole)


class Instant(TypeDecorator[datetime]):
    """An aware instant in, the same instant in UTC out; naive ones are refused."""

    impl = BigInteger
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TIMESTAMP(timezone=True))
        if dialect.name in {"mysql", "mariadb"}:
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(Integer())

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is no instant")
        if dialect.name == "sqlite":
            return to_microseconds(value)
        in_utc = value.astimezone(UTC)
        return in_utc if dialect.name == "postgresql" else in_utc.replace(tzinfo=None)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return from_microseconds(value)
        if dialect.name == "postgresql":
            return value.astimezone(UTC)  # type: ignore[no-any-return]  # the driver is untyped here
        return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]  # as above


class ScaledDecimal(TypeDecorator[Decimal]):
    """A decimal with six places, kept as a whole number; more places are refused."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else scaled(value)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / DECIMAL_SCALE


# SQLite's rowid alias must be spelled INTEGER.
BigId = BigInteger().with_variant(Integer, "sqlite")
LongText = Text().with_variant(mysql.LONGTEXT, "mysql", "mariadb")
Uid = Uuid()
Flag = SmallInteger()  # 0 or 1: PostgreSQL's boolean compares with no integer
Small = SmallInteger()
# Filled by a trigger once PostgreSQL enforces permission; unused elsewhere.
Acl = ARRAY(Integer).with_variant(Text, "sqlite", "mysql", "mariadb")


def Short(length: int) -> String:  # reads as a type in the table definitions
    """A text of at most `length` characters."""
    return String(length)


def Exact(length: int) -> String:  # as above
    """A text that compares and sorts by code point on every engine, its indexes too."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def Folded(length: int) -> String:  # as above
    """The folded form of a text of at most `length` characters.

    Three times as long: NFD makes up to three characters of one Hangul syllable.
    """
    return Exact(3 * length)
