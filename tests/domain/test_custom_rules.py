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
from helpdesk_desktop.domain.custom_rules import check_custom, check_made_in_passing
from helpdesk_desktop.domain.errors import ProblemCode

TEXT = CustomField(CustomFieldId(1), CustomFieldOwner.TICKET, "a", "A", CustomFieldKind.TEXT)
TICK = replace(TEXT, key="tick", label="Tick", kind=CustomFieldKind.CHECKBOX)
CHOICE = replace(
    TEXT,
    key="choice",
    kind=CustomFieldKind.DROP_DOWN,
    options=(
        CustomOption(CustomOptionId(1), "x", "X"),
        CustomOption(CustomOptionId(2), "y", "Y", is_retired=True),
    ),
)


def _faults(
    field: CustomField,
    submitted: dict[str, Any],
    current: dict[str, Any] | None = None,
    **how: bool,
) -> list[tuple[str | None, str]]:
    checked = check_custom([field], submitted, current or {}, **how)
    assert all(problem.message for problem in checked.problems)
    return [(problem.field, problem.code.value) for problem in checked.problems]


@pytest.mark.parametrize(
    ("submitted", "current", "how", "is_missing"),
    [
        ({}, {}, {"is_new": True}, True),
        ({"a": None}, {}, {"is_new": True}, True),
        ({"a": " "}, {}, {"is_new": True}, True),
        ({"a": "x"}, {}, {"is_new": True}, False),
        ({"a": None}, {"a": "x"}, {}, True),
        ({}, {}, {}, False),
        ({"a": None}, {}, {}, False),
    ],
)
def test_what_is_required_to_create_is_needed_then_and_never_emptied(
    submitted: dict[str, Any], current: dict[str, Any], how: dict[str, bool], *, is_missing: bool
) -> None:
    field = replace(TEXT, is_required_to_create=True)
    expected = [("cf.a", "required")] if is_missing else []
    assert _faults(field, submitted, current, **how) == expected


@pytest.mark.parametrize(
    ("submitted", "current", "how", "is_missing"),
    [
        ({}, {}, {"is_closing": True}, True),
        ({}, {"a": "x"}, {"is_closing": True}, False),
        ({"a": "x"}, {}, {"is_closing": True}, False),
        ({"a": None}, {"a": "x"}, {"is_closing": True}, True),
        ({"a": None}, {"a": "x"}, {"is_closed": True}, True),
        ({"a": None}, {}, {"is_closed": True}, False),
        ({"a": None}, {"a": "x"}, {}, False),
    ],
)
def test_what_is_required_to_close_is_needed_then_and_as_long_as_it_is_closed(
    submitted: dict[str, Any], current: dict[str, Any], how: dict[str, bool], *, is_missing: bool
) -> None:
    field = replace(TEXT, is_required_to_close=True)
    expected = [("cf.a", "required")] if is_missing else []
    assert _faults(field, submitted, current, **how) == expected


def test_a_required_checkbox_must_be_ticked() -> None:
    field = replace(TICK, is_required_to_close=True)
    assert _faults(field, {"tick": False}, is_closing=True) == [("cf.tick", "required")]
    assert _faults(field, {"tick": True}, is_closing=True) == []


@pytest.mark.parametrize(
    "kind", [CustomFieldKind.TEXT, CustomFieldKind.REGEX, CustomFieldKind.MULTI_LINE]
)
@pytest.mark.parametrize(
    "unseen", [" ", "\n", "\u200b", "\u2060\ufeff", "\xad", "\u180e", "\ufe0f"]
)
def test_a_text_in_which_nothing_is_seen_is_no_required_value(
    kind: CustomFieldKind, unseen: str
) -> None:
    field = replace(TEXT, kind=kind, is_required_to_create=True, is_required_to_close=True)
    missing = [("cf.a", "required")]
    assert _faults(field, {"a": unseen}, is_new=True) == missing
    assert _faults(field, {"a": unseen}, is_closing=True) == missing
    assert _faults(field, {}, {"a": unseen}, is_closing=True) == missing
    assert _faults(field, {"a": unseen}, {"a": "x"}) == missing
    assert _faults(field, {"a": f"{unseen}👩\u200d💻"}, is_new=True) == []


def test_a_retired_field_is_never_required_and_takes_no_new_value() -> None:
    field = replace(TEXT, is_active=False, is_required_to_create=True, default='"x"')
    assert _faults(field, {}, is_new=True, has_defaults=True) == []
    assert _faults(field, {"a": "new"}, {"a": "old"}) == [("cf.a", "not_allowed")]
    assert _faults(field, {"a": "old"}, {"a": "old"}) == []
    assert _faults(field, {"a": None}, {"a": "old"}) == []


def test_what_stands_there_may_stay_whatever_the_rules_became() -> None:
    field = replace(TEXT, kind=CustomFieldKind.REGEX, pattern="[0-9]+")
    assert _faults(field, {"a": "old"}, {"a": "old"}) == []
    assert _faults(field, {"a": "new"}, {"a": "old"}) == [("cf.a", "pattern")]


def test_an_unknown_field_is_told() -> None:
    assert _faults(TEXT, {"b": "x"}) == [("custom", "not_found")]


def test_a_wrong_value_is_told_once_and_not_as_missing() -> None:
    field = replace(CHOICE, is_required_to_create=True)
    assert _faults(field, {"choice": 9}, is_new=True) == [("cf.choice", "unknown_choice")]
    coded = replace(TEXT, kind=CustomFieldKind.REGEX, pattern="[0-9]+", is_required_to_create=True)
    assert _faults(coded, {"a": "\u200b"}, is_new=True) == [("cf.a", "pattern")]


@pytest.mark.parametrize(
    ("default", "submitted", "values"),
    [
        ("1", {}, {"choice": 1}),
        ("1", {"choice": None}, {"choice": None}),
        ("2", {}, {}),
        ("9", {}, {}),
        (None, {}, {}),
    ],
)
def test_a_default_fills_what_was_not_submitted_as_long_as_it_may_be_chosen(
    default: str | None, submitted: dict[str, Any], values: dict[str, Any]
) -> None:
    field = replace(CHOICE, default=default)
    checked = check_custom([field], submitted, {}, is_new=True, has_defaults=True)
    assert checked.values == values
    assert check_custom([field], {}, {}, is_new=True).values == {}


def test_what_is_made_in_passing_is_judged_as_any_new_one_and_named() -> None:
    needed = CustomField(
        CustomFieldId(1), CustomFieldOwner.COMPANY, "sector", "Sector", CustomFieldKind.TEXT,
        is_required_to_create=True,
    )  # fmt: skip
    given = replace(needed, id=CustomFieldId(2), key="size", label="Size", default='"big"')
    checked = check_made_in_passing((needed, given), {}, "ACME")
    (problem,) = checked.problems
    assert (problem.code, problem.field) == (ProblemCode.REQUIRED, "company.cf.sector")
    assert problem.message == "The new company “ACME” needs a value for Sector."
    assert checked.values == {"size": "big"}
    unknown = check_made_in_passing((given,), {"colour": "red"}, "ACME")
    assert [one.code for one in unknown.problems] == [ProblemCode.NOT_FOUND]
