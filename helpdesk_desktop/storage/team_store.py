"""The only place that writes agents, groups and roles; each edit compares the version it read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Right, Role, RoleKind
from helpdesk_desktop.storage.contact_store import inserted_id
from helpdesk_desktop.storage.schema import agent, role, team, team_member


def has_agents(connection: Connection) -> bool:
    """Whether anybody works here yet."""
    return connection.execute(select(agent.c.id).limit(1)).first() is not None


def add_agent(
    connection: Connection,
    *,
    login: str,
    name: str,
    email: str | None,
    role_id: int,
    at: datetime,
) -> int:
    """Make an agent; what is older than `at` counts as read by them."""
    row = {
        "login": login,
        "login_fold": fold(login),
        "name": name,
        "name_fold": fold(name),
        "email": email,
        "role_id": role_id,
        "is_active": 1,
        "created_at": at,
        "read_baseline_at": at,
        "version": 1,
    }
    return inserted_id(connection.execute(insert(agent), row))


def edit_agent(
    connection: Connection, agent_id: int, version: int, columns: dict[str, Any]
) -> bool:
    """Change an agent that still has `version`; False when somebody was first."""
    if "name" in columns:
        columns |= {"name_fold": fold(columns["name"])}
    return edit_row(connection, agent, agent_id, version, columns)


def find_administrators(connection: Connection) -> tuple[int, ...]:
    """The active administrators, locked: two of them cannot be switched off at one time."""
    rows = connection.execute(
        select(agent.c.id)
        .join(role, role.c.id == agent.c.role_id)
        .where(agent.c.is_active == 1, role.c.kind == int(RoleKind.ADMINISTRATOR))
        .order_by(agent.c.id)
        .with_for_update()
    )
    return tuple(rows.scalars())


def add_group(connection: Connection, *, key: str, name: str) -> int:
    """Make a group."""
    row = {"key": key, "name": name, "name_fold": fold(name), "version": 1}
    return inserted_id(connection.execute(insert(team), row))


def edit_group(connection: Connection, group_id: int, version: int, name: str | None) -> bool:
    """Change a group that still has `version`; False when somebody was first."""
    columns = {} if name is None else {"name": name, "name_fold": fold(name)}
    return edit_row(connection, team, group_id, version, columns)


def set_members(connection: Connection, group_id: int, agent_ids: Iterable[int]) -> set[int]:
    """Make exactly these agents the group's members; answers who joined or left.

    Their versions are raised: who is in what stands in both forms.
    """
    mine, other = team_member.c.team_id == group_id, team_member.c.agent_id
    before, after = _members(connection, other, mine), set(agent_ids)
    connection.execute(delete(team_member).where(mine, other.in_(before - after)))
    _add_members(connection, [(group_id, agent_id) for agent_id in sorted(after - before)])
    return _raise_versions(connection, agent, before ^ after)


def set_groups(connection: Connection, agent_id: int, group_ids: Iterable[int]) -> set[int]:
    """Make the agent a member of exactly these groups; answers the joined and the left ones.

    Their versions are raised: who is in what stands in both forms.
    """
    mine, other = team_member.c.agent_id == agent_id, team_member.c.team_id
    before, after = _members(connection, other, mine), set(group_ids)
    connection.execute(delete(team_member).where(mine, other.in_(before - after)))
    _add_members(connection, [(group_id, agent_id) for group_id in sorted(after - before)])
    return _raise_versions(connection, team, before ^ after)


def add_role(connection: Connection, new: Role) -> int:
    """Make a role; its id and version are given by the database."""
    row = {"key": new.key, "version": 1, **role_columns(new)}
    return inserted_id(connection.execute(insert(role), row))


def edit_role(connection: Connection, changed: Role) -> bool:
    """Write a role that still has its version; False when somebody was first."""
    return edit_row(connection, role, changed.id, changed.version, role_columns(changed))


def role_columns(one: Role) -> dict[str, Any]:
    """A role as it is kept, but for its key."""
    return {
        "name": one.name,
        "kind": int(one.kind),
        "tickets": int(one.tickets),
        "contacts": int(one.contacts),
        "phones_masked": int(one.phones_masked),
        "rights": " ".join(sorted(Right(right).value for right in one.rights)),
    }


def has_group_key(connection: Connection, key: str) -> bool:
    """Whether a group has this key."""
    return connection.execute(select(team.c.id).where(team.c.key == key)).first() is not None


def has_role_key(connection: Connection, key: str) -> bool:
    """Whether a role has this key."""
    return connection.execute(select(role.c.id).where(role.c.key == key)).first() is not None


def find_role(connection: Connection, kind: RoleKind) -> int:
    """The first role of a kind; the three default ones are always there."""
    found: int = connection.execute(
        select(func.min(role.c.id)).where(role.c.kind == int(kind))
    ).scalar_one()
    return found


def _members(connection: Connection, wanted: Column[int], where: ColumnElement[bool]) -> set[int]:
    return set(connection.execute(select(wanted).where(where)).scalars())


def _raise_versions(connection: Connection, table: Table, ids: set[int]) -> set[int]:
    if ids:
        raised = update(table).where(table.c.id.in_(ids)).values(version=table.c.version + 1)
        connection.execute(raised)
    return ids


def _add_members(connection: Connection, pairs: list[tuple[int, int]]) -> None:
    if pairs:
        connection.execute(
            insert(team_member),
            [{"team_id": group_id, "agent_id": agent_id} for group_id, agent_id in pairs],
        )


def edit_row(
    connection: Connection, table: Table, row_id: int, version: int, columns: dict[str, Any]
) -> bool:
    """Change a row that still has `version`; False when somebody was first."""
    changed = connection.execute(
        update(table)
        .where(table.c.id == row_id, table.c.version == version)
        .values(**columns, version=version + 1)
    )
    return changed.rowcount == 1
