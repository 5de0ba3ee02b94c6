"""Others' changes are brought in by themselves, and so is a database that was away."""

from collections.abc import Iterator
from queue import Queue
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.domain.errors import HelpdeskError, NotAllowed, Unavailable
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.ui import live as live_module
from helpdesk_desktop.ui.banner import Banner
from helpdesk_desktop.ui.live import LiveUpdates
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import add_group
from tests.window_desk import Instead

LOST = Unavailable("connection_lost")
TICKET = Changes(tickets=frozenset({7}), kinds=frozenset({ChangeKind.TICKET}))


class Script:
    """Answers waits as the test says; without a word it waits for one, as the real one does."""

    def __init__(self) -> None:
        self.words: Queue[Changes | HelpdeskError] = Queue()
        self.asked: list[float] = []

    def begin(self) -> None:
        """Nothing to begin."""

    def wait(self, cancel: Cancellation, timeout_s: float) -> Changes:
        self.asked.append(timeout_s)
        with cancel.interrupting(lambda: self.words.put(Changes())):
            word = self.words.get(timeout=20)
        cancel.check()
        if isinstance(word, HelpdeskError):
            raise word
        return word


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def told(runner: TaskRunner) -> list[Changes]:
    heard: list[Changes] = []
    runner.changed.connect(lambda changes, _initiator: heard.append(changes))
    return heard


@pytest.fixture
def live(
    runner: TaskRunner,
    banner: Banner,
    desk: OpenDesk,
    script: Script,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[LiveUpdates]:
    monkeypatch.setattr(live_module, "_FIRST_RETRY_MS", 20)
    made = LiveUpdates(runner, banner)
    made.set_desk(cast("Desk", Instead(desk, live=script)), desk.directory())
    yield made
    made.stop()


def _said(banner: Banner) -> str:
    return "" if banner.notice is None else banner.notice.sentence


def test_what_is_told_is_announced(
    qtbot: QtBot, live: LiveUpdates, script: Script, told: list[Changes]
) -> None:
    script.words.put(TICKET)
    qtbot.waitUntil(lambda: told == [TICKET])
    assert not live.is_away
    script.words.put(Changes())
    script.words.put(TICKET)
    qtbot.waitUntil(lambda: told == [TICKET, TICKET])


def test_waiting_keeps_no_worker_and_nobody_busy(
    qtbot: QtBot, live: LiveUpdates, script: Script, runner: TaskRunner
) -> None:
    qtbot.waitUntil(lambda: len(script.asked) == 1)
    assert not live.is_away
    assert not runner.is_busy


def test_new_names_come_before_the_rows_that_are_said_with_them(
    qtbot: QtBot, live: LiveUpdates, script: Script, desk: OpenDesk, told: list[Changes]
) -> None:
    add_group(desk, "night", name="Night shift")
    order: list[object] = []
    live.names_read.connect(lambda new: order.append(new.directory))
    live._runner.changed.connect(lambda changes, _by: order.append(changes))
    kinds = frozenset({ChangeKind.GROUP})
    script.words.put(Changes(kinds=kinds))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert order == [desk.directory(), Changes(kinds=kinds, is_everything=True)]
    script.words.put(Changes(is_everything=True))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert len(order) == 3, "names that are as they were were told again"


def test_a_database_that_is_away_is_tried_until_it_answers(
    qtbot: QtBot, live: LiveUpdates, script: Script, banner: Banner, told: list[Changes]
) -> None:
    for _ in range(3):
        script.words.put(LOST)
    qtbot.waitUntil(lambda: len(script.asked) == 4)
    assert live.is_away
    assert script.asked[1:] == [0, 0, 0]
    assert "tries again by itself" in _said(banner)
    assert told == []
    script.words.put(Changes())
    qtbot.waitUntil(lambda: not live.is_away)
    assert not _said(banner)
    assert told == [Changes(is_everything=True)]


def _pauses(live: LiveUpdates, error: HelpdeskError = LOST) -> list[int]:
    found = []
    for turn in range(14):
        live._failures = turn
        found.append(live._next_ms(error))
    return found


def test_tries_become_rarer_up_to_half_a_minute_where_nobody_looks(live: LiveUpdates) -> None:
    pauses = _pauses(live)
    assert 15 <= pauses[0] <= 25
    assert 1.2 < pauses[1] / pauses[0] < 3.4
    assert all(22_500 <= pause <= 37_500 for pause in pauses[-3:])
    assert len(set(pauses[-3:])) > 1, "a whole office would come back at once"


def test_who_looks_at_the_window_waits_for_no_more_than_five_seconds(
    live: LiveUpdates, qtbot: QtBot, banner: Banner
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    banner.setParent(window)
    window.show()
    assert all(pause <= 5_000 for pause in _pauses(live))
    assert all(pause >= 3_000 for pause in _pauses(live)[-3:])
    # A server that has no room for more is not helped by more.
    assert all(pause >= 22_500 for pause in _pauses(live, Unavailable("too_many_clients"))[-3:])
    window.showMinimized()
    assert all(pause >= 22_500 for pause in _pauses(live)[-3:])
    banner.setParent(None)


def _lose(qtbot: QtBot, live: LiveUpdates, script: Script) -> int:
    """Let the database be away and the next try wait for its turn; how often it was asked."""
    script.words.put(LOST)
    qtbot.waitUntil(lambda: live.is_away)
    # On a busy machine the application becomes the active one only now, which asks at once.
    while not live._retry.isActive():
        script.words.put(LOST)
        qtbot.waitUntil(live._retry.isActive)
    return len(script.asked)


@pytest.mark.parametrize("by", ["coming-back", "asking"])
def test_who_comes_back_or_asks_for_anything_has_it_tried_at_once(
    qtbot: QtBot, live: LiveUpdates, script: Script, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    runner = live._runner
    monkeypatch.setattr(live_module, "_FIRST_RETRY_MS", 30_000)
    monkeypatch.setattr(live_module, "_LEAST_BETWEEN_S", 0.0)
    asked = _lose(qtbot, live, script)
    if by == "asking":
        runner.run(lambda _: None, lambda _: None)
    else:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: len(script.asked) == asked + 1)
    script.words.put(Changes())
    qtbot.waitUntil(lambda: not live.is_away)
    # With the database there, nothing is tried.
    runner.run(lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert len(script.asked) <= asked + 2


def test_a_hundred_questions_are_no_hundred_tries(
    qtbot: QtBot,
    live: LiveUpdates,
    script: Script,
    runner: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "_FIRST_RETRY_MS", 30_000)
    asked = _lose(qtbot, live, script)
    for _ in range(100):
        runner.run(lambda _: None, lambda _: None)
        qtbot.waitUntil(lambda: not runner.is_busy)
    assert len(script.asked) <= asked + 1


def test_a_question_that_met_a_lost_connection_is_seen_to(
    qtbot: QtBot, live: LiveUpdates, script: Script, banner: Banner, told: list[Changes]
) -> None:
    qtbot.waitUntil(lambda: len(script.asked) == 1)
    assert live.takes(LOST)
    assert live.is_away
    assert _said(banner)
    script.words.put(Changes())
    script.words.put(Changes())
    qtbot.waitUntil(lambda: told == [Changes(is_everything=True)])
    assert not _said(banner)


def test_other_failures_are_left_to_whoever_asks(live: LiveUpdates, banner: Banner) -> None:
    assert not live.takes(Unavailable("disk_full"))
    assert not live.takes(NotAllowed("inactive_agent", value="lan"))
    assert not _said(banner)


def test_a_wrong_password_is_not_tried_again_by_itself(
    qtbot: QtBot, live: LiveUpdates, script: Script, banner: Banner
) -> None:
    script.words.put(Unavailable("wrong_password", place="db.example"))
    qtbot.waitUntil(lambda: live.is_away)
    assert not live._retry.isActive()
    assert _said(banner)
    assert "by itself" not in _said(banner)
    live.try_now()
    script.words.put(Changes())
    qtbot.waitUntil(lambda: not live.is_away)


def test_what_the_server_refuses_is_said_once(
    qtbot: QtBot, live: LiveUpdates, script: Script, runner: TaskRunner
) -> None:
    said: list[HelpdeskError] = []
    runner.failed.connect(said.append)
    refused = NotAllowed("server_refused", reason="no")
    script.words.put(refused)
    qtbot.waitUntil(lambda: said == [refused])
    script.words.put(refused)
    live._ask()
    qtbot.waitUntil(lambda: len(script.asked) == 2 and live._wait is None)
    assert said == [refused]


def test_after_the_end_nothing_is_announced(
    qtbot: QtBot, live: LiveUpdates, script: Script, told: list[Changes]
) -> None:
    qtbot.waitUntil(lambda: len(script.asked) == 1)
    script.words.put(TICKET)
    live.stop()
    with qtbot.assertNotEmitted(live._runner.changed, wait=300):
        pass
    assert told == []


def test_closing_ends_the_wait_at_once(
    qtbot: QtBot, script: Script, banner: Banner, desk: OpenDesk
) -> None:
    runner = TaskRunner()
    made = LiveUpdates(runner, banner)
    made.set_desk(cast("Desk", Instead(desk, live=script)), desk.directory())
    qtbot.waitUntil(lambda: len(script.asked) == 1)
    assert runner.close(1_000)


def test_the_button_tries_now(
    qtbot: QtBot,
    live: LiveUpdates,
    script: Script,
    banner: Banner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "_FIRST_RETRY_MS", 30_000)
    script.words.put(LOST)
    qtbot.waitUntil(lambda: live.is_away)
    assert banner.findChild(QPushButton, "banner_retry") is not None
    asked = len(script.asked)
    live.try_now()
    qtbot.waitUntil(lambda: len(script.asked) == asked + 1)
    script.words.put(Changes())
    qtbot.waitUntil(lambda: not live.is_away)
