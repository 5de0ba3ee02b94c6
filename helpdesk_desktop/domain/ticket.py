"""The only place for what a ticket is, in the four shapes it takes.

`TicketRow` is one line of the list, `TicketDetail` everything about one, `NewTicket` and
`TicketEdit` what the user submits. Instants are aware UTC, but for `TicketRow`, which carries what
the driver gives (integer microseconds) so that a page costs no conversion nobody paints.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple, NewType
from uuid import UUID

from helpdesk_desktop.domain.calls import Call
from helpdesk_desktop.domain.people import (
    AgentId,
    ContactDetail,
    ContactId,
    ContactRow,
    GroupId,
    NewContact,
    TypeId,
)

Serial = NewType("Serial", int)

SUBJECT_LIMIT = 1_000
LONG_TEXT_LIMIT = 1_000_000
# A cell of the list shows one line: so much of a custom field's text comes with a `TicketRow`.
CELL_LETTERS = 400
NAME_LIMIT = 200
EMAIL_LIMIT = 254
PHONE_LIMIT = 40


class Status(IntEnum):
    """How far a ticket is; everything but CLOSED counts as unprocessed."""

    NEW = 0
    PROCESSING = 1
    PENDING = 2
    CLOSED = 3


class Priority(IntEnum):
    """How much a ticket presses."""

    LOW = 0
    NORMAL = 1
    HIGH = 2
    URGENT = 3


class Source(IntEnum):
    """How a ticket came."""

    MANUAL = 0
    INBOUND_CALL = 1
    OUTBOUND_CALL = 2
    MISSED_CALL = 3
    EMAIL = 4
    CHAT = 5
    SOCIAL = 6
    API = 7
    IMPORT = 8


class Hidden(IntEnum):
    """Whether a ticket is listed at all."""

    LISTED = 0
    DELETED = 1
    MERGED = 2


STATUS_KEYS = {
    Status.NEW: "new",
    Status.PROCESSING: "processing",
    Status.PENDING: "pending",
    Status.CLOSED: "closed",
}
PRIORITY_KEYS = {
    Priority.LOW: "low",
    Priority.NORMAL: "normal",
    Priority.HIGH: "high",
    Priority.URGENT: "urgent",
}
SOURCE_KEYS = {
    Source.MANUAL: "manual",
    Source.INBOUND_CALL: "inbound-call",
    Source.OUTBOUND_CALL: "outbound-call",
    Source.MISSED_CALL: "missed-call",
    Source.EMAIL: "email",
    Source.CHAT: "chat",
    Source.SOCIAL: "social",
    Source.API: "api",
    Source.IMPORT: "import",
}


class TicketRow(NamedTuple):
    """One line of the list, straight from the driver.

    Instants are integer microseconds since 1970-01-01 UTC. `phone` is masked already when the
    viewer's role says so. `contact` is the contact's name, or None for a nameless or missing one.
    `unread` is 0 or 1. `ccs` are agent ids with commas between, in no order, empty for nobody, None
    where they were not asked for. `custom` are the values of custom fields that were asked for by
    `cf.KEY`, None for an empty one; of a long text it is the beginning.
    """

    serial: int
    subject: str
    status: int
    type_id: int | None
    priority: int
    source: int
    contact_id: int | None
    contact: str | None
    phone: str | None
    email: str | None
    company: str | None
    assignee_id: int | None
    group_id: int | None
    call_direction: int | None
    call_status: int | None
    call_start_us: int | None
    created_us: int
    updated_us: int
    due_us: int | None
    closed_us: int | None
    unread: int
    version: int
    ccs: str | None = None
    custom: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class NoteDetail:
    """One note of a ticket's timeline."""

    id: int
    author_id: AgentId | None
    created_at: datetime
    is_internal: bool
    body: str
    reminder_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ActivityDetail:
    """One line of a ticket's history; `old` and `new` are the contract's JSON values.

    `undoes` is the batch that was taken back by it.
    """

    at: datetime
    agent_id: AgentId | None
    field: str
    old: Any
    new: Any
    batch: UUID
    undoes: UUID | None = None


@dataclass(frozen=True, slots=True)
class AttachmentDetail:
    """One attached file, without its content; `size` in bytes."""

    id: int
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TicketDetail:
    """Everything the viewer may see of one ticket; `phone` and calls come masked if need be.

    `contact` is None when the ticket has none or the viewer may not see it; then `contact_name`
    still names it. `other_tickets` counts the contact's other listed tickets that the viewer sees.
    """

    serial: Serial
    uid: UUID
    version: int
    subject: str
    description: str | None
    status: Status
    type_id: TypeId | None
    priority: Priority
    source: Source
    contact_id: ContactId | None
    contact_name: str | None
    contact: ContactDetail | None
    phone: str | None
    email: str | None
    company: str | None
    assignee_id: AgentId | None
    group_id: GroupId | None
    cc_ids: tuple[AgentId, ...]
    creator_id: AgentId | None
    created_at: datetime
    updated_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    first_response_at: datetime | None
    external_source: str | None
    external_id: str | None
    is_unread: bool
    other_tickets: int
    custom: tuple[tuple[str, Any], ...] = ()
    calls: tuple[Call, ...] = ()
    notes: tuple[NoteDetail, ...] = ()
    activities: tuple[ActivityDetail, ...] = ()
    attachments: tuple[AttachmentDetail, ...] = ()


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What a user submits to make a ticket.

    At most one of `contact_id` and `new_contact`; `phone` alone is an unknown caller's number.
    `uid` is made when the dialog opens: sending the same one again makes no second ticket.
    """

    uid: UUID
    subject: str | None = None
    description: str | None = None
    status: Status = Status.NEW
    type_id: TypeId | None = None
    priority: Priority = Priority.NORMAL
    source: Source = Source.MANUAL
    contact_id: ContactId | None = None
    new_contact: NewContact | None = None
    phone: str | None = None
    assignee_id: AgentId | None = None
    group_id: GroupId | None = None
    cc_ids: tuple[AgentId, ...] = ()
    due_at: datetime | None = None
    first_note: str | None = None
    external_id: str | None = None
    external_source: str | None = None
    custom: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class TicketEdit:
    """A wish to change one ticket.

    `changes` maps field names of `NewTicket` to new values (None empties); `version` is the one
    the editor opened with, None to edit whatever is stored (scripts).
    """

    serial: Serial
    version: int | None
    changes: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class NewNote:
    """What a user submits to add a note; `uid` makes a retried save harmless."""

    uid: UUID
    serial: Serial
    body: str
    is_internal: bool = True
    reminder_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What a successful save answers; `was_there` says that a retry found its own ticket.

    `batch` names what an edit wrote into history, None when it changed nothing. `before` holds what
    the edit replaced and history does not keep, as (name, value): what `undo` needs of it.
    """

    serial: Serial
    uid: UUID
    version: int
    was_there: bool = False
    batch: UUID | None = None
    before: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedTicket:
    """One ticket in a short list: the contact's other tickets, a duplicate warning."""

    serial: Serial
    subject: str
    status: Status
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CallerMatch:
    """What is known of a number or name typed in the create dialog."""

    contact: ContactRow
    open_tickets: tuple[RelatedTicket, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that was typed and not yet saved, as the journal keeps it.

    `key` is `new:<uid>`, `note:<serial>` or `entry:<kind>:<uid>`; `fields` are (field name, JSON
    value) pairs.
    """

    key: str
    fields: tuple[tuple[str, Any], ...]
    saved_at: datetime
    base_version: int | None = None
