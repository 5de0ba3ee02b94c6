from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    ChoiceCondition,
    Group,
    Node,
    YesNoCondition,
    muted,
    negated,
)
from helpdesk_desktop.domain.people import AgentId, ContactScope, GroupId, RoleKind, TicketScope
from helpdesk_desktop.domain.permission import TicketFacts, sees_ticket
from helpdesk_desktop.domain.ticket import Priority, Serial, Source, Status, TicketDetail
from helpdesk_desktop.domain.why import Judged, Permit, Why, judge, leaves, permits_of
from tests import trees

_CLOSED = ChoiceCondition(field="status", items=(3,))
_UNREAD = YesNoCondition(field="unread")
_AT = datetime(2026, 11, 23, tzinfo=UTC)


def _ticket() -> TicketDetail:
    return TicketDetail(
        serial=Serial(1),
        uid=UUID(int=1),
        version=1,
        subject="Printer is on fire",
        description=None,
        status=Status.NEW,
        type_id=None,
        priority=Priority.NORMAL,
        source=Source.MANUAL,
        contact_id=None,
        contact_name=None,
        contact=None,
        phone=None,
        email=None,
        company=None,
        assignee_id=None,
        group_id=None,
        cc_ids=(),
        creator_id=None,
        created_at=_AT,
        updated_at=_AT,
        due_at=None,
        closed_at=None,
        first_response_at=None,
        external_source=None,
        external_id=None,
        is_unread=False,
        other_tickets=0,
    )


@pytest.mark.parametrize("scope", TicketScope)
@pytest.mark.parametrize("creator", [None, 1, 2])
@pytest.mark.parametrize("assignee", [None, 1, 2])
@pytest.mark.parametrize("group", [None, 7, 8])
@pytest.mark.parametrize("is_ccd", [True, False])
def test_a_ticket_is_seen_exactly_where_one_rule_holds(
    *,
    scope: TicketScope,
    creator: int | None,
    assignee: int | None,
    group: int | None,
    is_ccd: bool,
) -> None:
    role = replace(trees.viewer().role, kind=RoleKind.AGENT, tickets=scope)
    viewer = replace(
        trees.viewer(), agent_id=AgentId(1), role=role, group_ids=frozenset({GroupId(7)})
    )
    facts = TicketFacts(
        None if creator is None else AgentId(creator),
        None if assignee is None else AgentId(assignee),
        None if group is None else GroupId(group),
        frozenset({AgentId(1)} if is_ccd else ()),
    )
    permits = permits_of(viewer, facts)
    assert any(holds for _, holds in permits) == sees_ticket(viewer, facts)


def test_an_administrator_sees_by_being_one() -> None:
    role = replace(
        trees.viewer().role,
        kind=RoleKind.ADMINISTRATOR,
        tickets=TicketScope.OWN,
        contacts=ContactScope.MANAGED,
    )
    facts = TicketFacts(None, None, None, frozenset())
    permits = permits_of(replace(trees.viewer(), role=role), facts)
    assert permits == ((Permit.ADMINISTRATOR, True),)


def test_muting_is_left_aside_in_a_leaf_and_counts_in_its_group() -> None:
    tree = Group(join="all", parts=(_UNREAD, muted(_CLOSED)))
    judged = judge(tree, [True, False])
    assert [part.is_true for part in judged.parts] == [True, False]
    assert judged.is_true is True


def test_a_group_of_muted_parts_alone_says_what_they_would_say() -> None:
    tree = Group(join="any", parts=(muted(_UNREAD), muted(_CLOSED)))
    assert judge(tree, [False, False]).is_true is False


def test_a_negated_group_is_true_where_its_parts_are_not() -> None:
    tree = negated(Group(join="any", parts=(negated(_UNREAD), _CLOSED)))
    assert judge(tree, [True, False]).is_true is True
    assert judge(negated(EVERYTHING), []).is_true is False


def test_one_part_that_cannot_be_asked_leaves_its_group_without_an_answer() -> None:
    judged = judge(Group(join="any", parts=(_UNREAD, _CLOSED)), [True, None])
    assert judged.is_true is None


def test_a_group_of_one_call_is_judged_as_a_whole() -> None:
    inside = Group(join="all", parts=(Group(join="any", parts=(_CLOSED,)),), scope="call")
    tree = Group(join="all", parts=(_UNREAD, inside))
    assert leaves(tree) == [_UNREAD, inside]
    judged = judge(tree, [True, False])
    assert judged.parts[1].is_true is False
    assert judged.parts[1].parts[0].is_true is None
    assert judged.is_true is False


@pytest.mark.parametrize(
    ("held", "tree", "is_listed"),
    [
        (True, Group(join="all", parts=(_UNREAD,)), True),
        (False, Group(join="all", parts=(_UNREAD,)), False),
        (False, Group(join="all", parts=(muted(_UNREAD),)), True),
        (None, Group(join="all", parts=(_UNREAD,)), False),
    ],
)
def test_a_ticket_is_listed_where_it_is_seen_and_every_part_holds(
    held: bool | None,  # noqa: FBT001  # a case
    tree: Node,
    is_listed: bool,  # noqa: FBT001  # a case
) -> None:
    nothing = Judged(EVERYTHING, is_true=True)
    judged = judge(tree, [held])
    why = Why(trees.viewer(), _ticket(), ((Permit.ROLE, True),), nothing, judged, nothing)
    assert why.is_listed is is_listed
    unseen = replace(why, permits=((Permit.ASSIGNED, False), (Permit.IN_CC, False)))
    assert not unseen.is_seen
    assert not unseen.is_listed
