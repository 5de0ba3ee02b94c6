"""`agents`, `groups`, `roles`, `types` and `check`."""

from pathlib import Path

from tests.cli_program import Cli, Make


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
    assert (changed["role"], changed["groups"], changed["version"]) == ("supervisor", ["vip"], 3)
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


def test_types_are_added_changed_ordered_and_retired(cli: Cli) -> None:
    assert cli("types", "add", "refund", "--set", "name=Hoàn tiền", "--json").json == {
        "key": "refund", "name": "Hoàn tiền", "position": 5, "retired": False, "version": 1,
    }  # fmt: skip
    changed = cli(
        "types", "set", "refund", "--set", "name=Refund", "--set", "position=1", "--json"
    ).json
    assert (changed["name"], changed["position"], changed["version"]) == ("Refund", 1, 2)
    retired = cli("types", "retire", "random", "--json").json
    assert (retired["retired"], retired["version"]) == (True, 2)
    listed = cli("types", "list", "--json").json
    assert [(one["key"], one["position"]) for one in listed["types"]] == [
        ("refund", 1), ("question", 2), ("problem", 3), ("random", 4), ("mission", 5),
    ]  # fmt: skip
    assert "random" in cli("types", "list").out
    assert cli("types", "set", "random", "--set", "retired=no", "--json").json["retired"] is False


def test_a_retired_type_stays_on_its_tickets_and_is_not_given_to_new_ones(
    cli: Cli, made: Make
) -> None:
    serial = made("type=mission")
    assert cli("types", "retire", "mission").code == 0
    assert cli("show", str(serial), "--json").json["type"] == "mission"
    assert cli("count", "type:mission").out == "1\n"
    assert cli("create", "--set", "subject=x", "--set", "type=mission", "--json").error == (
        1,
        "invalid",
    )
    refused = cli("edit", str(made()), "--set", "type=mission", "--json")
    assert (refused.code, refused.json["refused"][0]["problems"][0]["code"]) == (
        1,
        "unknown_choice",
    )
    # What it has already may stay while something else changes.
    assert cli("edit", str(serial), "--set", "type=mission", "--set", "priority=high").code == 0


def test_a_file_brings_old_tickets_with_their_retired_type(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,subject,type\n1,a,mission\n2,b,problem\n", encoding="utf-8")
    plan = tmp_path / "map.toml"
    plan.write_text(
        '[fields]\nexternal_id = "id"\nsubject = "subject"\ntype = "type"\n', encoding="utf-8"
    )
    assert cli("types", "retire", "mission").code == 0
    for name in ("created", "unchanged"):
        totals = cli("import", str(path), "--map", str(plan), "--json").json["totals"]
        assert (totals[name], totals["rejected"]) == (2, 0)
    assert cli("count", "type:mission").out == "1\n"


def test_groups_and_roles_are_removed_while_nothing_has_them(cli: Cli, made: Make) -> None:
    cli("groups", "add", "vip")
    cli("roles", "add", "night", "--set", "phones=masked")
    cli("agents", "add", "lan", "--set", "role=night")
    serial = made("group=vip")
    for words in (("groups", "remove", "vip"), ("roles", "remove", "night")):
        answer = cli(*words, "--json")
        assert answer.error == (1, "invalid")
        assert answer.json["error"]["message"].startswith("1 ")
    assert cli("edit", str(serial), "--set", "group=").code == 0
    assert cli("agents", "set", "lan", "--set", "role=agent").code == 0
    assert cli("groups", "remove", "vip", "--json").json["key"] == "vip"
    assert cli("roles", "remove", "night").code == 0
    assert cli("groups", "list", "--json").json == {"groups": []}
    assert cli("roles", "remove", "night", "--json").error == (1, "not_found")


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
        (["agents", "remove", "lan"], (2, "usage")),
        (["agents", "dance"], (2, "usage")),
        (["groups", "remove", "none"], (1, "not_found")),
        (["roles", "remove", "administrator"], (1, "invalid")),
        (["roles", "remove"], (2, "usage")),
        (["types", "retire", "none"], (1, "not_found")),
        (["types", "add", "question"], (1, "invalid")),
        (["types", "add", "x", "--set", "name=Problem"], (1, "invalid")),
        (["types", "add", "Ä"], (1, "invalid")),
        (["types", "set", "none", "--set", "name=x"], (1, "not_found")),
        (["types", "set", "random", "--set", "position=0"], (1, "invalid")),
        (["types", "set", "random", "--set", "colour=red"], (1, "invalid")),
        (["agents"], (2, "usage")),
    ):
        assert cli(*words, "--json").error == code
    agents = cli("agents", "list", "--json").json["agents"]
    assert [(one["login"], one["version"]) for one in agents] == [("boss", 1), ("lan", 1)]
    assert cli("groups", "list", "--json").json == {"groups": []}


def test_a_sound_database_is_said_to_be_sound(cli: Cli) -> None:
    assert cli("check", "--json").json == {"sound": True, "faults": []}
    assert cli("check").out == "The database is sound.\n"
