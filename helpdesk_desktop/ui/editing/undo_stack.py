"""The only place that remembers what this session changed, to take it back and do it again."""

from dataclasses import dataclass

from helpdesk_desktop.domain.ticket import Saved

# A day's work has a few hundred edits; nobody takes back more than the last few.
_MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Deed:
    """One edit of mine, and the sentence that told of it."""

    done: Saved
    sentence: str


class UndoStack:
    """My edits, the last one on top; what was undone waits to be done again."""

    def __init__(self) -> None:
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to do again."""
        return bool(self._undone)

    def clear(self) -> None:
        """Forget everything: another database is open."""
        self._done.clear()
        self._undone.clear()

    def add(self, deed: Deed) -> None:
        """An edit was made; what was undone before it can no longer be done again."""
        self._done.append(deed)
        self._undone.clear()
        del self._done[:-_MOST_KEPT]

    def take_done(self, deed: Deed | None = None) -> Deed | None:
        """The edit to take back: this one, or the last; it leaves the stack."""
        return _take(self._done, deed)

    def take_undone(self, deed: Deed | None = None) -> Deed | None:
        """The edit to do again: this one, or the last undone; it leaves the stack."""
        return _take(self._undone, deed)

    def put_undone(self, deed: Deed) -> None:
        """An edit was taken back; `deed.done` is what took it back."""
        self._undone.append(deed)

    def put_done(self, deed: Deed) -> None:
        """An edit was done again, or could not be taken back just now."""
        self._done.append(deed)


def _take(stack: list[Deed], deed: Deed | None) -> Deed | None:
    if not stack:
        return None
    if deed is None:
        return stack.pop()
    if deed not in stack:
        return None
    stack.remove(deed)
    return deed
