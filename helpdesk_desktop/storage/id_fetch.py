"""The only place for how each engine hands over all serials of a list at once.

SQLite and PostgreSQL aggregate a subquery in its order; a test holds both to what a loop over the
rows gives. MariaDB ignores the order of a subquery, so there each serial brings its place along
(`ListPlan.serials`), and ranges of places come as rows: a whole would pass max_allowed_packet.
"""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.storage import id_array
from helpdesk_desktop.storage.compiled_sql import CompiledSql, fetch_all

# 100,000 serials are 0.8 MB; max_allowed_packet is 16 MiB unless set.
_RANGE = 100_000


def greatest_serial(connection: Connection) -> int:
    """The greatest serial there is, 0 without any ticket."""
    return int(connection.exec_driver_sql("SELECT max(serial) FROM ticket").scalar() or 0)


def find_in_order(
    connection: Connection, found: Sequence[CompiledSql], greatest: int, cancel: Cancellation
) -> "array[int]":
    """All serials of the statements, one statement after the other, each in its order.

    Raises:
        Cancelled: `cancel` was requested.
    """
    typecode = id_array.typecode_for(greatest)
    parts = [_find(connection, statement, greatest, cancel) for statement in found]
    return parts[0] if len(parts) == 1 else id_array.joined(typecode, parts)


def _find(
    connection: Connection, found: CompiledSql, greatest: int, cancel: Cancellation
) -> "array[int]":
    cancel.check()
    typecode = id_array.typecode_for(greatest)
    if connection.dialect.name == "postgresql":
        return _as_binary(connection, found, typecode)
    is_small = greatest < id_array.DIGITS_LIMIT
    aggregated = (
        _sqlite_digits(found.text, is_small=is_small)
        if connection.dialect.name == "sqlite"
        else _mariadb_digits(found.text, is_small=is_small)
    )
    rows = fetch_all(connection, CompiledSql(aggregated, found.values))
    digits = "".join(row[0] for row in rows if row[0] is not None)
    if is_small:
        return id_array.from_decimals(digits, cancel)
    return id_array.from_hexadecimals(digits, typecode, cancel)


# What is put together below is text of this module around text that SQLAlchemy made; values stay
# bound.


def _sqlite_digits(found: str, *, is_small: bool) -> str:
    # Adding keeps the number a number: its text is then made without a call of printf, which
    # would cost more than the walk itself.
    shaped = f"serial + {id_array.DIGITS_OFFSET}" if is_small else "printf('%016x', serial)"
    return f"SELECT group_concat({shaped}, '') FROM ({found})"  # noqa: S608 - as said above


def _mariadb_digits(found: str, *, is_small: bool) -> str:
    shaped = f"serial + {id_array.DIGITS_OFFSET}" if is_small else "lpad(hex(serial), 16, '0')"
    return (
        f"SELECT group_concat({shaped} ORDER BY place SEPARATOR '')"  # noqa: S608 - as said above
        f" FROM ({found}) AS found GROUP BY (place - 1) DIV {_RANGE}"
        f" ORDER BY (place - 1) DIV {_RANGE}"
    )


def _as_binary(connection: Connection, found: CompiledSql, typecode: str) -> "array[int]":
    send = "int4send(serial::int)" if typecode == "I" else "int8send(serial)"
    aggregated = f"SELECT string_agg({send}, ''::bytea) FROM ({found.text}) AS found"  # noqa: S608 - as said above
    driver_connection: Any = connection.connection.driver_connection
    # Binary: the text form of bytes is twice as long on the wire.
    with driver_connection.cursor(binary=True) as cursor:
        cursor.execute(aggregated, found.values)
        ((packed,),) = cursor.fetchall()
    return id_array.from_binary(packed or b"", typecode)
