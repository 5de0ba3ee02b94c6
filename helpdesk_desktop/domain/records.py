"""The only place for how a ticket is told to scripts: keys and values of the JSON contract.

Choices by key, people by login, groups by key, empty = null, CCs a sorted array, instants
`2026-11-23T02:50:00Z` (a fraction only if there is one). The command line, exports and imports
share it, so that what goes out comes in again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from helpdesk_desktop.domain.calls import (
    CALL_DIRECTION_KEYS,
    CALL_STATUS_KEYS,
    Call,
    CallDirection,
    CallStatus,
)
from helpdesk_desktop.domain.custom_values import CustomValue, from_plain, spoken
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import AgentId, ContactDetail, Directory, GroupId, TypeId
from helpdesk_desktop.domain.ticket import (
    PRIORITY_KEYS,
    SOURCE_KEYS,
    STATUS_KEYS,
    Priority,
    Source,
    Status,
    TicketDetail,
    TicketRow,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The texts of a day's minutes and a minute's seconds: an export writes millions of them.
_MINUTES = tuple(f"{minute // 60:02}:{minute % 60:02}:" for minute in range(1_440))
_SECONDS = tuple(f"{second:02}" for second in range(60))

DEFAULT_COLUMNS = (
    "serial",
    "subject",
    "status",
    "type",
    "priority",
    "contact",
    "assignee",
    "updated",
)
# What a list row does not carry and `RowExtras` does.
EXTRA_COLUMNS = frozenset({"uid", "description", "ccs", "external_id", "first_response", "call"})


@dataclass(frozen=True, slots=True)
class RowExtras:
    """What a row of an export holds beyond `TicketRow`; the call number comes masked if need be."""

    uid: UUID
    description: str | None
    external_id: str | None
    first_response_us: int | None
    cc_ids: tuple[int, ...]
    call_number: str | None


def instant_text(at: datetime | None) -> str | None:
    """An instant as the contract writes it."""
    if at is None:
        return None
    text = at.astimezone(UTC).replace(tzinfo=None).isoformat()
    return (text.rstrip("0") if "." in text else text) + "Z"


def microseconds_text(value: int | None) -> str | None:
    """An instant given as whole microseconds since 1970."""
    return microseconds_texts((value,))[0]


def microseconds_texts(values: Iterable[int | None]) -> list[str | None]:
    """The same of many: a call a value would cost an export twice the time."""
    told: list[str | None] = []
    known_day, day_text = 0, _day_text(0)
    for value in values:
        if value is None:
            told.append(None)
            continue
        seconds, fraction = value // 1_000_000, value % 1_000_000
        minutes = seconds // 60
        if minutes // 1_440 != known_day:
            known_day = minutes // 1_440
            day_text = _day_text(known_day)
        text = f"{day_text}T{_MINUTES[minutes % 1_440]}{_SECONDS[seconds % 60]}"
        if fraction:
            text = f"{text}.{fraction:06}".rstrip("0")
        told.append(f"{text}Z")
    return told


@lru_cache(maxsize=4_096)  # days of eleven years; the rows of an export share few of them
def _day_text(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).date().isoformat()


def login_of(agent_id: int | None, directory: Directory) -> str | None:
    """A person by login."""
    agent = None if agent_id is None else directory.agent_by_id.get(AgentId(agent_id))
    return agent.login if agent else None


def group_key_of(group_id: int | None, directory: Directory) -> str | None:
    """A group by key."""
    group = None if group_id is None else directory.group_by_id.get(GroupId(group_id))
    return group.key if group else None


def type_key_of(type_id: int | None, directory: Directory) -> str | None:
    """A type by key."""
    kind = None if type_id is None else directory.type_by_id.get(TypeId(type_id))
    return kind.key if kind else None


def logins_of(agent_ids: Iterable[int], directory: Directory) -> list[str]:
    """People by login, sorted."""
    return sorted(login for each in agent_ids if (login := login_of(each, directory)) is not None)


def _row_call(row: TicketRow, extras: RowExtras | None) -> dict[str, Any] | None:
    if row.call_direction is None or row.call_status is None:
        return None
    return {
        "direction": CALL_DIRECTION_KEYS[CallDirection(row.call_direction)],
        "status": CALL_STATUS_KEYS[CallStatus(row.call_status)],
        "start": microseconds_text(row.call_start_us),
        "number": extras.call_number if extras else None,
    }


def row_value(key: str, row: TicketRow, extras: RowExtras | None, directory: Directory) -> Any:  # noqa: C901, PLR0912  # one flat table of keys
    """The JSON value of one key; `extras` may be None for keys outside `EXTRA_COLUMNS`.

    Values of custom fields, of the ticket, its contact and its company, are the row's own.
    """
    match key:
        case "serial" | "subject" | "phone" | "email" | "company" | "version":
            return getattr(row, key)
        case "contact":
            return contact_text(row.contact_id, row.contact, row.phone)
        case "status":
            return STATUS_KEYS[Status(row.status)]
        case "priority":
            return PRIORITY_KEYS[Priority(row.priority)]
        case "source":
            return SOURCE_KEYS[Source(row.source)]
        case "type":
            return type_key_of(row.type_id, directory)
        case "assignee":
            return login_of(row.assignee_id, directory)
        case "group":
            return group_key_of(row.group_id, directory)
        case "created" | "updated" | "due" | "closed":
            return microseconds_text(getattr(row, f"{key}_us"))
        case "unread":
            return bool(row.unread)
        case "call":
            return _row_call(row, extras)
        case _ if "." in key:
            return _spoken(key, (row.custom or {}).get(key), directory)
    if extras is None:
        raise KeyError(key)
    match key:
        case "uid":
            return str(extras.uid)
        case "description" | "external_id":
            return getattr(extras, key)
        case "first_response":
            return microseconds_text(extras.first_response_us)
        case "ccs":
            return logins_of(extras.cc_ids, directory)
        case _:
            raise KeyError(key)


# The members of a row that `row_value` reads of a key, where they are not called as it is.
_MEMBERS: dict[str, tuple[str, ...]] = {
    "contact": ("contact_id", "contact", "phone"),
    "type": ("type_id",),
    "assignee": ("assignee_id",),
    "group": ("group_id",),
    "call": ("call_direction", "call_status", "call_start_us"),
} | {key: (f"{key}_us",) for key in ("created", "updated", "due", "closed")}


def row_members(columns: Iterable[str]) -> frozenset[str]:
    """The members of `TicketRow` without which these keys cannot be told.

    Custom fields of contacts and companies are found by the contact.
    """
    members: set[str] = set()
    for key in columns:
        members.update(("contact_id",) if "." in key else _MEMBERS.get(key, (key,)))
    return frozenset(members)


def contact_text(contact_id: int | None, name: str | None, phone: str | None) -> str | None:
    """What a ticket's contact is called.

    One without a name goes by its number; an unknown caller is no contact.
    """
    return name if name is not None or contact_id is None else phone


def row_record(
    row: TicketRow, extras: RowExtras | None, columns: Sequence[str], directory: Directory
) -> dict[str, Any]:
    """One list row as a JSON object, keys in the order of `columns`."""
    return {key: row_value(key, row, extras, directory) for key in columns}


def call_record(call: Call, directory: Directory) -> dict[str, Any]:
    """One call of a ticket, in full."""
    return {
        "id": call.id,
        "direction": CALL_DIRECTION_KEYS[call.direction],
        "status": CALL_STATUS_KEYS[call.status],
        "start": instant_text(call.start_at),
        "answer": instant_text(call.answer_at),
        "end": instant_text(call.end_at),
        "queue": call.queue_s,
        "talk": call.talk_s,
        "hold": call.hold_s,
        "hotline": call.hotline,
        "number": call.number,
        "agent": login_of(call.agent_id, directory),
        "recording": call.recording,
        "voicemail": call.has_voicemail,
    }


def _contact_record(contact: ContactDetail | None, directory: Directory) -> dict[str, Any] | None:
    if contact is None:
        return None
    return {
        "id": contact.id,
        "name": contact.name,
        "phones": list(contact.phones),
        "emails": list(contact.emails),
        "company": contact.company,
        "rating": contact.rating,
        "manager": login_of(contact.manager_id, directory),
        "custom": _custom_record("contact.cf.", contact.custom, directory),
    }


def _spoken(key: str, value: CustomValue | None, directory: Directory) -> Any:
    field = directory.custom_field_by_key.get(fold(key))
    return None if field is None else spoken(field, value)


def _custom_record(
    prefix: str, custom: Iterable[tuple[str, CustomValue]], directory: Directory
) -> dict[str, Any]:
    return {key: _spoken(f"{prefix}{key}", value, directory) for key, value in custom}


def activity_value(field: str, value: Any, directory: Directory) -> Any:  # one return a kind
    """An activity's stored number or id as the contract's key, login or text."""
    if value is None:
        return None
    match field:
        case "status" if value in STATUS_KEYS:
            return STATUS_KEYS[Status(value)]
        case "priority" if value in PRIORITY_KEYS:
            return PRIORITY_KEYS[Priority(value)]
        case "source" if value in SOURCE_KEYS:
            return SOURCE_KEYS[Source(value)]
        case "type":
            return type_key_of(value, directory)
        case "assignee":
            return login_of(value, directory)
        case "group":
            return group_key_of(value, directory)
        case "ccs" if isinstance(value, list):
            return logins_of(value, directory)
        case _ if field.startswith("cf."):
            custom = directory.custom_field_by_key.get(fold(field))
            return None if custom is None else spoken(custom, from_plain(custom, value))
        case _:
            return value


def detail_record(ticket: TicketDetail, directory: Directory) -> dict[str, Any]:
    """Everything about one ticket, members in the contract's order."""
    last = max(ticket.calls, key=lambda call: call.start_at, default=None)
    return {
        "serial": ticket.serial,
        "uid": str(ticket.uid),
        "version": ticket.version,
        "subject": ticket.subject,
        "description": ticket.description,
        "status": STATUS_KEYS[ticket.status],
        "type": type_key_of(ticket.type_id, directory),
        "priority": PRIORITY_KEYS[ticket.priority],
        "source": SOURCE_KEYS[ticket.source],
        "contact": contact_text(ticket.contact_id, ticket.contact_name, ticket.phone),
        "phone": ticket.phone,
        "email": ticket.email,
        "company": ticket.company,
        "assignee": login_of(ticket.assignee_id, directory),
        "group": group_key_of(ticket.group_id, directory),
        "ccs": logins_of(ticket.cc_ids, directory),
        "call": None
        if last is None
        else {
            "direction": CALL_DIRECTION_KEYS[last.direction],
            "status": CALL_STATUS_KEYS[last.status],
            "start": instant_text(last.start_at),
            "number": last.number,
        },
        "created": instant_text(ticket.created_at),
        "updated": instant_text(ticket.updated_at),
        "due": instant_text(ticket.due_at),
        "closed": instant_text(ticket.closed_at),
        "first_response": instant_text(ticket.first_response_at),
        "unread": ticket.is_unread,
        "external_id": ticket.external_id,
        "contact_detail": _contact_record(ticket.contact, directory),
        "custom": _custom_record("cf.", ticket.custom, directory),
        "calls": [call_record(call, directory) for call in ticket.calls],
        "notes": [
            {
                "id": note.id,
                "author": login_of(note.author_id, directory),
                "created": instant_text(note.created_at),
                "internal": note.is_internal,
                "body": note.body,
                "reminder": instant_text(note.reminder_at),
                "due": instant_text(note.due_at),
            }
            for note in ticket.notes
        ],
        "activities": [
            {
                "at": instant_text(activity.at),
                "by": login_of(activity.agent_id, directory),
                "field": activity.field,
                "old": activity.old,
                "new": activity.new,
                "batch": str(activity.batch),
            }
            for activity in ticket.activities
        ],
        "attachments": [
            {
                "id": attached.id,
                "name": attached.name,
                "size": attached.size,
                "sha256": attached.sha256,
            }
            for attached in ticket.attachments
        ],
    }
