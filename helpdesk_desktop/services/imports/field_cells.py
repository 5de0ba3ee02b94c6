"""The only place that reads the cells of a record that fill custom fields, whoever owns them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from helpdesk_desktop.domain.column_template import Getter
from helpdesk_desktop.domain.columns import OWNED_STARTS
from helpdesk_desktop.domain.custom_field import CustomField, CustomFieldKind
from helpdesk_desktop.domain.custom_rules import check_custom, defaults_of
from helpdesk_desktop.domain.custom_values import CustomValue, read_text, tells_nothing
from helpdesk_desktop.domain.errors import Problem, ProblemCode, Severity
from helpdesk_desktop.domain.text_rules import is_blank, is_empty
from helpdesk_desktop.services.imports.custom_columns import CUSTOM, CustomColumns
from helpdesk_desktop.services.imports.dates import needs_order, read_day
from helpdesk_desktop.services.imports.made_owners import MadeOwners, Pairs
from helpdesk_desktop.storage.import_owned import Owned

# Tells the order of one field's dates from the whole file; asked once, and only when it matters.
OrderOf = Callable[[str, Getter], str]


class RejectedError(Exception):
    """Stops a row; carries why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


class TicketCells(NamedTuple):
    """What a record says of a ticket's custom fields.

    A new ticket gets `filled` besides `values`, and lacks `missing`: who stores it knows whether
    it is new.
    """

    values: Pairs
    filled: Pairs
    missing: Sequence[Problem]


class FieldCells:
    """The custom fields of one file's records.

    `getters` give a record's text for each key of the map; `of_tickets` are those of `cf.KEY`,
    `of_owners` those of `contact.cf.KEY` and `company.cf.KEY`. `orders` are the orders of dates
    by column or key, as far as they are known.
    """

    def __init__(
        self,
        getters: Mapping[str, Getter],
        columns: Sequence[str],
        *,
        custom: CustomColumns,
        made: MadeOwners,
        orders: dict[str, str],
        order_of: OrderOf,
    ) -> None:
        self.of_tickets = {key: one for key, one in getters.items() if key.startswith(CUSTOM)}
        self.of_owners = {key: one for key, one in getters.items() if key.startswith(OWNED_STARTS)}
        self._getters = getters
        self._columns = columns
        self._custom = custom
        self._made = made
        self._orders = orders
        self._order_of = order_of
        self._owners_of = lru_cache(maxsize=8_192)(self._read_owners)

    def owned(self, cells: Sequence[str]) -> Owned:
        """What a record says of its contact and company.

        Raises:
            RejectedError: a value cannot be stored.
        """
        if not self.of_owners:
            return self._made.plain
        texts = ((key, getter(cells)) for key, getter in self.of_owners.items())
        owned, wrong = self._owners_of(tuple(texts))
        if wrong:
            raise RejectedError(wrong[0])
        return owned

    def _read_owners(self, texts: Sequence[tuple[str, str]]) -> tuple[Owned, tuple[Problem, ...]]:
        problems: list[Problem] = []
        values: dict[str, CustomValue | None] = {}
        for key, text in texts:
            field = self._made.find(key)
            if field is None or not field.is_active:
                continue  # told before the first row: `untaken_columns`
            if not _says_nothing(field, text, is_closed=False):
                values[field.filter_key] = self._value(field, key, text, problems)
            elif not field.is_required_to_create:
                # An empty cell says that there is none; what must be there gets its default.
                values[field.filter_key] = None
        return self._made.owned(values, problems), tuple(problems)

    def of_ticket(
        self,
        cells: Sequence[str],
        custom: Sequence[tuple[int, str]],
        warnings: list[Problem],
        *,
        is_closed: bool,
    ) -> TicketCells:
        """The values of a record's ticket.

        `custom` are place and name of the columns that are fields of their own.

        Raises:
            RejectedError: a value cannot be stored.
        """
        fields = self._custom.fields
        submitted: dict[str, CustomValue | None] = {}
        emptied: set[str] = set()
        problems: list[Problem] = []
        for name, text in self._texts(cells, custom):
            field = self._custom.find(name)
            if field is None or not field.is_active:
                continue  # told before the first row: `untaken_columns`
            if _says_nothing(field, text, is_closed=is_closed):
                emptied.add(field.key)
            elif field.key not in submitted:
                submitted[field.key] = self._value(field, name, text, problems)
            elif self._value(field, name, text, []) != submitted[field.key]:
                warnings.append(_twice(field, name))
        filled = {
            key: value
            for key, value in self._defaults_by_key.items()
            if key not in submitted
            and (key not in emptied or _is_needed(fields[key], is_closed=is_closed))
        }
        checked = check_custom(
            fields.values(), submitted | filled, {}, is_new=True, is_closing=is_closed
        )
        problems += checked.problems
        wrong = [one for one in problems if one.code is not ProblemCode.REQUIRED]
        if wrong:
            raise RejectedError(wrong[0])
        told = [(key, value) for key, value in checked.values.items() if value is not None]
        return TicketCells(
            tuple((fields[key], value) for key, value in told if key in submitted),
            tuple((fields[key], value) for key, value in told if key in filled),
            problems,
        )

    @cached_property
    def _defaults_by_key(self) -> dict[str, CustomValue]:
        return defaults_of(self._custom.fields.values())

    def _texts(
        self, cells: Sequence[str], custom: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[str, str]]:
        for place, name in custom:
            yield name, cells[place] if place < len(cells) else ""
        for key, getter in self.of_tickets.items():
            yield key, getter(cells)

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
        if name in self._getters:
            return self._getters[name]
        place = list(self._columns).index(name)
        return lambda cells: cells[place] if place < len(cells) else ""


def _says_nothing(field: CustomField, text: str, *, is_closed: bool) -> bool:
    # A line that nobody sees is kept, but where something must be there.
    if _is_needed(field, is_closed=is_closed):
        return is_blank(text)
    return is_empty(text) or tells_nothing(field, text)


def _is_needed(field: CustomField, *, is_closed: bool) -> bool:
    return field.is_required_to_create or (is_closed and field.is_required_to_close)


def _twice(field: CustomField, name: str) -> Problem:
    told = {"label": field.label}
    column = None if name.startswith(CUSTOM) else name
    return Problem(
        ProblemCode.CONFLICT, "column_twice", told, field.filter_key, None, column,
        Severity.WARNING,
    )  # fmt: skip
