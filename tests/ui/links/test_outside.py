"""What another start puts at the door, and what macOS sends, reaches the window."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.desk_links import Word
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.services.doors import Door, Wanted, file_place, hand_over
from helpdesk_desktop.ui.links.outside import DoorWatch
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import NOW

# As macOS sends them: before anybody listens, and after.
_APPLICATION = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from helpdesk_desktop.ui.links.outside import DeskApplication
app = DeskApplication(["helpdesk-desktop"])
heard = []
app.word_opened.connect(lambda word: heard.append(word))
send = lambda event: QCoreApplication.sendEvent(app, event)
print(send(QFileOpenEvent("/Users/an/desk.helpdesk")), len(heard))
print(send(QFileOpenEvent(QUrl("helpdesk:filter?q=status:new%20%C4%91%22"))), len(heard))
app.hear()
print(send(QFileOpenEvent(QUrl("https://example.org/helpdesk:"))), len(heard))
QCoreApplication.postEvent(app, QFileOpenEvent(QUrl("HELPDESK://ticket/5")))
QCoreApplication.sendPostedEvents(app, 0)
for word in heard:
    print(word.kind, word.text)
"""


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door(tmp_path, "here")
    made.open()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def watch(qtbot: QtBot, runner: TaskRunner, window: QWidget, door: Door) -> DoorWatch:
    made = DoorWatch(runner, window, door)
    made.start()
    qtbot.waitUntil(lambda: not runner.is_busy)
    return made


def test_what_another_start_puts_there_comes_and_is_acknowledged(
    qtbot: QtBot, watch: DoorWatch, tmp_path: Path
) -> None:
    heard: list[Word] = []
    watch.word_came.connect(heard.append)
    words = [Word("link", "helpdesk:ticket/5"), Word("file", "/srv/a.helpdesk", "token")]
    for word in words:
        with ThreadPoolExecutor(1) as pool:
            handed = pool.submit(hand_over, word, Wanted("here"), tmp_path, 30.0)
            qtbot.waitUntil(handed.done)
        assert handed.result()
    assert heard == words


def test_what_came_before_the_watch_is_taken_at_its_start(
    qtbot: QtBot, runner: TaskRunner, window: QWidget, door: Door, tmp_path: Path
) -> None:
    heard: list[Word] = []
    watch = DoorWatch(runner, window, door)
    watch.word_came.connect(heard.append)
    word = Word("link", "helpdesk:")
    with ThreadPoolExecutor(1) as pool:
        handed = pool.submit(hand_over, word, Wanted("here"), tmp_path, 30.0)
        qtbot.waitUntil(lambda: bool(list(Path(door.folder).glob("*.word"))))
        watch.start()
        qtbot.waitUntil(handed.done)
    assert handed.result()
    qtbot.waitUntil(lambda: heard == [word])


def test_the_door_tells_what_the_window_shows(
    qtbot: QtBot, runner: TaskRunner, watch: DoorWatch, desk: OpenDesk, tmp_path: Path
) -> None:
    directory = desk.directory()
    meant = Wanted("here", file_place(desk.info.place), desk.viewer.login)

    def is_handed() -> bool:
        with ThreadPoolExecutor(1) as pool:
            word = Word("file", desk.info.place)
            handed = pool.submit(hand_over, word, meant, tmp_path, 30.0)
            qtbot.waitUntil(handed.done)
        return handed.result()

    assert not is_handed()
    watch.say(Opened(desk, directory, Names(directory, NOW, desk.clock.zone)))
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert is_handed()
    watch.say(None)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not is_handed()


def test_a_window_that_is_used_is_the_one_used_last(
    qtbot: QtBot, runner: TaskRunner, window: QWidget, watch: DoorWatch, door: Door
) -> None:
    assert watch.parent() is window
    about = Path(door.folder, "about.json")
    before = about.stat().st_mtime_ns
    window.show()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: not runner.is_busy and about.stat().st_mtime_ns > before)


def test_a_shut_door_is_nothing_to_watch(
    qtbot: QtBot, runner: TaskRunner, window: QWidget, tmp_path: Path
) -> None:
    DoorWatch(runner, window, Door(tmp_path, "here")).start()
    window.show()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert list(tmp_path.iterdir()) == []


def test_macos_sends_links_and_files_to_the_application() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _APPLICATION],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == [
        "True 0",
        "True 0",
        "False 2",
        "file /Users/an/desk.helpdesk",
        "link helpdesk:filter?q=status:new%20%C4%91%22",
        "link helpdesk://ticket/5",
    ]
