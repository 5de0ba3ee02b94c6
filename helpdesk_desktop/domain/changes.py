"""The only place for what a write announces: which rows are no longer as they were read."""

from dataclasses import dataclass, field
from enum import StrEnum


class ChangeKind(StrEnum):
    """What kind of row changed."""

    TICKET = "ticket"
    CONTACT = "contact"
    COMPANY = "company"
    AGENT = "agent"
    GROUP = "group"
    ROLE = "role"
    TYPE = "type"
    FIELD = "field"
    FILTER = "filter"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows that one or several writes touched, by kind; ids are those of the tables."""

    tickets: frozenset[int] = field(default_factory=frozenset)
    contacts: frozenset[int] = field(default_factory=frozenset)
    kinds: frozenset[ChangeKind] = field(default_factory=frozenset)
    is_everything: bool = False
    companies: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_of_filters_alone(self) -> bool:
        """Whether nothing but saved filters changed, which no ticket's row and no count shows."""
        return not (
            self.tickets or self.contacts or self.companies or self.is_everything
        ) and self.kinds == frozenset({ChangeKind.FILTER})

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (
            self.tickets or self.contacts or self.companies or self.kinds or self.is_everything
        )
