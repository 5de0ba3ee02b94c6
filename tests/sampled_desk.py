"""A desk of tickets drawn once from the strategies of `trees`, the same in every run.

One desk is loaded once and asked many trees: three databases are then asked hundreds of times in
seconds.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, Phase, given, seed, settings

from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.domain.people import (
    AgentId,
    ContactScope,
    Directory,
    GroupId,
    Role,
    RoleKind,
    TicketScope,
    Viewer,
)
from helpdesk_desktop.domain.permission import TicketFacts as PermissionFacts
from helpdesk_desktop.domain.question import Question
from tests import oracle, trees
from tests.facts import TicketFacts

_TICKETS = 45


@cache
def desk(number: int = 1, *, has_custom: bool = False) -> tuple[TicketFacts, ...]:
    """45 tickets with serials from 1; every seventh is deleted.

    `has_custom`: with values in the custom fields of `trees.CUSTOM_DIRECTORY`.
    """
    drawn: list[TicketFacts] = []

    @seed(number)
    @settings(
        max_examples=_TICKETS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(trees.facts(trees.CUSTOM_DIRECTORY) if has_custom else trees.facts())
    def draw(facts: TicketFacts) -> None:
        drawn.append(facts)

    draw()
    return tuple(
        replace(facts, serial=serial, is_deleted=serial % 7 == 3)
        for serial, facts in enumerate(drawn[:_TICKETS], start=1)
    )


def viewer_with(
    tickets: TicketScope = TicketScope.ALL,
    contacts: ContactScope = ContactScope.ALL,
    kind: RoleKind = RoleKind.AGENT,
    *,
    masked: bool = False,
) -> Viewer:
    """The directory's `me` in a role with these settings."""
    whole = trees.viewer()
    role = Role(whole.role.id, "role", "Role", kind, tickets, contacts, masked, frozenset())
    return replace(whole, role=role)


VIEWERS = tuple(
    viewer_with(tickets, contacts, kind, masked=masked)
    for kind in RoleKind
    for tickets in TicketScope
    for contacts in ContactScope
    for masked in (False, True)
)
# One in each way of seeing contacts and their numbers.
CONTACT_VIEWERS = tuple(
    viewer_with(contacts=contacts, masked=masked)
    for contacts in ContactScope
    for masked in (False, True)
)


def question(viewer: Viewer | None = None, directory: Directory = trees.DIRECTORY) -> Question:
    """What `viewer` asks at the hour that the strategies' instants lie around."""
    return Question(FilterSpec(), viewer or trees.viewer(), directory, trees.NOW, trees.ZONE)


def permission_facts(facts: TicketFacts) -> PermissionFacts:
    """What display permission looks at."""
    return PermissionFacts(
        None if facts.creator_id is None else AgentId(facts.creator_id),
        None if facts.assignee_id is None else AgentId(facts.assignee_id),
        None if facts.group_id is None else GroupId(facts.group_id),
        frozenset(AgentId(each) for each in facts.cc_ids),
    )


def ordered_serials(
    tickets: Sequence[TicketFacts],
    sort: tuple[SortKey, ...],
    viewer: Viewer,
    directory: Directory = trees.DIRECTORY,
) -> list[int]:
    """Serials in the order that the oracle gives them."""
    found = oracle.ordered(tickets, sort, viewer, directory)
    return [facts.serial for facts in found]
