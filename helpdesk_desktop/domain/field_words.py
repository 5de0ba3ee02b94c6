"""The only place that turns `key=value` words into definitions of custom fields, for scripts."""

from collections.abc import Callable, Mapping
from typing import Any

from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind, CustomFieldOwner
from helpdesk_desktop.domain.custom_values import from_json, spoken
from helpdesk_desktop.domain.errors import Invalid, Problem, ProblemCode
from helpdesk_desktop.domain.field_wishes import NewField
from helpdesk_desktop.domain.folding import fold

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
# A setting -> its name in `NewField`, where the two differ.
_NAMES = {
    "required_to_create": "is_required_to_create",
    "required_to_close": "is_required_to_close",
    "active": "is_active",
}
EDIT_SETTINGS = ("label", "help", "pattern", "default", *_NAMES)
NEW_SETTINGS = ("owner", "kind", *EDIT_SETTINGS)


def new_field(key: str, settings: Mapping[str, str]) -> NewField:
    """The field that the settings describe; a text field of tickets named by its key at least.

    Raises:
        Invalid: one problem per setting that cannot be taken.
    """
    values: dict[str, Any] = {
        "owner": CustomFieldOwner.TICKET,
        "kind": CustomFieldKind.TEXT,
        "label": key,
    }
    return NewField(key=key, **(values | _read(settings, NEW_SETTINGS)))


def field_changes(settings: Mapping[str, str]) -> tuple[tuple[str, Any], ...]:
    """What the settings change, by names of `NewField`.

    Raises:
        Invalid: one problem per setting that cannot be taken.
    """
    return tuple(_read(settings, EDIT_SETTINGS).items())


def field_record(field: CustomField) -> dict[str, Any]:
    """A field as scripts are told it, its options counted."""
    return {
        "key": field.key,
        "owner": field.owner.value,
        "label": field.label,
        "kind": field.kind.value,
        "help": field.help,
        "pattern": field.pattern,
        "default": spoken(field, from_json(field, field.default)),
        "required_to_create": field.is_required_to_create,
        "required_to_close": field.is_required_to_close,
        "active": field.is_active,
        "options": len(field.options),
        "version": field.version,
    }


def options_record(field: CustomField) -> dict[str, Any]:
    """A field's options as scripts are told them, each with its path of keys."""
    ordered = sorted(field.options, key=lambda one: field.rank_by_id[one.id])
    return {
        "key": field.key,
        "version": field.version,
        "options": [
            {
                "key": option.key,
                "label": option.label,
                "path": [each.key for each in field.path_by_id[option.id]],
                "retired": field.is_retired_option(option.id),
            }
            for option in ordered
        ],
    }


def _read(settings: Mapping[str, str], allowed: tuple[str, ...]) -> dict[str, Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "owner": CustomFieldOwner,
        "kind": lambda text: CustomFieldKind(text.replace("_", "-")),
        "required_to_create": _YES_NO.__getitem__,
        "required_to_close": _YES_NO.__getitem__,
        "active": _YES_NO.__getitem__,
    }
    expected = {
        "owner": ", ".join(CustomFieldOwner),
        "kind": ", ".join(CustomFieldKind),
    }
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, text in settings.items():
        if name not in allowed:
            told = {"value": name, "expected": ", ".join(allowed)}
            problems.append(Problem(ProblemCode.NOT_FOUND, "unknown_setting", told, name))
        elif name not in readers:
            values[_NAMES.get(name, name)] = text or None if name != "label" else text
        else:
            try:
                values[_NAMES.get(name, name)] = readers[name](fold(text.strip()))
            except (KeyError, ValueError):
                told = {
                    "value": text, "label": name, "expected": expected.get(name, "yes, no")
                }  # fmt: skip
                problems.append(Problem(ProblemCode.UNKNOWN_CHOICE, "unknown_choice", told, name))
    if problems:
        raise Invalid(tuple(problems))
    return values
