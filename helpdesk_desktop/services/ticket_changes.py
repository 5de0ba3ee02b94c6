"""The only place that says what an edit writes: columns, history lines, and what follows."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import CustomValue, to_plain
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.records import instant_text
from helpdesk_desktop.domain.ticket import Status
from helpdesk_desktop.domain.ticket_rules import Known
from helpdesk_desktop.storage import ticket_store
from helpdesk_desktop.storage.activity_store import FieldChange
from helpdesk_desktop.storage.contact_store import ContactWords
from helpdesk_desktop.storage.custom.custom_value_store import load_values_of
from helpdesk_desktop.storage.ticket_store import (
    FieldValues,
    contact_columns,
    due_columns,
    external_columns,
    phone_columns,
    status_columns,
    subject_columns,
)

# Name in `NewTicket` -> the field's key in history, the column that holds it as it is.
_PLAIN = {
    "type_id": ("type", "type_id"),
    "priority": ("priority", "priority"),
    "source": ("source", "source"),
    "assignee_id": ("assignee", "assignee_id"),
    "group_id": ("group", "team_id"),
}


def current_values(connection: Connection, row: Any, names: Collection[str]) -> dict[str, Any]:
    """What a ticket holds now, by name in `NewTicket`; long values only where `names` has them."""
    current: dict[str, Any] = {
        "subject": row.subject,
        "status": row.status,
        "type_id": row.type_id,
        "priority": row.priority,
        "source": row.source,
        "contact_id": row.contact_id,
        "phone": row.phone,
        "assignee_id": row.assignee_id,
        "group_id": row.team_id,
        "due_at": row.due_at,
        "external_id": row.external_id,
    }
    if "description" in names:
        current["description"] = ticket_store.load_description(connection, row.serial)
    if "cc_ids" in names:
        current["cc_ids"] = ticket_store.load_cc_ids(connection, row.serial)
    if "custom" in names:
        current["custom"] = load_values_of(connection, CustomFieldOwner.TICKET, row.serial)
    return current


def wanted_values(
    viewer: Viewer, submitted: Mapping[str, Any], current: Mapping[str, Any]
) -> dict[str, Any]:
    """What of the submitted values is to be checked and written: all that may be a change.

    A number over a masked one always is: "nothing changed" would say that it was guessed.
    """
    return {
        name: value
        for name, value in submitted.items()
        if name not in current
        or name == "custom"
        or (name == "phone" and value and current[name] and viewer.phones_masked)
        or plain_value(value) != current[name]
    }


def plain_value(value: Any) -> Any:
    """The value as it is stored, so that the same one is told from a new one before any check.

    An assignee who left may stay, but may not be chosen.
    """
    if isinstance(value, tuple | list | set | frozenset):
        return tuple(sorted(set(value)))
    return None if value == "" else value


def replaced(row: Any, values: FieldValues, viewer: Viewer) -> tuple[tuple[str, Any], ...]:
    """What an edit writes over and history does not keep; no number for a masked role.

    `reopened` is by how much the count grew: others may count on meanwhile.
    """
    before: list[tuple[str, Any]] = []
    if "phone" in values.columns and not viewer.phones_masked:
        before.append(("phone", row.phone))
    if values.columns.get("closed_at", row.closed_at) != row.closed_at:
        before.append(("closed_at", row.closed_at))
    if "status" in values.columns:
        before.append(("reopened", values.columns.get("reopened", row.reopened) - row.reopened))
    return tuple(before)


def field_values(
    row: Any,
    current: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    contact: ContactWords | None,
    known: Known,
    at: datetime,
) -> FieldValues:
    """What the checked `values` change of a ticket's `row`.

    `contact` stands for the new contact, whether chosen or made.
    """
    collected = _Collected(row, current)
    for name, value in values.items():
        if name in _PLAIN:
            collected.plain(name, value)
        elif name == "status":
            collected.status(value, at)
        elif name == "subject":
            collected.subject(value)
        elif name == "description":
            collected.describe(value)
        elif name == "due_at":
            collected.due(value)
        elif name == "cc_ids":
            collected.copy_to(value)
        elif name == "external_id":
            collected.external(value)
    collected.contact(values, contact)
    custom = _custom(collected, current, values, known)
    return FieldValues(
        collected.columns,
        tuple(collected.changes),
        collected.description,
        collected.cc_ids,
        custom,
        collected.refreshes_search,
    )


class _Collected:
    def __init__(self, row: Any, current: Mapping[str, Any]) -> None:
        self._row = row
        self._current = current
        self.columns: dict[str, Any] = {}
        self.changes: list[FieldChange] = []
        self.description: tuple[str | None] | None = None
        self.cc_ids: tuple[int, ...] | None = None
        self.refreshes_search = False

    def plain(self, name: str, value: Any) -> None:
        key, column = _PLAIN[name]
        stored = None if value is None else int(value)
        self.columns[column] = stored
        self.changes.append(FieldChange(key, self._current[name], stored))

    def status(self, value: Status, at: datetime) -> None:
        old = Status(self._row.status)
        self.columns |= status_columns(old, value, self._row.reopened, at)
        self.changes.append(FieldChange("status", int(old), int(value)))

    def subject(self, value: str) -> None:
        if value != self._row.subject:  # it may be the same once its breaks are folded
            self.columns |= subject_columns(value)
            self.changes.append(FieldChange("subject", self._row.subject, value))
            self.refreshes_search = True

    def describe(self, value: str | None) -> None:
        self.description = (value,)
        self.changes.append(FieldChange("description", self._current["description"], value))
        self.refreshes_search = True

    def due(self, value: datetime | None) -> None:
        self.columns |= due_columns(value)
        old, new = instant_text(self._row.due_at), instant_text(value)
        self.changes.append(FieldChange("due", old, new))

    def copy_to(self, value: tuple[int, ...]) -> None:
        self.cc_ids = value
        old = list(self._current["cc_ids"])
        self.changes.append(FieldChange("ccs", old or None, list(value) or None))

    def external(self, value: str | None) -> None:
        self.columns |= external_columns(value)
        self.changes.append(FieldChange("external_id", self._row.external_id, value))

    def contact(self, values: Mapping[str, Any], contact: ContactWords | None) -> None:
        names_contact = "contact_id" in values or values.get("new_contact") is not None
        if names_contact:
            self.columns |= contact_columns(contact)
            new = None if contact is None else contact.id
            self.changes.append(FieldChange("contact", self._row.contact_id, new))
            self.refreshes_search = True
        has_contact = contact is not None if names_contact else self._row.contact_id is not None
        number = None if has_contact else values.get("phone")
        is_named = "phone" in values
        if (is_named or names_contact) and (self._row.phone or number):
            self.columns |= phone_columns(number)
            # No number stands in history, or a masked role could read it there.
            self.changes.append(FieldChange("phone"))


def _custom(
    collected: _Collected, current: Mapping[str, Any], values: Mapping[str, Any], known: Known
) -> tuple[tuple[CustomField, CustomValue | None], ...]:
    changed = []
    submitted: Mapping[str, CustomValue | None] = values.get("custom") or {}
    for key, value in submitted.items():
        field = known.custom_fields[key]
        old = current["custom"].get(key)
        if old != value:
            changed.append((field, value))
            collected.changes.append(FieldChange(f"cf.{key}", to_plain(old), to_plain(value)))
    return tuple(changed)
