"""The only place that tells which of an import's rows speak of one contact that is not there yet.

The contact has what the first of them says, and is found by just that, as it is once it is stored:
whether two rows meet in one batch or in two makes no difference.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import masked_phone, sees_contact
from helpdesk_desktop.storage.contact_store import ContactWords
from helpdesk_desktop.storage.contact_wish import (
    BY_EMAIL,
    BY_NAME,
    BY_PHONE,
    ContactWish,
    Match,
    MatchKey,
)
from helpdesk_desktop.storage.seen_contacts import SeenContact

# The number of a wish's head, and by what it belongs there; None for the head itself.
Place = tuple[int, str | None]


@dataclass(slots=True)
class Heads:
    """The wishes that contacts are made of, and what each of those is found by."""

    wishes: list[ContactWish] = field(default_factory=list)
    by_key: dict[MatchKey, int] = field(default_factory=dict)

    def place(
        self, wishes: Collection[ContactWish], found: dict[ContactWish, Match], most: int | None
    ) -> dict[ContactWish, Place]:
        """The heads of wishes beside those `found`; no more than `most` are made."""
        placed: dict[ContactWish, Place] = {}
        for wish in wishes:
            there = self.find(wish, found.get(wish))
            if there is not None:
                placed[wish] = there
            elif (
                wish not in found and wish.may_be_made and (most is None or len(self.wishes) < most)
            ):
                placed[wish] = len(self.wishes), None
                for key in wish.made_keys:
                    self.by_key.setdefault(key, len(self.wishes))
                self.wishes.append(wish)
        for wish in wishes:
            # Whoever calls from a number that a later row gives to somebody is that contact.
            if wish not in found and wish not in placed and (there := self.find(wish)) is not None:
                placed[wish] = there
        return placed

    def find(self, wish: ContactWish, match: Match | None = None) -> tuple[int, str] | None:
        """The head that a wish belongs to, and by what; `match` is what was found otherwise."""
        keys: Iterable[MatchKey] = wish.keys
        if match is not None:
            # An address goes before a number.
            keys = [one for one in keys if match.way == BY_PHONE and one[0] == BY_EMAIL]
        for key in keys:
            number = self.by_key.get(key)
            if number is not None:
                return number, str(key[0])
        return None

    def match(self, place: Place, wish: ContactWish, words: ContactWords, viewer: Viewer) -> Match:
        """What a wish of the contact is told."""
        number, way = place
        if way is None:
            return Match(words, title_of(wish), BY_NAME)
        seen = _seen(self.wishes[number], viewer)
        return Match(words, seen.title, way, () if way == BY_NAME else seen.differences(wish))


def title_of(wish: ContactWish) -> str:
    """What the contact of a wish goes by: its name, else its address, else its number."""
    if wish.name is not None:
        return wish.name
    if wish.email is not None:
        return wish.email.value
    return "" if wish.phone is None else wish.phone.value


def _seen(head: ContactWish, viewer: Viewer) -> SeenContact:
    # As `see_contacts` tells it once it is stored: nobody manages it.
    words = ContactWords(0, None if head.name is None else fold(head.name), None, ())
    number = None if head.phone is None else head.phone.value
    mask = masked_phone(number)
    masks = () if mask is None else (mask,)
    if not sees_contact(viewer, None):
        title = head.name or mask or ""
        return SeenContact(words, head.name, title, masks, is_masked=True, is_hidden=True)
    is_masked = viewer.phones_masked
    own = None if head.email is None else head.email.value
    return SeenContact(
        words,
        head.name,
        head.name or own or (mask if is_masked else number) or "",
        masks if is_masked or head.phone is None else (head.phone.normalised,),
        () if head.email is None else (head.email.folded,),
        head.company,
        is_masked,
    )
