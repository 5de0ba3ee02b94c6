"""A word reaches one window or none, whatever happens on the way."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from helpdesk_desktop.domain.desk_links import Word
from helpdesk_desktop.services.doors import Door, Wanted, file_place, hand_over, screen_name

LINK = Word("link", "helpdesk:ticket/5 \ud800 đ", "token-1")
HERE = Wanted("here")
# Nobody answers in these tests: what is not taken at once never is.
AT_ONCE_S = 0.05
LONG_S = 30.0

unix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of a Unix")


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Door]]:
    made: list[Door] = []

    def make_one(screen: str = "here", *, used: int = 1_000) -> Door:
        door = Door(tmp_path, screen)
        door.open()
        if door.folder:
            os.utime(Path(door.folder, "about.json"), (used, used))
        made.append(door)
        return door

    yield make_one
    for one in made:
        one.close()
    assert list((tmp_path / "doors").iterdir()) == []


def _take_until_there(door: Door, is_over: Event) -> tuple[Word, ...]:
    while not is_over.is_set():
        if words := door.take():
            return words
    return ()


def _given(door: Door, word: Word, wanted: Wanted, folder: Path) -> tuple[bool, tuple[Word, ...]]:
    """Whether the word was handed over, and what this door took meanwhile."""
    is_over = Event()
    with ThreadPoolExecutor(1) as pool:
        taking = pool.submit(_take_until_there, door, is_over)
        is_given = hand_over(word, wanted, folder, LONG_S if wanted == HERE else AT_ONCE_S)
        is_over.set()
        return is_given, taking.result()


def test_a_word_comes_as_it_was_sent_and_once(make: Callable[..., Door], tmp_path: Path) -> None:
    door = make()
    assert _given(door, LINK, HERE, tmp_path) == (True, (LINK,))
    assert door.take() == ()
    assert not list(Path(door.folder).glob("*.word"))
    assert not list(Path(door.folder).glob("*.taken"))


def test_a_window_that_does_not_answer_never_gets_the_word(
    make: Callable[..., Door], tmp_path: Path
) -> None:
    door = make()
    assert not hand_over(LINK, HERE, tmp_path, AT_ONCE_S)
    assert door.take() == ()


def test_without_a_window_nobody_is_waited_for(tmp_path: Path) -> None:
    assert not hand_over(LINK, HERE, tmp_path, LONG_S)
    (tmp_path / "doors").write_text("a file", encoding="utf-8")
    assert not hand_over(LINK, HERE, tmp_path, LONG_S)


def test_the_window_that_was_used_last_gets_it(make: Callable[..., Door], tmp_path: Path) -> None:
    first, second = make(used=2_000), make(used=1_000)
    assert _given(first, LINK, HERE, tmp_path) == (True, (LINK,))
    second.touch()
    assert _given(second, LINK, HERE, tmp_path) == (True, (LINK,))


def test_a_window_on_another_screen_is_left_alone(
    make: Callable[..., Door], tmp_path: Path
) -> None:
    door = make("there")
    assert not hand_over(LINK, HERE, tmp_path, LONG_S)
    assert _given(door, LINK, Wanted("there"), tmp_path)[1] == (LINK,)


@pytest.mark.parametrize(
    ("wanted", "is_meant"),
    [
        (Wanted("here", "PostgreSQL desk@db/helpdesk"), True),
        (Wanted("here", "PostgreSQL desk@db/helpdesk", "lan"), True),
        (Wanted("here", None, "lan"), True),
        (Wanted("here", None, "mai"), False),
        (Wanted("here", "MariaDB desk@db/helpdesk"), False),
    ],
    ids=str,
)
def test_a_word_goes_to_a_window_of_its_database(
    make: Callable[..., Door], tmp_path: Path, wanted: Wanted, *, is_meant: bool
) -> None:
    door = make()
    door.say("PostgreSQL", "desk@db/helpdesk", "lan")
    is_over = Event()
    with ThreadPoolExecutor(1) as pool:
        taking = pool.submit(_take_until_there, door, is_over)
        given = hand_over(LINK, wanted, tmp_path, LONG_S)
        is_over.set()
    assert given is is_meant
    assert taking.result() == ((LINK,) if is_meant else ())


def test_a_window_that_has_left_its_database_is_none_of_it(
    make: Callable[..., Door], tmp_path: Path
) -> None:
    door, file = make(), str(tmp_path / "a.helpdesk")
    door.say("SQLite", file, "lan")
    door.say("", "", "")
    assert not hand_over(Word("file", file), Wanted("here", file_place(file)), tmp_path, LONG_S)


@unix
def test_a_file_is_the_same_by_every_way_to_it(tmp_path: Path) -> None:
    (tmp_path / "a.helpdesk").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    ways = ("a.helpdesk", "link/a.helpdesk", "./a.helpdesk")
    (place,) = {file_place(f"{tmp_path}/{way}") for way in ways}
    assert place == f"SQLite {tmp_path.resolve()}/a.helpdesk"
    assert file_place("a.helpdesk") == f"SQLite {Path.cwd().resolve()}/a.helpdesk"


def test_the_door_of_a_killed_program_is_cleared_away(
    make: Callable[..., Door], tmp_path: Path
) -> None:
    code = (
        "import os, pathlib, sys; from helpdesk_desktop.services.doors import Door; "
        "Door(pathlib.Path(sys.argv[1]), 'here').open(); os._exit(9)"
    )
    dead = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert dead.returncode == 9  # as told
    (left,) = (tmp_path / "doors").iterdir()
    door = make()
    assert _given(door, LINK, HERE, tmp_path) == (True, (LINK,))
    assert not left.exists()


def test_a_door_of_another_computer_is_left_alone(tmp_path: Path) -> None:
    door = tmp_path / "doors" / ("0" * 32)
    door.mkdir(parents=True, mode=0o700)
    (tmp_path / "doors").chmod(0o700)
    (door / "lock").touch()
    told = {"v": 1, "screen": "far :0", "pid": 1, "place": "", "login": ""}
    (door / "about.json").write_text(json.dumps(told), encoding="utf-8")
    assert not hand_over(LINK, Wanted("near :0"), tmp_path, LONG_S)
    assert sorted(one.name for one in door.iterdir()) == ["about.json", "lock"]
    assert not hand_over(LINK, Wanted("far :1"), tmp_path, LONG_S)
    assert not door.exists()


def test_what_is_no_door_is_left_alone(make: Callable[..., Door], tmp_path: Path) -> None:
    top = tmp_path / "doors"
    (top / "notes").mkdir(parents=True, mode=0o700)
    (top / ("0" * 32)).mkdir()
    top.chmod(0o700)
    assert not hand_over(LINK, HERE, tmp_path, LONG_S)
    assert sorted(one.name for one in top.iterdir()) == ["0" * 32, "notes"]
    for one in top.iterdir():
        one.rmdir()
    make()


@pytest.mark.parametrize(
    "about",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b"[" * 20_000,
        b'{"v": 2, "screen": "here"}',
        b'{"v": 1}',
        b" " * 40_000 + b'{"v": 1, "screen": "here"}',
    ],
    ids=range(8),
)
def test_a_door_that_says_nothing_of_use_is_passed_by(
    make: Callable[..., Door], tmp_path: Path, about: bytes
) -> None:
    door = make()
    Path(door.folder, "about.json").write_bytes(about)
    assert not hand_over(LINK, HERE, tmp_path, LONG_S)


@pytest.mark.parametrize(
    ("content", "is_left"),
    [
        (b"{", False),
        (b'{"v": 1}', False),
        (b'{"v": 1, "kind": "order", "text": "rm", "token": ""}', False),
        (b'{"v": 1, "kind": "link", "text": 5, "token": ""}', False),
        (b'{"v": 1, "kind": "link", "text": "a", "token": null}', False),
        (b'{"v": 2, "kind": "link", "text": "a", "token": ""}', True),
        (b'{"v": 1, "kind": "link", "text": "' + b"a" * 40_000 + b'", "token": ""}', False),
    ],
    ids=range(7),
)
def test_what_is_no_word_of_this_version_is_never_shown(
    make: Callable[..., Door], content: bytes, *, is_left: bool
) -> None:
    door = make()
    path = Path(door.folder, "1.word")
    path.write_bytes(content)
    assert door.take() == ()
    assert path.exists() is is_left


def test_of_a_flood_a_few_are_taken_at_a_time(make: Callable[..., Door]) -> None:
    door = make()
    for number in range(50):
        told = {"v": 1, "kind": "link", "text": str(number), "token": ""}
        Path(door.folder, f"{number:03}.word").write_text(json.dumps(told), encoding="utf-8")
    assert [word.text for word in door.take()] == [str(number) for number in range(20)]


@unix
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path, mode: int) -> None:
    (tmp_path / "doors").mkdir()
    (tmp_path / "doors").chmod(mode)
    door = Door(tmp_path, "here")
    door.open()
    assert door.folder == ""
    assert door.take() == ()
    door.touch()
    door.say("SQLite", "x", "lan")
    door.close()
    assert not hand_over(LINK, HERE, tmp_path, LONG_S)


@unix
def test_a_link_in_the_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "doors").symlink_to(tmp_path / "elsewhere")
    door = Door(tmp_path, "here")
    door.open()
    assert door.folder == ""
    assert list((tmp_path / "elsewhere").iterdir()) == []


@unix
def test_only_this_user_may_read_what_is_handed_over(make: Callable[..., Door]) -> None:
    door = make()
    own = Path(door.folder)
    assert {path.stat().st_mode & 0o077 for path in (own.parent, own, *own.iterdir())} == {0}


def test_without_a_place_to_write_the_door_stays_shut(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    door = Door(tmp_path / "state", "here")
    door.open()
    assert door.folder == ""


def test_a_closing_window_leaves_the_word_to_its_sender(
    make: Callable[..., Door], tmp_path: Path
) -> None:
    door = make()
    own = Path(door.folder)
    with ThreadPoolExecutor(1) as pool:
        handed = pool.submit(hand_over, LINK, HERE, tmp_path, LONG_S)
        while not list(own.glob("*.word")):
            assert not handed.done()
        door.close()
        assert not handed.result()


@unix
def test_two_screens_of_one_person_are_told_apart() -> None:
    names = {
        screen_name(environment)
        for environment in ({}, {"DISPLAY": ":0"}, {"DISPLAY": ":1"}, {"WAYLAND_DISPLAY": ":0"})
    }
    assert len(names) == 4  # each its own


def test_a_word_that_comes_too_late_is_shown_by_one_of_the_two_alone(
    make: Callable[..., Door], tmp_path: Path
) -> None:
    door = make()
    is_over, taken = Event(), list[str]()

    def take() -> None:
        while not is_over.is_set():
            taken.extend(word.text for word in door.take())

    def send(number: int) -> str | None:
        # From hardly any time to enough: many end just when the window takes the word.
        word = Word("link", str(number))
        return word.text if hand_over(word, HERE, tmp_path, number % 20 / 400) else None

    with ThreadPoolExecutor(5) as pool:
        taking = pool.submit(take)
        given = [one for one in pool.map(send, range(300)) if one is not None]
        is_over.set()
        taking.result()
    taken += [word.text for word in door.take()]
    assert sorted(taken) == sorted(given)
    assert 0 < len(given) < 300  # both happened
