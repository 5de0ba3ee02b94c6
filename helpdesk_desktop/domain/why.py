"""The only place for what the answer to "Why is this ticket here?" is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.filters import Group, Node, effective
from helpdesk_desktop.domain.people import TicketScope, Viewer
from helpdesk_desktop.domain.permission import TicketFacts
from helpdesk_desktop.domain.ticket import TicketDetail


class Permit(StrEnum):
    """What can let an agent see a ticket."""

    ADMINISTRATOR = "administrator"  # sees all
    ROLE = "role"  # the role sees all
    CREATED = "created"  # created by the agent
    ASSIGNED = "assigned"  # assigned to the agent
    IN_CC = "in-cc"
    UNASSIGNED = "unassigned"  # assigned to nobody
    MY_GROUP = "my-group"  # the group is one of the agent's


@dataclass(frozen=True, slots=True)
class Judged:
    """One node of a filter tree and whether it holds for the ticket, its negation counted in.

    Muting is left aside: a muted node tells what it would say. `is_true` is None inside
    `call:( )` and `note:( )`, where only the whole is true or not, and for what cannot be asked.
    """

    node: Node
    is_true: bool | None
    parts: tuple["Judged", ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why one ticket is in a list, or is not, for one agent.

    `permits` are the rules that the agent's role knows, each with whether it holds; one is enough.
    `ticket` is what the agent sees of it, or the asker where the agent sees nothing, and `custom`
    what it has in the custom fields that are asked about, by their keys: `cf.region`,
    `company.cf.sector`.
    """

    viewer: Viewer
    ticket: TicketDetail
    permits: tuple[tuple[Permit, bool], ...]
    quick: Judged
    filter: Judged
    search: Judged
    custom: Mapping[str, CustomValue | None] = field(default_factory=dict)

    @property
    def is_seen(self) -> bool:
        """Whether display permission lets the agent see the ticket."""
        return any(holds for _, holds in self.permits)

    @property
    def is_listed(self) -> bool:
        """Whether the list shows the ticket to the agent."""
        return self.is_seen and all(
            effective(part.node) is None or part.is_true is True
            for part in (self.quick, self.filter, self.search)
        )


def permits_of(viewer: Viewer, facts: TicketFacts) -> tuple[tuple[Permit, bool], ...]:
    """The rules of the viewer's role in their order, each with whether it holds for a ticket."""
    if viewer.is_administrator:
        return ((Permit.ADMINISTRATOR, True),)
    scope, me = viewer.ticket_scope, viewer.agent_id
    if scope is TicketScope.ALL:
        return ((Permit.ROLE, True),)
    found = [
        (Permit.ASSIGNED, facts.assignee_id == me),
        (Permit.CREATED, facts.creator_id == me),
        (Permit.IN_CC, me in facts.cc_ids),
    ]
    if scope in {TicketScope.UNASSIGNED, TicketScope.GROUPS}:
        found.append((Permit.UNASSIGNED, facts.assignee_id is None))
    if scope is TicketScope.GROUPS:
        found.append((Permit.MY_GROUP, facts.group_id in viewer.group_ids))
    return tuple(found)


def leaves(node: Node) -> list[Node]:
    """Everything below a node that is true or not by itself: conditions, `call:( )`, `note:( )`."""
    if not isinstance(node, Group) or node.scope is not None:
        return [node]
    return [leaf for part in node.parts for leaf in leaves(part)]


def judge(node: Node, answers: list[bool | None]) -> Judged:
    """The tree with its answers, which stand in the order of `leaves` and are taken off the front.

    An answer says whether the leaf holds with its own negation left aside.
    """
    if not isinstance(node, Group) or node.scope is not None:
        held = answers.pop(0)
        inside = tuple(map(_unjudged, node.parts)) if isinstance(node, Group) else ()
        return Judged(node, None if held is None else held != node.neg, inside)
    parts = tuple(judge(part, answers) for part in node.parts)
    return Judged(node, _joined(node, parts), parts)


def _joined(group: Group, parts: tuple[Judged, ...]) -> bool | None:
    if not group.parts:
        return not group.neg
    # What is muted has no effect; a group of which nothing is left is asked as if nothing were.
    live = [part.is_true for part in parts if effective(part.node) is not None] or [
        part.is_true for part in parts
    ]
    if None in live:
        return None
    held = all(live) if group.join == "all" else any(live)
    return held != group.neg


def _unjudged(node: Node) -> Judged:
    parts = tuple(map(_unjudged, node.parts)) if isinstance(node, Group) else ()
    return Judged(node, None, parts)
