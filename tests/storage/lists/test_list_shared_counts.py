"""Counts that share a reading are the counts of each list alone, and share it where it pays."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec, Group, Node, all_of
from helpdesk_desktop.domain.people import Viewer
from helpdesk_desktop.domain.permission import sees_ticket
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists import list_shared_counts
from helpdesk_desktop.storage.lists.list_memory import Together, memory_of
from helpdesk_desktop.storage.lists.list_shared_counts import count_shared
from helpdesk_desktop.storage.lists.ticket_list import count_tickets
from tests import oracle, trees
from tests.facts_loader import load
from tests.sampled_desk import VIEWERS, desk, permission_facts, question
from tests.turned_clock import turn_clock

D = trees.CUSTOM_DIRECTORY
NOBODY = Cancellation()
_TICKETS = desk(8, has_custom=True)
_OPEN = parse("-status:closed", D)
_OWN = tuple(
    parse(query, D)
    for query in (
        "", "priority:high", "type:none", "assignee:none", "-group:none", "source:email,chat",
        "assignee:me", "group:my-groups", "(status:new OR type:none)", "cf.drop_down:vip",
        "cf.integer:>1", "cf.multi_select:vip", "cf.date:today", "cf.text:^a", "cf.checkbox:yes",
    )
)  # fmt: skip


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, _TICKETS, D, trees.viewer()))
    return database


def _asking(*nodes: Node, viewer: Viewer | None = None) -> Question:
    return replace(question(viewer, D), spec=FilterSpec(quick=all_of(*nodes)))


def _of(*queries: str) -> list[Question]:
    return [_asking(parse(query, D)) for query in queries]


def _meant(asked: Question) -> int:
    return sum(
        not facts.is_deleted
        and sees_ticket(asked.viewer, permission_facts(facts))
        and oracle.matches(asked.spec.tree, facts, asked.viewer, D, trees.NOW, trees.ZONE)
        for facts in _TICKETS
    )


def _slow(connection: Connection, questions: Sequence[Question], alone_ms: float = 1e6) -> None:
    """Let each of these counts have taken so long by itself."""
    for asked in questions:
        memory_of(connection).tried(asked)["start"] = alone_ms


def _together(connection: Connection, kind: str, query: str = "-status:closed") -> Together:
    (node,) = parse(query, D).parts if isinstance(parse(query, D), Group) else (parse(query, D),)
    return memory_of(connection).together(kind, node, trees.viewer())


def _only_sqlite(database: Database) -> None:
    if database.dialect_name != "sqlite":
        pytest.skip("the servers are asked one by one")


def test_what_shares_a_reading_counts_the_same(loaded: Database) -> None:
    shared: set[int] = set()
    with loaded.reading() as connection:

        @settings(max_examples=60, deadline=None)
        @given(
            st.lists(st.sampled_from(_OWN), min_size=2, max_size=6),
            st.one_of(st.just(_OPEN), trees.nodes(D)),
            st.sampled_from(VIEWERS),
        )
        def asked(own: list[Node], common: Node, viewer: Viewer) -> None:
            questions = [_asking(common, one, viewer=viewer) for one in own]
            _slow(connection, questions)
            counts = count_shared(connection, questions, NOBODY)
            assert counts == {place: _meant(questions[place]) for place in counts}
            shared.update(counts)

        asked()
        everything = [_asking(_OPEN, one) for one in _OWN]
        _slow(connection, everything)
        places = sorted(count_shared(connection, everything, NOBODY))
    if loaded.dialect_name != "sqlite":
        assert (shared, places) == (set(), [])
        return
    assert shared
    assert places == list(range(len(_OWN)))


def test_each_viewer_is_told_of_tickets_that_may_be_seen(loaded: Database) -> None:
    _only_sqlite(loaded)
    with loaded.reading() as connection:
        for viewer in VIEWERS:
            questions = [_asking(_OPEN, one, viewer=viewer) for one in (_OWN[1], *_OWN[9:])]
            _slow(connection, questions)
            told = [count_shared(connection, questions, NOBODY).get(at) for at in range(1, 5)]
            assert told == [_meant(one) for one in questions[1:5]]


@pytest.mark.parametrize(
    "queries",
    [
        ("-status:closed priority:high",),
        ("-status:closed priority:high", "-status:new type:none"),
        ("-status:closed cf.integer:>1",),
        ("-status:closed cf.integer:>1", "status:new cf.integer:>1"),
        ("cf.integer:>1", "cf.drop_down:vip"),
        ("is:overdue cf.integer:>1", "is:overdue cf.drop_down:vip"),
        ("-status:closed a", "-status:closed b"),
        ("", ""),
    ],
)
def test_what_has_nothing_in_common_reads_nothing(
    loaded: Database, queries: tuple[str, ...]
) -> None:
    with loaded.reading() as connection:
        questions = _of(*queries)
        _slow(connection, questions)
        assert count_shared(connection, questions, NOBODY) == {}


def test_what_is_counted_soon_or_was_never_counted_shares_nothing(loaded: Database) -> None:
    with loaded.reading() as connection:
        questions = _of("-status:closed priority:high", "-status:closed type:none")
        assert count_shared(connection, questions, NOBODY) == {}
        _slow(connection, questions, 1.0)
        assert count_shared(connection, questions, NOBODY) == {}


_BOTH = pytest.mark.parametrize(
    ("kind", "queries"),
    [
        ("pass", ("-status:closed priority:high", "-status:closed type:none")),
        ("marks", ("-status:closed cf.integer:>1", "-status:closed cf.drop_down:vip")),
    ],
)


@_BOTH
def test_what_takes_longer_together_is_left_alone(
    loaded: Database, monkeypatch: pytest.MonkeyPatch, kind: str, queries: tuple[str, ...]
) -> None:
    _only_sqlite(loaded)
    turn_clock(monkeypatch, 100.0, stride=1)
    with loaded.reading() as connection:
        questions = _of(*queries)
        _slow(connection, questions, 10.0)
        assert count_shared(connection, questions, NOBODY) == {}
        (known,) = memory_of(connection)._together.values()
        assert known.each_ms == 10.0
        assert kind in {key[0] for key in memory_of(connection)._together}
        turn_clock(monkeypatch, 0.0)
        assert count_shared(connection, questions, NOBODY) == {}
        # One that takes much longer by now has nobody to share with; two have each other.
        _slow(connection, questions[:1], 100.0)
        assert count_shared(connection, questions, NOBODY) == {}
        _slow(connection, questions, 100.0)
        assert set(count_shared(connection, questions, NOBODY)) == {0, 1}


@_BOTH
def test_what_costs_more_than_alone_shares_no_longer(
    loaded: Database, monkeypatch: pytest.MonkeyPatch, kind: str, queries: tuple[str, ...]
) -> None:
    _only_sqlite(loaded)
    with loaded.reading() as connection:
        questions = _of(*queries)
        third = _asking(parse(queries[0], D), parse("source:email", D))
        questions.append(third)
        _slow(connection, questions, 1_000.0)
        _slow(connection, [third], 3.0)
        turn_clock(monkeypatch, 1.0, stride=10_000)
        first = count_shared(connection, questions, NOBODY)
        assert first == {place: _meant(questions[place]) for place in first}
        for known in memory_of(connection)._together.values():
            known.each_ms = 5.0
        assert set(count_shared(connection, questions, NOBODY)) == {0, 1}
        assert memory_of(connection)._together
        assert kind in {key[0] for key in memory_of(connection)._together}


@_BOTH
def test_the_statement_is_made_once_for_the_same_lists(
    loaded: Database, kind: str, queries: tuple[str, ...]
) -> None:
    _only_sqlite(loaded)
    with loaded.reading() as connection:
        questions = _of(*queries)
        _slow(connection, questions)
        count_shared(connection, questions, NOBODY)
        (known,) = memory_of(connection)._together.values()
        made = known.sql
        count_shared(connection, questions, NOBODY)
        assert known.sql is made
        assert made.text
        count_shared(connection, [*questions, questions[0]], NOBODY)
        assert known.sql is not made
        assert kind


def test_a_page_knows_what_was_counted_together(loaded: Database) -> None:
    _only_sqlite(loaded)
    with loaded.reading() as connection:
        questions = _of("-status:closed priority:high", "-status:closed type:none")
        _slow(connection, questions, 50.0)
        count_shared(connection, questions, NOBODY)
        known = memory_of(connection).known(questions[0])
        assert known is not None
        assert (known.count, known.found_in_ms) == (count_tickets(connection, questions[0]), 50.0)


def test_serials_beyond_all_marks_are_counted_alone(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only_sqlite(loaded)
    with loaded.reading() as connection:
        questions = _of("-status:closed cf.integer:>1", "-status:closed cf.drop_down:vip")
        _slow(connection, questions)
        assert set(count_shared(connection, questions, NOBODY)) == {0, 1}
        monkeypatch.setattr(list_shared_counts, "_MOST_MARKS", len(_TICKETS))
        assert count_shared(connection, questions, NOBODY) == {}


def test_many_pieces_are_one_count(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _only_sqlite(loaded)
    monkeypatch.setattr(list_shared_counts, "_PIECE", 3)
    with loaded.reading() as connection:
        questions = _of("-status:closed cf.integer:>1", "-status:closed cf.drop_down:vip")
        _slow(connection, questions)
        counts = count_shared(connection, questions, NOBODY)
        assert counts == {0: _meant(questions[0]), 1: _meant(questions[1])}


def test_an_empty_desk_counts_nothing_together(database: Database) -> None:
    _only_sqlite(database)
    database.write(lambda connection: load(connection, (), D, trees.viewer()))
    with database.reading() as connection:
        questions = _of("-status:closed cf.integer:>1", "-status:closed cf.drop_down:vip")
        _slow(connection, questions)
        assert count_shared(connection, questions, NOBODY) == {0: 0, 1: 0}


def test_a_reading_that_is_called_off_ends(loaded: Database) -> None:
    _only_sqlite(loaded)
    called_off = Cancellation()
    with loaded.reading() as connection:
        questions = _of("-status:closed cf.integer:>1", "-status:closed cf.drop_down:vip")
        _slow(connection, questions)
        called_off.request()
        with pytest.raises(Cancelled):
            count_shared(connection, questions, called_off)


def test_a_memory_of_readings_stays_small(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpdesk_desktop.storage.lists.list_memory._KEPT_PLANS", 2)
    with loaded.reading() as connection:
        first = _together(connection, "pass")
        first.each_ms = 1.0
        assert _together(connection, "pass") is first
        _together(connection, "marks")
        _together(connection, "pass", "status:new")
        assert _together(connection, "pass") is not first
