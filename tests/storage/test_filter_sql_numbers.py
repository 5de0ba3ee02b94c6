from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from helpdesk_desktop.domain.filters import (
    Ago,
    CalendarSpan,
    Compare,
    Node,
    NumberCondition,
    NumberRange,
    OlderThan,
    TimeCondition,
    TimeMatch,
    TimeRange,
    Unit,
    negated,
)
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.filter_sql import where
from helpdesk_desktop.storage.schema import ticket
from tests import oracle, trees
from tests.facts import ContactFacts, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import question

_FAR = [Decimal(text) for text in ("1e300", "-1e300", "1e-300", "9223372036854775808.5")]
_NEAR = [
    Decimal(text)
    for text in ("0", "1", "2", "2.5", "3", "-1", "70000", "2147483648", "9223372036854775807")
]


def _load(database: Database, tickets: Sequence[TicketFacts]) -> None:
    database.write(lambda connection: load(connection, tickets, trees.DIRECTORY, trees.viewer()))


def _asked(connection: Connection, tree: Node) -> set[int]:
    condition = where(tree, question(), connection.dialect.name)
    return set(connection.scalars(select(ticket.c.serial).where(condition)))


def _meant(tickets: Sequence[TicketFacts], tree: Node) -> set[int]:
    return {
        facts.serial
        for facts in tickets
        if oracle.matches(tree, facts, trees.viewer(), trees.DIRECTORY, trees.NOW, trees.ZONE)
    }


_numbers = st.sampled_from([*_FAR, *_NEAR])
_ranges = st.one_of(
    st.builds(NumberRange, low=_numbers, high=st.none() | _numbers),
    st.builds(NumberRange, low=st.none(), high=_numbers),
)
_conditions = st.one_of(
    st.builds(
        NumberCondition,
        field=st.sampled_from(["version", "serial", "contact.rating"]),
        op=st.sampled_from(Compare),
        items=st.lists(_numbers, min_size=1, max_size=2).map(tuple),
    ),
    st.builds(
        NumberCondition,
        field=st.sampled_from(["version", "contact.rating"]),
        items=st.lists(_ranges, min_size=1, max_size=2).map(tuple),
    ),
)


def test_a_number_of_any_size_compares_as_a_number(database: Database) -> None:
    tickets = [
        TicketFacts(
            serial=serial,
            version=version,
            contact=None if serial == 3 else ContactFacts(rating=rating),
        )
        for serial, version, rating in (
            (1, 1, None),
            (2, 2, 2),
            (3, 3, 3),
            (2**31, 2**31 - 1, 5),
            (2**63 - 1, 70_000, 1),
        )
    ]
    _load(database, tickets)
    with database.reading() as connection:

        @settings(max_examples=150, deadline=None)
        @given(_conditions, st.booleans())
        def asked(condition: Node, is_negated: bool) -> None:  # noqa: FBT001  # drawn
            tree = negated(condition) if is_negated else condition
            assert _asked(connection, tree) == _meant(tickets, tree)

        asked()


def test_a_bound_of_time_is_in_or_out_to_the_microsecond(database: Database) -> None:
    tick = timedelta(microseconds=1)
    week_ago = trees.NOW - timedelta(days=7)
    tickets = [
        TicketFacts(serial=1, due_at=week_ago - tick),
        TicketFacts(serial=2, due_at=week_ago),
        TicketFacts(serial=3, due_at=week_ago + tick),
        TicketFacts(serial=4, due_at=trees.NOW),
        TicketFacts(serial=5, due_at=trees.NOW + tick),
        TicketFacts(serial=6, due_at=None),
    ]
    _load(database, tickets)

    def due(item: Ago | OlderThan) -> Node:
        return TimeCondition(field="due", items=(item,))

    with database.reading() as connection:
        assert _asked(connection, due(Ago(7, Unit.DAY))) == {3, 4}
        assert _asked(connection, due(Ago(1, Unit.HOUR, is_future=True))) == {4, 5}
        assert _asked(connection, due(OlderThan(7, Unit.DAY))) == {1, 2}
        assert _asked(connection, negated(due(OlderThan(7, Unit.DAY)))) == {3, 4, 5, 6}


def test_times_at_the_edge_of_the_calendar_are_asked_without_an_error(database: Database) -> None:
    tickets = [
        TicketFacts(serial=1, due_at=datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        TicketFacts(serial=2, due_at=datetime(1000, 1, 1, tzinfo=UTC)),
        TicketFacts(serial=3, due_at=None),
    ]
    _load(database, tickets)
    whole_time = TimeRange(CalendarSpan(1), CalendarSpan(9999))
    trees_asked: list[Node] = [
        TimeCondition(field="due", op=op, items=(CalendarSpan(year),))
        for op in TimeMatch
        for year in (1, 1000, 9999)
    ]
    trees_asked += [
        TimeCondition(field="due", items=(item,))
        for item in (
            whole_time,
            Ago(10**9, Unit.YEAR),
            Ago(10**9, Unit.YEAR, is_future=True),
            OlderThan(10**9, Unit.YEAR),
        )
    ]
    with database.reading() as connection:
        for tree in trees_asked:
            assert _asked(connection, tree) == _meant(tickets, tree), tree
