from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from helpdesk_desktop.domain.errors import BadUsage, NotAllowed
from helpdesk_desktop.domain.filters import SortKey
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.order_sql import SORTABLE_COLUMNS, order_by
from helpdesk_desktop.storage.schema import ticket
from tests import trees
from tests.facts import ContactFacts, PhoneFacts, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import CONTACT_VIEWERS, desk, ordered_serials, question, viewer_with


def _load(database: Database, tickets: Sequence[TicketFacts]) -> None:
    database.write(lambda connection: load(connection, tickets, trees.DIRECTORY, trees.viewer()))


def _asked(
    connection: Connection, sort: tuple[SortKey, ...], viewer: Viewer | None = None
) -> list[int]:
    ordering = order_by(sort, question(viewer), connection.dialect.name)
    rows = select(ticket.c.serial).select_from(ordering.joined(ticket)).order_by(*ordering.columns)
    return list(connection.scalars(rows))


_keys = st.builds(SortKey, st.sampled_from(SORTABLE_COLUMNS), st.booleans())


def test_any_sort_gives_the_order_that_it_means(database: Database) -> None:
    tickets = desk()
    _load(database, tickets)
    with database.reading() as connection:
        for column in SORTABLE_COLUMNS:
            for is_descending in (False, True):
                alone = (SortKey(column, is_descending=is_descending),)
                expected = ordered_serials(tickets, alone, trees.viewer())
                assert _asked(connection, alone) == expected, alone

        shown = [viewer for viewer in CONTACT_VIEWERS if not viewer.phones_masked]

        @settings(max_examples=60, deadline=None)
        @given(st.lists(_keys, max_size=4).map(tuple), st.sampled_from(shown))
        def asked(sort: tuple[SortKey, ...], viewer: Viewer) -> None:
            assert _asked(connection, sort, viewer) == ordered_serials(tickets, sort, viewer)

        asked()


def test_text_sorts_by_code_point_whatever_the_databases_language(database: Database) -> None:
    subjects = ["b", "a", "B x", "-a", "ab", "a b", "_", "đa", "z", "한", "😀", "\uffff", "a" * 400]
    subjects += ["a" * 400 + "b", "a" * 399]
    tickets = [
        TicketFacts(serial=serial, subject=subject) for serial, subject in enumerate(subjects, 1)
    ]
    _load(database, tickets)
    with database.reading() as connection:
        for is_descending in (False, True):
            sort = (SortKey("subject", is_descending=is_descending),)
            assert _asked(connection, sort) == ordered_serials(tickets, sort, trees.viewer())


def test_a_ticket_comes_once_however_many_phones_its_contact_has(database: Database) -> None:
    phones = tuple(PhoneFacts(f"+8490812333{digit}", f"090812333{digit}") for digit in (5, 1, 3))
    tickets = [
        TicketFacts(serial=1, contact=ContactFacts(phones=phones)),
        TicketFacts(serial=2, phone=PhoneFacts("+84908123332", "0908123332")),
        TicketFacts(serial=3, contact=ContactFacts(), phone=phones[0]),
    ]
    _load(database, tickets)
    with database.reading() as connection:
        assert _asked(connection, (SortKey("phone"),)) == [3, 2, 1]


def test_the_serial_breaks_ties_in_the_direction_of_the_last_key(database: Database) -> None:
    _load(database, [TicketFacts(serial=serial) for serial in (1, 2, 3)])
    with database.reading() as connection:
        assert _asked(connection, ()) == [1, 2, 3]
        assert _asked(connection, (SortKey("status"),)) == [1, 2, 3]
        assert _asked(connection, (SortKey("status"), SortKey("due", True))) == [3, 2, 1]


def test_nothing_is_ordered_after_the_serial() -> None:
    ordering = order_by((SortKey("serial", True), SortKey("company")), question(), "sqlite")
    assert len(ordering.columns) == 1
    assert ordering.joins == ()


def test_a_table_that_two_keys_need_is_joined_once() -> None:
    ordering = order_by((SortKey("email"), SortKey("company")), question(), "sqlite")
    assert len(ordering.joins) == 2


def test_sorting_by_phone_is_refused_for_a_masked_viewer() -> None:
    with pytest.raises(NotAllowed) as caught:
        order_by((SortKey("phone"),), question(viewer_with(masked=True)), "sqlite")
    assert caught.value.key == "query_masked_sort"


@pytest.mark.parametrize("column", ["uid", "description", "ccs", "cf.region", "nonsense"])
def test_a_column_without_an_order_is_refused_by_name(column: str) -> None:
    with pytest.raises(BadUsage, match=f"There is no column “{column}”"):
        order_by((SortKey(column),), question(), "sqlite")
