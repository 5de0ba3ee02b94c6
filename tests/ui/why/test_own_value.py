"""Every field that a filter can ask about is told with what the ticket itself has in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QDate, QLocale

from helpdesk_desktop.domain.calls import CallDirection, CallStatus, NewCall
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.contacts import ContactSpec
from helpdesk_desktop.domain.custom_field import CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.filtering.filter_fields import STANDARD_FIELDS
from helpdesk_desktop.domain.filters import EmptyCondition, FilterSpec, Group
from helpdesk_desktop.domain.people import AgentId, CompanyId, NewContact
from helpdesk_desktop.domain.ticket import NewNote, Priority, Serial, Status, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.call_store import add_call
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.ui.choice_names import NOTHING
from helpdesk_desktop.ui.detail.moments import When
from helpdesk_desktop.ui.why.why_lines import Line, lines_of
from tests.builders import (
    NOW,
    add_agent,
    add_field,
    add_group,
    add_role,
    add_ticket,
    opened,
    type_id,
)

NEVER = Cancellation()
_OPTIONS = {
    CustomFieldKind.DROP_DOWN: "Gold\nTin",
    CustomFieldKind.MULTI_SELECT: "Red\nBlue\nGreen",
    CustomFieldKind.DEPENDENT: "North\n  Hà Nội\nSouth",
}
# What each kind of custom field is told as, by its kind.
_TOLD = {
    CustomFieldKind.TEXT: "plain {owner}",
    CustomFieldKind.MULTI_LINE: "one two {owner}",
    CustomFieldKind.REGEX: "AB-12",
    CustomFieldKind.DROP_DOWN: "Tin",
    CustomFieldKind.INTEGER: "-7",
    CustomFieldKind.DECIMAL: "12.5",
    CustomFieldKind.CHECKBOX: "No",
    CustomFieldKind.MULTI_SELECT: "Red, Green",
    CustomFieldKind.DEPENDENT: "North / Hà Nội",
}


def _define(desk: OpenDesk, owner: CustomFieldOwner) -> dict[str, object]:
    """A field of every kind, and a value for each by its bare key."""
    values: dict[str, object] = {}
    for kind in CustomFieldKind:
        key = kind.value.replace("-", "_")
        pattern = ".*" if kind is CustomFieldKind.REGEX else None
        options = _OPTIONS.get(kind, "")
        field = add_field(desk, key, kind, owner=owner, options=options, pattern=pattern)
        ids = [option.id for option in field.options]
        values[key] = {
            CustomFieldKind.TEXT: f"plain {owner.value}",
            CustomFieldKind.MULTI_LINE: f"one\ntwo {owner.value}",
            CustomFieldKind.REGEX: "AB-12",
            CustomFieldKind.DROP_DOWN: ids[-1] if ids else None,
            CustomFieldKind.INTEGER: -7,
            CustomFieldKind.DECIMAL: Decimal("12.5"),
            CustomFieldKind.CHECKBOX: False,
            CustomFieldKind.DATE: date(2026, 11, 3),
            CustomFieldKind.MULTI_SELECT: (ids[0], ids[2]) if len(ids) > 2 else (),
            CustomFieldKind.DEPENDENT: ids[1] if ids else None,
        }[kind]
    return values


def _full(desk: OpenDesk) -> Serial:
    """A ticket of which nothing is empty: contact, company, call, notes, history."""
    lan = add_agent(desk, "lan", name="Lan Phạm")
    group = add_group(desk, "night", name="Night shift", members="lan")
    custom = {owner: _define(desk, owner) for owner in CustomFieldOwner}
    contact = desk.contacts.create(
        NewContact(
            "Hoa Đặng",
            phones=("0908 123 331", "0908 555 777"),
            emails=("hoa@flowers.vn",),
            company="ACME",
            title="Director",
            rating=4,
            manager_id=lan,
            custom=tuple(custom[CustomFieldOwner.CONTACT].items()),
        )
    )
    firm = next(
        one for one in desk.companies.first_page(ContactSpec(), NEVER) if one.name == "ACME"
    )
    desk.companies.edit(
        CompanyId(firm.id),
        firm.version,
        {f"cf.{key}": one for key, one in custom[CustomFieldOwner.COMPANY].items()},
    )
    saved = add_ticket(
        desk,
        "Roses are late",
        description="where are they",
        contact_id=contact,
        due_at=NOW + timedelta(days=1),
        cc_ids=(lan,),
        external_id="X-1",
        external_source="crm",
        custom=tuple(custom[CustomFieldOwner.TICKET].items()),
    )
    changes = (
        ("status", Status.CLOSED),
        ("type_id", type_id(desk, "problem")),
        ("priority", Priority.HIGH),
        ("assignee_id", lan),
        ("group_id", group),
    )
    desk.tickets.edit(TicketEdit(saved.serial, saved.version, changes))
    for is_internal in (True, False):
        desk.tickets.add_note(
            NewNote(uuid4(), saved.serial, "rang them", is_internal, NOW + timedelta(hours=1))
        )
    call = NewCall(
        uuid4(), CallDirection.IN, CallStatus.CONNECTED, NOW, NOW, NOW, 5, 60, 3, "1900 1234",
        "0908 123 331", lan, "file.wav",
    )  # fmt: skip
    desk.session.database.write(lambda connection: add_call(connection, saved.serial, call))
    return saved.serial


def _keys(desk: OpenDesk) -> list[str]:
    custom = [field.filter_key for field in desk.directory().custom_fields]
    return [*STANDARD_FIELDS, *custom]


def _told(desk: OpenDesk, serial: Serial, as_agent: AgentId | None = None) -> dict[str, str]:
    """By the key of every field, what the ticket is said to have in it."""
    keys = _keys(desk)
    tree = Group(join="any", parts=tuple(EmptyCondition(field=key) for key in keys))
    why = desk.tickets.why(serial, FilterSpec(filter=tree), NEVER, as_agent=as_agent)
    lines = lines_of(why, "", desk.directory(), When(NOW, desk.clock.zone))
    asked: Line = next(line for line in lines if line.parts and line.text.startswith("Filter"))
    return {key: line.value for key, line in zip(keys, asked.parts, strict=True)}


@pytest.fixture
def bare_desk(tmp_path: Path) -> Iterator[OpenDesk]:
    place = str(tmp_path / "own.db")
    create_database(parse_database_url(place))
    with opened(place, now=NOW) as made:
        yield made


def test_nothing_that_a_ticket_has_is_left_out(bare_desk: OpenDesk) -> None:
    serial = _full(bare_desk)
    told = _told(bare_desk, serial)
    assert [key for key, value in told.items() if value in {"", NOTHING}] == []
    # The locale's own spelling.
    day = QLocale().toString(QDate(2026, 11, 3), QLocale.FormatType.ShortFormat)
    words = {**_TOLD, CustomFieldKind.DATE: day}
    for field in bare_desk.directory().custom_fields:
        assert told[field.filter_key] == words[field.kind].format(owner=field.owner.value)
    # Any of a contact's numbers may be the one that a condition finds.
    assert told["phone"] == "0908 123 331, 0908 555 777"
    assert (told["text"], told["contact.rating"]) == ("Roses are late · where are they", "4")
    assert (told["call.talk"], told["note.kind"]) == ("60", "internal, public")


def test_of_a_ticket_that_has_nothing_each_field_says_so(bare_desk: OpenDesk) -> None:
    _full(bare_desk)
    told = _told(bare_desk, add_ticket(bare_desk, "nobody rang").serial)
    assert [key for key, value in told.items() if not value] == []
    assert {told[field.filter_key] for field in bare_desk.directory().custom_fields} == {NOTHING}


def test_what_a_role_may_not_know_is_not_told(bare_desk: OpenDesk) -> None:
    serial = _full(bare_desk)
    add_role(bare_desk, "tried", tickets="all", contacts="managed", phones="masked", rights="edit")
    minh = add_agent(bare_desk, "minh", role="tried")
    told = _told(bare_desk, serial, as_agent=minh)
    fields = bare_desk.directory().custom_fields
    hidden = {told[one.filter_key] for one in fields if one.owner is not CustomFieldOwner.TICKET}
    assert hidden == {NOTHING}
    assert (told["phone"], told["call.number"]) == ("•••• 331", "•••• 331")
    assert (told["email"], told["company"], told["contact.title"]) == (NOTHING,) * 3
    assert told["cf.text"] == "plain ticket"


def test_masked_numbers_of_a_contact_that_is_seen_are_told_masked(bare_desk: OpenDesk) -> None:
    serial = _full(bare_desk)
    add_role(bare_desk, "tried", tickets="all", contacts="all", phones="masked", rights="edit")
    minh = add_agent(bare_desk, "minh", role="tried")
    told = _told(bare_desk, serial, as_agent=minh)
    assert told["phone"] == "•••• 331, •••• 777"
    assert told["company.cf.text"] == "plain company"


def test_where_the_agent_sees_nothing_the_asker_is_told_their_own(bare_desk: OpenDesk) -> None:
    serial = _full(bare_desk)
    add_role(bare_desk, "tried", tickets="own", contacts="managed", rights="edit")
    minh = add_agent(bare_desk, "minh", role="tried")
    assert _told(bare_desk, serial, as_agent=minh)["company.cf.text"] == "plain company"
