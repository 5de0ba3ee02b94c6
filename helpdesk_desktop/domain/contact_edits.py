"""The only place that judges whether two edits of one contact, or company, meet.

Names are those of `ContactDetail` and `CompanyDetail`, and `cf.KEY` for each custom field. Fields
that only one side touched merge; a field that both touched is a clash.
"""

from collections.abc import Mapping
from typing import Any

from helpdesk_desktop.domain.contacts import CompanyDetail
from helpdesk_desktop.domain.people import ContactDetail

Details = ContactDetail | CompanyDetail

_CUSTOM = "cf."


def is_custom(name: str) -> bool:
    """Whether an edit's name is that of a custom field."""
    return name.startswith(_CUSTOM)


def custom_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Those changes that are of custom fields, by key."""
    return {name.removeprefix(_CUSTOM): value for name, value in changes.items() if is_custom(name)}


def value_of(details: Details, name: str) -> Any:
    """What a contact or company holds under a name of an edit."""
    if is_custom(name):
        return dict(details.custom).get(name.removeprefix(_CUSTOM))
    return getattr(details, name)


def clashing(base: Details, theirs: Details, mine: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of my fields somebody else changed since `base`, too."""
    return tuple(name for name in mine if value_of(base, name) != value_of(theirs, name))


def not_yet_so(theirs: Details, mine: Mapping[str, Any]) -> dict[str, Any]:
    """My changes but those that stand there already."""
    return {name: value for name, value in mine.items() if value != value_of(theirs, name)}
