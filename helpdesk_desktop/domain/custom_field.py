"""The only place for what a custom field is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

CustomFieldId = NewType("CustomFieldId", int)


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
class CustomField:
    """The definition of one custom field, without its options."""

    id: CustomFieldId
    owner: CustomFieldOwner
    key: str
    label: str
    kind: CustomFieldKind
    is_active: bool = True

    @property
    def filter_key(self) -> str:
        """How the query language names it: `cf.KEY`, `contact.cf.KEY`, `company.cf.KEY`."""
        prefix = "" if self.owner is CustomFieldOwner.TICKET else f"{self.owner.value}."
        return f"{prefix}cf.{self.key}"
