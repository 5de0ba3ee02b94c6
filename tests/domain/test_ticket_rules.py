from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
)
from helpdesk_desktop.domain.errors import Problem
from helpdesk_desktop.domain.people import (
    Agent,
    AgentId,
    Directory,
    Group,
    GroupId,
    NewContact,
    RoleId,
    TicketType,
    TypeId,
)
from helpdesk_desktop.domain.ticket import Priority, Status
from helpdesk_desktop.domain.ticket_rules import Known, check, check_note

TEXT_FIELD = CustomField(
    CustomFieldId(1), CustomFieldOwner.TICKET, "area", "Area", CustomFieldKind.TEXT
)
MULTI_LINE = replace(TEXT_FIELD, id=CustomFieldId(2), key="story", kind=CustomFieldKind.MULTI_LINE)
KNOWN = Known(
    agents={1: True, 2: True, 3: False},
    group_ids=frozenset({4}),
    types={5: False, 6: True},
    contact_ids=frozenset({7}),
    custom_fields={
        "area": TEXT_FIELD,
        "story": MULTI_LINE,
        "old": replace(TEXT_FIELD, key="old", label="Old", is_active=False),
        "count": replace(TEXT_FIELD, key="count", label="Count", kind=CustomFieldKind.INTEGER),
    },
)


def _faults(fields: dict[str, Any], *, is_new: bool = False) -> list[tuple[str | None, str]]:
    checked = check(fields, KNOWN, is_new=is_new)
    assert all(problem.message for problem in checked.problems)
    return [(problem.field, problem.code.value) for problem in checked.problems]


def test_a_new_ticket_needs_a_subject() -> None:
    assert _faults({}, is_new=True) == [("subject", "required")]
    for unseen in (" \n", "\u200b", "\u2060\ufeff", "\xad", "\ufe0f"):
        assert _faults({"subject": unseen}, is_new=True) == [("subject", "required")]
        assert _faults({"subject": unseen}) == [("subject", "required")]
    assert _faults({"subject": "👩\u200d💻\ufe0f"}, is_new=True) == []
    assert _faults({"status": 1}) == []


def test_a_subject_stands_on_one_line_of_at_most_1000_characters() -> None:
    assert check({"subject": "a\r\nb"}, KNOWN, is_new=False).values == {"subject": "a b"}
    assert _faults({"subject": "x" * 1_000}) == []
    assert _faults({"subject": "x" * 1_001}) == [("subject", "too_long")]


def test_long_texts_have_a_million_characters_at_most() -> None:
    assert _faults({"description": "x" * 1_000_000, "first_note": "x" * 1_000_000}) == []
    assert _faults({"description": "x" * 1_000_001, "first_note": "x" * 1_000_001}) == [
        ("description", "too_long"),
        ("first_note", "too_long"),
    ]


def test_values_are_given_back_as_they_are_stored() -> None:
    due = datetime(2026, 11, 23, tzinfo=UTC)
    checked = check(
        {
            "description": "",
            "status": 3,
            "priority": 2,
            "type_id": 5,
            "contact_id": 7,
            "phone": " 0908 123 331 ",
            "assignee_id": 1,
            "group_id": 4,
            "cc_ids": (2, 1, 2),
            "due_at": due,
            "first_note": " ",
            "external_id": "X-1",
            "external_source": "",
            "new_contact": NewContact(name="Lan"),
            "custom": (("area", "a\tb"), ("story", "a\nb")),
        },
        KNOWN,
        is_new=False,
    )
    assert checked.problems == ()
    phone = checked.values.pop("phone")
    contact = checked.values.pop("new_contact")
    assert (phone.value, phone.normalised) == ("0908 123 331", "+84908123331")
    assert contact.name == "Lan"
    assert checked.values == {
        "description": None,
        "status": Status.CLOSED,
        "priority": Priority.HIGH,
        "type_id": 5,
        "contact_id": 7,
        "assignee_id": 1,
        "group_id": 4,
        "cc_ids": (1, 2),
        "due_at": due,
        "first_note": None,
        "external_id": "X-1",
        "external_source": None,
        "custom": {"area": "a b", "story": "a\nb"},
    }


def test_empty_values_are_no_faults() -> None:
    empty: dict[str, Any] = dict.fromkeys(
        ("type_id", "contact_id", "new_contact", "phone", "assignee_id", "group_id", "due_at")
    )
    assert _faults(empty | {"cc_ids": (), "custom": (("area", " "),)}) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": 9}, "unknown_choice"),
        ({"priority": -1}, "unknown_choice"),
        ({"source": 99}, "unknown_choice"),
        ({"type_id": 99}, "unknown_choice"),
        ({"type_id": 6}, "unknown_choice"),
        ({"contact_id": 99}, "not_found"),
        ({"assignee_id": 99}, "not_found"),
        ({"assignee_id": 3}, "not_found"),
        ({"cc_ids": (1, 3)}, "not_found"),
        ({"group_id": 99}, "not_found"),
        ({"phone": "call me"}, "pattern"),
        ({"due_at": datetime(1, 1, 1, tzinfo=UTC)}, "bad_date"),
        ({"due_at": datetime.max.replace(tzinfo=UTC)}, "bad_date"),
        ({"external_id": "x" * 201}, "too_long"),
        ({"external_source": "x" * 65}, "too_long"),
        ({"colour": "red"}, "not_found"),
    ],
)
def test_a_value_that_cannot_be_taken_is_told_at_its_field(
    fields: dict[str, Any], code: str
) -> None:
    assert _faults(fields) == [(next(iter(fields)), code)]


@pytest.mark.parametrize(
    ("custom", "field", "code"),
    [
        (("nowhere", "x"), "custom", "not_found"),
        (("old", "x"), "cf.old", "not_allowed"),
        (("count", 2**63), "cf.count", "bad_number"),
        (("area", "\0"), "cf.area", "bad_text"),
    ],
)
def test_a_custom_value_that_cannot_be_taken_is_told(
    custom: tuple[str, Any], field: str, code: str
) -> None:
    assert _faults({"custom": (custom,)}) == [(field, code)]


CLOSED_BY = replace(TEXT_FIELD, key="cause", label="Cause", is_required_to_close=True)
BORN_WITH = replace(
    TEXT_FIELD, key="shop", label="Shop", is_required_to_create=True, default='"web"'
)
STRICT = replace(KNOWN, custom_fields={"cause": CLOSED_BY, "shop": BORN_WITH})


@pytest.mark.parametrize(
    ("fields", "status", "custom", "missing"),
    [
        ({"status": Status.CLOSED}, Status.NEW, {}, ["cf.cause"]),
        ({"status": Status.CLOSED}, Status.NEW, {"cause": "old age"}, []),
        ({"status": Status.CLOSED, "custom": (("cause", "x"),)}, Status.NEW, {}, []),
        ({"status": Status.CLOSED}, Status.CLOSED, {}, []),
        ({"status": Status.PENDING}, Status.NEW, {}, []),
        ({"custom": (("cause", None),)}, Status.CLOSED, {"cause": "x"}, ["cf.cause"]),
        ({"custom": (("cause", None),)}, Status.NEW, {"cause": "x"}, []),
        (
            {"custom": (("cause", None),), "status": Status.NEW},
            Status.CLOSED,
            {"cause": "x"},
            [],
        ),
        ({"custom": (("shop", None),)}, Status.NEW, {"shop": "web"}, ["cf.shop"]),
        ({"subject": "x"}, Status.CLOSED, {}, []),
    ],
)
def test_closing_asks_for_what_is_missing(
    fields: dict[str, Any], status: Status, custom: dict[str, Any], missing: list[str]
) -> None:
    checked = check(fields, STRICT, is_new=False, status=status, custom=custom)
    assert [(one.field, one.code.value) for one in checked.problems] == [
        (field, "required") for field in missing
    ]


def test_a_new_ticket_gets_its_defaults_and_a_closed_one_all_that_closing_asks() -> None:
    checked = check({"subject": "x"}, STRICT, is_new=True)
    assert checked.values["custom"] == {"shop": "web"}
    assert checked.problems == ()
    emptied = check({"subject": "x", "custom": (("shop", None),)}, STRICT, is_new=True)
    assert [one.field for one in emptied.problems] == ["cf.shop"]
    closed = check({"subject": "x", "status": Status.CLOSED}, STRICT, is_new=True)
    assert [one.field for one in closed.problems] == ["cf.cause"]


@pytest.mark.parametrize("name", ["subject", "description", "first_note", "phone", "external_id"])
@pytest.mark.parametrize("text", ["a\0", "\ud800"])
def test_no_field_takes_nul_or_half_a_character(name: str, text: str) -> None:
    assert _faults({name: text}) == [(name, "bad_text")]


def test_a_naive_instant_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="naive"):
        check({"due_at": datetime(2026, 1, 1)}, KNOWN, is_new=False)  # noqa: DTZ001  # on purpose


def test_a_note_needs_a_text() -> None:
    problems: list[Problem] = []
    assert check_note(None, problems) == ""
    assert check_note("fine", problems) == "fine"
    check_note("\0", problems)
    assert [problem.code.value for problem in problems] == ["required", "bad_text"]


def test_a_directory_says_what_is_known() -> None:
    directory = Directory(
        agents=(Agent(AgentId(1), "lan", "Lan", None, RoleId(1), is_active=False),),
        groups=(Group(GroupId(4), "vip", "VIP"),),
        types=(TicketType(TypeId(5), "problem", "Problem", 1),),
        custom_fields=(TEXT_FIELD, replace(TEXT_FIELD, owner=CustomFieldOwner.CONTACT, key="x")),
    )
    assert Known.of(directory, (7,)) == Known(
        {1: False}, frozenset({4}), {5: False}, frozenset({7}), {"area": TEXT_FIELD}
    )
