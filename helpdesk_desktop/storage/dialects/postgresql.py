"""The only place for how a connection to PostgreSQL is opened, protected and interrupted.

Nothing that protects is left to the driver's defaults, which speak clear text when the server (or
somebody on the way) says so. A silent peer that still acknowledges packets escapes every time-out
of libpq: its connection is given up by us (`patience`).
"""

import os
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.storage.database_url import DialectName, ServerAddress, Tls
from helpdesk_desktop.storage.dialects.driver import (
    CONNECT_TIMEOUT_S,
    LOCK_TIMEOUT_S,
    SOCKET_TIMEOUT_S,
    STATEMENT_TIMEOUT_S,
    Purpose,
)
from helpdesk_desktop.storage.dialects.patience import PatientConnection
from helpdesk_desktop.storage.dialects.postgresql_listener import PostgresqlListener
from helpdesk_desktop.storage.failures import connect_error

_OPTIONS = {
    "timezone": "UTC",
    "client_encoding": "UTF8",
    "lock_timeout": f"{LOCK_TIMEOUT_S}s",
    # No transaction stays open while a person thinks.
    "idle_in_transaction_session_timeout": "60s",
    "standard_conforming_strings": "on",
}
_BY_PURPOSE = {
    Purpose.READ: {
        "statement_timeout": f"{STATEMENT_TIMEOUT_S}s",
        "default_transaction_read_only": "on",
    },
    Purpose.WRITE: {"statement_timeout": f"{STATEMENT_TIMEOUT_S}s"},
    Purpose.SCHEMA: {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"},
}
# Where distributions keep their bundle; the driver's own library may look elsewhere.
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


class PostgresqlDriver:
    """Connections to one PostgreSQL database."""

    engine_url = "postgresql+psycopg://"
    errors: tuple[type[Exception], ...] = (psycopg.Error,)

    def __init__(self, address: ServerAddress, password: str | None) -> None:
        self._address = address
        self._password = password
        self.place = address.place

    @property
    def name(self) -> DialectName:
        """The dialect's name."""
        return "postgresql"

    def connect(self, purpose: Purpose) -> psycopg.Connection[Any]:
        """A new connection.

        Raises:
            Unavailable: as its key says; `tls_needed` when the connection is not protected.
        """
        address = self._address
        parameters: dict[str, Any] = {
            "host": address.host,
            "hostaddr": "",  # PGHOSTADDR must not lead elsewhere
            "port": address.port,
            "dbname": address.database,
            "user": address.user,
            "connect_timeout": CONNECT_TIMEOUT_S,
            # A dead peer is noticed within 20 s; a glitch of 4 s passes without an error.
            "keepalives": 1,
            "keepalives_idle": 10,
            "keepalives_interval": 3,
            "keepalives_count": 3,
            "tcp_user_timeout": 15_000,
            "gssencmode": "disable",
            "application_name": "Helpdesk Desktop",
            "options": " ".join(
                f"-c {key}={value}" for key, value in (_OPTIONS | _BY_PURPOSE[purpose]).items()
            ),
            **_protection(address),
        }
        if self._password is not None:
            parameters["password"] = self._password
        try:
            connection = PatientConnection.connect(**parameters)
        except psycopg.OperationalError as error:
            known = connect_error(error, self.place)
            if known is None:
                raise
            raise known from error
        if address.tls is Tls.VERIFIED and not connection.pgconn.ssl_in_use:
            connection.close()
            raise Unavailable("tls_needed", place=self.place, reason=Reason.NOT_IN_USE)
        connection.patience_s = None if purpose is Purpose.SCHEMA else SOCKET_TIMEOUT_S
        return connection

    def check_place(self) -> None:
        """A server's database does not move: every statement goes to it anew."""

    def restore(self, connection: Any) -> None:
        """Nothing is undone."""

    def interrupter(self, connection: Any) -> Callable[[], None]:
        """Asks the server to cancel; returns when it has, or after `CONNECT_TIMEOUT_S`."""

        def interrupt() -> None:
            try:
                connection.cancel_safe(timeout=CONNECT_TIMEOUT_S)
            except psycopg.Error:
                return  # the statement then ends by its own deadline

        return interrupt

    def is_alive(self, connection: Any) -> bool:
        """Whether an empty statement comes back."""
        try:
            connection.execute("")
        except psycopg.Error:
            return False
        return True

    def watch(self) -> PostgresqlListener:
        """Listens for the notification that every write sends with its commit."""
        return PostgresqlListener(self.connect(Purpose.READ))


def _protection(address: ServerAddress) -> dict[str, Any]:
    if address.tls is Tls.PLAIN:
        return {"sslmode": "disable"}
    if address.tls is Tls.LOOPBACK:
        return {"sslmode": "prefer"}
    return {
        "sslmode": "verify-full",
        "sslrootcert": str(address.ca_file) if address.ca_file else system_roots(),
        "ssl_min_protocol_version": "TLSv1.2",
        # With a certificate login there is no password exchange to bind: prefer, not require.
        "channel_binding": "prefer",
    }


def system_roots() -> str:
    """The file of the authorities that this computer trusts, as libpq takes it."""
    chosen = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    for path in (chosen, *_BUNDLES):
        if path and Path(path).is_file():
            return path
    return "system"
