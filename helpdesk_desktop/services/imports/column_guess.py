"""The only place that guesses from a whole column which kind of custom field it should become.

One pass in constant memory: what a column cannot be is struck out value by value. A guess loses
nothing: a number with leading zeros stays a text, and so does a time of day.

A decimal field keeps no noughts at the end, so a column is one of numbers only where no number can
stand in it in two ways: all without such noughts (`1` `2.5`), all with as many places (`3.50`
`2.00`), or all with a point and no more than the one nought that it asks for (`0.0` `37.77483`).
`1` among `1.0`, and `-0`, are texts: to whoever wrote them they are not the same.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.domain.number_limits import DECIMAL_LIMIT, INTEGER_LIMIT
from helpdesk_desktop.domain.text_rules import is_blank, one_line
from helpdesk_desktop.services.imports.dates import ORDERS, read_day

# A choice among more is easier typed.
MOST_OPTIONS = 60
# Each option of a list of choices stands in so many rows on the average.
_REPEATED = 3
_LONGEST_OPTION = 80
_LONGEST_LINE = 500
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})(?:\.([0-9]{1,6}))?")
_MINUS_ZERO = re.compile(r"-[0.]+")
_SHORT, _POINTED = "short", "pointed"
_LONG_FRACTION = re.compile(r"-?[0-9]+\.[0-9]{7,}")
_NUMBERS = {CustomFieldKind.INTEGER, CustomFieldKind.DECIMAL}
_PAIRS = ({"yes", "no"}, {"true", "false"}, {"y", "n"}, {"co", "khong"})


class ColumnGuesser:
    """What one column can still be."""

    def __init__(self) -> None:
        self._count = 0
        self._counts: dict[str, int] = {}  # by value, until there are too many
        self._is_few = True
        self._is_whole = True
        self._is_fraction = True
        self._is_number = True  # of any number of places
        self._spellings = {_SHORT, _POINTED}
        self._places: set[int] = set()
        self._is_line = True
        self._orders = list(ORDERS)
        self._doubtful = ""

    def take(self, text: str) -> None:
        """One value; blank ones say nothing."""
        if is_blank(text):
            return
        self._count += 1
        if text in self._counts:
            self._counts[text] += 1
            return
        if self._is_few:
            self._counts[text] = 1
            if len(self._counts) > MOST_OPTIONS * 4 or len(text) > _LONGEST_LINE:
                self._is_few = False
                self._counts = {}
        self._strike(text)

    def _strike(self, text: str) -> None:
        plain = text.strip()
        if self._is_number:
            self._strike_number(plain)
        if self._orders:
            days = {order: read_day(plain, order) for order in self._orders}
            self._orders = [order for order in self._orders if days[order] is not None]
            if not self._doubtful and days.get("dmy") != days.get("mdy"):
                self._doubtful = plain
        if self._is_line and (len(text) > _LONGEST_LINE or one_line(text) != text):
            self._is_line = False

    def _strike_number(self, plain: str) -> None:
        match = _NUMBER.fullmatch(plain)
        self._is_number = match is not None or bool(_LONG_FRACTION.fullmatch(plain))
        if match is None or _MINUS_ZERO.fullmatch(plain):
            self._is_whole = self._is_fraction = False
            return
        places, size = match[1] or "", Decimal(plain).copy_abs()
        self._is_whole = self._is_whole and not places and size <= INTEGER_LIMIT
        self._is_fraction = self._is_fraction and size <= DECIMAL_LIMIT
        self._places.add(len(places))
        if places.endswith("0"):
            self._spellings.discard(_SHORT)
        if not places or (len(places) > 1 and places.endswith("0")):
            self._spellings.discard(_POINTED)

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders in which every value is a day."""
        return tuple(self._orders) if self._count else ()

    def guess(self, column: str, order: str | None) -> ColumnGuess:
        """The kind; of several orders of its dates the file's `order` counts, if it has one."""
        if not self._count:
            return ColumnGuess(column)
        words = {fold(text.strip()) for text in self._counts}
        if self._is_few and any(words <= pair for pair in _PAIRS):
            return ColumnGuess(column, CustomFieldKind.CHECKBOX)
        if self._orders:
            mine = order if order in self._orders else self._orders[0]
            is_open = {"dmy", "mdy"} <= set(self._orders) and order is None
            doubtful = self._doubtful if is_open else ""
            return ColumnGuess(column, CustomFieldKind.DATE, (), mine, doubtful)
        evenly = {f"{places} places" for places in self._places if len(self._places) == 1}
        spellings = frozenset(self._spellings | evenly)
        if self._is_whole:
            return ColumnGuess(column, CustomFieldKind.INTEGER, spellings=spellings)
        # 1.10 is another version than 1.1; a price has its two places everywhere.
        if self._is_fraction and spellings:
            return ColumnGuess(column, CustomFieldKind.DECIMAL, spellings=spellings)
        if not self._is_line:
            return ColumnGuess(column, CustomFieldKind.MULTI_LINE)
        if self._is_number:
            # No field of numbers tells them as they stand, and nobody picks them from a list.
            return ColumnGuess(column, CustomFieldKind.TEXT)
        options = self._list_options()
        if options:
            return ColumnGuess(column, CustomFieldKind.MULTI_SELECT, options)
        options = self._single_options()
        if options:
            return ColumnGuess(column, CustomFieldKind.DROP_DOWN, options)
        return ColumnGuess(column, CustomFieldKind.TEXT)

    def _single_options(self) -> tuple[str, ...]:
        return _chosen((text.strip(), count) for text, count in self._counts.items())

    def _list_options(self) -> tuple[str, ...]:
        # `a`, `b` and `a,b`: a part of a list stands alone elsewhere. `Hanoi, Vietnam` does not.
        parts: list[tuple[str, int]] = []
        alone: set[str] = set()
        together: set[str] = set()
        for text, count in self._counts.items():
            values = [part.strip() for part in text.split(",")]
            folded = [fold(value) for value in values]
            if not all(values) or len(set(folded)) < len(values):
                return ()
            (together if len(values) > 1 else alone).update(folded)
            parts += [(value, count) for value in values]
        if not alone & together or (together - alone and len(together - alone) > len(alone)):
            return ()
        return _chosen(parts)


def guess_columns(
    records: Iterable[Sequence[str]],
    columns: Sequence[str],
    *,
    more: Sequence[tuple[str, Callable[[Sequence[str]], str]]] = (),
    order: str | None = None,
) -> tuple[ColumnGuess, ...]:
    """A guess for every column, and for what `more` makes of a record under a name.

    `columns` may grow while records are read. Dates that say no order go by `order`, else by that
    of the file's other dates.
    """
    guessers: list[ColumnGuesser] = []
    others = [(name, getter, ColumnGuesser()) for name, getter in more]
    for cells in records:
        while len(guessers) < len(columns):
            guessers.append(ColumnGuesser())
        for guesser, cell in zip(guessers, cells, strict=False):
            guesser.take(cell)
        for _, getter, guesser in others:
            guesser.take(getter(cells))
    guessers += (ColumnGuesser() for _ in range(len(columns) - len(guessers)))
    named = [
        *zip(columns, guessers, strict=True),
        *((name, guesser) for name, _, guesser in others),
    ]
    sure = (one.orders[0] for _, one in named if len(one.orders) == 1)
    told = order or next((one for one in sure if one != "ymd"), None)
    return tuple(guesser.guess(name, told) for name, guesser in named)


def merged(first: ColumnGuess, second: ColumnGuess) -> ColumnGuess:
    """What a column of two files would become, with the values of both."""
    if first.kind is None or second.kind is None:
        return second if first.kind is None else first
    kinds = {first.kind, second.kind}
    if kinds <= _NUMBERS:
        return _merged_numbers(first, second)
    if len(kinds) == 1:
        spelled = {fold(one): one for one in (*second.options, *first.options)}
        if len(spelled) <= MOST_OPTIONS:
            return first._replace(options=tuple(spelled[name] for name in sorted(spelled)))
    if CustomFieldKind.MULTI_LINE in kinds:
        return ColumnGuess(first.column, CustomFieldKind.MULTI_LINE)
    return ColumnGuess(first.column, CustomFieldKind.TEXT)


def _merged_numbers(first: ColumnGuess, second: ColumnGuess) -> ColumnGuess:
    if first.spellings is None or second.spellings is None:
        spellings = first.spellings or second.spellings
    else:
        spellings = first.spellings & second.spellings
        if not spellings:
            return ColumnGuess(first.column, CustomFieldKind.TEXT)
    kind = first.kind if first.kind is second.kind else CustomFieldKind.DECIMAL
    return first._replace(kind=kind, spellings=spellings)


def _chosen(values: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    spelled: dict[str, str] = {}
    count = 0
    for text, number in values:
        if len(text) > _LONGEST_OPTION:
            return ()
        spelled.setdefault(fold(text), text)
        count += number
    if not 0 < len(spelled) <= MOST_OPTIONS or count < _REPEATED * len(spelled):
        return ()
    return tuple(spelled[name] for name in sorted(spelled))
