"""The only place that makes one tree out of quick filter, filter and search, to be saved as one."""

from helpdesk_desktop.domain.errors import BadQuery, Invalid
from helpdesk_desktop.domain.filtering.filter_canonical import canonical, is_plain
from helpdesk_desktop.domain.filtering.filter_limits import check_size
from helpdesk_desktop.domain.filtering.saved_filter import why_unusable
from helpdesk_desktop.domain.filters import FilterSpec, Group


def one_tree(spec: FilterSpec) -> Group:
    """A tree that lists what the spec lists, in as few groups as that takes.

    Where ALL around an ANY would nest too deep, the rest is moved into each part of the ANY, which
    says the same one group less deep.

    Raises:
        Invalid: what is on screen cannot be asked, or cannot be said in three nested groups.
    """
    tree = _without_repeats(canonical(spec.tree))
    if not _is_small(tree):
        tree = _spread(tree)
    problem = why_unusable(tree)
    if problem is not None:
        raise Invalid((problem,))
    return tree


def _without_repeats(tree: Group) -> Group:
    # A chip may say once more what the quick filter says.
    parts = tuple(dict.fromkeys(tree.parts))
    return canonical(Group(join=tree.join, parts=parts, extra=tree.extra))


def _spread(tree: Group) -> Group:
    if tree.join != "all":
        return tree
    for place, part in enumerate(tree.parts):
        if not (isinstance(part, Group) and _is_spreadable(part)):
            continue
        rest = tree.parts[:place] + tree.parts[place + 1 :]
        spread = canonical(
            Group(
                join="any",
                parts=tuple(Group(join="all", parts=(*rest, each)) for each in part.parts),
                extra=tree.extra,
            )
        )
        if _is_small(spread):
            return spread
    return tree


def _is_spreadable(group: Group) -> bool:
    # A muted part of an ANY counts for nothing; alone beside the rest it would let the rest count.
    return is_plain(group) and group.join == "any" and not any(part.mute for part in group.parts)


def _is_small(tree: Group) -> bool:
    try:
        check_size(tree)
    except BadQuery:
        return False
    return True
