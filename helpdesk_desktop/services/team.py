"""The only place where agents, groups and roles are listed, made and changed.

Only administrators touch administrators, whatever else a role grants, and the last active one
stays.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Connection

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    Problem,
    ProblemCode,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import (
    Agent,
    ContactScope,
    Directory,
    Group,
    Right,
    Role,
    RoleId,
    RoleKind,
    TicketScope,
    Viewer,
)
from helpdesk_desktop.domain.team_rules import (
    AGENT_SETTINGS,
    GROUP_SETTINGS,
    ROLE_SETTINGS,
    key_problem,
    login_problem,
    read_settings,
)
from helpdesk_desktop.services.connection import system_login, system_name
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import team_store
from helpdesk_desktop.storage.activity_store import add_changes
from helpdesk_desktop.storage.people_store import find_agent, load_agents

T = TypeVar("T")

_NO_LOGIN_CHARACTER = re.compile(r"[^\w.\-]+")


def make_administrator(connection: Connection, at: datetime) -> None:
    """Make the first agent, from whoever runs the program, where there is none yet."""
    if team_store.has_agents(connection):
        return
    login = _NO_LOGIN_CHARACTER.sub("-", system_login() or "").strip("-") or "admin"
    team_store.add_agent(
        connection,
        login=login,
        name=system_name() or login,
        email=None,
        role_id=team_store.find_role(connection, RoleKind.ADMINISTRATOR),
        at=at,
    )


class DeskTeam:
    """Lists, makes and changes agents, groups and roles.

    Settings are words, as `domain.team_rules` has them. `version` is the one the editor opened
    with; None changes whatever is stored. Every change raises NotAllowed, Invalid, NotFound and
    Conflict, as their names say.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def agents(self) -> tuple[Agent, ...]:
        """All agents, inactive ones too."""
        return self._directory().agents

    def groups(self) -> tuple[Group, ...]:
        """All groups."""
        return self._directory().groups

    def roles(self) -> tuple[Role, ...]:
        """All roles."""
        return self._directory().roles

    def add_agent(self, login: str, settings: Mapping[str, str]) -> Agent:
        """Make an agent; without a role an ordinary one, without a name named by the login."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Agent:
            values = _values(settings, AGENT_SETTINGS, directory, login_problem(login))
            if find_agent(connection, login) is not None:
                _refuse(ProblemCode.DUPLICATE, "login_taken", "login", value=login)
            role_id = values.get("role") or team_store.find_role(connection, RoleKind.AGENT)
            _guard(viewer, directory.role_by_id[RoleId(role_id)])
            deed = self._session.deed(viewer)
            agent_id = team_store.add_agent(
                connection,
                login=login,
                name=values.get("name", login),
                email=values.get("email"),
                role_id=role_id,
                at=deed.at,
            )
            team_store.set_groups(connection, agent_id, values.get("groups", ()))
            if values.get("active") is False:
                team_store.edit_agent(connection, agent_id, 1, {"is_active": 0})
            add_changes(connection, deed, ((ChangeKind.AGENT, agent_id, 1),))
            return next(one for one in load_agents(connection) if one.id == agent_id)

        return self._change(Right.MANAGE_PEOPLE, work)

    def set_agent(
        self, login: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Agent:
        """Change an agent; the login stays."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Agent:
            administrators = team_store.find_administrators(connection)
            found = directory.agent_by_login.get(fold(login))
            if found is None:
                raise NotFound("unknown_agent", value=login)
            _guard(viewer, directory.role_by_id[found.role_id])
            values = _values(settings, AGENT_SETTINGS, directory)
            stored = _compared(found.version, version, f"agent {found.login}")
            columns: dict[str, Any] = {
                name: values[name] for name in ("name", "email") if name in values
            }
            if "role" in values:
                _guard(viewer, directory.role_by_id[RoleId(values["role"])])
                columns["role_id"] = values["role"]
            if "active" in values:
                columns["is_active"] = int(values["active"])
            if not team_store.edit_agent(connection, found.id, stored, columns):
                raise Conflict("conflict", None, what=f"agent {found.login}")
            if "groups" in values:
                team_store.set_groups(connection, found.id, values["groups"])
            if administrators and not team_store.find_administrators(connection):
                _refuse(ProblemCode.NOT_ALLOWED, "last_administrator", "role")
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.AGENT, found.id, stored + 1),))
            return next(one for one in load_agents(connection) if one.id == found.id)

        return self._change(Right.MANAGE_PEOPLE, work)

    def add_group(self, key: str, settings: Mapping[str, str]) -> Group:
        """Make a group; without a name named by the key."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Group:
            values = _values(settings, GROUP_SETTINGS, directory, key_problem(key))
            if team_store.has_group_key(connection, key):
                _refuse(ProblemCode.DUPLICATE, "name_taken", "key", what="group", value=key)
            group_id = team_store.add_group(connection, key=key, name=values.get("name", key))
            team_store.set_members(connection, group_id, values.get("members", ()))
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.GROUP, group_id, 1),))
            fresh = self._session.fresh_directory(connection)
            return next(one for one in fresh.groups if one.id == group_id)

        return self._change(Right.MANAGE_PEOPLE, work)

    def set_group(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Group:
        """Change a group; the key stays."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Group:
            found = directory.group_by_key.get(fold(key))
            if found is None:
                raise NotFound("no_such_group", value=key)
            values = _values(settings, GROUP_SETTINGS, directory)
            stored = _compared(found.version, version, f"group {found.key}")
            if not team_store.edit_group(connection, found.id, stored, values.get("name")):
                raise Conflict("conflict", None, what=f"group {found.key}")
            if "members" in values:
                team_store.set_members(connection, found.id, values["members"])
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.GROUP, found.id, stored + 1),))
            fresh = self._session.fresh_directory(connection)
            return fresh.group_by_id[found.id]

        return self._change(Right.MANAGE_PEOPLE, work)

    def add_role(self, key: str, settings: Mapping[str, str]) -> Role:
        """Make a role; without settings it is as narrow as a role can be."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Role:
            values = _values(settings, ROLE_SETTINGS, directory, key_problem(key))
            if team_store.has_role_key(connection, key):
                _refuse(ProblemCode.DUPLICATE, "name_taken", "key", what="role", value=key)
            narrow = Role(
                RoleId(0),
                key,
                key,
                RoleKind.AGENT,
                TicketScope.OWN,
                ContactScope.MANAGED,
                phones_masked=True,
                rights=frozenset(),
            )
            new = _role_with(narrow, values)
            _guard_rights(viewer, new)
            role_id = team_store.add_role(connection, new)
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.ROLE, role_id, 1),))
            return replace(new, id=RoleId(role_id))

        return self._change(Right.MANAGE_ROLES, work)

    def set_role(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Role:
        """Change a role; the key stays."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Role:
            administrators = team_store.find_administrators(connection)
            found = next((one for one in directory.roles if one.key == fold(key)), None)
            if found is None:
                raise NotFound("unknown_role", value=key)
            _guard(viewer, found)
            values = _values(settings, ROLE_SETTINGS, directory)
            stored = _compared(found.version, version, f"role {found.key}")
            changed = _role_with(found, values)
            _guard_rights(viewer, changed)
            if not team_store.edit_role(connection, changed):
                raise Conflict("conflict", None, what=f"role {found.key}")
            if administrators and not team_store.find_administrators(connection):
                _refuse(ProblemCode.NOT_ALLOWED, "last_administrator", "kind")
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.ROLE, found.id, stored + 1),))
            return replace(changed, version=stored + 1)

        return self._change(Right.MANAGE_ROLES, work)

    def _directory(self) -> Directory:
        with self._session.database.reading() as connection:
            return self._session.fresh_directory(connection)

    def _change(self, right: Right, work: Callable[[Connection, Viewer, Directory], T]) -> T:
        def whole(connection: Connection) -> T:
            viewer = self._session.writer(connection, right)
            return work(connection, viewer, self._session.fresh_directory(connection))

        result = self._session.database.write(whole)
        with self._session.database.reading() as connection:
            self._session.fresh_directory(connection)
        return result


def _values(
    settings: Mapping[str, str],
    allowed: tuple[str, ...],
    directory: Directory,
    problem: Problem | None = None,
) -> dict[str, Any]:
    values, problems = read_settings(settings, allowed, directory)
    problems = problems if problem is None else (problem, *problems)
    if problems:
        raise Invalid(problems)
    return values


def _compared(stored: int, version: int | None, what: str) -> int:
    if version is not None and version != stored:
        raise Conflict("conflict", stored, what=what)
    return stored


def _role_with(role: Role, values: Mapping[str, Any]) -> Role:
    names = {"phones": "phones_masked"}
    return replace(role, **{names.get(name, name): value for name, value in values.items()})


def _guard(viewer: Viewer, role: Role) -> None:
    if role.kind is RoleKind.ADMINISTRATOR and not viewer.is_administrator:
        raise NotAllowed("not_allowed", action="change administrators")


def _guard_rights(viewer: Viewer, role: Role) -> None:
    _guard(viewer, role)
    # Nobody hands out what they do not have.
    missing = sorted(right.value for right in role.rights if not viewer.may(right))
    if missing:
        raise NotAllowed("not_allowed", action=", ".join(missing))


def _refuse(code: ProblemCode, key: str, field: str, **values: object) -> NoReturn:
    raise Invalid((Problem(code, key, values, field),))
