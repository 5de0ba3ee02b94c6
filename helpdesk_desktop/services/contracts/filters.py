"""The door for what a window asks of saved quick filters."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    FilterId,
    FilterShelf,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
    StoredFilter,
)


class SavedFilters(Protocol):
    """The quick filters that the viewer has; what is not shared with them does not exist here."""

    def shelf(self, cancel: Cancellation) -> FilterShelf:
        """The viewer's own filters and those shared with them; hidden and unusable ones too."""
        ...

    def mine(self, cancel: Cancellation) -> tuple[SavedFilter, ...]:
        """The viewer's own filters in their order, unusable ones too."""
        ...

    def create(self, new: NewSavedFilter) -> SavedFilter:
        """Save a filter behind the others; the same `uid` again answers the one that is there.

        Raises:
            Invalid: one problem per fault, `field` as in `NewSavedFilter`.
            NotAllowed: the role does not share so.
        """
        ...

    def edit(self, edit: SavedFilterEdit) -> SavedFilter:
        """Change a filter.

        Raises:
            Conflict: the stored version is not the one the editor opened with.
            NotAllowed: it is another's, or the role does not share so.
            Invalid, NotFound: as their names say.
        """
        ...

    def duplicate(self, filter_id: FilterId, *, uid: UUID, name: str) -> SavedFilter:
        """Make a private copy of one's own right behind the filter.

        Raises:
            Invalid, NotFound: as their names say.
        """
        ...

    def remove(self, filter_id: FilterId, version: int) -> StoredFilter:
        """Drop a filter; what is answered puts it back by `restore`.

        Raises:
            Conflict, NotAllowed, NotFound: as their names say.
        """
        ...

    def restore(self, stored: StoredFilter) -> SavedFilter:
        """Put a removed filter back, with its shares and pins, in its old place; twice is once."""
        ...

    def reorder(self, ids: Sequence[FilterId]) -> None:
        """Put the viewer's filters in this order; ones not named stay behind the named ones."""
        ...

    def reorder_shared(self, ids: Sequence[FilterId]) -> None:
        """Put others' filters in this order for the viewer alone."""
        ...

    def colour_shared(self, filter_id: FilterId, colour: FilterColour | None) -> None:
        """Give another's filter a colour of the viewer's own, None for its owner's."""
        ...

    def set_hidden(self, filter_id: FilterId, *, is_hidden: bool) -> None:
        """Take another's filter out of the viewer's dock, or put it back there."""
        ...

    def take_over(self, filter_id: FilterId, version: int) -> SavedFilter:
        """Become the owner of a filter whose owner has left; its shares stay.

        Raises:
            Conflict, NotAllowed, NotFound: as their names say.
        """
        ...
