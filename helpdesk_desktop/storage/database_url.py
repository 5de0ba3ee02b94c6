"""The only place that reads the address of a database; what it gives is safe to connect to.

An address is hostile input: schemes, drivers and query keys are allow-listed, everything else is
refused. A password may stand in it for this computer only, and a host elsewhere is reached with
verified TLS or not at all.
"""

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.redaction import remember_secret

DialectName = Literal["sqlite", "postgresql", "mariadb"]
ServerName = Literal["postgresql", "mariadb"]


class Tls(StrEnum):
    """How the connection to a server is protected."""

    VERIFIED = "verified"  # encrypted, certificate and host name checked
    LOOPBACK = "loopback"  # never leaves this computer; encrypted where the server offers it
    PLAIN = "plain"  # loopback, and encryption not even tried


@dataclass(frozen=True, slots=True)
class FileAddress:
    """An SQLite file on this computer."""

    path: Path

    @property
    def kind(self) -> Literal["sqlite"]:
        """The dialect's name."""
        return "sqlite"

    @property
    def place(self) -> str:
        """The path, for people."""
        return str(self.path)

    @property
    def url(self) -> str:
        """The address as text that reads back to the same value."""
        return "sqlite:///" + quote(self.path.as_posix(), safe="/:\\")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database of a server. The password is kept out of `repr`, `place` and `url`."""

    kind: ServerName
    host: str
    port: int
    database: str
    user: str
    password: str | None = field(default=None, repr=False)
    tls: Tls = Tls.VERIFIED
    ca_file: Path | None = None

    @property
    def place(self) -> str:
        """`user@host:port/database`, without any password; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _USUAL_PORTS[self.kind] else f":{self.port}"
        return f"{self.user}@{host}{port}/{self.database}"

    @property
    def url(self) -> str:
        """The address as text, without the password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        names = f"{quote(self.user, safe='')}@{host}:{self.port}/{quote(self.database, safe='')}"
        query = ""
        if self.tls is Tls.VERIFIED:
            query = "?sslmode=verify-full"
        elif self.tls is Tls.PLAIN:
            query = "?sslmode=disable"
        if self.ca_file is not None:
            query += f"{'&' if query else '?'}sslrootcert={quote(str(self.ca_file), safe='')}"
        return f"{self.kind}://{names}{query}"


DatabaseAddress = FileAddress | ServerAddress

_USUAL_PORTS: dict[ServerName, int] = {"postgresql": 5432, "mariadb": 3306}
_SCHEMES: dict[str, DialectName] = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "postgresql+psycopg": "postgresql",
    "postgres+psycopg": "postgresql",
    "mariadb": "mariadb",
    "mysql": "mariadb",
    "mariadb+pymysql": "mariadb",
    "mysql+pymysql": "mariadb",
}
_TLS_MODE_KEYS = {"sslmode", "ssl_mode", "ssl-mode"}
_CA_FILE_KEYS = {"sslrootcert", "ssl_ca", "ssl-ca"}
_VERIFIED_WORDS = {"verify-full", "verify_full", "verify_identity", "verify-identity"}
_PLAIN_WORDS = {"disable", "disabled"}
_LOOPBACK_WORDS = {"prefer", "preferred"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)://")
# One letter is a drive of Windows.
_SCHEME_ALONE = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+):")
_DRIVE_IN_URL = re.compile(r"/[A-Za-z]:[/\\]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Commas would give libpq several hosts, a slash a socket's folder.
_HOST = re.compile(r"[^\s,/\\@%'\"]+")


def parse_database_url(text: str) -> DatabaseAddress:
    """The address that `text` spells: a URL or the path of an SQLite file.

    Raises:
        BadUsage: it spells none, or one that is not allowed.
    """
    _refuse_unstorable(text)
    if not text.strip():
        raise _bad("it is empty")
    match = _SCHEME.match(text)
    if match is None:
        alone = _SCHEME_ALONE.match(text)
        if alone is not None and alone[1].lower() in _SCHEMES:
            raise _bad("a file is written sqlite:///path, a server mariadb://user@host/database")
        return _file(text)
    scheme = match[1].lower()
    kind = _SCHEMES.get(scheme)
    if kind is None:
        raise BadUsage("unknown_driver", scheme=scheme)
    if kind == "sqlite":
        return _sqlite_url(text[match.end() :])
    return _server_url(kind, text)


def is_loopback(host: str) -> bool:
    """Whether the host is this computer, so that nobody can listen on the way."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _bad(reason: str) -> BadUsage:
    return BadUsage("bad_url", reason=reason)


def _refuse_unstorable(text: str) -> None:
    if "\0" in text:
        raise _bad("it contains a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _bad("it contains half a character (a lone surrogate)") from None


def _unquoted(text: str) -> str:
    if _BAD_ESCAPE.search(text):
        raise _bad("a percent sign is written %25 in it")
    try:
        plain = unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise _bad("its percent escapes are not UTF-8") from None
    _refuse_unstorable(plain)
    return plain


def _file(path: str) -> FileAddress:
    if path.endswith(("/", "\\")) or not Path(path).name:
        raise _bad("it names a folder, not a file")
    try:
        return FileAddress(Path(path).expanduser())
    except RuntimeError:
        raise _bad("the home folder in it is not known") from None


def _sqlite_url(rest: str) -> FileAddress:
    # sqlite:///relative, sqlite:////absolute, sqlite:///C:/x: what follows the third slash.
    if not rest.startswith("/"):
        raise _bad("a file is written sqlite:///path")
    if "?" in rest or "#" in rest:
        raise _bad("a file takes no options; in a path write ? as %3F and # as %23")
    path = _unquoted(rest[1:])
    if _DRIVE_IN_URL.match(path):  # sqlite:////C:/x, as some write it
        path = path[1:]
    if not path:
        raise _bad("the path is missing")
    if path == ":memory:":
        raise _bad("a database in memory would be lost")
    return _file(path)


def _server_url(kind: ServerName, text: str) -> ServerAddress:
    try:
        parts = urlsplit(text)
        port = parts.port
        host = parts.hostname
    except ValueError:  # its text may quote a password that lacks its escapes
        raise _bad("the host or the port cannot be read; in names write / as %2F") from None
    if parts.fragment:
        raise _bad("write # as %23 in it")
    host = _unquoted(host or "") or "localhost"
    if not _HOST.fullmatch(host):
        raise _bad("the host name is not one")
    user = _unquoted(parts.username or "")
    if not user:
        raise _bad("the user name is missing: it comes before @")
    database = _unquoted(parts.path.removeprefix("/"))
    if not database:
        raise _bad("the name of the database is missing: it comes after the host and /")
    remember_secret(parts.password)  # as it was spelled, and below as it is
    password = None if parts.password is None else _unquoted(parts.password)
    remember_secret(password)
    port = _USUAL_PORTS[kind] if port is None else port
    if port == 0:
        raise _bad("the port must be between 1 and 65535")
    loopback = is_loopback(host)
    tls, ca_file = _protection(parts.query, loopback=loopback)
    address = ServerAddress(kind, host, port, database, user, password, tls, ca_file)
    if password is not None and not loopback:
        raise BadUsage("password_in_url", place=address.place)
    return address


def _protection(query: str, *, loopback: bool) -> tuple[Tls, Path | None]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError:
        raise _bad("what follows ? is not of the form key=value") from None
    tls = Tls.LOOPBACK if loopback else Tls.VERIFIED
    ca_file: Path | None = None
    for key, value in pairs:
        if key.lower() in _TLS_MODE_KEYS:
            tls = _tls(value, loopback=loopback)
        elif key.lower() in _CA_FILE_KEYS:
            _refuse_unstorable(value)
            ca_file = Path(value).expanduser()
        else:
            raise _bad(f"the option “{key}” is not allowed; sslmode and sslrootcert are")
    if ca_file is not None and not ca_file.is_file():
        raise _bad(f"there is no certificate file {ca_file}")
    # A certificate to check against says that it shall be checked.
    return (Tls.VERIFIED if ca_file is not None else tls), ca_file


def _tls(word: str, *, loopback: bool) -> Tls:
    word = word.lower()
    if word in _VERIFIED_WORDS:
        return Tls.VERIFIED
    if loopback and word in _PLAIN_WORDS:
        return Tls.PLAIN
    if loopback and word in _LOOPBACK_WORDS:
        return Tls.LOOPBACK
    raise _bad("sslmode must be verify-full; on this computer it may be prefer or disable too")
