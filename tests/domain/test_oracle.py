"""The oracle itself, held by cases that a reader of the specification can check by eye."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    ChoiceCondition,
    SortKey,
    TextCondition,
    UnknownCondition,
    muted,
)
from helpdesk_desktop.domain.people import ContactScope
from tests import trees
from tests.facts import (
    ActivityFacts,
    CallFacts,
    ContactFacts,
    NoteFacts,
    PhoneFacts,
    TicketFacts,
)
from tests.oracle import matches, ordered
from tests.sampled_desk import viewer_with

D = trees.CUSTOM_DIRECTORY
NOW = trees.NOW
VIEWER = trees.viewer(D)
MASKED = trees.viewer(D, masked=True)

EMPTY = TicketFacts(serial=2, subject="Chào")
FULL = TicketFacts(
    serial=10432,
    subject="Đơn hàng số 5",
    description="refund_co wants 100%",
    status=3,
    type_id=2,
    priority=2,
    source=1,
    contact=ContactFacts(
        name="Bình Lê",
        title="Giám đốc",
        company="ACME",
        rating=4,
        manager_id=2,
        phones=(
            PhoneFacts("+84908123331", "0908123331"),
            PhoneFacts("+442079460018", "02079460018"),
        ),
        emails=("binh@acme.vn", "other@x.com"),
        custom=(("text", "VIP khách"),),
        company_custom=(("integer", 7),),
    ),
    phone=PhoneFacts("19001234"),
    assignee_id=1,
    group_id=1,
    creator_id=2,
    cc_ids=frozenset({1, 3}),
    created_at=NOW - timedelta(days=7),
    updated_at=NOW,
    due_at=NOW - timedelta(hours=1),
    touched_at=NOW - timedelta(hours=1),
    touched_by=2,
    external_id="A-1",
    attachments=2,
    is_deleted=True,
    notes=(NoteFacts("xin chào thế giới", author_id=1), NoteFacts("tạm biệt", is_internal=False)),
    calls=(
        CallFacts(direction=0, talk_s=60, agent_id=1, number=PhoneFacts("+84908123332")),
        CallFacts(direction=1, talk_s=5, agent_id=2, has_recording=True, start_at=NOW),
        CallFacts(direction=2),
    ),
    activities=(
        ActivityFacts(NOW - timedelta(days=1), "status", 0, 3),
        ActivityFacts(NOW - timedelta(days=30), "assignee", None, 1),
    ),
    custom=(
        ("text", "x"),
        ("decimal", Decimal("2.5")),
        ("checkbox", False),
        ("date", date(2026, 11, 23)),
        ("multi_select", frozenset({11, 12})),
        ("drop_down", 11),
        ("dependent", 3),
    ),
)


def _meets(query: str, facts: TicketFacts, *, masked: bool = False) -> bool:
    viewer = MASKED if masked else VIEWER
    return matches(parse(query, D), facts, viewer, D, NOW, trees.ZONE)


_TRUE = (
    "", "don hang", '"đơn hà"', "hàng đơn", "binh 100 refund", "acme", "other x", "chao gioi",
    'text:words("bình chào 0908")', "0908123", "84908", "4420", "02079",
    "subject:hàng", 'subject:="don hang so 5"', "-subject:=x", "email:binh", "-email:other",
    "contact:^bình", 'contact:$"lê"', "company:acme", "contact.title:giam", "external_id:=a-1",
    "contact.rating:>=4", "contact.rating:3..5", "serial:1,10432", "-serial:>10432", "notes:2",
    "attachments:>1", "cf.decimal:2.5", "company.cf.integer:7", "contact.cf.text:khach",
    "phone:331", "phone:0908", "phone:=+84908123331", "phone:=0908123331", "phone:^8490",
    "phone:$0018", "-phone:1900", "call.number:332", "-call.number:331", "call.hotline:none",
    "status:closed", "-status:new,pending", "type:problem,none", "priority:>=high",
    "priority:>normal", "priority:<urgent", "priority:<=high", "priority:high,low",
    "assignee:me", "assignee:my-groups", "creator:binh.le", "group:my-groups", "group:support",
    "contact.manager:my-groups", "ccs:me", "ccs:all(me,#3)", "ccs:only(an,#3)", "-ccs:only(an)",
    "-ccs:all(an,binh.le)", "ccs:my-groups", "-ccs:none", "ccs:none,an",
    "is:unread", "-is:overdue", "has:call", "has:recording", "has:attachment", "deleted:yes",
    "cf.checkbox:no", "-cf.checkbox:yes", "created:>7d", "-created:<7d", "updated:today",
    "due:<2h", "closed:none", "first_response:none", "cf.date:today", "cf.date:<1d",
    "cf.dependent:north", "-cf.dependent:=north", 'cf.dependent:="north/ha-noi/old town"',
    "cf.multi_select:vip", "cf.multi_select:only(vip,#12)", "cf.drop_down:vip",
    "changed.status:to(closed)", "changed.status:from(new),to(closed),in(last-7d)",
    "changed.status:in(last-7d)", "-changed.status:in(last-1h)", "changed.assignee:from(none)",
    "changed.assignee:to(me)", "-changed.group:any", "changed.group:none",
    "call.talk:>50 call.agent:binh.le", "-call:(call.talk:>50 call.agent:binh.le)",
    "call:(call.talk:5 call.agent:binh.le)", "call:(call.agent:none call.direction:internal)",
    "-call.agent:none", "call.agent:any", "-call:(call.talk:60 OR call.talk:5) OR call.talk:60",
    "note:(note.body:chao note.author:me)", "-note:(note.body:biet note.author:me)",
    "note:(note.body:biet note.author:none)", "note.kind:public", "note.reminder:none",
    'note.body:"chào thế"', "~status:new", "~(status:new)", "-(status:new OR type:question)",
    "-(status:closed type:question)", "#10432", "-#1", "serial:any", "text:any", "status:any",
)  # fmt: skip

_FALSE = (
    "hang2", '"hàng đơn"', '"5 refund"', "0123331", "19001234", "text:none", "ngx",
    "subject:^hàng", "email:other", "phone:1900", "call.number:none", "status:new",
    "-assignee:me", "assignee:none", "-notes:2", "priority:low", "ccs:all(me,binh.le)",
    "call:(call.talk:60 call.agent:binh.le)", "call.agent:none", "is:overdue", "created:<7d",
    "changed.status:from(closed)", "changed.priority:any", "cf.dependent:=ha-noi",
    "cf.dependent:south", "-(~status:new -status:new)", "notes:none", "is:unread serial:none",
)  # fmt: skip


@pytest.mark.parametrize("query", _TRUE)
def test_the_full_ticket_meets(query: str) -> None:
    assert _meets(query, FULL)


@pytest.mark.parametrize("query", _FALSE)
def test_the_full_ticket_does_not_meet(query: str) -> None:
    assert not _meets(query, FULL)


@pytest.mark.parametrize(
    "query",
    [
        "assignee:none", "type:none", "-type:question", "type:none,question", "contact:none",
        "-contact:an", "ccs:none", "ccs:only(none)", "ccs:all(none)", "-ccs:an", "phone:none",
        "-phone:1", "notes:none", "attachments:none", "notes:0", "description:none", "company:none",
        "call.agent:none", "call.agent:none,an", "-call.talk:>0", "has_call:no", "-has_call:none",
        "note.body:none", "unread:no", "cf.text:none", "contact.cf.text:none",
        "company.cf.text:none",
        "cf.checkbox:none", "-cf.checkbox:yes", "-cf.checkbox:no", "cf.dependent:none",
        "-changed.status:any", "deleted:no", "email:none", "group:none", "-group:my-groups",
    ],
)  # fmt: skip
def test_an_empty_ticket_meets_what_asks_for_empty(query: str) -> None:
    assert _meets(query, EMPTY)


def test_a_ticket_without_a_contact_has_its_own_number() -> None:
    unknown = replace(EMPTY, phone=PhoneFacts("19001234"))
    assert _meets("19001", unknown)
    assert _meets("phone:=19001234", unknown)
    assert _meets("phone:any", unknown)


@pytest.mark.parametrize(
    "query",
    [
        "phone:331",
        "phone:any",
        "phone:none",
        "0908123",
        "call.number:332",
        "call:(call.number:332)",
    ],
)
def test_a_masked_viewer_learns_nothing_of_numbers(query: str) -> None:
    assert not _meets(query, FULL, masked=True)
    assert _meets(f"-{query}", FULL, masked=True)


@pytest.mark.parametrize(
    "query",
    [
        "phone:331", "phone:any", "phone:none", "0908123", "call.number:332", "call.number:none",
        "call:(call.number:332)", "email:binh", "email:any", "company:acme", "company:any",
        "contact.title:giam", "contact.rating:4", "contact.rating:any", "contact.manager:any",
        "acme", "contact.cf.text:khach", "company.cf.integer:7",
    ],
)  # fmt: skip
def test_of_a_contact_out_of_sight_nothing_but_the_name_can_be_asked(query: str) -> None:
    asked = (FULL, viewer_with(contacts=ContactScope.MANAGED), D, NOW, trees.ZONE)
    assert not matches(parse(query, D), *asked)
    assert matches(parse(f"-{query}", D), *asked)
    assert matches(parse("contact:binh binh email:none company:none", D), *asked)
    assert matches(parse("call.hotline:none -phone:none", D), *asked)


def test_unread_is_what_others_changed_after_my_reading() -> None:
    hour = timedelta(hours=1)
    fresh = replace(EMPTY, touched_at=NOW, touched_by=None)
    assert _meets("is:unread", fresh)
    assert not _meets("is:unread", replace(fresh, touched_by=int(VIEWER.agent_id)))
    assert not _meets("is:unread", replace(fresh, read_at=NOW))
    assert _meets("is:unread", replace(fresh, read_at=NOW - hour))
    assert not _meets("is:unread", replace(fresh, touched_at=NOW - timedelta(days=4)))


def test_what_cannot_be_asked_is_an_error_unless_it_is_muted() -> None:
    asked = (EMPTY, VIEWER, D, NOW, trees.ZONE)
    unknown = UnknownCondition(raw="{}", reason="gone")
    with pytest.raises(ValueError, match="gone"):
        matches(unknown, *asked)
    assert matches(muted(unknown), *asked)
    with pytest.raises(ValueError, match=r"cf\.gone"):
        matches(ChoiceCondition(field="cf.gone", items=(1,)), *asked)
    assert not matches(TextCondition(field="subject", items=()), *asked)


def _order(*sort: SortKey) -> list[int]:
    tickets = [
        replace(EMPTY, serial=3, subject="ă", assignee_id=2, type_id=4, group_id=1),
        replace(FULL, serial=4, subject="B"),
        replace(EMPTY, serial=1, subject="a", phone=PhoneFacts("19")),
        replace(EMPTY, serial=2, subject="á", assignee_id=99),
    ]
    return [facts.serial for facts in ordered(tickets, sort, VIEWER, D)]


def test_empties_are_smallest_and_the_serial_follows_the_last_key() -> None:
    assert _order() == [1, 2, 3, 4]
    assert _order(SortKey("subject")) == [1, 2, 3, 4]
    assert _order(SortKey("subject", is_descending=True)) == [4, 3, 2, 1]
    assert _order(SortKey("assignee")) == [1, 2, 4, 3]
    assert _order(SortKey("assignee", is_descending=True)) == [3, 4, 2, 1]
    assert _order(SortKey("status", is_descending=True), SortKey("created")) == [4, 1, 2, 3]
    assert _order(SortKey("status"), SortKey("subject", is_descending=True)) == [3, 2, 1, 4]
    assert _order(SortKey("type")) == [1, 2, 4, 3]
    assert _order(SortKey("group")) == [1, 2, 3, 4]
    assert _order(SortKey("call", is_descending=True)) == [4, 3, 2, 1]
    assert _order(SortKey("contact")) == [1, 2, 3, 4]
    assert _order(SortKey("phone")) == [2, 3, 1, 4]
    assert _order(SortKey("unread")) == [1, 2, 3, 4]
    assert _order(SortKey("email"), SortKey("serial", is_descending=True)) == [3, 2, 1, 4]
