"""The only place of the window that reads and writes saved filters, own and shared ones.

One write after the other: each takes the version that the one before it left, so that two quick
changes of one filter are no conflict with oneself.
"""

import secrets
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import Conflict, HelpdeskError, NotAllowed, NotFound
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    FilterShelf,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
    StoredFilter,
)
from helpdesk_desktop.domain.identifiers import RANDOM_BYTES, uuid7
from helpdesk_desktop.domain.quick_filters import QuickFilter, quick_filter_of
from helpdesk_desktop.services.contracts import Desk, SavedFilters
from helpdesk_desktop.ui.tasks import TaskRunner

_LANE = "my-filters"
_CHANGES = Changes(kinds=frozenset({ChangeKind.FILTER}))
# What a filter names may be retired or put back, and whether it can be used hangs on that.
_TOLD_BY = frozenset(
    {
        ChangeKind.FILTER,
        ChangeKind.FIELD,
        ChangeKind.TYPE,
        ChangeKind.GROUP,
        ChangeKind.AGENT,
        ChangeKind.ROLE,
    }
)

Work = Callable[[SavedFilters], Any]
Then = Callable[[Any], object]
Failed = Callable[[HelpdeskError], object]


@dataclass(frozen=True, slots=True)
class _Wish:
    # `prepare` makes the work when its turn has come, None where the filter is gone by then.
    prepare: Callable[[], Work | None]
    then: Then
    failed: Failed | None


class MyFilters(QObject):
    """The filters that the agent has, as read last.

    `shown` comes whenever they were read. `refused` carries a `HelpdeskError` of a write that
    nobody else took. Filters are named by their key in the dock.
    """

    shown = Signal()
    refused = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._filters: tuple[QuickFilter, ...] = ()
        self._others: tuple[QuickFilter, ...] = ()
        self._wishes: deque[_Wish] = deque()
        self._is_writing = False
        runner.changed.connect(self._on_changed)

    @property
    def filters(self) -> tuple[QuickFilter, ...]:
        """All own filters in their order, unusable ones too."""
        return self._filters

    @property
    def shared(self) -> tuple[QuickFilter, ...]:
        """Others' filters that stand in the dock, in the agent's order."""
        return tuple(one for one in self._others if one.saved and not one.saved.is_hidden)

    @property
    def others(self) -> tuple[QuickFilter, ...]:
        """Others' filters, those too that the agent took out of the dock."""
        return self._others

    def find(self, key: str) -> SavedFilter | None:
        """The filter of this key, own or shared."""
        every = (*self._filters, *self._others)
        return next((one.saved for one in every if one.key == key), None)

    def is_own(self, key: str) -> bool:
        """Whether this key is one of the agent's own filters."""
        return any(one.key == key for one in self._filters)

    def set_desk(self, desk: Desk) -> None:
        """Read and write in this database from now on."""
        self._desk = desk
        self._filters = self._others = ()
        self._wishes.clear()
        self._is_writing = False
        self.reload()

    def stop(self) -> None:
        """Ask nothing more: the window closes. Writes under way are waited for by the runner."""
        self._desk = None
        self._wishes.clear()

    def reload(self) -> None:
        """Read all filters again."""
        desk = self._desk
        if desk is not None:
            self._runner.run(desk.saved_filters.shelf, self._show, lane=_LANE, owner=self)

    def new_uid(self, desk: Desk) -> Any:
        """A uid for a filter that is about to be made."""
        return uuid7(desk.clock.now(), secrets.token_bytes(RANDOM_BYTES))

    def create(self, new: NewSavedFilter, then: Then, failed: Failed | None = None) -> None:
        """Save a filter; `then` gets the `SavedFilter`."""
        self._write(lambda: lambda filters: filters.create(new), then, failed)

    def edit(
        self, key: str, then: Then | None = None, failed: Failed | None = None, **changes: Any
    ) -> None:
        """Change a filter; `changes` are those of `NewSavedFilter`."""

        def prepare() -> Work | None:
            saved = self.find(key)
            if saved is None:
                return None
            wish = SavedFilterEdit(saved.id, saved.version, tuple(changes.items()))
            return lambda filters: filters.edit(wish)

        self._write(prepare, then or _nothing, failed)

    def duplicate(self, key: str, name: str, then: Then) -> None:
        """Copy a filter under another name; `then` gets the `SavedFilter`."""
        desk = self._desk
        if desk is None:
            return
        uid = self.new_uid(desk)

        def prepare() -> Work | None:
            saved = self.find(key)
            if saved is None:
                return None
            return lambda filters: filters.duplicate(saved.id, uid=uid, name=name)

        self._write(prepare, then, None)

    def remove(self, key: str, then: Callable[[StoredFilter], object]) -> None:
        """Drop a filter; `then` gets what puts it back."""

        def prepare() -> Work | None:
            saved = self.find(key)
            if saved is None:
                return None
            return lambda filters: filters.remove(saved.id, saved.version)

        self._write(prepare, then, None)

    def restore(self, stored: StoredFilter, then: Then) -> None:
        """Put a removed filter back; `then` gets the `SavedFilter`."""
        self._write(lambda: lambda filters: filters.restore(stored), then, None)

    def colour(self, key: str, colour: FilterColour | None) -> None:
        """Give a filter a colour: its own where it is the agent's, else one for the agent alone."""
        if self.is_own(key):
            self.edit(key, colour=colour)
        else:
            self._write_one(key, lambda saved, all_: all_.colour_shared(saved.id, colour))

    def set_hidden(self, key: str, then: Then, *, is_hidden: bool) -> None:
        """Take another's filter out of the dock, or put it back."""
        self._write_one(
            key, lambda saved, all_: all_.set_hidden(saved.id, is_hidden=is_hidden), then
        )

    def take_over(self, key: str, then: Then) -> None:
        """Become the owner of a filter whose owner has left; `then` gets the `SavedFilter`."""
        self._write_one(key, lambda saved, all_: all_.take_over(saved.id, saved.version), then)

    def _write_one(
        self,
        key: str,
        work: Callable[[SavedFilter, SavedFilters], Any],
        then: Then | None = None,
    ) -> None:
        def prepare() -> Work | None:
            saved = self.find(key)
            return None if saved is None else lambda filters: work(saved, filters)

        self._write(prepare, then or _nothing, None)

    def reorder(self, keys: tuple[str, ...]) -> None:
        """Keep this order of the own filters, or of the shared ones."""

        def prepare() -> Work:
            ids = [saved.id for saved in map(self.find, keys) if saved is not None]
            if keys and not self.is_own(keys[0]):
                return lambda filters: filters.reorder_shared(ids)
            return lambda filters: filters.reorder(ids)

        def failed(error: HelpdeskError) -> None:
            self.reload()  # the dock shows the new order already
            self.refused.emit(error)

        self._write(prepare, _nothing, failed)

    def _write(self, prepare: Callable[[], Work | None], then: Then, failed: Failed | None) -> None:
        self._wishes.append(_Wish(prepare, then, failed))
        self._begin_next()

    def _begin_next(self) -> None:
        desk = self._desk
        if desk is None or self._is_writing or not self._wishes:
            return
        wish = self._wishes.popleft()
        work = wish.prepare()
        if work is None:
            (wish.failed or self.refused.emit)(NotFound("no_such_filter"))
            self._begin_next()
            return
        self._is_writing = True

        def write(_cancel: Cancellation) -> tuple[Any, FilterShelf | None]:
            answer = work(desk.saved_filters)
            # What was saved is saved: a reading that fails after it must not say otherwise.
            with suppress(HelpdeskError):
                return answer, desk.saved_filters.shelf(Cancellation())
            return answer, None

        def land(answered: tuple[Any, FilterShelf | None]) -> None:
            answer, filters = answered
            self._is_writing = False
            if filters is None:
                self.reload()
            else:
                # A reading that began before this write would bring the old ones back.
                self._runner.call_off(_LANE)
                self._show(filters)
            wish.then(answer)
            self._runner.announce(_CHANGES, self)
            self._begin_next()

        def fail(error: HelpdeskError) -> None:
            self._is_writing = False
            if isinstance(error, Conflict | NotFound | NotAllowed):
                self.reload()
            (wish.failed or self.refused.emit)(error)
            self._begin_next()

        self._runner.run(write, land, failed=fail, owner=self, order=_LANE)

    def _show(self, shelf: FilterShelf) -> None:
        self._filters = tuple(quick_filter_of(one, is_own=True) for one in shelf.mine)
        self._others = tuple(quick_filter_of(one, is_own=False) for one in shelf.shared)
        self.shown.emit()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and (changes.kinds & _TOLD_BY or changes.is_everything):
            self.reload()


def _nothing(_answer: object) -> None:
    pass
