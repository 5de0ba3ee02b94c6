"""The only place for how a connection to MariaDB is opened, protected and interrupted.

Nothing that protects is left to the driver's defaults, which speak clear text when the server (or
somebody on the way) says so.
"""

import ssl
from collections.abc import Callable
from functools import cache
from typing import Any

import pymysql

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.storage.change_watch import PollWatch
from helpdesk_desktop.storage.database_url import DialectName, ServerAddress, Tls
from helpdesk_desktop.storage.dialects.driver import (
    CONNECT_TIMEOUT_S,
    LOCK_TIMEOUT_S,
    SOCKET_TIMEOUT_S,
    STATEMENT_TIMEOUT_S,
    Purpose,
)
from helpdesk_desktop.storage.failures import connect_error

# One round trip. Strict: a text that is too long is an error, never cut. GROUP_CONCAT cuts at
# 1 MiB without an error unless told otherwise; 1 GiB is the most the server allows.
_SESSION = (
    "SET sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION', time_zone='+00:00', group_concat_max_len=1073741824, "
    "tx_isolation='READ-COMMITTED', "
    f"lock_wait_timeout={LOCK_TIMEOUT_S}, innodb_lock_wait_timeout={LOCK_TIMEOUT_S}, "
    # A connection whose program vanished without a word is given back within the hour.
    "wait_timeout=3600, "
    # Each condition on a custom field is a semi-join: the best order of fourteen of them takes the
    # planner seconds to find, of sixteen the whole of a question's time.
    "optimizer_search_depth=4, "
)
# The server cannot call: its change table is looked at each second, 0.1 ms a look.
_WATCH_S = 1.0
# Literals compare like the columns do.
_COLLATION = "utf8mb4_nopad_bin"
_BY_PURPOSE = {
    Purpose.READ: f"max_statement_time={STATEMENT_TIMEOUT_S}, tx_read_only=1",
    Purpose.WRITE: f"max_statement_time={STATEMENT_TIMEOUT_S}",
    Purpose.SCHEMA: "max_statement_time=0",
}


class MariadbDriver:
    """Connections to one MariaDB database."""

    engine_url = "mariadb+pymysql://"
    errors: tuple[type[Exception], ...] = (pymysql.err.Error,)

    def __init__(self, address: ServerAddress, password: str | None) -> None:
        self._address = address
        self._password = password
        self.place = address.place

    @property
    def name(self) -> DialectName:
        """The dialect's name."""
        return "mariadb"

    def connect(self, purpose: Purpose) -> "pymysql.connections.Connection[Any]":
        """A new connection.

        Raises:
            Unavailable: as its key says; `tls_needed` when the connection is not protected.
        """
        try:
            connection = self._open(_SESSION + _BY_PURPOSE[purpose], purpose)
        except (pymysql.err.Error, OSError) as error:
            known = connect_error(error, self.place)
            if known is None:
                raise
            raise known from error
        if self._address.tls is Tls.VERIFIED and not _is_encrypted(connection):
            connection.close()
            raise Unavailable("tls_needed", place=self.place, reason=Reason.NOT_IN_USE)
        return connection

    def check_place(self) -> None:
        """A server's database does not move: every statement goes to it anew."""

    def restore(self, connection: Any) -> None:
        """SQLAlchemy says SET NAMES without a collation: then 'a ' = 'A' between literals."""
        with connection.cursor() as cursor:
            cursor.execute(f"SET NAMES utf8mb4 COLLATE {_COLLATION}")

    def interrupter(self, connection: Any) -> Callable[[], None]:
        """Kills the statement through a second connection."""
        thread_id = int(connection.thread_id())

        def interrupt() -> None:
            try:
                second = self._open("SET @helpdesk = 'interrupt'", Purpose.WRITE)
            except (pymysql.err.Error, OSError):
                return  # the statement then ends by its own deadline
            try:
                with second.cursor() as cursor:
                    cursor.execute(f"KILL QUERY {thread_id}")
            except pymysql.err.Error:
                return  # it has just ended
            finally:
                second.close()

        return interrupt

    def is_alive(self, connection: Any) -> bool:
        """Whether a ping comes back."""
        try:
            connection.ping(reconnect=False)
        except pymysql.err.Error:
            return False
        return True

    def watch(self) -> PollWatch:
        """Says each second that it is time to look; needs no connection of its own."""
        return PollWatch(_WATCH_S, lambda: True, lambda: None)

    def _open(self, init_command: str, purpose: Purpose) -> "pymysql.connections.Connection[Any]":
        address = self._address
        connection = _Connection(
            host=address.host,
            port=address.port,
            user=address.user,
            password=self._password or "",
            database=address.database,
            charset="utf8mb4",
            collation=_COLLATION,
            init_command=init_command,
            connect_timeout=CONNECT_TIMEOUT_S,
            # The driver's connect_timeout ends with the TCP handshake: a server that then says
            # nothing is given up as soon, and the longer wait begins once the session stands.
            read_timeout=CONNECT_TIMEOUT_S,
            write_timeout=SOCKET_TIMEOUT_S,
            local_infile=False,
            **_protection(address),
        )
        connection._read_timeout = (  # type: ignore[attr-defined]  # noqa: SLF001  # no public way
            None if purpose is Purpose.SCHEMA else SOCKET_TIMEOUT_S
        )
        return connection


class _Connection(pymysql.connections.Connection):
    # To this computer the driver takes encryption where the server offers it, and verifies nothing.
    # For that it reads all of the system's certificates anew, 25 ms for every connection.

    def _create_ssl_ctx(self, sslp: Any) -> ssl.SSLContext:
        return sslp if isinstance(sslp, ssl.SSLContext) else _unverified()


@cache
def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _protection(address: ServerAddress) -> dict[str, Any]:
    if address.tls is Tls.PLAIN:
        return {"ssl_disabled": True}
    if address.tls is Tls.LOOPBACK:
        return {}
    context = ssl.create_default_context(cafile=address.ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return {"ssl": context}


def _is_encrypted(connection: "pymysql.connections.Connection[Any]") -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW SESSION STATUS LIKE 'Ssl_cipher'")
        row = cursor.fetchone()
    return bool(row and row[1])
