"""The only place for what a custom field is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

CustomFieldId = NewType("CustomFieldId", int)
CustomOptionId = NewType("CustomOptionId", int)


class CustomFieldKind(StrEnum):
    """The ten kinds."""

    TEXT = "text"
    MULTI_LINE = "multi-line"
    DROP_DOWN = "drop-down"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHECKBOX = "checkbox"
    REGEX = "regex"
    DATE = "date"
    MULTI_SELECT = "multi-select"
    DEPENDENT = "dependent"


class CustomFieldOwner(StrEnum):
    """What a custom field belongs to."""

    TICKET = "ticket"
    CONTACT = "contact"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class CustomOption:
    """One choice of a drop-down or multi-select, or one node of a dependent field's tree."""

    id: CustomOptionId
    key: str
    label: str
    parent_id: CustomOptionId | None = None
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class CustomField:
    """The definition of one custom field; `options` stand in their order, retired ones included."""

    id: CustomFieldId
    owner: CustomFieldOwner
    key: str
    label: str
    kind: CustomFieldKind
    is_active: bool = True
    options: tuple[CustomOption, ...] = ()

    @property
    def filter_key(self) -> str:
        """How the query language names it: `cf.KEY`, `contact.cf.KEY`, `company.cf.KEY`."""
        prefix = "" if self.owner is CustomFieldOwner.TICKET else f"{self.owner.value}."
        return f"{prefix}cf.{self.key}"


def descendants(field: CustomField, option_ids: Iterable[int]) -> frozenset[int]:
    """Every option that lies below one of these, retired ones too; at any depth, in one pass."""
    children: dict[int, list[int]] = {}
    for option in field.options:
        if option.parent_id is not None:
            children.setdefault(int(option.parent_id), []).append(int(option.id))
    found: set[int] = set()
    ahead = list(option_ids)
    while ahead:
        # Taken off the tree as they are met: options that lie in a ring end here.
        below = children.pop(ahead.pop(), ())
        found.update(below)
        ahead.extend(below)
    return frozenset(found)


def in_tree_order(field: CustomField) -> tuple[int, ...]:
    """The options' ids, each followed by those below it, siblings in their order.

    What no root leads to (a lost parent, a ring) comes last.
    """
    known = {int(option.id) for option in field.options}
    children: dict[int | None, list[int]] = {}
    for option in field.options:
        above = option.parent_id
        place = None if above is None or int(above) not in known else int(above)
        children.setdefault(place, []).append(int(option.id))
    found: dict[int, None] = {}
    ahead = children.get(None, [])[::-1]
    while ahead:
        one = ahead.pop()
        found[one] = None
        ahead += children.get(one, [])[::-1]
    return (*found, *(int(option.id) for option in field.options if int(option.id) not in found))
