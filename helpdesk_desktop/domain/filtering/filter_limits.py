"""The only place for how large a filter may be, so that every database can be asked it."""

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filters import MAX_DEPTH, Group, Node

# SQLite nests 1,000 expressions at most, and a condition on calls costs up to two of them.
MAX_CONDITIONS = 300
# SQLite binds 32,766 values at most, PostgreSQL 65,535; one item may cost three.
MAX_VALUES = 10_000


def check_size(tree: Group) -> None:
    """Refuse a tree that nests too deep, or has too many conditions or values.

    Raises:
        BadQuery: at column 1.
    """
    conditions, values = 0, 0
    waiting: list[tuple[Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise BadQuery(1, "query_too_deep")
        if not isinstance(node, Group):
            conditions += 1
            values += len(getattr(node, "items", ())) or 1
            continue
        waiting.extend((part, depth + _parentheses(part, node)) for part in node.parts)
    if conditions > MAX_CONDITIONS:
        raise BadQuery(1, "query_too_many", limit=MAX_CONDITIONS)
    if values > MAX_VALUES:
        raise BadQuery(1, "query_too_many_values", limit=MAX_VALUES)


def _parentheses(node: Node, parent: Group) -> int:
    # How many the text needs around a part: none around ALL of inside ANY of.
    if not isinstance(node, Group):
        return 0
    is_marked = bool(node.neg or node.mute or node.scope)
    return 1 if is_marked or parent.join == "all" or node.join == "any" else 0
