"""Saved quick filters of one agent: made, changed, ordered, removed and put back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, select, text

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
)
from helpdesk_desktop.domain.filters import FilterSpec, Group, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage.schema import change
from tests.builders import add_agent, add_group, add_ticket, opened

LOOK = ListLook((ShownColumn("subject", 300), ShownColumn("due")), (SortKey("serial"),))


def new(desk: OpenDesk, name: str, query: str = "status:new", **values: Any) -> NewSavedFilter:
    tree = parse(query, desk.directory())
    return replace(NewSavedFilter(uuid4(), name, tree), **values)


def mine(desk: OpenDesk) -> tuple[SavedFilter, ...]:
    return desk.saved_filters.mine(Cancellation())


def names(desk: OpenDesk) -> list[str]:
    return [one.name for one in mine(desk)]


def _told(desk: OpenDesk) -> list[tuple[str, int]]:
    with desk.session.database.reading() as connection:
        rows = connection.execute(select(change.c.kind, change.c.row_id).order_by(change.c.seq))
        return [(row.kind, row.row_id) for row in rows if row.kind == ChangeKind.FILTER]


def _execute(desk: OpenDesk, sql: str, **values: object) -> None:
    def put(connection: Connection) -> None:
        connection.execute(text(sql), values)

    desk.session.database.write(put)


def test_a_saved_filter_comes_back_as_it_was_saved(database_url: str) -> None:
    with opened(database_url) as desk:
        wanted = new(
            desk, "  Đơn hàng\nmới ", "status:new đơn", look=LOOK, colour=FilterColour.TEAL
        )
        made = desk.saved_filters.create(wanted)
        assert mine(desk) == (made,)
        assert _told(desk) == [("filter", made.id)]
    assert (made.uid, made.name, made.tree) == (wanted.uid, "Đơn hàng mới", wanted.tree)
    assert (made.look, made.colour, made.icon) == (LOOK, FilterColour.TEAL, "bookmark")
    assert (made.position, made.version, made.owner_id, made.why_unusable) == (0, 1, 1, None)


def test_the_same_filter_sent_twice_stands_once(database_url: str) -> None:
    with opened(database_url) as desk:
        wanted = new(desk, "Once")
        first = desk.saved_filters.create(wanted)
        assert desk.saved_filters.create(replace(wanted, name="Twice")) == first
        assert mine(desk) == (first,)


def test_a_filter_sent_twice_at_one_time_stands_once(database_url: str) -> None:
    with opened(database_url) as desk, opened(database_url) as other:
        wanted = new(desk, "Once")
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda each: each.saved_filters.create(wanted), (desk, other)))
        assert answers[0] == answers[1]
        assert mine(desk) == (answers[0],)


def test_filters_saved_at_one_time_get_places_of_their_own(database_url: str) -> None:
    with opened(database_url) as desk, opened(database_url) as other:
        tree = parse("status:new", desk.directory())

        def save(one: OpenDesk) -> None:
            for _ in range(10):
                one.saved_filters.create(NewSavedFilter(uuid4(), "x", tree))

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(save, (desk, other)))
        assert [one.position for one in mine(desk)] == list(range(20))


def test_every_fault_is_told_and_nothing_is_saved(database_url: str) -> None:
    with opened(database_url) as desk:
        deep = parse("status:new", desk.directory())
        for level in range(5):
            parts = (deep, parse("due:none", desk.directory()))
            deep = Group(join="any" if level % 2 else "all", neg=True, parts=parts)
        with pytest.raises(Invalid) as caught:
            desk.saved_filters.create(
                new(desk, " ", tree=deep, icon="nonsense", colour="ultraviolet")
            )
        assert [problem.field for problem in caught.value.problems] == [
            "name",
            "tree",
            "colour",
            "icon",
        ]
        with pytest.raises(Invalid) as caught:
            desk.saved_filters.create(new(desk, "x" * 201))
        assert caught.value.problems[0].key == "too_long"
        assert mine(desk) == ()


def test_an_edit_changes_what_it_names(database_url: str) -> None:
    with opened(database_url) as desk:
        made = desk.saved_filters.create(new(desk, "Old", look=LOOK))
        tree = parse("priority:high", desk.directory())
        changed = desk.saved_filters.edit(
            SavedFilterEdit(
                made.id,
                made.version,
                (("name", "New"), ("colour", FilterColour.RED), ("tree", tree)),
            )
        )
        assert changed == replace(
            made, name="New", colour=FilterColour.RED, tree=tree, version=made.version + 1
        )
        assert mine(desk) == (changed,)
        plain = desk.saved_filters.edit(
            SavedFilterEdit(made.id, changed.version, (("look", ListLook()), ("colour", None)))
        )
        assert (plain.look, plain.colour) == (ListLook(), None)


def test_an_edit_that_changes_nothing_is_no_change(database_url: str) -> None:
    with opened(database_url) as desk:
        made = desk.saved_filters.create(new(desk, "Same", look=LOOK))
        before = _told(desk)
        edit = SavedFilterEdit(made.id, 1, (("name", "Same"), ("look", LOOK), ("colour", None)))
        assert desk.saved_filters.edit(edit) == made
        assert _told(desk) == before


def test_an_older_version_is_a_conflict(database_url: str) -> None:
    with opened(database_url) as desk:
        made = desk.saved_filters.create(new(desk, "Mine"))
        desk.saved_filters.edit(SavedFilterEdit(made.id, 1, (("name", "First"),)))
        with pytest.raises(Conflict) as caught:
            desk.saved_filters.edit(SavedFilterEdit(made.id, 1, (("name", "Second"),)))
        assert caught.value.current_version == 2
        assert "First" in caught.value.message
        with pytest.raises(Conflict):
            desk.saved_filters.remove(made.id, 1)
        assert names(desk) == ["First"]


def test_what_is_no_field_of_a_filter_cannot_be_edited(database_url: str) -> None:
    with opened(database_url) as desk:
        made = desk.saved_filters.create(new(desk, "Mine"))
        with pytest.raises(Invalid):
            desk.saved_filters.edit(SavedFilterEdit(made.id, 1, (("owner_id", 2),)))


def test_somebody_else_s_filter_does_not_exist(database_url: str) -> None:
    with opened(database_url) as desk:
        add_agent(desk, "lan")
        made = desk.saved_filters.create(new(desk, "Mine"))
        with opened(database_url, as_="lan") as lan:
            assert mine(lan) == ()
            filters = lan.saved_filters
            for attempt in (
                lambda: filters.edit(SavedFilterEdit(made.id, 1, (("name", "Taken"),))),
                lambda: filters.duplicate(made.id, uid=uuid4(), name="Taken"),
                lambda: filters.remove(made.id, 1),
            ):
                with pytest.raises(NotFound) as caught:
                    attempt()
                assert caught.value.message == "This quick filter is not there any more."
            with pytest.raises(Conflict):
                filters.create(replace(new(lan, "Taken"), uid=made.uid))
            filters.reorder((made.id,))
        assert mine(desk) == (made,)


def test_an_agent_who_is_switched_off_saves_nothing(database_url: str) -> None:
    with opened(database_url) as desk:
        add_agent(desk, "lan")
        with opened(database_url, as_="lan") as lan:
            wanted = new(lan, "Late")
            desk.team.set_agent("lan", {"active": "no"})
            with pytest.raises(NotAllowed):
                lan.saved_filters.create(wanted)


def test_filters_stand_in_the_order_they_are_put_in(database_url: str) -> None:
    with opened(database_url) as desk:
        made = [desk.saved_filters.create(new(desk, name)) for name in "abcd"]
        desk.saved_filters.reorder((made[2].id, made[0].id))
        assert names(desk) == ["c", "a", "b", "d"]
        assert [one.position for one in mine(desk)] == [0, 1, 2, 3]
        # An editor that is open elsewhere has no conflict.
        assert {one.version for one in mine(desk)} == {1}
        moved = {row_id for _, row_id in _told(desk)[4:]}
        assert moved == {made[0].id, made[1].id, made[2].id}


def test_a_copy_stands_behind_its_original(database_url: str) -> None:
    with opened(database_url) as desk:
        first = desk.saved_filters.create(new(desk, "a", look=LOOK, colour=FilterColour.PINK))
        desk.saved_filters.create(new(desk, "b"))
        uid = uuid4()
        copy = desk.saved_filters.duplicate(first.id, uid=uid, name="a (copy)")
        assert desk.saved_filters.duplicate(first.id, uid=uid, name="a (copy)") == copy
        assert names(desk) == ["a", "a (copy)", "b"]
        assert (copy.tree, copy.look, copy.colour) == (first.tree, LOOK, FilterColour.PINK)
        with pytest.raises(Invalid):
            desk.saved_filters.duplicate(first.id, uid=uuid4(), name="")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_was_removed_comes_back_whole_and_in_its_place(database_url: str, place: int) -> None:
    with opened(database_url) as desk:
        lan = add_agent(desk, "lan")
        group = add_group(desk, "vip")
        made = [desk.saved_filters.create(new(desk, name, look=LOOK)) for name in "abc"]
        one = made[place]
        _execute(
            desk,
            "UPDATE saved_filter SET is_shared_to_all = 1, grouping = 'status' WHERE id = :id"
            if desk.session.database.dialect_name != "mariadb"
            else "UPDATE saved_filter SET is_shared_to_all = 1, `grouping` = 'status' "
            "WHERE id = :id",
            id=one.id,
        )
        _execute(
            desk,
            "INSERT INTO saved_filter_share (filter_id, team_id) VALUES (:id, :team)",
            id=one.id,
            team=group,
        )
        _execute(
            desk,
            "INSERT INTO saved_filter_pin (agent_id, filter_id, position, colour, is_hidden) "
            "VALUES (:agent, :id, 5, 'red', 0)",
            id=one.id,
            agent=lan,
        )
        one = mine(desk)[place]
        assert one.look.grouping == SortKey("status")
        removed = desk.saved_filters.remove(one.id, 1)
        assert names(desk) == [name for name in "abc" if name != one.name]
        back = desk.saved_filters.restore(removed)
        assert desk.saved_filters.restore(removed) == back
        assert names(desk) == ["a", "b", "c"]
        assert back == replace(one, id=back.id, version=2)
        again = desk.saved_filters.remove(back.id, back.version)
        assert replace(again, id=removed.id, version=removed.version) == removed
        assert (again.team_ids, [pin.agent_id for pin in again.pins]) == ((group,), [lan])
        assert (again.grouping, again.is_shared_to_all) == ("status", True)


def test_a_removed_filter_is_put_back_into_another_order(database_url: str) -> None:
    with opened(database_url) as desk:
        made = [desk.saved_filters.create(new(desk, name)) for name in "abcd"]
        removed = desk.saved_filters.remove(made[3].id, 1)
        for one in made[1:3]:
            desk.saved_filters.remove(one.id, 1)
        desk.saved_filters.restore(removed)
        assert names(desk) == ["a", "d"]


NONSENSE = [
    "",
    "{",
    "'; DROP TABLE ticket; --",
    '{"v":2,"all":[{"f":"status","op":"in","v":[0]}]}',
    '{"v":1,"all":[{"f":"cf.gone","op":"in","v":[7]}]}',
    '{"v":1,"all":[{"f":"status","op":"resembles","v":["new"]}]}',
    '{"v":1,"all":' * 60,
    "\U0001f525" * 500,
]


def test_rows_edited_by_hand_are_shown_and_kept_to_the_letter(database_url: str) -> None:
    with opened(database_url) as desk:
        made = [desk.saved_filters.create(new(desk, f"f{n}")) for n in range(len(NONSENSE))]
        for one, tree in zip(made, NONSENSE, strict=True):
            _execute(
                desk,
                "UPDATE saved_filter SET tree = :tree, colour = 'plaid', icon = '../x' "
                "WHERE id = :id",
                tree=tree,
                id=one.id,
            )
        shown = mine(desk)
        assert [one.name for one in shown] == [one.name for one in made]
        assert all(one.why_unusable is not None and one.why_unusable.message for one in shown)
        # Renamed, ordered, copied, removed and put back: never rewritten.
        desk.saved_filters.reorder([one.id for one in reversed(made)])
        for one in made:
            desk.saved_filters.edit(SavedFilterEdit(one.id, 1, (("name", f"{one.name}!"),)))
            desk.saved_filters.duplicate(one.id, uid=UUID(int=one.id), name="copy")
            removed = desk.saved_filters.remove(one.id, 2)
            desk.saved_filters.restore(removed)
        with desk.session.database.reading() as connection:
            rows = connection.execute(
                text("SELECT name, tree, colour, icon FROM saved_filter ORDER BY id")
            ).all()
        kept = [tree for name, tree, _, _ in rows if name != "copy"]
        copies = [tree for name, tree, _, _ in rows if name == "copy"]
        assert kept == copies == NONSENSE
        assert {(colour, icon) for _, _, colour, icon in rows} == {("plaid", "../x")}


def test_a_saved_filter_lists_what_it_listed_when_it_was_saved(database_url: str) -> None:
    with opened(database_url) as desk:
        wanted = add_ticket(desk, "Refund order 88213")
        add_ticket(desk, "Printer on fire")
        made = desk.saved_filters.create(new(desk, "Refunds", "refund status:new"))
        assert made.tree is not None
        spec = FilterSpec(quick=made.tree)
        assert list(desk.tickets.ids(spec, Cancellation())) == [wanted.serial]
