"""The only place that says what is valid in the definition of a custom field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
)
from helpdesk_desktop.domain.custom_values import check_value, pattern_problem, read_text, to_json
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.field_wishes import NewField
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.free_keys import is_field_key
from helpdesk_desktop.domain.text_rules import is_blank, line_or_none, text_problem
from helpdesk_desktop.domain.ticket import NAME_LIMIT

# What of a field may change; its owner, key and kind never do, its options in one piece.
CHANGEABLE = (
    "label",
    "help",
    "pattern",
    "default",
    "is_required_to_create",
    "is_required_to_close",
    "is_active",
)
# A desk with more could be neither shown nor filled in.
FIELD_LIMIT = 500
_TEXT_LIMIT = 1000  # of help and pattern


@dataclass(frozen=True, slots=True)
class CheckedField:
    """A field as it shall be, and what is wrong with it."""

    field: CustomField
    problems: tuple[Problem, ...]


def check_new_field(new: NewField, there: Iterable[CustomField]) -> CheckedField:
    """The field that a wish describes, without its options and its default, among those there.

    The default is judged by `check_default` once the options are there.
    """
    fields = [field for field in there if field.owner is new.owner]
    problems: list[Problem] = []
    key = fold(new.key.strip())
    if not is_field_key(key):
        problems.append(Problem(ProblemCode.PATTERN, "bad_field_key", {"value": new.key}, "key"))
    elif any(fold(field.key) == key for field in fields):
        told = {"what": "field", "value": key}
        problems.append(Problem(ProblemCode.DUPLICATE, "name_taken", told, "key"))
    if len(fields) >= FIELD_LIMIT:
        most = {"limit": FIELD_LIMIT}
        problems.append(Problem(ProblemCode.NOT_ALLOWED, "too_many_fields", most, "key"))
    position = 1 + max((field.position for field in fields), default=0)
    bare = CustomField(
        CustomFieldId(0), new.owner, key, "", new.kind, position=position, is_active=new.is_active
    )
    wanted = {
        "label": new.label,
        "help": new.help,
        "pattern": new.pattern,
        "is_required_to_create": new.is_required_to_create,
        "is_required_to_close": new.is_required_to_close,
    }
    checked = check_changes(bare, wanted)
    return CheckedField(checked.field, (*problems, *checked.problems))


def check_changes(field: CustomField, changes: Mapping[str, Any]) -> CheckedField:
    """The field with the changes, names being those of `NewField`."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in CHANGEABLE:
            told = {"label": name}
            problems.append(Problem(ProblemCode.NOT_ALLOWED, "read_only_field", told, name))
        elif name == "label":
            values[name] = _label(value, problems)
        elif name == "help":
            values[name] = _text(value, "help", "Help", problems)
        elif name == "pattern":
            values[name] = _pattern(field.kind, value, problems)
        elif name == "default":
            continue
        elif name == "is_required_to_close" and value and field.owner is not _TICKET:
            # Nothing but a ticket is ever closed.
            told = {"label": field.label}
            problems.append(Problem(ProblemCode.NOT_ALLOWED, "never_closed", told, name))
        else:
            values[name] = bool(value)
    changed = replace(field, **values)
    if "default" in changes:
        changed, more = check_default(changed, changes["default"])
        problems += more
    return CheckedField(changed, tuple(problems))


def check_default(field: CustomField, text: str | None) -> tuple[CustomField, tuple[Problem, ...]]:
    """The field with the default that a text names, and what is wrong with that."""
    problems: list[Problem] = []
    value = check_value(field, read_text(field, text, problems), problems)
    told = tuple(replace(problem, field="default") for problem in problems)
    return replace(field, default=None if told else to_json(value)), told


_TICKET = CustomFieldOwner.TICKET


def _label(value: str, problems: list[Problem]) -> str:
    line = (line_or_none(value) or "").strip()
    problem = (
        text_problem(line, "label", "Label", NAME_LIMIT)
        if line
        else Problem(ProblemCode.REQUIRED, "required", {"label": "Label"}, "label")
    )
    if problem is not None:
        problems.append(problem)
    return line


def _text(value: str | None, name: str, label: str, problems: list[Problem]) -> str | None:
    if value is None or is_blank(value):
        return None
    problem = text_problem(value, name, label, _TEXT_LIMIT)
    if problem is not None:
        problems.append(problem)
    return value


def _pattern(kind: CustomFieldKind, value: str | None, problems: list[Problem]) -> str | None:
    if kind is not CustomFieldKind.REGEX:
        if value:
            problems.append(Problem(ProblemCode.NOT_ALLOWED, "pattern_of_regex", {}, "pattern"))
        return None
    text = _text(value, "pattern", "Pattern", problems)
    problem = None if problems and text else pattern_problem(text)
    if problem is not None:
        problems.append(problem)
    return text
