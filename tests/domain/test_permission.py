"""Display permission without SQL: who sees which ticket, contact and number."""

from dataclasses import replace

import pytest

from helpdesk_desktop.domain.people import (
    AgentId,
    ContactScope,
    GroupId,
    Right,
    RoleKind,
    TicketScope,
    Viewer,
)
from helpdesk_desktop.domain.permission import (
    TicketFacts,
    masked_phone,
    sees_contact,
    sees_ticket,
)
from tests import trees

ME, OTHER = AgentId(1), AgentId(2)
MINE, THEIRS = GroupId(1), GroupId(2)
NOBODYS = TicketFacts(None, None, None, frozenset())
OTHERS = TicketFacts(OTHER, OTHER, THEIRS, frozenset({OTHER}))


def _viewer(
    tickets: TicketScope = TicketScope.OWN,
    contacts: ContactScope = ContactScope.MANAGED,
    *,
    kind: RoleKind = RoleKind.AGENT,
    masked: bool = True,
) -> Viewer:
    start = trees.viewer()
    role = replace(
        start.role,
        kind=kind,
        tickets=tickets,
        contacts=contacts,
        phones_masked=masked,
        rights=frozenset({Right.EDIT}),
    )
    return replace(start, agent_id=ME, role=role, group_ids=frozenset({MINE}))


ALL, GROUPS, UNASSIGNED, OWN = TicketScope


@pytest.mark.parametrize(
    ("facts", "seen_by"),
    [
        (OTHERS, {ALL}),
        (NOBODYS, {ALL, GROUPS, UNASSIGNED}),
        (replace(OTHERS, creator_id=ME), {ALL, GROUPS, UNASSIGNED, OWN}),
        (replace(OTHERS, assignee_id=ME), {ALL, GROUPS, UNASSIGNED, OWN}),
        (replace(OTHERS, cc_ids=frozenset({ME, OTHER})), {ALL, GROUPS, UNASSIGNED, OWN}),
        (replace(OTHERS, group_id=MINE), {ALL, GROUPS}),
        (replace(OTHERS, group_id=None), {ALL}),
        # Unassigned is nobody's, whatever the group.
        (replace(OTHERS, assignee_id=None), {ALL, GROUPS, UNASSIGNED}),
        (replace(NOBODYS, group_id=MINE), {ALL, GROUPS, UNASSIGNED}),
    ],
)
@pytest.mark.parametrize("scope", TicketScope)
def test_a_role_sees_these_tickets(
    facts: TicketFacts, seen_by: set[TicketScope], scope: TicketScope
) -> None:
    assert sees_ticket(_viewer(scope), facts) == (scope in seen_by)


@pytest.mark.parametrize(
    ("scope", "mine", "nobodys", "others"),
    [
        (ContactScope.ALL, True, True, True),
        (ContactScope.UNMANAGED, True, True, False),
        (ContactScope.MANAGED, True, False, False),
    ],
)
def test_a_role_sees_these_contacts(
    scope: ContactScope,
    mine: bool,  # noqa: FBT001 - a table's cell
    nobodys: bool,  # noqa: FBT001 - a table's cell
    others: bool,  # noqa: FBT001 - a table's cell
) -> None:
    viewer = _viewer(contacts=scope)
    seen = [sees_contact(viewer, manager) for manager in (ME, None, OTHER)]
    assert seen == [mine, nobodys, others]


def test_an_administrator_sees_and_may_do_all() -> None:
    chief = _viewer(kind=RoleKind.ADMINISTRATOR)
    assert sees_ticket(chief, OTHERS)
    assert sees_contact(chief, OTHER)
    assert not chief.phones_masked
    assert all(chief.may(right) for right in Right)


def test_anyone_else_may_what_the_role_says() -> None:
    agent = _viewer()
    assert agent.phones_masked
    assert not _viewer(masked=False).phones_masked
    assert [right for right in Right if agent.may(right)] == [Right.EDIT]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (None, None),
        ("", None),
        ("+84908123331", "•••• 331"),
        ("(0908) 123-331", "•••• 331"),
        ("1234567", "•••• 567"),
        ("123456", "••••"),
        ("12-34-56", "••••"),
        ("331", "••••"),
        ("no digits", "••••"),
    ],
)
def test_a_masked_number_shows_three_digits_at_most(number: str | None, shown: str | None) -> None:
    assert masked_phone(number) == shown
