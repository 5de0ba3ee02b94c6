"""What comes into the window from outside: a link or a file, handed over by another start."""

from dataclasses import dataclass
from typing import Literal, Protocol

WordKind = Literal["link", "file"]


@dataclass(frozen=True, slots=True)
class Word:
    """A link as it was clicked, unread, or the whole path of a file.

    `token` lets the window come to the front where the desktop asks for one.
    """

    kind: WordKind
    text: str
    token: str = ""


class Door(Protocol):
    """Where other starts of the program put words for this window."""

    @property
    def folder(self) -> str:
        """Where words arrive; empty while nothing can."""
        ...

    def say(self, engine: str, place: str, login: str) -> None:
        """Tell which database this window shows, and for whom; an empty place: none."""
        ...

    def touch(self) -> None:
        """This window was used just now."""
        ...

    def take(self) -> tuple[Word, ...]:
        """The words that arrived, each once."""
        ...
