"""Everything a filter can look at, as plain values: what `oracle` judges and tests store."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias

# A drop-down, multi-select or dependent field holds option ids.
CustomValue: TypeAlias = str | int | Decimal | bool | date | frozenset[int]

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PhoneFacts:
    """`normalised` is E.164 with its +, or bare digits; `national` the digits people dial at home.

    `national` is None where the number cannot be told (then its digits are all there is).
    """

    normalised: str
    national: str | None = None

    @property
    def digits(self) -> str:
        """The normalised number without its +."""
        return self.normalised.removeprefix("+")


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A contact; the first phone and the first e-mail are the primary ones."""

    name: str | None = None
    title: str | None = None
    company: str | None = None
    rating: int | None = None
    manager_id: int | None = None
    phones: tuple[PhoneFacts, ...] = ()
    emails: tuple[str, ...] = ()
    custom: tuple[tuple[str, CustomValue], ...] = ()
    company_custom: tuple[tuple[str, CustomValue], ...] = ()


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A phone call of the ticket."""

    direction: int = 0
    status: int = 0
    start_at: datetime = EPOCH
    queue_s: int | None = None
    talk_s: int | None = None
    hold_s: int | None = None
    hotline: PhoneFacts | None = None
    number: PhoneFacts | None = None
    agent_id: int | None = None
    has_recording: bool = False


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note of the ticket."""

    body: str
    is_internal: bool = True
    author_id: int | None = None
    created_at: datetime = EPOCH
    reminder_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One change; `field` is status, type, priority, assignee or group, old and new are ids."""

    at: datetime
    field: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A ticket with all that hangs on it. `read_at` is the judging viewer's own reading mark."""

    serial: int = 1
    version: int = 1
    subject: str = "subject"
    description: str | None = None
    status: int = 0
    type_id: int | None = None
    priority: int = 1
    source: int = 0
    contact: ContactFacts | None = None
    phone: PhoneFacts | None = None
    assignee_id: int | None = None
    group_id: int | None = None
    creator_id: int | None = None
    cc_ids: frozenset[int] = frozenset()
    created_at: datetime = EPOCH
    updated_at: datetime = EPOCH
    due_at: datetime | None = None
    closed_at: datetime | None = None
    first_response_at: datetime | None = None
    touched_at: datetime | None = None
    touched_by: int | None = None
    read_at: datetime | None = None
    external_id: str | None = None
    attachments: int = 0
    is_deleted: bool = False
    notes: tuple[NoteFacts, ...] = ()
    calls: tuple[CallFacts, ...] = ()
    activities: tuple[ActivityFacts, ...] = ()
    custom: tuple[tuple[str, CustomValue], ...] = field(default=())
