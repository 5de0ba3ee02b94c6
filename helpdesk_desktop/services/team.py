"""The only place where agents, groups and roles are listed, made, changed and removed.

The last active administrator stays, and so does the last role of each kind.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotFound, ProblemCode
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import (
    Agent,
    ContactScope,
    Directory,
    Group,
    RemovedGroup,
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
)
from helpdesk_desktop.services import team_removal
from helpdesk_desktop.services.administering import (
    change,
    compared,
    guard,
    guard_width,
    refuse,
    refuse_taken,
    settings_values,
)
from helpdesk_desktop.services.connection import system_login, system_name
from helpdesk_desktop.services.session import Session
from helpdesk_desktop.storage import team_store
from helpdesk_desktop.storage.activity_store import add_changes
from helpdesk_desktop.storage.people_store import find_agent, load_agents
from helpdesk_desktop.storage.team_removal import hold_role

_NO_LOGIN_CHARACTER = re.compile(r"[^\w.\-]+")


def check_login(login: str) -> None:
    """Let pass what can be a login.

    Raises:
        Invalid: it cannot.
    """
    problem = login_problem(login)
    if problem is not None:
        raise Invalid((problem,))


def make_administrator(connection: Connection, at: datetime, login: str | None = None) -> None:
    """Make the first agent, where there is none yet: of this login, else whoever runs the program.

    The login is one that `check_login` lets pass.
    """
    if team_store.has_agents(connection):
        return
    if login is None:
        own = _NO_LOGIN_CHARACTER.sub("-", system_login() or "").strip("-") or "admin"
        login, name = own, system_name() or own
    else:
        name = login
    team_store.add_agent(
        connection,
        login=login,
        name=name,
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
            values = settings_values(settings, AGENT_SETTINGS, directory, login_problem(login))
            if find_agent(connection, login) is not None:
                refuse(ProblemCode.DUPLICATE, "login_taken", "login", value=login)
            role_id = values.get("role") or team_store.find_role(connection, RoleKind.AGENT)
            self._hand_out(connection, viewer, directory, role_id)
            deed = self._session.deed(viewer)
            agent_id = team_store.add_agent(
                connection,
                login=login,
                name=values.get("name", login),
                email=values.get("email"),
                role_id=role_id,
                at=deed.at,
            )
            joined = team_store.set_groups(connection, agent_id, values.get("groups", ()))
            if values.get("active") is False:
                team_store.edit_agent(connection, agent_id, 1, {"is_active": 0})
            rows = ((ChangeKind.AGENT, agent_id, 1), *_touched(ChangeKind.GROUP, joined))
            add_changes(connection, deed, rows)
            return next(one for one in load_agents(connection) if one.id == agent_id)

        return change(self._session, Right.MANAGE_PEOPLE, work)

    def set_agent(
        self, login: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Agent:
        """Change an agent; the login stays."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Agent:
            administrators = team_store.find_administrators(connection)
            found = directory.agent_by_login.get(fold(login))
            if found is None:
                raise NotFound("unknown_agent", value=login)
            guard(viewer, directory.role_by_id[found.role_id])
            values = settings_values(settings, AGENT_SETTINGS, directory)
            stored = compared(found.version, version, f"agent {found.login}")
            columns: dict[str, Any] = {
                name: values[name] for name in ("name", "email") if name in values
            }
            if values.get("role", found.role_id) != found.role_id:
                self._hand_out(connection, viewer, directory, values["role"])
                columns["role_id"] = values["role"]
            if "active" in values:
                columns["is_active"] = int(values["active"])
            if not team_store.edit_agent(connection, found.id, stored, columns):
                raise Conflict("conflict", None, what=f"agent {found.login}")
            moved = set()
            if "groups" in values:
                moved = team_store.set_groups(connection, found.id, values["groups"])
            if administrators and not team_store.find_administrators(connection):
                refuse(ProblemCode.NOT_ALLOWED, "last_administrator", "role")
            deed = self._session.deed(viewer)
            rows = ((ChangeKind.AGENT, found.id, stored + 1), *_touched(ChangeKind.GROUP, moved))
            add_changes(connection, deed, rows)
            return next(one for one in load_agents(connection) if one.id == found.id)

        return change(self._session, Right.MANAGE_PEOPLE, work)

    def add_group(self, key: str, settings: Mapping[str, str]) -> Group:
        """Make a group; without a name named by the key."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Group:
            values = settings_values(settings, GROUP_SETTINGS, directory, key_problem(key))
            if team_store.has_group_key(connection, key):
                refuse(ProblemCode.DUPLICATE, "name_taken", "key", what="group", value=key)
            name = values.get("name", key)
            refuse_taken("group", name, directory.groups)
            group_id = team_store.add_group(connection, key=key, name=name)
            joined = team_store.set_members(connection, group_id, values.get("members", ()))
            deed = self._session.deed(viewer)
            rows = ((ChangeKind.GROUP, group_id, 1), *_touched(ChangeKind.AGENT, joined))
            add_changes(connection, deed, rows)
            fresh = self._session.fresh_directory(connection)
            return next(one for one in fresh.groups if one.id == group_id)

        return change(self._session, Right.MANAGE_PEOPLE, work)

    def set_group(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Group:
        """Change a group; the key stays."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Group:
            found = directory.group_by_key.get(fold(key))
            if found is None:
                raise NotFound("no_such_group", value=key)
            values = settings_values(settings, GROUP_SETTINGS, directory)
            stored = compared(found.version, version, f"group {found.key}")
            name = values.get("name")
            if name is not None:
                others = (one for one in directory.groups if one.id != found.id)
                refuse_taken("group", name, others)
            if not team_store.edit_group(connection, found.id, stored, name):
                raise Conflict("conflict", None, what=f"group {found.key}")
            moved = set()
            if "members" in values:
                moved = team_store.set_members(connection, found.id, values["members"])
            deed = self._session.deed(viewer)
            rows = ((ChangeKind.GROUP, found.id, stored + 1), *_touched(ChangeKind.AGENT, moved))
            add_changes(connection, deed, rows)
            fresh = self._session.fresh_directory(connection)
            return fresh.group_by_id[found.id]

        return change(self._session, Right.MANAGE_PEOPLE, work)

    def add_role(self, key: str, settings: Mapping[str, str]) -> Role:
        """Make a role; without settings it is as narrow as a role can be."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Role:
            values = settings_values(settings, ROLE_SETTINGS, directory, key_problem(key))
            if team_store.has_role_key(connection, key):
                refuse(ProblemCode.DUPLICATE, "name_taken", "key", what="role", value=key)
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
            guard_width(viewer, new)
            refuse_taken("role", new.name, directory.roles)
            role_id = team_store.add_role(connection, new)
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.ROLE, role_id, 1),))
            return replace(new, id=RoleId(role_id))

        return change(self._session, Right.MANAGE_ROLES, work)

    def set_role(
        self, key: str, settings: Mapping[str, str], *, version: int | None = None
    ) -> Role:
        """Change a role; the key stays."""

        def work(connection: Connection, viewer: Viewer, directory: Directory) -> Role:
            administrators = team_store.find_administrators(connection)
            found = next((one for one in directory.roles if one.key == fold(key)), None)
            if found is None:
                raise NotFound("unknown_role", value=key)
            guard(viewer, found)
            values = settings_values(settings, ROLE_SETTINGS, directory)
            stored = compared(found.version, version, f"role {found.key}")
            changed = _role_with(found, values)
            guard_width(viewer, changed)
            if changed.name != found.name:
                others = (one for one in directory.roles if one.id != found.id)
                refuse_taken("role", changed.name, others)
            if changed.kind is not found.kind:
                team_removal.keep_kind(connection, found)
            if not team_store.edit_role(connection, changed):
                raise Conflict("conflict", None, what=f"role {found.key}")
            if administrators and not team_store.find_administrators(connection):
                refuse(ProblemCode.NOT_ALLOWED, "last_administrator", "kind")
            deed = self._session.deed(viewer)
            add_changes(connection, deed, ((ChangeKind.ROLE, found.id, stored + 1),))
            return replace(changed, version=stored + 1)

        return change(self._session, Right.MANAGE_ROLES, work)

    def remove_role(self, key: str, *, version: int | None = None) -> Role:
        """Remove a role that no agent has; what is answered puts it back by `restore_role`."""
        return team_removal.remove_role(self._session, key, version)

    def restore_role(self, removed: Role) -> Role:
        """Put a removed role back as it was; twice is once."""
        return team_removal.restore_role(self._session, removed)

    def remove_group(self, key: str, *, version: int | None = None) -> RemovedGroup:
        """Remove a group without tickets; what is answered puts it back by `restore_group`."""
        return team_removal.remove_group(self._session, key, version)

    def restore_group(self, removed: RemovedGroup) -> Group:
        """Put a removed group back, its members and filters with it; twice is once."""
        return team_removal.restore_group(self._session, removed)

    @staticmethod
    def _hand_out(
        connection: Connection, viewer: Viewer, directory: Directory, role_id: int
    ) -> None:
        # Held until the end: nobody removes the role while an agent gets it.
        role = directory.role_by_id.get(RoleId(role_id))
        if role is None or not hold_role(connection, role_id):
            refuse(ProblemCode.NOT_FOUND, "unknown_role", "role", value=role.key if role else "")
        guard_width(viewer, role)

    def _directory(self) -> Directory:
        with self._session.database.reading() as connection:
            return self._session.fresh_directory(connection)


def _role_with(role: Role, values: Mapping[str, Any]) -> Role:
    names = {"phones": "phones_masked"}
    return replace(role, **{names.get(name, name): value for name, value in values.items()})


def _touched(kind: ChangeKind, ids: Iterable[int]) -> Iterator[tuple[ChangeKind, int, None]]:
    return ((kind, row_id, None) for row_id in sorted(ids))
