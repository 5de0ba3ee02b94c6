from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from helpdesk_desktop.domain.calls import Call, CallDirection, CallStatus
from helpdesk_desktop.domain.people import (
    Agent,
    AgentId,
    Directory,
    Group,
    GroupId,
    RoleId,
    TicketType,
    TypeId,
)
from helpdesk_desktop.domain.ticket import (
    ActivityDetail,
    NoteDetail,
    Priority,
    Serial,
    Source,
    Status,
    TicketDetail,
)
from helpdesk_desktop.ui.detail.activity_text import activity_text, call_line, call_numbers
from helpdesk_desktop.ui.detail.moments import When
from helpdesk_desktop.ui.detail.timeline import BODY_LIMIT, EntryKind, timeline
from tests.cast import CUSTOM_DIRECTORY

_NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
_WHEN = When(_NOW, ZoneInfo("Asia/Ho_Chi_Minh"))
_UID, _OTHER = UUID(int=1), UUID(int=2)
_LAN, _MAI = AgentId(1), AgentId(2)
_DIRECTORY = Directory(
    me=_LAN,
    agents=(
        Agent(_LAN, "lan", "Lan Phạm", None, RoleId(1), is_active=True),
        Agent(_MAI, "mai", "Mai Trần", None, RoleId(1), is_active=True),
    ),
    groups=(Group(GroupId(1), "delivery", "Giao hàng"),),
    types=(TicketType(TypeId(1), "problem", "Sự cố", 0),),
)


def _call(**changes: object) -> Call:
    values: dict[str, object] = {
        "id": 1,
        "direction": CallDirection.IN,
        "status": CallStatus.CONNECTED,
        "start_at": _NOW - timedelta(hours=6, minutes=29),
        "answer_at": None,
        "end_at": None,
        "queue_s": None,
        "talk_s": 252,
        "hold_s": None,
        "hotline": None,
        "number": None,
        "agent_id": _LAN,
        "recording": None,
        "has_voicemail": False,
    }
    return Call(**(values | changes))  # type: ignore[arg-type] # the keys are those of Call


def _detail(
    notes: tuple[NoteDetail, ...] = (),
    activities: tuple[ActivityDetail, ...] = (),
    calls: tuple[Call, ...] = (),
) -> TicketDetail:
    return TicketDetail(
        serial=Serial(1),
        uid=_UID,
        version=1,
        subject="s",
        description=None,
        status=Status.NEW,
        type_id=None,
        priority=Priority.NORMAL,
        source=Source.MANUAL,
        contact_id=None,
        contact_name=None,
        contact=None,
        phone=None,
        email=None,
        company=None,
        assignee_id=None,
        group_id=None,
        cc_ids=(),
        creator_id=None,
        created_at=_NOW,
        updated_at=_NOW,
        due_at=None,
        closed_at=None,
        first_response_at=None,
        external_source=None,
        external_id=None,
        is_unread=False,
        other_tickets=0,
        notes=notes,
        activities=activities,
        calls=calls,
    )


def _note(minutes_ago: int, body: str = "b", *, is_internal: bool = True) -> NoteDetail:
    at = _NOW - timedelta(minutes=minutes_ago)
    return NoteDetail(1, _LAN, at, is_internal, body, None, None)


def _activity(field: str, old: object, new: object, batch: UUID = _UID) -> ActivityDetail:
    return ActivityDetail(_NOW - timedelta(minutes=5), _MAI, field, old, new, batch)


def test_everything_stands_newest_first() -> None:
    entries = timeline(
        _detail((_note(9), _note(1)), (_activity("status", "new", "closed"),), (_call(),)),
        _DIRECTORY,
        _WHEN,
    )
    assert [entry.kind for entry in entries] == [
        EntryKind.NOTE,
        EntryKind.ACTIVITY,
        EntryKind.NOTE,
        EntryKind.CALL,
    ]


def test_a_note_says_who_may_read_it() -> None:
    entries = timeline(_detail((_note(1), _note(2, is_internal=False))), _DIRECTORY, _WHEN)
    assert [entry.tag for entry in entries] == ["Internal note", "Visible to customer"]


def test_a_long_note_is_cut_and_kept_whole_beside() -> None:
    body = "x" * (BODY_LIMIT + 1)
    (entry,) = timeline(_detail((_note(1, body),)), _DIRECTORY, _WHEN)
    assert len(entry.body) <= BODY_LIMIT + 1
    assert entry.whole_body == body


def test_all_edits_of_one_action_are_one_entry() -> None:
    edits = (
        _activity("priority", "high", "urgent"),
        _activity("assignee", None, "lan"),
        _activity("status", "new", "closed", _OTHER),
    )
    entries = timeline(_detail(activities=edits), _DIRECTORY, _WHEN)
    assert [entry.body for entry in entries] == [
        "Priority: High → Urgent\nAssign to: - → Lan Phạm, by Mai Trần",
        "Status: New → Closed, by Mai Trần",
    ]


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("type", None, "problem", "Type: - → Sự cố"),
        ("group", "delivery", None, "Group: Giao hàng → -"),
        ("ccs", ["lan"], ["lan", "mai"], "CCs: Lan Phạm → Lan Phạm, Mai Trần"),
        ("due", None, "2026-11-23T10:00:00Z", "Due: - → today 17:00"),
        ("source", "manual", "inbound-call", "Source: Manual → Inbound call"),
        ("assignee", "gone", None, "Assign to: gone → -"),
        ("phone", None, None, "Phone changed"),
        ("created", None, None, "Ticket created"),
        ("cf.order_no", None, "77120", "cf.order_no: - → 77120"),
        ("due", None, "some day", "Due: - → some day"),
        ("status", "new", "lost", "Status: New → lost"),
    ],
)
def test_history_is_told_in_the_words_of_the_window(
    field: str, old: object, new: object, said: str
) -> None:
    assert activity_text(_activity(field, old, new), _DIRECTORY, _WHEN) == said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("cf.drop_down", "vip", "Drop-Down: - → VIP"),
        ("cf.drop_down", "gone", "Drop-Down: - → gone"),
        ("cf.multi_select", ["vip", "any"], "Multi-Select: - → VIP, Any"),
        ("cf.dependent", ["north", "ha-noi"], "Dependent: - → North / Hà Nội"),
        ("cf.checkbox", True, "Checkbox: - → Yes"),
        ("cf.decimal", "1.5", "Decimal: - → 1.5"),
    ],
)
def test_history_of_a_custom_field_tells_its_options_by_their_labels(
    field: str, value: object, said: str
) -> None:
    assert activity_text(_activity(field, None, value), CUSTOM_DIRECTORY, _WHEN) == said


def test_history_of_a_long_text_tells_only_its_beginning() -> None:
    said = activity_text(_activity("description", None, "word " * 1_000), _DIRECTORY, _WHEN)
    assert said.endswith("…")
    assert len(said) < 120


def test_a_call_is_one_sentence() -> None:
    assert call_line(_call(), _DIRECTORY, _WHEN) == "Inbound call, 07:31, talked 4:12, by Lan Phạm"


@pytest.mark.parametrize(
    ("direction", "status", "begins"),
    [
        (CallDirection.OUT, CallStatus.CONNECTED, "Outbound call, "),
        (CallDirection.INTERNAL, CallStatus.CONNECTED, "Internal call, "),
        (CallDirection.IN, CallStatus.MISSED, "Missed inbound call, "),
        (CallDirection.OUT, CallStatus.MISSED, "Outbound call, not answered, "),
        (CallDirection.IN, CallStatus.IVR, "Inbound call, ended in the menu, "),
        (CallDirection.IN, CallStatus.SURVEY, "Inbound call, ended in the survey, "),
    ],
)
def test_a_call_says_how_it_ended(
    direction: CallDirection, status: CallStatus, begins: str
) -> None:
    call = _call(direction=direction, status=status, talk_s=None)
    assert call_line(call, _DIRECTORY, _WHEN).startswith(begins)


def test_a_call_tells_its_numbers_as_they_came() -> None:
    call = _call(number="•••• 331", hotline="1900 6067", queue_s=12, has_voicemail=True)
    assert call_numbers(call) == "•••• 331 · hotline 1900 6067 · waited 0:12 · voicemail"
