"""The only place that judges whether two edits of one contact, or company, meet.

Names are those of `ContactDetail` and `CompanyDetail`. Fields that only one side touched merge; a
field that both touched is a clash.
"""

from collections.abc import Mapping
from typing import Any

from helpdesk_desktop.domain.contacts import CompanyDetail
from helpdesk_desktop.domain.people import ContactDetail

Details = ContactDetail | CompanyDetail


def clashing(base: Details, theirs: Details, mine: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of my fields somebody else changed since `base`, too."""
    return tuple(name for name in mine if getattr(base, name) != getattr(theirs, name))


def not_yet_so(theirs: Details, mine: Mapping[str, Any]) -> dict[str, Any]:
    """My changes but those that stand there already."""
    return {name: value for name, value in mine.items() if value != getattr(theirs, name)}
