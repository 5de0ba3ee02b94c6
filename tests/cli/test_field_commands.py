"""`fields`: definitions of custom fields and their options, by words."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli_program import Cli, Make

PLACES = "North\n  Hà Nội\n    Old town\nSouth\n"


def test_fields_are_added_changed_and_listed(cli: Cli) -> None:
    added = cli(
        "fields", "add", "Region", "label=Region 🌅", "kind=drop-down", "required_to_close=yes",
        "--set", "help=Where?", "--json",
    )  # fmt: skip
    assert added.json == {
        "key": "region", "owner": "ticket", "label": "Region 🌅", "kind": "drop-down",
        "help": "Where?", "pattern": None, "default": None, "required_to_create": False,
        "required_to_close": True, "active": True, "options": 0, "version": 1,
    }  # fmt: skip
    other = cli("fields", "add", "tier", "owner=contact", "kind=multi_select", "--json").json
    assert (other["owner"], other["kind"], other["label"]) == ("contact", "multi-select", "tier")
    changed = cli("fields", "set", "region", "label=Area", "active=no", "help=", "--json").json
    assert (changed["label"], changed["active"], changed["help"], changed["version"]) == (
        "Area", False, None, 2,
    )  # fmt: skip
    assert cli("fields", "set", "contact.cf.tier", "label=Tier", "--json").json["label"] == "Tier"
    listed = cli("fields", "list", "--json").json
    assert [one["key"] for one in listed["fields"]] == ["region", "tier"]
    assert "Area" in cli("fields", "list").out
    assert "label" in cli("fields", "set", "region", "label=Area").out


def test_nothing_is_listed_where_there_is_nothing(cli: Cli) -> None:
    assert cli("fields", "list").out == ""
    assert cli("fields", "list", "--json").json == {"fields": []}


def test_a_list_of_options_is_read_and_printed_in_one_form(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("fields", "add", "place", "kind=dependent")
    file = tmp_path / "places.txt"
    file.write_text("\ufeff" + PLACES, encoding="utf-8")
    assert cli("fields", "options", "place", "--file", str(file)).out == PLACES
    assert cli("fields", "options", "place").out == PLACES
    typed = io.TextIOWrapper(io.BytesIO(b"West / Far\nNorth\n"))
    monkeypatch.setattr(sys, "stdin", typed)
    assert cli("fields", "options", "cf.place", "--file", "-", "--json").json == {
        "key": "place",
        "version": 3,
        "options": [
            {"key": "west", "label": "West", "path": ["west"], "retired": False},
            {"key": "far", "label": "Far", "path": ["west", "far"], "retired": False},
            {"key": "north", "label": "North", "path": ["north"], "retired": False},
        ],
    }
    assert cli("fields", "set", "place", "default=West / Far", "--json").json["default"] == [
        "west", "far",
    ]  # fmt: skip


def test_values_are_set_and_told_by_the_contract(cli: Cli, made: Make) -> None:
    for key, kind in (
        ("n", "integer"), ("d", "decimal"), ("c", "checkbox"), ("day", "date"),
        ("one", "drop-down"), ("many", "multi-select"), ("tree", "dependent"),
        ("long", "multi-line"),
    ):  # fmt: skip
        assert cli("fields", "add", key, f"kind={kind}").code == 0
    assert cli("fields", "add", "code", "kind=regex", "pattern=[A-Z]+-[0-9]+").code == 0
    for key in ("one", "many", "tree"):
        field_file = "A\n  B\nC\n"
        _set_options(cli, key, field_file)
    serial = made(
        "cf.n=-7", "cf.d=1.50", "cf.c=no", "cf.day=2026-11-23", "cf.one=c", "cf.many=C,A",
        "cf.tree=a / b", "cf.long=x", "cf.code=AB-1",
    )  # fmt: skip
    whole = {
        "n": -7, "d": "1.5", "c": False, "day": "2026-11-23", "one": "c", "many": ["a", "c"],
        "tree": ["a", "b"], "long": "x", "code": "AB-1",
    }  # fmt: skip
    assert cli("show", str(serial), "--json").json["custom"] == whole
    columns = ",".join(f"cf.{key}" for key in whole)
    rows = cli("list", "--columns", columns, "--json").json["rows"]
    assert rows == [{f"cf.{key}": value for key, value in whole.items()}]
    csv = cli("list", "--columns", columns, "--format", "csv").out
    assert csv.splitlines()[1] == '-7,1.5,false,2026-11-23,c,"a,c",a/b,x,AB-1'
    edited = cli("edit", str(serial), "--set", "cf.n=seven", "--set", "cf.one=Z", "--json").json
    assert [(one["field"], one["code"]) for one in edited["refused"][0]["problems"]] == [
        ("cf.n", "bad_number"), ("cf.one", "unknown_choice"),
    ]  # fmt: skip
    assert (
        cli("edit", str(serial), "--set", "cf.code=x", "--json").json["refused"][0]["problems"][0][
            "code"
        ]
        == "pattern"
    )
    assert cli("edit", str(serial), "--set", "cf.many=b", "--set", "cf.tree=").code == 0
    shown = cli("show", str(serial), "--json").json
    assert (shown["custom"]["many"], "tree" in shown["custom"]) == (["b"], False)
    told = {line["field"]: (line["old"], line["new"]) for line in shown["activities"]}
    assert told["cf.many"] == (["a", "c"], ["b"])
    assert told["cf.tree"] == (["a", "b"], None)


def test_what_is_required_is_told_by_its_key(cli: Cli, made: Make) -> None:
    serial = made()
    cli("fields", "add", "cause", "required_to_close=yes")
    cli("fields", "add", "shop", "required_to_create=yes")
    refused = cli("edit", str(serial), "--set", "status=closed", "--json")
    assert refused.code == 1
    problem = refused.json["refused"][0]["problems"][0]
    assert (problem["field"], problem["code"]) == ("cf.cause", "required")
    assert cli("create", "--set", "subject=x", "--json").error == (1, "invalid")
    cli("fields", "set", "shop", "default=web")
    assert cli("create", "--set", "subject=x").code == 0


def test_a_default_is_listed_while_its_option_is_left_out_and_counts_again_once_it_is_back(
    cli: Cli,
) -> None:
    cli("fields", "add", "shop", "kind=drop-down", "required_to_create=yes")
    _set_options(cli, "shop", "Web\nHue\n")
    cli("fields", "set", "shop", "default=web")
    _set_options(cli, "shop", "Hue\n")
    assert cli("fields", "list", "--json").json["fields"][0]["default"] == "web"
    assert cli("create", "--set", "subject=x", "--json").error == (1, "invalid")
    _set_options(cli, "shop", "Hue\nWeb\n")
    assert cli("fields", "list", "--json").json["fields"][0]["default"] == "web"
    serial = cli("create", "--set", "subject=x", "--json").json["serial"]
    assert cli("show", str(serial), "--json").json["custom"] == {"shop": "web"}


def _set_options(cli: Cli, key: str, text: str) -> None:
    typed = io.TextIOWrapper(io.BytesIO(text.encode()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", typed)
        answer = cli("fields", "options", key, "--file", "-")
    assert answer.code == 0, answer.err


def test_what_cannot_be_set_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    cli("fields", "add", "region", "kind=drop-down")
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Hà Nội".encode("utf-16"))
    huge = tmp_path / "huge.txt"
    huge.write_bytes(b"x\n" * 8_000_001)
    for words, code in (
        (["add", "REGION"], (1, "invalid")),
        (["add", "7up"], (1, "invalid")),
        (["add", "x", "kind=colour"], (1, "invalid")),
        (["add", "x", "owner=nobody"], (1, "invalid")),
        (["add", "x", "kind=regex", "pattern=("], (1, "invalid")),
        (["add", "x", "required_to_close=perhaps"], (1, "invalid")),
        (["add", "x", "colour=red"], (1, "invalid")),
        (["set", "region", "kind=text"], (1, "invalid")),
        (["set", "region", "label="], (1, "invalid")),
        (["set", "region", "default=north"], (1, "invalid")),
        (["set", "nowhere", "label=x"], (1, "not_found")),
        (["options", "nowhere"], (1, "not_found")),
        (["options", "region", "--file", str(tmp_path / "none.txt")], (3, "unavailable")),
        (["options", "region", "--file", str(tmp_path)], (3, "unavailable")),
        (["options", "region", "--file", str(latin)], (3, "unavailable")),
        (["options", "region", "--file", str(huge)], (2, "usage")),
        (["options", "region", "--file", ""], (2, "usage")),
        (["set", "region", "label"], (2, "usage")),
        (["dance"], (2, "usage")),
        ([], (2, "usage")),
    ):
        assert cli("fields", *words, "--json").error == code, words
    assert [one["version"] for one in cli("fields", "list", "--json").json["fields"]] == [1]
    cli("agents", "add", "lan")
    assert cli("fields", "add", "mine", "--json", as_="lan").error == (4, "not_allowed")
