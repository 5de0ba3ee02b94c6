"""The only place that turns a filter into the shape in which people read it: no "not not".

Logic is two-valued, so a negation may be moved: a group with one part is that part, and NONE of
what is negative itself is said the other way round ("neither not A nor B" is "A and not B"). The
meaning stays; what must hold for one call or one note stays together, whatever is negated.
"""

from dataclasses import replace
from typing import Literal

from helpdesk_desktop.domain.filters import EmptyCondition, Group, Node, negated

# A ticket has several of these, or none: not "a call without agent" is not "a call with one".
_SEVERAL = ("call.", "note.", "changed.")


def readable(node: Node) -> Node:
    """The same meaning with as few negations as its shape allows, none right behind another."""
    if isinstance(node, EmptyCondition):
        is_single = not node.field.startswith(_SEVERAL)
        return (
            replace(node, neg=False, is_empty=not node.is_empty) if node.neg and is_single else node
        )
    if not isinstance(node, Group):
        return node
    parts = tuple(map(readable, node.parts))
    if node.scope is not None:
        return replace(node, parts=parts)
    if len(parts) == 1:
        return readable(negated(parts[0])) if node.neg else parts[0]
    if node.neg and any(part.neg for part in parts):
        join: Literal["all", "any"] = "any" if node.join == "all" else "all"
        turned = tuple(readable(negated(part)) for part in parts)
        return replace(node, join=join, neg=False, parts=turned)
    return replace(node, parts=parts)
