"""Groups of a list: their counts, their order and the list's own order tell one story."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.domain.filters import EVERYTHING, FilterSpec, Group, SortKey
from helpdesk_desktop.domain.folding import fold
from helpdesk_desktop.domain.grouping import DAY_COLUMNS, ListGroup, group_columns
from helpdesk_desktop.domain.people import ContactScope, Viewer
from helpdesk_desktop.domain.permission import sees_ticket
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.day_sql import day_of, has_rising_days, offset_changes
from helpdesk_desktop.storage.lists.list_plan import ListPlan
from helpdesk_desktop.storage.lists.ticket_list import count_groups, find_ids, load_page, load_rows
from helpdesk_desktop.storage.order_sql import SORTABLE_COLUMNS
from helpdesk_desktop.storage.schema import ticket
from tests import oracle, trees
from tests.facts import ContactFacts, PhoneFacts, TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import (
    CONTACT_VIEWERS,
    VIEWERS,
    desk,
    ordered_serials,
    permission_facts,
    question,
    viewer_with,
)

_GROUPS = st.builds(SortKey, st.sampled_from(group_columns()), st.booleans())
_SORTS = st.lists(
    st.builds(SortKey, st.sampled_from(SORTABLE_COLUMNS), st.booleans()), max_size=2
).map(tuple)


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, desk(), trees.DIRECTORY, trees.viewer()))
    return database


def _asking(
    group: SortKey | None,
    sort: tuple[SortKey, ...] = (SortKey("serial"),),
    viewer: Viewer | None = None,
    tree: Group = EVERYTHING,
) -> Question:
    return replace(question(viewer), spec=FilterSpec(filter=tree, sort=sort, group=group))


def _day(us: int | None) -> int | None:
    if us is None:
        return None
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
    return at.astimezone(trees.ZONE).date().toordinal()


_VALUES: dict[str, Callable[[TicketRow], Any]] = {
    "status": lambda row: row.status,
    "type": lambda row: row.type_id,
    "priority": lambda row: row.priority,
    "assignee": lambda row: row.assignee_id,
    "group": lambda row: row.group_id,
    "source": lambda row: row.source,
    "contact": lambda row: row.contact_id,
    "created": lambda row: _day(row.created_us),
    "updated": lambda row: _day(row.updated_us),
    "due": lambda row: _day(row.due_us),
}


def _holds(connection: Connection, asked: Question) -> None:
    group = asked.spec.group
    assert group is not None
    groups = count_groups(connection, asked)
    serials = list(find_ids(connection, asked, Cancellation()))
    seen = [
        facts
        for facts in desk()
        if not facts.is_deleted
        and sees_ticket(asked.viewer, permission_facts(facts))
        and oracle.matches(
            asked.spec.tree, facts, asked.viewer, trees.DIRECTORY, trees.NOW, trees.ZONE
        )
    ]
    meant = ordered_serials(seen, asked.spec.sort, asked.viewer)
    assert sorted(serials) == sorted(meant)
    assert sum(one.count for one in groups) == len(serials)
    assert all(one.count > 0 for one in groups)
    assert len({one.value for one in groups}) == len(groups)
    ends = list(accumulate((one.count for one in groups), initial=0))
    ranks = []
    for one, (begin, end) in zip(groups, pairwise(ends), strict=True):
        inside = serials[begin:end]
        # Within a group the sort rules alone.
        chosen = set(inside)
        assert inside == [serial for serial in meant if serial in chosen]
        rows = [row for row in load_rows(connection, asked, inside) if row is not None]
        if group.column == "company":
            assert {row.company for row in rows} == {one.label}
        else:
            assert {_VALUES[group.column](row) for row in rows} == {one.value}
        ranks.append(_rank(group.column, one, rows[0], asked))
    assert ranks == sorted(ranks, reverse=group.is_descending)
    page = load_page(connection, asked, limit=7, offset=3)
    assert [row.serial for row in page] == serials[3:10]


def _rank(column: str, one: ListGroup, row: TicketRow, asked: Question) -> Any:
    if one.value is None:
        return (False,)
    if column in DAY_COLUMNS or column in {"status", "priority", "source"}:
        return True, one.value
    name: Any = row.contact if column == "contact" else one.label
    if column in {"type", "assignee", "group"}:
        facts = next(each for each in desk() if each.serial == row.serial)
        name = oracle.sort_value(column, facts, asked.viewer, trees.DIRECTORY)
        return True, name, one.value
    return True, (name is not None, fold(name or "")), one.value


def test_groups_cover_the_list_in_its_order_whoever_looks(loaded: Database) -> None:
    with loaded.reading() as connection:
        for column in group_columns():
            for is_descending in (False, True):
                group = SortKey(column, is_descending=is_descending)
                _holds(connection, _asking(group))
                _holds(connection, _asking(group, (group,)))
        for viewer in CONTACT_VIEWERS:
            for column in ("company", "contact"):
                _holds(connection, _asking(SortKey(column), viewer=viewer))

        @settings(max_examples=60, deadline=None)
        @given(_GROUPS, _SORTS, st.sampled_from(VIEWERS), trees.nodes())
        def asked(group: SortKey, sort: tuple[SortKey, ...], viewer: Viewer, tree: Group) -> None:
            if not (viewer.phones_masked and any(key.column == "phone" for key in sort)):
                _holds(connection, _asking(group, sort, viewer, tree))

        asked()


def test_without_a_grouping_there_are_no_groups(loaded: Database) -> None:
    with loaded.reading() as connection:
        asked = _asking(None)
        assert count_groups(connection, asked) == ()
        with pytest.raises(BadUsage):
            ListPlan(asked, connection.dialect).groups()


def test_what_is_no_column_to_group_by_is_refused(loaded: Database) -> None:
    with loaded.reading() as connection, pytest.raises(BadUsage, match=r"cf\.region"):
        count_groups(connection, _asking(SortKey("cf.region")))


def test_a_contact_without_a_name_is_called_by_its_number_as_the_role_sees_it(
    database: Database,
) -> None:
    phones = (PhoneFacts("+84908123331", "0908123331"),)
    named, nameless = ContactFacts(name="Ánh"), ContactFacts(name=None, phones=phones)
    tickets = [
        TicketFacts(serial=1, contact=named),
        TicketFacts(serial=2, contact=nameless),
        TicketFacts(serial=3),
    ]
    database.write(lambda each: load(each, tickets, trees.DIRECTORY, trees.viewer()))
    with database.reading() as connection:
        open_ = count_groups(connection, _asking(SortKey("contact")))
        scoped = viewer_with(contacts=ContactScope.MANAGED)
        hidden = count_groups(connection, _asking(SortKey("contact"), viewer=scoped))
        masked = count_groups(
            connection, _asking(SortKey("contact"), viewer=viewer_with(masked=True))
        )
    assert [one.count for one in open_] == [1, 1, 1]
    assert (open_[0].value, open_[0].label) == (None, None)
    # A hidden contact tells its name and its masked number, and nothing else.
    assert hidden == masked
    assert [one.label for one in masked] == [None, "•••• 331", "Ánh"]
    label = open_[1].label
    assert label is not None
    assert "".join(filter(str.isdigit, label)).endswith("908123331")


ZONES = ["UTC", "Asia/Ho_Chi_Minh", "America/New_York", "Australia/Lord_Howe", "America/Havana"]


@pytest.mark.parametrize("name", ZONES)
def test_a_day_is_the_calendar_s_on_every_engine(database: Database, name: str) -> None:
    zone = ZoneInfo(name)
    instants = [
        datetime(2026, 11, 23, hour, 30, tzinfo=UTC) + timedelta(days=days)
        for hour in (0, 4, 5, 13, 16, 17, 23)
        for days in (0, 120, 200)
    ]
    # Around every change of the clocks of one year, and before there were any.
    instants += [
        at + timedelta(microseconds=shift)
        for at, _ in offset_changes(zone)
        if at is not None and at.year == 2026
        for shift in (-1, 0, 1, 3_600_000_000, -3_600_000_000)
    ]
    instants.append(datetime(1969, 12, 31, 20, 0, tzinfo=UTC))
    tickets = [TicketFacts(serial=serial, due_at=at) for serial, at in enumerate(instants, start=1)]
    database.write(lambda each: load(each, tickets, trees.DIRECTORY, trees.viewer()))
    with database.reading() as connection:
        day = day_of(ticket.c.due_at, zone, connection.dialect.name)
        found = connection.execute(select(ticket.c.serial, day).order_by(ticket.c.serial)).all()
    expected = [
        at.astimezone(zone).date().toordinal() if at.year >= 1990 else _standing(at, zone)
        for at in instants
    ]
    assert [int(value) for _, value in found] == expected


def _standing(at: datetime, zone: ZoneInfo) -> int:
    # Before the first year that is looked at, its offset counts.
    return (at + timedelta(seconds=offset_changes(zone)[0][1])).date().toordinal()


def test_days_rise_but_where_clocks_go_back_over_midnight() -> None:
    assert has_rising_days(ZoneInfo("Asia/Ho_Chi_Minh"))
    assert has_rising_days(ZoneInfo("America/New_York"))
    # Until 2011 its clocks went back at one minute past midnight.
    assert not has_rising_days(ZoneInfo("America/St_Johns"))


def test_where_days_fall_back_the_groups_are_ordered_by_day_all_the_same(
    database: Database,
) -> None:
    zone = ZoneInfo("America/St_Johns")
    changes = [at for at, _ in offset_changes(zone) if at is not None and at.year == 2009]
    before = changes[-1] - timedelta(seconds=30)
    tickets = [
        TicketFacts(serial=1, updated_at=before),
        TicketFacts(serial=2, updated_at=before + timedelta(seconds=31)),
        TicketFacts(serial=3, updated_at=before - timedelta(seconds=31)),
    ]
    database.write(lambda each: load(each, tickets, trees.DIRECTORY, trees.viewer()))
    group = SortKey("updated", is_descending=True)
    asked = replace(_asking(group, (group,)), zone=zone)
    with database.reading() as connection:
        assert list(find_ids(connection, asked, Cancellation())) == [1, 2, 3]
        groups = count_groups(connection, asked)
    assert [(date.fromordinal(one.value or 0).day, one.count) for one in groups] == [
        (1, 1),
        (31, 2),
    ]
