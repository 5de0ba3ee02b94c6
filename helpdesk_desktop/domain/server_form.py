"""The only place where a server's address is both a form and a URL: two faces of one value.

It reads what people paste with an open hand and judges nothing; whether an address may be used is
`storage.database_url`'s to say, and every form's `url` reads back there to the same address. The
password belongs to neither face: one found in a pasted URL is handed out beside the form.
"""

from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qsl, quote, unquote, urlsplit

ServerKind = Literal["postgresql", "mariadb"]

USUAL_PORTS: Final[dict[ServerKind, int]] = {"postgresql": 5432, "mariadb": 3306}
_KINDS: Final[dict[str, ServerKind]] = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "postgresql+psycopg": "postgresql",
    "postgres+psycopg": "postgresql",
    "mariadb": "mariadb",
    "mysql": "mariadb",
    "mariadb+pymysql": "mariadb",
    "mysql+pymysql": "mariadb",
}
_CA_KEYS: Final = ("sslrootcert", "ssl_ca", "ssl-ca")
MOST_PORT: Final = 65_535


@dataclass(frozen=True, slots=True)
class ServerForm:
    """A server's database as the form shows it; empty parts are not filled in yet.

    `options` are what else stands behind the question mark, kept as they are.
    """

    kind: ServerKind = "postgresql"
    host: str = ""
    port: int = USUAL_PORTS["postgresql"]
    database: str = ""
    user: str = ""
    ca_file: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether there is enough to try a connection with."""
        return bool(self.host and self.database and self.user)

    @property
    def url(self) -> str:
        """The address as text, without a password; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        port = "" if self.port == USUAL_PORTS[self.kind] else f":{self.port}"
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        pairs = list(self.options)
        if self.ca_file:
            pairs.append(("sslrootcert", self.ca_file))
        query = "&".join(f"{quote(key, safe='')}={quote(value, safe='/')}" for key, value in pairs)
        mark = "?" if query else ""
        return f"{self.kind}://{user}{host}{port}/{quote(self.database, safe='')}{mark}{query}"


def read_server_url(text: str) -> tuple[ServerForm, str | None] | None:
    """The form that a URL fills, and the password that stood in it; None for no server's URL."""
    scheme, colon, _rest = text.strip().partition("://")
    kind = _KINDS.get(scheme.lower())
    if not colon or kind is None:
        return None
    try:
        parts = urlsplit(text.strip())
        port = parts.port
        host = parts.hostname or ""
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    ca_file = next((value for key, value in pairs if key.lower() in _CA_KEYS), "")
    others = tuple((key, value) for key, value in pairs if key.lower() not in _CA_KEYS)
    form = ServerForm(
        kind,
        unquote(host),
        port if port is not None and 0 < port <= MOST_PORT else USUAL_PORTS[kind],
        unquote(parts.path.removeprefix("/")),
        unquote(parts.username or ""),
        ca_file,
        others,
    )
    return form, None if parts.password is None else unquote(parts.password)
