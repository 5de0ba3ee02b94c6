"""What the command line's words ask for."""

import pytest

from helpdesk_desktop.cli.arguments import parse_arguments
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
    ],
)
def test_words_that_are_off_are_refused_with_a_sentence(words: list[str]) -> None:
    with pytest.raises(BadUsage) as refusal:
        parse_arguments(words)
    assert refusal.value.message
    assert "\0" not in refusal.value.message
