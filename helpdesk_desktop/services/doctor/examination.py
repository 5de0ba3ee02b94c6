"""The only place where the doctor looks at everything, one thing after the other.

Nothing is changed, nothing is asked of anybody, no secret is told. What one look meets does not
keep the next one from being taken.
"""

import os
import stat
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from helpdesk_desktop.domain.backups import by_clock
from helpdesk_desktop.domain.errors import BadUsage, HelpdeskError, NotAllowed, OlderSchema
from helpdesk_desktop.services.backups import backups_of
from helpdesk_desktop.services.clock import SystemClock, zone_named
from helpdesk_desktop.services.connection import (
    DeskRequest,
    read_password,
    resolve_address,
    resolve_viewer,
)
from helpdesk_desktop.services.contracts import Clock
from helpdesk_desktop.services.doctor.findings import Finding, fault, warning, well
from helpdesk_desktop.services.doctor.server_probe import is_reached, probe
from helpdesk_desktop.services.doctor.surroundings import look_around, may_be_made, room
from helpdesk_desktop.services.key_store import KeyStore
from helpdesk_desktop.services.server_backup import backup_command, missing_tools
from helpdesk_desktop.services.setting_layers import SettingLayers, read_layers
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.database_url import DatabaseAddress, FileAddress, ServerAddress
from helpdesk_desktop.storage.engine import open_database
from helpdesk_desktop.storage.engine_version import load_engine_version
from helpdesk_desktop.storage.schema import SCHEMA_VERSION

_OLD_BACKUP = timedelta(days=3)  # over a weekend nobody starts the program
_OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO
_SKEW_S, _FAR_SKEW_S = 5.0, 300.0
_SERVER_TIME = {
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
    "mariadb": "SELECT unix_timestamp(now(6))",
}
# Each is judged by the server before it finds that no row is meant.
_DEEDS = {
    "read tickets": "SELECT serial FROM ticket WHERE 1 = 0",
    "add rows": "INSERT INTO ticket_cc SELECT * FROM ticket_cc WHERE 1 = 0",
    "change tickets": "UPDATE ticket SET version = version WHERE 1 = 0",
    "take rows out": "DELETE FROM ticket_cc WHERE 1 = 0",
}


def examine(request: DeskRequest) -> Iterator[Finding]:
    """Look at the computer, then at the way to the database and at what may be done there."""
    layers = read_layers(request.environment)
    yield from look_around(request, layers)
    try:
        address = resolve_address(request, layers)
    except (BadUsage, NotAllowed) as error:
        is_locked = isinstance(error, NotAllowed)
        way_out = "Leave --database out, or ask the administrator." if is_locked else None
        yield fault("database", error.message, way_out or "See --database in the README.")
        return
    yield well("database", address.place)
    clock = _clock(request, layers)
    if isinstance(address, FileAddress):
        yield from _file(address)
        yield from _opened(address, None, request, layers)
        yield _backups(address, clock, layers)
        return
    steps = []
    for step in probe(address):
        steps.append(step)
        yield step
    if not is_reached(steps):
        return
    try:
        password = read_password(request)
    except BadUsage as error:
        yield fault("password", error.message)
        return
    if password is None and address.password is None:
        password = KeyStore().password_of(address)
    yield from _opened(address, password, request, layers)
    yield _server_tools(address)


def _clock(request: DeskRequest, layers: SettingLayers) -> Clock:
    try:
        return SystemClock(zone_named(layers.text("time_zone", request.time_zone)), request.now)
    except (BadUsage, NotAllowed):
        return SystemClock(zone_named("UTC"), request.now)


def _file(address: FileAddress) -> Iterator[Finding]:
    path = address.path
    try:
        information = path.stat()
    except OSError:
        return  # opening it says what is wrong
    if os.name == "posix" and stat.S_IMODE(information.st_mode) & _OTHERS_MAY:
        yield warning("file rights", f"Others may open {path}.", f"chmod 600 '{path}'")
    else:
        yield well("file rights", "For its owner alone.")
    yield room("file", path, path.absolute().parent, f", {information.st_size / 1e6:,.1f} MB")


def _opened(
    address: DatabaseAddress, password: str | None, request: DeskRequest, layers: SettingLayers
) -> Iterator[Finding]:
    try:
        database = open_database(address, password=password, may_migrate=False)
    except OlderSchema as error:
        if isinstance(address, FileAddress):
            yield warning("schema", "Older; opening it backs it up and brings it up to date.")
        else:
            yield fault("schema", error.message)
        return
    except HelpdeskError as error:
        yield fault("opening", error.message, _way_out(error, address))
        return
    try:
        yield well("opening", f"{address.kind} {load_engine_version(database)}")
        yield well("schema", f"{SCHEMA_VERSION}, as this program knows it")
        yield from _rights(database)
        if address.kind != "sqlite":
            yield _skew(database)
        yield _who(database, request, layers)
    except HelpdeskError as error:
        yield fault("asking", error.message)
    finally:
        database.close()


def _way_out(error: HelpdeskError, address: DatabaseAddress) -> str | None:
    if error.code == "damaged":
        return "helpdesk-desktop-cli backup --list, then helpdesk-desktop-cli restore BACKUP"
    if error.key in {"password_needed", "wrong_password"}:
        return "Use --password-file PATH (mode 0600), or let the window keep the password."
    if error.key == "no_such_database" and isinstance(address, ServerAddress):
        return f"Make the database “{address.database}” on the server, then run init."
    return None


def _rights(database: Database) -> Iterator[Finding]:
    refused = []
    for deed, statement in _DEEDS.items():
        try:
            with database.altering() as connection:
                connection.execute(text(statement))
                connection.rollback()
        except NotAllowed:
            refused.append(deed)
    if refused:
        yield fault(
            "rights",
            f"This account may not {', '.join(refused)}.",
            "An administrator of the server can grant it.",
        )
    else:
        yield well("rights", "Reading and writing are allowed.")


def _skew(database: Database) -> Finding:
    before = time.time()
    with database.reading() as connection:
        there = float(connection.scalar(text(_SERVER_TIME[database.dialect_name])))
    after = time.time()
    skew = there - (before + after) / 2
    if abs(skew) <= _SKEW_S + (after - before):
        return well("clock", "This computer and the server agree.")
    direction = "behind" if skew > 0 else "ahead of"
    said = f"This computer's clock is {abs(skew):,.0f} s {direction} the server's."
    way_out = "Switch the network time on (NTP)."
    return (fault if abs(skew) > _FAR_SKEW_S else warning)("clock", said, way_out)


def _who(database: Database, request: DeskRequest, layers: SettingLayers) -> Finding:
    with database.reading() as connection:
        try:
            viewer = resolve_viewer(connection, request, layers)
        except (BadUsage, NotAllowed) as error:
            return warning("agent", error.message, "The window asks; scripts use --as LOGIN.")
    return well("agent", f"{viewer.login}, {viewer.role.name}")


def _backups(address: FileAddress, clock: Clock, layers: SettingLayers) -> Finding:
    backups = backups_of(address, clock, layers)
    if not may_be_made(Path(backups.folder)):
        said = f"Nothing can be written into {backups.folder}, so no backup is made."
        return warning("backups", said, "Give this account the right to, or set backup_folder.")
    try:
        whole = [one.manifest for one in backups.listed() if one.manifest is not None]
    except HelpdeskError as error:
        return warning("backups", error.message)
    earlier, later = by_clock([(one, one.made_at) for one in whole], clock.now())
    if later:
        # A clock was wrong then, or is now.
        said = f"{len(later)} of {len(whole)} in {backups.folder} are dated later than now."
        return warning("backups", said, "See whether this computer's clock is right.")
    if not earlier:
        return warning(
            "backups", f"There is no backup in {backups.folder}.", "helpdesk-desktop-cli backup"
        )
    age = clock.now() - max(at for _, at in earlier)
    said = f"{len(whole)} in {backups.folder}, the newest {_age(age)} old"
    if age > _OLD_BACKUP:
        return warning("backups", f"{said}.", "helpdesk-desktop-cli backup")
    return well("backups", said)


def _age(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"


def _server_tools(address: ServerAddress) -> Finding:
    missing = missing_tools(address)
    here = f"not on this computer: {', '.join(missing)}" if missing else "they are here"
    return well("backups", f"The server's own tools make them ({here}): {backup_command(address)}")
