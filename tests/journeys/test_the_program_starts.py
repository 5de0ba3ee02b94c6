"""The program from its start to its end, on a real file, as an agent meets it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.options import Options, parse_options
from helpdesk_desktop.ui.list.ticket_model import ListState
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import LONGEST_MS, DeskFile
from tests.builders import add_ticket, opened
from tests.screen import click, get


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot, path: Path) -> Iterator[Desktop]:
    apply_theme(qapp, "light")
    made = Desktop(Options(database=str(path), as_login=None))
    qtbot.addWidget(made.window)
    yield made
    made.window.close()
    assert made.is_drained


def test_a_fresh_machine_shows_an_empty_desk(qtbot: QtBot, desktop: Desktop, path: Path) -> None:
    desktop.window.show()
    assert desktop.opened is None
    qtbot.waitUntil(lambda: desktop.window.tickets.model.state is ListState.EMPTY, timeout=10_000)
    assert path.is_file()
    assert desktop.window.tickets.empty.sentence == "There are no tickets yet."
    click(get(desktop.window, QPushButton, "empty_button"))
    qtbot.waitUntil(lambda: not desktop.runner.is_busy)


def test_what_the_program_cannot_open_is_said_and_left_alone(
    qtbot: QtBot, desktop: Desktop, path: Path
) -> None:
    path.write_bytes(b"this is no database at all, but a letter to a friend\n" * 40)
    before = path.read_bytes()
    desktop.window.show()
    empty = desktop.window.tickets.empty
    qtbot.waitUntil(lambda: str(path) in empty.sentence, timeout=10_000)
    assert path.read_bytes() == before
    path.unlink()
    click(get(desktop.window, QPushButton, "empty_button"))
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not desktop.runner.is_busy)


def test_tickets_are_there_after_the_start(
    qtbot: QtBot, qapp: QApplication, desk_file: DeskFile
) -> None:
    apply_theme(qapp, "dark")
    with opened(str(desk_file.path), desk_file.login) as desk:
        add_ticket(desk, "Đơn hàng 77120 giao thiếu một kiện")
    program = Desktop(Options(database=str(desk_file.path), as_login=desk_file.login))
    window = program.window
    qtbot.addWidget(window)
    window.show()
    model = window.tickets.model
    qtbot.waitUntil(lambda: model.rowCount() > 1 and model.has_all_serials, timeout=LONGEST_MS)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=LONGEST_MS)
    view = window.tickets.view
    click(view.viewport(), view.visualRect(window.tickets.model.index(0, 2)).center())
    qtbot.waitUntil(lambda: window.detail.detail is not None)
    assert window.detail.detail is not None
    assert window.detail.detail.subject == "Đơn hàng 77120 giao thiếu một kiện"
    window.close()
    assert program.is_drained


def test_the_version_needs_no_screen() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "helpdesk_desktop", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": ""},
    )
    assert said.stdout.startswith("helpdesk-desktop ")


def test_a_missing_screen_is_said_in_a_sentence() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "helpdesk_desktop"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": ""},
    )
    assert said.returncode == 3
    assert "There is no screen" in said.stderr
    assert "Traceback" not in said.stderr


def test_the_options_are_read() -> None:
    options = parse_options(["--database", "a.db", "--as", "lan", "--theme", "dark"])
    assert options == Options(database="a.db", as_login="lan", theme="dark")


def test_a_fault_at_the_end_keeps_nothing_else_from_ending(
    qtbot: QtBot, qapp: QApplication, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_theme(qapp, "light")
    program = Desktop(Options(database=str(path)))
    qtbot.addWidget(program.window)
    program.window.show()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=LONGEST_MS)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=LONGEST_MS)
    heard: list[BaseException] = []
    ended: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: heard.append(error))

    def fail() -> None:
        raise RuntimeError("a form that cannot close")

    close_all = program.printing.close_all

    def end() -> None:
        ended.append("last")
        close_all()

    monkeypatch.setattr(program.making, "close_all", fail)
    monkeypatch.setattr(program.printing, "close_all", end)
    program.window.close()
    assert [str(error) for error in heard] == ["a form that cannot close"]
    assert ended == ["last"]
    assert program.is_drained
    assert program.runner.is_closed


def test_a_demo_that_a_lock_forbids_says_so_and_ends_at_once(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f"[locked]\ndatabase = '{tmp_path / 'desk.db'}'\n", encoding="utf-8")
    words = [sys.executable, "-m", "helpdesk_desktop", "--demo", "--output", str(tmp_path / "demo")]
    named = {"HELPDESK_POLICY_FILE": str(policy), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        words,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | named,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "was set by your administrator" in ended.stdout
