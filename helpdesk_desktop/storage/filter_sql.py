"""The only place that turns a filter tree into the WHERE of a list, count, search or export.

Negations are pushed down to the conditions, where an index may still serve them, and every
condition is true or not, never NULL (`claims`). Display permission is not in it: see
`permission_sql`, which every question joins by AND.
"""

from dataclasses import replace

from sqlalchemy import ColumnElement, FromClause

from helpdesk_desktop.domain.filtering.filter_fields import FieldScope
from helpdesk_desktop.domain.filters import Group, Node, effective
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.claims import ALWAYS, NEVER, Claim, every, opposite, some
from helpdesk_desktop.storage.condition_sql import claim_of
from helpdesk_desktop.storage.filter_places import Asking, with_row


def where(
    node: Node,
    question: Question,
    dialect_name: str,
    *,
    uses_search_index: bool = False,
    asks_values_first: bool | None = None,
    led: FromClause | None = None,
) -> ColumnElement[bool]:
    """True for exactly the tickets that the tree means; stands over `schema.ticket`.

    With `uses_search_index` words are found by `search_index` where it serves, and calls, notes,
    CCs and history by their own indexes, which pays where every match is wanted; without, ticket
    by ticket, which pays where the first few are. So do custom values, unless they are told apart.
    With `led` it stands over that value's row too.

    Raises:
        HelpdeskError: a part that is not muted cannot be asked.
    """
    asked = effective(node)
    if asks_values_first is None:
        asks_values_first = uses_search_index
    asking = Asking(
        question,
        dialect_name,
        uses_search_index=uses_search_index,
        asks_values_first=asks_values_first,
        led=led,
    )
    claim = ALWAYS if asked is None else _claim(asked, asking)
    return claim.sql


def _claim(node: Node, asking: Asking, *, is_opposite: bool = False) -> Claim:
    is_opposite ^= node.neg
    if not isinstance(node, Group):
        claim = claim_of(node, asking)
        return opposite(claim) if is_opposite else claim
    if not node.parts:
        return NEVER if is_opposite else ALWAYS
    if node.scope is None:
        return _joined(node, asking, is_opposite=is_opposite)
    scope = FieldScope(node.scope)
    inside = replace(asking, row=scope)
    found = with_row(scope, _joined(node, inside, is_opposite=False), asking)
    return opposite(found) if is_opposite else found


def _joined(group: Group, asking: Asking, *, is_opposite: bool) -> Claim:
    parts = (_claim(part, asking, is_opposite=is_opposite) for part in group.parts)
    # -(a b) is (-a OR -b).
    return every(parts) if (group.join == "all") != is_opposite else some(parts)
