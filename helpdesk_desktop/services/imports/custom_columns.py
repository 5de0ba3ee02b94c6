"""The only place that says which custom field each column of an import fills.

A column that shall become a field fills the ticket field of its name, whatever its kind, or a new
one of the kind that its values look like. New fields are made before the first row is stored; a
dry run only describes them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.free_keys import FreeKeys, is_field_key
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.domain.text_rules import one_line
from helpdesk_desktop.domain.ticket import NAME_LIMIT
from helpdesk_desktop.services.imports.column_guess import merged

CUSTOM = "cf."
# JSON may have a name of its own in every object; nobody can look at more fields than this.
MOST_FIELDS = 200
Make = Callable[[Sequence[CustomField]], Sequence[CustomField]]


@dataclass(slots=True)
class CustomColumns:
    """The ticket fields of one import run; `make` stores new ones, None where none may be made."""

    fields: dict[str, CustomField] = field(default_factory=dict)  # by key
    make: Make | None = None
    _found: dict[str, CustomField | None] = field(default_factory=dict)  # by column

    @classmethod
    def of(cls, directory: Directory, make: Make | None) -> "CustomColumns":
        """What there is before the import."""
        known = cls(make=make)
        known._keep(directory.custom_fields)
        return known

    def find(self, name: str) -> CustomField | None:
        """The field that a column, or `cf.KEY`, stands for; None where there is none yet."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def add(self, guesses: Sequence[ColumnGuess]) -> None:
        """Let there be a field for each column that has none and is not empty.

        Files of one import that have a column in common make one field of it.
        """
        if self.make is None:
            return
        keys = FreeKeys(self.fields, separator="_")
        wanted: list[CustomField] = []
        # In a fixed order, so that two imports of one file make the same keys.
        together: dict[str, ColumnGuess] = {}
        for guess in guesses:
            name = fold(_label(guess.column))
            known = together.get(name)
            together[name] = guess if known is None else merged(known, guess)
        for guess in sorted(together.values(), key=lambda one: one.column):
            if guess.kind is None or self.find(guess.column) is not None:
                continue
            if len(self.fields) >= MOST_FIELDS:
                break
            made = _described(guess, keys, -1 - len(wanted))
            self.fields[made.key] = made
            self._found.clear()
            wanted.append(made)
        if wanted:
            self._keep(self.make(wanted))

    def _look_up(self, name: str) -> CustomField | None:
        if name.startswith(CUSTOM):
            return self.fields.get(fold(name.removeprefix(CUSTOM)))
        label = fold(_label(name))
        return next((one for one in self.fields.values() if fold(one.label) == label), None)

    def _keep(self, fields: Sequence[CustomField]) -> None:
        self._found.clear()
        for one in fields:
            if one.owner is CustomFieldOwner.TICKET:
                self.fields[one.key] = one


def describe_only(wanted: Sequence[CustomField]) -> Sequence[CustomField]:
    """What a dry run makes of new fields: nothing but their description."""
    return wanted


def _label(name: str) -> str:
    return one_line(name.removeprefix(CUSTOM)).strip()[:NAME_LIMIT]


def _described(guess: ColumnGuess, keys: FreeKeys, number: int) -> CustomField:
    label = _label(guess.column)
    wanted = fold(guess.column.removeprefix(CUSTOM))
    is_named = guess.column.startswith(CUSTOM) and is_field_key(wanted)
    assert guess.kind is not None  # noqa: S101  # the caller leaves out empty columns
    described = CustomField(
        CustomFieldId(number),
        CustomFieldOwner.TICKET,
        wanted if is_named else keys.make(label),
        label or "x",
        guess.kind,
    )
    names = FreeKeys((), separator="-", names=map(fold, guess.options))
    return replace(
        described,
        options=tuple(
            CustomOption(CustomOptionId(-1 - place), names.make(option), option)
            for place, option in enumerate(guess.options)
        ),
    )
