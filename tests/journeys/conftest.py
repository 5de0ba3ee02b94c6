"""What journeys share: a desk of some hundred tickets, or the large one of `--tickets-file`.

No journey may stall the window: see `tests.freeze_meter`. Each that shows a list of tickets takes
`desk_file`; without the large file only those are that show what is made before one's eyes: the
first start, the demo, a server.
"""

import gc
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.services.fill import fill
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database, open_database
from helpdesk_desktop.ui import window_layout
from tests.at_the_desk import DeskFile
from tests.builders import ADMINISTRATOR, NOW, ensure_administrator
from tests.freeze_meter import FELT_MS, FreezeMeter
from tests.screen import surround


@pytest.fixture
def few() -> int:
    """How many tickets a desk has without `--tickets-file`."""
    return 400


@pytest.fixture
def desk_file(pytestconfig: pytest.Config, tmp_path: Path, few: int) -> Iterator[DeskFile]:
    """A desk of its own to do anything with."""
    made = tmp_path / "desk.db"
    given: str | None = pytestconfig.getoption("--tickets-file")
    if given is None:
        _fill(made, few)
        yield DeskFile(made, ADMINISTRATOR)
        return
    shutil.copyfile(given, made)
    with made.open("rb") as file:
        os.fsync(file.fileno())  # or the first write of the program waits for gigabytes
    yield DeskFile(made, _administrator(made))
    made.unlink()  # gigabytes
    shutil.rmtree(tmp_path / "backups", ignore_errors=True)  # the window makes one by itself


def _fill(path: Path, tickets: int) -> None:
    address = parse_database_url(str(path))
    create_database(address)
    ensure_administrator(str(path))
    database = open_database(address)
    fill(
        database,
        tickets=tickets,
        seed=7,
        now=NOW,
        progress=lambda _done, _all: None,
        cancel=Cancellation(),
    )
    database.close()


def _administrator(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (login,) = connection.execute("SELECT login FROM agent ORDER BY id LIMIT 1").fetchone()
    return str(login)


@pytest.fixture
def wide_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of 1920 x 1080: the offscreen platform has one of 800 x 800 alone."""
    monkeypatch.setattr(window_layout, "screen_rooms", lambda: [QRect(0, 0, 1920, 1080)])


@pytest.fixture(autouse=True)
def freeze_meter(
    request: pytest.FixtureRequest, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FreezeMeter]:
    """Fails a journey in which the window stood still; `begin` names the step."""
    # What the program does with its own once it is started, this does with the tests' modules.
    gc.collect()
    gc.freeze()
    meter = FreezeMeter()
    meter.begin(request.node.name)
    wait = QtBot.wait

    def measured(self: QtBot, ms: int) -> None:
        with meter.inside():
            wait(self, ms)

    monkeypatch.setattr(QtBot, "wait", measured)
    surround(meter.inside)
    yield meter
    surround()
    meter.close()
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # as every test finds it
    assert qtbot is not None
    _tell(request.config, meter)
    problems = meter.problems()
    if problems:
        pytest.fail("\n".join(problems))


def _tell(config: pytest.Config, meter: FreezeMeter) -> None:
    path: str | None = config.getoption("--stalls")
    if path is None:
        return
    with Path(path).open("a", encoding="utf-8") as file:
        file.writelines(
            f"{stall.step}\t{stall.lasted_ms:.1f}\t{stall.wall_ms:.1f}\n" for stall in meter.stalls
        )
    for stall in meter.stalls:
        stack = stall.stack if stall.lasted_ms > FELT_MS else ""
        sys.stderr.write(f"\n{stall.step}: {stall.lasted_ms:.0f} ms\n{stack}")
