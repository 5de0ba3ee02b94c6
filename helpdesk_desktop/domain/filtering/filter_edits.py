"""The only place that regroups a filter: wrapping, ungrouping, moving, taking out, putting in.

A place is a path of positions from the root, `()`. Every edit gives a new tree and the path where
the edited part stands in it, or None where there is nothing to do. A tree under construction may
hold drafts: conditions without values and groups without parts, which `finished` leaves out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import is_
from typing import Literal, TypeAlias

from helpdesk_desktop.domain.filtering.filter_fields import FieldScope, find_field
from helpdesk_desktop.domain.filters import (
    EVERYTHING,
    Group,
    Node,
    SerialCondition,
    UnknownCondition,
    negated,
)
from helpdesk_desktop.domain.people import Directory

Path: TypeAlias = tuple[int, ...]
Scope: TypeAlias = Literal["call", "note"] | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A tree after an edit, and where the edited part stands in it."""

    tree: Group
    path: Path


def node_at(tree: Group, path: Path) -> Node:
    """The part at a place."""
    node: Node = tree
    for position in path:
        node = _group(node).parts[position]
    return node


def walk(tree: Group) -> Iterator[tuple[Path, Node]]:
    """Every part with its place, from the root down, in reading order."""
    waiting: list[tuple[Path, Node]] = [((), tree)]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        if isinstance(node, Group):
            parts = [((*path, position), part) for position, part in enumerate(node.parts)]
            waiting.extend(reversed(parts))


def scope_at(tree: Group, path: Path) -> Scope:
    """The scope in force for parts of the group at a place: its own, or one around it."""
    return next(
        (
            scope
            for length in range(len(path), -1, -1)
            if (scope := _group_at(tree, path[:length]).scope) is not None
        ),
        None,
    )


def fits(node: Node, scope: Scope, directory: Directory) -> bool:
    """Whether a part may stand in a scope: there, everything must ask of one call or one note."""
    if scope is None or isinstance(node, UnknownCondition):
        return True
    if isinstance(node, SerialCondition):
        return False
    if isinstance(node, Group):
        return node.scope is None and all(fits(part, scope, directory) for part in node.parts)
    field = find_field(node.field, directory)
    return field is not None and field.scope is FieldScope(scope)


def put(tree: Group, path: Path, node: Node) -> Group:
    """The tree with another part at a place; the root is replaced by a group only."""
    if not path:
        return _group(node)
    parent = _group_at(tree, path[:-1])
    at = path[-1]
    return put(tree, path[:-1], replace(parent, parts=_with(parent, at, at + 1, (node,))))


def insert(tree: Group, path: Path, node: Node) -> Edited:
    """A new part at a place; what stands there and behind it moves down."""
    parent = _group_at(tree, path[:-1])
    at = path[-1]
    made = put(tree, path[:-1], replace(parent, parts=_with(parent, at, at, (node,))))
    return Edited(made, path)


def remove(tree: Group, path: Path) -> Edited:
    """Without the part at a place; the path is that of the one to go on with. No root: nothing."""
    if not path:
        return Edited(EVERYTHING, ())
    parent = _group_at(tree, path[:-1])
    at = path[-1]
    made = put(tree, path[:-1], replace(parent, parts=_with(parent, at, at + 1, ())))
    rest = len(parent.parts) - 1
    return Edited(made, (*path[:-1], min(at, rest - 1)) if rest else path[:-1])


def wrap(tree: Group, path: Path) -> Edited:
    """The part at a place alone in a new group, which joins as its parent does not."""
    if not path:
        return Edited(Group(join="all", parts=(tree,)), (0,))
    join: Literal["all", "any"] = "any" if _group_at(tree, path[:-1]).join == "all" else "all"
    made = put(tree, path, Group(join=join, parts=(node_at(tree, path),)))
    return Edited(made, path)


def ungroup(tree: Group, path: Path) -> Edited | None:
    """The parts of a group in its place; they take over its not, and whether it was muted."""
    node = node_at(tree, path)
    if not isinstance(node, Group):
        return None
    if not path:
        only = node.parts[0] if len(node.parts) == 1 else None
        if not isinstance(only, Group):
            return None
        return Edited(replace(only, neg=only.neg != node.neg, mute=only.mute or node.mute), ())
    parts = tuple(_taking_over(part, node) for part in node.parts)
    parent = _group_at(tree, path[:-1])
    at = path[-1]
    made = put(tree, path[:-1], replace(parent, parts=_with(parent, at, at + 1, parts)))
    return Edited(made, path) if parts else remove(tree, path)


def step(tree: Group, path: Path, by: Literal[-1, 1]) -> Edited | None:
    """One place up or down among its neighbours."""
    if not path:
        return None
    at = path[-1] + by
    if not 0 <= at < len(_group_at(tree, path[:-1]).parts):
        return None
    return move(tree, path, (*path[:-1], at if by < 0 else at + 1))


def step_out(tree: Group, path: Path) -> Edited | None:
    """Out of its group, behind it."""
    if len(path) < 2:
        return None
    return move(tree, path, (*path[:-2], path[-2] + 1))


def step_in(tree: Group, path: Path) -> Edited | None:
    """Into the group before it, as its last; where there is none, into the next, as its first."""
    if not path:
        return None
    parts = _group_at(tree, path[:-1]).parts
    at = path[-1]
    before = parts[at - 1] if at else None
    if isinstance(before, Group):
        return move(tree, path, (*path[:-1], at - 1, len(before.parts)))
    if at + 1 < len(parts) and isinstance(parts[at + 1], Group):
        return move(tree, path, (*path[:-1], at + 1, 0))
    return None


def move(tree: Group, source: Path, target: Path) -> Edited | None:
    """A part to another place, named as the tree is before the move; None into itself."""
    if not source or not target or target[: len(source)] == source:
        return None
    node = node_at(tree, source)
    if target[:-1] == source[:-1] and target[-1] == source[-1] + 1:
        return None
    without = remove(tree, source).tree
    place = list(target)
    level = len(source) - 1
    same_group = target[:level] == source[:level] and len(target) > level
    if same_group and target[level] > source[level]:
        place[level] -= 1  # what stood before it is gone
    return insert(without, tuple(place), node)


def finished(tree: Group) -> Group:
    """The tree without drafts: conditions without values, groups with nothing finished in them."""
    parts = tuple(part for part in map(_finished, tree.parts) if part is not None)
    is_same = len(parts) == len(tree.parts) and all(map(is_, parts, tree.parts))
    return tree if is_same else replace(tree, parts=parts)


def is_draft(node: Node) -> bool:
    """Whether a part is still without what it asks for."""
    if isinstance(node, Group):
        return not node.parts
    return getattr(node, "items", None) == ()


def has_drafts(tree: Group) -> bool:
    """Whether anything but the root is without what it asks for."""
    return any(path and is_draft(node) for path, node in walk(tree))


def nesting(tree: Group) -> int:
    """How many groups stand in each other below the root."""
    return max(len(path) for path, node in walk(tree) if isinstance(node, Group))


def _finished(node: Node) -> Node | None:
    if not isinstance(node, Group):
        return None if is_draft(node) else node
    made = finished(node)
    return made if made.parts else None


def _taking_over(part: Node, group: Group) -> Node:
    taken = negated(part) if group.neg else part
    return replace(taken, mute=True) if group.mute else taken


def _with(group: Group, first: int, last: int, parts: tuple[Node, ...]) -> tuple[Node, ...]:
    return (*group.parts[:first], *parts, *group.parts[last:])


def _group_at(tree: Group, path: Path) -> Group:
    return _group(node_at(tree, path))


def _group(node: Node) -> Group:
    assert isinstance(node, Group)  # noqa: S101 - paths lead through groups alone
    return node
