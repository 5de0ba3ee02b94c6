"""Sorting by custom fields against the oracle, on every engine."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from helpdesk_desktop.domain.columns import sortable_keys
from helpdesk_desktop.domain.custom_field import (
    CustomField,
    CustomFieldId,
    CustomFieldKind,
    CustomFieldOwner,
    CustomOption,
    CustomOptionId,
)
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.people import Directory
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.order_sql import order_by
from helpdesk_desktop.storage.schema import ticket
from tests import trees
from tests.facts import CustomValue, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import desk, ordered_serials, question

D = trees.CUSTOM_DIRECTORY
CUSTOM_KEYS = tuple(key for key in sortable_keys(D) if key.startswith("cf."))
_KEYS = st.builds(
    SortKey, st.sampled_from(CUSTOM_KEYS) | st.sampled_from(sortable_keys(D)), st.booleans()
)


def _load(database: Database, tickets: Sequence[TicketFacts], directory: Directory = D) -> None:
    database.write(lambda connection: load(connection, tickets, directory, trees.viewer()))


def _asked(
    connection: Connection, sort: tuple[SortKey, ...], directory: Directory = D
) -> list[int]:
    ordering = order_by(sort, question(None, directory), connection.dialect.name)
    rows = select(ticket.c.serial).select_from(ordering.joined(ticket)).order_by(*ordering.columns)
    return list(connection.scalars(rows))


def test_any_sort_with_custom_fields_gives_the_order_that_it_means(database: Database) -> None:
    tickets = desk(7, has_custom=True)
    _load(database, tickets)
    with database.reading() as connection:
        for key in CUSTOM_KEYS:
            for is_descending in (False, True):
                alone = (SortKey(key, is_descending=is_descending),)
                expected = ordered_serials(tickets, alone, trees.viewer(), D)
                assert _asked(connection, alone) == expected, alone

        @settings(max_examples=60, deadline=None)
        @given(st.lists(_KEYS, max_size=4).map(tuple))
        def asked(sort: tuple[SortKey, ...]) -> None:
            assert _asked(connection, sort) == ordered_serials(tickets, sort, trees.viewer(), D)

        asked()


def _each_with(key: str, values: Sequence[CustomValue | None]) -> list[TicketFacts]:
    return [
        TicketFacts(serial=serial, custom=() if value is None else ((key, value),))
        for serial, value in enumerate(values, 1)
    ]


_BEGUN = "ab" * 100
_VALUES: dict[str, list[CustomValue | None]] = {
    "text": [_BEGUN + "b", "z", _BEGUN, None, _BEGUN + "a", "Đ", "e", "한" * 90, "-", "😀", _BEGUN],
    "regex": ["SN-2", "sn-10", None, "sn-2"],
    "multi_line": [_BEGUN + "b", _BEGUN + "a", "a\nb", None, "a b"],
    "integer": [2**63 - 1, None, -(2**63), 0, 10, 9],
    "decimal": [Decimal(text) for text in ("2.5", "-0.000001", "10", "9.999999", "2.50")],
    "checkbox": [True, None, False, True],
    "date": [date(1969, 12, 31), None, date.max, date.min, date(2026, 11, 23)],
    "dependent": [5, 4, 3, None, 2, 1],
}


@pytest.mark.parametrize("key", sorted(_VALUES))
def test_each_kind_sorts_as_what_it_is(database: Database, key: str) -> None:
    tickets = _each_with(key, _VALUES[key])
    _load(database, tickets)
    with database.reading() as connection:
        for is_descending in (False, True):
            sort = (SortKey(f"cf.{key}", is_descending),)
            assert _asked(connection, sort) == ordered_serials(tickets, sort, trees.viewer(), D)


def _scattered() -> Directory:
    """A tree whose options stand in the order of their levels: the roots first."""
    parents = {1: None, 2: None, 3: 2, 4: 1, 5: 3, 6: 1, 7: 4}
    field = CustomField(
        CustomFieldId(1),
        CustomFieldOwner.TICKET,
        "place",
        "Place",
        CustomFieldKind.DEPENDENT,
        options=tuple(
            CustomOption(
                CustomOptionId(number),
                f"o{number}",
                f"O{number}",
                None if above is None else CustomOptionId(above),
            )
            for number, above in parents.items()
        ),
    )
    return replace(trees.DIRECTORY, custom_fields=(field,))


def test_options_sort_by_their_place_in_the_tree(database: Database) -> None:
    scattered = _scattered()
    tickets = _each_with("place", [1, 2, 3, 4, 5, 6, 7, None])
    _load(database, tickets, scattered)
    with database.reading() as connection:
        up, down = ((SortKey("cf.place", is_descending),) for is_descending in (False, True))
        assert _asked(connection, up, scattered) == [8, 1, 4, 7, 6, 2, 3, 5]
        assert _asked(connection, down, scattered) == [5, 3, 2, 6, 7, 4, 1, 8]


@pytest.mark.parametrize(
    "key", ["cf.multi_select", "cf.gone", "contact.cf.text", "company.cf.date"]
)
def test_a_custom_field_without_an_order_is_refused_by_name(key: str) -> None:
    with pytest.raises(BadUsage, match=f"There is no column “{key}”") as caught:
        order_by((SortKey(key),), question(None, D), "sqlite")
    assert "cf.text" in caught.value.message
