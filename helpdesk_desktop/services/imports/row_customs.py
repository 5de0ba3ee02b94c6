"""The only place that makes the values of custom fields of one record, as a new ticket needs them.

An empty cell says that there is no value; a default fills it only where a new ticket cannot be
without, and every field that the file is silent about.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from helpdesk_desktop.domain.column_template import Getter
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.custom_rules import check_custom, defaults_of
from helpdesk_desktop.domain.custom_values import CustomValue, read_text, tells_nothing
from helpdesk_desktop.domain.errors import Problem, ProblemCode
from helpdesk_desktop.domain.import_values import ColumnGuess
from helpdesk_desktop.domain.text_rules import is_blank
from helpdesk_desktop.services.imports.custom_columns import CustomColumns
from helpdesk_desktop.services.imports.dates import needs_order, read_day

# Tells the order of one field's dates from the whole file; asked once, and only when it matters.
OrderOf = Callable[[str, Getter], str]
Values: TypeAlias = tuple[tuple[CustomField, CustomValue], ...]


class RowValues(NamedTuple):
    """What the file says, what a new ticket gets besides, and what it lacks or is wrong."""

    told: Values
    filled: Values
    problems: list[Problem]

    @property
    def wrong(self) -> Problem | None:
        """Why the row is rejected, whether its ticket is new or not."""
        return next((one for one in self.problems if one.code is not ProblemCode.REQUIRED), None)


class RowCustoms:
    """The custom fields that one file fills, by `cf.KEY` of its map and by columns of their own."""

    def __init__(
        self,
        known: CustomColumns,
        mapped: Mapping[str, Getter],
        columns: Sequence[str],
        order_of: OrderOf,
    ) -> None:
        self.known = known
        self.mapped = mapped
        self._columns = columns
        self._order_of = order_of
        self._orders: dict[str, str] = {}

    def take_orders(self, guesses: Iterable[ColumnGuess]) -> None:
        """Go by these orders of dates of columns that are custom fields."""
        self._orders |= {one.column: one.date_order for one in guesses if one.date_order}

    def read(
        self, cells: Sequence[str], custom: Sequence[tuple[int, str]], *, is_closed: bool
    ) -> RowValues:
        """The values of one record; `custom` are place and name of the columns of their own."""
        fields = self.known.fields
        submitted: dict[str, CustomValue | None] = {}
        emptied: set[str] = set()
        problems: list[Problem] = []
        for name, text in self._texts(cells, custom):
            field = self.known.find(name)
            if field is None or not field.is_active or field.key in submitted:
                continue
            if _is_empty(field, text, is_closed=is_closed):
                emptied.add(field.key)
            else:
                submitted[field.key] = self._value(field, name, text, problems)
        filled = {
            key: value
            for key, value in self._defaults.items()
            if key not in submitted
            and (key not in emptied or _is_needed(fields[key], is_closed=is_closed))
        }
        checked = check_custom(
            fields.values(), submitted | filled, {}, is_new=True, is_closing=is_closed
        )
        given = [(key, value) for key, value in checked.values.items() if value is not None]
        return RowValues(
            tuple((fields[key], value) for key, value in given if key in submitted),
            tuple((fields[key], value) for key, value in given if key in filled),
            [*problems, *checked.problems],
        )

    @cached_property
    def _defaults(self) -> dict[str, CustomValue]:
        # Read with the first row: by then all fields that the file makes are there.
        return defaults_of(self.known.fields.values())

    def _texts(
        self, cells: Sequence[str], custom: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[str, str]]:
        for place, name in custom:
            yield name, cells[place] if place < len(cells) else ""
        for field, getter in self.mapped.items():
            yield field, getter(cells)

    def _value(
        self, field: CustomField, name: str, text: str, problems: list[Problem]
    ) -> CustomValue | None:
        if field.kind is not CustomFieldKind.DATE:
            return read_text(field, text, problems)
        text = text.strip()
        order = self._orders.get(name, "ymd")
        if text[4:5] != "-" and name not in self._orders and needs_order(text):
            order = self._orders[name] = self._order_of(field.filter_key, self._getter(name))
        day = read_day(text, order)
        if day is None:
            told = {"value": text, "label": field.label}
            problems.append(Problem(ProblemCode.BAD_DATE, "bad_day", told, field.filter_key))
        return day

    def _getter(self, name: str) -> Getter:
        if name in self.mapped:
            return self.mapped[name]
        place = list(self._columns).index(name)
        return lambda cells: cells[place] if place < len(cells) else ""


def _is_empty(field: CustomField, text: str, *, is_closed: bool) -> bool:
    # A line that nobody sees is kept, but where something must be there.
    if _is_needed(field, is_closed=is_closed):
        return is_blank(text)
    return not text or text.isspace() or tells_nothing(field, text)


def _is_needed(field: CustomField, *, is_closed: bool) -> bool:
    return field.is_required_to_create or (is_closed and field.is_required_to_close)
