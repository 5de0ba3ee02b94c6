"""The list against the oracle: page, count, serials, rows and `matches` tell one story."""

from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text, update

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled
from helpdesk_desktop.domain.filters import (
    DEFAULT_SORT,
    FilterSpec,
    Group,
    LongTextCondition,
    Needle,
    OrderedCondition,
    SerialCondition,
    SortKey,
    YesNoCondition,
    all_of,
)
from helpdesk_desktop.domain.people import ContactScope, RoleKind, TicketScope, Viewer
from helpdesk_desktop.domain.permission import masked_phone, sees_ticket
from helpdesk_desktop.domain.question import Question
from helpdesk_desktop.domain.ticket import TicketRow
from helpdesk_desktop.storage.column_types import to_microseconds
from helpdesk_desktop.storage.compiled_sql import compiled, fetch_all
from helpdesk_desktop.storage.database import Database
from helpdesk_desktop.storage.lists import list_memory, list_pages, list_plan
from helpdesk_desktop.storage.lists.list_memory import memory_of
from helpdesk_desktop.storage.lists.list_plan import ListPlan, Way
from helpdesk_desktop.storage.lists.ticket_list import (
    count_tickets,
    find_ids,
    load_page,
    load_rows,
    matches,
    prepare_page,
)
from helpdesk_desktop.storage.order_sql import SORTABLE_COLUMNS
from helpdesk_desktop.storage.schema import agent, ticket
from tests import oracle, trees
from tests.facts import TicketFacts
from tests.facts_loader import load
from tests.sampled_desk import (
    VIEWERS,
    desk,
    ordered_serials,
    permission_facts,
    question,
    viewer_with,
)
from tests.turned_clock import turn_clock

_SORT_KEYS = st.builds(SortKey, st.sampled_from(SORTABLE_COLUMNS), st.booleans())
_SORTS = st.lists(_SORT_KEYS, min_size=1, max_size=3).map(tuple)


@pytest.fixture
def loaded(database: Database) -> Database:
    database.write(lambda connection: load(connection, desk(), trees.DIRECTORY, trees.viewer()))
    return database


def _asking(
    tree: Group | None = None,
    sort: tuple[SortKey, ...] = DEFAULT_SORT,
    viewer: Viewer | None = None,
) -> Question:
    spec = FilterSpec(filter=all_of(tree), sort=sort)
    return replace(question(viewer), spec=spec)


def test_a_page_that_was_made_ready_compiles_nothing(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def counted(*words: Any) -> Any:
        made.append(words)
        return compiled(*words)

    monkeypatch.setattr(list_plan, "compiled", counted)
    asked = _asking(viewer=trees.viewer())
    with loaded.reading(Cancellation()) as connection:
        prepare_page(connection, asked, limit=3)
        assert len(made) == 1
        page = load_page(connection, asked, limit=3)
    assert len(made) == 1
    assert [row.serial for row in page] == _meant(asked)[:3]


def _meant(asked: Question) -> list[int]:
    seen = [
        facts
        for facts in desk()
        if not facts.is_deleted
        and sees_ticket(asked.viewer, permission_facts(facts))
        and oracle.matches(
            asked.spec.tree, facts, asked.viewer, trees.DIRECTORY, trees.NOW, trees.ZONE
        )
    ]
    return ordered_serials(seen, asked.spec.sort, asked.viewer)


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


def test_every_answer_is_what_the_tree_means_in_the_order_asked_for(loaded: Database) -> None:
    with loaded.reading() as connection:

        @settings(max_examples=120, deadline=None)
        @given(trees.nodes(), _SORTS, st.sampled_from(VIEWERS))
        def asked(tree: Group, sort: tuple[SortKey, ...], viewer: Viewer) -> None:
            one = _asking(tree, sort, viewer)
            if _may_sort(one):
                _holds(connection, one)

        asked()


def test_every_column_orders_everything_both_ways(loaded: Database) -> None:
    with loaded.reading() as connection:
        for column in SORTABLE_COLUMNS:
            for is_descending in (False, True):
                _holds(connection, _asking(sort=(SortKey(column, is_descending),)))


@pytest.mark.parametrize(
    ("ms_a_look", "narrow"), [(0.0, 0), (0.1, 0), (0.1, 3), (0.3, 0), (1e6, 0), (1e6, 5_000)]
)
def test_the_way_that_is_taken_changes_no_answer(
    loaded: Database, monkeypatch: pytest.MonkeyPatch, ms_a_look: float, narrow: int
) -> None:
    turn_clock(monkeypatch, ms_a_look)
    monkeypatch.setattr(list_pages, "NARROW", narrow)
    with loaded.reading() as connection:

        @settings(max_examples=60, deadline=None)
        @given(trees.nodes(), _SORTS, st.sampled_from((VIEWERS[0], VIEWERS[-1])))
        def asked(tree: Group, sort: tuple[SortKey, ...], viewer: Viewer) -> None:
            one = _asking(tree, sort, viewer)
            if _may_sort(one):
                _holds(connection, one)

        asked()


def test_both_ways_lead_to_the_same_page_and_the_same_serials(loaded: Database) -> None:
    with loaded.reading() as connection:

        @settings(max_examples=60, deadline=None)
        @given(trees.nodes(), _SORTS)
        def asked(tree: Group, sort: tuple[SortKey, ...]) -> None:
            plan = ListPlan(_asking(tree, sort), connection.dialect)
            walked, filtered = (fetch_all(connection, plan.page(way, 20, 0)) for way in Way)
            assert list(walked) == list(filtered)

        asked()


def test_a_row_carries_what_is_stored(loaded: Database) -> None:
    by_serial = {facts.serial: facts for facts in desk() if not facts.is_deleted}
    asked = _asking()
    with loaded.reading() as connection:
        rows = load_page(connection, asked, limit=None)
        unread = {
            row.serial
            for row in load_page(
                connection,
                _asking(all_of(YesNoCondition(field="unread"))),
                limit=None,
            )
        }
    assert {row.serial for row in rows} == set(by_serial)
    for row in rows:
        facts = by_serial[row.serial]
        assert (row.subject, row.status, row.priority, row.source, row.version) == (
            facts.subject,
            facts.status,
            facts.priority,
            facts.source,
            facts.version,
        )
        assert (row.type_id, row.assignee_id, row.group_id) == (
            facts.type_id,
            facts.assignee_id,
            facts.group_id,
        )
        assert [row.created_us, row.updated_us, row.due_us, row.closed_us] == [
            None if at is None else to_microseconds(at)
            for at in (facts.created_at, facts.updated_at, facts.due_at, facts.closed_at)
        ]
        assert row.unread == (row.serial in unread)
        _is_called_like(row, facts)


def _is_called_like(row: TicketRow, facts: TicketFacts) -> None:
    caller = facts.contact
    assert (row.contact_id is None) is (caller is None)
    assert row.contact == (caller.name if caller else None)
    assert row.company == (caller.company if caller else None)
    assert row.email == (next(iter(caller.emails), None) if caller else None)
    newest = max((call.start_at for call in facts.calls), default=None)
    assert row.call_start_us == (None if newest is None else to_microseconds(newest))


def test_numbers_of_a_masked_viewer_leave_storage_masked(loaded: Database) -> None:
    plain, masked = viewer_with(), viewer_with(masked=True)
    with loaded.reading() as connection:
        shown = load_page(connection, _asking(viewer=plain), limit=None)
        hidden = load_page(connection, _asking(viewer=masked), limit=None)
        by_id = load_rows(connection, _asking(viewer=masked), [row.serial for row in shown])
    assert any(row.phone for row in shown)
    assert [row.phone for row in hidden] == [masked_phone(row.phone) for row in shown]
    assert by_id == hidden


def test_rows_come_in_the_order_of_their_serials_and_none_for_what_is_not_there(
    loaded: Database,
) -> None:
    own = viewer_with(TicketScope.OWN, kind=RoleKind.AGENT)
    asked = _asking(viewer=own)
    seen = _meant(asked)
    wanted = [*reversed(range(1, len(desk()) + 1)), 10_000_000_000, 1]
    with loaded.reading() as connection:
        rows = load_rows(connection, asked, wanted)
        assert load_rows(connection, asked, []) == ()
    assert [row.serial if row else None for row in rows] == [
        serial if serial in seen else None for serial in wanted
    ]
    assert None in rows


def test_a_row_knows_its_ccs_only_where_they_are_asked_for(loaded: Database) -> None:
    bare = _asking()
    asked = replace(bare, has_ccs=True)
    facts = {one.serial: one for one in desk()}
    with loaded.reading() as connection:
        page = load_page(connection, asked, limit=None)
        by_id = load_rows(connection, asked, [row.serial for row in page])
        assert all(row.ccs is None for row in load_page(connection, bare, limit=None))
        # Of a contact out of sight one more column travels: the CCs must not slip into its place.
        private = replace(asked, viewer=viewer_with(contacts=ContactScope.MANAGED))
        narrow = load_page(connection, private, limit=None)
    assert by_id == page
    assert {row.serial: row.ccs for row in narrow} == {row.serial: row.ccs for row in page}
    assert any(row.ccs for row in page)
    for row in page:
        assert row.ccs is not None
        told = {int(one) for one in row.ccs.split(",") if one}
        assert told == set(facts[row.serial].cc_ids)


def test_serials_take_four_bytes_while_they_fit_and_eight_after(loaded: Database) -> None:
    def move(serial: int) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            kept = connection.execute(select(ticket).where(ticket.c.serial == 1)).mappings().one()
            values = dict(kept) | {"serial": serial, "uid": UUID(int=serial), "hidden": 0}
            values |= {"external_source": None, "external_id": None}
            connection.execute(ticket.insert().values(values))

        return work

    asked = _asking(sort=(SortKey("serial", is_descending=True),))
    for serial, typecode in ((95_000_000, "I"), (5_000_000_000, "Q")):
        loaded.write(move(serial))
        with loaded.reading() as connection:
            found = find_ids(connection, asked, Cancellation())
            assert found.typecode == typecode
            assert found[0] == serial
            assert found[1:].tolist() == [
                row.serial for row in load_page(connection, asked, limit=None, offset=1)
            ]


def test_no_ticket_at_all_is_an_empty_list(database: Database) -> None:
    with database.reading() as connection:
        for sort in (DEFAULT_SORT, (SortKey("assignee"),), (SortKey("company"),)):
            asked = _asking(sort=sort)
            assert load_page(connection, asked, limit=256) == ()
            assert count_tickets(connection, asked) == 0
            assert find_ids(connection, asked, Cancellation()) == array("I")


def test_a_called_off_question_ends(loaded: Database) -> None:
    cancel = Cancellation()
    cancel.request()
    with loaded.reading() as connection, pytest.raises(Cancelled):
        find_ids(connection, _asking(), cancel)


def test_a_trial_that_was_given_up_disturbs_nothing_after_it(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_clock(monkeypatch, 1e6)
    rare = _asking(all_of(OrderedCondition(field="priority", items=(3,))))
    with loaded.reading() as connection:
        load_page(connection, rare, limit=256)
        assert count_tickets(connection, _asking()) == len(_meant(_asking()))


def test_a_kept_plan_sees_a_new_hour(loaded: Database) -> None:
    overdue = _asking(all_of(YesNoCondition(field="overdue")))
    later = replace(overdue, now=overdue.now + timedelta(days=3_650))
    with loaded.reading() as connection:
        assert count_tickets(connection, overdue) < count_tickets(connection, later)


def test_a_new_name_changes_the_order_at_once(loaded: Database) -> None:
    asked = _asking(sort=(SortKey("assignee"),))
    with loaded.reading() as connection:
        before = [row.assignee_id for row in load_page(connection, asked, limit=100)]
    last = before[-1]
    loaded.write(
        lambda connection: (
            connection.execute(
                update(agent).where(agent.c.id == last).values(name="!", name_fold="!")
            ).rowcount
        )
    )
    with loaded.reading() as connection:
        after = [row.assignee_id for row in load_page(connection, asked, limit=100)]
        ids = find_ids(connection, asked, Cancellation())
        rows = load_rows(connection, asked, ids)
    named = [assignee for assignee in after if assignee is not None]
    assert named[0] == last
    assert [row.assignee_id for row in rows if row] == after


def test_plans_and_counts_are_kept_within_bounds(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_memory, "_KEPT_PLANS", 2)
    monkeypatch.setattr(list_memory, "_KEPT_COUNTS", 2)
    with loaded.reading() as connection:
        for serial in range(1, 6):
            asked = _asking(all_of(SerialCondition(serial=serial)))
            assert count_tickets(connection, asked) == len(_meant(asked))
        memory = memory_of(connection)
        assert memory.known(asked) is not None
        assert memory.known(_asking(all_of(SerialCondition(serial=1)))) is None


def test_words_of_several_conditions_meet(loaded: Database) -> None:
    words = [facts.subject.split()[0] for facts in desk() if facts.subject.split()]
    tree = all_of(
        LongTextCondition(field="text", items=(Needle(words[0]), Needle(words[1]))),
        LongTextCondition(field="text", items=(Needle(" ".join(words[:2]), is_words=True),)),
    )
    with loaded.reading() as connection:
        _holds(connection, _asking(tree))


_SERIES = {
    "sqlite": (
        "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 200000) "
        "INSERT INTO ticket ({names}) SELECT n, printf('%032x', n), {values} FROM s"
    ),
    "postgresql": (
        "INSERT INTO ticket ({names}) SELECT n, lpad(to_hex(n), 32, '0')::uuid, {values} "
        "FROM generate_series(1, 200000) AS s(n)"
    ),
    "mariadb": (
        "INSERT INTO ticket ({names}) SELECT n, lpad(hex(n), 32, '0'), {values} "
        "FROM (SELECT seq AS n FROM seq_1_to_200000) AS s"
    ),
}
_INSTANTS = {
    "sqlite": "n * 7919 % 100003 * 1000000",
    "postgresql": "to_timestamp(n::bigint * 7919 % 100003)",
    "mariadb": "'1970-01-01' + INTERVAL n * 7919 % 100003 SECOND",
}


def test_two_hundred_thousand_serials_come_whole_and_in_order(database: Database) -> None:
    def make(connection: Connection) -> None:
        name = connection.dialect.name
        at = _INSTANTS[name]
        names = (
            "serial, uid, version, hidden, status, priority, source, created_at, updated_at, "
            "reopened, note_count, attachment_count, subject, subject_fold"
        )
        values = f"1, 0, n % 4, 1, 0, {at}, {at}, 0, 0, 0, 's', 's'"
        statement = _SERIES[name].format(names=names, values=values)
        connection.execute(text(statement.replace(":", "\\:")))

    database.write(make)
    for tree in (None, all_of(OrderedCondition(field="priority", items=(1,)))):
        asked = _asking(tree)
        with database.reading() as connection:
            found = find_ids(connection, asked, Cancellation())
            looped = connection.scalars(
                select(ticket.c.serial).order_by(ticket.c.updated_at.desc(), ticket.c.serial.desc())
            )
            assert found.tolist() == list(looped)
            assert count_tickets(connection, asked) == 200_000
