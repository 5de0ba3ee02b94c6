"""The words that the window's program is started with; a link is never more than a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk_desktop.domain.desk_links import read_link
from helpdesk_desktop.domain.errors import BadUsage
from helpdesk_desktop.options import Options, parse_options


def test_the_last_word_may_be_a_link() -> None:
    assert parse_options(["helpdesk:ticket/5"]) == Options(link="helpdesk:ticket/5")
    options = parse_options(["--database", "a.db", "HELPDESK://ticket/5"])
    assert options == Options(database="a.db", link="HELPDESK://ticket/5")


@pytest.mark.parametrize(
    "after",
    [
        ["--database", "evil.db"],
        ["--demo"],
        ["--version"],
        ["helpdesk:ticket/6"],
        ["x.helpdesk"],
        [""],
    ],
    ids=str,
)
def test_what_stands_after_a_link_makes_it_unreadable_and_is_no_option(after: list[str]) -> None:
    options = parse_options(["helpdesk:ticket/5", *after])
    assert options.link is not None
    assert options == Options(link=options.link)
    with pytest.raises(BadUsage, match="nothing was opened"):
        read_link(options.link)


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=12))
def test_no_word_of_a_link_reaches_another_option(after: list[str], rest: str) -> None:
    options = parse_options([f"helpdesk:{rest}", *after])
    assert options == Options(link=options.link)


@pytest.mark.parametrize("word", ["--database", "--as", "--output", "--password-file"])
def test_a_link_is_no_value_of_an_option(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse_options([word, "helpdesk:ticket/5"])
    assert "expected one argument" in capsys.readouterr().err


def test_a_file_is_opened_by_its_name_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse_options(["/srv/desk.helpdesk"]) == Options(file="/srv/desk.helpdesk")
    assert parse_options(["--as", "lan", "desk.helpdesk"]) == Options(
        file="desk.helpdesk", as_login="lan"
    )
    for words in (["--database", "a.db", "b.helpdesk"], ["b.helpdesk", "helpdesk:"]):
        with pytest.raises(SystemExit):
            parse_options(words)
        assert "FILE stands alone" in capsys.readouterr().err
