"""Regrouping moves what is there, loses nothing and never touches what it does not name."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.filtering import filter_edits as edits
from helpdesk_desktop.domain.filtering.filter_text import parse, print_tree
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    ChoiceCondition,
    Group,
    Node,
    SerialCondition,
    UnknownCondition,
    YesNoCondition,
    muted,
    negated,
)
from tests import trees
from tests.cast import CUSTOM_DIRECTORY, DIRECTORY

A, B, C, D = (SerialCondition(serial=number) for number in (1, 2, 3, 4))
DRAFT = ChoiceCondition(field="status", items=())


def _all(*parts: Node) -> Group:
    return Group(join="all", parts=parts)


def _any(*parts: Node) -> Group:
    return Group(join="any", parts=parts)


def _leaves(tree: Group) -> "Counter[Node]":
    return Counter(node for _, node in edits.walk(tree) if not isinstance(node, Group))


def test_parts_are_walked_in_reading_order() -> None:
    tree = _all(A, _any(B, C), D)
    assert [path for path, _ in edits.walk(tree)] == [(), (0,), (1,), (1, 0), (1, 1), (2,)]
    assert all(edits.node_at(tree, path) is node for path, node in edits.walk(tree))


def test_a_part_is_put_inserted_and_removed() -> None:
    tree = _all(A, _any(B, C))
    assert edits.put(tree, (1, 0), D) == _all(A, _any(D, C))
    assert edits.put(tree, (), _any(A)) == _any(A)
    assert edits.insert(tree, (1, 2), D) == edits.Edited(_all(A, _any(B, C, D)), (1, 2))
    assert edits.remove(tree, (1, 1)) == edits.Edited(_all(A, _any(B)), (1, 0))
    assert edits.remove(tree, (0,)) == edits.Edited(_all(_any(B, C)), (0,))
    assert edits.remove(_all(_any(B)), (0, 0)) == edits.Edited(_all(_any()), (0,))
    assert edits.remove(tree, ()) == edits.Edited(EVERYTHING, ())


def test_a_wrapped_part_stands_in_a_group_of_the_other_kind() -> None:
    assert edits.wrap(_all(A, B), (1,)) == edits.Edited(_all(A, _any(B)), (1,))
    assert edits.wrap(_any(A), (0,)) == edits.Edited(_any(_all(A)), (0,))
    assert edits.wrap(_any(A, B), ()) == edits.Edited(_all(_any(A, B)), (0,))


def test_an_ungrouped_group_leaves_its_not_and_its_mute_to_its_parts() -> None:
    plain = edits.ungroup(_all(A, _any(B, C)), (1,))
    assert plain == edits.Edited(_all(A, B, C), (1,))
    none_of = negated(_any(B, negated(C)))
    assert edits.ungroup(_all(A, none_of), (1,)) == edits.Edited(_all(A, negated(B), C), (1,))
    quiet = muted(_any(B, C))
    assert edits.ungroup(_all(quiet), (0,)) == edits.Edited(_all(muted(B), muted(C)), (0,))
    assert edits.ungroup(_all(A, _any()), (1,)) == edits.Edited(_all(A), (0,))
    assert edits.ungroup(_all(A), (0,)) is None


def test_the_root_is_ungrouped_only_around_one_group() -> None:
    assert edits.ungroup(_all(A, B), ()) is None
    assert edits.ungroup(_all(A), ()) is None
    none_of = negated(_any(A, B))
    assert isinstance(none_of, Group)
    assert edits.ungroup(_all(none_of), ()) == edits.Edited(none_of, ())


def test_a_part_steps_up_down_out_and_in() -> None:
    tree = _all(A, _any(B, C), D)
    assert edits.step(tree, (0,), -1) is None
    assert edits.step(tree, (2,), 1) is None
    assert edits.step(tree, (), 1) is None
    assert edits.step(tree, (0,), 1) == edits.Edited(_all(_any(B, C), A, D), (1,))
    assert edits.step(tree, (2,), -1) == edits.Edited(_all(A, D, _any(B, C)), (1,))
    assert edits.step_out(tree, (1, 0)) == edits.Edited(_all(A, _any(C), B, D), (2,))
    assert edits.step_out(tree, (0,)) is None
    assert edits.step_in(tree, (2,)) == edits.Edited(_all(A, _any(B, C, D)), (1, 2))
    assert edits.step_in(tree, (0,)) == edits.Edited(_all(_any(A, B, C), D), (0, 0))
    assert edits.step_in(_all(A, B), (1,)) is None
    assert edits.step_in(_all(A, B, C), (1,)) is None
    assert edits.step_in(tree, ()) is None


def test_nothing_moves_into_itself_or_to_where_it_is() -> None:
    tree = _all(A, _any(B, C), D)
    for source, target in (((1,), (1, 0)), ((1,), (1,)), ((0,), (1,)), ((), (0,)), ((0,), ())):
        assert edits.move(tree, source, target) is None
    assert edits.move(tree, (1, 1), (0,)) == edits.Edited(_all(C, A, _any(B), D), (0,))
    assert edits.move(tree, (0,), (1, 1)) == edits.Edited(_all(_any(B, A, C), D), (0, 1))


def test_only_conditions_of_a_call_fit_into_one_call() -> None:
    tree = parse("status:new call:(call.agent:me (call.talk:>5 OR call.queue:>5))", DIRECTORY)
    call = edits.node_at(tree, (1,))
    assert isinstance(call, Group)
    assert edits.scope_at(tree, ()) is None
    assert edits.scope_at(tree, (1,)) == edits.scope_at(tree, (1, 1)) == "call"
    for part in call.parts:
        assert edits.fits(part, "call", DIRECTORY)
        assert not edits.fits(part, "note", DIRECTORY)
    assert edits.fits(call, None, DIRECTORY)
    assert not edits.fits(call, "call", DIRECTORY)
    assert not edits.fits(A, "call", DIRECTORY)
    assert not edits.fits(tree.parts[0], "call", DIRECTORY)
    assert not edits.fits(YesNoCondition(field="cf.gone"), "call", DIRECTORY)
    assert edits.fits(UnknownCondition(raw="{}", reason="?"), "call", DIRECTORY)


def test_drafts_are_left_out_of_the_finished_tree() -> None:
    tree = _all(DRAFT, _any(DRAFT, _any()), _any(A, DRAFT))
    assert edits.has_drafts(tree)
    assert edits.finished(tree) == _all(_any(A))
    assert not edits.has_drafts(edits.finished(tree))
    assert not edits.has_drafts(EVERYTHING)
    assert edits.is_draft(EVERYTHING)
    assert not edits.is_draft(A)


def test_nesting_counts_groups_in_groups() -> None:
    assert edits.nesting(_all(A)) == 0
    assert edits.nesting(_all(A, _any(_all(_any(B))))) == 3


# Drawing a tree takes its time while other tests run beside it.
_unhurried = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def _paths(tree: Group) -> list[edits.Path]:
    return [path for path, _ in edits.walk(tree)]


@_unhurried
@given(st.data())
def test_a_move_loses_nothing_and_names_where_it_went(data: st.DataObject) -> None:
    tree = data.draw(trees.raw_nodes(CUSTOM_DIRECTORY))
    source = data.draw(st.sampled_from(_paths(tree)))
    groups = [path for path, node in edits.walk(tree) if isinstance(node, Group)]
    parent = data.draw(st.sampled_from(groups))
    group = edits.node_at(tree, parent)
    assert isinstance(group, Group)
    at = data.draw(st.integers(0, len(group.parts)))
    moved = edits.move(tree, source, (*parent, at))
    if moved is None:
        return
    assert edits.node_at(moved.tree, moved.path) == edits.node_at(tree, source)
    assert _leaves(moved.tree) == _leaves(tree)


@pytest.mark.parametrize("edit", ["wrap", "ungroup", "step_out", "step_in"])
@_unhurried
@given(data=st.data())
def test_regrouping_keeps_every_condition(edit: str, data: st.DataObject) -> None:
    tree = data.draw(trees.nodes(CUSTOM_DIRECTORY))
    path = data.draw(st.sampled_from(_paths(tree)))
    made = getattr(edits, edit)(tree, path)
    if made is None:
        return
    plain: list[Counter[str]] = [
        Counter(
            print_tree(replace(node, neg=False, mute=False), CUSTOM_DIRECTORY)
            for node in _leaves(each).elements()
        )
        for each in (tree, made.tree)
    ]
    assert plain[0] == plain[1]
