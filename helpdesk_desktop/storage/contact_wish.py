"""The only place for whom an imported row speaks of, and for what was found for it."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from helpdesk_desktop.domain.email_address import EmailAddress
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.phone import PhoneNumber
from helpdesk_desktop.storage.contact_store import ContactWords
from helpdesk_desktop.storage.merged_names import company_key

BY_EMAIL: Final = "email"
BY_PHONE: Final = "phone"
BY_NAME: Final = "name"

# What a contact is found by: a way, and the value in the form that is compared.
MatchKey = tuple[object, ...]


class ContactWish(NamedTuple):
    """Whom a row speaks of; a phone alone finds a contact and makes none.

    `is_nameless` tells that the number stands in the place of a contact's name, as in our exports:
    then one is made of the number alone.
    """

    name: str | None = None
    phone: PhoneNumber | None = None
    email: EmailAddress | None = None
    company: str | None = None
    is_nameless: bool = False

    @property
    def may_be_made(self) -> bool:
        """Whether there is enough to make a contact of."""
        return (
            self.name is not None
            or self.email is not None
            or self.company is not None
            or self.is_nameless
        )

    @property
    def keys(self) -> list[MatchKey]:
        """What the contact is found by, the surest first."""
        keys: list[MatchKey] = []
        if self.email is not None:
            keys.append((BY_EMAIL, self.email.folded))
        if self.phone is not None:
            keys.append((BY_PHONE, self.phone.normalised))
        if not keys:
            keys.append(self._name_key)
        return keys

    @property
    def made_keys(self) -> list[MatchKey]:
        """What a contact that is made of it is found by."""
        keys = self.keys
        if self.name is not None and keys[0][0] != BY_NAME:
            keys.append(self._name_key)
        return keys

    @property
    def _name_key(self) -> MatchKey:
        firm = company_key(self.company) if self.company else None
        return BY_NAME, fold(self.name or ""), firm


class Match(NamedTuple):
    """The contact that was found for a wish, what it goes by, and how it was found.

    `lost` are the fields of the wish, `contact`, `phone`, `email` or `company`, that the contact
    has otherwise, as far as the viewer sees.
    """

    words: ContactWords
    title: str
    way: str
    lost: tuple[str, ...] = ()


class LostValues(NamedTuple):
    """A row whose contact was found, and has not all that the row says."""

    line: int
    wish: ContactWish
    match: Match


@dataclass(slots=True)
class MadeContacts:
    """Ids of the contacts that an import made, for a viewer who would not find them again.

    Whoever wrote a number in two rows of one import knows that they are one person's. `fresh` are
    those of the batch that is under way: they count once it is stored.
    """

    kept: dict[MatchKey, int] = field(default_factory=dict)
    fresh: dict[MatchKey, int] = field(default_factory=dict)

    def copy(self) -> "MadeContacts":
        """One to try a batch with."""
        return MadeContacts(self.kept, dict(self.fresh))

    def keep(self) -> None:
        """What was fresh is stored."""
        self.kept.update(self.fresh)
        self.fresh.clear()

    @property
    def is_filled(self) -> bool:
        """Whether any is kept."""
        return bool(self.fresh or self.kept)

    def find(self, key: MatchKey) -> int | None:
        """The contact that was made for a key."""
        return self.fresh.get(key, self.kept.get(key))
