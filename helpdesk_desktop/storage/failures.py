"""The only place that turns errors of SQLAlchemy, the drivers and the system into domain errors.

Classified by class and code; only a failed connect to PostgreSQL, which carries no code, by known
phrases. What is not known here is a bug: it passes through untouched. No driver is imported, so
that an SQLite user loads neither of the others; a server's error is told by its attributes.
"""

import errno
import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from helpdesk_desktop.domain.errors import Damaged, HelpdeskError, NotAllowed, Unavailable
from helpdesk_desktop.domain.reasons import Reason

# SQLite, primary codes (sqlite.org/rescode.html).
_SQLITE_RETRYABLE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_KEYS = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "io_error",
    sqlite3.SQLITE_CANTOPEN: "unreadable",
    sqlite3.SQLITE_PERM: "unreadable",
    sqlite3.SQLITE_AUTH: "unreadable",
}
_SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

# What a person names: the second run finds the name taken, and says so by its own check.
_NAMES = frozenset(
    {
        "uq_agent_login_fold",
        "uq_custom_field_owner_key",
        "uq_role_key",
        "uq_team_key",
        "uq_ticket_type_key",
    }
)

# PostgreSQL (appendix A of its manual): serialization, deadlock, lock not available.
_PG_RETRYABLE = {"40001", "40P01", "55P03"}
_PG_REFERENCE = "23503"
_PG_DUPLICATE = "23505"
_PG_KEYS = {
    "40001": "locked",
    "40P01": "locked",
    "55P03": "locked",
    "57014": "timed_out",
    "53100": "disk_full",
    "53300": "too_many_clients",
    "25006": "read_only",
    "58030": "io_error",
    "25P03": "connection_lost",
    "57P01": "connection_lost",
    "57P02": "connection_lost",
    "57P03": "connection_lost",
    "57P05": "connection_lost",
}
_PG_DENIED = "42501"
_PG_DAMAGED = {"XX001", "XX002"}
_PG_INTERRUPTED = "57014"  # a cancel and statement_timeout alike

# MariaDB: deadlock, lock wait, a Galera node that is not ready.
_MARIADB_RETRYABLE = {1213, 1205, 1047}
_MARIADB_REFERENCE = {1451, 1452}  # the row referred to, the row that refers
_MARIADB_DUPLICATE = 1062
_MARIADB_INTERRUPTED = 1317
_MARIADB_LOST = {0, 1053, 1077, 1080, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 2006, 2013, 2014}
_MARIADB_DENIED = {1044, 1142, 1143, 1227, 1370}
_MARIADB_DAMAGED = {126, 127, 1034, 1194, 1712}
_MARIADB_KEYS = {
    1213: "locked",
    1205: "locked",
    1047: "locked",
    1969: "timed_out",  # max_statement_time
    1021: "disk_full",
    1114: "disk_full",
    1040: "too_many_clients",
    1203: "too_many_clients",
    1226: "too_many_clients",
    1290: "read_only",
    1792: "read_only",
    1836: "read_only",
}
_MARIADB_STORAGE = 1030  # "got error N from storage engine": N is the system's errno
_MARIADB_CONNECT_KEYS = {
    1045: "wrong_password",
    1698: "wrong_password",
    1820: "wrong_password",  # expired
    1862: "wrong_password",
    1044: "no_such_database",  # no right to it, in the same words as not there
    1049: "no_such_database",
    1040: "too_many_clients",
    1203: "too_many_clients",
    1226: "too_many_clients",
}
_MARIADB_TLS = 2026

_CONNECT_PHRASES: tuple[tuple[str, str], ...] = (
    ("too many clients", "too_many_clients"),
    ("too many connections", "too_many_clients"),
    ("remaining connection slots", "too_many_clients"),
    ("no password supplied", "password_needed"),
    ("password authentication failed", "wrong_password"),
    ("is not permitted to log in", "wrong_password"),
    ('role "', "wrong_password"),
    ('database "', "no_such_database"),
    ("certificate", "tls_needed"),
    ("ssl", "tls_needed"),
    ("channel binding", "tls_needed"),
)
_UNREACHABLE_PHRASES: tuple[tuple[str, Reason], ...] = (
    ("timeout expired", Reason.NO_ANSWER),
    ("timed out", Reason.NO_ANSWER),
    ("refused", Reason.REFUSED),
    ("could not translate host name", Reason.UNKNOWN_HOST),
    ("failed to resolve host", Reason.UNKNOWN_HOST),
    ("name or service not known", Reason.UNKNOWN_HOST),
    ("no address associated", Reason.UNKNOWN_HOST),
    ("temporary failure in name resolution", Reason.NO_LOOK_UP),
    ("getaddrinfo failed", Reason.UNKNOWN_HOST),
    ("nodename nor servname", Reason.UNKNOWN_HOST),
    ("network is unreachable", Reason.NO_NETWORK),
    ("no route to host", Reason.NO_ROUTE),
    ("starting up", Reason.STARTING),
    ("shutting down", Reason.STOPPING),
    ("recovery mode", Reason.RECOVERING),
)
# In the words of OpenSSL, of libpq and of PyMySQL; the first that fits is the nearest.
_TLS_PHRASES: tuple[tuple[str, Reason], ...] = (
    ("does not support ssl", Reason.NO_TLS),
    ("server doesn't support it", Reason.NO_TLS),
    ("does not match host name", Reason.OTHER_HOST),
    ("hostname mismatch", Reason.OTHER_HOST),
    ("ip address mismatch", Reason.OTHER_HOST),
    ("certificate has expired", Reason.EXPIRED),
    ("self-signed", Reason.UNKNOWN_AUTHORITY),
    ("self signed", Reason.UNKNOWN_AUTHORITY),
    ("unable to get local issuer", Reason.UNKNOWN_AUTHORITY),
    ("certificate verify failed", Reason.UNKNOWN_AUTHORITY),
)


@contextmanager
def translated(place: str, driver_errors: tuple[type[Exception], ...]) -> Iterator[None]:
    """Let every known failure inside leave as a domain error about `place`."""
    caught: tuple[type[Exception], ...] = (SQLAlchemyError, *driver_errors)
    try:
        yield
    except caught as error:
        known = domain_error(error, place)
        if known is None:
            raise
        raise known from error


def domain_error(error: BaseException, place: str) -> HelpdeskError | None:
    """What a failure of an open connection means; None for a bug."""
    if isinstance(error, PoolTimeoutError):
        return Unavailable("timed_out")
    cause = _cause(error)
    if isinstance(cause, sqlite3.Error):
        return _from_sqlite(cause, place)
    if _is_from("psycopg", cause):
        return _from_postgresql(cause, place)
    if _is_from("pymysql", cause):
        return _from_mariadb(cause, place)
    return None


def connect_error(error: BaseException, place: str) -> HelpdeskError | None:
    """What a failure to connect to a server means; None for a bug."""
    if _is_from("pymysql", error):
        code = _mariadb_code(error)
        key = _MARIADB_CONNECT_KEYS.get(code)
        if key is not None:
            return Unavailable(key, place=place)
        behind = getattr(error, "original_exception", None)
        if code == _MARIADB_TLS or isinstance(behind, ssl.SSLError):
            return Unavailable("tls_needed", place=place, reason=_tls_reason(behind or error))
    text = str(error).lower()
    for phrase, reason in _UNREACHABLE_PHRASES:
        if phrase in text:
            return Unavailable("unreachable", place=place, reason=reason)
    if _is_from("psycopg", error):
        for phrase, key in _CONNECT_PHRASES:
            if phrase in text:
                is_tls = key == "tls_needed"
                said = _tls_reason(error) if is_tls else _one_line(error)
                return Unavailable(key, place=place, reason=said)
    if _is_from("psycopg", error) or _is_from("pymysql", error) or isinstance(error, OSError):
        return Unavailable("unreachable", place=place, reason=_one_line(error))
    return None


def file_error(error: OSError, place: str) -> HelpdeskError:
    """What the system's refusal to read or write a file means."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable("disk_full")
    if error.errno == errno.EROFS:
        return Unavailable("read_only", place=place)
    if error.errno == errno.EIO:
        return Unavailable("io_error", reason=_reason(error))
    return Unavailable("unreadable", place=place, reason=_reason(error))


def is_overtaken(error: BaseException) -> bool:
    """Whether somebody took a name, or removed a row that was referred to, since it was checked.

    The second run finds that by its own checks. An SQLite file has one writer at a time.
    """
    cause = _cause(error)
    if _is_from("psycopg", cause):
        state = _sqlstate(cause)
        name = cause.diag.constraint_name  # type: ignore[attr-defined] # every error of psycopg
        return state == _PG_REFERENCE or (state == _PG_DUPLICATE and name in _NAMES)
    if _is_from("pymysql", cause):
        code = _mariadb_code(cause)
        is_name = code == _MARIADB_DUPLICATE and any(f"{one}'" in str(cause) for one in _NAMES)
        return code in _MARIADB_REFERENCE or is_name
    return False


def is_retryable(error: BaseException) -> bool:
    """Whether somebody was in the way, so that the whole transaction may simply be run again."""
    cause = _cause(error)
    if isinstance(cause, sqlite3.Error):
        return _sqlite_code(cause) in _SQLITE_RETRYABLE
    if _is_from("psycopg", cause):
        return _sqlstate(cause) in _PG_RETRYABLE
    return _is_from("pymysql", cause) and _mariadb_code(cause) in _MARIADB_RETRYABLE


def is_interruption(error: BaseException) -> bool:
    """Whether the statement ended because somebody called it off, or by a server's deadline."""
    cause = _cause(error)
    if isinstance(cause, sqlite3.Error):
        return _sqlite_code(cause) == sqlite3.SQLITE_INTERRUPT
    if _is_from("psycopg", cause):
        return _sqlstate(cause) == _PG_INTERRUPTED
    return _is_from("pymysql", cause) and _mariadb_code(cause) == _MARIADB_INTERRUPTED


def is_lost(error: BaseException) -> bool:
    """Whether the connection itself is gone."""
    known = domain_error(error, "")
    return known is not None and known.key == "connection_lost"


def _cause(error: BaseException) -> BaseException:
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig
    return error


def _is_from(package: str, error: BaseException) -> bool:
    return any(kind.__module__.split(".")[0] == package for kind in type(error).__mro__)


def _one_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__


def _tls_reason(error: BaseException) -> str:
    text = str(error).lower()
    known = next((reason for phrase, reason in _TLS_PHRASES if phrase in text), None)
    return known or _one_line(error)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _sqlite_code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)  # absent on the module's own errors
    return None if code is None else code & 0xFF


def _from_sqlite(error: sqlite3.Error, place: str) -> HelpdeskError | None:
    code = _sqlite_code(error)
    if code in _SQLITE_DAMAGED:
        return Damaged("damaged", place=place, reason=str(error))
    if code == sqlite3.SQLITE_INTERRUPT:
        return Unavailable("timed_out")
    key = None if code is None else _SQLITE_KEYS.get(code)
    return None if key is None else Unavailable(key, place=place, reason=str(error))


def _sqlstate(error: BaseException) -> str | None:
    state: str | None = getattr(error, "sqlstate", None)
    return state


def _from_postgresql(error: BaseException, place: str) -> HelpdeskError | None:
    state = _sqlstate(error)
    if state is None:
        # The driver's own words: the peer went away. A misuse is a ProgrammingError and a bug.
        if type(error).__name__ in {"OperationalError", "InterfaceError"}:
            return Unavailable("connection_lost")
        return None
    if state == _PG_DENIED:
        return NotAllowed("server_refused", reason=_first_line(error))
    if state in _PG_DAMAGED:
        return Damaged("damaged", place=place, reason=_first_line(error))
    key = "connection_lost" if state.startswith("08") else _PG_KEYS.get(state)
    return None if key is None else Unavailable(key, place=place, reason=_first_line(error))


def _first_line(error: BaseException) -> str:
    return str(error).split("\n", 1)[0].strip()


def _mariadb_code(error: BaseException) -> int:
    code = error.args[0] if error.args else -1
    return code if isinstance(code, int) else -1


def _from_mariadb(error: BaseException, place: str) -> HelpdeskError | None:
    code = _mariadb_code(error)
    text = str(error.args[1]) if len(error.args) > 1 else ""
    if code in _MARIADB_LOST:
        return Unavailable("connection_lost")
    if code in _MARIADB_DENIED:
        return NotAllowed("server_refused", reason=text)
    if code in _MARIADB_DAMAGED:
        return Damaged("damaged", place=place, reason=text)
    if code == _MARIADB_INTERRUPTED:
        return Unavailable("timed_out")
    if code == _MARIADB_STORAGE:
        key = "disk_full" if f"error {errno.ENOSPC} " in text else "io_error"
        return Unavailable(key, reason=text)
    key_of_code = _MARIADB_KEYS.get(code)
    return None if key_of_code is None else Unavailable(key_of_code, place=place, reason=text)
