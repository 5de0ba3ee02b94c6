"""A server's address has two faces, and both read as the same value."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.server_form import USUAL_PORTS, ServerForm, read_server_url
from helpdesk_desktop.storage.database_url import ServerAddress, parse_database_url

# Names as people and servers have them, with all that a URL must escape; no lone surrogates.
_names = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20
)
_hosts = st.sampled_from(("db.example.org", "127.0.0.1", "::1", "localhost", "db-1"))
_forms = st.builds(
    ServerForm,
    kind=st.sampled_from(tuple(USUAL_PORTS)),
    host=_hosts,
    port=st.integers(1, 65_535),
    database=_names,
    user=_names,
)


@given(_forms)
def test_a_form_reads_back_from_its_url(form: ServerForm) -> None:
    assert read_server_url(form.url) == (form, None)


@given(_forms)
def test_a_forms_url_is_the_address_it_shows(form: ServerForm) -> None:
    address = parse_database_url(form.url)
    assert isinstance(address, ServerAddress)
    shown = (address.kind, address.host, address.port, address.database, address.user)
    assert shown == (form.kind, form.host, form.port, form.database, form.user)


def test_the_certificate_and_other_options_stay(tmp_path: Path) -> None:
    ca_file = tmp_path / "our ca & more.pem"
    ca_file.touch()
    form = ServerForm(host="db", database="d", user="u", ca_file=str(ca_file))
    address = parse_database_url(form.url)
    assert isinstance(address, ServerAddress)
    assert address.ca_file == ca_file
    read = read_server_url("mysql://u@127.0.0.1/d?ssl_ca=/x.pem&ssl-mode=disabled")
    assert read is not None
    assert read[0].options == (("ssl-mode", "disabled"),)
    assert read[0].ca_file == "/x.pem"
    assert read_server_url(read[0].url) == read


def test_a_pasted_password_is_handed_out_and_in_no_url() -> None:
    read = read_server_url(" postgres://lan:s3%3Acr%2Ft@db.example.org:5433/help%20desk ")
    assert read is not None
    form, password = read
    assert password == "s3:cr/t"  # noqa: S105  # what stood in the address above
    assert form == ServerForm("postgresql", "db.example.org", 5433, "help desk", "lan")
    assert form.url == "postgresql://lan@db.example.org:5433/help%20desk"


@pytest.mark.parametrize(
    "text", ["", "postgresql:", "sqlite:///x.db", "x.db", "http://db/x", "postgresql://[::1/x"]
)
def test_what_is_no_servers_url_fills_no_form(text: str) -> None:
    assert read_server_url(text) is None


@pytest.mark.parametrize("port", ["0", "70000", "x"])
def test_a_port_that_is_none_is_no_obstacle(port: str) -> None:
    read = read_server_url(f"postgresql://u@db:{port}/d")
    assert read is None or read[0].port == 5432


def test_an_empty_form_is_incomplete() -> None:
    assert not ServerForm().is_complete
    assert ServerForm(host="db", database="d", user="u").is_complete
