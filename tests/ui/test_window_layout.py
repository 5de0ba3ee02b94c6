from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.tasks import TaskRunner
from helpdesk_desktop.ui.window_layout import (
    WindowFrame,
    fitted,
    frame_from_words,
    frame_words,
    numbers,
)
from tests.screen import click, get

LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 1000)
USUAL = WindowFrame(
    QRect(5, 6, 700, 600),
    is_maximized=False,
    docks=b"docks",
    has_detail=True,
    has_overlay=False,
)


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.layout_.rooms = lambda: [LEFT]
    made.resize(1600, 900)  # the screen of the tests is smaller
    made.show()
    yield made
    made.stop()


@pytest.mark.parametrize(
    "place",
    [
        QRect(100, 100, 1200, 800),
        QRect(2000, 50, 900, 700),
        QRect(1500, 100, 1200, 800),  # across both screens
        QRect(-900, 0, 1100, 700),  # pushed half out, but its title can be taken
    ],
)
def test_a_place_in_sight_is_kept(place: QRect) -> None:
    assert fitted(place, [LEFT, RIGHT]) == place


@pytest.mark.parametrize(
    ("place", "rooms", "expected"),
    [
        # The right screen was unplugged.
        (QRect(2000, 50, 900, 700), [LEFT], QRect(1020, 50, 900, 700)),
        # A smaller screen in its place.
        (QRect(100, 200, 1800, 1000), [QRect(0, 0, 1024, 700)], QRect(0, 32, 1024, 668)),
        # The title is above the screen, or too little of it is left to take.
        (QRect(100, -500, 900, 700), [LEFT], QRect(100, 32, 900, 700)),
        (QRect(1900, 100, 900, 700), [LEFT], QRect(1020, 100, 900, 700)),
        # Nowhere near.
        (QRect(90000, 90000, 900, 700), [LEFT, RIGHT], QRect(1020, 340, 900, 700)),
        (QRect(1930, -600, 900, 900), [LEFT, RIGHT], QRect(1930, 32, 900, 900)),
    ],
)
def test_a_place_out_of_sight_comes_inside_a_screen(
    place: QRect, rooms: list[QRect], expected: QRect
) -> None:
    assert fitted(place, rooms) == expected


def test_a_frame_comes_back_from_its_words() -> None:
    frame = WindowFrame(
        QRect(-7, 8, 1000, 700),
        is_maximized=True,
        docks=bytes(range(256)),
        has_detail=False,
        has_overlay=True,
    )
    assert frame_from_words(frame_words(frame), USUAL) == frame


@pytest.mark.parametrize(
    "place", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,0,4", "1,2,3,-4", f"1,2,3,{'9' * 30}"]
)
def test_words_that_say_nothing_leave_the_usual_frame(place: str) -> None:
    words = dict.fromkeys(frame_words(USUAL), "§") | {"place": place, "docks": ""}
    assert frame_from_words(words, USUAL) == USUAL


def test_numbers_are_read_only_where_all_are_there() -> None:
    assert numbers("1, -2", 2) == (1, -2)
    assert numbers("1", 2) is None
    assert numbers("1,x", 2) is None


def test_nonsense_for_docks_changes_no_dock(window: MainWindow) -> None:
    before = window.layout_.frame
    window.layout_.put_back(frame_from_words(frame_words(before) | {"docks": "AAAA"}, USUAL))
    assert window.quick_dock.isVisible()
    assert window.detail_place.dock.isVisible()


def test_docks_panel_and_rows_come_back(window: MainWindow) -> None:
    window.resize(1400, 800)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, window.quick_dock)
    window.actions_[Act.SHOW_DETAIL].setChecked(False)
    kept = window.layout_.frame
    window.layout_.reset()
    assert window.dockWidgetArea(window.quick_dock) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.detail_place.dock.isVisible()
    window.layout_.put_back(kept)
    assert window.dockWidgetArea(window.quick_dock) is Qt.DockWidgetArea.RightDockWidgetArea
    assert not window.detail_place.dock.isVisible()
    assert not window.actions_[Act.SHOW_DETAIL].isChecked()
    assert window.geometry() == kept.place


def test_floating_and_hidden_docks_come_back(window: MainWindow) -> None:
    window.resize(1400, 800)
    window.quick_dock.setFloating(True)
    floating = window.layout_.frame
    window.quick_dock.setFloating(False)
    window.actions_[Act.SHOW_QUICK_FILTERS].setChecked(False)
    hidden = window.layout_.frame
    window.layout_.put_back(floating)
    assert window.quick_dock.isFloating()
    assert window.actions_[Act.SHOW_QUICK_FILTERS].isChecked()
    window.layout_.put_back(hidden)
    assert not window.quick_dock.isVisible()
    assert not window.actions_[Act.SHOW_QUICK_FILTERS].isChecked()
    window.layout_.reset()
    assert window.quick_dock.isVisible()
    assert not window.quick_dock.isFloating()


def test_the_overlay_of_a_narrow_window_comes_back(window: MainWindow) -> None:
    window.resize(1000, 700)
    window.detail_place.set_open(is_open=True)
    kept = window.layout_.frame
    window.layout_.reset()
    assert window.detail_place.dock.isVisible()
    assert not window.detail_place.overlay.isVisible()
    window.layout_.put_back(kept)
    assert window.detail_place.overlay.isVisible()
    assert window.detail.isVisible()
    assert not window.detail_place.dock.isVisible()


def test_a_maximised_window_comes_back_maximised_with_its_place(window: MainWindow) -> None:
    window.setGeometry(30, 40, 1200, 700)
    window.setWindowState(Qt.WindowState.WindowMaximized)
    kept = window.layout_.frame
    assert kept.is_maximized
    assert kept.place == QRect(30, 40, 1200, 700)
    window.layout_.reset()
    assert not window.isMaximized()
    window.layout_.put_back(kept)
    assert window.isMaximized()
    assert window.layout_.frame.place == QRect(30, 40, 1200, 700)


def test_reset_offers_the_way_back(window: MainWindow) -> None:
    window.setGeometry(30, 40, 1200, 700)
    window.actions_[Act.RESET_LAYOUT].trigger()
    assert window.size() == window.layout_.usual.place.size()
    assert window.toast.sentence == "The window stands as at the first start."
    click(get(window.toast, QPushButton, "toast_button"))
    assert window.geometry() == QRect(30, 40, 1200, 700)
