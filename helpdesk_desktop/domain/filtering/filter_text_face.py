"""The only place that lets a filter be edited as text without losing what the text cannot say.

The query language has no words for members of a newer program (`extra`) and spells what it cannot
read as `unknown:"…"`. Read back beside the tree that was printed, both are still there: unknown
conditions to the letter, and extra members on whatever the edit left as it was.
"""

from collections.abc import Iterator
from dataclasses import replace
from operator import is_

from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_edits import walk
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import Group, Node, UnknownCondition
from helpdesk_desktop.domain.people import Directory


def as_text(tree: Group, directory: Directory) -> str:
    """The canonical text of any tree."""
    return print_tree(canonical(_plain(tree)), directory)


def read_back(text: str, before: Group, directory: Directory) -> Group:
    """The tree that a text says now, after it was edited as the text of `before`.

    Raises:
        BadQuery: the text is no query.
    """
    kept = {node.raw: node for _, node in walk(before) if isinstance(node, UnknownCondition)}
    read = parse(text, directory, kept)
    if read == canonical(_plain(before)):
        return before
    made = read
    for node in _with_members(canonical(before)):
        made = _given_back(made, node) or made
    return replace(made, extra=before.extra)


def _plain(node: Node) -> Group:
    made = _without_members(node)
    return made if isinstance(made, Group) else Group(join="all", parts=(made,))


def _without_members(node: Node) -> Node:
    if isinstance(node, UnknownCondition):
        return node
    if isinstance(node, Group):
        parts = tuple(map(_without_members, node.parts))
        if not all(map(is_, parts, node.parts)):
            return replace(node, extra=(), parts=parts)
    return replace(node, extra=()) if node.extra else node


def _with_members(tree: Group) -> Iterator[Node]:
    # From the leaves up, so that a group is sought with what its parts have got back.
    for path, node in reversed(list(walk(tree))):
        if path and node.extra and not isinstance(node, UnknownCondition):
            yield node


def _given_back(group: Group, node: Node) -> Group | None:
    """The group with a node's members given back to the first that equals it; None without one."""
    sought = replace(node, extra=())
    for place, part in enumerate(group.parts):
        inner = _given_back(part, node) if isinstance(part, Group) else None
        made = node if part == sought else inner
        if made is not None:
            parts = (*group.parts[:place], made, *group.parts[place + 1 :])
            return replace(group, parts=parts)
    is_bare = isinstance(node, Group) and not (node.neg or node.mute or node.scope)
    return _regrouped(group, node) if is_bare and isinstance(node, Group) else None


def _regrouped(group: Group, node: Group) -> Group | None:
    # A group that did nothing but carry members was printed as its parts alone.
    count = len(node.parts)
    if count > 1 and node.join != group.join:
        return None
    for place in range(len(group.parts) - count + 1):
        if group.parts[place : place + count] == node.parts:
            parts = (*group.parts[:place], node, *group.parts[place + count :])
            return replace(group, join=group.join if len(parts) > 1 else "all", parts=parts)
    return None
