"""Ticket types are made, renamed, ordered and retired, and other desks hear of it."""

from collections.abc import Callable

import pytest

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.ticket import Serial, TicketEdit
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage import type_store
from tests.builders import add_agent, add_role, add_ticket, opened, serials, type_id


def _keys(desk: OpenDesk) -> list[str]:
    return [one.key for one in desk.types.types()]


def test_a_new_type_stands_last_unless_a_place_is_given(desk: OpenDesk) -> None:
    last = desk.types.add_type("refund", {"name": " Hoàn \n tiền "})
    assert (last.name, last.is_retired, last.version) == ("Hoàn tiền", False, 1)
    desk.types.add_type("first", {"position": "1"})
    desk.types.add_type("far", {"position": "900"})
    assert _keys(desk) == ["first", "question", "problem", "random", "mission", "refund", "far"]
    assert desk.types.add_type("old", {"retired": "yes"}).is_retired


def test_a_renamed_type_is_renamed_on_every_ticket(desk: OpenDesk) -> None:
    saved = add_ticket(desk, type_id=type_id(desk, "problem"))
    changed = desk.types.set_type("Problem", {"name": "Fault"}, version=1)
    assert (changed.key, changed.name, changed.version) == ("problem", "Fault", 2)
    detail = desk.tickets.detail(saved.serial, Cancellation())
    assert detail.type_id is not None
    assert desk.directory().type_by_id[detail.type_id].name == "Fault"
    assert serials(desk, "type:fault") == serials(desk, "type:problem") == [saved.serial]


def test_types_are_put_in_an_order_and_the_list_follows_it(desk: OpenDesk) -> None:
    ordered = desk.types.order_types(("mission", "random", "mission"))
    assert [one.key for one in ordered] == ["mission", "random", "question", "problem"]
    assert [one.position for one in ordered] == [1, 2, 3, 4]
    assert {one.version for one in ordered} == {1}
    moved = desk.types.set_type("problem", {"position": "2"})
    assert (moved.position, moved.version) == (2, 2)
    assert _keys(desk) == ["mission", "problem", "random", "question"]
    with pytest.raises(NotFound):
        desk.types.order_types(("mission", "nothing"))


def test_a_retired_type_stays_on_its_tickets_is_found_and_comes_back(desk: OpenDesk) -> None:
    kind = type_id(desk, "mission")
    old = add_ticket(desk, type_id=kind)
    assert desk.types.set_type("mission", {"retired": "yes"}).is_retired
    assert serials(desk, "type:mission") == [old.serial]
    desk.tickets.edit(TicketEdit(old.serial, None, (("priority", 2),)))
    changes: tuple[Callable[[], object], ...] = (
        lambda: add_ticket(desk, type_id=kind),
        lambda: desk.tickets.edit(
            TicketEdit(Serial(add_ticket(desk).serial), None, (("type_id", kind),))
        ),
    )
    for refused in changes:
        with pytest.raises(Invalid) as caught:
            refused()
        assert [problem.key for problem in caught.value.problems] == ["type_retired"]
    desk.types.set_type("mission", {"retired": "no"})
    assert add_ticket(desk, type_id=kind).serial > old.serial


def test_no_two_types_go_by_one_name(desk: OpenDesk) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: desk.types.add_type("x", {"name": "PROBLEM"}),
        lambda: desk.types.set_type("random", {"name": "Question"}),
        lambda: desk.types.add_type("problem", {}),
    )
    for change in changes:
        with pytest.raises(Invalid) as caught:
            change()
        assert [problem.key for problem in caught.value.problems] == ["name_taken"]
    # Its own name is no other's.
    assert desk.types.set_type("random", {"name": "RANDOM"}).name == "RANDOM"


@pytest.mark.parametrize(
    ("settings", "keys"),
    [
        ({"name": " "}, ["required"]),
        ({"name": "x" * 201}, ["too_long"]),
        ({"name": "a\0"}, ["bad_text_nul"]),
        ({"position": "0", "retired": "perhaps"}, ["bad_number", "unknown_choice"]),
        ({"position": "٣"}, ["bad_number"]),
        ({"position": "9" * 30}, ["bad_number"]),
        ({"rights": "all"}, ["unknown_setting"]),
    ],
)
def test_every_wrong_word_is_told(
    desk: OpenDesk, settings: dict[str, str], keys: list[str]
) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: desk.types.add_type("x", settings),
        lambda: desk.types.set_type("random", settings),
    )
    for change in changes:
        with pytest.raises(Invalid) as caught:
            change()
        assert [problem.key for problem in caught.value.problems] == keys
    assert _keys(desk) == ["question", "problem", "random", "mission"]


def test_an_older_version_is_a_conflict(desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.types.set_type("random", {"name": "Other"}, version=1)
    with pytest.raises(Conflict) as caught:
        desk.types.set_type("random", {"name": "Another"}, version=1)
    assert caught.value.current_version == 2
    monkeypatch.setattr(type_store, "edit_type", lambda *_args: False)
    with pytest.raises(Conflict):
        desk.types.set_type("random", {"name": "Too late"})
    with pytest.raises(NotFound):
        desk.types.set_type("nothing", {})


def test_types_ask_for_the_right_to_manage_fields(database_url: str, desk: OpenDesk) -> None:
    add_role(desk, "people", rights="manage-people,manage-roles")
    add_role(desk, "fields", rights="manage-fields")
    add_agent(desk, "lan", role="people")
    add_agent(desk, "mai", role="fields")
    with opened(database_url, as_="lan") as lan:
        for change in (
            lambda: lan.types.add_type("x", {}),
            lambda: lan.types.set_type("random", {"name": "x"}),
            lambda: lan.types.order_types(("random",)),
        ):
            with pytest.raises(NotAllowed):
                change()
    with opened(database_url, as_="mai") as mai:
        assert mai.types.add_type("x", {}).key == "x"


def test_another_desk_hears_of_every_change(database_url: str, desk: OpenDesk) -> None:
    with opened(database_url) as there:
        desk.live.begin()
        for change in (
            lambda: there.types.add_type("x", {}),
            lambda: there.types.set_type("x", {"name": "X!"}),
            lambda: there.types.order_types(("x",)),
        ):
            change()
            told = desk.live.wait(Cancellation(), 5)
            assert told.kinds == {ChangeKind.TYPE}
    assert desk.directory().types[0].name == "X!"
