from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.instant_editor import InstantEditor
from tests import screen


@dataclass(frozen=True)
class _StillClock:
    zone: ZoneInfo

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 7, 20, tzinfo=UTC)


@pytest.fixture
def editor(qtbot: QtBot) -> InstantEditor:
    made = InstantEditor("due", "No due time", _StillClock(ZoneInfo("Asia/Ho_Chi_Minh")))
    qtbot.addWidget(made)
    made.show()
    return made


def test_there_is_no_instant_at_first(editor: InstantEditor) -> None:
    assert editor.instant is None


def test_what_is_put_in_comes_back_in_utc(editor: InstantEditor) -> None:
    at = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    editor.set_instant(at)
    assert editor.instant == at
    assert editor.edit.text() == "2026-11-23 17:00"


@pytest.mark.parametrize(
    ("steps", "picked"),
    [
        (1, datetime(2026, 11, 23, 11, 20, tzinfo=UTC)),
        (2, datetime(2026, 11, 23, 10, 0, tzinfo=UTC)),
        (3, datetime(2026, 11, 24, 2, 0, tzinfo=UTC)),
        (4, datetime(2026, 11, 30, 2, 0, tzinfo=UTC)),
        (5, datetime(2026, 11, 23, 8, 0, tzinfo=UTC)),
    ],
)
def test_near_times_are_picked_from_the_list(
    qtbot: QtBot, editor: InstantEditor, steps: int, picked: datetime
) -> None:
    editor.choose.setCurrentIndex(steps)
    with qtbot.waitSignal(editor.edited):
        editor.choose.activated.emit(steps)
    assert editor.instant == picked


def test_typing_in_the_time_changes_it(qtbot: QtBot, editor: InstantEditor) -> None:
    editor.set_instant(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    with qtbot.waitSignal(editor.edited):
        screen.press(editor.edit, Qt.Key.Key_Up)
    assert editor.instant == datetime(2027, 11, 23, 10, 0, tzinfo=UTC)


def test_clearing_takes_the_instant_away(editor: InstantEditor) -> None:
    editor.set_instant(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    screen.click(editor.clear)
    assert editor.instant is None
    assert editor.choose.isVisible()
