"""A file that was opened on the desktop is shown: here, or in a window of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpdesk_desktop import app
from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.desk_links import Word
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.settings import config_path, load_settings
from helpdesk_desktop.ui.theme import apply_theme

LONGEST_MS = 20_000


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that other programs were begun with."""
    begun: list[str] = []
    monkeypatch.setattr(app, "_start_another", begun.append)
    return begun


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot, others: list[str]) -> Iterator[Desktop]:
    apply_theme(qapp, "light")
    assert others == []
    made = Desktop(Options())
    qtbot.addWidget(made.window)
    yield made
    made.window.close()
    assert made.is_drained


def _is_open(desktop: Desktop, path: Path) -> bool:
    return desktop.opened is not None and desktop.opened.desk.info.place == str(path)


def test_a_window_without_a_database_shows_the_file(
    qtbot: QtBot, desktop: Desktop, desk_path: Path, others: list[str]
) -> None:
    desktop.window.show()
    qtbot.waitUntil(desktop.connecting.page.isVisible, timeout=LONGEST_MS)
    desktop.open_word(Word("link", "helpdesk:ticket/7"))
    desktop.open_word(Word("file", str(desk_path)))
    qtbot.waitUntil(lambda: _is_open(desktop, desk_path), timeout=LONGEST_MS)
    assert not desktop.connecting.page.isVisible()
    qtbot.waitUntil(lambda: desktop.window.tickets.view.current_serial == 7)
    assert others == []
    # The next start is asked again: a file that somebody looked into is not one's own desk.
    assert load_settings(config_path()).database is None
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=LONGEST_MS)


def test_a_file_that_comes_with_the_start_is_the_one_that_opens(
    qtbot: QtBot, desktop: Desktop, desk_path: Path
) -> None:
    desktop.window.first_painted.connect(
        lambda: desktop.open_word(Word("file", str(desk_path))),
        Qt.ConnectionType.QueuedConnection,  # as the application tells what macOS sent
    )
    desktop.window.show()
    qtbot.waitUntil(lambda: _is_open(desktop, desk_path), timeout=LONGEST_MS)
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=LONGEST_MS)


def test_the_file_that_is_shown_comes_up_and_another_gets_a_window_of_its_own(
    qtbot: QtBot, desktop: Desktop, desk_path: Path, tmp_path: Path, others: list[str]
) -> None:
    desktop.window.show()
    qtbot.waitUntil(desktop.connecting.page.isVisible, timeout=LONGEST_MS)
    desktop.open_word(Word("file", str(desk_path)))
    qtbot.waitUntil(lambda: _is_open(desktop, desk_path), timeout=LONGEST_MS)
    desktop.window.showMinimized()
    desktop.open_word(Word("file", f"{desk_path.parent}/./{desk_path.name}"))
    qtbot.waitUntil(lambda: not desktop.window.isMinimized())
    assert others == []
    other = str(tmp_path / "other.helpdesk")
    desktop.open_word(Word("file", other))
    qtbot.waitUntil(lambda: others == [other])
    assert _is_open(desktop, desk_path)
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=LONGEST_MS)


def test_a_file_that_is_not_there_is_said_and_not_made(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    apply_theme(qapp, "light")
    path = tmp_path / "gone.helpdesk"
    program = Desktop(Options(file=str(path)))
    qtbot.addWidget(program.window)
    program.window.show()
    empty = program.window.tickets.empty
    qtbot.waitUntil(lambda: str(path) in empty.sentence, timeout=LONGEST_MS)
    assert list(tmp_path.iterdir()) == []
    program.window.close()
    assert program.is_drained


def test_a_start_with_a_link_shows_what_it_names(
    qtbot: QtBot, qapp: QApplication, desk_path: Path
) -> None:
    apply_theme(qapp, "light")
    program = Desktop(Options(database=str(desk_path), link="helpdesk:ticket/9"))
    qtbot.addWidget(program.window)
    program.window.show()
    view = program.window.tickets.view
    qtbot.waitUntil(lambda: view.current_serial == 9, timeout=LONGEST_MS)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=LONGEST_MS)
    program.window.close()
    assert program.is_drained
