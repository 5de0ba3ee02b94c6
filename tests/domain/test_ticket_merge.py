from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from helpdesk_desktop.domain.people import AgentId, ContactId, NewContact
from helpdesk_desktop.domain.ticket import (
    ActivityDetail,
    Priority,
    Serial,
    Source,
    Status,
    TicketDetail,
)
from helpdesk_desktop.domain.ticket_merge import (
    Changes,
    about,
    as_submitted,
    changed_since,
    clashing,
    not_yet_so,
    value_of,
)

_AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def _line(number: int, field: str) -> ActivityDetail:
    at = _AT + timedelta(minutes=number)
    return ActivityDetail(at, AgentId(2), field, None, None, UUID(int=number))


def _ticket(**values: Any) -> TicketDetail:
    usual: dict[str, Any] = {
        "serial": Serial(7),
        "uid": UUID(int=7),
        "version": 1,
        "subject": "Printer",
        "description": None,
        "status": Status.NEW,
        "type_id": None,
        "priority": Priority.NORMAL,
        "source": Source.MANUAL,
        "contact_id": None,
        "contact_name": None,
        "contact": None,
        "phone": None,
        "email": None,
        "company": None,
        "assignee_id": None,
        "group_id": None,
        "cc_ids": (),
        "creator_id": AgentId(1),
        "created_at": _AT,
        "updated_at": _AT,
        "due_at": None,
        "closed_at": None,
        "first_response_at": None,
        "external_source": None,
        "external_id": None,
        "is_unread": False,
        "other_tickets": 0,
        "activities": (_line(0, "created"),),
    }
    return TicketDetail(**(usual | values))


@pytest.mark.parametrize(
    ("theirs", "mine", "fields"),
    [
        ({"priority": Priority.HIGH}, (("status", 3),), ()),
        ({"status": Status.PENDING}, (("status", 3),), ("status",)),
        ({"status": Status.PENDING}, (("status", 3), ("subject", "x")), ("status",)),
        ({"cc_ids": (AgentId(2),)}, (("cc_ids", (AgentId(3),)),), ("cc_ids",)),
        ({"contact_id": ContactId(4)}, (("new_contact", NewContact("Lan")),), ("new_contact",)),
        ({"phone": "2"}, (("phone", "3"),), ("phone",)),
    ],
)
def test_only_a_field_that_both_changed_is_a_clash(
    theirs: dict[str, Any], mine: Changes, fields: tuple[str, ...]
) -> None:
    assert (
        clashing(
            _ticket(phone="1"),
            _ticket(phone="1", **theirs) if "phone" not in theirs else _ticket(**theirs),
            mine,
        )
        == fields
    )


def test_a_masked_number_that_looks_the_same_is_a_clash_when_history_tells_of_another() -> None:
    base = _ticket(phone="•••• 331")
    changed = _ticket(phone="•••• 331", activities=(_line(0, "created"), _line(1, "phone")))
    assert clashing(base, changed, (("phone", "0911222333"),)) == ("phone",)
    assert clashing(base, base, (("phone", "0911222333"),)) == ()


def test_what_they_did_too_needs_no_second_save() -> None:
    theirs = _ticket(status=Status.CLOSED)
    contact = NewContact("Lan")
    mine: Changes = (("status", 3), ("priority", 2), ("new_contact", contact))
    assert not_yet_so(theirs, mine) == (("priority", 2), ("new_contact", contact))
    assert value_of(theirs, "new_contact") is None


def test_what_came_since_is_told_by_the_batches_that_were_not_there() -> None:
    base = _ticket()
    later = (_line(1, "status"), _line(2, "priority"))
    theirs = _ticket(activities=(*base.activities, *later))
    assert changed_since(base, theirs) == later
    assert about(later, frozenset({"status"})) == later[:1]
    assert about(later, frozenset({"subject"})) == later


def test_custom_fields_merge_one_by_one() -> None:
    base = _ticket(custom=(("region", 2), ("code", "A")))
    theirs = _ticket(custom=(("region", 3), ("code", "A")))
    assert value_of(base, "cf.region") == 2
    assert value_of(base, "cf.gone") is None
    assert clashing(base, theirs, (("cf.code", "B"),)) == ()
    assert clashing(base, theirs, (("cf.region", 4), ("cf.code", "B"))) == ("cf.region",)
    assert not_yet_so(theirs, (("cf.region", 3), ("cf.code", "B"))) == (("cf.code", "B"),)


def test_custom_fields_are_submitted_together() -> None:
    mine: Changes = (("cf.region", 4), ("status", Status.CLOSED), ("cf.code", None))
    assert as_submitted(mine) == (
        ("status", Status.CLOSED),
        ("custom", (("region", 4), ("code", None))),
    )
    assert as_submitted((("status", Status.NEW),)) == (("status", Status.NEW),)
