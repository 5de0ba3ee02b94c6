"""The only place that remembers whom earlier rows make, where the database does not know it yet.

A dry run stores nothing, and the rows of one batch are judged before any of them is stored. Kept
are numbers and hashes, sixteen bytes each: a dry run may foresee millions of contacts.
"""

from collections.abc import Iterable, Mapping

from helpdesk_desktop.domain.custom_field import CustomField
from helpdesk_desktop.domain.custom_values import CustomValue
from helpdesk_desktop.services.imports.seen_rows import SeenRows
from helpdesk_desktop.storage.contact_wish import ContactWish
from helpdesk_desktop.storage.import_store import ImportRow
from helpdesk_desktop.storage.merged_names import company_key


class ForeseenOwners:
    """Contacts and companies that would be made, by number from 1, and what they would hold."""

    def __init__(self) -> None:
        self._known = SeenRows()
        self._last = 0
        # Of the batch that is looked at.
        self._meant: dict[ContactWish, int] = {}

    def contact(self, wish: ContactWish) -> int:
        """The number of the contact that an earlier row makes of this wish; 0 for none."""
        numbers = (self._known.get(f"contact {key!r}") for key in wish.keys)
        return next((number for number in numbers if number), 0)

    def begin(self) -> None:
        """Another batch begins."""
        self._meant.clear()

    def mean(self, wish: ContactWish) -> int:
        """As `contact`, for a row whose turn it is: what later rows make changes it no more."""
        if wish not in self._meant and (number := self.contact(wish)):
            self._meant[wish] = number
        return self._meant.get(wish, 0)

    def company(self, name: str) -> int:
        """The number of the company that an earlier row makes; 0 for none."""
        return self._known.get(f"company {company_key(name)}")

    def company_of(self, contact: int) -> int:
        """The company that a foreseen contact gets: its number, less than 0 its id, 0 for none."""
        return self._known.get(f"of {contact}")

    def holds(self, number: int, field: CustomField, value: CustomValue) -> bool:
        """Whether a foreseen contact or company would hold just this."""
        return self._known.get(f"{number} {field.filter_key}") == _hashed(value)

    def take(self, row: ImportRow, firms: Mapping[str, int]) -> None:
        """Foresee the contact that this row makes, and its company.

        `firms` are the companies that are there, by key.
        """
        wish = row.contact
        assert wish is not None  # noqa: S101  # only rows that make somebody are taken
        contact = self._next()
        self._hold(contact, row.owned.held.contact)
        for key in wish.made_keys:
            if not self._known.get(f"contact {key!r}"):
                self._known.put(f"contact {key!r}", contact)
        # Of rows that are one contact the first says of which company it is.
        if wish.company:
            firm = firms.get(company_key(wish.company))
            company = self.company(wish.company) if firm is None else -firm
            if not company:
                company = self._next()
                self._known.put(f"company {company_key(wish.company)}", company)
                self._hold(company, row.owned.held.company)
            self._known.put(f"of {contact}", company)
        self._meant[wish] = contact

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _hold(self, number: int, values: Iterable[tuple[CustomField, CustomValue]]) -> None:
        for field, value in values:
            self._known.put(f"{number} {field.filter_key}", _hashed(value))


def _hashed(value: CustomValue) -> int:
    # Within one field all values are of one type; 0 is what nothing has.
    return hash(value) or 1
