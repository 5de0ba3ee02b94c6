"""The only place for what is typed about one entry, and how it meets what others saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """The words of a form: as the editor opened them, and as they stand now.

    `version` is None for an entry that is about to be made; `key` is then what it will be called.
    """

    base: Mapping[str, str]
    values: Mapping[str, str]
    version: int | None = None
    key: str = ""
    # Fields that somebody else changed: to something else than what is typed here, and the others.
    clashes: frozenset[str] = field(default_factory=frozenset)
    news: frozenset[str] = field(default_factory=frozenset)

    @property
    def changes(self) -> dict[str, str]:
        """The words that were changed here."""
        return {name: word for name, word in self.values.items() if word != self.base.get(name)}

    @property
    def is_dirty(self) -> bool:
        """Whether anything is typed that is not saved."""
        return bool(self.changes) or (self.version is None and bool(self.key))

    def rebased(self, version: int, base: Mapping[str, str]) -> "EntryDraft":
        """The same over what is stored now: untouched fields follow, typed ones stay."""
        if version == self.version and base == self.base:
            return self
        mine = self.changes
        theirs = {name for name, word in base.items() if word != self.base.get(name)}
        values = {name: mine.get(name, word) for name, word in base.items()}
        clashes = {name for name in theirs & mine.keys() if mine[name] != base[name]}
        still = {name for name in self.clashes if values[name] != base[name]}
        return replace(
            self,
            base=base,
            values=values,
            version=version,
            clashes=frozenset(clashes | still),
            news=frozenset((self.news | theirs) - mine.keys()) if mine else frozenset(),
        )
