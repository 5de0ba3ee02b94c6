"""The only place for how a change to the definitions of custom fields is asked for and answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpdesk_desktop.domain.custom_field import (
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOptionId,
)


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One line of a whole tree of options, written from the top down: `depth` says below which.

    With an `id` it is that option, which may have a new name or place. Without, it is the option
    of this name in this place, retired or not, and a new one where there is none; a new one
    without a `key` gets one made from its label.
    """

    label: str
    depth: int = 0
    id: CustomOptionId | None = None
    key: str | None = None
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class NewField:
    """What an administrator submits to make a field.

    `default` is spelled as `custom_values.read_text` reads it. Owner, key and kind never change.
    """

    owner: CustomFieldOwner
    key: str
    label: str
    kind: CustomFieldKind
    help: str | None = None
    pattern: str | None = None
    default: str | None = None
    is_required_to_create: bool = False
    is_required_to_close: bool = False
    is_active: bool = True
    options: tuple[OptionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A wish to change a field.

    `changes` pairs names of `NewField` (but `owner`, `key`, `kind` and `options`) with new values;
    `version` is the one the editor opened with, None to change whatever is stored. `options`, where
    given, become the field's options before anything else changes: all of it is stored, or nothing.
    """

    id: CustomFieldId
    version: int | None
    changes: tuple[tuple[str, Any], ...]
    options: tuple[OptionLine, ...] | None = None


@dataclass(frozen=True, slots=True)
class FieldUses:
    """How many tickets (contacts, companies) have a value of a field, and of each option."""

    count: int
    by_option: Mapping[CustomOptionId, int] = field(default_factory=dict)
