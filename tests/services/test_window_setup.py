"""What the window knows before there is a desk: checks in words, choices that are remembered."""

import getpass
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import keyring
import pytest
import trustme
from keyring.backend import KeyringBackend

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import (
    BadUsage,
    Cancelled,
    Damaged,
    ForeignFile,
    HelpdeskError,
    Invalid,
    NewerSchema,
    OlderSchema,
    Unavailable,
)
from helpdesk_desktop.domain.people import RoleKind
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.services.contracts import DatabaseReport, DatabaseWish
from helpdesk_desktop.services.settings import config_path, load_settings, local_database_path
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import open_database
from helpdesk_desktop.storage.schema import app_meta
from helpdesk_desktop.window_setup import StartWords, WindowSetup
from tests import servers
from tests.builders import add_agent, add_ticket, ensure_administrator, opened
from tests.databases import ServerDatabases
from tests.servers import PASSWORD, PASSWORD_USER, Certificate, ServerPlace
from tests.services.memory_store import MemoryStore


@pytest.fixture
def setup() -> WindowSetup:
    return WindowSetup(StartWords())


@pytest.fixture
def key_store() -> Iterator[type[KeyringBackend]]:
    before = keyring.get_keyring()
    MemoryStore.kept.clear()
    keyring.set_keyring(MemoryStore())
    yield MemoryStore
    keyring.set_keyring(before)


def _checked(setup: WindowSetup, address: str, **values: str) -> DatabaseReport:
    return setup.check(DatabaseWish(address, **values), Cancellation())  # type: ignore[arg-type]  # cases


def _refusal(setup: WindowSetup, address: str, **values: str) -> HelpdeskError:
    with pytest.raises(HelpdeskError) as caught:
        _checked(setup, address, **values)
    assert caught.value.message
    return caught.value


def _at(place: ServerPlace, database: str, *, user: str | None = None, query: str = "") -> str:
    scheme = "postgresql" if place.engine == "postgres" else "mariadb"
    name = quote(user or place.user, safe="")
    return f"{scheme}://{name}@127.0.0.1:{place.port}/{database}{query}"


# What a test of a database says


def test_a_check_tells_engine_version_who_one_is_and_what_they_see(
    setup: WindowSetup, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "lan")
    with opened(database_url) as desk:
        add_agent(desk, "lan", name="Lan Phạm")
        add_role = desk.team.add_role("narrow", {"name": "Narrow", "tickets": "own"}).key
        desk.team.set_agent("lan", {"role": add_role})
        lan = desk.directory().agent_by_login["lan"].id
        for number in range(5):
            add_ticket(desk, assignee_id=lan if number < 2 else None)
    report = _checked(setup, database_url)
    assert report.engine in {"SQLite", "PostgreSQL", "MariaDB"}
    assert report.version[0].isdigit()
    assert " " not in report.version
    assert report.viewer is not None
    assert (report.viewer.name, report.tickets) == ("Lan Phạm", 2)


def test_a_check_of_a_desk_that_knows_nobody_says_so(
    setup: WindowSetup, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "nobody")
    with opened(database_url) as desk:
        add_agent(desk, "lan", role="administrator")
    report = _checked(setup, database_url)
    assert (report.viewer, report.tickets) == (None, None)


def test_a_check_makes_and_remembers_nothing(setup: WindowSetup, empty_database_url: str) -> None:
    assert _refusal(setup, empty_database_url).key == "no_database"
    assert _refusal(setup, empty_database_url).key == "no_database"
    assert not config_path().exists()
    address = parse_database_url(empty_database_url)
    if address.kind == "sqlite":
        assert not address.path.exists()


def test_an_interrupted_check_is_over(setup: WindowSetup, database_url: str) -> None:
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        setup.check(DatabaseWish(database_url), cancel)


def test_a_wrong_and_a_missing_password_are_told_apart_from_a_right_one(
    setup: WindowSetup, server_databases: ServerDatabases
) -> None:
    place = server_databases.place
    database = "postgres" if place.engine == "postgres" else "mysql"
    address = _at(place, database, user=PASSWORD_USER)
    wrong = _refusal(setup, address, password="falsch")  # noqa: S106  # a wrong one
    assert wrong.key == "wrong_password"
    assert "falsch" not in wrong.message
    assert _refusal(setup, address).key in {"wrong_password", "password_needed"}
    right = _refusal(setup, address, password=PASSWORD)
    assert right.key not in {"wrong_password", "password_needed"}


def test_a_port_where_nothing_answers_is_unreachable(
    setup: WindowSetup, server_place: ServerPlace
) -> None:
    dead = ServerPlace(server_place.engine, server_place.user, servers.free_port())
    error = _refusal(setup, _at(dead, "helpdesk"))
    assert error.key == "unreachable"
    assert error.values["reason"] is Reason.REFUSED


def test_a_database_that_the_server_lacks_is_said(
    setup: WindowSetup, server_place: ServerPlace
) -> None:
    assert _refusal(setup, _at(server_place, "no_such_thing")).key == "no_such_database"


def test_a_server_without_encryption_is_said(setup: WindowSetup, server_place: ServerPlace) -> None:
    address = _at(server_place, "helpdesk", query="?sslmode=verify-full")
    error = _refusal(setup, address, password="x")  # noqa: S106  # it gets nowhere
    assert error.key == "tls_needed"
    assert error.values["reason"] is Reason.NO_TLS


def test_a_certificate_that_does_not_fit_is_said_in_words(
    setup: WindowSetup, server_engine: str, tmp_path: Path
) -> None:
    authority = trustme.CA()
    ours, theirs = tmp_path / "ca.pem", tmp_path / "other.pem"
    authority.cert_pem.write_to_path(str(ours))
    trustme.CA().cert_pem.write_to_path(str(theirs))
    issued = authority.issue_cert("db.example.com")
    chain = b"".join(blob.bytes() for blob in issued.cert_chain_pems)
    server = servers.start(server_engine, Certificate(chain, issued.private_key_pem.bytes()))
    reasons = []
    try:
        for ca_file in (ours, theirs):
            query = f"?sslrootcert={quote(str(ca_file), safe='')}"
            reasons.append(_refusal(setup, _at(server, "x", query=query)).values["reason"])
    finally:
        server.stop()
    assert reasons == [Reason.OTHER_HOST, Reason.UNKNOWN_AUTHORITY]


def _set_schema(url: str, schema: int) -> None:
    database = open_database(parse_database_url(url))
    database.write(
        lambda connection: connection.execute(
            app_meta.update().where(app_meta.c.name == "schema").values(value=str(schema))
        )
    )
    database.close()


@pytest.fixture
def other_schema(database_url: str) -> Iterator[Callable[[int], str]]:
    """The database, with another schema's number in it until the test ends."""
    address = parse_database_url(database_url)

    def make(schema: int) -> str:
        _set_schema(database_url, schema)
        return database_url

    yield make
    if address.kind != "sqlite":
        from sqlalchemy import create_engine  # noqa: PLC0415  # past our own refusal

        driver = {"postgresql": "postgresql+psycopg", "mariadb": "mariadb+pymysql"}[address.kind]
        engine = create_engine(
            database_url.split("?", maxsplit=1)[0].replace(address.kind, driver, 1)
        )
        with engine.begin() as connection:
            connection.execute(
                app_meta.update().where(app_meta.c.name == "schema").values(value="1")
            )
        engine.dispose()


def test_a_newer_schema_says_to_update_the_program(
    setup: WindowSetup, other_schema: Callable[[int], str]
) -> None:
    error = _refusal(setup, other_schema(99))
    assert isinstance(error, NewerSchema)
    assert "Update the program" in error.message


def test_an_older_schema_says_who_can_migrate_it(
    setup: WindowSetup, other_schema: Callable[[int], str]
) -> None:
    url = other_schema(0)
    if parse_database_url(url).kind == "sqlite":
        report = _checked(setup, url)
        assert report.is_older
        folder = Path(parse_database_url(url).place).parent
        assert not list(folder.glob("*.backup"))
        return
    error = _refusal(setup, url)
    assert isinstance(error, OlderSchema)
    assert "administrator" in error.message


def test_foreign_and_zero_length_files_are_refused_untouched(
    setup: WindowSetup, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "foreign-sqlite" / "0.9.0.a.db", foreign)
    theirs = tmp_path / "theirs.db"
    with sqlite3.connect(theirs) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    empty, text = tmp_path / "empty.db", tmp_path / "letter.db"
    empty.touch()
    text.write_bytes(b"a letter to a friend\n" * 40)
    expected: tuple[tuple[Path, type[HelpdeskError]], ...] = (
        (foreign, ForeignFile),
        (theirs, ForeignFile),
        (empty, Damaged),
        (text, ForeignFile),
        (tmp_path, ForeignFile),
    )
    for path, kind in expected:
        before = path.read_bytes() if path.is_file() else b""
        assert type(_refusal(setup, str(path))) is kind
        assert (path.read_bytes() if path.is_file() else b"") == before
    assert sorted(tmp_path.iterdir()) == sorted([foreign, theirs, empty, text])


def test_a_foreign_server_database_is_refused(
    setup: WindowSetup, server_databases: ServerDatabases
) -> None:
    name = server_databases.make_empty()
    engine = server_databases._engine(name)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (x INTEGER)")
    engine.dispose()
    try:
        error = _refusal(setup, server_databases.url_of(name))
        assert isinstance(error, ForeignFile)
        with pytest.raises(ForeignFile):
            setup.make_tables(DatabaseWish(server_databases.url_of(name)))
    finally:
        server_databases.drop(name)


# Making, opening, remembering


def test_an_administrator_makes_the_tables_of_an_empty_database(
    setup: WindowSetup, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "chi")
    wish = DatabaseWish(empty_database_url)
    setup.make_tables(wish)
    report = _checked(setup, empty_database_url)
    assert report.viewer is not None
    assert (report.viewer.login, report.tickets) == ("chi", 0)
    assert report.viewer.role.kind is RoleKind.ADMINISTRATOR


def test_what_was_opened_is_opened_next_time_by_the_same_agent(
    setup: WindowSetup, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "nobody")
    with opened(database_url) as desk:
        for login in ("lan", "mai"):
            add_agent(desk, login, role="administrator")
    with pytest.raises(BadUsage) as caught:
        setup.open(DatabaseWish(database_url), Cancellation())
    assert caught.value.key == "who_are_you"
    assert [agent.login for agent in setup.agents(DatabaseWish(database_url))] == [
        "boss",
        "lan",
        "mai",
    ]
    setup.open(DatabaseWish(database_url, login="mai"), Cancellation()).close()
    again = WindowSetup(StartWords()).start(None, None)
    assert again is not None
    assert again.viewer.login == "mai"
    again.close()
    known = setup.settings().recent
    assert [one.place for one in known] == [parse_database_url(database_url).place]
    setup.forget(known[0].address)
    assert setup.settings().recent == ()
    assert load_settings(config_path()).logins == {}


def test_an_agent_who_is_switched_off_is_not_offered(setup: WindowSetup, database_url: str) -> None:
    with opened(database_url) as desk:
        add_agent(desk, "lan", active="no")
    assert [agent.login for agent in setup.agents(DatabaseWish(database_url))] == ["boss"]


def test_who_is_called_off_while_opening_is_not_remembered(
    setup: WindowSetup, database_url: str
) -> None:
    ensure_administrator(database_url)
    cancel = Cancellation()
    cancel.request()
    with pytest.raises(Cancelled):
        setup.open(DatabaseWish(database_url, login="boss"), cancel)
    assert not config_path().exists()


def test_nothing_is_made_where_nothing_was_named() -> None:
    assert WindowSetup(StartWords()).start(None, None) is None
    assert not local_database_path().exists()
    setup = WindowSetup(StartWords())
    made = setup.open(DatabaseWish(str(local_database_path()), may_create=True), Cancellation())
    made.close()
    again = WindowSetup(StartWords()).start(None, None)
    assert again is not None
    assert again.info.place == str(local_database_path())
    again.close()


def test_a_local_file_of_the_usual_place_needs_no_settings() -> None:
    setup = WindowSetup(StartWords())
    setup.open(DatabaseWish(str(local_database_path()), may_create=True), Cancellation()).close()
    config_path().unlink()
    desk = WindowSetup(StartWords()).start(None, None)
    assert desk is not None
    desk.close()


def test_a_remembered_file_that_is_gone_is_not_made_anew(
    setup: WindowSetup, tmp_path: Path
) -> None:
    path = tmp_path / "gone.db"
    setup.open(DatabaseWish(str(path), may_create=True), Cancellation()).close()
    path.unlink()
    with pytest.raises(Unavailable) as caught:
        WindowSetup(StartWords()).start(None, None)
    assert caught.value.key == "no_database"
    assert not path.exists()


def test_words_of_the_command_line_come_first_and_are_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "told.db"
    for words in (
        StartWords(database=str(path)),
        StartWords(environment={"HELPDESK_DATABASE_URL": str(path)}),
    ):
        desk = WindowSetup(words).start(None, None)
        assert desk is not None
        assert desk.info.place == str(path)
        desk.close()
    assert not config_path().exists()


def test_a_kept_password_opens_the_server_again(
    server_databases: ServerDatabases, key_store: type[MemoryStore]
) -> None:
    name = server_databases.make_empty()
    place = server_databases.place
    grant = (
        f'ALTER DATABASE {name} OWNER TO "{PASSWORD_USER}"'
        if place.engine == "postgres"
        else f"GRANT ALL ON {name}.* TO '{PASSWORD_USER}'@'127.0.0.1'"
    )
    with server_databases._admin.connect() as connection:
        connection.exec_driver_sql(grant)
    wish = DatabaseWish(_at(place, name, user=PASSWORD_USER), PASSWORD)
    setup = WindowSetup(StartWords())
    try:
        setup.make_tables(wish)
        setup.open(wish, Cancellation()).close()
        with pytest.raises(Unavailable):
            WindowSetup(StartWords()).start(None, None)
        assert setup.can_keep_passwords()
        assert setup.keep_password(wish, PASSWORD)
        desk = WindowSetup(StartWords()).start(None, None)
        assert desk is not None
        desk.close()
        assert PASSWORD not in config_path().read_text(encoding="utf-8")
        assert list(key_store.kept.values()) == [PASSWORD]
        setup.forget(setup.settings().recent[0].address)
        assert key_store.kept == {}
    finally:
        server_databases.drop(name)


# Preferences


def test_preferences_are_kept_beside_the_databases(setup: WindowSetup, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    setup.open(DatabaseWish(str(path), may_create=True), Cancellation()).close()
    wishes = Preferences("contrast", "compact", "vi", "Asia/Ho_Chi_Minh", "DE")
    setup.save_preferences(wishes)
    reading = WindowSetup(StartWords()).settings()
    assert reading.preferences == wishes
    assert [one.place for one in reading.recent] == [str(path)]
    desk = WindowSetup(StartWords()).start(None, None)
    assert desk is not None
    assert desk.clock.zone.key == "Asia/Ho_Chi_Minh"
    desk.close()


def test_a_zone_or_a_region_that_is_none_is_refused_by_name(setup: WindowSetup) -> None:
    with pytest.raises(Invalid) as caught:
        setup.save_preferences(Preferences(time_zone="Mars/Olympus", phone_region="QQ"))
    assert [problem.field for problem in caught.value.problems] == ["time_zone", "phone_region"]
    assert not config_path().exists()


def test_damaged_settings_are_told_with_where_they_are_now(setup: WindowSetup) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_bytes(b"\xff\x00 nothing")
    reading = setup.settings()
    assert reading.preferences == Preferences()
    assert reading.fault is not None
    assert "settings.toml.damaged-1" in reading.fault.message
    assert setup.settings().fault is None


def test_a_recent_address_that_is_none_is_passed_over(setup: WindowSetup) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text('recent = ["oracle://x/y", "/tmp/x.db"]\n', encoding="utf-8")
    assert [one.place for one in setup.settings().recent] == ["/tmp/x.db"]  # noqa: S108  # a name
