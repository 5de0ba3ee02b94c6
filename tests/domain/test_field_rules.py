from dataclasses import replace
from typing import Any

import pytest

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.field_rules import (
    FIELD_LIMIT,
    check_changes,
    check_default,
    check_new_field,
)
from helpdesk_desktop.domain.field_wishes import NewField

THERE = CustomField(
    CustomFieldId(3),
    CustomFieldOwner.TICKET,
    "region",
    "Region",
    CustomFieldKind.DROP_DOWN,
    options=(
        CustomOption(CustomOptionId(1), "north", "North"),
        CustomOption(CustomOptionId(2), "south", "South", is_retired=True),
    ),
    position=4,
)
NEW = NewField(CustomFieldOwner.TICKET, "shop", "Shop", CustomFieldKind.TEXT)


def _faults(new: NewField, there: tuple[CustomField, ...] = (THERE,)) -> list[tuple[Any, str]]:
    problems = check_new_field(new, there).problems
    assert all(problem.message for problem in problems)
    return [(problem.field, problem.code.value) for problem in problems]


def test_a_new_field_stands_last() -> None:
    new = replace(NEW, label=" A\nshop ", help="Which\none?", is_required_to_close=True)
    field = check_new_field(new, (THERE,)).field
    assert (field.key, field.label, field.help) == ("shop", "A shop", "Which\none?")
    assert (field.position, field.version, field.is_active) == (5, 1, True)
    assert (field.is_required_to_create, field.is_required_to_close) == (False, True)
    assert check_new_field(NEW, ()).field.position == 1


@pytest.mark.parametrize("key", ["region", "REGION", " Région ", "RÉGION"])
def test_keys_differ_by_more_than_case_and_accents(key: str) -> None:
    assert _faults(replace(NEW, key=key)) == [("key", "duplicate")]
    other = replace(NEW, key=key, owner=CustomFieldOwner.CONTACT)
    assert _faults(other) == []
    assert check_new_field(other, ()).field.key == "region"


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"key": "7up"}, [("key", "pattern")]),
        ({"key": "🌅"}, [("key", "pattern")]),
        ({"key": ""}, [("key", "pattern")]),
        ({"label": " "}, [("label", "required")]),
        ({"label": "x" * 201}, [("label", "too_long")]),
        ({"label": "\0"}, [("label", "bad_text")]),
        ({"help": "x" * 1001}, [("help", "too_long")]),
        ({"help": " "}, []),
        ({"pattern": "x"}, [("pattern", "not_allowed")]),
        ({"kind": CustomFieldKind.REGEX}, [("pattern", "required")]),
        ({"kind": CustomFieldKind.REGEX, "pattern": "("}, [("pattern", "pattern")]),
        ({"kind": CustomFieldKind.REGEX, "pattern": "x" * 1001}, [("pattern", "too_long")]),
        ({"kind": CustomFieldKind.REGEX, "pattern": "(a+)+$"}, []),
        (
            {"owner": CustomFieldOwner.COMPANY, "is_required_to_close": True},
            [("is_required_to_close", "not_allowed")],
        ),
    ],
)
def test_what_cannot_be_a_field_is_told(
    values: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    assert _faults(replace(NEW, **values)) == faults


def test_there_is_an_end_to_fields() -> None:
    many = tuple(replace(THERE, key=f"f{number}") for number in range(FIELD_LIMIT))
    assert _faults(NEW, many) == [("key", "not_allowed")]


def test_what_may_change_changes() -> None:
    changes = {
        "label": "Area", "help": None, "default": "North", "is_required_to_create": True,
        "is_active": False,
    }  # fmt: skip
    checked = check_changes(THERE, changes)
    assert checked.problems == ()
    assert checked.field == replace(
        THERE, label="Area", default="1", is_required_to_create=True, is_active=False
    )


@pytest.mark.parametrize("name", ["key", "kind", "owner", "options", "colour"])
def test_what_a_field_is_never_changes(name: str) -> None:
    checked = check_changes(THERE, {name: "x"})
    assert [(one.field, one.code.value) for one in checked.problems] == [(name, "not_allowed")]
    assert checked.field == THERE


@pytest.mark.parametrize("text", ["west", "south"])
def test_a_default_is_a_value_that_may_be_chosen(text: str) -> None:
    field, problems = check_default(THERE, text)
    assert [(one.field, one.code.value) for one in problems] == [("default", "unknown_choice")]
    assert field.default is None
    assert check_default(replace(THERE, default="1"), None) == (THERE, ())
