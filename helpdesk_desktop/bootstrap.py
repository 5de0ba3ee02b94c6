"""The only place that joins storage and services to a desk; no Qt, no logic of its own."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from helpdesk_desktop.domain.errors import BadUsage, HelpdeskError, NotAllowed, Unavailable
from helpdesk_desktop.domain.phone import DEFAULT_REGION
from helpdesk_desktop.domain.redaction import remember_secret
from helpdesk_desktop.services.backups import FileBackups, backups_of
from helpdesk_desktop.services.clock import SystemClock, zone_named
from helpdesk_desktop.services.connection import (
    DeskRequest,
    address_key,
    read_password,
    resolve_address,
    resolve_viewer,
    wants_password,
)
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.drafts import DeskDrafts, journal_path
from helpdesk_desktop.services.places import data_folder
from helpdesk_desktop.services.server_backup import restore_command
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.services.setting_layers import SettingLayers, read_layers
from helpdesk_desktop.services.team import check_login, make_administrator
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import DatabaseAddress, FileAddress
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.storage.journal import Journal
from helpdesk_desktop.storage.team_store import has_agents

__all__ = [
    "DeskRequest",
    "OpenDesk",
    "create_or_open",
    "database_address",
    "file_backups",
    "init_database",
    "open_demo",
    "open_desk",
]


def open_desk(request: DeskRequest) -> OpenDesk:
    """The desk of an existing database; the caller closes it.

    Raises:
        Unavailable: there is none (`no_database`), or it cannot be reached.
        BadUsage: the address, the password file, the time zone or the login is none.
        NotAllowed, NewerSchema, OlderSchema, ForeignFile, Damaged: as their names say.
    """
    layers = read_layers(request.environment)
    address = resolve_address(request, layers)
    return _desk(address, request, layers)


def create_or_open(request: DeskRequest) -> OpenDesk:
    """The desk of a local file, made where there is none; a server's must be there.

    Raises:
        As `open_desk`.
    """
    layers = read_layers(request.environment)
    address = resolve_address(request, layers)
    if isinstance(address, FileAddress):
        create_database(address)
    return _desk(address, request, layers)


def open_demo(request: DeskRequest, folder: Path) -> OpenDesk:
    """The desk of the demo database, made and loaded from `folder` where there is none.

    Without a named database it is a local file of its own, so that no real one is touched.

    Raises:
        As `open_desk`.
    """
    from helpdesk_desktop.services.demo import is_empty, load_demo  # noqa: PLC0415  # the import room is 0.1 s that no other start needs

    layers = read_layers(request.environment)
    if "database" in layers.policy.locked:
        # Sample data have no business in the database that everybody works on.
        raise NotAllowed("demo_locked", place=layers.policy.place)
    layers.require_free("database")
    if request.database is None:
        request = replace(request, database=str(data_folder() / "demo.db"))
    # Whoever is named is one of the sample's agents.
    init_database(replace(request, as_login=None))
    desk = open_desk(request)
    try:
        if is_empty(desk.session):
            load_demo(desk.session, folder)
    except HelpdeskError:
        desk.close()
        raise
    return desk


def init_database(request: DeskRequest) -> bool:
    """Make the tables and the first administrator; False when they were there already.

    The administrator goes by the login that the request names, else by the system's.

    Raises:
        Invalid: the request names what cannot be a login.
        As `open_desk`.
    """
    if request.as_login:
        check_login(request.as_login)
    layers = read_layers(request.environment)
    address = resolve_address(request, layers)
    password = read_password(request)
    try:
        is_new = create_database(address, password=password)
    except Unavailable as error:
        password = _asked(error, address, request, password)
        is_new = create_database(address, password=password)
    database = open_database(address, password=password)
    try:
        _ensure_administrator(database, _clock(request, layers), request.as_login or None)
    finally:
        database.close()
    return is_new


def database_address(request: DeskRequest) -> DatabaseAddress:
    """The database that a request means, without opening it.

    Raises:
        BadUsage: the address is none.
    """
    return resolve_address(request, read_layers(request.environment))


def file_backups(request: DeskRequest) -> FileBackups:
    """The backups of the local database that a request means; nothing is opened.

    Raises:
        BadUsage: the address is none, or a server's, which has tools of its own.
    """
    layers = read_layers(request.environment)
    address = resolve_address(request, layers)
    if not isinstance(address, FileAddress):
        command = restore_command(address)
        raise BadUsage("backup_of_server", place=address.place, command=command)
    return backups_of(address, _clock(request, layers), layers)


def _desk(address: DatabaseAddress, request: DeskRequest, layers: SettingLayers) -> OpenDesk:
    clock = _clock(request, layers)
    layers = layers.at(address_key(address))
    database = _opened(address, request)
    try:
        if isinstance(address, FileAddress):
            _ensure_administrator(database, clock)
        with database.reading() as connection:
            viewer = resolve_viewer(connection, request, layers)
    except HelpdeskError:
        database.close()
        raise
    region = layers.text("phone_region", request.region) or DEFAULT_REGION
    session = Session(database, viewer, clock, region.upper())
    place = (
        str(Path(address.path).absolute()) if isinstance(address, FileAddress) else address.place
    )
    drafts = DeskDrafts(Journal(journal_path(data_folder(), place, viewer.login)))
    return OpenDesk(session, drafts, address)


def _clock(request: DeskRequest, layers: SettingLayers) -> SystemClock:
    return SystemClock(zone_named(layers.text("time_zone", request.time_zone)), request.now)


def _opened(address: DatabaseAddress, request: DeskRequest) -> Database:
    password = read_password(request)
    try:
        return open_database(address, password=password)
    except Unavailable as error:
        password = _asked(error, address, request, password)
    return open_database(address, password=password)


def _asked(
    error: Unavailable, address: DatabaseAddress, request: DeskRequest, password: str | None
) -> str:
    # A password from a file is not doubted by asking: a script would wait for ever.
    if password is None and request.ask_password is not None and wants_password(error):
        typed = request.ask_password(address.place)
        if typed is not None:
            remember_secret(typed)
            return typed
    raise error


def _ensure_administrator(database: Database, clock: SystemClock, login: str | None = None) -> None:
    def work(connection: Connection) -> None:
        make_administrator(connection, clock.now(), login)

    with database.reading() as connection:
        if has_agents(connection):
            return
    database.write(work)
