"""What comes into the window from outside: a link or a file, handed over by another start."""

from typing import Protocol

from helpdesk_desktop.domain.desk_links import Word


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
