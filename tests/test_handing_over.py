"""Which starts are handed to a window that is open, and to which."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from helpdesk_desktop.domain.desk_links import LONGEST_LINK, Word
from helpdesk_desktop.handing_over import is_handed_over
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.doors import Door, screen_name
from helpdesk_desktop.services.places import state_folder

LINK = "helpdesk:ticket/5"
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # a name


@pytest.fixture
def door() -> Iterator[Door]:
    """A window of this profile on this screen, whose answers `_handed` gives."""
    made = Door(state_folder(), screen_name(os.environ))
    made.open()
    yield made
    made.close()


def _handed(door: Door, options: Options, **environment: str) -> tuple[bool, list[Word]]:
    is_over, taken = Event(), list[Word]()

    def answer() -> None:
        while not is_over.is_set():
            taken.extend(door.take())

    with ThreadPoolExecutor(1) as pool:
        answering = pool.submit(answer)
        is_given = is_handed_over(options, {**os.environ, **environment})
        is_over.set()
        answering.result()
    return is_given, taken


def test_a_link_goes_to_any_window(door: Door) -> None:
    door.say("PostgreSQL", "desk@db/helpdesk", "lan")
    handed = _handed(door, Options(link=LINK), **{TOKEN: "t-1"})
    assert handed == (True, [Word("link", LINK, "t-1")])


@pytest.mark.parametrize("token", ["đ", "t" * 1_000])
def test_a_token_that_is_none_is_left_out(door: Door, token: str) -> None:
    assert _handed(door, Options(link=LINK), **{TOKEN: token})[1] == [Word("link", LINK)]


def test_of_a_link_without_end_enough_is_sent_to_be_refused(door: Door) -> None:
    (word,) = _handed(door, Options(link="helpdesk:" + "a" * 1_000_000))[1]
    assert len(word.text) == LONGEST_LINK + 1


@pytest.mark.parametrize(
    "options",
    [
        Options(),
        Options(database="{file}"),
        Options(link=LINK, is_demo=True),
        Options(link=LINK, as_login="mai"),
        Options(link=LINK, database="another.db"),
        Options(link=LINK, database="no-such-scheme://x"),
        Options(link=LINK, database="postgresql://desk@db/helpdesk"),
        Options(file="another.helpdesk"),
    ],
    ids=range(8),
)
def test_every_other_start_opens_a_window_of_its_own(
    door: Door, tmp_path: Path, options: Options
) -> None:
    file = str(tmp_path / "desk.helpdesk")
    door.say("SQLite", file, "lan")
    assert _handed(door, options) == (False, [])


def test_a_file_goes_to_the_window_that_shows_it(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "desk.helpdesk"
    file.touch()
    door.say("SQLite", str(file), "lan")
    assert _handed(door, Options(file=str(file))) == (True, [Word("file", str(file))])
    for database in (str(file), f"sqlite:///{file}"):
        assert _handed(door, Options(link=LINK, database=database))[0]


def test_a_server_is_the_same_by_its_place(door: Door) -> None:
    door.say("MariaDB", "desk@db/helpdesk", "lan")
    named = Options(link=LINK, database="mysql://desk@db:3306/helpdesk", as_login="lan")
    assert _handed(door, named)[0]
