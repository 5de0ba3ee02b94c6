"""Addresses of databases: what is taken, what is refused, and that no password gets out."""

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.storage.database_url import (
    FileAddress,
    ServerAddress,
    Tls,
    is_loopback,
    parse_database_url,
)


def _server(text: str) -> ServerAddress:
    address = parse_database_url(text)
    assert isinstance(address, ServerAddress)
    return address


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("sqlite:///desk.db", "desk.db"),
        ("sqlite:////var/lib/desk.db", "/var/lib/desk.db"),
        ("SQLite:////var/lib/desk.db", "/var/lib/desk.db"),
        ("sqlite+pysqlite:////var/desk.db", "/var/desk.db"),
        ("sqlite:///C:/Users/hà/desk.db", "C:/Users/hà/desk.db"),
        ("sqlite:////C:/Users/desk.db", "C:/Users/desk.db"),
        ("sqlite:////var/a%20b%23c%3Fd%25.db", "/var/a b#c?d%.db"),
        ("sqlite:////var/đơn 😀.db", "/var/đơn 😀.db"),
        ("desk.db", "desk.db"),
        ("./a b/50%20.db", "a b/50%20.db"),  # a plain path has no escapes
        ("/var/lib/desk.db", "/var/lib/desk.db"),
        ("C:\\Users\\hà\\desk.db", "C:\\Users\\hà\\desk.db"),
        ("\\\\server\\share\\desk.db", "\\\\server\\share\\desk.db"),
        ("😀", "😀"),
    ],
)
def test_a_file_is_a_url_or_a_path(text: str, path: str) -> None:
    address = parse_database_url(text)
    assert address == FileAddress(Path(path))
    assert address.kind == "sqlite"
    assert address.place == str(Path(path))
    assert parse_database_url(address.url) == address


def test_a_tilde_is_the_home_folder() -> None:
    assert parse_database_url("~/desk.db") == FileAddress(Path.home() / "desk.db")


@pytest.mark.parametrize("driver", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_has_three_schemes(driver: str) -> None:
    address = _server(f"{driver}://desk@db.example.com/helpdesk")
    assert address == ServerAddress("postgresql", "db.example.com", 5432, "helpdesk", "desk")
    assert address.tls is Tls.VERIFIED


@pytest.mark.parametrize("driver", ["mariadb", "mysql", "mysql+pymysql", "mariadb+pymysql"])
def test_mariadb_has_four_schemes(driver: str) -> None:
    address = _server(f"{driver}://desk@db.example.com/helpdesk")
    assert address == ServerAddress("mariadb", "db.example.com", 3306, "helpdesk", "desk")


def test_every_part_of_a_server_address_may_have_escapes() -> None:
    address = _server("postgresql://h%C3%A0%40desk:s3%3Acr%2Ft%25@localhost:5433/my%20desk")
    assert (address.user, address.password) == ("hà@desk", "s3:cr/t%")
    assert (address.port, address.database) == (5433, "my desk")


@pytest.mark.parametrize(
    ("text", "host", "place"),
    [
        ("postgresql://u@[::1]/d", "::1", "u@[::1]/d"),
        ("postgresql://u@[::1]:5433/d", "::1", "u@[::1]:5433/d"),
        ("mariadb://u@127.0.0.1:3306/d", "127.0.0.1", "u@127.0.0.1/d"),
        ("mariadb://u@/d", "localhost", "u@localhost/d"),
    ],
)
def test_hosts_of_this_computer(text: str, host: str, place: str) -> None:
    address = _server(text)
    assert address.host == host
    assert address.place == place
    assert address.tls is Tls.LOOPBACK


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST.", "127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"],
)
def test_loopback_hosts(host: str) -> None:
    assert is_loopback(host)


_EVERY_HOST = "0.0.0.0"  # noqa: S104  # an address to refuse


@pytest.mark.parametrize(
    "host",
    [
        *("example.com", "localhost.example.com", "127.0.0.1.nip.io", "10.0.0.1"),
        *(_EVERY_HOST, "::", "127.1"),
    ],
)
def test_hosts_elsewhere(host: str) -> None:
    assert not is_loopback(host)


def test_a_password_never_shows() -> None:
    address = _server("postgresql://u:sesame@localhost/d")
    for text in (repr(address), str(address), address.place, address.url, f"{address}"):
        assert "sesame" not in text


def test_a_password_for_another_computer_is_refused() -> None:
    with pytest.raises(BadUsage) as caught:
        parse_database_url("postgresql://u:sesame@db.example.com/d")
    assert caught.value.key == "password_in_url"
    assert "sesame" not in caught.value.message
    assert "sesame" not in str(caught.value.values)


@pytest.mark.parametrize("password", ["sesame/x", "[sesame", "sesame℀", "sesame?x", "sesame#x"])
def test_a_password_without_its_escapes_does_not_show(password: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_database_url(f"postgresql://u:{password}@localhost/d")
    assert "sesame" not in caught.value.message


@pytest.mark.parametrize("word", ["disable", "allow", "prefer", "require", "verify-ca", "", "x"])
def test_another_computer_is_reached_verified_or_not_at_all(word: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_database_url(f"postgresql://u@db.example.com/d?sslmode={word}")
    assert caught.value.key == "bad_url"


@pytest.mark.parametrize(
    ("query", "tls"),
    [
        ("sslmode=disable", Tls.PLAIN),
        ("ssl_mode=DISABLED", Tls.PLAIN),
        ("ssl-mode=preferred", Tls.LOOPBACK),
        ("sslmode=verify-full", Tls.VERIFIED),
        ("ssl-mode=VERIFY_IDENTITY", Tls.VERIFIED),
    ],
)
def test_this_computer_may_be_reached_in_three_ways(query: str, tls: Tls) -> None:
    assert _server(f"mariadb://u@localhost/d?{query}").tls is tls


def test_a_certificate_file_asks_for_verification(tmp_path: Path) -> None:
    ca = tmp_path / "our ca.pem"
    ca.touch()
    address = _server(f"postgresql://u@localhost/d?sslrootcert={quote(str(ca))}")
    assert (address.tls, address.ca_file) == (Tls.VERIFIED, ca)
    assert parse_database_url(address.url) == address


def test_a_certificate_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadUsage):
        parse_database_url(f"postgresql://u@localhost/d?sslrootcert={tmp_path / 'none.pem'}")


@pytest.mark.parametrize(
    "key",
    [
        *("service", "passfile", "password", "options", "sslkey", "sslcert", "host", "hostaddr"),
        *("local_infile", "init_command", "read_default_file", "unix_socket", "charset", "user"),
    ],
)
def test_no_other_option_is_allowed(key: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_database_url(f"postgresql://u@localhost/d?{key}=sesame")
    assert caught.value.key == "bad_url"
    assert "sesame" not in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "a\0b.db", "sqlite:///a%00b", "\ud800.db", "sqlite:///%ED%A0%80"),
        *("sqlite:desk.db", "sqlite://host/desk.db", "sqlite:///", "sqlite:///:memory:"),
        *("sqlite:///x.db?mode=memory", "sqlite:///x.db#y", "sqlite:///50%.db", "folder/"),
        *("postgresql://", "postgresql://u@localhost", "postgresql://u@localhost/"),
        *("postgresql://localhost/d", "postgresql://@localhost/d"),
        *("postgresql://u@localhost:x/d", "postgresql://u@localhost:99999/d"),
        *("postgresql://u@localhost:0/d", "postgresql://u@a,b/d", "postgresql://u@%2Ftmp/d"),
        *("postgresql://u@[::1/d", "postgresql://u@localhost/d#x", "postgresql://u@localhost/d?x"),
        *("postgresql://u@a b/d", "postgresql://u%ff@localhost/d", "postgresql://u%00@localhost/d"),
        *("postgresql://u@localhost/d?sslrootcert=%00", "~nobody-of-this-name/x.db"),
    ],
)
def test_what_spells_no_address_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_database_url(text)
    assert caught.value.key == "bad_url"
    assert caught.value.values["reason"]


@pytest.mark.parametrize(
    "scheme", ["http", "oracle", "mssql", "file", "postgresql+psycopg2", "mysql+mysqldb"]
)
def test_other_schemes_are_named_in_the_refusal(scheme: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_database_url(f"{scheme}://u@localhost/d")
    assert caught.value.key == "unknown_driver"
    assert scheme in caught.value.message


@given(st.text())
def test_any_text_is_an_address_or_a_usage_error(text: str) -> None:
    for candidate in (text, f"sqlite:///{text}", f"postgresql://u@localhost/{text}"):
        try:
            address = parse_database_url(candidate)
        except BadUsage:
            continue
        assert address.place


_PARTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)


@given(user=_PARTS, database=_PARTS, port=st.integers(1, 65_535))
def test_a_server_address_reads_back(user: str, database: str, port: int) -> None:
    address = ServerAddress("mariadb", "::1", port, database, user, None, Tls.LOOPBACK)
    assert parse_database_url(address.url) == address


@pytest.mark.parametrize("text", ["mysql:/what is this", "postgresql:db", "SQLite:a.db"])
def test_a_scheme_without_its_slashes_names_no_file(text: str) -> None:
    with pytest.raises(BadUsage) as caught:
        parse_database_url(text)
    assert "sqlite:///path" in caught.value.message
