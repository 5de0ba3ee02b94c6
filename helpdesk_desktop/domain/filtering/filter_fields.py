"""The only place that says which fields a filter knows, of what kind, and under which names."""

from dataclasses import dataclass
from enum import StrEnum

from helpdesk_desktop.domain.calls import CALL_DIRECTION_KEYS, CALL_STATUS_KEYS
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.number_limits import DECIMAL_LIMIT, INTEGER_LIMIT
from helpdesk_desktop.domain.option_reading import offered
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.ticket import PRIORITY_KEYS, SOURCE_KEYS, STATUS_KEYS


class FieldKind(StrEnum):
    """What can be asked of a field."""

    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long-text"
    PHONE = "phone"
    CHOICE = "choice"
    ORDERED = "ordered"
    PERSON = "person"
    TEAM = "team"
    SET = "set"
    YES_NO = "yes-no"
    TIME = "time"
    TREE = "tree"
    HISTORY = "history"


class FieldScope(StrEnum):
    """Whose value it is; only those of a call or a note can stand in `call:( )` or `note:( )`."""

    TICKET = "ticket"
    CALL = "call"
    NOTE = "note"
    CONTACT = "contact"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class FilterField:
    """One field: its key (the canonical spelling), kind, owner, other spellings and English name.

    `holds_days` marks a TIME field of calendar days instead of instants; `largest` is the largest
    number that a NUMBER field can hold, the smallest is its opposite.
    """

    key: str
    kind: FieldKind
    scope: FieldScope
    label: str
    aliases: tuple[str, ...] = ()
    holds_days: bool = False
    largest: int = INTEGER_LIMIT


def _field(
    key: str, kind: FieldKind, label: str, *aliases: str, scope: FieldScope = FieldScope.TICKET
) -> FilterField:
    return FilterField(key, kind, scope, label, aliases)


_STANDARD = (
    _field("serial", FieldKind.NUMBER, "Serial", "id"),
    _field("version", FieldKind.NUMBER, "Version"),
    _field("notes", FieldKind.NUMBER, "Number of notes"),
    _field("attachments", FieldKind.NUMBER, "Number of attachments"),
    _field("subject", FieldKind.TEXT, "Subject"),
    _field("contact", FieldKind.TEXT, "Contact", "contact_name", scope=FieldScope.CONTACT),
    _field("email", FieldKind.TEXT, "Customer email", "contact_email", scope=FieldScope.CONTACT),
    _field("company", FieldKind.TEXT, "Company", scope=FieldScope.COMPANY),
    _field("external_id", FieldKind.TEXT, "External id"),
    _field("text", FieldKind.LONG_TEXT, "Text"),
    _field("description", FieldKind.LONG_TEXT, "Description"),
    _field("phone", FieldKind.PHONE, "Phone", "contact_phone", scope=FieldScope.CONTACT),
    _field("status", FieldKind.CHOICE, "Status"),
    _field("type", FieldKind.CHOICE, "Type"),
    _field("source", FieldKind.CHOICE, "Source"),
    _field("priority", FieldKind.ORDERED, "Priority"),
    _field("assignee", FieldKind.PERSON, "Assign to", "assigned", "assign_to"),
    _field("creator", FieldKind.PERSON, "Created by", "created_by"),
    _field("group", FieldKind.TEAM, "Group"),
    _field("ccs", FieldKind.SET, "CCs", "cc"),
    _field("unread", FieldKind.YES_NO, "Unread"),
    _field("overdue", FieldKind.YES_NO, "Overdue"),
    _field("has_call", FieldKind.YES_NO, "Has a call"),
    _field("has_recording", FieldKind.YES_NO, "Has a recording"),
    _field("has_attachment", FieldKind.YES_NO, "Has an attachment"),
    _field("deleted", FieldKind.YES_NO, "Deleted"),
    _field("created", FieldKind.TIME, "Created", "created_at"),
    _field("updated", FieldKind.TIME, "Updated", "updated_at"),
    _field("due", FieldKind.TIME, "Due", "due_at"),
    _field("closed", FieldKind.TIME, "Closed", "closed_at"),
    _field("first_response", FieldKind.TIME, "First response", "first_response_at"),
    _field("changed.status", FieldKind.HISTORY, "Status changed"),
    _field("changed.type", FieldKind.HISTORY, "Type changed"),
    _field("changed.priority", FieldKind.HISTORY, "Priority changed"),
    _field("changed.assignee", FieldKind.HISTORY, "Assignee changed"),
    _field("changed.group", FieldKind.HISTORY, "Group changed"),
    _field("contact.rating", FieldKind.NUMBER, "Rating", scope=FieldScope.CONTACT),
    _field("contact.title", FieldKind.TEXT, "Job title", scope=FieldScope.CONTACT),
    _field("contact.manager", FieldKind.PERSON, "Account manager", scope=FieldScope.CONTACT),
    _field("call.queue", FieldKind.NUMBER, "Seconds in queue", scope=FieldScope.CALL),
    _field("call.talk", FieldKind.NUMBER, "Seconds talked", scope=FieldScope.CALL),
    _field("call.hold", FieldKind.NUMBER, "Seconds on hold", scope=FieldScope.CALL),
    _field("call.number", FieldKind.PHONE, "Call number", scope=FieldScope.CALL),
    _field("call.hotline", FieldKind.PHONE, "Hotline", scope=FieldScope.CALL),
    _field("call.direction", FieldKind.CHOICE, "Call direction", scope=FieldScope.CALL),
    _field("call.status", FieldKind.CHOICE, "Call status", scope=FieldScope.CALL),
    _field("call.agent", FieldKind.PERSON, "Call agent", scope=FieldScope.CALL),
    _field("call.start", FieldKind.TIME, "Call start", scope=FieldScope.CALL),
    _field("note.body", FieldKind.LONG_TEXT, "Note text", scope=FieldScope.NOTE),
    _field("note.kind", FieldKind.CHOICE, "Note kind", scope=FieldScope.NOTE),
    _field("note.author", FieldKind.PERSON, "Note author", scope=FieldScope.NOTE),
    _field("note.created", FieldKind.TIME, "Note written", scope=FieldScope.NOTE),
    _field("note.reminder", FieldKind.TIME, "Note reminder", scope=FieldScope.NOTE),
)

STANDARD_FIELDS: dict[str, FilterField] = {entry.key: entry for entry in _STANDARD}

_BY_SPELLING: dict[str, FilterField] = {
    fold(spelling): entry for entry in _STANDARD for spelling in (entry.key, *entry.aliases)
}

# `is:unread` = `unread:yes`, `has:call` = `has_call:yes`.
IS_WORDS = {"unread": "unread", "overdue": "overdue", "deleted": "deleted"}
HAS_WORDS = {"call": "has_call", "recording": "has_recording", "attachment": "has_attachment"}

NOTE_KIND_KEYS = {0: "public", 1: "internal"}

# The keys of choices that are fixed; types come from the directory.
CHOICE_KEYS: dict[str, dict[int, str]] = {
    "status": {int(number): key for number, key in STATUS_KEYS.items()},
    "priority": {int(number): key for number, key in PRIORITY_KEYS.items()},
    "source": {int(number): key for number, key in SOURCE_KEYS.items()},
    "call.direction": {int(number): key for number, key in CALL_DIRECTION_KEYS.items()},
    "call.status": {int(number): key for number, key in CALL_STATUS_KEYS.items()},
    "note.kind": NOTE_KIND_KEYS,
}

_CUSTOM_KINDS = {
    CustomFieldKind.TEXT: FieldKind.TEXT,
    CustomFieldKind.REGEX: FieldKind.TEXT,
    CustomFieldKind.MULTI_LINE: FieldKind.LONG_TEXT,
    CustomFieldKind.INTEGER: FieldKind.NUMBER,
    CustomFieldKind.DECIMAL: FieldKind.NUMBER,
    CustomFieldKind.DROP_DOWN: FieldKind.CHOICE,
    CustomFieldKind.MULTI_SELECT: FieldKind.SET,
    CustomFieldKind.CHECKBOX: FieldKind.YES_NO,
    CustomFieldKind.DATE: FieldKind.TIME,
    CustomFieldKind.DEPENDENT: FieldKind.TREE,
}


def choices_of(key: str, directory: Directory) -> dict[int, str]:
    """The values of a choice, stored number -> canonical key, in their order."""
    if key == "type":
        return {int(kind.id): kind.key for kind in directory.types}
    custom = directory.custom_field_by_key.get(fold(key))
    if custom is not None:
        return {int(option.id): option.key for option in custom.options}
    return CHOICE_KEYS.get(key, {})


def find_field(spelling: str, directory: Directory) -> FilterField | None:
    """The field that people mean by a spelling, None for an unknown one; case does not matter."""
    standard = _BY_SPELLING.get(fold(spelling))
    if standard is not None:
        return standard
    custom = directory.custom_field_by_key.get(fold(spelling))
    if custom is None:
        return None
    return FilterField(
        custom.filter_key,
        _CUSTOM_KINDS[custom.kind],
        FieldScope(custom.owner.value),
        custom.label,
        holds_days=custom.kind is CustomFieldKind.DATE,
        largest=DECIMAL_LIMIT if custom.kind is CustomFieldKind.DECIMAL else INTEGER_LIMIT,
    )


_EXPECTED = {
    FieldKind.NUMBER: "a number such as 5, >=5 or 3..7",
    FieldKind.TEXT: "text",
    FieldKind.LONG_TEXT: 'a word or a "phrase"',
    FieldKind.PHONE: "digits such as 331 or =+84908123331",
    FieldKind.PERSON: "a login, me, my-groups or none",
    FieldKind.TEAM: "a group, my-groups or none",
    FieldKind.YES_NO: "yes or no",
    FieldKind.TIME: "a day such as 2026-11-23, a word such as today or last-week, <7d or >7d",
    FieldKind.HISTORY: "any, from(…), to(…) or in(…)",
}


def expected_of(field: FilterField, directory: Directory) -> str:
    """What may stand after `field:`, for sentences."""
    if field.key == "ccs":
        return _EXPECTED[FieldKind.PERSON]
    if field.kind in _EXPECTED:
        return _EXPECTED[field.kind]
    custom = directory.custom_field_by_key.get(fold(field.key))
    if custom is None:
        return ", ".join([*choices_of(field.key, directory).values(), "none"])
    return ", ".join([*offered(custom), "none"])
