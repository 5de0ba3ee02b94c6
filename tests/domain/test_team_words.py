"""What a thing's words say is read again as the thing."""

from helpdesk_desktop.domain.people import (
    Agent,
    AgentId,
    ContactScope,
    Directory,
    Group,
    GroupId,
    Right,
    Role,
    RoleId,
    RoleKind,
    TicketScope,
    TicketType,
    TypeId,
)
from helpdesk_desktop.domain.team_rules import (
    AGENT_SETTINGS,
    GROUP_SETTINGS,
    ROLE_SETTINGS,
    TYPE_SETTINGS,
    key_problem,
    read_settings,
    suggested_key,
)
from helpdesk_desktop.domain.team_words import agent_words, group_words, role_words, type_words

ROLE = Role(
    RoleId(7), "night", "Night", RoleKind.SUPERVISOR, TicketScope.GROUPS, ContactScope.UNMANAGED,
    phones_masked=True, rights=frozenset({Right.EDIT, Right.CREATE, Right.BULK_EDIT}),
)  # fmt: skip
SHOWN = Role(
    RoleId(8), "day", "Day", RoleKind.AGENT, TicketScope.ALL, ContactScope.ALL,
    phones_masked=False, rights=frozenset(),
)  # fmt: skip
LAN = Agent(AgentId(1), "lan", "Lan", "lan@x.vn", RoleId(7), is_active=True)
MAI = Agent(AgentId(2), "Mai", "Mai", None, RoleId(8), is_active=False)
VIP = Group(GroupId(3), "vip", "V.I.P.", (AgentId(1), AgentId(2)))
NIGHT = Group(GroupId(4), "night", "Night", (AgentId(1),))
DIRECTORY = Directory(agents=(LAN, MAI), groups=(VIP, NIGHT), roles=(ROLE, SHOWN))


def test_an_agent_is_read_again_from_its_words() -> None:
    assert agent_words(LAN, DIRECTORY)["groups"] == "night,vip"
    for agent, groups in ((LAN, (3, 4)), (MAI, (3,))):
        values, problems = read_settings(agent_words(agent, DIRECTORY), AGENT_SETTINGS, DIRECTORY)
        assert problems == ()
        assert values == {
            "name": agent.name, "email": agent.email, "role": agent.role_id, "groups": groups,
            "active": agent.is_active,
        }  # fmt: skip


def test_a_group_is_read_again_from_its_words() -> None:
    values, problems = read_settings(group_words(VIP, DIRECTORY), GROUP_SETTINGS, DIRECTORY)
    assert problems == ()
    assert values == {"name": "V.I.P.", "members": (1, 2)}


def test_a_role_is_read_again_from_its_words() -> None:
    for role in (ROLE, SHOWN):
        values, problems = read_settings(role_words(role), ROLE_SETTINGS, DIRECTORY)
        assert problems == ()
        assert values == {
            "name": role.name, "kind": role.kind, "tickets": role.tickets,
            "contacts": role.contacts, "phones": role.phones_masked, "rights": role.rights,
        }  # fmt: skip


def test_a_type_is_read_again_from_its_words() -> None:
    for is_retired in (False, True):
        kind = TicketType(TypeId(1), "problem", "Problem", 2, is_retired)
        values, problems = read_settings(type_words(kind), TYPE_SETTINGS, DIRECTORY)
        assert problems == ()
        assert values == {"name": "Problem", "retired": is_retired}


def test_a_key_is_made_of_a_name_and_is_nobody_elses() -> None:
    assert suggested_key("Đơn hàng / hoàn tiền!", ()) == "don-hang-hoan-tien"
    assert suggested_key("V.I.P.", ()) == "v.i.p"
    assert suggested_key("中文", ()) == "new"
    assert suggested_key(" ", {"new", "new-2"}) == "new-3"
    assert suggested_key("Night", {"night"}) == "night-2"
    for name in ("x" * 300, "-.-a", "a" * 39 + " b", "ß", "1st"):
        assert key_problem(suggested_key(name, ())) is None, name
