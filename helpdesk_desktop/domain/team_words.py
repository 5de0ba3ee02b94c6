"""The only place that says an agent, group, role or type in the words that `team_rules` reads."""

from collections.abc import Iterable

from helpdesk_desktop.domain.people import (
    CONTACT_SCOPE_KEYS,
    ROLE_KIND_KEYS,
    TICKET_SCOPE_KEYS,
    Agent,
    Directory,
    Group,
    Role,
    TicketType,
)


def agent_words(agent: Agent, directory: Directory) -> dict[str, str]:
    """The settings of an agent."""
    groups = (group.key for group in directory.groups if agent.id in group.member_ids)
    return {
        "name": agent.name,
        "email": agent.email or "",
        "role": directory.role_by_id[agent.role_id].key,
        "groups": joined(groups),
        "active": "yes" if agent.is_active else "no",
    }


def group_words(group: Group, directory: Directory) -> dict[str, str]:
    """The settings of a group."""
    members = (directory.agent_by_id[member].login for member in group.member_ids)
    return {"name": group.name, "members": joined(members)}


def role_words(role: Role) -> dict[str, str]:
    """The settings of a role."""
    return {
        "name": role.name,
        "kind": ROLE_KIND_KEYS[role.kind],
        "tickets": TICKET_SCOPE_KEYS[role.tickets],
        "contacts": CONTACT_SCOPE_KEYS[role.contacts],
        "phones": "masked" if role.phones_masked else "shown",
        "rights": joined(right.value for right in role.rights),
    }


def type_words(kind: TicketType) -> dict[str, str]:
    """The settings of a ticket type but for its place, which is the order's."""
    return {"name": kind.name, "retired": "yes" if kind.is_retired else "no"}


def joined(words: Iterable[str]) -> str:
    """Several words in one setting, always in the same order."""
    return ",".join(sorted(words))
