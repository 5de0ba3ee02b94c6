"""A count is the same by whichever way, and the best way is learned, by a clock that tests turn."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec, Group, Node, all_of
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import sees_ticket
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.compiled_sql import fetch_value
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists.list_counts import ways_of
from helpdesk_desktop.storage.lists.list_memory import memory_of
from helpdesk_desktop.storage.lists.list_plan import ListPlan
from helpdesk_desktop.storage.lists.ticket_list import count_tickets
from tests import oracle, trees
from tests.facts_loader import load
from tests.sampled_desk import VIEWERS, desk, permission_facts, question
from tests.turned_clock import TurnedClock, turn_clock

D = trees.CUSTOM_DIRECTORY
_TICKETS = desk(8, has_custom=True)
_PLAIN = tuple(
    parse(query, D)
    for query in (
        "-status:closed", "status:new,pending", "priority:high", "type:none", "assignee:none",
        "-group:none", "is:overdue", "source:email,chat", "assignee:me",
        "(status:new OR type:none)", "-(status:new type:none)", "cf.drop_down:vip", "cf.integer:>1",
    )
)  # fmt: skip
_TREES = st.one_of(
    trees.nodes(D),
    st.lists(st.sampled_from(_PLAIN), min_size=1, max_size=3).map(
        lambda parts: Group(join="all", parts=tuple(parts))
    ),
)


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, _TICKETS, D, trees.viewer()))
    return database


def _asking(tree: Node, viewer: Viewer | None = None) -> Question:
    return replace(question(viewer, D), spec=FilterSpec(filter=all_of(tree)))


def _meant(asked: Question) -> int:
    return sum(
        not facts.is_deleted
        and sees_ticket(asked.viewer, permission_facts(facts))
        and oracle.matches(asked.spec.tree, facts, asked.viewer, D, trees.NOW, trees.ZONE)
        for facts in _TICKETS
    )


def _check(connection: Connection, tree: Node, viewer: Viewer) -> set[str]:
    one = _asking(tree, viewer)
    meant = _meant(one)
    ways = ways_of(connection, ListPlan(one, connection.dialect))
    for name, way in ways.items():
        assert fetch_value(connection, way()) == meant, name
    return set(ways)


def test_every_way_counts_the_same(loaded: Database) -> None:
    with loaded.reading() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("the servers' planners choose")

        @settings(max_examples=80, deadline=None)
        @given(_TREES, st.sampled_from((VIEWERS[0], VIEWERS[-1])))
        def asked(tree: Node, viewer: Viewer) -> None:
            _check(connection, tree, viewer)

        asked()
        seen = {
            name
            for parts in itertools.combinations_with_replacement(_PLAIN, 2)
            for name in _check(connection, Group(join="all", parts=parts), VIEWERS[0])
        }
    keys = {"status", "priority", "type", "assignee", "group", "source", "due"}
    assert seen == {"start", "opposite"} | keys


def _ways(database: Database, query: str) -> list[str]:
    with database.reading() as connection:
        return list(ways_of(connection, ListPlan(_asking(parse(query, D)), connection.dialect)))


def test_ways_are_where_an_index_may_be_the_better_one(loaded: Database) -> None:
    if loaded.dialect_name != "sqlite":
        pytest.skip("the servers' planners choose")
    expected = {
        "status:new": ["start", "opposite"],
        "status:new priority:high": ["start", "status", "priority"],
        "(status:new OR priority:high)": ["start"],
        "-(status:new priority:high)": ["start"],
        "is:overdue": ["start", "due"],
        "-is:overdue": ["start"],
        "cf.integer:>1 status:new": ["start", "status"],
        "cf.integer:>1": ["start"],
        "cf.integer:>1 status:new a": ["start"],
        "subject:a status:new": ["start"],
        "#7": ["start"],
        "note:(note.author:me) status:new": ["start"],
    }
    assert {query: _ways(loaded, query) for query in expected} == expected


class _Desk:
    """Counts one question again and again, and tells what was learned."""

    def __init__(self, database: Database, query: str) -> None:
        if database.dialect_name != "sqlite":
            pytest.skip("the servers' planners choose")
        self._database = database
        self._asked = _asking(parse(query, D))

    def learned(self) -> dict[str, float]:
        with self._database.reading() as connection:
            assert count_tickets(connection, self._asked) == _meant(self._asked)
            return dict(memory_of(connection).tried(self._asked))


def test_what_is_counted_soon_needs_no_other_way(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 0.0)
    counted = _Desk(loaded, "status:new priority:high")
    for _ in range(3):
        assert counted.learned() == {"start": 0.0}


def test_one_more_way_is_tried_with_each_count_until_all_are_known(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 1.0, stride=1)
    counted = _Desk(loaded, "status:new priority:high")
    assert [list(counted.learned()) for _ in range(4)] == [
        ["start"],
        ["start", "status"],
        ["start", "status", "priority"],
        ["start", "status", "priority"],
    ]


def test_a_way_that_takes_longer_than_the_best_is_given_up_for_good(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 3.0, stride=1)
    counted = _Desk(loaded, "status:new priority:high")
    first = counted.learned()
    turn_clock(monkeypatch, 1e6, stride=1)
    assert counted.learned()["status"] == float("inf")
    assert counted.learned()["priority"] == float("inf")
    assert list(first) == ["start"]


def test_what_takes_much_longer_than_it_did_is_learned_anew(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = _Desk(loaded, "status:new priority:high")
    turn_clock(monkeypatch, 1.0, stride=1)
    for _ in range(3):
        counted.learned()
    slower = TurnedClock(1_000.0)
    turn_clock(monkeypatch, slower.ms_a_look, stride=1)
    monkeypatch.setattr("helpdesk_desktop.storage.lists.walk_trial._LONGEST_STRIDE_MS", 1_000.0)
    assert len(counted.learned()) == 1


def test_a_memory_of_ways_stays_small(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpdesk_desktop.storage.lists.list_memory._KEPT_COUNTS", 2)
    with loaded.reading() as connection:
        memory = memory_of(connection)
        first, second, third = (_asking(parse(f"#{one}", D)) for one in (1, 2, 3))
        memory.tried(first)["start"] = 1.0
        memory.tried(second)
        memory.tried(third)
        assert memory.tried(third) is memory.tried(third)
        assert memory.tried(first) == {}
