"""What the command line's words ask for."""

import pytest

from helpdesk_desktop.cli.arguments import Told, parse_arguments, wants_json
from helpdesk_desktop.domain.errors import BadUsage


def test_a_query_may_begin_with_a_dash() -> None:
    assert parse_arguments(["count", "-type:question"]).query == ["-type:question"]


def test_a_query_with_a_dash_may_stand_before_an_option() -> None:
    asked = parse_arguments(["list", "-status:closed", "--limit", "3", "-priority:low"])
    assert (asked.query, asked.limit) == (["-status:closed", "-priority:low"], 3)


@pytest.mark.parametrize("words", [["--sort", "-updated,-serial"], ["--sort=-updated,-serial"]])
def test_the_value_of_sort_may_begin_with_a_dash(words: list[str]) -> None:
    assert parse_arguments(["list", *words]).sort == "-updated,-serial"


def test_a_set_value_may_begin_with_a_dash() -> None:
    assert parse_arguments(["create", "--set", "-x=-1"]).settings == ["-x=-1"]


def test_an_option_of_every_command_may_stand_before_and_after_it() -> None:
    before = parse_arguments(["--json", "--database", "a.db", "count"])
    after = parse_arguments(["count", "--database", "a.db", "--json"])
    assert before.database == after.database == "a.db"
    assert before.format == after.format == "json"


def test_everything_after_two_dashes_is_query() -> None:
    assert parse_arguments(["count", "--", "--json", "-h"]).query == ["--json", "-h"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["count", "--nonsense"],
        ["list", "--limit", "-3"],
        ["list", "--limit", "many"],
        ["list", "--limit", "9" * 5000],
        ["show"],
        ["import"],
        ["import", "a.csv", "--preset", "x", "--map", "y.toml"],
        ["agents"],
        ["list", "--format", "xml"],
        ["-foo", "count"],
        ["count", "--json=5"],
        ["count", "--as="],
        ["import", ""],
        ["fill", "--tickets", "100000001"],
        ["fill", "--tickets", "-1"],
        ["init", "extra"],
    ],
)
def test_words_that_are_off_are_refused_with_a_sentence(words: list[str]) -> None:
    with pytest.raises(BadUsage) as refusal:
        parse_arguments(words)
    assert refusal.value.message
    assert "\0" not in refusal.value.message
    assert "\\x00" not in refusal.value.message


def test_a_value_keeps_every_character_that_it_begins_with() -> None:
    asked = parse_arguments(["create", "--set", "\0-x=1", "--set=-y=2", "--set", "--z=3"])
    assert asked.settings == ["\0-x=1", "-y=2", "--z=3"]


@pytest.mark.parametrize(
    ("words", "is_json"),
    [
        (["count", "--json"], True),
        (["--format", "json", "nonsense"], True),
        (["--format=json"], True),
        (["count", "--json", "--format", "text"], False),
        (["create", "--set", "--json"], False),
        (["count", "--", "--json"], False),
    ],
)
def test_a_fault_is_told_in_the_way_that_was_asked_for(words: list[str], *, is_json: bool) -> None:
    assert wants_json(words) is is_json


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_is_no_fault(word: str) -> None:
    with pytest.raises(Told) as told:
        parse_arguments(["list", word])
    assert "--offset" in told.value.text
