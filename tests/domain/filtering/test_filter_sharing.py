from dataclasses import replace
from itertools import product

import pytest

from helpdesk_desktop.domain.filtering.filter_sharing import (
    PRIVATE,
    Sharing,
    groups_to_share_to,
    is_shared_with,
    lacking_right,
    may_edit_filter,
    may_take_over,
    sees_filter,
)
from helpdesk_desktop.domain.people import AgentId, GroupId, Right, RoleKind, Viewer
from tests import trees

MINE, OTHER = GroupId(1), GroupId(9)
TO_ALL = Sharing(is_to_all=True)
TO_MINE = Sharing(group_ids=(MINE,))
TO_OTHER = Sharing(group_ids=(OTHER,))


def _viewer(*rights: Right, kind: RoleKind = RoleKind.AGENT) -> Viewer:
    whole = trees.viewer()
    role = replace(whole.role, kind=kind, rights=frozenset(rights))
    return replace(whole, role=role, group_ids=frozenset({MINE}))


PLAIN = _viewer()
SOMEBODY = AgentId(PLAIN.agent_id + 1)


def test_a_filter_is_private_until_it_is_shared() -> None:
    assert PRIVATE.is_private
    assert not any(one.is_private for one in (TO_ALL, TO_MINE))


def test_a_filter_is_seen_by_its_owner_by_who_has_it_and_by_who_sees_all() -> None:
    assert sees_filter(PLAIN, PLAIN.agent_id, PRIVATE)
    assert [sees_filter(PLAIN, SOMEBODY, one) for one in (PRIVATE, TO_OTHER, TO_MINE, TO_ALL)] == [
        False,
        False,
        True,
        True,
    ]
    for viewer in (_viewer(Right.SEE_ALL_FILTERS), _viewer(kind=RoleKind.ADMINISTRATOR)):
        assert sees_filter(viewer, None, PRIVATE)
        assert not is_shared_with(viewer, TO_OTHER)


def test_only_the_owner_and_who_sees_all_filters_change_it() -> None:
    assert may_edit_filter(PLAIN, PLAIN.agent_id)
    assert not may_edit_filter(_viewer(Right.SHARE_TO_ALL, Right.SHARE_TO_GROUP), SOMEBODY)
    assert not may_edit_filter(PLAIN, None)
    assert may_edit_filter(_viewer(Right.SEE_ALL_FILTERS), SOMEBODY)


def test_a_filter_is_taken_over_by_right_and_only_when_its_owner_has_left() -> None:
    viewers = (PLAIN, _viewer(Right.SEE_ALL_FILTERS))
    found = [may_take_over(one, is_left=left) for one, left in product(viewers, (True, False))]
    assert found == [False, False, True, False]


@pytest.mark.parametrize(
    ("rights", "wanted", "lacking"),
    [
        ((), PRIVATE, None),
        ((), TO_ALL, Right.SHARE_TO_ALL),
        ((), TO_MINE, Right.SHARE_TO_GROUP),
        ((Right.SHARE_TO_GROUP,), TO_MINE, None),
        ((Right.SHARE_TO_GROUP,), TO_OTHER, Right.SHARE_TO_GROUP),
        ((Right.SHARE_TO_GROUP,), TO_ALL, Right.SHARE_TO_ALL),
        ((Right.SHARE_TO_ALL,), TO_ALL, None),
        ((Right.SHARE_TO_ALL,), TO_OTHER, None),
        ((Right.SEE_ALL_FILTERS,), TO_ALL, Right.SHARE_TO_ALL),
    ],
)
def test_sharing_asks_for_its_right(
    rights: tuple[Right, ...], wanted: Sharing, lacking: Right | None
) -> None:
    assert lacking_right(_viewer(*rights), PRIVATE, wanted) is lacking


def test_sharing_with_fewer_or_the_same_asks_for_no_right() -> None:
    both = Sharing(is_to_all=True, group_ids=(MINE, OTHER))
    for wanted in (both, TO_ALL, TO_OTHER, TO_MINE, PRIVATE):
        assert lacking_right(PLAIN, both, wanted) is None


def test_groups_to_share_to_are_one_s_own_unless_one_shares_to_all() -> None:
    every = frozenset({MINE, OTHER})
    assert groups_to_share_to(PLAIN, every) == frozenset()
    assert groups_to_share_to(_viewer(Right.SHARE_TO_GROUP), every) == {MINE}
    assert groups_to_share_to(_viewer(Right.SHARE_TO_ALL), every) == every
