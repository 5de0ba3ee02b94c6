"""The only place where an import makes the custom fields that columns become."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldId, CustomFieldOwner
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.option_lines import option_lines, plan_options
from helpdesk_desktop.storage import field_store
from helpdesk_desktop.storage.activity_store import Deed, add_changes
from helpdesk_desktop.storage.people_store import load_custom_fields


def make_fields(
    connection: Connection, wanted: Sequence[CustomField], deed: Deed
) -> tuple[CustomField, ...]:
    """Make ticket fields as they are described, and answer all that there are.

    One whose label is there by now is not made again: another import of the same file was first.
    """
    there = [one for one in load_custom_fields(connection) if one.owner is CustomFieldOwner.TICKET]
    labels = {fold(field.label) for field in there}
    keys = {field.key for field in there}
    position = 1 + max((field.position for field in there), default=0)
    changes: list[tuple[ChangeKind, int, int | None]] = []
    for field in wanted:
        if fold(field.label) in labels or field.key in keys:
            continue
        new = replace(field, options=(), position=position + len(changes))
        field_id = field_store.add_field(connection, new)
        if field.options:
            made = replace(new, id=CustomFieldId(field_id))
            lines = tuple(replace(line, id=None) for line in option_lines(field))
            field_store.write_options(connection, made, plan_options(made, lines))
        changes.append((ChangeKind.FIELD, field_id, 1))
    add_changes(connection, deed, changes)
    return tuple(
        one for one in load_custom_fields(connection) if one.owner is CustomFieldOwner.TICKET
    )
