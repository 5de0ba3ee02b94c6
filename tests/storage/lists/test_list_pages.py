"""Which way a page is found: the shorter one, by a clock that the test turns."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec, SortKey, all_of
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.storage import schema
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists import list_pages, list_starts
from helpdesk_desktop.storage.lists.list_memory import Known, memory_of
from helpdesk_desktop.storage.lists.list_plan import ListPlan, Way
from helpdesk_desktop.storage.lists.ticket_list import load_page
from tests import trees
from tests.facts import TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import question
from tests.turned_clock import turn_clock

D = trees.CUSTOM_DIRECTORY
# Every third is open, every second has a number; the newest match nothing. What is urgent is dense
# among the newest and sparse below them.
_TICKETS = tuple(
    TicketFacts(
        serial=serial,
        status=0 if serial % 3 == 0 and serial < 250 else 3,
        priority=3 if serial % 5 == 0 or serial > 270 else 0,
        custom=(("integer", serial % 5),) if serial % 2 else (),
    )
    for serial in range(1, 301)
)
_BY_SERIAL = (SortKey("serial", is_descending=True),)


@pytest.fixture
def loaded(database: Database) -> Database:
    if database.dialect_name != "sqlite":
        pytest.skip("the servers' planners choose")
    database.write(lambda connection: load(connection, _TICKETS, D, trees.viewer()))
    return database


def _asking(query: str, sort: tuple[SortKey, ...] = _BY_SERIAL) -> Question:
    spec = FilterSpec(filter=all_of(parse(query, D)), sort=sort)
    return replace(question(None, D), spec=spec)


def _asked(connection: Connection, asked: Question) -> set[Any]:
    """What a page of 50 asked the database for, once its rows were found to be right."""
    plan = memory_of(connection).plan(asked, connection.dialect)
    plan._kept.clear()
    page = [row.serial for row in load_page(connection, asked, limit=50)]
    kept: list[Any] = list(plan._kept)
    words = {key if isinstance(key, str) else key[0] for key in kept}
    words |= {key[1] for key in kept if key[0] == "page"}
    meant = ListPlan(asked, connection.dialect).page(Way.FILTER, 50, 0)
    assert page == [row[0] for row in connection.exec_driver_sql(meant.text, meant.values)]
    return words


_FILTER = {"page", Way.FILTER}


@pytest.mark.parametrize(
    ("query", "ms_a_look", "stride", "narrow", "ways"),
    [
        ("status:new", 0.0, 1, 0, {"walk", "rows"}),
        ("status:new", 0.1, 20, 5_000, {"walk", "probe", "among"}),
        ("status:new", 0.1, 20, 10, {"walk", "probe", "count", "sorted"} | _FILTER),
        # To find all takes longer than half of the walk: it is walked, if that is not longer than
        # it seemed to be; where it is, all are found after all.
        ("priority:urgent", 0.1, 1, 5_000, {"walk", "probe", "rows"}),
        ("status:new", 0.1, 1, 5_000, {"walk", "probe", "among"}),
    ],
)
def test_a_question_of_which_nothing_is_known_is_found_by_the_shorter_way(
    loaded: Database,
    monkeypatch: pytest.MonkeyPatch,
    *,
    query: str,
    ms_a_look: float,
    stride: int,
    narrow: int,
    ways: set[Any],
) -> None:
    monkeypatch.setattr(list_pages, "NARROW", narrow)
    turn_clock(monkeypatch, ms_a_look, stride=stride)
    with loaded.reading() as connection:
        assert _asked(connection, _asking(query)) == ways


def test_a_probe_of_too_many_leaves_time_for_a_second_look(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pages, "NARROW", 70)
    monkeypatch.setattr(list_pages, "_BLIND_SHARE", 1)
    turn_clock(monkeypatch, 0.1)
    with loaded.reading() as connection:
        assert _asked(connection, _asking("status:new")) == {"walk", "probe", "rows"}


@pytest.mark.parametrize(
    ("ms_a_look", "known", "ways"),
    [
        (0.1, Known(83, 0.0), _FILTER),
        (0.0, Known(10**6, 0.0), {"walk", "rows"}),
        (0.1, Known(10**6, 10**6), {"walk", "rows"}),
        # What sorting costs is measured only where a walk is not sure to be the shorter way.
        (0.1, Known(10**5, 0.0), {"walk", "rows", "probe", "sorted"}),
    ],
)
def test_a_question_that_was_counted_is_found_by_the_shorter_way(
    loaded: Database,
    monkeypatch: pytest.MonkeyPatch,
    ms_a_look: float,
    known: Known,
    ways: set[Any],
) -> None:
    turn_clock(monkeypatch, ms_a_look)
    asked = _asking("status:new")
    with loaded.reading() as connection:
        memory_of(connection).keep(asked, known)
        assert _asked(connection, asked) == ways


def test_what_is_cheap_to_sort_is_not_walked_to(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 0.1)
    monkeypatch.setattr(list_pages, "_PRICED", 10**6)
    asked = _asking("status:new")
    with loaded.reading() as connection:
        memory_of(connection).keep(asked, Known(5_001, 0.0))
        assert _asked(connection, asked) == _FILTER | {"walk", "probe", "sorted"}


@pytest.mark.parametrize(
    ("ms_a_look", "bounds", "ways"),
    [
        (0.0, ((1, 200), (300,)), _FILTER | {"lead"}),
        (0.0, ((1, 2), (300,)), {"walk", "rows", "lead"}),
        (1e6, ((1, 2), (3, 300)), _FILTER | {"walk", "lead"}),
        (1e6, ((1, 2), (3,)), _FILTER | {"walk", "lead"}),
    ],
)
def test_a_question_with_a_lead_is_found_by_the_shorter_way(
    loaded: Database,
    monkeypatch: pytest.MonkeyPatch,
    ms_a_look: float,
    bounds: tuple[tuple[int, ...], tuple[int, ...]],
    ways: set[Any],
) -> None:
    monkeypatch.setattr(list_starts, "_NEAR_BOUNDS", bounds[0])
    monkeypatch.setattr(list_starts, "LEAD_BOUNDS", bounds[1])
    turn_clock(monkeypatch, ms_a_look)
    with loaded.reading() as connection:
        assert _asked(connection, _asking("cf.integer:>2 status:new")) - {"standard"} == ways


def test_many_rows_leave_time_for_a_walk(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_starts, "_NEAR_BOUNDS", (1, 2))
    monkeypatch.setattr(list_pages, "_LED_MS", 1_000.0)
    turn_clock(monkeypatch, 0.1, stride=5)
    with loaded.reading() as connection:
        found = _asked(connection, _asking("cf.integer:>2 status:new"))
        assert found - {"standard"} == {"walk", "rows", "lead"}


def test_where_a_lead_has_no_rows_nothing_else_is_asked(loaded: Database) -> None:
    with loaded.reading() as connection:
        for query in ("cf.integer:>9", "cf.integer:>9 cf.text:=a", "cf.integer:>1 cf.text:=a"):
            assert _asked(connection, _asking(query)) == {"lead"}, query


def test_what_leads_is_counted_anew_for_each_page(loaded: Database) -> None:
    asked = _asking("cf.integer:=77")
    with loaded.reading() as connection:
        assert load_page(connection, asked, limit=10) == ()
    value = {"serial": 2, "field_id": D.custom_field_by_key["cf.integer"].id, "position": 0}
    loaded.write(
        lambda connection: (
            connection.execute(insert(schema.ticket_value).values(int_value=77, **value)).rowcount
        )
    )
    with loaded.reading() as connection:
        assert [row.serial for row in load_page(connection, asked, limit=10)] == [2]


def test_a_page_deep_in_a_walk_begins_where_it_is_wanted(loaded: Database) -> None:
    asked = _asking("status:new")
    with loaded.reading() as connection:
        whole = [row.serial for row in load_page(connection, asked, limit=83)]
        assert whole == list(range(249, 0, -3))
        for offset in (1, 40, 80, 83, 90):
            page = load_page(connection, asked, limit=10, offset=offset)
            assert [row.serial for row in page] == whole[offset : offset + 10]
