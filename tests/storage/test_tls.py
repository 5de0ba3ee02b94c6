"""Verified TLS against real servers: who has another certificate, or none, is not talked to."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import trustme

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.storage.database_url import (
    ServerAddress,
    ServerName,
    Tls,
    parse_database_url,
)
from helpdesk_desktop.storage.dialects import mariadb, postgresql
from helpdesk_desktop.storage.dialects.driver import Driver, Purpose
from helpdesk_desktop.storage.dialects.mariadb import MariadbDriver
from helpdesk_desktop.storage.dialects.postgresql import PostgresqlDriver
from tests import servers
from tests.servers import PASSWORD, PASSWORD_USER, Certificate, ServerPlace

_IN_USE = {
    "postgres": "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
    "mariadb": "SELECT variable_value <> '' FROM information_schema.session_status "
    "WHERE variable_name = 'SSL_CIPHER'",
}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secured(authority: trustme.CA) -> Iterator[Mapping[str, ServerPlace]]:
    """Servers whose certificate is for 127.0.0.1, started when first asked for."""
    issued = authority.issue_cert("127.0.0.1")
    chain = b"".join(blob.bytes() for blob in issued.cert_chain_pems)
    started = _Started(Certificate(chain, issued.private_key_pem.bytes()))
    yield started
    for server in started.values():
        server.stop()


class _Started(dict[str, servers.RunningServer]):
    def __init__(self, certificate: Certificate) -> None:
        super().__init__()
        self._certificate = certificate

    def __missing__(self, engine: str) -> servers.RunningServer:
        self[engine] = servers.start(engine, self._certificate)
        return self[engine]


def _address(place: ServerPlace, tls: Tls, ca_file: Path | None = None) -> ServerAddress:
    kind: ServerName = "postgresql" if place.engine == "postgres" else "mariadb"
    database = "postgres" if place.engine == "postgres" else "information_schema"
    return ServerAddress(kind, "127.0.0.1", place.port, database, PASSWORD_USER, None, tls, ca_file)


def _driver(address: ServerAddress) -> Driver:
    driver = PostgresqlDriver if address.kind == "postgresql" else MariadbDriver
    return driver(address, PASSWORD)


def _is_encrypted(address: ServerAddress, engine: str) -> bool:
    connection = _driver(address).connect(Purpose.READ)
    with connection.cursor() as cursor:
        cursor.execute(_IN_USE[engine])
        row = cursor.fetchone()
    connection.close()
    return bool(row[0])


def _refused(address: ServerAddress) -> None:
    with pytest.raises(Unavailable) as caught:
        _driver(address).connect(Purpose.READ)
    assert caught.value.key == "tls_needed"
    assert caught.value.values["reason"]


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def test_a_verified_connection_is_encrypted(
    server_engine: str, secured: Mapping[str, ServerPlace], ca_file: Path
) -> None:
    address = _address(secured[server_engine], Tls.VERIFIED, ca_file)
    assert parse_database_url(address.url) == address
    assert _is_encrypted(address, server_engine)


def test_an_unknown_authority_is_refused(
    server_engine: str, secured: Mapping[str, ServerPlace], tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    _refused(_address(secured[server_engine], Tls.VERIFIED, other))
    _refused(_address(secured[server_engine], Tls.VERIFIED))  # nor does the system know it


def test_a_certificate_for_another_name_is_refused(
    server_engine: str, authority: trustme.CA, ca_file: Path
) -> None:
    issued = authority.issue_cert("db.example.com")
    chain = b"".join(blob.bytes() for blob in issued.cert_chain_pems)
    server = servers.start(server_engine, Certificate(chain, issued.private_key_pem.bytes()))
    try:
        _refused(_address(server, Tls.VERIFIED, ca_file))
    finally:
        server.stop()


def test_a_server_without_encryption_is_refused(server_place: ServerPlace, ca_file: Path) -> None:
    _refused(_address(server_place, Tls.VERIFIED, ca_file))


def test_the_systems_certificates_are_looked_for_where_systems_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "chosen.pem"
    chosen.touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(chosen))
    assert postgresql.system_roots() == str(chosen)
    chosen.unlink()
    monkeypatch.setattr(postgresql, "_BUNDLES", (str(tmp_path / "bundle.pem"),))
    assert postgresql.system_roots() == "system"
    (tmp_path / "bundle.pem").touch()
    assert postgresql.system_roots() == str(tmp_path / "bundle.pem")


def test_a_connection_that_turns_out_clear_is_given_up(
    server_place: ServerPlace, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if a driver forgot what it was told.
    monkeypatch.setattr(postgresql, "_protection", lambda _: {"sslmode": "disable"})
    monkeypatch.setattr(mariadb, "_protection", lambda _: {"ssl_disabled": True})
    _refused(_address(server_place, Tls.VERIFIED, ca_file))


def test_on_this_computer_encryption_may_be_left_out(
    server_engine: str, secured: Mapping[str, ServerPlace], server_place: ServerPlace
) -> None:
    assert not _is_encrypted(_address(secured[server_engine], Tls.PLAIN), server_engine)
    assert not _is_encrypted(_address(server_place, Tls.LOOPBACK), server_engine)
