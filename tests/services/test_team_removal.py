"""What is in use is not removed; what is removed comes back; nobody hands out too much."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from helpdesk_desktop.domain import ticket_rules
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind
from helpdesk_desktop.domain.errors import (
    Conflict,
    HelpdeskError,
    Invalid,
    NotAllowed,
    NotFound,
)
from helpdesk_desktop.domain.filtering.filter_print import print_tree
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.people import Right
from helpdesk_desktop.domain.ticket import TicketEdit
from helpdesk_desktop.services import ticket_writes
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage import team_removal, team_store
from helpdesk_desktop.storage.import_store import ImportRow, Learnt, make_groups
from helpdesk_desktop.storage.schema import saved_filter, saved_filter_share
from tests.builders import add_agent, add_group, add_role, add_ticket, open_as, opened, serials


def _refused(change: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(Invalid) as caught:
        change()
    (problem,) = caught.value.problems
    assert problem.message
    return problem.key, dict(problem.values)


def test_a_role_in_use_is_not_removed_and_it_is_said_how_many_have_it(desk: OpenDesk) -> None:
    add_role(desk, "night", name="Night shift")
    add_agent(desk, "lan", role="night")
    add_agent(desk, "mai", role="night", active="no")
    refused = _refused(lambda: desk.team.remove_role("night"))
    assert refused == ("role_in_use", {"count": 2, "value": "Night shift"})
    for login in ("lan", "mai"):
        desk.team.set_agent(login, {"role": "agent"})
    assert desk.team.remove_role("NIGHT").name == "Night shift"
    assert "night" not in {role.key for role in desk.team.roles()}


def test_the_last_role_of_a_kind_stays(desk: OpenDesk) -> None:
    for key in ("supervisor", "agent"):
        assert _refused(partial(desk.team.remove_role, key))[0] == "last_of_kind"
        other = partial(desk.team.set_role, key, {"kind": "administrator"})
        assert _refused(other)[0] == "last_of_kind"
    add_role(desk, "ordinary", kind="agent")
    desk.team.set_role("agent", {"kind": "supervisor"})
    assert desk.directory().role_by_id[desk.team.add_agent("lan", {}).role_id].key == "ordinary"


def test_a_removed_role_comes_back_as_it_was(desk: OpenDesk) -> None:
    add_role(desk, "night", name="Night", rights="create,edit", phones="masked", tickets="groups")
    before = desk.team.roles()
    removed = desk.team.remove_role("night", version=1)
    back = desk.team.restore_role(removed)
    assert desk.team.restore_role(removed) == back
    assert (back.id, back.rights, back.version) == (removed.id, removed.rights, 2)
    assert [role.id for role in desk.team.roles()] == [role.id for role in before]
    desk.team.remove_role("night")
    add_role(desk, "night")
    assert _refused(lambda: desk.team.restore_role(removed))[0] == "name_taken"


def test_a_group_with_tickets_is_not_removed(desk: OpenDesk) -> None:
    group = add_group(desk, "vip", name="V.I.P.")
    saved = add_ticket(desk, group_id=group)
    refused = _refused(lambda: desk.team.remove_group("vip"))
    assert refused == ("group_in_use", {"count": 1, "value": "V.I.P."})
    desk.tickets.edit(TicketEdit(saved.serial, None, (("group_id", None),)))
    assert desk.team.remove_group("vip").group.id == group
    assert desk.team.groups() == ()
    # Its history names the group by an id that is nobody's now.
    detail = desk.tickets.detail(saved.serial, Cancellation())
    assert {one.field for one in detail.activities} >= {"group"}


def test_a_removed_group_comes_back_with_members_and_shared_filters(desk: OpenDesk) -> None:
    lan, mai = add_agent(desk, "lan"), add_agent(desk, "mai")
    group = add_group(desk, "vip", members="lan,mai")
    row = {
        "name": "x", "tree": "{}", "position": 1, "is_shared_to_all": 0, "version": 1,
        "owner_id": desk.viewer.agent_id,
    }  # fmt: skip

    def share(connection: object) -> None:
        for _ in range(2):
            uid = desk.session.new_uid()
            made = connection.execute(saved_filter.insert(), {**row, "uid": uid})  # type: ignore[attr-defined]  # given whole
            share = {"team_id": group, "filter_id": made.inserted_primary_key[0]}
            connection.execute(saved_filter_share.insert(), share)  # type: ignore[attr-defined]  # given whole

    desk.session.database.write(share)
    removed = desk.team.remove_group("vip")
    assert len(removed.shared_filter_ids) == 2
    gone = saved_filter.delete().where(saved_filter.c.id == removed.shared_filter_ids[0])
    desk.session.database.write(lambda connection: connection.execute(gone))
    back = desk.team.restore_group(removed)
    assert desk.team.restore_group(removed) == back
    assert (back.id, back.member_ids, back.version) == (group, (lan, mai), 2)
    with desk.session.database.reading() as connection:
        shares = team_removal.load_shares(connection, group)
    assert shares == removed.shared_filter_ids[1:]
    empty = desk.team.remove_group(desk.team.add_group("none-in-it", {}).key)
    assert desk.team.restore_group(empty).member_ids == ()


def test_a_filter_on_a_removed_group_finds_nothing_and_can_still_be_said(desk: OpenDesk) -> None:
    add_group(desk, "vip")
    add_ticket(desk)
    tree = parse("group:vip", desk.directory())
    desk.team.remove_group("vip")
    assert desk.tickets.count(FilterSpec(filter=tree), Cancellation()) == 0
    assert print_tree(tree, desk.directory())


def test_an_older_version_is_a_conflict_and_what_is_gone_is_not_found(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_group(desk, "vip")
    add_role(desk, "night")
    desk.team.set_group("vip", {"name": "VIP"})
    desk.team.set_role("night", {"name": "Night"})
    removals: tuple[tuple[Callable[..., object], str], ...] = (
        (desk.team.remove_group, "vip"),
        (desk.team.remove_role, "night"),
    )
    for remove, key in removals:
        with pytest.raises(Conflict) as caught:
            remove(key, version=1)
        assert caught.value.current_version == 2
        with pytest.raises(NotFound):
            remove("nothing")
    for name in ("remove_group", "remove_role"):
        monkeypatch.setattr(team_removal, name, lambda *_args: False)
    for remove, key in removals:
        with pytest.raises(Conflict):
            remove(key)


def test_who_is_in_a_group_raises_the_version_of_both_sides(desk: OpenDesk) -> None:
    add_agent(desk, "lan")
    vip = desk.team.add_group("vip", {"members": "lan"})
    versions = {agent.login: agent.version for agent in desk.team.agents()}
    assert versions == {"boss": 1, "lan": 2}
    desk.team.set_agent("lan", {"groups": ""}, version=2)
    # A form of the group that was opened before cannot put lan back unseen.
    with pytest.raises(Conflict):
        desk.team.set_group("vip", {"members": "lan"}, version=vip.version)
    desk.team.set_group("vip", {"members": "boss"}, version=2)
    with pytest.raises(Conflict):
        desk.team.set_agent("boss", {"groups": ""}, version=1)
    # Who was in it before and after is left alone.
    assert desk.team.set_group("vip", {"members": "boss"}).version == 4
    assert {agent.login: agent.version for agent in desk.team.agents()} == {"boss": 2, "lan": 3}


def test_no_two_groups_or_roles_go_by_one_name(desk: OpenDesk) -> None:
    add_group(desk, "vip", name="Very Important")
    add_group(desk, "night")
    add_role(desk, "outside")
    for change in (
        lambda: desk.team.add_group("x", {"name": "very important"}),
        lambda: desk.team.set_group("night", {"name": "VIP"}),
        lambda: desk.team.add_role("x", {"name": "Supervisor"}),
        lambda: desk.team.set_role("outside", {"name": "agent"}),
    ):
        assert _refused(change)[0] == "name_taken"


def test_nobody_hands_out_more_than_they_have(database_url: str, desk: OpenDesk) -> None:
    own = {"tickets": "groups", "contacts": "unmanaged", "phones": "masked"}
    add_role(desk, "chief", rights="manage-roles,manage-people,create", **own)
    add_role(desk, "wide", tickets="all", contacts="unmanaged", phones="masked")
    add_role(desk, "strong", rights="delete", **own)
    add_role(desk, "narrow", rights="create", tickets="own", phones="masked")
    add_agent(desk, "lan", role="chief")
    add_agent(desk, "mai", role="narrow")
    removed = desk.team.remove_role(add_role(desk, "seer", tickets="all", phones="shown"))
    with opened(database_url, as_="lan") as lan:
        for change, what in (
            (lambda: lan.team.set_role("chief", {"phones": "shown"}), "phones"),
            (lambda: lan.team.set_role("narrow", {"tickets": "all"}), "tickets"),
            (lambda: lan.team.set_role("narrow", {"contacts": "all"}), "contacts"),
            (lambda: lan.team.add_role("x", {"rights": "export,create"}), "export"),
            (lambda: lan.team.add_agent("x", {"role": "strong"}), "delete"),
            (lambda: lan.team.set_agent("mai", {"role": "wide"}), "tickets"),
            (lambda: lan.team.restore_role(removed), "tickets, phones"),
        ):
            with pytest.raises(NotAllowed) as caught:
                change()
            assert caught.value.values["what"] == what
        assert lan.team.set_role("narrow", {"tickets": "groups"}).rights == {Right.CREATE}
        assert lan.team.set_agent("mai", {"role": "narrow", "name": "Mai"}).name == "Mai"


def test_removals_ask_for_their_right_and_for_an_administrator(
    database_url: str, desk: OpenDesk
) -> None:
    add_group(desk, "vip")
    add_role(desk, "second", kind="administrator")
    add_role(desk, "chief", rights="manage-roles,manage-people")
    add_agent(desk, "lan")
    add_agent(desk, "mai", role="chief")
    with opened(database_url, as_="lan") as lan:
        for change in (
            lambda: lan.team.remove_group("vip"),
            lambda: lan.team.remove_role("second"),
        ):
            with pytest.raises(NotAllowed):
                change()
    with opened(database_url, as_="mai") as mai:
        with pytest.raises(NotAllowed) as caught:
            mai.team.remove_role("second")
        assert caught.value.key == "only_administrators"
        assert mai.team.remove_group("vip").group.key == "vip"


def test_another_desk_hears_of_a_removal_and_of_the_way_back(
    database_url: str, desk: OpenDesk
) -> None:
    add_group(desk, "vip")
    add_role(desk, "night")
    with opened(database_url) as there:
        desk.live.begin()
        role = there.team.remove_role("night")
        assert desk.live.wait(Cancellation(), 5).kinds == {ChangeKind.ROLE}
        there.team.restore_role(role)
        assert desk.live.wait(Cancellation(), 5).kinds == {ChangeKind.ROLE}
        group = there.team.remove_group("vip")
        assert desk.live.wait(Cancellation(), 5).kinds == {ChangeKind.GROUP, ChangeKind.FILTER}
        there.team.restore_group(group)
        assert desk.live.wait(Cancellation(), 5).kinds == {ChangeKind.GROUP, ChangeKind.FILTER}


def test_a_role_that_goes_while_it_is_given_is_a_clean_refusal(
    database_url: str, desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_role(desk, "night")
    add_agent(desk, "lan")
    at_the_door, gone = threading.Event(), threading.Event()
    real = team_store.find_administrators

    def slow(connection: object) -> object:
        # Runs first in `set_agent`: the names are read already, nothing is written yet.
        at_the_door.set()
        assert gone.wait(30)
        return real(connection)  # type: ignore[arg-type]  # handed on as it came

    hurried = open_as(database_url)
    try:
        with ThreadPoolExecutor(1) as executor:
            if desk.info.engine == "SQLite":
                # One writer at a time: the second waits, and finds the role gone.
                desk.team.remove_role("night")
                gone.set()
            monkeypatch.setattr(team_store, "find_administrators", slow)
            told = executor.submit(hurried.team.set_agent, "lan", {"role": "night"})
            assert at_the_door.wait(30) or desk.info.engine == "SQLite"
            if not gone.is_set():
                desk.team.remove_role("night")
                gone.set()
            with pytest.raises(HelpdeskError) as caught:
                told.result(30)
    finally:
        hurried.close()
    assert isinstance(caught.value, Invalid)
    assert [problem.key for problem in caught.value.problems] == ["unknown_role"]
    lan = desk.directory().agent_by_login["lan"]
    assert desk.directory().role_by_id[lan.role_id].key == "agent"


def test_a_group_that_goes_while_a_ticket_gets_it_is_a_clean_refusal(
    database_url: str, desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = add_group(desk, "vip")
    at_the_door, gone = threading.Event(), threading.Event()
    real = ticket_rules.check

    def slow(*args: object, **values: object) -> object:
        at_the_door.set()
        assert gone.wait(30)
        return real(*args, **values)  # type: ignore[arg-type]  # handed on as it came

    hurried = open_as(database_url)
    try:
        with ThreadPoolExecutor(1) as executor:
            if desk.info.engine == "SQLite":
                desk.team.remove_group("vip")
                gone.set()
            monkeypatch.setattr(ticket_writes, "check", slow)
            told = executor.submit(add_ticket, hurried, group_id=group)
            assert at_the_door.wait(30)
            if not gone.is_set():
                desk.team.remove_group("vip")
                gone.set()
            with pytest.raises(Invalid) as caught:
                told.result(30)
    finally:
        hurried.close()
    assert [problem.key for problem in caught.value.problems] == ["group_gone"]
    assert serials(desk) == []


def test_a_group_that_goes_while_a_file_comes_in_is_made_again(desk: OpenDesk) -> None:
    add_group(desk, "vip")
    empty: Any = [None] * len(ImportRow._fields)
    row = ImportRow(*empty)._replace(group="VIP")
    learnt = Learnt()
    desk.session.database.write(lambda connection: make_groups(connection, [row], learnt))
    old = learnt.groups["vip"]
    desk.team.remove_group("vip")
    desk.session.database.write(lambda connection: make_groups(connection, [row], learnt))
    assert learnt.groups["vip"] == desk.directory().group_by_key["vip"].id != old
