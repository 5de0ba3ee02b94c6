"""A filter in words means what it is, and never says "not not"."""

import re

from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.filtering.filter_edits import walk
from helpdesk_desktop.domain.filtering.filter_reading import readable
from helpdesk_desktop.domain.filtering.filter_sentence import describe, field_of, sentence
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    EmptyCondition,
    Group,
    Node,
    SerialCondition,
    UnknownCondition,
    effective,
    negated,
)
from tests import trees

D = trees.CUSTOM_DIRECTORY


def _leaves(node: Node) -> list[Node]:
    found = (each for _, each in walk(Group(join="all", parts=(node,))))
    return [each for each in found if not isinstance(each, Group)]


def _bare(leaf: Node) -> tuple[object, bool]:
    # What is true or false of a ticket, and whether this leaf says it or the opposite.
    if isinstance(leaf, EmptyCondition) and not leaf.field.startswith(("call.", "note.")):
        return leaf.field, leaf.neg != leaf.is_empty
    return (negated(leaf) if leaf.neg else leaf), not leaf.neg


def _holds(node: Node, facts: dict[object, bool]) -> bool:
    if not isinstance(node, Group):
        bare, is_said = _bare(node)
        return facts[bare] == is_said
    told = [_holds(part, facts) for part in node.parts]
    held = all(told) if node.join == "all" or not told else any(told)
    return held != node.neg


@given(trees.raw_nodes(D), st.data())
def test_what_is_read_means_what_is_asked(tree: Node, data: st.DataObject) -> None:
    known = {_bare(leaf)[0] for leaf in _leaves(tree)}
    facts = {one: data.draw(st.booleans()) for one in known}
    assert _holds(readable(tree), facts) == _holds(tree, facts)
    assert _holds(readable(negated(tree)), facts) != _holds(tree, facts)


def _negative_in_negative(node: Node) -> bool:
    if not isinstance(node, Group):
        return False
    is_said_twice = node.neg and node.scope is None and any(part.neg for part in node.parts)
    return is_said_twice or any(map(_negative_in_negative, node.parts))


@given(trees.raw_nodes(D))
def test_no_negation_stands_right_behind_another(tree: Node) -> None:
    for node in (tree, negated(tree)):
        said = describe(node, D)
        assert "not not" not in said
        assert "not (not" not in said
        assert not _negative_in_negative(readable(node))


@given(trees.raw_nodes(D))
def test_every_condition_s_field_is_named(tree: Node) -> None:
    root = tree if isinstance(tree, Group) else Group(join="all", parts=(tree,))
    asked = effective(root)
    said = sentence(root, D)
    for leaf in [] if asked is None else _leaves(asked):
        field = field_of(leaf, D)
        if isinstance(leaf, SerialCondition):
            assert f"#{leaf.serial}" in said
        elif field is not None:
            assert field.label in said


def test_what_nobody_can_read_is_negated_once() -> None:
    unknown = UnknownCondition(raw="{}", reason="newer", neg=True)
    none = Group(join="any", neg=True, parts=(unknown, *parse("#1", D).parts))
    said = describe(none, D)
    assert said == "Unknown condition: newer and not Ticket #1"
    assert len(re.findall("not", said)) == 1
