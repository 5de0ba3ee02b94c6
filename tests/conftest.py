"""Fixtures and guards that every test lives under: engines, a home of its own, no leaks.

`--engines=sqlite,postgres,mariadb` chooses the databases; each named server is started once a run,
private and on loopback. A test that asks for `engine_name`, `database_url` or `empty_database_url`
runs once for each.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    import PySide6.QtWidgets  # noqa: F401  # what the plug-in for Qt would fail on, with a trace
except ImportError as error:
    pytest.exit(
        f"Qt cannot be loaded: {error}\n"
        "On Debian and Ubuntu: apt-get install libgl1 libegl1 libglib2.0-0 libdbus-1-3 "
        "libfontconfig1 libxkbcommon0\n"
        "On Fedora: dnf install mesa-libGL mesa-libEGL glib2 dbus-libs fontconfig libxkbcommon",
        returncode=3,
    )

from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import open_database
from helpdesk_desktop.storage.schema import SCHEMA_VERSION
from tests import first_schema, servers
from tests.databases import ServerDatabases, make_sqlite_template

pytest_plugins = ["tests.guards", "helpdesk_desktop.testing.plugin"]

# How long it takes to draw a tree of conditions, or to try it, says how busy the machine is, and no
# more: what may not take long is measured in `benchmarks`, and the timeout ends what never does.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

_ENGINES = ("sqlite", "postgres", "mariadb")
# The run's first process starts the servers; xdist's workers find them here.
_PORT_VARIABLE = "HELPDESK_TEST_{engine}_PORT"
_USERS = {"postgres": "desk", "mariadb": "root"}
_running: list[servers.RunningServer] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engines",
        default="sqlite",
        help="databases to test on, separated by commas: sqlite, postgres, mariadb",
    )
    parser.addoption(
        "--tickets-file",
        help="a filled SQLite database; journeys run on copies of it, not on some hundred tickets",
    )
    parser.addoption(
        "--edits-each",
        type=int,
        default=50,
        help="acknowledged edits of each of the eight programs in test_lost_updates",
    )
    parser.addoption(
        "--stalls", help="file that gets a line for each step of a journey: its worst stall in ms"
    )


def pytest_configure(config: pytest.Config) -> None:
    engines = _chosen(config)
    is_worker = hasattr(config, "workerinput")
    if is_worker or config.option.collectonly:
        return
    for engine in engines:
        if engine == "sqlite":
            continue
        try:
            server = servers.start(engine)
        except servers.ServerMissing as missing:
            _stop_servers()
            pytest.exit(
                f"--engines names {engine}, but {missing} is not on this machine. "
                "Install it, or leave the engine out.",
                returncode=3,
            )
        _running.append(server)
        os.environ[_PORT_VARIABLE.format(engine=engine.upper())] = str(server.port)


def pytest_unconfigure() -> None:
    _stop_servers()


def _stop_servers() -> None:
    while _running:
        _running.pop().stop()


def _chosen(config: pytest.Config) -> list[str]:
    names = [name.strip() for name in config.getoption("--engines").split(",") if name.strip()]
    for name in names:
        if name not in _ENGINES:
            raise pytest.UsageError(f"--engines knows {', '.join(_ENGINES)}; not {name}")
    return names


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_name" in metafunc.fixturenames:
        marks = {"postgres": [pytest.mark.postgres], "mariadb": [pytest.mark.mariadb]}
        metafunc.parametrize(
            "engine_name",
            [pytest.param(name, marks=marks.get(name, [])) for name in _chosen(metafunc.config)],
            indirect=True,
        )
    if "server_engine" in metafunc.fixturenames:
        chosen = [name for name in _chosen(metafunc.config) if name != "sqlite"]
        # Without a server there is nothing to test: the item is taken out below.
        metafunc.parametrize(
            "server_engine",
            [pytest.param(name, marks=getattr(pytest.mark, name)) for name in chosen]
            or [pytest.param("none", marks=pytest.mark.without_server)],
            indirect=True,
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if item.get_closest_marker("without_server")]
    if left_out:
        items[:] = [item for item in items if not item.get_closest_marker("without_server")]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture
def engine_name(request: pytest.FixtureRequest) -> str:
    """`sqlite`, `postgres` or `mariadb`."""
    name: str = request.param
    return name


@pytest.fixture
def server_engine(request: pytest.FixtureRequest) -> str:
    """`postgres` or `mariadb`: for what only servers do."""
    name: str = request.param
    return name


@pytest.fixture
def server_databases(server_engine: str, _grounds: "_Grounds") -> ServerDatabases:
    """This worker's databases on the private server."""
    return _grounds.server(server_engine)


@pytest.fixture
def server_place(server_databases: ServerDatabases) -> servers.ServerPlace:
    """Where the private server listens."""
    return server_databases.place


@pytest.fixture
def mortal_server(server_engine: str) -> Iterator[servers.RunningServer]:
    """A server of the test's own, which may be stopped and started again."""
    server = servers.start(server_engine)
    yield server
    server.stop()


@pytest.fixture
def mortal_url(mortal_server: servers.RunningServer) -> Iterator[str]:
    """A migrated database on `mortal_server`."""
    databases = ServerDatabases(mortal_server, "mortal")
    yield databases.migrated.url
    databases.close()


class _Grounds:
    """What databases are made from, once a worker and only when asked for."""

    def __init__(self, folder: Path, worker: str) -> None:
        self._folder = folder
        self._worker = worker
        self._template: bytes | None = None
        self._servers: dict[str, ServerDatabases] = {}

    @property
    def template(self) -> bytes:
        if self._template is None:
            self._template = make_sqlite_template(self._folder).read_bytes()
        return self._template

    def server(self, engine: str) -> ServerDatabases:
        if engine not in self._servers:
            port = int(os.environ[_PORT_VARIABLE.format(engine=engine.upper())])
            server = servers.ServerPlace(engine, _USERS[engine], port)
            self._servers[engine] = ServerDatabases(server, self._worker)
        return self._servers[engine]

    def close(self) -> None:
        for one in self._servers.values():
            one.close()


@pytest.fixture(scope="session")
def _grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Grounds]:
    if SCHEMA_VERSION == 1 and first_schema.stale():
        pytest.fail("storage/schema.py was changed: run python -m tests.first_schema")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    grounds = _Grounds(tmp_path_factory.mktemp("grounds"), worker)
    yield grounds
    grounds.close()


@pytest.fixture
def database_url(engine_name: str, tmp_path: Path, _grounds: _Grounds) -> Iterator[str]:
    """A migrated database with the first rows and no tickets."""
    if engine_name == "sqlite":
        path = tmp_path / "helpdesk.db"
        path.write_bytes(_grounds.template)
        path.chmod(0o600)
        yield parse_database_url(str(path)).url
        return
    migrated = _grounds.server(engine_name).migrated
    yield migrated.url
    migrated.empty()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """`database_url`, open."""
    opened = open_database(parse_database_url(database_url))
    yield opened
    opened.close()


@pytest.fixture
def empty_database_url(engine_name: str, tmp_path: Path, _grounds: _Grounds) -> Iterator[str]:
    """Where a database may be made: a server's is there without tables, a file is not."""
    if engine_name == "sqlite":
        yield parse_database_url(str(tmp_path / "new" / "helpdesk.db")).url
        return
    server = _grounds.server(engine_name)
    name = server.make_empty()
    yield server.url_of(name)
    server.drop(name)


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is read, nothing of theirs is written."""
    for name in [name for name in os.environ if name.startswith(("HELPDESK_", "PG", "XDG_"))]:
        if not name.startswith("HELPDESK_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setattr("helpdesk_desktop.services.policy.MACHINE_FILE", Path("/none/policy.toml"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "run"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    (home / "run").mkdir(mode=0o700)
    if sys.platform == "win32":
        for name in ("USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(home))
