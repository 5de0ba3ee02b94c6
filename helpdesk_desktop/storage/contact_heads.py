"""The only place that tells which of an import's rows speak of one contact that is not there yet.

The contact has what the first of them says, and is found by all that they say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.storage.contact_store import ContactWords
from helpdesk_desktop.storage.contact_wish import BY_NAME, ContactWish, Match, MatchKey
from helpdesk_desktop.storage.seen_contacts import SeenContact


@dataclass(slots=True)
class Heads:
    """The wishes that contacts are made of, and what each of those is found by."""

    wishes: list[ContactWish] = field(default_factory=list)
    by_key: dict[MatchKey, int] = field(default_factory=dict)

    def put(self, wish: ContactWish) -> tuple[int, str | None]:
        """The number of a wish's head, and by what it belongs there; None where it is a new one."""
        keys = wish.keys
        number, way = self._among(keys) or (len(self.wishes), None)
        if way is None:
            self.wishes.append(wish)
        for key in keys:
            self.by_key.setdefault(key, number)
        return number, way

    def find(self, wish: ContactWish) -> tuple[int, str] | None:
        """The head that a wish would belong to, and by what; it is left out."""
        return self._among(wish.keys)

    def _among(self, keys: Iterable[MatchKey]) -> tuple[int, str] | None:
        for key in keys:
            number = self.by_key.get(key)
            if number is not None:
                return number, str(key[0])
        return None

    def match(self, number: int, way: str, wish: ContactWish, words: ContactWords) -> Match:
        """What a later wish of the same contact is told."""
        head = self.wishes[number]
        lost = () if way == BY_NAME else _seen(head).differences(wish)
        return Match(words, title_of(head), way, lost)


def title_of(wish: ContactWish) -> str:
    """What the contact of a wish goes by: its name, else its address, else its number."""
    if wish.name is not None:
        return wish.name
    if wish.email is not None:
        return wish.email.value
    return "" if wish.phone is None else wish.phone.value


def _seen(head: ContactWish) -> SeenContact:
    words = ContactWords(0, None if head.name is None else fold(head.name), None, ())
    return SeenContact(
        words,
        head.name,
        title_of(head),
        () if head.phone is None else (head.phone.normalised,),
        () if head.email is None else (head.email.folded,),
        head.company,
    )
