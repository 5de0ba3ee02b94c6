"""The only place that decides which custom fields are required, and whether values are valid.

Create, edit, import and undo call `check_custom`, with the values stored now and those submitted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.custom_values import CustomValue, check_value, from_json
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.text_rules import is_blank


@dataclass(frozen=True, slots=True)
class CheckedCustom:
    """The values to store, by key (None empties), and what is wrong.

    A field that is missing has a problem of code REQUIRED with its `filter_key` as field.
    """

    values: dict[str, CustomValue | None]
    problems: tuple[Problem, ...]


def check_custom(
    fields: Iterable[CustomField],
    submitted: Mapping[str, Any],
    current: Mapping[str, CustomValue],
    *,
    is_new: bool = False,
    is_closing: bool = False,
    is_closed: bool = False,
    has_defaults: bool = False,
) -> CheckedCustom:
    """What of the submitted values can be stored, and which required ones are missing.

    `fields` are all of one owner. A new one needs what is required to create; `is_closing` (it
    becomes closed by this) needs what is required to close. Later no required value may be emptied
    again, but an old one that never had it is not asked. `has_defaults`: what is new and not
    submitted gets its default.
    """
    known = {field.key: field for field in fields}
    problems: list[Problem] = []
    values: dict[str, CustomValue | None] = {}
    for key, value in submitted.items():
        field = known.get(key)
        if field is None:
            problems.append(
                Problem(ProblemCode.NOT_FOUND, "unknown_field", {"value": f"cf.{key}"}, "custom")
            )
            continue
        kept = current.get(key)
        if value == kept and type(value) is type(kept):
            # It may stay, whatever the pattern or the options have become meanwhile.
            values[key] = value
        elif not field.is_active and value is not None:
            told = {"value": field.label, "label": field.label}
            problems.append(Problem(ProblemCode.NOT_ALLOWED, "retired", told, field.filter_key))
        else:
            values[key] = check_value(field, value, problems, kept=kept)
    if is_new and has_defaults:
        defaults = defaults_of(known.values())
        values |= {key: value for key, value in defaults.items() if key not in submitted}
    after = {**current, **values}
    faulty = {problem.field for problem in problems}
    for field in known.values():
        is_ever_required = field.is_required_to_create or field.is_required_to_close
        if not is_ever_required or not field.is_active or _is_given(after.get(field.key)):
            continue
        if field.filter_key in faulty:
            continue
        is_emptied = field.key in values and _is_given(current.get(field.key))
        is_missing_now = field.is_required_to_create and (is_new or is_emptied)
        is_missing_then = field.is_required_to_close and (is_closing or (is_closed and is_emptied))
        if is_missing_now or is_missing_then:
            problems.append(required_problem(field))
    return CheckedCustom(values, tuple(problems))


def check_made_in_passing(
    fields: Iterable[CustomField], submitted: Mapping[str, Any], name: str
) -> CheckedCustom:
    """What a contact or company holds that is made because somebody named it, and what it lacks.

    It is judged as any new one; `name` is said where something is missing.
    """
    by_key = {field.filter_key: field for field in fields}
    checked = check_custom(by_key.values(), submitted, {}, is_new=True, has_defaults=True)
    problems = tuple(
        _needed(by_key[problem.field or ""], name)
        if problem.code is ProblemCode.REQUIRED
        else problem
        for problem in checked.problems
    )
    return CheckedCustom(checked.values, problems)


def _needed(field: CustomField, name: str) -> Problem:
    told = {"name": name, "label": field.label}
    key = f"new_{field.owner.value}_needs"
    return Problem(ProblemCode.REQUIRED, key, told, field.filter_key)


def defaults_of(fields: Iterable[CustomField]) -> dict[str, CustomValue]:
    """What a new one gets where nothing was submitted, by key."""
    found: dict[str, CustomValue] = {}
    for field in fields:
        if field.is_active and field.default is not None:
            value = from_json(field, field.default)
            # While its option is retired a default does not count.
            if value is not None and not _check(field, value):
                found[field.key] = value
    return found


def required_problem(field: CustomField) -> Problem:
    """The fault of a required field that has no value."""
    return Problem(ProblemCode.REQUIRED, "required", {"label": field.label}, field.filter_key)


def _is_given(value: CustomValue | None) -> bool:
    # A required checkbox asks for the tick: one that is not ticked is as good as not seen. So is a
    # text that shows nothing.
    if isinstance(value, str):
        return not is_blank(value)
    return value is not None and value is not False


def _check(field: CustomField, value: CustomValue) -> list[Problem]:
    problems: list[Problem] = []
    check_value(field, value, problems)
    return problems
