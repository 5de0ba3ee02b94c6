"""Quick filter, filter and search as one tree: the same tickets, nested three deep at most."""

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from helpdesk_desktop.domain.errors import Invalid
from helpdesk_desktop.domain.filtering.filter_join import one_tree
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import EVERYTHING, FilterSpec, Group, UnknownCondition, muted
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.quick_filters import SYSTEM_FILTERS
from tests import trees
from tests.facts import TicketFacts
from tests.oracle import matches

D = Directory()
# Each needs all three levels; with anything beside them by ALL they would need a fourth.
DEEP = (
    "status:new OR priority:high (source:api OR source:chat "
    "(unread:yes OR overdue:yes (type:none OR group:none)))"
)
OTHER_DEEP = DEEP.replace("new", "closed")


def _spec(quick: str = "", filter_: str = "", search: str = "") -> FilterSpec:
    return FilterSpec(parse(quick, D), parse(filter_, D), parse(search, D))


def test_three_parts_are_one_plain_list_of_conditions() -> None:
    spec = _spec("status:new", "priority:high unread:yes", "refund")
    assert one_tree(spec) == parse("status:new priority:high unread:yes refund", D)


def test_what_is_said_twice_is_kept_once() -> None:
    assert one_tree(_spec("status:new", "status:new", "status:new")) == parse("status:new", D)


def test_nothing_is_everything() -> None:
    assert one_tree(FilterSpec()) == EVERYTHING


def test_alternatives_stay_together() -> None:
    tree = one_tree(_spec("status:new OR status:pending", "priority:high"))
    assert tree == parse("(status:new OR status:pending) priority:high", D)


@given(trees.raw_nodes(), trees.raw_nodes(), st.sampled_from(SYSTEM_FILTERS), trees.facts())
def test_the_one_tree_lists_the_same_tickets(
    filter_: Group, search: Group, quick: object, facts: TicketFacts
) -> None:
    spec = FilterSpec(getattr(quick, "tree", EVERYTHING), filter_, search)
    try:
        tree = one_tree(spec)
    except Invalid:
        event("cannot be said in three groups")
        return
    asked = (facts, trees.viewer(), trees.DIRECTORY, trees.NOW, trees.ZONE)
    assert matches(tree, *asked) == matches(spec.tree, *asked)
    assert from_json(to_json(tree), trees.DIRECTORY) == tree


@given(trees.facts())
def test_a_filter_that_would_nest_too_deep_is_said_another_way(facts: TicketFacts) -> None:
    spec = _spec("assignee:none", "", f"{DEEP}")
    tree = one_tree(spec)
    assert from_json(to_json(tree), trees.DIRECTORY) == tree
    asked = (facts, trees.viewer(), trees.DIRECTORY, trees.NOW, trees.ZONE)
    assert matches(tree, *asked) == matches(spec.tree, *asked)


def test_what_cannot_be_said_in_three_groups_is_refused_with_a_sentence() -> None:
    with pytest.raises(Invalid) as caught:
        one_tree(_spec("", DEEP, OTHER_DEEP))
    assert "nest more than three deep" in caught.value.message


def test_alternatives_that_nest_too_deep_alone_are_refused() -> None:
    tree = parse("status:new", D)
    for level in range(5):
        parts = (tree, parse("due:none", D))
        tree = Group(join="any" if level % 2 else "all", parts=parts, neg=level < 4)
    spec = FilterSpec(filter=Group(join="any", parts=(tree, parse("status:new", D))))
    with pytest.raises(Invalid):
        one_tree(spec)


def test_a_condition_that_nobody_can_ask_is_not_saved_unless_muted() -> None:
    unknown = UnknownCondition(raw='{"f":"cf.x"}', reason="cf.x")
    with pytest.raises(Invalid) as caught:
        one_tree(FilterSpec(filter=Group(join="all", parts=(unknown,))))
    assert "cf.x" in caught.value.message
    kept = Group(join="all", parts=(muted(unknown),))
    assert one_tree(FilterSpec(filter=kept)) == kept
