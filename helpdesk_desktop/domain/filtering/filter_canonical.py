"""The only place that brings a tree into the one form that its text has.

Canonical means:

- The root is a group that is not negated, muted or scoped.
- No plain group (not negated, muted or scoped, nothing in `extra`) stands where it says nothing:
  none inside a group of the same join, none with fewer than two parts, none as an only part.
- Only the root may be without parts; a group with fewer than two parts joins by "all".
- A condition that lists `none` alone is an `EmptyCondition`; a history asks `any` by an empty
  `HistoryCondition`; a condition without items is the constant below.

What is always true or never true and cannot be left out is said of a field that is never empty:
`serial:any`, in a scope `call.start:any` or `note.created:any`, and `none` for never.
"""

from dataclasses import replace
from typing import Literal, TypeAlias

from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    Compare,
    Condition,
    EmptyCondition,
    Group,
    HistoryCondition,
    Keyword,
    Node,
    OrderedCondition,
    PersonCondition,
    SerialCondition,
    SetCondition,
    SetMatch,
    TeamCondition,
    UnknownCondition,
    YesNoCondition,
    effective,
)

Scope: TypeAlias = Literal["call", "note"] | None

_NEVER_EMPTY: dict[Scope, str] = {None: "serial", "call": "call.start", "note": "note.created"}


def canonical(tree: Node) -> Group:
    """The canonical tree of the same meaning; a canonical tree comes back equal."""
    is_root = isinstance(tree, Group) and not (tree.neg or tree.mute or tree.scope)
    root = tree if is_root and isinstance(tree, Group) else Group(join="all", parts=(tree,))
    return _group(root, None)


def is_plain(node: Node) -> bool:
    """Whether a node is a group that does nothing but hold its parts together."""
    return isinstance(node, Group) and not (node.neg or node.mute or node.scope or node.extra)


def _group(group: Group, scope: Scope) -> Group:
    inner: Scope = group.scope or scope
    parts: list[Node] = []
    has_true_part = False
    for part in group.parts:
        made = _node(part, inner)
        if isinstance(made, Group) and is_plain(made):
            if not made.parts:
                has_true_part = True
                if group.join == "any":
                    parts.append(_constant(inner))
            elif made.join == group.join or len(made.parts) == 1:
                parts.extend(made.parts)
            else:
                parts.append(made)
        else:
            parts.append(made)
    if has_true_part and parts and all(effective(part) is None for part in parts):
        # Without it nothing but muted parts would be left, and the group would have no effect.
        parts.append(_constant(inner))
    if len(parts) == 1 and isinstance(parts[0], Group) and is_plain(parts[0]):
        return replace(group, join=parts[0].join, parts=parts[0].parts)
    return replace(group, join=group.join if len(parts) > 1 else "all", parts=tuple(parts))


def _node(node: Node, scope: Scope) -> Node:
    if not isinstance(node, Group):
        return _condition(node, scope)
    made = _group(node, scope)
    if made.parts or is_plain(made):
        return made
    return _constant(scope, is_true=not made.neg, like=made)


def _constant(scope: Scope, *, is_true: bool = True, like: Node | None = None) -> EmptyCondition:
    made = EmptyCondition(field=_NEVER_EMPTY[scope], is_empty=not is_true)
    return made if like is None else replace(made, mute=like.mute, extra=like.extra)


def _condition(condition: Condition, scope: Scope) -> Condition:
    match condition:
        case UnknownCondition() | SerialCondition() | YesNoCondition() | HistoryCondition():
            return condition
        case EmptyCondition():
            if condition.field.startswith("changed."):
                return HistoryCondition(
                    field=condition.field,
                    neg=condition.neg != condition.is_empty,
                    mute=condition.mute,
                    extra=condition.extra,
                )
            return condition
        case _ if not condition.items:
            return _constant(scope, is_true=condition.neg, like=condition)
        case ChoiceCondition() | PersonCondition() | TeamCondition():
            asks_empty = condition.items == (Keyword.NONE,)
        case OrderedCondition():
            asks_empty = condition.items == (Keyword.NONE,) and condition.op is Compare.EQ
        case SetCondition():
            asks_empty = condition.items == (Keyword.NONE,) and condition.op is SetMatch.ANY
        case _:
            asks_empty = False
    if not asks_empty:
        return condition
    return EmptyCondition(
        field=condition.field, neg=condition.neg, mute=condition.mute, extra=condition.extra
    )
