"""The only place that says which database is meant, with which password, and who asks."""

import getpass
import os
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from helpdesk_desktop.domain.errors import BadUsage, NotAllowed, Unavailable
from helpdesk_desktop.domain.people import RoleKind, Viewer
from helpdesk_desktop.domain.redaction import remember_secret
from helpdesk_desktop.domain.text_rules import storable_problem
from helpdesk_desktop.services.places import local_database_path
from helpdesk_desktop.services.setting_layers import SettingLayers, Source
from helpdesk_desktop.storage.database_url import (
    DatabaseAddress,
    FileAddress,
    ServerAddress,
    parse_database_url,
)
from helpdesk_desktop.storage.people_store import (
    find_agent,
    load_agents,
    load_roles,
    load_viewer,
)

_STANDARD_INPUT = "-"
_OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO
# A desk may have hundreds of agents; a sentence has room for these.
_LISTED_LOGINS = 20


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """Which desk is asked for; what is None comes from the environment, then the settings.

    `ask_password` is called with the server's place when it wants a password that nobody gave; it
    answers None to give up. `password` is one that is known already.
    """

    database: str | None = None
    as_login: str | None = None
    password_file: str | None = None
    time_zone: str | None = None
    now: datetime | None = None
    region: str | None = None
    password: str | None = field(default=None, repr=False)
    ask_password: Callable[[str], str | None] | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)


def resolve_address(request: DeskRequest, layers: SettingLayers) -> DatabaseAddress:
    """The database that is meant, by the order of the layers; else the local file.

    Raises:
        BadUsage: the address is none, or not allowed.
        NotAllowed: another one than the administrator's is asked for.
    """
    found = layers.chosen("database", request.database or None)
    if found.value is None:
        return FileAddress(local_database_path())
    address = parse_database_url(str(found.value))
    is_kept = found.source is Source.SETTINGS  # by hand: the program writes no such address
    if is_kept and isinstance(address, ServerAddress) and address.password is not None:
        raise BadUsage("password_in_setting", name="database")
    return address


def address_key(address: DatabaseAddress) -> str:
    """The address as the settings remember it: whole, and without a password."""
    if isinstance(address, FileAddress):
        return FileAddress(address.path.absolute()).url
    return address.url


def read_password(request: DeskRequest) -> str | None:
    """The password of the password file, else the one that is known; None where there is neither.

    Raises:
        BadUsage: the file cannot be read, holds nothing, or can be read by others.
    """
    if request.password_file is None:
        remember_secret(request.password)
        return request.password
    if request.password_file == _STANDARD_INPUT:
        text = sys.stdin.readline()
    else:
        text = _own_file(Path(request.password_file).expanduser())
    password = text.splitlines()[0] if text else ""
    if not password:
        raise BadUsage("password_file", place=request.password_file, reason="it is empty")
    remember_secret(password)
    return password


def wants_password(error: Unavailable) -> bool:
    """Whether a password might help."""
    return error.key in {"password_needed", "wrong_password"}


def resolve_viewer(connection: Connection, request: DeskRequest, layers: SettingLayers) -> Viewer:
    """Who asks: as named, else the agent with the system's login, else the only administrator.

    Raises:
        BadUsage: nobody is named so, or it cannot be told who asks.
        NotAllowed: the named account is switched off, or is not the administrator's choice.
    """
    named = layers.text("as", request.as_login)
    if named:
        # What no database can hold (an environment is bytes) is nobody's login.
        is_possible = storable_problem(named, "login", "login") is None
        agent_id = find_agent(connection, named) if is_possible else None
        if agent_id is None:
            raise BadUsage("unknown_agent", value=named)
        viewer = load_viewer(connection, agent_id)
        if viewer is None:
            raise NotAllowed("inactive_agent", value=named)
        return viewer
    agents = [agent for agent in load_agents(connection) if agent.is_active]
    administrators = {
        role.id for role in load_roles(connection) if role.kind is RoleKind.ADMINISTRATOR
    }
    login = system_login()
    agent_id = None if login is None else find_agent(connection, login)
    if agent_id is None:
        only = [agent.id for agent in agents if agent.role_id in administrators]
        agent_id = only[0] if len(only) == 1 else None
    viewer = None if agent_id is None else load_viewer(connection, agent_id)
    if viewer is None:
        logins = [agent.login for agent in agents]
        shown = ", ".join(logins[:_LISTED_LOGINS])
        expected = f"{shown}, …" if len(logins) > _LISTED_LOGINS else shown or "-"
        raise BadUsage("who_are_you", expected=expected)
    return viewer


def system_login() -> str | None:
    """The login of whoever runs the program, None where the system knows none."""
    try:
        return getpass.getuser() or None
    except (KeyError, OSError, ImportError):  # what the platforms raise for a user without a name
        return None


def system_name() -> str | None:
    """The full name of whoever runs the program, where the system knows one."""
    try:
        import pwd  # noqa: PLC0415  # not there on Windows
    except ImportError:
        return None
    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.split(",", 1)[0].strip() or None
    except KeyError:
        return None


def _own_file(path: Path) -> str:
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS_MAY:
            reason = "others can read it; make it yours alone with chmod 600"
            raise BadUsage("password_file", place=str(path), reason=reason)
        return path.read_text(encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadUsage("password_file", place=str(path), reason=reason) from error
    except UnicodeDecodeError:
        raise BadUsage("password_file", place=str(path), reason="it is not UTF-8") from None
