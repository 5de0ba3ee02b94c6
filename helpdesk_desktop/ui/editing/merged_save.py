"""The only place that saves a change of a ticket that others may be changing, too.

The version that the editor opened with is compared on save. Where somebody else was first and
touched other fields, the change is sent again on top of theirs, without a word; where both touched
one field nothing is written, and the answer says who did what.
"""

from dataclasses import dataclass

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Conflict
from helpdesk_desktop.domain.ticket import (
    ActivityDetail,
    Saved,
    Serial,
    TicketDetail,
    TicketEdit,
)
from helpdesk_desktop.domain.ticket_merge import (
    Changes,
    about,
    as_submitted,
    changed_since,
    clashing,
    not_yet_so,
)
from helpdesk_desktop.services.contracts import Tickets
from helpdesk_desktop.ui.editing.edit_words import history_key

# Somebody who saves faster than this sends five times is a program, not a person.
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of one ticket by somebody who saw `base`.

    `new_text` says the new value in words where the change alone cannot: a contact's name.
    """

    base: TicketDetail
    changes: Changes
    new_text: str = ""

    @property
    def serial(self) -> Serial:
        """The ticket."""
        return self.base.serial


@dataclass(frozen=True, slots=True)
class Clash:
    """Why nothing was written: `theirs` is the ticket now, `lines` what happened to my fields."""

    theirs: TicketDetail
    lines: tuple[ActivityDetail, ...]


def save_merged(tickets: Tickets, wish: Wish, cancel: Cancellation | None = None) -> Saved | Clash:
    """Write the wish where nobody changed the same fields; blocks.

    Raises:
        Cancelled: `cancel` was requested before anything was written.
        Invalid, NotAllowed, NotFound, Unavailable: as of `Tickets.edit`.
    """
    changes, version = wish.changes, wish.base.version
    for _ in range(_MOST_TRIES):
        try:
            return tickets.edit(TicketEdit(wish.serial, version, as_submitted(changes)), cancel)
        except Conflict:
            theirs = tickets.detail(wish.serial, Cancellation())
        changes = not_yet_so(theirs, changes)
        if not changes:  # they did the same, or it is my own save whose answer was lost
            return Saved(wish.serial, theirs.uid, theirs.version)
        if clashing(wish.base, theirs, changes):
            break
        version = theirs.version
    keys = frozenset(history_key(name) for name, _ in changes)
    return Clash(theirs, about(changed_since(wish.base, theirs), keys))
