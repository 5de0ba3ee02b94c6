"""The only place for what an import is asked and answered in: looks, mappings, outcomes.

All values are frozen and hold no file: a path is a text that only the service opens. Fields are
named by the keys of the JSON contract, custom fields as `cf.KEY`. Most are named tuples: every
start of the window makes these classes, and a data class takes nine times as long to make.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from helpdesk_desktop.domain.column_template import parse_template
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.errors import HelpdeskError, Problem

# Every field that an import can fill, in the order in which people look for them.
IMPORT_FIELDS: Final = (
    "subject", "description", "status", "type", "priority", "source", "external_id", "contact",
    "phone", "email", "company", "assignee", "group", "ccs", "created", "updated", "due",
    "closed", "first_response",
)  # fmt: skip
# Fields of a fixed set of choices: an unknown word rejects its row.
CHOICE_FIELDS: Final = ("status", "type", "priority", "source")
# The meaning of a word whose rows are wanted out.
REJECT: Final = "!reject"
AUTO: Final = "auto"
EVERY_COLUMN: Final = "*"


class Reading(NamedTuple):
    """How a file is to be read; `auto` is found out from the whole file.

    `date_order` is dmy, mdy or ymd. `sheet` is that of a workbook; empty is the first filled one.
    """

    encoding: str = AUTO
    delimiter: str = AUTO
    date_order: str = AUTO
    sheet: str = ""


class CodeTable(NamedTuple):
    """A second file that says what a code means: where `key` is the code, `value` is meant."""

    file: str
    key: str
    value: str
    unknown: str = "code"


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Which column fills which field, and how.

    `fields` pairs a field with a column or a template over columns, `values` a field with its
    (word of the file, choice or `REJECT`) pairs, `constants` a field with the text that every row
    gets. `custom` are columns that become custom fields; `*` is all that fill no field. `source`
    with a row's own id is the row's identity: the same source finds the same tickets again.
    """

    source: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    lookups: tuple[tuple[str, CodeTable], ...] = ()
    custom: tuple[str, ...] = ()
    subject_words: int | None = None
    reading: Reading = field(default_factory=Reading)

    def template_of(self, key: str) -> str:
        """The column or template that fills a field; empty where none does."""
        return dict(self.fields).get(key, "")

    def words_of(self, key: str) -> dict[str, str]:
        """What the words of a field mean, as far as the mapping says."""
        return dict(dict(self.values).get(key, ()))

    def constant_of(self, key: str) -> str:
        """The text that every row gets; empty where there is none."""
        return dict(self.constants).get(key, "")

    def fields_of(self, column: str, columns: Sequence[str]) -> tuple[str, ...]:
        """The fields that a column fills or helps to fill."""
        return tuple(
            key for key, text in self.fields if column in parse_template(text, columns).columns
        )

    def is_custom(self, column: str, columns: Sequence[str]) -> bool:
        """Whether the column becomes a custom field."""
        if EVERY_COLUMN in self.custom:
            return not self.fields_of(column, columns)
        return column in self.custom

    def with_field(self, key: str, text: str) -> "ImportMapping":
        """The mapping where a column or template fills the field; an empty one lets it go."""
        kept = {one: old for one, old in self.fields if one != key}
        if text:
            kept[key] = text
        lookups = tuple((one, table) for one, table in self.lookups if one != key)
        constants = tuple(pair for pair in self.constants if pair[0] != key)
        is_same = self.template_of(key) == text
        return replace(
            self,
            fields=tuple(kept.items()),
            lookups=self.lookups if is_same else lookups,
            constants=constants if text else self.constants,
        )

    def with_column(self, column: str, key: str | None, columns: Sequence[str]) -> "ImportMapping":
        """The mapping where the column alone fills the field and no other; None fills none."""
        mapping = self.without_custom(column, columns)
        for old in self.fields_of(column, columns):
            if old != key and parse_template(self.template_of(old), columns).columns == (column,):
                mapping = mapping.with_field(old, "")
        return mapping if key is None else mapping.with_field(key, column)

    def with_custom(self, column: str, columns: Sequence[str]) -> "ImportMapping":
        """The mapping where the column becomes a custom field."""
        mapping = self.with_column(column, None, columns)
        if mapping.is_custom(column, columns):
            return mapping
        return replace(mapping, custom=(*mapping.custom, column))

    def without_custom(self, column: str, columns: Sequence[str]) -> "ImportMapping":
        """The mapping where the column is no field of its own."""
        if not self.is_custom(column, columns):
            return self
        named = self.custom
        if EVERY_COLUMN in named:
            named = tuple(one for one in columns if self.is_custom(one, columns))
        return replace(self, custom=tuple(one for one in named if one != column))

    def with_word(self, key: str, word: str, meaning: str) -> "ImportMapping":
        """The mapping where a word of the file means this choice; empty takes the rule away."""
        words = {one: old for one, old in self.words_of(key).items() if one != word}
        if meaning:
            words[word] = meaning
        kept = {one: old for one, old in self.values if one != key}
        if words:
            kept[key] = tuple(words.items())
        return replace(self, values=tuple(kept.items()))

    def with_constant(self, key: str, text: str) -> "ImportMapping":
        """The mapping where every row gets this text; empty takes it away."""
        kept = {one: old for one, old in self.constants if one != key}
        if text:
            kept[key] = text
        return replace(self, constants=tuple(kept.items()))


class LookRow(NamedTuple):
    """One of a file's first records; `problem` says why it has no cells."""

    line: int
    cells: tuple[str, ...]
    problem: Problem | None = None


class ColumnGuess(NamedTuple):
    """Which kind of custom field a column would become, told from all of it.

    `options` are those of a choice; `date_order` is that of its days, `doubtful_date` an example
    that another order explains as well. `spellings` are the ways in which all its numbers are
    spelled, None where that was not looked at. An empty column is no kind.
    """

    column: str
    kind: CustomFieldKind | None = None
    options: tuple[str, ...] = ()
    date_order: str = ""
    doubtful_date: str = ""
    spellings: frozenset[str] | None = None


class FileLook(NamedTuple):
    """How a file would be read; cells are cut for display.

    `kind` is separated, json or workbook; only separated text has a `delimiter`. `sheet` is the one
    of a workbook's `sheets` that is read. `date_order` is that of the first column of dates that
    needs one; `doubtful_date` is an example that two orders explain. `is_whole` tells that the
    whole file was read for it and not only its beginning. `preset` is the one that its header fits,
    `stamp` changes when the file does. `guesses` are there by column once the whole file was read.
    """

    path: str
    name: str
    size: int
    encoding: str
    is_lenient: bool
    delimiter: str | None
    columns: tuple[str, ...]
    rows: tuple[LookRow, ...]
    suggested: ImportMapping
    preset: str | None
    date_order: str | None
    doubtful_date: str
    is_whole: bool
    stamp: tuple[int, int]
    kind: str = "separated"
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    guesses: tuple[ColumnGuess, ...] = ()

    def guess_of(self, column: str) -> ColumnGuess:
        """What the column would become."""
        return next((one for one in self.guesses if one.column == column), ColumnGuess(column))


class FieldWords(NamedTuple):
    """The words that a file has for one field, the most frequent first.

    Each with its rows and the choice that it means, None where the row would be rejected. Of very
    many words the first are kept: `left_out` counts the others.
    """

    field: str
    words: tuple[tuple[str, int, str | None], ...]
    left_out: int = 0


class ImportTotals(NamedTuple):
    """How many rows met which fate; `warnings` cost no row."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    warnings: int = 0


class ImportOutcome(NamedTuple):
    """What became of a file's rows, or would.

    `error` says why it ended early (`Cancelled` when it was wanted): totals then tell what was
    stored, which stays. Problems that were left out are counted and not kept. Serials are those
    of the first and the last ticket made. `has_file_changed` tells that the file is not what was
    looked at any more.
    """

    is_dry_run: bool
    totals: ImportTotals
    problems: tuple[Problem, ...] = ()
    problems_left_out: int = 0
    first_serial: int | None = None
    last_serial: int | None = None
    error: HelpdeskError | None = None
    has_file_changed: bool = False


class ImportPreset(NamedTuple):
    """A mapping that is kept under a name; `is_own` tells that a person saved it."""

    name: str
    is_own: bool
    columns: tuple[str, ...]

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns can be read with it."""
        return bool(self.columns) and set(columns).issuperset(self.columns)


# How far: bytes of the file read in this pass, or rows taken.
Heard = Callable[[int], object]
RowsHeard = Callable[[ImportTotals], object]
