"""The log: in its place, for its owner, turned over in time, and never a reason to stop."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from helpdesk_desktop.services import log_file
from helpdesk_desktop.services.log_file import (
    RecentEntries,
    last_lines,
    log_path,
    start_log,
    stop_log,
)

LOG = logging.getLogger("helpdesk_desktop.test")


@pytest.fixture
def started() -> Iterator[list[logging.Handler | None]]:
    """Handlers that are taken away again."""
    made: list[logging.Handler | None] = []
    yield made
    for handler in made:
        stop_log(handler)
    for name in ("helpdesk_desktop", "qt"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_it_lies_in_the_platforms_place() -> None:
    assert log_path().name == "helpdesk-desktop.log"
    assert "helpdesk-desktop" in log_path().parent.as_posix()


def test_entries_say_when_how_grave_and_who(started: list[logging.Handler | None]) -> None:
    started.append(start_log(log_path(), "info"))
    assert not log_path().exists()
    LOG.info("the password=geheim of %s", "Đơn hàng")
    LOG.debug("not told")
    logging.getLogger("sqlalchemy.engine").info("INSERT … ('Lan')")
    (line,) = last_lines(log_path(), 9)
    assert line.endswith(" helpdesk_desktop.test: the password=*** of Đơn hàng")
    assert " INFO " in line
    assert sys.platform == "win32" or log_path().stat().st_mode & 0o077 == 0


def test_half_a_character_is_written_all_the_same(started: list[logging.Handler | None]) -> None:
    handler = start_log(log_path(), "info")
    started.append(handler)
    assert handler is not None
    # Handed over by hand: what captures the log for a report cannot write it.
    handler.handle(logging.makeLogRecord({"name": "a", "msg": "\ud800 half"}))
    assert "\\ud800 half" in last_lines(log_path(), 1)[0]


def test_it_is_turned_over_and_the_oldest_goes(
    started: list[logging.Handler | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "MOST_BYTES", 2_000)
    started.append(start_log(log_path(), "info"))
    for number in range(200):
        LOG.info("entry %03d", number)
    names = sorted(path.name for path in log_path().parent.iterdir())
    assert names == ["helpdesk-desktop.log", *(f"helpdesk-desktop.log.{n}" for n in (1, 2, 3))]
    assert all(path.stat().st_size <= 2_000 for path in log_path().parent.iterdir())
    assert "entry 199" in last_lines(log_path(), 1)[0]


_NOTICE = "entries before this one were cut off"


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> int:
    """A log that is full with some twenty entries."""
    monkeypatch.setattr(log_file, "MOST_BYTES", 2_000)
    return 2_000


def _fill(first: int, last: int) -> None:
    for number in range(first, last + 1):
        LOG.info("entry %03d", number)


def test_one_that_cannot_be_turned_over_keeps_its_newest_half(
    started: list[logging.Handler | None], monkeypatch: pytest.MonkeyPatch, little: int
) -> None:
    """Windows lets nobody rename what another program has open."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "used by another program")

    monkeypatch.setattr("logging.handlers.os.rename", refuse)
    started.append(start_log(log_path(), "info"))
    _fill(1, 500)
    assert [path.name for path in log_path().parent.iterdir()] == ["helpdesk-desktop.log"]
    assert log_path().stat().st_size <= little
    head, *entries = last_lines(log_path(), 100)
    assert _NOTICE in head
    numbers = [int(line[-3:]) for line in entries]
    assert numbers == list(range(numbers[0], 501))
    assert len(numbers) > 5


def test_a_folder_in_the_oldest_ones_place_lets_nothing_grow(
    started: list[logging.Handler | None], little: int
) -> None:
    for number in (1, 2, 3):
        (log_path().parent / f"helpdesk-desktop.log.{number}" / "deep").mkdir(parents=True)
    started.append(start_log(log_path(), "info"))
    _fill(1, 500)
    assert log_path().stat().st_size <= little
    assert "entry 500" in last_lines(log_path(), 1)[0]


def test_one_that_can_only_grow_stops_with_one_line_and_goes_on_when_there_is_room(
    started: list[logging.Handler | None], monkeypatch: pytest.MonkeyPatch, little: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")  # as a file that is append-only says

    with monkeypatch.context() as patched:
        patched.setattr("logging.handlers.os.rename", refuse)
        patched.setattr(Path, "open", refuse)
        for _ in range(3):  # three programs, one after the other
            handler = start_log(log_path(), "info")
            _fill(1, 500)
            stop_log(handler)
    lines = last_lines(log_path(), 100)
    assert log_path().stat().st_size <= little + 200
    assert sum("nothing more is written" in line for line in lines) == 1
    assert "nothing more is written" in lines[-1]
    started.append(start_log(log_path(), "info"))
    _fill(501, 501)
    assert "entry 501" in last_lines(log_path(), 1)[0]


def test_a_long_entry_is_cut(started: list[logging.Handler | None]) -> None:
    started.append(start_log(log_path(), "info"))
    LOG.info("%s", "x" * 5_000_000)
    assert log_path().stat().st_size < 100_000
    _fill(1, 1)
    assert "entry 001" in last_lines(log_path(), 1)[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away an open file")
@pytest.mark.parametrize("how", ["removed", "renamed"])
def test_one_that_somebody_takes_away_begins_anew(
    started: list[logging.Handler | None], how: str
) -> None:
    started.append(start_log(log_path(), "info"))
    _fill(1, 1)
    if how == "removed":
        log_path().unlink()
    else:
        log_path().rename(log_path().with_name("kept.log"))  # as logrotate does
    _fill(2, 2)
    assert [line[-3:] for line in last_lines(log_path(), 9)] == ["002"]


_WRITER = """
import logging, sys
from helpdesk_desktop.services import log_file
log_file.MOST_BYTES, log_file.KEPT_FILES = 20_000, int(sys.argv[1])
log_file.start_log(log_file.log_path(), "info")
print("ready", flush=True)
sys.stdin.readline()
for number in range(1_000):
    logging.getLogger("helpdesk_desktop.test").info("entry of %s: %04d", sys.argv[2], number)
"""


def _writer(kept: int, name: str) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-c", _WRITER, str(kept), name]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("kept", [3, 60])
def test_programs_that_write_to_one_log_lose_no_entry_of_each_other(kept: int) -> None:
    with ExitStack() as running:
        writers = [running.enter_context(_writer(kept, name)) for name in "abc"]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write(b"go\n")
            writer.stdin.flush()
        assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    files = [path for path in log_path().parent.iterdir() if path.name.startswith("helpdesk-desk")]
    assert len(files) <= kept + 1
    assert sum(path.stat().st_size for path in files) <= (kept + 1) * 25_000
    found = [line[-7:] for path in files for line in path.read_text("utf-8").splitlines()]
    if kept > 3:
        assert sorted(found) == sorted(f"{name}: {n:04d}" for name in "abc" for n in range(1_000))
    else:
        # What is kept is nearly as much as may be: no program turned over what another just had.
        assert sum(path.stat().st_size for path in files) > 3 * 15_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_in_its_place_is_no_log(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.log")
    assert start_log(tmp_path / "a.log") is None


def test_words_that_do_not_fit_do_no_harm_to_who_logs_them() -> None:
    recent = RecentEntries(2)
    recent.handle(logging.makeLogRecord({"name": "a", "msg": "%d", "args": ("x",)}))
    assert recent.lines == []


def test_a_place_that_cannot_be_written_is_no_fault(
    tmp_path: Path,
    started: list[logging.Handler | None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").write_text("x")
    assert start_log(tmp_path / "file" / "a.log") is None
    assert start_log(tmp_path) is None
    stop_log(None)
    gone = tmp_path / "gone"
    started.append(start_log(gone / "a.log", "info"))
    gone.rmdir()
    LOG.info("nobody reads it")
    assert capsys.readouterr().err == ""


def test_a_program_without_standard_error_logs_too(
    started: list[logging.Handler | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    started.append(start_log(log_path(), "info"))
    LOG.info("fine")
    assert "fine" in last_lines(log_path(), 1)[0]


def test_the_last_entries_are_kept_in_memory_without_what_follows_them() -> None:
    recent = RecentEntries(2)
    for number in range(3):
        record = logging.makeLogRecord(
            {"name": "a", "levelno": 20, "levelname": "INFO", "msg": f"{number} pwd=geheim\nmore"}
        )
        recent.handle(record)
    assert [line.partition(" a: ")[2] for line in recent.lines] == ["1 pwd=***", "2 pwd=***"]


def test_no_log_has_no_lines(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "none.log", 5) == []
    big = tmp_path / "big.log"
    big.write_bytes(b"x" * 100_000 + b"\nlast \xff\n")
    assert last_lines(big, 1) == ["last \ufffd"]
