"""The only place that says which fields can be filtered by, in which sections and which order."""

from PySide6.QtCore import QCoreApplication

from helpdesk_desktop.domain.filtering.filter_edits import Scope
from helpdesk_desktop.domain.filtering.filter_fields import (
    STANDARD_FIELDS,
    FieldKind,
    FieldScope,
    FilterField,
    find_field,
)
from helpdesk_desktop.domain.people import Directory

translate = QCoreApplication.translate

Section = tuple[str, tuple[FilterField, ...]]

# What an agent asks for most stands first; the rest of the tickets' fields follow.
_FIRST = ("status", "assignee", "priority", "type", "created", "group", "subject", "due")
_NOT_OFFERED = {"version", "deleted"}
_PEOPLE = {FieldScope.CONTACT, FieldScope.COMPANY}


def first_fields() -> tuple[FilterField, ...]:
    """What is asked for most."""
    return tuple(STANDARD_FIELDS[key] for key in _FIRST)


def field_sections(directory: Directory, scope: Scope = None) -> tuple[Section, ...]:
    """All fields to filter by, but for the first ones; in a scope only those that may stand there.

    Retired custom fields are not offered, though conditions on them are shown and edited.
    """
    offered = [field for field in STANDARD_FIELDS.values() if field.key not in _NOT_OFFERED]
    if scope is not None:
        title = translate("Filters", "Calls") if scope == "call" else translate("Filters", "Notes")
        return ((title, tuple(one for one in offered if one.scope is FieldScope(scope))),)
    tickets = [field for field in offered if field.scope is FieldScope.TICKET]
    history = [field for field in tickets if field.kind is FieldKind.HISTORY]
    first = first_fields()
    plain = [field for field in tickets if field not in history and field not in first]
    sections = (
        (translate("Filters", "Ticket"), plain),
        (translate("Filters", "Custom fields"), _custom(directory, {FieldScope.TICKET})),
        (translate("Filters", "Contact"), [one for one in offered if one.scope in _PEOPLE]),
        (translate("Filters", "Custom fields of contacts"), _custom(directory, _PEOPLE)),
        (translate("Filters", "Calls"), [one for one in offered if one.scope is FieldScope.CALL]),
        (translate("Filters", "Notes"), [one for one in offered if one.scope is FieldScope.NOTE]),
        (translate("Filters", "History"), history),
    )
    return tuple((title, tuple(fields)) for title, fields in sections if fields)


def _custom(directory: Directory, owners: set[FieldScope]) -> list[FilterField]:
    found = (
        find_field(custom.filter_key, directory)
        for custom in directory.custom_fields
        if custom.is_active
    )
    return [field for field in found if field is not None and field.scope in owners]
