"""The only place that judges and writes the custom values of contacts and companies.

An edit names a field `cf.KEY`; a new contact or company carries its values in `custom`.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.contact_edits import custom_changes
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_rules import check_custom
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import NewContact, Viewer
from helpdesk_desktop.services.session import Session

Values = tuple[tuple[CustomField, CustomValue | None], ...]


def values_of_new(
    session: Session,
    connection: Connection,
    viewer: Viewer,
    owner: CustomFieldOwner,
    submitted: Mapping[str, Any],
    *,
    problems: list[Problem],
) -> Values:
    """What a new contact or company holds, defaults too; adds what is wrong or missing."""
    fields = fields_of(session, connection, viewer, owner)
    checked = check_custom(fields.values(), submitted, {}, is_new=True, has_defaults=True)
    problems += checked.problems
    return tuple((fields[key], value) for key, value in checked.values.items())


def values_of_new_contact(
    session: Session,
    connection: Connection,
    viewer: Viewer,
    new: NewContact | None,
    problems: list[Problem],
) -> Values:
    """What a contact holds that is made with its ticket; adds what is wrong or missing."""
    if new is None:
        return ()
    owner = CustomFieldOwner.CONTACT
    return values_of_new(session, connection, viewer, owner, dict(new.custom), problems=problems)


def values_of_edit(
    session: Session,
    connection: Connection,
    viewer: Viewer,
    owner: CustomFieldOwner,
    changes: Mapping[str, Any],
    *,
    current: Mapping[str, Any],
    problems: list[Problem],
) -> Values:
    """What an edit writes; adds what is wrong, and what may not be emptied."""
    submitted = custom_changes(changes)
    if not submitted:
        return ()
    fields = fields_of(session, connection, viewer, owner)
    checked = check_custom(fields.values(), submitted, current)
    problems += checked.problems
    return tuple((fields[key], value) for key, value in checked.values.items())


def fields_of(
    session: Session, connection: Connection, viewer: Viewer, owner: CustomFieldOwner
) -> dict[str, CustomField]:
    """The fields of one owner by key, retired ones too."""
    return {
        field.key: field
        for field in session.custom_fields(connection, viewer)
        if field.owner is owner
    }
