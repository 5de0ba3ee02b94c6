"""The only place that guesses from a whole column which kind of custom field it should become.

One pass in constant memory: what a column cannot be is struck out value by value. A guess loses
nothing: a number with leading zeros stays a text, and so does a time of day.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.domain.text_rules import one_line
from helpdesk_desktop.services.imports.dates import ORDERS, read_day

# A choice among more is easier typed.
MOST_OPTIONS = 60
# Each option of a list of choices stands in so many rows on the average.
_REPEATED = 3
_LONGEST_OPTION = 80
_LONGEST_LINE = 500
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?")
_LONG_FRACTION = re.compile(r"-?[0-9]+\.[0-9]{7,}")
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
        self._places: set[int] = set()
        self._has_zero_end = False
        self._is_line = True
        self._orders = list(ORDERS)
        self._doubtful = ""

    def take(self, text: str) -> None:
        """One value; blank ones say nothing."""
        if not text or text.isspace():
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
        if self._is_whole and not _WHOLE.fullmatch(plain):
            self._is_whole = False
        if self._is_number:
            self._is_number = bool(_FRACTION.fullmatch(plain) or _LONG_FRACTION.fullmatch(plain))
        if self._is_fraction:
            match = _FRACTION.fullmatch(plain)
            if match is None:
                self._is_fraction = False
            elif match[1]:
                self._places.add(len(match[1]))
                has_zero_end = len(match[1]) > 1 and match[1].endswith("0")
                self._has_zero_end = self._has_zero_end or has_zero_end
        if self._orders:
            days = {order: read_day(plain, order) for order in self._orders}
            self._orders = [order for order in self._orders if days[order] is not None]
            if not self._doubtful and days.get("dmy") != days.get("mdy"):
                self._doubtful = plain
        if self._is_line and (len(text) > _LONGEST_LINE or one_line(text) != text):
            self._is_line = False

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
        if self._is_whole:
            return ColumnGuess(column, CustomFieldKind.INTEGER)
        # 1.10 is another version than 1.1; a price has its two places everywhere.
        if self._is_fraction and (not self._has_zero_end or len(self._places) == 1):
            return ColumnGuess(column, CustomFieldKind.DECIMAL)
        if not self._is_line:
            return ColumnGuess(column, CustomFieldKind.MULTI_LINE)
        if self._is_number and not self._is_fraction:
            # No decimal field holds so many places, and nobody picks coordinates from a list.
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
    if len(kinds) == 1:
        spelled = {fold(one): one for one in (*second.options, *first.options)}
        if len(spelled) <= MOST_OPTIONS:
            return first._replace(options=tuple(spelled[name] for name in sorted(spelled)))
    if kinds == {CustomFieldKind.INTEGER, CustomFieldKind.DECIMAL}:
        return ColumnGuess(first.column, CustomFieldKind.DECIMAL)
    if CustomFieldKind.MULTI_LINE in kinds:
        return ColumnGuess(first.column, CustomFieldKind.MULTI_LINE)
    return ColumnGuess(first.column, CustomFieldKind.TEXT)


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
