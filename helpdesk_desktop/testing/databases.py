"""The only place that makes databases for tests, and refuses those that hold anything of others.

A local file is made anew for each test from one that was made once. A server's database must be
empty when the first run begins; what a run makes in it is marked, so that the next run may take it
away, and is gone at the end.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select, text

from helpdesk_desktop.bootstrap import DeskRequest, OpenDesk, open_desk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.domain.people import RoleKind
from helpdesk_desktop.services.clock import SystemClock, zone_named
from helpdesk_desktop.services.connection import read_password
from helpdesk_desktop.services.fill import fill
from helpdesk_desktop.storage import team_store
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import DatabaseAddress, FileAddress, parse_database_url
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.migrate import VERSION_TABLE
from helpdesk_desktop.storage.schema import app_meta, metadata
from helpdesk_desktop.testing.desk import PreparedDesk

ADMINISTRATOR = "boss"
ENGINES = {"sqlite": "sqlite", "postgres": "postgresql", "mariadb": "mariadb"}
TIME_ZONE = "Asia/Ho_Chi_Minh"
_MARK = "made_by_tests"


class NotOursError(Exception):
    """The database holds what no test made, so no test touches it."""


@dataclass(frozen=True, slots=True)
class Filling:
    """How many plausible tickets a database begins with; the same ones for the same seed."""

    tickets: int = 0
    seed: int = 7


@dataclass
class HelpdeskDatabase:
    """One database of one test, with an administrator `boss`.

    `desk` makes data as the administrator; `desk_of` as anybody else.
    """

    engine: str
    url: str
    password_file: str | None = None
    _desks: dict[str, PreparedDesk] = field(default_factory=dict, repr=False)

    @property
    def desk(self) -> PreparedDesk:
        """The desk as the administrator has it."""
        return self.desk_of(ADMINISTRATOR)

    def desk_of(self, login: str) -> PreparedDesk:
        """The desk as this agent has it."""
        if login not in self._desks:
            self._desks[login] = PreparedDesk(self._opened(login))
        return self._desks[login]

    def fill(self, tickets: int, seed: int = 7) -> None:
        """Add so many plausible tickets, with their people, calls and notes."""
        database = open_database(parse_database_url(self.url), password=self._password())
        try:
            _fill(database, Filling(tickets, seed))
        finally:
            database.close()

    def close(self) -> None:
        """Give every connection back."""
        while self._desks:
            self._desks.popitem()[1].close()

    def _opened(self, login: str) -> OpenDesk:
        return open_desk(
            DeskRequest(
                database=self.url,
                as_login=login,
                password_file=self.password_file,
                time_zone=TIME_ZONE,
                environment={},
            )
        )

    def _password(self) -> str | None:
        return read_password_file(self.password_file)


class FileGround:
    """Makes local files, each a copy of one that was made once a run."""

    engine = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[Filling, Path] = {}

    def database(self, folder: Path, filling: Filling) -> HelpdeskDatabase:
        """A new file in the test's folder."""
        path = folder / "helpdesk.db"
        shutil.copyfile(self._template(filling), path)
        path.chmod(0o600)
        return HelpdeskDatabase(self.engine, FileAddress(path).url)

    def take_back(self) -> None:
        """Nothing: the file goes with the test's folder."""

    def close(self) -> None:
        """Nothing: the files go with the run's folder."""

    def _template(self, filling: Filling) -> Path:
        if filling not in self._made:
            path = self._folder / f"{filling.tickets}-{filling.seed}.db"
            _make(parse_database_url(str(path)), None, filling)
            self._made[filling] = path
        return self._made[filling]


class ServerGround:
    """Makes the tables in one server's database, and takes them away again.

    Raises:
        NotOursError: something else is in it, or another run of tests is.
    """

    def __init__(self, engine: str, url: str, password_file: str | None) -> None:
        self.engine = engine
        self._password_file = password_file
        self._password = read_password_file(password_file)
        self._address = _server_address(engine, url)
        self._url = url
        self._look()

    def database(self, _folder: Path, filling: Filling) -> HelpdeskDatabase:
        """The server's database with new tables."""
        self.take_back()
        _make(self._address, self._password, filling)
        return HelpdeskDatabase(self.engine, self._url, self._password_file)

    def take_back(self) -> None:
        """Leave the database empty, as it was given."""
        self._look()
        with _ours(self._address, self._password) as database:
            if database is not None:
                _drop(database)

    def close(self) -> None:
        """Leave the database empty, as it was given."""
        self.take_back()

    def _look(self) -> None:
        with _ours(self._address, self._password):
            pass  # it was looked at


@contextmanager
def _ours(address: DatabaseAddress, password: str | None) -> Iterator[Database | None]:
    """The open database that an earlier test left; None where there is nothing at all."""
    try:
        database = open_database(address, password=password)
    except Unavailable as error:
        if error.key != "no_database":
            raise
        yield None
        return
    except HelpdeskError as error:
        raise _refusal(address, error.message) from None
    try:
        with database.reading() as connection:
            mark = connection.scalar(select(app_meta.c.value).where(app_meta.c.name == _MARK))
        if mark is None:
            raise _refusal(address, "it is a desk that no test made")
        yield database
    finally:
        database.close()


def _refusal(address: DatabaseAddress, reason: str) -> NotOursError:
    return NotOursError(
        f"{address.place} is not empty ({reason}), and tests would take away what is in it. "
        "Name an empty database."
    )


def _drop(database: Database) -> None:
    with database.altering() as connection, connection.begin():
        metadata.drop_all(connection)
        connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))


def _make(address: DatabaseAddress, password: str | None, filling: Filling) -> None:
    create_database(address, password=password)
    database = open_database(address, password=password)
    now = _now()

    def work(connection: Connection) -> None:
        connection.execute(app_meta.insert().values(name=_MARK, value="1"))
        role = team_store.find_role(connection, RoleKind.ADMINISTRATOR)
        team_store.add_agent(
            connection, login=ADMINISTRATOR, name="Boss", email=None, role_id=role, at=now
        )

    try:
        database.write(work)
        if filling.tickets:
            _fill(database, filling)
    finally:
        database.close()


def _fill(database: Database, filling: Filling) -> None:
    fill(
        database,
        tickets=filling.tickets,
        seed=filling.seed,
        now=_now(),
        progress=lambda _done, _all: None,
        cancel=Cancellation(),
    )


def _now() -> datetime:
    return SystemClock(zone_named(TIME_ZONE), None).now()


def _server_address(engine: str, url: str) -> DatabaseAddress:
    address = parse_database_url(url)
    if isinstance(address, FileAddress) or address.kind != ENGINES[engine]:
        raise NotOursError(f"{url} is no database of the engine {engine}")
    return address


def read_password_file(path: str | None) -> str | None:
    """The password in the file, which nobody else may read."""
    return read_password(DeskRequest(password_file=path, environment={}))
