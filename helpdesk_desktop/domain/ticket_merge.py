"""The only place that judges whether two edits of one ticket meet: base, mine and theirs by field.

Names are those of `NewTicket`, and `cf.KEY` for each custom field. Fields that only one side
touched merge; a field that both touched is a clash, and nobody's value is thrown away here.
"""

from collections.abc import Iterable
from typing import Any

from helpdesk_desktop.domain.ticket import ActivityDetail, TicketDetail

Changes = tuple[tuple[str, Any], ...]

# A contact made in place takes the place of the one that is there.
_STANDS_FOR = {"new_contact": "contact_id"}


_CUSTOM = "cf."


def value_of(ticket: TicketDetail, name: str) -> Any:
    """What the ticket holds under a name of `NewTicket`, or under `cf.KEY`."""
    if name.startswith(_CUSTOM):
        return dict(ticket.custom).get(name.removeprefix(_CUSTOM))
    return getattr(ticket, _STANDS_FOR.get(name, name))


def as_submitted(changes: Changes) -> Changes:
    """The changes by names of `NewTicket` alone: custom fields stand together under `custom`."""
    custom = tuple(
        (name.removeprefix(_CUSTOM), value) for name, value in changes if name.startswith(_CUSTOM)
    )
    others = tuple(change for change in changes if not change[0].startswith(_CUSTOM))
    return (*others, ("custom", custom)) if custom else others


def clashing(base: TicketDetail, theirs: TicketDetail, mine: Changes) -> tuple[str, ...]:
    """Which of my fields somebody else changed since `base`, too."""
    numbers_changed = any(line.field == "phone" for line in changed_since(base, theirs))
    return tuple(
        name
        for name, _ in mine
        if value_of(base, name) != value_of(theirs, name)
        # Two masked numbers look alike; history says that one took the other's place.
        or (name == "phone" and numbers_changed)
    )


def not_yet_so(theirs: TicketDetail, mine: Changes) -> Changes:
    """My changes but those that the ticket shows already."""
    return tuple(
        (name, value)
        for name, value in mine
        if name == "new_contact" or value != value_of(theirs, name)
    )


def changed_since(base: TicketDetail, theirs: TicketDetail) -> tuple[ActivityDetail, ...]:
    """The history lines that came after `base` was read, oldest first."""
    known = {line.batch for line in base.activities}
    return tuple(line for line in theirs.activities if line.batch not in known)


def about(lines: Iterable[ActivityDetail], keys: frozenset[str]) -> tuple[ActivityDetail, ...]:
    """The lines that tell of these fields, by their keys in history; all where none does."""
    kept = tuple(lines)
    return tuple(line for line in kept if line.field in keys) or kept
