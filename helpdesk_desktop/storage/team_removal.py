"""The only place that removes roles and groups, and puts them back under the ids they had.

What refers to them by id (history, quick filters) is right again after that.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Group, Role
from helpdesk_desktop.storage.schema import (
    agent,
    role,
    saved_filter,
    saved_filter_share,
    team,
    team_member,
    ticket,
)
from helpdesk_desktop.storage.team_store import role_columns


def hold_role_kinds(connection: Connection) -> dict[int, int]:
    """The kind of every role by its id, locked: the last one of a kind cannot go twice."""
    rows = connection.execute(select(role.c.id, role.c.kind).order_by(role.c.id).with_for_update())
    return {row.id: row.kind for row in rows}


def hold_role(connection: Connection, role_id: int) -> bool:
    """Keep a role from being removed until the end; False where it is gone already."""
    wanted = select(role.c.id).where(role.c.id == role_id).with_for_update(read=True)
    return connection.execute(wanted).first() is not None


def count_agents(connection: Connection, role_id: int) -> int:
    """How many agents have the role, inactive ones too."""
    counted = select(func.count()).select_from(agent).where(agent.c.role_id == role_id)
    return connection.execute(counted).scalar_one()


def count_tickets(connection: Connection, group_id: int) -> int:
    """How many tickets the group has, deleted and merged ones too."""
    counted = select(func.count()).select_from(ticket).where(ticket.c.team_id == group_id)
    return connection.execute(counted).scalar_one()


def load_shares(connection: Connection, group_id: int) -> tuple[int, ...]:
    """The quick filters that are shared with the group."""
    shared = saved_filter_share.c
    rows = select(shared.filter_id).where(shared.team_id == group_id).order_by(shared.filter_id)
    return tuple(connection.execute(rows).scalars())


def remove_role(connection: Connection, role_id: int, version: int) -> bool:
    """Remove a role that still has `version`; False when somebody was first."""
    gone = connection.execute(delete(role).where(role.c.id == role_id, role.c.version == version))
    return gone.rowcount == 1


def remove_group(connection: Connection, group_id: int, version: int) -> bool:
    """Remove a group that still has `version`, with its members; False when somebody was first."""
    gone = connection.execute(delete(team).where(team.c.id == group_id, team.c.version == version))
    return gone.rowcount == 1


def restore_role(connection: Connection, removed: Role) -> None:
    """Put a role back as it was, a version later."""
    row = {"id": removed.id, "key": removed.key, "version": removed.version + 1}
    connection.execute(insert(role), {**row, **role_columns(removed)})


def restore_group(connection: Connection, removed: Group, share_ids: Iterable[int]) -> None:
    """Put a group back as it was, a version later; what it was shared with may be gone since."""
    connection.execute(
        insert(team),
        {
            "id": removed.id,
            "key": removed.key,
            "name": removed.name,
            "name_fold": fold(removed.name),
            "version": removed.version + 1,
        },
    )
    members = [{"team_id": removed.id, "agent_id": one} for one in removed.member_ids]
    if members:
        connection.execute(insert(team_member), members)
    there = select(saved_filter.c.id).where(saved_filter.c.id.in_(tuple(share_ids)))
    shares = [
        {"team_id": removed.id, "filter_id": one} for one in connection.execute(there).scalars()
    ]
    if shares:
        connection.execute(insert(saved_filter_share), shares)
