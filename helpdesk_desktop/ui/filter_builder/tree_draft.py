"""The only place that holds a filter under construction: the tree, the chosen part, undo and redo.

Each edit is tried first: one that would nest too deep, grow too large or put a condition where it
cannot stand is refused with a sentence, and nothing changes.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.errors import BadQuery
from helpdesk_desktop.domain.filtering import filter_edits as edits
from helpdesk_desktop.domain.filtering.filter_canonical import canonical
from helpdesk_desktop.domain.filtering.filter_drafts import new_condition
from helpdesk_desktop.domain.filtering.filter_edits import Edited, Path
from helpdesk_desktop.domain.filtering.filter_fields import FilterField
from helpdesk_desktop.domain.filtering.filter_limits import check_size
from helpdesk_desktop.domain.filters import EVERYTHING, MAX_DEPTH, Group, Node, muted, negated
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.ui.messages import error_sentence

# More steps back than anyone counts; trees share their parts, so that each costs little.
_MOST_STEPS = 500
NEW_GROUP = Group(join="any")


class TreeDraft(QObject):
    """A tree that is being built.

    `tree_changed` and `place_changed` say what to show anew; `refused` carries a sentence.
    """

    tree_changed = Signal()
    place_changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._directory = Directory()
        self._at = Edited(EVERYTHING, ())
        self._before: list[Edited] = []
        self._after: list[Edited] = []
        self._typing: Path | None = None

    @property
    def tree(self) -> Group:
        """The tree with everything unfinished in it."""
        return self._at.tree

    @property
    def path(self) -> Path:
        """Where the chosen part stands."""
        return self._at.path

    @property
    def node(self) -> Node:
        """The chosen part."""
        return edits.node_at(self.tree, self.path)

    @property
    def finished(self) -> Group:
        """The tree as it can be asked."""
        return edits.finished(self.tree)

    @property
    def scope(self) -> edits.Scope:
        """The scope in which a part that is added now would stand."""
        return edits.scope_at(self.tree, self._home(self.path))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step forward again."""
        return bool(self._after)

    def set_directory(self, directory: Directory) -> None:
        """Know fields by this directory from now on."""
        self._directory = directory

    def begin(self, tree: Group) -> None:
        """Start with a tree; there is nothing to undo."""
        self._before, self._after, self._typing = [], [], None
        shown = canonical(tree) if edits.has_drafts(tree) else tree
        self._put(Edited(shown, (0,) if shown.parts else ()))

    def take(self, tree: Group, *, is_typing: bool = False) -> None:
        """Go on with a tree that came from elsewhere; it can be undone, typing in one step."""
        if tree == self.tree:
            return
        if not (is_typing and self._typing == ()):
            self._remember()
        self._typing = () if is_typing else None
        self._put(Edited(tree, _nearest(tree, self.path)))

    def choose(self, path: Path) -> None:
        """Go to a part."""
        if path != self.path:
            self._at = replace(self._at, path=path)
            self._typing = None
            self.place_changed.emit()

    # Edits

    def change(self, node: Node) -> bool:
        """Put what the form says in place of the chosen part; letter by letter is one step."""
        if node == self.node:
            return True
        made = Edited(edits.put(self.tree, self.path, node), self.path)
        return self._try(made, typing=self.path)

    def exchange(self, node: Node) -> bool:
        """Another part in place of the chosen one, as a step of its own."""
        return self._flip(lambda _: node)

    def add_condition(self, field: FilterField) -> bool:
        """A new condition: in the chosen group, or behind the chosen condition."""
        return self._insert(new_condition(field))

    def add_group(self, group: Group = NEW_GROUP) -> bool:
        """A new group, without parts yet."""
        return self._insert(group)

    def remove(self) -> bool:
        """Without the chosen part; the whole filter goes with the root."""
        return self._try(edits.remove(self.tree, self.path))

    def wrap(self) -> bool:
        """The chosen part into a group of its own."""
        return self._try(edits.wrap(self.tree, self.path))

    def ungroup(self) -> bool:
        """The parts of the chosen group in its place."""
        return self._try(edits.ungroup(self.tree, self.path))

    def step(self, by: Literal[-1, 1]) -> bool:
        """The chosen part up or down."""
        return self._try(edits.step(self.tree, self.path, by))

    def step_out(self) -> bool:
        """The chosen part out of its group."""
        return self._try(edits.step_out(self.tree, self.path))

    def step_in(self) -> bool:
        """The chosen part into the group beside it."""
        return self._try(edits.step_in(self.tree, self.path))

    def move(self, source: Path, target: Path) -> bool:
        """A part to another place."""
        return self._try(edits.move(self.tree, source, target))

    def negate(self) -> bool:
        """The chosen part meaning the opposite."""
        return self._flip(negated)

    def mute(self) -> bool:
        """The chosen part without effect, or with it again."""
        return self._flip(lambda node: muted(node, is_muted=not node.mute))

    def undo(self) -> None:
        """One step back."""
        if self._before:
            self._after.append(self._at)
            self._typing = None
            self._put(self._before.pop())

    def redo(self) -> None:
        """One step forward again."""
        if self._after:
            self._before.append(self._at)
            self._typing = None
            self._put(self._after.pop())

    def _flip(self, change: Callable[[Node], Node]) -> bool:
        return self._try(Edited(edits.put(self.tree, self.path, change(self.node)), self.path))

    def _insert(self, node: Node) -> bool:
        home = self._home(self.path)
        group = edits.node_at(self.tree, home)
        count = len(group.parts) if isinstance(group, Group) else 0
        at = count if home == self.path else self.path[-1] + 1
        return self._try(edits.insert(self.tree, (*home, at), node))

    def _home(self, path: Path) -> Path:
        return path if isinstance(edits.node_at(self.tree, path), Group) else path[:-1]

    def _try(self, made: Edited | None, typing: Path | None = None) -> bool:
        if made is None:
            return False
        problem = self._problem(made.tree)
        if problem:
            self.refused.emit(problem)
            return False
        if typing is None or typing != self._typing:
            self._remember()
        self._typing = typing
        self._after.clear()
        self._put(made)
        return True

    def _remember(self) -> None:
        self._before.append(self._at)
        del self._before[:-_MOST_STEPS]
        self._after.clear()

    def _problem(self, tree: Group) -> str:
        nested = edits.nesting(tree)
        if nested > MAX_DEPTH and nested > edits.nesting(self.tree):
            return self.tr("Groups nest at most three deep.")
        try:
            check_size(canonical(edits.finished(tree)))
        except BadQuery as error:
            return error_sentence(error)
        scope = self._misfit(tree)
        if scope is not None and self._misfit(self.tree) is None:
            if scope == "call":
                return self.tr("Only conditions on a call can stand in “one call”.")
            return self.tr("Only conditions on a note can stand in “one note”.")
        return ""

    def _misfit(self, tree: Group) -> edits.Scope:
        for _, node in edits.walk(tree):
            if isinstance(node, Group) and node.scope is not None:
                scope = node.scope
                if not all(edits.fits(part, scope, self._directory) for part in node.parts):
                    return scope
        return None

    def _put(self, at: Edited) -> None:
        self._at = at
        self.tree_changed.emit()


def _nearest(tree: Group, path: Path) -> Path:
    """The part at the path, or what of the path is still there."""
    found: Path = ()
    node: Node = tree
    for position in path:
        if not isinstance(node, Group) or position >= len(node.parts):
            break
        node = node.parts[position]
        found = (*found, position)
    return found
