"""Canonical trees: same meaning, one form."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.filtering.filter_canonical import canonical, is_plain
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    ChoiceCondition,
    Compare,
    EmptyCondition,
    Group,
    HistoryCondition,
    Keyword,
    Node,
    OrderedCondition,
    SetCondition,
    SetMatch,
    TextCondition,
)
from tests import trees
from tests.facts import TicketFacts
from tests.oracle import matches

A = ChoiceCondition(field="status", items=(0,))
B = ChoiceCondition(field="status", items=(1,))
C = ChoiceCondition(field="source", items=(2,))
TRUE = EmptyCondition(field="serial", is_empty=False)
NEVER = EmptyCondition(field="serial")


def _all(*parts: Node) -> Group:
    return Group(join="all", parts=parts)


def _any(*parts: Node) -> Group:
    return Group(join="any", parts=parts)


def _nested(node: Node) -> list[Group]:
    if not isinstance(node, Group):
        return []
    return [node, *(group for part in node.parts for group in _nested(part))]


@given(trees.raw_nodes(), trees.facts(), st.booleans())
def test_the_canonical_tree_means_the_same(tree: Group, facts: TicketFacts, masked: bool) -> None:  # noqa: FBT001 - drawn
    asked = (facts, trees.viewer(masked=masked), trees.DIRECTORY, trees.NOW, trees.ZONE)
    assert matches(canonical(tree), *asked) == matches(tree, *asked)


@given(trees.raw_nodes(trees.CUSTOM_DIRECTORY))
def test_a_canonical_tree_comes_back_equal(tree: Group) -> None:
    made = canonical(tree)
    assert canonical(made) == made
    assert is_plain(made)
    for group in _nested(made):
        assert group is made or group.parts
        assert group.join == "all" or len(group.parts) > 1
        for part in group.parts:
            if isinstance(part, Group) and is_plain(part):
                assert part.join != group.join
                assert len(part.parts) > 1
                assert len(group.parts) > 1


def test_plain_groups_that_say_nothing_are_dropped() -> None:
    assert canonical(_all(_all(A, B), C)) == _all(A, B, C)
    assert canonical(_any(_any(A, B), _all(C))) == _any(A, B, C)
    assert canonical(_all(_any(A, B))) == _any(A, B)
    assert canonical(_any(A)) == _all(A)
    assert canonical(_all(_all(), A)) == _all(A)
    assert canonical(_all(_all())) == EVERYTHING
    assert canonical(A) == _all(A)
    assert canonical(replace(_any(A, B), neg=True)) == _all(replace(_any(A, B), neg=True))


def test_groups_that_say_something_are_kept() -> None:
    tree = _all(_any(A, B), replace(_all(A), neg=True), replace(_all(B, C), mute=True))
    assert canonical(tree) == tree
    call = Group(join="any", scope="call", parts=(A, B))
    assert canonical(_all(Group(join="all", scope="call", parts=(_any(A, B),)))) == _all(call)


def test_constants_stand_where_an_empty_group_cannot_be_left_out() -> None:
    assert canonical(_any(_all(), A)) == _any(TRUE, A)
    assert canonical(_all(A, replace(_all(), neg=True))) == _all(A, NEVER)
    assert canonical(_all(replace(_all(), mute=True))) == _all(replace(TRUE, mute=True))
    muted = replace(A, mute=True)
    assert canonical(_all(A, replace(_all(_all(), muted), neg=True))) == _all(
        A, replace(_all(muted, TRUE), neg=True)
    )
    inside = Group(join="any", scope="call", parts=(A, Group(join="all", scope=None)))
    assert canonical(_all(inside)) == _all(
        replace(inside, parts=(A, EmptyCondition(field="call.start", is_empty=False)))
    )
    assert canonical(_all(Group(join="all", scope="call"))) == _all(TRUE)
    assert canonical(TextCondition(field="subject", items=())) == _all(NEVER)
    assert canonical(TextCondition(field="subject", items=(), neg=True)) == _all(TRUE)


def test_none_alone_asks_for_empty() -> None:
    none = (Keyword.NONE,)
    assert canonical(ChoiceCondition(field="type", items=none, neg=True)) == _all(
        EmptyCondition(field="type", neg=True)
    )
    assert canonical(OrderedCondition(field="priority", items=none)) == _all(
        EmptyCondition(field="priority")
    )
    compared = OrderedCondition(field="priority", op=Compare.GE, items=none)
    assert canonical(compared) == _all(compared)
    assert canonical(SetCondition(field="ccs", items=none)) == _all(EmptyCondition(field="ccs"))
    exactly = SetCondition(field="ccs", op=SetMatch.ONLY, items=none)
    assert canonical(exactly) == _all(exactly)


def test_history_asks_any_in_one_way() -> None:
    assert canonical(EmptyCondition(field="changed.type")) == _all(
        HistoryCondition(field="changed.type", neg=True)
    )
    assert canonical(EmptyCondition(field="changed.type", is_empty=False, mute=True)) == _all(
        HistoryCondition(field="changed.type", mute=True)
    )
