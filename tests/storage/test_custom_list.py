"""Lists with custom fields against the oracle: whichever way is taken, the answer is the same."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, update

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.columns import sortable_keys
from helpdesk_desktop.domain.errors import HelpdeskError
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import (
    FilterSpec,
    Group,
    Node,
    NumberCondition,
    SortKey,
    all_of,
)
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import sees_ticket
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage import schema
from helpdesk_desktop.storage.compiled_sql import fetch_all
from helpdesk_desktop.storage.custom.custom_leads import Lead
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists import list_buckets, list_pages, list_starts, ticket_list
from helpdesk_desktop.storage.lists.list_buckets import buckets_of
from helpdesk_desktop.storage.lists.list_memory import memory_of
from helpdesk_desktop.storage.lists.list_plan import ListPlan, Start, Way
from helpdesk_desktop.storage.lists.ticket_list import count_tickets, find_ids, load_page, matches
from tests import oracle, trees
from tests.facts import TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import VIEWERS, desk, ordered_serials, permission_facts, question
from tests.turned_clock import turn_clock

D = trees.CUSTOM_DIRECTORY
_TICKETS = desk(8, has_custom=True)
_KEYS = sortable_keys(D)
_CUSTOM_KEYS = tuple(key for key in _KEYS if key.startswith("cf."))
_SORTS = st.lists(
    st.builds(SortKey, st.sampled_from(_CUSTOM_KEYS) | st.sampled_from(_KEYS), st.booleans()),
    min_size=1,
    max_size=3,
).map(tuple)
_CUSTOM_FIELDS = tuple(field for field in trees.fields_of(D) if field.key.startswith("cf."))
_CONDITIONS = st.sampled_from(_CUSTOM_FIELDS).flatmap(lambda field: trees.conditions_on(field, D))
# Mostly what can lead: conditions that must all be met.
_TREES = st.one_of(
    trees.nodes(D),
    st.lists(_CONDITIONS | trees.conditions(D), min_size=1, max_size=3).map(
        lambda parts: Group(join="all", parts=tuple(parts))
    ),
)


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, _TICKETS, D, trees.viewer()))
    return database


def _asking(tree: Node | None, sort: tuple[SortKey, ...], viewer: Viewer | None = None) -> Question:
    return replace(question(viewer, D), spec=FilterSpec(filter=all_of(tree), sort=sort))


def _meant(asked: Question, tickets: tuple[TicketFacts, ...] = _TICKETS) -> list[int]:
    seen = [
        facts
        for facts in tickets
        if not facts.is_deleted
        and sees_ticket(asked.viewer, permission_facts(facts))
        and oracle.matches(asked.spec.tree, facts, asked.viewer, D, trees.NOW, trees.ZONE)
    ]
    return ordered_serials(seen, asked.spec.sort, asked.viewer, D)


def _holds(connection: Connection, asked: Question) -> None:
    meant = _meant(asked)
    page = load_page(connection, asked, limit=10, offset=2)
    assert [row.serial for row in page] == meant[2:12]
    assert [row.serial for row in load_page(connection, asked, limit=None)] == meant
    assert count_tickets(connection, asked) == len(meant)
    # Once more: the count that is known now may choose another way.
    assert [row.serial for row in load_page(connection, asked, limit=10)] == meant[:10]
    assert list(find_ids(connection, asked, Cancellation())) == meant
    for serial in (1, 2, 3):
        assert matches(connection, asked, serial) is (serial in meant)


def _may_sort(asked: Question) -> bool:
    return not asked.viewer.phones_masked or all(key.column != "phone" for key in asked.spec.sort)


# First bound, lead bounds, narrow, milliseconds a look.
_WAYS: dict[str, tuple[int, tuple[int, ...], int, float]] = {
    "few lead": (10_000, (20_000, 100_000), 5_000, 0.1),
    "some lead": (1, (10_000, 100_000), 0, 0.1),
    "many lead": (1, (1, 100_000), 0, 0.1),
    "all are broad": (1, (1, 2), 0, 0.1),
    "walks are long": (1, (1, 2), 0, 1e6),
    "walks are short": (1, (1, 2), 0, 0.0),
}


@pytest.fixture(params=["as it is", *_WAYS])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param in _WAYS:
        first, bounds, narrow, ms_a_look = _WAYS[request.param]
        monkeypatch.setattr(list_starts, "_NEAR_BOUNDS", (1, first))
        monkeypatch.setattr(list_starts, "LEAD_BOUNDS", bounds)
        monkeypatch.setattr(list_pages, "NARROW", narrow)
        monkeypatch.setattr(ticket_list, "_WALK_SHARE", 8 if ms_a_look else 10**6)
        turn_clock(monkeypatch, ms_a_look)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_whichever_way_is_taken_the_list_is_what_is_meant(loaded: Database) -> None:
    with loaded.reading() as connection:

        @settings(max_examples=15, deadline=None)
        @given(_TREES, _SORTS, st.sampled_from((VIEWERS[0], VIEWERS[-1])))
        def asked(tree: Group, sort: tuple[SortKey, ...], viewer: Viewer) -> None:
            one = _asking(tree, sort, viewer)
            if _may_sort(one):
                _holds(connection, one)

        asked()


def test_every_custom_column_orders_everything_both_ways(loaded: Database) -> None:
    with loaded.reading() as connection:
        for key in _CUSTOM_KEYS:
            for is_descending in (False, True):
                _holds(connection, _asking(None, (SortKey(key, is_descending),)))
                two = (SortKey(key, is_descending), SortKey("updated"))
                _holds(connection, _asking(None, two))


def _others(leads: tuple[Lead, ...], lead: Lead | None) -> tuple[Lead, ...]:
    return () if lead is None else tuple(other for other in leads if other is not lead)


def test_every_start_finds_the_same(loaded: Database) -> None:
    with loaded.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("the servers' planners choose")

        @settings(max_examples=30, deadline=None)
        @given(_TREES, _SORTS)
        def asked(tree: Group, sort: tuple[SortKey, ...]) -> None:
            plan = ListPlan(_asking(tree, sort), connection.dialect)
            first, *others = (
                fetch_all(connection, plan.page(Way.FILTER, 20, 0, start))
                for lead in (None, *plan.leads)
                for start in (
                    Start(lead),
                    Start(lead, asks_values_first=False),
                    Start(lead, uses_search_index=False, asks_values_first=False),
                    Start(lead, False, False, _others(plan.leads, lead)),
                    Start(lead, True, False, _others(plan.leads, lead)[:1]),
                )
            )
            assert all(list(other) == list(first) for other in others)

        asked()


def test_conditions_that_must_be_met_lead_and_what_is_asked_of_one_field_leads_at_once(
    loaded: Database,
) -> None:
    queries = {
        "cf.drop_down:vip cf.integer:>2": 2,
        "cf.integer:>1 cf.integer:<5": 1,
        "cf.multi_select:vip cf.multi_select:đỏ": 2,
        "cf.multi_select:all(vip,đỏ) cf.checkbox:yes": 3,
        "cf.multi_select:vip,đỏ": 0,
        "cf.integer:>1 OR cf.text:a": 0,
        "-cf.integer:>1 cf.checkbox:no cf.text:a cf.date:none": 1,
        "cf.date:any #3 (cf.text:=a (cf.drop_down:vip OR cf.text:=b))": 2,
        "contact.cf.text:=a cf.multi_line:a cf.drop_down:none,vip": 0,
        "cf.text:=a subject:none": 1,
    }
    with loaded.reading() as connection:
        is_led = connection.dialect.name == "sqlite"
        for query, expected in queries.items():
            plan = ListPlan(_asking(parse(query, D), ()), connection.dialect)
            assert len(plan.leads) == (expected if is_led else 0), query
            _holds(connection, _asking(parse(query, D), (SortKey("updated"),)))


def test_a_condition_that_cannot_be_asked_leads_nowhere(loaded: Database) -> None:
    wrong = NumberCondition(field="cf.text", items=(Decimal(1),))
    with loaded.reading() as connection:
        plan = ListPlan(_asking(wrong, (SortKey("updated"),)), connection.dialect)
        assert plan.leads == ()
        with pytest.raises(HelpdeskError, match="cf"):
            load_page(connection, plan.question, limit=10)


def test_an_option_that_was_added_since_is_not_lost_from_the_order(loaded: Database) -> None:
    asked = _asking(None, (SortKey("cf.drop_down"),))
    custom = D.custom_field_by_key["cf.drop_down"]
    serial = next(facts.serial for facts in _TICKETS if "drop_down" in dict(facts.custom))

    def add(connection: Connection) -> None:
        values = {"field_id": custom.id, "key": "new", "label": "New", "position": 99}
        made = insert(schema.custom_option).values(id=999, is_retired=0, **values)
        connection.execute(made)
        connection.execute(
            update(schema.ticket_value)
            .where(
                schema.ticket_value.c.serial == serial,
                schema.ticket_value.c.field_id == custom.id,
            )
            .values(option_id=999)
        )

    with loaded.reading() as connection:
        before = list(find_ids(connection, asked, Cancellation()))
        assert bool(buckets_of(connection, asked)) is (connection.dialect.name == "sqlite")
    loaded.write(add)
    with loaded.reading() as connection:
        assert buckets_of(connection, asked) == []
        after = list(find_ids(connection, asked, Cancellation()))
        assert [row.serial for row in load_page(connection, asked, limit=100)] == after
    assert sorted(after) == sorted(before)


def test_more_options_than_walks_are_sorted_as_a_whole(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_buckets, "_MOST_BUCKETS", 2)
    with loaded.reading() as connection:
        for key in ("cf.drop_down", "assignee"):
            asked = _asking(None, (SortKey(key),))
            assert buckets_of(connection, asked) == []
            _holds(connection, asked)


def test_texts_longer_than_their_index_keep_their_order_in_a_walk(database: Database) -> None:
    begun = "x" * 200
    texts = [begun + "b", None, begun, "z", begun + "a"]
    tickets = tuple(
        TicketFacts(serial=serial, custom=() if text is None else (("text", text),))
        for serial, text in enumerate(texts, 1)
    )
    database.write(lambda connection: load(connection, tickets, D, trees.viewer()))
    with database.reading() as connection:
        for is_descending in (False, True):
            asked = _asking(None, (SortKey("cf.text", is_descending),))
            meant = _meant(asked, tickets)
            assert [row.serial for row in load_page(connection, asked, limit=10)] == meant
            assert list(find_ids(connection, asked, Cancellation())) == meant


def test_a_start_is_chosen_anew_with_each_count(loaded: Database) -> None:
    asked = _asking(parse("cf.integer:>1 cf.checkbox:yes", D), (SortKey("updated"),))
    with loaded.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("the servers' planners choose")
        count_tickets(connection, asked)
        plan = memory_of(connection).plan(asked, connection.dialect)
        first = plan.begun
        assert first is not None
        list(find_ids(connection, asked, Cancellation()))
        assert plan.begun is first
        count_tickets(connection, asked)
        assert plan.begun is not first


def _begins(connection: Connection, query: str) -> Start:
    asked = _asking(parse(query, D), (SortKey("updated"),))
    count_tickets(connection, asked)
    begun = memory_of(connection).plan(asked, connection.dialect).begun
    assert begun is not None
    _holds(connection, asked)
    return begun.start


def test_what_has_as_few_rows_as_the_lead_is_asked_by_a_list_of_them(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "cf.integer:>1 cf.checkbox:yes a"
    with loaded.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("the servers' planners choose")
        begun = _begins(connection, query)
        assert begun.lead is not None
        assert [partner.place for partner in begun.partners] == [1 - begun.lead.place]
        memory_of(connection).plan(
            _asking(parse(query, D), (SortKey("updated"),)), connection.dialect
        ).begun = None
        monkeypatch.setattr(list_starts, "_LONGEST_LIST", 1)
        begun = _begins(connection, query)
        assert (begun.lead is None, begun.partners, begun.uses_search_index) == (False, (), False)


def _hide(database: Database, count: int) -> tuple[TicketFacts, ...]:
    """40 tickets that have a number each, so many of them deleted."""
    tickets = tuple(
        TicketFacts(serial=serial, is_deleted=serial <= count, custom=(("integer", serial % 3),))
        for serial in range(1, 41)
    )
    database.write(lambda connection: load(connection, tickets, D, trees.viewer()))
    return tickets


@pytest.mark.parametrize("hidden", [0, 1, 8, 9, 10, 30, 40])
def test_tickets_that_no_list_shows_are_not_counted_with_their_values(
    database: Database, hidden: int
) -> None:
    tickets = _hide(database, hidden)
    with database.reading() as connection:
        for query in ("cf.integer:=1", "cf.integer:>0", "cf.integer:any", "cf.integer:>5"):
            for viewer in VIEWERS:
                asked = _asking(parse(query, D), (SortKey("updated"),), viewer)
                assert count_tickets(connection, asked) == len(_meant(asked, tickets)), query
