from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.movable_dock import MovableDock
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.screen import click, get, press

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
SHIFT = Qt.KeyboardModifier.ShiftModifier
WIDE, NARROW = 1440, 1000

# The dock, and the actions that show, float and move it.
DOCKS = pytest.mark.parametrize(
    ("name", "shows", "floats", "moves"),
    [
        ("quick_dock", Act.SHOW_QUICK_FILTERS, Act.FLOAT_QUICK_FILTERS, Act.MOVE_QUICK_FILTERS),
        ("detail_dock", Act.SHOW_DETAIL, Act.FLOAT_DETAIL, Act.MOVE_DETAIL),
    ],
)


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.resize(WIDE, 860)
    made.show()
    yield made
    made.stop()


def _button(dock: MovableDock, name: str) -> QToolButton:
    return get(dock, QToolButton, f"{dock.objectName()}_{name}")


def _has_drawing(button: QToolButton) -> bool:
    picture = button.grab().toImage()
    first = picture.pixel(0, 0)
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return any(picture.pixel(x, y) != first for x, y in places)


@DOCKS
def test_a_docked_bar_is_a_grip_whose_buttons_are_named_and_drawn_under_the_pointer(
    window: MainWindow, name: str, shows: Act, floats: Act, moves: Act
) -> None:
    dock = get(window, MovableDock, name)
    buttons = (_button(dock, "float"), _button(dock, "close"))
    title = window.actions_[shows].text()
    assert {window.actions_[act].isCheckable() for act in (floats, moves)} == {False}
    assert [button.accessibleName() for button in buttons] == [f"Float: {title}", f"Hide: {title}"]
    assert not get(dock, QLabel, f"{name}_title").isVisible()
    assert dock.bar.height() <= 24
    assert [_has_drawing(button) for button in buttons] == [False, False]
    QTest.mouseMove(dock.bar, QPoint(20, 8))
    dock.bar.enterEvent(None)  # type: ignore[arg-type]  # the offscreen pointer enters nothing
    assert [_has_drawing(button) for button in buttons] == [True, True]


@DOCKS
def test_a_double_click_floats_a_dock_which_then_says_its_name(
    window: MainWindow, name: str, shows: Act, floats: Act, moves: Act
) -> None:
    dock = get(window, MovableDock, name)
    title = get(dock, QLabel, f"{name}_title")
    QTest.mouseDClick(
        dock.bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 8)
    )
    assert dock.isFloating()
    assert title.isVisible()
    assert title.text() == window.actions_[shows].text()
    assert _has_drawing(_button(dock, "close"))
    assert _button(dock, "float").accessibleName().startswith("Dock: ")
    click(_button(dock, "float"))
    assert not dock.isFloating()
    assert not title.isVisible()
    assert window.actions_[floats].isEnabled()
    assert window.actions_[moves].isEnabled()


@DOCKS
def test_by_key_it_floats_lower_than_the_window_and_comes_back(
    window: MainWindow, name: str, shows: Act, floats: Act, moves: Act
) -> None:
    dock = get(window, MovableDock, name)
    key = Qt.Key.Key_F9 if floats is Act.FLOAT_QUICK_FILTERS else Qt.Key.Key_F8
    press(window, key, SHIFT)
    assert dock.isFloating()
    assert dock.height() < window.height()
    press(window, key, SHIFT)
    assert not dock.isFloating()
    # What is hidden is shown by it too.
    window.actions_[shows].setChecked(False)
    press(window, key, SHIFT)
    assert dock.isVisible()
    assert window.actions_[shows].isChecked()
    assert window.actions_[moves].shortcuts() == []


@DOCKS
def test_moved_across_it_stands_beside_what_is_there_as_wide_as_it_was(
    qtbot: QtBot, window: MainWindow, name: str, *, shows: Act, floats: Act, moves: Act
) -> None:
    dock = get(window, MovableDock, name)
    (other,) = (one for one in window.findChildren(MovableDock) if one is not dock)
    before, widths = window.dockWidgetArea(dock), (dock.width(), other.width())
    window.actions_[floats].trigger()
    window.actions_[moves].trigger()
    qtbot.waitUntil(lambda: dock.geometry().top() == other.geometry().top())
    qtbot.waitUntil(lambda: (dock.width(), other.width()) == widths)
    assert not dock.isFloating()
    assert window.dockWidgetArea(dock) is (LEFT if before is RIGHT else RIGHT)
    window.actions_[moves].trigger()
    assert window.dockWidgetArea(dock) is before
    qtbot.waitUntil(lambda: (dock.width(), other.width()) == widths)
    assert window.actions_[shows].isChecked()


@DOCKS
def test_the_cross_and_the_systems_own_close_hide_it_and_untick_the_action(
    window: MainWindow, name: str, shows: Act, floats: Act, moves: Act
) -> None:
    dock = get(window, MovableDock, name)
    click(_button(dock, "close"))
    assert not dock.isVisible()
    assert not window.actions_[shows].isChecked()
    window.actions_[shows].trigger()
    assert dock.isVisible()
    dock.close()  # as a program that ends closes its windows: no wish to hide it
    assert window.actions_[shows].isChecked()
    dock.show()
    window.actions_[floats].trigger()
    window.actions_[moves].trigger()
    asked = _SystemClose()
    QApplication.sendEvent(dock, asked)
    assert asked.isAccepted()
    assert not window.actions_[shows].isChecked()


class _SystemClose(QCloseEvent):
    @override
    def spontaneous(self) -> bool:
        return True


@DOCKS
def test_its_menu_offers_the_catalogues_actions(
    window: MainWindow, name: str, shows: Act, floats: Act, moves: Act
) -> None:
    dock = get(window, MovableDock, name)
    place = dock.bar.mapToGlobal(QPoint(10, 5))
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(10, 5), place)
    QApplication.sendEvent(dock.bar, asked)
    menu = get(dock, QMenu, f"{name}_menu")
    assert menu.actions() == [window.actions_[act] for act in (floats, moves, shows)]
    menu.close()


def test_details_that_float_stay_where_they_are_in_a_narrow_window(
    qtbot: QtBot, window: MainWindow
) -> None:
    place = window.detail_place
    window.resize(NARROW, 700)
    assert (place.is_narrow, place.is_open) == (True, False)
    window.actions_[Act.FLOAT_DETAIL].trigger()
    assert (place.is_narrow, place.is_open) == (False, True)
    assert place.dock.isVisible()
    assert place.dock.isAncestorOf(window.detail)
    window.resize(WIDE, 860)
    window.resize(NARROW, 700)
    assert place.dock.isFloating()
    assert place.dock.isVisible()
    # Docked there, they lie over the list and stay in sight.
    window.actions_[Act.FLOAT_DETAIL].trigger()
    qtbot.waitUntil(lambda: place.is_narrow)
    assert place.overlay.isVisible()
    assert window.detail.isVisible()
    assert not place.dock.isVisible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_floating_details_come_back_floating_and_a_reset_docks_them(
    window: MainWindow, width: int
) -> None:
    dock = window.detail_place.dock
    window.resize(width, 700)
    window.actions_[Act.FLOAT_DETAIL].trigger()
    window.actions_[Act.MOVE_QUICK_FILTERS].trigger()
    kept = window.layout_.frame
    window.layout_.reset()
    assert not dock.isFloating()
    assert window.dockWidgetArea(window.quick_dock) is LEFT
    window.layout_.put_back(kept)
    assert dock.isFloating()
    assert dock.isVisible()
    assert dock.isAncestorOf(window.detail)
    assert window.actions_[Act.SHOW_DETAIL].isChecked()
    assert window.dockWidgetArea(window.quick_dock) is RIGHT
    window.layout_.reset()
    assert not dock.isFloating()
