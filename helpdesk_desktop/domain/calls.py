"""The only place for what a phone call is."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID

from helpdesk_desktop.domain.people import AgentId


class CallDirection(IntEnum):
    """Who rang whom."""

    IN = 0
    OUT = 1
    INTERNAL = 2


class CallStatus(IntEnum):
    """How far a call came."""

    CONNECTED = 0
    MISSED = 1
    IVR = 2
    SURVEY = 3


CALL_DIRECTION_KEYS = {
    CallDirection.IN: "in",
    CallDirection.OUT: "out",
    CallDirection.INTERNAL: "internal",
}
CALL_STATUS_KEYS = {
    CallStatus.CONNECTED: "connected",
    CallStatus.MISSED: "missed",
    CallStatus.IVR: "ivr",
    CallStatus.SURVEY: "survey",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One phone call as the viewer may see it: numbers come masked where the role says so.

    Durations are whole seconds; instants are aware UTC.
    """

    id: int
    direction: CallDirection
    status: CallStatus
    start_at: datetime
    answer_at: datetime | None
    end_at: datetime | None
    queue_s: int | None
    talk_s: int | None
    hold_s: int | None
    hotline: str | None
    number: str | None
    agent_id: AgentId | None
    recording: str | None
    has_voicemail: bool


@dataclass(frozen=True, slots=True)
class NewCall:
    """What a telephone system reports of a call; numbers as dialled, instants aware."""

    uid: UUID
    direction: CallDirection
    status: CallStatus
    start_at: datetime
    answer_at: datetime | None = None
    end_at: datetime | None = None
    queue_s: int | None = None
    talk_s: int | None = None
    hold_s: int | None = None
    hotline: str | None = None
    number: str | None = None
    agent_id: AgentId | None = None
    recording: str | None = None
    has_voicemail: bool = False
