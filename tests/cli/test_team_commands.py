"""`agents`, `groups`, `roles` and `check`."""

from tests.cli_program import Cli


def test_agents_are_added_changed_and_listed(cli: Cli) -> None:
    added = cli("agents", "add", "lan", "--set", "name=Lan", "--set", "email=lan@desk.vn", "--json")
    assert added.json == {
        "login": "lan", "name": "Lan", "email": "lan@desk.vn", "role": "agent", "active": True,
        "groups": [], "version": 1,
    }  # fmt: skip
    assert cli("groups", "add", "vip", "--set", "members=lan,boss", "--json").json == {
        "key": "vip", "name": "vip", "members": ["boss", "lan"], "version": 1,
    }  # fmt: skip
    changed = cli("agents", "set", "lan", "--set", "role=supervisor", "--json").json
    assert (changed["role"], changed["groups"], changed["version"]) == ("supervisor", ["vip"], 2)
    listed = cli("agents", "list", "--json").json
    assert list(listed) == ["agents"]
    assert [one["login"] for one in listed["agents"]] == ["boss", "lan"]


def test_roles_are_told_with_their_settings(cli: Cli) -> None:
    words = ("phones=masked", "tickets=all", "rights=create,edit")
    settings = [word for one in words for word in ("--set", one)]
    assert cli("roles", "add", "night", *settings, "--json").json == {
        "key": "night", "name": "night", "kind": "agent", "tickets": "all", "contacts": "managed",
        "phones": "masked", "rights": ["create", "edit"], "version": 1,
    }  # fmt: skip
    keys = [one["key"] for one in cli("roles", "list", "--json").json["roles"]]
    assert keys == ["administrator", "supervisor", "agent", "night"]
    assert "night" in cli("roles", "list").out


def test_what_cannot_be_set_changes_nothing(cli: Cli) -> None:
    cli("agents", "add", "lan")
    for words, code in (
        (["agents", "add", "lan"], (1, "invalid")),
        (["agents", "add", ""], (1, "invalid")),
        (["agents", "set", "lan", "--set", "role=king"], (1, "invalid")),
        (["agents", "set", "boss", "--set", "active=no"], (1, "invalid")),
        (["agents", "set", "nobody-here", "--set", "name=x"], (1, "not_found")),
        (["groups", "set", "none", "--set", "name=x"], (1, "not_found")),
        (["groups", "add", "vip", "--set", "members=nobody-here"], (1, "invalid")),
        (["agents", "set", "lan", "--set", "name"], (2, "usage")),
        (["agents", "dance"], (2, "usage")),
        (["agents"], (2, "usage")),
    ):
        assert cli(*words, "--json").error == code
    agents = cli("agents", "list", "--json").json["agents"]
    assert [(one["login"], one["version"]) for one in agents] == [("boss", 1), ("lan", 1)]
    assert cli("groups", "list", "--json").json == {"groups": []}


def test_a_sound_database_is_said_to_be_sound(cli: Cli) -> None:
    assert cli("check", "--json").json == {"sound": True, "faults": []}
    assert cli("check").out == "The database is sound.\n"
