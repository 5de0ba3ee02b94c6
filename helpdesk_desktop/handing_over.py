"""The only place that hands a start with a link or a file to a window that is open already.

It needs neither screen nor Qt, so that a link is there at once. A start of any other kind opens a
window of its own, and so does one whose window does not answer.
"""

import os
from collections.abc import Mapping

from helpdesk_desktop.domain.desk_links import LONGEST_LINK, Word
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.doors import Wanted, file_place, hand_over, screen_name
from helpdesk_desktop.services.places import state_folder

# What the desktop gives to whoever was clicked: the right to come to the front.
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # a name, and of no secret
_LONGEST_TOKEN = 400


def is_handed_over(options: Options, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether another window shows what this start was asked for."""
    if options.is_demo or (options.link is None and options.file is None):
        return False
    place = _place(options)
    if place == "":
        return False
    # One character more than a link may have is enough to be told so.
    word = (
        Word("file", os.path.abspath(options.file), _token(environment))  # noqa: PTH100  # links stay
        if options.file is not None
        else Word("link", (options.link or "")[: LONGEST_LINK + 1], _token(environment))
    )
    wanted = Wanted(screen_name(environment), place, options.as_login)
    return hand_over(word, wanted, state_folder())


def _token(environment: Mapping[str, str]) -> str:
    token = environment.get(_TOKEN, "")
    return token if token.isascii() and len(token) <= _LONGEST_TOKEN else ""


def _place(options: Options) -> str | None:
    """The database that is meant; None for any, empty for one that cannot be told."""
    if options.file is not None:
        return file_place(options.file)
    if options.database is None:
        return None
    # A second of imports on a slow disk; only who names a database beside a link needs them.
    from helpdesk_desktop.services.desk import ENGINE_NAMES  # noqa: PLC0415  # as said above
    from helpdesk_desktop.storage.database_url import (  # noqa: PLC0415  # as said above
        FileAddress,
        parse_database_url,
    )

    try:
        address = parse_database_url(options.database)
    except HelpdeskError:
        return ""
    if isinstance(address, FileAddress):
        return file_place(address.place)
    return f"{ENGINE_NAMES[address.kind]} {address.place}"
