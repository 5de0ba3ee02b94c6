"""The only place that makes keys of names, for groups, custom fields and their options."""

import re
from collections.abc import Iterable

from helpdesk_desktop.domain.folding import fold

KEY_LIMIT = 64
_NUMBER_ROOM = 6
# What the query language reads as one word after `cf.`; one spelling for each key, so that no two
# of them differ by case or accents only.
_FIELD_KEY = re.compile(r"[a-z][a-z0-9_\-]*")


def is_field_key(key: str) -> bool:
    """Whether a custom field, or one of its options, can have this key."""
    return len(key) <= KEY_LIMIT and _FIELD_KEY.fullmatch(key) is not None


class FreeKeys:
    """Keys made of names, each another one; numbered where one is taken.

    No key is what another of the folded `names` says, so that a word never means two things.
    """

    def __init__(self, taken: Iterable[str], *, separator: str, names: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._names = set(names)
        self._separator = separator
        # The number given last: ten thousand options may have one name.
        self._numbers: dict[str, int] = {}

    def take(self, key: str) -> None:
        """Let nobody else have this key."""
        self._taken.add(key)

    def make(self, name: str) -> str:
        """A key of the name's words, folded; it is taken then."""
        own = fold(name)
        words = "".join(char if char.isascii() and char.isalnum() else " " for char in own)
        key = self._separator.join(words.split()) or "x"
        if not key[0].isalpha():
            key = f"x{self._separator}{key}"
        key = key[: KEY_LIMIT - _NUMBER_ROOM].rstrip(self._separator)
        candidate = key
        while candidate in self._taken or (candidate in self._names and candidate != own):
            number = self._numbers[key] = self._numbers.get(key, 1) + 1
            candidate = f"{key}{self._separator}{number}"
        self._taken.add(candidate)
        return candidate
