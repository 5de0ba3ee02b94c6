"""The only place that says what a list question needs besides the wish itself."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import Directory, Viewer


@dataclass(frozen=True, slots=True)
class Question:
    """A wish, who asks it, the names in force, and when and where: all that an answer depends on.

    `now` is aware UTC; days begin and end in `zone`. `has_ccs` asks for the CCs of each row too.
    """

    spec: FilterSpec
    viewer: Viewer
    directory: Directory
    now: datetime
    zone: ZoneInfo
    has_ccs: bool = False
