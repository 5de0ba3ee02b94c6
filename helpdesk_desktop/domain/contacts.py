"""The only place for lists and pages of contacts and companies: what is asked and answered.

Everything is as one viewer may see it: numbers come masked where the role says so, and no count
tells of what is hidden.
"""

from array import array
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import UUID

from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.folding import tokens
from helpdesk_desktop.domain.people import (
    AgentId,
    CompanyId,
    ContactDetail,
    ContactRow,
)
from helpdesk_desktop.domain.phone import digits_of
from helpdesk_desktop.domain.ticket import RelatedTicket

BY_NAME = (SortKey("name"),)
CONTACT_COLUMNS = ("name", "phone", "email", "title", "company", "rating", "manager")
COMPANY_COLUMNS = ("name", "contacts")
# What stands in a number beside its digits, as people type it.
_IN_NUMBERS = frozenset("+-()./ \u00a0")
# Fewer digits with spaces between are words: "2 4" is no number.
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ContactSpec:
    """What a list of contacts, or of companies, is asked for."""

    text: str = ""
    sort: tuple[SortKey, ...] = BY_NAME
    only_duplicates: bool = False


class ContactEntry(NamedTuple):
    """One line of the list of contacts."""

    id: int
    name: str | None
    phone: str | None
    email: str | None
    title: str | None
    company: str | None
    rating: int | None
    manager_id: int | None
    version: int


class CompanyEntry(NamedTuple):
    """One line of the list of companies; `contacts` are those that the viewer may see."""

    id: int
    name: str
    contacts: int
    version: int


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Everything the viewer may see of one contact.

    `phone_forms` are the numbers of `contact.phones` in E.164, None where a number cannot be told
    or is masked. `tickets` are the newest, `ticket_count` all. `duplicates` may be the same person.
    `company_id` is None for a company that is none of the viewer's. `merges` are those in force,
    the last one first.
    """

    contact: ContactDetail
    phone_forms: tuple[str | None, ...]
    company_id: CompanyId | None
    tickets: tuple[RelatedTicket, ...]
    ticket_count: int
    duplicates: tuple[ContactRow, ...]
    merges: "tuple[MergedFrom, ...]" = ()


@dataclass(frozen=True, slots=True)
class CompanyDetail:
    """A company itself; `custom` are the values of its custom fields by key."""

    id: CompanyId
    version: int
    name: str
    notes: str | None
    custom: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Everything the viewer may see of one company; the first contacts and the newest tickets.

    `merges` are those in force, the last one first.
    """

    company: CompanyDetail
    contacts: tuple[ContactRow, ...]
    contact_count: int
    tickets: tuple[RelatedTicket, ...]
    ticket_count: int
    duplicates: tuple[CompanyEntry, ...]
    merges: "tuple[MergedFrom, ...]" = ()


@dataclass(frozen=True, slots=True)
class MergeWish:
    """Make one contact, or company, of several.

    `survivor` and `duplicates` are ids with the versions that the user saw; `name_of` is the one
    whose name stays.
    """

    survivor: tuple[int, int]
    duplicates: tuple[tuple[int, int], ...]
    name_of: int

    @property
    def ids(self) -> tuple[int, ...]:
        """All of them, the survivor first."""
        return (self.survivor[0], *(number for number, _ in self.duplicates))


@dataclass(frozen=True, slots=True)
class MergePart:
    """One of those that would be merged; `tickets` and `calls` are what the viewer may see."""

    contact: ContactDetail
    tickets: int
    calls: int


@dataclass(frozen=True, slots=True)
class CompanyPart:
    """One of the companies that would be merged; `contacts` are what the viewer may see."""

    company: CompanyDetail
    contacts: int
    tickets: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What was merged; with it the merge can be undone.

    `tickets` counts what the viewer may see of what moved. `before` are the survivor's columns as
    they were, `points` how many numbers and addresses it had, `field_ids` the custom fields it took
    over, `options` those that joined others of its own, each with its field; `moved` are contacts
    by the company they came from; `as_merged` all versions right after the merge, where `rebased`
    gave later ones. No number stands in it.
    """

    survivor: tuple[int, int]
    duplicates: tuple[tuple[int, int], ...]
    batch: UUID
    tickets: int
    before: tuple[tuple[str, Any], ...]
    points: tuple[int, int] = (0, 0)
    field_ids: tuple[int, ...] = ()
    moved: tuple[tuple[int, "array[int]"], ...] = field(default=(), compare=False)
    as_merged: tuple[tuple[int, int], ...] = ()
    options: tuple[tuple[int, int], ...] = ()


def rebased(older: Merged, undone: Merged) -> Merged:
    """An older merge once a later one was undone: nothing else happened to what both touched.

    An undo gives back all but the versions, which only grow; so the older one would be refused.
    """
    now = (undone.survivor, *undone.duplicates)
    then_and_now = {
        (number, then - 1): (number, version + 1)
        for (number, then), (_, version) in zip(undone.as_merged or now, now, strict=True)
    }
    return replace(
        older,
        as_merged=older.as_merged or (older.survivor, *older.duplicates),
        survivor=then_and_now.get(older.survivor, older.survivor),
        duplicates=tuple(then_and_now.get(pair, pair) for pair in older.duplicates),
    )


@dataclass(frozen=True, slots=True)
class MergedFrom:
    """A merge that is in force: what the others were called, and what takes it back."""

    names: tuple[str, ...]
    merged: Merged


@dataclass(frozen=True, slots=True)
class NewCompany:
    """What a user submits to make a company; `custom` are values by the keys of company fields."""

    name: str
    notes: str | None = None
    custom: tuple[tuple[str, Any], ...] = ()


def needles(text: str) -> tuple[tuple[str, ...], ...]:
    """The phrases that a search asks for, each of words that follow one another.

    A word of several tokens (`lan@example.vn`) is one phrase, and so is what stands in quotes. A
    text that is a phone number with spaces in it is one run of digits.
    """
    number = as_number(text)
    if number is not None:
        return ((number,),)
    found: list[tuple[str, ...]] = []
    for place, part in enumerate(text.split('"')):
        words = [part] if place % 2 else part.split()
        found += [phrase for word in words if (phrase := tokens(word))]
    return tuple(found)


def as_number(text: str) -> str | None:
    """The digits of a text that is nothing but a phone number."""
    digits = digits_of(text)
    is_number = all(char in _IN_NUMBERS or char.isdecimal() for char in text)
    return digits if is_number and len(digits) >= _FEWEST_DIGITS else None


def manager_of(entry: ContactEntry) -> AgentId | None:
    """Who manages the contact of a line."""
    return None if entry.manager_id is None else AgentId(entry.manager_id)


def contact_title(contact: ContactDetail | ContactRow) -> str:
    """What a contact is called: its name, else its first number or address."""
    if isinstance(contact, ContactRow):
        return contact.name or contact.phone or contact.email or ""
    return contact.name or next(iter((*contact.phones, *contact.emails)), "")
