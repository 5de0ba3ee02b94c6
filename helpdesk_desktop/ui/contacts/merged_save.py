"""The only place that saves a change of a contact, or company, that others may be changing, too.

Where somebody else was first and touched other fields, the change is sent again on top of theirs,
without a word; where both touched one field, or it was merged away, nothing is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk_desktop.domain.contact_edits import Details, clashing, not_yet_so
from helpdesk_desktop.domain.errors import Conflict

# Somebody who saves faster than this sends five times is a program, not a person.
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Ways:
    """How one contact or company is changed and read again; both block."""

    edit: Callable[[int, Mapping[str, Any]], Details]  # version, changes
    read: Callable[[], Details]


@dataclass(frozen=True, slots=True)
class Clash:
    """Why nothing was written: `theirs` is what stands there now."""

    theirs: Details
    is_merged: bool


def save_merged(ways: Ways, base: Details, changes: Mapping[str, Any]) -> Details | Clash:
    """Write the changes where nobody changed the same fields; blocks.

    Raises:
        Invalid, NotAllowed, NotFound, Unavailable: as of the edit.
    """
    wanted, version = dict(changes), base.version
    theirs = base
    for _ in range(_MOST_TRIES):
        try:
            return ways.edit(version, wanted)
        except Conflict:
            theirs = ways.read()
        if theirs.id != base.id:
            return Clash(theirs, is_merged=True)
        wanted = not_yet_so(theirs, wanted)
        if not wanted:  # they did the same, or it is my own save whose answer was lost
            return theirs
        if clashing(base, theirs, wanted):
            break
        version = theirs.version
    return Clash(theirs, is_merged=False)
