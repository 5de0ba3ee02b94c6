"""The only place that says which parts of a tree ask custom fields, and what it asks besides."""

from dataclasses import replace

from helpdesk_desktop.domain.filtering.filter_fields import STANDARD_FIELDS
from helpdesk_desktop.domain.filters import (
    Group,
    LongTextCondition,
    Node,
    SerialCondition,
    UnknownCondition,
)


def asks_values(node: Node | None) -> bool:
    """Whether a tree asks custom fields."""
    match node:
        case Group():
            return any(map(asks_values, node.parts))
        case None | SerialCondition() | UnknownCondition():
            return False
        case _:
            return node.field not in STANDARD_FIELDS


def standard_part(node: Node | None) -> Node | None:
    """What every match must meet besides words and custom fields; None where that is nothing."""
    if isinstance(node, Group) and _is_plain_all(node):
        parts = tuple(part for part in map(standard_part, node.parts) if part is not None)
        return replace(node, parts=parts) if parts else None
    return None if asks_values(node) or _asks_words(node) else node


def values_last(node: Node | None) -> Node | None:
    """The same tree; of what all must hold, custom fields are asked behind all else."""
    if not isinstance(node, Group) or not _is_plain_all(node):
        return node
    parts = [one for part in node.parts for one in parts_of(values_last(part))]
    return replace(node, parts=tuple(sorted(parts, key=asks_values)))


def _is_plain_all(node: Node) -> bool:
    return isinstance(node, Group) and node.join == "all" and node.scope is None and not node.neg


def parts_of(node: Node | None) -> tuple[Node, ...]:
    """What all must hold, one by one, with what stands in groups of the same kind."""
    if isinstance(node, Group) and _is_plain_all(node):
        return tuple(one for part in node.parts for one in parts_of(part))
    return () if node is None else (node,)


def _asks_words(node: Node | None) -> bool:
    if isinstance(node, Group):
        return any(map(_asks_words, node.parts))
    return isinstance(node, LongTextCondition)
