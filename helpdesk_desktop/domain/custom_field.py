"""The only place for what a custom field is."""

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
