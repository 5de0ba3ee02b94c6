"""Text is edited beside the tree it was printed from, and loses nothing of it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_edits import put, walk
from helpdesk_desktop.domain.filtering.filter_json import from_json, to_json
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.filter_text_face import as_text, read_back
from helpdesk_desktop.domain.filters import (
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

A, B, C = (SerialCondition(serial=number) for number in (1, 2, 3))
TAG = (("colour", '"red"'),)
MORE = YesNoCondition(field="unread")
NEWER = UnknownCondition(raw='{"f":"mood","op":"in","v":["😀"]}', reason="mood")


def _tagged(node: Node) -> Node:
    return replace(node, extra=TAG)


def _all(*parts: Node) -> Group:
    return Group(join="all", parts=parts)


def _any(*parts: Node) -> Group:
    return Group(join="any", parts=parts)


def test_what_no_text_says_is_kept_to_the_letter() -> None:
    tree = _all(A, muted(NEWER), _any(B, negated(NEWER)))
    text = as_text(tree, DIRECTORY)
    assert read_back(text, tree, DIRECTORY) is tree
    longer = read_back(f"{text} is:unread", tree, DIRECTORY)
    assert longer == _all(*tree.parts, MORE)
    assert NEWER.raw[:-1] in to_json(longer)


def test_an_unknown_condition_that_was_not_there_is_no_query() -> None:
    tree = _all(A, NEWER)
    for text in ('unknown:"{}"', "unknown:words(a)", "unknown:=x"):
        with pytest.raises(BadQuery):
            read_back(text, tree, DIRECTORY)
    with pytest.raises(BadQuery):
        parse(as_text(tree, DIRECTORY), DIRECTORY)


def test_an_unknown_condition_is_kept_inside_one_call() -> None:
    tree = from_json(
        '{"v":1,"all":[{"all":[{"f":"call.talk","op":"gt","v":[5]},{"f":"call.mood","op":"is"}],'
        '"scope":"call"}]}',
        DIRECTORY,
    )
    text = as_text(tree, DIRECTORY)
    assert read_back(f"#1 {text}", tree, DIRECTORY) == _all(A, *tree.parts)


@pytest.mark.parametrize(
    "tree",
    [
        _all(_tagged(A), B),
        _all(A, _tagged(_all(B, C))),
        _any(A, _tagged(_all(B, C))),
        _all(A, _tagged(_any(B, C))),
        _all(A, _tagged(_all(B))),
        _any(A, B, _tagged(_all(C))),
        _all(A, _tagged(negated(_any(B, _tagged(C))))),
        _all(A, _any(B, muted(_all(C, _tagged(B))))),
        replace(_all(A, B), extra=TAG),
    ],
    ids=lambda tree: as_text(tree, DIRECTORY),
)
def test_members_of_a_newer_program_stay_where_the_text_was_not_touched(tree: Group) -> None:
    text = as_text(tree, DIRECTORY)
    assert read_back(text, tree, DIRECTORY) is tree
    edited = read_back(f"({text}) is:unread", tree, DIRECTORY)
    assert _tags(edited) == _tags(tree)
    assert any(node == MORE for _, node in walk(edited))


def test_members_go_with_what_is_edited_away() -> None:
    tree = _all(_tagged(A), _tagged(_any(B, C)), _tagged(_all(B, C)))
    assert read_back("#9", tree, DIRECTORY) == _all(SerialCondition(serial=9))


def _tags(tree: Group) -> int:
    return sum(node.extra == TAG for _, node in walk(tree))


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_every_tree_is_read_back_from_its_text(data: st.DataObject) -> None:
    tree = data.draw(trees.raw_nodes(CUSTOM_DIRECTORY))
    path = data.draw(st.sampled_from([path for path, _ in walk(tree)]))
    node = next(node for at, node in walk(tree) if at == path)
    tree = put(tree, path, _tagged(node))
    text = as_text(tree, CUSTOM_DIRECTORY)
    assert read_back(text, tree, CUSTOM_DIRECTORY) is tree
    # A text with a space more is another text of the same tree.
    assert read_back(f"{text} ", tree, CUSTOM_DIRECTORY) is tree
    plain = put(tree, path, node)
    assert parse(text, CUSTOM_DIRECTORY) == canonical(plain)
