"""The only place that reads agents, groups, roles, types and field definitions.

`load_viewer` is what display permission rests on: it is read again before every write, so that a
right taken away counts from the next save on.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, bindparam, func, literal, select, union_all

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import (
    Agent,
    AgentId,
    ContactScope,
    Directory,
    Group,
    GroupId,
    Right,
    Role,
    RoleId,
    RoleKind,
    TicketScope,
    TicketType,
    TypeId,
    Viewer,
)
from helpdesk_desktop.domain.ticket_rules import Known
from helpdesk_desktop.storage.schema import (
    agent,
    custom_field,
    custom_option,
    role,
    team,
    team_member,
    ticket_type,
)

_ROLE_COLUMNS = [column.label(f"role_{column.name}") for column in role.c]
_VIEWER = (
    select(
        agent.c.id,
        agent.c.login,
        agent.c.name,
        agent.c.is_active,
        agent.c.read_baseline_at,
        team_member.c.team_id,
        # Beside the viewer, so that a write knows without a trip of its own what it must ask for.
        select(func.sum(custom_field.c.version)).scalar_subquery().label("fields_stamp"),
        *_ROLE_COLUMNS,
    )
    .join(role, role.c.id == agent.c.role_id)
    .outerjoin(team_member, team_member.c.agent_id == agent.c.id)
    .where(agent.c.id == bindparam("of_id"))
)
# A right that a newer program knows is none that this one could grant.
_RIGHTS = {right.value: right for right in Right}
_KNOWN_COLUMNS = {
    "agent": (agent.c.id, agent.c.is_active),
    "group": (team.c.id, literal(1)),
    "type": (ticket_type.c.id, ticket_type.c.is_retired),
}


def load_viewer(connection: Connection, agent_id: int) -> Viewer | None:
    """The agent as display permission sees it; None for an unknown or inactive one."""
    rows = connection.execute(_VIEWER, {"of_id": agent_id}).all()
    if not rows or not rows[0].is_active:
        return None
    first = rows[0]
    return Viewer(
        AgentId(first.id),
        first.login,
        first.name,
        _role(first),
        frozenset(GroupId(row.team_id) for row in rows if row.team_id is not None),
        first.read_baseline_at,
        int(first.fields_stamp or 0),
    )


def load_directory(connection: Connection, me: AgentId | None = None) -> Directory:
    """Everything that can be named, in the order of their ids; types and fields by position."""
    return Directory(
        me,
        load_agents(connection),
        load_groups(connection),
        load_types(connection),
        load_roles(connection),
        load_custom_fields(connection),
    )


def load_agents(connection: Connection) -> tuple[Agent, ...]:
    """All agents, inactive ones too."""
    columns = (
        agent.c.id,
        agent.c.login,
        agent.c.name,
        agent.c.email,
        agent.c.role_id,
        agent.c.is_active,
        agent.c.version,
    )
    return tuple(
        Agent(
            AgentId(row.id),
            row.login,
            row.name,
            row.email,
            RoleId(row.role_id),
            bool(row.is_active),
            row.version,
        )
        for row in connection.execute(select(*columns).order_by(agent.c.id))
    )


def find_agent(connection: Connection, login: str) -> int | None:
    """The agent of a login, whatever its case."""
    found: int | None = connection.execute(
        select(agent.c.id).where(agent.c.login_fold == fold(login))
    ).scalar()
    return found


def load_groups(connection: Connection) -> tuple[Group, ...]:
    """All groups with their members."""
    members: dict[int, list[AgentId]] = {}
    pairs = select(team_member.c.team_id, team_member.c.agent_id).order_by(team_member.c.agent_id)
    for team_id, agent_id in connection.execute(pairs):
        members.setdefault(team_id, []).append(AgentId(agent_id))
    columns = (team.c.id, team.c.key, team.c.name, team.c.version)
    return tuple(
        Group(GroupId(row.id), row.key, row.name, tuple(members.get(row.id, ())), row.version)
        for row in connection.execute(select(*columns).order_by(team.c.id))
    )


def load_roles(connection: Connection) -> tuple[Role, ...]:
    """All roles."""
    return tuple(
        _role(row) for row in connection.execute(select(*_ROLE_COLUMNS).order_by(role.c.id))
    )


def load_types(connection: Connection) -> tuple[TicketType, ...]:
    """All types, retired ones too."""
    ordered = select(ticket_type).order_by(ticket_type.c.position, ticket_type.c.id)
    return tuple(
        TicketType(
            TypeId(row.id), row.key, row.name, row.position, bool(row.is_retired), row.version
        )
        for row in connection.execute(ordered)
    )


def load_custom_fields(connection: Connection) -> tuple[CustomField, ...]:
    """All definitions of custom fields with their options, inactive and retired ones too."""
    options: dict[int, list[CustomOption]] = {}
    ordered = select(custom_option).order_by(custom_option.c.position, custom_option.c.id)
    for row in connection.execute(ordered):
        parent = None if row.parent_id is None else CustomOptionId(row.parent_id)
        option = CustomOption(
            CustomOptionId(row.id), row.key, row.label, parent, bool(row.is_retired)
        )
        options.setdefault(row.field_id, []).append(option)
    fields = select(custom_field).order_by(custom_field.c.position, custom_field.c.id)
    return tuple(
        CustomField(
            CustomFieldId(row.id),
            CustomFieldOwner(row.owner),
            row.key,
            row.label,
            CustomFieldKind(row.kind),
            bool(row.is_active),
            tuple(options.get(row.id, ())),
            row.help,
            row.pattern,
            row.default_value,
            row.position,
            bool(row.required_to_create),
            bool(row.required_to_close),
            row.version,
        )
        for row in connection.execute(fields)
    )


def load_known(
    connection: Connection,
    *,
    agent_ids: Iterable[int] = (),
    group_ids: Iterable[int] = (),
    type_ids: Iterable[int] = (),
    contact_ids: Iterable[int] = (),
    custom_fields: Iterable[CustomField] = (),
) -> Known:
    """What is stored of the ids that a ticket names; one round trip, none when it names none.

    `contact_ids` and `custom_fields` are taken over: the caller has judged them.
    """
    asked = {"agent": list(agent_ids), "group": list(group_ids), "type": list(type_ids)}
    wanted = {kind: ids for kind, ids in asked.items() if ids}
    found: dict[str, dict[int, bool]] = {"agent": {}, "group": {}, "type": {}}
    if wanted:
        for kind, number, flag in connection.execute(_known(tuple(wanted)), wanted):
            found[kind][number] = bool(flag)
    return Known(
        found["agent"],
        frozenset(found["group"]),
        found["type"],
        frozenset(contact_ids),
        {custom.key: custom for custom in custom_fields if custom.owner is CustomFieldOwner.TICKET},
    )


@cache
def _known(kinds: tuple[str, ...]) -> CompoundSelect[Any]:
    # Built once for each of the seven ways to ask: building one costs more than asking it.
    parts = []
    for kind in kinds:
        column, flag = _KNOWN_COLUMNS[kind]
        is_wanted = column.in_(bindparam(kind, expanding=True))
        parts.append(
            select(literal(kind).label("kind"), column, flag.label("flag")).where(is_wanted)
        )
    return union_all(*parts)


def _role(row: Row[Any]) -> Role:
    return Role(
        RoleId(row.role_id),
        row.role_key,
        row.role_name,
        RoleKind(row.role_kind),
        TicketScope(row.role_tickets),
        ContactScope(row.role_contacts),
        bool(row.role_phones_masked),
        frozenset(_RIGHTS[word] for word in row.role_rights.split() if word in _RIGHTS),
        row.role_version,
    )
