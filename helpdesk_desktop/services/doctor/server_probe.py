"""The only place where the doctor speaks to a server without a driver: name, port, certificate.

A driver only says that it did not work. Here each step is taken alone, so that it can be told
which one fails.
"""

import socket
import ssl
import struct
import time
from collections.abc import Iterator

from helpdesk_desktop.services.doctor.findings import Finding, State, fault, warning, well
from helpdesk_desktop.storage.database_url import ServerAddress, Tls

_TIMEOUT_S = 5.0
_SOON_DAYS = 21
_DAY_S = 86_400
_PG_SSL_REQUEST = struct.pack("!ii", 8, 80_877_103)
# Protocol 41, TLS, secure connection, plug-in authentication: what every client says today.
_MARIADB_WISHES = 0x200 | 0x800 | 0x8000 | 0x80000
_MARIADB_TLS = 0x800


class _NoTls(Exception):
    """The server does not offer it."""


def probe(address: ServerAddress) -> Iterator[Finding]:
    """The steps to a server up to its certificate; the first fault ends them."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield fault(
            "host name",
            f"The name {address.host} leads nowhere: {reason}.",
            "Look at how the name is written, and whether this computer is in the right network.",
        )
        return
    numbers = ", ".join(dict.fromkeys(str(one[4][0]) for one in found))
    yield well("host name", f"{address.host} is {numbers}")
    try:
        began = time.monotonic()
        with socket.create_connection((address.host, address.port), _TIMEOUT_S) as opened:
            took_ms = 1000 * (time.monotonic() - began)
            yield well("port", f"{address.host}:{address.port} answers after {took_ms:.0f} ms")
            yield _certificate(opened, address)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield fault(
            "port",
            f"Nothing answers at {address.host}:{address.port}: {reason}.",
            "See whether the server runs and listens there, and whether a firewall is between.",
        )


def is_reached(findings: list[Finding]) -> bool:
    """Whether the steps led to the server."""
    return all(one.state is not State.FAULT for one in findings)


def _certificate(opened: socket.socket, address: ServerAddress) -> Finding:
    if address.tls is not Tls.VERIFIED:
        return well("encryption", "Not needed: the server is this computer.")
    context = ssl.create_default_context(cafile=address.ca_file and str(address.ca_file))
    try:
        _ask_for_tls(opened, address)
        with context.wrap_socket(opened, server_hostname=address.host) as secured:
            certificate = secured.getpeercert() or {}
            version = secured.version()
    except _NoTls:
        return fault(
            "encryption",
            "The server offers no encryption.",
            "Give the server a certificate and switch TLS on there.",
        )
    except ssl.SSLCertVerificationError as error:
        way_out = "Give the server a certificate for this name, from an authority known here"
        return fault(
            "encryption",
            f"The certificate cannot be trusted: {error.verify_message}.",
            f"{way_out}, or name yours with ?sslrootcert=FILE.",
        )
    except (OSError, struct.error) as error:
        return fault("encryption", f"The encryption fails: {str(error) or type(error).__name__}.")
    ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    days = int((ends - time.time()) / _DAY_S)
    said = f"{version}, certificate verified, {days} days left"
    if days < _SOON_DAYS:
        return warning("encryption", f"{said}.", "Renew the server's certificate.")
    return well("encryption", said)


def _ask_for_tls(opened: socket.socket, address: ServerAddress) -> None:
    if address.kind == "postgresql":
        opened.sendall(_PG_SSL_REQUEST)
        if opened.recv(1) != b"S":
            raise _NoTls
        return
    header = _exactly(opened, 4)
    greeting = _exactly(opened, int.from_bytes(header[:3], "little"))
    # Protocol, version up to NUL, thread id, 8 bytes of salt, NUL, then what the server can do.
    place = greeting.index(b"\0") + 1 + 4 + 8 + 1
    (can,) = struct.unpack_from("<H", greeting, place)
    if not can & _MARIADB_TLS:
        raise _NoTls
    wish = struct.pack("<IIB23x", _MARIADB_WISHES, 1 << 24, 45)
    opened.sendall(struct.pack("<I", len(wish) | 1 << 24) + wish)


def _exactly(opened: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        chunk = opened.recv(size - len(found))
        if not chunk:
            raise ConnectionError("the server hung up")
        found += chunk
    return found
