"""The only place where options changed here meet options that somebody else saved meanwhile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from helpdesk_desktop.domain.custom_field import CustomOptionId
from helpdesk_desktop.domain.field_wishes import OptionLine
from helpdesk_desktop.domain.folding import fold


@dataclass(slots=True, eq=False)
class _Node:
    line: OptionLine
    parent: "_Node | None"
    children: "list[_Node]" = field(default_factory=list)


def merge_options(
    base: Sequence[OptionLine], mine: Sequence[OptionLine], theirs: Sequence[OptionLine]
) -> tuple[OptionLine, ...]:
    """Mine, with what they added, renamed and retired where I did not; places are mine.

    What they removed goes, unless I changed it or have something below it.
    """
    was = {line.id: line for line in base if line.id is not None}
    root, by_id = _tree(mine)
    their_root, theirs_by_id = _tree(theirs)
    for number, node in by_id.items():
        old, now = was.get(number), theirs_by_id.get(number)
        if old is None or now is None:
            continue
        if node.line.label == old.label:
            node.line = replace(node.line, label=now.line.label)
        if node.line.is_retired == old.is_retired:
            node.line = replace(node.line, is_retired=now.line.is_retired)
    _drop_removed(root, was, theirs_by_id)
    for node in _walk(their_root):
        if node.line.id in was or node.line.id is None or node.line.id in by_id:
            continue
        over = root if node.parent is their_root else by_id.get(_id(node.parent))
        if over is None:
            continue  # I took out what it lies below
        folded = fold(node.line.label)
        same = next((one for one in over.children if fold(one.line.label) == folded), None)
        if same is not None and same.line.id is None:
            same.line = replace(same.line, id=node.line.id, key=node.line.key)
            by_id[node.line.id] = same
        elif same is None:
            by_id[node.line.id] = made = _Node(node.line, over)
            over.children.insert(_row(node, over, by_id), made)
    return tuple(replace(node.line, depth=depth) for node, depth in _lined(root))


def _tree(lines: Sequence[OptionLine]) -> tuple[_Node, dict[CustomOptionId, _Node]]:
    root = _Node(OptionLine(""), None)
    above = [root]
    found = {}
    for line in lines:
        del above[line.depth + 1 :]
        node = _Node(line, above[-1])
        above[-1].children.append(node)
        above.append(node)
        if line.id is not None:
            found[line.id] = node
    return root, found


def _drop_removed(
    root: _Node,
    was: dict[CustomOptionId, OptionLine],
    theirs: dict[CustomOptionId, _Node],
) -> None:
    # From the bottom up, so that a whole branch goes.
    for node in reversed(list(_walk(root))):
        number = node.line.id
        if number is None or number in theirs or number not in was or node.children:
            continue
        old = was[number]
        is_mine = (node.line.label, node.line.is_retired) != (old.label, old.is_retired)
        if not is_mine and node.parent is not None:
            node.parent.children.remove(node)


def _row(node: _Node, over: _Node, by_id: dict[CustomOptionId, _Node]) -> int:
    # Right after the one that it follows at theirs.
    siblings = node.parent.children if node.parent is not None else []
    for before in reversed(siblings[: siblings.index(node)]):
        known = by_id.get(_id(before))
        if known is not None and known.parent is over and known in over.children:
            return over.children.index(known) + 1
    return 0


def _id(node: "_Node | None") -> CustomOptionId:
    number = None if node is None else node.line.id
    return CustomOptionId(0) if number is None else number


def _walk(root: _Node) -> Iterator[_Node]:
    return (node for node, _ in _lined(root))


def _lined(root: _Node) -> Iterator[tuple[_Node, int]]:
    waiting = [(node, 0) for node in reversed(root.children)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(below, depth + 1) for below in reversed(node.children)]
