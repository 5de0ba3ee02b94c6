"""The only place for the rules of display permission that need no SQL.

Which tickets a viewer sees is written as SQL in `storage.permission_sql` and as plain Python here
(`sees_ticket`), which tests hold against each other. Phone masking happens where rows become
values, in storage, and nowhere later.
"""

from dataclasses import dataclass

from helpdesk_desktop.domain.people import AgentId, ContactScope, GroupId, TicketScope, Viewer

_MASK = "••••"
_SHOWN_DIGITS = 3
_FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What display permission looks at."""

    creator_id: AgentId | None
    assignee_id: AgentId | None
    group_id: GroupId | None
    cc_ids: frozenset[AgentId]


def sees_ticket(viewer: Viewer, facts: TicketFacts) -> bool:
    """Whether this viewer's role lets the ticket be seen at all."""
    scope = viewer.ticket_scope
    if scope is TicketScope.ALL:
        return True
    me = viewer.agent_id
    if me in {facts.creator_id, facts.assignee_id} or me in facts.cc_ids:
        return True
    if scope is TicketScope.OWN:
        return False
    if facts.assignee_id is None:
        return True
    return scope is TicketScope.GROUPS and facts.group_id in viewer.group_ids


def sees_contact(viewer: Viewer, manager_id: AgentId | None) -> bool:
    """Whether this viewer's role lets the contact's page be seen."""
    scope = viewer.contact_scope
    if scope is ContactScope.ALL or manager_id == viewer.agent_id:
        return True
    return scope is ContactScope.UNMANAGED and manager_id is None


def masked_phone(number: str | None) -> str | None:
    """`•••• ` and the last three digits, nothing else; fewer than 7 digits: `••••`."""
    if not number:
        return None
    digits = "".join(char for char in number if char.isdigit())
    if len(digits) < _FEWEST_DIGITS:
        return _MASK
    return f"{_MASK} {digits[-_SHOWN_DIGITS:]}"


def is_masked(number: str | None) -> bool:
    """Whether this is a masked number rather than one to dial."""
    return number is not None and number.startswith(_MASK)
