"""Filters shared with groups and with everyone: who has them, who changes them, what stays."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, select, update

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.filtering.filter_sharing import PRIVATE, Sharing
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filtering.saved_filter import (
    FilterColour,
    NewSavedFilter,
    SavedFilter,
    SavedFilterEdit,
    StoredFilter,
)
from helpdesk_desktop.domain.filters import FilterSpec, SortKey
from helpdesk_desktop.domain.list_look import ListLook, ShownColumn
from helpdesk_desktop.domain.people import GroupId
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage import saved_filter_store
from helpdesk_desktop.storage.schema import change, saved_filter
from tests.builders import add_agent, add_group, add_role, add_ticket, opened

TO_ALL = Sharing(is_to_all=True)


class Office:
    """Six desks on one database: lan and mai in a group, duy in another, vy alone, sao sees all."""

    def __init__(self, url: str, stack: ExitStack) -> None:
        self.boss = stack.enter_context(opened(url))
        add_role(self.boss, "plain", rights="create,edit")
        add_role(self.boss, "sharer", rights="create,edit,share-to-group")
        add_role(self.boss, "speaker", rights="create,edit,share-to-group,share-to-all")
        add_role(self.boss, "overseer", rights="see-all-filters")
        for login, role in (
            ("lan", "speaker"),
            ("mai", "plain"),
            ("duy", "plain"),
            ("vy", "sharer"),
            ("sao", "overseer"),
        ):
            add_agent(self.boss, login, role=role)
        self.delivery = add_group(self.boss, "delivery", members="lan,mai")
        self.night = add_group(self.boss, "night", members="duy,vy")
        self.desks = {
            login: stack.enter_context(opened(url, as_=login))
            for login in ("lan", "mai", "duy", "vy", "sao")
        }
        self.desks["boss"] = self.boss

    def __getitem__(self, login: str) -> OpenDesk:
        return self.desks[login]

    def save(self, login: str, name: str, sharing: Sharing = PRIVATE, **values: Any) -> SavedFilter:
        desk = self[login]
        tree = parse(values.pop("query", "status:new"), desk.directory())
        new = NewSavedFilter(uuid4(), name, tree, sharing=sharing, **values)
        return desk.saved_filters.create(new)

    def shared(self, login: str) -> dict[str, SavedFilter]:
        shelf = self[login].saved_filters.shelf(Cancellation())
        return {one.name: one for one in shelf.shared}

    def shown(self, login: str) -> list[str]:
        return [name for name, one in self.shared(login).items() if not one.is_hidden]

    def edit(self, login: str, saved: SavedFilter, **changes: Any) -> SavedFilter:
        edit = SavedFilterEdit(saved.id, saved.version, tuple(changes.items()))
        return self[login].saved_filters.edit(edit)

    def told(self) -> list[int]:
        with self.boss.session.database.reading() as connection:
            rows = connection.execute(
                select(change.c.row_id)
                .where(change.c.kind == ChangeKind.FILTER)
                .order_by(change.c.seq)
            )
            return list(rows.scalars())


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    with ExitStack() as stack:
        yield Office(database_url, stack)


def test_who_has_which_filter_hangs_on_its_shares(office: Office) -> None:
    office.save("lan", "private")
    office.save("lan", "delivery", Sharing(group_ids=(office.delivery,)))
    office.save("lan", "night", Sharing(group_ids=(office.night,)))
    office.save("lan", "everyone", TO_ALL)
    assert office.shown("mai") == ["delivery", "everyone"]
    assert office.shown("duy") == ["everyone", "night"]
    assert office.shown("lan") == []
    # Who sees all has them at hand, but not all at once in the dock.
    for login in ("sao", "boss"):
        assert sorted(office.shared(login)) == ["delivery", "everyone", "night", "private"]
        assert office.shown(login) == ["everyone"]


RIGHTS = {
    "boss": {"all", "own group", "other group"},
    "lan": {"all", "own group", "other group"},
    "vy": {"own group"},
    "mai": set[str](),
    "sao": set[str](),
}


@pytest.mark.parametrize("login", RIGHTS)
def test_sharing_is_by_right_when_made_and_when_edited(office: Office, login: str) -> None:
    own = office.delivery if login in {"lan", "mai", "boss"} else office.night
    other = office.night if own == office.delivery else office.delivery
    wanted = {
        "all": TO_ALL,
        "own group": Sharing(group_ids=(own,)),
        "other group": Sharing(group_ids=(other,)),
    }
    private = office.save(login, "mine")
    for kind, sharing in wanted.items():
        if kind in RIGHTS[login]:
            assert office.save(login, kind, sharing).sharing == sharing
            private = office.edit(login, private, sharing=sharing)
            assert private.sharing == sharing
            private = office.edit(login, private, sharing=PRIVATE)
        else:
            with pytest.raises(NotAllowed):
                office.save(login, "no", sharing)
            with pytest.raises(NotAllowed):
                office.edit(login, private, sharing=sharing)
    shelf = office[login].saved_filters.shelf(Cancellation())
    assert {one.name for one in shelf.mine} == {"mine"} | RIGHTS[login]


def test_a_right_counts_as_it_is_now(office: Office) -> None:
    saved = office.save("lan", "shared", TO_ALL)
    mine = office.save("lan", "mine")
    office.boss.team.set_agent("lan", {"role": "plain"})
    with pytest.raises(NotAllowed):
        office.edit("lan", mine, sharing=TO_ALL)
    # What is shared already stays so, and is still its owner's to change and to take back.
    saved = office.edit("lan", saved, name="renamed")
    assert saved.sharing == TO_ALL
    assert office.edit("lan", saved, sharing=PRIVATE).sharing == PRIVATE
    assert office.shown("mai") == []


def test_a_group_that_is_gone_is_said(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        office.save("lan", "late", Sharing(group_ids=(GroupId(9_999),)))
    assert caught.value.problems[0].field == "sharing"


def test_another_s_filter_is_asked_and_copied_but_not_changed(office: Office) -> None:
    saved = office.save("lan", "theirs", TO_ALL)
    filters = office["mai"].saved_filters
    seen = office.shared("mai")["theirs"]
    assert (seen.may_edit, seen.owner_name, seen.is_left) == (False, "lan", False)
    for attempt in (
        lambda: office.edit("mai", saved, name="mine"),
        lambda: office.edit("mai", saved, sharing=PRIVATE),
        lambda: filters.remove(saved.id, saved.version),
    ):
        with pytest.raises(NotAllowed) as caught:
            attempt()
        assert "Only its owner may change the quick filter “theirs”" in caught.value.message
    copy = filters.duplicate(saved.id, uid=uuid4(), name="theirs (copy)")
    assert (copy.owner_id, copy.sharing) == (office["mai"].viewer.agent_id, PRIVATE)
    assert [one.name for one in filters.mine(Cancellation())] == ["theirs (copy)"]


def test_what_is_not_shared_does_not_exist(office: Office) -> None:
    saved = office.save("lan", "night", Sharing(group_ids=(office.night,)))
    filters = office["mai"].saved_filters
    for attempt in (
        lambda: office.edit("mai", saved, name="x"),
        lambda: filters.duplicate(saved.id, uid=uuid4(), name="x"),
        lambda: filters.remove(saved.id, 1),
        lambda: filters.colour_shared(saved.id, FilterColour.RED),
        lambda: filters.set_hidden(saved.id, is_hidden=True),
        lambda: filters.take_over(saved.id, 1),
    ):
        with pytest.raises(NotFound):
            attempt()
    filters.reorder_shared((saved.id,))
    assert office.shown("duy") == ["night"]


def test_who_sees_all_filters_changes_them_and_the_owner_stays(office: Office) -> None:
    saved = office.save("lan", "typo", TO_ALL)
    changed = office.edit("sao", saved, name="no typo")
    assert changed.owner_id == office["lan"].viewer.agent_id
    with pytest.raises(NotAllowed):
        office.edit("sao", changed, sharing=Sharing(group_ids=(office.night,)))
    removed = office["sao"].saved_filters.remove(saved.id, changed.version)
    assert office.shown("mai") == []
    back = office["sao"].saved_filters.restore(removed)
    assert back.owner_id == office["lan"].viewer.agent_id
    assert office.shown("mai") == ["no typo"]
    assert [one.name for one in office["lan"].saved_filters.mine(Cancellation())] == ["no typo"]


def test_a_filter_that_two_change_at_once_is_a_conflict(office: Office) -> None:
    saved = office.save("lan", "two", TO_ALL)
    office.edit("boss", saved, name="first")
    with pytest.raises(Conflict):
        office.edit("lan", saved, sharing=PRIVATE)
    assert office.shown("mai") == ["first"]


def test_the_filter_asks_with_the_user_s_own_permission_and_me(office: Office) -> None:
    mine = office.boss.viewer.agent_id
    ours = add_ticket(office.boss, "For the boss", assignee_id=mine)
    theirs = add_ticket(office.boss, "For Mai", assignee_id=office["mai"].viewer.agent_id)
    saved = office.save("lan", "assigned to me", TO_ALL, query="assignee:me")
    assert saved.tree is not None
    spec = FilterSpec(quick=saved.tree)
    assert list(office.boss.tickets.ids(spec, Cancellation())) == [ours.serial]
    assert list(office["mai"].tickets.ids(spec, Cancellation())) == [theirs.serial]
    assert list(office["duy"].tickets.ids(spec, Cancellation())) == []


# How each keeps them


def test_each_keeps_shared_filters_in_an_order_and_colour_of_their_own(office: Office) -> None:
    made = {name: office.save("lan", name, TO_ALL, colour=FilterColour.BLUE) for name in "abc"}
    filters = office["mai"].saved_filters
    filters.reorder_shared((made["c"].id, made["a"].id))
    filters.colour_shared(made["a"].id, FilterColour.RED)
    filters.set_hidden(made["b"].id, is_hidden=True)
    assert list(office.shared("mai")) == ["c", "a", "b"]
    assert office.shown("mai") == ["c", "a"]
    assert office.shared("mai")["a"].colour is FilterColour.RED
    assert office.shown("duy") == ["a", "b", "c"]
    assert office.shared("duy")["a"].colour is FilterColour.BLUE
    filters.colour_shared(made["a"].id, None)
    assert office.shared("mai")["a"].colour is FilterColour.BLUE
    filters.set_hidden(made["b"].id, is_hidden=False)
    assert office.shown("mai") == ["c", "a", "b"]
    office.save("lan", "A newer one", TO_ALL)
    assert office.shown("mai") == ["c", "a", "b", "A newer one"]
    before = office.told()
    filters.reorder_shared((made["c"].id, made["a"].id, made["b"].id))
    # The newcomer got its place; the others had theirs already.
    assert len(office.told()) <= len(before) + 1
    again = office.told()
    filters.reorder_shared((made["c"].id, made["a"].id, made["b"].id))
    assert office.told() == again


def test_what_is_hidden_and_shown_again_stands_where_it_stood(office: Office) -> None:
    for name in "abc":
        office.save("lan", name, TO_ALL)
    shared = office.shared("mai")
    office["mai"].saved_filters.set_hidden(shared["b"].id, is_hidden=True)
    office["mai"].saved_filters.set_hidden(shared["b"].id, is_hidden=False)
    office["mai"].saved_filters.colour_shared(shared["c"].id, FilterColour.RED)
    assert office.shown("mai") == ["a", "b", "c"]


def test_who_sees_all_puts_a_private_one_into_the_dock_and_out_again(office: Office) -> None:
    saved = office.save("lan", "private")
    filters = office["sao"].saved_filters
    filters.colour_shared(saved.id, FilterColour.RED)
    assert office.shown("sao") == []
    filters.set_hidden(saved.id, is_hidden=False)
    assert office.shown("sao") == ["private"]


def test_every_change_is_told(office: Office) -> None:
    saved = office.save("lan", "told", TO_ALL)
    count = len(office.told())
    office.edit("lan", saved, sharing=Sharing(group_ids=(office.delivery,)))
    assert len(office.told()) == count + 1
    office["mai"].saved_filters.set_hidden(saved.id, is_hidden=True)
    assert len(office.told()) == count + 2
    office["mai"].saved_filters.colour_shared(saved.id, FilterColour.RED)
    assert len(office.told()) == count + 3
    office["mai"].saved_filters.set_hidden(saved.id, is_hidden=True)
    assert len(office.told()) == count + 3


def test_the_same_shares_again_are_no_change(office: Office) -> None:
    sharing = Sharing(group_ids=(office.delivery, office.night))
    saved = office.save("lan", "same", sharing)
    before = office.told()
    assert office.edit("lan", saved, sharing=sharing) == saved
    assert office.told() == before


# Whose owner leaves


def test_a_filter_whose_owner_left_stays_and_is_taken_over_by_right(office: Office) -> None:
    saved = office.save("lan", "left behind", Sharing(True, (office.delivery,)))
    with pytest.raises(NotAllowed):
        office["sao"].saved_filters.take_over(saved.id, saved.version)
    office.boss.team.set_agent("lan", {"active": "no"})
    office["mai"].directory()
    office["sao"].directory()
    seen = office.shared("mai")["left behind"]
    assert (seen.is_left, seen.owner_name, seen.may_take_over) == (True, "lan", False)
    assert office.shared("sao")["left behind"].may_take_over
    with pytest.raises(NotAllowed) as caught:
        office["mai"].saved_filters.take_over(saved.id, saved.version)
    assert "You cannot take over" in caught.value.message
    with pytest.raises(Conflict):
        office["sao"].saved_filters.take_over(saved.id, saved.version + 1)
    office["sao"].saved_filters.set_hidden(saved.id, is_hidden=True)
    own = office.save("sao", "my first")
    taken = office["sao"].saved_filters.take_over(saved.id, saved.version)
    assert office["sao"].saved_filters.take_over(saved.id, taken.version) == taken
    assert (taken.owner_id, taken.sharing) == (office["sao"].viewer.agent_id, saved.sharing)
    assert not taken.is_left
    shelf = office["sao"].saved_filters.shelf(Cancellation())
    assert [one.name for one in shelf.mine] == [own.name, "left behind"]
    assert not office.shared("mai")["left behind"].is_left


def test_a_filter_of_nobody_is_removed_and_put_back(office: Office) -> None:
    saved = office.save("lan", "nobody's", TO_ALL)

    def orphan(connection: Connection) -> None:
        connection.execute(
            update(saved_filter).where(saved_filter.c.id == saved.id).values(owner_id=None)
        )

    office.boss.session.database.write(orphan)
    seen = office.shared("mai")["nobody's"]
    assert (seen.is_left, seen.owner_name, seen.owner_id) == (True, "", None)
    removed = office.boss.saved_filters.remove(saved.id, saved.version)
    back = office.boss.saved_filters.restore(removed)
    assert (back.owner_id, office.shown("mai")) == (None, ["nobody's"])
    assert office.boss.saved_filters.restore(removed) == back


# Undo


def test_a_deleted_filter_comes_back_with_its_shares_and_everyone_s_pins(office: Office) -> None:
    saved = office.save("lan", "gone", Sharing(True, (office.delivery, office.night)))
    office["mai"].saved_filters.colour_shared(saved.id, FilterColour.PINK)
    office["duy"].saved_filters.set_hidden(saved.id, is_hidden=True)
    removed = office["lan"].saved_filters.remove(saved.id, saved.version)
    assert office.shared("mai") == {}
    # The right is lost meanwhile: what was shared before is still put back as it was.
    office.boss.team.set_agent("lan", {"role": "plain"})
    back = office["lan"].saved_filters.restore(removed)
    assert back.sharing == saved.sharing
    assert office.shared("mai")["gone"].colour is FilterColour.PINK
    assert office.shown("duy") == []


def test_what_was_never_removed_here_is_not_put_back_with_shares(office: Office) -> None:
    stored = _stored(office, office.save("mai", "mine"))
    forged = replace(stored, uid=uuid4(), is_shared_to_all=True)
    with pytest.raises(NotAllowed):
        office["mai"].saved_filters.restore(forged)
    with pytest.raises(NotAllowed):
        office["mai"].saved_filters.restore(
            replace(forged, owner_id=office["lan"].viewer.agent_id, is_shared_to_all=False)
        )


def _stored(office: Office, saved: SavedFilter) -> StoredFilter:
    with office.boss.session.database.reading() as connection:
        stored = saved_filter_store.load_one(connection, saved.id)
    assert stored is not None
    return stored


def test_an_edit_that_loses_the_race_is_a_conflict(office: Office, monkeypatch: Any) -> None:
    saved = office.save("lan", "raced", TO_ALL)
    office.boss.team.set_agent("lan", {"active": "no"})
    monkeypatch.setattr(saved_filter_store, "edit", lambda *_: False)
    with pytest.raises(Conflict):
        office.boss.saved_filters.edit(SavedFilterEdit(saved.id, 1, (("name", "x"),)))
    with pytest.raises(Conflict):
        office.boss.saved_filters.take_over(saved.id, 1)


# Looks and nonsense


def test_a_grouping_is_saved_and_changed_with_the_look(office: Office) -> None:
    look = ListLook((ShownColumn("subject"),), (SortKey("serial"),), SortKey("created", True))
    saved = office.save("lan", "grouped", look=look)
    assert saved.look == look
    plain = office.edit("lan", saved, look=replace(look, grouping=None))
    assert plain.look == replace(look, grouping=None)
    assert _stored(office, plain).grouping is None


TORTURE = sorted((Path(__file__).parents[1] / "data" / "json-torture").glob("*.json"))
assert len(TORTURE) > 100


def _as_text(path: Path, engine: str) -> str:
    text = path.read_bytes().decode("utf-8", "replace")
    # What PostgreSQL keeps in no text.
    return text.replace("\x00", "\ufffd") if engine == "postgresql" else text


def test_torture_files_as_tree_columns_sort_grouping_and_pin_are_kept_and_shown(
    office: Office,
) -> None:
    engine = office.boss.session.database.dialect_name
    made = [office.save("lan", path.stem[:60], TO_ALL) for path in TORTURE]
    texts = [_as_text(path, engine) for path in TORTURE]

    def torture(connection: Connection) -> None:
        for saved, text in zip(made, texts, strict=True):
            connection.execute(
                update(saved_filter)
                .where(saved_filter.c.id == saved.id)
                .values(tree=text, columns=text, sort=text, grouping=text[:100], colour=text[:16])
            )

    office.boss.session.database.write(torture)
    filters = office["mai"].saved_filters
    shared = {one.id: one for one in filters.shelf(Cancellation()).shared}
    assert shared.keys() == {one.id for one in made}
    for saved in made:
        one = shared[saved.id]
        assert one.why_unusable is not None
        assert one.why_unusable.message
    filters.reorder_shared([one.id for one in reversed(made)])
    filters.colour_shared(made[0].id, FilterColour.RED)
    # Renamed, shared anew, copied, removed and put back: not a letter of it changes.
    for saved, text in zip(made, texts, strict=True):
        edited = office.edit("lan", saved, name=f"{saved.name}!", sharing=PRIVATE)
        # Its look, as far as it can be read, written back is no change of what is stored.
        edited = office.edit("lan", edited, look=edited.look)
        removed = office["lan"].saved_filters.remove(edited.id, edited.version)
        stored = _stored(office, office["lan"].saved_filters.restore(removed))
        assert (stored.tree, stored.columns, stored.sort) == (text, text, text)
        assert (stored.grouping, stored.colour) == (text[:100], text[:16])


def test_torture_files_as_pins_leave_the_filters_as_their_owner_has_them(
    office: Office, refuse_other: Callable[[str], None]
) -> None:
    refuse_other("sqlite")
    made = [
        office.save("lan", path.stem[:60], TO_ALL, colour=FilterColour.BLUE) for path in TORTURE
    ]
    for saved in made:
        office["mai"].saved_filters.colour_shared(saved.id, FilterColour.RED)
    contents = [path.read_bytes() for path in TORTURE]

    def torture(connection: Connection) -> None:
        for n, (saved, content) in enumerate(zip(made, contents, strict=True)):
            value = content if n % 2 else content.decode("utf-8", "replace")
            connection.exec_driver_sql(
                "UPDATE saved_filter_pin SET colour = ?, position = ? WHERE filter_id = ?",
                (value, value, saved.id),
            )

    office.boss.session.database.write(torture)
    shared = office["mai"].saved_filters.shelf(Cancellation()).shared
    assert len(shared) == len(made)
    assert {one.colour for one in shared} == {FilterColour.BLUE}
    office["mai"].saved_filters.reorder_shared([one.id for one in made])
    assert list(office.shared("mai")) == [one.name for one in made]


def test_torture_bytes_in_a_local_file_are_shown_unusable(
    office: Office, refuse_other: Callable[[str], None]
) -> None:
    refuse_other("sqlite")
    made = [office.save("lan", path.stem[:60], TO_ALL) for path in TORTURE]
    contents = [path.read_bytes() for path in TORTURE]

    def torture(connection: Connection) -> None:
        for saved, content in zip(made, contents, strict=True):
            connection.exec_driver_sql(
                "UPDATE saved_filter SET tree = ?, columns = ?, sort = ?, grouping = ? "
                "WHERE id = ?",
                (content, content, content, content, saved.id),
            )

    office.boss.session.database.write(torture)
    shelf = office["mai"].saved_filters.shelf(Cancellation())
    assert len(shelf.shared) == len(made)
    assert all(one.why_unusable is not None for one in shelf.shared)
    assert {one.look for one in shelf.shared} == {ListLook()}


@pytest.fixture
def refuse_other(office: Office) -> Callable[[str], None]:
    def refuse(engine: str) -> None:
        if office.boss.session.database.dialect_name != engine:
            pytest.skip(f"only {engine} keeps bytes where text belongs")

    return refuse
