"""The door for what a window asks of saved quick filters."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.saved_filter import (
    FilterId,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
    StoredFilter,
)


class SavedFilters(Protocol):
    """The viewer's own quick filters; somebody else's do not exist here."""

    def mine(self, cancel: Cancellation) -> tuple[SavedFilter, ...]:
        """The viewer's own filters in their order, unusable ones too."""
        ...

    def create(self, new: NewSavedFilter) -> SavedFilter:
        """Save a filter behind the others; the same `uid` again answers the one that is there.

        Raises:
            Invalid: one problem per fault, `field` as in `NewSavedFilter`.
        """
        ...

    def edit(self, edit: SavedFilterEdit) -> SavedFilter:
        """Change a filter.

        Raises:
            Conflict: the stored version is not the one the editor opened with.
            Invalid, NotFound: as their names say.
        """
        ...

    def duplicate(self, filter_id: FilterId, *, uid: UUID, name: str) -> SavedFilter:
        """Make a private copy right behind the filter.

        Raises:
            Invalid, NotFound: as their names say.
        """
        ...

    def remove(self, filter_id: FilterId, version: int) -> StoredFilter:
        """Drop a filter; what is answered puts it back by `restore`.

        Raises:
            Conflict, NotFound: as their names say.
        """
        ...

    def restore(self, stored: StoredFilter) -> SavedFilter:
        """Put a removed filter back, to the letter and in its old place; twice is once."""
        ...

    def reorder(self, ids: Sequence[FilterId]) -> None:
        """Put the viewer's filters in this order; ones not named stay behind the named ones."""
        ...
