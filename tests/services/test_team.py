import pytest

from helpdesk_desktop.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from helpdesk_desktop.domain.people import ContactScope, Right, RoleKind, TicketScope
from helpdesk_desktop.services.desk import OpenDesk
from tests.builders import add_agent, add_group, add_role, opened


def _key(caught: pytest.ExceptionInfo[Invalid]) -> list[str]:
    assert all(problem.message for problem in caught.value.problems)
    return [problem.key for problem in caught.value.problems]


def test_an_agent_is_made_and_changed_by_words(desk: OpenDesk) -> None:
    add_group(desk, "vip")
    add_group(desk, "night")
    made = desk.team.add_agent(
        "Lan.Pham",
        {
            "name": "Lan Phạm",
            "email": "lan@x.vn",
            "role": "Supervisor",
            "groups": "vip, night",
            "active": "no",
        },
    )
    assert (made.login, made.name, made.email, made.is_active) == (
        "Lan.Pham",
        "Lan Phạm",
        "lan@x.vn",
        False,
    )
    changed = desk.team.set_agent(
        "lan.pham",
        {"name": "Lan", "email": "", "role": "agent", "groups": "vip", "active": "yes"},
        version=made.version,
    )
    directory = desk.directory()
    assert (changed.name, changed.email, changed.is_active) == ("Lan", None, True)
    assert directory.role_by_id[changed.role_id].key == "agent"
    assert [group.key for group in directory.groups if changed.id in group.member_ids] == ["vip"]
    assert changed.version == made.version + 1
    assert changed in desk.team.agents()


def test_an_agent_without_settings_is_an_ordinary_one_named_by_the_login(desk: OpenDesk) -> None:
    made = desk.team.add_agent("lan", {})
    assert made.name == "lan"
    assert desk.directory().role_by_id[made.role_id].kind is RoleKind.AGENT


@pytest.mark.parametrize("login", ["LAN", "lan", "Lán"])
def test_a_login_is_unique_whatever_its_case(desk: OpenDesk, login: str) -> None:
    add_agent(desk, "lan")
    with pytest.raises(Invalid) as caught:
        add_agent(desk, login)
    assert _key(caught) == ["login_taken"]


@pytest.mark.parametrize("login", ["", "a b", "a@b", "x" * 201, "a\0", "\ud800"])
def test_what_is_no_login_is_refused(desk: OpenDesk, login: str) -> None:
    with pytest.raises(Invalid) as caught:
        add_agent(desk, login)
    assert _key(caught) == ["bad_login"]


def test_every_wrong_word_is_told(desk: OpenDesk) -> None:
    with pytest.raises(Invalid) as caught:
        add_agent(
            desk,
            "lan",
            name=" ",
            email="no",
            role="king",
            groups="nowhere",
            active="maybe",
            colour="red",
        )
    assert _key(caught) == [
        "required",
        "bad_email",
        "unknown_role",
        "unknown_group",
        "unknown_choice",
        "unknown_setting",
    ]
    with pytest.raises(Invalid) as caught:
        add_group(desk, "vip", name="x" * 201, members="nobody")
    assert _key(caught) == ["too_long", "unknown_agent"]
    assert [agent.login for agent in desk.team.agents()] == ["boss"]


def test_the_last_active_administrator_stays(desk: OpenDesk) -> None:
    for settings in ({"active": "no"}, {"role": "agent"}):
        with pytest.raises(Invalid) as caught:
            desk.team.set_agent("boss", settings)
        assert _key(caught) == ["last_administrator"]
    with pytest.raises(Invalid) as caught:
        desk.team.set_role("administrator", {"kind": "agent"})
    assert _key(caught) == ["last_of_kind"]
    add_role(desk, "second", kind="administrator")
    with pytest.raises(Invalid) as caught:
        desk.team.set_role("administrator", {"kind": "agent"})
    assert _key(caught) == ["last_administrator"]
    add_agent(desk, "lan", role="administrator")
    assert not desk.team.set_agent("lan", {"active": "no"}).is_active
    desk.team.set_agent("lan", {"active": "yes"})
    assert not desk.team.set_agent("boss", {"active": "no"}).is_active


def test_a_group_is_made_and_changed_by_words(desk: OpenDesk) -> None:
    lan, minh = add_agent(desk, "lan"), add_agent(desk, "minh")
    made = desk.team.add_group("vip", {"name": "V.I.P.", "members": "Lan,minh,lan"})
    assert (made.key, made.name, made.member_ids) == ("vip", "V.I.P.", (lan, minh))
    changed = desk.team.set_group("VIP", {"members": "minh"}, version=1)
    assert (changed.name, changed.member_ids, changed.version) == ("V.I.P.", (minh,), 2)
    renamed = desk.team.set_group("vip", {"name": "Very"})
    assert (renamed.name, renamed.member_ids) == ("Very", (minh,))
    assert desk.team.groups() == (renamed,)
    assert add_group(desk, "night") > 0


@pytest.mark.parametrize("key", ["", "Ä", "a b", "-a", "x" * 65])
def test_what_is_no_key_is_refused(desk: OpenDesk, key: str) -> None:
    for add in (add_group, add_role):
        with pytest.raises(Invalid) as caught:
            add(desk, key)
        assert _key(caught) == ["bad_key"]


def test_a_key_is_given_once(desk: OpenDesk) -> None:
    for add in (add_group, add_role):
        add(desk, "vip")
        with pytest.raises(Invalid) as caught:
            add(desk, "vip")
        assert _key(caught) == ["name_taken"]


def test_a_role_is_made_and_changed_by_words(desk: OpenDesk) -> None:
    narrow = desk.team.add_role("narrow", {})
    assert (narrow.tickets, narrow.contacts) == (TicketScope.OWN, ContactScope.MANAGED)
    assert (narrow.phones_masked, narrow.rights, narrow.kind) == (
        True,
        frozenset(),
        RoleKind.AGENT,
    )
    changed = desk.team.set_role(
        "narrow",
        {
            "name": "Wide",
            "kind": "supervisor",
            "tickets": "groups",
            "contacts": "unmanaged",
            "phones": "shown",
            "rights": "create,bulk-edit export",
        },
        version=1,
    )
    assert changed in desk.team.roles()
    assert changed.rights == {Right.CREATE, Right.BULK_EDIT, Right.EXPORT}
    assert (changed.kind, changed.tickets, changed.phones_masked, changed.version) == (
        RoleKind.SUPERVISOR,
        TicketScope.GROUPS,
        False,
        2,
    )


def test_an_older_version_is_a_conflict(desk: OpenDesk) -> None:
    add_agent(desk, "lan")
    add_group(desk, "vip")
    add_role(desk, "narrow")
    for change, key in (
        (desk.team.set_agent, "lan"),
        (desk.team.set_group, "vip"),
        (desk.team.set_role, "narrow"),
    ):
        change(key, {"name": "new"}, version=1)
        with pytest.raises(Conflict) as caught:
            change(key, {"name": "newer"}, version=1)
        assert caught.value.current_version == 2


def test_what_is_not_there_cannot_be_changed(desk: OpenDesk) -> None:
    for change in (desk.team.set_agent, desk.team.set_group, desk.team.set_role):
        with pytest.raises(NotFound):
            change("nobody", {})


def test_changes_need_their_right(database_url: str, desk: OpenDesk) -> None:
    add_agent(desk, "lan", role="agent")
    with opened(database_url, as_="lan") as lan:
        for change in (
            lan.team.add_agent,
            lan.team.set_agent,
            lan.team.add_group,
            lan.team.set_group,
            lan.team.add_role,
            lan.team.set_role,
        ):
            with pytest.raises(NotAllowed):
                change("lan", {})


def test_only_administrators_touch_administrators(database_url: str, desk: OpenDesk) -> None:
    add_role(desk, "staff", rights="manage-people,manage-roles,create")
    add_agent(desk, "lan", role="staff")
    with opened(database_url, as_="lan") as lan:
        for forbidden in (
            lambda: lan.team.add_agent("evil", {"role": "administrator"}),
            lambda: lan.team.set_agent("lan", {"role": "administrator"}),
            lambda: lan.team.set_agent("boss", {"name": "Small boss"}),
            lambda: lan.team.set_role("administrator", {"name": "Mine"}),
            lambda: lan.team.set_role("staff", {"kind": "administrator"}),
            lambda: lan.team.set_role("staff", {"rights": "create,delete"}),
        ):
            with pytest.raises(NotAllowed):
                forbidden()
        assert lan.team.set_role("staff", {"rights": "create"}).rights == {Right.CREATE}
