"""The only place where a second start hands a link or a file to a window that is open already.

Each window has a door: a folder of its own in this profile's state, which nobody else may enter.
A word is put there as a file; the window takes it by renaming it, the sender withdraws it by
removing it: the file system lets one of them win, so that a word is never shown twice and never
lost, however late an answer is. A door whose lock nobody holds belongs to a program that is gone.
"""

import json
import os
import re
import shutil
import stat
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from helpdesk_desktop.domain.desk_links import Word
from helpdesk_desktop.services.file_lock import took_lock

# What a word looks like; a window of another version lies beside it and is left alone.
VERSION: Final = 1
_ABOUT: Final = "about.json"
_LOCK: Final = "lock"
_PUT, _TAKEN = ".word", ".taken"
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)
# A link has 2,000 characters, a path 4,096 bytes, each up to six as JSON.
_MOST_BYTES: Final = 32_000
_MOST_WORDS: Final = 20
# A window that takes longer stands still; its user is better served by a new one.
WAIT_S: Final = 2.0
_LOOK_S: Final = 0.02
_OTHERS_MAY: Final = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which window a word is for: on this screen, and where told with this database and agent."""

    screen: str
    place: str | None = None
    login: str | None = None


def screen_name(environment: Mapping[str, str]) -> str:
    """The screen a program shows itself on: a link must not open on somebody else's desk."""
    return _screen_name(environment)


def file_place(path: str) -> str:
    """The name by which a window tells that it shows the database of this file."""
    return f"SQLite {os.path.normcase(os.path.realpath(path))}"


class Door:
    """The door of one window; see `contracts.links.Door`.

    Without a folder that is this user's alone it stays shut: nothing comes, nothing fails.
    """

    def __init__(self, folder: Path, screen: str) -> None:
        self._top = folder / "doors"
        self._own = self._top / uuid.uuid4().hex
        self._about = {"v": VERSION, "screen": screen, "pid": os.getpid(), "place": "", "login": ""}
        self._lock: int | None = None

    @property
    def folder(self) -> str:
        """Where words arrive; empty while the door is shut."""
        return "" if self._lock is None else str(self._own)

    def open(self) -> None:
        """From now on words are taken."""
        try:
            self._top.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_own(self._top):
                return
            self._own.mkdir(mode=0o700)
            handle = os.open(self._own / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            took_lock(handle)
            self._lock = handle
            self._tell()
        except OSError:
            self.close()

    def say(self, engine: str, place: str, login: str) -> None:
        """Tell which database this window shows, and for whom; for a worker."""
        named = file_place(place) if engine == "SQLite" else f"{engine} {place}"
        self._about |= {"place": named if place else "", "login": login}
        if self._lock is not None:
            with suppress(OSError):
                self._tell()

    def touch(self) -> None:
        """This window was used just now: links without a database come here; for a worker."""
        if self._lock is not None:
            with suppress(OSError):
                os.utime(self._own / _ABOUT)

    def take(self) -> tuple[Word, ...]:
        """The words that arrived, each once; for a worker."""
        return () if self._lock is None else tuple(_taken(self._own))

    def close(self) -> None:
        """Take nothing any more."""
        handle, self._lock = self._lock, None
        # First what others find it by.
        with suppress(OSError):
            (self._own / _ABOUT).unlink()
        if handle is not None:
            os.close(handle)
        shutil.rmtree(self._own, ignore_errors=True)

    def _tell(self) -> None:
        _write(self._own / _ABOUT, self._about)


def hand_over(word: Word, wanted: Wanted, folder: Path, wait_s: float = WAIT_S) -> bool:
    """Give a word to the window that was used last; False when none took it in time."""
    until = time.monotonic() + wait_s
    return any(_gave(door, pid, word, until) for door, pid in _doors(folder / "doors", wanted))


def _doors(top: Path, wanted: Wanted) -> list[tuple[Path, int]]:
    """The doors that are meant, the one used last first; those of programs that are gone go."""
    found: list[tuple[float, Path, int]] = []
    try:
        doors = [door for door in top.iterdir() if _NAME.fullmatch(door.name)]
        if not _is_own(top):
            return []
    except OSError:
        return []
    for door in doors:
        about = _read(door / _ABOUT)
        if about is not None and not _is_near(about, wanted):
            continue
        if _is_left(door):
            shutil.rmtree(door, ignore_errors=True)
            continue
        if about is not None and _is_meant(about, wanted):
            with suppress(OSError):
                pid = about.get("pid")
                used = (door / _ABOUT).stat().st_mtime
                found.append((used, door, pid if isinstance(pid, int) else 0))
    return [(door, pid) for _, door, pid in sorted(found, key=lambda one: -one[0])]


def _is_near(about: Mapping[str, Any], wanted: Wanted) -> bool:
    """Whether the door is of this computer: what another one locks need not be seen here."""
    computer = str(about.get("screen")).partition(" ")[0]
    return computer == wanted.screen.partition(" ")[0]


def _is_meant(about: Mapping[str, Any], wanted: Wanted) -> bool:
    return (
        about.get("v") == VERSION
        and about.get("screen") == wanted.screen
        and wanted.place in {None, about.get("place")}
        and wanted.login in {None, about.get("login")}
    )


def _gave(door: Path, pid: int, word: Word, until: float) -> bool:
    put = door / f"{uuid.uuid4().hex}{_PUT}"
    taken = put.with_suffix(_TAKEN)
    if time.monotonic() > until:
        return False
    try:
        _let_come_forward(pid)
        _write(put, {"v": VERSION, "kind": word.kind, "text": word.text, "token": word.token})
        while put.exists() and time.monotonic() < until:
            threading.Event().wait(_LOOK_S)
        put.unlink()
    except FileNotFoundError:
        # Taken; or the window has closed with all that was on its way.
        is_taken = taken.exists()
        with suppress(OSError):
            taken.unlink()
        return is_taken
    except OSError:
        return False
    return False  # withdrawn in time


def _taken(own: Path) -> Iterator[Word]:
    try:
        paths = sorted(own.glob(f"*{_PUT}"))[:_MOST_WORDS]
    except OSError:
        return
    for path in paths:
        told = _read(path)
        if told is not None and told.get("v") != VERSION:
            continue  # whoever sent it opens a window of its own
        try:
            path.rename(path.with_suffix(_TAKEN))
        except OSError:
            continue  # withdrawn
        word = None if told is None else _word(told)
        if word is not None:
            yield word


def _word(told: Mapping[str, Any]) -> Word | None:
    kind, text, token = told.get("kind"), told.get("text"), told.get("token")
    if kind not in {"link", "file"} or not isinstance(text, str) or not isinstance(token, str):
        return None
    return Word(kind, text, token)


def _read(path: Path) -> dict[str, Any] | None:
    """What a file says; None where it says nothing that can be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        told = json.loads(content) if len(content) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _write(path: Path, words: Mapping[str, Any]) -> None:
    # Whole or not at all: whoever looks sees no half of it.
    new = path.with_name(f"{uuid.uuid4().hex}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(words, file)
    new.replace(path)


def _is_left(door: Path) -> bool:
    """Whether the program of this door is gone."""
    try:
        handle = os.open(door / _LOCK, os.O_RDWR)
    except OSError:
        return False  # just being made, or none of ours
    try:
        return took_lock(handle)
    except OSError:
        return False  # a file system without locks
    finally:
        os.close(handle)


if sys.platform == "win32":
    import ctypes

    def _is_own(_folder: Path) -> bool:
        """Whether nobody else can put anything into the folder: the profile is the user's alone."""
        return True

    def _screen_name(_environment: Mapping[str, str]) -> str:
        # Each session on a computer has a screen of its own.
        session = ctypes.c_ulong()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(session))
        return f"session {session.value}"

    def _let_come_forward(pid: int) -> None:
        """Let the other program put its window in front: only who was just clicked may do so."""
        ctypes.windll.user32.AllowSetForegroundWindow(pid)

else:

    def _is_own(folder: Path) -> bool:
        """Whether nobody else can put anything into the folder."""
        found = folder.lstat()
        is_plain = stat.S_ISDIR(found.st_mode) and not found.st_mode & _OTHERS_MAY
        return is_plain and found.st_uid == os.getuid()

    def _screen_name(environment: Mapping[str, str]) -> str:
        # A home may be shared by several computers.
        shown = (environment.get(name, "") for name in ("WAYLAND_DISPLAY", "DISPLAY"))
        return " ".join((os.uname().nodename, *shown))

    def _let_come_forward(_pid: int) -> None:
        """A token says so here, or nobody asks."""
